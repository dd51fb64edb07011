//! Steps of an import: each a function from what is here, what comes in and what the steps before found to a value of its
//! own type.
//!
//! People → articles → labels → annotations → relations → records of a later program. No step changes what another found;
//! [`plan`](super::plan()) joins them.

pub mod annotations;
pub mod articles;
pub mod labels;
pub mod landing;
pub mod later;
pub mod merge;
pub mod people;
pub mod relations;

use uuid::Uuid;

/// True for an id that a reader made because the file had none: UUIDs of version 5.
fn is_derived(id: Uuid) -> bool {
    id.get_version_num() == 5
}
