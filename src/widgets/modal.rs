//! A modal dialog of the browser: the focus stays inside, and Escape closes it. It shows itself when it is drawn first.

use crate::words::cut;
use yew::prelude::*;

/// The properties of [`Modal`].
#[derive(Clone, PartialEq, Properties)]
pub struct ModalProps {
    /// The look of the dialog.
    pub class: AttrValue,
    /// The title.
    pub title: AttrValue,
    /// It was closed.
    #[prop_or_default]
    pub onclose: Option<Callback<Event>>,
    /// It is about to be closed by Escape.
    #[prop_or_default]
    pub oncancel: Option<Callback<Event>>,
    /// The content.
    pub children: Html,
}

/// See the module.
#[component]
pub fn Modal(ModalProps { class, title, onclose, oncancel, children }: &ModalProps) -> Html {
    use_effect_with((), |()| glossator_web::dialog::show_new());
    html! {
        <dialog {class} aria-labelledby="dialog-title" onclose={onclose.clone()} oncancel={oncancel.clone()}>
            <h2 id="dialog-title">{ cut(title).into_owned() }</h2>
            { children.clone() }
        </dialog>
    }
}

/// The button that closes it, as Escape does: the focus goes back to where it was.
pub fn close(class: &'static str) -> Html {
    html! { <form method="dialog"><button {class}>{ "Close" }</button></form> }
}
