//! Limits of what is read: more would fill the memory, and no browser could store it.

use super::error::{ArchiveFault, ReadError};
use std::io::Read;
use std::rc::Rc;

/// Size in bytes of the largest file that is read, and of all that is unpacked from archives opened together.
pub const LARGEST_FILE: u64 = 64_000_000;

/// Largest number of files in an archive.
pub const MOST_FILES: usize = 20_000;

/// Largest number of articles in a file: each is compared with all that are here.
pub const MOST_ARTICLES: usize = 2_000;

/// Largest number of annotations, relations and findings in a file.
pub const MOST_ROWS: usize = 200_000;

/// Largest number of labels in a file: all are in view beside the article.
pub const MOST_LABELS: usize = 1_000;

/// Largest size in bytes of a field of another tool that is kept.
pub const LONGEST_KEPT: usize = 10_000;

/// Largest number of fields of another tool that one record keeps.
pub const MOST_KEPT: usize = 100;

/// Room for what archives hold. The sizes that they state are not believed: contents are measured while they are unpacked.
pub struct Room {
    /// Number of bytes that may still be kept.
    kept: u64,
    /// Number of bytes that may still be unpacked in vain.
    in_vain: u64,
}

impl Default for Room {
    fn default() -> Self {
        Self { kept: LARGEST_FILE, in_vain: LARGEST_FILE }
    }
}

impl Room {
    /// Contents of a file of an archive, which states their size.
    ///
    /// # Errors
    /// When they are damaged, or larger than the room that is left.
    pub fn read(&mut self, file: &mut dyn Read, stated: u64) -> Result<Rc<[u8]>, ReadError> {
        let too_large = ReadError::Archive(ArchiveFault::TooLarge);
        let room = self.kept.min(self.in_vain);
        if stated > room {
            return Err(too_large);
        }
        let mut bytes = Vec::new();
        let read = file.take(room + 1).read_to_end(&mut bytes);
        let size = bytes.len() as u64;
        if read.is_err() || size > room {
            self.in_vain = self.in_vain.saturating_sub(size);
            return Err(read.map_or(ReadError::Archive(ArchiveFault::Damaged), |_| too_large));
        }
        self.kept -= size;
        Ok(bytes.into())
    }
}
