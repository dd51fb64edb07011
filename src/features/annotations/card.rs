//! The open annotation: relabel, note, delete, and everything else that lies there.

use super::attribution::rows::{Facts, rows};
use super::listing;
use super::state::Intent;
use super::values_view::Values;
use crate::app::intent::{Search, Tagging};
use crate::app::select::use_select_in;
use crate::app::shared::Shared;
use crate::app::state::Subject;
use crate::app::store::{Priority, Store};
use crate::widgets::button::keep_selection;
use crate::widgets::field::on_input;
use crate::widgets::icon::{LuTrash2, LuX, icon};
use crate::widgets::label::{key_sign, sign};
use crate::widgets::label_switch::LabelSwitch;
use crate::widgets::text::{bidi, paragraph};
use crate::words::{annotations as words, cut, quoted, search};
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::attribute::Attribute;
use glossator_core::model::label::LabelSet;
use glossator_core::query;
use glossator_core::text::Text;
use std::rc::Rc;
use yew::prelude::*;

/// The number of choices at most, where very many lie in the same place.
const MOST_CHOICES: usize = 32;

/// The slice of the state that is drawn here.
#[derive(Clone, PartialEq)]
struct View {
    open: Shared<Annotation>,
    text: Shared<Text>,
    labels: Shared<LabelSet>,
    /// Everything that lies where the caret is, the smallest first; of very many, those up to the open one.
    here: Vec<Rc<Annotation>>,
    /// The number of all that lie there.
    here_count: usize,
    note: Rc<str>,
    author: Rc<str>,
    /// The numbers of other occurrences and of their articles.
    others: Option<(usize, usize)>,
    /// The entity that it is, and the one who said it.
    facts: Facts,
    /// The attributes that its label asks for.
    attributes: Vec<Attribute>,
    /// True while a key means a value.
    asks: bool,
    /// The number of values that were refused.
    refused: u32,
    keys: [Option<String>; 4],
    /// True if the keys of labels relabel it.
    has_keys: bool,
    /// True if the key deletes it.
    deletes: bool,
}

/// The properties of [`Card`].
#[derive(Clone, PartialEq, Properties)]
pub struct CardProps {
    /// The one store of the page.
    pub store: Store,
    /// Its equals, which stand beside its words.
    #[prop_or_default]
    pub children: Html,
}

/// See the module.
#[component]
pub fn Card(CardProps { store, children }: &CardProps) -> Html {
    let view = use_select_in(store, Priority::Edited, |state| {
        let (open, document) = (state.open()?, state.document()?);
        let note = match &state.session.draft {
            Some((of, draft)) if *of == open.id => draft.clone(),
            _ => open.note.clone(),
        };
        let here = query::covering(document, listing::here(state));
        let last = here.iter().position(|one| one.id == open.id).map_or(0, |open| open + 1).max(MOST_CHOICES);
        let choices = last.saturating_sub(MOST_CHOICES)..last.min(here.len());
        Some(View {
            open: Shared::from(open),
            text: Shared::from(&document.text),
            labels: Shared::from(state.corpus().labels()),
            here: here[choices].iter().map(|one| (*one).clone()).collect(),
            here_count: here.len(),
            note,
            author: state.corpus().annotator_name(open.annotator),
            others: state.others(),
            facts: Facts::of(state, open),
            attributes: state.corpus().attributes_of(&open.label.0).cloned().collect(),
            asks: state.asks_for_value(),
            refused: state.annotations.refused,
            keys: ['n', 't', 'q', 'o'].map(|key| state.keys().name(key)),
            has_keys: state.keys().single
                && !state.tagging.stays
                && state.subject() == Some(Subject::Annotation(open.id)),
            deletes: state.subject() != Some(Subject::Rows),
        })
    });
    view.map_or_else(Html::default, |view| card(store, &view, children))
}

fn card(store: &Store, view: &View, equals: &Html) -> Html {
    let View {
        open,
        text,
        labels,
        note,
        author,
        others,
        facts,
        attributes,
        asks,
        refused,
        keys: [note_key, others_key, values_key, _],
        has_keys,
        deletes,
        ..
    } = view;
    let id = open.id;
    let relabel =
        store.callback(
            move |(label, adds)| {
                if adds { Tagging::AddLabel(id, label) } else { Tagging::Relabel(id, label) }
            },
        );
    let quote = open.quote(text);
    // A file need not say when.
    let when = Some(open.created.millis()).filter(|millis| *millis > 0);
    let when = when.map(store.environment().local_time);
    html! {
        <section key={id.to_string()} class="card" aria-label="Open annotation">
            <div class="card-body">
                <LabelSwitch labels={labels.clone()} chosen={open.label.clone()} has_keys={*has_keys} act={relabel} />
                <div class="words">
                    <blockquote dir="auto">{ cut(quote).into_owned() }</blockquote>
                    { equals.clone() }
                </div>
                if open.span().is_none() {
                    <div class="placing">
                        { paragraph("", words::PLACE_IT) }
                        <button onmousedown={keep_selection()} onclick={store.on(Tagging::Place(id))}>{ "Place it there" }</button>
                    </div>
                }
                if let Some((count, articles)) = others {
                    <button class="others" aria-keyshortcuts={others_key.clone()} onclick={store.on(Search::AskOthers(id))}>
                        { format!("Tag {} …", search::others(*count, *articles)) }{ key_sign(others_key.as_deref()) }
                    </button>
                }
                { rows(store, facts) }
                // Another label asks for other values.
                <Values key={open.label.to_string()} store={store.clone()} open={open.clone()} attributes={attributes.clone()} guess={facts.guess} shortcut={values_key.clone()}
                    asks={*asks} refused={*refused} />
                <div class="facts">
                    <label for="note">{ "Note" }</label>
                    // The field is as high as its words: they stand behind it, unseen.
                    <div class="grows">
                        <span aria-hidden="true">{ format!("{note}\u{200b}") }</span>
                        <textarea id="note" rows="1" dir="auto" aria-keyshortcuts={note_key.clone()} placeholder="Add a note"
                            value={note.to_string()} oninput={on_input(store.callback(move |note| Tagging::TypeNote(id, note)))}
                            onblur={store.on::<FocusEvent>(Tagging::StoreNote)} />
                    </div>
                    { key_sign(note_key.as_deref()) }
                </div>
                { chooser(store, view) }
            </div>
            <div class="card-foot">
                <p class="quiet">{ bidi("", &words::tagged_by(author, when.as_deref())) }</p>
                <button class="quiet-button icon-button" aria-label={format!("Delete annotation {}", quoted(quote))} title="Delete (Del)"
                    aria-keyshortcuts={deletes.then_some("Delete")} onclick={store.on(Tagging::Delete(id))}>{ icon(LuTrash2) }</button>
                <button class="quiet-button icon-button" aria-label="Close annotation" title="Close (Esc)" aria-keyshortcuts="Escape"
                    onclick={store.on(Intent::Close)}>{ icon(LuX) }</button>
            </div>
        </section>
    }
}

/// Everything that lies in the same place, the smallest first.
fn chooser(store: &Store, view: &View) -> Html {
    let View { open, text, labels, here, here_count, keys: [.., key], .. } = view;
    if here.len() < 2 {
        return Html::default();
    }
    let choice = |annotation: &Rc<Annotation>| {
        let id: AnnotationId = annotation.id;
        let current = (id == open.id).then_some("true");
        html! {
            <li key={id.to_string()}>
                <button aria-current={current} onclick={store.on(Intent::OpenAnother(id))}>
                    { sign(labels, &annotation.label) }
                    <span class="unseen name">{ labels.name(&annotation.label).to_owned() }</span>
                    { bidi("quote", annotation.quote(text)) }
                </button>
            </li>
        }
    };
    html! {
        <div class="chooser" role="group" aria-label="Overlapping">
            <p class="quiet">{ words::overlapping(*here_count, here.len()) }{ key_sign(key.as_deref()) }</p>
            <ul>{ for here.iter().map(choice) }</ul>
        </div>
    }
}
