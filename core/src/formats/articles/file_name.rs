//! Names of files: date, outlet and headline, where a name says them, as guesses.
//!
//! - **Reads** `2025-05-26 Le Monde - headline.txt`: a day in front, then the outlet, then the headline behind a dash, a low line
//!   or two; a day behind them, or between them, also as `26.05.2025` where it can mean one day only.
//! - **Leaves** every other name: without a day it says nothing for certain.

use super::date::{self, Order};
use super::draft::Draft;
use crate::formats::reading::paths::{stem, without_folders};
use crate::import::FieldFrom;

/// Tells a draft what the name of its file says and nothing in the file does.
pub fn tell(name: &str, draft: &mut Draft) {
    let name = stem(without_folders(name));
    let Some((date, front, behind)) = dated(name) else { return };
    draft.tell("date", &date, FieldFrom::FileName);
    let [front, behind] = [front, behind].map(|part| part.trim_matches(SEPARATORS));
    let rest = if front.is_empty() { behind } else { front };
    let parted =
        [" - ", " – ", " — ", "__", "_"].into_iter().find_map(|separator| rest.split_once(separator));
    let parted = if front.is_empty() || behind.is_empty() { parted } else { Some((front, behind)) };
    let Some((outlet, headline)) = parted else {
        return draft.tell("outlet", &plain(rest), FieldFrom::FileName);
    };
    draft.tell("outlet", &plain(outlet), FieldFrom::FileName);
    draft.tell("headline", &plain(headline), FieldFrom::FileName);
}

const SEPARATORS: [char; 6] = [' ', '-', '_', '–', '—', ','];

fn plain(words: &str) -> String {
    words.replace('_', " ").trim_matches(SEPARATORS).to_owned()
}

/// First day in a name, with what stands in front of it and behind it.
fn dated(name: &str) -> Option<(String, &str, &str)> {
    let is_of_day = |it: char| it.is_ascii_digit() || ['-', '_', '.'].contains(&it);
    let mut at = 0;
    while let Some(start) = name[at..].find(is_of_day).map(|it| at + it) {
        let end = name[start..].find(|it| !is_of_day(it)).map_or(name.len(), |it| start + it);
        let written = name[start..end].trim_matches(['-', '_', '.']).replace(['_', '.'], "-");
        if has_year(&written)
            && let Some(date) = date::read(&written, Order::Unknown)
        {
            return Some((date, &name[..start], &name[end..]));
        }
        at = end;
    }
    None
}

/// True for a day with a year of four digits: 25-05-26 may be of 2025 or of 2026.
fn has_year(day: &str) -> bool {
    let is_year = |part: &str| part.len() >= 4 && (part.starts_with("19") || part.starts_with("20"));
    let mut parts = day.split('-');
    parts.next().is_some_and(is_year) || parts.nth(1).is_some_and(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_day_says_outlet_and_headline() {
        let check = |name: &str, expected: [&str; 3]| {
            let mut draft = Draft::default();
            tell(name, &mut draft);
            let found = ["date", "outlet", "headline"].map(|attribute| {
                let field = draft.fields.iter().find(|field| *field.attribute == *attribute);
                field.map(|field| field.value.to_string()).unwrap_or_default()
            });
            assert_eq!(found, expected, "{name}");
        };
        check(
            "2025-05-26 Le Monde - Erdogan reçoit Sharif.txt",
            ["2025-05-26", "Le Monde", "Erdogan reçoit Sharif"],
        );
        check("a/20250526_Business_Today.txt", ["2025-05-26", "Business", "Today"]);
        check(
            "2025-05-26_Business-Today__Sharif_thanks.docx",
            ["2025-05-26", "Business-Today", "Sharif thanks"],
        );
        check("2025-05-26.txt", ["2025-05-26", "", ""]);
        check("Le Monde – Erdogan 2025-05-26.txt", ["2025-05-26", "Le Monde", "Erdogan"]);
        check("000_004251e0744beef0.txt", ["", "", ""]);
        check("article 12.txt", ["", "", ""]);
        check("Süddeutsche Zeitung 26.05.2025 Talks.txt", ["2025-05-26", "Süddeutsche Zeitung", "Talks"]);
        check("hurriyet_25-05-2025.txt", ["2025-05-25", "hurriyet", ""]);
        check("Corriere della Sera - 2025-05-27 - Talks.txt", ["2025-05-27", "Corriere della Sera", "Talks"]);
        check("05-06-2025 Le Monde.txt", ["", "", ""]);
        check("25-05-26 Le Monde.txt", ["", "", ""]);
    }
}
