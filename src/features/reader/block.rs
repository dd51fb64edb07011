//! A paragraph: its exact characters, marked where they are tagged. Nothing else may stand in its element.

use crate::app::shared::Shared;
use crate::widgets::label::lane;
use glossator_core::corpus::segment::Segment;
use glossator_core::model::document::Block;
use glossator_core::model::label::LabelSet;
use glossator_core::text::span::Span;
use yew::prelude::*;

/// The properties of [`BlockView`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The paragraph.
    pub block: Shared<Block>,
    /// The labels in use, for their lanes.
    pub labels: Shared<LabelSet>,
    /// The span of the open annotation, if it touches the paragraph.
    pub open: Option<Span>,
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

fn mark(segment: &Segment, labels: &LabelSet, open: Option<Span>, words: String) -> Html {
    let annotations = &segment.annotations;
    let ids: Vec<_> = annotations.iter().map(|annotation| annotation.id.to_string()).collect();
    let mut names = Vec::new();
    let mut lanes = Vec::new();
    let mut deep = false;
    for (rank, label) in labels.iter().enumerate() {
        let count = annotations.iter().filter(|annotation| annotation.label == label.id).count();
        if count > 0 {
            names.push(&*label.id.0);
            lanes.push(lane(rank));
        }
        deep |= count > 1;
    }
    let begins = |whole: Span| whole.start() == segment.span.start();
    let ends = |whole: Span| whole.end() == segment.span.end();
    let any = |is: &dyn Fn(Span) -> bool| annotations.iter().filter_map(|one| one.span()).any(is);
    let open = open.filter(|open| open.covers(segment.span));
    let states = [
        ("deep", deep),
        ("begins", any(&begins)),
        ("ends", any(&ends)),
        ("open", open.is_some()),
        ("open-begins", open.is_some_and(begins)),
        ("open-ends", open.is_some_and(ends)),
    ];
    // Their number, where one of them begins.
    let count = (segment.depth() > 1 && any(&begins)).then(|| segment.depth().to_string());
    let states: Vec<_> = states.into_iter().filter_map(|(name, is)| is.then_some(name)).collect();
    html! {
        <mark data-annotations={ids.join(" ")} data-labels={names.join(" ")} data-lanes={lanes.join(" ")}
            data-state={states.join(" ")} data-count={count}>{ words }</mark>
    }
}
