//! Intake: articles, spans and relations of other tools, taken in one by one, with ids for those that have none.
//!
//! Positions count code points. An annotation without a UUID gets one of version 5 (RFC 9562, 5.5) from its article, its place,
//! its label and its id in the file, or from the number of equal ones before it, so that reading a file twice adds nothing. It
//! knows neither the formats nor what is here.

use crate::formats::error::ReadError;
use crate::formats::iri::uuid_of;
use crate::formats::limits::{MOST_ARTICLES, MOST_LABELS, MOST_ROWS};
use crate::import::{Expected, FilePart, Finding, Refusal, Unexpected, Untaken};
use crate::import::{Incoming, IncomingAnnotation, IncomingDocument, IncomingRelation};
use crate::model::annotation::AnnotationId;
use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::record::Quotation;
use crate::model::time::Timestamp;
use crate::text::Text;
use crate::text::anchor::Anchoring;
use crate::text::offset::{CodePointOffset, Utf16Offset};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;
use uuid::Uuid;

/// Namespace of the ids that are derived.
const NAMESPACE: Uuid = Uuid::from_u128(0x4eaf_83f6_69be_4700_a203_8032_36da_d6a2);

/// Contents of a file, or of an archive, as far as they were taken in.
#[derive(Default)]
pub struct Intake {
    pub incoming: Incoming,
    articles: Vec<Article>,
    /// Numbers of equal annotations without an id of their own, by the id that the first of them got.
    derived: HashMap<Uuid, usize>,
    /// Annotations by their names in the relations of a part of the file: the first of each name.
    names: HashMap<Rc<str>, AnnotationId>,
    /// Numbers of things that are left out, by their sort and its name in the file.
    left_out: BTreeMap<(Untaken, Rc<str>), usize>,
    has_too_many: bool,
}

/// Article of the file, or one to which it refers.
struct Article {
    id: DocumentId,
    anchoring: Option<Anchoring>,
    /// Part that it has in derived ids: the hash of its text, or its id where there is no text.
    identity: String,
}

/// Tagged span as a file has it. Empty texts stand for what the file lacks.
#[derive(Clone, Default)]
pub struct SpanRow<'a> {
    /// Part of the file in which it stands.
    pub at: FilePart,
    /// Number of its article: see [`Intake::article`].
    pub article: usize,
    /// Id in the file.
    pub id: &'a str,
    /// Name in the relations of the file, if that is not the id.
    pub name: &'a str,
    /// Label.
    pub label: &'a str,
    /// First code point; 0, as the end, where the file has no positions.
    pub start: u64,
    /// Position behind the last code point.
    pub end: u64,
    /// Words, and their context.
    pub quote: &'a str,
    pub prefix: &'a str,
    pub suffix: &'a str,
    pub note: &'a str,
    /// Annotator: a UUID or a name.
    pub annotator: &'a str,
    pub created: Timestamp,
    pub modified: Timestamp,
}

/// Relation as a file has it, but for its ends. Empty texts stand for what the file lacks.
#[derive(Default)]
pub struct RelationRow<'a> {
    /// Id in the file.
    pub id: &'a str,
    pub kind: &'a str,
    pub note: &'a str,
    /// Annotator: a UUID or a name.
    pub annotator: &'a str,
    pub created: Timestamp,
    pub modified: Timestamp,
}

impl Intake {
    /// Leaves a part of the file out, with the reason.
    pub fn refuse(&mut self, at: &FilePart, expected: Expected, found: Unexpected) {
        if !self.is_full() {
            let why = Refusal::new(expected, found);
            self.incoming.findings.push(Finding::Refused { part: at.clone(), why });
        }
    }

    /// Leaves out something for which nothing here has room. Those of one sort and name become one finding.
    pub fn leave_out(&mut self, what: Untaken, name: &str) {
        *self.left_out.entry((what, name.into())).or_default() += 1;
    }

    /// Numbers of annotations and findings so far, for [`Intake::place_since`].
    pub fn mark(&self) -> [usize; 2] {
        [self.incoming.annotations.len(), self.incoming.findings.len()]
    }

    /// Gives the annotations and findings since then their file in an archive.
    pub fn place_since(&mut self, [annotations, findings]: [usize; 2], path: &str) {
        let file: Rc<str> = path.into();
        for annotation in &mut self.incoming.annotations[annotations..] {
            annotation.at.file = Some(file.clone());
        }
        for finding in &mut self.incoming.findings[findings..] {
            if let Finding::Refused { part, .. } = finding {
                part.file = Some(file.clone());
            }
        }
    }

    /// Takes in an article of the file, and gives its number. One without an id is called like the file, with that number.
    pub fn article(&mut self, stem: &str, id: &str, title: &str, text: &str) -> usize {
        if self.is_full() {
            return 0;
        }
        let number = self.articles.len() + 1;
        let is_nameless = id.is_empty();
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
            is_nameless,
            title: Some(title).filter(|title| !title.is_empty()).map(Into::into),
            text: Some(text.clone()),
            ..IncomingDocument::default()
        });
        let text = Rc::new(Text::new(text));
        let identity = text.sha256();
        // The index of an article's words is many times its text, and the last article is read through by now.
        if let Some(last) = self.articles.last_mut().and_then(|last| last.anchoring.as_mut()) {
            *last = Anchoring::new(last.text().clone());
        }
        self.articles.push(Article { id, anchoring: Some(Anchoring::new(text)), identity });
        number - 1
    }

    /// Takes in an article whose text was put together from its parts.
    pub fn rebuilt_article(&mut self, id: &str, text: &str) -> usize {
        let before = self.incoming.documents.len();
        let article = self.article(id, id, "", text);
        self.incoming.documents[before..].iter_mut().for_each(|document| document.is_rebuilt = true);
        article
    }

    /// Number of an article to which the file refers, which need not be in it.
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

    /// Notes that there is more in the file than can be taken in.
    pub fn overflow(&mut self) {
        self.has_too_many = true;
    }

    /// True if there is too much already, so that the file will be refused.
    pub fn is_full(&mut self) -> bool {
        let rows = self.incoming.annotations.len() + self.incoming.findings.len();
        self.has_too_many |= self.articles.len() > MOST_ARTICLES || rows > MOST_ROWS;
        self.has_too_many
    }

    fn find(&self, id: &DocumentId) -> Option<usize> {
        self.articles.iter().rposition(|article| article.id == *id)
    }

    /// Words at those positions, if they are known.
    pub fn words(&self, article: usize, start: u64, end: u64) -> Option<&str> {
        let text = self.articles.get(article)?.anchoring.as_ref()?.text();
        let span = text.span(CodePointOffset::from_number(start), CodePointOffset::from_number(end))?;
        Some(span.of(text.content()))
    }

    /// Takes in an annotation for each label of a span; the first has the id.
    pub fn annotations(&mut self, labels: &[&str], row: &SpanRow<'_>) {
        if labels.is_empty() {
            self.refuse(&row.at, Expected::Label, Unexpected::Nothing);
        }
        for (number, label) in labels.iter().enumerate() {
            let other = format!("{} {label}", row.id);
            let id = if number == 0 || row.id.is_empty() { row.id } else { &other };
            self.annotation(&SpanRow { id, label, ..row.clone() });
        }
    }

    /// Takes in a span whose ends count UTF-16 units of its article.
    pub fn annotation_in_utf16(&mut self, ends: [Option<u64>; 2], row: &SpanRow<'_>) {
        let text = self.articles.get(row.article).and_then(|it| it.anchoring.as_ref()).map(Anchoring::text);
        let unit = |at: Option<u64>| Some(Utf16Offset(usize::try_from(at?).ok()?));
        let span = text.zip(unit(ends[0])).zip(unit(ends[1]));
        let span = span.and_then(|((text, start), end)| {
            Some(text.code_points_of(&text.span_from_utf16(start, end)?.bytes()))
        });
        let Some([start, end]) = span else {
            return self.refuse(&row.at, Expected::SpanInUtf16, Unexpected::Ends(ends));
        };
        self.annotation(&SpanRow { start, end, ..row.clone() });
    }

    /// Takes in a tagged span; one that makes no sense is left out.
    pub fn annotation(&mut self, row: &SpanRow<'_>) {
        if self.is_full() {
            return;
        }
        let article = &self.articles[row.article];
        if row.label.is_empty() {
            return self.refuse(&row.at, Expected::Label, Unexpected::Nothing);
        }
        let [start, end] = [row.start, row.end].map(CodePointOffset::from_number);
        let mut quotation = Quotation {
            start,
            end,
            quote: row.quote.into(),
            prefix: row.prefix.into(),
            suffix: row.suffix.into(),
        };
        if let Some(anchoring) = &article.anchoring {
            let text = anchoring.text();
            match text.span(start, end) {
                Some(span) if row.quote.is_empty() || span.of(text.content()) == row.quote => {
                    quotation = anchoring.quotation(span);
                }
                None if row.quote.is_empty() => {
                    let (expected, ends) = (Expected::Span(text.code_points()), [start, end]);
                    let found = Unexpected::Ends(ends.map(|end| u64::try_from(end.0).ok()));
                    return self.refuse(&row.at, expected, found);
                }
                _ => {}
            }
        }
        let name = format!("{}\n{start}\n{end}\n{}\n{}\n{}", article.identity, row.label, row.quote, row.id);
        let document = article.id.clone();
        let id = uuid_of(row.id).unwrap_or_else(|| self.derived_once(&name));
        let annotator = self.annotator(row.annotator);
        self.incoming.annotations.push(IncomingAnnotation {
            at: row.at.clone(),
            id: AnnotationId(id),
            document,
            label: LabelId(row.label.into()),
            quotation,
            unplaced: false,
            note: row.note.into(),
            annotator,
            created: row.created,
            modified: row.modified,
            foreign: Vec::new(),
        });
        let name = if row.name.is_empty() { row.id } else { row.name };
        if !name.is_empty() {
            self.names.entry(name.into()).or_insert(AnnotationId(id));
        }
    }

    /// Id that is derived from that name; of equal names each after the first gets another.
    fn derived_once(&mut self, name: &str) -> Uuid {
        let id = derived(name);
        let count = self.derived.entry(id).or_default();
        *count += 1;
        match *count - 1 {
            0 => id,
            ordinal => derived(&format!("{id}\n{ordinal}")),
        }
    }

    /// Ends a part of the file: in the next one the same names stand for other annotations.
    pub fn forget_names(&mut self) {
        self.names.clear();
    }

    /// Takes in a relation between two annotations by their names; one that names others is left out.
    pub fn relation(&mut self, at: &FilePart, [from, to]: [&str; 2], row: &RelationRow<'_>) {
        let found = |end: &str| self.names.get(end).copied().or_else(|| uuid_of(end).map(AnnotationId));
        let (Some(start), Some(end)) = (found(from), found(to)) else {
            let missing = if found(from).is_none() { from } else { to };
            return self.refuse(at, Expected::TwoAnnotations, Unexpected::Word(missing.into()));
        };
        let [from, to] = [start, end].map(|id| Rc::from(id.to_string()));
        let id = uuid_of(row.id).map(|id| id.to_string());
        let id = id.or_else(|| Some(row.id.to_owned()).filter(|id| !id.is_empty()));
        let id = id.unwrap_or_else(|| derived(&format!("{}\n{from}\n{to}", row.kind)).to_string());
        let annotator = self.annotator(row.annotator);
        self.incoming.relations.push(IncomingRelation {
            id: id.into(),
            kind: row.kind.into(),
            from,
            to,
            note: row.note.into(),
            annotator,
            created: row.created,
            modified: row.modified,
            foreign: Vec::new(),
        });
    }

    /// Id of somebody by id or by name: one of version 5 stands for everybody of that name.
    fn annotator(&mut self, who: &str) -> AnnotatorId {
        if who.is_empty() {
            return AnnotatorId::default();
        }
        if let Some(id) = uuid_of(who) {
            return AnnotatorId(id);
        }
        // Most rows are by the annotator of the one before.
        if let Some((id, _)) = self.incoming.annotators.last().filter(|(_, name)| **name == *who) {
            return *id;
        }
        let id = AnnotatorId(derived(&format!("annotator\n{who}")));
        self.incoming.annotators.push((id, who.into()));
        id
    }

    /// Takes in the name of somebody who has an id.
    pub fn person(&mut self, id: &str, name: &str) {
        if let (Some(id), false) = (uuid_of(id), name.is_empty()) {
            let person = (AnnotatorId(id), name.into());
            if self.incoming.annotators.last() != Some(&person) {
                self.incoming.annotators.push(person);
            }
        }
    }

    /// Contents that were taken in.
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
        let left_out = self.left_out.into_iter();
        self.incoming.findings.extend(left_out.map(|((what, name), count)| Finding::LeftOut {
            what,
            name,
            count,
        }));
        self.incoming.annotators.sort();
        self.incoming.annotators.dedup();
        Ok(self.incoming)
    }
}

fn derived(name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}
