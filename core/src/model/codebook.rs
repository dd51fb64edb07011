//! Codebooks: the labels, attributes and relation types of a project together, as files pass them on.
//!
//! A codebook does not know what was coded by it.

use crate::model::attribute::Attribute;
use crate::model::label::Label;
use crate::model::relation_type::RelationType;
use std::rc::Rc;

/// Definitions of a project, each list in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    /// Name; empty for none.
    pub name: Rc<str>,
    /// Description, with its source; empty for none.
    pub about: Rc<str>,
    /// Labels.
    pub labels: Vec<Label>,
    /// Attributes of articles, of annotations and of entities.
    pub attributes: Vec<Attribute>,
    /// Relation types.
    pub relation_types: Vec<RelationType>,
}

/// Fate of what is here when a codebook is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// All stays; what is not here yet is added, and fields that are empty here are filled.
    Add,
    /// The codebook stands: its definitions take the place of those here, and labels that it does not have go, unless something
    /// is tagged with them.
    Replace,
}
