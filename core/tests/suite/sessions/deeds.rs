//! Deeds that somebody may want to do next.

use super::super::store::Chance;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::Editor;
use glossator_core::import::{FilePart, Incoming, IncomingAnnotation, IncomingDocument};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::{Field, Kind, Quotation, Value};
use glossator_core::model::time::Timestamp;
use glossator_core::text::offset::{ByteOffset, CodePointOffset};
use glossator_core::text::span::Span;
use std::rc::Rc;
use uuid::Uuid;

const LABELS: [&str; 3] = ["actor", "claim", "location"];
const NOTES: [&str; 4] =
    ["", "x", "“<b>” 🙂\r\n", "a longer note that says a little more than the others do"];

/// A command for a page, if there is anything to do it to.
pub fn command(chance: &mut Chance, editor: &Editor) -> Option<Command> {
    let corpus = editor.corpus();
    let label = LABELS[chance.below(3)].into();
    let note: Rc<str> = NOTES[chance.below(4)].into();
    let documents: Vec<_> = corpus.documents().cloned().collect();
    let document = documents.get(chance.below(documents.len().max(1)))?.clone();
    let all: Vec<_> = documents.iter().flat_map(|document| document.annotations().map(|it| it.id)).collect();
    let mut some = || (!all.is_empty()).then(|| all[chance.below(all.len())]);
    let some = [some(), some(), some()];
    let entities: Vec<_> = corpus.entities().iter().map(|entity| entity.id.clone()).collect();
    let mut thing = || (!entities.is_empty()).then(|| entities[chance.below(entities.len())].clone());
    let things = [thing(), thing()];
    Some(match chance.below(37) {
        0..=8 => Command::Tag {
            span: span(document.text.content(), chance.below(64), chance.below(12))?,
            document: document.id.clone(),
            label,
        },
        9 | 10 => Command::Relabel { annotations: vec![some[0]?], label },
        11..=13 => Command::SetNote { annotation: some[0]?, note },
        14 | 15 => Command::Delete {
            annotations: some.iter().take(1 + chance.below(3)).filter_map(|id| *id).collect(),
        },
        16 | 17 => {
            let deleted = deleted(corpus);
            Command::Undelete { annotation: *deleted.get(chance.below(deleted.len().max(1)))? }
        }
        18 => {
            let annotation = corpus.annotation(some[0]?)?;
            let text = &corpus.document(&annotation.document)?.text;
            let span = span(text.content(), chance.below(64), chance.below(12))?;
            Command::Reanchor { annotation: annotation.id, span }
        }
        19 => Command::Settle { record: some[0]?.key(), field: Field::Note, value: Some(Value::Text(note)) },
        20 => Command::Rename { document: document.id.clone(), title: note },
        21 => Command::SetName { name: note },
        22 | 23 => {
            let last = documents.len() - 1 - chance.below(documents.len().min(3));
            Command::RemoveDocuments(vec![documents[last].id.clone()])
        }
        24..=26 => Command::Import(Rc::new(small(chance.below(4)))),
        27 | 28 => Command::Import(Rc::new(large(chance.below(3)))),
        29 => Command::IntroduceEntity {
            label: corpus.annotation(some[0]?)?.label.clone(),
            name: "somebody".into(),
            annotations: vec![some[0]?],
        },
        30 => Command::Assign {
            annotations: some.iter().filter_map(|id| *id).collect(),
            entity: things[0].clone(),
        },
        31 => Command::MergeEntities { from: vec![things[0].clone()?], into: things[1].clone()? },
        32 => Command::DeleteEntities(vec![things[0].clone()?]),
        33 => {
            let links = vec![(some[0]?.into(), some[1]?.into()), (some[2]?.into(), some[1]?.into())];
            Command::Link { relation_type: "said by".into(), links }
        }
        34 => Command::SetNobody { claims: vec![some[0]?], is_nobody: chance.below(2) == 0 },
        35 => Command::Link {
            relation_type: "absent".into(),
            links: vec![((&things[0].clone()?).into(), (&document.id).into())],
        },
        _ => {
            let backups = editor.stored().backups;
            let backup = backups.get(chance.below(backups.len().max(1)))?;
            let then = editor.backup(backup);
            Command::GoBack(Rc::new(then.expect("a whole backup")))
        }
    })
}

/// Annotations that could be brought back.
fn deleted(corpus: &Corpus) -> Vec<AnnotationId> {
    let deleted = corpus.records(&Kind::Annotation).filter(|(_, record)| record.is_deleted());
    deleted.filter_map(|(key, _)| AnnotationId::of(key)).collect()
}

fn span(text: &str, from: usize, length: usize) -> Option<Span> {
    let borders: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let from = from % borders.len();
    let to = (from + 1 + length).min(borders.len() - 1);
    Span::new(text, ByteOffset(borders[from]), ByteOffset(borders[to])).ok()
}

/// An article with two annotations; always the same ones, so that they come back after they were removed.
fn small(number: usize) -> Incoming {
    incoming(number, &format!("own {number}"), "my 🙂 own words, and some more of them", 2)
}

/// One that is larger than a chunk. The largest is too large for its steps to be kept.
fn large(number: usize) -> Incoming {
    let text = "Words that were said again and again. ".repeat(8);
    incoming(10 + number, &format!("large {number}"), &text, [8, 16, 60][number])
}

fn incoming(number: usize, id: &str, text: &str, annotations: usize) -> Incoming {
    let text: Rc<str> = format!("{number}: {text}").into();
    let document = DocumentId::from(id);
    let annotation = |place: usize| {
        let start = place % (text.chars().count() - 4);
        IncomingAnnotation {
            at: FilePart::value(format!("annotations[{place}]")),
            id: AnnotationId(Uuid::from_u128(0xf000 + (number as u128) * 256 + place as u128)),
            document: document.clone(),
            label: LABELS[place % 3].into(),
            quotation: Quotation {
                quote: text.chars().skip(start).take(4).collect::<String>().into(),
                start: CodePointOffset(start),
                end: CodePointOffset(start + 4),
                ..Quotation::default()
            },
            unplaced: false,
            note: NOTES[place % 2].into(),
            annotator: AnnotatorId(Uuid::from_u128(0xb)),
            created: Timestamp::from_millis(1),
            modified: Timestamp::from_millis(2),
            said: None,
            foreign: vec![(
                Field::Foreign("x-score".into()),
                Value::Json(format!("[{place},null,\"“”\"]").into()),
            )],
        }
    };
    Incoming {
        documents: vec![IncomingDocument {
            id: document.clone(),
            text: Some(text.clone()),
            ..Default::default()
        }],
        annotations: (0..annotations).map(annotation).collect(),
        ..Default::default()
    }
}
