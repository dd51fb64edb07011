//! Annotators: the people who tag.
//!
//! An annotator is known by an id; a name is what the annotator gave, if any.

use crate::model::noun::noun;
use crate::model::record::id;
use std::rc::Rc;

id! {
    /// Id of somebody who tags: a UUID, nil for nobody.
    #[derive(Default)]
    AnnotatorId(Uuid) of Annotator
}

noun! {
    /// Somebody who tags.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Annotator {
        /// Id, which stays the same under another name.
        id: AnnotatorId,
        /// Name that they gave, which may be empty.
        name: Rc<str> = Name [Told, Plain],
    }
}
