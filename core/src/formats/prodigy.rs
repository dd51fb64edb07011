//! Prodigy (1.15) JSONL: one article in each line, with the tokens that its spans begin and end at.
//!
//! - **Reads** rows of texts with spans and relations, as [`text_rows`] says, where somebody accepted them.
//! - **Writes** tokens that come back as the text: behind one with `ws` there is a blank, and all other white space is a token,
//!   as in spaCy. The last token of a span is counted in.
//! - **Has no room** for entities, values, notes, people and times, for relations between articles, and for white space at the ends of a span.

use super::format::{File, Format};
use super::left_out;
use super::reading::text_rows;
use super::writing::jsonl::{Meta, line};
use super::writing::tokens::{self, Borders, Token};
use crate::export::{Article, Contents, Relation, Tagged};
use serde::Serialize;

/// Rows, one for each article.
pub const FORMAT: Format = Format {
    id: "prodigy",
    name: "Prodigy",
    ending: "jsonl",
    no_room: |contents| {
        vec![
            tokens::blank(contents),
            left_out::entities(contents),
            left_out::values(contents),
            tokens::unrelated(contents),
            left_out::loose(contents),
        ]
    },
    write,
    read: Some(text_rows::read),
};

/// Row, with its fields in that order.
#[derive(Serialize)]
struct Row<'a> {
    text: &'a str,
    tokens: Vec<TokenFields<'a>>,
    spans: Vec<SpanFields<'a>>,
    relations: Vec<RelationFields<'a>>,
    answer: &'static str,
    meta: Meta<'a>,
}

/// Token; `ws` is true if a blank follows that is in no token.
#[derive(Serialize)]
struct TokenFields<'a> {
    text: &'a str,
    start: u64,
    end: u64,
    id: usize,
    ws: bool,
}

#[derive(Serialize)]
struct SpanFields<'a> {
    start: u64,
    end: u64,
    token_start: usize,
    token_end: usize,
    label: &'a str,
}

/// Relation between the last tokens of two spans.
#[derive(Serialize)]
struct RelationFields<'a> {
    head: usize,
    head_span: SpanFields<'a>,
    child: usize,
    child_span: SpanFields<'a>,
    label: &'a str,
}

fn write(contents: &Contents<'_>) -> Vec<File> {
    let content = contents.articles.iter().map(|article| {
        let tokens = with_white_space(contents, article);
        line(&row(contents, article, &tokens))
    });
    vec![File::new("prodigy.jsonl", content.collect())]
}

fn row<'a>(contents: &'a Contents<'_>, article: &'a Article<'_>, tokens: &[(Token, bool)]) -> Row<'a> {
    let text = &article.document.text;
    let token = |(id, (token, has_blank)): (usize, &(Token, bool))| {
        let [start, end] = text.code_points_of(token);
        TokenFields { text: &text.content()[token.clone()], start, end, id, ws: *has_blank }
    };
    let span = |span| Some(span_fields(article, span, &tokens::trimmed(span)?, tokens));
    let related = |(relation, from, to): (&'a Relation<'_>, usize, usize)| {
        let [head_span, child_span] = [from, to].map(|at| span(&article.spans[at]));
        let (head_span, child_span) = (head_span?, child_span?);
        let [head, child] = [head_span.token_end, child_span.token_end];
        Some(RelationFields { head, head_span, child, child_span, label: relation.kind() })
    };
    Row {
        text: text.content(),
        tokens: tokens.iter().enumerate().map(token).collect(),
        spans: article.spans.iter().filter_map(span).collect(),
        relations: tokens::related(contents, article).filter_map(related).collect(),
        answer: "accept",
        meta: Meta::of(article.document),
    }
}

fn span_fields<'a>(
    article: &Article<'_>,
    span: &'a Tagged<'_>,
    bytes: &Token,
    tokens: &[(Token, bool)],
) -> SpanFields<'a> {
    let [start, end] = article.document.text.code_points_of(bytes);
    SpanFields {
        start,
        end,
        token_start: tokens.partition_point(|(token, _)| token.start < bytes.start),
        // The last token is counted in.
        token_end: tokens.partition_point(|(token, _)| token.end < bytes.end),
        label: &span.annotation.label.0,
    }
}

/// Tokens of the article with those of white space; true beside one if a blank follows that is in no token.
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
