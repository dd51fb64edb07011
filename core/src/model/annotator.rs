//! Annotators: the people who tag.
//!
//! An annotator is identified by an id; the name is optional and may change.

use crate::model::noun::noun;
use crate::model::record::id;
use std::rc::Rc;

id! {
    /// Id of an annotator: a UUID. The nil UUID stands for nobody.
    #[derive(Default)]
    AnnotatorId(Uuid) of Annotator
}

noun! {
    /// Somebody who tags.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Annotator {
        /// Id, which stays the same under another name.
        id: AnnotatorId,
        /// Name as the annotator gave it; empty for none.
        name: Rc<str> = Name [Told, Plain],
    }
}
