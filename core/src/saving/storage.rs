//! A place to keep strings under keys: what the page’s local storage is, and what a test puts in its place.
//!
//! It knows nothing of what the strings mean.

/// Strings under keys, shared with whatever else is open in the same browser.
pub trait Storage {
    /// Every key that begins so.
    fn keys(&self, prefix: &str) -> Vec<String>;

    /// What stands under the key.
    fn get(&self, key: &str) -> Option<String>;

    /// Whether anything stands there.
    fn holds(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// # Errors
    /// When it was not stored.
    fn set(&self, key: &str, value: &str) -> Result<(), StorageError>;

    /// # Errors
    /// When it is still there.
    fn remove(&self, key: &str) -> Result<(), StorageError>;

    /// How much is kept, ours or not: UTF-16 units of all keys and values.
    fn units(&self) -> usize;
}

/// Why something is not stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser gives this page no store.
    #[error("the browser lets this page store nothing")]
    Refused,
    /// There is no room left.
    #[error("the browser’s storage is full")]
    Full,
    /// All that this page had stored is gone: somebody emptied the store behind its back.
    #[error("the browser’s storage was emptied while this page was open")]
    Emptied,
    /// Something else, in the browser's words.
    #[error("{0}")]
    Other(String),
}
