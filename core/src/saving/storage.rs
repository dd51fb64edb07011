//! Storage: a place for strings under keys, which is the browser's local storage, or a test's replacement for
//! it.
//!
//! It does not know the meaning of the strings.

/// Strings under keys, shared with all else that is open in the same browser.
pub trait Storage {
    /// Keys that begin with the prefix.
    ///
    /// # Errors
    /// When the keys cannot be read.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError>;

    /// Value under the key, if there is one.
    ///
    /// # Errors
    /// When the value cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, StorageError>;

    /// True if there is a value under the key.
    fn holds(&self, key: &str) -> bool {
        self.get(key).is_ok_and(|value| value.is_some())
    }

    /// Writes a value.
    ///
    /// # Errors
    /// When it was not stored.
    fn set(&self, key: &str, value: &str) -> Result<(), StorageError>;

    /// Removes a value.
    ///
    /// # Errors
    /// When it is still there.
    fn remove(&self, key: &str) -> Result<(), StorageError>;

    /// Number of UTF-16 units of all keys and values, ours or not.
    fn units(&self) -> usize;
}

/// Reason why something is not stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser gives this page no storage.
    #[error("the browser lets this page store nothing")]
    Refused,
    /// There is no room left.
    #[error("the browser’s storage is full")]
    Full,
    /// All that this page had stored is gone: somebody emptied the storage behind its back.
    #[error("the browser’s storage was emptied while this page was open")]
    Emptied,
    /// The stored items cannot be read, and so nothing may be stored beside them.
    #[error("the browser’s storage cannot be read")]
    Unreadable,
    /// Another reason, in the browser's words.
    #[error("{0}")]
    Other(String),
}
