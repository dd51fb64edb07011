//! Storage: a place for strings under keys, which is the browser's local storage, or a test's replacement for
//! it.
//!
//! It does not know the meaning of the strings.

use std::ops::Range;

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

    /// Value under the key as it is now, to be looked into before it is read.
    ///
    /// # Errors
    /// When the value cannot be read.
    fn held(&self, key: &str) -> Result<Option<Box<dyn Held>>, StorageError> {
        Ok(self.get(key)?.map(|value| Box::new(value) as Box<dyn Held>))
    }

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

/// Value that stays where the storage has it, as it was when it was got: looking into it copies nothing. A place in it is a number that
/// means something to it alone, 0 at its start.
pub trait Held {
    /// Number of UTF-16 units.
    fn units(&self) -> usize;

    /// Last place at which the words stand.
    fn last(&self, words: &str) -> Option<usize>;

    /// Characters between two places, as far as there are any.
    fn part(&self, places: Range<usize>) -> String;

    /// All of it.
    fn whole(&self) -> String;
}

impl Held for String {
    fn units(&self) -> usize {
        super::units_of(self)
    }

    fn last(&self, words: &str) -> Option<usize> {
        self.rfind(words)
    }

    fn part(&self, places: Range<usize>) -> String {
        let [start, end] = [places.start, places.end].map(|place| self.floor_char_boundary(place));
        self.get(start..end).unwrap_or_default().to_owned()
    }

    fn whole(&self) -> String {
        self.clone()
    }
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
