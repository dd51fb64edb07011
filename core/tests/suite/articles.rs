//! Files of articles: what is cut out of each kind, what is recognised, what is left out and what a person can correct.

mod databases;
mod documents;
mod hostile;
mod pages;
mod tables;
mod texts;

use glossator_core::formats::{self, File, RawFile, ReadError, Readings, zip};
use glossator_core::import::{Cut, Incoming, LeftOutBecause};
use glossator_fixture::tools::TOOLS;

/// Contents of a file, with a browser’s help.
fn read_with(name: &str, bytes: &[u8], readings: &Readings) -> Result<Incoming, ReadError> {
    formats::read_with(&[RawFile::new(name, bytes)], readings, TOOLS)
}

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Incoming {
    read_with(name, bytes.as_ref(), &Readings::default()).unwrap_or_else(|why| panic!("{name}: {why}"))
}

fn refused(name: &str, bytes: impl AsRef<[u8]>) -> ReadError {
    read_with(name, bytes.as_ref(), &Readings::default()).err().unwrap_or_else(|| panic!("{name} is read"))
}

/// Each article as its id, what is known of it and where from, and its text with ¶ for an empty line.
fn shown(incoming: &Incoming) -> Vec<String> {
    let article = |document: &glossator_core::import::IncomingDocument| {
        let cut = document.cut.as_ref().expect("a cut");
        let fields: Vec<_> = cut.fields.iter().map(|it| format!("{}={}", it.attribute, it.value)).collect();
        let text = document.text.as_deref().unwrap_or_default();
        format!("{} | {} | {}", document.id, fields.join(" | "), text.replace("\n\n", "¶"))
    };
    incoming.documents.iter().map(article).collect()
}

/// Pieces that are left out, with the reason.
fn left_out(incoming: &Incoming) -> Vec<String> {
    let cuts = incoming.documents.iter().filter_map(|document| document.cut.as_ref());
    let piece = |piece: &glossator_core::import::Piece| {
        let because = match piece.left_out.as_ref().expect("a reason") {
            LeftOutBecause::Says(attribute) => attribute.to_string(),
            other => format!("{other:?}"),
        };
        format!("{because}: {}", piece.text)
    };
    cuts.flat_map(|cut| cut.left_out().map(piece).collect::<Vec<_>>()).collect()
}

fn cut(incoming: &Incoming) -> &Cut {
    incoming.documents[0].cut.as_deref().expect("a cut")
}

/// Parts that could not be read.
fn findings(incoming: &Incoming) -> Vec<String> {
    incoming.findings.iter().map(ToString::to_string).collect()
}

/// Archive of files of text.
fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let file =
        |(name, content): &(&str, &str)| File { name: (*name).to_owned(), content: (*content).to_owned() };
    zip::write(&files.iter().map(file).collect::<Vec<_>>()).expect("an archive")
}

/// Document of Word with that inside its body.
fn word(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)])
}

/// Paragraphs of `WordprocessingML`; those that begin with # are headings.
fn paragraphs(texts: &[&str]) -> String {
    let paragraph = |text: &&str| match text.strip_prefix('#') {
        Some(heading) => {
            format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>{heading}</w:t></w:r></w:p>")
        }
        None => format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            text.replace('\t', "</w:t><w:tab/><w:t>")
        ),
    };
    texts.iter().map(paragraph).collect()
}

/// Sentence that is long enough for a paragraph of an article.
const LONG: &str = "The meeting in Istanbul included the foreign minister, the defence minister and the intelligence chief, \
                    and centred on cooperation in defence, energy and transportation, as both sides said on Sunday.";
