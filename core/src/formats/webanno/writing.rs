//! Writing: a header with the layer, then each sentence with its tokens.

use super::syntax::{BEGINNING, NO_VALUE, NOTHING};
use crate::export::{Article, Contents};
use crate::formats::format::File;
use crate::formats::inception::ENTITY;
use crate::formats::iri;
use crate::formats::writing::names;
use crate::formats::writing::tokens::{self, Borders, Token};
use std::fmt::Write;

pub fn write(contents: &Contents<'_>) -> Vec<File> {
    let file = |(article, name): (&Article<'_>, String)| {
        let sentences = tokens::sentences(contents, article, Borders::OfText);
        // INCEpTION refuses a file without a sentence.
        (!sentences.is_empty()).then(|| File::new(name + ".tsv", write_article(article, &sentences)))
    };
    contents.articles.iter().zip(names::files(contents)).filter_map(file).collect()
}

/// Annotation of the token that is written, in text order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Open<'a> {
    /// First byte.
    start: usize,
    /// Byte behind the last one.
    end: usize,
    /// Number in the file.
    number: u64,
    label: &'a str,
    /// IRI of its entity; empty if it has none.
    entity: String,
}

fn write_article(article: &Article<'_>, sentences: &[Vec<Token>]) -> String {
    let text = &article.document.text;
    let mut file = format!("{BEGINNING}3\n#T_SP={ENTITY}|identifier|value\n\n");
    let spans = (1..).zip(&article.spans).filter_map(|(number, span)| {
        let Token { start, end } = tokens::trimmed(span)?;
        let entity = span.entity.map(|entity| iri::of_entity(&entity.id.0)).unwrap_or_default();
        Some(Open { start, end, number, label: &span.annotation.label.0, entity })
    });
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable();
    let mut spans = spans.into_iter().peekable();
    let mut open: Vec<Open<'_>> = Vec::new();
    let next = sentences.iter().skip(1).map(|sentence| sentence[0].start);
    for ((number, sentence), end) in (1..).zip(sentences).zip(next.chain([text.content().len()])) {
        // Blank lines stand between sentences, none at the end.
        file += "\n#Text=";
        write_text(&text.content()[sentence[0].start..end], &mut file);
        file.push('\n');
        for (place, token) in (1..).zip(sentence) {
            open.retain(|span| span.end > token.start);
            while let Some(span) = spans.next_if(|span| span.start < token.end) {
                open.push(span);
            }
            // The parts of a word that is tagged in part follow it.
            let part = |span: &Open<'_>| (span.start.max(token.start), span.end.min(token.end));
            let mut parts: Vec<_> = open.iter().map(part).collect();
            parts.sort_unstable();
            parts.dedup();
            parts.retain(|part| *part != (token.start, token.end));
            parts.insert(0, (token.start, token.end));
            for (number_of_part, (start, end)) in (0..).zip(parts) {
                let here: Vec<_> = open.iter().filter(|span| part(span) == (start, end)).collect();
                let [begin, behind] = text.utf16_of(&(start..end));
                let _ = write!(file, "{number}-{place}");
                if number_of_part > 0 {
                    let _ = write!(file, ".{number_of_part}");
                }
                let _ = write!(file, "\t{begin}-{behind}\t{}\t", &text.content()[start..end]);
                for has_value in [false, true] {
                    write_column(&here, has_value, &mut file);
                }
                file.push('\n');
            }
        }
    }
    file
}

/// Writes the identifiers or the values of the annotations of a token. Equal numbers mean the same annotation at other tokens.
fn write_column(open: &[&Open<'_>], has_value: bool, file: &mut String) {
    for (place, Open { number, label, entity, .. }) in open.iter().enumerate() {
        *file += if place == 0 { "" } else { "|" };
        match if has_value { label } else { &**entity } {
            "" => *file += NO_VALUE,
            value => write_value(value, file),
        }
        let _ = write!(file, "[{number}]");
    }
    *file += if open.is_empty() { NOTHING } else { "" };
    file.push('\t');
}

/// Writes a value as `Escaping.escapeValue` of INCEpTION does, without line ends.
fn write_value(value: &str, file: &mut String) {
    for character in value.chars() {
        match character {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => file.extend(['\\', character]),
            '\t' => *file += "\\t",
            '\n' => *file += "\\n",
            '\r' => file.push(' '),
            _ => file.push(character),
        }
    }
}

/// Writes a text as `Escaping.escapeText` of INCEpTION does.
fn write_text(text: &str, file: &mut String) {
    for character in text.chars() {
        match character {
            '\t' => *file += "\\t",
            '\n' => *file += "\\n",
            '\r' => *file += "\\r",
            '\u{8}' => *file += "\\b",
            '\u{c}' => *file += "\\f",
            '\\' | '\0'..='\u{7}' | '\u{e}'..='\u{1f}' => file.extend(['\\', character]),
            _ => file.push(character),
        }
    }
}
