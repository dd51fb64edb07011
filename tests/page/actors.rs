//! Actors: the table of what annotations speak of, and what is done with its rows.

use crate::html::{attribute, dialog_text, drawn, inside, text_of};
use crate::kit::Page;
use glossator::app::intent::{Annotations, Intent};
use glossator::app::keys::Focus;
use glossator::app::place::Place;
use glossator::app::session::Dialog;
use glossator::features::actors::listing::{Listed, label, labels, thing};
use glossator::features::actors::state::{
    FIRST, Intent as Actors, MENTIONS, NAME, Only, Query, Shown, Thing,
};
use glossator_core::corpus::Seed;
use glossator_core::model::entity::EntityId;
use glossator_core::query::naming::Counted;
use std::rc::Rc;

const EXAMPLE: &[u8] = include_bytes!("../../seeds/example/istanbul-meeting.json");

/// Two outlets on one meeting.
fn page() -> Page {
    let page = Page::with(&[
        ("a", "[actor:Erdogan] met [actor:Sharif]. [actor:Ankara] was pleased, said [actor:Erdogan]."),
        ("b", "“[actor:my brother]” is what [actor:Sharif] calls [actor:Erdogan] in [location:Ankara]."),
    ]);
    let outlets = [("a", "Le Monde"), ("b", "Bild")];
    let values = outlets.map(|(id, outlet)| (id.into(), "outlet".into(), outlet.into()));
    page.send(glossator::app::intent::Articles::Set(values.to_vec()));
    page.send(Intent::Go(Place::Actors));
    page
}

/// The rows: entities by their names, words without one in brackets, each with the number of its mentions.
fn rows(page: &Page) -> String {
    let row = |row: &Rc<glossator_core::query::naming::Row>| match row.entity {
        Some(_) => format!("{} {}", row.name, row.mentions.len()),
        None => format!("[{}] {}", row.name, row.mentions.len()),
    };
    page.read(|state| {
        let of = label(state.corpus(), state.actors.label.as_ref()).expect("a label");
        let listed = Listed::of(state.corpus(), &of, state.actors.counted);
        listed.lines(&state.actors.query).iter().map(row).collect::<Vec<_>>().join(" · ")
    })
}

fn words(words: &str) -> Thing {
    Thing::Words(words.into())
}

/// The entity of that name.
#[track_caller]
fn entity(page: &Page, name: &str) -> EntityId {
    let found = page.read(|state| {
        let all = state.corpus().entities().in_order();
        all.into_iter().find(|entity| *entity.name == *name).map(|entity| entity.id.clone())
    });
    found.unwrap_or_else(|| panic!("{name} is no entity"))
}

fn pick(page: &Page, things: &[Thing]) {
    for thing in things {
        page.send(Actors::Pick(vec![thing.clone()], true));
    }
}

#[test]
fn mentions_without_an_entity_are_rows_until_they_are_named() {
    let page = page();
    assert_eq!(rows(&page), "[Erdogan] 3 · [Sharif] 2 · [Ankara] 1 · [my brother] 1");
    page.send(Actors::Name(words("Erdogan"), "Recep Tayyip Erdogan".into()));
    assert_eq!(page.said(), "Added “Recep Tayyip Erdogan” with 3 mentions.");
    assert_eq!(rows(&page), "Recep Tayyip Erdogan 3 · [Sharif] 2 · [Ankara] 1 · [my brother] 1");
    page.press_in(Focus::Elsewhere, "Control+z");
    assert_eq!(rows(&page), "[Erdogan] 3 · [Sharif] 2 · [Ankara] 1 · [my brother] 1");
    // The label decides first: the place is no actor.
    page.send(Actors::List("location".into()));
    assert_eq!(rows(&page), "[Ankara] 1");
}

#[test]
fn rows_that_are_picked_become_one_and_the_first_stays() {
    let page = page();
    page.send(Actors::Name(words("Erdogan"), "Erdogan".into()));
    page.send(Actors::Name(words("Sharif"), "Sharif".into()));
    pick(&page, &[words("my brother"), Thing::Entity(entity(&page, "Sharif"))]);
    page.send(Actors::AskMerge);
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::MergeEntities));
    let asked = dialog_text(&page);
    assert!(asked.contains("2 become one. Which name stays?"), "{asked}");
    // Words that are no entity do not stay where there is one.
    assert!(asked.contains("Merge into “Sharif”"), "{asked}");
    page.send(Actors::Merge(Thing::Entity(entity(&page, "Sharif"))));
    assert_eq!(page.said(), "2 merged into “Sharif”.");
    assert_eq!(rows(&page), "Erdogan 3 · Sharif 3 · [Ankara] 1");
    let first = Thing::Entity(entity(&page, "Sharif"));
    pick(&page, &[first.clone(), Thing::Entity(entity(&page, "Erdogan"))]);
    page.send(Actors::Merge(first));
    assert_eq!(rows(&page), "Sharif 6 · [Ankara] 1");
    // One step, and back.
    page.press_in(Focus::Elsewhere, "Control+z");
    assert_eq!(rows(&page), "Erdogan 3 · Sharif 3 · [Ankara] 1");
    page.press_in(Focus::Elsewhere, "Control+z");
    assert_eq!(rows(&page), "Erdogan 3 · Sharif 2 · [Ankara] 1 · [my brother] 1");
}

#[test]
fn words_alone_become_an_entity_together() {
    let page = page();
    pick(&page, &[words("Sharif"), words("my brother")]);
    page.send(Actors::Merge(words("Sharif")));
    assert_eq!(page.said(), "Added “Sharif” with 3 mentions.");
    assert_eq!(rows(&page), "Sharif 3 · [Erdogan] 3 · [Ankara] 1");
}

#[test]
fn what_is_one_is_parted_again() {
    let page = page();
    pick(&page, &[words("Erdogan"), words("Ankara")]);
    page.send(Actors::Merge(words("Erdogan")));
    let ankara = page.read(|state| {
        let found = state.corpus().documents().flat_map(|document| document.annotations());
        let erdogan = entity_of(state, "Erdogan");
        found
            .filter(|one| one.entity.as_ref() == Some(&erdogan))
            .find(|one| {
                state.corpus().document(&one.document).is_some_and(|it| one.quote(&it.text) == "Ankara")
            })
            .map(|one| one.id)
    });
    page.send(Actors::Split("Turkey".into(), vec![ankara.expect("it is tagged")]));
    assert_eq!(rows(&page), "Erdogan 3 · Turkey 1 · [Sharif] 2 · [my brother] 1");
    // One that was merged comes back with its mentions.
    let [erdogan, turkey] = ["Erdogan", "Turkey"].map(|name| entity(&page, name));
    pick(&page, &[Thing::Entity(erdogan.clone()), Thing::Entity(turkey.clone())]);
    page.send(Actors::Merge(Thing::Entity(erdogan)));
    assert_eq!(rows(&page), "Erdogan 4 · [Sharif] 2 · [my brother] 1");
    page.send(Actors::Separate(turkey));
    assert_eq!(rows(&page), "Erdogan 3 · Turkey 1 · [Sharif] 2 · [my brother] 1");
}

fn entity_of(state: &glossator::app::state::State, name: &str) -> EntityId {
    let all = state.corpus().entities().in_order();
    all.into_iter().find(|entity| *entity.name == *name).map(|entity| entity.id.clone()).expect("an entity")
}

#[test]
fn entities_are_made_renamed_and_deleted() {
    let page = page();
    page.send(Actors::BeginNew);
    page.send(Actors::EndNew(Some(" Hakan Fidan ".into())));
    assert_eq!(page.said(), "Added “Hakan Fidan”.");
    // Leaving the field once more makes no second one.
    page.send(Actors::EndNew(Some("Hakan Fidan".into())));
    page.send(Actors::Name(Thing::Entity(entity(&page, "Hakan Fidan")), "Fidan".into()));
    page.send(Actors::SetAliases(entity(&page, "Fidan"), "the minister\n\n Turkey’s minister ".into()));
    assert_eq!(rows(&page), "Fidan 0 · [Erdogan] 3 · [Sharif] 2 · [Ankara] 1 · [my brother] 1");
    let aliases = page.read(|state| {
        let entity = state.corpus().entities().get(&entity_of(state, "Fidan")).expect("here").clone();
        entity.aliases.join("|")
    });
    assert_eq!(aliases, "the minister|Turkey’s minister");
    page.send(Actors::Delete(vec![entity(&page, "Fidan")]));
    assert_eq!(page.said(), "“Fidan” deleted.");
    page.send(Actors::Name(words("Sharif"), "Sharif".into()));
    page.send(Actors::Delete(vec![entity(&page, "Sharif")]));
    assert_eq!(page.said(), "“Sharif” deleted. The words of 2 mentions stay tagged.");
    assert_eq!(rows(&page), "[Erdogan] 3 · [Sharif] 2 · [Ankara] 1 · [my brother] 1");
}

#[test]
fn names_within_quotation_marks_are_left_out_if_that_is_wanted() {
    let page = page();
    page.send(Actors::Count(Counted { quoted: false, pronouns: false }));
    assert_eq!(rows(&page), "[Erdogan] 3 · [Sharif] 2 · [Ankara] 1");
}

#[test]
fn rows_are_filtered_and_sorted() {
    let page = page();
    page.send(Actors::Name(words("Erdogan"), "President".into()));
    let check = |query: Query, expected: &str| {
        page.send(Actors::Tabulate(query));
        assert_eq!(rows(&page), expected);
    };
    let all = Query::default();
    // By a name in a text, too.
    check(Query { words: "ERDO".into(), ..all.clone() }, "President 3");
    check(Query { words: "nowhere".into(), ..all.clone() }, "");
    check(Query { only: Only::Loose, ..all.clone() }, "[Sharif] 2 · [Ankara] 1 · [my brother] 1");
    check(
        Query { by: NAME.into(), is_down: false, ..all.clone() },
        "President 3 · [Ankara] 1 · [my brother] 1 · [Sharif] 2",
    );
    check(
        Query { by: FIRST.into(), is_down: false, ..all.clone() },
        "President 3 · [my brother] 1 · [Sharif] 2 · [Ankara] 1",
    );
    check(
        Query { by: ":outlet Bild".into(), ..all.clone() },
        "President 3 · [Sharif] 2 · [my brother] 1 · [Ankara] 1",
    );
    check(
        Query { by: MENTIONS.into(), is_down: false, ..all },
        "President 3 · [Ankara] 1 · [my brother] 1 · [Sharif] 2",
    );
}

#[test]
fn the_view_key_goes_on_and_escape_leads_back_step_by_step() {
    let page = Page::of("[actor:Erdogan] met Sharif.");
    let place = || page.read(|state| state.place);
    assert!(page.press("v"));
    assert_eq!(place(), Place::Compare);
    assert!(page.press("v"));
    assert_eq!(place(), Place::Claims);
    assert!(page.press_in(Focus::Elsewhere, "v"));
    assert_eq!(place(), Place::Actors);
    pick(&page, &[words("Erdogan")]);
    page.send(Actors::Show(Some(Shown::from(words("Erdogan")))));
    let escape = || page.press_in(Focus::Elsewhere, "Escape");
    assert!(escape());
    assert_eq!(page.read(|state| (state.actors.picked.len(), state.actors.shown.is_some())), (0, true));
    assert!(escape());
    assert_eq!((place(), page.read(|state| state.actors.shown.is_some())), (Place::Actors, false));
    assert!(escape());
    assert_eq!(place(), Place::Read);
    for _ in 0..4 {
        page.press_in(Focus::Elsewhere, "v");
    }
    assert_eq!(place(), Place::Read);
}

#[test]
fn numbers_lead_to_their_mentions_and_those_into_the_text() {
    let page = page();
    page.send(Actors::Name(words("Erdogan"), "Recep Tayyip Erdogan".into()));
    let html = drawn(&page.store);
    let tables: Vec<_> =
        inside(&html, "table").into_iter().filter_map(|(tag, _)| attribute(tag, "aria-label")).collect();
    assert_eq!(tables, ["Actors", "Names"]);
    let id = entity(&page, "Recep Tayyip Erdogan");
    let row = inside(&html, "tr")
        .into_iter()
        .find(|(tag, _)| attribute(tag, "data-entity").as_deref() == Some(&*id.0));
    let (_, row) = row.expect("its row");
    let names = inside(row, "button").into_iter().filter(|(tag, _)| tag.contains("text-button name"));
    let names: Vec<_> = names.map(|(_, name)| text_of(name)).collect();
    assert_eq!(names, ["Erdogan 2 mentions in Le Monde", "Erdogan 1 mention in Bild"]);
    let shown =
        Shown { outlet: Some("Bild".into()), name: Some("Erdogan".into()), ..Thing::Entity(id).into() };
    page.send(Actors::Show(Some(shown)));
    assert_eq!(page.said(), "Beside the table: Recep Tayyip Erdogan in Bild.");
    let html = drawn(&page.store);
    let quotes: Vec<_> = inside(&html, "button")
        .into_iter()
        .filter(|(tag, _)| tag.contains("class=\"row-quote\""))
        .map(|(_, quote)| text_of(quote))
        .collect();
    assert_eq!(quotes, ["“my brother” is what Sharif calls Erdogan in Ankara.Bild"]);
    let mention = page.read(|state| {
        let b = state.corpus().document(&"b".into()).expect("b").clone();
        b.annotations().find(|one| one.quote(&b.text) == "Erdogan").map(|one| one.id).expect("tagged")
    });
    page.send(Annotations::Open(mention));
    assert_eq!((page.read(|state| state.place), page.open()), (Place::Read, "Erdogan".to_owned()));
}

#[test]
fn a_table_of_names_goes_out_and_comes_in() {
    let page = page();
    page.send(Actors::Name(words("Erdogan"), "=Erdogan".into()));
    page.effects();
    page.send(Actors::Download);
    let file = page.downloaded();
    let table = "\u{feff}label,name,aliases,note\r\nactor,'=Erdogan,,\r\n";
    assert_eq!(
        (file.name.as_str(), std::str::from_utf8(&file.content)),
        ("glossator-actor-2026-11-24.csv", Ok(table))
    );
    let before = page.json();
    page.open_file("names.csv", table.as_bytes());
    assert_eq!(
        (page.said(), page.json()),
        ("Everything in “names.csv” is here already.".to_owned(), before.clone())
    );
    let more = "name;kind;aliases\nSharif;person;PM | Shehbaz Sharif\n=Erdogan;person;the president\n";
    page.open_file("names.csv", more.as_bytes());
    // There is no attribute of that name in the codebook.
    assert_eq!(page.said(), "2 names in “names.csv” taken over. Left out 2 values of the field “kind”.");
    assert_eq!(page.read(|state| state.place), Place::Actors);
    assert_eq!(rows(&page), "=Erdogan 3 · Sharif 0 · [Sharif] 2 · [Ankara] 1 · [my brother] 1");
    let aliases = page.read(|state| {
        let of =
            |name| state.corpus().entities().get(&entity_of(state, name)).expect("here").aliases.join("|");
        [of("=Erdogan"), of("Sharif")]
    });
    assert_eq!(aliases, ["the president", "PM|Shehbaz Sharif"]);
    page.press_in(Focus::Elsewhere, "Control+z");
    assert_eq!(page.json(), before);
}

#[test]
fn the_example_is_listed_as_it_was_coded() {
    let seeds = [
        ("000_004251e0744beef0", include_str!("../../seeds/000_004251e0744beef0.txt")),
        ("001_501a68fc815b2a88", include_str!("../../seeds/001_501a68fc815b2a88.txt")),
        ("002_f93eef85ecef91a6", include_str!("../../seeds/002_f93eef85ecef91a6.txt")),
    ];
    let seeds = seeds.map(|(id, text)| Seed { id, text, attributes: &[] });
    let page = Page::start(&seeds, Rc::default());
    page.open_file("example.json", EXAMPLE);
    if page.read(|state| !state.import.pending.is_empty()) {
        page.send(glossator::app::intent::Import::Answer(true));
    }
    page.send(Intent::Go(Place::Actors));
    let first: Vec<_> = rows(&page).split(" · ").take(4).map(str::to_owned).collect();
    assert_eq!(first, ["Turkey 26", "Pakistan 23", "India 16", "Recep Tayyip Erdogan 14"]);
    let (names, kinds) = page.read(|state| {
        let corpus = state.corpus();
        let names: Vec<_> = labels(corpus).map(|label| label.name.to_string()).collect();
        let listed = Listed::of(corpus, &"actor".into(), Counted::default());
        let kinds: Vec<_> = listed.kinds().iter().map(|(_, name, count)| format!("{name} {count}")).collect();
        (names, kinds.join(", "))
    });
    assert_eq!(names, ["Actor", "Location"]);
    assert_eq!(kinds, "Person 7, State 6, Organisation 6, Group 1, Unnamed source 1");
    // Values are written in cells.
    let iran = entity(&page, "Iran");
    page.send(Actors::Set(vec![iran.clone()], "kind".into(), "organisation".into()));
    let kind = page
        .read(|state| state.corpus().entities().get(&iran).expect("Iran").attributes.get("kind").to_owned());
    assert_eq!(kind, "organisation");
    let row = page.read(|state| {
        let listed = Listed::of(state.corpus(), &"actor".into(), Counted::default());
        listed.rows.iter().map(|row| thing(row)).find(|of| *of == Thing::Entity(iran.clone()))
    });
    assert!(row.is_some());
}
