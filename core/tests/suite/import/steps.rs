//! Steps of an import, each by itself: marked text of the file in, its result out.

mod annotations;
mod articles;
mod labels;
mod later;
mod people;
mod relations;

use super::uuid;
use glossator_core::edit::operation::Operation;
use glossator_core::edit::transaction::{Action, Origin};
use glossator_core::import::steps::annotations::{Annotations, Before, annotations};
use glossator_core::import::steps::articles::{Articles, articles};
use glossator_core::import::steps::labels::{LabelChoice, Labels, labels};
use glossator_core::import::steps::people::{People, people};
use glossator_core::import::{Choices, FilePart, Incoming, IncomingAnnotation, IncomingDocument};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::label::LabelId;
use glossator_core::model::record::Quotation;
use glossator_core::model::time::Timestamp;
use glossator_core::text::Text;
use glossator_core::text::anchor::Anchoring;
use glossator_core::text::span::Span;
use glossator_fixture::{Fixture, Mark, parse};
use std::rc::Rc;
use uuid::Uuid;

/// File with those articles, as marked text; its annotations have the ids 1, 2, 3 …
fn file(articles: &[(&str, &str)]) -> Incoming {
    let mut incoming = Incoming::default();
    for (id, marked) in articles {
        let (text, marks) = parse(marked).expect("well formed");
        let text = Rc::new(Text::new(text));
        let anchoring = Anchoring::new(text.clone());
        for Mark { label, start, end } in marks {
            let span = Span::new(text.content(), start, end).expect("a span");
            let number = incoming.annotations.len() + 1;
            let quotation = anchoring.quotation(span);
            incoming.annotations.push(annotation(number, id, label, quotation));
        }
        let document = IncomingDocument {
            id: (*id).into(),
            text: Some(text.content().into()),
            ..IncomingDocument::default()
        };
        incoming.documents.push(document);
    }
    incoming
}

fn annotation(number: usize, document: &str, label: LabelId, quotation: Quotation) -> IncomingAnnotation {
    IncomingAnnotation {
        at: FilePart::value(format!("annotations[{}]", number - 1)),
        id: id(number),
        document: document.into(),
        label,
        quotation,
        unplaced: false,
        note: "".into(),
        annotator: AnnotatorId::default(),
        created: Timestamp::default(),
        modified: Timestamp::default(),
        said: None,
        foreign: Vec::new(),
    }
}

/// Id of that number, as a file that has ids gives it.
fn id(number: usize) -> AnnotationId {
    AnnotationId::parse(&uuid(u32::try_from(number).expect("small"))).expect("a UUID")
}

/// Id of that number, as a reader makes it where the file has none.
fn derived(number: usize) -> AnnotationId {
    AnnotationId(Uuid::new_v5(&Uuid::NAMESPACE_URL, &number.to_be_bytes()))
}

/// Steps in front of the annotations, of one file over one fixture.
struct Steps<'a> {
    it: &'a Fixture,
    choices: &'a Choices,
    people: People,
    articles: Articles<'a>,
    labels: Labels<'a>,
}

impl<'a> Steps<'a> {
    fn of(it: &'a Fixture, incoming: &'a Incoming, choices: &'a Choices) -> Self {
        Self {
            it,
            choices,
            people: people(&it.corpus, &incoming.annotators),
            articles: articles(&it.corpus, incoming, choices),
            labels: labels(&it.corpus, incoming, &choices.labels),
        }
    }

    fn before(&self) -> Before<'_> {
        Before {
            corpus: &self.it.corpus,
            people: &self.people,
            articles: &self.articles,
            labels: &self.labels,
            choices: self.choices,
            now: self.it.moment.time,
        }
    }

    fn annotations(&self, incoming: &Incoming) -> Annotations {
        annotations(self.before(), incoming)
    }
}

/// Choices about labels only.
fn about_labels(labels: &[(LabelId, LabelChoice)]) -> Choices {
    Choices { labels: labels.to_vec(), ..Choices::default() }
}

/// Fixture after those operations.
fn after(it: &Fixture, operations: &[Operation]) -> Fixture {
    let mut it = it.clone();
    let moment = it.next_moment();
    it.apply(moment.transaction(&it.corpus, Origin::Import, Action::Import, operations.to_vec()));
    it
}
