//! Limits of what is read: more would fill the memory, and no browser could store it.

/// Size in bytes of the largest file that is read.
pub const LARGEST_FILE: u64 = 64_000_000;

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
