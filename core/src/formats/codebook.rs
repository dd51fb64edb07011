//! Codebooks: files that hold labels, attributes and relation types, and nothing that was coded by them.
//!
//! Each format is a file that says at its top what it reads, what it writes and what it has no room for; [`CODEBOOKS`] lists
//! them. A file is known by what it holds. Contents that have no place in a codebook here are among the findings.
//!
//! A codebook that was opened alone is shown beside the one that is here. Of one among other files the definitions come in with
//! these.

mod brat;
mod colour;
mod doccano;
pub(super) mod label_studio;
mod own;
mod qdc;
mod room;
mod table;

pub use self::room::{Part, Unroomed};

use super::error::ReadError;
use super::format::{BYTE_ORDER_MARK, RawFile};
use super::limits::MOST_LABELS;
use super::reading::paths;
use super::reading::tally::Tally;
use super::reading::xml::Fault;
use crate::import::{Expected, Finding, Refusal, Unexpected, Untaken};
use crate::model::codebook::Codebook;
use crate::model::label::{Label, LabelId};
use std::collections::HashSet;
use std::rc::Rc;

/// Format of codebooks.
#[derive(Debug)]
pub struct CodebookFormat {
    /// Name in the names of files.
    pub id: &'static str,
    /// Name among people: its tool, or its standard.
    pub name: &'static str,
    /// Name that the file must have, if its tool wants one.
    pub file: Option<&'static str>,
    /// Ending of the file's name.
    pub ending: &'static str,
    /// Parts that it has no room for, with their number in that codebook.
    no_room: fn(&Codebook) -> Vec<Unroomed>,
    /// Writes the file.
    pub write: fn(&Codebook) -> String,
    /// Reads a file, if it is of that format; `None` if it is not.
    read: fn(&Source<'_>, &mut LeftOut) -> Option<Result<Codebook, ReadError>>,
}

/// Every format, in the order of the menu, which is that in which a file is offered to them.
pub const CODEBOOKS: [&CodebookFormat; 6] =
    [&own::FORMAT, &qdc::FORMAT, &table::FORMAT, &brat::FORMAT, &label_studio::FORMAT, &doccano::FORMAT];

/// Size in bytes of the largest file that can be a codebook. Others are not looked at: they may be very large.
const LARGEST: usize = 4_000_000;

/// File at which readers look.
struct Source<'a> {
    /// Ending of the name in small letters, with its dot.
    ending: &'a str,
    text: &'a str,
}

/// Parts of a file that are left out.
#[derive(Default)]
struct LeftOut {
    tally: Tally,
    findings: Vec<Finding>,
}

impl LeftOut {
    /// Leaves out something for which a codebook has no room. Fields of one name become one finding.
    fn add(&mut self, name: &str) {
        self.tally.add(Untaken::Fields, name);
    }
}

/// Codebook of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodebookFile {
    /// The codebook.
    pub codebook: Codebook,
    /// Parts that are left out.
    pub findings: Vec<Finding>,
}

impl CodebookFormat {
    /// Things of that codebook that are not written, by sort.
    #[must_use]
    pub fn left_out(&self, codebook: &Codebook) -> Vec<Unroomed> {
        (self.no_room)(codebook).into_iter().filter(|it| it.count > 0).collect()
    }

    /// Name of the file with the codebook of a project on that day.
    #[must_use]
    pub fn file_name(&self, day: &str) -> String {
        self.file.map_or_else(|| format!("codebook-{day}.{}", self.ending), str::to_owned)
    }
}

impl PartialEq for CodebookFormat {
    /// A format is the one that has its id.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Reads a file, if it is a codebook; `None` if it is something else.
#[must_use]
pub fn read(file: &RawFile) -> Option<Result<CodebookFile, ReadError>> {
    read_as(&file.name, file.bytes.as_ref().ok()?, &CODEBOOKS)
}

/// Reads a file as [`read`] does, but for our own JSON, which among other files is the JSON of a project that holds nothing else.
pub(super) fn read_of_others(name: &str, bytes: &[u8]) -> Option<Result<CodebookFile, ReadError>> {
    read_as(name, bytes, &CODEBOOKS[1..])
}

fn read_as(path: &str, bytes: &[u8], formats: &[&CodebookFormat]) -> Option<Result<CodebookFile, ReadError>> {
    let name = paths::without_folders(path);
    // A text is an article, whatever it looks like.
    if bytes.len() > LARGEST || paths::ending(name) == ".txt" {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let source = Source { ending: &paths::ending(name), text };
    let mut left_out = LeftOut::default();
    let read = formats.iter().find_map(|format| (format.read)(&source, &mut left_out))?;
    Some(read.and_then(|codebook| within_limits(codebook, left_out)))
}

fn within_limits(mut codebook: Codebook, left_out: LeftOut) -> Result<CodebookFile, ReadError> {
    let values = codebook.attributes.iter().map(|attribute| attribute.values.len());
    let counts = [codebook.labels.len(), codebook.attributes.len(), codebook.relation_types.len()];
    if counts.into_iter().chain(values).any(|count| count > MOST_LABELS) {
        return Err(ReadError::TooMany);
    }
    place(&mut codebook);
    let findings = left_out.findings.into_iter().chain(left_out.tally.findings()).collect();
    Ok(CodebookFile { codebook, findings })
}

/// Gives everything its position in its list. Of several with one name the first stays.
fn place(codebook: &mut Codebook) {
    let mut seen = HashSet::new();
    codebook.labels.retain(|label| seen.insert(label.id.clone()));
    let mut seen = HashSet::new();
    codebook.attributes.retain(|attribute| seen.insert(attribute.key()));
    let mut seen = HashSet::new();
    codebook.relation_types.retain(|kind| seen.insert(kind.id.clone()));
    codebook.labels.iter_mut().zip(1..).for_each(|(label, position)| label.position = position);
    codebook.attributes.iter_mut().zip(1..).for_each(|(attribute, position)| attribute.position = position);
    codebook.relation_types.iter_mut().zip(1..).for_each(|(kind, position)| kind.position = position);
}

/// Error of a text that is to be XML.
fn xml_error(fault: Fault) -> ReadError {
    match fault {
        Fault::Broken => Refusal::new(Expected::Xml, Unexpected::BrokenXml).into(),
        Fault::DocumentType => Refusal::new(Expected::NoDocumentType, Unexpected::DocumentType).into(),
        Fault::TooMany => ReadError::TooMany,
    }
}

/// A label that a file calls so, with an id of its own or the name as its id.
fn label(id: &str, name: &str) -> Label {
    let [id, name] = [id, name].map(str::trim);
    let either = |one: &str, other: &str| Rc::from(if one.is_empty() { other } else { one });
    Label { name: either(name, id), ..Label::bare(LabelId(either(id, name))) }
}
