//! Properties of damaged files and entries: never a panic, always words.

use super::*;
use crate::foreign;
use glossator_core::export::{Choice, Contents};
use glossator_core::formats::{FORMATS, RawFile, ReadError, zip};
use glossator_core::model::time::Timestamp;

/// Damage that a failing disk, a bad line or a bad person does to a file.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Cut(Index),
    Repeat(Index, Index, Index),
    Drop(Index, Index),
    Insert(Index, &'static str),
}

const HOSTILE: [&str; 18] = [
    "null",
    "18446744073709551615",
    "-1",
    "1e999",
    "\"\"",
    "[]",
    "{}",
    ",",
    "\"",
    "\\ud800",
    "\u{0}",
    "[[[[[[[[",
    "\"\\u0000\"",
    "{\"$serde_json::private::Number\":\"x\"}",
    "true",
    "\"a\":",
    "4294967296",
    "🙂",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        4 => (at(), 1..=255_u8).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        1 => at().prop_map(Damage::Cut),
        2 => (at(), at(), at()).prop_map(|(from, to, into)| Damage::Repeat(from, to, into)),
        2 => (at(), at()).prop_map(|(from, to)| Damage::Drop(from, to)),
        4 => (at(), select(&HOSTILE[..])).prop_map(|(at, what)| Damage::Insert(at, what)),
    ]
}

fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for damage in damages {
        let place = |at: &Index| at.index(bytes.len() + 1);
        match damage {
            _ if bytes.is_empty() => {}
            Damage::Flip(at, bits) => {
                let at = at.index(bytes.len());
                bytes[at] ^= bits;
            }
            Damage::Cut(at) => bytes.truncate(place(at)),
            Damage::Repeat(from, to, into) => {
                let (from, to) = (place(from).min(place(to)), place(from).max(place(to)));
                let (into, slice) = (place(into), bytes[from..to].to_vec());
                bytes.splice(into..into, slice);
            }
            Damage::Drop(from, to) => {
                let (from, to) = (place(from), place(to));
                // Little by little, or there is soon nothing left.
                bytes.drain(from.min(to)..from.max(to).min(from.min(to) + 40));
            }
            Damage::Insert(at, what) => {
                let at = place(at);
                bytes.splice(at..at, what.bytes());
            }
        }
    }
    bytes
}

/// Damage that leaves the JSON whole: any value replaced by another of the file, or by something odd.
fn deranged(json: &str, swaps: &[(Index, Index, Option<&str>)]) -> String {
    let mut file: Value = serde_json::from_str(json).expect("JSON");
    let mut paths = Vec::new();
    walk(&file, &mut String::new(), &mut paths);
    for (to, from, odd) in swaps {
        let value = match odd {
            Some(odd) => serde_json::from_str(odd).unwrap_or_default(),
            None => file.pointer(&paths[from.index(paths.len())]).cloned().unwrap_or_default(),
        };
        if let Some(place) = file.pointer_mut(&paths[to.index(paths.len())]) {
            *place = value;
        }
    }
    file.to_string()
}

fn walk(value: &Value, path: &mut String, paths: &mut Vec<String>) {
    let length = path.len();
    let children: Vec<(String, &Value)> = match value {
        Value::Array(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(name, field)| (name.replace('~', "~0").replace('/', "~1"), field)).collect()
        }
        _ => Vec::new(),
    };
    for (name, child) in children {
        path.push('/');
        path.push_str(&name);
        paths.push(path.clone());
        walk(child, path, paths);
        path.truncate(length);
    }
}

/// Never a panic: an error in words, or contents that come in, are written, and come in again.
fn open(bytes: &[u8]) {
    take(formats::read("a.json", bytes));
}

/// The same of what was read already.
fn take(read: Result<Incoming, ReadError>) {
    let incoming = match read {
        Ok(incoming) => incoming,
        Err(why) => return assert!(!why.to_string().is_empty()),
    };
    let moment = start().moment;
    for corpus in [Corpus::new([]), Corpus::new(SEEDS), Corpus::new(TEXTS)] {
        let import = import::plan(&corpus, &incoming, &moment);
        assert!(import.report.findings.iter().all(|finding| !finding.to_string().is_empty()));
        let Some(transaction) = import.transaction else { continue };
        let stored = journal::encode(&Entry::from(Rc::new(transaction.clone())));
        assert!(journal::decode(transaction.stamp, &stored).is_ok(), "{stored}");
        let (corpus, _) = corpus.apply(&transaction);
        let written = json(&corpus);
        let again = formats::read("a.json", written.as_bytes()).expect("what was written");
        let import = import::plan(&corpus, &again, &moment);
        assert!(import.transaction.is_none(), "{written}\n{:?}", import.transaction);
    }
}

/// Never a panic: what cannot be read is named, and the rest is a corpus that can be written.
fn load(entries: &[(String, String)]) {
    let loaded = journal::load(entries.iter().map(|(key, value)| (&**key, &**value)));
    assert!(loaded.damaged.iter().all(|damaged| !damaged.why.to_string().is_empty()));
    let corpus = loaded.merge_into(&Corpus::new(SEEDS));
    assert!(corpus.next_stamp(ReplicaId(1)).counter <= Stamp::LAST_COUNTER + 1);
    let written = json(&corpus);
    assert!(formats::read("a.json", written.as_bytes()).is_ok(), "{written}");
}

fn entries(stored: &str) -> Vec<(String, String)> {
    let stored: Map<String, Value> = serde_json::from_str(stored).expect("JSON");
    stored.into_iter().map(|(key, value)| (key, value.as_str().expect("text").to_owned())).collect()
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_damaged_download_is_read_or_refused_in_words(damages in vec(damage(), 1..4)) {
        open(&damaged(NATIVE.as_bytes(), &damages));
    }

    #[test]
    fn damaged_files_of_other_tools_are_read_or_refused_in_words(
        format in select(&FORMATS[..]),
        damages in vec((any::<Index>(), vec(damage(), 1..4)), 1..3),
    ) {
        let mut files = foreign::written(format, &foreign::hard());
        for (at, damages) in damages {
            let at = at.index(files.len());
            let bytes = files[at].bytes.clone().expect("bytes");
            files[at].bytes = Ok(damaged(&bytes, &damages).into());
        }
        for file in files.chunks(1) {
            take(formats::read_together(file));
        }
        take(formats::read_together(&files));
    }

    #[test]
    fn a_damaged_archive_is_read_or_refused_in_words(
        format in select(&FORMATS[..]),
        damages in vec(damage(), 0..4),
    ) {
        let corpus = foreign::hard();
        let contents = Contents::of(&corpus, &Choice::default(), Timestamp::default(), &glossator_fixture::language::Unicode);
        let archive = zip::write(&(format.write)(&contents)).expect("files of different names");
        let unpacked = formats::unpack(&[RawFile::new("a.zip", damaged(&archive, &damages))]);
        if damages.is_empty() {
            prop_assert_eq!(&unpacked, &foreign::written(format, &corpus));
        }
        take(formats::read_together(&unpacked));
    }

    #[test]
    fn a_deranged_download_is_read_or_refused_in_words(
        swaps in vec((any::<Index>(), any::<Index>(), proptest::option::of(select(&HOSTILE[..]))), 1..6),
    ) {
        open(deranged(NATIVE, &swaps).as_bytes());
    }

    #[test]
    fn damaged_entries_are_named_and_the_rest_loads(
        stored in select(&[STORED_1, STORED_2, STORED_2_SUMS][..]),
        at in vec((any::<Index>(), vec(damage(), 1..3), any::<bool>()), 1..4),
    ) {
        let mut entries = entries(stored);
        for (at, damages, in_key) in at {
            let at = at.index(entries.len());
            let (key, value) = &mut entries[at];
            let part = if in_key { key } else { value };
            *part = String::from_utf8_lossy(&damaged(part.as_bytes(), &damages)).into_owned();
        }
        load(&entries);
    }

    #[test]
    fn deranged_entries_are_named_and_the_rest_loads(
        stored in select(&[STORED_1, STORED_2, STORED_2_SUMS][..]),
        swaps in vec((any::<Index>(), any::<Index>(), proptest::option::of(select(&HOSTILE[..]))), 1..6),
        at: Index,
    ) {
        let mut entries = entries(stored);
        let at = at.index(entries.len());
        if ["/journal/", "/chunk/"].iter().any(|kind| entries[at].0.contains(kind)) {
            entries[at].1 = deranged(&entries[at].1, &swaps);
        }
        load(&entries);
    }
}
