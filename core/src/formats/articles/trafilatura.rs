//! Trafilatura: articles as its XML and its TEI have them (<https://trafilatura.readthedocs.io/en/latest/usage-cli.html>).
//!
//! - **Reads** `doc` with `main`, and `TEI` with one `body`: title, author, outlet, day, address, language, paragraphs, headings,
//!   items of lists and quotations.
//! - **Leaves out** comments, which can be kept; pictures, and all looks. TEI with annotations beside the text is none of articles.

use super::draft::Draft;
use super::xml::{self, Element};
use crate::import::{DocumentFault, FieldFrom, LeftOutBecause};

/// True for such a file, by how its text begins.
pub fn is(text: &str) -> bool {
    const LOOKED_AT: usize = 4_000;
    let end =
        (0..=text.len().min(LOOKED_AT)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let head = text[..end].trim_start_matches('\u{feff}').trim_start();
    let head = if head.starts_with("<?xml") {
        head.split_once("?>").map_or("", |(_, it)| it).trim_start()
    } else {
        head
    };
    let is_tei = head.starts_with("<TEI") && !text.contains("<standOff") && !text.contains("<spanGrp");
    is_tei || head.starts_with("<doc ") && text.contains("<main")
}

/// Article of the file.
///
/// # Errors
/// When it is damaged or has a DOCTYPE.
pub fn read(text: &str) -> Result<Draft, DocumentFault> {
    let tree = xml::tree(text)?;
    let mut draft = Draft::default();
    if let Some(doc) = tree.find("doc") {
        for (attribute, name) in OF_DOC {
            draft.tell(attribute, doc.get(name), FieldFrom::Named((*name).into()));
        }
        add(doc.find("main").unwrap_or(doc), None, &mut draft);
        if let Some(comments) = doc.find("comments") {
            add(comments, Some(&LeftOutBecause::Comment), &mut draft);
        }
        return Ok(draft);
    }
    let header = tree.find("teiHeader");
    let within = |outer: &str, name: &str| header.and_then(|it| it.find(outer)).and_then(|it| it.find(name));
    for (attribute, outer, name) in OF_TEI {
        let element = within(outer, name);
        let said = element.map(|it| {
            Some(it.get("when")).filter(|when| !when.is_empty()).map_or_else(|| it.words(), str::to_owned)
        });
        draft.tell(attribute, &said.unwrap_or_default(), FieldFrom::Named((*name).into()));
    }
    let address = within("publicationStmt", "ptr").or_else(|| within("sourceDesc", "ptr"));
    draft.tell(
        "address",
        address.map(|it| it.get("target")).unwrap_or_default(),
        FieldFrom::Named("ptr".into()),
    );
    if let Some(language) = within("langUsage", "language").or_else(|| within("profileDesc", "language")) {
        draft.tell("language", language.get("ident"), FieldFrom::Named("language".into()));
    }
    if let Some(body) = tree.find("body") {
        add(body, None, &mut draft);
    }
    Ok(draft)
}

/// Adds the paragraphs in an element.
fn add(element: &Element, because: Option<&LeftOutBecause>, draft: &mut Draft) {
    let is_outer = |it: &Element| {
        ["div", "list", "body", "table", "row", "main", "quote", "comments"].contains(&&*it.name)
    };
    let is_comments = element.get("type") == "comments";
    let because = because.or(is_comments.then_some(&LeftOutBecause::Comment));
    let has_blocks = element
        .elements()
        .any(|it| ["p", "ab", "head", "item", "list", "quote", "div", "fw"].contains(&&*it.name));
    if !has_blocks {
        return push(element, because, draft);
    }
    for inner in element.elements() {
        if is_outer(inner) { add(inner, because, draft) } else { push(inner, because, draft) }
    }
}

fn push(element: &Element, because: Option<&LeftOutBecause>, draft: &mut Draft) {
    let text = element.words();
    if text.is_empty() || element.name == "graphic" {
        return;
    }
    match because {
        Some(because) => draft.leave_out(&text, because.clone()),
        None => draft.push(&text),
    }
}

const OF_DOC: &[(&str, &str)] = &[
    ("headline", "title"),
    ("author", "author"),
    ("outlet", "sitename"),
    ("outlet", "hostname"),
    ("date", "date"),
    ("address", "source"),
    ("address", "url"),
    ("language", "language"),
    ("section", "categories"),
    ("retrieved", "filedate"),
];

const OF_TEI: &[(&str, &str, &str)] = &[
    ("headline", "titleStmt", "title"),
    ("author", "titleStmt", "author"),
    ("outlet", "publicationStmt", "publisher"),
    ("date", "publicationStmt", "date"),
    ("date", "sourceDesc", "date"),
    ("outlet", "sourceDesc", "publisher"),
];
