//! Words for formats: what each keeps and leaves out, and why a file cannot be read.

use super::import::{refusal, unknown_file};
use glossator_core::formats::{FORMATS, Format, ReadError};
use glossator_core::import::{FilePart, UnknownFile};

/// Words about a format.
struct About {
    id: &'static str,
    keeps: &'static str,
    leaves_out: &'static str,
}

/// Words about each format, in the order of the menu. The table in the documents for people says the same.
const ABOUT: [About; 14] = [
    About {
        id: "w3c",
        keeps: "spans with quotes, labels, entities, values, notes, people, times, relations",
        leaves_out: "the articles’ texts; of entities all but id and name",
    },
    About {
        id: "csv",
        keeps: "spans with their words, labels, entities, speakers, values, notes, people, times, relations; outlets and dates",
        leaves_out: "the articles’ texts, notes and states; of entities all but the name",
    },
    About {
        id: "spreadsheet",
        keeps: "the same, with an apostrophe before = + - @, their wide forms, tabs and line ends, so that no cell is a formula",
        leaves_out: "the articles’ texts, notes and states; of entities all but the name",
    },
    About {
        id: "spacy",
        keeps: "texts, spans, labels, ids of entities",
        leaves_out: "names of entities, values, notes, people, times, relations; of named entities those that overlap",
    },
    About {
        id: "prodigy",
        keeps: "texts, tokens (cut where tagged in part), spans, labels, relations within an article",
        leaves_out: "entities, values, notes, people, times, other relations; white space at the ends of a span",
    },
    About {
        id: "doccano",
        keeps: "texts, spans, labels; tick “Allow overlapping spans” there",
        leaves_out: "entities, values, notes, people, times, relations",
    },
    About {
        id: "doccano-relations",
        keeps: "texts, spans, labels, relations within an article; tick “Allow overlapping spans” there as well",
        leaves_out: "entities, values, notes, people, times, other relations",
    },
    About {
        id: "label-studio",
        keeps: "texts, spans, labels, values, notes, relations within an article; entities, people and times beside each span",
        leaves_out: "values that are not in the codebook; other relations; notes, people and times of relations",
    },
    About {
        id: "brat",
        keeps: "texts, spans, labels, entities, values of choices and flags, notes, relations within an article; people and times as notes",
        leaves_out: "other values and relations; notes, people and times of relations; times of changes; line ends in notes, white space at line ends in spans",
    },
    About {
        id: "webanno",
        keeps: "texts with sentences and tokens, spans and labels as named entities of INCEpTION, ids of entities",
        leaves_out: "titles, names of entities, values, notes, people, times, relations; white space at the ends of a span",
    },
    About {
        id: "uima",
        keeps: "texts with sentences and tokens, spans and labels as named entities of INCEpTION, ids of entities, relations within an article; import the layer in the archive there first",
        leaves_out: "names of entities, values, notes, people, times, other relations; white space at the ends of a span",
    },
    About {
        id: "conll",
        keeps: "a file for each label: tokens (cut where tagged in part), sentences (joined where tagged as one), spans",
        leaves_out: "white space, positions, names, entities, values, notes, people, times, relations; it cannot be opened here",
    },
    About {
        id: "tei",
        keeps: "texts, spans, labels, entities, values, notes, people by name, times, relations within an article",
        leaves_out: "other relations; notes, people and times of relations; it cannot be opened here",
    },
    About {
        id: "hugging-face",
        keeps: "texts, spans, labels, entities, values, notes, people by name, times, relations within an article",
        leaves_out: "other relations",
    },
];

/// Things that a file of that format keeps, to stand behind “Keeps”.
#[must_use]
pub fn keeps(format: &Format) -> &'static str {
    about(format).map_or("", |about| about.keeps)
}

/// Things that the format has no room for, to stand behind “Without”.
#[must_use]
pub fn leaves_out(format: &Format) -> &'static str {
    about(format).map_or("", |about| about.leaves_out)
}

fn about(format: &Format) -> Option<&'static About> {
    ABOUT.iter().find(|about| about.id == format.id)
}

/// Reason why a file cannot be read, to stand behind a colon.
#[must_use]
pub fn read_error(error: &ReadError) -> String {
    match error {
        ReadError::Unknown(found) if !matches!(found, UnknownFile::Other(_)) => format!(
            "nothing here reads it ({}). Open articles as text, Word documents, web pages or tables, annotations as JSON from here or as one of these: {}",
            unknown_file(found),
            names_of_formats()
        ),
        error => refusal(&FilePart::default(), &error.clone().refusal()),
    }
}

/// Names of the formats that can be read; of those that differ in a detail the first one is enough.
fn names_of_formats() -> String {
    let formats = FORMATS.iter().filter(|format| format.is_read());
    let mut names: Vec<_> = formats.map(|format| format.name).collect();
    names.dedup_by(|name, before| name.starts_with(*before));
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use glossator_core::import::{ArchiveFault, DocumentFault, Expected, Refusal, Unexpected};
    use glossator_core::json::{Shape, SyntaxError, Token};

    const DOCUMENT: &str = include_str!("../../docs/formats.md");

    #[test]
    fn the_table_of_the_document_has_a_row_for_each_format_in_the_order_of_the_menu() {
        let row = |format: &Format| {
            let Format { name, ending, .. } = format;
            format!("| {name} | `.{ending}` | {} | {} |", keeps(format), leaves_out(format))
        };
        let (_, table) =
            DOCUMENT.split_once("| tool | file | keeps | without |\n|---|---|---|---|\n").expect("a table");
        let listed: Vec<_> = table.lines().take_while(|line| line.starts_with('|')).collect();
        assert_eq!(listed, FORMATS.map(row));
        assert_eq!(FORMATS.map(|format| format.id), ABOUT.each_ref().map(|about| about.id));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_refused_in_words() {
        let check = |error: ReadError, words: &str| assert_eq!(read_error(&error), words);
        check(ReadError::TooLarge(64_000_001), "it has 65 MB, and 64 MB is the most that can be read");
        check(ReadError::Empty, "it is empty");
        check(ReadError::Unreadable, "the browser could not read it");
        check(ReadError::NotUtf8(12), "its characters are not in UTF-8 (byte 13). Save it as UTF-8");
        check(
            ReadError::OtherEncoding("shift_jis".into()),
            "its characters are not in Japanese (Shift JIS). Choose another encoding",
        );
        check(ReadError::NoArticle, "no text of an article was found in it");
        check(
            ReadError::NoTable,
            "none of its sheets is a table of articles: a row for each, and a column with the texts",
        );
        check(
            ReadError::Document(DocumentFault::Locked),
            "the document is protected by a password. Save it without one",
        );
        check(
            ReadError::Document(DocumentFault::Doctype),
            "the document has a DOCTYPE, which could make it grow without end. Save it again in your word processor",
        );
        check(ReadError::Utf16, "its characters are in UTF-16. Save it as UTF-8");
        check(ReadError::Binary, "it is no text");
        check(
            ReadError::TooMany,
            "it has more than 20,000 articles, 1,000 labels, 500,000 annotations and 20,000 files in an archive",
        );
        let error = SyntaxError { line: 2, column: 12, expected: Token::Value, found: Some('\'') };
        check(ReadError::NotJson(error), "it is not JSON: “'” instead of a value at line 2, column 12");
        check(
            ReadError::Truncated { line: 2 },
            "it ends too early, in line 2. The download may be incomplete",
        );
        check(
            ReadError::HigherVersion { found: 2, known: 1 },
            "it is of version 2, and this page reads version 1. Open it with a newer Glossator",
        );
        let why = Refusal {
            expected: Expected::List,
            field: Some("annotations".into()),
            found: Unexpected::Json(Shape::Object),
        };
        check(why.into(), "expected a list at annotations, found an object");
    }

    #[test]
    fn a_file_of_another_program_is_named_by_what_it_holds() {
        let check = |found: UnknownFile, words: &str| {
            let known = "W3C Web Annotation, CSV, spaCy, Prodigy, doccano, Label Studio, brat, WebAnno TSV, UIMA \
                         CAS JSON, Hugging Face datasets";
            let words = format!(
                "nothing here reads it ({words}). Open articles as text, Word documents, web pages or tables, annotations as JSON from here or as one of these: {known}"
            );
            assert_eq!(read_error(&ReadError::Unknown(found)), words);
        };
        let number = Shape::Number("1".to_owned());
        check(UnknownFile::Values(2, number.clone()), "2 values, the first of them the number 1");
        check(UnknownFile::EmptyList, "an empty list");
        check(UnknownFile::Value(number), "the number 1");
        let names = ["a", "b"].map(str::to_owned).to_vec();
        check(UnknownFile::Object(names), "an object with “a”, “b”");
        check(UnknownFile::Text(Shape::of_text("a,b")), "the text “a,b”");
        check(UnknownFile::NoText, "no text in UTF-8");
        check(UnknownFile::Archive, "an archive without such a file");
        let check = |format: Option<Shape>, words: &str| {
            assert_eq!(
                read_error(&ReadError::NotOurs { format }),
                format!("it was not downloaded here: {words}")
            );
        };
        check(Some(Shape::of_text("brat")), "its “format” is the text “brat”");
        check(None, "it has no “format”");
    }

    #[test]
    fn an_archive_that_cannot_be_unpacked_is_refused_in_words() {
        let check = |fault: ArchiveFault, words: &str| {
            assert_eq!(read_error(&ReadError::Archive(fault)), words);
        };
        check(ArchiveFault::Damaged, "the archive is damaged");
        check(ArchiveFault::Locked, "the archive is encrypted, or packed in an unknown way");
        check(ArchiveFault::TooLarge, "the archive has more than 64 MB unpacked");
    }
}
