//! The pane beside the matrix: the quotes of a group in each column, that of the chosen cell first, each with its context, with who
//! says it and in which form.

use super::passages::Lead;
use super::state::Intent;
use crate::app::intent;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::icon::{LuX, icon_button};
use crate::widgets::label::{key_sign, look};
use crate::widgets::sign::sign;
use crate::widgets::text::{bidi, paragraph};
use crate::words::claims as words;
use crate::words::cut;
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::query::matrix::{Cell, Column, Line, Matrix, Row, Sign};
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
    let key = store.read(|state| state.keys().name('f'));
    html! {
        <aside class="about-row" aria-label={cut(&row.group.name).into_owned()}>
            <div class="pane-head">
                <p class="quiet">
                    if row.is_contested { <span class="badge strong">{ words::CONTESTED }</span> }
                    <span class="push">{ words::present_in(row.present, matrix.outlets()) }</span>
                    <button class="quiet-button" aria-keyshortcuts={key.clone()} onclick={store.on(intent::Compare::Focus(Some(row.group.id.clone())))}>
                        { "Side by side" }{ key_sign(key.as_deref()) }
                    </button>
                    { icon_button("Close", Some("Esc"), LuX, store.on(Intent::Show(None))) }
                </p>
                <h2>{ bidi("", &row.group.name) }</h2>
            </div>
            <div class="pane-body" tabindex="0" role="group" aria-label="Quotes">
                { for columns.into_iter().map(|(at, (column, cell))| part(store, corpus, row, (at, column), cell)) }
            </div>
        </aside>
    }
}

fn part(store: &Store, corpus: &Corpus, row: &Row, (at, column): (usize, &Column), cell: &Cell) -> Html {
    let group = || row.group.id.clone();
    let turn = |words: &str, class| button(class, words, store.on(Intent::TurnAbsent(group(), at, false)));
    let marks = cell.absent.iter().filter_map(|absent| corpus.relations().get(&absent.relation));
    let told = marks.map(|mark| {
        let when = (store.environment().local_time)(mark.created.millis());
        words::by(&corpus.annotator_name(mark.annotator), &when)
    });
    let told = told.collect::<Vec<_>>().join("; ");
    let is_one = column.documents.len() == 1;
    html! {
        <section>
            <h3>
                { bidi("", &words::column(corpus, column)) }
                if cell.is_contested() { { " " }<span class="quiet">{ words::BOTH }</span> }
            </h3>
            { for cell.lines.iter().flat_map(|line| line.claims.iter().map(move |claim| (line, claim))).map(|(line, claim)| quote(store, corpus, line, claim, is_one)) }
            if cell.is_absent() {
                <p class="quiet missing">{ sign(Sign::Absent) }{ words::absent(&told) }</p>
                { turn(words::NOT_AFTER_ALL, "text-button") }
            } else if cell.is_open() {
                <p class="quiet missing">{ sign(Sign::Open) }{ words::open(column.documents.len() - cell.open, column.documents.len()) }</p>
                { turn("Absent", "") }
            } else if cell.absent.iter().any(|absent| absent.is_beaten) {
                { paragraph("quiet", words::BEATEN) }
                { button("text-button", words::TAKE_BACK, store.on(Intent::Unmark(group(), at))) }
            }
        </section>
    }
}

/// A claim within its sentence. Its article is named where the column has several.
fn quote(store: &Store, corpus: &Corpus, line: &Line, claim: &Rc<Annotation>, is_one: bool) -> Html {
    const AROUND: usize = 60;
    let Some(document) = corpus.document(&claim.document) else { return Html::default() };
    let [before, said, behind] = match claim.span() {
        Some(span) => document.text.in_context(span, AROUND),
        None => ["", claim.quote(&document.text), ""],
    };
    html! {
        <article class="row-quote" key={claim.id.to_string()}>
            <bdi><span class="quiet">{ before.to_owned() }</span><mark data-look={look(corpus.labels(), &claim.label)} data-fill="2">{ cut(said).into_owned() }</mark><span class="quiet">{ behind.to_owned() }</span></bdi>
            <p>
                { sign(Sign::State(line.state)) }{ bidi("", &words::voice(line)) }
                { for words::told(corpus, claim).into_iter().map(|chip| html! { <span class="badge">{ chip }</span> }) }
                if let Some(via) = words::via(corpus, claim) { { bidi("", &via) } }
                if line.state.is_denial() { <span class="badge strong">{ words::DENIES }</span> }
                if !is_one { { bidi("quiet", &document.title) } }
                { button("text-button push", "In the text", store.on(intent::Annotations::Open(claim.id))) }
            </p>
            <Lead store={store.clone()} claim={claim.clone()} />
            if !claim.note.is_empty() { { bidi("note", &claim.note) } }
        </article>
    }
}
