//! CoNLL 2003 with two columns, IOB2: a token and its tag in each line, a blank line behind each sentence.
//!
//! - **Reads** nothing: positions and white space are lost in it.
//! - **Writes** a file for each label, as a token has one tag. Tokens are cut where an annotation begins or ends, and sentences
//!   are joined where one goes on.
//! - **Has no room** for annotations that overlap a longer one of their label, for the text as it is, entities, values, notes,
//!   people, times and relations.

use super::format::{File, Format};
use super::left_out::{self, LeftOut, Unwritten};
use super::python::is_blank;
use super::writing::names;
use super::writing::tokens::{self, Borders, Token};
use crate::export::{Article, Contents, Tagged};
use crate::model::label::LabelId;

/// Files, one for each label, in an archive.
pub const FORMAT: Format = Format {
    id: "conll",
    name: "CoNLL IOB2",
    ending: "zip",
    no_room: |contents| {
        vec![
            tokens::blank(contents),
            overlapping(contents),
            left_out::entities(contents),
            left_out::values(contents),
            left_out::relations(contents),
        ]
    },
    write,
    read: None,
};

fn write(contents: &Contents<'_>) -> Vec<File> {
    let sentences = |article| tokens::sentences(contents, article, Borders::OfAnnotations);
    let sentences: Vec<_> = contents.articles.iter().map(sentences).collect();
    let labels: Vec<_> = contents.labels.iter().map(|label| &*label.0).collect();
    let files = names::names(&labels, names::file);
    let file = |(label, name): (&LabelId, (&str, String))| {
        let mut lines = String::new();
        for (article, sentences) in contents.articles.iter().zip(&sentences) {
            lines += "-DOCSTART- -X- O O\n\n";
            write_article(&mut lines, article, sentences, label);
        }
        File::new(name.1 + ".conll", lines)
    };
    contents.labels.iter().zip(files).map(file).collect()
}

fn write_article(lines: &mut String, article: &Article<'_>, sentences: &[Vec<Token>], label: &LabelId) {
    let text = article.document.text.content();
    let mut spans = flat(article, label).into_iter().peekable();
    // Tags are single words.
    let label = label.0.replace(is_blank, "_");
    for sentence in sentences {
        for token in sentence {
            while spans.next_if(|span| span.end <= token.start).is_some() {}
            let tag = match spans.peek() {
                Some(span) if span.start == token.start => "B-",
                Some(span) if span.start < token.start => "I-",
                _ => "O",
            };
            let of = if tag == "O" { "" } else { &label };
            for part in [&text[token.clone()], "\t", tag, of, "\n"] {
                lines.push_str(part);
            }
        }
        lines.push('\n');
    }
}

/// Annotations of that label that do not overlap, in text order.
fn flat(article: &Article<'_>, label: &LabelId) -> Vec<Token> {
    let places = article.flat(|span| is_written(span, label));
    places.into_iter().filter_map(|at| tokens::trimmed(&article.spans[at])).collect()
}

fn is_written(span: &Tagged<'_>, label: &LabelId) -> bool {
    span.annotation.label == *label && tokens::trimmed(span).is_some()
}

fn overlapping(contents: &Contents<'_>) -> LeftOut {
    let of = |article: &Article<'_>, label| {
        let written = article.spans.iter().filter(|span| is_written(span, label)).count();
        written - flat(article, label).len()
    };
    let in_article = |article| contents.labels.iter().map(move |label| of(article, label)).sum::<usize>();
    let overlapping = contents.articles.iter().map(in_article).sum();
    LeftOut { what: Unwritten::Overlapping, count: overlapping }
}
