//! Import: what the contents of a file mean for the corpus that is here.
//!
//! Opening a file is an edit by this user: what it brings gets new stamps and is undone as one step. The same
//! file twice changes nothing. Whatever could surprise is a [`Finding`]; an import without findings may be
//! applied unasked. Nothing here knows which format the file had.

mod incoming;
mod plan;
mod refusal;
mod report;
pub mod steps;

pub use self::incoming::{
    ForeignFields, Incoming, IncomingAnnotation, IncomingDocument, IncomingRecord, IncomingRelation,
};
pub use self::plan::{plan, plan_labelled};
pub use self::refusal::{Expected, FilePart, Item, Refusal, Unexpected, UnknownFile};
pub use self::report::{Finding, Report};
pub use self::steps::labels::LabelChoice;

use crate::edit::transaction::Transaction;

/// The effect that an import would have.
#[derive(Clone, Debug)]
pub struct Import {
    /// The edit; `None` when everything is here already.
    pub transaction: Option<Transaction>,
    /// The things that a person should know about it.
    pub report: Report,
}
