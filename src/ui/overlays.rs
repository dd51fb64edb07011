//! What is drawn over the text: the reading caret, the handles of the open annotation, and the hints. They are put where
//! they belong after each drawing, by `ui::watch`.

use super::lane;
use crate::app::boundary::START;
use crate::app::describe::quoted;
use crate::app::hints::{self, Strip};
use crate::app::store::Store;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::label::LabelSet;
use glossator_core::text::Text;
use yew::prelude::*;

/// The caret, and the handles of what is open in that text.
pub fn view(open: Option<(&Annotation, &Text)>) -> Html {
    let handles = open.and_then(|(open, text)| {
        let span = open.span()?;
        let (start, end) = text.code_point_ends(span);
        let words = open.quote(text);
        Some(html! {
            <>
                { handle(START, "Start of", start.0, words, text) }
                { handle("end", "End of", end.0, words, text) }
            </>
        })
    });
    html! {
        <>
            <div id="caret" class="caret" aria-hidden="true"></div>
            { handles.unwrap_or_default() }
        </>
    }
}

fn handle(name: &'static str, which: &str, at: usize, words: &str, text: &Text) -> Html {
    html! {
        <div id={format!("handle-{name}")} class="handle" role="slider" tabindex="0" data-handle={name} aria-orientation="horizontal"
            aria-label={format!("{which} the annotation")} aria-valuemin="0" aria-valuemax={text.code_points().to_string()}
            aria-valuenow={at.to_string()} aria-valuetext={words.to_owned()}>
        </div>
    }
}

/// A strip under the words of every hint in view: it is a button, the words themselves stay free to be selected. Keys go
/// from hint to hint by their own way.
pub fn hints(store: &Store, hints: &[Strip], labels: &LabelSet) -> Html {
    let strip = |(number, Strip { hint, is_first, .. }): (usize, &Strip)| {
        let (label, count) = &hint.labels[0];
        let name = format!("Tag {} as {}, like {count} elsewhere", quoted(&hint.words), labels.name(label));
        let accept = {
            let (store, hint) = (store.clone(), hint.clone());
            move |_: MouseEvent| hints::accept(&store, &hint)
        };
        let keep_selection = |event: MouseEvent| event.prevent_default();
        html! {
            <button key={number} class="hint" tabindex="-1" data-hint={is_first.then(|| hint.words.to_string())} data-lane={lane(labels.rank(label))}
                aria-hidden={(!is_first).then_some("true")} title={name} onmousedown={keep_selection} onclick={accept}></button>
        }
    };
    html! { <div id="hints" role="group" aria-label="Hints">{ for hints.iter().enumerate().map(strip) }</div> }
}
