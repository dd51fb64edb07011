//! Intake: articles, spans and relations of other tools, taken in one by one, with ids for those that have none.
//!
//! Positions count code points. An annotation without a UUID gets one of version 5 (RFC 9562, 5.5) from its article, its place,
//! its label, its id in the file and its annotator, or from the number of equal ones before it, so that reading a file twice
//! adds nothing, and two people's equal spans are two. It knows neither the formats nor what is here.

mod codebook;
mod described;

use super::aliases::Aliases;
use super::called::Called;
use super::ids::{derived, name_by};
use super::paths::{Beside, Texts};
pub use super::rows::{RelationRow, SpanRow};
use super::tally::Tally;
use super::values::Values;
use crate::formats::error::ReadError;
use crate::formats::iri::{ARTICLE, article_of, entity_of, uuid_of};
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
use crate::text::spelling::is_alike;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use uuid::Uuid;

/// Contents of a file, or of an archive, as far as they were taken in.
#[derive(Default)]
pub struct Intake {
    pub incoming: Incoming,
    /// Texts that are files of their own.
    pub texts: Texts,
    /// Names that configurations give to labels and types.
    pub aliases: Aliases,
    articles: Vec<Article>,
    /// Places of the articles by their ids, of several the last.
    by_id: HashMap<DocumentId, usize>,
    /// Articles of the file that have a number instead of an id, by that number.
    numbered: HashMap<String, Vec<usize>>,
    /// Articles that the file calls otherwise, by these names.
    otherwise: HashMap<DocumentId, usize>,
    /// Numbers of equal annotations without an id of their own, by the id that the first of them got.
    derived: HashMap<Uuid, usize>,
    /// Annotations by their names in the relations of a part of the file.
    pub called: Called,
    /// Values of articles, by their numbers.
    pub values: Values,
    /// Things that are left out.
    left_out: Tally,
    /// Number of annotations that have no words where the file should have some.
    pub without_words: usize,
    has_too_many: bool,
    /// True if the contents of a store are among it: all of them had room in a browser.
    has_store: bool,
}

/// Article of the file, or one to which it refers.
struct Article {
    id: DocumentId,
    anchoring: Option<Anchoring>,
    /// Part that it has in derived ids: the hash of its text, or its id where there is no text.
    identity: String,
}

impl Intake {
    /// Leaves a part of the file out, with the reason.
    pub fn refuse(&mut self, at: &FilePart, expected: Expected, found: Unexpected) {
        if !self.is_full() {
            let why = Refusal::new(expected, found);
            self.incoming.findings.push(Finding::Refused { part: at.clone(), why });
        }
    }

    /// Leaves a file out that was opened with others, with the reason.
    pub fn refuse_file(&mut self, path: &str, why: Refusal) {
        let part = FilePart { file: Some(path.into()), ..FilePart::default() };
        self.incoming.findings.push(Finding::Refused { part, why });
    }

    /// Leaves out something for which nothing here has room. Parts of one sort and name become one finding.
    pub fn leave_out(&mut self, what: Untaken, name: &str) {
        self.left_out.add(what, name);
    }

    /// Time that a text says; 1970, and counted, where it cannot be read, and 1970 where there is none.
    pub fn time(&mut self, text: &str) -> Timestamp {
        let time = Timestamp::parse(text);
        if time.is_none() && !text.trim().is_empty() {
            self.leave_out(Untaken::Times, text);
        }
        time.unwrap_or_default()
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
        let numbered = format!("{stem} {}", self.articles.len() + 1);
        let is_nameless = id.is_empty();
        self.take_article(if is_nameless { &numbered } else { id }, is_nameless, title, text)
    }

    /// Takes in an article to which a tool gave a number, and gives its number here. It is called like the file, with the
    /// tool's number; with the same number and text it is the same article, also in another file of that project.
    pub fn numbered_article(&mut self, stem: &str, number: &str, title: &str, text: &str) -> usize {
        let same = self.numbered.get(number).into_iter().flatten().copied();
        let is_same = |article: &usize| {
            let anchoring = self.articles[*article].anchoring.as_ref();
            anchoring.is_some_and(|it| it.text().content() == text)
        };
        if let Some(same) = same.into_iter().find(is_same) {
            return same;
        }
        let article = self.take_article(&format!("{stem} {number}"), true, title, text);
        self.numbered.entry(number.to_owned()).or_default().push(article);
        article
    }

    fn take_article(&mut self, id: &str, is_nameless: bool, title: &str, text: &str) -> usize {
        if self.is_full() {
            return 0;
        }
        let number = self.articles.len() + 1;
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
            is_nameless,
            ..IncomingDocument::default()
        });
        let text = Rc::new(Text::new(text));
        let identity = text.sha256();
        // The index of an article's words is many times its text, and the last article is read through by now.
        if let Some(last) = self.articles.last_mut().and_then(|last| last.anchoring.as_mut()) {
            *last = Anchoring::new(last.text().clone());
        }
        self.push(Article { id, anchoring: Some(Anchoring::new(text)), identity });
        number - 1
    }

    fn push(&mut self, article: Article) {
        self.by_id.insert(article.id.clone(), self.articles.len());
        self.articles.push(article);
    }

    /// Takes in an article whose text was put together from its parts.
    pub fn rebuilt_article(&mut self, id: &str, text: &str) -> usize {
        // A project has the text itself as well.
        let same = self.find(&id.into()).and_then(|same| self.articles[same].anchoring.as_ref());
        let is_same = same.is_some_and(|same| {
            let [here, there] = [same.text().content(), text].map(str::trim_end);
            here != there && is_alike(here, there)
        });
        if is_same {
            let text = Rc::new(Text::new(text));
            let identity = text.sha256();
            self.push(Article { id: id.into(), anchoring: Some(Anchoring::new(text)), identity });
            return self.articles.len() - 1;
        }
        let before = self.incoming.documents.len();
        let article = self.article(id, id, "", text);
        self.incoming.documents[before..].iter_mut().for_each(|document| document.is_rebuilt = true);
        article
    }

    /// Number of the article, if there is just one with its text.
    pub fn only_article(&self) -> Option<usize> {
        let mut with_text = (0..self.articles.len()).filter(|it| self.articles[*it].anchoring.is_some());
        with_text.next().filter(|_| with_text.next().is_none())
    }

    /// Number of an article to which the file refers, which need not be in it.
    pub fn elsewhere(&mut self, id: &str) -> usize {
        let id = DocumentId(id.into());
        if self.is_full() {
            return 0;
        }
        if let Some(found) = self.find(&id).or_else(|| self.otherwise.get(&id).copied()) {
            return found;
        }
        let called = self.articles.iter().rposition(|it| it.anchoring.is_some() && it.id.is_called(&id.0));
        if let Some(called) = called {
            self.otherwise.insert(id, called);
            return called;
        }
        let identity = id.to_string();
        self.push(Article { id, anchoring: None, identity });
        self.articles.len() - 1
    }

    /// Article to which a file beside its text belongs. Where no text is called like it, it is the article here of that name.
    pub fn beside(&mut self, path: &str, name: &str) -> Beside {
        match self.texts.beside(path) {
            Beside::Nothing => Beside::Article(self.elsewhere(name)),
            beside => beside,
        }
    }

    /// Notes that there is more in the file than can be taken in.
    pub fn overflow(&mut self) {
        self.has_too_many = true;
    }

    /// True if there is too much already, so that the file will be refused.
    pub fn is_full(&mut self) -> bool {
        let Incoming { annotations, relations, findings, .. } = &self.incoming;
        let rows = annotations.len() + relations.len() + findings.len();
        self.has_too_many |= self.articles.len() > MOST_ARTICLES || rows > MOST_ROWS;
        self.has_too_many
    }

    fn find(&self, id: &DocumentId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// True if the text of that article was opened.
    pub fn has_text(&self, article: usize) -> bool {
        self.articles.get(article).is_some_and(|it| it.anchoring.is_some())
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
        let annotator = self.annotator(row.annotator);
        let name = name_by(name, annotator);
        let id = uuid_of(row.id).unwrap_or_else(|| self.derived_once(&name));
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
            foreign: row.foreign.clone(),
            said: Some(row.said.clone().into()),
        });
        let called = if row.name.is_empty() { row.id } else { row.name };
        if !called.is_empty() {
            self.called.add(called, AnnotationId(id), derived(&name));
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

    /// Takes in a relation between two annotations by their names; one that names others is left out.
    pub fn relation(&mut self, at: &FilePart, [from, to]: [&str; 2], row: &RelationRow<'_>) {
        if let Some(end) = [from, to].into_iter().find(|end| self.called.is_ambiguous(end)) {
            return self.refuse(at, Expected::TwoAnnotations, Unexpected::Several(end.into()));
        }
        let (Some(from), Some(to)) = (self.end(from), self.end(to)) else {
            let missing = if self.end(from).is_none() { from } else { to };
            return self.refuse(at, Expected::TwoAnnotations, Unexpected::Word(missing.into()));
        };
        let id = uuid_of(row.id).map(|id| id.to_string());
        let id = id.or_else(|| Some(row.id.to_owned()).filter(|id| !id.is_empty()));
        let annotator = self.annotator(row.annotator);
        let id = id.unwrap_or_else(|| {
            let event = if row.name.is_empty() { String::new() } else { format!("\n{}", row.name) };
            derived(&name_by(format!("{}\n{from}\n{to}{event}", row.kind), annotator)).to_string()
        });
        self.incoming.relations.push(IncomingRelation {
            id: id.into(),
            kind: row.kind.into(),
            from,
            to,
            note: row.note.into(),
            annotator,
            created: row.created,
            modified: row.modified,
            foreign: row.foreign.clone(),
        });
    }

    /// Id of the thing at an end: of an annotation by its name or its id, of an entity or an article by an IRI of ours.
    fn end(&self, name: &str) -> Option<Rc<str>> {
        let annotation = self.called.get(name).or_else(|| uuid_of(name).map(AnnotationId));
        let other = || entity_of(name).or_else(|| name.starts_with(ARTICLE).then(|| article_of(name)));
        annotation.map(|id| id.to_string()).or_else(other).map(Into::into)
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

    /// Adds the contents of a store.
    pub fn append_store(&mut self, contents: Incoming) {
        self.has_store = true;
        self.incoming.append(contents);
    }

    /// Contents that were taken in.
    ///
    /// # Errors
    /// When there were more than [`MOST_ARTICLES`], [`MOST_ROWS`] or [`MOST_LABELS`].
    pub fn finish(mut self) -> Result<Incoming, ReadError> {
        self.incoming.labels.append(&mut self.aliases.labels);
        let defined = self.incoming.labels.iter().map(|label| &label.id);
        let used = self.incoming.annotations.iter().map(|annotation| &annotation.label);
        let labels = defined.chain(used).collect::<HashSet<_>>().len();
        let articles = self.incoming.documents.len();
        if !self.has_store && (self.is_full() || labels > MOST_LABELS || articles > MOST_ARTICLES) {
            return Err(ReadError::TooMany);
        }
        for (at, attribute, value) in std::mem::take(&mut self.values).finish() {
            let id = self.articles.get(at).map(|article| article.id.clone());
            self.incoming.article_values.extend(id.map(|id| (id, attribute, value)));
        }
        if self.without_words > 0 {
            self.incoming.findings.push(Finding::WithoutWords(self.without_words));
        }
        self.incoming.findings.extend(self.left_out.findings());
        self.incoming.annotators.sort_unstable();
        self.incoming.annotators.dedup();
        Ok(self.incoming)
    }
}
