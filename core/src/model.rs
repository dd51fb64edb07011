//! The nouns of the domain: records with their cells, and the annotations, documents and labels that are read from them.
//!
//! A noun does not know the corpus that it is in, nor how it is edited, written or stored.

pub mod annotation;
pub mod document;
pub mod label;
pub mod record;
pub mod time;
