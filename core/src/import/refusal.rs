//! Refusals: a part of what was opened that is left out, as what was expected there and what was found.
//!
//! They are data. Their texts are for developers; what people read is made of them elsewhere.

use crate::json::{Shape, SyntaxError, Token};
use crate::model::annotation::AnnotationId;
use crate::model::document::DocumentId;
use crate::model::record::Kind;
use crate::saving::journal::Unreadable;
use std::fmt;
use std::rc::Rc;
use thiserror::Error;

/// Part of what was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilePart {
    /// Path of the file, if it came in an archive.
    pub file: Option<Rc<str>>,
    /// Item of the file.
    pub item: Item,
}

/// Item of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Item {
    /// File as a whole.
    #[default]
    File,
    /// Line of that number, from 1.
    Line(usize),
    /// Value at that path in JSON, such as `annotations[5]`.
    Value(Rc<str>),
    /// Value at that path in the JSON of that line, from 1.
    ValueInLine(usize, Rc<str>),
    /// Article of that id.
    Article(DocumentId),
    /// Relation of that id.
    Relation(Rc<str>),
}

/// Reason why a part, or a file, is left out.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("expected {expected:?}{}, found {found:?}", in_field(.field.as_deref()))]
pub struct Refusal {
    /// Thing that belongs there.
    pub expected: Expected,
    /// Path of the field that is wrong, if it is one field.
    pub field: Option<Rc<str>>,
    /// Thing that is there.
    pub found: Unexpected,
}

/// Thing that belongs in a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// JSON.
    Json,
    /// Piece of JSON.
    Token(Token),
    /// Object.
    Object,
    /// List.
    List,
    /// Characters.
    Text,
    /// Whole number that is not negative.
    WholeNumber,
    /// `true` or `false`.
    Flag,
    /// Time in RFC 3339 and UTC.
    Time,
    /// UUID.
    Uuid,
    /// Version of the format, from 1.
    Version,
    /// Unicode code points as the unit of offsets.
    OffsetUnit,
    /// Kind of a record that stands in files.
    KindInFiles,
    /// Value that can be kept.
    Keepable,
    /// Nesting of at most that many lists and objects.
    Nesting(usize),
    /// Label of a span.
    Label,
    /// Span of a text of that length in code points.
    Span(usize),
    /// Span of a text in UTF-16 units.
    SpanInUtf16,
    /// Words, or a span of a text of that length in code points.
    QuoteOrSpan(usize),
    /// Words, because the text here is another one.
    Quote,
    /// Two annotations of the file.
    TwoAnnotations,
    /// Annotation of the file.
    OneAnnotation,
    /// Article that is here or in the file.
    Article,
    /// Text of an article that is not here.
    ArticleText,
    /// Text that is not only white space.
    Words,
    /// Id, article or record that does not come twice.
    Once,
    /// File that one of the known tools wrote.
    KnownFile,
    /// Row of that number of cells.
    Cells(usize),
    /// Whole numbers as start and end.
    StartAndEnd,
    /// Row with a text.
    RowWithText,
    /// Span with start, end and label.
    LabelledSpan,
    /// Task with a text.
    TaskWithText,
    /// Annotation with results.
    AnnotationWithResults,
    /// Result that is a span with labels or a relation.
    SpanOrRelation,
    /// Fewer pages in each other.
    FewerPages,
    /// Annotations of a page, in the file.
    PageItems,
    /// Target with a selector.
    TargetWithSelector,
    /// Selector by position or by quote.
    TextSelector,
    /// Two ends of a relation.
    TwoEnds,
    /// Type and one span, with the words that stand there.
    TypeAndSpan,
    /// Type and two arguments.
    TypeAndArguments,
    /// Record of a span, a relation or a note.
    StandoffRecord,
    /// Row with a token in its place and that number of columns.
    TokenRow(usize),
    /// Tokens of the text.
    TokensOfText,
    /// Layer of named entities, or of a project’s own.
    PeoplesLayer,
    /// View with a text.
    ViewWithText,
    /// File that the browser can read.
    Readable,
    /// Entry of the store that can be read.
    Entry,
    /// File of at most that many bytes.
    Size(u64),
    /// Text in UTF-8.
    Utf8,
    /// Text in the encoding of that label.
    Encoding(Rc<str>),
    /// Document that can be read.
    Document,
    /// Text in an article of the file.
    OwnText,
    /// Table of articles, in a workbook.
    TableOfArticles,
    /// Column with the texts of articles.
    ColumnOfTexts,
    /// Archive that can be unpacked.
    Archive,
    /// At most as many articles, labels, annotations and files as are read.
    Fewer,
    /// More of the file.
    More,
    /// File that this program downloaded.
    OurFile,
    /// Codebook.
    Codebook,
    /// XML that is well-formed.
    Xml,
    /// XML without a document type.
    NoDocumentType,
    /// Version of the format up to that one.
    VersionUpTo(u64),
}

/// Thing that is in a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unexpected {
    /// Nothing.
    Nothing,
    /// Same item once more.
    Again,
    /// Same id once more.
    IdAgain(AnnotationId),
    /// More of the same.
    More,
    /// Several things that are called so.
    Several(Rc<str>),
    /// Number of things.
    Count(usize),
    /// JSON value.
    Json(Shape),
    /// Escape that makes no sense.
    BrokenEscape,
    /// Character; `None` at the end.
    Character(Option<char>),
    /// Text that stops being JSON.
    NoJson(SyntaxError),
    /// Word of the file: an id, a name or a path.
    Word(Rc<str>),
    /// Words of the file instead of two numbers.
    NoNumbers([Rc<str>; 2]),
    /// Ends of a span, `None` where they are no numbers.
    Ends([Option<u64>; 2]),
    /// Ends of a span without the words that stand there.
    Unquoted([usize; 2]),
    /// Words that do not stand where the file says, and that place.
    Misplaced(Rc<str>, Rc<str>),
    /// Beginning of a row, and its number of columns.
    Columns(Rc<str>, usize),
    /// Kind of a record.
    Kind(Kind),
    /// White space only.
    WhiteSpace,
    /// File of a tool that is not known.
    File(UnknownFile),
    /// Entry of the store that cannot be read.
    Unreadable(Unreadable),
    /// Version that is later.
    Version(u64),
    /// File of that many bytes.
    Size(u64),
    /// Bytes of another encoding, first at this one, from 0.
    Byte(usize),
    /// Byte order mark of UTF-16.
    Utf16,
    /// XML with a part that is not closed, or that is no XML.
    BrokenXml,
    /// Document type.
    DocumentType,
    /// Bytes that are no characters there.
    OtherBytes,
    /// Document that cannot be read.
    Document(DocumentFault),
    /// Archive that cannot be unpacked.
    Archive(ArchiveFault),
    /// End of the file, in that line, from 1.
    End(usize),
    /// JSON with that as its `format`; `None` where there is none.
    Format(Option<Shape>),
}

/// Reason why an archive, or a file of one, cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveFault {
    /// Damaged.
    Damaged,
    /// Encrypted, or packed in an unknown way.
    Locked,
    /// Too large once it is unpacked.
    TooLarge,
}

/// Reason why a document of an office cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DocumentFault {
    /// Damaged.
    #[error("damaged")]
    Damaged,
    /// With a DOCTYPE, which none of these documents has.
    #[error("with a DOCTYPE")]
    Doctype,
    /// Too large once it is unpacked.
    #[error("too large")]
    TooLarge,
    /// Protected by a password.
    #[error("locked")]
    Locked,
}

/// Contents of a file that no reader knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnknownFile {
    /// Nothing, or nothing but white space.
    Empty,
    /// No text in UTF-8.
    NoText,
    /// No text, though its bytes are UTF-8.
    Binary,
    /// Text that is no JSON, by its first line.
    Text(Shape),
    /// List without items.
    EmptyList,
    /// One value that is no object.
    Value(Shape),
    /// Object with fields of those names.
    Object(Vec<String>),
    /// Number of values, and the shape of the first.
    Values(usize, Shape),
    /// Archive without a file that is known.
    Archive,
    /// File of a sort that nothing here reads.
    Other(OtherFile),
}

/// Sort of a file that is recognised, though nothing here reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFile {
    /// Document of Word or of OpenDocument.
    Word,
    /// Rich text.
    Rtf,
    /// Page of the web.
    Html,
    /// PDF.
    Pdf,
    /// Workbook of Excel or of OpenDocument.
    Spreadsheet,
    /// Presentation.
    Slides,
    /// EPUB.
    Book,
    /// E-mail.
    Mail,
    /// UIMA CAS as XMI.
    Xmi,
    /// Other XML, such as TEI.
    Xml,
    /// CoNLL, one of its many kinds.
    Conll,
    /// Objects as Java stores them, such as those of INCEpTION.
    Java,
    /// Archive in an archive, or of a sort that is not unpacked.
    Archive,
}

impl UnknownFile {
    /// Object with fields of those names: the first ones, each cut where it is long.
    pub fn object<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        const MOST: usize = 10;
        let cut = |name: &str| match Shape::of_text(name) {
            Shape::Text(name) => name,
            _ => String::new(),
        };
        Self::Object(names.take(MOST).map(cut).collect())
    }
}

impl FilePart {
    /// Line of that number, from 1.
    #[must_use]
    pub fn line(number: usize) -> Self {
        Self { file: None, item: Item::Line(number) }
    }

    /// Value at that path.
    #[must_use]
    pub fn value(path: impl Into<Rc<str>>) -> Self {
        Self { file: None, item: Item::Value(path.into()) }
    }

    /// Value at that path in the part.
    #[must_use]
    pub fn inside(&self, path: &str) -> Self {
        let item = match &self.item {
            Item::File => Item::Value(path.into()),
            Item::Value(outer) => Item::Value(format!("{outer}.{path}").into()),
            Item::Line(line) => Item::ValueInLine(*line, path.into()),
            Item::ValueInLine(line, outer) => Item::ValueInLine(*line, format!("{outer}.{path}").into()),
            item @ (Item::Article(_) | Item::Relation(_)) => item.clone(),
        };
        Self { file: self.file.clone(), item }
    }
}

impl Refusal {
    /// Refusal of a part as a whole.
    #[must_use]
    pub fn new(expected: Expected, found: Unexpected) -> Self {
        Self { expected, field: None, found }
    }
}

impl fmt::Display for FilePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, &self.item) {
            (None, Item::File) => return formatter.write_str("the file"),
            (Some(file), Item::File) => return formatter.write_str(file),
            (Some(file), _) => write!(formatter, "{file}, ")?,
            (None, _) => {}
        }
        match &self.item {
            Item::File => Ok(()),
            Item::Line(number) => write!(formatter, "line {number}"),
            Item::Value(path) => formatter.write_str(path),
            Item::ValueInLine(number, path) => write!(formatter, "line {number} {path}"),
            Item::Article(id) => write!(formatter, "article {id}"),
            Item::Relation(id) => write!(formatter, "relation {id}"),
        }
    }
}

fn in_field(field: Option<&str>) -> String {
    field.map_or_else(String::new, |field| format!(" at {field}"))
}
