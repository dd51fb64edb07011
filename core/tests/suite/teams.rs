//! Teams: what several people write arrives with all of them, whatever is lost, repeated or begun again on the way.
//!
//! A session is a number: it always goes the same way. Sessions that failed once are kept.

mod couch;
mod docs;
mod editing;
mod exchange;
mod folder;
mod not_taken;
mod rules;
mod world;

use self::world::{Fate, World, seeds, shared};
use super::{assert_same, cells_of};
use glossator_core::corpus::Corpus;
use std::ops::Range;

/// The corpus without what each person has alone.
fn common(corpus: &Corpus) -> Corpus {
    let empty = seeds().with_texts_of(corpus).continuing(corpus);
    empty.merge([], shared(cells_of(corpus))).0
}

/// Numbers of sessions: so many, or those of a variable, `100..500`.
fn sessions(variable: &str, count: u64) -> Range<u64> {
    let Ok(numbers) = std::env::var(variable) else { return 0..count };
    let (first, end) = numbers.split_once("..").expect("two numbers");
    first.parse().expect("a number")..end.parse().expect("a number")
}

/// Lives a session of so many steps; says how many edits were made.
fn live(seed: u64, steps: usize) -> usize {
    println!("session {seed}");
    go_on(World::new(seed), steps)
}

fn go_on(mut world: World, steps: usize) -> usize {
    for _ in 0..steps {
        world.step();
    }
    world.settle();
    // Somebody comes who was never there.
    world.join("rea");
    world.settle();
    let all = world.merged(|_| true);
    for person in &world.people {
        for page in &person.pages {
            let found = common(page.editor.corpus());
            assert_same(&found, &all.clone().with_texts_of(&found).continuing(&found));
        }
        assert_eq!(person.replication.as_ref().expect("a page").not_taken().count(), 0, "{}", person.name);
    }
    leave_out(&mut world);
    world.done.len()
}

/// Everything is there but what one person wrote.
fn leave_out(world: &mut World) {
    let without_ada = world.merged(|by| by != "ada");
    for person in world.people.iter_mut().filter(|person| &*person.name != "ada") {
        let mut team = person.team();
        team.left_out.insert("ada".into());
        let docs: Vec<_> = person.docs().cloned().collect();
        for page in &mut person.pages {
            page.editor.join(&team, &person.name, &docs);
            let found = common(page.editor.corpus());
            assert_same(&found, &without_ada.clone().with_texts_of(&found).continuing(&found));
        }
    }
}

#[test]
fn everybody_has_the_same_in_the_end_whatever_happens_on_the_way() {
    let edits: usize = sessions("GLOSSATOR_TEAMS", 30).map(|seed| live(seed, 500)).sum();
    assert!(edits > 800, "{edits}");
}

#[test]
fn everybody_has_the_same_in_a_folder_however_it_is_synchronised() {
    let edits: usize = sessions("GLOSSATOR_FOLDERS", 12)
        .map(|seed| {
            println!("folder {seed}");
            go_on(World::in_folder(seed), 500)
        })
        .sum();
    assert!(edits > 300, "{edits}");
}

/// Parts of a transaction counted as sent although the mark that they are whole never was.
#[test]
fn a_session_that_failed_once_goes_well() {
    live(111, 500);
}

/// One short session, and in it each request goes wrong once in each way.
#[test]
fn everybody_has_the_same_whichever_request_goes_wrong() {
    for fate in [Fate::NotAsked, Fate::NotHeard, Fate::AskedTwice, Fate::NotStored] {
        for request in 0.. {
            println!("{fate:?} {request}");
            let mut world = World::with(12, request, fate);
            for _ in 0..60 {
                world.step();
            }
            let has_failed = world.has_failed();
            go_on(world, 0);
            if !has_failed {
                assert!(request > 15, "{request}");
                break;
            }
        }
    }
}
