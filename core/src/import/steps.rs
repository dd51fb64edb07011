//! Steps of an import: functions from the corpus, the incoming contents and the results of earlier steps to a result each.
//!
//! People → articles → labels → names → annotations → links → relations → definitions → records of a later program →
//! references →
//! permission. No step changes what another found;
//! [`plan`](super::plan()) joins them.

pub mod annotations;
pub mod articles;
pub mod definitions;
pub mod labels;
pub mod landing;
pub mod later;
pub mod links;
pub mod merge;
pub mod names;
pub mod people;
pub mod permitted;
pub mod references;
pub mod relations;

use uuid::Uuid;

/// True for an id that a reader made because the file had none: UUIDs of version 5.
fn is_derived(id: Uuid) -> bool {
    id.get_version_num() == 5
}
