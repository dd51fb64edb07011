//! Local storage: get, set, remove, list. The meaning of keys and values is decided elsewhere.

use glossator_core::saving::storage::{Held, StorageError};
use js_sys::JsString;
use std::ops::Range;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

// web-sys copies what it gets.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Storage)]
    type StorageOfStrings;

    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn get_string(this: &StorageOfStrings, key: &str) -> Result<Option<JsString>, JsValue>;
}

/// A value that the browser has.
struct HeldString(JsString);

/// The store of this page's origin, if the browser gives one.
pub struct LocalStorage(Storage);

impl LocalStorage {
    /// # Errors
    /// [`StorageError::Refused`] where the user or the browser forbids it.
    pub fn open() -> Result<Self, StorageError> {
        let window = web_sys::window().ok_or(StorageError::Refused)?;
        window.local_storage().ok().flatten().map(Self).ok_or(StorageError::Refused)
    }

    /// True if both are the same store.
    pub(super) fn is(&self, other: &Storage) -> bool {
        self.0 == *other
    }
}

impl glossator_core::saving::storage::Storage for LocalStorage {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        let unreadable = |_| StorageError::Unreadable;
        let mut keys = Vec::new();
        for index in 0..self.0.length().map_err(unreadable)? {
            keys.extend(self.0.key(index).map_err(unreadable)?.filter(|key| key.starts_with(prefix)));
        }
        Ok(keys)
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.0.get_item(key).map_err(|_| StorageError::Unreadable)
    }

    fn held(&self, key: &str) -> Result<Option<Box<dyn Held>>, StorageError> {
        let strings: &StorageOfStrings = self.0.unchecked_ref();
        let value = strings.get_string(key).map_err(|_| StorageError::Unreadable)?;
        Ok(value.map(|value| Box::new(HeldString(value)) as Box<dyn Held>))
    }

    fn holds(&self, key: &str) -> bool {
        // Getting it would copy it, and a text may be a megabyte.
        js_sys::Reflect::has(&self.0, &key.into()).unwrap_or_default()
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.0.set_item(key, value).map_err(|error| why(&error))
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.0.remove_item(key).map_err(|error| why(&error))
    }

    fn units(&self) -> usize {
        let units = |text: &str| text.encode_utf16().count();
        let value = |key: &String| self.get(key).ok().flatten().unwrap_or_default();
        self.keys("").unwrap_or_default().iter().map(|key| units(key) + units(&value(key))).sum()
    }
}

impl Held for HeldString {
    fn units(&self) -> usize {
        self.0.length() as usize
    }

    fn last(&self, words: &str) -> Option<usize> {
        usize::try_from(self.0.last_index_of(words, i32::MAX)).ok()
    }

    fn part(&self, places: Range<usize>) -> String {
        let [start, end] = [places.start, places.end].map(|place| u32::try_from(place).unwrap_or(u32::MAX));
        self.0.slice(start, end).into()
    }

    fn whole(&self) -> String {
        String::from(&self.0)
    }
}

/// Browsers have different names for the same trouble.
fn why(error: &JsValue) -> StorageError {
    let Some(exception) = error.dyn_ref::<DomException>() else {
        return StorageError::Other("the browser refused".to_owned());
    };
    match exception.name().as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StorageError::Full,
        "SecurityError" => StorageError::Refused,
        _ => StorageError::Other(exception.message()),
    }
}
