//! Neighbouring paragraphs. A section is drawn again only when core made another one.

use super::block::BlockView;
use crate::app::select::use_select;
use crate::app::shared::Shared;
use crate::app::store::Store;
use glossator_core::annotation::AnnotationId;
use glossator_core::document::{Block, DocumentId, Section};
use glossator_core::label::LabelSet;
use yew::prelude::*;

/// What [`SectionView`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct SectionProps {
    /// The one store of the page.
    pub store: Store,
    /// The article.
    pub document: DocumentId,
    /// Which of its sections.
    pub index: usize,
}

/// What is seen of the store here.
#[derive(Clone, PartialEq)]
struct View {
    section: Option<Shared<Section>>,
    labels: Shared<LabelSet>,
    /// The open annotation, if it touches the section.
    open: Option<AnnotationId>,
}

/// See the module.
#[component]
pub fn SectionView(SectionProps { store, document, index }: &SectionProps) -> Html {
    let (document, index) = (document.clone(), *index);
    let View { section, labels, open } = use_select(store, move |state| {
        let section = state.corpus.document(&document).and_then(|document| document.sections.get(index));
        let touches = |open: &AnnotationId| {
            section.is_some_and(|section| section.blocks.iter().any(|block| holds(block, *open)))
        };
        View {
            section: section.map(Shared::from),
            labels: Shared::from(state.corpus.labels()),
            open: state.session.annotation.filter(touches),
        }
    });
    let blocks = section.iter().flat_map(|section| &section.blocks).map(|block| {
        let open = open.filter(|open| holds(block, *open));
        html! { <BlockView key={block.number} block={Shared::from(block)} labels={labels.clone()} {open} /> }
    });
    html! { <div class="section">{ for blocks }</div> }
}

fn holds(block: &Block, id: AnnotationId) -> bool {
    block.annotations.iter().any(|annotation| annotation.id == id)
}
