//! A page of Yew with one paragraph.

use yew::prelude::*;

#[component]
fn Page() -> Html {
    use_effect_with((), |()| {
        let root = web_sys::window().and_then(|window| window.document()?.document_element());
        if let Some(root) = root {
            let _ = root.set_attribute("data-ready", "true");
        }
    });
    html! { <p>{ "Nothing." }</p> }
}

fn main() {
    yew::Renderer::<Page>::new().render();
}
