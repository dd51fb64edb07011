//! Properties of imports: twice is once, the order of files does not matter, and what is chosen to stay stays.

use super::edits::{deed, live};
use super::*;
use crate::foreign::{spans, written};
use glossator_core::formats::FORMATS;
use glossator_core::import::{Because, Choices, Sort, Version};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::{Field, RecordKey, Value as Content};
use glossator_core::text::counting::{Explained, explain};
use glossator_core::text::spelling::{Alignment, is_alike};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Somebody else who begins with the same articles, and whose ids are others.
fn somebody_else() -> Fixture {
    let mut it = Fixture { corpus: Corpus::new(TEXTS), ..start() };
    it.moment.annotator = AnnotatorId(uuid::Uuid::from_u128(0xb));
    it.moment.random = 1 << 40;
    it
}

fn apply(it: &mut Fixture, incoming: &Incoming, choices: &Choices) -> bool {
    let moment = it.next_moment();
    let transaction = import::plan_with(&it.corpus, incoming, choices, &moment).transaction;
    let is_new = transaction.is_some();
    if let Some(transaction) = transaction {
        it.apply(transaction);
    }
    is_new
}

/// Fields of a record that people see.
fn seen(it: &Fixture, key: &RecordKey) -> Vec<Option<Content>> {
    let fields = [Field::Label, Field::Note, Field::Target, Field::Annotator, Field::Deleted, Field::Title];
    let record = it.corpus.record(key).expect("a record that differs is here");
    fields.iter().map(|field| record.value(field).cloned()).collect()
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_file_twice_is_a_file_once_whatever_is_chosen(
        ours in vec(deed(), 0..16),
        theirs in vec(deed(), 0..16),
        version in select(&[Version::Ours, Version::Files, Version::Both][..]),
        is_same_person: bool,
    ) {
        let mut here = start();
        live(&mut here, &ours);
        let mut there = if is_same_person { start() } else { somebody_else() };
        live(&mut there, &theirs);
        for format in FORMATS.into_iter().filter(|format| format.is_read()) {
            let files = written(format, &there.corpus);
            let Ok(incoming) = formats::read_together(&files) else { continue };
            let mut it = here.clone();
            let report = import::plan(&it.corpus, &incoming, &it.moment).report;
            let versions = report.differences.iter().map(|it| (it.record.clone(), version)).collect();
            let choices = Choices { versions, ..Choices::default() };
            let before: Vec<_> = report.differences.iter().map(|one| seen(&it, &one.record)).collect();
            apply(&mut it, &incoming, &choices);
            if version == Version::Ours {
                let after: Vec<_> = report.differences.iter().map(|one| seen(&it, &one.record)).collect();
                prop_assert_eq!(before, after, "{}", format.id);
            } else if version == Version::Files {
                let left = import::plan(&it.corpus, &incoming, &it.moment).report;
                // Annotations that came in may be the first that the file shares with what is here.
                let are_absent = left.differences.iter().all(|one| one.sort == Sort::Absent);
                prop_assert!(are_absent, "{}: {:?}", format.id, left.differences);
            }
            prop_assert!(!apply(&mut it, &incoming, &choices), "{} a second time", format.id);
        }
    }

    #[test]
    fn the_order_of_two_peoples_files_does_not_matter(ours in vec(deed(), 0..12), theirs in vec(deed(), 0..12)) {
        let mut one = start();
        live(&mut one, &ours);
        let mut other = somebody_else();
        live(&mut other, &theirs);
        for format in FORMATS.into_iter().filter(|format| ["csv", "w3c", "hugging-face"].contains(&format.id)) {
            let files = [&one, &other].map(|it| formats::read_together(&written(format, &it.corpus)));
            let [Ok(first), Ok(second)] = &files else { continue };
            let [there, back] = [[first, second], [second, first]].map(|files| {
                let mut it = Fixture { corpus: Corpus::new(TEXTS), ..start() };
                let mut has_two_texts = false;
                for incoming in files {
                    let report = import::plan(&it.corpus, incoming, &it.moment).report;
                    has_two_texts |= report.doubts.iter().any(|doubt| doubt.because == Because::OtherText);
                    apply(&mut it, incoming, &Choices::default());
                }
                // The choice between two texts of an article is a question; unasked it is the first.
                (!has_two_texts).then(|| spans(&it.corpus))
            });
            prop_assert_eq!(there, back, "{}", format.id);
        }
    }

    #[test]
    fn a_text_is_aligned_with_each_of_its_spellings(content in text(), borders in vec(any::<Index>(), 0..8)) {
        let lines = content.replace("\r\n", "\n");
        for other in [
            lines.clone(),
            lines.replace('\n', "\r\n"),
            content.nfc().collect::<String>(),
            content.nfd().collect::<String>(),
            format!("\u{feff}{content}"),
            format!("{content}\r\n\n"),
        ] {
            let alignment = Alignment::of(&content, &other);
            prop_assert!(alignment.is_some(), "{:?} {:?}", content, other);
            let alignment = alignment.expect("alike");
            let characters: Vec<_> = content.char_indices().map(|(at, _)| at).collect();
            let mut found: Vec<_> = borders
                .iter()
                .filter(|_| !characters.is_empty())
                .map(|index| characters[index.index(characters.len())])
                .filter_map(|at| Some((at, alignment.follow(at)?)))
                .collect();
            found.sort_unstable();
            for pair in found.windows(2) {
                let [(from, to), (upto, until)] = [pair[0], pair[1]];
                prop_assert!(to <= until && other.is_char_boundary(to) && other.is_char_boundary(until));
                prop_assert!(is_alike(content[from..upto].trim(), other[to..until].trim()));
            }
        }
    }

    #[test]
    fn positions_that_count_in_a_spelling_are_explained(
        content in text(),
        tags in vec((any::<Index>(), any::<Index>(), 0..3_usize), 1..6),
    ) {
        let content = content.replace('\r', "");
        let text = Text::new(content.replace('\n', "\r\n"));
        let theirs = Rc::new(Text::new(&*content));
        let anchoring = Anchoring::new(theirs.clone());
        let spans = tags.iter().filter_map(|(from, to, _)| span(&content, *from, *to));
        // A letter is not cut from its accents.
        let visible = |span: &Span| {
            let words = span.of(&content);
            let is_cut = |text: &str| text.chars().next().is_some_and(is_combining_mark);
            words.trim() == words && !is_cut(words) && !is_cut(&content[span.end().0..])
        };
        let quotations: Vec<_> = spans.filter(visible).map(|span| anchoring.quotation(span)).collect();
        let all: Vec<_> = quotations.iter().collect();
        let found = explain(&text, &all, |it, span| is_alike(span.of(text.content()), &it.quote));
        for it in &quotations {
            let span = match &found {
                Explained::AsIs => text.span(it.start, it.end),
                Explained::By(ruler) => ruler.span(&text, it.start, it.end),
                Explained::Not => None,
            };
            let words = span.map(|span| span.of(text.content()).replace("\r\n", "\n"));
            prop_assert!(words.is_some_and(|words| is_alike(&words, &it.quote)), "{:?}", it);
        }
    }
}
