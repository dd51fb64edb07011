//! Search as a concordance: every occurrence in its context, by article, to go to or to be tagged together. Which other
//! occurrences are tagged like an annotation is asked in the same way, each in its sentence.

use super::{dialog, label_button, lane, piece};
use crate::app::search::{self, Hit, ORDERS, STEP, Search};
use crate::app::store::Store;
use crate::app::{describe, intent};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::label::{LabelId, LabelSet};
use glossator_core::query;
use glossator_core::query::search::CONTEXT;
use glossator_core::text::tokenise::Tokens;
use yew::prelude::*;

/// See the module.
pub fn view(store: &Store, corpus: &Corpus, search: &Search) -> Html {
    let hits = search.hits(corpus);
    let shown = hits.len().min(STEP + search.more);
    let ticked = hits.iter().filter(|hit| hit.is_ticked).count();
    let mut place = 0;
    let articles = hits[..shown].chunk_by(|one, other| one.document.id == other.document.id).map(|hits| {
        let document = hits[0].document;
        let rows = hits.iter().map(|hit| {
            place += 1;
            row(store, search, corpus.labels(), hit, place - 1)
        });
        html! {
            <section key={document.id.to_string()} class="found" aria-label={document.title.to_string()}>
                <h3>{ piece::brought("", &document.title) }{ " " }<span class="number">{ hits.len().to_string() }</span></h3>
                <ul>{ for rows }</ul>
            </section>
        }
    });
    let articles: Vec<_> = articles.collect();
    let body = html! {
        <>
            { fields(store, search, corpus.labels(), hits.first()) }
            <p class="quiet" aria-live="polite">{ search::summary(search, &hits) }</p>
            <div class="concordance" data-state={if search.label.is_some() { "sentences" } else { "aligned" }}>
                { for articles }
                { notes(store, corpus, search) }
            </div>
            if shown < hits.len() {
                { piece::button(store, "small", &format!("Show more ({})", hits.len() - shown), search::show_more) }
            }
        </>
    };
    let buttons = html! {
        <>
            { acts(store, corpus.labels(), search, hits.len(), ticked) }
            { dialog::close("") }
        </>
    };
    let (class, title) = match &search.label {
        Some(_) => ("search others", format!("Every other {}", describe::quoted(&search.pattern.words))),
        None => ("search", "Search".to_owned()),
    };
    dialog::view(store, class, &title, body, buttons)
}

/// What is searched for.
fn fields(store: &Store, search: &Search, labels: &LabelSet, first: Option<&Hit<'_>>) -> Html {
    let changed = piece::changing(store, search::narrow);
    let typed = {
        let changed = changed.clone();
        Callback::from(move |event: InputEvent| changed.emit(event.into()))
    };
    let entered = {
        let (store, first) = (store.clone(), first.map(|hit| (hit.document.id.clone(), hit.span)));
        move |event: KeyboardEvent| match (event.key().as_str(), &first) {
            ("Enter", Some(first)) => {
                // The labels have the focus then: it would be one of them that is pressed.
                event.prevent_default();
                search::choose(&store, first.clone());
            }
            ("ArrowDown", Some(_)) => {
                event.prevent_default();
                search::enter_list();
            }
            _ => {}
        }
    };
    let is_question = search.label.is_some();
    let switch = |name, title, is_on| piece::tick("", name, title, is_on, &changed);
    html! {
        <>
            if !is_question {
                <label for="sought">{ "Words" }</label>
                <input id="sought" name="words" type="search" autocomplete="off" spellcheck="false" autofocus=true
                    value={search.pattern.words.to_string()} oninput={typed} onkeydown={entered} />
            }
            <div class="switches">
                { switch("whole-words", "Whole words", search.pattern.whole_words) }
                { switch("as-written", "Match case", search.pattern.as_written) }
                if !is_question {
                    { switch("expression", "Regular expression", search.is_expression) }
                }
                { piece::places(search.here, &changed) }
                if !is_question {
                    <label>{ "Within" }{ piece::labels("within", None, "Anything", labels, search.within.as_ref(), &changed) }</label>
                }
                { piece::orders(&ORDERS, search.order, &changed) }
            </div>
        </>
    }
}

/// One occurrence. A press goes to it, or where it is asked about, ticks it.
fn row(store: &Store, search: &Search, labels: &LabelSet, hit: &Hit<'_>, place: usize) -> Html {
    let Hit { document, span, is_ticked } = hit;
    let is_question = search.label.is_some();
    let text = &document.text;
    let sentence = is_question.then(|| Tokens::of(text, store.segmenter()).sentence_of(*span));
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
    let tag = |one: &&std::rc::Rc<Annotation>| {
        html! { <bdi class="tagged" data-lane={lane(labels.rank(&one.label))}>{ piece::label_name(labels.name(&one.label)) }</bdi> }
    };
    let turn: Callback<MouseEvent> =
        piece::acting_on(store, (document.id.clone(), span.start()), search::turn);
    let act = if is_question {
        turn.clone()
    } else {
        piece::acting_on(store, (document.id.clone(), *span), search::choose)
    };
    html! {
        <li key={span.start().0} data-hit={place.to_string()}>
            <label class="pick">
                <input type="checkbox" tabindex="-1" checked={*is_ticked} onclick={turn} aria-label={format!("Tick {}", describe::quoted(words))} />
            </label>
            <button dir="auto" tabindex={if place == 0 { "0" } else { "-1" }} aria-pressed={is_question.then(|| is_ticked.to_string())} onclick={act}>
                <span class="before">{ before.to_owned() }</span><strong>{ words.to_owned() }</strong><span class="behind">{ behind.to_owned() }</span>
                { for tagged.iter().map(tag) }
            </button>
        </li>
    }
}

/// Annotations that say the words in their notes.
fn notes(store: &Store, corpus: &Corpus, search: &Search) -> Html {
    let open = |store: &Store, id: AnnotationId| {
        intent::show(store, None);
        intent::open_annotation(store, id);
    };
    let note = |annotation: &std::rc::Rc<Annotation>| {
        let quote =
            corpus.document(&annotation.document).map(|document| annotation.quote(&document.text).to_owned());
        html! {
            <li key={annotation.id.to_string()} data-lane={lane(corpus.labels().rank(&annotation.label))}>
                <button onclick={piece::acting_on(store, annotation.id, open)}>
                    { piece::label_name(corpus.labels().name(&annotation.label)) }{ " " }
                    { for quote.map(|quote| piece::brought("quote", &describe::shortened(&quote))) }{ ": " }{ piece::brought("", &annotation.note) }
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
            { piece::heading("In notes") }
            <ul>{ for found.map(note) }</ul>
        </section>
    }
}

/// What can be done with all that are ticked.
fn acts(store: &Store, labels: &LabelSet, search: &Search, count: usize, ticked: usize) -> Html {
    if count == 0 {
        return Html::default();
    }
    let all = piece::button(
        store,
        "small",
        if ticked == count { "Tick none" } else { "Tick all" },
        search::turn_all,
    );
    if let Some(label) = &search.label {
        let words = format!("Tag {ticked} as {}", labels.name(label));
        return html! {
            <>
                { all }
                <button class="main" autofocus=true disabled={ticked == 0} onclick={piece::acting_on(store, label.clone(), search::tag)}>{ words }</button>
            </>
        };
    }
    let tag = {
        let store = store.clone();
        Callback::from(move |(label, _): (LabelId, bool)| search::tag(&store, label))
    };
    html! {
        <div class="together" role="group" aria-label="Ticked occurrences">
            { all }
            <span>{ format!("{ticked} ticked: ") }</span>
            { label_button::all(labels, None, &[], &tag) }
            { piece::button(store, "delete", "Untag", search::untag) }
        </div>
    }
}
