//! Factiva: articles of a download from Dow Jones Factiva.
//!
//! - **Reads** documents (RTF, DOCX), pages and text, with the codes of the fields in front (`HD` headline, `BY` author, `PD` day,
//!   `SN` outlet, `LA` language, `SE` section, `LP` and `TD` text; as <https://github.com/vkelk/factiva-rtf-db> and
//!   <https://cran.r-project.org/package=tm.plugin.factiva> describe it), or without: headline, author, `N words`, day, outlet, code,
//!   language, copyright, the text, and `Document …`.
//! - **Leaves out** all other fields and lines of the database.

use super::date::{self, Order};
use super::draft::{Draft, Part};
use super::paragraph::{Paragraph, aside};
use crate::import::LeftOutBecause;

/// Codes of fields, those of the text last.
const CODES: [&str; 34] = [
    "CLM", "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "CT", "RF",
    "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "GC", "DLN", "NGC", "NT", "RIC", "DJIC", "LP",
    "TD",
];

/// Code of a field at the beginning of a paragraph, and what stands behind it.
pub fn code(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(|it: char| !it.is_ascii_uppercase()).unwrap_or(text.len());
    let (code, behind) = text.split_at(end);
    let is_apart =
        behind.trim().is_empty() || behind.starts_with(['\t', '\n', '\r']) || behind.starts_with("  ");
    (is_apart && CODES.contains(&code)).then(|| (code, behind.trim()))
}

/// True for the line that ends an article, with its number.
fn is_end(text: &str) -> bool {
    // In the language of whoever downloaded it.
    let number =
        ["Document ", "Dokument ", "Documento "].into_iter().find_map(|it| text.trim().strip_prefix(it));
    number.is_some_and(|it| {
        it.len() >= 15
            && it.chars().all(|it| it.is_ascii_alphanumeric())
            && it.contains(|it: char| it.is_ascii_digit())
    })
}

/// True for `1,234 words`.
fn counts_words(text: &str) -> bool {
    const WORDS: [&str; 7] = ["words", "word", "mots", "Wörter", "palabras", "parole", "palavras"];
    let Some((number, word)) = text.trim().rsplit_once([' ', '\u{a0}']) else { return false };
    WORDS.contains(&word) && number.starts_with(|it: char| it.is_ascii_digit()) && number.len() < 10
}

/// True if the paragraphs are such a download.
pub fn is<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut ends, mut words, mut codes) = (false, false, 0);
    for text in texts {
        ends |= is_end(text) || code(text).is_some_and(|(code, behind)| code == "AN" && is_end(behind));
        words |= counts_words(text);
        codes +=
            usize::from(code(text).is_some_and(|(code, _)| ["HD", "PD", "SN", "LP", "TD"].contains(&code)));
    }
    ends && (words || codes >= 3)
}

/// Articles of the download.
pub fn cut(paragraphs: Vec<Paragraph>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    for Paragraph { part, .. } in paragraphs {
        let ends = is_end(&part.text)
            || code(&part.text).is_some_and(|(code, behind)| code == "AN" && is_end(behind));
        parts.push(part);
        if ends {
            drafts.push(article(&std::mem::take(&mut parts)));
        }
    }
    let is_rest = |part: &Part| code(&part.text).is_some_and(|(code, _)| ["TD", "LP"].contains(&code));
    if parts.iter().any(is_rest) || drafts.is_empty() {
        drafts.push(article(&parts));
    } else if let Some(last) = drafts.last_mut() {
        last.pieces
            .extend(parts.into_iter().map(|it| Part { left_out: Some(LeftOutBecause::Database), ..it }));
    }
    drafts
}

fn article(parts: &[Part]) -> Draft {
    let coded = parts.iter().filter(|part| code(&part.text).is_some()).count();
    if coded >= 3 { by_codes(parts) } else { by_lines(parts) }
}

fn by_codes(parts: &[Part]) -> Draft {
    let mut draft = Draft::default();
    let mut field = "";
    let mut time = String::new();
    let mut day = None;
    for part in parts {
        let text = part.text.trim();
        let (is_begun, value) = match code(text) {
            Some((code, behind)) => {
                field = code;
                (true, behind)
            }
            // Text in front of the first field belongs to the article before.
            None => (false, text),
        };
        if is_end(text) {
            draft.leave_out(text, LeftOutBecause::Database);
            field = "";
            continue;
        }
        match field {
            "LP" | "TD" | "HD" if value.is_empty() => draft.leave_out(text, LeftOutBecause::Database),
            "LP" | "TD" => draft.pieces.push(Part::new(value, aside(value))),
            "HD" if !is_begun && draft.says("headline") => {
                draft.leave_out(text, LeftOutBecause::Says("headline".into()));
            }
            "PD" if day.is_none() && !value.is_empty() => {
                draft.leave_out(text, LeftOutBecause::Says("date".into()));
                day = Some((draft.pieces.len() - 1, value.to_owned()));
            }
            "ET" => {
                value.clone_into(&mut time);
                draft.leave_out(text, LeftOutBecause::Says("date".into()));
            }
            _ => match ATTRIBUTES.iter().find(|(code, _)| *code == field) {
                Some((_, attribute)) if !value.is_empty() => draft.say(attribute, text, value),
                _ => draft.leave_out(text, LeftOutBecause::Database),
            },
        }
    }
    if let Some((place, day)) = day {
        tell_day(&day, &time, place, &mut draft);
    }
    draft
}

/// Day of an article, with its time if that says its zone.
fn tell_day(day: &str, time: &str, place: usize, draft: &mut Draft) {
    let both = format!("{day} {time}");
    let date = date::read(&both, Order::Unknown).map_or(day.to_owned(), |_| both);
    draft.tell("date", &date, crate::import::FieldFrom::Piece(place));
}

const ATTRIBUTES: [(&str, &str); 5] =
    [("HD", "headline"), ("BY", "author"), ("SN", "outlet"), ("SE", "section"), ("LA", "language")];

/// Article without codes: the lines around the number of words say what they are by their order.
fn by_lines(parts: &[Part]) -> Draft {
    let mut draft = Draft::default();
    let text = |place: usize| parts.get(place).map_or("", |part: &Part| part.text.trim());
    let Some(count) = (0..parts.len()).find(|place| counts_words(text(*place))) else {
        for part in parts {
            let because =
                is_end(&part.text).then_some(LeftOutBecause::Database).or_else(|| aside(&part.text));
            draft.pieces.push(Part::new(part.text.clone(), because));
        }
        return draft;
    };
    let is_copyright = |place: &usize| {
        let small = text(*place).to_lowercase();
        small.starts_with("copyright") || small.starts_with("(c)") || small.starts_with('©')
    };
    let head_end = (count..(count + 12).min(parts.len())).find(is_copyright);
    let day =
        (count + 1..(count + 4).min(parts.len())).find(|it| date::read(text(*it), Order::Unknown).is_some());
    let is_time = |place: usize| text(place).len() < 12 && text(place).contains(':');
    let outlet = day.map(|day| if is_time(day + 1) { day + 2 } else { day + 1 });
    let end = head_end.map(|it| it + 1).or(outlet.map(|outlet| outlet + 3)).unwrap_or(count + 1);
    let headline = (0..count).find(|place| !text(*place).is_empty());
    // A code of capital letters stands between outlet and language, and perhaps an edition and a page.
    let language =
        head_end.and_then(|end| end.checked_sub(1)).filter(|it| outlet.is_some_and(|outlet| *it > outlet));
    for (place, part) in parts.iter().enumerate() {
        let text = part.text.trim();
        if Some(place) == headline {
            draft.say("headline", text, text);
        } else if place < count {
            draft.say("author", text, text);
        } else if Some(place) == day {
            draft.say("date", text, text);
        } else if Some(place) == outlet {
            draft.say("outlet", text, text);
        } else if Some(place) == language && text.len() < 20 {
            draft.say("language", text, text);
        } else if place < end || is_end(text) {
            draft.leave_out(text, LeftOutBecause::Database);
        } else {
            draft.pieces.push(Part::new(part.text.clone(), part.left_out.clone().or_else(|| aside(text))));
        }
    }
    draft
}

/// True for a line with which something of an article begins.
pub fn begins(line: &str) -> bool {
    code(line).is_some() || is_end(line) || counts_words(line)
}
