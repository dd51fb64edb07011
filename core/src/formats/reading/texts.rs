//! Texts: of several in one record, the one in which spans stand.
//!
//! Tools name their controls, not the fields of the data, so the words of the spans decide. It knows no format.

use super::intake::Intake;
use crate::text::Text;
use crate::text::offset::CodePointOffset;

/// Names of the field with the text, the most usual first: of most tools, of doccano, and of those that gather news.
pub const TEXTS: [&str; 6] = ["text", "data", "maintext", "body", "content", "raw_text"];

/// Name that a record has in its file.
pub struct Name<'a> {
    /// Name of the file without its ending.
    pub stem: &'a str,
    /// Id of its own; or else empty, as the others.
    pub id: &'a str,
    /// Number that its tool gave it.
    pub number: &'a str,
    pub title: &'a str,
}

/// Texts of a record by the names of their fields.
pub struct Texts {
    all: Vec<(String, String)>,
    /// Place of the article's text; the others may have articles of their own beside it.
    main: usize,
    /// Articles of those that have one.
    articles: Vec<Option<usize>>,
}

/// Positions of a span, and its words.
pub type Ends = (u64, u64, String);

impl Texts {
    /// Texts of a record, of which the main one has a usual name or is the longest; `None` where there is none.
    pub fn new(all: Vec<(String, String)>) -> Option<Self> {
        let of_name = |name: &str| all.iter().position(|(other, text)| other == name && !text.is_empty());
        let longest = || (0..all.len()).rev().max_by_key(|place| all[*place].1.len());
        let main = TEXTS.iter().find_map(|name| of_name(name)).or_else(longest)?;
        Some(Self { articles: vec![None; all.len()], all, main })
    }

    pub fn are_many(&self) -> bool {
        self.all.len() > 1
    }

    /// Takes the main text in as an article.
    pub fn take_main(&mut self, name: &Name<'_>, intake: &mut Intake) -> usize {
        let text = &self.all[self.main].1;
        let article = match name {
            Name { id: "", number: "", .. } => intake.article(name.stem, "", name.title, text),
            Name { id: "", .. } => intake.numbered_article(name.stem, name.number, name.title, text),
            _ => intake.article(name.stem, name.id, name.title, text),
        };
        self.articles[self.main] = Some(article);
        article
    }

    /// Article of spans, taken in if it is not yet: the text that their control names, or the one in which the most words
    /// stand where the spans say.
    pub fn home(&mut self, named: &str, spans: &[Ends], name: &Name<'_>, intake: &mut Intake) -> usize {
        let place = self.place(named, spans, intake);
        if let Some(article) = self.articles[place] {
            return article;
        }
        let (field, text) = &self.all[place];
        let article = if name.id.is_empty() {
            // The main text has the number of its article, where the tool gave it none.
            let number = self.articles[self.main].map(|main| (main + 1).to_string()).unwrap_or_default();
            let number = if name.number.is_empty() { &number } else { name.number };
            intake.numbered_article(name.stem, &format!("{number} {field}"), "", text)
        } else {
            intake.article(name.stem, &format!("{} {field}", name.id), "", text)
        };
        self.articles[place] = Some(article);
        article
    }

    fn place(&self, named: &str, spans: &[Ends], intake: &Intake) -> usize {
        let named = self.all.iter().position(|(name, _)| name == named);
        let others = (0..self.all.len()).filter(|place| *place != self.main);
        let mut best = (named.unwrap_or(self.main), 0);
        for place in named.into_iter().chain([self.main]).chain(others) {
            if best.1 == spans.len() {
                break;
            }
            let standing = self.standing(place, spans, intake);
            if standing > best.1 {
                best = (place, standing);
            }
        }
        best.0
    }

    /// Number of spans whose words stand in that text where they say.
    fn standing(&self, place: usize, spans: &[Ends], intake: &Intake) -> usize {
        let stands = |words: Option<&str>, said: &str| words.is_some_and(|words| is_said(words, said));
        if let Some(article) = self.articles[place] {
            return spans
                .iter()
                .filter(|(start, end, said)| stands(intake.words(article, *start, *end), said))
                .count();
        }
        let text = Text::new(&*self.all[place].1);
        let words = |start, end| {
            let span = text.span(CodePointOffset::from_number(start), CodePointOffset::from_number(end))?;
            Some(span.of(text.content()))
        };
        spans.iter().filter(|(start, end, said)| stands(words(*start, *end), said)).count()
    }

    /// Names of the texts that became articles.
    pub fn taken(&self) -> impl Iterator<Item = &str> {
        let taken = self.all.iter().zip(&self.articles).filter(|(_, article)| article.is_some());
        taken.map(|((name, _), _)| &**name)
    }
}

/// True if those are the words as a file has them: Label Studio writes a line end as a backslash and an n.
pub fn is_said(words: &str, said: &str) -> bool {
    words == said || words.contains('\n') && words.replace('\n', "\\n") == said
}
