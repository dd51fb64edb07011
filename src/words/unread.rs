//! Words for files that nothing here reads: their sort, and the way out.

use glossator_core::import::{ArchiveFault, OtherFile};

/// Fault of an archive.
#[must_use]
pub fn archive_fault(fault: ArchiveFault) -> &'static str {
    match fault {
        ArchiveFault::Damaged => "a damaged one",
        ArchiveFault::Locked => "one that is encrypted or packed in an unknown way",
        ArchiveFault::TooLarge => "one of more than 64 MB unpacked",
    }
}

/// Sort of a file, and what to do instead.
#[must_use]
pub fn other_file(sort: OtherFile) -> String {
    let text = |what: &str| format!("{what}: save its text as plain text (.txt) in UTF-8 and open that");
    match sort {
        OtherFile::Word => text("a document of Word or the like"),
        OtherFile::Rtf => text("rich text (RTF)"),
        OtherFile::Html => text("a web page (HTML)"),
        OtherFile::Pdf => text("a PDF"),
        OtherFile::Slides => text("a presentation"),
        OtherFile::Book => text("an e-book"),
        OtherFile::Mail => text("an e-mail"),
        OtherFile::Xml => text("XML"),
        OtherFile::Spreadsheet => "a workbook: save its table as CSV in UTF-8 and open that".to_owned(),
        OtherFile::Xmi => "UIMA CAS XMI: export it as UIMA CAS JSON or WebAnno TSV and open that".to_owned(),
        OtherFile::Conll => {
            "CoNLL, which has tokens and no text: export it as WebAnno TSV or brat and open that".to_owned()
        }
        OtherFile::Java => {
            "objects of Java: export the project with UIMA CAS JSON or WebAnno TSV and open that".to_owned()
        }
        OtherFile::Archive => "an archive: unpack it and open what is in it, or pack that as ZIP".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_reads_is_named_with_the_way_out() {
        let check = |sort: OtherFile, words: &str| assert_eq!(other_file(sort), words);
        check(
            OtherFile::Word,
            "a document of Word or the like: save its text as plain text (.txt) in UTF-8 and open that",
        );
        check(
            OtherFile::Html,
            "a web page (HTML): save its text as plain text (.txt) in UTF-8 and open that",
        );
        check(OtherFile::Spreadsheet, "a workbook: save its table as CSV in UTF-8 and open that");
        check(OtherFile::Archive, "an archive: unpack it and open what is in it, or pack that as ZIP");
    }
}
