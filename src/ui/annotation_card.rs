//! The open annotation: relabel, note, delete, and what else lies there.

use super::{label_button, lane, piece};
use crate::app::shortcuts::{self, Keys};
use crate::app::store::Store;
use crate::app::{intent, others};
use glossator_core::model::annotation::Annotation;
use glossator_core::model::label::LabelSet;
use glossator_core::text::Text;
use glossator_web::{clock, events};
use std::rc::Rc;
use yew::prelude::*;

/// What the card says besides the annotation itself.
pub struct Beside<'a> {
    /// What stands in the field for the note.
    pub note: &'a str,
    /// Who tagged, if that is known.
    pub author: &'a str,
    /// What lies where the caret is.
    pub here: &'a [Rc<Annotation>],
    /// How many other occurrences of its words are not tagged like it, if any.
    pub more: Option<String>,
    /// The keys as they are mapped now.
    pub keys: &'a Keys,
}

/// See the module. The text is the one that the annotation's span counts in.
pub fn view(
    store: &Store,
    annotation: &Annotation,
    text: &Text,
    labels: &LabelSet,
    Beside { note, author, here, more, keys }: &Beside<'_>,
) -> Html {
    let [key, tag_all] = ['n', 't'].map(|key| shortcuts::shown(keys.now(key)));
    let id = annotation.id;
    let relabel = {
        let store = store.clone();
        Callback::from(move |(label, adds)| {
            if adds { intent::add_label(&store, id, &label) } else { intent::relabel(&store, id, label) }
        })
    };
    let on_type = {
        let store = store.clone();
        Callback::from(move |event: InputEvent| intent::type_note(&store, id, &events::typed(&event)))
    };
    let on_leave = {
        let store = store.clone();
        Callback::from(move |_: FocusEvent| intent::flush_draft(&store))
    };
    let on = |act| piece::acting_on(store, id, act);
    let keep_selection = Callback::from(|event: MouseEvent| event.prevent_default());
    let words = annotation.quote(text);
    // A file need not say when.
    let when = Some(annotation.created.millis()).filter(|millis| *millis > 0).map(clock::local);
    let by = match (*author, when) {
        ("", when) => when.map(|when| format!("Tagged {when}")).unwrap_or_default(),
        (author, None) => format!("Tagged by {author}"),
        (author, Some(when)) => format!("Tagged by {author}, {when}"),
    };
    html! {
        <section key={id.to_string()} class="card" aria-label="Open annotation">
            <blockquote dir="auto">{ words.to_owned() }</blockquote>
            if annotation.span().is_none() {
                <div class="placing">
                    { piece::paragraph("quiet", "Its words were not found in the article as it is now. Select where it belongs, then:") }
                    <button onmousedown={keep_selection} onclick={on(intent::place)}>{ "Place it there" }</button>
                </div>
            }
            <div class="labels" role="group" aria-label="Label">
                { label_button::all(labels, Some(&annotation.label), &[], &relabel) }
            </div>
            if let Some(more) = more {
                <button class="others" aria-keyshortcuts={tag_all.clone()} onclick={piece::acting_on(store, id, others::ask)}>
                    { format!("Tag {more} …") }<kbd aria-hidden="true">{ tag_all }</kbd>
                </button>
            }
            <label class="note-label" for="note">{ "Note" }<kbd aria-hidden="true">{ key.clone() }</kbd></label>
            <textarea id="note" rows="3" dir="auto" aria-keyshortcuts={key} placeholder="Why this label?"
                value={(*note).to_owned()} oninput={on_type} onblur={on_leave} />
            { chooser(store, annotation, text, labels, here, &shortcuts::shown(keys.now('o'))) }
            <div class="card-foot">
                <p class="quiet">{ piece::brought("", &by) }</p>
                <button class="delete" aria-label={format!("Delete annotation {}", crate::app::describe::quoted(words))}
                    aria-keyshortcuts="Delete" onclick={on(intent::delete)}>{ "Delete" }</button>
                <button aria-label="Close annotation" aria-keyshortcuts="Escape" onclick={piece::acting(store, intent::close_annotation)}>{ "Close" }</button>
            </div>
        </section>
    }
}

/// Everything that lies in the same place, the smallest first.
fn chooser(
    store: &Store,
    open: &Annotation,
    text: &Text,
    labels: &LabelSet,
    here: &[Rc<Annotation>],
    key: &str,
) -> Html {
    if here.len() < 2 {
        return Html::default();
    }
    let choice = |annotation: &Rc<Annotation>| {
        let current = (annotation.id == open.id).then_some("true");
        html! {
            <li key={annotation.id.to_string()} data-lane={lane(labels.rank(&annotation.label))}>
                <button aria-current={current} onclick={piece::acting_on(store, annotation.id, intent::open_another)}>
                    { piece::label_name(labels.name(&annotation.label)) }
                    { piece::brought("quote", annotation.quote(text)) }
                </button>
            </li>
        }
    };
    html! {
        <div class="chooser" role="group" aria-label="What lies here">
            <p class="quiet">{ format!("{} lie here ", here.len()) }<kbd aria-hidden="true">{ key.to_owned() }</kbd></p>
            <ul>{ for here.iter().map(choice) }</ul>
        </div>
    }
}
