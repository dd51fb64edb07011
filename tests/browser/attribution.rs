//! The job of attribution in one article, done by keys alone and by mouse alone: who is meant, who said it, by which words, in which
//! form, and the table of actors. Both come to the same, and what assistive technology is told on the way is read.

mod hands;
mod heard;
mod outcome;

use crate::harness::Page;
use hands::{By, Hands};
use heard::{ACTOR_CARD, ASKED, MERGE, NAMES, PICKED};
use outcome::{TOLD, told};

const CARD: &str = ".card-body";
const FACTS: &str = ".attribution";
const PICKER: &str = ".picker";
const VALUES: &str = "#values";

#[test]
fn attribution_is_done_by_keys_alone() {
    check(By::Keys);
}

#[test]
fn attribution_is_done_by_mouse_alone() {
    check(By::Mouse);
}

#[track_caller]
fn check(by: By) {
    let hands = Hands { page: Page::open(), by };
    start(&hands);
    say_who_it_is(&hands);
    say_who_said_it(&hands);
    say_how(&hands);
    do_what_is_left(&hands);
    put_actors_in_order(&hands);
    let (mut told, mut expected) = (told(&hands.page.download()), TOLD);
    told.sort_unstable();
    expected.sort_unstable();
    assert_eq!(told, expected);
}

/// A codebook that asks for all of it.
#[track_caller]
fn start(hands: &Hands) {
    let page = &hands.page;
    if hands.by == By::Keys {
        page.tab_to("Project: First project");
        page.press("Enter");
        page.press("ArrowDown");
        page.press("Enter");
        page.until("document.querySelector('.book')");
        page.tab_to("Start from …");
    } else {
        page.click("Codebook");
        page.until("document.querySelector('.book')");
    }
    hands.act("Enter", "Start from …");
    page.until("page.dialog()");
    assert!(page.focused().starts_with("Outlet comparison"));
    hands.act("Enter", "Outlet comparison");
    page.until("!page.dialog()");
    page.expect_said("Took “Outlet comparison”.");
    hands.act("Escape", "Back to reading");
    page.until("page.reader()");
    page.until("page.focus() === 'reader'");
}

/// `I`, for a name, for all with the same words, and as somebody who is there already.
#[track_caller]
fn say_who_it_is(hands: &Hands) {
    let page = &hands.page;
    hands.tag("President |Recep Tayyip Erdogan| on", "1", "Actor");
    page.expect_heard(CARD, &ACTOR_CARD);
    hands.ask("i");
    page.expect_heard(
        PICKER,
        &[
            "combobox “Who or what it is” [expanded]",
            "listbox “Who or what it is”",
            "option “New: “Recep Tayyip Erdogan”” [selected]",
        ],
    );
    hands.answer("New: ", false);
    page.expect_said("“Recep Tayyip Erdogan” is Recep Tayyip Erdogan.");
    page.expect_heard(FACTS, &["Means", "button “Means Recep Tayyip Erdogan” [collapsed, key I]"]);
    hands.act("t", "Tag 2 more in 2 articles …");
    page.until("page.dialog()");
    hands.act("Enter", "Tag 2 as Actor");
    page.until("!page.dialog()");
    page.expect_said("Tagged 2 as Actor.");

    hands.tag("Thanks |Erdogan| for", "1", "Actor");
    hands.tag("thank |Erdogan| for his", "1", "Actor");
    hands.ask("i");
    page.expect_heard(
        PICKER,
        &[
            "combobox “Who or what it is” [expanded, and 1 other with these words Shift Enter]",
            "listbox “Who or what it is”",
            "option “Recep Tayyip Erdogan shares words” [selected]",
            "option “New: “Erdogan””",
            "checkbox “and 1 other with these words” [not checked]",
            "Shift Enter",
        ],
    );
    hands.answer("New: ", true);
    page.expect_said("“Erdogan” and 1 other are Erdogan.");
    hands.tag("Minister |Shehbaz Sharif| went", "1", "Actor");
    hands.ask("i");
    hands.answer("New: ", false);
    // Not right: it is put right in the table.
    hands.tag("went to |X| (", "1", "Actor");
    hands.ask("i");
    hands.answer("Shehbaz Sharif", false);
    page.expect_said("“X” is Shehbaz Sharif.");
    hands.tag("relations with |New Delhi|.", "1", "Actor");
    hands.ask("i");
    hands.answer("New: ", false);
}

/// `W`, from a list, of words, and as the one who passed it on; cues, and nobody.
#[track_caller]
fn say_who_said_it(hands: &Hands) {
    let page = &hands.page;
    hands.tag(
        "|Thanked him for his resolute support to Pakistan in the recent Pakistan-India standoff|,”",
        "2",
        "Claim",
    );
    page.expect_heard(
        FACTS,
        &[
            "Group",
            "button “Group not said yet” [collapsed, key I]",
            "Said by",
            "button “Said by own voice” [collapsed, key W]",
            "Where",
            "button “Where no place” [collapsed, key P]",
        ],
    );
    hands.ask("i");
    page.expect_heard(
        PICKER,
        &[
            "combobox “Claim group” [collapsed, There is none yet. Type it and press Enter.]",
            "There is none yet. Type it and press Enter.",
        ],
    );
    page.type_at_once("Sharif thanks Erdogan");
    hands.answer("New: ", false);
    // Words that are selected become the speaker, and cues.
    hands.select("standoff,” |Sharif| wrote");
    hands.point("w", "document.querySelector('#fact-speaker')");
    page.expect_said("Said by “Sharif”.");
    hands.ask("w");
    page.expect_heard(
        PICKER,
        &[
            "combobox “Who said it” [expanded, as the one who passed it on Shift Enter]",
            "listbox “Who said it”",
            "option “Recep Tayyip Erdogan” [selected]",
            "option “Sharif linked”",
            "option “Erdogan”",
            "option “Shehbaz Sharif “X””",
            "option “New Delhi”",
            "option “Nobody is named”",
            "option “Not said by anybody here”",
            "checkbox “as the one who passed it on” [not checked]",
            "Shift Enter",
        ],
    );
    hands.answer("Shehbaz Sharif", true);
    page.expect_said("Passed on by “X”.");
    hands.tag("Sharif |wrote|.", "4", "Cue");
    page.expect_said("Attributed by “wrote”.");
    page.expect_heard(
        FACTS,
        &[
            "Group",
            "button “Group Sharif thanks Erdogan” [collapsed, key I]",
            "Said by",
            "button “Said by Sharif” [collapsed, key W]",
            "button “Show “Sharif” in the text”",
            "by “wrote”",
            "via Shehbaz Sharif",
            "Where",
            "button “Where no place” [collapsed, key P]",
        ],
    );

    hands.tag("also |provided drones to Pakistan|,", "2", "Claim");
    if hands.by == By::Keys {
        page.press("0");
    } else {
        hands.ask("w");
        hands.answer("Nobody is named", false);
    }
    page.expect_said("Nobody is named who says it.");
    hands.tag("tensions, |according to reports|.", "4", "Cue");
    page.expect_said("Attributed by “according to reports”.");

    hands.tag("|charges that New Delhi strongly rejected|.", "2", "Claim");
    hands.ask("w");
    hands.answer("New Delhi", false);
    page.expect_said("Said by “New Delhi”.");
}

/// `Q` and the key of a value.
#[track_caller]
fn say_how(hands: &Hands) {
    let page = &hands.page;
    let form = |indirect: &'static str| {
        [
            "group “Values”",
            "radiogroup “Form”",
            "radio “None” [not checked]",
            "radio “Direct” [not checked]",
            "radio “Mixed” [not checked]",
            indirect,
        ]
    };
    let folded = |words: &'static str| [words];
    page.expect_heard(
        VALUES,
        &[
            &form("radio “Indirect guessed by the quotation marks” [checked]")[..],
            &folded("DisclosureTriangle “More: affirms, plain, neutral, 2 empty” [collapsed, key Q]"),
        ]
        .concat(),
    );
    if hands.by == By::Keys {
        page.press("q");
        page.expect_heard(VALUES, &ASKED);
        page.press("Escape");
        page.until("page.focus() === 'reader'");
    } else {
        page.click_element("document.querySelector('#values summary')");
    }
    hands.value("i", "Indirect");
    page.expect_said("Form: Indirect.");
    hands.value("d", "Denies");
    page.expect_said("Position: Denies.");
    hands.value("h", "Hedged");
    page.expect_said("Certainty: Hedged.");
    if hands.by == By::Mouse {
        page.click_element("document.querySelector('#values summary')");
    }
    let position = ["radiogroup “Position”", "radio “Affirms” [not checked]", "radio “Denies” [checked]"];
    let certainty = ["radiogroup “Certainty”", "radio “Plain” [not checked]", "radio “Hedged” [checked]"];
    page.expect_heard(
        VALUES,
        &[
            &form("radio “Indirect” [checked]")[..],
            &position,
            &certainty,
            &folded("DisclosureTriangle “More: neutral, 2 empty” [collapsed, key Q]"),
        ]
        .concat(),
    );
}

/// `U`, until nothing is left in the article.
#[track_caller]
fn do_what_is_left(hands: &Hands) {
    let page = &hands.page;
    let next = |said: &str, chip: &str| {
        hands.act("u", chip);
        page.expect_said(said);
    };
    next("Nobody has said yet who this is.", "2 claims, 1 actor to do");
    hands.ask("i");
    hands.answer("Shehbaz Sharif", false);
    next("This claim is in no group yet.", "2 claims to do");
    page.expect_heard(
        FACTS,
        &[
            "Group",
            "button “Group not said yet” [collapsed, key I]",
            "Said by",
            "button “Said by Nobody is named” [collapsed, key W]",
            "by “according to reports”",
            "Where",
            "button “Where no place” [collapsed, key P]",
        ],
    );
    hands.ask("i");
    page.type_at_once("Turkey sent Pakistan drones");
    hands.answer("New: ", false);
    next("This claim is in no group yet.", "1 claim to do");
    hands.ask("i");
    page.type_at_once("India rejects the charges");
    hands.answer("New: ", false);
    page.until("page.buttons('1 claim to do').length === 0");
    if hands.by == By::Keys {
        // Then the cells of the matrix.
        page.press("u");
        page.until("document.activeElement.closest('#claims')");
        page.press("v");
    } else {
        page.click("Actors");
    }
    page.until("document.querySelector('#actors')");
}

/// `V`: two become one, one becomes two, one is renamed, and a number leads into the text.
#[track_caller]
fn put_actors_in_order(hands: &Hands) {
    let page = &hands.page;
    let is_by_keys = hands.by == By::Keys;
    if is_by_keys {
        page.press_until("Tab", "document.activeElement.closest('#actors')");
    }
    for row in ["Recep Tayyip Erdogan", "Erdogan"] {
        hands.cell(row, "entity");
        hands.point("Space", &format!("document.querySelector('#actors [aria-label=\"Pick {row}\"]')"));
        page.until(&format!("document.querySelector('#actors [aria-label=\"Pick {row}\"]').checked"));
    }
    page.expect_heard("#actors tbody tr[aria-selected=true]", &PICKED);
    hands.act("Enter", "Merge …");
    page.expect_heard("dialog[open]", &MERGE);
    hands.act("Enter", "Merge into “\u{2068}Recep Tayyip Erdogan\u{2069}”");
    page.expect_said("2 merged into “Recep Tayyip Erdogan”.");
    if is_by_keys {
        page.until("document.activeElement.closest('#actors')");
    }

    hands.cell("Shehbaz Sharif", "mentions");
    hands.point("Enter", &Hands::cell_of("Shehbaz Sharif", "mentions"));
    page.expect_said("Beside the table: Shehbaz Sharif.");
    page.expect_heard(".row-names", &NAMES);
    if is_by_keys {
        page.press_until("Tab", "document.activeElement.labels?.[0]?.textContent === 'X'");
        page.press("Space");
        page.tab_to("Split off 1 name");
    } else {
        page.click_field("X");
    }
    hands.act("Enter", "Split off 1 name");
    page.expect_said("Added “X” with 1 mention.");

    let name = "X, formerly Twitter";
    if is_by_keys {
        page.press_until("Tab", "document.activeElement.closest('#actors')");
        hands.cell("X", "entity");
        page.press("F2");
        page.press("Control+a");
        page.type_at_once(name);
        page.press("Enter");
    } else {
        page.click("Rename");
        page.type_at_once(name);
        // A field that is left takes it.
        page.click("Close");
    }
    page.expect_said("Changed.");

    hands.cell("New Delhi", "mentions");
    hands.point("Enter", &Hands::cell_of("New Delhi", "mentions"));
    page.expect_said("Beside the table: New Delhi.");
    let quote = "document.querySelector('.row-quote')";
    if is_by_keys {
        page.press_until("Tab", &format!("document.activeElement === {quote}"));
    }
    hands.point("Enter", quote);
    page.until("page.card()");
    page.expect_heard(FACTS, &["Means", "button “Means New Delhi” [collapsed, key I]"]);
}
