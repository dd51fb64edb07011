//! Introduction: the person who tags here, made known to the project.

use crate::corpus::Corpus;
use crate::edit::moment::Moment;
use crate::edit::operation::Operation;
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::model::annotator::{Annotator, AnnotatorId};
use crate::model::setting::Setting;
use std::rc::Rc;

/// Makes the annotator known to the project, before the first edit. `None` when that was done before. One who is known from another
/// browser keeps the name.
#[must_use]
pub fn introduce(corpus: &Corpus, moment: &Moment) -> Option<Transaction> {
    if introduced(corpus).is_some() {
        return None;
    }
    let annotator = Annotator { id: moment.annotator, name: Rc::default() };
    let setting = Setting { id: SETTING_ANNOTATOR.into(), value: moment.annotator.to_string().into() };
    let key = annotator.id.key();
    let is_new = corpus.record(&key).is_none();
    let annotator = is_new.then(|| Operation::create(key, annotator.fields()));
    let setting = Operation::create(setting.id.key(), setting.fields());
    let operations = annotator.into_iter().chain([setting]).collect();
    Some(moment.transaction(corpus, Origin::Setup, Action::Setting, operations))
}

/// Annotator who was made known to the project.
#[must_use]
pub fn introduced(corpus: &Corpus) -> Option<AnnotatorId> {
    AnnotatorId::parse(corpus.setting(SETTING_ANNOTATOR)?)
}

/// Name of the setting that says who tags here.
const SETTING_ANNOTATOR: &str = "annotator";
