//! Help: what to do, every key as it is mapped now, and what the labels mean.

use super::{dialog, lane, piece};
use crate::app::shortcuts::{self, Keys, TABLE};
use crate::app::store::Store;
use crate::words;
use glossator_core::formats::{FORMATS, Format};
use glossator_core::model::label::{Label, LabelSet};
use yew::prelude::*;

/// Keys that stay what they are.
const FIXED: [(&str, &str); 13] = [
    ("← → ↑ ↓", "Move the reading caret (with Ctrl or Alt ← → by word, with Ctrl ↑ ↓ by paragraph)"),
    ("Shift", "With these: select"),
    ("Home End", "Start and end of the line (with Ctrl: of the article)"),
    ("Enter", "Open what lies at the caret; tag a hint, or while a label stays"),
    ("1 2 3 …", "Tag the selection, or relabel what is open"),
    ("Shift 1 2 3 …", "Give the same words another label, too"),
    ("Delete", "Delete what is open, or what is picked"),
    ("Ctrl Z", "Undo"),
    ("Ctrl Y", "Redo"),
    ("Alt ↑ ↓", "Previous and next article"),
    ("Space", "In the list: pick a row"),
    ("Alt", "While selecting by mouse: exact characters instead of words"),
    ("Escape", "Close or clear"),
];

/// Every key.
pub fn help(store: &Store, labels: &LabelSet, keys: &Keys) -> Html {
    let row = |key: &str, what: &str| {
        html! { <tr><th scope="row"><kbd>{ key.to_owned() }</kbd></th><td>{ what.to_owned() }</td></tr> }
    };
    let letter = |label: &Label| {
        let letter = shortcuts::letter_of(&label.id)?;
        Some(row(&shortcuts::shown(keys.now(letter)), &label.name))
    };
    let body = html! {
        <>
            // Reading begins here, not at the button at the end.
            <p tabindex="-1" autofocus=true>{ "Select words and say what they are. Whatever you tag is stored in this browser at once and never sent anywhere; \
                “Download JSON” takes it with you. By mouse, selections become whole words." }</p>
            { piece::paragraph("", "Without keys of its own: “Search” finds words, and the chosen ones can be tagged with ordinary buttons.") }
            if !keys.single {
                <p><strong>{ "Keys without Ctrl or Alt are switched off in Settings." }</strong></p>
            }
            <table class="keys">
                { for FIXED.iter().map(|(key, what)| row(key, what)) }
                { for labels.iter().filter_map(letter) }
                { for TABLE.iter().map(|(key, _, what)| row(&shortcuts::shown(keys.now(*key)), what)) }
            </table>
            { piece::heading("“Export” writes, and “Open files” reads") }
            { for FORMATS.iter().filter(|format| format.is_read()).map(|format| kept(format)) }
            { piece::heading("“Export” writes") }
            { for FORMATS.iter().filter(|format| !format.is_read()).map(|format| kept(format)) }
        </>
    };
    dialog::view(store, "help", "Help", body, dialog::close("main"))
}

fn kept(format: &Format) -> Html {
    piece::paragraph("", &format!("{}: {}.", format.name, words::formats::keeps(format)))
}

/// What the labels mean.
pub fn codebook(store: &Store, labels: &LabelSet) -> Html {
    let entry = |(rank, label): (usize, &Label)| {
        html! {
            <>
                <dt data-lane={lane(rank)}>{ piece::label_name(&label.name) }</dt>
                { for std::iter::once(&*label.definition).chain(label.guidance().iter().copied()).map(|line| html! { <dd>{ line.to_owned() }</dd> }) }
            </>
        }
    };
    let body = html! { <dl class="entries" tabindex="-1" autofocus=true>{ for labels.iter().enumerate().map(entry) }</dl> };
    dialog::view(store, "codebook", "Codebook", body, dialog::close("main"))
}
