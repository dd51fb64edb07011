//! Reading: the lines of an `.ann` file, beside the article that is called like it.

use crate::formats::limits::MOST_ROWS;
use crate::formats::python::is_blank;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::source::Source;
use crate::import::{Expected, FilePart, Unexpected};
use crate::model::time::Timestamp;
use std::collections::HashMap;

/// Reads the file, if it has such lines. Its text comes before it in an archive.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let is_record = |line: &str| {
        let (id, _) = line.split_once('\t')?;
        let number = id.strip_prefix(['T', 'R', 'E', 'A', 'M', 'N', '#', '*'])?;
        number.bytes().all(|byte| byte.is_ascii_digit()).then_some(())
    };
    is_record(source.text.lines().next()?)?;
    let article = intake.elsewhere(source.stem);
    intake.forget_names();
    let lines =
        (1..).zip(source.text.lines()).filter(|(_, line)| !line.trim().is_empty()).take(MOST_ROWS + 1);
    let lines: Vec<(usize, Vec<&str>)> =
        lines.map(|(number, line)| (number, line.splitn(3, '\t').collect())).collect();
    if lines.len() > MOST_ROWS {
        intake.overflow();
        return Some(());
    }
    // Notes and annotators of spans, by the ids of these.
    let said = |kind: &str| {
        let mut said = HashMap::new();
        for (_, cells) in &lines {
            if let [id, about, words] = cells[..]
                && id.starts_with('#')
                && let Some((of, id)) = about.split_once(' ')
                && of == kind
            {
                said.entry(id).or_insert(words);
            }
        }
        said
    };
    let (notes, people) = (said("AnnotatorNotes"), said("Annotator"));
    for (number, cells) in &lines {
        let at = FilePart::line(*number);
        match cells[..] {
            [id, place, words] if id.starts_with('T') => {
                let person = people.get(id).copied().unwrap_or_default();
                let (who, when) = person.rsplit_once(' ').unwrap_or((person, ""));
                let created = Timestamp::parse(when).unwrap_or_default();
                let Some((label, start, end, is_same)) = place_of(article, place, words, intake) else {
                    intake.refuse(&at, Expected::TypeAndSpan, Unexpected::Word(place.into()));
                    continue;
                };
                intake.annotation(&SpanRow {
                    at,
                    article,
                    name: id,
                    label,
                    start,
                    end,
                    quote: if is_same { "" } else { words },
                    note: notes.get(id).copied().unwrap_or_default(),
                    annotator: if created == Timestamp::default() { person } else { who },
                    created,
                    modified: created,
                    ..SpanRow::default()
                });
            }
            [id, ..] if id.starts_with('#') => {}
            [id, place, ..] if id.starts_with('R') => {
                let parts: Vec<_> = place.split(' ').collect();
                let end = |part: &str| part.split_once(':').map_or(String::new(), |(_, id)| id.to_owned());
                if let [kind, from, to] = parts[..] {
                    intake.relation(
                        &at,
                        [&end(from), &end(to)],
                        &RelationRow { kind, ..RelationRow::default() },
                    );
                } else {
                    intake.refuse(&at, Expected::TypeAndArguments, Unexpected::Word(place.into()));
                }
            }
            [id, ..] => intake.refuse(&at, Expected::StandoffRecord, Unexpected::Word(id.into())),
            [] => {}
        }
    }
    Some(())
}

/// Type and positions of a span, from its first fragment to its last, and true if those words are known to stand there.
/// Several fragments are one span only if nothing but white space is between them.
fn place_of<'a>(
    article: usize,
    place: &'a str,
    words: &str,
    intake: &Intake,
) -> Option<(&'a str, u64, u64, bool)> {
    let (label, places) = place.split_once(' ')?;
    let mut ends: Vec<u64> = Vec::new();
    for fragment in places.split(';') {
        let (start, end) = fragment.split_once(' ')?;
        ends.extend([start.parse::<u64>().ok()?, end.parse().ok()?]);
    }
    let (start, end) = (*ends.first()?, *ends.last()?);
    let bare =
        |text: &str| text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let is_same = intake.words(article, start, end).is_some_and(|there| bare(there) == bare(words));
    (is_same || ends.len() == 2).then_some((label, start, end, is_same))
}
