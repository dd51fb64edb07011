//! Words for exports: what a file has no room for.

use glossator_core::formats::{LeftOut, Unwritten};

/// Number of things that are left out: “3 relations”.
#[must_use]
pub fn left_out(LeftOut { what, count }: LeftOut) -> String {
    let (one, many) = match what {
        Unwritten::Unplaced => ("annotation without a place", "annotations without a place"),
        Unwritten::Blank => {
            ("annotation of nothing but white space", "annotations of nothing but white space")
        }
        Unwritten::Overlapping => {
            ("annotation that overlaps one of its label", "annotations that overlap one of their label")
        }
        Unwritten::OverlappingEntities => (
            "annotation in “entities” (in “spans” are all)",
            "annotations in “entities” (in “spans” are all)",
        ),
        Unwritten::Entities => ("entity of an annotation", "entities of annotations"),
        Unwritten::Values => ("value of an attribute", "values of attributes"),
        Unwritten::LooseRelations => {
            ("relation of an entity or an article", "relations of entities or articles")
        }
        Unwritten::Relations => ("relation", "relations"),
        Unwritten::RelationsBetweenArticles => ("relation between articles", "relations between articles"),
        Unwritten::RelationsBetweenArticlesOrBlank => {
            ("relation between articles or white space", "relations between articles or white space")
        }
        Unwritten::ArticlesWithoutText => ("article without a text", "articles without a text"),
        Unwritten::ArticlesWithoutWords => ("article without words", "articles without words"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

/// All that is left out: “1 annotation without a place, 3 relations”; empty where nothing is.
#[must_use]
pub fn all_left_out(all: &[LeftOut]) -> String {
    all.iter().copied().map(left_out).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_counted() {
        let check = |all: &[(Unwritten, usize)], words: &str| {
            let all: Vec<_> =
                all.iter().map(|(what, count)| LeftOut { what: *what, count: *count }).collect();
            assert_eq!(all_left_out(&all), words);
        };
        check(&[], "");
        check(&[(Unwritten::Unplaced, 1)], "1 annotation without a place");
        check(
            &[(Unwritten::OverlappingEntities, 7), (Unwritten::Relations, 3)],
            "7 annotations in “entities” (in “spans” are all), 3 relations",
        );
        check(
            &[(Unwritten::Entities, 1), (Unwritten::Values, 2), (Unwritten::LooseRelations, 3)],
            "1 entity of an annotation, 2 values of attributes, 3 relations of entities or articles",
        );
        check(
            &[(Unwritten::Blank, 1), (Unwritten::Overlapping, 1)],
            "1 annotation of nothing but white space, 1 annotation that overlaps one of its label",
        );
        check(
            &[(Unwritten::RelationsBetweenArticles, 1), (Unwritten::RelationsBetweenArticlesOrBlank, 2)],
            "1 relation between articles, 2 relations between articles or white space",
        );
        check(
            &[(Unwritten::ArticlesWithoutText, 2), (Unwritten::ArticlesWithoutWords, 1)],
            "2 articles without a text, 1 article without words",
        );
    }
}
