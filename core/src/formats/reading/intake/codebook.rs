//! Codebook: the definitions of a codebook that was opened with other files.
//!
//! Unlike the JSON of a project it does not say everything about what it defines: a field that is as in a bare definition says
//! nothing.

use super::Intake;
use crate::formats::codebook::CodebookFile;
use crate::formats::reading::paths::without_folders;
use crate::import::{FilePart, ForeignFields, IncomingRecord};
use crate::model::attribute::Attribute;
use crate::model::codebook::Codebook;
use crate::model::label::{Label, LabelId};
use crate::model::record::{Field, RecordKey};
use crate::model::relation_type::{RelationType, RelationTypeId};
use std::rc::Rc;

impl Intake {
    /// Takes in the definitions of a codebook, and what was left out of it.
    pub fn codebook(&mut self, path: &str, file: CodebookFile) {
        let CodebookFile { mut codebook, findings } = file;
        self.incoming.findings.extend(findings);
        if without_folders(path) == "annotation.conf" {
            self.turn_back(path, &mut codebook);
        }
        let row = |key: RecordKey, fields: ForeignFields, bare: ForeignFields| {
            let says = |field: &(Field, _)| field.0 != Field::Position && !bare.contains(field);
            let fields = fields.into_iter().filter(says).collect();
            IncomingRecord { at: FilePart::value(key.id.clone()), key, fields }
        };
        for label in codebook.labels {
            let bare = Label::bare(label.id.clone()).fields();
            self.incoming.label_fields.push(row(label.id.key(), label.fields(), bare));
            self.incoming.labels.push(label);
        }
        for attribute in codebook.attributes {
            let bare = Attribute::bare("", attribute.id.clone()).fields();
            self.incoming.attributes.push(row(attribute.key(), attribute.fields(), bare));
        }
        for kind in codebook.relation_types {
            let bare = RelationType::bare(kind.id.clone()).fields();
            self.incoming.relation_types.push(row(kind.id.key(), kind.fields(), bare));
        }
    }

    /// Gives types of brat the names of the labels of which they were made, or by which they are shown.
    fn turn_back(&self, path: &str, codebook: &mut Codebook) {
        let ours = |word: &str| -> Rc<str> { Rc::from(self.aliases.turned_back(path, word)) };
        for label in &mut codebook.labels {
            let id = ours(&label.id.0);
            label.name = self.aliases.name(path, &label.id.0).map_or_else(|| id.clone(), Rc::from);
            label.id = LabelId(id);
            label.parent = label.parent.as_ref().map(|parent| LabelId(ours(&parent.0)));
        }
        for attribute in &mut codebook.attributes {
            attribute.of = ours(&attribute.of);
        }
        for kind in &mut codebook.relation_types {
            let id = ours(&kind.id.0);
            kind.name = self.aliases.name(path, &kind.id.0).map_or_else(|| id.clone(), Rc::from);
            kind.id = RelationTypeId(id);
            [kind.from, kind.to] = [&kind.from, &kind.to].map(|end| ours(end));
        }
    }
}
