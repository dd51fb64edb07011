//! The state of the table of actors.

use glossator_core::formats::csv::EntityTable;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::entity::EntityId;
use glossator_core::model::label::LabelId;
use glossator_core::query::naming::Counted;
use std::rc::Rc;

/// Everything about actors that nobody else needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The label whose things are listed, once one was chosen.
    pub label: Option<LabelId>,
    /// The rows of the table, and their order.
    pub query: Query,
    /// The mentions that count.
    pub counted: Counted,
    /// The rows that are picked, in the order of picking.
    pub picked: Rc<[Thing]>,
    /// The row whose names and quotes stand beside the table.
    pub shown: Option<Shown>,
    /// True while the name of a new one is being written.
    pub is_naming: bool,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// An entity.
    Entity(EntityId),
    /// Mentions without one, by their words.
    Words(Rc<str>),
}

/// A row, and the mentions of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The row.
    pub thing: Thing,
    /// The outlet; `None` for all.
    pub outlet: Option<Rc<str>>,
    /// The name; `None` for all.
    pub name: Option<Rc<str>>,
}

/// The rows that are shown, and their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Words that they have in a name or a value.
    pub words: Rc<str>,
    /// Others are left out.
    pub only: Only,
    /// The column by which they are sorted.
    pub by: Rc<str>,
    /// From the last one to the first.
    pub is_down: bool,
}

/// Rows of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// All.
    #[default]
    All,
    /// Entities with that value of the first attribute that has values to choose from.
    Kind(Rc<str>),
    /// Mentions without an entity.
    Loose,
}

/// The column for the names that people gave.
pub const NAME: &str = ":name";
/// The column for the number of mentions.
pub const MENTIONS: &str = ":mentions";
/// The column for the first mention.
pub const FIRST: &str = ":first";
/// The column for the outlets that have none of their own.
pub const OTHERS: &str = ":others";
/// The beginning of the column of an outlet.
pub const OUTLET: &str = ":outlet ";

impl Default for Query {
    fn default() -> Self {
        Self { words: "".into(), only: Only::All, by: MENTIONS.into(), is_down: true }
    }
}

impl From<Thing> for Shown {
    fn from(thing: Thing) -> Self {
        Self { thing, outlet: None, name: None }
    }
}

/// The things that can be asked about actors.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Lists the things of that label.
    List(LabelId),
    /// Shows other rows of the table.
    Tabulate(Query),
    /// Counts other mentions.
    Count(Counted),
    /// Picks rows, or no longer (`false`).
    Pick(Vec<Thing>, bool),
    /// Picks nothing any more.
    PickNone,
    /// Shows a row, or none, beside the table.
    Show(Option<Shown>),
    /// Asks for the name of a new one.
    BeginNew,
    /// Makes it, with that name; leaves it without one.
    EndNew(Option<Rc<str>>),
    /// Names a row: an entity anew, or mentions without one as one.
    Name(Thing, Rc<str>),
    /// Gives an entity other names, one a line.
    SetAliases(EntityId, Rc<str>),
    /// Writes the note of an entity.
    SetNote(EntityId, Rc<str>),
    /// Gives rows a value of an attribute, by its id; an empty one is none.
    Set(Vec<EntityId>, Rc<str>, Rc<str>),
    /// Values from a spreadsheet, each with its entity and the id of its attribute.
    Paste(Vec<(EntityId, Rc<str>, Rc<str>)>),
    /// Asks which of those that are picked stays.
    AskMerge,
    /// Merges the others into that one.
    Merge(Thing),
    /// Makes mentions of one an entity of their own, of that name.
    Split(Rc<str>, Vec<AnnotationId>),
    /// Lets one that was merged speak for itself again.
    Separate(EntityId),
    /// Deletes entities.
    Delete(Vec<EntityId>),
    /// Takes over what a table of a file holds, by the file’s name.
    Take(Rc<str>, Rc<EntityTable>),
    /// Gives the table to the user as a file.
    Download,
}
