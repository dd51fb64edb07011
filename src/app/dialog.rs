//! The frame that every dialog of the page has: a title, something to read, and buttons; and the last message, because the
//! page's own live region is out of reach while it is open.

use super::intent::Intent;
use super::select::use_select;
use super::store::Store;
use crate::features::messages::view::buttons;
use crate::widgets::modal::Modal;
use yew::prelude::*;

/// The properties of [`Dialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct DialogProps {
    /// The one store of the page.
    pub store: Store,
    /// The look of the dialog.
    pub class: AttrValue,
    /// Its title.
    pub title: AttrValue,
    /// The consequence of its buttons, which the last message takes the place of.
    #[prop_or_default]
    pub note: Html,
    /// The buttons in its foot.
    #[prop_or_default]
    pub buttons: Html,
    /// The content.
    pub children: Html,
}

/// See the module.
#[component]
pub fn Dialog(DialogProps { store, class, title, note, buttons: own, children }: &DialogProps) -> Html {
    let said = use_select(store, |state| state.messages.message.clone());
    let is_bare = said.is_none() && [note, own].into_iter().all(|part| *part == Html::default());
    let foot = html! {
        <>
            <p role="status">{ said.as_ref().map(|said| said.words.to_string()) }</p>
            if said.is_none() { { note.clone() } }
            { for said.iter().flat_map(|said| buttons(store, said)) }
            { own.clone() }
        </>
    };
    html! {
        <Modal class={class.clone()} title={title.clone()} {foot} {is_bare} onclose={store.on::<Event>(Intent::Show(None))}>
            { children.clone() }
        </Modal>
    }
}
