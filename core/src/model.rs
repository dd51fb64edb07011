//! Nouns of the domain: records with their cells, and the typed views that are read from them.
//!
//! A noun does not know the corpus that it is in, nor how it is edited, written or stored.

pub mod annotation;
pub mod annotator;
pub mod attribute;
pub mod codebook;
pub mod document;
pub mod entity;
pub mod label;
pub mod look;
pub mod noun;
pub mod record;
pub mod relation;
pub mod relation_type;
pub mod role;
pub mod schema;
pub mod setting;
pub mod time;
