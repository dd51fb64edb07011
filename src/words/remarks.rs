//! Words for remarks: the findings of an import, those of one kind in one line with their number and a few examples.

use super::counted;
use super::import::{expected, file_part, finding, quoted, unexpected, untaken};
use glossator_core::import::{FilePart, Finding, Missing, Refusal, Untaken};
use glossator_core::model::record::Kind;
use glossator_core::text::counting::{Blanks, Counting, Ends, Form, Mark, Unit};
use std::collections::{BTreeMap, HashMap};
use std::mem::{Discriminant, discriminant};

/// Findings of one kind.
#[derive(Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line about all of them.
    pub line: String,
    /// A sentence for each, where there are several.
    pub each: Vec<String>,
}

/// The remarks about findings, in the order of the first of each kind.
#[must_use]
pub fn remarks<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Remark> {
    let mut kinds: Vec<Vec<&Finding>> = Vec::new();
    let mut places: HashMap<(Discriminant<Finding>, String), usize> = HashMap::new();
    for finding in findings {
        let place = *places.entry((discriminant(finding), kind(finding))).or_insert(kinds.len());
        match kinds.get_mut(place) {
            Some(of_kind) => of_kind.push(finding),
            None => kinds.push(vec![finding]),
        }
    }
    kinds.iter().map(|findings| remark(findings)).collect()
}

/// Key that two findings of one sort must have in common to be in one line.
fn kind(finding: &Finding) -> String {
    match finding {
        Finding::Refused { part, why } => {
            let field = why.field.as_deref().and_then(|field| field.rsplit('.').next());
            format!("{} {}", expected(part, &why.expected), field.unwrap_or_default())
        }
        Finding::LeftOut { what, .. } if is_of_values(*what) => format!("{what:?}"),
        Finding::LeftOut { what, name, .. } => format!("{what:?} {name}"),
        Finding::Counted { counting, .. } => format!("{counting:?}"),
        Finding::Added { kind, .. } => kind.to_string(),
        Finding::Missing { what, .. } => format!("{what:?}"),
        _ => String::new(),
    }
}

/// True if the names are what the file says, which may be as many as there are things.
fn is_of_values(what: Untaken) -> bool {
    matches!(what, Untaken::LabelsOfArticles | Untaken::Pages | Untaken::Times)
}

fn remark(findings: &[&Finding]) -> Remark {
    let [first, rest @ ..] = findings else { return Remark { line: String::new(), each: Vec::new() } };
    if rest.is_empty() {
        return Remark { line: finding(first), each: Vec::new() };
    }
    let sum = |count: fn(&Finding) -> usize| -> usize { findings.iter().map(|it| count(it)).sum() };
    let one = match first {
        Finding::LeftOut { what, name, .. } if !is_of_values(*what) => {
            let count = sum(|it| if let Finding::LeftOut { count, .. } = it { *count } else { 0 });
            Some(format!("Left out {}.", untaken(*what, name, count)))
        }
        Finding::WithoutWords(_) => {
            let count = sum(|it| if let Finding::WithoutWords(count) = it { *count } else { 0 });
            Some(finding(&Finding::WithoutWords(count)))
        }
        Finding::Counted { counting: of, .. } => {
            let count = sum(|it| if let Finding::Counted { count, .. } = it { *count } else { 0 });
            Some(counting(*of, count))
        }
        Finding::Added { kind, .. } => {
            let count = sum(|it| if let Finding::Added { count, .. } = it { *count } else { 0 });
            Some(added(kind, count))
        }
        _ => None,
    };
    if let Some(line) = one {
        return Remark { line, each: Vec::new() };
    }
    let count = findings.len();
    let examples = |name: &dyn Fn(&Finding) -> Option<String>| {
        const MOST: usize = 3;
        let named: Vec<_> = findings.iter().filter_map(|it| name(it)).take(MOST).collect();
        format!("{}{}", named.join(", "), if count > MOST { " …" } else { "." })
    };
    let line = match first {
        Finding::Refused { part, why } => {
            let wanted = expected(part, &why.expected);
            let are_same = findings
                .iter()
                .all(|it| matches!(it, Finding::Refused { why: it, .. } if it.found == why.found));
            let found = |why: &Refusal| unexpected(&why.found);
            if are_same {
                let places = examples(&|it| Some(file_part(part_of(it)?.0)));
                format!("Left out {count} parts: expected {wanted}, found {}: {places}", found(why))
            } else {
                let places = examples(&|it| {
                    let (part, why) = part_of(it)?;
                    Some(format!("{} (found {})", file_part(part), found(why)))
                });
                format!("Left out {count} parts: expected {wanted}: {places}")
            }
        }
        Finding::Moved { .. } => format!(
            "{count} annotations stand elsewhere than the file says. They were found by their words: {}",
            examples(&words)
        ),
        Finding::Unplaced { .. } => format!(
            "{count} annotations were not found, or in several places. They are kept without a place: {}",
            examples(&words)
        ),
        Finding::CameBack { .. } => format!("{count} were deleted here and come back: {}", examples(&words)),
        Finding::NewLabel(_) => format!("{count} labels are new here: {}", examples(&words)),
        Finding::DocumentCameBack(_) => {
            format!("{count} articles were removed here and come back: {}", examples(&words))
        }
        Finding::AddedBeside { .. } => {
            format!("{count} articles are called like others here. They are added as {}", examples(&words))
        }
        Finding::WithoutText(_) => format!(
            "The texts of {count} articles are neither here nor in the file. Their annotations are kept without a \
             place: {}",
            examples(&words)
        ),
        Finding::WrongHash(_) => format!(
            "{count} articles were changed after the file was written, as their hashes do not fit their texts: {}",
            examples(&words)
        ),
        Finding::LeftOut { what, .. } => {
            let count = sum(|it| if let Finding::LeftOut { count, .. } = it { *count } else { 0 });
            format!("Left out {}: {}", untaken(*what, "", count), examples(&words))
        }
        Finding::Missing { what, .. } => {
            let things = match what {
                Missing::Entity => "entities are neither here nor in the file",
                Missing::Attribute => "attributes are not in the codebook",
                Missing::Value => "values are not in the codebook",
                Missing::End => "ends of relations are neither here nor in the file",
            };
            format!("{count} {things}. What names them is kept: {}", examples(&words))
        }
        Finding::Nameless(_)
        | Finding::WithoutWords(_)
        | Finding::Counted { .. }
        | Finding::Added { .. }
        | Finding::NotPermitted { .. } => String::new(),
    };
    Remark { line, each: findings.iter().map(|it| finding(it)).collect() }
}

fn part_of(finding: &Finding) -> Option<(&FilePart, &Refusal)> {
    if let Finding::Refused { part, why } = finding { Some((part, why)) } else { None }
}

/// The words or the id that a finding is about.
fn words(finding: &Finding) -> Option<String> {
    match finding {
        Finding::Moved { quote } | Finding::Unplaced { quote } | Finding::CameBack { quote } => {
            Some(quoted(quote))
        }
        Finding::NewLabel(id) => Some(quoted(&id.0)),
        Finding::DocumentCameBack(id) | Finding::WithoutText(id) | Finding::WrongHash(id) => {
            Some(quoted(&id.0))
        }
        Finding::AddedBeside { new, .. } => Some(quoted(&new.0)),
        Finding::LeftOut { name, .. } | Finding::Missing { name, .. } => Some(quoted(name)),
        Finding::Added { .. }
        | Finding::NotPermitted { .. }
        | Finding::Refused { .. }
        | Finding::Nameless(_)
        | Finding::WithoutWords(_)
        | Finding::Counted { .. } => None,
    }
}

/// "Positions count line ends as one character; 302 annotations were placed so."
#[must_use]
pub fn counting(Counting { unit, ends, mark, form, blanks }: Counting, count: usize) -> String {
    let ways = [
        match unit {
            Unit::CodePoints => "",
            Unit::Utf16 => "UTF-16 units",
            Unit::Bytes => "bytes",
        },
        match ends {
            Ends::Same => "",
            Ends::Short => "line ends as one character",
            Ends::Long => "line ends as two characters",
        },
        match mark {
            Mark::Same => "",
            Mark::Gone => "no byte order mark",
            Mark::InFront => "a byte order mark that is not in the text",
        },
        match form {
            Form::Same => "",
            Form::Composed => "letters with their accents as one character",
            Form::Decomposed => "accents as characters of their own",
        },
        match blanks {
            Blanks::Same => "",
            Blanks::Trimmed => "no white space at the start",
            Blanks::Folded => "each stretch of white space as one character",
        },
    ];
    let ways: Vec<_> = ways.into_iter().filter(|way| !way.is_empty()).collect();
    let were = if count == 1 { "1 annotation was".to_owned() } else { format!("{count} annotations were") };
    format!("Positions count {}; {were} placed so.", ways.join(" and "))
}

/// “2 attributes are new here.”
pub(super) fn added(kind: &Kind, count: usize) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb} new here.", things(kind, count))
}

/// “2 attributes”.
pub(super) fn things(kind: &Kind, count: usize) -> String {
    let (one, many) = thing(kind);
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The noun for records of that kind, of one and of several.
pub(super) fn thing(kind: &Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Annotation => ("annotation", "annotations"),
        Kind::Annotator => ("name of a person", "names of people"),
        Kind::Attribute => ("attribute", "attributes"),
        Kind::Document => ("article", "articles"),
        Kind::Entity => ("entity", "entities"),
        Kind::Label => ("label", "labels"),
        Kind::Relation => ("link", "links"),
        Kind::RelationType => ("relation type", "relation types"),
        Kind::Setting => ("setting", "settings"),
        Kind::Unknown(_) => ("thing of a later version", "things of a later version"),
    }
}

/// “Left out, as only a lead may add them: 1 article, and 3 annotations that need it.”
pub(super) fn not_permitted(new: &BTreeMap<Kind, usize>, changed: &BTreeMap<Kind, usize>) -> String {
    let list = |of: &BTreeMap<Kind, usize>, needs: bool| {
        let is_theirs = |kind: &Kind| matches!(kind, Kind::Annotation | Kind::Entity | Kind::Relation);
        let of = of.iter().filter(|(kind, _)| is_theirs(kind) == needs);
        let of: Vec<_> = of.map(|(kind, count)| things(kind, *count)).collect();
        Some(of.join(", ")).filter(|list| !list.is_empty())
    };
    let sentence = |(before, list): (&str, Option<String>)| list.map(|list| format!("{before}: {list}."));
    let sentences = [
        ("Left out, as only a lead adds such", list(new, false)),
        ("Left out with them", list(new, true)),
        ("Not changed, as only a lead changes such", list(changed, false)),
        ("Not changed with them", list(changed, true)),
    ];
    sentences.into_iter().filter_map(sentence).collect::<Vec<_>>().join(" ")
}

/// “The attribute “page” is not in the codebook. Its 3 values are kept.”
pub(super) fn missing(what: Missing, name: &str, count: usize) -> String {
    let places = |one: &str| counted(count, one);
    match what {
        Missing::Entity => format!(
            "The entity “{name}” is neither here nor in the file. What names it is kept: {}.",
            places("place")
        ),
        Missing::Attribute => {
            format!(
                "The attribute “{name}” is not in the codebook. Its values are kept: {}.",
                places("value")
            )
        }
        Missing::Value => format!("“{name}” is not in the codebook. It is kept: {}.", places("place")),
        Missing::End => format!(
            "“{name}” is neither here nor in the file. Relations to it are kept: {}.",
            places("relation")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glossator_core::import::{Expected, Unexpected};

    fn check(findings: &[Finding], lines: &[&str]) {
        let found = remarks(findings);
        assert_eq!(found.iter().map(|remark| &*remark.line).collect::<Vec<_>>(), lines);
    }

    #[test]
    fn findings_of_one_kind_are_one_line_with_their_number() {
        let moved = |quote: &str| Finding::Moved { quote: quote.into() };
        let lost = |quote: &str| Finding::Unplaced { quote: quote.into() };
        check(
            &[moved("Ana"), lost("Eve"), moved("Bob")],
            &[
                "2 annotations stand elsewhere than the file says. They were found by their words: “Ana”, “Bob”.",
                "“Eve” was not found, or in several places. It is kept without a place.",
            ],
        );
        check(
            &["a", "b", "c", "d"].map(lost),
            &[
                "4 annotations were not found, or in several places. They are kept without a place: “a”, “b”, “c” …",
            ],
        );
        let left = |name: &str, count| Finding::LeftOut { what: Untaken::Notes, name: name.into(), count };
        check(
            &[left("Lemma", 2), left("Sense", 1), left("Lemma", 3)],
            &["Left out 5 notes of the type “Lemma”.", "Left out 1 note of the type “Sense”."],
        );
        let label = |name: &str, count| Finding::LeftOut {
            what: Untaken::LabelsOfArticles,
            name: name.into(),
            count,
        };
        check(
            &[label("war", 2), label("peace", 1)],
            &["Left out 3 labels of whole articles: “war”, “peace”."],
        );
        let counted = |count| Finding::Counted {
            counting: Counting { ends: Ends::Short, ..Counting::default() },
            count,
        };
        check(
            &[counted(300), counted(2)],
            &["Positions count line ends as one character; 302 annotations were placed so."],
        );
    }

    #[test]
    fn parts_that_are_left_out_for_one_reason_are_one_line() {
        let refused = |line, found| Finding::Refused {
            part: FilePart::line(line),
            why: Refusal::new(Expected::StandoffRecord, found),
        };
        let word = |word: &str| Unexpected::Word(word.into());
        let wanted =
            "Left out 2 parts: expected a record of brat, such as a span (T), a relation (R) or a note (#)";
        check(
            &[refused(2, word("A1")), refused(3, word("A1"))],
            &[&format!("{wanted}, found “A1”: line 2, line 3.")],
        );
        check(
            &[refused(2, word("A1")), refused(3, word("A2"))],
            &[&format!("{wanted}: line 2 (found “A1”), line 3 (found “A2”).")],
        );
        let label = Finding::Refused {
            part: FilePart::line(4),
            why: Refusal::new(Expected::Label, Unexpected::Nothing),
        };
        check(
            &[refused(2, word("A1")), label],
            &[
                "Left out line 2: expected a record of brat, such as a span (T), a relation (R) or a note (#), found “A1”.",
                "Left out line 4: expected a label, found nothing.",
            ],
        );
        let found = remarks(&[refused(2, word("A1")), refused(3, word("A1"))]);
        assert_eq!(found[0].each.len(), 2, "each can be read");
    }

    #[test]
    fn a_counting_is_named() {
        let ours = Counting::default();
        let check = |of: Counting, words: &str| {
            assert_eq!(counting(of, 2), format!("Positions count {words}; 2 annotations were placed so."));
        };
        check(Counting { unit: Unit::Utf16, ..ours }, "UTF-16 units");
        check(
            Counting { unit: Unit::Bytes, ends: Ends::Long, ..ours },
            "bytes and line ends as two characters",
        );
        check(Counting { mark: Mark::Gone, ..ours }, "no byte order mark");
        check(Counting { form: Form::Decomposed, ..ours }, "accents as characters of their own");
        check(Counting { blanks: Blanks::Folded, ..ours }, "each stretch of white space as one character");
    }
}
