//! Taking: drafts of a file on their way into the intake, with what a person corrected.
//!
//! It does not know the kinds of files.

use super::draft::{BETWEEN, Draft, Part};
use super::{Readings, address, file_name};
use crate::formats::reading::intake::Intake;
use crate::formats::reading::paths::stem;
use crate::import::{
    ArticleFile, Cut, CutField, Encoding, Expected, FieldFrom, FilePart, Item, LeftOutBecause, Piece,
    Unexpected,
};
use crate::model::document::DocumentId;

/// File that drafts were cut out of.
pub struct Source<'a> {
    pub path: &'a str,
    /// Name, with folders only where another file has the same.
    pub name: &'a str,
    pub kind: ArticleFile,
    pub encoding: Option<Encoding>,
    /// True if a file of annotations is beside it.
    pub has_beside: bool,
}

/// Takes drafts in, with what a person corrected.
pub fn take(source: &Source<'_>, drafts: Vec<Draft>, readings: &Readings, intake: &mut Intake) {
    let drafts = corrected(source.path, drafts, readings);
    let of = drafts.len();
    let mut first = 0;
    for (number, mut draft) in drafts.into_iter().enumerate() {
        if intake.is_full() {
            return;
        }
        let pieces = draft.pieces.len();
        if of == 1 {
            file_name::tell(source.name, &mut draft);
        }
        address::tell_outlet(&mut draft);
        take_one(source, draft, [first, number, of], intake);
        first += pieces;
    }
}

#[inline(never)] // See the crate's documentation.
fn take_one(source: &Source<'_>, draft: Draft, [first, number, of]: [usize; 3], intake: &mut Intake) {
    let text = text(&draft.pieces, of == 1);
    let stem = stem(source.name).trim();
    let stem = if stem.is_empty() { "article" } else { stem };
    let id = if draft.id.is_empty() && of == 1 { stem } else { &*draft.id };
    if text.trim().is_empty() {
        let called = if id.is_empty() { format!("{stem} {}", number + 1) } else { id.to_owned() };
        let item = if draft.at.item == Item::File {
            Item::Article(DocumentId(called.into()))
        } else {
            draft.at.item
        };
        return intake.refuse(&FilePart { file: None, item }, Expected::OwnText, Unexpected::Nothing);
    }
    let article = match id {
        "" => intake.numbered_article(stem, &(number + 1).to_string(), "", &text),
        // A number that a program gave it says nothing outside of its file.
        id if !draft.id.is_empty() && id.bytes().all(|it| it.is_ascii_digit()) => {
            intake.numbered_article(stem, id, "", &text)
        }
        id => intake.article(stem, id, "", &text),
    };
    let piece = |(number, part): (usize, Part)| Piece { number, text: part.text, left_out: part.left_out };
    let field = |mut field: CutField| {
        if let FieldFrom::Piece(place) = &mut field.from {
            *place += first;
        }
        field
    };
    // Nobody has to see again what is in a cell.
    let has_cells = [ArticleFile::Table, ArticleFile::Rows, ArticleFile::Workbook].contains(&source.kind);
    let pieces = if has_cells { Vec::new() } else { draft.pieces };
    let cut = Cut {
        file: source.path.into(),
        kind: source.kind,
        encoding: source.encoding.clone(),
        at: draft.at,
        fields: draft.fields.into_iter().map(field).collect(),
        pieces: (first..).zip(pieces).map(piece).collect(),
        number,
        of,
    };
    intake.cut(article, cut, !source.has_beside);
    intake.describe(article, draft.foreign);
    if of == 1 {
        intake.texts.add(source.path, article);
    }
}

/// Text of an article: its pieces with the white space between them; of a whole file also that at its end.
fn text(pieces: &[Part], is_only: bool) -> String {
    let is_whole = is_only && pieces.iter().all(|piece| piece.left_out.is_none());
    let mut text = String::new();
    let mut kept = pieces.iter().filter(|piece| piece.left_out.is_none()).peekable();
    while let Some(piece) = kept.next() {
        text.push_str(&piece.text);
        let is_last = kept.peek().is_none();
        if !is_last || is_whole && piece.behind != BETWEEN {
            text.push_str(&piece.behind);
        }
    }
    text
}

/// Drafts with the pieces kept or left out that a person chose, joined and split.
fn corrected(path: &str, drafts: Vec<Draft>, readings: &Readings) -> Vec<Draft> {
    let (kept, begins) = (readings.kept.get(path), readings.begins.get(path));
    if kept.is_none() && begins.is_none() {
        return drafts;
    }
    let mut corrected: Vec<Draft> = Vec::new();
    let mut number = 0;
    for mut draft in drafts {
        let pieces = std::mem::take(&mut draft.pieces);
        let mut next = Some(draft);
        for mut piece in pieces {
            match kept.and_then(|kept| kept.get(&number)) {
                Some(true) => piece.left_out = None,
                Some(false) => piece.left_out = Some(LeftOutBecause::Choice),
                None => {}
            }
            let begins = begins.and_then(|begins| begins.get(&number)).copied();
            number += 1;
            let is_begun = next.is_some();
            if begins.unwrap_or(is_begun) || corrected.is_empty() {
                corrected.push(next.take().unwrap_or_default());
            } else if let (Some(joined), Some(last)) = (next.take(), corrected.last_mut()) {
                join(last, joined);
            }
            if let Some(last) = corrected.last_mut() {
                last.pieces.push(piece);
            }
        }
        // Rows of tables have no pieces to be corrected.
        corrected.extend(next);
    }
    corrected
}

/// Joins the attributes of a draft to the one before it, whose own count.
fn join(before: &mut Draft, joined: Draft) {
    let begun = before.pieces.len();
    for mut field in joined.fields {
        if let FieldFrom::Piece(place) = &mut field.from {
            *place += begun;
        }
        if !before.says(&field.attribute) {
            before.fields.push(field);
        }
    }
    before.foreign.extend(joined.foreign);
}
