//! Reading: the records of an `.ann` file, beside the text that is called like it.
//!
//! All that is said about a span, a relation or an event comes to that: notes, attributes, entries of databases. An event is
//! the span of its trigger, with a relation to each of its arguments. A span in parts is an annotation of each part, and each
//! later one `continues` the one before: so the words are those that somebody tagged, and none between them.

use super::records::{Record, is_record, parse};
use super::writing::DATABASE;
use crate::formats::iri::unescaped;
use crate::formats::limits::MOST_ROWS;
use crate::formats::python::is_blank;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::object::Of;
use crate::formats::reading::own_fields::OwnFields;
use crate::formats::reading::paths::Beside;
use crate::formats::reading::source::Source;
use crate::import::{Expected, FilePart, Said as Named, Unexpected, Untaken};
use crate::model::time::Timestamp;
use std::collections::HashMap;

/// Type of the relation between the parts of a span.
const CONTINUES: &str = "continues";

/// Largest number of positions between the lines of one span, where its text is not known.
const WIDEST_LINE_END: u64 = 4;

/// Reads the file, if it has such lines. Its text comes before it, if they were opened together.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let mut lines =
        (1..).zip(source.text.lines()).filter(|(_, line)| !line.trim().is_empty()).collect::<Vec<_>>();
    lines.first().filter(|(_, line)| is_record(line))?;
    if lines.len() > MOST_ROWS {
        intake.overflow();
        return Some(());
    }
    let mut file = File::default();
    for (number, line) in lines.drain(..) {
        match parse(line) {
            Ok(record) => file.records.push((FilePart::line(number), record)),
            Err(why) => intake.refuse(&FilePart::line(number), why.expected, why.found),
        }
    }
    let article = match intake.beside(source.path, source.stem) {
        Beside::Article(article) => article,
        Beside::Doubtful(article) if file.fits(article, intake) => article,
        _ => {
            intake.refuse(&FilePart::default(), Expected::Article, Unexpected::Word(source.path.into()));
            return Some(());
        }
    };
    intake.called.forget();
    file.look_up();
    file.hear(source.path, intake);
    let reading = Reading { path: source.path, article, file: &file };
    for (place, (at, record)) in file.records.iter().enumerate() {
        if let Record::Span { id, label, fragments, words } = record {
            reading.span(at, id, label, fragments, words, file.said.get(&place), intake);
        }
    }
    for (place, (at, record)) in file.records.iter().enumerate() {
        reading.relations(place, at, record, intake);
    }
    Some(())
}

/// Records of a file, and what they say about each other.
#[derive(Default)]
struct File<'a> {
    records: Vec<(FilePart, Record<'a>)>,
    /// Places of the records by their ids; `None` for an id that stands twice.
    places: HashMap<&'a str, Option<usize>>,
    /// Numbers of the events at each trigger.
    events: HashMap<&'a str, usize>,
    /// Things that are said about spans and relations, by their places.
    said: HashMap<usize, Said<'a>>,
}

/// Things that are said about a span or a relation.
#[derive(Default)]
struct Said<'a> {
    notes: Vec<&'a str>,
    person: Option<&'a str>,
    /// Id and name of its entity, which we wrote.
    entity: Option<(String, String)>,
    fields: OwnFields,
}

impl<'a> File<'a> {
    /// True if all spans have their words in the text of that article.
    fn fits(&self, article: usize, intake: &Intake) -> bool {
        let spans = self.records.iter().filter_map(|(_, record)| match record {
            Record::Span { fragments, words, .. } if fragments.len() == 1 && !words.is_empty() => {
                Some((fragments[0], words.trim()))
            }
            _ => None,
        });
        let mut spans = spans.peekable();
        spans.peek().is_some()
            && spans
                .all(|([start, end], words)| intake.words(article, start, end).map(str::trim) == Some(words))
    }

    fn look_up(&mut self) {
        for (place, (_, record)) in self.records.iter().enumerate() {
            let id = match record {
                Record::Span { id, .. }
                | Record::Relation { id, .. }
                | Record::Event { id, .. }
                | Record::Attribute { id, .. } => *id,
                Record::Equivalence { .. } | Record::Note { .. } => continue,
            };
            self.places.entry(id).and_modify(|place| *place = None).or_insert(Some(place));
            if let Record::Event { trigger, .. } = record {
                *self.events.entry(trigger).or_default() += 1;
            }
        }
    }

    /// Place of the span or the relation that a record is, or is about.
    fn subject(&self, mut id: &'a str) -> Option<usize> {
        // A note may be about an attribute of an event at a span.
        for _ in 0..4 {
            let place = (*self.places.get(id)?)?;
            match &self.records[place].1 {
                Record::Event { trigger, .. } => id = trigger,
                Record::Attribute { of, .. } => id = of,
                _ => return Some(place),
            }
        }
        None
    }

    /// True for an event that shares its trigger with another one.
    fn is_one_of_several(&self, id: &str) -> bool {
        let Some(Some(place)) = self.places.get(id) else { return false };
        matches!(&self.records[*place].1, Record::Event { trigger, .. } if self.events[trigger] > 1)
    }

    /// Brings to each span and each relation what is said about it.
    fn hear(&mut self, path: &str, intake: &mut Intake) {
        let mut said: HashMap<usize, Said<'a>> = HashMap::new();
        for (at, record) in &self.records {
            let (of, about) = match record {
                Record::Note { of, .. } | Record::Attribute { of, .. } => (*of, self.subject(of)),
                Record::Event { trigger, .. } => (*trigger, self.subject(trigger)),
                _ => continue,
            };
            let Some(about) = about else {
                intake.refuse(at, Expected::OneAnnotation, Unexpected::Word(of.into()));
                continue;
            };
            let said = said.entry(about).or_default();
            match record {
                Record::Note { kind: "Annotator", words, .. } if said.person.is_none() => {
                    said.person = Some(words);
                }
                Record::Note { kind: "Annotator", .. } => intake.leave_out(Untaken::Notes, "Annotator"),
                Record::Note { kind, words, .. } if !words.is_empty() => {
                    said.notes.push(words);
                    if *kind != "AnnotatorNotes" {
                        said.fields.add("note type", kind);
                    }
                }
                Record::Attribute { kind: "Reference", value, .. }
                    if said.entity.is_none() && entity(value).is_some() =>
                {
                    said.entity = entity(value);
                }
                Record::Attribute { kind, value, .. } => {
                    let value = if value.is_empty() { "true" } else { value };
                    let [kind, value] = [kind, value].map(|word| intake.aliases.turned_back(path, word));
                    if self.is_one_of_several(of) {
                        said.fields.add(&format!("{kind} ({of})"), value);
                    } else {
                        said.fields.add(kind, value);
                    }
                }
                Record::Event { id, kind, .. } => {
                    let is_trigger =
                        matches!(&self.records[about].1, Record::Span { label, .. } if label == kind);
                    if !is_trigger || self.is_one_of_several(id) {
                        said.fields.add("event", &format!("{id} {kind}"));
                    }
                }
                _ => {}
            }
        }
        self.said = said;
    }
}

/// File that is being taken in.
struct Reading<'a> {
    path: &'a str,
    article: usize,
    file: &'a File<'a>,
}

impl Reading<'_> {
    #[expect(clippy::too_many_arguments, reason = "the parts of a line, and what is said about it")]
    fn span(
        &self,
        at: &FilePart,
        id: &str,
        label: &str,
        fragments: &[[u64; 2]],
        words: &str,
        said: Option<&Said<'_>>,
        intake: &mut Intake,
    ) {
        let Some(parts) = self.parts(fragments, words, intake) else {
            return intake.refuse(at, Expected::TypeAndSpan, Unexpected::Word(words.into()));
        };
        // Without its text the file of an article that is here is asked for its words.
        intake.without_words += usize::from(words.trim().is_empty() && intake.has_text(self.article));
        let label = intake.aliases.label(self.path, label);
        let person = said.and_then(|said| said.person).unwrap_or_default();
        let (who, when) = person.rsplit_once(' ').unwrap_or((person, ""));
        let created = Timestamp::parse(when).unwrap_or_default();
        let note = said.map(|said| said.notes.join("\n")).unwrap_or_default();
        let names: Vec<_> = (0..parts.len()).map(|part| part_of(id, part)).collect();
        for (part, (ends, quote)) in parts.iter().enumerate() {
            let row = SpanRow {
                at: at.clone(),
                article: self.article,
                name: &names[part],
                label: &label,
                start: ends[0],
                end: ends[1],
                quote,
                annotator: if created == Timestamp::default() { person } else { who },
                created,
                modified: created,
                ..SpanRow::default()
            };
            // The first part stands for the whole.
            if part == 0 {
                let foreign = said.map(|said| said.fields.kept(Of::Annotation, intake)).unwrap_or_default();
                let (entity, name) = said.and_then(|said| said.entity.clone()).unwrap_or_default();
                let said = Named { entity: entity.into(), name: name.into(), ..Named::default() };
                intake.annotation(&SpanRow { note: &note, foreign, said, ..row });
            } else {
                intake.annotation(&row);
                let link = RelationRow { kind: CONTINUES, ..RelationRow::default() };
                intake.relation(at, [&names[part], &names[part - 1]], &link);
            }
        }
    }

    /// Parts of a span, each with its words where they do not stand there anyway. Fragments with nothing but white space between
    /// them, as brat has them for the lines of a span, are one part.
    fn parts(&self, fragments: &[[u64; 2]], words: &str, intake: &Intake) -> Option<Vec<([u64; 2], String)>> {
        let whole = [fragments.first()?[0], fragments.last()?[1]];
        let there = |[start, end]: [u64; 2]| intake.words(self.article, start, end);
        let bare =
            |text: &str| text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let mut gaps = fragments.windows(2).map(|pair| [pair[0][1], pair[1][0]]);
        let is_one = gaps.all(|gap| match there(whole) {
            Some(_) => gap[0] == gap[1] || there(gap).is_some_and(|between| bare(between).is_empty()),
            None => gap[1].saturating_sub(gap[0]) <= WIDEST_LINE_END,
        });
        if is_one {
            let stand =
                words.trim().is_empty() || there(whole).is_some_and(|there| bare(there) == bare(words));
            let quote = if stand { "" } else { fitting(words, whole) };
            return Some(vec![(whole, quote.to_owned())]);
        }
        let known: Option<Vec<_>> = fragments.iter().map(|fragment| there(*fragment)).collect();
        let stand =
            words.trim().is_empty() || known.is_some_and(|known| bare(&known.join(" ")) == bare(words));
        let mut rest = words.trim().chars();
        let mut parts = Vec::new();
        for fragment in fragments {
            let length = usize::try_from(fragment[1].checked_sub(fragment[0])?).ok()?;
            let quote: String = if stand { String::new() } else { rest.by_ref().take(length).collect() };
            let is_cut =
                !stand && (quote.chars().count() < length || rest.next().is_some_and(|it| !is_blank(it)));
            if is_cut {
                return None;
            }
            parts.push((*fragment, quote));
        }
        rest.next().is_none_or(|_| stand).then_some(parts)
    }

    fn relations(&self, place: usize, at: &FilePart, record: &Record<'_>, intake: &mut Intake) {
        let said = self.file.said.get(&place);
        match record {
            Record::Relation { kind, ends: [from, to], .. } => {
                let kind = intake.aliases.turned_back(self.path, kind).to_owned();
                let mut fields = said.map(|said| said.fields.clone()).unwrap_or_default();
                for (end, (role, id)) in [("from", from), ("to", to)] {
                    if !["Arg1", "Arg2"].contains(role) {
                        fields.add(&format!("role of {end}"), role);
                    }
                    if self.file.is_one_of_several(id) {
                        fields.add(&format!("event at {end}"), id);
                    }
                }
                let foreign = fields.kept(Of::Relation, intake);
                let note = said.map(|said| said.notes.join("\n")).unwrap_or_default();
                let annotator = said.and_then(|said| said.person).unwrap_or_default();
                let row =
                    RelationRow { kind: &kind, note: &note, annotator, foreign, ..RelationRow::default() };
                intake.relation(at, [&self.end(from.1), &self.end(to.1)], &row);
            }
            Record::Equivalence { kind, members } => {
                for pair in members.windows(2) {
                    let row = RelationRow { kind, ..RelationRow::default() };
                    intake.relation(at, [&self.end(pair[0]), &self.end(pair[1])], &row);
                }
            }
            // One without its trigger is named already.
            Record::Event { id, trigger, arguments, .. } if self.file.subject(trigger).is_some() => {
                for (role, argument) in arguments {
                    let mut fields = OwnFields::default();
                    for (name, event) in [("event", id), ("event at to", argument)] {
                        if self.file.is_one_of_several(event) {
                            fields.add(name, event);
                        }
                    }
                    let foreign = fields.kept(Of::Relation, intake);
                    let several = if self.file.is_one_of_several(id) { id } else { "" };
                    let row = RelationRow { kind: role, name: several, foreign, ..RelationRow::default() };
                    intake.relation(at, [&self.end(trigger), &self.end(argument)], &row);
                }
            }
            _ => {}
        }
    }

    /// Name of the span that the end of a relation means: an event is its trigger.
    fn end(&self, id: &str) -> String {
        match self.file.places.get(id).and_then(|place| Some(&self.file.records[(*place)?].1)) {
            Some(Record::Event { trigger, .. }) => (*trigger).to_owned(),
            _ => id.to_owned(),
        }
    }
}

/// Id and name of an entity, of an entry of the database that we write.
fn entity(value: &str) -> Option<(String, String)> {
    let (id, name) = value.split_once(' ').unwrap_or((value, ""));
    let id = id.strip_prefix(DATABASE)?.strip_prefix(':')?;
    Some((unescaped(id), name.to_owned()))
}

/// Name of a part of a span; the first one has its id.
fn part_of(id: &str, part: usize) -> String {
    if part == 0 { id.to_owned() } else { format!("{id}/{part}") }
}

/// Words without the white space around them, if they do not fill their place with it.
fn fitting(words: &str, [start, end]: [u64; 2]) -> &str {
    let is_filled = u64::try_from(words.chars().count()).ok() == end.checked_sub(start);
    if is_filled { words } else { words.trim() }
}
