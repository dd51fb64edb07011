//! Parts of a cell of the matrix: a line for each state and speaker, in words; signs are decoration.

use crate::widgets::sign::sign;
use crate::widgets::text::bidi;
use crate::words::claims as words;
use glossator_core::corpus::Corpus;
use glossator_core::query::matrix::{Cell, Column, Line, Sign};
use yew::prelude::*;

/// The words of a cell, for assistive technology and the clipboard.
pub fn cell_words(corpus: &Corpus, cell: &Cell, column: &Column) -> String {
    match cell.sign() {
        Sign::Absent => words::ABSENT.to_owned(),
        Sign::Open => words::open(column.documents.len() - cell.open, column.documents.len()),
        Sign::Contested | Sign::State(_) => {
            cell.lines.iter().map(|line| line_words(corpus, line)).collect::<Vec<_>>().join("; ")
        }
    }
}

/// Words of a line: who says it, and how.
pub fn line_words(corpus: &Corpus, line: &Line) -> String {
    let notes = notes(corpus, line);
    let who = words::line(line);
    if notes.is_empty() { who } else { format!("{who} {notes}") }
}

/// Number of these claims, and what else is told of them: "×2, hedged".
fn notes(corpus: &Corpus, line: &Line) -> String {
    let mut notes = Vec::from_iter((line.claims.len() > 1).then(|| format!("×{}", line.claims.len())));
    for told in line.claims.iter().flat_map(|claim| words::values(corpus, claim)) {
        if !notes.contains(&told) {
            notes.push(told);
        }
    }
    notes.join(", ")
}

/// A cell with its lines, each with a badge.
pub fn draw(corpus: &Corpus, cell: &Cell, column: &Column, badge: impl Fn(&Line) -> Html) -> Html {
    if cell.is_present() {
        return html! { <div class="lines">{ for cell.lines.iter().map(|line| draw_line(corpus, line, badge(line))) }</div> };
    }
    html! { <span class="who">{ sign(cell.sign()) }<span>{ cell_words(corpus, cell, column) }</span></span> }
}

/// A cell with the one sign that stands for it; the words are there, but not seen.
pub fn draw_sign(corpus: &Corpus, cell: &Cell, column: &Column) -> Html {
    let count = cell.claims().count();
    html! {
        <span class="one">
            { sign(cell.sign()) }
            if count > 1 { <span class="quiet" aria-hidden="true">{ format!("×{count}") }</span> }
            <span class="unseen">
                if cell.is_contested() { { words::CONTESTED }{ ": " } }
                { cell_words(corpus, cell, column) }
            </span>
        </span>
    }
}

/// A line: sign, speaker, number, the shortest quote.
fn draw_line(corpus: &Corpus, line: &Line, badge: Html) -> Html {
    let notes = notes(corpus, line);
    html! {
        <span class="voice">
            <span class="who">
                { sign(Sign::State(line.state)) }{ bidi("", &words::line(line)) }
                if !notes.is_empty() { { " " }<span class="quiet">{ notes }</span> }
                { badge }
            </span>
            { bidi("said", &line.quote) }
        </span>
    }
}
