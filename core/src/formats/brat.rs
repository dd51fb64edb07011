//! brat standoff: for each article its text and its annotations, and the configuration that lets them overlap.
//!
//! Positions are code points. A record is one line, so a span over a line end is written as fragments of one line each,
//! without the white space around them (as brat's own editor does), and a note in one line. Names of types have ASCII
//! letters, digits, `-` and `_` only.

use super::format::{File, Format};
use super::limits::MOST_ROWS;
use super::reading::intake::{Intake, Link, Tag};
use super::reading::source::Source;
use super::writing::names;
use super::writing::tokens::{self, is_blank};
use crate::export::{Article, Contents, Relation, Tagged};
use crate::model::time::Timestamp;
use std::collections::HashMap;
use std::fmt::Write;

/// See the module.
pub const FORMAT: Format = Format {
    id: "brat",
    name: "brat",
    ending: "zip",
    keeps: "texts, spans, labels, notes, relations within an article; people and times as notes",
    leaves_out: "relations between articles; notes, people and times of relations; times of changes; line ends in notes, white space at line ends in spans",
    lost: |contents| vec![tokens::blank(contents), tokens::unrelated(contents)],
    write,
    read: Some(read),
};

fn write(contents: &Contents<'_>) -> Vec<File> {
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
    files.push(File::new("annotation.conf", configuration(&labels, &kinds)));
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

fn configuration(labels: &[(&str, String)], kinds: &[(&str, String)]) -> String {
    let mut text = String::from("[entities]\n");
    for (_, label) in labels {
        text = text + label + "\n";
    }
    text += "\n[relations]\n";
    for (_, kind) in kinds {
        text = text + kind + "\tArg1:<ENTITY>, Arg2:<ENTITY>\n";
    }
    // Without it brat calls every overlap an error.
    text + "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n"
}

/// The span’s parts, one for each line, in code points, with their words.
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

/// Where Python’s `splitlines` ends a line.
fn ends_line(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn in_one_line(text: &str) -> String {
    let line = text.replace("\r\n", " ").replace(|character| ends_line(character) || character == '\t', " ");
    line.trim().to_owned()
}

/// Reads annotations, after the text that they belong to if that is in the same archive.
fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let is_record = |line: &str| {
        let (id, _) = line.split_once('\t')?;
        let number = id.strip_prefix(['T', 'R', 'E', 'A', 'M', 'N', '#', '*'])?;
        number.bytes().all(|byte| byte.is_ascii_digit()).then_some(())
    };
    is_record(source.text.lines().next()?)?;
    let article = intake.elsewhere(source.stem);
    intake.forget_names();
    let lines =
        (1..).zip(source.text.lines()).filter(|(_, line)| !line.trim().is_empty()).take(MOST_ROWS + 1);
    let lines: Vec<(usize, Vec<&str>)> =
        lines.map(|(number, line)| (number, line.splitn(3, '\t').collect())).collect();
    if lines.len() > MOST_ROWS {
        intake.overflow();
        return Some(());
    }
    // The note of a span, and who tagged it when, by its id.
    let said = |kind: &str| {
        let mut said = HashMap::new();
        for (_, cells) in &lines {
            if let [id, about, words] = cells[..]
                && id.starts_with('#')
                && let Some((of, id)) = about.split_once(' ')
                && of == kind
            {
                said.entry(id).or_insert(words);
            }
        }
        said
    };
    let (notes, people) = (said("AnnotatorNotes"), said("Annotator"));
    for (number, cells) in &lines {
        let at = format!("line {number}");
        match cells[..] {
            [id, place, words] if id.starts_with('T') => {
                let person = people.get(id).copied().unwrap_or_default();
                let (who, when) = person.rsplit_once(' ').unwrap_or((person, ""));
                let created = Timestamp::parse(when).unwrap_or_default();
                let Some((label, start, end, is_same)) = place_of(article, place, words, intake) else {
                    intake.refuse(&at, "a type and one span with those words", &format!("“{place}”"));
                    continue;
                };
                intake.annotation(&Tag {
                    at: at.into(),
                    article,
                    name: id,
                    label,
                    start,
                    end,
                    quote: if is_same { "" } else { words },
                    note: notes.get(id).copied().unwrap_or_default(),
                    annotator: if created == Timestamp::default() { person } else { who },
                    created,
                    modified: created,
                    ..Tag::default()
                });
            }
            [id, ..] if id.starts_with('#') => {}
            [id, place, ..] if id.starts_with('R') => {
                let parts: Vec<_> = place.split(' ').collect();
                let end = |part: &str| part.split_once(':').map_or(String::new(), |(_, id)| id.to_owned());
                if let [kind, from, to] = parts[..] {
                    intake.relation(&at, [&end(from), &end(to)], &Link { kind, ..Link::default() });
                } else {
                    intake.refuse(&at, "a type and two arguments", &format!("“{place}”"));
                }
            }
            [id, ..] => intake.refuse(&at, "a span (T), a relation (R) or a note (#)", &format!("“{id}”")),
            [] => {}
        }
    }
    Some(())
}

/// The type, the positions from the first fragment to the last, and whether those words are known to stand there.
/// Several fragments are one span only if nothing but white space is between them.
fn place_of<'a>(
    article: usize,
    place: &'a str,
    words: &str,
    intake: &Intake,
) -> Option<(&'a str, u64, u64, bool)> {
    let (label, places) = place.split_once(' ')?;
    let mut ends: Vec<u64> = Vec::new();
    for fragment in places.split(';') {
        let (start, end) = fragment.split_once(' ')?;
        ends.extend([start.parse::<u64>().ok()?, end.parse().ok()?]);
    }
    let (start, end) = (*ends.first()?, *ends.last()?);
    let bare =
        |text: &str| text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let is_same = intake.words(article, start, end).is_some_and(|there| bare(there) == bare(words));
    (is_same || ends.len() == 2).then_some((label, start, end, is_same))
}
