//! Words for files that nothing here reads: their sort, and the way out.

use glossator_core::import::{ArchiveFault, OtherFile};

/// Fault of an archive.
#[must_use]
pub fn archive_fault(fault: ArchiveFault) -> &'static str {
    match fault {
        ArchiveFault::Damaged => "the archive is damaged",
        ArchiveFault::Locked => "the archive is encrypted, or packed in an unknown way",
        ArchiveFault::TooLarge => "the archive has more than 64 MB unpacked",
    }
}

/// Sort of a file, and what to do instead.
#[must_use]
pub fn other_file(sort: OtherFile) -> String {
    let text = |what: &str| format!("this is {what}. Save it as plain text (.txt, UTF-8)");
    let paste = |what: &str| format!("this is {what}. Copy its text and paste it here");
    match sort {
        OtherFile::Word => text("a Word document or the like"),
        OtherFile::Rtf => text("RTF"),
        OtherFile::Html => paste("a web page"),
        OtherFile::Pdf => paste("a PDF"),
        OtherFile::Slides => paste("a presentation"),
        OtherFile::Book => paste("an e-book"),
        OtherFile::Mail => paste("an e-mail"),
        OtherFile::Xml => paste("XML"),
        OtherFile::Spreadsheet => "this is a workbook. Save its table as CSV (UTF-8)".to_owned(),
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
        check(OtherFile::Rtf, "this is RTF. Save it as plain text (.txt, UTF-8)");
        check(OtherFile::Html, "this is a web page. Copy its text and paste it here");
        check(OtherFile::Spreadsheet, "this is a workbook. Save its table as CSV (UTF-8)");
        check(OtherFile::Archive, "this archive is of another kind. Unpack it, or pack it as ZIP");
    }
}
