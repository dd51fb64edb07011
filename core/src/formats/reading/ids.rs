//! Ids: UUIDs of version 5 (RFC 9562, 5.5) for what has none in its file, the same whenever the file is read.

use crate::model::annotator::AnnotatorId;
use uuid::Uuid;

/// Namespace of the ids that are derived.
const NAMESPACE: Uuid = Uuid::from_u128(0x4eaf_83f6_69be_4700_a203_8032_36da_d6a2);

/// Id that is derived from that name.
pub fn derived(name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}

/// Name of something that somebody made; without a person it is that of files that were read before.
pub fn name_by(name: String, annotator: AnnotatorId) -> String {
    if annotator == AnnotatorId::default() { name } else { format!("{name}\n{annotator}") }
}
