//! Links: rings around who says the open claim and passed it on, and around the words that attribute it; around the claims of an
//! open actor. They are drawn over the text, where the browser has laid its words out, and are put there by an effect.
//!
//! They say nothing that the card does not say, and are not there for assistive technology.

use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::intent;
use crate::app::part::Part;
use crate::app::select::{Props, use_select};
use crate::app::settings::TEXT_SIZE;
use crate::app::shared::Shared;
use crate::app::state::State;
use crate::words::tagging as words;
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::label::{ACTOR, CLAIM};
use glossator_core::query;
use glossator_core::query::attribution::said_by;
use glossator_core::query::stance::Links as Linked;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use std::rc::Rc;
use yew::prelude::*;

/// A ring around an annotation of the article in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// Its part.
    pub part: Part,
    /// The annotation.
    pub annotation: AnnotationId,
    /// Its words.
    pub span: Span,
}

/// The rings for the open annotation, where nothing is selected: words that are being selected have nothing around them.
#[must_use]
pub fn rings(state: &State) -> Vec<Ring> {
    let over = state.reader.link_over;
    shown(state).map(|open| rings_of(state.corpus(), open, over)).unwrap_or_default()
}

/// A link is dragged there: its other end would be the smallest mention of an actor at that place.
pub(super) fn drag(context: &mut Context<'_>, at: Option<ByteOffset>) {
    let state = &mut *context.state;
    let covering = state.document().zip(at).map(|(document, at)| query::covering(document, at));
    let actor = covering.into_iter().flatten().find(|one| *one.label.0 == *ACTOR).map(|one| one.id);
    context.is_quiet = state.reader.link_over == actor;
    state.reader.link_over = actor;
}

/// The link leads to where it was dragged, if it is to be made.
pub(super) fn end(context: &mut Context<'_>, makes: bool) {
    let over = context.state.reader.link_over.take();
    match over.filter(|_| makes) {
        Some(actor) => context.send(intent::Attribution::LinkTo(actor)),
        None if makes => context.say(words::DROP_ON_ACTOR),
        None => {}
    }
}

/// The open annotation, if it is one around which rings stand.
fn shown(state: &State) -> Option<&Rc<Annotation>> {
    let open = state.open().filter(|open| open.document == state.session.document)?;
    let may_have = [ACTOR, CLAIM].contains(&&*open.label.0);
    (may_have && state.session.selection.is_none()).then_some(open)
}

/// The rings for an annotation. While a link is dragged, its other end has the ring of the one who says it.
fn rings_of(corpus: &Corpus, open: &Annotation, over: Option<AnnotationId>) -> Vec<Ring> {
    let linked: Vec<_> = if *open.label.0 == *CLAIM {
        let Linked { said_by, via, cues, .. } = Linked::of(corpus, open);
        let said_by = over.map_or(said_by, |over| corpus.annotation(over));
        let speakers =
            said_by.map(|one| (Part::SaidBy, one)).into_iter().chain(via.map(|one| (Part::Via, one)));
        speakers.chain(cues.into_iter().map(|one| (Part::Cue, one))).collect()
    } else {
        said_by(corpus, open).into_iter().map(|one| (Part::Says, one)).collect()
    };
    let ring = |(part, one): (Part, &Rc<Annotation>)| {
        let span = one.span().filter(|_| one.document == open.document)?;
        Some(Ring { part, annotation: one.id, span })
    };
    linked.into_iter().filter_map(ring).collect()
}

/// See the module.
#[component]
pub fn Links(Props { store }: &Props) -> Html {
    let (open, corpus, over, size, drawing) = use_select(store, |state| {
        let open = shown(state).map(Shared::from);
        let corpus = open.is_some().then(|| Shared::from(state.corpus()));
        let size = Rc::<str>::from(state.setting(TEXT_SIZE));
        let drawing = open.is_some().then(|| state.reader.drawing.clone());
        (open, corpus, state.reader.link_over, size, drawing)
    });
    let rings = use_memo((open.clone(), corpus, over), |(open, corpus, over)| match (open, corpus) {
        (Some(open), Some(corpus)) => rings_of(corpus, open, *over),
        _ => Vec::new(),
    });
    let placing = store.clone();
    use_effect_with((rings.clone(), open, size, drawing), move |(rings, ..)| {
        if !rings.is_empty() {
            placing.run(Effect::PlaceLinks);
        }
    });
    if rings.is_empty() {
        return Html::default();
    }
    let ring = |Ring { part, annotation, .. }: &Ring| {
        html! { <path class="ring" data-part={part.name()} data-ring={annotation.to_string()} /> }
    };
    let line = rings.iter().any(|ring| ring.part == Part::SaidBy);
    html! {
        <svg id="links" class="links" aria-hidden="true">
            { for rings.iter().map(ring) }
            if line { <path class="line" /> }
        </svg>
    }
}
