//! Words for imports: what a person should know about a file, a sentence for each finding.

use super::json::{character, shape, syntax_error, token};
use super::unread::{archive_fault, document_fault, other_file};
use glossator_core::import::{Expected, FilePart, Finding, Item, Refusal, Unexpected, UnknownFile, Untaken};

/// Sentence for a finding.
#[must_use]
pub fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Refused { part, why } => format!("Left out {}: {}.", file_part(part), refusal(part, why)),
        Finding::LeftOut { what, name, count } => format!("Left out {}.", untaken(*what, name, *count)),
        Finding::Counted { counting, count } => super::remarks::counting(*counting, *count),
        Finding::WithoutWords(1) => {
            "1 annotation has no words in the file. It stands where the file says. Nothing proves the place."
                .to_owned()
        }
        Finding::WithoutWords(count) => format!(
            "{count} annotations have no words in the file. They stand where the file says. Nothing proves the places."
        ),
        Finding::Nameless(id) => format!(
            "The file does not say which article it is about. Its annotations go to the open one, “{id}”."
        ),
        Finding::Moved { quote } => {
            format!("{} stands elsewhere than the file says. It was found by its words.", quoted(quote))
        }
        Finding::Unplaced { quote } => {
            format!("{} was not found, or in several places. It is kept without a place.", quoted(quote))
        }
        Finding::NewLabel(id) => format!("The label “{id}” is new here."),
        Finding::Added { kind, count } => super::remarks::added(kind, *count),
        Finding::NotPermitted { new, changed } => super::remarks::not_permitted(new, changed),
        Finding::Missing { what, name, count } => super::remarks::missing(*what, name, *count),
        Finding::CameBack { quote } => format!("{} was deleted here and comes back.", quoted(quote)),
        Finding::DocumentCameBack(id) => format!("The article “{id}” was removed here and comes back."),
        Finding::AddedBeside { id, new } => {
            format!("Another article here is called “{id}”. The file’s is added as “{new}”.")
        }
        Finding::WithoutText(id) => format!(
            "The text of the article “{id}” is neither here nor in the file. Its annotations are kept without a \
             place."
        ),
        Finding::WrongHash(id) => format!(
            "The article “{id}” was changed after the file was written: its hash does not fit its text."
        ),
    }
}

/// Reason why a part is left out, to stand behind a colon: “it is empty”; where only whoever made the file can do something
/// about it, “expected a label, found nothing”.
#[must_use]
pub fn refusal(part: &FilePart, why: &Refusal) -> String {
    let Refusal { expected: wanted, field, found } = why;
    if let Some(words) = plain(wanted, found) {
        return words;
    }
    let field = field.as_deref().map_or_else(String::new, |field| format!(" at {field}"));
    format!("expected {}{field}, found {}", expected(part, wanted), unexpected(found))
}

/// Reasons that everybody can do something about.
fn plain(wanted: &Expected, found: &Unexpected) -> Option<String> {
    Some(match (wanted, found) {
        (_, Unexpected::Unreadable(why)) => why.to_string(),
        (Expected::Readable, _) => "the browser could not read it".to_owned(),
        (Expected::Size(most), Unexpected::Size(size)) => {
            let [most, size] = [*most, *size].map(|size| size.div_ceil(1_000_000));
            format!("it has {size} MB, and {most} MB is the most that can be read")
        }
        (Expected::Fewer, _) => format!("it has more than {MOST}"),
        (Expected::Utf8, Unexpected::Byte(at)) => {
            format!("its characters are not in UTF-8 (byte {}). Save it as UTF-8", at + 1)
        }
        (_, Unexpected::Utf16) => "its characters are in UTF-16. Save it as UTF-8".to_owned(),
        (Expected::Encoding(label), _) => super::cuts::not_in(label),
        (_, Unexpected::Document(fault)) => document_fault(*fault).to_owned(),
        (Expected::OwnText, _) => "no text of an article was found in it".to_owned(),
        (Expected::TableOfArticles, _) => {
            "none of its sheets is a table of articles: a row for each, and a column with the texts"
                .to_owned()
        }
        (Expected::ColumnOfTexts, _) => "no column was found to be the texts. Say which one it is".to_owned(),
        (Expected::Archive, Unexpected::Archive(fault)) => archive_fault(*fault).to_owned(),
        (Expected::More, Unexpected::End(line)) => {
            format!("it ends too early, in line {line}. The download may be incomplete")
        }
        (Expected::VersionUpTo(known), Unexpected::Version(found)) => format!(
            "it is of version {found}, and this page reads version {known}. Open it with a newer Glossator"
        ),
        (_, Unexpected::Format(None)) => "it was not downloaded here: it has no “format”".to_owned(),
        (_, Unexpected::Format(Some(format))) => {
            format!("it was not downloaded here: its “format” is {}", shape(format))
        }
        (Expected::Json, Unexpected::NoJson(error)) => format!("it is not JSON: {}", syntax_error(error)),
        (_, Unexpected::File(UnknownFile::Empty)) => "it is empty".to_owned(),
        (_, Unexpected::File(UnknownFile::Binary)) => "it is no text".to_owned(),
        (_, Unexpected::File(UnknownFile::Other(sort))) => other_file(*sort),
        _ => return None,
    })
}

/// Things for which nothing here has room: “1,165 notes of the type “Lemma””.
pub(super) fn untaken(what: Untaken, name: &str, count: usize) -> String {
    let (one, many, of) = match what {
        Untaken::Notes => ("note", "notes", " of the type "),
        Untaken::Fields => ("value", "values", " of the field "),
        Untaken::Features => ("value", "values", " of the feature "),
        Untaken::Attributes => ("attribute", "attributes", " "),
        Untaken::Relations => ("relation that cannot be told", "relations that cannot be told", ": "),
        Untaken::Layers => ("annotation", "annotations", " of the layer "),
        Untaken::LabelsOfArticles => ("label of a whole article", "labels of whole articles", ": "),
        Untaken::Pages => ("page that is not in the file", "pages that are not in the file", ": "),
        Untaken::Texts => ("text", "texts", " called "),
        Untaken::Times => ("time that cannot be read", "times that cannot be read", ": "),
        Untaken::Sheets => {
            ("sheet that is no table of articles", "sheets that are no tables of articles", ": ")
        }
        Untaken::Files => ("file", "files", " of the kind "),
        Untaken::Answers => ("answer", "answers", " marked as "),
    };
    let things = if count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
    if name.is_empty() { things } else { format!("{things}{of}“{name}”") }
}

pub(super) fn file_part(FilePart { file, item }: &FilePart) -> String {
    let item = match item {
        Item::File => return file.as_deref().unwrap_or("the file").to_owned(),
        Item::Line(number) => format!("line {number}"),
        Item::Value(path) => path.to_string(),
        Item::ValueInLine(number, path) => format!("line {number} {path}"),
        Item::Article(id) => format!("the article “{id}”"),
        Item::Relation(id) => format!("the relation “{id}”"),
    };
    file.as_deref().map_or(item.clone(), |file| format!("{file}, {item}"))
}

pub(super) fn expected(part: &FilePart, expected: &Expected) -> String {
    let words = match expected {
        Expected::Json => "JSON",
        Expected::Token(piece) => token(*piece),
        Expected::Object => "an object",
        Expected::List => "a list",
        Expected::Text => "text",
        Expected::WholeNumber => "a whole number that is not negative",
        Expected::Flag => "true or false",
        Expected::Time => "a time like 2026-11-22T06:40:00.000Z",
        Expected::Uuid => "a UUID",
        Expected::Version => "a version from 1",
        Expected::OffsetUnit => "“unicode code points”",
        Expected::KindInFiles => "a kind of record that files have",
        Expected::Keepable => "a value that can be kept",
        Expected::Nesting(most) => return format!("at most {most} lists or objects in each other"),
        Expected::Label => "a label",
        Expected::Span(length) => return format!("a span of its text, {length} code points long"),
        Expected::SpanInUtf16 => "a span of its text in UTF-16 units",
        Expected::QuoteOrSpan(length) => {
            return format!("a quote or a span of its text, {length} code points long");
        }
        Expected::Quote => "words, as the text here is another one than that of the positions",
        Expected::TwoAnnotations => "two annotations of the file",
        Expected::OneAnnotation => "an annotation of the file",
        Expected::Article => "an article that is here or in the file",
        Expected::ArticleText => "its text, as this article is not here",
        Expected::Words => "some text",
        Expected::Once if matches!(part.item, Item::Article(_)) => "each article once",
        Expected::Once => "each id once",
        Expected::KnownFile => "what one of the known tools wrote",
        Expected::Cells(count) => return format!("{count} fields"),
        Expected::StartAndEnd => "whole numbers as start and end",
        Expected::RowWithText => "an object with a “text”",
        Expected::LabelledSpan => "a span with start, end and label",
        Expected::TaskWithText => "a task with a text",
        Expected::AnnotationWithResults => "an annotation with results",
        Expected::SpanOrRelation => "a span with labels, or a relation",
        Expected::FewerPages => "fewer pages in each other",
        Expected::PageItems => "annotations in the file",
        Expected::TargetWithSelector => "a target with a selector",
        Expected::TextSelector => "a selector of a text, by position or quote",
        Expected::TwoEnds => "two ends of a relation",
        Expected::TypeAndSpan => "a type and a span with those words",
        Expected::TypeAndArguments => "a type and two arguments",
        Expected::StandoffRecord => "a record of brat, such as a span (T), a relation (R) or a note (#)",
        Expected::TokenRow(columns) => return format!("a token in its place and {columns} columns"),
        Expected::TokensOfText => "tokens of the text",
        Expected::PeoplesLayer => "named entities or a layer of a project’s own",
        Expected::ViewWithText => "a view with a text",
        Expected::Readable => "a file that the browser can read",
        Expected::Entry => "an entry of the store",
        Expected::Size(most) => return format!("at most {} MB", most / 1_000_000),
        Expected::Utf8 => "text in UTF-8",
        Expected::Encoding(label) => return format!("text in {label}"),
        Expected::Document => "a document that can be read",
        Expected::OwnText => "the text of an article",
        Expected::TableOfArticles => "a sheet with a table of articles",
        Expected::ColumnOfTexts => "a column with texts",
        Expected::Archive => "a ZIP or tar archive",
        Expected::Fewer => return format!("at most {MOST}"),
        Expected::More => "more",
        Expected::OurFile => "a file that Glossator downloaded (with \"format\": \"glossator\")",
        Expected::Codebook => "a codebook (its first element is CodeBook)",
        Expected::Xml => "XML",
        Expected::NoDocumentType => "XML without a document type",
        Expected::VersionUpTo(known) => return format!("version {known} of the format at most"),
    };
    words.to_owned()
}

pub(super) fn unexpected(found: &Unexpected) -> String {
    match found {
        Unexpected::Nothing => "nothing".to_owned(),
        Unexpected::Again => "it again".to_owned(),
        Unexpected::IdAgain(id) => format!("{id} again"),
        Unexpected::More => "more".to_owned(),
        Unexpected::Several(name) => format!("several called “{name}”"),
        Unexpected::Count(count) => count.to_string(),
        Unexpected::Json(value) => shape(value),
        Unexpected::BrokenEscape => "an escape that makes no sense".to_owned(),
        Unexpected::Character(found) => character(*found),
        Unexpected::NoJson(error) => syntax_error(error),
        Unexpected::Word(word) => format!("“{word}”"),
        Unexpected::NoNumbers([start, end]) => format!("“{start}” and “{end}”"),
        Unexpected::Ends(ends) => {
            let [start, end] = ends.map(|end| end.map_or("nothing".to_owned(), |end| end.to_string()));
            format!("{start} to {end}")
        }
        Unexpected::Unquoted([start, end]) => format!("{start} to {end} without a quote"),
        Unexpected::Misplaced(words, place) => format!("“{words}” at {place}"),
        Unexpected::Columns(begins, count) => format!("“{begins}” and {count}"),
        Unexpected::Kind(kind) => kind.to_string(),
        Unexpected::WhiteSpace => "nothing but white space".to_owned(),
        Unexpected::File(file) => unknown_file(file),
        Unexpected::Unreadable(why) => why.to_string(),
        Unexpected::Version(number) => format!("version {number}: open it with a newer Glossator"),
        Unexpected::Size(size) => format!("{} MB", size.div_ceil(1_000_000)),
        Unexpected::Byte(at) => {
            format!("other bytes at byte {}: save it as UTF-8 and open it again", at + 1)
        }
        Unexpected::Utf16 => "UTF-16: save it as UTF-8 and open it again".to_owned(),
        Unexpected::BrokenXml => "a part that is not closed, or a sign that stands for nothing".to_owned(),
        Unexpected::DocumentType => "a document type: take the line with DOCTYPE away".to_owned(),
        Unexpected::OtherBytes => "other bytes".to_owned(),
        Unexpected::Document(fault) => document_fault(*fault).to_owned(),
        Unexpected::Archive(fault) => archive_fault(*fault).to_owned(),
        Unexpected::End(line) => format!("its end in line {line}; the download may be incomplete"),
        Unexpected::Format(format) => {
            format!("\"format\" with {}", format.as_ref().map_or_else(|| "nothing".to_owned(), shape))
        }
    }
}

/// Largest numbers of what is read.
const MOST: &str = "20,000 articles, 1,000 labels, 500,000 annotations and 20,000 files in an archive";

/// Contents of a file that nobody here knows.
pub(super) fn unknown_file(file: &UnknownFile) -> String {
    match file {
        UnknownFile::Empty => "an empty file".to_owned(),
        UnknownFile::Binary => "a binary file".to_owned(),
        UnknownFile::NoText => "no text in UTF-8".to_owned(),
        UnknownFile::Text(value) | UnknownFile::Value(value) => shape(value),
        UnknownFile::EmptyList => "an empty list".to_owned(),
        UnknownFile::Object(names) => {
            let names: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
            format!("an object with {}", names.join(", "))
        }
        UnknownFile::Values(count, first) => format!("{count} values, the first of them {}", shape(first)),
        UnknownFile::Archive => "an archive without such a file".to_owned(),
        UnknownFile::Other(sort) => other_file(*sort),
    }
}

/// Words in curly quotes. Long claims are cut: a message only has to say which one is meant.
pub(super) fn quoted(quote: &str) -> String {
    const LONGEST: usize = 80;
    match quote.char_indices().nth(LONGEST) {
        _ if quote.is_empty() => "An annotation without words".to_owned(),
        Some((cut, _)) => format!("“{}…”", &quote[..cut]),
        None => format!("“{quote}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glossator_core::json::Shape;
    use glossator_core::model::annotation::AnnotationId;
    use glossator_core::model::record::Kind;

    fn check(found: &Finding, words: &str) {
        assert_eq!(finding(found), words);
    }

    #[test]
    fn each_finding_is_a_sentence() {
        check(
            &Finding::Moved { quote: "Erdogan".into() },
            "“Erdogan” stands elsewhere than the file says. It was found by its words.",
        );
        check(
            &Finding::Unplaced { quote: "".into() },
            "An annotation without words was not found, or in several places. It is kept without a place.",
        );
        let left_out = |what, name: &str, count| Finding::LeftOut { what, name: name.into(), count };
        check(&left_out(Untaken::Notes, "Lemma", 2), "Left out 2 notes of the type “Lemma”.");
        check(&left_out(Untaken::Pages, "", 1), "Left out 1 page that is not in the file.");
        check(&Finding::NewLabel("x".into()), "The label “x” is new here.");
        check(&Finding::CameBack { quote: "Ana".into() }, "“Ana” was deleted here and comes back.");
        check(&Finding::DocumentCameBack("a".into()), "The article “a” was removed here and comes back.");
        check(
            &Finding::AddedBeside { id: "a".into(), new: "a (2)".into() },
            "Another article here is called “a”. The file’s is added as “a (2)”.",
        );
        check(
            &Finding::WithoutText("a".into()),
            "The text of the article “a” is neither here nor in the file. Its annotations are kept without a place.",
        );
        check(
            &Finding::WrongHash("a".into()),
            "The article “a” was changed after the file was written: its hash does not fit its text.",
        );
    }

    #[test]
    fn long_words_are_cut() {
        let long = "a claim that goes on ".repeat(10);
        let cut: String = long.chars().take(80).collect();
        let words = format!("“{cut}…” was not found, or in several places. It is kept without a place.");
        check(&Finding::Unplaced { quote: long.into() }, &words);
    }

    #[test]
    fn what_is_left_out_is_named_with_its_place() {
        let check = |part: FilePart, words: &str| {
            let why = Refusal::new(Expected::Label, Unexpected::Nothing);
            let words = format!("Left out {words}: expected a label, found nothing.");
            check(&Finding::Refused { part, why }, &words);
        };
        let of = |item| FilePart { file: None, item };
        check(of(Item::File), "the file");
        check(of(Item::Article("a".into())), "the article “a”");
        check(of(Item::Relation("r".into())), "the relation “r”");
        check(FilePart::line(3), "line 3");
        check(FilePart::line(3).inside("label[2]"), "line 3 label[2]");
        check(FilePart::value("annotations[5]"), "annotations[5]");
        check(FilePart { file: Some("x/a.csv".into()), item: Item::File }, "x/a.csv");
        check(FilePart { file: Some("x/a.csv".into()), item: Item::Line(2) }, "x/a.csv, line 2");
    }

    #[test]
    fn a_refusal_says_what_was_expected_and_found() {
        let check = |expected: Expected, found: Unexpected, words: &str| {
            let (part, why) = (FilePart::default(), Refusal::new(expected, found));
            check(&Finding::Refused { part, why }, &format!("Left out the file: expected {words}."));
        };
        let word = |word: &str| Unexpected::Word(word.into());
        let json = |text: &str| Unexpected::Json(Shape::of_text(text));
        check(Expected::Json, json("a"), "JSON, found the text “a”");
        check(
            Expected::QuoteOrSpan(44),
            Unexpected::Unquoted([40, 45]),
            "a quote or a span of its text, 44 code points long, found 40 to 45 without a quote",
        );
        check(
            Expected::Span(9),
            Unexpected::Ends([Some(0), Some(99)]),
            "a span of its text, 9 code points long, found 0 to 99",
        );
        check(
            Expected::SpanInUtf16,
            Unexpected::Ends([None, Some(1)]),
            "a span of its text in UTF-16 units, found nothing to 1",
        );
        check(Expected::Article, word("z"), "an article that is here or in the file, found “z”");
        check(Expected::TwoAnnotations, word("T9"), "two annotations of the file, found “T9”");
        check(Expected::Words, Unexpected::WhiteSpace, "some text, found nothing but white space");
        let id = AnnotationId::parse("0192f000-0000-7000-8000-000000000001").expect("a UUID");
        check(
            Expected::Once,
            Unexpected::IdAgain(id),
            "each id once, found 0192f000-0000-7000-8000-000000000001 again",
        );
        check(Expected::Cells(6), Unexpected::Count(2), "6 fields, found 2");
        check(
            Expected::StartAndEnd,
            Unexpected::NoNumbers(["x".into(), "5".into()]),
            "whole numbers as start and end, found “x” and “5”",
        );
        check(
            Expected::TokenRow(7),
            Unexpected::Columns("1-4 11".into(), 0),
            "a token in its place and 7 columns, found “1-4 11” and 0",
        );
        check(
            Expected::TokensOfText,
            Unexpected::Misplaced("Eva".into(), "3-6".into()),
            "tokens of the text, found “Eva” at 3-6",
        );
        check(
            Expected::Nesting(64),
            Unexpected::More,
            "at most 64 lists or objects in each other, found more",
        );
        check(
            Expected::Keepable,
            Unexpected::BrokenEscape,
            "a value that can be kept, found an escape that makes no sense",
        );
        check(
            Expected::KindInFiles,
            Unexpected::Kind(Kind::Setting),
            "a kind of record that files have, found setting",
        );
        check(
            Expected::KnownFile,
            Unexpected::File(UnknownFile::Object(vec!["name".to_owned()])),
            "what one of the known tools wrote, found an object with “name”",
        );
    }

    #[test]
    fn a_part_that_comes_twice_is_named_as_what_it_is() {
        let check = |item: Item, words: &str| {
            let (part, why) =
                (FilePart { file: None, item }, Refusal::new(Expected::Once, Unexpected::Again));
            check(&Finding::Refused { part, why }, words);
        };
        check(
            Item::Article("b".into()),
            "Left out the article “b”: expected each article once, found it again.",
        );
        check(
            Item::Relation("r".into()),
            "Left out the relation “r”: expected each id once, found it again.",
        );
    }

    #[test]
    fn a_field_that_is_wrong_is_named() {
        let why = Refusal {
            expected: Expected::WholeNumber,
            field: Some("annotations[5].start".into()),
            found: Unexpected::Json(Shape::Number("-1".to_owned())),
        };
        check(
            &Finding::Refused { part: FilePart::value("annotations[5]"), why },
            "Left out annotations[5]: expected a whole number that is not negative at annotations[5].start, found \
             the number -1.",
        );
    }
}
