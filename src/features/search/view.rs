//! Search as a concordance: every occurrence in its context, by article, to go to or to be tagged together. The question which
//! other occurrences are tagged like an annotation is asked in the same way, each in its sentence.

use super::state::{Hit, Intent, Search};
use super::update::STEP;
use crate::app::dialog::Dialog;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::on_input;
use crate::widgets::label::{LabelButtons, label_name, lane};
use crate::widgets::modal::close;
use crate::widgets::text::{bidi, heading};
use crate::words::{cut, quoted, search as words, shortened};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::label::LabelSet;
use glossator_core::query;
use glossator_core::query::search::{CONTEXT, Concordance};
use glossator_core::text::tokenise::Tokens;
use std::rc::Rc;
use yew::prelude::*;

/// The orders that can be chosen.
const ORDERS: [(Concordance, &str); 3] = [
    (Concordance::Text, "As in the text"),
    (Concordance::Before, "By the words before"),
    (Concordance::Behind, "By the words behind"),
];

/// See the module.
#[component]
pub fn SearchDialog(Props { store }: &Props) -> Html {
    let (corpus, search, has_keys) = use_select(store, |state| {
        (Shared::from(state.corpus()), Shared::from(&state.search.search), state.keys().single)
    });
    let hits = search.hits(&corpus);
    let shown = hits.len().min(STEP + search.more);
    let ticked = hits.iter().filter(|hit| hit.is_ticked).count();
    let mut place = 0;
    let articles = hits[..shown].chunk_by(|one, other| one.document.id == other.document.id).map(|hits| {
        let document = hits[0].document;
        let rows = hits.iter().map(|hit| {
            place += 1;
            row(store, &search, corpus.labels(), hit, place - 1)
        });
        html! {
            <section key={document.id.to_string()} class="found" aria-label={cut(&document.title).into_owned()}>
                <h3>{ bidi("", &document.title) }{ " " }<span class="number">{ hits.len().to_string() }</span></h3>
                <ul>{ for rows }</ul>
            </section>
        }
    });
    let articles: Vec<_> = articles.collect();
    let (class, title) = match &search.label {
        Some(_) => ("search others", format!("Every other {}", quoted(&search.pattern.words))),
        None => ("search", "Search".to_owned()),
    };
    let buttons = html! {
        <>
            { acts(store, &Shared::from(corpus.labels()), has_keys, &search, hits.len(), ticked) }
            { close("") }
        </>
    };
    html! {
        <Dialog key={class} store={store.clone()} {class} {title} {buttons}>
            { fields(store, &search, corpus.labels()) }
            <p class="quiet" aria-live="polite">{ words::summary(&search, &hits) }</p>
            <div class="concordance" data-state={if search.label.is_some() { "sentences" } else { "aligned" }}>
                { for articles }
                { notes(store, &corpus, &search) }
            </div>
            if shown < hits.len() {
                { button("small", &format!("Show more ({})", hits.len() - shown), store.on(Intent::ShowMore)) }
            }
        </Dialog>
    }
}

/// The words that are searched for, and how.
fn fields(store: &Store, search: &Search, labels: &LabelSet) -> Html {
    let entering = store.clone();
    let entered = move |event: KeyboardEvent| {
        let intent = match event.key().as_str() {
            "Enter" if !event.is_composing() => Intent::ChooseFirst,
            "ArrowDown" => Intent::EnterList,
            _ => return,
        };
        // The labels may have the focus then: it would be one of them that is pressed.
        event.prevent_default();
        entering.send(intent);
    };
    let is_question = search.label.is_some();
    let tick = |title: &str, is_on, set: fn(bool) -> Intent| {
        choice::tick("", html! { { title.to_owned() } }, is_on, store.callback(set))
    };
    html! {
        <>
            if !is_question {
                <label for="sought">{ "Words" }</label>
                // Of the type for searches, the first Escape would empty it, and only the second one leave the dialog.
                <input id="sought" role="searchbox" autocomplete="off" spellcheck="false" autofocus=true
                    value={search.pattern.words.to_string()} oninput={on_input(store.callback(Intent::SetWords))} onkeydown={entered} />
            }
            <div class="switches">
                { tick("Whole words", search.pattern.whole_words, Intent::SetWholeWords) }
                { tick("Match case", search.pattern.as_written, Intent::SetAsWritten) }
                if !is_question {
                    { tick("Regular expression", search.is_expression, Intent::SetExpression) }
                }
                { choice::here(search.here, store.callback(Intent::SetHere)) }
                if !is_question {
                    <label>{ "Within" }{ choice::labels(None, "Anything", labels, search.within.as_ref(), store.callback(Intent::SetWithin)) }</label>
                }
                { choice::select_of(Some("Order"), &ORDERS, search.order, store.callback(Intent::SetOrder)) }
            </div>
        </>
    }
}

/// One occurrence. A press goes to it, or where it is asked about, ticks it.
fn row(store: &Store, search: &Search, labels: &LabelSet, hit: &Hit<'_>, place: usize) -> Html {
    let Hit { document, span, is_ticked } = hit;
    let is_question = search.label.is_some();
    let text = &document.text;
    let sentence = is_question.then(|| Tokens::of(text, store.environment().segmenter).sentence_of(*span));
    let [before, words, behind] = match sentence {
        Some(sentence) => [
            &text.content()[sentence.start().0..span.start().0],
            span.of(text.content()),
            &text.content()[span.end().0..sentence.end().0],
        ],
        None => text.in_context(*span, CONTEXT),
    };
    let tagged: Vec<_> =
        query::covering_span(document, *span).filter(|one| one.span() == Some(*span)).collect();
    let tag = |one: &&Rc<Annotation>| {
        html! { <bdi class="tagged" data-lane={lane(labels.rank(&one.label))}>{ label_name(labels.name(&one.label)) }</bdi> }
    };
    let turn = Intent::Turn((document.id.clone(), span.start()));
    let act = if is_question { turn.clone() } else { Intent::Choose(document.id.clone(), *span) };
    html! {
        <li key={span.start().0} data-hit={place.to_string()}>
            <label class="pick">
                <input type="checkbox" tabindex="-1" checked={*is_ticked} onclick={store.on::<MouseEvent>(turn)} aria-label={format!("Tick {}", quoted(words))} />
            </label>
            <button dir="auto" tabindex={if place == 0 { "0" } else { "-1" }} aria-pressed={is_question.then(|| is_ticked.to_string())} onclick={store.on(act)}>
                <span class="before">{ before.to_owned() }</span><strong>{ words.to_owned() }</strong><span class="behind">{ behind.to_owned() }</span>
                { for tagged.iter().map(tag) }
            </button>
        </li>
    }
}

/// Annotations that say the words in their notes.
fn notes(store: &Store, corpus: &Corpus, search: &Search) -> Html {
    let note = |annotation: &Rc<Annotation>| {
        let id = annotation.id;
        let quote =
            corpus.document(&annotation.document).map(|document| annotation.quote(&document.text).to_owned());
        html! {
            <li key={id.to_string()} data-noted="" data-lane={lane(corpus.labels().rank(&annotation.label))}>
                <button onclick={store.on(Intent::ChooseNoted(id))}>
                    { label_name(corpus.labels().name(&annotation.label)) }{ " " }
                    { for quote.map(|quote| bidi("quote", &shortened(&quote))) }{ ": " }{ bidi("", &annotation.note) }
                </button>
            </li>
        }
    };
    let mut found = search.notes.iter().filter_map(|id| corpus.annotation(*id)).peekable();
    if found.peek().is_none() {
        return Html::default();
    }
    html! {
        <section class="found" aria-label="In notes">
            { heading("In notes") }
            <ul>{ for found.map(note) }</ul>
        </section>
    }
}

/// Everything that can be done with all that are ticked.
fn acts(
    store: &Store,
    labels: &Shared<LabelSet>,
    has_keys: bool,
    search: &Search,
    count: usize,
    ticked: usize,
) -> Html {
    if count == 0 {
        return Html::default();
    }
    let all = if ticked == count { "Tick none" } else { "Tick all" };
    let all = button("small", all, store.on(Intent::TurnAll));
    if let Some(label) = &search.label {
        let words = format!("Tag {ticked} as {}", cut(labels.name(label)));
        return html! {
            <>
                { all }
                <button class="main" autofocus=true disabled={ticked == 0} onclick={store.on(Intent::Tag(label.clone()))}>{ words }</button>
            </>
        };
    }
    let act = store.callback(|(label, _)| Intent::Tag(label));
    html! {
        <div class="together" role="group" aria-label="Ticked occurrences">
            { all }
            <span>{ format!("{ticked} ticked: ") }</span>
            <LabelButtons labels={labels.clone()} {has_keys} {act} />
            { button("delete", "Untag", store.on(Intent::Untag)) }
        </div>
    }
}
