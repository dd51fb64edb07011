//! Cut: how an article was cut out of its file, so that a person can see it, and correct it, before anything is taken in.
//!
//! A file of articles is a row of pieces, its paragraphs, numbered from 0. It does not know how a file is read.

use super::FilePart;
use std::rc::Rc;

/// Id of an attribute of articles, such as `outlet`.
pub type AttributeName = Rc<str>;

/// Way in which an article was cut out of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Path of the file.
    pub file: Rc<str>,
    /// Sort of the file.
    pub kind: ArticleFile,
    /// Encoding of its characters; `None` where its format says it.
    pub encoding: Option<Encoding>,
    /// Row of a table or item of a list in which it stands; the file where it has none.
    pub at: FilePart,
    /// Attributes that were recognised.
    pub fields: Vec<CutField>,
    /// Paragraphs from its beginning to its end, with those that are left out; none for a row of a table.
    pub pieces: Vec<Piece>,
    /// Place among the articles of the file, from 0.
    pub number: usize,
    /// Number of the articles of the file.
    pub of: usize,
}

impl Cut {
    /// Pieces that are left out.
    pub fn left_out(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| piece.left_out.is_some())
    }

    /// Attribute that was recognised; `None` where it was not.
    #[must_use]
    pub fn field(&self, attribute: &str) -> Option<&CutField> {
        self.fields.iter().find(|field| *field.attribute == *attribute)
    }
}

/// Sort of a file that articles are cut out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleFile {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Saved page of the web.
    WebPage,
    /// Saved page of the web with all its parts (MHTML).
    WebArchive,
    /// Word, OOXML.
    Word,
    /// `OpenDocument` text.
    OpenDocument,
    /// Rich text.
    RichText,
    /// Table as CSV or TSV.
    Table,
    /// Table as JSON or JSON lines.
    Rows,
    /// Workbook of Excel.
    Workbook,
    /// Download of Nexis.
    Nexis,
    /// Download of Factiva.
    Factiva,
    /// Download of `ProQuest`.
    ProQuest,
    /// TEI of trafilatura.
    Trafilatura,
}

/// Encoding of a file of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// Label of the WHATWG’s Encoding Standard, such as `windows-1252`.
    pub label: Rc<str>,
    /// Reason for it.
    pub because: EncodingFrom,
}

impl Encoding {
    /// True if it is a guess.
    #[must_use]
    pub const fn is_doubtful(&self) -> bool {
        matches!(self.because, EncodingFrom::Guess | EncodingFrom::Mixed)
    }
}

/// Reason for an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingFrom {
    /// Byte order mark.
    Mark,
    /// Declaration in the file.
    Declared,
    /// Bytes that make sense in no other way.
    Certain,
    /// Bytes that make the most sense so.
    Guess,
    /// Bytes that make sense so but for a few, which are Windows-1252.
    Mixed,
    /// Choice of a person.
    Choice,
}

/// Attribute of an article that was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutField {
    /// Id of the attribute.
    pub attribute: AttributeName,
    /// Value as it is taken in: of a date that was understood `2025-05-26`, or with a time `2025-05-26T09:30:00+05:30`.
    pub value: Rc<str>,
    /// Place where it was found.
    pub from: FieldFrom,
    /// False for a date, or another value of a fixed form, that stays as it is written because it was not understood.
    pub is_understood: bool,
}

/// Place where an attribute was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldFrom {
    /// Name of the file: a guess.
    FileName,
    /// Piece of that number.
    Piece(usize),
    /// Data for search engines in a page (JSON-LD).
    JsonLd,
    /// Element of a page’s head, or of its text, by its name.
    Element(Rc<str>),
    /// Address of the page: a guess.
    Address,
    /// Column of a table, field of an object, property of a document or label of a database, by its name.
    Named(Rc<str>),
}

/// Paragraph of a file of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Number in the file, from 0.
    pub number: usize,
    /// Characters, without the white space behind them.
    pub text: Rc<str>,
    /// Reason why it is not in the article’s text; `None` where it is.
    pub left_out: Option<LeftOutBecause>,
}

/// Reason why a piece is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOutBecause {
    /// Says an attribute, by its id, or something else of the article that is no text of it, such as its length.
    Says(AttributeName),
    /// Separates articles, or belongs to a database or its download.
    Database,
    /// Leads to other articles.
    Related,
    /// Belongs to the page: a menu, a button, a form.
    Page,
    /// Advertises.
    Advertisement,
    /// Describes a picture, or belongs to a player.
    Caption,
    /// Comment of a reader, or of whoever worked on the document.
    Comment,
    /// Note at the foot or the end, head or foot of the pages.
    Margin,
    /// Choice of a person.
    Choice,
}

/// Table of articles in a file, and the meaning of its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingTable {
    /// Path of the file.
    pub file: Rc<str>,
    /// Sheet of a workbook; empty elsewhere.
    pub sheet: Rc<str>,
    /// Header, by which a choice is remembered.
    pub header: Header,
    /// Names of the columns as they are written.
    pub names: Vec<Rc<str>>,
    /// Meaning of each column.
    pub meanings: Vec<Meaning>,
    /// True if a person chose them.
    pub is_chosen: bool,
    /// First rows, their cells cut where they are long.
    pub samples: Vec<Vec<Rc<str>>>,
    /// Number of rows.
    pub rows: usize,
}

impl IncomingTable {
    /// True if a column is the text; without one no article comes out of the table.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.meanings.contains(&Meaning::Text)
    }
}

/// Header of a table: two with the same names in the same order are one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Header(pub Rc<str>);

impl Header {
    /// Header of columns with those names.
    #[must_use]
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<_> = names.into_iter().map(|name| name.trim().to_lowercase()).collect();
        Self(names.join("\t").into())
    }
}

/// Meaning of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Text of the article; of several, their texts one after the other.
    Text,
    /// Id of the article.
    Id,
    /// Attribute of articles, by its id.
    Attribute(AttributeName),
    /// Field of its own, kept with the article under the column’s name.
    Field,
    /// Nothing: it is left out.
    Nothing,
}
