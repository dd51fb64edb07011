//! The choice of a label’s look: every colour with its line, those that are free first, and who has the others.

use super::state::{Intent, LabelChange};
use super::view::View;
use crate::app::store::Store;
use crate::widgets::radio;
use crate::words::codebook as words;
use glossator_core::model::label::LabelId;
use glossator_core::model::look::Look;
use yew::prelude::*;

/// The colours as a choice of one, and the sentence about the chosen one.
pub fn looks(store: &Store, view: &View, label: &LabelId) -> Html {
    let labels = view.corpus.labels();
    let chosen = labels.look(label);
    let taken_by = |look: &Look| {
        let others = labels.iter().filter(|other| other.id != *label);
        let mut others = others.filter(|other| labels.look(&other.id).index() == look.index());
        others.next().map(|other| other.name.clone())
    };
    let mut all: Vec<_> = Look::all().map(|look| (look, taken_by(&look))).collect();
    // Looks that are taken come last.
    all.sort_by_key(|(look, taken)| taken.is_some() && look.index() != chosen.index());
    let letter = labels.letter(label).to_string();
    let choices = all.into_iter().map(|(look, taken)| {
        let is_chosen = look.index() == chosen.index();
        let number = if is_chosen { chosen.number() } else { look.number() };
        let said = words::taken_by(is_chosen, taken.as_deref());
        let content = html! {
            <>
                <span class="sign" data-look={number} aria-hidden="true">{ letter.clone() }</span>
                <span>{ words::look(look) }<small>{ said }</small></span>
                <span class="line-of-look" data-look={number} aria-hidden="true"></span>
            </>
        };
        radio::Choice {
            id: look.number().into(),
            content,
            is_chosen,
            key: None,
            chosen: store.on(Intent::SetLabel(label.clone(), LabelChange::Look(look))),
        }
    });
    let stored = labels.get(label).map(|label| label.colour.clone()).unwrap_or_default();
    let is_other = !stored.is_empty() && Look::of_colour(&stored).is_none();
    html! {
        <>
            { radio::group("Colour and line", "looks", choices.collect()) }
            <p class="quiet">
                { words::is_read(chosen) }
                if is_other { { " " }{ words::other_colour(&stored) } }
            </p>
        </>
    }
}
