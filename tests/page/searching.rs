//! Search as a concordance: what is found and said, in which order, and what is done with all that is ticked.

use crate::html::{drawn, elements, inside, text_of, texts};
use crate::kit::Page;
use glossator::app::effect::{Effect, Question, Rows, Target, Timer};
use glossator::app::intent::{self, Intent, Search};
use glossator::app::keys::Focus;
use glossator::app::message::MessageAction;
use glossator::features::search::state::{Panel, Trouble};
use glossator_core::query::search::Concordance;
use std::rc::Rc;

fn search(page: &Page, words: &str) {
    assert!(page.press("/"));
    page.send(Search::SetWords(words.into()));
}

/// The panel; empty if it is closed.
fn panel(page: &Page) -> String {
    let html = drawn(&page.store);
    inside(&html, "search").first().map(|(_, inside)| (*inside).to_owned()).unwrap_or_default()
}

/// The sentence about what was found.
fn summary(page: &Page) -> String {
    elements(&panel(page), "p", "aria-live").remove(0).1
}

/// The occurrences as they are listed: what stands before, the words in brackets, what stands behind, and their labels.
fn lines(page: &Page) -> Vec<String> {
    let html = panel(page).replace("<strong>", "[").replace("</strong>", "]");
    let hits = inside(&html, "li").into_iter().filter(|(tag, _)| tag.contains(" data-hit="));
    hits.map(|(_, row)| text_of(row)).collect()
}

/// True for each occurrence that is ticked.
fn ticks(page: &Page) -> Vec<bool> {
    page.read(|state| {
        let hits = state.sought().hits(state.corpus());
        hits.into_iter().map(|hit| hit.is_ticked).collect()
    })
}

#[test]
fn words_are_searched_in_the_way_that_is_chosen() {
    let page = Page::with(&[
        ("a", "Erdogan met erdogan and [actor:Erdogan]"),
        ("b", "Erdoganism"),
        ("c", "Bo met Erdogan"),
    ]);
    let check = |change: Search, said: &str, articles: &[&str]| {
        page.send(change.clone());
        assert_eq!(summary(&page), said, "{change:?}");
        assert_eq!(texts(&panel(&page), "h3"), articles, "{change:?}");
    };
    let all = ["Erdogan met erdogan and Erdogan 3", "Erdoganism 1", "Bo met Erdogan 1"];
    search(&page, "nobody");
    check(Search::SetWords("erdogan".into()), "5 in 3 articles.", &all);
    check(Search::SetHere(true), "3 in 1 article.", &all[..1]);
    check(Search::SetAsWritten(true), "1 in 1 article.", &["Erdogan met erdogan and Erdogan 1"]);
    let written = ["Erdogan met erdogan and Erdogan 2", "Erdoganism 1", "Bo met Erdogan 1"];
    check(Search::SetWords("Erdogan".into()), "2 in 1 article.", &written[..1]);
    check(Search::SetHere(false), "4 in 3 articles.", &written);
    let whole = [written[0], written[2]];
    check(Search::SetWholeWords(true), "3 in 2 articles.", &whole);
    check(Search::SetWithin(Some("actor".into())), "1 in 1 article.", &["Erdogan met erdogan and Erdogan 1"]);
    check(Search::SetWithin(Some("claim".into())), "Nothing found.", &[]);
    check(Search::SetWithin(None), "3 in 2 articles.", &whole);
    check(Search::SetWords("nobody".into()), "Nothing found.", &[]);
    check(Search::SetWords(" ".into()), "", &[]);
}

#[test]
fn lines_are_sorted_by_the_words_before_or_behind() {
    let page = Page::of("zebras met Ali. apes met Zoe. bears met Bo.");
    search(&page, "met");
    let check = |order: Concordance, expected: [&str; 3]| {
        page.send(Search::SetOrder(order));
        let words = |line: &String| line.split('[').next()?.split_whitespace().last().map(str::to_owned);
        assert_eq!(lines(&page).iter().filter_map(words).collect::<Vec<_>>(), expected, "{order:?}");
    };
    check(Concordance::Text, ["zebras", "apes", "bears"]);
    check(Concordance::Before, ["apes", "bears", "zebras"]);
    check(Concordance::Behind, ["zebras", "bears", "apes"]);
}

#[test]
fn what_is_ticked_is_tagged_in_one_step_and_untagged_in_one() {
    let page = Page::of("Oslo one, Oslo two, Oslo three.");
    search(&page, "Oslo");
    let check = |act: Search, said: &str, after: &str| {
        page.send(act.clone());
        assert_eq!((page.said().as_str(), page.marked("a").as_str()), (said, after), "{act:?}");
        assert_eq!(page.read(|state| state.session.dialog), None, "{act:?}");
    };
    page.send(Search::TurnAt(1));
    let two = "[location:Oslo] one, Oslo two, [location:Oslo] three.";
    check(Search::Tag("location".into()), "Tagged 2 as Location.", two);
    // The dialog says what is tagged now.
    let tagged = ["[Oslo] one, Oslo two, Oslo three.Location", "Oslo one, [Oslo] two, Oslo three."];
    assert_eq!(lines(&page)[..2], tagged);
    page.send(Search::TurnAll);
    let all = "Tagged 3 as Claim.";
    let both = "[location:[claim:Oslo]] one, [claim:Oslo] two, [location:[claim:Oslo]] three.";
    check(Search::Tag("claim".into()), all, both);
    check(Search::Tag("claim".into()), "All are tagged as Claim already.", both);
    page.send(Search::SetWithin(Some("location".into())));
    assert_eq!(summary(&page), "2 in 1 article.");
    check(Search::Untag, "Deleted 2 annotations.", "[claim:Oslo] one, [claim:Oslo] two, [claim:Oslo] three.");
    page.send(Search::SetWithin(None));
    page.send(Search::TurnAll);
    let after = "[claim:Oslo] one, [claim:Oslo] two, [claim:Oslo] three.";
    check(Search::Untag, "Nothing ticked is tagged.", after);
    check(Search::Tag("actor".into()), "Nothing is ticked.", after);
    // A step each, which is taken back and done again while the dialog is open.
    let undone = [both, two, "Oslo one, Oslo two, Oslo three."];
    for marked in undone {
        assert!(page.press_in_search(Focus::Elsewhere, "Control+z"));
        assert_eq!(page.marked("a"), marked);
    }
    assert!(page.press_in_search(Focus::Elsewhere, "Control+y"));
    assert_eq!(page.marked("a"), two);
    page.send(Search::TurnAll);
    assert_eq!(ticks(&page), [true; 3]);
    let one = "[location:Oslo] one, [location:Oslo] two, [location:Oslo] three.";
    check(Search::Tag("location".into()), "Tagged 1 as Location. 2 had it already.", one);
    page.answer(|action| *action == MessageAction::Undo);
    assert_eq!((page.marked("a").as_str(), page.read(|state| state.session.dialog)), (two, None));
}

#[test]
fn keys_walk_through_what_was_found() {
    let page = Page::with(&[("a", "Oslo one, Oslo two"), ("b", "Oslo three")]);
    search(&page, "Oslo");
    let check = |focus: Focus, key: &str, expected: Effect| {
        page.effects();
        assert!(page.press_in_search(focus, key), "{focus:?} {key}");
        assert_eq!(page.effects(), [expected], "{focus:?} {key}");
    };
    check(Focus::Elsewhere, "ArrowDown", Effect::Focus(Target::Hit));
    check(Focus::Hit(0), "ArrowDown", Effect::FocusNeighbour { of: Rows::Hits, forward: true });
    check(Focus::Hit(1), "ArrowUp", Effect::FocusNeighbour { of: Rows::Hits, forward: false });
    assert!(page.press_in(Focus::Hit(1), "Space"));
    assert_eq!(ticks(&page), [true, false, true]);
    // The field and the browser keep what is theirs.
    for (focus, keys) in [
        (Focus::Field, &["3", "l", "/", "Enter", "Space", "Delete"][..]),
        (Focus::Hit(0), &["Enter", "Delete", "j"]),
    ] {
        for key in keys {
            assert!(!page.press_in_search(focus, key), "{focus:?} {key}");
        }
    }
    assert!(page.press_in(Focus::Hit(0), "3"));
    assert_eq!(
        [page.marked("a"), page.marked("b")],
        ["[location:Oslo] one, Oslo two", "[location:Oslo] three"]
    );

    page.open_article("b");
    let span = page.span("Oslo");
    page.open_article("a");
    page.effects();
    page.send(Search::Choose("b".into(), span));
    assert_eq!(page.focus(), Some(Target::LabelBar));
    let session = page.read(|state| (state.session.document.to_string(), state.session.dialog));
    assert_eq!((session, page.selected().as_str()), (("b".to_owned(), None), "Oslo"));
    assert_eq!(page.marked("b"), "[location:Oslo] three");
}

#[test]
fn claims_that_contain_words_and_notes_that_say_them_are_found() {
    let page = Page::of("He said that [claim:Oslo is rich]. Oslo is large. Oslo.");
    let id = page.id("Oslo is rich");
    page.send(intent::Tagging::TypeNote(id, "about oslo".into()));
    page.send(intent::Tagging::StoreNote);
    search(&page, "Oslo");
    assert_eq!(summary(&page), "3 in 1 article.");
    assert!(
        text_of(&panel(&page)).contains("In notesClaim Oslo is rich: about oslo"),
        "{}",
        text_of(&panel(&page))
    );
    page.send(Search::SetWithin(Some("claim".into())));
    assert_eq!(summary(&page), "1 in 1 article.");
    assert_eq!(lines(&page), ["He said that [Oslo] is rich. Oslo is large. Oslo."]);
    page.send(Search::SetWords("large".into()));
    assert!(!text_of(&panel(&page)).contains("In notes"));
}

/// The question that the browser is asked since effects were last asked for.
#[track_caller]
fn question(page: &Page) -> Rc<Question> {
    let found = page.effects().into_iter().find_map(|effect| match effect {
        Effect::FindExpression(question) => Some(question),
        _ => None,
    });
    found.expect("a question")
}

#[test]
fn an_expression_is_looked_for_once_its_typing_pauses() {
    let page = Page::with(&[("a", "[location:Oslo] in 1999 and 2024"), ("b", "Oslo in 2001")]);
    let id = page.id("Oslo");
    page.send(intent::Tagging::TypeNote(id, "of 2002".into()));
    page.send(intent::Tagging::StoreNote);
    search(&page, "[0-9]{4}");
    assert_eq!(summary(&page), "Nothing found.");
    page.send(Search::SetExpression(true));
    assert_eq!(summary(&page), "Searching …");
    page.send(Search::SetWords("2[0-9]{3}".into()));
    page.effects();
    page.wait();
    let asked = question(&page);
    let texts: Vec<_> = asked.texts.iter().map(|text| &**text).collect();
    assert_eq!((&*asked.source, asked.as_written), ("2[0-9]{3}", false));
    assert_eq!(texts, ["Oslo in 1999 and 2024", "Oslo in 2001", "of 2002"]);
    let answer = |answer| page.send(Search::Answered(asked.documents.clone(), asked.notes.clone(), answer));
    answer(Ok(vec![vec![17..21], vec![8..12], vec![3..7]]));
    assert_eq!(summary(&page), "2 in 2 articles.");
    assert_eq!(lines(&page), ["Oslo in 1999 and [2024]", "Oslo in [2001]"]);
    assert!(text_of(&panel(&page)).contains("In notesLocation Oslo: of 2002"));

    page.send(Search::SetHere(true));
    page.send(Search::SetAsWritten(true));
    page.wait();
    let here = question(&page);
    assert_eq!((here.texts.len(), here.as_written), (2, true));
    for (trouble, said) in [
        (Trouble::Invalid("it ends".to_owned()), "This pattern is not complete: it ends"),
        (Trouble::Slow, "Stopped. This pattern takes longer than a second."),
        (Trouble::NoWorker, "This browser cannot search for patterns here."),
    ] {
        answer(Err(trouble));
        assert_eq!(summary(&page), said);
    }
    page.effects();
    page.send(Search::SetExpression(false));
    assert_eq!(page.effects(), [Effect::Cancel(Timer::Search)]);
    assert_eq!(summary(&page), "Nothing found.");
}

#[test]
fn what_an_expression_finds_too_often_is_listed_in_part() {
    let text = "x".repeat(50_001);
    let page = Page::of(&text);
    search(&page, ".");
    page.send(Search::SetExpression(true));
    page.effects();
    page.wait();
    let asked = question(&page);
    assert_eq!(asked.most, 50_000);
    let found = (0..50_000).map(|at| at..at + 1).collect();
    page.send(Search::Answered(asked.documents.clone(), asked.notes.clone(), Ok(vec![found])));
    assert_eq!(summary(&page), "50000 in 1 article. Only the first 50000 are shown.");
}

#[test]
fn a_search_is_there_again_as_it_was_left() {
    let page = Page::with(&[("a", "Sharif in [location:Istanbul]"), ("b", "Istanbul")]);
    search(&page, "Sharif");
    page.send(Search::SetWholeWords(true));
    let check = |before: &str| {
        page.send(Intent::Show(None));
        page.send(Search::Close);
        assert_eq!(panel(&page), "", "{before}");
        assert!(page.press("/"));
        let html = panel(&page);
        assert!(html.contains("<input value=\"Sharif\" id=\"sought\""), "{before}: {html}");
        let pressed: Vec<_> = elements(&html, "button", "aria-pressed")
            .into_iter()
            .filter(|(tag, _)| tag.contains("\"true\""))
            .collect();
        assert!(matches!(&*pressed, [(_, words)] if words == "Whole words"), "{before}: {html}");
        assert_eq!(summary(&page), "1 in 1 article.", "{before}");
    };
    check("it was closed");
    page.send(Intent::Show(None));
    page.click("Istanbul");
    assert!(page.press("t"));
    assert!(drawn(&page.store).contains("Every other"));
    check("something else was asked for meanwhile");
}

#[test]
fn more_than_can_be_drawn_at_once_is_drawn_step_by_step_and_tagged_whole() {
    let page = Page::of(&"Oslo and ".repeat(450));
    search(&page, "Oslo");
    assert_eq!(summary(&page), "450 in 1 article.");
    assert_eq!(lines(&page).len(), 200);
    assert!(text_of(&panel(&page)).contains("Show more (250)"));
    page.send(Search::ShowMore);
    assert_eq!(lines(&page).len(), 400);
    page.send(Search::ShowMore);
    assert_eq!((lines(&page).len(), text_of(&panel(&page)).contains("Show more")), (450, false));
    // Other words are drawn from the start.
    page.send(Search::SetWords("oslo".into()));
    assert_eq!(lines(&page).len(), 200);
    page.send(Search::Tag("location".into()));
    assert_eq!(page.read(|state| state.corpus().annotation_count()), 450);
}

#[test]
fn that_very_many_are_changed_is_said_before() {
    let page = Page::of(&"Oslo ".repeat(1_001));
    search(&page, "Oslo");
    let check = |act: Search, said: &str, before: usize, after: usize| {
        let count = || page.read(|state| state.corpus().annotation_count());
        page.send(act);
        assert_eq!(summary(&page), format!("1001 in 1 article. {said}"));
        assert_eq!(count(), before);
        page.wait();
        assert_eq!((count(), summary(&page).as_str()), (after, "1001 in 1 article."));
    };
    check(Search::Tag("location".into()), "Tagging …", 0, 1_001);
    page.send(Search::TurnAll);
    page.send(Search::TurnAll);
    check(Search::Untag, "Deleting …", 1_001, 0);
}

#[test]
fn the_panel_stays_while_what_was_found_is_read_and_tagged() {
    let page = Page::of("Oslo one, [actor:Mara] in Oslo.");
    search(&page, "Oslo");
    assert_eq!(page.focus(), Some(Target::Search));
    let is = |panel: Option<Panel>| assert_eq!(page.read(|state| state.search.panel), panel);
    page.send(Search::ChooseFirst);
    is(Some(Panel::Behind));
    assert_eq!((page.selected().as_str(), page.focus()), ("Oslo", Some(Target::LabelBar)));
    assert!(page.press("3"));
    is(Some(Panel::Behind));
    assert_eq!(page.open(), "Oslo");
    // A list that comes into view shows the row of the open one, which nobody opens.
    page.send(intent::Annotations::ShowOpenRow);
    is(Some(Panel::Behind));
    // It is searched again where another article comes in.
    page.open_file("b.txt", b"In Oslo, too.");
    assert_eq!(summary(&page), "3 in 2 articles.");
    page.press("/");
    is(Some(Panel::Front));
    page.effects();
    // One Escape leaves it, from the field as from anywhere in it.
    assert!(page.press_in_search(Focus::Field, "Escape"));
    is(None);
    assert_eq!(page.focus(), Some(Target::Back));
}

#[test]
fn a_card_and_the_list_take_the_place_of_the_panel() {
    type Go = fn(&Page);
    let ways: [(&str, Go); 5] = [
        ("a click", |page| page.click("Mara")),
        ("a row", |page| page.send(intent::Annotations::Open(page.id("Oslo")))),
        ("the next annotation", |page| assert!(page.press("j"))),
        ("a note", |page| assert!(page.press("n"))),
        ("the list", |page| page.send(Intent::ShowPanel(Some(glossator::app::session::Panel::Annotations)))),
    ];
    for (way, go) in ways {
        let page = Page::of("Oslo one, [actor:Mara] in [location:Oslo].");
        page.send(intent::Annotations::Open(page.id("Mara")));
        search(&page, "Oslo");
        go(&page);
        assert_eq!(page.read(|state| state.search.panel), None, "{way}");
    }
}

#[test]
fn very_many_articles_are_searched_in_parts_that_can_be_stopped() {
    // 800 KB each: what is looked through at once ends with the second one.
    let texts: Vec<String> =
        (0..3).map(|number| format!("Oslo {number}. {}", "and so on ".repeat(80_000))).collect();
    let articles: Vec<_> = ["a", "b", "c"].into_iter().zip(texts.iter().map(|text| &**text)).collect();
    let page = Page::with(&articles);
    search(&page, "Oslo");
    assert_eq!(summary(&page), "2 in 2 articles. Searching … 2 of 3 articles.");
    page.wait();
    assert_eq!(summary(&page), "3 in 3 articles.");
    // Other words begin anew, and nothing of the former ones comes.
    page.send(Search::SetWords("nobody".into()));
    page.send(Search::SetWords("Oslo".into()));
    assert!(panel(&page).contains("Stop searching"));
    page.send(Search::Stop);
    assert_eq!(summary(&page), "2 in 2 articles. Stopped after 2 of 3 articles.");
    page.wait();
    assert_eq!(summary(&page), "2 in 2 articles. Stopped after 2 of 3 articles.");
    assert!(!panel(&page).contains("Stop searching"));
    // The other occurrences of what is tagged are counted once all are looked through.
    page.send(Search::Close);
    page.select("Oslo");
    page.press("3");
    page.wait();
    assert_eq!(page.read(glossator::app::state::State::others), None, "not all are looked through");
    page.wait();
    assert_eq!(page.read(glossator::app::state::State::others), Some((2, 2)));
}
