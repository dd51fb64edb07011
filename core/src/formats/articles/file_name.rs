//! Names of files: date, outlet and headline, where a name says them, as guesses.
//!
//! - **Reads** `2025-05-26 Le Monde - headline.txt`: a day in front, then the outlet, then the headline behind a dash, a low line
//!   or two; the day alone also behind.
//! - **Leaves** every other name: without a day it says nothing for certain.

use super::date::{self, Order};
use super::draft::Draft;
use crate::formats::reading::paths::{stem, without_folders};
use crate::import::FieldFrom;

/// Tells a draft what the name of its file says and nothing in the file does.
pub fn tell(name: &str, draft: &mut Draft) {
    let name = stem(without_folders(name));
    let Some((date, rest)) = dated(name) else { return };
    draft.tell("date", &date, FieldFrom::FileName);
    let rest = rest.trim_matches(SEPARATORS);
    let parted =
        [" - ", " – ", " — ", "__", "_"].into_iter().find_map(|separator| rest.split_once(separator));
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

/// Day in front of a name, or behind it, and the rest of the name.
fn dated(name: &str) -> Option<(String, &str)> {
    let is_of_day = |it: char| it.is_ascii_digit() || ['-', '_', '.'].contains(&it);
    let day = |text: &str| {
        let text = text.trim_matches(['-', '_', '.']);
        let begins_with_year = text.starts_with("19") || text.starts_with("20");
        date::read(&text.replace(['_', '.'], "-"), Order::Unknown).filter(|_| begins_with_year)
    };
    let front = name.find(|it| !is_of_day(it)).unwrap_or(name.len());
    if let Some(date) = day(&name[..front]) {
        return Some((date, &name[front..]));
    }
    let behind = name.rfind(|it| !is_of_day(it))?;
    let behind = behind + name[behind..].chars().next().map_or(0, char::len_utf8);
    day(&name[behind..]).map(|date| (date, &name[..behind]))
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
        check("05-06-2025 Le Monde.txt", ["", "", ""]);
    }
}
