//! Properties of the matrix of claims: whatever people do with groups, speakers, marks and outlets, in any order.

use super::edits::shuffled;
use super::*;
use glossator_core::model::attribute::YES;
use glossator_core::model::entity::{Entity, EntityId};
use glossator_core::query::matrix::{By, Cell, Filter, Matrix, Order, Sum, Within};
use std::collections::BTreeSet;

/// Articles with eight claims and two who say them.
const CODED: [(&str, &str); 4] = [
    ("a", "[claim:It rained.] [actor:Ada] said [claim:it was late]. [claim:They met.]"),
    ("b", "[claim:They did not meet.] [claim:It was wet,] said [actor:Bo]."),
    ("c", "[claim:They met again.] [claim:It was early.]"),
    ("d", "[claim:They will meet.]"),
];

/// Groups of claims, by their names.
const GROUPS: [&str; 4] = ["rain", "hour", "meeting", "other"];

/// Something that a person may do.
#[derive(Clone, Debug)]
enum Deed {
    /// A claim is in a group, or in none.
    Group(Index, Option<Index>),
    /// Claims are denied, or affirmed.
    Position(Index, bool),
    Nobody(Index, bool),
    Apart(Index, bool),
    Speaker(Index, Index),
    /// Somebody looked for a group in an article.
    Absent(Index, Index),
    /// All marks of a group are taken back.
    Unmark(Index),
    Merge(Index, Index),
    Separate(Index),
    DeleteGroup(Index),
    DeleteClaim(Index),
    /// An article’s outlet.
    Outlet(Index, &'static str),
    /// An article is a source.
    Source(Index, bool),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let one = || any::<Index>();
    prop_oneof![
        8 => (one(), proptest::option::weighted(0.9, one())).prop_map(|(a, b)| Deed::Group(a, b)),
        3 => (one(), any::<bool>()).prop_map(|(a, b)| Deed::Position(a, b)),
        1 => (one(), any::<bool>()).prop_map(|(a, b)| Deed::Nobody(a, b)),
        1 => (one(), any::<bool>()).prop_map(|(a, b)| Deed::Apart(a, b)),
        3 => (one(), one()).prop_map(|(a, b)| Deed::Speaker(a, b)),
        6 => (one(), one()).prop_map(|(a, b)| Deed::Absent(a, b)),
        1 => one().prop_map(Deed::Unmark),
        1 => (one(), one()).prop_map(|(a, b)| Deed::Merge(a, b)),
        1 => one().prop_map(Deed::Separate),
        1 => one().prop_map(Deed::DeleteGroup),
        1 => one().prop_map(Deed::DeleteClaim),
        2 => (one(), select(&["", "Bild", "Le Monde"][..])).prop_map(|(a, b)| Deed::Outlet(a, b)),
        1 => (one(), any::<bool>()).prop_map(|(a, b)| Deed::Source(a, b)),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

/// The articles, with the groups and no claim in any.
fn groups() -> Fixture {
    let mut it = Fixture::new(&CODED).expect("well-formed marks");
    let group = |name: &&str| Entity { name: (*name).into(), ..Entity::bare("".into(), "claim".into()) };
    it.give(&Command::TakeEntities(GROUPS.iter().map(group).collect())).expect("they are new");
    it.history = History::default();
    it
}

fn of_label(it: &Fixture, label: &str) -> Vec<glossator_core::model::annotation::AnnotationId> {
    let all = it.corpus.documents().flat_map(|document| document.annotations());
    all.filter(|one| &*one.label.0 == label).map(|one| one.id).collect()
}

fn command(it: &Fixture, deed: &Deed) -> Option<Command> {
    let (claims, actors) = (of_label(it, "claim"), of_label(it, "actor"));
    let claim = |at: &Index| claims.get(at.index(claims.len().max(1))).copied();
    let things: Vec<EntityId> = it.corpus.entities().iter().map(|entity| entity.id.clone()).collect();
    let group = |at: &Index| things.get(at.index(things.len().max(1))).cloned();
    let documents: Vec<_> = it.corpus.documents().map(|document| document.id.clone()).collect();
    let document = |at: &Index| documents[at.index(documents.len())].clone();
    let value = |claim, id: &str, value: &str| Command::SetAttributes {
        values: vec![(claim, id.into(), value.into())],
    };
    Some(match deed {
        Deed::Group(at, of) => {
            Command::Assign { annotations: vec![claim(at)?], entity: of.as_ref().and_then(group) }
        }
        Deed::Position(at, denies) => {
            value(claim(at)?.key(), "position", if *denies { "denies" } else { "affirms" })
        }
        Deed::Nobody(at, is_nobody) => Command::SetNobody { claims: vec![claim(at)?], is_nobody: *is_nobody },
        Deed::Apart(at, is_apart) => value(claim(at)?.key(), "apart", if *is_apart { YES } else { "" }),
        Deed::Speaker(at, by) => {
            let links = vec![(claim(at)?.into(), actors[by.index(actors.len())].into())];
            Command::Link { relation_type: "said by".into(), links }
        }
        Deed::Absent(of, at) => {
            let links = vec![((&group(of)?).into(), (&document(at)).into())];
            Command::Link { relation_type: "absent".into(), links }
        }
        Deed::Unmark(of) => {
            let of = group(of)?;
            let marks =
                it.corpus.relations().iter().filter(|it| *it.kind == *"absent" && it.from.entity() == of);
            Command::Unlink(marks.map(|mark| mark.id.clone()).collect())
        }
        Deed::Merge(from, into) => Command::MergeEntities { from: vec![group(from)?], into: group(into)? },
        Deed::Separate(at) => Command::SeparateEntity { entity: group(at)? },
        Deed::DeleteGroup(at) => Command::DeleteEntities(vec![group(at)?]),
        Deed::DeleteClaim(at) => Command::Delete { annotations: vec![claim(at)?] },
        Deed::Outlet(at, name) => value(document(at).key(), "outlet", name),
        Deed::Source(at, is_source) => {
            value(document(at).key(), "kind", if *is_source { "source" } else { "article" })
        }
        Deed::Undo | Deed::Redo => return None,
    })
}

fn live(it: &mut Fixture, deeds: &[Deed]) {
    for deed in deeds {
        match deed {
            Deed::Undo => drop(it.undo()),
            Deed::Redo => drop(it.redo()),
            _ => {
                if let Some(command) = command(it, deed) {
                    let _ = it.give(&command);
                }
            }
        }
    }
}

/// The matrix by outlet and by article.
fn both(corpus: &Corpus) -> [Matrix; 2] {
    [By::default(), By::Article].map(|by| Matrix::of(corpus, &by))
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_group_is_present_absent_or_not_looked_for_and_never_two_of_it(deeds in vec(deed(), 0..40)) {
        let mut it = groups();
        live(&mut it, &deeds);
        for matrix in both(&it.corpus) {
            for row in &matrix.rows {
                prop_assert_eq!(row.cells.len(), matrix.columns.len());
                for (cell, column) in row.cells.iter().zip(&matrix.columns) {
                    let is = [cell.is_present(), cell.is_absent(), cell.is_open()];
                    prop_assert_eq!(is.iter().filter(|is| **is).count(), 1, "{:?}", cell);
                    let having: BTreeSet<_> = cell.claims().map(|claim| &claim.document).collect();
                    let marked = cell.absent.iter().filter(|mark| !mark.is_beaten).map(|mark| &mark.document);
                    let marked: BTreeSet<_> = marked.collect();
                    prop_assert!(having.is_disjoint(&marked));
                    prop_assert_eq!(having.len() + marked.len() + cell.open, column.documents.len());
                    // A line is about one state of one speaker.
                    let lines: BTreeSet<_> =
                        cell.lines.iter().map(|line| (line.state, format!("{:?}", line.speaker))).collect();
                    prop_assert_eq!(lines.len(), cell.lines.len());
                }
            }
            // Every claim stands in one place.
            let in_rows = matrix.rows.iter().flat_map(|row| &row.cells).flat_map(Cell::claims);
            let all: Vec<_> = in_rows.chain(&matrix.loose).chain(&matrix.apart).map(|claim| claim.id).collect();
            let once: BTreeSet<_> = all.iter().copied().collect();
            prop_assert_eq!(all.len(), once.len());
            prop_assert_eq!(once, of_label(&it, "claim").into_iter().collect());
            prop_assert_eq!(matrix.columns.iter().map(|column| column.claims).sum::<usize>(), all.len());
        }
    }

    #[test]
    fn every_number_has_so_many_rows(deeds in vec(deed(), 0..40)) {
        let mut it = groups();
        live(&mut it, &deeds);
        for matrix in both(&it.corpus) {
            let columns = 0..matrix.columns.len();
            let sums = matrix.sums();
            let listed = |filter: &Filter| matrix.rows(&it.corpus, filter, &Order::Contested).len();
            for (column, sums) in sums.iter().enumerate().filter(|(at, _)| !matrix.columns[*at].is_source) {
                for sum in Sum::ALL {
                    prop_assert_eq!(sums[sum as usize], listed(&sum.filter(column)), "{:?}", sum);
                }
                let open = matrix.rows.iter().filter(|row| row.cells[column].is_open()).count();
                let parts = listed(&Filter::In(column)) + listed(&Filter::AbsentIn(column)) + open;
                prop_assert_eq!(parts, matrix.rows.len());
                prop_assert!(matrix.unseen(column) <= open);
            }
            let total = |sum: Sum| sums.iter().map(|sums| sums[sum as usize]).sum::<usize>();
            prop_assert_eq!(total(Sum::Only), listed(&Filter::OnlyIn(None)));
            prop_assert_eq!(total(Sum::Missing), listed(&Filter::MissingIn(None)));
            prop_assert_eq!(total(Sum::Covered), matrix.rows.iter().map(|row| row.present).sum::<usize>());
            let within = [Within::Row, Within::Article, Within::Columns, Within::Speaker];
            for filter in within.map(Filter::Contested).into_iter().chain([Filter::Open, Filter::OwnAndAttributed]) {
                prop_assert_eq!(matrix.count(&filter), listed(&filter));
            }
            // Where one column says both, or two say different things, the row does.
            let rows = |within| matrix.rows(&it.corpus, &Filter::Contested(within), &Order::Own);
            let anywhere: BTreeSet<_> = rows(Within::Row).into_iter().collect();
            for within in [Within::Article, Within::Columns, Within::Speaker] {
                prop_assert!(rows(within).iter().all(|row| anywhere.contains(row)), "{:?}", within);
            }
            let in_cells = |row: &usize| columns.clone().any(|at| matrix.rows[*row].cells[at].is_contested());
            let between: BTreeSet<_> = rows(Within::Columns).into_iter().collect();
            prop_assert!(anywhere.iter().all(|row| in_cells(row) || between.contains(row)));
        }
    }

    #[test]
    fn a_state_depends_on_the_claims_and_not_on_their_order(deeds in vec(deed(), 0..40), seed: u64) {
        let mut it = groups();
        live(&mut it, &deeds);
        let cells = shuffled(cells_of(&it.corpus), seed);
        let documents: Vec<_> = it.corpus.documents().cloned().collect();
        let seeds = documents.iter().map(|document| Seed {
            id: &document.id.0,
            text: document.text.content(),
            attributes: &[],
        });
        let one_by_one = |corpus: Corpus, cell| corpus.merge([], [cell]).0;
        let other = cells.into_iter().fold(Corpus::new(seeds), one_by_one);
        prop_assert_eq!(both(&other), both(&it.corpus));
    }

    #[test]
    fn groups_that_are_merged_one_after_the_other_are_as_if_they_were_merged_first(deeds in vec(deed(), 0..30)) {
        let mut it = groups();
        live(&mut it, &deeds);
        let all: Vec<_> = Matrix::of(&it.corpus, &By::Article).rows.iter().map(|row| row.group.id.clone()).collect();
        let [a, b, c, ..] = &all[..] else { return Ok(()) };
        let merge = |it: &mut Fixture, from: &EntityId, into: &EntityId| {
            it.give(&Command::MergeEntities { from: vec![from.clone()], into: into.clone() }).expect("two groups");
        };
        let (mut left, mut right) = (it.clone(), it);
        merge(&mut left, b, a);
        merge(&mut left, c, a);
        merge(&mut right, c, b);
        merge(&mut right, b, a);
        for (left, right) in both(&left.corpus).iter().zip(&both(&right.corpus)) {
            // Groups remember by which one they went; what they hold is the same.
            let cells = |matrix: &Matrix| {
                matrix.rows.iter().map(|row| (row.group.name.clone(), row.cells.clone())).collect::<Vec<_>>()
            };
            prop_assert_eq!(cells(left), cells(right));
            prop_assert_eq!((&left.loose, &left.apart), (&right.loose, &right.apart));
        }
    }

    #[test]
    fn the_matrix_is_what_it_was_once_everything_is_undone(deeds in vec(deed(), 0..40)) {
        let mut it = groups();
        let before = both(&it.corpus);
        live(&mut it, &deeds);
        let after = both(&it.corpus);
        let mut steps = 0;
        while it.undo().is_some() {
            steps += 1;
        }
        prop_assert_eq!(both(&it.corpus), before);
        for _ in 0..steps {
            it.redo();
        }
        prop_assert_eq!(both(&it.corpus), after);
    }

    #[test]
    fn a_matrix_that_follows_an_edit_is_the_one_that_is_made_anew(deeds in vec(deed(), 0..40)) {
        let mut it = groups();
        for deed in &deeds {
            let before = it.corpus.clone();
            let Some(Ok(change)) = command(&it, deed).map(|command| it.give(&command)) else { continue };
            for by in [By::default(), By::Article] {
                let followed = Matrix::of(&before, &by).after(&by, &before, &it.corpus, &change);
                let is_mark = matches!(deed, Deed::Absent(..) | Deed::Unmark(_));
                prop_assert!(followed.is_some() || !is_mark, "{:?}", deed);
                if let Some(followed) = followed {
                    prop_assert_eq!(followed, Matrix::of(&it.corpus, &by));
                }
            }
        }
    }

    #[test]
    fn two_tabs_have_one_matrix(ours in vec(deed(), 0..16), theirs in vec(deed(), 0..16)) {
        let base = groups();
        let [one, two] = [(&ours, 10), (&theirs, 20)].map(|(deeds, replica)| {
            let mut tab = base.clone();
            (tab.moment.replica, tab.moment.random) = (ReplicaId(replica), u128::from(replica) << 32);
            live(&mut tab, deeds);
            tab.corpus
        });
        let merged = |into: &Corpus, from: &Corpus| into.merge([], cells_of(from)).0;
        prop_assert_eq!(both(&merged(&one, &two)), both(&merged(&two, &one)));
    }
}
