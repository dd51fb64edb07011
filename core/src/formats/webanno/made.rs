//! Made: an annotation or a relation of a file as far as it has come, and its way into the intake.

use crate::formats::inception::{ENTITY, short};
use crate::formats::iri;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::object::Of;
use crate::formats::reading::own_fields::OwnFields;
use crate::import::{Expected, FilePart, Said, Unexpected};
use std::rc::Rc;

/// Annotation or relation as far as it has come.
#[derive(Default)]
pub struct Made<'a> {
    pub at: FilePart,
    pub layer: &'a str,
    /// Ends in UTF-16 units.
    pub ends: [u64; 2],
    pub name: String,
    /// Values of its features, each once.
    pub values: Vec<(&'a str, String)>,
    /// Token of it that is not in the text, and its place.
    pub misfit: Option<[Rc<str>; 2]>,
    /// Names of the two ends of a relation.
    pub related: Option<[String; 2]>,
    /// Roles and names of the annotations to which it links.
    pub slots: Vec<(String, String)>,
    /// Numbers of its chain and of its link.
    pub link: Option<(u64, u64)>,
}

impl<'a> Made<'a> {
    /// Adds a value, unless the feature has one from an earlier token.
    pub fn add(&mut self, feature: &'a str, value: String) {
        if !value.is_empty() && self.values.iter().all(|(name, _)| *name != feature) {
            self.values.push((feature, value));
        }
    }

    fn value(&self, feature: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| *name == feature).map(|(_, value)| &**value)
    }

    /// Feature that is the label: `value`, or of a mention its type, or else the first one.
    fn label_feature(&self) -> Option<&'a str> {
        let first = || {
            let labels =
                self.values.iter().filter(|(name, _)| !["note", "comment", "identifier"].contains(name));
            labels.map(|(name, _)| *name).next()
        };
        if self.link.is_some() {
            return self.value("referenceType").map(|_| "referenceType");
        }
        self.value("value").map(|_| "value").or_else(first)
    }

    /// Takes it in, without its links.
    pub fn take_in(&self, article: usize, person: &str, intake: &mut Intake) {
        if let Some([words, place]) = &self.misfit {
            let found = Unexpected::Misplaced(words.clone(), place.clone());
            return intake.refuse(&self.at, Expected::TokensOfText, found);
        }
        let feature = self.label_feature();
        let label = feature.and_then(|feature| self.value(feature)).unwrap_or_else(|| short(self.layer));
        let note = ["note", "comment"].into_iter().find(|name| self.value(name).is_some());
        let entity = self.value("identifier").and_then(iri::entity_of).filter(|_| self.related.is_none());
        let mut fields = OwnFields::default();
        if let Some(feature) = feature.filter(|_| self.layer != ENTITY) {
            fields.add("layer", self.layer);
            fields.add("feature", feature);
        }
        for (name, value) in &self.values {
            let is_entity = *name == "identifier" && entity.is_some();
            let has_place = is_entity || [feature, note].contains(&Some(*name));
            // A word of a mention about the next one is the type of the relation between them.
            if !has_place && (self.link.is_none() || *name != "referenceRelation") {
                fields.add(name, value);
            }
        }
        let note = note.and_then(|note| self.value(note)).unwrap_or_default();
        let of = if self.related.is_some() { Of::Relation } else { Of::Annotation };
        let foreign = fields.kept(of, intake);
        if let Some([from, to]) = &self.related {
            let row = RelationRow { kind: label, note, annotator: person, foreign, ..RelationRow::default() };
            return intake.relation(&self.at, [from, to], &row);
        }
        let at = self.at.clone();
        let row = SpanRow {
            at,
            article,
            name: &self.name,
            label,
            note,
            annotator: person,
            foreign,
            said: Said { entity: entity.unwrap_or_default().into(), ..Said::default() },
            ..SpanRow::default()
        };
        intake.annotation_in_utf16(self.ends.map(Some), &row);
    }

    /// Takes in its links to other annotations.
    pub fn link(&self, person: &str, intake: &mut Intake) {
        for (role, target) in &self.slots {
            let row = RelationRow { kind: role, annotator: person, ..RelationRow::default() };
            intake.relation(&self.at, [&self.name, target], &row);
        }
    }

    /// Takes in the relation of a mention to the next one of its chain, or names the type of one that leads nowhere.
    pub fn chain(&self, next: Option<&Self>, person: &str, intake: &mut Intake) {
        let kind = self.value("referenceRelation");
        if let Some(next) = next {
            let kind = kind.unwrap_or_else(|| short(self.layer));
            let row = RelationRow { kind, annotator: person, ..RelationRow::default() };
            intake.relation(&self.at, [&self.name, &next.name], &row);
        } else if let Some(kind) = kind {
            intake.refuse(&self.at, Expected::TwoAnnotations, Unexpected::Word(kind.into()));
        }
    }
}
