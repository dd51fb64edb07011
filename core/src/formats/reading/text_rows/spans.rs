//! Spans of a row: lists of them under any name, each a list (start, end, label) or an object, and the relations between them.

use crate::formats::iri::entity_of;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::object::{Object, Of, Parts, each, person, words};
use crate::formats::reading::source::tree;
use crate::formats::reading::texts::{Ends, is_said};
use crate::import::{Expected, FilePart, ForeignFields, Said, Unexpected, UnknownFile};
use crate::json::{self, Fields, Shape};
use crate::model::record::{Field, Value as Kept};
use crate::model::time::Timestamp;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// Names of the fields with spans, in the order in which they are read: of doccano, then of spaCy and Prodigy, where those
/// that have more to say come first.
const SPANS: [&str; 7] = ["label", "labels", "spans", "sc", "entities", "annotations", "ents"];

/// Names of the fields of a span, the most usual first.
const START: [&str; 6] = ["start", "start_offset", "begin", "start_char", "startOffset", "offset"];
const END: [&str; 5] = ["end", "end_offset", "stop", "end_char", "endOffset"];
const LABEL: [&str; 8] =
    ["label", "labels", "type", "entity", "entity_group", "entity_type", "tag", "category"];
const WORDS: [&str; 2] = ["text", "word"];

/// Fields of a span that say nothing beside its ends.
const OF_SPAN: [&str; 3] = ["id", "token_start", "token_end"];

/// Work of one person at a row.
#[derive(Default)]
pub struct Work {
    pub annotator: String,
    pub created: Timestamp,
    pub modified: Timestamp,
    /// Fields that each annotation keeps.
    pub foreign: ForeignFields,
}

/// Takes the lists of spans out of a row, each with its name; of groups of spans, as spaCy has them, each group.
pub fn lists<'a>(row: &mut Parts<'a>) -> Vec<(String, &'a RawValue)> {
    let mut lists = Vec::new();
    let others = row.iter().filter(|(name, value)| !SPANS.contains(name) && are_labelled(value));
    let others: Vec<_> = others.map(|(name, _)| name.to_owned()).collect();
    for name in SPANS.into_iter().chain(others.iter().map(String::as_str)) {
        let Some(value) = row.get(name) else { continue };
        let groups = Fields::of(value).unwrap_or_default().0;
        if are_spans(value) {
            lists.push((name.to_owned(), value));
        } else if !groups.is_empty() && groups.iter().all(|(_, group)| are_spans(group)) {
            lists.extend(groups.into_iter().map(|(_, group)| (name.to_owned(), group)));
        } else {
            continue;
        }
        row.take(name);
    }
    lists.retain(|(_, list)| !is_empty(list));
    lists
}

fn is_empty(list: &RawValue) -> bool {
    let mut is_empty = true;
    json::each(list, |_, _| is_empty = false);
    is_empty
}

/// True for a list of lists or of objects with a start or an end, or of nothing.
fn are_spans(value: &RawValue) -> bool {
    let (mut are_others, mut are_spans) = (false, false);
    let is_list = json::each(value, |_, item| {
        if are_spans {
            return;
        }
        let fields = Fields::of(item).unwrap_or_default();
        let has_ends = || START.iter().chain(&END).any(|name| fields.get(name).is_some());
        are_spans = item.get().starts_with('[') || has_ends();
        are_others |= !are_spans;
    });
    is_list && (are_spans || !are_others)
}

/// True for a list with a span that has a start, an end and a label.
pub fn are_labelled(value: &RawValue) -> bool {
    let mut are_labelled = false;
    if value.get().starts_with('[') {
        json::each(value, |place, item| {
            are_labelled |=
                place < 3 && item.get().starts_with(['{', '[']) && Span::of(json::tree(item)).is_ok();
        });
    }
    are_labelled
}

/// Ends and words of the spans of a list that have words.
pub fn ends(list: &RawValue) -> Vec<Ends> {
    let mut ends = Vec::new();
    json::each(list, |_, item| {
        if let Ok(mut span) = Span::of(json::tree(item)) {
            let words = span.more.words(&WORDS);
            if !words.is_empty() {
                ends.push((span.start, span.end, words));
            }
        }
    });
    ends
}

/// Span with the fields that are not read yet.
struct Span {
    start: u64,
    end: u64,
    labels: Vec<String>,
    more: Object,
}

impl Span {
    /// Reads a span; gives it back where it is none.
    fn of(value: Value) -> Result<Self, Value> {
        let number = |value: &Value| value.as_u64().or_else(|| whole(value.as_number()?.as_str()));
        if let Value::Array(parts) = &value {
            let (start, end) = (parts.first().and_then(number), parts.get(1).and_then(number));
            let label = parts.get(2).filter(|label| label.is_string());
            return match (start, end, label) {
                (Some(start), Some(end), Some(label)) => {
                    let more = parts.get(3).map(|more| ("kb_id".to_owned(), more.clone()));
                    let labels = vec![words(label)];
                    Ok(Self { start, end, labels, more: Object(more.into_iter().collect()) })
                }
                _ => Err(value),
            };
        }
        let mut more = Object::of(value.clone());
        let mut first = |names: &[&str]| number(&more.first(names));
        let start = first(&START);
        let end = first(&END).or_else(|| start.zip(first(&["length"])).map(|(start, length)| start + length));
        let label = more.first(&LABEL);
        let labels: Vec<_> = each(&label).iter().map(words).collect();
        match (start, end) {
            (Some(start), Some(end)) if !labels.is_empty() && labels.iter().all(|it| !it.is_empty()) => {
                Ok(Self { start, end, labels, more })
            }
            _ => Err(value),
        }
    }
}

/// Whole number that a tool wrote with a fraction of nothing.
fn whole(number: &str) -> Option<u64> {
    let (whole, fraction) = number.split_once('.')?;
    fraction.bytes().all(|digit| digit == b'0').then(|| whole.parse().ok())?
}

/// Name of a span in relations: its id, or in Prodigy its ends and its label.
fn name_of(span: &Value) -> String {
    match &span["id"] {
        Value::Null => ["start", "end", "label"].map(|name| span[name].to_string()).join(" "),
        id => id.to_string(),
    }
}

/// Row whose spans are being read.
pub struct Reading<'a> {
    at: &'a FilePart,
    work: &'a Work,
    pub intake: &'a mut Intake,
    /// Spans of the lists so far: spaCy has those that do not overlap in two lists.
    seen: HashMap<Extent, Times>,
}

/// Span as two lists may have it.
#[derive(PartialEq, Eq, Hash)]
struct Extent {
    article: usize,
    start: u64,
    end: u64,
    label: String,
}

/// Numbers of equal spans.
#[derive(Default)]
struct Times {
    in_all: usize,
    /// Number of those in an earlier list that did not come in this one yet.
    before: usize,
}

impl<'a> Reading<'a> {
    pub fn new(at: &'a FilePart, work: &'a Work, intake: &'a mut Intake) -> Self {
        Self { at, work, intake, seen: HashMap::new() }
    }

    /// Reads the spans of a list.
    pub fn all(&mut self, list: &str, spans: &RawValue, article: usize) {
        for times in self.seen.values_mut() {
            times.before = times.in_all;
        }
        json::each(spans, |number, span| {
            if !self.intake.is_full() {
                self.span(self.at.inside(&format!("{list}[{number}]")), span, article);
            }
        });
    }

    #[inline(never)] // See the crate's documentation.
    fn span(&mut self, at: FilePart, span: &RawValue, article: usize) {
        let Some(value) = tree(&at, span, self.intake) else { return };
        // A list has no id by which a relation could mean it.
        let name = if value.is_array() { String::new() } else { name_of(&value) };
        let Span { start, end, labels, mut more } = match Span::of(value) {
            Ok(span) => span,
            Err(value) => return self.intake.refuse(&at, Expected::LabelledSpan, found(&value)),
        };
        let labels: Vec<_> = labels
            .iter()
            .map(String::as_str)
            .filter(|label| self.is_new(article, start, end, label))
            .collect();
        if labels.is_empty() {
            more.pass(&OF_SPAN);
            more.pass(&WORDS);
            return more.leave_out(self.intake);
        }
        let id = more.get("id").as_str().map(ToOwned::to_owned).unwrap_or_default();
        let mut quote = more.words(&WORDS[..1]);
        let at_place = self.intake.words(article, start, end);
        if at_place.is_some_and(|words| is_said(words, &quote)) {
            quote.clear();
        }
        let is_word = at_place.is_some_and(|words| more.get("word") == words);
        more.pass(&OF_SPAN);
        if is_word {
            more.pass(&["word"]);
        }
        let annotator = person(&more.first(&["annotator", "user"]));
        let created = more.time(&["created", "created_at"], self.intake);
        let modified = more.time(&["modified", "updated_at"], self.intake);
        let note = more.words(&["note"]);
        let said = entity(&mut more);
        let values = values(&mut more);
        let foreign = [values, self.work.foreign.clone(), more.rest(Of::Annotation, self.intake)].concat();
        self.intake.annotations(
            &labels,
            &SpanRow {
                at,
                article,
                id: &id,
                name: &name,
                start,
                end,
                quote: &quote,
                note: &note,
                annotator: or(&annotator, &self.work.annotator),
                created: if created == Timestamp::default() { self.work.created } else { created },
                modified: if modified == Timestamp::default() { self.work.modified } else { modified },
                foreign,
                said,
                ..SpanRow::default()
            },
        );
    }

    /// True unless a list before had that span.
    fn is_new(&mut self, article: usize, start: u64, end: u64, label: &str) -> bool {
        let times = self.seen.entry(Extent { article, start, end, label: label.to_owned() }).or_default();
        let is_new = times.before == 0;
        if is_new {
            times.in_all += 1;
        } else {
            times.before -= 1;
        }
        is_new
    }

    #[inline(never)] // See the crate's documentation.
    pub fn relation(&mut self, number: usize, relation: &RawValue) {
        let at = self.at.inside(&format!("relations[{number}]"));
        let Some(relation) = tree(&at, relation, self.intake) else { return };
        let mut relation = Object::of(relation);
        let ends = [["from_id", "from", "head_span"], ["to_id", "to", "child_span"]].map(|names| {
            let end = relation.first(&names);
            if end.is_object() { name_of(&end) } else { end.to_string() }
        });
        // Numbers of tokens, and of the relation in its row.
        relation.pass(&["head", "child"]);
        let id = relation.take("id");
        let kind = relation.words(&["type", "label"]);
        let note = relation.words(&["note"]);
        let annotator = person(&relation.take("annotator"));
        let created = relation.time(&["created", "created_at"], self.intake);
        let modified = relation.time(&["modified", "updated_at"], self.intake);
        let foreign = relation.rest(Of::Relation, self.intake);
        let row = RelationRow {
            id: id.as_str().unwrap_or_default(),
            kind: &kind,
            note: &note,
            annotator: or(&annotator, &self.work.annotator),
            created,
            modified,
            foreign,
            ..RelationRow::default()
        };
        self.intake.relation(&at, [&ends[0], &ends[1]], &row);
    }
}

/// Takes out the entity, by its name and id or by our IRI for it.
fn entity(more: &mut Object) -> Said {
    if ["entity", "entity_id"].iter().all(|name| more.get(name).is_string()) {
        let [name, entity] = ["entity", "entity_id"].map(|name| more.words(&[name]).into());
        return Said { entity, name, ..Said::default() };
    }
    let entity = entity_of(&words(more.get("kb_id")));
    if entity.is_some() {
        more.take("kb_id");
    }
    Said { entity: entity.unwrap_or_default().into(), ..Said::default() }
}

/// Takes out the values of attributes: objects with an id and a value, if all of them are.
fn values(more: &mut Object) -> ForeignFields {
    let value = |item: &Value| {
        let fields = item.as_object().filter(|fields| fields.len() == 2)?;
        let [id, value] = ["id", "value"].map(|name| fields.get(name).and_then(Value::as_str));
        Some((Field::Attribute(id?.into()), Kept::Text(value?.into())))
    };
    let listed: Option<ForeignFields> =
        more.get("attributes").as_array().and_then(|all| all.iter().map(value).collect());
    if listed.is_some() {
        more.take("attributes");
    }
    listed.unwrap_or_default()
}

fn or<'a>(said: &'a str, otherwise: &'a str) -> &'a str {
    if said.is_empty() { otherwise } else { said }
}

/// Value instead of a span: an object by its names.
fn found(value: &Value) -> Unexpected {
    match value.as_object() {
        Some(fields) => Unexpected::File(UnknownFile::object(fields.keys().map(String::as_str))),
        None => Unexpected::Json(Shape::of(value)),
    }
}
