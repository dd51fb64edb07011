//! The whole job by keys alone: the claims of three articles are grouped, told what they are, and looked for where they are missing. It
//! begins with the example without its groups, and ends with its matrix. Every key is counted, and what assistive technology is told
//! is read on the way.

use super::files::example;
use crate::html::{attribute, drawn, elements, inside, text_of};
use crate::kit::Page;
use glossator::app::intent::{Attribution, Claims, Import};
use glossator::app::keys::Focus;
use glossator::app::place::Place;
use glossator::app::seeds::SEEDS;
use glossator::app::state::State;
use glossator::features::annotations::attribution::state::Choice;
use glossator_core::model::annotation::AnnotationId;
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Values that are coded anew, each with the key that chooses it.
const VALUES: [(&str, &str, &str); 4] = [
    ("position", "denies", "d"),
    ("certainty", "hedged", "h"),
    ("distance", "distanced", "s"),
    ("distance", "endorsed", "e"),
];

/// A person at the keyboard.
struct Hands {
    page: Page,
    /// Keys pressed, letters that were typed included.
    keys: Cell<usize>,
    letters: Cell<usize>,
}

/// The part of the example about a claim that is coded anew.
struct Told {
    group: Option<String>,
    values: Vec<&'static str>,
    is_nobody: bool,
}

impl Hands {
    fn press(&self, keys: &str) {
        self.keys.update(|count| count + 1);
        assert!(self.page.press(keys), "{keys} does nothing");
    }

    /// Puts the open claim into a group: by arrows where it is suggested, and by its first letters where it is not.
    fn group(&self, name: &str) {
        self.press("i");
        let mut typed = String::new();
        let mut letters = name.chars();
        loop {
            let (choices, active) = self.page.read(|state| {
                let asked = state.attribution.asked.as_ref().expect("a question");
                (asked.choices.clone(), asked.active)
            });
            let is_it = |choice: &Choice| match choice {
                Choice::Entity(entity, _) => *entity.name == *name,
                Choice::New(new) => **new == *name,
                _ => false,
            };
            let found = choices.iter().position(is_it).map(|at| (at, at.abs_diff(active)));
            if let Some((at, arrows)) = found.filter(|(_, arrows)| *arrows < 3) {
                self.keys.update(|count| count + arrows + 1);
                self.hears_choices(name, choices.len());
                return self.page.send(Attribution::Take(at, false));
            }
            typed.push(letters.next().expect("the whole name is enough"));
            self.keys.update(|count| count + 1);
            self.letters.update(|count| count + 1);
            self.page.send(Attribution::Type(typed.as_str().into()));
        }
    }

    /// The question is a combo box with a name, and its answers are options of which one is chosen.
    fn hears_choices(&self, name: &str, count: usize) {
        let html = drawn(&self.page.store);
        let fields = html.split("<input").skip(1).filter_map(|rest| Some(rest.split_once('>')?.0));
        let field: Vec<_> = fields.filter(|tag| tag.contains("role=\"combobox\"")).collect();
        assert_eq!(field.len(), 1);
        assert_eq!(attribute(field[0], "aria-label").as_deref(), Some("Claim group"));
        assert_eq!(attribute(field[0], "aria-expanded").as_deref(), Some("true"));
        let options = elements(&html, "li", "aria-selected");
        assert_eq!(options.len(), count);
        assert_eq!(options.iter().filter(|(tag, _)| tag.contains("aria-selected=\"true\"")).count(), 1);
        // Long names are shown shortened.
        let beginning: String = name.chars().take(20).collect();
        assert!(options.iter().any(|(_, words)| words.contains(&beginning)), "{options:?}");
    }
}

/// The example without its groups, their marks, and what is told of claims; and all that it said of them.
fn without_groups() -> (Vec<u8>, BTreeMap<String, Told>) {
    let file = include_str!("../../../seeds/example/istanbul-meeting.json");
    let mut file: Value = serde_json::from_str(file).expect("JSON");
    let names: BTreeMap<String, String> = list(&mut file, "entities")
        .iter()
        .map(|entity| (words(&entity["id"]), words(&entity["name"])))
        .collect();
    list(&mut file, "entities").retain(|entity| entity["label"] != "claim");
    list(&mut file, "relations").retain(|relation| relation["type"] != "absent");
    let mut told = BTreeMap::new();
    for claim in list(&mut file, "annotations").iter_mut().filter(|one| one["label"] == "claim") {
        let values = VALUES.iter().filter(|(id, value, _)| claim["attributes"][*id] == *value);
        let of_claim = Told {
            group: claim["entity"].as_str().map(|id| names[id].clone()),
            values: values.map(|(.., key)| *key).collect(),
            is_nobody: claim["attributes"]["nobody"] == true,
        };
        told.insert(words(&claim["id"]), of_claim);
        claim["attributes"] = json!({});
        claim.as_object_mut().expect("an object").remove("entity");
    }
    (file.to_string().into_bytes(), told)
}

fn list<'a>(file: &'a mut Value, name: &str) -> &'a mut Vec<Value> {
    file[name].as_array_mut().expect("a list")
}

fn words(value: &Value) -> String {
    value.as_str().expect("words").to_owned()
}

/// Every cell by group and outlet: its states, and of each line the speaker, the number of claims and the quote.
fn cells(page: &Page) -> BTreeMap<(String, String), String> {
    let matrix = page.read(State::matrix);
    let rows = matrix.rows.iter();
    let cells = rows.flat_map(|row| row.cells.iter().zip(&matrix.columns).map(move |it| (row, it)));
    let described = cells.map(|(row, (cell, column))| {
        let lines = cell.lines.iter().map(|line| {
            let speaker = line.speaker.as_ref().map_or("", |it| it.name());
            format!("{} {speaker} ×{} “{}”", line.state.word(), line.claims.len(), line.quote)
        });
        let lines: Vec<_> = lines.collect();
        (
            (row.group.name.to_string(), column.name.to_string()),
            format!("{}: {}", cell.words(), lines.join("; ")),
        )
    });
    described.collect()
}

/// The grid is one with a name; heads of columns and rows are such; and every cell says in words what it is.
fn hears_the_grid(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let grids: Vec<_> =
        inside(&html, "table").into_iter().filter(|(tag, _)| tag.contains("role=\"grid\"")).collect();
    assert_eq!(grids.len(), 1);
    assert_eq!(attribute(grids[0].0, "aria-label").as_deref(), Some("Claims and outlets"));
    let heads = inside(&html, "th").into_iter().filter(|(tag, _)| tag.contains("role=\"columnheader\""));
    let heads: Vec<_> = heads.map(|(_, content)| text_of(content)).collect();
    assert_eq!(heads.len(), 6);
    assert!(heads[2].starts_with("The Daily Jagran "), "{heads:?}");
    let rows = inside(&html, "tr").into_iter().filter(|(tag, _)| tag.contains(" data-group="));
    let mut heard = Vec::new();
    for (tag, content) in rows {
        assert!(tag.contains("role=\"row\"") && tag.contains("aria-rowindex="), "{tag}");
        let head = inside(content, "th");
        assert!(head[0].0.contains("role=\"rowheader\""), "{}", head[0].0);
        for (tag, words) in elements(content, "td", "data-state") {
            assert!(tag.contains("role=\"gridcell\""), "{tag}");
            assert!(!words.is_empty(), "{tag}");
            heard.push(words);
        }
    }
    heard
}

#[test]
fn the_matrix_of_the_example_is_made_by_keys() {
    let expected = cells(&example());
    assert_eq!(expected.len(), 75);
    let (file, told) = without_groups();
    let page = Page::start(SEEDS, Rc::default());
    page.open_file("coded.json", &file);
    page.send(Import::Answer(true));
    assert!(cells(&page).is_empty());
    page.open_article(SEEDS[0].id);
    let hands = Hands { page, keys: Cell::new(0), letters: Cell::new(0) };
    let page = &hands.page;
    let open = || page.read(|state| state.session.annotation);
    let told_of = |id: AnnotationId| told.get(&id.to_string());

    // The first claim is gone to, every other one is the next that lacks something.
    while open().and_then(told_of).is_none() {
        hands.press("j");
    }
    loop {
        let (id, told) = open().and_then(|id| Some((id, told_of(id)?))).expect("an open claim");
        if let Some(group) = &told.group {
            if told.is_nobody {
                hands.press("0");
            }
            if !told.values.is_empty() {
                hands.press("q");
                for key in &told.values {
                    hands.press(key);
                }
                if page.read(State::asks_for_value) {
                    hands.press("Escape");
                }
            }
            hands.group(group);
            let beginning: String = group.chars().take(20).collect();
            assert!(page.said().contains(&beginning), "{}", page.said());
        }
        hands.press("u");
        if open() == Some(id) {
            // In the example as well that one is in no group.
            assert_eq!((&told.group, page.said().as_str()), (&None, "This is the only one left."));
            break;
        }
    }

    while page.read(|state| state.place) != Place::Claims {
        hands.press("v");
    }
    let heard = hears_the_grid(page);
    assert_eq!(heard.len(), 75);
    let not_looked_for = heard.iter().filter(|words| *words == "not looked for").count();
    assert_eq!(not_looked_for, 28);
    let html = drawn(&page.store);
    let to_do = inside(&html, "button").into_iter().find(|(tag, _)| tag.contains("to-do"));
    let (tag, content) = to_do.expect("a chip");
    assert_eq!(
        (attribute(tag, "aria-keyshortcuts").as_deref(), text_of(content).as_str()),
        (Some("U"), "28 cells to doU")
    );

    // In each column the first cell, and all the rest of it.
    let mut said = Vec::new();
    while page.read(|state| state.matrix().open()) > 0 {
        hands.keys.update(|count| count + 1);
        assert!(page.press_in(Focus::Elsewhere, "u"));
        said.push(page.said());
        let (group, column, _) = page.read(|state| state.claims.visited.clone()).expect("a cell");
        hands.keys.update(|count| count + 1);
        page.send(Claims::TurnAbsent(group, column, true));
        said.push(page.said());
    }
    assert_eq!(said.len(), 6, "{said:?}");
    assert!(said[0].ends_with(" was not looked for in Financial Express."), "{said:?}");
    assert_eq!(said[1], "10 groups marked absent in “Financial Express”.");

    assert_eq!(cells(page), expected);
    let heard = hears_the_grid(page);
    assert_eq!(heard.iter().filter(|words| *words == "absent").count(), 28);
    assert!(
        heard.contains(
            &"to nobody ×2, hedgedreportedly carrying military suppliesTurkey deniesdenied transporting arms"
                .to_owned()
        ),
        "{heard:?}"
    );
    // 61 claims in 25 groups, 28 cells: most of it are the names of the groups.
    assert_eq!((hands.keys.get(), hands.letters.get()), (1_431, 1_202));
}
