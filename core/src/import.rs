//! Import: what the contents of a file mean for the corpus that is here.
//!
//! Opening a file is an edit by this user: what it brings gets new stamps and is undone as one step. The same
//! file twice changes nothing. Whatever could surprise is a [`Finding`]; an import without findings may be
//! applied unasked. Nothing here knows which format the file had.

use crate::anchor::{self, How};
use crate::annotation::{AnnotationId, AnnotatorId};
use crate::command::Moment;
use crate::corpus::Corpus;
use crate::document::DocumentId;
use crate::label::{Label, LabelId};
use crate::operation::{Operation, Write};
use crate::record::{Field, Kind, Quotation, Record, RecordKey, Target, Value};
use crate::text::Text;
use crate::time::Timestamp;
use crate::transaction::{Action, Origin, Transaction};
use std::collections::HashSet;
use std::fmt;
use std::rc::Rc;

/// What was read from a file, in the unit and the words of files.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// The labels it defines, in its order.
    pub labels: Vec<Label>,
    /// The people it names.
    pub annotators: Vec<(AnnotatorId, Rc<str>)>,
    /// Its articles.
    pub documents: Vec<IncomingDocument>,
    /// Its tagged spans.
    pub annotations: Vec<IncomingAnnotation>,
    /// Its links between annotations.
    pub relations: Vec<IncomingRelation>,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

/// Fields that no reader knows, by name: kept and written back.
pub type ForeignFields = Vec<(Rc<str>, Rc<serde_json::Value>)>;

/// An article in a file.
#[derive(Clone, Debug, Default)]
pub struct IncomingDocument {
    /// Its id there.
    pub id: DocumentId,
    /// Its title, if the file has one.
    pub title: Option<Rc<str>>,
    /// Its characters, if the file has them.
    pub text: Option<Rc<str>>,
    /// What the file says is the hash of the text.
    pub sha256: Option<Rc<str>>,
    /// See [`ForeignFields`].
    pub foreign: ForeignFields,
}

/// A tagged span in a file.
#[derive(Clone, Debug)]
pub struct IncomingAnnotation {
    /// Where it stands in the file.
    pub at: Rc<str>,
    /// Its id.
    pub id: AnnotationId,
    /// The file's id of its article.
    pub document: DocumentId,
    /// What it is tagged as.
    pub label: LabelId,
    /// Its positions in code points, its words if the file has them, and their context.
    pub quotation: Quotation,
    /// Whether the file says that it has no place.
    pub unplaced: bool,
    /// Its note.
    pub note: Rc<str>,
    /// Who tagged it.
    pub annotator: AnnotatorId,
    /// When it was tagged.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// See [`ForeignFields`].
    pub foreign: ForeignFields,
}

/// A link between two annotations in a file.
#[derive(Clone, Debug)]
pub struct IncomingRelation {
    /// Its id.
    pub id: Rc<str>,
    /// What sort of link.
    pub kind: Rc<str>,
    /// An annotation's id.
    pub from: Rc<str>,
    /// An annotation's id.
    pub to: Rc<str>,
    /// Its note.
    pub note: Rc<str>,
    /// Who made it.
    pub annotator: AnnotatorId,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// See [`ForeignFields`].
    pub foreign: ForeignFields,
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Import {
    /// The edit; `None` when everything is here already.
    pub transaction: Option<Transaction>,
    /// What a person should know about it.
    pub report: Report,
}

/// What comes in, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Articles that are new here, in the file's order.
    pub documents: Vec<DocumentId>,
    /// Annotations that are new here.
    pub added: usize,
    /// Annotations that are replaced by the file's later version.
    pub updated: usize,
    /// Annotations that are here already, just so.
    pub unchanged: usize,
    /// Links between annotations that are new here. They are kept and exported.
    pub relations: usize,
    /// Everything else, in the order in which it was found.
    pub findings: Vec<Finding>,
}

/// Something in a file that a person should see before it is taken in.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// A part of the file is left out.
    Refused {
        /// Where in the file.
        at: String,
        /// What was expected and what was found.
        why: String,
    },
    /// An annotation's words stand elsewhere than its positions say.
    Moved {
        /// The words.
        quote: Rc<str>,
        /// Whether the positions were right, counted in UTF-16 units.
        utf16: bool,
    },
    /// An annotation's words were not found, or in more than one place.
    Unplaced {
        /// The words.
        quote: Rc<str>,
    },
    /// A label that was not here is added.
    NewLabel(LabelId),
    /// An annotation was changed here and in the file; the one that was changed later stands.
    Conflict {
        /// The words.
        quote: Rc<str>,
        /// Whether the file's version is the later one.
        file_wins: bool,
    },
    /// An annotation that was deleted here comes back.
    CameBack {
        /// The words.
        quote: Rc<str>,
    },
    /// An article that was removed here comes back.
    DocumentCameBack(DocumentId),
    /// An article has another text here; its annotations were looked for by their words.
    OtherText(DocumentId),
    /// An article has another text here, too different: the file's is added beside it.
    AddedBeside {
        /// The id that both have.
        id: DocumentId,
        /// The id that the file's gets.
        new: DocumentId,
    },
    /// An article has another title here, which stays.
    OtherTitle(DocumentId),
    /// The file's hash is not that of the file's text.
    WrongHash(DocumentId),
}

/// What becomes of the incoming contents.
#[must_use]
pub fn plan(corpus: &Corpus, incoming: &Incoming, moment: &Moment) -> Import {
    let mut planning = Planning {
        corpus,
        operations: Vec::new(),
        texts: Vec::new(),
        landings: Vec::new(),
        report: Report { findings: incoming.findings.clone(), ..Report::default() },
    };
    planning.labels(incoming);
    planning.annotators(incoming);
    for document in &incoming.documents {
        planning.document(document, incoming);
    }
    planning.annotations(incoming);
    for relation in &incoming.relations {
        planning.relation(relation);
    }
    let Planning { operations, texts, report, .. } = planning;
    let transaction = (!operations.is_empty())
        .then(|| moment.transaction(corpus, Origin::Import, Action::Import, operations))
        .map(|transaction| Transaction { texts, ..transaction });
    Import { transaction, report }
}

/// An article of the file, and the article here that stands for it.
struct Landing {
    id: DocumentId,
    text: Rc<Text>,
    /// Whether the file's positions count in that text.
    same_text: bool,
}

struct Planning<'a> {
    corpus: &'a Corpus,
    operations: Vec<Operation>,
    texts: Vec<Rc<Text>>,
    /// By the file's id.
    landings: Vec<(DocumentId, Landing)>,
    report: Report,
}

impl Planning<'_> {
    fn find(&mut self, finding: Finding) {
        self.report.findings.push(finding);
    }

    fn refuse(&mut self, at: &str, why: impl Into<String>) {
        self.find(Finding::Refused { at: at.to_owned(), why: why.into() });
    }

    /// Labels that are here keep their name and colour; others are added behind them.
    fn labels(&mut self, incoming: &Incoming) {
        let mut position = self.corpus.labels().iter().map(|label| label.position).max().unwrap_or_default();
        let defined = |id: &LabelId| incoming.labels.iter().find(|label| label.id == *id);
        let in_order = incoming.labels.iter().map(|label| &label.id);
        let mut seen = Vec::new();
        for id in in_order.chain(incoming.annotations.iter().map(|annotation| &annotation.label)) {
            if self.corpus.labels().get(id).is_some() || seen.contains(&id) {
                continue;
            }
            seen.push(id);
            position += 1;
            let bare = || Label {
                id: id.clone(),
                name: id.0.clone(),
                key: "".into(),
                colour: "".into(),
                definition: "".into(),
                position,
            };
            let mut label = defined(id).map_or_else(bare, |label| Label { position, ..label.clone() });
            if self.corpus.labels().iter().any(|here| here.key == label.key) {
                label.key = "".into();
            }
            self.put(label.key(), label.fields());
            self.find(Finding::NewLabel(id.clone()));
        }
    }

    fn annotators(&mut self, incoming: &Incoming) {
        for (id, name) in &incoming.annotators {
            if self.corpus.annotator_name(*id).is_empty() {
                self.put(id.key(), [(Field::Name, Value::Text(name.clone()))]);
            }
        }
    }

    fn document(&mut self, document: &IncomingDocument, incoming: &Incoming) {
        let at = format!("the article “{}”", document.id);
        if self.landing(&document.id).is_ok() {
            return self.refuse(&at, "expected each article once, found it twice");
        }
        let text = document.text.as_ref().map(|text| Rc::new(Text::new(text.clone())));
        if text.as_ref().is_some_and(|text| text.blocks().is_empty()) {
            return self.refuse(&at, "expected some text, found none");
        }
        let hash = document.sha256.as_ref().map(|hash| hash.to_ascii_lowercase());
        if let (Some(text), Some(hash)) = (&text, &hash)
            && text.sha256() != *hash
        {
            self.find(Finding::WrongHash(document.id.clone()));
        }
        let hash = text.as_ref().map(|text| text.sha256()).or(hash);
        let landing = match self.corpus.document(&document.id).cloned() {
            Some(here) if hash.as_ref().is_none_or(|hash| here.text.sha256() == *hash) => {
                Landing { id: here.id.clone(), text: here.text.clone(), same_text: true }
            }
            Some(here) if text.is_none() || mostly_found(&here.text, &document.id, incoming) => {
                self.find(Finding::OtherText(here.id.clone()));
                Landing { id: here.id.clone(), text: here.text.clone(), same_text: false }
            }
            other => {
                let twins = hash.as_ref().map(|hash| self.twins(hash)).unwrap_or_default();
                match (&*twins, text) {
                    ([only], _) => {
                        let here = only.clone();
                        Landing { id: here.id.clone(), text: here.text.clone(), same_text: true }
                    }
                    (_, Some(text)) => {
                        let id = self.free_id(&document.id);
                        if other.is_some() {
                            self.find(Finding::AddedBeside { id: document.id.clone(), new: id.clone() });
                        }
                        self.add_document(id, text, document)
                    }
                    (_, None) => {
                        return self
                            .refuse(&at, "expected its text, as this article is not here; found none");
                    }
                }
            }
        };
        self.document_fields(&landing, document);
        if let Err(at) = self.landing(&document.id) {
            self.landings.insert(at, (document.id.clone(), landing));
        }
    }

    /// Articles here with that text.
    fn twins(&self, hash: &str) -> Vec<Rc<crate::document::Document>> {
        self.corpus.documents().filter(|here| here.text.sha256() == *hash).cloned().collect()
    }

    /// Where the file's article stands among the landings, or where it would.
    fn landing(&self, id: &DocumentId) -> Result<usize, usize> {
        self.landings.binary_search_by(|(of, _)| of.cmp(id))
    }

    fn free_id(&self, wanted: &DocumentId) -> DocumentId {
        let taken = |id: &DocumentId| {
            self.corpus.document(id).is_some() || self.landings.iter().any(|(_, landing)| landing.id == *id)
        };
        let numbered = (2..).map(|n: u32| DocumentId(format!("{wanted} ({n})").into()));
        std::iter::once(wanted.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
    }

    fn add_document(&mut self, id: DocumentId, text: Rc<Text>, document: &IncomingDocument) -> Landing {
        if self.corpus.record(&id.key()).is_some_and(|record| record.is_deleted()) {
            self.find(Finding::DocumentCameBack(id.clone()));
        }
        let mut fields = vec![(Field::Text, Value::text(text.version().to_string()))];
        if let Some(title) = document.title.as_ref().filter(|title| ***title != text.first_words()) {
            fields.push((Field::Title, Value::Text(title.clone())));
        }
        self.put(id.key(), fields);
        self.texts.push(text.clone());
        self.report.documents.push(id.clone());
        Landing { id, text, same_text: true }
    }

    /// The title and the foreign fields of an article that is here already.
    fn document_fields(&mut self, landing: &Landing, document: &IncomingDocument) {
        let key = landing.id.key();
        let record = self.corpus.record(&key).cloned();
        let ours = record.as_ref().and_then(|record| record.text(&Field::Title));
        let first_words = landing.text.first_words();
        let is_new = self.report.documents.contains(&landing.id);
        let mut fields = foreign(&document.foreign);
        if let Some(theirs) = document.title.as_ref().filter(|title| !is_new && ***title != first_words) {
            match ours {
                Some(ours) if ours == theirs => {}
                Some(_) => self.find(Finding::OtherTitle(landing.id.clone())),
                None => fields.push((Field::Title, Value::Text(theirs.clone()))),
            }
        }
        let writes = differences(record.as_deref(), fields);
        if !writes.is_empty() {
            self.operations.push(Operation { record: key, writes });
        }
    }

    fn annotations(&mut self, incoming: &Incoming) {
        let mut seen = HashSet::new();
        for annotation in &incoming.annotations {
            if !seen.insert(annotation.id) {
                self.refuse(&annotation.at, format!("expected each id once, found {} again", annotation.id));
                continue;
            }
            match self.place(annotation) {
                Ok((document, target)) => self.annotation(annotation, &document, target),
                Err(why) => self.refuse(&annotation.at, why),
            }
        }
    }

    /// The article and the target that the annotation gets here.
    fn place(&mut self, annotation: &IncomingAnnotation) -> Result<(DocumentId, Target), String> {
        let (id, text, same_text) =
            match (self.landing(&annotation.document), self.corpus.document(&annotation.document)) {
                (Ok(at), _) => {
                    let landing = &self.landings[at].1;
                    (landing.id.clone(), landing.text.clone(), landing.same_text)
                }
                (Err(_), Some(here)) => (here.id.clone(), here.text.clone(), false),
                (Err(_), None) => {
                    return Err(format!("expected an article of the file, found “{}”", annotation.document));
                }
            };
        let quotation = &annotation.quotation;
        let quote = &quotation.quote;
        if annotation.unplaced {
            return Ok((id, Target::Unplaced(Rc::new(quotation.clone()))));
        }
        if quote.is_empty() {
            let span = text.span(quotation.start, quotation.end).filter(|_| same_text);
            return span.map(|span| (id, anchor::target(&text, span))).ok_or_else(|| {
                let (start, end) = (quotation.start, quotation.end);
                let length = text.code_points();
                format!("expected a span of a text of {length} characters or a quote, found {start} to {end} without a quote")
            });
        }
        let found = if same_text {
            anchor::find_in_same_text(&text, quotation)
        } else {
            anchor::find(&text, quotation)
        };
        let Some(found) = found else {
            self.find(Finding::Unplaced { quote: quote.clone() });
            return Ok((id, Target::Unplaced(Rc::new(quotation.clone()))));
        };
        if found.how != How::Exact {
            self.find(Finding::Moved { quote: quote.clone(), utf16: found.how == How::Utf16 });
        }
        Ok((id, anchor::target(&text, found.span)))
    }

    fn annotation(&mut self, annotation: &IncomingAnnotation, document: &DocumentId, target: Target) {
        let IncomingAnnotation { id, label, note, annotator, created, modified, .. } = annotation;
        let quote = &annotation.quotation.quote;
        let mut fields = vec![
            (Field::Document, Value::Text(document.0.clone())),
            (Field::Label, Value::Text(label.0.clone())),
            (Field::Target, Value::Target(target)),
            (Field::Note, Value::Text(note.clone())),
            (Field::Annotator, Value::text(annotator.to_string())),
            (Field::Created, Value::Number(created.millis())),
            (Field::Modified, Value::Number(modified.millis())),
        ];
        fields.extend(foreign(&annotation.foreign));
        let record = self.corpus.record(&id.key()).cloned();
        let Some(record) = record else {
            self.report.added += 1;
            return self.put(id.key(), fields);
        };
        if record.is_deleted() {
            self.report.added += 1;
            self.find(Finding::CameBack { quote: quote.clone() });
            return self.put(id.key(), fields);
        }
        let writes = differences(Some(&record), fields);
        if writes.is_empty() {
            self.report.unchanged += 1;
            return;
        }
        let ours = record.number(&Field::Modified).unwrap_or_default();
        let file_wins = modified.millis() > ours;
        self.find(Finding::Conflict { quote: quote.clone(), file_wins });
        if file_wins {
            self.report.updated += 1;
            self.operations.push(Operation { record: id.key(), writes });
        }
    }

    fn relation(&mut self, relation: &IncomingRelation) {
        let key = RecordKey::new(Kind::Relation, relation.id.clone());
        let mut fields = vec![
            (Field::Type, Value::Text(relation.kind.clone())),
            (Field::From, Value::Text(relation.from.clone())),
            (Field::To, Value::Text(relation.to.clone())),
            (Field::Note, Value::Text(relation.note.clone())),
            (Field::Annotator, Value::text(relation.annotator.to_string())),
            (Field::Created, Value::Number(relation.created.millis())),
            (Field::Modified, Value::Number(relation.modified.millis())),
        ];
        fields.extend(foreign(&relation.foreign));
        let before = self.operations.len();
        self.put(key, fields);
        self.report.relations += self.operations.len() - before;
    }

    /// Makes the record, brings it back, or brings it up to date; nothing when it is just so already.
    fn put(&mut self, key: RecordKey, fields: impl IntoIterator<Item = (Field, Value)>) {
        let Some(record) = self.corpus.record(&key) else {
            return self.operations.push(Operation::create(key, fields));
        };
        let mut operation = Operation { record: key.clone(), writes: differences(Some(record), fields) };
        if record.is_deleted() {
            operation.writes.extend(Operation::restore(key).writes);
        }
        if !operation.writes.is_empty() {
            self.operations.push(operation);
        }
    }
}

/// Whether at least half of the file's quotations for the article are in that text.
fn mostly_found(text: &Text, id: &DocumentId, incoming: &Incoming) -> bool {
    let quotations = incoming.annotations.iter().filter(|annotation| annotation.document == *id);
    let (mut all, mut found) = (0, 0);
    for annotation in quotations {
        all += 1;
        found += usize::from(anchor::find(text, &annotation.quotation).is_some());
    }
    all > 0 && found * 2 >= all
}

fn foreign(fields: &ForeignFields) -> Vec<(Field, Value)> {
    fields.iter().map(|(name, value)| (Field::Foreign(name.clone()), Value::Json(value.clone()))).collect()
}

/// The fields that the record does not hold just so. An empty text and an empty field are the same.
fn differences(record: Option<&Record>, fields: impl IntoIterator<Item = (Field, Value)>) -> Vec<Write> {
    let empty = Value::text("");
    let here = |field: &Field| record.and_then(|record| record.value(field)).cloned();
    let writes =
        fields.into_iter().map(|(field, value)| Write { before: here(&field), field, after: Some(value) });
    writes
        .filter(|write| write.before.as_ref().unwrap_or(&empty) != write.after.as_ref().unwrap_or(&empty))
        .collect()
}

impl Report {
    /// Whether it may come in unasked.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { at, why } => write!(formatter, "Left out {at}: {why}."),
            Self::Moved { quote, utf16: true } => {
                write!(formatter, "“{quote}”: the positions count UTF-16 units; they were converted.")
            }
            Self::Moved { quote, utf16: false } => {
                write!(formatter, "“{quote}” stands elsewhere than the file says; it was found by its words.")
            }
            Self::Unplaced { quote } => {
                write!(
                    formatter,
                    "“{quote}” was not found, or in several places; it is kept without a place."
                )
            }
            Self::NewLabel(id) => write!(formatter, "The label “{id}” is new here and is added."),
            Self::Conflict { quote, file_wins: true } => {
                write!(formatter, "“{quote}” differs; the file’s version is later and replaces the one here.")
            }
            Self::Conflict { quote, file_wins: false } => {
                write!(formatter, "“{quote}” differs; the version here is as late or later and stays.")
            }
            Self::CameBack { quote } => write!(formatter, "“{quote}” was deleted here and comes back."),
            Self::DocumentCameBack(id) => {
                write!(formatter, "The article “{id}” was removed here and comes back.")
            }
            Self::OtherText(id) => {
                write!(
                    formatter,
                    "The article “{id}” has another text here; its annotations are placed by their words."
                )
            }
            Self::AddedBeside { id, new } => {
                write!(
                    formatter,
                    "There is another article “{id}” here already; the file’s is added as “{new}”."
                )
            }
            Self::OtherTitle(id) => {
                write!(formatter, "The article “{id}” has another title here, which stays.")
            }
            Self::WrongHash(id) => {
                write!(
                    formatter,
                    "The article “{id}” was changed since the file was written: its hash does not fit its text."
                )
            }
        }
    }
}
