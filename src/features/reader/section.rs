//! Neighbouring paragraphs. A section is drawn again only when core made another one, and before everything else; the
//! browser skips those that nobody looks at.

use super::block::BlockView;
use crate::app::part::Parts;
use crate::app::select::use_select_in;
use crate::app::shared::Shared;
use crate::app::store::{Priority, Store};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::{DocumentId, Section};
use glossator_core::model::label::LabelSet;
use glossator_core::text::span::Span;
use std::ops::RangeInclusive;
use yew::prelude::*;

/// The properties of [`SectionView`].
#[derive(Clone, PartialEq, Properties)]
pub struct SectionProps {
    /// The one store of the page.
    pub store: Store,
    /// The article.
    pub document: DocumentId,
    /// The number of the section in it.
    pub index: usize,
    /// The annotations of the article that have a part in what is in focus.
    pub parts: Parts,
}

/// The slice of the state that is drawn here.
#[derive(Clone, PartialEq)]
struct View {
    section: Option<Shared<Section>>,
    labels: Shared<LabelSet>,
    /// The open annotation and its span, if it touches the section, and the blocks that it touches.
    open: Option<((AnnotationId, Span), RangeInclusive<usize>)>,
}

/// See the module.
#[component]
pub fn SectionView(SectionProps { store, document, index, parts }: &SectionProps) -> Html {
    let (document, index) = (document.clone(), *index);
    let View { section, labels, open } = use_select_in(store, Priority::Edited, move |state| {
        let document = state.corpus().document(&document);
        let section = document.and_then(|document| document.sections.get(index));
        let section = section.filter(|_| document.is_some_and(|it| state.is_drawn(&it.id, index)));
        let blocks = index * Section::BLOCKS..(index + 1) * Section::BLOCKS;
        let open = state.open().zip(document).and_then(|(open, document)| {
            let span = open.span().filter(|_| open.document == document.id)?;
            let touched = document.text.blocks_of(span);
            (*touched.start() < blocks.end && *touched.end() >= blocks.start)
                .then_some(((open.id, span), touched))
        });
        View { section: section.map(Shared::from), labels: Shared::from(state.corpus().labels()), open }
    });
    let blocks = section.iter().flat_map(|section| &section.blocks).map(|block| {
        let open = open.iter().find(|(_, touched)| touched.contains(&block.number)).map(|(open, _)| *open);
        html! { <BlockView key={block.number} block={Shared::from(block)} labels={labels.clone()} {open} parts={parts.clone()} /> }
    });
    // An empty section takes the room that it is likely to need.
    let class = if section.is_some() { "section" } else { "section waiting" };
    html! { <div {class}>{ for blocks }</div> }
}
