//! Local storage: get, set, remove, list. The meaning of keys and values is decided elsewhere.

use glossator_core::saving::storage::StorageError;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

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
