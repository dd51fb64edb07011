//! Words for the matrix of claims and outlets.

use super::articles::shortly;
use super::{counted, cut, quoted};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::query::attribution::name_of;
use glossator_core::query::matrix::{Column, Filter, Line, Matrix, Sign, Speaker, Sum, Sums, Within};
use glossator_core::query::stance::{Form, Links, Stance, State, value};

/// The title of the matrix where it stands alone.
pub const TITLE: &str = "Claims by outlet";
/// The head of the column of groups.
pub const CLAIM: &str = "Claim group";
/// The head of the column that says in how many outlets a group is.
pub const IN: &str = "In";
/// A group without a name.
pub const NO_NAME: &str = "It needs words.";
/// Claims of any speaker.
pub const ANYONE: &str = "Said by anyone";
/// The tip of the chip that leads to the next cell.
pub const NEXT_OPEN: &str = "Go to the next cell that nobody has looked at";
/// The tip of what can be dragged.
pub const DRAG: &str = "Drag it into a row";

/// The button that explains the signs.
pub const LEGEND_NAME: &str = "Legend";
/// The signs, each with its name and its meaning.
pub const LEGEND: [(Sign, &str, &str); 8] = [
    (Sign::State(State::Asserts), "own voice", "The outlet says it itself."),
    (Sign::State(State::Attributes), "attributed", "Somebody is named who says it."),
    (Sign::State(State::AttributesNobody), "to nobody", "It is reported, and nobody is named."),
    (Sign::State(State::Denies), "own denial", "The outlet denies it itself."),
    (Sign::State(State::AttributesDenial), "reported denial", "It is reported that somebody denies it."),
    (Sign::Absent, "looked for, absent", "Somebody looked through the article and did not find it."),
    (Sign::Open, "not looked for", "Nobody has looked yet."),
    (Sign::Contested, "contested", "It is affirmed and denied."),
];
/// The meaning of a number behind a speaker.
pub const TIMES: &str = "So many places say it so.";

/// There is no group.
pub const NOTHING: &str = "No claim is in a group yet. Open a claim and press I, or add a group here.";
/// The filter leaves nothing.
pub const NOTHING_LEFT: &str = "No row is like this.";
/// All cells of a column were looked at.
pub const NOTHING_OPEN: &str = "Every group was looked for there.";
/// No claim is left without a group.
pub const ALL_GROUPED: &str = "Every claim is in a group or left out.";
/// A claim cannot be absent where it is.
pub const IS_THERE: &str = "It has a claim there. Enter shows the words.";
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
/// A cell has both positions.
pub const BOTH: &str = "says both";
/// The position of a denial.
pub const DENIES: &str = "denies";
/// Takes back that somebody looked.
pub const NOT_AFTER_ALL: &str = "Not looked for after all";
/// Removes a mark that does not count.
pub const TAKE_BACK: &str = "Remove the mark";
/// A mark beside a claim that says otherwise.
pub const BEATEN: &str = "Marked absent, but a claim is there.";

/// The mark is gone.
pub const UNMARKED: &str = "Mark removed.";

/// The name of a column.
#[must_use]
pub fn column(corpus: &Corpus, column: &Column) -> String {
    let title = |id: &DocumentId| corpus.document(id).map(|document| document.title.to_string());
    let is_article = column.documents.len() == 1 && column.documents[0].0 == column.name;
    let title = column.documents.first().filter(|_| is_article).and_then(title);
    title.unwrap_or_else(|| if column.name.is_empty() { OTHERS.to_owned() } else { column.name.to_string() })
}

/// Speaker of a line, and its position: "own voice", "Turkey denies".
#[must_use]
pub fn line(line: &Line) -> String {
    match line.state {
        State::Denies => "denies it itself".to_owned(),
        State::AttributesDenial => format!("{} denies", voice(line)),
        State::AttributesDenialNobody => "denial, nobody named".to_owned(),
        State::Asserts | State::Attributes | State::AttributesNobody => voice(line),
    }
}

/// Speaker of a line: "own voice", "Turkey", "to nobody".
#[must_use]
pub fn voice(line: &Line) -> String {
    match (&line.speaker, line.state) {
        (Some(Speaker::Entity(name, _)), _) => name.to_string(),
        (Some(Speaker::Words(words)), _) => quoted(words),
        (None, State::Asserts | State::Denies) => "own voice".to_owned(),
        (None, _) => "to nobody".to_owned(),
    }
}

/// The values of a claim that are no defaults: "hedged", "endorsed".
pub fn values<'a>(corpus: &'a Corpus, claim: &'a Annotation) -> impl Iterator<Item = String> + 'a {
    ["certainty", "distance"].into_iter().filter_map(move |id| {
        let attribute = corpus.attributes().get(&claim.label.0, id)?;
        let value = value(corpus, claim, id);
        (!value.is_empty() && *value != *attribute.default)
            .then(|| attribute.value(value).map_or(value, |it| &it.name).to_lowercase())
    })
}

/// The form of a claim, and what else is said about it and is no default: "direct", "hedged".
#[must_use]
pub fn told(corpus: &Corpus, claim: &Annotation) -> Vec<String> {
    let form = Stance::of(corpus, claim, &Links::of(corpus, claim)).form;
    let form = (form != Form::None).then(|| form.word().to_owned());
    form.into_iter().chain(values(corpus, claim)).collect()
}

/// The one who passed a claim on: "via Turkish Presidency".
#[must_use]
pub fn via(corpus: &Corpus, claim: &Annotation) -> Option<String> {
    Links::of(corpus, claim).via.map(|mention| format!("via {}", name_of(corpus, mention)))
}

/// Person who marked something, and the time; a person may have no name.
#[must_use]
pub fn by(who: &str, when: &str) -> String {
    if who.is_empty() { when.to_owned() } else { format!("{who}, {when}") }
}

/// "not looked for", or of several articles "2 of 3 looked for".
#[must_use]
pub fn open(looked: usize, all: usize) -> String {
    if looked > 0 { format!("{looked} of {all} looked for") } else { OPEN.to_owned() }
}

/// "1 not looked for", apart from a number of what is missing.
#[must_use]
pub fn not_looked_for(count: usize) -> String {
    format!("{count} {OPEN}")
}

/// The smaller words at the head of a column: how many rows it covers, and how much it says in its own voice.
#[must_use]
pub fn notes(matrix: &Matrix, at: usize, sums: &[Sums]) -> Vec<String> {
    let column = &matrix.columns[at];
    let covered =
        if column.is_source { matrix.count(&Filter::In(at)) } else { sums[at][Sum::Covered as usize] };
    let mut notes = Vec::from_iter(column.is_source.then(|| "source".to_owned()));
    notes.push(format!("{covered} of {}", counted(matrix.rows.len(), "group")));
    notes.push(format!("own voice {} of {}", column.own, column.claims));
    notes
}

/// "3 of 3".
#[must_use]
pub fn present(present: usize, outlets: usize) -> String {
    format!("{present} of {outlets}")
}

/// "in 3 of 3".
#[must_use]
pub fn present_in(present: usize, outlets: usize) -> String {
    format!("in {present} of {outlets}")
}

/// "Looked for, not found. coder-1, 29 Nov 2026".
#[must_use]
pub fn absent(told: &str) -> String {
    format!("Looked for, not found. {told}")
}

/// The head of some rows: contested ones, or those in so many outlets.
#[must_use]
pub fn part(present: Option<usize>, outlets: usize) -> String {
    match present {
        None => "Contested".to_owned(),
        Some(0) => "In none".to_owned(),
        Some(present) if present == outlets && present > 1 => format!("In all {}", spelled(present)),
        Some(present) => format!("In {}", spelled(present)),
    }
}

/// Small numbers in words.
fn spelled(number: usize) -> String {
    const WORDS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    number
        .checked_sub(1)
        .and_then(|at| WORDS.get(at))
        .map_or_else(|| number.to_string(), |it| (*it).to_owned())
}

/// The words of a sum.
#[must_use]
pub fn sum(sum: Sum) -> &'static str {
    match sum {
        Sum::Covered => "Covered",
        Sum::Only => "Only here",
        Sum::Missing => "Missing where all others have it",
    }
}

/// The words of a condition on rows.
#[must_use]
pub fn filter(corpus: &Corpus, matrix: &Matrix, filter: &Filter) -> String {
    let name = |at: &usize| matrix.columns.get(*at).map(|it| column(corpus, it)).unwrap_or_default();
    match filter {
        Filter::All => "All".to_owned(),
        Filter::Contested(Within::Row) => "Contested".to_owned(),
        Filter::Contested(Within::Article) => "Contested within an article".to_owned(),
        Filter::Contested(Within::Columns) => "Contested between outlets".to_owned(),
        Filter::Contested(Within::Speaker) => "Affirmed and denied by the same".to_owned(),
        Filter::OwnAndAttributed => "Own voice and attributed".to_owned(),
        Filter::OnlyIn(None) => "Only in one".to_owned(),
        Filter::OnlyIn(Some(at)) => format!("Only in {}", name(at)),
        Filter::MissingIn(None) => "Missing in one".to_owned(),
        Filter::MissingIn(Some(at)) => format!("Missing only in {}", name(at)),
        Filter::In(at) => format!("In {}", name(at)),
        Filter::AbsentIn(at) => format!("Absent in {}", name(at)),
        Filter::Open => "Not looked for".to_owned(),
        Filter::By(_) => "Said by one".to_owned(),
    }
}

/// "Said by Turkey".
#[must_use]
pub fn said_by(name: &str) -> String {
    format!("Said by {}", cut(name))
}

/// Speaker of a claim, and its article: "Erdogan, in Business Today".
#[must_use]
pub fn from(speaker: Option<&str>, document: &Document) -> String {
    let place = shortly(document);
    speaker.map_or_else(|| format!("in {place}"), |speaker| format!("{speaker}, in {place}"))
}

/// "3 cells to do".
#[must_use]
pub fn to_do(open: usize) -> String {
    format!("{} to do", counted(open, "cell"))
}

/// The cell that was gone to.
#[must_use]
pub fn not_looked_in(group: &str, column: &str) -> String {
    format!("{} was not looked for in {column}.", quoted(group))
}

/// The sentence below the title of the matrix where it stands alone.
#[must_use]
pub fn about(rows: usize, columns: usize) -> String {
    format!(
        "{} in {}: who says it, in whose voice, and where it is missing.",
        counted(rows, "claim group"),
        counted(columns, "column")
    )
}

/// The matrix was copied.
#[must_use]
pub fn copied(rows: usize, columns: usize) -> String {
    format!("Copied: a table of {} in {}.", counted(rows, "group"), counted(columns, "column"))
}

/// A claim was put into a group.
#[must_use]
pub fn put(name: &str) -> String {
    format!("Put into {}.", quoted(name))
}

/// A group was added.
#[must_use]
pub fn introduced(name: &str) -> String {
    format!("Added {}.", quoted(name))
}

/// A group has another name.
#[must_use]
pub fn renamed(name: &str) -> String {
    format!("Renamed to {}.", quoted(name))
}

/// Groups were merged.
#[must_use]
pub fn merged(count: usize, name: &str) -> String {
    format!("{} merged into {}.", counted(count, "group"), quoted(name))
}

/// Groups are gone.
#[must_use]
pub fn deleted(count: usize) -> String {
    if count == 1 {
        "Group deleted. Its claims are in no group.".to_owned()
    } else {
        format!("{count} groups deleted. Their claims are in no group.")
    }
}

/// A claim was looked for in vain.
#[must_use]
pub fn absent_in(column: &str) -> String {
    format!("Marked absent in {column}.")
}

/// The mark is gone.
#[must_use]
pub fn open_again(column: &str) -> String {
    format!("Mark removed: not looked for in {column}.")
}

/// The rest of a column.
#[must_use]
pub fn rest_absent(count: usize, column: &str) -> String {
    format!("{} marked absent in {column}.", counted(count, "group"))
}

/// Claims in no group.
#[must_use]
pub fn apart(count: usize, is_apart: bool) -> String {
    let claims = counted(count, "claim");
    if is_apart { format!("{claims} left out.") } else { format!("{claims} no longer left out.") }
}

/// The end of the message about the file.
#[must_use]
pub fn with(rows: usize, columns: usize) -> String {
    format!(" with {} in {}", counted(rows, "group"), counted(columns, "column"))
}
