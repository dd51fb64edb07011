//! The matrix of claims: its cells, what is missing where, and what is done by keys.

mod files;
mod from_nothing;

use crate::html::{attribute, drawn, elements, inside, text_of};
use crate::kit::Page;
use glossator::app::intent::{Annotations, Attribution, Claims, History, Intent};
use glossator::app::keys::Focus;
use glossator::app::place::Place;
use glossator::app::session::Dialog;
use glossator::features::claims::state::{Cells, Form};
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::{By, Filter, Order, Sum, Within};

/// Two articles with claims, in a group each or in none.
fn page() -> Page {
    let page = Page::with(&[
        ("le-monde", "[claim:They met in Ankara.] [actor:Sharif] thanked him. [claim:He is content.]"),
        ("the-times", "[claim:The two met.] [claim:They did not talk.] [actor:Erdogan] left."),
    ]);
    page.means("They met in Ankara.", "They met");
    page.open_article("the-times");
    page.means("The two met.", "They met");
    page.send(Claims::SetBy(By::Article));
    page
}

fn id(page: &Page, name: &str) -> EntityId {
    let found = page.read(|state| {
        let mut all = state.corpus().entities().in_order().into_iter().filter(|it| *it.name == *name);
        all.next().map(|it| it.id.clone())
    });
    found.expect("such a group")
}

/// Every row of the matrix: the group, and of each cell the column and the states.
fn rows(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let groups = inside(&html, "tr").into_iter().filter(|(tag, _)| tag.contains(" data-group="));
    let row = |(_, content): (&str, &str)| {
        let name = inside(content, "th").first().map(|(_, it)| text_of(it)).unwrap_or_default();
        let cells = elements(content, "td", "data-state");
        let cells = cells.into_iter().map(|(tag, _)| {
            let of = |name| attribute(&tag, name).unwrap_or_default();
            format!("{}: {}", of("data-outlet"), of("data-state"))
        });
        std::iter::once(name).chain(cells).collect::<Vec<_>>().join(" | ")
    };
    groups.map(row).collect()
}

#[test]
fn the_matrix_says_who_says_a_claim_and_where_it_is_missing() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    assert_eq!(rows(&page), ["They met | le-monde: asserts | the-times: asserts"]);
    let html = drawn(&page.store);
    assert!(html.contains("aria-label=\"Claims and outlets\""), "{html}");
    assert!(html.contains("2 claims in no group"), "{html}");
    // From the claims in no group one goes into a row.
    page.send(Attribution::AskAbout(page.id("They did not talk.")));
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::Attribution));
    page.send(Attribution::Type("They met".into()));
    page.send(Attribution::Take(0, false));
    assert_eq!(page.read(|state| state.session.dialog), None);
    assert_eq!(rows(&page), ["They met | le-monde: asserts | the-times: asserts"]);
    assert!(drawn(&page.store).contains("1 claim in no group"));
}

#[test]
fn space_says_that_a_claim_is_absent_and_takes_it_back() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    page.send(Claims::BeginNew);
    page.send(Claims::EndNew(Some("He is content".into())));
    page.send(Claims::SetOrder(Order::Own));
    assert_eq!(rows(&page)[1], "He is content | le-monde: open | the-times: open");
    let content = id(&page, "He is content");
    page.send(Claims::TurnAbsent(content.clone(), 1, false));
    assert_eq!(
        (rows(&page)[1].as_str(), page.said().as_str()),
        (
            "He is content | le-monde: open | the-times: absent",
            "Marked absent in “The two met. They did not talk. Erdogan…”."
        )
    );
    page.send(Claims::TurnAbsent(content.clone(), 1, false));
    assert_eq!(rows(&page)[1], "He is content | le-monde: open | the-times: open");
    page.send(Claims::TurnAbsent(content.clone(), 0, true));
    assert_eq!(rows(&page)[1], "He is content | le-monde: absent | the-times: open");
    assert_eq!(page.said(), "1 group marked absent in “They met in Ankara. Sharif thanked him.…”.");
    page.send(Claims::TurnAbsent(id(&page, "They met"), 0, false));
    assert_eq!(page.said(), "It has a claim there. Enter shows the words.");
    // A claim beats the mark, which holds again when it goes.
    page.send(Attribution::AskAbout(page.read(|state| {
        let all = state.corpus().documents().flat_map(|it| it.annotations());
        let document = |one: &glossator_core::model::annotation::Annotation| {
            state.corpus().document(&one.document).cloned()
        };
        let found = all
            .into_iter()
            .find(|one| document(one).is_some_and(|it| one.quote(&it.text) == "He is content."));
        found.expect("the claim").id
    })));
    page.send(Attribution::Type("He is content".into()));
    page.send(Attribution::Take(0, false));
    assert_eq!(rows(&page)[1], "He is content | le-monde: asserts | the-times: open");
    page.send(History::Undo);
    assert_eq!(rows(&page)[1], "He is content | le-monde: absent | the-times: open");
}

#[test]
fn groups_are_renamed_merged_moved_and_deleted() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    for name in ["One", "Two"] {
        page.send(Claims::BeginNew);
        page.send(Claims::EndNew(Some(name.into())));
    }
    page.send(Claims::SetOrder(Order::Own));
    let names = |page: &Page| {
        rows(page)
            .iter()
            .map(|row| row.split(" | ").next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&page), ["They met", "One", "Two"]);
    page.send(Claims::Move(id(&page, "Two"), false));
    assert_eq!(names(&page), ["They met", "Two", "One"]);
    page.send(Claims::Rename(id(&page, "One"), "They talked".into()));
    assert_eq!(names(&page), ["They met", "Two", "They talked"]);
    page.send(Claims::Pick(vec![id(&page, "They talked")], true));
    page.send(Claims::Pick(vec![id(&page, "They met")], true));
    page.send(Claims::Merge);
    assert_eq!(page.said(), "2 groups merged into “They talked”.");
    assert_eq!(
        rows(&page),
        ["Two | le-monde: open | the-times: open", "They talked | le-monde: asserts | the-times: asserts"]
    );
    page.send(Claims::Delete(vec![id(&page, "They talked")]));
    assert_eq!(names(&page), ["Two"]);
    assert!(drawn(&page.store).contains("4 claims in no group"));
    page.send(History::Undo);
    assert_eq!(names(&page), ["Two", "They talked"]);
    page.send(Claims::SetFilter(Filter::Open));
    assert_eq!(names(&page), ["Two"]);
}

#[test]
fn claims_are_left_out_and_grouped_again() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    page.press("i");
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::Attribution));
    page.send(Intent::Show(None));
    assert!(page.read(|state| state.attribution.asked.is_none()));
    page.open_article("the-times");
    let claims = vec![page.id("They did not talk.")];
    page.send(Claims::SetApart(claims.clone(), true));
    page.send(Intent::Go(Place::Claims));
    assert!(drawn(&page.store).contains("1 claim in no group"));
    page.send(Claims::SetApart(claims, false));
    assert!(drawn(&page.store).contains("2 claims in no group"));
}

#[test]
fn the_matrix_leaves_as_a_table_with_a_line_for_each_cell() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    page.send(Claims::Download(Form::Csv));
    let download = page.downloaded();
    let content = String::from_utf8_lossy(&download.content).into_owned();
    let lines: Vec<_> = content.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "group,outlet,state,speakers,claims,quotes,by,by_id,at",
            "They met,le-monde,asserts,,1,They met in Ankara.,,,",
            "They met,the-times,asserts,,1,The two met.,,,",
        ]
    );
}

#[test]
fn marks_of_groups_that_were_merged_are_taken_back_at_once() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    for name in ["One", "Two"] {
        page.send(Claims::BeginNew);
        page.send(Claims::EndNew(Some(name.into())));
        page.send(Claims::TurnAbsent(id(&page, name), 1, false));
    }
    page.send(Claims::Pick(vec![id(&page, "One"), id(&page, "Two")], true));
    page.send(Claims::Merge);
    page.send(Claims::SetOrder(Order::Own));
    assert_eq!(rows(&page)[1], "One | le-monde: open | the-times: absent");
    page.send(Claims::TurnAbsent(id(&page, "One"), 1, false));
    assert_eq!(rows(&page)[1], "One | le-monde: open | the-times: open");
    page.send(History::Undo);
    assert_eq!(rows(&page)[1], "One | le-monde: open | the-times: absent");
}

/// The lines of the table without their quotes: groups in brackets, rows by their names, sums with their numbers.
fn table(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let lines = inside(&html, "tr").into_iter().skip(1).filter_map(|(tag, content)| {
        if tag.contains("class=\"room\"") {
            return None;
        }
        if tag.contains("class=\"whole\"") {
            return Some(format!("[{}]", text_of(content)));
        }
        let name = inside(content, "th").first().map(|(_, it)| text_of(it)).unwrap_or_default();
        let sums = inside(content, "span").into_iter().filter(|(tag, _)| tag.contains("class=\"sum\""));
        let sums = sums.map(|(_, it)| text_of(it));
        Some(std::iter::once(name).chain(sums).collect::<Vec<_>>().join(" "))
    });
    lines.collect()
}

#[test]
fn every_number_below_the_matrix_leads_to_its_rows() {
    let page = files::example();
    let all = table(&page);
    assert_eq!(
        all[all.len() - 3..],
        ["Covered 18 15 14", "Only here 3 4 2", "Missing where all others have it 1 5 4"]
    );
    let numbers: [[usize; 3]; 3] = [[18, 15, 14], [3, 4, 2], [1, 5, 4]];
    for (sum, numbers) in Sum::ALL.into_iter().zip(numbers) {
        for (column, number) in numbers.into_iter().enumerate() {
            page.send(Claims::SetFilter(sum.filter(column)));
            assert_eq!(rows(&page).len(), number, "{sum:?} of column {column}");
        }
    }
    let html = drawn(&page.store);
    let pressed =
        inside(&html, "button").into_iter().filter(|(tag, _)| tag.contains("aria-pressed=\"true\""));
    let pressed: Vec<_> = pressed.map(|(_, content)| text_of(content)).collect();
    assert_eq!(pressed, ["Missing only in Business Today 4"]);
    // A condition on a column means nothing where the columns are others.
    page.send(Claims::SetBy(By::Article));
    assert_eq!(rows(&page).len(), 25);
}

#[test]
fn a_cell_that_nobody_has_looked_at_is_not_missing() {
    let page = page();
    page.means("They did not talk.", "No talks");
    page.send(Intent::Go(Place::Claims));
    let missing = |page: &Page| {
        let html = drawn(&page.store);
        let row = inside(&html, "tr")
            .into_iter()
            .map(|(_, row)| text_of(row))
            .find(|row| row.starts_with("Missing"));
        let matrix = page.read(glossator::app::state::State::matrix);
        let counted =
            [Filter::MissingIn(None), Filter::AbsentIn(0), Filter::Open].map(|filter| matrix.count(&filter));
        (row.expect("the sums"), counted)
    };
    let (sums, counted) = missing(&page);
    assert!(sums.contains("0 1 not looked for"), "{sums}");
    assert_eq!(counted, [0, 0, 1]);
    page.send(Claims::TurnAbsent(id(&page, "No talks"), 0, false));
    let (sums, counted) = missing(&page);
    assert!(!sums.contains("not looked for"), "{sums}");
    assert_eq!(counted, [1, 1, 0]);
    page.send(History::Undo);
    assert_eq!(page.said(), "Undone: mark “No talks” absent.");
    page.send(History::Undo);
    assert_eq!(page.said(), "Undone: add “No talks” for “They did not talk.”.");
}

#[test]
fn chips_say_how_many_rows_they_show() {
    let page = files::example();
    let html = drawn(&page.store);
    let chips = inside(&html, "button").into_iter().filter(|(tag, _)| tag.contains("class=\"chip\""));
    let chips: Vec<_> = chips.map(|(_, content)| text_of(content)).collect();
    assert_eq!(chips, ["All 25", "Contested 2", "Missing in one 10", "Only in one 9", "Not looked for 0"]);
    let contested = |within| {
        page.send(Claims::SetFilter(Filter::Contested(within)));
        rows(&page)
            .iter()
            .map(|row| row.split(" | ").next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let (arms, civilians) =
        ("contested Turkey sent Pakistan arms or military supplies", "contested India attacked civilians");
    assert_eq!(contested(Within::Row), [arms, civilians]);
    assert_eq!(contested(Within::Article), [arms, civilians]);
    assert_eq!(contested(Within::Columns), [arms]);
    assert!(contested(Within::Speaker).is_empty());
}

#[test]
fn one_sign_stands_for_a_cell_and_its_words_are_there_for_those_who_do_not_see_it() {
    let page = files::example();
    page.send(Claims::SetCells(Cells::Signs));
    let html = drawn(&page.store);
    let cells = elements(&html, "td", "data-state");
    assert_eq!(cells.len(), 75);
    assert_eq!(cells[1].1, "×3contested: to nobody ×2, hedged; Turkey denies");
    assert!(!html.contains("denied transporting arms"), "{html}");
}

#[test]
fn a_claim_is_dragged_from_the_tray_into_a_row() {
    let page = files::example();
    let railway = page.id("the Istanbul–Tehran–Islamabad railway line should be made more efficient");
    let trade = id(&page, "Trade is to reach 5 billion dollars");
    assert!(drawn(&page.store).contains(&format!("data-claim=\"{railway}\"")));
    page.send(Claims::Drag(railway, Some(trade.clone()), false));
    let target = |page: &Page| {
        let html = drawn(&page.store);
        let found = inside(&html, "tr").into_iter().find(|(tag, _)| tag.contains("data-state=\"target\""));
        found.and_then(|(tag, _)| attribute(tag, "data-group"))
    };
    assert_eq!(target(&page).as_deref(), Some(&*trade.0));
    // Let go of beside the table, it stays where it is.
    page.send(Claims::Drag(railway, None, true));
    assert_eq!((target(&page), drawn(&page.store).contains("1 claim in no group")), (None, true));
    page.send(Claims::Drag(railway, Some(trade), true));
    assert_eq!(page.said(), "Put into “Trade is to reach 5 billion dollars”.");
    assert_eq!((target(&page), drawn(&page.store).contains("in no group")), (None, false));
    page.send(History::Undo);
    assert!(drawn(&page.store).contains("1 claim in no group"));
}

#[test]
fn u_goes_on_into_the_cells_that_nobody_has_looked_at() {
    let page = files::example();
    let visited = |page: &Page| {
        page.read(|state| {
            let (group, column, _) = state.claims.visited.clone()?;
            let group = state.corpus().entities().get(&group)?.name.to_string();
            Some((group, column))
        })
    };
    let railway = page.id("the Istanbul–Tehran–Islamabad railway line should be made more efficient");
    // Where no cell is left, it leads to what is left in the articles.
    page.press_in(Focus::Elsewhere, "u");
    assert_eq!((page.read(|state| state.session.annotation), visited(&page)), (Some(railway), None));
    page.send(Claims::SetApart(vec![railway], true));
    page.press("u");
    assert_eq!(page.said(), "Nothing is left to do.");
    page.send(History::Undo);
    page.send(Annotations::Close);
    for (name, column) in [("India attacked civilians", 2), ("Trade is to reach 5 billion dollars", 0)] {
        page.send(Claims::TurnAbsent(id(&page, name), column, false));
    }
    page.send(Intent::Go(Place::Claims));
    assert!(drawn(&page.store).contains("2 cells to do"));
    page.send(Intent::Go(Place::Read));
    page.press("u");
    assert_eq!(page.read(|state| state.session.annotation), Some(railway));
    page.send(Claims::SetApart(vec![railway], true));
    // Nothing is left in the articles.
    page.press("u");
    assert_eq!(page.read(|state| state.place), Place::Claims);
    assert_eq!(visited(&page), Some(("India attacked civilians".to_owned(), 2)));
    assert_eq!(page.said(), "“India attacked civilians” was not looked for in Business Today.");
    page.send(Claims::SetFilter(Filter::Contested(Within::Row)));
    page.press_in(Focus::Elsewhere, "u");
    assert_eq!(visited(&page), Some(("Trade is to reach 5 billion dollars".to_owned(), 0)));
    assert_eq!(page.read(|state| state.claims.filter.clone()), Filter::All);
    page.press_in(Focus::Elsewhere, "u");
    assert_eq!(visited(&page), Some(("India attacked civilians".to_owned(), 2)));
}

#[test]
fn the_pane_begins_with_the_chosen_cell_and_offers_to_remove_a_mark_that_does_not_count() {
    let page = files::example();
    let arms = id(&page, "Turkey sent Pakistan arms or military supplies");
    let civilians = id(&page, "India attacked civilians");
    page.send(Claims::Show(Some((arms, Some("Financial Express".into())))));
    let pane = |page: &Page| {
        let html = drawn(&page.store);
        inside(&html, "aside").first().map(|(_, it)| (*it).to_owned()).unwrap_or_default()
    };
    let heads = |pane: &str| inside(pane, "h3").into_iter().map(|(_, it)| text_of(it)).collect::<Vec<_>>();
    assert_eq!(heads(&pane(&page)), ["Financial Express says both", "The Daily Jagran", "Business Today"]);
    let quotes = pane(&page);
    let marks: Vec<_> = inside(&quotes, "mark").into_iter().map(|(_, it)| text_of(it)).collect();
    assert_eq!(marks.len(), 5, "{marks:?}");
    assert_eq!(
        marks[0],
        "the Eurasian country reportedly sent military supplies to Karachi days after the deadly Pahalgam attack"
    );
    // A claim that is put into the row later beats the mark.
    let railway = page.id("the Istanbul–Tehran–Islamabad railway line should be made more efficient");
    page.send(Claims::Show(Some((civilians.clone(), Some("Business Today".into())))));
    assert!(text_of(&pane(&page)).contains("Looked for, not found. Example, "));
    page.send(Claims::Drag(railway, Some(civilians.clone()), true));
    assert!(text_of(&pane(&page)).contains("Marked absent, but a claim is there."));
    page.send(Claims::Unmark(civilians, 2));
    assert_eq!(page.said(), "Mark removed.");
    assert!(!text_of(&pane(&page)).contains("Marked absent"));
}
