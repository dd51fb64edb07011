//! The slice of the state that the page of the codebook draws, in all of its parts.

use super::state::{Begun, Open};
use crate::app::shared::Shared;
use glossator_core::corpus::Corpus;
use glossator_core::edit::rejection::Rejection;
use glossator_core::model::label::LabelId;
use std::collections::HashMap;
use std::rc::Rc;

/// The slice of the state that is drawn here.
#[derive(Clone, PartialEq)]
pub struct View {
    pub corpus: Shared<Corpus>,
    pub open: Option<Open>,
    pub begun: Option<Begun>,
    pub refused: u32,
    /// The reason why the person changes nothing of it.
    pub refusal: Option<Rejection>,
    /// The number of annotations of each label.
    pub counts: Rc<HashMap<LabelId, usize>>,
}

impl View {
    /// The number of annotations with that label.
    pub fn count(&self, label: &LabelId) -> usize {
        self.counts.get(label).copied().unwrap_or_default()
    }
}
