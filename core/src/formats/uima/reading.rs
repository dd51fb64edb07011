//! Reading: the text of the first view, then named entities and what somebody defined, then their relations.

use crate::formats::inception::{META, SOFA, is_made_by_people, short};
use crate::formats::iri;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::source::{Source, characters, tree};
use crate::import::{Expected, FilePart, Unexpected};
use crate::json::{self, Fields};
use serde_json::Value;
use serde_json::value::RawValue;

/// Structures of a file that are read, with their places in the list.
#[derive(Default)]
struct Structures<'a> {
    /// Subject of the first view.
    sofa: Option<(usize, &'a RawValue)>,
    /// Names of the document.
    about: Option<(usize, &'a RawValue)>,
    /// Annotations and relations of people.
    made: Vec<(usize, &'a RawValue)>,
}

/// Reads the file, if it is a CAS.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let mut found = Structures::default();
    let structures = source.first.get("%FEATURE_STRUCTURES")?;
    if !json::each(structures, |place, structure| found.sort_in(place, structure)) {
        return None;
    }
    read_view(source, &found, intake);
    Some(())
}

impl<'a> Structures<'a> {
    #[inline(never)] // See the crate's documentation.
    fn sort_in(&mut self, place: usize, structure: &'a RawValue) {
        let kind = Fields::of(structure).and_then(|fields| Some(json::tree(fields.get("%TYPE")?)));
        match kind.as_ref().map(characters).unwrap_or_default() {
            SOFA => self.sofa = self.sofa.or(Some((place, structure))),
            META => self.about = self.about.or(Some((place, structure))),
            kind if is_made_by_people(kind) => self.made.push((place, structure)),
            _ => {}
        }
    }
}

/// Reads the first view; `None` where its text is missing or cannot be read.
fn read_view(source: &Source<'_>, found: &Structures<'_>, intake: &mut Intake) -> Option<()> {
    let view = found.sofa.map_or(Some(Value::Null), |(place, sofa)| tree(&at(place), sofa, intake))?;
    let Some(text) = view["sofaString"].as_str() else {
        intake.refuse(&FilePart::default(), Expected::ViewWithText, Unexpected::Nothing);
        return None;
    };
    let about = found.about.map_or(Some(Value::Null), |(place, about)| tree(&at(place), about, intake))?;
    let [title, id, uri] =
        ["documentTitle", "documentId", "documentUri"].map(|name| characters(&about[name]));
    let is_ours = uri.starts_with(iri::ARTICLE);
    // INCEpTION has the name of a file as its title, and the name of the annotator as its id.
    let is_person = !is_ours && !id.contains(title) && source.person.is_empty();
    let annotator = if is_person { id } else { source.person };
    let called = if is_ours { uri } else { [title, id][usize::from(title.is_empty())] };
    let named = iri::article_of(if source.person.is_empty() { called } else { source.stem });
    let article = intake.article(source.stem, &named, if is_ours { title } else { "" }, text);
    intake.called.forget();
    let mut reading = Reading { article, annotator, intake };
    // Relations may stand before their ends.
    let is_relation = |(place, structure): &(usize, &RawValue)| !reading.span(*place, structure);
    let relations: Vec<_> = found.made.iter().copied().filter(is_relation).collect();
    for (place, structure) in relations {
        reading.relation(place, structure);
    }
    Some(())
}

struct Reading<'a> {
    article: usize,
    annotator: &'a str,
    intake: &'a mut Intake,
}

impl Reading<'_> {
    /// Reads a span; false for a relation, which is left for later.
    #[inline(never)] // See the crate's documentation.
    fn span(&mut self, place: usize, structure: &RawValue) -> bool {
        if self.intake.is_full() {
            return true;
        }
        let at = at(place);
        let Some(structure) = tree(&at, structure, self.intake) else { return true };
        if !structure["@Governor"].is_null() {
            return false;
        }
        let span = SpanRow {
            at,
            article: self.article,
            name: &structure["%ID"].to_string(),
            label: label(&structure),
            note: characters(&structure["note"]),
            annotator: self.annotator,
            ..SpanRow::default()
        };
        self.intake.annotation_in_utf16(["begin", "end"].map(|name| structure[name].as_u64()), &span);
        true
    }

    #[inline(never)] // See the crate's documentation.
    fn relation(&mut self, place: usize, structure: &RawValue) {
        let at = at(place);
        let Some(structure) = tree(&at, structure, self.intake) else { return };
        let [from, to] = ["@Governor", "@Dependent"].map(|end| structure[end].to_string());
        let relation =
            RelationRow { kind: label(&structure), annotator: self.annotator, ..RelationRow::default() };
        self.intake.relation(&at, [&from, &to], &relation);
    }
}

fn at(place: usize) -> FilePart {
    FilePart::value(format!("%FEATURE_STRUCTURES[{place}]"))
}

/// Label of a structure: the value of a named entity, of another type its first word, or else the type.
fn label(structure: &Value) -> &str {
    let is_word = |name: &str| !name.starts_with(['%', '@']) && !["note", "identifier"].contains(&name);
    let fields = structure.as_object().into_iter().flatten();
    let mut words = fields.filter(|(name, _)| is_word(name)).map(|(_, value)| value);
    let label = structure["value"].as_str().or_else(|| words.find_map(Value::as_str));
    label.filter(|label| !label.is_empty()).unwrap_or_else(|| short(characters(&structure["%TYPE"])))
}
