//! The pane beside the matrix: the quotes of a group in each column, with who says them and in which form.

use super::state::Intent;
use crate::app::intent;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::icon::{LuX, icon_button};
use crate::widgets::text::{bidi, paragraph};
use crate::words::claims as words;
use crate::words::cut;
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::query::matrix::{Cell, Column, Line, Matrix, Row};
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Pane`].
#[derive(Clone, PartialEq, Properties)]
pub struct PaneProps {
    /// The one store of the page.
    pub store: Store,
    /// The articles and all that is tagged in them.
    pub corpus: Shared<Corpus>,
    /// The matrix.
    pub matrix: Shared<Matrix>,
    /// The row.
    pub row: Row,
    /// The column that comes first.
    pub column: Option<Rc<str>>,
}

/// See the module.
#[component]
pub fn Pane(PaneProps { store, corpus, matrix, row, column }: &PaneProps) -> Html {
    let mut columns: Vec<_> = matrix.columns.iter().zip(&row.cells).enumerate().collect();
    columns.sort_by_key(|(_, (it, _))| Some(&it.name) != column.as_ref());
    let present = matrix.present(row).count();
    html! {
        <aside class="about-row" aria-label={cut(&row.group.name).into_owned()}>
            <div class="pane-head">
                <h2>{ bidi("", &row.group.name) }</h2>
                { icon_button("Close", Some("Esc"), LuX, store.on(Intent::Show(None))) }
                <p class="quiet">
                    { format!("In {present} of {}", matrix.outlets()) }
                    if row.is_contested() { { ", " }{ words::CONTESTED } }
                </p>
            </div>
            <div class="pane-body">
                { for columns.into_iter().map(|(at, (column, cell))| part(store, corpus, row, (at, column), cell)) }
            </div>
        </aside>
    }
}

fn part(store: &Store, corpus: &Corpus, row: &Row, (at, column): (usize, &Column), cell: &Cell) -> Html {
    let name = words::column(corpus, column);
    let turn = store.on::<MouseEvent>(Intent::TurnAbsent(row.group.id.clone(), at, false));
    let marks = cell.absent.iter().filter_map(|absent| corpus.relations().get(&absent.relation));
    let told = marks.map(|mark| {
        let when = (store.environment().local_time)(mark.created.millis());
        words::by(&corpus.annotator_name(mark.annotator), &when)
    });
    let told: Vec<_> = told.collect();
    html! {
        <section>
            <h3>{ bidi("", &name) }</h3>
            { for cell.lines.iter().flat_map(|line| line.claims.iter().map(move |claim| (line, claim))).map(|(line, claim)| quote(store, corpus, line, claim)) }
            if cell.is_absent() {
                <p class="quiet">{ "Looked for, absent. " }{ told.join("; ") }</p>
                { button("text-button", "Not looked for after all", turn) }
            } else if cell.is_open() {
                <p class="quiet">{ words::OPEN }</p>
                { button("", "Absent", turn) }
            } else if !told.is_empty() {
                { paragraph("quiet", words::BEATEN) }
            }
        </section>
    }
}

/// A claim within its sentence.
fn quote(store: &Store, corpus: &Corpus, line: &Line, claim: &Rc<Annotation>) -> Html {
    const AROUND: usize = 60;
    let Some(document) = corpus.document(&claim.document) else { return Html::default() };
    let [before, said, behind] = match claim.span() {
        Some(span) => document.text.in_context(span, AROUND),
        None => ["", claim.quote(&document.text), ""],
    };
    html! {
        <article class="row-quote" key={claim.id.to_string()}>
            <bdi>{ before.to_owned() }<strong>{ cut(said).into_owned() }</strong>{ behind.to_owned() }</bdi>
            <p>
                <span class="state-sign" aria-hidden="true">{ words::sign(line.state) }</span>{ " " }{ bidi("", &words::line(line)) }
                { for words::told(corpus, claim).into_iter().map(|chip| html! { <>{ " " }<span class="badge">{ chip }</span></> }) }
                { button("text-button push", "In the text", store.on(intent::Annotations::Open(claim.id))) }
            </p>
            if !claim.note.is_empty() { { bidi("quiet", &claim.note) } }
        </article>
    }
}
