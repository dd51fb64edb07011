//! What is drawn over the text: the reading caret, and the handles of the open annotation. They are put where they
//! belong after each drawing, by `ui::watch`.

use crate::app::boundary::START;
use glossator_core::annotation::Annotation;
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
            <div class="caret" aria-hidden="true"></div>
            { handles.unwrap_or_default() }
        </>
    }
}

fn handle(name: &'static str, which: &str, at: usize, words: &str, text: &Text) -> Html {
    html! {
        <div class="handle" role="slider" tabindex="0" data-handle={name} aria-orientation="horizontal"
            aria-label={format!("{which} the annotation")} aria-valuemin="0" aria-valuemax={text.code_points().to_string()}
            aria-valuenow={at.to_string()} aria-valuetext={words.to_owned()}>
        </div>
    }
}
