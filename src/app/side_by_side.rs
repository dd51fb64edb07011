//! Articles side by side: each is read, tagged and searched like the one in the middle of the page. Keys, caret and selection are in
//! one of them, which is the one that was pressed or came to the keyboard last.

use super::effect::Effect;
use super::part::Parts;
use super::select::{Props as StoreProps, use_select};
use super::shared::Shared;
use super::state::State;
use super::store::Store;
use crate::features::annotations::card::Card;
use crate::features::articles::head::SelectText;
use crate::features::compare::focus;
use crate::features::compare::lane::Lane;
use crate::features::compare::page::{FocusBar, Groups, Tabs};
use crate::features::compare::passage::use_passage;
use crate::features::hints::view::HintStrips;
use crate::features::passages::margin::Bars;
use crate::features::reader::links::Links;
use crate::features::reader::view::{ArticleText, Caret};
use crate::features::tagging::view::{Handles, LabelBar, Staying};
use glossator_core::model::document::DocumentId;
use yew::prelude::*;

/// The page of articles side by side.
#[component]
pub fn SideBySide(StoreProps { store }: &StoreProps) -> Html {
    let (columns, read, before, is_open) = use_select(store, |state| {
        let columns = state.side_by_side().to_vec();
        (columns, state.session.document.clone(), state.compare.before.clone(), state.open().is_some())
    });
    let over = use_select(store, State::over);
    let of = || store.clone();
    use_differences(store);
    // The one that is read has the first rank, the one before it the second.
    let mut ranked: Vec<_> = columns.iter().collect();
    ranked.sort_by_key(|id| (**id != read, Some(*id) != before.as_ref()));
    let lane = |document: &DocumentId| {
        let rank = ranked.iter().position(|id| *id == document).map_or(1, |at| at + 1);
        html! {
            <Lane key={document.to_string()} store={of()} document={document.clone()} {rank} is_closable={columns.len() > 1}>
                <Sheet store={of()} document={document.clone()} is_read={*document == read} />
            </Lane>
        }
    };
    let side = if columns.first() == Some(&read) { "end" } else { "start" };
    html! {
        <div class="side-by-side" data-over={over}>
            <Groups store={of()} />
            <main>
                <Staying store={of()} />
                <FocusBar store={of()} />
                <Tabs store={of()} />
                <div class="lanes" data-lanes={columns.len().to_string()}>{ for columns.iter().map(lane) }</div>
                <SelectText store={of()} />
                <LabelBar store={of()} />
            </main>
            if is_open {
                <aside class="annotations beside" aria-label="Open annotation" data-side={side}><Card store={of()} /></aside>
            }
        </div>
    }
}

/// Everything that is drawn over the words of the article that is read.
pub fn over_words(store: &Store) -> Html {
    let of = || store.clone();
    html! {
        <>
            <HintStrips store={of()} />
            <Links store={of()} />
            <Bars store={of()} />
            <Caret store={of()} />
            <Handles store={of()} />
        </>
    }
}

/// Shows what differs around the passage in focus, and again when the words are drawn anew. One that was chosen is shown itself: no
/// claim is in focus then.
#[hook]
fn use_differences(store: &Store) {
    let passage = use_passage(store);
    let shown = use_select(store, |state| {
        let State { compare, reader, .. } = state;
        let drawn = (Shared::from(state.corpus()), reader.drawing.clone(), compare.columns.clone());
        (compare.hides_differences, compare.group.is_none(), drawn)
    });
    let showing = store.clone();
    use_effect_with((passage, shown), move |(passage, (hides, is_chosen, _))| {
        let passage = passage.clone().filter(|_| !hides);
        showing.run(Effect::ShowPassage(passage, *is_chosen));
    });
}

/// The properties of [`Sheet`].
#[derive(Clone, PartialEq, Properties)]
struct SheetProps {
    store: Store,
    document: DocumentId,
    is_read: bool,
}

/// The words of an article, and what is drawn over those of the one that is read.
#[component]
fn Sheet(SheetProps { store, document, is_read }: &SheetProps) -> Html {
    let (corpus, group) =
        use_select(store, |state| (Shared::from(state.corpus()), state.compare.group.clone()));
    let parts = use_memo((corpus, group, document.clone()), |(corpus, group, document)| {
        focus::parts(corpus, group.as_ref(), document)
    });
    let parts: Parts = (*parts).clone();
    html! {
        <div class="sheet">
            <ArticleText store={store.clone()} document={document.clone()} is_read={*is_read} {parts} />
            if *is_read { { over_words(store) } }
        </div>
    }
}
