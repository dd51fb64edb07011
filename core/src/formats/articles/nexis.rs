//! Nexis: articles of a download from Nexis Uni, Lexis Advance or the older nexis.com.
//!
//! - **Reads** documents (DOCX, RTF) and text: headline, outlet and day in three lines, `Section:`, `Length:`, `Byline:`, the text
//!   behind `Body`, and `End of Document` (as <https://github.com/JBGruber/LexisNexisTools> and
//!   <https://github.com/seolub/Nexis_uni_parser> describe it); in older ones `1 of 100 DOCUMENTS`, outlet, day, headline, `LENGTH:`
//!   and the text up to `LOAD-DATE:` or `LANGUAGE:`.
//! - **Leaves out** the cover page, copyright lines, captions, and all lines of indexing.

use super::date::{self, Order};
use super::draft::{Draft, Part};
use super::label::{label, takes};
use super::paragraph::Paragraph;
use crate::import::LeftOutBecause;

/// True if the paragraphs are such a download.
pub fn is<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut ends, mut loads, mut numbers) = (false, false, false);
    for text in texts {
        let text = text.trim();
        ends |= is_end(text);
        numbers |= is_number(text);
        loads |=
            label(text).is_some_and(|(name, _)| takes(name, &["load-date", "length", "länge", "longueur"]));
    }
    (ends || numbers) && loads
}

fn is_end(text: &str) -> bool {
    ["End of Document", "Ende des Dokuments", "Fin du document"].contains(&text)
}

/// True for `12 of 100 DOCUMENTS` and the like.
fn is_number(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    let is_number = |word: &str| word.parse::<u32>().is_ok();
    match words[..] {
        [number, "of", all, "DOCUMENTS" | "DOCUMENT"] => is_number(number) && is_number(all),
        ["Dokument", number, "von", all] | ["Document", number, "de", all] => {
            is_number(number) && is_number(all)
        }
        _ => false,
    }
}

/// Articles of the download.
pub fn cut(paragraphs: Vec<Paragraph>) -> Vec<Draft> {
    let is_old = !paragraphs.iter().any(|it| is_end(it.part.text.trim()));
    let mut parts: Vec<Vec<Part>> = vec![Vec::new()];
    for Paragraph { part, .. } in paragraphs {
        let text = part.text.trim();
        let (begins, ends) = (is_old && is_number(text), !is_old && is_end(text));
        if begins && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(Vec::new());
        }
        if let Some(last) = parts.last_mut() {
            last.push(part);
        }
        if ends {
            parts.push(Vec::new());
        }
    }
    let mut drafts: Vec<Draft> = Vec::new();
    let mut before: Vec<Part> = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        let is_article = part.iter().any(|it| label(&it.text).is_some_and(|(name, _)| is_of_article(name)));
        if is_article {
            drafts.push(article(std::mem::take(&mut before), &part, is_old));
        } else {
            // A cover page, or what follows the last article.
            let aside = part.into_iter().map(|it| Part { left_out: Some(LeftOutBecause::Database), ..it });
            match drafts.last_mut() {
                Some(last) => last.pieces.extend(aside),
                None => before.extend(aside),
            }
        }
    }
    drafts
}

fn is_of_article(name: &str) -> bool {
    takes(name, &["length", "länge", "longueur", "load-date", "byline", "section", "rubrik"])
}

fn article(before: Vec<Part>, parts: &[Part], is_old: bool) -> Draft {
    let mut draft = Draft { pieces: before, ..Draft::default() };
    let text = |place: usize| parts.get(place).map_or("", |part| part.text.trim());
    let is_label = |place: &usize| label(text(*place)).is_some_and(|(name, _)| is_of_article(name));
    let first_label = (0..parts.len()).find(is_label).unwrap_or(parts.len());
    let body = (0..parts.len()).find(|place| ["Body", "Text", "Volltext"].contains(&text(*place)));
    let last_head = (0..body.unwrap_or(parts.len())).take_while(|place| {
        let place = *place;
        place <= first_label || label(text(place)).is_some_and(|(name, _)| is_head(name))
    });
    let body = body.map_or_else(|| last_head.last().map_or(0, |last| last + 1), |body| body + 1);
    // The day above the labels; outlet and headline stand in front of it, in older ones the headline behind.
    let is_day = |place: &usize| date::read(&day(text(*place)), Order::Unknown).is_some();
    let day_at =
        if is_old { (0..first_label).find(is_day) } else { (0..first_label.min(body)).rev().find(is_day) };
    let (outlet, headline) = match day_at {
        Some(at) if is_old => {
            ((0..at).rev().find(|it| !text(*it).is_empty() && !is_number(text(*it))), at + 1..first_label)
        }
        Some(at) => (at.checked_sub(1), at.saturating_sub(2)..at.saturating_sub(1)),
        None => (None, 0..0),
    };
    let mut is_behind = false;
    for (place, part) in parts.iter().enumerate() {
        let text = part.text.trim();
        if place >= body && !is_behind {
            is_behind = is_end_of_body(text, is_old);
        }
        if place >= body && !is_behind {
            draft.pieces.push(Part::new(
                part.text.clone(),
                part.left_out.clone().or_else(|| super::paragraph::aside(text)),
            ));
        } else if Some(place) == day_at {
            draft.say("date", text, &day(text));
        } else if Some(place) == outlet {
            draft.say("outlet", text, text);
        } else if headline.contains(&place) && !is_copyright(text) {
            draft.say("headline", text, text);
        } else {
            other(text, is_behind, &mut draft);
        }
    }
    draft
}

/// Line that says something of the article, or of the database.
fn other(text: &str, is_behind: bool, draft: &mut Draft) {
    let Some((name, value)) = label(text) else {
        let is_caption = is_behind
            && draft.pieces.last().is_some_and(|it| matches!(it.left_out, Some(LeftOutBecause::Caption)));
        let because = match text {
            "Graphic" => LeftOutBecause::Caption,
            "Classification" | "Notes" => LeftOutBecause::Database,
            _ if is_caption => LeftOutBecause::Caption,
            _ => LeftOutBecause::Database,
        };
        return draft.leave_out(text, because);
    };
    let attribute = ATTRIBUTES.iter().find(|(names, _)| takes(name, names));
    match attribute {
        Some((_, "section")) => {
            // "NEWS; Pg. 5"
            let section = value.split(';').next().unwrap_or_default();
            draft.say("section", text, section);
        }
        Some((_, attribute)) => draft.say(attribute, text, value),
        None if takes(name, &["graphic", "grafik"]) => draft.leave_out(text, LeftOutBecause::Caption),
        None => draft.leave_out(text, LeftOutBecause::Database),
    }
}

const ATTRIBUTES: [(&[&str], &str); 5] = [
    (&["byline", "autor", "auteur"], "author"),
    (&["section", "rubrik", "rubrique"], "section"),
    (&["language", "sprache", "langue"], "language"),
    (&["headline", "title", "titel"], "headline"),
    (&["url"], "address"),
];

/// Labels above the text.
fn is_head(name: &str) -> bool {
    is_of_article(name)
        || takes(
            name,
            &["dateline", "highlight", "headline", "autor", "auteur", "rubrique", "edition", "journal-code"],
        )
}

fn is_end_of_body(text: &str, is_old: bool) -> bool {
    const OLD: [&str; 9] = [
        "load-date",
        "language",
        "sprache",
        "langue",
        "publication-type",
        "subject",
        "graphic",
        "grafik",
        "update",
    ];
    let ends = |name: &str| {
        let is_large = !name.contains(char::is_lowercase);
        takes(name, &["load-date"]) || is_old && is_large && takes(name, &OLD)
    };
    let is_heading = ["Classification", "Graphic", "Notes", "End of Document"].contains(&text);
    is_heading || label(text).is_some_and(|(name, _)| ends(name))
}

fn is_copyright(text: &str) -> bool {
    let small = text.to_lowercase();
    small.starts_with("copyright") || small.starts_with('©') || small.contains("all rights reserved")
}

/// Day in a line such as `May 26, 2025 Monday 10:30 AM GMT`, or `May 26, 2025 Monday  Late Edition`.
fn day(line: &str) -> String {
    let words: Vec<_> = line.split_whitespace().collect();
    let whole = words.join(" ");
    if words.len() > 8 || !words.iter().any(|word| word.trim_matches(',').len() == 4) {
        return String::new();
    }
    (3..=words.len())
        .rev()
        .map(|count| words[..count].join(" "))
        .find(|begin| date::read(begin, Order::Unknown).is_some_and(|date| date.len() > 10))
        .unwrap_or(whole)
}
