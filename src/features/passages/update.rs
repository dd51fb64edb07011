//! Shared passages: they are found while the browser has nothing better to do, and found again when texts come, go or are others.
//!
//! In a project of ordinary size they are there when they are looked for; in a large one nothing is done until a view shows them.

use super::state::{Filter, Intent, Search};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::intent;
use crate::app::place::Place;
use crate::app::session::Dialog;
use crate::app::state::State;
use crate::words::articles::shortly;
use glossator_core::model::document::DocumentId;
use glossator_core::query::passages::Finder;
use glossator_core::text::TextVersion;
use std::rc::Rc;

/// The bytes that are looked through in one piece of idle time: some ten milliseconds.
const AT_ONCE: usize = 30_000;

/// The bytes of all articles up to which nobody need ask.
const SMALL: usize = 1_500_000;

/// The number of passages that are drawn at first, and with each step more.
pub const STEP: usize = 100;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::LookOn => look_on(context),
        Intent::List(of) => {
            let of = of.and_then(|of| context.state.corpus().document(&of).map(|of| shortly(of)));
            let passages = &mut context.state.passages;
            passages.filter = Filter { kind: None, outlet: of };
            passages.more = 0;
            context.show(Some(Dialog::Passages));
        }
        Intent::SetFilter(filter) => {
            context.state.passages.filter = filter;
            context.state.passages.more = 0;
        }
        Intent::ShowMore => context.state.passages.more += STEP,
        Intent::Choose(passage) => {
            context.show(None);
            context.send(intent::Compare::Passage(Rc::new(passage)));
        }
    }
}

/// Begins to look once something shows passages, and again where the articles, or their texts, are no longer those that were
/// looked through.
pub fn follow(context: &mut Context<'_>, is_edited: bool) {
    let state = &*context.state;
    let is_known = state.passages.among.is_some() && !is_edited;
    if is_known || state.is_opening() || !state.editor().wanted().is_empty() {
        return;
    }
    let among = match &state.passages.among {
        None if !is_wanted(state) => return,
        None => among(state).collect(),
        Some(before) if before.iter().cloned().eq(among(state)) => return,
        Some(_) => among(state).collect::<Vec<_>>(),
    };
    let mut ahead: Vec<_> = among.iter().map(|(id, _)| id.clone()).collect();
    ahead.reverse();
    let passages = &mut context.state.passages;
    let goes_on = passages.search.is_some();
    (passages.found, passages.among) = (None, Some(among));
    passages.search = Some(Search { finder: Finder::default(), ahead });
    if !goes_on {
        context.effect(Effect::WhenIdle(Intent::LookOn.into()));
    }
}

fn is_wanted(state: &State) -> bool {
    let is_shown = matches!(state.place, Place::Claims | Place::Compare)
        || state.session.dialog == Some(Dialog::Passages);
    let mut bytes = 0;
    let is_within = |length| {
        bytes += length;
        bytes <= SMALL
    };
    is_shown || state.corpus().documents().map(|document| document.text.content().len()).all(is_within)
}

/// The articles with the versions of their texts.
fn among(state: &State) -> impl Iterator<Item = (DocumentId, TextVersion)> {
    state.corpus().documents().map(|document| (document.id.clone(), document.text.version()))
}

fn look_on(context: &mut Context<'_>) {
    let corpus = context.state.corpus().clone();
    let is_listed = context.state.session.dialog == Some(Dialog::Passages);
    let passages = &mut context.state.passages;
    context.is_quiet = true;
    let Some(mut search) = passages.search.take() else { return };
    let mut bytes = 0;
    while bytes < AT_ONCE
        && let Some(next) = search.ahead.pop()
    {
        if let Some(document) = corpus.document(&next) {
            bytes += document.text.content().len();
            search.finder.add(document, context.environment.segmenter);
        }
    }
    if search.ahead.is_empty() || search.finder.is_full() {
        passages.found = Some(Rc::new(search.finder.finish()));
        context.is_quiet = false;
    } else {
        passages.search = Some(search);
        context.is_quiet = !is_listed;
        context.effect(Effect::WhenIdle(Intent::LookOn.into()));
    }
}
