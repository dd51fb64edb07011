//! Attribution: who or what annotations are, who said a claim, by which words and where; by keys, in the card and about several.

use crate::html::{dialog_text, drawn, elements};
use crate::kit::Page;
use glossator::app::effect::Target;
use glossator::app::intent::{Annotations, Attribution, History};
use glossator::app::session::Dialog;
use glossator::features::annotations::attribution::state::{Choice, Question};
use glossator_core::model::relation::EndId;

/// A meeting, two mentions of each of its people, and what they say.
const MEETING: &str = "[actor:Sharif] met [actor:Erdogan] in [location:Ankara]. [claim:They agreed,] said [actor:Erdogan].\n\n\
                       Later [actor:Sharif] thanked him. Sharif left. [claim:He was content.]";

/// The answers to the open question; that which Enter takes in brackets.
fn answers(page: &Page) -> String {
    page.read(|state| {
        let Some(asked) = &state.attribution.asked else { return "no question".to_owned() };
        let words = |choice: &Choice| match choice {
            Choice::Entity(entity, _) => entity.name.to_string(),
            Choice::New(name) => format!("new {name}"),
            Choice::NoEntity => "none".to_owned(),
            Choice::Mention { near, words, .. } => near
                .entity
                .as_ref()
                .map_or_else(|| words.to_string(), |entity| format!("{} {words}", entity.name)),
            Choice::Nobody => "nobody".to_owned(),
            Choice::Unlink(_) => "unlink".to_owned(),
        };
        let all = asked.choices.iter().enumerate();
        let all = all.map(
            |(at, choice)| if at == asked.active { format!("[{}]", words(choice)) } else { words(choice) },
        );
        all.collect::<Vec<_>>().join(" · ")
    })
}

/// The names of the entities of all annotations, in the order of the text.
fn named(page: &Page) -> String {
    page.read(|state| {
        let corpus = state.corpus();
        let all = corpus.documents().flat_map(|document| document.annotations());
        let names = all.map(|one| corpus.entities().of(one).map_or("–", |entity| &entity.name));
        names.collect::<Vec<_>>().join(" ")
    })
}

/// The relations in words, by the words at their start.
fn links(page: &Page) -> String {
    page.read(|state| {
        let corpus = state.corpus();
        let words = |end: &EndId| {
            let one = end.annotation().and_then(|id| corpus.annotation(id));
            let document = one.and_then(|one| corpus.document(&one.document));
            one.zip(document).map(|(one, document)| one.quote(&document.text).to_owned()).unwrap_or_default()
        };
        let all = corpus.relations().iter();
        let mut all: Vec<_> =
            all.map(|it| format!("{} {} {}", words(&it.from), it.kind, words(&it.to))).collect();
        all.sort();
        all.join(" · ")
    })
}

/// Presses Enter in the field of the question.
fn take(page: &Page, shift: bool) {
    let active = page.read(|state| state.attribution.asked.as_ref().map_or(0, |asked| asked.active));
    page.send(Attribution::Take(active, shift));
}

#[test]
fn i_and_enter_say_who_it_is_and_t_and_enter_that_its_equals_are_it_too() {
    let page = Page::of(MEETING);
    page.click("Sharif");
    assert!(page.press("i"));
    assert_eq!((page.focus(), answers(&page).as_str()), (Some(Target::Picker), "[new Sharif]"));
    take(&page, false);
    assert_eq!((page.said().as_str(), page.open().as_str()), ("“Sharif” is Sharif.", "Sharif"));
    assert_eq!(named(&page), "Sharif – – – – – –");
    // One is tagged already, another one is not.
    page.press("t");
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::Others));
    page.press_in(glossator::app::keys::Focus::Hit(0), "Enter");
    assert_eq!(named(&page), "Sharif – – – – Sharif Sharif –");
    page.send(History::Undo);
    page.send(History::Undo);
    assert_eq!(named(&page), "– – – – – – –");
}

#[test]
fn whatever_is_typed_narrows_the_answers_and_makes_a_new_one() {
    let page = Page::of(MEETING);
    let ask = |words: &str, typed: &str| {
        page.click(words);
        page.press("i");
        page.send(Attribution::Type(typed.into()));
        answers(&page)
    };
    assert_eq!(ask("Erdogan", "Recep Tayyip Erdogan"), "[new Recep Tayyip Erdogan]");
    take(&page, true);
    assert_eq!(page.said(), "“Erdogan” and 1 other are Recep Tayyip Erdogan.");
    assert_eq!(named(&page), "– Recep Tayyip Erdogan – – Recep Tayyip Erdogan – –");
    assert_eq!(ask("Sharif", "tayyip"), "[Recep Tayyip Erdogan] · new tayyip");
    assert_eq!(ask("Sharif", "recep tayyip erdogan"), "[Recep Tayyip Erdogan]");
    assert_eq!(ask("Sharif", ""), "[new Sharif] · Recep Tayyip Erdogan");
    page.send(Attribution::Move(1));
    assert_eq!(answers(&page), "new Sharif · [Recep Tayyip Erdogan]");
    page.press_in(glossator::app::keys::Focus::Field, "Escape");
    assert_eq!((answers(&page).as_str(), page.open().as_str()), ("no question", "Sharif"));
    // A place of the same name is something else.
    assert_eq!(ask("Ankara", ""), "[new Ankara]");
    // A group of claims is called by words of one's own.
    assert_eq!(ask("They agreed,", ""), "");
    assert_eq!(ask("They agreed,", "The two agree"), "[new The two agree]");
    // It can be taken back.
    assert_eq!(ask("Erdogan", ""), "[Recep Tayyip Erdogan] · new Erdogan · none");
    page.send(Attribution::Take(2, false));
    assert_eq!(named(&page), "– – – – Recep Tayyip Erdogan – –");
}

#[test]
fn the_box_below_the_answers_does_what_shift_does() {
    let page = Page::of(MEETING);
    let ask = |words: &str, key: &str| {
        page.click(words);
        page.press(key);
        page.send(Attribution::Tick(true));
    };
    ask("Erdogan", "i");
    take(&page, false);
    assert_eq!(named(&page), "– Erdogan – – Erdogan – –");
    ask("They agreed,", "w");
    take(&page, false);
    assert_eq!(links(&page), "They agreed, via Erdogan");
    assert_eq!(page.said(), "Passed on by “Erdogan”.");
    // The next question begins without.
    page.press("w");
    take(&page, false);
    assert_eq!(links(&page), "They agreed, said by Erdogan · They agreed, via Erdogan");
}

#[test]
fn zero_in_the_empty_field_says_that_nobody_is_named() {
    let page = Page::of(MEETING);
    page.click("They agreed,");
    page.press("w");
    page.send(Attribution::Type("e".into()));
    page.send(Attribution::Type("e0".into()));
    assert_eq!(
        (answers(&page).as_str(), page.said().as_str()),
        ("", "Nothing that is tagged here has that in its name. Select the words, then press the key again.")
    );
    page.send(Attribution::Type("".into()));
    page.send(Attribution::Type("0".into()));
    assert_eq!(
        (answers(&page).as_str(), page.said().as_str()),
        ("no question", "Nobody is named who says it.")
    );
    // Of an actor it is a name.
    page.click("Sharif");
    page.press("i");
    page.send(Attribution::Type("0".into()));
    assert_eq!(answers(&page), "[new 0]");
}

#[test]
fn the_card_asks_about_its_own_annotation_whatever_is_selected_or_picked() {
    let page = Page::of(MEETING);
    page.click("Erdogan");
    page.select("thanked him");
    assert!(page.press("i"));
    assert_eq!(
        (answers(&page).as_str(), page.said().as_str()),
        ("no question", "Say first what the selected words are.")
    );
    page.send(Attribution::AskInCard(Question::Entity));
    assert_eq!((answers(&page).as_str(), page.open().as_str()), ("[new Erdogan]", "Erdogan"));
    page.send(Attribution::Stop);
    assert_eq!(page.focus(), Some(Target::Back));
    page.click("They agreed,");
    for words in ["Sharif", "Ankara"] {
        page.send(Annotations::Pick(page.id(words)));
    }
    page.send(Attribution::AskInCard(Question::Speaker));
    assert_eq!(page.read(|state| (state.session.dialog, state.annotations.picked.len())), (None, 0));
    assert_eq!(answers(&page), "[Erdogan] · Erdogan · Sharif · Sharif · nobody");
    // Words are the answer where they can be.
    page.send(Attribution::Stop);
    page.select("Sharif left");
    page.send(Attribution::AskInCard(Question::Speaker));
    assert_eq!(links(&page), "They agreed, said by Sharif left");
}

#[test]
fn w_and_enter_say_who_said_it() {
    let page = Page::of(MEETING);
    page.click("They agreed,");
    assert!(page.press("w"));
    assert_eq!(answers(&page), "[Erdogan] · Erdogan · Sharif · Sharif · nobody");
    take(&page, false);
    assert_eq!(
        (links(&page).as_str(), page.said().as_str()),
        ("They agreed, said by Erdogan", "Said by “Erdogan”.")
    );
    assert_eq!(page.open(), "They agreed,", "the claim stays open");
    page.press("w");
    page.send(Attribution::Type("shar".into()));
    assert_eq!(answers(&page), "[Sharif] · Sharif");
    take(&page, true);
    assert_eq!(links(&page), "They agreed, said by Erdogan · They agreed, via Sharif");
    page.press("0");
    assert_eq!(links(&page), "They agreed, via Sharif");
    assert_eq!(page.said(), "Nobody is named who says it.");
    page.press("0");
    assert_eq!(page.said(), "Who says it is open again.");
    page.press("w");
    page.send(Attribution::Take(4, false));
    assert_eq!(page.said(), "Nobody is named who says it.");
    page.press("p");
    assert_eq!(answers(&page), "[Ankara]");
    take(&page, false);
    assert_eq!(links(&page), "They agreed, via Sharif · They agreed, where Ankara");
    page.press("p");
    take(&page, false);
    assert_eq!(links(&page), "They agreed, via Sharif", "it is taken back by choosing it again");
    page.click("Sharif");
    page.press("w");
    assert_eq!(page.said(), "Open a claim first.");
}

#[test]
fn of_very_many_mentions_the_nearest_are_offered_and_typing_finds_the_others() {
    let people: Vec<_> = (10..60).map(|number| format!("[actor:Person{number}]")).collect();
    let page = Page::of(&format!("{}. [claim:They agreed.]", people.join(", ")));
    page.click("They agreed.");
    page.press("w");
    let offered = answers(&page);
    assert!(offered.starts_with("[Person59] · Person58"), "{offered}");
    assert!(offered.ends_with("Person21 · Person20 · nobody"), "{offered}");
    page.send(Attribution::Type("person10".into()));
    assert_eq!(answers(&page), "[Person10]");
    take(&page, false);
    page.press("w");
    let offered = answers(&page);
    assert!(offered.contains("Person20 · Person10 · "), "the chosen one stays: {offered}");
}

#[test]
fn selected_words_are_tagged_and_linked_to_the_open_claim_in_one_step() {
    let page = Page::of("[claim:They agreed], the minister [actor:Fidan] said in Rome.");
    page.click("They agreed");
    page.select("the minister");
    page.press("w");
    assert_eq!(page.marked("a"), "[claim:They agreed], [actor:the minister] [actor:Fidan] said in Rome.");
    assert_eq!(
        (links(&page).as_str(), page.open().as_str()),
        ("They agreed said by the minister", "They agreed")
    );
    page.select("Rome");
    page.press("p");
    assert_eq!(links(&page), "They agreed said by the minister · They agreed where Rome");
    // Words that are tagged already are linked.
    page.select("Fidan");
    page.press("w");
    assert_eq!(links(&page), "They agreed said by Fidan · They agreed where Rome");
    page.send(History::Undo);
    page.send(History::Undo);
    page.send(History::Undo);
    assert_eq!(page.marked("a"), "[claim:They agreed], the minister [actor:Fidan] said in Rome.");
}

#[test]
fn several_are_asked_about_at_once() {
    let page = Page::of(MEETING);
    for words in ["They agreed,", "He was content."] {
        page.send(Annotations::Pick(page.id(words)));
    }
    page.press("w");
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::Attribution));
    let words = dialog_text(&page);
    assert!(words.contains("Who said it: 2 annotations") && words.contains("Nobody is named"), "{words}");
    take(&page, false);
    assert_eq!(page.read(|state| state.session.dialog), None);
    assert_eq!(links(&page), "He was content. said by Erdogan · They agreed, said by Erdogan");
    assert_eq!(page.said(), "2 claims: Said by “Erdogan”.");
    page.press("i");
    page.send(Attribution::Type("All is well".into()));
    take(&page, false);
    assert_eq!(page.said(), "“They agreed,” and 1 other are in All is well.");
    page.press("0");
    assert_eq!((links(&page).as_str(), page.said().as_str()), ("", "Nobody is named who says 2 claims."));
}

#[test]
fn the_card_says_it_all_in_one_place_and_in_the_words_of_a_screen_reader() {
    let page = Page::of(MEETING);
    page.click("They agreed,");
    let rows = |page: &Page| {
        let answers = elements(&drawn(&page.store), "button", "aria-labelledby");
        answers.into_iter().map(|(_, answer)| answer).collect::<Vec<_>>().join(" · ")
    };
    assert_eq!(rows(&page), "not said yet · own voice · no place");
    page.press("w");
    let html = drawn(&page.store);
    assert!(
        html.contains("role=\"combobox\"") && html.contains("aria-activedescendant=\"picker-choice-0\""),
        "{html}"
    );
    assert_eq!(elements(&html, "li", "aria-selected").len(), 5);
    take(&page, false);
    page.press("w");
    page.send(Attribution::Move(2));
    take(&page, true);
    assert_eq!(rows(&page), "not said yet · Erdogan · no place");
    assert!(drawn(&page.store).contains("via Sharif"));
}

#[test]
fn a_question_goes_when_something_else_is_opened() {
    let page = Page::of(MEETING);
    page.click("They agreed,");
    page.press("w");
    page.click("Ankara");
    assert_eq!(answers(&page), "no question");
    page.press("i");
    page.send(History::Undo);
    page.send(Annotations::Close);
    assert_eq!(answers(&page), "no question");
}
