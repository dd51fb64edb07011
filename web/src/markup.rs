//! Pages of the web, parsed by the browser and written again as well-formed XML.
//!
//! A parsed page is a document of its own: no script of it runs, and nothing that it names is fetched. It does not know which
//! part of a page is an article.

use std::fmt::Write;
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, Node, SupportedType};

/// The page as well-formed XML: elements, the attributes that say what they are, text. `None` where the browser parses none.
#[must_use]
pub fn well_formed(html: &str) -> Option<String> {
    let page = DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()?;
    let root: Node = page.document_element()?.into();
    let (mut written, mut next) = (String::new(), Some(root.clone()));
    while let Some(node) = next {
        let inner = begin(&node, &mut written).then(|| node.first_child()).flatten();
        next = inner.or_else(|| behind(node, &root, &mut written));
    }
    Some(written)
}

/// Writes the beginning of a node; true if what is in it follows.
fn begin(node: &Node, written: &mut String) -> bool {
    if let Some(element) = node.dyn_ref::<Element>() {
        written.push('<');
        written.push_str(&name(element));
        if element.has_attributes() {
            for attribute in ATTRIBUTES {
                if let Some(value) = element.get_attribute(attribute) {
                    let _ = write!(written, " {attribute}=\"");
                    escape(&value, written);
                    written.push('"');
                }
            }
        }
        written.push('>');
        let is_data = || element.get_attribute("type").is_some_and(|of| of.contains("ld+json"));
        if node.first_child().is_some() {
            match &*element.local_name() {
                "style" | "noframes" | "template" | "svg" | "math" => {}
                "script" if !is_data() => {}
                _ => return true,
            }
        }
        end(element, written);
    } else if node.node_type() == Node::TEXT_NODE {
        escape(&node.node_value().unwrap_or_default(), written);
    }
    false
}

/// The node behind one that is done, and behind all that end with it.
fn behind(mut node: Node, root: &Node, written: &mut String) -> Option<Node> {
    loop {
        if node.is_same_node(Some(root)) {
            return None;
        }
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node()?;
        if let Some(element) = node.dyn_ref::<Element>() {
            end(element, written);
        }
    }
}

fn end(element: &Element, written: &mut String) {
    let _ = write!(written, "</{}>", name(element));
}

/// The element’s name; pages may have some that XML has no way to write.
fn name(element: &Element) -> String {
    let name = element.local_name();
    let is_plain = name.starts_with(|it: char| it.is_ascii_lowercase())
        && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
    if is_plain { name } else { "span".to_owned() }
}

fn escape(text: &str, written: &mut String) {
    for character in text.chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\r' => written.push_str("&#13;"),
            '\t' | '\n' | ' '.. => written.push(character),
            _ => {}
        }
    }
}

/// The attributes that say what an element is.
const ATTRIBUTES: [&str; 17] = [
    "class",
    "id",
    "role",
    "rel",
    "property",
    "name",
    "content",
    "itemprop",
    "datetime",
    "href",
    "lang",
    "type",
    "hidden",
    "aria-hidden",
    "aria-label",
    "data-component",
    "data-testid",
];
