//! A paragraph: its exact characters, marked where they are tagged. Nothing else may stand in its element.
//!
//! A mark says by attributes which lines run below it and which fill it has; the style sheet draws them.

use crate::app::part::{Part, Parts};
use crate::app::shared::Shared;
use crate::widgets::label::look;
use glossator_core::corpus::lanes::Lane;
use glossator_core::corpus::segment::Segment;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::document::Block;
use glossator_core::model::label::LabelSet;
use glossator_core::text::span::Span;
use yew::prelude::*;

/// The properties of [`BlockView`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The paragraph.
    pub block: Shared<Block>,
    /// The labels in use, for their looks.
    pub labels: Shared<LabelSet>,
    /// The open annotation and its span, if it touches the paragraph.
    pub open: Option<(AnnotationId, Span)>,
    /// The annotations of the article that have a part in what is in focus.
    pub parts: Parts,
}

/// See the module.
#[component]
pub fn BlockView(Props { block, labels, open, parts }: &Props) -> Html {
    let segment = |segment: &Segment| {
        let words = segment.span.of(block.text.content()).to_owned();
        if segment.annotations.is_empty() {
            return html! { { words } };
        }
        mark(segment, labels, *open, parts, words)
    };
    html! { <p data-block={block.number.to_string()} dir="auto">{ for block.segments().iter().map(segment) }</p> }
}

fn mark(
    segment: &Segment,
    labels: &LabelSet,
    open: Option<(AnnotationId, Span)>,
    parts: &Parts,
    words: String,
) -> Html {
    let annotations = &segment.annotations;
    let ids: Vec<_> = annotations.iter().map(|annotation| annotation.id.to_string()).collect();
    let names = labels.iter().filter(|label| annotations.iter().any(|one| one.label == label.id));
    let names: Vec<_> = names.map(|label| &*label.id.0).collect();
    let open = open.filter(|(_, span)| span.covers(segment.span));
    let opened = open.and_then(|(id, _)| annotations.iter().position(|one| one.id == id));
    let opened = opened.map(|at| (segment.lanes[at], &annotations[at]));
    let mut lines = segment.lines();
    // Where several share a lane, the open one has it.
    for line in &mut lines {
        *line = opened.filter(|(lane, _)| *lane == line.0).unwrap_or(*line);
    }
    let parts: Vec<_> = parts.iter().filter(|(id, _)| annotations.iter().any(|one| one.id == *id)).collect();
    // The words have one fill: that of the open one, or else that of the smallest. A claim in focus leaves nothing to the others.
    let focused = parts.iter().find(|(_, part)| *part == Part::Claim);
    let focused = focused.and_then(|(id, _)| annotations.iter().position(|one| one.id == *id));
    if let Some(at) = focused.filter(|_| opened.is_none()) {
        lines = vec![(segment.lanes[at], &annotations[at])];
    }
    let (fill, filled) = opened.unwrap_or(lines[0]);
    lines.sort_unstable_by_key(|(lane, _)| *lane);
    let of = |annotation: &Annotation| look(labels, &annotation.label);
    let several = (lines.len() > 1).then(|| {
        let several = lines.iter().map(|(lane, annotation)| format!("{lane}-{}", of(annotation)));
        several.collect::<Vec<_>>().join(" ")
    });
    let ending = |is_end: &dyn Fn(Span) -> bool| {
        let ending = lines.iter().filter(|(_, one)| one.span().is_some_and(is_end));
        let ending: Vec<_> = ending.map(|(lane, _)| number(*lane)).collect();
        (!ending.is_empty()).then(|| ending.join(" "))
    };
    let named = parts.iter().map(|(_, part)| part.name()).collect::<Vec<_>>();
    let named = (!named.is_empty()).then(|| named.join(" "));
    html! {
        <mark data-annotations={ids.join(" ")} data-labels={names.join(" ")} data-look={of(filled)} data-fill={number(fill)}
            data-lines={several} data-begins={ending(&|span| span.start() == segment.span.start())}
            data-ends={ending(&|span| span.end() == segment.span.end())} data-open={opened.map(|(lane, _)| number(lane))}
            data-state={open.map(|_| "open")} data-part={named}>{ words }</mark>
    }
}

fn number(lane: Lane) -> &'static str {
    const NUMBERS: [&str; 4] = ["1", "2", "3", "4"];
    NUMBERS[usize::from(lane - 1) % NUMBERS.len()]
}
