//! Writing: for each article its text and its annotations, and the configuration that lets them overlap.
//!
//! A record is one line, so a span over a line end is written as fragments of one line each, without the white space around
//! them (as brat's own editor does), and a note in one line.

use super::configuration;
use super::vocabulary::{Vocabulary, is_written};
use crate::export::{Article, Contents, Tagged};
use crate::formats::format::File;
use crate::formats::iri::escaped;
use crate::formats::python::{ends_line, is_blank};
use crate::formats::writing::names;
use crate::formats::writing::tokens;
use std::fmt::Write;

pub fn write(contents: &Contents<'_>) -> Vec<File> {
    let names = names::files(contents);
    let vocabulary = Vocabulary::of(contents);
    let mut files = Vec::new();
    for (article, name) in contents.articles.iter().zip(names) {
        files.push(File::new(format!("{name}.txt"), article.document.text.content().to_owned()));
        files.push(File::new(format!("{name}.ann"), annotations(contents, article, &vocabulary)));
    }
    files.extend(configuration::write(&vocabulary));
    files
}

/// Lines about an article, and the numbers of those of each sort.
#[derive(Default)]
struct Lines {
    text: String,
    notes: usize,
    attributes: usize,
    entities: usize,
}

impl Lines {
    /// Writes what is said about a span.
    fn say(
        &mut self,
        contents: &Contents<'_>,
        number: usize,
        span: &Tagged<'_>,
        vocabulary: &Vocabulary<'_>,
    ) {
        let annotation = span.annotation;
        for (id, value) in &annotation.attributes {
            let written = vocabulary.attributes.iter().find(|it| *it.id == *id.0);
            if let Some(written) = written.filter(|_| is_written(contents, &annotation.label, &id.0)) {
                self.attributes += 1;
                let _ = write!(self.text, "A{}\t{} T{number}", self.attributes, vocabulary.word(&id.0));
                if !written.values.is_empty() {
                    let _ = write!(self.text, " {}", vocabulary.word(value));
                }
                self.text.push('\n');
            }
        }
        if let Some(entity) = span.entity {
            self.entities += 1;
            let (id, name) = (escaped(&entity.id.0), in_one_line(entity.called()));
            let _ = writeln!(self.text, "N{}\tReference T{number} {DATABASE}:{id}\t{name}", self.entities);
        }
        let who = format!("{} {}", span.annotator, annotation.created);
        for (kind, note) in [("AnnotatorNotes", &*annotation.note), ("Annotator", &*who)] {
            let note = in_one_line(note);
            if !note.is_empty() {
                self.notes += 1;
                let _ = writeln!(self.text, "#{}\t{kind} T{number}\t{note}", self.notes);
            }
        }
    }
}

/// Database that stands in front of the ids of our entities.
pub const DATABASE: &str = "Glossator";

fn annotations(contents: &Contents<'_>, article: &Article<'_>, vocabulary: &Vocabulary<'_>) -> String {
    let mut lines = Lines::default();
    for (number, span) in (1..).zip(&article.spans) {
        if tokens::trimmed(span).is_none() {
            continue;
        }
        let fragments = fragments(span);
        let ends: Vec<_> = fragments.iter().map(|(start, end, _)| format!("{start} {end}")).collect();
        let words: Vec<_> = fragments.iter().map(|(.., words)| *words).collect();
        let label = vocabulary.word(&span.annotation.label.0);
        let _ = writeln!(lines.text, "T{number}\t{label} {}\t{}", ends.join(";"), words.join(" "));
        lines.say(contents, number, span, vocabulary);
    }
    for (number, (relation, from, to)) in (1..).zip(tokens::related(contents, article)) {
        let kind = vocabulary.word(relation.kind());
        let _ = writeln!(lines.text, "R{number}\t{kind} Arg1:T{} Arg2:T{}\t", from + 1, to + 1);
    }
    lines.text
}

/// Fragments of a span, one for each line, in code points, with their words.
fn fragments<'a>(span: &Tagged<'a>) -> Vec<(usize, usize, &'a str)> {
    if !span.quote.contains(ends_line) {
        return vec![(span.start, span.end, span.quote)];
    }
    let mut fragments = Vec::new();
    let mut start = span.start;
    for line in span.quote.split(ends_line) {
        let words = line.trim_matches(is_blank);
        let before = line.len() - line.trim_start_matches(is_blank).len();
        let first = start + line[..before].chars().count();
        if !words.is_empty() {
            fragments.push((first, first + words.chars().count(), words));
        }
        start += line.chars().count() + 1;
    }
    fragments
}

fn in_one_line(text: &str) -> String {
    let line = text.replace("\r\n", " ").replace(|character| ends_line(character) || character == '\t', " ");
    line.trim().to_owned()
}
