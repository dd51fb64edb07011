//! Import: the meaning of a file's contents for the corpus that is here.
//!
//! [`Incoming`] contents go through the [`steps`], one after the other; [`plan()`] joins their results to an [`Import`]. Opening a
//! file is an edit by this user: all that it brings gets new stamps and is undone as one step. The same file twice changes
//! nothing. Every surprise is a [`Finding`], every record that differs a [`Difference`], every article that may be one that is
//! here a [`Doubt`]; what a person decides about them are [`Choices`]. An import without any of them may be applied unasked.
//! Nothing here knows the format of the file.

mod choices;
pub mod codebook;
mod cut;
mod difference;
mod incoming;
mod plan;
mod refusal;
mod report;
pub mod steps;

pub use self::choices::{ArticleChoice, Choices, Version};
pub use self::cut::{
    ArticleFile, AttributeName, Cut, CutField, Encoding, EncodingFrom, FieldFrom, Header, IncomingTable,
    LeftOutBecause, Meaning, Piece,
};
pub use self::difference::{Because, Change, Content, Difference, Doubt, Sort};
pub use self::incoming::{
    ForeignFields, Incoming, IncomingAnnotation, IncomingDocument, IncomingProject, IncomingRecord,
    IncomingRelation, OtherProject, Said,
};
pub use self::plan::{plan, plan_with};
pub use self::refusal::{
    ArchiveFault, DocumentFault, Expected, FilePart, Item, OtherFile, Refusal, Unexpected, UnknownFile,
};
pub use self::report::{Finding, Missing, Report, Untaken};
pub use self::steps::labels::LabelChoice;

use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::Transaction;
use crate::model::record::{Field, Value};
use crate::model::setting::SettingId;

/// Effect that an import would have.
#[derive(Clone, Debug)]
pub struct Import {
    /// Edit that brings the contents in; `None` when everything is here already.
    pub transaction: Option<Transaction>,
    /// Numbers and findings for the person who opened the file.
    pub report: Report,
}

impl Import {
    /// Gives a setting of that corpus a value in the same step, if anything comes in.
    pub fn set(&mut self, corpus: &Corpus, setting: &str, value: &str) {
        let record = SettingId(setting.into()).key();
        let before = corpus.record(&record).and_then(|record| record.value(&Field::Value)).cloned();
        let write = Write { field: Field::Value, before, after: Some(Value::text(value)) };
        if let Some(transaction) = &mut self.transaction {
            transaction.operations.push(Operation { record, writes: vec![write] });
        }
    }
}
