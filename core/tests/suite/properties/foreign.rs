//! Properties of files of other tools: what is written comes back.

use super::edits::{deed, live};
use super::*;
use crate::foreign::{leave_out_blank, spans, written};
use glossator_core::formats::FORMATS;

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn what_is_exported_is_here_already_and_comes_in_elsewhere(deeds in vec(deed(), 0..24)) {
        let mut it = start();
        live(&mut it, &deeds);
        // Files without an article are empty.
        prop_assume!(it.corpus.documents().next().is_some());
        for format in FORMATS.into_iter().filter(|format| format.is_read()) {
            let incoming = Rc::new(formats::read_together(&written(format, &it.corpus)).expect(format.id));
            let has_texts = !incoming.documents.is_empty();
            let import = import::plan(&it.corpus, &incoming, &it.moment);
            prop_assert!(import.transaction.is_none(), "{}: {:?}", format.id, import.transaction);
            let mut elsewhere = Fixture { corpus: Corpus::new(TEXTS), ..start() };
            let _ = elsewhere.give(&Command::Import(incoming));
            let mut expected = spans(&it.corpus);
            if !has_texts {
                expected.retain(|(text, ..)| TEXTS.iter().any(|seed| seed.text == text));
            }
            leave_out_blank(format, &mut expected);
            let mut found = spans(&elsewhere.corpus);
            if format.id == "webanno" {
                // White space in front of the first sentence becomes blanks there, and an article that differs in that only is the
                // one that is here.
                for (text, start, end, _) in found.iter_mut().chain(&mut expected) {
                    let words = text.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}');
                    let before = text[..text.len() - words.len()].chars().count();
                    (*start, *end) = (start.saturating_sub(before), end.saturating_sub(before));
                    *text = words.to_owned();
                }
                found.sort();
                expected.sort();
            }
            prop_assert_eq!(found, expected, "{}", format.id);
        }
    }

    #[test]
    fn tokens_are_the_text_and_end_where_annotations_do(deeds in vec(deed(), 0..24)) {
        let mut it = start();
        live(&mut it, &deeds);
        let prodigy = FORMATS.iter().find(|format| format.id == "prodigy").expect("a format");
        let rows = written(prodigy, &it.corpus)[0].bytes.clone().expect("rows");
        for line in rows.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let row: Value = serde_json::from_slice(line).expect("JSON");
            let list = |name: &str| row[name].as_array().expect("a list").clone();
            let tokens = list("tokens");
            let words = tokens.iter().map(|token| {
                token["text"].as_str().expect("a text").to_owned() + if token["ws"] == true { " " } else { "" }
            });
            prop_assert_eq!(words.collect::<String>(), row["text"].as_str().expect("a text"));
            for span in list("spans") {
                let token = |name: &str| &tokens[usize::try_from(span[name].as_u64().expect("a number")).expect("short")];
                prop_assert_eq!([&span["start"], &span["end"]], [&token("token_start")["start"], &token("token_end")["end"]]);
            }
        }
    }
}
