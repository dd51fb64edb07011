//! Writing: for each article its text and its annotations, and the configuration that lets them overlap.
//!
//! A record is one line, so a span over a line end is written as fragments of one line each, without the white space around
//! them (as brat's own editor does), and a note in one line.

use super::configuration;
use crate::export::{Article, Contents, Relation, Tagged};
use crate::formats::format::File;
use crate::formats::python::{ends_line, is_blank};
use crate::formats::writing::names;
use crate::formats::writing::tokens;
use std::fmt::Write;

pub fn write(contents: &Contents<'_>) -> Vec<File> {
    let names = names::files(contents);
    let labels: Vec<_> = contents.labels.iter().map(|label| &*label.0).collect();
    let labels = names::names(&labels, names::word);
    let kinds: Vec<_> = contents.relations.iter().map(Relation::kind).collect();
    let kinds = names::names(&kinds, names::word);
    let mut files = Vec::new();
    for (article, name) in contents.articles.iter().zip(names) {
        files.push(File::new(format!("{name}.txt"), article.document.text.content().to_owned()));
        files.push(File::new(format!("{name}.ann"), annotations(contents, article, &labels, &kinds)));
    }
    files.extend(configuration::write(&labels, &kinds));
    files
}

fn annotations(
    contents: &Contents<'_>,
    article: &Article<'_>,
    labels: &[(&str, String)],
    kinds: &[(&str, String)],
) -> String {
    let (mut lines, mut notes) = (String::new(), 0);
    for (number, span) in (1..).zip(&article.spans) {
        if tokens::trimmed(span).is_none() {
            continue;
        }
        let fragments = fragments(span);
        let ends: Vec<_> = fragments.iter().map(|(start, end, _)| format!("{start} {end}")).collect();
        let words: Vec<_> = fragments.iter().map(|(.., words)| *words).collect();
        let label = names::name(labels, &span.annotation.label.0);
        let _ = writeln!(lines, "T{number}\t{label} {}\t{}", ends.join(";"), words.join(" "));
        let who = format!("{} {}", span.annotator, span.annotation.created);
        for (kind, note) in [("AnnotatorNotes", &*span.annotation.note), ("Annotator", &*who)] {
            let note = in_one_line(note);
            if !note.is_empty() {
                notes += 1;
                let _ = writeln!(lines, "#{notes}\t{kind} T{number}\t{note}");
            }
        }
    }
    for (number, (relation, from, to)) in (1..).zip(tokens::related(contents, article)) {
        let kind = names::name(kinds, relation.kind());
        let _ = writeln!(lines, "R{number}\t{kind} Arg1:T{} Arg2:T{}\t", from + 1, to + 1);
    }
    lines
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
