//! Writing: a table of spans, and one of relations where there are any.

use super::formula::harmless;
use super::table::Table;
use super::{LINKS, OF_RELATIONS, OF_SPANS};
use crate::export::{Contents, End, Relation, Tagged};
use crate::formats::format::{BYTE_ORDER_MARK, File};
use crate::model::annotation::AnnotationId;
use crate::model::attribute::{DATE, HEADLINE, OUTLET};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// Tables with each cell as it is.
pub fn write(contents: &Contents<'_>) -> Vec<File> {
    tables(contents, str::to_owned)
}

/// Tables in which no cell is a formula.
pub fn write_for_spreadsheets(contents: &Contents<'_>) -> Vec<File> {
    let mut files = tables(contents, harmless);
    // Without it Excel takes the file for a text in its old encoding.
    for file in &mut files {
        file.content.insert(0, BYTE_ORDER_MARK);
    }
    files
}

/// Heading of the column of an attribute: its id, which says so where another column is called that.
fn heading(id: &str) -> Cow<'_, str> {
    if OF_SPANS.contains(&id) { format!("attribute {id}").into() } else { id.into() }
}

fn tables(contents: &Contents<'_>, cell: fn(&str) -> String) -> Vec<File> {
    // Behind the columns that are always there: a column for each attribute that an annotation has a value of.
    let attributes: BTreeSet<_> = all_spans(contents)
        .flat_map(|span| span.annotation.attributes.iter())
        .map(|(id, _)| &*id.0)
        .collect();
    let headings: Vec<_> = attributes.iter().map(|id| heading(id)).collect();
    let columns: Vec<_> = OF_SPANS.into_iter().chain(headings.iter().map(|heading| &**heading)).collect();
    let mut spans = Table::new(&columns, cell);
    for article in &contents.articles {
        let [outlet, date, headline] =
            [OUTLET, DATE, HEADLINE].map(|attribute| article.document.attributes.get(attribute));
        for span in &article.spans {
            let annotation = span.annotation;
            let [id, start, end, created, modified] = [
                annotation.id.to_string(),
                span.start.to_string(),
                span.end.to_string(),
                annotation.created.to_string(),
                annotation.modified.to_string(),
            ];
            let links = LINKS.map(|(_, kind)| contents.names(span, kind).join("; "));
            let always = [
                &*id,
                &article.document.id.0,
                &start,
                &end,
                &annotation.label.0,
                span.quote,
                name_of(span),
                &links[0],
                &links[1],
                &links[2],
                &links[3],
                &annotation.note,
                &span.annotator,
                &created,
                &modified,
                outlet,
                date,
                headline,
            ];
            let values = attributes.iter().map(|id| annotation.attributes.get(id));
            spans.push(&always.into_iter().chain(values).collect::<Vec<_>>());
        }
    }
    let mut files = vec![File::new("annotations.csv", spans.finish())];
    if !contents.relations.is_empty() || !contents.loose.is_empty() {
        files.push(File::new("relations.csv", relations(contents, cell)));
    }
    files
}

fn relations(contents: &Contents<'_>, cell: fn(&str) -> String) -> String {
    let spans: HashMap<AnnotationId, &Tagged<'_>> =
        all_spans(contents).map(|span| (span.annotation.id, span)).collect();
    let mut table = Table::new(&OF_RELATIONS, cell);
    let (mut bound, mut loose) = (contents.relations.iter().peekable(), contents.loose.iter().peekable());
    // By id, whatever they join.
    loop {
        let is_bound = match (bound.peek(), loose.peek()) {
            (Some(bound), Some(loose)) => bound.id < loose.id,
            (bound, _) => bound.is_some(),
        };
        if is_bound && let Some(relation) = bound.next() {
            let ends = [relation.from, relation.to].map(|id| end(End::Annotation(id), &spans));
            push(&mut table, relation, ends);
        } else if let Some(relation) = loose.next() {
            push(&mut table, relation, [relation.from, relation.to].map(|it| end(it, &spans)));
        } else {
            return table.finish();
        }
    }
}

/// Id, words and entity of an end.
fn end<'a>(end: End<'a>, spans: &HashMap<AnnotationId, &'a Tagged<'a>>) -> [Cow<'a, str>; 3] {
    match end {
        End::Annotation(id) => {
            let span = spans.get(&id);
            let words = span.map_or("", |span| span.quote);
            [id.to_string().into(), words.into(), span.map_or("", |span| name_of(span)).into()]
        }
        End::Entity(entity) => [(&*entity.id.0).into(), "".into(), entity.called().into()],
        End::Document(id) => [(&*id.0).into(), "".into(), "".into()],
    }
}

fn push<To>(table: &mut Table, relation: &Relation<'_, To>, [from, to]: [[Cow<'_, str>; 3]; 2]) {
    table.push(&[
        relation.id,
        relation.kind(),
        &from[0],
        &to[0],
        &from[1],
        &from[2],
        &to[1],
        &to[2],
        relation.note(),
        &relation.annotator_name,
        &relation.created().to_string(),
        &relation.modified().to_string(),
    ]);
}

fn all_spans<'a>(contents: &'a Contents<'a>) -> impl Iterator<Item = &'a Tagged<'a>> {
    contents.articles.iter().flat_map(|article| &article.spans)
}

/// Name of the entity of a span; empty where it has none.
fn name_of<'a>(span: &Tagged<'a>) -> &'a str {
    span.entity.map_or("", |entity| entity.called())
}
