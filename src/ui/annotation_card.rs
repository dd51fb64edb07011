//! The open annotation: relabel, note, delete.

use super::label_button;
use crate::app::intent;
use crate::app::store::Store;
use crate::web::{clock, events};
use glossator_core::annotation::Annotation;
use glossator_core::label::LabelSet;
use glossator_core::text::Text;
use yew::prelude::*;

/// See the module. `note` is what stands in the field, `author` who tagged, if that is known.
pub fn view(
    store: &Store,
    annotation: &Annotation,
    text: &Text,
    labels: &LabelSet,
    note: &str,
    author: &str,
) -> Html {
    let id = annotation.id;
    let relabel = {
        let store = store.clone();
        Callback::from(move |label| intent::relabel(&store, id, label))
    };
    let on_type = {
        let store = store.clone();
        Callback::from(move |event: InputEvent| intent::type_note(&store, id, &events::typed(&event)))
    };
    let on_leave = {
        let store = store.clone();
        Callback::from(move |_: FocusEvent| intent::flush_draft(&store))
    };
    let delete = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| intent::delete(&store, id))
    };
    let close = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| intent::close_annotation(&store))
    };
    let place = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| intent::place(&store, id))
    };
    let keep_selection = Callback::from(|event: MouseEvent| event.prevent_default());
    let words = annotation.quote(text);
    // A file need not say when.
    let when = Some(annotation.created.millis()).filter(|millis| *millis > 0).map(clock::local);
    let by = match (author, when) {
        ("", when) => when.map(|when| format!("Tagged {when}")).unwrap_or_default(),
        (author, None) => format!("Tagged by {author}"),
        (author, Some(when)) => format!("Tagged by {author}, {when}"),
    };
    html! {
        <section key={id.to_string()} class="card" aria-label="Open annotation">
            <blockquote dir="auto">{ words.to_owned() }</blockquote>
            if annotation.span().is_none() {
                <div class="placing">
                    <p class="quiet">{ "Its words were not found in the article as it is now. Select where it belongs, then:" }</p>
                    <button onmousedown={keep_selection} onclick={place}>{ "Place it there" }</button>
                </div>
            }
            <div class="labels" role="group" aria-label="Label">
                { label_button::all(labels, Some(&annotation.label), &relabel) }
            </div>
            <label class="note-label" for="note">{ "Note" }<kbd aria-hidden="true">{ "N" }</kbd></label>
            <textarea id="note" rows="3" dir="auto" aria-keyshortcuts="N" placeholder="Why this label?"
                value={note.to_owned()} oninput={on_type} onblur={on_leave} />
            <div class="card-foot">
                <p class="quiet"><bdi>{ by }</bdi></p>
                <button class="delete" aria-label={format!("Delete annotation {}", crate::app::describe::quoted(words))}
                    aria-keyshortcuts="Delete" onclick={delete}>{ "Delete" }</button>
                <button aria-label="Close annotation" aria-keyshortcuts="Escape" onclick={close}>{ "Close" }</button>
            </div>
        </section>
    }
}
