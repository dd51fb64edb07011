//! Prodigy (1.15) JSONL: one article in each line, with the tokens that its spans begin and end at.
//!
//! Tokens come back as the text: behind one with `ws` there is a blank, and all other white space is a token, as in spaCy.
//! The last token of a span is counted in.

use super::jsonl::line;
use super::rows;
use super::table::{File, Format};
use super::tokens::{self, Borders, Token};
use crate::export::{Article, Contents, Tagged};
use glossator_json::Writer;

/// See the module.
pub const FORMAT: Format = Format {
    id: "prodigy",
    name: "Prodigy",
    ending: "jsonl",
    keeps: "texts, tokens (cut where tagged in part), spans, labels, relations within an article",
    leaves_out: "notes, people, times, relations between articles; white space at the ends of a span",
    lost: |contents| vec![tokens::blank(contents), tokens::unrelated(contents)],
    write,
    read: Some(rows::read),
};

fn write(contents: &Contents<'_>) -> Vec<File> {
    let mut content = String::new();
    for article in &contents.articles {
        let tokens = with_white_space(contents, article);
        content += &line(|row| write_row(row, contents, article, &tokens));
    }
    vec![File::new("prodigy.jsonl", content)]
}

fn write_row(row: &mut Writer, contents: &Contents<'_>, article: &Article<'_>, tokens: &[(Token, bool)]) {
    let text = &article.document.text;
    row.name("text").text(text.content());
    row.name("tokens").list(|list| {
        for (id, (token, has_blank)) in (0..).zip(tokens) {
            list.object(|parts| {
                let [start, end] = text.code_points_of(token);
                parts.name("text").text(&text.content()[token.clone()]);
                parts.name("start").number(start);
                parts.name("end").number(end);
                parts.name("id").number(id);
                parts.name("ws").flag(*has_blank);
            });
        }
    });
    row.name("spans").list(|list| {
        for span in &article.spans {
            if let Some(bytes) = tokens::trimmed(span) {
                list.object(|parts| write_span(parts, article, span, &bytes, tokens));
            }
        }
    });
    row.name("relations").list(|list| {
        for (relation, from, to) in tokens::related(contents, article) {
            list.object(|link| {
                for (number, name, at) in [("head", "head_span", from), ("child", "child_span", to)] {
                    let span = &article.spans[at];
                    let bytes = tokens::trimmed(span).unwrap_or_default();
                    link.name(number).number(last(&bytes, tokens));
                    link.name(name).object(|parts| write_span(parts, article, span, &bytes, tokens));
                }
                link.name("label").text(relation.kind());
            });
        }
    });
    row.name("answer").text("accept");
    row.name("meta").object(|meta| {
        meta.name("document").text(&article.document.id.0);
        meta.name("title").text(&article.document.title);
    });
}

fn write_span(
    parts: &mut Writer,
    article: &Article<'_>,
    span: &Tagged<'_>,
    bytes: &Token,
    tokens: &[(Token, bool)],
) {
    let [start, end] = article.document.text.code_points_of(bytes);
    parts.name("start").number(start);
    parts.name("end").number(end);
    parts.name("token_start").number(tokens.partition_point(|(token, _)| token.start < bytes.start) as u64);
    parts.name("token_end").number(last(bytes, tokens));
    parts.name("label").text(&span.annotation.label.0);
}

/// The place of the last token of the span.
fn last(bytes: &Token, tokens: &[(Token, bool)]) -> u64 {
    tokens.partition_point(|(token, _)| token.end < bytes.end) as u64
}

/// The tokens of the article with those of white space, and whether a blank follows that is in none.
fn with_white_space(contents: &Contents<'_>, article: &Article<'_>) -> Vec<(Token, bool)> {
    let text = article.document.text.content();
    let (mut all, mut at) = (Vec::new(), 0);
    let words = tokens::sentences(contents, article, Borders::OfAnnotations).into_iter().flatten();
    for word in words.chain(std::iter::once(text.len()..text.len())) {
        if at < word.start {
            all.push((at..word.start, false));
        }
        if !word.is_empty() {
            let has_blank = text[word.end..].starts_with(' ');
            at = word.end + usize::from(has_blank);
            all.push((word, has_blank));
        }
    }
    all
}
