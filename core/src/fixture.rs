//! Fixtures: corpora written as marked text, and printed back as such. For tests only; the page uses none of it.
//!
//! ```text
//! [actor:Erdogan] met him            an annotation: its label, its words
//! [claim:he met [actor:Erdogan]]     one in another
//! [claim#1:one [actor#2:two#1] three#2]     two that cross: what ends is named
//! \[ \] \# \\                        the characters themselves
//! ```
//!
//! A fixture is made by the same commands that a person gives, with ids and times that count, so that the same
//! marks make the same corpus, down to the last stamp.

use crate::annotation::{Annotation, AnnotationId, AnnotatorId};
use crate::change::Change;
use crate::command::{self, Command, Moment, Rejection};
use crate::corpus::{Corpus, Seed};
use crate::document::{Document, DocumentId};
use crate::history::{History, Revert};
use crate::label::LabelId;
use crate::offset::ByteOffset;
use crate::record::ReplicaId;
use crate::span::Span;
use crate::time::Timestamp;
use crate::transaction::Transaction;
use std::rc::Rc;
use uuid::Uuid;

/// A corpus, the history of what was done to it, and the transactions that did it.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// As it is now.
    pub corpus: Corpus,
    /// What can be undone; the marks themselves cannot.
    pub history: History,
    /// Everything that was applied, in order.
    pub transactions: Vec<Transaction>,
    /// Who gives the next command, in which load of the page, and when. Every command takes a second.
    pub moment: Moment,
}

/// A piece of marked text that has a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is tagged as.
    pub label: LabelId,
    /// Where it begins in the text without marks.
    pub start: ByteOffset,
    /// Where it ends there.
    pub end: ByteOffset,
}

impl Fixture {
    /// Articles by id and marked text, which the page brings along.
    ///
    /// # Errors
    /// When the notation is broken, or a mark cannot be tagged.
    pub fn new(documents: &[(&str, &str)]) -> Result<Self, String> {
        let parsed: Vec<_> =
            documents.iter().map(|(id, marked)| Ok((*id, parse(marked)?))).collect::<Result<_, String>>()?;
        let seeds = parsed.iter().map(|(id, (text, _))| Seed { id, text });
        let moment = Moment {
            time: Timestamp::from_millis(FIRST_MOMENT),
            random: 0,
            replica: ReplicaId(1),
            annotator: AnnotatorId(Uuid::from_u128(0xa)),
        };
        let mut fixture = Self {
            corpus: Corpus::new(seeds),
            history: History::default(),
            transactions: Vec::new(),
            moment,
        };
        for (id, (text, marks)) in &parsed {
            for Mark { label, start, end } in marks {
                let span = Span::new(text, *start, *end).map_err(|error| format!("{label}: {error}"))?;
                let (document, label) = (DocumentId::from(*id), label.clone());
                fixture.give(&Command::Tag { document, span, label }).map_err(|why| why.to_string())?;
            }
        }
        fixture.history = History::default();
        Ok(fixture)
    }

    /// One article, `a`.
    ///
    /// # Errors
    /// See [`Fixture::new`].
    pub fn of(marked: &str) -> Result<Self, String> {
        Self::new(&[("a", marked)])
    }

    /// Plans the command, applies it and records it in the history.
    ///
    /// # Errors
    /// When the command does nothing.
    pub fn give(&mut self, command: &Command) -> Result<Change, Rejection> {
        let moment = self.next_moment();
        let transaction = command::plan(&self.corpus, command, &moment)?;
        self.history.record(Rc::new(transaction.clone()));
        Ok(self.apply(transaction))
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<Revert> {
        let moment = self.next_moment();
        let revert = self.history.undo(&self.corpus, &moment)?;
        self.apply((*revert.transaction).clone());
        Some(revert)
    }

    /// Does the step that was last taken back again.
    pub fn redo(&mut self) -> Option<Revert> {
        let moment = self.next_moment();
        let revert = self.history.redo(&self.corpus, &moment)?;
        self.apply((*revert.transaction).clone());
        Some(revert)
    }

    /// Applies a transaction from anywhere, past the history.
    pub fn apply(&mut self, transaction: Transaction) -> Change {
        let (corpus, change) = self.corpus.apply(&transaction);
        self.corpus = corpus;
        self.transactions.push(transaction);
        change
    }

    /// The moment of the next command.
    pub fn next_moment(&mut self) -> Moment {
        let Moment { time, random, .. } = self.moment;
        self.moment.time = Timestamp::from_millis(time.millis() + 1_000);
        self.moment.random = random + 1;
        self.moment
    }

    /// The article as marked text; empty when it is not here.
    #[must_use]
    pub fn marked(&self, document: &str) -> String {
        self.corpus.document(&document.into()).map(|document| print(document)).unwrap_or_default()
    }

    /// Where the words first stand in the article.
    #[must_use]
    pub fn span(&self, document: &str, words: &str) -> Option<Span> {
        let text = self.corpus.document(&document.into())?.text.content();
        let start = text.find(words)?;
        Span::new(text, ByteOffset(start), ByteOffset(start + words.len())).ok()
    }

    /// The annotation of exactly those words; the first by id where there are several.
    #[must_use]
    pub fn annotation(&self, words: &str) -> Option<&Rc<Annotation>> {
        let all = self.corpus.documents().flat_map(|document| {
            document.annotations().map(|annotation| (annotation.quote(&document.text), annotation))
        });
        all.filter(|(quote, _)| *quote == words)
            .map(|(_, annotation)| annotation)
            .min_by_key(|annotation| annotation.id)
    }

    /// The id of the annotation of exactly those words; nobody's where there is none.
    #[must_use]
    pub fn id(&self, words: &str) -> AnnotationId {
        self.annotation(words).map_or(AnnotationId(Uuid::nil()), |annotation| annotation.id)
    }
}

/// 2026-11-22T06:40:00.000Z
const FIRST_MOMENT: u64 = 1_795_329_600_000;

/// Reads the notation: the text without marks, and the marks in the order in which they begin.
///
/// # Errors
/// What is wrong with it.
pub fn parse(marked: &str) -> Result<(String, Vec<Mark>), String> {
    let mut text = String::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut open: Vec<(usize, Option<&str>)> = Vec::new();
    let mut rest = marked;
    while let Some(next) = rest.chars().next() {
        let behind = &rest[next.len_utf8()..];
        rest = behind;
        match next {
            '\\' => {
                let escaped = behind.chars().next().ok_or("a backslash with nothing behind it")?;
                text.push(escaped);
                rest = &behind[escaped.len_utf8()..];
            }
            '[' => {
                let (name, words) = behind.split_once(':').ok_or("a “[” without a “:”")?;
                let (label, id) = name.split_once('#').map_or((name, None), |(label, id)| (label, Some(id)));
                open.push((marks.len(), id));
                let start = ByteOffset(text.len());
                marks.push(Mark { label: LabelId::from(label), start, end: start });
                rest = words;
            }
            '#' | ']' => {
                let id = if next == '#' { behind.split_once(']') } else { None };
                let found = open.iter().rposition(|(_, open)| *open == id.map(|(id, _)| id));
                let (mark, _) = found.map(|at| open.remove(at)).ok_or("an end without a beginning")?;
                marks[mark].end = ByteOffset(text.len());
                rest = id.map_or(behind, |(_, behind)| behind);
            }
            _ => text.push(next),
        }
    }
    if open.is_empty() { Ok((text, marks)) } else { Err("a beginning without an end".to_owned()) }
}

/// Writes the notation. Annotations without a place are not in it.
#[must_use]
pub fn print(document: &Document) -> String {
    let text = document.text.content();
    let placed: Vec<_> = document
        .annotations()
        .filter_map(|annotation| Some((annotation.span()?, &annotation.label)))
        .collect();
    let crosses = |one: Span, other: Span| {
        one.start() < other.start() && other.start() < one.end() && one.end() < other.end()
    };
    let mut ids = 0;
    let mut id = |span: Span| {
        if !placed.iter().any(|(other, _)| crosses(span, *other) || crosses(*other, span)) {
            return String::new();
        }
        ids += 1;
        format!("#{ids}")
    };
    let marks: Vec<_> = placed.iter().map(|(span, label)| (*span, *label, id(*span))).collect();

    let mut printed = String::new();
    let positions = text.char_indices().map(|(at, character)| (at, Some(character)));
    for (at, character) in positions.chain([(text.len(), None)]) {
        for (_, _, id) in marks.iter().rev().filter(|(span, ..)| span.end().0 == at) {
            printed.extend([id, "]"]);
        }
        for (_, label, id) in marks.iter().filter(|(span, ..)| span.start().0 == at) {
            printed.extend(["[", &label.0, id, ":"]);
        }
        if matches!(character, Some('[' | ']' | '#' | '\\')) {
            printed.push('\\');
        }
        printed.extend(character);
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_text_is_printed_as_it_is_read() {
        let check = |marked: &str| assert_eq!(Fixture::of(marked).expect(marked).marked("a"), marked);
        check("");
        check("no marks");
        check("[actor:Erdogan] met him");
        check("[claim:he met [actor:Erdogan]]");
        check("[claim:[actor:Erdogan] met him]");
        check("[claim:[actor:Erdogan]]");
        check("[claim#1:one [actor#2:two#1] three#2] four");
        check("[claim#1:a [actor#2:b#1] [location:c] d#2] [actor:e]");
        check("[claim#1:a [claim#2:b#1] [claim#3:c#2] d#3]");
        check("[claim:over\n\ntwo] 🙂 [actor:Erdoğan]");
        check("\\[a\\] \\#1\\] [claim:\\\\]");
    }

    #[test]
    fn marks_are_read_with_their_places() {
        let (text, marks) = parse("ü [claim#x:one [actor:two#x]] \\]").expect("well formed");
        let mark = |label: &str, start, end| Mark {
            label: label.into(),
            start: ByteOffset(start),
            end: ByteOffset(end),
        };
        assert_eq!(text, "ü one two ]");
        assert_eq!(marks, [mark("claim", 3, 10), mark("actor", 7, 10)]);
    }

    #[test]
    fn broken_notation_is_refused() {
        let check = |marked: &str, why: &str| {
            assert_eq!(Fixture::of(marked).map(|_| ()), Err(why.to_owned()), "{marked}");
        };
        check("[actor", "a “[” without a “:”");
        check("[actor:Erdogan", "a beginning without an end");
        check("Erdogan]", "an end without a beginning");
        check("[actor#1:Erdogan]", "an end without a beginning");
        check("\\", "a backslash with nothing behind it");
        check("[nonsense:Erdogan]", "There is no label “nonsense”.");
        check("[actor:]", "actor: the end must lie behind the start");
    }

    #[test]
    fn the_same_marks_make_the_same_corpus() {
        let marked = [("a", "[actor:Erdogan] met"), ("b", "[claim:him [location:here]]")];
        let [one, other] = [(), ()].map(|()| Fixture::new(&marked).expect("well formed"));
        assert_eq!(one.id("Erdogan").to_string(), "01a201fb-ade8-7000-8000-000000000001");
        assert_eq!(one.corpus.next_stamp(ReplicaId(1)), other.corpus.next_stamp(ReplicaId(1)));
        assert_eq!(one.annotation("here"), other.annotation("here"));
    }
}
