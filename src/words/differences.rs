//! Words for differences between files and what is here: what differs, and the choices there are.

use super::{counted, quoted};
use glossator_core::import::{ArticleChoice, Because, Change, Content, Difference, Doubt, Sort, Version};
use glossator_core::model::label::{LabelId, LabelSet};
use glossator_core::model::record::Field;

/// The heading over articles in doubt.
#[must_use]
pub fn doubts(count: usize) -> String {
    format!("{} may be here already", counted(count, "article"))
}

/// The heading over records that differ.
#[must_use]
pub fn differing(count: usize) -> String {
    if count == 1 { "1 differs".to_owned() } else { format!("{count} differ") }
}

/// The heading over annotations that are not in the files.
#[must_use]
pub fn absent(count: usize) -> String {
    if count == 1 { "1 is only here".to_owned() } else { format!("{count} are only here") }
}

/// The rest of a long list, which only the buttons above it reach.
#[must_use]
pub fn rest(count: usize) -> String {
    format!("… and {count} more. The buttons above are for all.")
}

/// The reason for a doubt.
#[must_use]
pub fn doubt(Doubt { id, here, because, .. }: &Doubt) -> String {
    let (id, here) = (quoted(&id.0), quoted(&here.0));
    match because {
        Because::SameText => format!("{id} has the same text as {here} here."),
        Because::OtherSpelling => {
            format!("{id} is here, with other line ends, blanks or accents.")
        }
        Because::OtherText => format!("{id} has another text here."),
    }
}

/// A choice about an article in doubt.
#[must_use]
pub fn article_choice(doubt: &Doubt, choice: ArticleChoice) -> String {
    match choice {
        ArticleChoice::Here if doubt.because == Because::OtherText => {
            "Keep the text here, find the places by their words".to_owned()
        }
        ArticleChoice::Here => "It is that article".to_owned(),
        ArticleChoice::NewVersion => "It is a new version".to_owned(),
        ArticleChoice::Apart => format!("It is another article, {}", quoted(&doubt.apart.0)),
    }
}

/// The same choice about all of them.
#[must_use]
pub fn all_articles(choice: ArticleChoice) -> &'static str {
    match choice {
        ArticleChoice::Here => "All as they are here",
        ArticleChoice::NewVersion => "All new versions",
        ArticleChoice::Apart => "All other articles",
    }
}

/// The versions that can be chosen for a difference, each in words.
#[must_use]
pub fn versions(difference: &Difference) -> &'static [(Version, &'static str)] {
    match difference.sort {
        Sort::Absent => &[(Version::Ours, "Keep it"), (Version::Files, "Delete it")],
        Sort::Changed(_) => &[(Version::Ours, "Yours"), (Version::Files, "The file’s")],
        Sort::Resembles(_) => {
            &[(Version::Ours, "Yours"), (Version::Files, "The file’s"), (Version::Both, "Both")]
        }
    }
}

/// The name of a field that differs.
#[must_use]
pub fn name(field: &Field) -> String {
    match field {
        Field::Document => "article".to_owned(),
        Field::Target => "words".to_owned(),
        Field::Foreign(name) => name.to_string(),
        field => field.to_string(),
    }
}

/// Its content here, and in the file.
#[must_use]
pub fn contents(Change { field, ours, files }: &Change, labels: &LabelSet) -> [String; 2] {
    [ours, files].map(|content| content_words(field, content, labels))
}

fn content_words(field: &Field, content: &Content, labels: &LabelSet) -> String {
    match content {
        Content::Nothing => "none".to_owned(),
        Content::Text(label) if *field == Field::Label => labels.name(&LabelId(label.clone())).to_owned(),
        Content::Text(text) => quoted(text),
        Content::Place(words, Some(start)) => format!("{} at {start}", quoted(words)),
        Content::Place(words, None) => format!("{} without a place", quoted(words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_what_is_here_and_what_is_in_the_file() {
        let check = |field: Field, ours: Content, files: Content, words: &str| {
            let change = Change { field, ours, files };
            let [ours, files] = contents(&change, &LabelSet::default());
            let said = format!("{}: {ours} here, {files} in the file", name(&change.field));
            assert_eq!(said.replace(['\u{2068}', '\u{2069}'], ""), words);
        };
        let text = |text: &str| Content::Text(text.into());
        check(Field::Label, text("actor"), text("claim"), "label: actor here, claim in the file");
        check(Field::Note, Content::Nothing, text("who?"), "note: none here, “who?” in the file");
        check(
            Field::Target,
            Content::Place("Ivo".into(), Some(9)),
            Content::Place("met Ivo".into(), Some(5)),
            "words: “Ivo” at 9 here, “met Ivo” at 5 in the file",
        );
        check(
            Field::Target,
            Content::Place("Ivo".into(), Some(9)),
            Content::Place("Ivor".into(), None),
            "words: “Ivo” at 9 here, “Ivor” without a place in the file",
        );
        check(Field::Foreign("score".into()), text("1"), text("2"), "score: “1” here, “2” in the file");
    }

    #[test]
    fn a_doubt_says_why_and_each_choice_what_comes_of_it() {
        let check = |because: Because, words: &str, here: &str| {
            let doubt = Doubt {
                id: "n".into(),
                here: "m".into(),
                apart: "n (2)".into(),
                because,
                choices: vec![ArticleChoice::Here],
                chosen: ArticleChoice::Here,
            };
            let plain = |words: String| words.replace(['\u{2068}', '\u{2069}'], "");
            assert_eq!(plain(super::doubt(&doubt)), words);
            assert_eq!(article_choice(&doubt, ArticleChoice::Here), here);
            assert_eq!(plain(article_choice(&doubt, ArticleChoice::Apart)), "It is another article, “n (2)”");
        };
        let same = "It is that article";
        check(Because::SameText, "“n” has the same text as “m” here.", same);
        check(Because::OtherSpelling, "“n” is here, with other line ends, blanks or accents.", same);
        check(
            Because::OtherText,
            "“n” has another text here.",
            "Keep the text here, find the places by their words",
        );
    }
}
