//! The head of the article in view: what is known of it, its headline, and what can be done with it as a whole.
//!
//! An article without a headline of its own is called by its first words elsewhere; here they stand right below, and are not
//! said twice.

use super::state::Intent;
use crate::app::intent;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::field::{on_end, use_own_field};
use crate::widgets::icon::{LuEllipsis, LuPencil, LuPrinter, LuTextCursor, LuTrash2, icon};
use crate::widgets::label::key_sign;
use crate::widgets::menu::{Item, Menu, item, line};
use crate::widgets::text::bidi;
use crate::words::{articles as words, cut};
use glossator_core::model::document::Document;
use std::rc::Rc;
use yew::prelude::*;

/// See the module.
#[component]
pub fn ArticleHeader(Props { store }: &Props) -> Html {
    let view = use_select(store, |state| {
        let document = state.document()?;
        Some((
            document.id.clone(),
            document.title.clone(),
            Shared::from(&document.text),
            state.articles.is_renaming,
            has_headline(document),
        ))
    });
    let text = view.as_ref().map(|(_, _, text, ..)| text.clone());
    let length = use_memo(text, |text| text.as_ref().map(|text| words::length(text.content())));
    let Some((document, title, _, is_renaming, has_headline)) = view else {
        return Html::default();
    };
    html! {
        <header key={document.to_string()} class="article-header">
            <div class="over">
                { bidi("id", &document.0) }
                <span>{ (*length).clone() }</span>
                if !has_headline && !is_renaming {
                    { button("text-button", "Add a headline", store.on(Intent::Rename)) }
                }
                <Leads store={store.clone()} />
                <Menu id="article" class="quiet-button icon-button" name="More about this article" title="More about this article"
                    button={icon(LuEllipsis)}>
                    { item(Item::new(LuPencil, "Rename article"), store.on(Intent::Rename)) }
                    { item(Item::new(LuPrinter, "Print"), store.on(Intent::Print)) }
                    { line("") }
                    { item(Item { class: "delete", ..Item::new(LuTrash2, "Remove article") }, store.on(Intent::Remove)) }
                </Menu>
            </div>
            if is_renaming {
                <h1><TitleField store={store.clone()} {title} /></h1>
            } else {
                <h1 dir="auto" class={(!has_headline).then_some("unseen")}>{ cut(&title).into_owned() }</h1>
            }
        </header>
    }
}

/// True unless the headline is what the text begins with.
fn has_headline(document: &Document) -> bool {
    let text = &document.text;
    let first = text.blocks().first().map(|block| block.of(text.content()).trim());
    first != Some(document.title.trim()) && *document.title != *document.id.untitled(text)
}

/// Chips that lead on. There is room for them before they are known: nothing moves.
#[component]
fn Leads(Props { store }: &Props) -> Html {
    let (hints, key) = use_select(store, |state| {
        let strips = state.hints.strips.iter();
        (strips.filter(|strip| strip.is_first).count(), state.keys().name('h'))
    });
    if hints == 0 {
        return Html::default();
    }
    html! {
        <button class="chip" title="Words in view that are tagged elsewhere: select the next" aria-keyshortcuts={key.clone()}
            onclick={store.on(intent::Hints::Step(true))}>
            { words::hints(hints) }{ key_sign(key.as_deref()) }
        </button>
    }
}

/// The way to select words by taps, where there are fingers.
#[component]
pub fn SelectText(Props { store }: &Props) -> Html {
    let (is_there, is_on) =
        use_select(store, |state| (state.document().is_some(), state.reader.taking_words));
    if !is_there {
        return Html::default();
    }
    html! {
        <button class="for-touch select-text" aria-pressed={is_on.to_string()} onclick={store.on(intent::Reader::TakeWords)}>
            { icon(LuTextCursor) }{ "Select text" }
        </button>
    }
}

/// The properties of [`TitleField`].
#[derive(Clone, PartialEq, Properties)]
struct TitleProps {
    store: Store,
    title: Rc<str>,
}

/// The field for the headline.
#[component]
fn TitleField(TitleProps { store, title }: &TitleProps) -> Html {
    use_own_field("title", title.clone());
    let (onkeydown, onblur) = on_end(store.callback(Intent::EndRename));
    html! {
        <input id="title" aria-label="Title" autocomplete="off" {onkeydown} {onblur} />
    }
}
