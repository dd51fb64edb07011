//! Words for the matrix of claims and outlets.

use super::{counted, quoted};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::document::DocumentId;
use glossator_core::query::attribution::name_of;
use glossator_core::query::matrix::{Column, Line, Sign, Speaker};
use glossator_core::query::stance::{Form, Links, Stance, State, value};

/// There is no group.
pub const NOTHING: &str = "No claim is in a group yet. Open a claim and press I, or add a group here.";
/// The filter leaves nothing.
pub const NOTHING_LEFT: &str = "No row is like this.";
/// All cells of a column were looked at.
pub const NOTHING_OPEN: &str = "Every claim was looked for there.";
/// No claim is left without a group.
pub const ALL_GROUPED: &str = "Every claim is in a group or left out.";
/// A claim cannot be absent where it is.
pub const IS_THERE: &str = "The claim is there. Enter shows its words.";
/// A group has another place.
pub const MOVED: &str = "Moved.";
/// Articles without a value.
pub const OTHERS: &str = "Without one";
/// The state of a cell that nobody has looked at.
pub const OPEN: &str = "not looked for";
/// The state of a cell without a claim.
pub const ABSENT: &str = "absent";
/// The row is about a contradiction.
pub const CONTESTED: &str = "contested";
/// A mark beside a claim that says otherwise.
pub const BEATEN: &str = "Marked absent, but a claim is there.";

/// The name of a column.
#[must_use]
pub fn column(corpus: &Corpus, column: &Column) -> String {
    let title = |id: &DocumentId| corpus.document(id).map(|document| document.title.to_string());
    let is_article = column.documents.len() == 1 && column.documents[0].0 == column.name;
    let title = column.documents.first().filter(|_| is_article).and_then(title);
    title.unwrap_or_else(|| if column.name.is_empty() { OTHERS.to_owned() } else { column.name.to_string() })
}

/// Who says it: "own voice", "Turkey denies".
#[must_use]
pub fn line(line: &Line) -> String {
    let speaker = match &line.speaker {
        Some(Speaker::Entity(name, _)) => name.to_string(),
        Some(Speaker::Words(words)) => quoted(words),
        None => String::new(),
    };
    match line.state {
        State::Asserts => "own voice".to_owned(),
        State::Attributes => speaker,
        State::AttributesNobody => "to nobody".to_owned(),
        State::Denies => "denies it itself".to_owned(),
        State::AttributesDenial => format!("{speaker} denies"),
        State::AttributesDenialNobody => "denial, nobody named".to_owned(),
    }
}

/// The sign of a state; decoration beside its words.
#[must_use]
pub fn sign(state: State) -> &'static str {
    match state {
        State::Asserts => "●",
        State::Attributes => "◐",
        State::AttributesNobody => "◌",
        State::Denies => "⊖",
        State::AttributesDenial | State::AttributesDenialNobody => "⊘",
    }
}

/// The sign that stands for a cell.
#[must_use]
pub fn cell_sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Contested => "⚔",
        Sign::State(state) => self::sign(state),
        Sign::Absent => "–",
        Sign::Open => "·",
    }
}

/// The form of a claim, and what else is said about it and is no default: "direct", "hedged".
#[must_use]
pub fn told(corpus: &Corpus, claim: &Annotation) -> Vec<String> {
    let form = Stance::of(corpus, claim, &Links::of(corpus, claim)).form;
    let form = (form != Form::None).then(|| form.word().to_owned());
    let told = ["certainty", "distance"].into_iter().filter_map(|id| {
        let attribute = corpus.attributes().get(&claim.label.0, id)?;
        let value = value(corpus, claim, id);
        (!value.is_empty() && *value != *attribute.default)
            .then(|| attribute.value(value).map_or(value, |it| &it.name).to_lowercase())
    });
    form.into_iter().chain(told).collect()
}

/// The one who passed a claim on: "via Turkish Presidency".
#[must_use]
pub fn via(corpus: &Corpus, claim: &Annotation) -> Option<String> {
    Links::of(corpus, claim).via.map(|mention| format!("via {}", name_of(corpus, mention)))
}

/// Who marked something, and when; a person may have no name.
#[must_use]
pub fn by(who: &str, when: &str) -> String {
    if who.is_empty() { when.to_owned() } else { format!("{who}, {when}") }
}

/// "2 of 3 looked for".
#[must_use]
pub fn partly(looked: usize, all: usize) -> String {
    format!("{looked} of {all} looked for")
}

/// "18 of 25 claims".
#[must_use]
pub fn covered(covered: usize, all: usize) -> String {
    format!("{covered} of {}", counted(all, "claim"))
}

/// A group was added.
#[must_use]
pub fn introduced(name: &str) -> String {
    format!("{} is new.", quoted(name))
}

/// A group has another name.
#[must_use]
pub fn renamed(name: &str) -> String {
    format!("Now it is {}.", quoted(name))
}

/// Groups were merged.
#[must_use]
pub fn merged(count: usize, name: &str) -> String {
    format!("{} merged into {}.", counted(count, "claim"), quoted(name))
}

/// Groups are gone.
#[must_use]
pub fn deleted(count: usize) -> String {
    if count == 1 {
        "Row deleted. What it held is in no group.".to_owned()
    } else {
        format!("{count} rows deleted. What they held is in no group.")
    }
}

/// A claim was looked for in vain.
#[must_use]
pub fn absent_in(column: &str) -> String {
    format!("Absent in {column}.")
}

/// The mark is gone.
#[must_use]
pub fn open_again(column: &str) -> String {
    format!("Not looked for in {column}.")
}

/// The rest of a column.
#[must_use]
pub fn rest_absent(count: usize, column: &str) -> String {
    format!("{} absent in {column}.", counted(count, "claim"))
}

/// Claims in no group.
#[must_use]
pub fn apart(count: usize, is_apart: bool) -> String {
    let claims = counted(count, "claim");
    if is_apart {
        format!("{claims} left out of the groups.")
    } else {
        format!("{claims} to be grouped again.")
    }
}

/// The end of the message about the file.
#[must_use]
pub fn with(rows: usize, columns: usize) -> String {
    format!(" with {} in {}", counted(rows, "claim"), counted(columns, "column"))
}
