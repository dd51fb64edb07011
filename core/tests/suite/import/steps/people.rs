//! People: who somebody in the file is here.

use super::*;
use glossator_core::model::record::{Field, Value};

/// Somebody with an id of their own, or (negative) with one that was made of the name.
fn somebody(number: i32) -> AnnotatorId {
    let size = usize::try_from(number.unsigned_abs()).expect("small");
    AnnotatorId(if number < 0 { derived(size).0 } else { id(size).0 })
}

#[test]
fn somebody_is_known_by_id_or_by_the_only_name() {
    // People here, people of the file, who these are here, and which names are written.
    let check = |here: &[(i32, &str)], file: &[(i32, &str)], expected: &[i32], named: &[(i32, &str)]| {
        let it = crate::fixture("x");
        let names = here.iter().map(|(number, name)| {
            Operation::create(somebody(*number).key(), [(Field::Name, Value::text(*name))])
        });
        let it = after(&it, &names.collect::<Vec<_>>());
        let incoming: Vec<_> =
            file.iter().map(|(number, name)| (somebody(*number), (*name).into())).collect();
        let found = people(&it.corpus, &incoming);
        let ids: Vec<_> = file.iter().map(|(number, _)| found.here(somebody(*number))).collect();
        assert_eq!(ids, expected.iter().map(|number| somebody(*number)).collect::<Vec<_>>(), "{file:?}");
        let it = after(&it, &found.operations);
        assert_eq!(found.operations.len(), named.len(), "{file:?}");
        for (number, name) in named {
            assert_eq!(&*it.corpus.annotator_name(somebody(*number)), *name, "{file:?}");
        }
    };
    check(&[], &[(1, "Ana"), (2, "")], &[1, 2], &[(1, "Ana")]);
    check(&[(1, "Ana")], &[(1, "Another")], &[1], &[]);
    check(&[(1, "Ana")], &[(-2, "Ana")], &[1], &[]);
    check(&[(-2, "Ana")], &[(1, "Ana")], &[-2], &[]);
    // Two ids of their own are two people.
    check(&[(1, "Ana")], &[(2, "Ana")], &[2], &[(2, "Ana")]);
    check(&[], &[(1, "One"), (1, "Two")], &[1, 1], &[(1, "One")]);
}
