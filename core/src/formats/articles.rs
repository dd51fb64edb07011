//! Articles: files that texts come in, and the articles that are cut out of them.
//!
//! Each kind of file is a file here, which opens with what it reads, from which description, and what it leaves out. They make
//! [`Draft`](draft::Draft)s of paragraphs and attributes; [`taking`] applies what a person corrected and takes them in. A file is
//! known by what it holds, and where that does not tell, by the ending of its name.

mod address;
mod columns;
mod date;
mod draft;
mod encoding;
mod factiva;
mod file_name;
mod label;
mod mhtml;
mod nexis;
mod open_document;
mod package;
mod paragraph;
mod paragraphs;
mod proquest;
mod readings;
mod rich_text;
mod rows;
mod table;
mod taking;
mod text;
mod trafilatura;
mod web;
mod word;
mod workbook;
mod xml;

pub use self::readings::{Readings, Tools, recalled, remembered};

use self::draft::Draft;
use self::taking::Source;
use super::error::ReadError;
use super::other;
use super::reading::intake::Intake;
use super::reading::paths::{ending, without_folders};
use super::reading::source;
use crate::import::{ArticleFile, Encoding, OtherFile};

/// File that may be one of articles.
pub(super) struct File<'a> {
    /// Path as it was handed over.
    pub path: &'a str,
    /// Name, with folders only where another file has the same.
    pub name: &'a str,
    pub bytes: &'a [u8],
    /// True if a file of annotations is beside it.
    pub has_beside: bool,
}

/// True for the name of a file that is a text, so that it comes before what refers to it.
pub(super) fn is_text(name: &str) -> bool {
    [".txt", ".text"].contains(&&*ending(name))
}

/// True for the name of a file of articles of any kind.
pub(super) fn is_named(name: &str) -> bool {
    kind_of_name(name).is_some() || [".xlsx", ".xlsm", ".rtf", ".docx", ".odt"].contains(&&*ending(name))
}

/// Date that a person wrote, as `2025-05-26` or with its time as `2025-05-26T09:30:00+05:30`; `None` for what is not understood.
#[must_use]
pub fn read_date(written: &str) -> Option<String> {
    date::read(written, date::Order::Unknown)
}

fn kind_of_name(name: &str) -> Option<ArticleFile> {
    Some(match &*ending(name) {
        ".txt" | ".text" => ArticleFile::Text,
        ".md" | ".markdown" if !is_of_project(name) => ArticleFile::Markdown,
        ".html" | ".htm" | ".xhtml" => ArticleFile::WebPage,
        ".mht" | ".mhtml" => ArticleFile::WebArchive,
        _ => return None,
    })
}

/// True for a file that says something of those beside it.
fn is_of_project(name: &str) -> bool {
    let name = without_folders(name).to_ascii_lowercase();
    ["readme", "license", "changelog", "contributing"].iter().any(|begin| name.starts_with(begin))
}

/// Takes a file of articles in; `None` if it is none, or if only its rows can tell.
pub(super) fn read(
    file: &File<'_>,
    readings: &Readings,
    tools: Tools,
    intake: &mut Intake,
) -> Option<Result<(), ReadError>> {
    let kind = kind(file)?;
    Some(if kind == ArticleFile::Workbook {
        let source = source_of(file, kind, None);
        workbook::read(file.bytes, &source, readings, intake)
    } else if kind == ArticleFile::Table {
        return table(file, readings, tools, intake);
    } else {
        cut(file, kind, readings, tools).map(|(kind, encoding, drafts)| {
            taking::take(&source_of(file, kind, encoding), drafts, readings, intake);
        })
    })
}

fn source_of<'a>(file: &File<'a>, kind: ArticleFile, encoding: Option<Encoding>) -> Source<'a> {
    Source {
        path: file.path,
        name: file.name,
        kind,
        encoding,
        has_beside: file.has_beside && kind == ArticleFile::Text,
    }
}

/// Kind of the file, by what it holds.
fn kind(file: &File<'_>) -> Option<ArticleFile> {
    let bytes = file.bytes;
    if bytes.starts_with(b"{\\rtf") {
        return Some(ArticleFile::RichText);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let has = |part: &str| bytes.windows(part.len()).any(|it| it == part.as_bytes());
        return match other::document(file.name, bytes)? {
            OtherFile::Word if has("word/document.xml") => Some(ArticleFile::Word),
            OtherFile::Word if has("opendocument.text") || has("content.xml") => {
                Some(ArticleFile::OpenDocument)
            }
            OtherFile::Spreadsheet if has("xl/workbook.xml") => Some(ArticleFile::Workbook),
            _ => None,
        };
    }
    if other::by_bytes(file.name, bytes).is_some() {
        return None;
    }
    if mhtml::is(bytes) {
        return Some(ArticleFile::WebArchive);
    }
    // Tables and rows in UTF-8 are looked at with those of annotations.
    let is_other =
        || std::str::from_utf8(bytes).is_err() || bytes.starts_with(&[0xff, 0xfe]) || bytes.contains(&0);
    kind_of_name(file.name).or_else(|| match &*ending(file.name) {
        ".csv" | ".tsv" | ".tab" if is_other() => Some(ArticleFile::Table),
        ".json" | ".jsonl" | ".jsonld" | ".ann" | ".csv" | ".tsv" | ".xmi" | ".eml" => None,
        _ => by_text(std::str::from_utf8(bytes).ok()?),
    })
}

/// Kind of a text whose name does not tell.
fn by_text(text: &str) -> Option<ArticleFile> {
    if trafilatura::is(text) {
        return Some(ArticleFile::Trafilatura);
    }
    (other::by_text("", text.as_bytes()) == Some(OtherFile::Html)).then_some(ArticleFile::WebPage)
}

type CutFile = (ArticleFile, Option<Encoding>, Vec<Draft>);

fn cut(file: &File<'_>, kind: ArticleFile, readings: &Readings, tools: Tools) -> Result<CutFile, ReadError> {
    let of_paragraphs = |paragraphs| {
        let (of_database, drafts) = paragraphs::cut(paragraphs);
        let is_empty = drafts.iter().all(|draft| draft.pieces.is_empty());
        if is_empty { Err(ReadError::Empty) } else { Ok((of_database.unwrap_or(kind), None, drafts)) }
    };
    match kind {
        ArticleFile::Word => return of_paragraphs(word::read(file.bytes)?),
        ArticleFile::OpenDocument => return of_paragraphs(open_document::read(file.bytes)?),
        ArticleFile::RichText => return of_paragraphs(rich_text::read(file.bytes, tools)),
        ArticleFile::WebArchive => {
            let (of_database, drafts) = mhtml::read(file.bytes, tools)?;
            return Ok((of_database.unwrap_or(kind), None, drafts));
        }
        _ => {}
    }
    let chosen = readings.encodings.get(file.path).map(|label| &**label);
    let declared = (kind == ArticleFile::WebPage).then(|| web::declared(file.bytes)).flatten();
    let (characters, encoding) = encoding::decode(file.bytes, chosen, declared.as_deref(), tools)?;
    if characters.contains('\0') {
        return Err(ReadError::Binary);
    }
    if characters.trim_matches(|it: char| it.is_whitespace() || it == '\u{feff}').is_empty() {
        return Err(ReadError::Empty);
    }
    let (kind, drafts) = match kind {
        ArticleFile::WebPage => {
            let (of_database, drafts) = web::read(&characters, tools)?;
            (of_database.unwrap_or(kind), drafts)
        }
        ArticleFile::Trafilatura => (kind, vec![trafilatura::read(&characters)?]),
        kind => text::read(&characters, kind == ArticleFile::Markdown, file.has_beside),
    };
    Ok((kind, Some(encoding), drafts))
}

/// Takes a table in that is not in UTF-8; `None` if it is none of articles.
fn table(
    file: &File<'_>,
    readings: &Readings,
    tools: Tools,
    intake: &mut Intake,
) -> Option<Result<(), ReadError>> {
    let chosen = readings.encodings.get(file.path).map(|label| &**label);
    let (text, encoding) = match encoding::decode(file.bytes, chosen, None, tools) {
        Ok(decoded) => decoded,
        Err(ReadError::Binary) => return Some(Err(ReadError::Binary)),
        Err(why) => return chosen.map(|_| Err(why)),
    };
    let source = source_of(file, ArticleFile::Table, Some(encoding));
    table::read_text(&text, &source, readings, intake, true).then_some(Ok(()))
}

/// Takes rows or a table of articles in; false if it is none.
pub(super) fn read_rows(
    from: &source::Source<'_>,
    file: &File<'_>,
    readings: &Readings,
    intake: &mut Intake,
) -> bool {
    if from.values.is_empty() {
        return read_table(from, file, readings, intake, false);
    }
    rows::read(from, &source_of(file, ArticleFile::Rows, None), readings, intake)
}

/// Takes a table in, or one of which nothing is known (`may_be_any`), so that a person can say what its columns are; false if it is
/// no table of articles.
pub(super) fn read_table(
    from: &source::Source<'_>,
    file: &File<'_>,
    readings: &Readings,
    intake: &mut Intake,
    may_be_any: bool,
) -> bool {
    let is_named = || [".csv", ".tsv", ".tab"].contains(&&*ending(file.name));
    (!may_be_any || from.values.is_empty() && is_named())
        && table::read_text(
            from.text,
            &source_of(file, ArticleFile::Table, None),
            readings,
            intake,
            may_be_any,
        )
}
