//! Intents: everything that a key, a click, a dialog, a file, a timer or another page can ask of the page. Each feature
//! declares its own; here they are one type, and those that belong to no feature.

use super::place::Place;
use super::session::{Dialog, Panel};
pub use crate::features::actors::state::Intent as Actors;
pub use crate::features::annotations::attribution::state::Intent as Attribution;
pub use crate::features::annotations::state::Intent as Annotations;
pub use crate::features::articles::state::Intent as Articles;
pub use crate::features::claims::state::Intent as Claims;
pub use crate::features::codebook::state::Intent as Codebook;
pub use crate::features::compare::state::Intent as Compare;
pub use crate::features::counts::state::Intent as Counts;
pub use crate::features::export::state::Intent as Export;
pub use crate::features::hints::state::Intent as Hints;
pub use crate::features::history::state::Intent as History;
pub use crate::features::import::state::{File, Intent as Import};
pub use crate::features::messages::state::Intent as Messages;
pub use crate::features::passages::state::Intent as Passages;
pub use crate::features::projects::state::{Destination, Intent as Projects};
pub use crate::features::reader::state::Intent as Reader;
pub use crate::features::search::state::Intent as Search;
pub use crate::features::settings::state::Intent as Settings;
pub use crate::features::storage::state::Intent as Storage;
pub use crate::features::tagging::state::Intent as Tagging;
pub use crate::features::team::state::Intent as Team;

/// One wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Another dialog, or none.
    Show(Option<Dialog>),
    /// Another place.
    Go(Place),
    /// Another panel of a narrow screen, or none.
    ShowPanel(Option<Panel>),
    /// About the table of actors, of places, and of what other labels speak of.
    Actors(Actors),
    /// About the list of annotations and the open one.
    Annotations(Annotations),
    /// About articles.
    Articles(Articles),
    /// About who or what annotations are, and who said them.
    Attribution(Attribution),
    /// About the matrix of claims.
    Claims(Claims),
    /// About labels, attributes and relation types.
    Codebook(Codebook),
    /// About articles side by side.
    Compare(Compare),
    /// About the table of counts.
    Counts(Counts),
    /// About files for other tools.
    Export(Export),
    /// About hints.
    Hints(Hints),
    /// About steps back and forth.
    History(History),
    /// About files that are opened.
    Import(Import),
    /// About messages.
    Messages(Messages),
    /// About the same words in several articles.
    Passages(Passages),
    /// About the projects in this browser.
    Projects(Projects),
    /// About caret, selection and drawing.
    Reader(Reader),
    /// About search.
    Search(Search),
    /// About settings.
    Settings(Settings),
    /// About the store as a whole.
    Storage(Storage),
    /// About tags, their labels, notes and boundaries.
    Tagging(Tagging),
    /// About the team that shares the project.
    Team(Team),
}

macro_rules! from {
    ($($feature:ident),*) => {
        $(impl From<$feature> for Intent {
            fn from(intent: $feature) -> Self {
                Self::$feature(intent)
            }
        })*
    };
}

from!(
    Actors,
    Annotations,
    Articles,
    Attribution,
    Claims,
    Codebook,
    Compare,
    Counts,
    Export,
    Hints,
    History,
    Import,
    Messages,
    Passages,
    Projects,
    Reader,
    Search,
    Settings,
    Storage,
    Tagging,
    Team
);
