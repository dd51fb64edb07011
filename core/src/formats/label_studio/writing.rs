//! Writing: the tasks, and the labelling configuration.

use crate::export::{Article, Contents, Relation, Tagged};
use crate::formats::codebook::label_studio::{control_of, write_attribute};
use crate::formats::format::File;
use crate::formats::writing::xml::Xml;
use crate::json::{self, displayed};
use crate::model::annotation::AnnotationId;
use crate::model::attribute::{Attribute, Holds};
use crate::model::record::AttributeValue;
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
    Answer(Answer<'a>),
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

/// Result that is a value of an attribute of a span.
#[derive(Serialize)]
struct Answer<'a> {
    /// Id of the span.
    #[serde(serialize_with = "displayed")]
    id: AnnotationId,
    from_name: String,
    to_name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: AnswerValue<'a>,
}

#[derive(Serialize)]
struct AnswerValue<'a> {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<[&'a str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<[&'a str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datetime: Option<&'a str>,
}

/// Note as a list, and fields that Label Studio keeps, but does not look at: `completed_by` would have to be an e-mail address
/// of somebody there.
#[derive(Serialize)]
struct Meta<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<[&'a str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity_id: Option<&'a str>,
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
    let regions = article.spans.iter().flat_map(|span| {
        let answers = answers(contents, span).map(ResultItem::Answer);
        std::iter::once(ResultItem::Region(region(span))).chain(answers)
    });
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
            entity: span.entity.map(|entity| entity.called()),
            entity_id: span.entity.map(|entity| &*entity.id.0),
            annotator: &span.annotator,
            created: annotation.created,
            modified: annotation.modified,
        },
    }
}

/// Results for the values of attributes that the codebook has.
fn answers<'a>(contents: &'a Contents<'_>, span: &'a Tagged<'_>) -> impl Iterator<Item = Answer<'a>> {
    span.annotation.attributes.iter().filter_map(|(id, said)| {
        let attribute = contents.attributes.get(&span.annotation.label.0, &id.0)?;
        let (start, end) = (span.start, span.end);
        let mut value = AnswerValue { start, end, text: None, choices: None, number: None, datetime: None };
        let kind = match attribute.holds {
            Holds::Choice | Holds::Flag => (value.choices = Some([said]), "choices").1,
            Holds::Text => (value.text = Some([said]), "textarea").1,
            Holds::Date => (value.datetime = Some(said), "datetime").1,
            Holds::Number => {
                let number = serde_json::from_str(said).unwrap_or_else(|_| (&**said).into());
                (value.number = Some(number), "number").1
            }
        };
        let from_name = control_of(attribute);
        Some(Answer { id: span.annotation.id, from_name, to_name: "text", kind, value })
    })
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
        for label in &contents.labels {
            for attribute in contents.attributes.of(&label.0) {
                view.end_line(1);
                write_attribute(&with_all_values(contents, attribute), view);
            }
        }
        view.end_line(0);
    });
    xml.end_line(0);
    xml.finish()
}

/// Attribute with the values that it has in the file beside those that the codebook lists.
fn with_all_values(contents: &Contents<'_>, attribute: &Attribute) -> Attribute {
    let mut values = attribute.values.to_vec();
    if attribute.holds == Holds::Choice {
        let spans = contents.articles.iter().flat_map(|article| &article.spans);
        for span in spans.filter(|span| *span.annotation.label.0 == *attribute.of) {
            let value = span.annotation.attributes.get(&attribute.id.0);
            if !value.is_empty() && values.iter().all(|it| *it.id != *value) {
                values.push(AttributeValue::new(value, value));
            }
        }
    }
    Attribute { values: values.into(), ..attribute.clone() }
}
