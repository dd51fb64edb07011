//! The help: its keys are those of the guide, and each of them has its intent.

use crate::kit::Page;
use glossator::app::intent::{Annotations, Articles, Hints, History, Intent, Reader, Search, Tagging};
use glossator::app::keys::{Focus, Press, TABLE, letter_of, shown};
use glossator::app::press;
use glossator::app::session::Dialog;
use glossator::words::help;

const GUIDE: &str = include_str!("../../docs/guide.md");

#[test]
fn the_guide_lists_the_keys_of_the_help() {
    let page = Page::of("");
    let labels: Vec<_> = page.read(|state| {
        let letters = state.corpus().labels().iter();
        let letter = |label: &glossator_core::model::label::Label| {
            Some((shown(letter_of(&label.id)?), label.name.to_string()))
        };
        letters.filter_map(letter).collect()
    });
    let fixed = help::FIXED.map(|(key, meaning)| (key.to_owned(), meaning.to_owned()));
    let changeable = TABLE.map(|(key, act)| (shown(key), help::act(act).to_owned()));
    let expected: Vec<_> = fixed.into_iter().chain(labels).chain(changeable).collect();
    let (_, table) = GUIDE.split_once("| key | effect |\n|---|---|\n").expect("a table of keys");
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    let row = |line: &str| {
        let (key, meaning) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        Some((key.replace('`', ""), meaning.to_owned()))
    };
    let found: Vec<_> = rows.map(|line| row(line).expect("two cells")).collect();
    assert_eq!(found, expected);
}

#[test]
fn each_key_of_the_help_has_its_intent() {
    let page = Page::of("On Sunday [actor:Erdogan] met him");
    page.click("Erdogan");
    let id = page.id("Erdogan");
    let check = |held: &str, key: &str, expected: Intent| {
        let press = Press {
            key: key.to_owned(),
            shift: held.contains("Shift"),
            command: held.contains("Ctrl"),
            alt: held.contains("Alt"),
            focus: Focus::Article,
            ..Press::default()
        };
        let found = page.read(|state| press::intent(state, &press));
        assert_eq!(found, Some(expected), "{held} {key}");
    };
    check("", "e", Reader::Expand(true).into());
    check("Shift", "E", Reader::Expand(false).into());
    check("", "t", Search::AskOthers(id).into());
    check("", "h", Hints::Step(true).into());
    check("Shift", "H", Hints::Step(false).into());
    check("", "x", Hints::Dismiss.into());
    check("", "n", Annotations::WriteNote(id).into());
    check("", "b", Annotations::TakeBoundary(id).into());
    check("", "o", Annotations::OpenHere.into());
    check("", "j", Annotations::Step(true).into());
    check("", "k", Annotations::Step(false).into());
    check("", "u", Articles::Unfinished.into());
    check("", "]", Articles::Step(true).into());
    check("", "[", Articles::Step(false).into());
    check("", "g", Annotations::GoToList(false).into());
    check("", "s", Tagging::Stay.into());
    check("", "/", Search::Open.into());
    check("", "m", Intent::Show(Some(Dialog::Counts)));
    check("", "d", Intent::Show(Some(Dialog::Codebook)));
    check("", "?", Intent::Show(Some(Dialog::Help)));
    check("", "a", Tagging::Relabel(id, "actor".into()).into());
    check("Shift", "C", Tagging::AddLabel(id, "claim".into()).into());
    check("", "Delete", Tagging::Delete(id).into());
    check("", "Enter", Annotations::OpenHere.into());
    check("", "Escape", Annotations::Close.into());
    check("Ctrl", "z", History::Undo.into());
    check("Ctrl", "y", History::Redo.into());
    check("Alt", "ArrowDown", Articles::Step(true).into());
    check("Alt", "ArrowUp", Articles::Step(false).into());
}
