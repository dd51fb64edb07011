//! Taking in what other tools wrote: articles, spans and links one by one, with ids for those that have none.
//!
//! Positions count code points. Whatever has no UUID gets one of version 5 (RFC 9562, 5.5) from its article, its place, its
//! label and its id there, or how many of the same came before, so that reading a file twice adds nothing. It knows
//! neither the formats nor what is here.

use super::ReadError;
use crate::import::{Finding, Incoming, IncomingAnnotation, IncomingDocument, IncomingRelation};
use crate::model::annotation::AnnotationId;
use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::record::Quotation;
use crate::model::time::Timestamp;
use crate::text::Text;
use crate::text::anchor::Anchoring;
use crate::text::offset::{CodePointOffset, Utf16Offset};
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::rc::Rc;
use uuid::Uuid;

/// The namespace of the ids that are derived.
const NAMESPACE: Uuid = Uuid::from_u128(0x4eaf_83f6_69be_4700_a203_8032_36da_d6a2);

/// The contents of a file, as far as they were taken in.
#[derive(Default)]
pub struct Intake {
    pub incoming: Incoming,
    articles: Vec<Article>,
    /// How many annotations without an id of their own have come, by the id that the first of them got.
    derived: HashMap<Uuid, usize>,
    /// The annotations by what links call them in that part of a file: the first of each name.
    names: HashMap<Rc<str>, AnnotationId>,
    has_too_many: bool,
}

/// More articles are refused: each is compared with all that are here.
pub const MOST_ARTICLES: usize = 2_000;

/// More annotations, or things to say, are refused: they would fill the memory, and no browser could store them.
pub const MOST_ROWS: usize = 200_000;

/// Where something is that is nowhere in particular.
const WHOLE: &str = "the file";

/// More labels that the file does not define are refused: all are in view beside the article.
pub const MOST_LABELS: usize = 1_000;

/// An article of the file, or one that it refers to.
struct Article {
    id: DocumentId,
    anchoring: Option<Anchoring>,
    /// Its part in the names of ids: its hash, or its id where there is no text.
    identity: String,
}

/// A tagged span as a file has it.
#[derive(Clone, Default)]
pub struct Tag<'a> {
    /// Where it stands in the file.
    pub at: Rc<str>,
    /// See [`Intake::article`].
    pub article: usize,
    /// Its id, if it has one.
    pub id: &'a str,
    /// Its name in links, if that is not its id.
    pub name: &'a str,
    /// Its label.
    pub label: &'a str,
    /// Both 0 where the file has no positions.
    pub start: u64,
    /// Behind the last code point.
    pub end: u64,
    /// Its words, if the file has them.
    pub quote: &'a str,
    pub prefix: &'a str,
    pub suffix: &'a str,
    pub note: &'a str,
    /// A UUID or a name.
    pub annotator: &'a str,
    pub created: Timestamp,
    pub modified: Timestamp,
}

/// A link as a file has it, but for its ends.
#[derive(Default)]
pub struct Link<'a> {
    /// Its id, if it has one.
    pub id: &'a str,
    pub kind: &'a str,
    pub note: &'a str,
    /// A UUID or a name.
    pub annotator: &'a str,
    pub created: Timestamp,
    pub modified: Timestamp,
}

impl Intake {
    /// Leaves a part of the file out, and says why.
    pub fn refuse(&mut self, at: &str, expected: &str, found: &dyn fmt::Display) {
        if self.is_full() {
            return;
        }
        let why = format!("expected {expected}, found {found}");
        let at = if at.is_empty() { WHOLE } else { at };
        self.incoming.findings.push(Finding::Refused { at: at.to_owned(), why });
    }

    /// How much was taken in so far.
    pub fn mark(&self) -> [usize; 2] {
        [self.incoming.annotations.len(), self.incoming.findings.len()]
    }

    /// Gives whatever came since its place in that file of an archive.
    pub fn place_since(&mut self, [annotations, findings]: [usize; 2], path: &str) {
        for annotation in &mut self.incoming.annotations[annotations..] {
            annotation.at = format!("{path}, {}", annotation.at).into();
        }
        for finding in &mut self.incoming.findings[findings..] {
            if let Finding::Refused { at, .. } = finding {
                *at = if at == WHOLE { path.to_owned() } else { format!("{path}, {at}") };
            }
        }
    }

    /// An article of the file. One that has no id there is called like the file, with a number.
    pub fn article(&mut self, stem: &str, id: &str, title: &str, text: &str) -> usize {
        if self.is_full() {
            return 0;
        }
        let number = self.articles.len() + 1;
        let id = if id.is_empty() { format!("{stem} {number}") } else { id.to_owned() };
        let mut id = DocumentId(id.into());
        if let Some(same) = self.find(&id) {
            if self.articles[same].anchoring.as_ref().is_some_and(|it| it.text().content() == text) {
                return same;
            }
            id = DocumentId(format!("{id} {number}").into());
        }
        let text: Rc<str> = text.into();
        self.incoming.documents.push(IncomingDocument {
            id: id.clone(),
            title: Some(title).filter(|title| !title.is_empty()).map(Into::into),
            text: Some(text.clone()),
            ..IncomingDocument::default()
        });
        let text = Rc::new(Text::new(text));
        let identity = text.sha256();
        // The index of an article's words is many times its text, and the last one is read through by now.
        if let Some(last) = self.articles.last_mut().and_then(|last| last.anchoring.as_mut()) {
            *last = Anchoring::new(last.text().clone());
        }
        self.articles.push(Article { id, anchoring: Some(Anchoring::new(text)), identity });
        number - 1
    }

    /// An article whose text is not in the file as it was, but put together from its parts.
    pub fn rebuilt_article(&mut self, id: &str, text: &str) -> usize {
        let before = self.incoming.documents.len();
        let article = self.article(id, id, "", text);
        self.incoming.documents[before..].iter_mut().for_each(|document| document.is_rebuilt = true);
        article
    }

    /// An article that the file only refers to, unless it has come already.
    pub fn elsewhere(&mut self, id: &str) -> usize {
        let id = DocumentId(id.into());
        if self.is_full() {
            return 0;
        }
        self.find(&id).unwrap_or_else(|| {
            let identity = id.to_string();
            self.articles.push(Article { id, anchoring: None, identity });
            self.articles.len() - 1
        })
    }

    /// There is more in the file than can be taken in.
    pub fn overflow(&mut self) {
        self.has_too_many = true;
    }

    /// True if there is too much already: whatever else comes is refused with the file.
    pub fn is_full(&mut self) -> bool {
        let rows = self.incoming.annotations.len() + self.incoming.findings.len();
        self.has_too_many |= self.articles.len() > MOST_ARTICLES || rows > MOST_ROWS;
        self.has_too_many
    }

    fn find(&self, id: &DocumentId) -> Option<usize> {
        self.articles.iter().rposition(|article| article.id == *id)
    }

    /// The words at those positions, if they are known.
    pub fn words(&self, article: usize, start: u64, end: u64) -> Option<&str> {
        let text = self.articles.get(article)?.anchoring.as_ref()?.text();
        let span = text.span(CodePointOffset::from_number(start), CodePointOffset::from_number(end))?;
        Some(span.of(text.content()))
    }

    /// A span that may be tagged as several things: the first annotation has the id.
    pub fn annotations(&mut self, labels: &[&str], tag: &Tag<'_>) {
        if labels.is_empty() {
            self.refuse(&tag.at, "a label", &"none");
        }
        for (number, label) in labels.iter().enumerate() {
            let other = format!("{} {label}", tag.id);
            let id = if number == 0 || tag.id.is_empty() { tag.id } else { &other };
            self.annotation(&Tag { id, label, ..tag.clone() });
        }
    }

    /// A span whose ends count UTF-16 units of its article.
    pub fn annotation_in_utf16(&mut self, ends: [Option<u64>; 2], tag: &Tag<'_>) {
        let text = self.articles.get(tag.article).and_then(|it| it.anchoring.as_ref()).map(Anchoring::text);
        let unit = |at: Option<u64>| Some(Utf16Offset(usize::try_from(at?).ok()?));
        let span = text.zip(unit(ends[0])).zip(unit(ends[1]));
        let span = span.and_then(|((text, start), end)| {
            Some(text.code_points_of(&text.span_from_utf16(start, end)?.bytes()))
        });
        let Some([start, end]) = span else {
            let words = ends.map(|end| end.map_or("nothing".to_owned(), |end| end.to_string()));
            return self.refuse(&tag.at, "a span of its text in UTF-16 units", &words.join(" to "));
        };
        self.annotation(&Tag { start, end, ..tag.clone() });
    }

    /// A tagged span; it is left out if that makes no sense.
    pub fn annotation(&mut self, tag: &Tag<'_>) {
        if self.is_full() {
            return;
        }
        let article = &self.articles[tag.article];
        if tag.label.is_empty() {
            return self.refuse(&tag.at, "a label", &"none");
        }
        let [start, end] = [tag.start, tag.end].map(CodePointOffset::from_number);
        let mut quotation = Quotation {
            start,
            end,
            quote: tag.quote.into(),
            prefix: tag.prefix.into(),
            suffix: tag.suffix.into(),
        };
        if let Some(anchoring) = &article.anchoring {
            let text = anchoring.text();
            match text.span(start, end) {
                Some(span) if tag.quote.is_empty() || span.of(text.content()) == tag.quote => {
                    quotation = anchoring.quotation(span);
                }
                None if tag.quote.is_empty() => {
                    let expected = format!("a span of its text, {} code points long", text.code_points());
                    return self.refuse(&tag.at, &expected, &format!("{start} to {end}"));
                }
                _ => {}
            }
        }
        let name = format!("{}\n{start}\n{end}\n{}\n{}\n{}", article.identity, tag.label, tag.quote, tag.id);
        let document = article.id.clone();
        let id = uuid_of(tag.id).unwrap_or_else(|| self.derived_once(&name));
        let annotator = self.annotator(tag.annotator);
        self.incoming.annotations.push(IncomingAnnotation {
            at: tag.at.clone(),
            id: AnnotationId(id),
            document,
            label: LabelId(tag.label.into()),
            quotation,
            unplaced: false,
            note: tag.note.into(),
            annotator,
            created: tag.created,
            modified: tag.modified,
            foreign: Vec::new(),
        });
        let name = if tag.name.is_empty() { tag.id } else { tag.name };
        if !name.is_empty() {
            self.names.entry(name.into()).or_insert(AnnotationId(id));
        }
    }

    /// The id that is derived from that name; of the same names each after the first gets another.
    fn derived_once(&mut self, name: &str) -> Uuid {
        let id = derived(name);
        let count = self.derived.entry(id).or_default();
        *count += 1;
        match *count - 1 {
            0 => id,
            ordinal => derived(&format!("{id}\n{ordinal}")),
        }
    }

    /// From here on, the same names stand for other annotations.
    pub fn forget_names(&mut self) {
        self.names.clear();
    }

    /// A link between two annotations that were named; it is left out if there are none.
    pub fn relation(&mut self, at: &str, [from, to]: [&str; 2], link: &Link<'_>) {
        let found = |end: &str| self.names.get(end).copied().or_else(|| uuid_of(end).map(AnnotationId));
        let (Some(start), Some(end)) = (found(from), found(to)) else {
            let missing = if found(from).is_none() { from } else { to };
            return self.refuse(at, "two annotations of the file", &format!("“{missing}”"));
        };
        let [from, to] = [start, end].map(|id| Rc::from(id.to_string()));
        let id = uuid_of(link.id).map(|id| id.to_string());
        let id = id.or_else(|| Some(link.id.to_owned()).filter(|id| !id.is_empty()));
        let id = id.unwrap_or_else(|| derived(&format!("{}\n{from}\n{to}", link.kind)).to_string());
        let annotator = self.annotator(link.annotator);
        self.incoming.relations.push(IncomingRelation {
            id: id.into(),
            kind: link.kind.into(),
            from,
            to,
            note: link.note.into(),
            annotator,
            created: link.created,
            modified: link.modified,
            foreign: Vec::new(),
        });
    }

    /// Somebody by id, or by name: an id of version 5 stands for whoever is called so.
    fn annotator(&mut self, who: &str) -> AnnotatorId {
        if who.is_empty() {
            return AnnotatorId::default();
        }
        if let Some(id) = uuid_of(who) {
            return AnnotatorId(id);
        }
        // Most rows are by whoever made the one before.
        if let Some((id, _)) = self.incoming.annotators.last().filter(|(_, name)| **name == *who) {
            return *id;
        }
        let id = AnnotatorId(derived(&format!("annotator\n{who}")));
        self.incoming.annotators.push((id, who.into()));
        id
    }

    /// Somebody whose name stands beside the id.
    pub fn person(&mut self, id: &str, name: &str) {
        if let (Some(id), false) = (uuid_of(id), name.is_empty()) {
            let person = (AnnotatorId(id), name.into());
            if self.incoming.annotators.last() != Some(&person) {
                self.incoming.annotators.push(person);
            }
        }
    }

    /// All that was taken in.
    ///
    /// # Errors
    /// When there were more than [`MOST_ARTICLES`], [`MOST_ROWS`] or [`MOST_LABELS`].
    pub fn finish(mut self) -> Result<Incoming, ReadError> {
        let defined = self.incoming.labels.iter().map(|label| &label.id);
        let used = self.incoming.annotations.iter().map(|annotation| &annotation.label);
        let labels: HashSet<_> = defined.chain(used).collect();
        if self.has_too_many || labels.len() > self.incoming.labels.len() + MOST_LABELS {
            return Err(ReadError::TooMany);
        }
        self.incoming.annotators.sort();
        self.incoming.annotators.dedup();
        Ok(self.incoming)
    }
}

fn derived(name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}

/// The UUID that a text or an IRI is.
pub fn uuid_of(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text.strip_prefix(UUID).unwrap_or(text)).ok()
}

/// In front of a UUID that is to be an IRI (RFC 9562, 4).
pub const UUID: &str = "urn:uuid:";
