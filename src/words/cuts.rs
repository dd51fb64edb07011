//! Words for articles that were cut out of files: what was found, where, and what was left out.

use super::{capital, counted};
use crate::features::import::state::Called;
use glossator_core::import::{ArticleFile, EncodingFrom, FieldFrom, LeftOutBecause, Meaning};
use std::borrow::Cow;

/// Numbers of what was cut out of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Articles with a date.
    pub dated: usize,
    /// Articles with an outlet.
    pub with_outlet: usize,
    /// Articles that are here already.
    pub known: usize,
    /// Articles with the text of another one here.
    pub same: usize,
    /// Articles that a person leaves out.
    pub left_out: usize,
}

/// The sentences above the articles: "“nexis.docx” has 37 articles. 36 have a date, all have an outlet."
#[must_use]
pub fn summary(called: &Called, counts: Counts) -> String {
    let Counts { articles, dated, with_outlet, known, same, left_out } = counts;
    let what = counted(articles, "article");
    let found = match called {
        Called::File(name) if articles == 1 => format!("“{name}” is 1 article."),
        Called::File(name) => format!("“{name}” was cut into {what}."),
        Called::Files(files) => format!("{} are {what}.", counted(*files, "file")),
    };
    let have = |count: usize, thing: &str| match count {
        0 => format!("none has {thing}"),
        count if count == articles => format!("all have {thing}"),
        1 => format!("1 has {thing}"),
        count => format!("{count} have {thing}"),
    };
    let has = match (dated, with_outlet) {
        (0, 0) if articles == 1 => "It has no date and no outlet.".to_owned(),
        (0, _) if articles == 1 => "It has an outlet and no date.".to_owned(),
        (_, 0) if articles == 1 => "It has a date and no outlet.".to_owned(),
        _ if articles == 1 => "It has a date and an outlet.".to_owned(),
        _ => capital(&format!("{}, {}.", have(dated, "a date"), have(with_outlet, "an outlet"))),
    };
    // Of the only one nothing is counted.
    let those = |count: usize, one: &str, many: &str| match count {
        1 if articles == 1 => format!("It {one}."),
        1 => format!("1 {one}."),
        count => format!("{count} {many}."),
    };
    let mut sentences = vec![found, has];
    if known > 0 {
        sentences.push(those(known, "is here already", "are here already"));
    }
    if same > 0 {
        sentences.push(those(same, "has the text of an article here", "have the text of an article here"));
    }
    if left_out > 0 {
        sentences.push(those(left_out, "is left out", "are left out"));
    }
    sentences.join(" ")
}

/// The name of the button that takes articles in, with all else that comes with them.
#[must_use]
pub fn add(articles: usize) -> String {
    format!("Add {}", counted(articles, "article"))
}

/// The chip that shows articles without an attribute.
#[must_use]
pub fn without(thing: &str) -> String {
    format!("Without {thing} ")
}

/// The sort of a file.
#[must_use]
pub fn kind(kind: ArticleFile) -> &'static str {
    match kind {
        ArticleFile::Text => "text",
        ArticleFile::Markdown => "Markdown",
        ArticleFile::WebPage | ArticleFile::WebArchive => "web page",
        ArticleFile::Word => "Word",
        ArticleFile::OpenDocument => "OpenDocument",
        ArticleFile::RichText => "RTF",
        ArticleFile::Table | ArticleFile::Rows => "table",
        ArticleFile::Workbook => "Excel",
        ArticleFile::Nexis => "Nexis",
        ArticleFile::Factiva => "Factiva",
        ArticleFile::ProQuest => "ProQuest",
        ArticleFile::Trafilatura => "trafilatura",
    }
}

/// The place where an attribute was found.
#[must_use]
pub fn from(from: &FieldFrom) -> Cow<'static, str> {
    match from {
        FieldFrom::FileName => "from the file’s name".into(),
        FieldFrom::Piece(number) => format!("paragraph {}", number + 1).into(),
        FieldFrom::JsonLd => "from the page’s data".into(),
        FieldFrom::Element(name) | FieldFrom::Named(name) => format!("from “{name}”").into(),
        FieldFrom::Address => "from the address".into(),
    }
}

/// The reason why a paragraph is left out.
#[must_use]
pub fn because(because: &LeftOutBecause) -> Cow<'static, str> {
    match because {
        LeftOutBecause::Says(attribute) => format!("says the {attribute}").into(),
        LeftOutBecause::Database => "of the database".into(),
        LeftOutBecause::Related => "leads elsewhere".into(),
        LeftOutBecause::Page => "of the page".into(),
        LeftOutBecause::Advertisement => "advertisement".into(),
        LeftOutBecause::Caption => "caption".into(),
        LeftOutBecause::Comment => "comment".into(),
        LeftOutBecause::Margin => "note or margin".into(),
        LeftOutBecause::Choice => "left out by you".into(),
    }
}

/// The length of an article and what is left out of it: "2 paragraphs left out, 513 words".
#[must_use]
pub fn whole(left_out: usize, length: &str) -> String {
    match left_out {
        0 => format!("whole, {length}"),
        count => format!("{} left out, {length}", counted(count, "paragraph")),
    }
}

/// An article with the text of that one here.
#[must_use]
pub fn same(title: &str) -> String {
    format!("same text as {}", super::quoted(title))
}

/// The question about the encoding of a file.
#[must_use]
pub fn encoding(because: EncodingFrom) -> &'static str {
    match because {
        EncodingFrom::Guess => "was guessed to be in",
        EncodingFrom::Mixed => "has parts in Windows-1252; the rest was guessed to be in",
        EncodingFrom::Choice => "is read as",
        EncodingFrom::Mark | EncodingFrom::Declared | EncodingFrom::Certain => "is in",
    }
}

/// Encodings to choose from, with what people call them.
pub const ENCODINGS: [(&str, &str); 22] = [
    ("utf-8", "UTF-8"),
    ("windows-1252", "Western (Windows-1252)"),
    ("utf-16le", "UTF-16 LE"),
    ("utf-16be", "UTF-16 BE"),
    ("macintosh", "Western (Mac)"),
    ("iso-8859-15", "Western (ISO 8859-15)"),
    ("windows-1250", "Central European (Windows-1250)"),
    ("iso-8859-2", "Central European (ISO 8859-2)"),
    ("windows-1251", "Cyrillic (Windows-1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("windows-1253", "Greek (Windows-1253)"),
    ("windows-1254", "Turkish (Windows-1254)"),
    ("windows-1255", "Hebrew (Windows-1255)"),
    ("windows-1256", "Arabic (Windows-1256)"),
    ("windows-1257", "Baltic (Windows-1257)"),
    ("windows-1258", "Vietnamese (Windows-1258)"),
    ("windows-874", "Thai (Windows-874)"),
    ("gb18030", "Chinese (GB 18030)"),
    ("big5", "Chinese (Big5)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc-jp", "Japanese (EUC-JP)"),
    ("euc-kr", "Korean (EUC-KR)"),
];

/// A file that is not in that encoding.
#[must_use]
pub fn not_in(label: &str) -> String {
    let name = ENCODINGS.iter().find(|(other, _)| *other == label).map_or(label, |(_, name)| *name);
    format!("its characters are not in {name}. Choose another encoding")
}

/// The meaning of a column.
#[must_use]
pub fn meaning(meaning: &Meaning, name: impl Fn(&str) -> String) -> String {
    match meaning {
        Meaning::Text => "Text".to_owned(),
        Meaning::Id => "Id".to_owned(),
        Meaning::Attribute(id) => name(id),
        Meaning::Field => "Keep as it is".to_owned(),
        Meaning::Nothing => "Leave out".to_owned(),
    }
}

/// A table without a column for the text.
pub const NO_TEXT: &str = "Say which column is the text. Without it no article comes out of this table.";
/// The effect of choosing what columns are.
pub const REMEMBERED: &str = "The choice is remembered for tables with the same head.";
/// The files themselves.
pub const NOT_KEPT: &str = "Nothing is added yet. The file itself is not kept.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cut_is_counted() {
        let counts =
            |articles, dated, with_outlet| Counts { articles, dated, with_outlet, ..Counts::default() };
        let one = Called::File("nexis.docx".into());
        assert_eq!(
            summary(&one, counts(37, 36, 37)),
            "“nexis.docx” was cut into 37 articles. 36 have a date, all have an outlet."
        );
        assert_eq!(
            summary(&one, counts(1, 0, 1)),
            "“nexis.docx” is 1 article. It has an outlet and no date."
        );
        let one_here = Counts { known: 1, ..counts(1, 1, 1) };
        assert_eq!(
            summary(&one, one_here),
            "“nexis.docx” is 1 article. It has a date and an outlet. It is here already."
        );
        let some = Counts { known: 2, left_out: 1, ..counts(3, 1, 0) };
        assert_eq!(
            summary(&Called::Files(2), some),
            "2 files are 3 articles. 1 has a date, none has an outlet. 2 are here already. 1 is left out."
        );
    }
}
