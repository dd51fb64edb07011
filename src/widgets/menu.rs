//! Things that a button opens beside itself and that go when the focus leaves them: menus, which keys go through, and small
//! panels to be read.
//!
//! A menu follows the pattern of a menu button: Enter, Space and ↓ open it, ↑ opens it at its end, arrows, Home, End and letters
//! go through it, Escape closes it and gives the focus back.

use super::icon::{Icon, icon};
use glossator_web::menu::{self, Step};
use yew::prelude::*;

/// The properties of [`Menu`] and [`Panel`].
#[derive(Clone, PartialEq, Properties)]
pub struct PopProps {
    /// The id, of which those of the parts are made.
    pub id: AttrValue,
    /// The look of the button.
    #[prop_or_default]
    pub class: &'static str,
    /// The name of the button, where its words are not enough, and of that which it opens.
    pub name: AttrValue,
    /// The tip of the button.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// The words on the button.
    pub button: Html,
    /// Told when it is about to be opened.
    #[prop_or_default]
    pub onopen: Callback<()>,
    /// The content.
    pub children: Html,
}

/// A menu: its content is made of [`item`], [`group`] and [`line`].
#[component]
pub fn Menu(props: &PopProps) -> Html {
    let opened = use_state(|| None::<Step>);
    let (own, list) = (format!("{}-button", props.id), format!("{}-menu", props.id));
    {
        let list = list.clone();
        use_effect_with(*opened, move |opened| {
            if let Some(step) = opened {
                menu::step(&list, *step);
            }
        });
    }
    let is_open = opened.is_some();
    let (set, onopen) = (opened.setter(), props.onopen.clone());
    let open = move |step| {
        onopen.emit(());
        set.set(Some(step));
    };
    let close = {
        let set = opened.setter();
        move || {
            set.set(None);
            menu::return_to(&own);
        }
    };
    let onkeydown = {
        let (open, close, list) = (open.clone(), close.clone(), list.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let key = event.key();
            let step = match key.as_str() {
                "ArrowDown" if !is_open => return take(&event, || open(Step::First)),
                "ArrowUp" if !is_open => return take(&event, || open(Step::Last)),
                "Escape" if is_open => return take(&event, &close),
                _ if !is_open => return,
                "ArrowDown" => Step::Next,
                "ArrowUp" => Step::Previous,
                "Home" | "PageUp" => Step::First,
                "End" | "PageDown" => Step::Last,
                " " => return,
                letter => match letter.chars().collect::<Vec<_>>()[..] {
                    [letter] => Step::Letter(letter.to_lowercase().next().unwrap_or(letter)),
                    _ => return,
                },
            };
            take(&event, || menu::step(&list, step));
        })
    };
    let toggle = {
        let close = close.clone();
        Callback::from(move |()| if is_open { close() } else { open(Step::First) })
    };
    let chosen = Callback::from(move |event: MouseEvent| {
        if menu::is_choice(&event) {
            close();
        }
    });
    let content = is_open.then(|| {
        html! {
            <div id={list} class="pop menu" role="menu" tabindex="-1" aria-label={props.name.clone()} onclick={chosen}>
                { props.children.clone() }
            </div>
        }
    });
    let set = opened.setter();
    frame(props, Some("menu"), content, toggle, onkeydown, Callback::from(move |()| set.set(None)))
}

/// A small panel to be read, with buttons in it.
#[component]
pub fn Panel(props: &PopProps) -> Html {
    let opened = use_state(|| false);
    let (id, own, is_open) = (props.id.clone(), format!("{}-button", props.id), *opened);
    let (set, onopen) = (opened.setter(), props.onopen.clone());
    let button = own.clone();
    let toggle = Callback::from(move |()| {
        if !is_open {
            onopen.emit(());
            // Some browsers give a button no focus when it is clicked: then it could not be left.
            menu::return_to(&button);
        }
        set.set(!is_open);
    });
    let set = opened.setter();
    let button = own.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if is_open && event.key() == "Escape" {
            take(&event, || {
                set.set(false);
                menu::return_to(&button);
            });
        }
    });
    let set = opened.setter();
    let left = Callback::from(move |()| set.set(false));
    let chosen = {
        let left = left.clone();
        Callback::from(move |event: MouseEvent| {
            if menu::is_choice(&event) {
                menu::return_to(&own);
                left.emit(());
            }
        })
    };
    let content = is_open.then(|| {
        html! {
            <div id={format!("{id}-panel")} class="pop" role="group" tabindex="-1" aria-label={props.name.clone()} onclick={chosen}>
                { props.children.clone() }
            </div>
        }
    });
    frame(props, None, content, toggle, onkeydown, left)
}

/// The button with what it has opened.
fn frame(
    PopProps { id, class, name, title, button, .. }: &PopProps,
    kind: Option<&'static str>,
    content: Option<Html>,
    toggle: Callback<()>,
    onkeydown: Callback<KeyboardEvent>,
    left: Callback<()>,
) -> Html {
    let (class, is_open) = (*class, content.is_some());
    let around = format!("{id}-place");
    let onfocusout = {
        let around = around.clone();
        Callback::from(move |event: FocusEvent| {
            if is_open && menu::is_left(&event, &around) {
                left.emit(());
            }
        })
    };
    // The focus stays inside while the button closes what it has opened.
    let onmousedown = Callback::from(move |event: MouseEvent| {
        if is_open {
            event.prevent_default();
        }
    });
    let onclick = Callback::from(move |_: MouseEvent| toggle.emit(()));
    html! {
        <div id={around} class="pop-place" data-kind={id.clone()} {onkeydown} {onfocusout}>
            <button id={format!("{id}-button")} {class} aria-label={name.clone()} title={title.clone()} aria-haspopup={kind}
                aria-expanded={is_open.to_string()} {onmousedown} {onclick}>{ button.clone() }</button>
            { content.unwrap_or_default() }
        </div>
    }
}

/// Keeps the key from everybody else.
fn take(event: &KeyboardEvent, act: impl FnOnce()) {
    event.prevent_default();
    act();
}

/// An item of a menu.
#[derive(Clone)]
pub struct Item<'a> {
    /// The look; it may be empty.
    pub class: &'static str,
    /// The drawing before its words.
    pub icon: Icon,
    /// The words.
    pub words: &'a str,
    /// The name, where the words are not enough.
    pub name: Option<String>,
    /// The key, a number, or the ending of a file, at the right.
    pub end: Html,
    /// True if it cannot be chosen now.
    pub is_disabled: bool,
}

impl<'a> Item<'a> {
    /// An item with that drawing and those words.
    #[must_use]
    pub fn new(icon: Icon, words: &'a str) -> Self {
        Self { class: "", icon, words, name: None, end: Html::default(), is_disabled: false }
    }
}

/// Draws the item.
pub fn item(item: Item<'_>, onclick: Callback<MouseEvent>) -> Html {
    let Item { class, icon: drawing, words, name, end, is_disabled } = item;
    html! {
        <button class={classes!("item", class)} role="menuitem" tabindex="-1" aria-label={name.clone()} title={name}
            disabled={is_disabled} {onclick}>
            { icon(drawing) }<span>{ words.to_owned() }</span><span class="end">{ end }</span>
        </button>
    }
}

/// Items under a head.
pub fn group(name: &'static str, items: Html) -> Html {
    html! { <div role="group" aria-label={name}><p class="menu-head" aria-hidden="true">{ name }</p>{ items }</div> }
}

/// A line between items.
pub fn line(class: &'static str) -> Html {
    html! { <hr {class} role="separator" /> }
}
