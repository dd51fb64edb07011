//! The matrix of claims of 2,000 groups in 40 outlets with 20,000 claims, a third of them said by somebody, and 20,000 marks that a group
//! is absent: the whole of it, its sums, its rows, and what an edit costs. The floor is one look at each claim and mark.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use glossator_benches::{LARGE, matrix, moment};
use glossator_core::edit::command::{Command, plan};
use glossator_core::query::matrix::{By, Filter, Matrix, Order};
use std::hint::black_box;

fn cells(criterion: &mut Criterion) {
    let corpus = matrix(LARGE);
    let by = By::default();
    let whole = Matrix::of(&corpus, &by);
    assert_eq!((whole.rows.len(), whole.columns.len()), (2_000, 40));
    assert_eq!(whole.columns.iter().map(|column| column.claims).sum::<usize>(), 20_000);
    let mut group = criterion.benchmark_group("matrix");
    group.sample_size(20);
    group.bench_function("all cells", |bencher| bencher.iter(|| Matrix::of(&corpus, &by)));
    group.bench_function("sums", |bencher| bencher.iter(|| whole.sums()));
    group.bench_function("rows in order", |bencher| {
        bencher.iter(|| whole.rows(&corpus, &Filter::All, &Order::Contested));
    });
    let (row, column) = (0..whole.rows.len())
        .flat_map(|row| (0..whole.columns.len()).map(move |column| (row, column)))
        .find(|(row, column)| whole.rows[*row].cells[*column].is_open())
        .expect("a cell that nobody has looked at");
    let links = vec![((&whole.rows[row].group.id).into(), (&whole.columns[column].documents[0]).into())];
    let mark = Command::Link { relation_type: "absent".into(), links };
    group.bench_function("mark a cell as absent, and all cells again", |bencher| {
        bencher.iter(|| {
            let transaction = plan(&corpus, &mark, &moment(99)).expect("nobody has looked");
            Matrix::of(&corpus.apply(&transaction).0, &by)
        });
    });
    group.bench_function("floor: a look at each claim and mark", |bencher| {
        bencher.iter(|| {
            let claims = corpus.documents().flat_map(|document| document.annotations());
            let claims = claims.map(|claim| black_box(claim).id).max();
            (claims, corpus.relations().iter().map(|relation| black_box(relation).kind.len()).sum::<usize>())
        });
    });
    group.finish();
}

criterion_group!(benches, cells);
criterion_main!(benches);
