//! A paragraph: its exact characters, marked where they are tagged. Nothing else may stand in its element.

use super::lane;
use crate::app::shared::Shared;
use glossator_core::annotation::AnnotationId;
use glossator_core::document::Block;
use glossator_core::label::LabelSet;
use glossator_core::segment::Segment;
use yew::prelude::*;

/// What [`BlockView`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The paragraph.
    pub block: Shared<Block>,
    /// The labels in use, for their lanes.
    pub labels: Shared<LabelSet>,
    /// The open annotation, if it touches the paragraph.
    pub open: Option<AnnotationId>,
}

/// See the module.
#[component]
pub fn BlockView(Props { block, labels, open }: &Props) -> Html {
    let segment = |segment: &Segment| {
        let words = segment.span.of(block.text.content()).to_owned();
        if segment.annotations.is_empty() {
            return html! { { words } };
        }
        mark(segment, labels, *open, words)
    };
    html! { <p data-block={block.number.to_string()} dir="auto">{ for block.segments().iter().map(segment) }</p> }
}

fn mark(segment: &Segment, labels: &LabelSet, open: Option<AnnotationId>, words: String) -> Html {
    let ids: Vec<_> = segment.annotations.iter().map(|annotation| annotation.id.to_string()).collect();
    let covering = labels.iter().enumerate().filter_map(|(rank, label)| {
        let count = segment.annotations.iter().filter(|annotation| annotation.label == label.id).count();
        (count > 0).then_some((rank, label, count))
    });
    let mut names = Vec::new();
    let mut class = Classes::new();
    for (rank, label, count) in covering {
        names.push(&*label.id.0);
        class.push(lane(rank));
        if count > 1 {
            class.push("deep");
        }
    }
    let span = segment.span;
    if segment
        .annotations
        .iter()
        .any(|annotation| annotation.span().is_some_and(|whole| whole.start() == span.start()))
    {
        class.push("begins");
    }
    if segment.annotations.iter().any(|annotation| Some(annotation.id) == open) {
        class.push("open");
    }
    html! { <mark {class} data-annotations={ids.join(" ")} data-labels={names.join(" ")}>{ words }</mark> }
}
