//! The codebook as a place: definitions made, changed, merged and deleted, and codebooks taken over.

use crate::html::{dialog_text, drawn, elements};
use crate::kit::Page;
use glossator::app::effect::{Effect, Target};
use glossator::app::intent::{Codebook, History, Intent};
use glossator::app::place::Place;
use glossator::app::session::Dialog;
use glossator::features::codebook::state::{
    AttributeChange, Begun, LabelChange, Open, RelationChange, ValueChange,
};
use glossator_core::formats::codebook::CODEBOOKS;
use glossator_core::model::attribute::Holds;
use glossator_core::model::codebook::Taking;
use glossator_core::model::look::Look;

fn page() -> Page {
    let page = Page::of("[actor:Erdogan] met [actor:Sharif]. [claim:He left.]");
    page.send(Intent::Go(Place::Codebook));
    page
}

/// Each label with its key and its look.
fn labels(page: &Page) -> String {
    page.read(|state| {
        let labels = state.corpus().labels();
        let label = |label: &glossator_core::model::label::Label| {
            format!("{}={}/{}", label.name, label.key, labels.look(&label.id).number())
        };
        labels.iter().map(label).collect::<Vec<_>>().join(" ")
    })
}

fn set(page: &Page, label: &str, change: LabelChange) {
    page.send(Codebook::SetLabel(label.into(), change));
}

pub fn name(page: &Page, begun: Begun, name: &str) {
    page.send(Codebook::Begin(begun));
    page.send(Codebook::Name(Some(name.into())));
}

/// A page whose codebook is that for comparing outlets, with what is tagged in the article.
pub fn comparing(marked: &str) -> Page {
    let page = Page::of(marked);
    page.send(Codebook::Start(0));
    page
}

#[test]
fn a_new_label_gets_a_free_key_and_a_free_look_and_goes_in_one_step() {
    let page = page();
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3");
    name(&page, Begun::Label, " Frame  of blame ");
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3 Frame  of blame=4/4");
    let open = page.read(|state| state.codebook.open.clone());
    assert_eq!((open, page.focus()), (Some(Open::Label("frame of blame".into())), Some(Target::Entry)));
    page.send(History::Undo);
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3");
    page.send(Codebook::Begin(Begun::Label));
    page.send(Codebook::Name(None));
    name(&page, Begun::Label, "  ");
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3");
}

#[test]
fn a_label_is_changed_field_by_field() {
    let page = page();
    set(&page, "claim", LabelChange::Name("Statement".into()));
    set(&page, "claim", LabelChange::Key("Y".into()));
    set(&page, "claim", LabelChange::Look(Look::all().nth(6).expect("twelve")));
    set(&page, "claim", LabelChange::Definition(" What is said. ".into()));
    set(&page, "claim", LabelChange::Examples("“Yes”\n\n“No”".into()));
    set(&page, "claim", LabelChange::Parent(Some("actor".into())));
    assert_eq!(labels(&page), "Actor=1/1 Statement=y/7 Location=3/3");
    let found = page.read(|state| state.corpus().labels().get(&"claim".into()).cloned()).expect("it is here");
    assert_eq!(
        (&*found.definition, found.examples.len(), found.parent),
        ("What is said.", 2, Some("actor".into()))
    );
    // Its key tags, beside the letter that it has by itself.
    page.send(Intent::Go(Place::Read));
    page.select("met");
    page.press("y");
    assert_eq!(page.marked("a"), "[actor:Erdogan] [claim:met] [actor:Sharif]. [claim:He left.]");
}

#[test]
fn a_key_or_a_parent_that_cannot_be_is_refused_and_it_is_said_who_has_it() {
    let page = page();
    let refused = |change: LabelChange, said: &str| {
        let before = page.read(|state| state.codebook.refused);
        set(&page, "claim", change);
        assert_eq!(page.said(), said);
        assert_eq!(page.read(|state| state.codebook.refused), before + 1, "{said}");
    };
    refused(LabelChange::Key("1".into()), "“Actor” has the key “1” already.");
    refused(LabelChange::Key("n".into()), "“N” is taken: Write a note. Choose another key.");
    refused(LabelChange::Parent(Some("claim".into())), "A label cannot stand under itself.");
    refused(LabelChange::Name(" ".into()), "Give it a name first.");
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3");
}

#[test]
fn labels_are_put_in_order() {
    let page = page();
    page.send(Codebook::MoveLabel("location".into(), 0));
    assert_eq!(labels(&page), "Location=3/3 Actor=1/1 Claim=2/2");
    assert_eq!(page.focus(), Some(Target::Entry));
}

#[test]
fn a_label_goes_with_its_annotations_after_a_question_that_counts_them() {
    let page = page();
    page.send(Codebook::AskDelete("actor".into()));
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::DeleteLabel));
    let words = dialog_text(&page);
    assert!(words.contains("Delete “Actor” and its 2 annotations?"), "{words}");
    page.send(Codebook::Delete);
    assert_eq!(page.said(), "Deleted “Actor” with 2 annotations.");
    assert_eq!(
        (&*page.marked("a"), &*labels(&page)),
        ("Erdogan met Sharif. [claim:He left.]", "Claim=2/2 Location=3/3")
    );
    page.send(History::Undo);
    assert_eq!(page.marked("a"), "[actor:Erdogan] met [actor:Sharif]. [claim:He left.]");
    // Without annotations there is nothing to ask.
    page.send(Codebook::AskDelete("location".into()));
    assert_eq!((&*page.said(), &*labels(&page)), ("Deleted “Location”.", "Actor=1/1 Claim=2/2"));
}

#[test]
fn labels_are_merged_in_one_step() {
    let page = page();
    page.send(Codebook::AskMerge("actor".into()));
    let words = dialog_text(&page);
    assert!(words.contains("2 annotations become “Claim”, and “Actor” goes."), "{words}");
    page.send(Codebook::Merge("claim".into()));
    assert_eq!(page.said(), "Merged “Actor” into “Claim”, with 2 annotations.");
    assert_eq!(page.marked("a"), "[claim:Erdogan] met [claim:Sharif]. [claim:He left.]");
    page.send(History::Undo);
    assert_eq!(page.marked("a"), "[actor:Erdogan] met [actor:Sharif]. [claim:He left.]");
}

#[test]
fn attributes_have_values_with_keys_that_no_other_of_the_label_has() {
    let page = page();
    name(&page, Begun::Attribute("claim".into()), "Position");
    let begun = Begun::Value("claim".into(), "position".into());
    name(&page, begun.clone(), "Affirms");
    // One more is likely to follow.
    assert_eq!(page.read(|state| state.codebook.begun.clone()), Some(begun));
    page.send(Codebook::Name(Some("Denies".into())));
    let change = |change| page.send(Codebook::SetAttribute("claim".into(), "position".into(), change));
    change(AttributeChange::Value(0, ValueChange::Key("A".into())));
    change(AttributeChange::Value(1, ValueChange::Key("a".into())));
    assert_eq!(page.said(), "“Affirms” has the key “a” already.");
    change(AttributeChange::Value(1, ValueChange::Key("d".into())));
    change(AttributeChange::Value(1, ValueChange::Move(0)));
    change(AttributeChange::Default("affirms".into()));
    let shown = || {
        page.read(|state| {
            let attribute =
                state.corpus().attributes().get("claim", "position").cloned().expect("it is here");
            glossator::words::codebook::values(&attribute)
        })
    };
    assert_eq!(shown(), "Denies, [Affirms]");
    change(AttributeChange::Value(1, ValueChange::Remove));
    assert_eq!(shown(), "Denies");
    change(AttributeChange::Holds(Holds::Text));
    assert_eq!(page.said(), "Took its 1 value out of the codebook.");
    page.send(History::Undo);
    assert_eq!(shown(), "Denies");
    page.send(Codebook::DeleteAttribute("claim".into(), "position".into()));
    assert_eq!(page.said(), "Deleted “Position”. Its values stay.");
    assert_eq!(page.read(|state| state.codebook.open.clone()), Some(Open::Label("claim".into())));
}

#[test]
fn relation_types_are_made_and_changed() {
    let page = page();
    name(&page, Begun::RelationType, "Said by");
    let change = |change| page.send(Codebook::SetRelationType("said by".into(), change));
    change(RelationChange::From("claim".into()));
    change(RelationChange::To("entity:actor".into()));
    change(RelationChange::Many(false));
    change(RelationChange::Key("W".into()));
    let html = drawn(&page.store);
    assert!(html.contains("from Claim to What “\u{2068}Actor\u{2069}” means"), "{html}");
    page.send(Codebook::DeleteRelationType("said by".into()));
    assert_eq!(page.read(|state| state.corpus().relation_types().len()), 0);
}

#[test]
fn a_starter_says_what_it_adds_and_comes_in_one_step() {
    let page = page();
    page.send(Intent::Show(Some(Dialog::StartCodebook)));
    let words = dialog_text(&page);
    for expected in [
        "Adds 1 label, 7 attributes, 5 relation types.",
        "Political claims analysis",
        "Semetko",
        "Adds 4 labels, 5 attributes, 4 relation types.",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    page.send(Codebook::Start(0));
    assert_eq!(
        (&*page.said(), &*labels(&page)),
        ("Took “Outlet comparison”.", "Actor=1/1 Claim=2/2 Location=3/3 Cue=4/4")
    );
    page.send(Codebook::Start(0));
    assert_eq!(page.said(), "All of it is here already.");
    page.send(History::Undo);
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3");
}

#[test]
fn a_codebook_of_a_file_is_shown_before_it_is_taken() {
    let page = page();
    let csv = "name,description,colour,weight\nactor,Who acts,#b01c4b,\nClaim,,,\nFrame,How it is told,,7\n";
    page.open_file("codes.csv", csv.as_bytes());
    let words = dialog_text(&page);
    for expected in [
        "The codebook “codes.csv”",
        "New: 1Frame",
        "Here, and different: 1actor: another colour, another definition",
        "Here already: 1Claim",
        "Left out 1 value of the field “weight”.",
        "Adds 1 label. 1 is here, and differs.",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3");
    page.send(Codebook::Take(Taking::Add));
    assert_eq!(
        (&*page.said(), &*labels(&page)),
        ("Took “codes.csv”.", "Actor=1/1 Claim=2/2 Location=3/3 Frame=/4")
    );
    page.send(History::Undo);
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3");
    page.open_file("codes.csv", csv.as_bytes());
    page.send(Codebook::Take(Taking::Replace));
    assert!(labels(&page).contains("actor=/6"), "{}", labels(&page));
    page.open_file("codes.qdc", b"<CodeBook><Codes>");
    assert_eq!(page.alerts().len(), 1, "{:?}", page.alerts());
}

#[test]
fn a_key_that_the_page_has_is_said_where_a_file_brings_it() {
    let page = page();
    let file = r#"{"format":"glossator","version":1,"labels":[{"id":"voter","name":"Voter","key":"v"}]}"#;
    page.open_file("codes.json", file.as_bytes());
    let why = "“V” is taken: The next view: read, compare, claims, actors. Choose another key.";
    let words = dialog_text(&page);
    assert!(words.contains(&format!("Keys that do not tagVoter: {why}")), "{words}");
    page.send(Codebook::Take(Taking::Add));
    page.send(Intent::Go(Place::Codebook));
    page.send(Codebook::Open(Open::Label("voter".into())));
    assert!(drawn(&page.store).contains(why), "beside the key as long as it is taken");
    set(&page, "voter", LabelChange::Key("y".into()));
    assert!(!drawn(&page.store).contains("is taken"));
}

#[test]
fn the_codebook_is_downloaded_in_every_form_and_taken_back() {
    let page = comparing("[claim:He left.]");
    page.send(Intent::Show(Some(Dialog::DownloadCodebook)));
    let words = dialog_text(&page);
    assert!(words.contains("Left out: 16 attributes, 5 relation types."), "{words}");
    for format in CODEBOOKS {
        page.send(Codebook::Download(format));
        let download = page.downloaded();
        let other = Page::of("Nothing.");
        other.open_file(&download.name, &download.content);
        other.send(Codebook::Take(Taking::Replace));
        let names = other.read(|state| {
            state.corpus().labels().iter().map(|label| label.id.to_string()).collect::<Vec<_>>()
        });
        assert!(names.contains(&"cue".to_owned()), "{}: {names:?}", format.id);
    }
    assert_eq!(page.read(|state| state.corpus().codebook().attributes.len()), 16);
}

#[test]
fn a_codebook_among_other_files_comes_in_with_them() {
    let page = Page::of("Nothing.");
    let csv = "name,description,key\nActor,,\nFrame,How it is told,f\n";
    page.open_files(&[("n.txt", b"Mara met Ivo."), ("codes.csv", csv.as_bytes())]);
    let words = dialog_text(&page);
    assert!(words.contains("1 label, 1 article are new"), "{words}");
    page.send(glossator::app::intent::Import::Answer(true));
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3 Frame=f/4");
    assert_eq!(page.marked("n"), "Mara met Ivo.");
    page.send(History::Undo);
    assert_eq!(labels(&page), "Actor=1/1 Claim=2/2 Location=3/3");
    page.open_files(&[("m.txt", b"Eva left."), ("codes.qdc", b"<CodeBook><Codes>")]);
    assert_eq!(page.alerts().len(), 1, "{:?}", page.alerts());
}

#[test]
fn the_page_shows_every_definition_with_its_name_its_number_and_its_key() {
    let page = comparing("[actor:Erdogan] met him.");
    page.send(Intent::Go(Place::Codebook));
    let html = drawn(&page.store);
    for expected in [
        "Actor1 annotations1",
        "4 labels, 1 annotation",
        "Said by",
        "Blue",
        "this label",
        "taken by Claim",
        "1 annotation carries this label.",
    ] {
        assert!(crate::html::text_of(&html).contains(expected), "{expected}");
    }
    // A person who chooses a colour sees the free ones first.
    let radios: Vec<_> =
        elements(&html, "button", "role").into_iter().filter(|(tag, _)| tag.contains("radio")).collect();
    let taken = radios.iter().position(|(_, words)| words.contains("taken by")).expect("some are taken");
    assert!(radios[taken..].iter().all(|(_, words)| words.contains("taken by")), "{radios:?}");
    for open in
        [Open::Articles, Open::Attribute("claim".into(), "form".into()), Open::RelationType("said by".into())]
    {
        page.send(Codebook::Open(open));
        assert!(page.effects().contains(&Effect::RevealFields));
        let html = drawn(&page.store);
        assert!(html.contains("class=\"editor\""), "{html}");
    }
}
