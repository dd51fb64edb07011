//! The contents of the store, as the page's emergency exit saves them: every key with its value, untouched.
//! Reading it back is reading the journal.

use super::{ReadError, native};
use crate::corpus::Corpus;
use crate::import::{Finding, Incoming};
use crate::journal;
use crate::sorted;
use crate::time::Timestamp;
use glossator_json::{Json, Writer};

/// The `format` of such a file. The page's guard script, which works when nothing else does, writes it.
pub const FORMAT: &str = "glossator-stored";

/// Keys and values as such a file.
#[must_use]
pub fn write(entries: &[(String, String)]) -> String {
    let mut file = Writer::compact();
    file.object(|file| {
        file.name("entries").object(|list| {
            for (key, value) in entries {
                list.name(key).text(value);
            }
        });
        file.name("format").text(FORMAT);
        file.name("version").number(1);
    });
    file.finish()
}

/// # Errors
/// When there are no entries in it, or entries of a later stored form. Single entries that cannot be read become
/// findings.
pub fn read(file: &serde_json::value::RawValue) -> Result<Incoming, ReadError> {
    let json: Json<'_> = super::row::parse(file.get())?;
    let found = json.field("entries");
    let entries = found.fields().ok_or_else(|| ReadError::Shape {
        at: "entries".to_owned(),
        expected: "an object",
        found: found.to_string(),
    })?;
    let (mut texts, mut findings) = (Vec::new(), Vec::new());
    for (key, value) in sorted::last_of_each(&entries.collect::<Vec<_>>()) {
        match value.text() {
            Some(text) => texts.push((key, text)),
            None if key.starts_with(journal::PREFIX) => {
                let why = format!("expected text, found {value}");
                findings.push(Finding::Refused { at: key.into_owned(), why });
            }
            None => {}
        }
    }
    let loaded = journal::load(texts.iter().map(|(key, value)| (&**key, &**value)));
    if let Some(found) = loaded.newer_form {
        return Err(ReadError::HigherVersion { found, known: journal::FORM });
    }
    let corpus = loaded.merge_into(&Corpus::new([]));
    // Its own JSON is the one description of a corpus that an import understands.
    let mut incoming = {
        let file = native::write(&corpus, Timestamp::default());
        native::read(serde_json::from_str(&file).map_err(|error| ReadError::of_json(&file, &error))?)?
    };
    let damaged = loaded.damaged.into_iter();
    findings.extend(damaged.map(|damaged| Finding::Refused { at: damaged.key, why: damaged.why }));
    incoming.findings.append(&mut findings);
    Ok(incoming)
}
