//! `ProQuest`: articles of a text that was saved from `ProQuest`.
//!
//! - **Reads** articles between lines of low lines, each with `Publication info:`, `Full text:`, `Publication title:` and more
//!   (as <https://github.com/chennesy/pq_parser> and <https://github.com/sjkiss/importProquest> describe it); the title is the first
//!   line, or `Title:`.
//! - **Leaves out** all other labelled lines, abstracts, captions and the bibliography at the end.

use super::draft::{Draft, Part};
use super::label::{label, takes};
use super::paragraph::{Paragraph, aside};
use crate::import::LeftOutBecause;

/// True if the paragraphs are such a text.
pub fn is<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut has_text, mut has_publication) = (false, false);
    for text in texts {
        if let Some((name, _)) = label(text) {
            has_text |= takes(name, &["full text"]);
            has_publication |=
                takes(name, &["publication title", "publication info", "proquest document id"]);
        }
    }
    has_text && has_publication
}

fn separates(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 20 && text.chars().all(|it| it == '_')
}

/// Articles of the text.
pub fn cut(paragraphs: Vec<Paragraph>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut before: Vec<Part> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut end = |parts: &mut Vec<Part>, before: &mut Vec<Part>| {
        let parts = std::mem::take(parts);
        let is_article =
            parts.iter().any(|part| label(&part.text).is_some_and(|(name, _)| takes(name, &["full text"])));
        if is_article {
            drafts.push(article(std::mem::take(before), &parts));
            return;
        }
        let aside = parts.into_iter().map(|it| Part { left_out: Some(LeftOutBecause::Database), ..it });
        match drafts.last_mut() {
            Some(last) => last.pieces.extend(aside),
            None => before.extend(aside),
        }
    };
    for Paragraph { part, .. } in paragraphs {
        if separates(&part.text) {
            end(&mut parts, &mut before);
        }
        parts.push(part);
    }
    end(&mut parts, &mut before);
    drafts
}

fn article(before: Vec<Part>, parts: &[Part]) -> Draft {
    let mut draft = Draft { pieces: before, ..Draft::default() };
    let value = |wanted: &str| {
        let mut labels = parts.iter().filter_map(|part| label(&part.text));
        labels.find(|(name, _)| takes(name, &[wanted])).map(|(_, value)| value).unwrap_or_default()
    };
    // Values that are said in full at the end count before the line of the citation.
    let (has_title, has_date, has_outlet) = (
        !value("title").is_empty(),
        !value("publication date").is_empty(),
        !value("publication title").is_empty(),
    );
    let (mut is_body, mut is_first) = (false, true);
    for part in parts {
        let text = part.text.trim();
        let Some((name, value)) = label(text).filter(|(name, _)| !is_body || is_behind(name)) else {
            if is_body {
                draft.pieces.push(Part::new(part.text.clone(), aside(text)));
            } else if is_first && !separates(text) && !is_number(text) {
                is_first = false;
                if has_title {
                    draft.leave_out(text, LeftOutBecause::Says("headline".into()));
                } else {
                    draft.say("headline", text, text);
                }
            } else {
                draft.leave_out(text, LeftOutBecause::Database);
            }
            continue;
        };
        is_body = false;
        let attribute =
            ATTRIBUTES.iter().find(|(names, _)| takes(name, names)).map(|(_, attribute)| *attribute);
        match attribute {
            _ if takes(name, &["full text"]) => {
                is_body = true;
                if !["", "Not available.", "Not available", "None available."].contains(&value) {
                    draft.push(value);
                }
            }
            Some("headline") if text.starts_with("Title") => draft.say("headline", text, value),
            Some(attribute) => draft.say(attribute, text, value),
            None if takes(name, &["publication info"]) => info(text, value, has_date, has_outlet, &mut draft),
            None if takes(name, &["caption", "illustration"]) => {
                draft.leave_out(text, LeftOutBecause::Caption);
            }
            None => draft.leave_out(text, LeftOutBecause::Database),
        }
        is_first = false;
    }
    draft
}

/// `Toronto Star ; Toronto, Ont. [Toronto, Ont]. 09 Mar 2022: A.1.`
fn info(text: &str, value: &str, has_date: bool, has_outlet: bool, draft: &mut Draft) {
    let outlet = value.split([';', '[']).next().unwrap_or_default().trim().trim_end_matches([',', '.']);
    let behind = value.rsplit_once(']').map_or(value, |(_, behind)| behind);
    let date = behind.split(':').next().unwrap_or_default().trim_matches(['.', ' ', ',']);
    let is_dated = super::date::read(date, super::date::Order::Unknown).is_some();
    draft.leave_out(text, LeftOutBecause::Says("outlet".into()));
    let from = || crate::import::FieldFrom::Piece(draft.pieces.len() - 1);
    let from = from();
    if !has_outlet && outlet != date {
        draft.tell("outlet", outlet, from.clone());
    }
    if !has_date && is_dated {
        draft.tell("date", date, from);
    }
}

/// True for `Document 3 of 100`.
fn is_number(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    matches!(words[..], ["Document", _, "of", _])
}

/// Labels behind a text.
fn is_behind(name: &str) -> bool {
    takes(name, &BEHIND)
}

const BEHIND: [&str; 36] = [
    "caption",
    "credit",
    "illustration",
    "subject",
    "location",
    "people",
    "company / organization",
    "company",
    "identifier / keyword",
    "classification",
    "business indexing term",
    "title",
    "publication title",
    "publication year",
    "publication date",
    "pages",
    "section",
    "publisher",
    "place of publication",
    "country of publication",
    "publication subject",
    "issn",
    "source type",
    "language of publication",
    "document type",
    "dateline",
    "column",
    "author affiliation",
    "proquest document id",
    "document url",
    "documenturl",
    "copyright",
    "last updated",
    "database",
    "first page",
    "volume",
];

const ATTRIBUTES: [(&[&str], &str); 7] = [
    (&["title"], "headline"),
    (&["author"], "author"),
    (&["publication title"], "outlet"),
    (&["publication date"], "date"),
    (&["section"], "section"),
    (&["language of publication"], "language"),
    (&["document url", "documenturl"], "address"),
];
