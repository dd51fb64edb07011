//! Writing: the tasks, and the labelling configuration.

use crate::export::{Article, Contents, Relation, Tagged};
use crate::formats::format::File;
use crate::formats::writing::xml::Xml;
use crate::json::{self, displayed};
use crate::model::annotation::AnnotationId;
use crate::model::time::Timestamp;
use serde::Serialize;

/// Task, with its fields in that order.
#[derive(Serialize)]
struct Task<'a> {
    data: Data<'a>,
    annotations: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    document: &'a str,
    title: &'a str,
}

/// Work of one person at a task.
#[derive(Serialize)]
struct Annotation<'a> {
    /// False, or the work counts as the truth by which others are measured.
    ground_truth: bool,
    result: Vec<ResultItem<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ResultItem<'a> {
    Region(Region<'a>),
    Relation(RelationResult<'a>),
}

/// Result that is a tagged span.
#[derive(Serialize)]
struct Region<'a> {
    #[serde(serialize_with = "displayed")]
    id: AnnotationId,
    from_name: &'static str,
    to_name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: Value<'a>,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Value<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    labels: [&'a str; 1],
}

/// Note as a list, and fields that Label Studio keeps, but does not look at: `completed_by` would have to be an e-mail address
/// of somebody there.
#[derive(Serialize)]
struct Meta<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<[&'a str; 1]>,
    annotator: &'a str,
    #[serde(serialize_with = "displayed")]
    created: Timestamp,
    #[serde(serialize_with = "displayed")]
    modified: Timestamp,
}

#[derive(Serialize)]
struct RelationResult<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(serialize_with = "displayed")]
    from_id: AnnotationId,
    #[serde(serialize_with = "displayed")]
    to_id: AnnotationId,
    direction: &'static str,
    labels: [&'a str; 1],
}

pub fn write(contents: &Contents<'_>) -> Vec<File> {
    let tasks: Vec<_> = contents.articles.iter().map(|article| task(contents, article)).collect();
    let tasks = File::new("tasks.json", json::indented(&tasks) + "\n");
    vec![tasks, File::new("label_config.xml", configuration(contents))]
}

fn task<'a>(contents: &'a Contents<'_>, article: &'a Article<'_>) -> Task<'a> {
    let document = article.document;
    let regions = article.spans.iter().map(|span| ResultItem::Region(region(span)));
    let relations =
        contents.relations_in(article).map(|(relation, ..)| ResultItem::Relation(related(relation)));
    let annotation = Annotation { ground_truth: false, result: regions.chain(relations).collect() };
    Task {
        data: Data { text: document.text.content(), document: &document.id.0, title: &document.title },
        annotations: if annotation.result.is_empty() { Vec::new() } else { vec![annotation] },
    }
}

fn region<'a>(span: &'a Tagged<'_>) -> Region<'a> {
    let annotation = span.annotation;
    Region {
        id: annotation.id,
        from_name: "label",
        to_name: "text",
        kind: "labels",
        value: Value { start: span.start, end: span.end, text: span.quote, labels: [&annotation.label.0] },
        meta: Meta {
            text: Some([&*annotation.note]).filter(|[note]| !note.is_empty()),
            annotator: &span.annotator,
            created: annotation.created,
            modified: annotation.modified,
        },
    }
}

fn related<'a>(relation: &'a Relation<'_>) -> RelationResult<'a> {
    RelationResult {
        kind: "relation",
        from_id: relation.from,
        to_id: relation.to,
        direction: "right",
        labels: [relation.kind()],
    }
}

fn configuration(contents: &Contents<'_>) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for relation in &contents.relations {
        if !kinds.contains(&relation.kind()) {
            kinds.push(relation.kind());
        }
    }
    let mut xml = Xml::new();
    xml.element("View", &[], |view| {
        if !kinds.is_empty() {
            view.end_line(1);
            view.element("Relations", &[], |relations| {
                for kind in kinds {
                    relations.end_line(2);
                    relations.empty("Relation", &[("value", kind)]);
                }
                relations.end_line(1);
            });
        }
        view.end_line(1);
        view.element("Labels", &[("name", "label"), ("toName", "text")], |labels| {
            for label in &contents.labels {
                let known = contents.label_set.get(label);
                let (key, colour) = known.map_or(("", ""), |label| (&*label.key, &*label.colour));
                let attributes = [("value", &*label.0), ("hotkey", key), ("background", colour)];
                let filled: Vec<_> = attributes.into_iter().filter(|(_, value)| !value.is_empty()).collect();
                labels.end_line(2);
                labels.empty("Label", &filled);
            }
            labels.end_line(1);
        });
        view.end_line(1);
        view.empty("Text", &[("name", "text"), ("value", "$text")]);
        view.end_line(0);
    });
    xml.end_line(0);
    xml.finish()
}
