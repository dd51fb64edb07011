//! Described: what a file says of an article besides its text.

use super::{Article, Intake};
use crate::import::{Cut, ForeignFields, Untaken};
use crate::model::attribute::AttributeId;
use crate::model::record::Field;
use std::rc::Rc;

impl Intake {
    /// Says of an article of the file how it was cut out; `is_open` is false for one that nobody may cut otherwise, because positions
    /// count its text. The first one to say it counts.
    pub fn cut(&mut self, article: usize, cut: Cut, is_open: bool) {
        let Some(Article { id, .. }) = self.articles.get(article) else { return };
        let document = self.incoming.documents.iter_mut().rfind(|it| it.id == *id);
        if let Some(document) =
            document.filter(|document| document.cut.is_none() && document.attributes.is_empty())
        {
            let values = cut.fields.iter().map(|it| (AttributeId(it.attribute.clone()), it.value.clone()));
            document.attributes = values.collect();
            document.cut = is_open.then(|| Rc::new(cut));
        }
    }

    /// Gives an article of the file fields that are kept as they are. Of one that it has with another value, the first stays.
    pub fn describe(&mut self, article: usize, fields: ForeignFields) {
        let Some(Article { id, .. }) = self.articles.get(article) else { return };
        let Some(document) = self.incoming.documents.iter().rposition(|it| it.id == *id) else { return };
        for (field, value) in fields {
            let has = &mut self.incoming.documents[document].foreign;
            match has.iter().find(|(other, _)| *other == field) {
                Some((_, other)) if *other == value => {}
                Some(_) => {
                    if let Field::Foreign(name) = &field {
                        self.leave_out(Untaken::Fields, name);
                    }
                }
                None => has.push((field, value)),
            }
        }
    }
}
