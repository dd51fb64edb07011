//! The page's HTML, drawn without a browser, and what a person meets in it: elements, buttons, the open dialog.
//!
//! It looks for elements by their names, and knows none that stands in another one of its name.

use crate::kit::Page;
use glossator::app::effects::Browser;
use glossator::app::page::{Page as Component, Props};
use glossator::app::store::Store;
use std::rc::Rc;
use yew::LocalServerRenderer;

/// The page as it is drawn now.
pub fn drawn(store: &Store) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let props = Props { store: store.clone(), browser: Rc::new(Browser::default()) };
    let page = LocalServerRenderer::<Component>::with_props(props).hydratable(false);
    tokio::task::LocalSet::new().block_on(&runtime, page.render())
}

/// The content of the open dialog; empty if none is open.
pub fn dialog(page: &Page) -> String {
    let html = drawn(&page.store);
    inside(&html, "dialog").first().map(|(_, inside)| (*inside).to_owned()).unwrap_or_default()
}

/// The words of the open dialog, without signs that nobody sees.
pub fn dialog_text(page: &Page) -> String {
    text_of(&dialog(page)).replace(['\u{2068}', '\u{2069}'], "")
}

/// The elements of that name: everything in their tags, and everything inside.
pub fn inside<'a>(html: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    for (at, _) in html.match_indices(&open) {
        let rest = &html[at + open.len()..];
        let (tag, content) = rest.split_once('>').expect("a tag ends");
        if tag.is_empty() || tag.starts_with(' ') {
            let (content, _) = content.split_once(&close).expect("an element ends");
            found.push((tag, content));
        }
    }
    found
}

/// The elements of that name that have the attribute: everything in their tags, and their text.
pub fn elements(html: &str, name: &str, attribute: &str) -> Vec<(String, String)> {
    let attribute = format!(" {attribute}=");
    let all = inside(html, name).into_iter().filter(|(tag, _)| tag.contains(&attribute));
    all.map(|(tag, content)| (tag.to_owned(), text_of(content))).collect()
}

/// The texts of the elements of that name.
pub fn texts(html: &str, name: &str) -> Vec<String> {
    inside(html, name).into_iter().map(|(_, content)| text_of(content)).collect()
}

/// The value of an attribute in a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| unescaped(value))
}

/// The words of HTML.
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    for (number, part) in html.split('<').enumerate() {
        text.push_str(if number == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    unescaped(&text)
}

/// HTML without the signs of labels, which nobody hears.
pub fn without_signs(html: &str) -> String {
    let signs = inside(html, "span").into_iter().filter(|(tag, _)| tag.contains("class=\"sign\""));
    signs.fold(html.to_owned(), |html, (tag, letter)| {
        html.replacen(&format!("<span{tag}>{letter}</span>"), "", 1)
    })
}

fn unescaped(text: &str) -> String {
    let escapes =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    escapes.iter().fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}
