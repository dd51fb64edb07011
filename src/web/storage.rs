//! Local storage: get, set, remove, list. What keys and values mean is decided elsewhere.

use std::fmt;
use wasm_bindgen::JsValue;
use web_sys::{DomException, Storage};

/// The store of this page's origin, if the browser gives one.
pub struct LocalStorage(Storage);

/// Why something could not be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser gives this page no store.
    Refused,
    /// There is no room left.
    Full,
    /// Something else, in the browser's words.
    Other(String),
}

impl LocalStorage {
    /// # Errors
    /// [`StorageError::Refused`] where the user or the browser forbids it.
    pub fn open() -> Result<Self, StorageError> {
        let window = web_sys::window().ok_or(StorageError::Refused)?;
        window.local_storage().ok().flatten().map(Self).ok_or(StorageError::Refused)
    }

    /// Every key that begins so, with its value.
    #[must_use]
    pub fn entries(&self, prefix: &str) -> Vec<(String, String)> {
        let length = self.0.length().unwrap_or_default();
        let keys: Vec<String> = (0..length).filter_map(|index| self.0.key(index).ok().flatten()).collect();
        let ours = keys.into_iter().filter(|key| key.starts_with(prefix));
        ours.filter_map(|key| self.0.get_item(&key).ok().flatten().map(|value| (key, value))).collect()
    }

    /// # Errors
    /// When the browser does not store it.
    pub fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.0.set_item(key, value).map_err(StorageError::from)
    }

    /// # Errors
    /// When the browser does not let go of it.
    pub fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.0.remove_item(key).map_err(StorageError::from)
    }
}

impl From<JsValue> for StorageError {
    fn from(error: JsValue) -> Self {
        use wasm_bindgen::JsCast;
        let Some(exception) = error.dyn_ref::<DomException>() else {
            return Self::Other("the browser refused".to_owned());
        };
        match exception.name().as_str() {
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => Self::Full,
            "SecurityError" => Self::Refused,
            _ => Self::Other(exception.message()),
        }
    }
}

impl fmt::Display for StorageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => formatter.write_str("the browser lets this page store nothing"),
            Self::Full => formatter.write_str("the browser’s storage is full"),
            Self::Other(words) => formatter.write_str(words),
        }
    }
}
