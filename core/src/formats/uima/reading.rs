//! Reading: the text of the first view, then named entities and what somebody defined, then their relations.

use crate::formats::inception::{META, SOFA, is_made_by_people, short};
use crate::formats::iri;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::object::{Object, Of, Parts, says_nothing, words};
use crate::formats::reading::source::{Source, characters, tree};
use crate::import::{Expected, FilePart, ForeignFields, Said, Unexpected, Untaken};
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

/// Features of every annotation.
const OF_STRUCTURE: [&str; 2] = ["begin", "end"];

/// Types of annotations that follow from the text.
const FOLLOWS: [&str; 2] = ["Token", "Sentence"];

/// Reads the file, if it is a CAS.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let mut found = Structures::default();
    let structures = source.first.get("%FEATURE_STRUCTURES").filter(|it| it.get().starts_with('['))?;
    json::each(structures, |place, structure| found.sort_in(place, structure, intake));
    read_view(source, &found, intake);
    let mut others = Parts::new(Fields::of(source.values.first()?.1)?, intake);
    for name in ["%FEATURE_STRUCTURES", "%TYPES", "%VIEWS"] {
        others.take(name);
    }
    others.leave_out(intake);
    Some(())
}

impl<'a> Structures<'a> {
    #[inline(never)] // See the crate's documentation.
    fn sort_in(&mut self, place: usize, structure: &'a RawValue, intake: &mut Intake) {
        let fields = Fields::of(structure).unwrap_or_default();
        let of = |name: &str| fields.get(name).map(json::tree).unwrap_or_default();
        let kind = of("%TYPE");
        match characters(&kind) {
            SOFA if self.sofa.is_none() => self.sofa = Some((place, structure)),
            SOFA => intake.leave_out(Untaken::Texts, characters(&of("sofaID"))),
            META if self.about.is_none() => self.about = Some((place, structure)),
            // Tokens and sentences follow from the text; what else is said of them does not.
            kind if FOLLOWS.contains(&short(kind)) => {
                let fields = fields
                    .0
                    .iter()
                    .filter(|(name, _)| !OF_STRUCTURE.contains(&&**name) && !name.starts_with(['%', '@']));
                let values = fields.map(|(name, value)| (name, json::tree(value)));
                values
                    .filter(|(_, value)| !says_nothing(value))
                    .for_each(|(name, _)| intake.leave_out(Untaken::Features, name));
            }
            kind if kind.starts_with("uima.") => {}
            kind if is_made_by_people(kind) => self.made.push((place, structure)),
            kind => intake.leave_out(Untaken::Layers, short(kind)),
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
    let annotator = annotator.to_owned();
    let mut of_view = Object::of(view);
    of_view.pass(&["%ID", "%TYPE", "sofaNum", "sofaID", "mimeType", "sofaString"]);
    of_view.leave_out(intake);
    let mut others = Object::of(about);
    others.pass(&["begin", "end", "%ID", "%TYPE", "@sofa", "documentTitle", "documentId", "documentUri"]);
    if others.get("language") == "x-unspecified" {
        others.pass(&["language"]);
    }
    others.leave_out(intake);
    intake.called.forget();
    let mut reading = Reading { article, annotator: &annotator, intake };
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
        let mut structure = Object::of(structure);
        let ends = ["begin", "end"].map(|name| structure.take(name).as_u64());
        let entity = iri::entity_of(&words(structure.get("identifier")));
        if entity.is_some() {
            structure.take("identifier");
        }
        let span = SpanRow {
            at,
            article: self.article,
            name: &structure.take("%ID").to_string(),
            label: &label(&mut structure),
            note: &structure.words(&["note"]),
            annotator: self.annotator,
            foreign: features(structure, Of::Annotation, self.intake),
            said: Said { entity: entity.unwrap_or_default().into(), ..Said::default() },
            ..SpanRow::default()
        };
        self.intake.annotation_in_utf16(ends, &span);
        true
    }

    #[inline(never)] // See the crate's documentation.
    fn relation(&mut self, place: usize, structure: &RawValue) {
        let at = at(place);
        let Some(structure) = tree(&at, structure, self.intake) else { return };
        let mut structure = Object::of(structure);
        let [from, to] = ["@Governor", "@Dependent"].map(|end| structure.take(end).to_string());
        // Its ends are those of the span at its end.
        structure.pass(&["begin", "end", "%ID"]);
        let relation = RelationRow {
            kind: &label(&mut structure),
            note: &structure.words(&["note"]),
            annotator: self.annotator,
            foreign: features(structure, Of::Relation, self.intake),
            ..RelationRow::default()
        };
        self.intake.relation(&at, [&from, &to], &relation);
    }
}

fn at(place: usize) -> FilePart {
    FilePart::value(format!("%FEATURE_STRUCTURES[{place}]"))
}

/// Takes out the label of a structure: the value of a named entity, of another type its first word, or else the type.
fn label(structure: &mut Object) -> String {
    let is_word = |name: &str| !name.starts_with(['%', '@']) && !["note", "identifier"].contains(&name);
    let has_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let fields = structure.0.iter().filter(|(name, value)| is_word(name) && has_text(value));
    let mut names = fields.map(|(name, _)| name.clone());
    let name = if has_text(structure.get("value")) { Some("value".to_owned()) } else { names.next() };
    let kind = words(structure.get("%TYPE"));
    name.map_or_else(|| short(&kind).to_owned(), |name| words(&structure.take(&name)))
}

/// Features of a structure that are left, to be kept; those that are structures themselves are counted.
fn features(mut structure: Object, of: Of, intake: &mut Intake) -> ForeignFields {
    structure.0.retain(|name, value| {
        let is_of_format = name.starts_with('%') || name == "@sofa";
        if let Some(reference) = name.strip_prefix('@').filter(|_| !is_of_format && !value.is_null()) {
            intake.leave_out(Untaken::Features, reference);
        }
        !is_of_format && !name.starts_with('@')
    });
    structure.rest(of, intake)
}
