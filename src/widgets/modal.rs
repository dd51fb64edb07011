//! A modal dialog of the browser: a head with its title, a body that scrolls, and a foot. The focus stays inside, and Escape
//! closes it. It shows itself when it is drawn first.

use super::icon::{LuX, icon};
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
    /// It is about to be closed, by Escape or by the sign in its head.
    #[prop_or_default]
    pub oncancel: Option<Callback<()>>,
    /// The foot: the consequence, and the buttons behind it.
    pub foot: Html,
    /// There is nothing to be seen in it.
    #[prop_or_default]
    pub is_bare: bool,
    /// The content.
    pub children: Html,
}

/// See the module.
#[component]
pub fn Modal(ModalProps { class, title, onclose, oncancel, foot, is_bare, children }: &ModalProps) -> Html {
    use_effect_with((), |()| glossator_web::dialog::show_new());
    let escaped = oncancel.clone().map(|cancel| {
        Callback::from(move |event: Event| {
            event.prevent_default();
            cancel.emit(());
        })
    });
    let cancel = oncancel.clone().map(|cancel| {
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            cancel.emit(());
        })
    });
    html! {
        <dialog {class} aria-labelledby="dialog-title" onclose={onclose.clone()} oncancel={escaped}>
            <h2 id="dialog-title" class="dialog-head">{ cut(title).into_owned() }</h2>
            <div class="dialog-body">{ children.clone() }</div>
            <div class="dialog-foot" data-state={is_bare.then_some("bare")}>{ foot.clone() }</div>
            // Last in order, so that the focus begins with what the dialog is about. The browser gives it back.
            <form method="dialog">
                <button class="quiet-button icon-button" aria-label="Close" title="Close (Esc)" onclick={cancel}>{ icon(LuX) }</button>
            </form>
        </dialog>
    }
}
