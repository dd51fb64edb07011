//! Choices: the answers of a person to what an import asks, as data.
//!
//! A question without an answer goes by its default, which the report names. Choices do not know how anything is asked.

use super::steps::labels::LabelChoice;
use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::record::RecordKey;
use std::collections::HashMap;

/// Answers to the questions of one import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Fates of labels that are not here. Of several for one label the first counts.
    pub labels: Vec<(LabelId, LabelChoice)>,
    /// Fates of articles in doubt, by the file's ids.
    pub articles: HashMap<DocumentId, ArticleChoice>,
    /// Article that stands for the one that a file does not name: the one that is open.
    pub open: Option<DocumentId>,
    /// Versions that shall stand, by the records here that differ.
    pub versions: HashMap<RecordKey, Version>,
}

/// Fate of an article of the file that may be one that is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleChoice {
    /// It is the article here, whose text stays; annotations of the file are placed there by their words.
    Here,
    /// It is a later version of the article here: its text stands from now on, and annotations here are placed by their
    /// words.
    NewVersion,
    /// It is an article of its own.
    Apart,
}

/// Version that stands where a record differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The one here.
    Ours,
    /// The file's; where the file has none, none.
    Files,
    /// Both, as two records.
    Both,
}
