//! Values of attributes: set by their keys, in fields and in the card.

use crate::codebook::{comparing, name};
use crate::html::{attribute, dialog_text, drawn, elements, texts};
use crate::kit::Page;
use glossator::app::effect::Target;
use glossator::app::intent::{Annotations, Codebook, History};
use glossator::app::keys::Focus;
use glossator::app::state::State;
use glossator::features::codebook::state::{AttributeChange, Begun};
use glossator_core::model::attribute::Holds;
use std::rc::Rc;

fn value(page: &Page, words: &str, attribute: &str) -> String {
    let id = page.id(words);
    page.read(|state| {
        state.corpus().annotation(id).map(|one| one.attributes.get(attribute).to_owned()).unwrap_or_default()
    })
}

#[test]
fn q_and_a_letter_set_a_value_of_what_is_open() {
    let page = comparing("[claim:He left.] He met [actor:Sharif].");
    page.click("left");
    assert!(page.press("q"));
    assert_eq!(page.focus(), Some(Target::Values));
    assert!(page.press_in(Focus::Elsewhere, "d"));
    assert_eq!((&*value(&page, "He left.", "position"), &*page.said()), ("denies", "Position: Denies."));
    // Afterwards a key means what it always does.
    assert!(!page.read(State::asks_for_value));
    page.press("q");
    page.press("h");
    assert_eq!(value(&page, "He left.", "certainty"), "hedged");
    // The default means the same as none.
    page.press("q");
    page.press("p");
    assert_eq!(value(&page, "He left.", "certainty"), "");
    page.press("q");
    page.press("x");
    assert_eq!(page.said(), "No value has the key “X”. Esc leaves.");
    page.press("Escape");
    assert!(!page.read(State::asks_for_value));
    assert_eq!(page.open(), "He left.");
    page.send(History::Undo);
    page.send(History::Undo);
    assert_eq!(value(&page, "He left.", "position"), "denies");
    page.send(History::Undo);
    assert_eq!(value(&page, "He left.", "position"), "");
    page.send(Annotations::Close);
    page.press("q");
    assert_eq!(page.said(), "Open an annotation first.");
    let page = Page::of("[location:Oslo]");
    page.click("Oslo");
    page.press("q");
    assert_eq!(page.said(), "This label asks for nothing. Add attributes in the codebook.");
}

#[test]
fn while_a_key_means_a_value_each_one_tells_its_key() {
    let page = comparing("[claim:He left.]");
    page.click("left");
    let keys = || {
        let buttons = elements(&drawn(&page.store), "button", "aria-checked");
        let values = buttons.into_iter().filter(|(tag, _)| !tag.contains("data-look="));
        let keys = values.map(|(tag, _)| attribute(&tag, "aria-keyshortcuts").unwrap_or_default());
        keys.collect::<Vec<_>>().join(" ")
    };
    let about = || {
        let groups = elements(&drawn(&page.store), "div", "role");
        let values = groups.into_iter().find(|(tag, _)| tag.contains("id=\"values\""));
        values.and_then(|(tag, _)| attribute(&tag, "aria-describedby"))
    };
    assert_eq!((keys().trim(), about()), ("", None));
    page.press("q");
    assert_eq!((keys().as_str(), about().as_deref()), ("o q m i a d p h n s e", Some("values-by-key")));
    page.press("d");
    assert_eq!((keys().trim(), about()), ("", None));
    assert_eq!(page.focus(), Some(Target::Back));
}

#[test]
fn q_sets_a_value_of_all_that_is_ticked() {
    let page = comparing("[claim:He left.] [claim:She stayed.] He met [actor:Sharif].");
    for words in ["He left.", "She stayed.", "Sharif"] {
        page.send(Annotations::Pick(page.id(words)));
    }
    assert!(page.press("q"));
    let words = dialog_text(&page);
    assert!(
        words.contains("Values of 3 annotations") && words.contains("Only 2 of them have it."),
        "{words}"
    );
    assert!(page.press_in(Focus::Elsewhere, "d"));
    assert_eq!(page.read(|state| state.session.dialog), None);
    assert_eq!(page.said(), "Position of 2 annotations: Denies.");
    assert_eq!(
        [value(&page, "He left.", "position"), value(&page, "She stayed.", "position")],
        ["denies", "denies"]
    );
    page.send(History::Undo);
    assert_eq!([value(&page, "He left.", "position"), value(&page, "She stayed.", "position")], ["", ""]);
}

#[test]
fn a_flag_has_a_key_too() {
    let page = comparing("[claim:He left.]");
    page.click("left");
    page.press("q");
    assert!(texts(&drawn(&page.store), "label").iter().any(|label| label == "Attributed to nobody0"));
    page.press("0");
    assert_eq!((&*value(&page, "He left.", "nobody"), &*page.said()), ("yes", "Attributed to nobody: yes."));
    page.press("q");
    page.press("0");
    assert_eq!(value(&page, "He left.", "nobody"), "");
    let key = |key: &str| {
        page.send(Codebook::SetAttribute("claim".into(), "apart".into(), AttributeChange::Key(key.into())));
    };
    key("0");
    assert_eq!(page.said(), "“Attributed to nobody” has the key “0” already.");
    key(" Z ");
    page.press("q");
    page.press("z");
    assert_eq!(value(&page, "He left.", "apart"), "yes");
    key("");
    page.press("q");
    page.press("z");
    assert_eq!(page.said(), "No value has the key “Z”. Esc leaves.");
}

#[test]
fn words_numbers_and_days_are_written_into_fields() {
    let page = Page::of("[claim:He left.]");
    for (title, holds) in [("Source", Holds::Text), ("Count", Holds::Number), ("Day", Holds::Date)] {
        name(&page, Begun::Attribute("claim".into()), title);
        page.send(Codebook::SetAttribute(
            "claim".into(),
            title.to_lowercase().as_str().into(),
            AttributeChange::Holds(holds),
        ));
    }
    let id = page.id("He left.");
    let write = |attribute: &str, value: &str| {
        page.send(Annotations::SetValue(Rc::from([id]), attribute.into(), value.into()));
    };
    write("source", " a letter ");
    write("count", "three");
    assert_eq!(page.said(), "That is no number. Write 3 or 2.5.");
    write("day", "26 May");
    assert_eq!(page.said(), "That is no day. Write 2025-05-26.");
    write("count", "3");
    write("day", "2025-05-26");
    assert_eq!(
        ["source", "count", "day"].map(|it| value(&page, "He left.", it)),
        ["a letter", "3", "2025-05-26"]
    );
}

#[test]
fn the_card_shows_what_was_set_and_folds_what_nobody_changed() {
    let page = comparing("[claim:He left.]");
    page.click("left");
    let card = || elements(&drawn(&page.store), "section", "aria-label");
    let words =
        card().iter().find(|(tag, _)| tag.contains("Open annotation")).map(|(_, words)| words.clone());
    let words = words.expect("a card");
    assert!(words.contains("FormNoneguessed by the quotation marksDirectMixedIndirect"), "{words}");
    assert!(words.contains("More: affirms, plain, neutral, 2 empty"), "{words}");
    page.send(Annotations::SetValue(Rc::from([page.id("He left.")]), "position".into(), "denies".into()));
    let html = drawn(&page.store);
    assert!(
        texts(&html, "summary").iter().any(|words| words.starts_with("More: plain, neutral, 2 empty")),
        "{html}"
    );
}
