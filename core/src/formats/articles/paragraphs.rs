//! Paragraphs of a document, and the articles that they are: those of a press database, or else one from each heading to the next.
//!
//! - **Reads**, at the beginning of an article, lines that say something of it: `Date: 26 May 2025`, a day, an address.
//! - **Leaves out** those lines, and short ones that advertise or lead elsewhere. It does not know the kinds of files.

use super::draft::Draft;
use super::paragraph::{Paragraph, aside};
use super::{columns, date, factiva, nexis, proquest};
use crate::import::{ArticleFile, FieldFrom, LeftOutBecause, Meaning};

/// Articles in those paragraphs, and the kind of file if it is that of a press database.
pub fn cut(paragraphs: Vec<Paragraph>) -> (Option<ArticleFile>, Vec<Draft>) {
    match of_database(paragraphs) {
        Ok((kind, drafts)) => (Some(kind), drafts),
        Err(paragraphs) => (None, by_headings(paragraphs)),
    }
}

/// Articles of a press database.
///
/// # Errors
/// The paragraphs, if they come from none.
pub fn of_database(paragraphs: Vec<Paragraph>) -> Result<(ArticleFile, Vec<Draft>), Vec<Paragraph>> {
    let texts = || paragraphs.iter().filter(|it| it.part.left_out.is_none()).map(|it| &*it.part.text);
    if nexis::is(texts()) {
        Ok((ArticleFile::Nexis, nexis::cut(paragraphs)))
    } else if factiva::is(texts()) {
        Ok((ArticleFile::Factiva, factiva::cut(paragraphs)))
    } else if proquest::is(texts()) {
        Ok((ArticleFile::ProQuest, proquest::cut(paragraphs)))
    } else {
        Err(paragraphs)
    }
}

/// Articles that begin with a heading each, if there are several with text below; else one.
fn by_headings(paragraphs: Vec<Paragraph>) -> Vec<Draft> {
    let mut headings = 0;
    let mut length = 0;
    for Paragraph { part, is_heading } in paragraphs.iter().filter(|it| it.part.left_out.is_none()) {
        headings += usize::from(*is_heading);
        length += if *is_heading { 0 } else { part.text.len() };
    }
    let are_many = headings > 1 && length / headings >= SHORTEST;
    let mut drafts: Vec<Draft> = Vec::new();
    for Paragraph { mut part, is_heading } in paragraphs {
        let begins = are_many && is_heading && drafts.last().is_none_or(Draft::has_text);
        if begins || drafts.is_empty() {
            drafts.push(Draft::default());
        }
        let Some(draft) = drafts.last_mut() else { continue };
        let is_headline = is_heading && !draft.has_text() && !draft.says("headline");
        if part.left_out.is_none() && is_headline {
            draft.say("headline", &part.text, &part.text);
            continue;
        }
        part.left_out = part.left_out.or_else(|| aside(&part.text));
        draft.pieces.push(part);
    }
    drafts.iter_mut().for_each(head);
    drafts
}

/// Average length in bytes below which what stands between two headings is a part of an article.
const SHORTEST: usize = 600;

/// Takes out of a draft’s first lines what they say of it.
pub fn head(draft: &mut Draft) {
    const LINES: usize = 8;
    let mut said = Vec::new();
    let lines = draft.pieces.iter().enumerate().filter(|(_, piece)| piece.left_out.is_none());
    for (place, piece) in lines.take(LINES) {
        let Some((attribute, value)) = told(&piece.text) else {
            // Headline, outlet and author may stand among them without a word of what they are.
            if piece.text.len() > LONGEST_LINE {
                break;
            }
            continue;
        };
        said.push((place, attribute, value));
    }
    for (place, attribute, value) in said {
        draft.pieces[place].left_out = Some(LeftOutBecause::Says(attribute.clone().into()));
        draft.tell(&attribute, &value, FieldFrom::Piece(place));
    }
}

/// Length in bytes of the longest line that may stand above a text.
const LONGEST_LINE: usize = 250;

/// Attribute that a line says, and its value: with its name in front, or a day or an address alone.
pub fn told(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST_LINE || line.contains('\n') {
        return None;
    }
    if line.starts_with("http://") || line.starts_with("https://") {
        return (!line.contains(char::is_whitespace)).then(|| ("address".to_owned(), line.to_owned()));
    }
    if let Some(date) = date::read(line, date::Order::Unknown) {
        return Some(("date".to_owned(), date));
    }
    let (name, value) =
        line.split_once(": ").or_else(|| line.split_once(' ').filter(|(name, _)| *name == "date"))?;
    match columns::meaning(name) {
        Some(Meaning::Attribute(attribute)) if *attribute != *"section" || name.len() > 4 => {
            let is_dated = *attribute != *"date" || date::read(value, date::Order::Unknown).is_some();
            is_dated.then(|| (attribute.to_string(), value.trim().to_owned()))
        }
        _ => None,
    }
}
