//! Sessions: pages in several tabs that edit, fold, fail, reload and close, and what a page finds that opens after all
//! that. Every edit that was said to be saved must be there.
//!
//! A session is a number: it always goes the same way. Sessions that failed once are kept.

mod checks;
mod database;
pub mod deeds;
mod world;

use self::world::{Plan, World};
use super::store::Failure;
use glossator_core::saving::Budget;

/// So little that folding, letting go, making room and backups happen all the time.
const TINY: Budget = Budget {
    entries: (12, 4_000),
    uncompacted: 4,
    chunk: 600,
    entry: 600,
    backups: (2, 3_000),
    room: 1 << 20,
};

/// Plan of the session of that number.
fn plan(seed: u64) -> Plan {
    let room = 12_000 + 1_000 * usize::try_from(seed % 8).unwrap_or_default();
    match seed % 5 {
        0 => Plan { budget: TINY, ..Plan::default() },
        1 | 2 => Plan { budget: TINY, fails: true, ..Plan::default() },
        3 => Plan { budget: Budget { room, ..TINY }, is_full: true, ..Plan::default() },
        _ => Plan { budget: TINY, clears: false, ..Plan::default() },
    }
}

/// Lives a session of so many steps and checks what is left; says how many edits were made.
fn live(seed: u64, plan: Plan, steps: usize) -> usize {
    println!("session {seed}");
    let mut world = World::new(seed, plan);
    for _ in 0..steps {
        world.step();
    }
    if !plan.clears {
        for length in world.moments_of_death(10) {
            world.check_after_death(length);
        }
    }
    world.end();
    world.edits
}

/// One in five with nothing else, two with failing writes and tabs that crash, one with hardly any room, and one of
/// which the browser is killed at some moments. `GLOSSATOR_SESSIONS=5000..7000` lives others.
#[test]
fn nothing_that_was_saved_is_lost_whatever_several_pages_do() {
    let numbers = std::env::var("GLOSSATOR_SESSIONS").unwrap_or_else(|_| "0..60".to_owned());
    let (first, end) = numbers.split_once("..").expect("two numbers");
    let (first, end): (u64, u64) = (first.parse().expect("a number"), end.parse().expect("a number"));
    let edits: usize = (first..end).map(|seed| live(seed, plan(seed), 200)).sum();
    assert!(edits > 4_000 || end - first < 60, "{edits}");
}

#[test]
fn nothing_that_was_saved_is_lost_with_the_budget_of_the_page() {
    for seed in 0..3 {
        live(seed, Plan::default(), 160);
    }
}

/// The same sessions with texts in a database, which answers later, or not at all, and forgets what nothing needs.
#[test]
fn nothing_that_was_saved_is_lost_with_texts_in_a_database() {
    let edits: usize = (0..40).map(|seed| live(seed, Plan { has_texts: true, ..plan(seed) }, 200)).sum();
    assert!(edits > 2_500, "{edits}");
}

#[test]
fn nothing_that_was_saved_is_lost_whichever_write_fails_with_texts_in_a_database() {
    for failure in [Failure::Full, Failure::Crash] {
        for writes in 0.. {
            let mut world = World::new(12, Plan { budget: TINY, has_texts: true, ..Plan::default() });
            world.browser.fail_after(writes, failure);
            for _ in 0..60 {
                world.step();
            }
            let has_failed = world.browser.has_failed();
            world.end();
            if !has_failed {
                assert!(writes > 60, "{writes}");
                break;
            }
        }
    }
}

/// One session, and in it every single write and removal fails once.
#[test]
fn nothing_that_was_saved_is_lost_whichever_write_fails() {
    for failure in [Failure::Full, Failure::Refused, Failure::Crash] {
        for writes in 0.. {
            let mut world = World::new(12, Plan { budget: TINY, ..Plan::default() });
            world.browser.fail_after(writes, failure);
            for _ in 0..40 {
                world.step();
            }
            let has_failed = world.browser.has_failed();
            world.end();
            if !has_failed {
                assert!(writes > 80, "{writes}");
                break;
            }
        }
    }
}

/// Each session stands with the fault that it found.
#[test]
fn sessions_that_failed_once_go_well() {
    for (seed, steps, plan) in [
        // An article that was removed came back: it was forgotten before its annotations were.
        (0, 160, Plan { budget: TINY, ..Plan::default() }),
        // It came back where a page wrote its annotations again, and not that it was removed.
        (2_160, 200, plan(2_160)),
        // The latest record of all was kept, and the article that it is part of was not.
        (3_545, 200, plan(3_545)),
        // Going back to a day when it had been removed made its annotations again, and not that it was removed.
        (6_165, 200, plan(6_165)),
        // Records that were swept and came back were written before the article that they are part of.
        (20_204, 200, plan(20_204)),
        (20_294, 200, plan(20_294)),
        // A page that opened after a sweep had stamps that were lower than what was swept.
        (1_857, 200, plan(1_857)),
        // Two pages at once left half of a backup.
        (40, 160, Plan { budget: TINY, ..Plan::default() }),
        // A page went on dropping a backup that would not go.
        (106, 160, Plan { budget: TINY, fails: true, ..Plan::default() }),
        // A removal failed in the middle of a sweep.
        (103, 160, Plan { budget: TINY, fails: true, ..Plan::default() }),
    ] {
        live(seed, plan, steps);
    }
}
