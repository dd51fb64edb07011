//! Properties of files of other tools: what is written comes back.

use super::edits::{deed, live};
use super::*;
use crate::foreign::{leave_out_blank, spans, written};
use glossator_core::format::FORMATS;

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn what_is_exported_is_here_already_and_comes_in_elsewhere(deeds in vec(deed(), 0..24)) {
        let mut it = start();
        live(&mut it, &deeds);
        for format in FORMATS.into_iter().filter(|format| format.is_read()) {
            let incoming = Rc::new(format::read_archive(&written(format, &it.corpus)).expect(format.id));
            let import = import::plan(&it.corpus, &incoming, &it.moment);
            prop_assert!(import.transaction.is_none(), "{}: {:?}", format.id, import.transaction);
            let mut elsewhere = Fixture { corpus: Corpus::new(TEXTS), ..start() };
            let _ = elsewhere.give(&Command::Import(incoming));
            let mut expected = spans(&it.corpus);
            if !format.keeps.starts_with("texts") {
                expected.retain(|(text, ..)| TEXTS.iter().any(|seed| seed.text == text));
            }
            leave_out_blank(format, &mut expected);
            prop_assert_eq!(spans(&elsewhere.corpus), expected, "{}", format.id);
        }
    }

    #[test]
    fn tokens_end_where_annotations_do_and_sentences_not_inside_of_one(deeds in vec(deed(), 0..24)) {
        let mut it = start();
        live(&mut it, &deeds);
        let uima = FORMATS.iter().find(|format| format.id == "uima").expect("a format");
        for file in written(uima, &it.corpus) {
            let cas: Value = serde_json::from_slice(&file.bytes).expect("JSON");
            let all = cas["%FEATURE_STRUCTURES"].as_array().expect("a list");
            let text: Vec<u16> = all[0]["sofaString"].as_str().expect("a text").encode_utf16().collect();
            let words = |(begin, end): (usize, usize)| String::from_utf16(&text[begin..end]).expect("whole characters");
            let of = |kind: &str| -> Vec<(usize, usize)> {
                let is_kind = |it: &&Value| it["%TYPE"].as_str().is_some_and(|it| it.ends_with(kind));
                let end = |it: &Value, name| usize::try_from(it[name].as_u64().expect("a number")).expect("short");
                all.iter().filter(is_kind).map(|it| (end(it, "begin"), end(it, "end"))).collect()
            };
            let (tokens, sentences) = (of("Token"), of("Sentence"));
            let joined: String = tokens.iter().copied().map(words).collect();
            let without = |text: &str| text.split(char::is_whitespace).collect::<String>();
            prop_assert_eq!(joined, without(&words((0, text.len()))));
            for entity in of("NamedEntity") {
                let inside: Vec<_> =
                    tokens.iter().filter(|(begin, end)| entity.0 <= *begin && *end <= entity.1).copied().collect();
                prop_assert_eq!(inside.iter().copied().map(words).collect::<String>(), without(&words(entity)));
                let of_one = |(begin, end): &(usize, usize)| inside.iter().all(|it| *begin <= it.0 && it.1 <= *end);
                prop_assert!(inside.is_empty() || sentences.iter().any(of_one), "{:?} in {:?}", entity, sentences);
            }
        }
    }
}
