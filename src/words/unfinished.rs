//! Words for what is left to do.

use super::counted;
use glossator_core::query::unfinished::{Lack, Left};

/// Nothing is left anywhere.
pub const NOTHING: &str = "Nothing is left to do.";
/// The open annotation is the last one that is left.
pub const ONLY_ONE: &str = "This is the only one left.";
/// The tip of the chip that leads to the next one.
pub const NEXT: &str = "Go to the next claim without speaker, or actor of whom nobody says who it is";

/// The question that an annotation leaves open.
#[must_use]
pub fn open(lack: Lack) -> &'static str {
    match lack {
        Lack::Group => "This claim is in no group yet.",
        Lack::Speaker => "Nobody has said yet who says this.",
        Lack::Entity => "Nobody has said yet who this is.",
    }
}

/// "3 claims to do", "3 claims, 1 actor to do".
#[must_use]
pub fn to_do(left: Left) -> String {
    let both = [(left.claims, "claim"), (left.actors, "actor")];
    let both = both.into_iter().filter(|(count, _)| *count > 0);
    let both: Vec<_> = both.map(|(count, noun)| counted(count, noun)).collect();
    format!("{} to do", both.join(", "))
}

/// "3 of 24 claims to do", "18 claims, all done"; of both sorts only what is left.
#[must_use]
pub fn left(left: Left) -> String {
    let Left { claims, all_claims, actors, all_actors } = left;
    match (claims, actors) {
        (0, 0) if all_claims > 0 => format!("{}, all done", counted(all_claims, "claim")),
        (0, 0) => format!("{}, all done", counted(all_actors, "actor")),
        (claims, 0) => format!("{claims} of {} to do", counted(all_claims, "claim")),
        (0, actors) => format!("{actors} of {} to do", counted(all_actors, "actor")),
        _ => to_do(left),
    }
}
