//! Reading: the text from its sentences, annotations and relations from the columns of their tokens.

use super::layers::{Column, Layer, Sort, layer};
use super::made::Made;
use super::syntax::{BEGINNING, NO_VALUE, NOTHING};
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::intake::Intake;
use crate::formats::reading::source::Source;
use crate::import::{Expected, FilePart, Unexpected, Untaken};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Largest number of blanks between two sentences.
const WIDEST_GAP: u64 = 10_000;

/// Reads the file, if it begins like one.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    source.text.strip_prefix(BEGINNING)?;
    let mut reading = Reading::default();
    for (number, line) in (1..).zip(source.text.lines()) {
        let at = FilePart::line(number);
        if let Some(header) = line.strip_prefix("#T_") {
            reading.layers.push(layer(header));
        } else if let Some(text) = line.strip_prefix("#Text=") {
            reading.sentence += &unescaped(text);
            reading.sentence.push('\n');
        } else if !line.is_empty() && !line.starts_with('#') {
            let cells: Vec<_> = line.split('\t').collect();
            if reading.token(&at, &cells, intake).is_none() {
                let begins = cells.iter().take(3).copied().collect::<Vec<_>>().join(" ");
                let found = Unexpected::Columns(begins.into(), cells.len().saturating_sub(3));
                intake.refuse(&at, Expected::TokenRow(reading.columns()), found);
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
    intake.called.forget();
    // Relations may come before their ends.
    for are_relations in [false, true] {
        for part in reading.parts.iter().filter(|part| part.related.is_some() == are_relations) {
            part.take_in(article, source.person, intake);
        }
    }
    reading.parts.iter().for_each(|part| part.link(source.person, intake));
    let mut mentions: Vec<_> = reading.parts.iter().filter(|part| part.link.is_some()).collect();
    mentions.sort_by_key(|part| (part.layer, part.link));
    for (place, mention) in mentions.iter().enumerate() {
        let is_next = |next: &&&Made<'_>| {
            (next.layer, next.link.map(|it| it.0)) == (mention.layer, mention.link.map(|it| it.0))
        };
        mention.chain(mentions.get(place + 1).filter(is_next).copied(), source.person, intake);
    }
    Some(())
}

#[derive(Default)]
struct Reading<'a> {
    layers: Vec<Layer<'a>>,
    /// Text up to the sentence, and its length in UTF-16 units.
    text: String,
    units: u64,
    /// Sentence whose first token is still to come.
    sentence: String,
    /// Beginning of the last token, in bytes and in UTF-16 units.
    last: (usize, u64),
    parts: Vec<Made<'a>>,
    /// Places among the parts, by their layers and their numbers in the file.
    numbered: HashMap<(bool, &'a str), usize>,
    /// Numbers of annotations that are passed over, by their layers.
    passed_over: HashSet<(&'a str, &'a str)>,
}

/// Token as its line has it.
struct Token<'a> {
    at: FilePart,
    id: &'a str,
    ends: [u64; 2],
    /// Words and place, if they are not in the text.
    misfit: Option<[Rc<str>; 2]>,
}

impl<'a> Reading<'a> {
    fn columns(&self) -> usize {
        self.layers.iter().map(|layer| layer.columns.len()).sum()
    }

    fn token(&mut self, at: &FilePart, cells: &[&'a str], intake: &mut Intake) -> Option<()> {
        let [id, place, words, values @ ..] = cells else { return None };
        let (begin, end) = place.split_once('-')?;
        let ends: [u64; 2] = [begin.parse().ok()?, end.parse().ok()?];
        self.begin_sentence(ends[0])?;
        if values.len() < self.columns() {
            return None;
        }
        let misfit = (!self.stands(words, ends)).then(|| [*words, *place].map(Into::into));
        let token = Token { at: at.clone(), id, ends, misfit };
        let mut rest = values;
        for layer in 0..self.layers.len() {
            let cells;
            (cells, rest) = rest.split_at(self.layers[layer].columns.len());
            let Some(first) = cells.iter().find(|cell| **cell != NOTHING) else { continue };
            match self.layers[layer].sort {
                Sort::PassedOver => self.pass_over(self.layers[layer].name, first, intake),
                Sort::Chains => self.mentions(layer, &token, cells)?,
                Sort::Spans | Sort::Relations => self.annotations(layer, &token, cells)?,
            }
        }
        Some(())
    }

    /// Counts what is passed over: an annotation of several tokens has one number.
    fn pass_over(&mut self, layer: &'a str, cell: &'a str, intake: &mut Intake) {
        for (_, number) in stacked(cell).map(numbered) {
            if number.is_empty() || self.passed_over.insert((layer, number)) {
                intake.leave_out(Untaken::Layers, layer);
            }
        }
    }

    fn annotations(&mut self, layer: usize, token: &Token<'a>, cells: &[&'a str]) -> Option<()> {
        let Layer { name, sort, .. } = self.layers[layer];
        // Parts that lie one upon another, in the order of each column.
        let mut here: Vec<usize> = Vec::new();
        let mut roles: Vec<Vec<String>> = Vec::new();
        for (column, cell) in (0..cells.len()).zip(cells).filter(|(_, cell)| **cell != NOTHING) {
            let column = self.layers[layer].columns[column];
            if let Column::Roles(_) = column {
                roles.clear();
            }
            for (index, value) in stacked(cell).enumerate() {
                let (value, number) =
                    if let Column::Targets(_) = column { (value, "") } else { numbered(value) };
                if index == here.len() {
                    here.push(self.part(name, sort == Sort::Relations, token, number)?);
                }
                let part = &mut self.parts[here[index]];
                match column {
                    Column::Feature(feature) if value != NO_VALUE => part.add(feature, unescaped(value)),
                    Column::Feature(_) => {}
                    Column::Base(base) => {
                        let (from, to) = number.split_once('_').unwrap_or_default();
                        part.related = Some([end_of(base, value, from), end_of(base, token.id, to)]);
                    }
                    Column::Roles(feature) => {
                        let role =
                            |role: &str| if role == NO_VALUE { feature.to_owned() } else { unescaped(role) };
                        roles.push(value.split(';').map(role).collect());
                    }
                    Column::Targets(base) => {
                        let targets = value.split(';').map(numbered);
                        let named = targets.map(|(target, number)| end_of(base, target, number));
                        let roles = roles.get(index).into_iter().flatten().cloned();
                        let slots: Vec<_> =
                            roles.zip(named).filter(|slot| !part.slots.contains(slot)).collect();
                        part.slots.extend(slots);
                    }
                }
            }
        }
        Some(())
    }

    /// Reads the mentions of chains: `value->CHAIN-LINK` as relation, `value[CHAIN]` as type, in either order.
    fn mentions(&mut self, layer: usize, token: &Token<'a>, cells: &[&'a str]) -> Option<()> {
        let name = self.layers[layer].name;
        let column = |wanted: &str| {
            let is_wanted = |it: &Column<'_>| matches!(it, Column::Feature(name) if *name == wanted);
            self.layers[layer].columns.iter().position(is_wanted).map(|at| cells[at])
        };
        let types: Vec<_> = stacked(column("referenceType")?).collect();
        let relations: Vec<_> = stacked(column("referenceRelation")?).collect();
        for (relation, kind) in relations.into_iter().zip(types) {
            let (relation, place) = relation.rsplit_once("->")?;
            let (chain, link) = place.split_once('-')?;
            let link = (chain.parse().ok()?, link.parse().ok()?);
            let known = self.parts.iter().rposition(|part| part.layer == name && part.link == Some(link));
            let part = match known {
                Some(part) => part,
                None => self.part(name, false, token, "")?,
            };
            let part = &mut self.parts[part];
            part.link = Some(link);
            part.name = format!("{name} ->{place}");
            part.ends[1] = token.ends[1];
            if let Some(misfit) = &token.misfit {
                part.misfit.get_or_insert_with(|| misfit.clone());
            }
            for (feature, value) in [("referenceType", numbered(kind).0), ("referenceRelation", relation)] {
                if value != NO_VALUE {
                    part.add(feature, unescaped(value));
                }
            }
        }
        Some(())
    }

    /// Place of the part with that number, which goes up to this token now, or of a new one; `None` where there are too many.
    fn part(
        &mut self,
        layer: &'a str,
        is_relation: bool,
        token: &Token<'a>,
        number: &'a str,
    ) -> Option<usize> {
        let has_number = number.parse::<u64>().is_ok_and(|number| number > 0);
        let known = self.numbered.get(&(is_relation, number)).copied().filter(|_| has_number);
        let place = known.unwrap_or(self.parts.len());
        if known.is_none() {
            if self.parts.len() > MOST_ROWS {
                return None;
            }
            let Token { at, id, ends, .. } = token;
            let name = if has_number { number.to_owned() } else { format!("{layer} {id}") };
            let related = is_relation.then(Default::default);
            self.parts.push(Made { at: at.clone(), layer, ends: *ends, name, related, ..Made::default() });
            if has_number {
                self.numbered.insert((is_relation, number), place);
            }
        }
        let part = &mut self.parts[place];
        part.ends[1] = token.ends[1];
        if let Some(misfit) = &token.misfit {
            part.misfit.get_or_insert_with(|| misfit.clone());
        }
        Some(place)
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
