//! Parts of a cell of the matrix: a line for each state and speaker, in words; signs are decoration.

use crate::widgets::text::bidi;
use crate::words::claims as words;
use crate::words::cut;
use glossator_core::query::matrix::{Cell, Column, Line};
use yew::prelude::*;

/// The words of a cell, for assistive technology and the clipboard.
pub fn cell_words(cell: &Cell, column: &Column) -> String {
    if cell.is_absent() {
        return words::ABSENT.to_owned();
    }
    if cell.is_open() {
        return open_words(cell, column);
    }
    cell.lines.iter().map(line_words).collect::<Vec<_>>().join("; ")
}

fn open_words(cell: &Cell, column: &Column) -> String {
    let (all, open) = (column.documents.len(), cell.open);
    if open < all { words::partly(all - open, all) } else { words::OPEN.to_owned() }
}

/// Who says it, and how often.
fn line_words(line: &Line) -> String {
    let who = words::line(line);
    if line.claims.len() > 1 { format!("{who} ×{}", line.claims.len()) } else { who }
}

/// A cell as it is drawn.
pub fn draw(cell: &Cell, column: &Column) -> Html {
    if cell.is_absent() {
        return html! { <span class="who quiet"><span aria-hidden="true">{ "–" }</span>{ " " }{ words::ABSENT }</span> };
    }
    if cell.is_open() {
        return html! {
            <span class="who quiet"><span aria-hidden="true">{ "·" }</span>{ " " }<span class="not-looked">{ open_words(cell, column) }</span></span>
        };
    }
    html! { { for cell.lines.iter().map(draw_line) } }
}

/// A line: sign, speaker, number, the shortest quote.
pub fn draw_line(line: &Line) -> Html {
    let times = (line.claims.len() > 1).then(|| format!("×{}", line.claims.len()));
    html! {
        <span class="line">
            <span class="who">
                <span class="state-sign" aria-hidden="true">{ words::sign(line.state) }</span>{ " " }
                { bidi("", &words::line(line)) }
                if let Some(times) = times { { " " }<span class="quiet">{ times }</span> }
            </span>
            <bdi class="said">{ cut(&line.quote).into_owned() }</bdi>
        </span>
    }
}
