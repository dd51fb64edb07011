//! Entry of a project in the list of projects, as JSON.
//!
//! ```text
//! {"name":"Istanbul","articles":3,"annotations":72,"changed":1795329600000,"opened":1795329600000}
//! ```
//!
//! Unlike all else it is written again with another value: it repeats what is in the project, for those who do not open it. A
//! field that is missing, or not known here, is passed over.

use crate::json;
use crate::saving::project::About;
use serde::{Deserialize, Serialize};

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct ListedJson {
    name: String,
    articles: usize,
    annotations: usize,
    changed: u64,
    opened: u64,
}

/// Writes what the list says.
#[must_use]
pub fn encode(about: &About) -> String {
    let About { name, articles, annotations, changed, opened } = about.clone();
    json::compact(&ListedJson { name, articles, annotations, changed, opened })
}

/// Reads it; `None` if it is something else.
#[must_use]
pub fn decode(value: &str) -> Option<About> {
    let ListedJson { name, articles, annotations, changed, opened } = serde_json::from_str(value).ok()?;
    Some(About { name, articles, annotations, changed, opened })
}
