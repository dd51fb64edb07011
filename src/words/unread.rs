//! Words for files that nothing here reads: their sort, and the way out.

use glossator_core::import::{ArchiveFault, DocumentFault, OtherFile};

/// Fault of an archive.
#[must_use]
pub fn archive_fault(fault: ArchiveFault) -> &'static str {
    match fault {
        ArchiveFault::Damaged => "the archive is damaged",
        ArchiveFault::Locked => "the archive is encrypted, or packed in an unknown way",
        ArchiveFault::TooLarge => "the archive has more than 64 MB unpacked",
    }
}

/// Fault of a document.
#[must_use]
pub fn document_fault(fault: DocumentFault) -> &'static str {
    match fault {
        DocumentFault::Damaged => "the document is damaged",
        DocumentFault::Doctype => {
            "the document has a DOCTYPE, which could make it grow without end. Save it again in your word processor"
        }
        DocumentFault::TooLarge => {
            "the document has more than 64 MB unpacked, or more parts than can be read"
        }
        DocumentFault::Locked => "the document is protected by a password. Save it without one",
    }
}

/// Sort of a file, and what to do instead.
#[must_use]
pub fn other_file(sort: OtherFile) -> String {
    let paste = |what: &str| format!("this is {what}. Copy its text and paste it here");
    match sort {
        OtherFile::Word => {
            "this is a document of Word 2003 or older, or one that is damaged or has a password. Save it as .docx".to_owned()
        }
        OtherFile::Rtf => "this is RTF. Save it as .docx or .txt".to_owned(),
        OtherFile::Html => paste("a web page"),
        OtherFile::Pdf => {
            "this is a PDF. Copy its text and paste it here, or save the article’s web page and open that".to_owned()
        }
        OtherFile::Slides => paste("a presentation"),
        OtherFile::Book => paste("an e-book"),
        OtherFile::Mail => paste("an e-mail"),
        OtherFile::Xml => paste("XML"),
        OtherFile::Spreadsheet => "this is a workbook of another kind. Save it as .xlsx or CSV".to_owned(),
        OtherFile::Xmi => "this is UIMA CAS XMI. Export UIMA CAS JSON or WebAnno TSV instead".to_owned(),
        OtherFile::Conll => {
            "this is CoNLL, which has tokens and no text. Export WebAnno TSV or brat instead".to_owned()
        }
        OtherFile::Java => {
            "these are objects of Java. Export UIMA CAS JSON or WebAnno TSV instead".to_owned()
        }
        OtherFile::Archive => "this archive is of another kind. Unpack it, or pack it as ZIP".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_reads_is_named_with_the_way_out() {
        let check = |sort: OtherFile, words: &str| assert_eq!(other_file(sort), words);
        check(OtherFile::Rtf, "this is RTF. Save it as .docx or .txt");
        check(OtherFile::Html, "this is a web page. Copy its text and paste it here");
        check(OtherFile::Spreadsheet, "this is a workbook of another kind. Save it as .xlsx or CSV");
        check(OtherFile::Archive, "this archive is of another kind. Unpack it, or pack it as ZIP");
    }
}
