//! Other files: the sort of a file that no reader here knows, by its first bytes and the ending of its name.
//!
//! It only recognises them, so that a person can be told what was opened and what to do instead.

use crate::import::OtherFile;

/// Sort of a file that is recognised by its bytes, whatever its name: it is no text.
pub fn by_bytes(name: &str, bytes: &[u8]) -> Option<OtherFile> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    if begins(b"{\\rtf") {
        Some(OtherFile::Rtf)
    } else if begins(b"%PDF-") {
        Some(OtherFile::Pdf)
    } else if begins(b"PK\x03\x04") {
        Some(document(name, bytes).unwrap_or(OtherFile::Archive))
    } else if begins(b"\xd0\xcf\x11\xe0") {
        // Files of Office up to 2003.
        by_name(name).or(Some(OtherFile::Word))
    } else if begins(b"\xac\xed\x00\x05") {
        Some(OtherFile::Java)
    } else {
        let packed = [&b"\x1f\x8b"[..], b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"];
        packed.iter().any(|with| begins(with)).then_some(OtherFile::Archive)
    }
}

/// Sort of a document that is a ZIP archive, told by the files that it names or, where it is broken, by its own name.
pub fn document(name: &str, bytes: &[u8]) -> Option<OtherFile> {
    let has = |part: &str| bytes.windows(part.len()).any(|it| it == part.as_bytes());
    let parts = [
        ("word/document.xml", OtherFile::Word),
        ("xl/workbook.", OtherFile::Spreadsheet),
        ("ppt/presentation.xml", OtherFile::Slides),
        ("mimetypeapplication/vnd.oasis.opendocument.text", OtherFile::Word),
        ("mimetypeapplication/vnd.oasis.opendocument.spreadsheet", OtherFile::Spreadsheet),
        ("mimetypeapplication/vnd.oasis.opendocument.presentation", OtherFile::Slides),
        ("mimetypeapplication/epub+zip", OtherFile::Book),
    ];
    let by_parts = || parts.into_iter().find(|(part, _)| has(part)).map(|(_, sort)| sort);
    by_name(name).filter(|sort| DOCUMENTS.contains(sort)).or_else(by_parts)
}

/// Sort of a file by the ending of its name, or by how its text begins.
pub fn by_text(name: &str, bytes: &[u8]) -> Option<OtherFile> {
    let mut begins = String::from_utf8_lossy(&bytes[..bytes.len().min(1_000)]).into_owned();
    begins.make_ascii_lowercase();
    let begins = begins.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    by_name(name).or_else(|| {
        if begins.starts_with("<!doctype html") || begins.starts_with("<html") {
            Some(OtherFile::Html)
        } else if begins.starts_with("<?xml") || begins.starts_with("<tei") {
            Some(OtherFile::Xml)
        } else {
            None
        }
    })
}

/// Sorts that are ZIP archives.
const DOCUMENTS: [OtherFile; 4] =
    [OtherFile::Word, OtherFile::Spreadsheet, OtherFile::Slides, OtherFile::Book];

fn by_name(name: &str) -> Option<OtherFile> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match &*ending.to_ascii_lowercase() {
        "doc" | "docx" | "odt" => OtherFile::Word,
        "rtf" => OtherFile::Rtf,
        "html" | "htm" | "xhtml" | "mht" | "mhtml" => OtherFile::Html,
        "pdf" => OtherFile::Pdf,
        "xls" | "xlsx" | "ods" => OtherFile::Spreadsheet,
        "ppt" | "pptx" | "odp" => OtherFile::Slides,
        "epub" => OtherFile::Book,
        "eml" | "msg" | "mbox" => OtherFile::Mail,
        "xmi" => OtherFile::Xmi,
        "xml" | "tei" => OtherFile::Xml,
        "conll" | "conllu" | "conllup" | "iob" | "iob2" | "bio" => OtherFile::Conll,
        "ser" => OtherFile::Java,
        "zip" | "gz" | "tgz" | "tar" | "bz2" | "xz" | "7z" | "rar" => OtherFile::Archive,
        _ => return None,
    })
}
