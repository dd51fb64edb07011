//! Records: the lines of an `.ann` file, each for itself.

use crate::import::{Expected, Refusal, Unexpected};

/// Record of a line. Ids are as they stand there, such as `T1`.
#[derive(Debug, PartialEq, Eq)]
pub enum Record<'a> {
    /// Span, which may have several fragments, with its words.
    Span { id: &'a str, label: &'a str, fragments: Vec<[u64; 2]>, words: &'a str },
    /// Relation with the roles and the ids of its ends.
    Relation { id: &'a str, kind: &'a str, ends: [(&'a str, &'a str); 2] },
    /// Things that are the same, or of one kind in another way.
    Equivalence { kind: &'a str, members: Vec<&'a str> },
    /// Event at the words of its trigger, with the roles and the ids of its arguments.
    Event { id: &'a str, kind: &'a str, trigger: &'a str, arguments: Vec<(&'a str, &'a str)> },
    /// Attribute of a record, or, with the words behind it, its entry in a database.
    Attribute { id: &'a str, kind: &'a str, of: &'a str, value: String },
    /// Note about a record.
    Note { kind: &'a str, of: &'a str, words: &'a str },
}

/// True for a line that begins like a record.
pub fn is_record(line: &str) -> bool {
    let number = line.split_once('\t').and_then(|(id, _)| id.strip_prefix(KINDS));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// First letters of ids.
const KINDS: [char; 8] = ['T', 'R', 'E', 'A', 'M', 'N', '#', '*'];

/// Reads a line.
///
/// # Errors
/// When it is no record, or one without its parts.
pub fn parse(line: &str) -> Result<Record<'_>, Refusal> {
    let mut cells = line.splitn(3, '\t');
    let [id, place, words] = [(); 3].map(|()| cells.next().unwrap_or_default());
    if !is_record(line) {
        return Err(Refusal::new(Expected::StandoffRecord, Unexpected::Word(id.into())));
    }
    let refused = |expected| Refusal::new(expected, Unexpected::Word(place.into()));
    let mut parts = place.split_whitespace();
    let kind = parts.next().ok_or_else(|| refused(Expected::StandoffRecord))?;
    match id.as_bytes()[0] {
        b'T' => {
            let fragments = fragments(place).ok_or_else(|| refused(Expected::TypeAndSpan))?;
            Ok(Record::Span { id, label: kind, fragments, words })
        }
        b'R' => match parts.map(role).collect::<Option<Vec<_>>>().as_deref() {
            Some([from, to]) => Ok(Record::Relation { id, kind, ends: [*from, *to] }),
            _ => Err(refused(Expected::TypeAndArguments)),
        },
        b'E' => {
            let (kind, trigger) = role(kind).ok_or_else(|| refused(Expected::TypeAndArguments))?;
            let arguments = parts.map(role).collect::<Option<Vec<_>>>();
            let arguments = arguments.ok_or_else(|| refused(Expected::TypeAndArguments))?;
            Ok(Record::Event { id, kind, trigger, arguments })
        }
        b'*' => match parts.collect::<Vec<_>>() {
            members if members.len() > 1 => Ok(Record::Equivalence { kind, members }),
            _ => Err(refused(Expected::TypeAndArguments)),
        },
        first => {
            let of = parts.next().ok_or_else(|| refused(Expected::OneAnnotation))?;
            if first == b'#' {
                return Ok(Record::Note { kind, of, words: words.trim() });
            }
            let value: Vec<_> = parts.chain(words.split_whitespace()).collect();
            Ok(Record::Attribute { id, kind, of, value: value.join(" ") })
        }
    }
}

/// Role and id of an argument.
fn role(argument: &str) -> Option<(&str, &str)> {
    argument.split_once(':').filter(|(role, id)| !role.is_empty() && !id.is_empty())
}

/// Positions of the fragments of a span, in the order of the text.
fn fragments(place: &str) -> Option<Vec<[u64; 2]>> {
    let (_, places) = place.trim().split_once(' ')?;
    let mut fragments = Vec::new();
    for fragment in places.split(';') {
        let (start, end) = fragment.trim().split_once(' ')?;
        fragments.push([start.parse().ok()?, end.trim().parse().ok()?]);
    }
    fragments.sort_unstable();
    Some(fragments)
}
