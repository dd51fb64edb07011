//! Reading: the text from its sentences, annotations and relations from the columns of their tokens.

use super::syntax::{BEGINNING, NO_VALUE, NOTHING};
use crate::formats::inception::{is_made_by_people, short};
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::source::Source;
use crate::import::{Expected, FilePart, Unexpected};
use std::rc::Rc;

/// Largest number of blanks between two sentences.
const WIDEST_GAP: u64 = 10_000;

/// Layer and feature of a column.
struct Column<'a> {
    layer: &'a str,
    is_relation: bool,
    /// Feature of the layer, or `BT_` and the layer at the ends of its relations.
    name: &'a str,
}

/// Annotation or relation as far as it has come.
#[derive(Default)]
struct Made<'a> {
    at: FilePart,
    layer: &'a str,
    ends: [u64; 2],
    name: String,
    label: String,
    note: String,
    /// Token of it that is not in the text, and its place.
    misfit: Option<[Rc<str>; 2]>,
    /// Names of the two ends of a relation.
    related: Option<[String; 2]>,
}

/// Reads the file, if it begins like one.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    source.text.strip_prefix(BEGINNING)?;
    let mut reading = Reading::default();
    for (number, line) in (1..).zip(source.text.lines()) {
        let at = FilePart::line(number);
        if let Some(header) = line.strip_prefix("#T_") {
            reading.layer(&at, header, intake);
        } else if let Some(text) = line.strip_prefix("#Text=") {
            reading.sentence += &unescaped(text);
            reading.sentence.push('\n');
        } else if !line.is_empty() && !line.starts_with('#') {
            let cells: Vec<_> = line.split('\t').collect();
            if reading.token(&at, &cells).is_none() {
                let begins = cells.iter().take(3).copied().collect::<Vec<_>>().join(" ");
                let found = Unexpected::Columns(begins.into(), cells.len().saturating_sub(3));
                intake.refuse(&at, Expected::TokenRow(reading.columns.len()), found);
            }
        }
        if reading.parts.len() > MOST_ROWS {
            intake.overflow();
        }
        if intake.is_full() {
            return Some(());
        }
    }
    let text = reading.text.strip_suffix('\n').unwrap_or(&reading.text);
    let article = intake.rebuilt_article(source.stem, text);
    intake.forget_names();
    // Relations may come before their ends.
    for are_relations in [false, true] {
        for part in reading.parts.iter().filter(|part| part.related.is_some() == are_relations) {
            let label = if part.label.is_empty() { short(part.layer) } else { &part.label };
            match (&part.related, &part.misfit) {
                (_, Some([words, place])) => {
                    let found = Unexpected::Misplaced(words.clone(), place.clone());
                    intake.refuse(&part.at, Expected::TokensOfText, found);
                }
                (Some([from, to]), _) => {
                    let relation = RelationRow {
                        kind: label,
                        note: &part.note,
                        annotator: source.person,
                        ..RelationRow::default()
                    };
                    intake.relation(&part.at, [from, to], &relation);
                }
                _ => {
                    let row = SpanRow {
                        at: part.at.clone(),
                        article,
                        name: &part.name,
                        label,
                        note: &part.note,
                        annotator: source.person,
                        ..SpanRow::default()
                    };
                    intake.annotation_in_utf16(part.ends.map(Some), &row);
                }
            }
        }
    }
    Some(())
}

#[derive(Default)]
struct Reading<'a> {
    columns: Vec<Column<'a>>,
    /// Text up to the sentence, and its length in UTF-16 units.
    text: String,
    units: u64,
    /// Sentence whose first token is still to come.
    sentence: String,
    /// Beginning of the last token, in bytes and in UTF-16 units.
    last: (usize, u64),
    parts: Vec<Made<'a>>,
    /// Places among the parts, by the numbers in the file.
    numbered: Vec<Option<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads the columns of a layer: `SP=type|feature`, `RL=type|feature|BT_type` or `CH=type|…`.
    fn layer(&mut self, at: &FilePart, header: &'a str, intake: &mut Intake) {
        let (kind, declared) = header.split_once('=').unwrap_or((header, ""));
        let (layer, features) = declared.split_once('|').unwrap_or((declared, ""));
        let is_read = kind != "CH" && is_made_by_people(layer);
        if !is_read {
            intake.refuse(at, Expected::PeoplesLayer, Unexpected::Word(layer.into()));
        }
        let layer = if is_read { layer } else { "" };
        let columns = features.split('|').map(|name| Column { layer, is_relation: kind == "RL", name });
        self.columns.extend(columns);
    }

    fn token(&mut self, at: &FilePart, cells: &[&'a str]) -> Option<()> {
        let [id, place, words, values @ ..] = cells else { return None };
        let (begin, end) = place.split_once('-')?;
        let ends: [u64; 2] = [begin.parse().ok()?, end.parse().ok()?];
        self.begin_sentence(ends[0])?;
        if values.len() < self.columns.len() {
            return None;
        }
        let fits = self.stands(words, ends);
        // Parts to which the columns of one layer belong, one after the other.
        let (mut layer_here, mut here) = ("", Vec::new());
        for (number, cell) in (0..self.columns.len()).zip(values) {
            let Column { layer, is_relation, name } = self.columns[number];
            if *cell == NOTHING || layer.is_empty() {
                continue;
            }
            if layer != layer_here {
                layer_here = layer;
                here.clear();
            }
            for (index, value) in stacked(cell).enumerate() {
                let (value, numbers) = numbered(value);
                if index == here.len() {
                    here.push(self.part(at, layer, is_relation, id, numbers, ends)?);
                }
                let part = &mut self.parts[here[index]];
                if !fits {
                    part.misfit.get_or_insert_with(|| [*words, *place].map(Into::into));
                }
                let base = name.strip_prefix("BT_").filter(|_| is_relation);
                if let Some(base) = base {
                    let (from, to) = numbers.split_once('_').unwrap_or_default();
                    part.related = Some([end_of(base, value, from), end_of(base, id, to)]);
                } else if value != NO_VALUE && name != "identifier" {
                    let of = if name == "note" { &mut part.note } else { &mut part.label };
                    // Of several features the value is the label, or else the first.
                    if of.is_empty() || name == "value" {
                        *of = unescaped(value);
                    }
                }
            }
        }
        Some(())
    }

    /// Place of the part with that number, which goes up to this token now, or of a new one; `None` where there are too many.
    fn part(
        &mut self,
        at: &FilePart,
        layer: &'a str,
        is_relation: bool,
        token: &str,
        number: &str,
        ends: [u64; 2],
    ) -> Option<usize> {
        let number: usize = number.parse().unwrap_or(0);
        if number.max(self.parts.len()) > MOST_ROWS {
            return None;
        }
        if let Some(Some(part)) = self.numbered.get(number) {
            self.parts[*part].ends[1] = ends[1];
            return Some(*part);
        }
        let name = if number > 0 { number.to_string() } else { format!("{layer} {token}") };
        let related = is_relation.then(Default::default);
        let part = self.parts.len();
        self.parts.push(Made { at: at.clone(), layer, ends, name, related, ..Made::default() });
        if number > 0 {
            self.numbered.resize(self.numbered.len().max(number + 1), None);
            self.numbered[number] = Some(part);
        }
        Some(part)
    }

    /// True if the words stand there in the text, behind the beginning of the last token.
    fn stands(&mut self, words: &str, [begin, end]: [u64; 2]) -> bool {
        let (mut byte, mut units) = self.last;
        let Some(rest) = self.text.get(byte..) else { return false };
        for character in rest.chars() {
            if units >= begin {
                break;
            }
            byte += character.len_utf8();
            units += character.len_utf16() as u64;
        }
        let length = words.encode_utf16().count() as u64;
        let stands = units == begin && begin + length == end && self.text[byte..].starts_with(words);
        self.last = if stands { (byte, units) } else { self.last };
        stands
    }

    /// Puts the sentence at the beginning of its first token.
    fn begin_sentence(&mut self, begin: u64) -> Option<()> {
        if self.sentence.is_empty() {
            return Some(());
        }
        if self.units > begin && self.text.ends_with('\n') {
            self.text.pop();
            self.units -= 1;
        }
        let gap = begin.checked_sub(self.units).filter(|gap| *gap <= WIDEST_GAP)?;
        self.text.extend((0..gap).map(|_| ' '));
        self.text += &self.sentence;
        self.units = begin + self.sentence.encode_utf16().count() as u64;
        self.sentence.clear();
        Some(())
    }
}

/// Name of an annotation in relations: its number, or else its layer and token.
fn end_of(layer: &str, token: &str, number: &str) -> String {
    match number {
        "" | "0" => format!("{layer} {token}"),
        number => number.to_owned(),
    }
}

/// Values of a cell: between `|` without a backslash.
fn stacked(cell: &str) -> impl Iterator<Item = &str> {
    let mut is_escaped = false;
    cell.split(move |character| {
        let is_border = character == '|' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        is_border
    })
}

/// Value, and the number in brackets behind it.
fn numbered(value: &str) -> (&str, &str) {
    let inside = value.strip_suffix(']').filter(|inside| !inside.ends_with('\\'));
    inside.and_then(|inside| inside.rsplit_once('[')).unwrap_or((value, ""))
}

/// Value or text without its backslashes.
fn unescaped(text: &str) -> String {
    let mut unescaped = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let next = if character == '\\' { characters.next() } else { None };
        unescaped.push(match next {
            Some('t') => '\t',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            other => other.unwrap_or(character),
        });
    }
    unescaped
}
