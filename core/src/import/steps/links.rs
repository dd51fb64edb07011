//! Links: relations that a table says in names beside an annotation, as far as one thing only is called so in its article.
//!
//! A relation that is here, or that the file has as such, is not said again. A name that several things have is left to people,
//! and counted.

use super::annotations::{Annotations, Before};
use crate::import::{Finding, Incoming, IncomingAnnotation, IncomingRelation, Untaken};
use crate::model::annotation::AnnotationId;
use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::relation::EndId;
use crate::model::relation_type::RelationType;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;
use uuid::Uuid;

/// Annotations of the articles by what they are called: their entity, or else their words.
type Called = HashMap<(DocumentId, Rc<str>), Vec<(LabelId, AnnotationId)>>;

/// Relations that are told, and findings about those that cannot be.
#[must_use]
pub fn links(
    before: Before<'_>,
    annotations: &Annotations,
    incoming: &Incoming,
) -> (Vec<IncomingRelation>, Vec<Finding>) {
    let has_links = |it: &&IncomingAnnotation| it.said.as_ref().is_some_and(|said| !said.links.is_empty());
    if !incoming.annotations.iter().any(|it| has_links(&it)) {
        return Default::default();
    }
    let of_every_project = RelationType::of_every_project();
    let step = Step { before, annotations, called: called(before, annotations, incoming), of_every_project };
    let in_file = incoming.relations.iter().map(|it| (annotations.here(&it.from), it.kind.clone()));
    let in_file: HashSet<_> = in_file.filter_map(|(from, kind)| Some((EndId::from(&from?), kind))).collect();
    let (mut relations, mut left_out) = (Vec::new(), BTreeMap::<Rc<str>, usize>::new());
    for annotation in incoming.annotations.iter().filter(has_links) {
        let Some(from) = step.id_here(annotation) else { continue };
        for (kind, names) in annotation.said.iter().flat_map(|said| &said.links) {
            if in_file.contains(&(from.into(), kind.clone())) {
                continue;
            }
            match step.told(from, kind, names, annotation) {
                Some(told) => relations.extend(told),
                None => *left_out.entry(kind.clone()).or_default() += 1,
            }
        }
    }
    let left_out = left_out.into_iter();
    let findings = left_out.map(|(name, count)| Finding::LeftOut { what: Untaken::Relations, name, count });
    (relations, findings.collect())
}

/// Annotations of the file, and of its articles here, by what they are called.
fn called(before: Before<'_>, annotations: &Annotations, incoming: &Incoming) -> Called {
    let mut called = Called::new();
    let mut add = |document: &DocumentId, name: &str, label: &LabelId, id: AnnotationId| {
        let all = called.entry((document.clone(), name.into())).or_default();
        if all.iter().all(|(_, other)| *other != id) {
            all.push((label.clone(), id));
        }
    };
    let mut documents = HashSet::new();
    for annotation in &incoming.annotations {
        let Some(landing) = before.articles.landing(&annotation.document) else { continue };
        let Some(id) = annotations.id_here(annotation.id) else { continue };
        let Some(label) = before.labels.here(&annotation.label) else { continue };
        let name = annotation.said.as_ref().map(|said| &said.name).filter(|name| !name.is_empty());
        add(landing.document(), name.unwrap_or(&annotation.quotation.quote), label, id);
        documents.insert(landing.document());
    }
    for document in documents.into_iter().filter_map(|id| before.corpus.document(id)) {
        for annotation in document.annotations() {
            let entity = before.corpus.entities().of(annotation);
            let name = entity.map_or_else(|| annotation.quote(&document.text), |entity| entity.called());
            add(&document.id, name, &annotation.label, annotation.id);
        }
    }
    called
}

struct Step<'a> {
    before: Before<'a>,
    annotations: &'a Annotations,
    called: Called,
    of_every_project: Vec<RelationType>,
}

impl Step<'_> {
    fn id_here(&self, annotation: &IncomingAnnotation) -> Option<AnnotationId> {
        self.before.labels.here(&annotation.label)?;
        self.annotations.id_here(annotation.id)
    }

    /// Relations that the names in a cell mean; `None` if one of them means none, or several.
    fn told(
        &self,
        from: AnnotationId,
        kind: &Rc<str>,
        names: &Rc<str>,
        annotation: &IncomingAnnotation,
    ) -> Option<Vec<IncomingRelation>> {
        let corpus = self.before.corpus;
        let document = self.before.articles.landing(&annotation.document)?.document();
        let here: Vec<_> = corpus.relations().from(from.into()).filter(|link| link.kind == *kind).collect();
        let is_here = |name: &str| {
            here.iter().any(|link| {
                let end = link.to.annotation().and_then(|id| corpus.annotation(id));
                let entity = end.and_then(|end| corpus.entities().of(end));
                let text = end.and_then(|end| corpus.document(&end.document));
                let words = end.zip(text).map(|(end, document)| end.quote(&document.text));
                entity.map(|entity| entity.called()).or(words) == Some(name)
            })
        };
        // A type that every project may use need not be in the codebook yet.
        let kinds = corpus.relation_types().iter().chain(&self.of_every_project);
        let defined = kinds.into_iter().find(|it| it.id.0 == *kind);
        let only = |name: &str| {
            let all = self.called.get(&(document.clone(), name.into()))?;
            let to = defined.map_or("", |it| &it.to);
            let fits =
                |(label, id): &&(LabelId, AnnotationId)| *id != from && (to.is_empty() || *label.0 == *to);
            let mut found = all.iter().filter(fits);
            found.next().filter(|_| found.next().is_none()).map(|(_, id)| *id)
        };
        let whole: &str = names.trim();
        let parts: Vec<&str> = if is_here(whole) || only(whole).is_some() {
            vec![whole]
        } else {
            whole.split(';').map(str::trim).filter(|name| !name.is_empty()).collect()
        };
        let new: Vec<_> = parts.into_iter().filter(|name| !is_here(name)).collect();
        let is_full = defined.is_some_and(|it| !it.many) && here.len() + new.len() > 1;
        if is_full && !new.is_empty() {
            return None;
        }
        new.into_iter().map(|name| Some(relation(kind, from, only(name)?, annotation))).collect()
    }
}

/// Relation without an id of its own: the same whenever the file is read.
fn relation(
    kind: &Rc<str>,
    from: AnnotationId,
    to: AnnotationId,
    annotation: &IncomingAnnotation,
) -> IncomingRelation {
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{kind}\n{from}\n{to}").as_bytes());
    let IncomingAnnotation { annotator, created, modified, .. } = annotation;
    IncomingRelation {
        id: id.to_string().into(),
        kind: kind.clone(),
        from: from.to_string().into(),
        to: to.to_string().into(),
        note: Rc::default(),
        annotator: *annotator,
        created: *created,
        modified: *modified,
        foreign: Vec::new(),
    }
}
