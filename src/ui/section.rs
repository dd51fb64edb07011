//! Neighbouring paragraphs. A section is drawn again only when core made another one.

use super::block::BlockView;
use crate::app::select::use_select;
use crate::app::shared::Shared;
use glossator_core::document::DocumentId;
use yew::prelude::*;

/// What [`SectionView`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The article.
    pub document: DocumentId,
    /// Which of its sections.
    pub index: usize,
}

/// See the module.
#[component]
pub fn SectionView(props: &Props) -> Html {
    let Props { document, index } = props.clone();
    let section = use_select(move |state| {
        let section = state.corpus.document(&document)?.sections.get(index)?;
        Some(Shared::from(section))
    });
    let labels = use_select(|state| Shared::from(state.corpus.labels()));
    let open = use_select({
        let section = section.clone();
        move |state| {
            let open = state.session.annotation?;
            let blocks = &section.as_ref()?.blocks;
            blocks
                .iter()
                .any(|block| block.annotations.iter().any(|annotation| annotation.id == open))
                .then_some(open)
        }
    });
    let blocks = section.iter().flat_map(|section| &section.blocks).map(|block| {
        let open = open.filter(|open| block.annotations.iter().any(|annotation| annotation.id == *open));
        html! { <BlockView key={block.number} block={Shared::from(block)} labels={labels.clone()} {open} /> }
    });
    html! { <div class="section">{ for blocks }</div> }
}
