//! Slices: a search through very many articles is done in parts, so that the page draws what was found so far, says how far it
//! is, and answers. One that is over within a moment is done at once.

use super::state::{Intent, Trouble};
use super::update::{announce, documents, just, shown};
use crate::app::context::Context;
use crate::app::effect::Timer;
use glossator_core::model::document::DocumentId;
use glossator_core::query::search::{self, Occurrences, Pattern};
use glossator_core::text::tokenise::has_word;
use std::rc::Rc;

/// The bytes that are looked through before the next frame.
const AT_ONCE: usize = 1_500_000;

/// Looks through the next articles, as many as are done in a moment, and takes them from those that are ahead.
fn look(context: &Context<'_>, ahead: &mut Vec<DocumentId>, pattern: &Pattern) -> Vec<Occurrences> {
    if pattern.words.trim().is_empty() {
        ahead.clear();
    }
    let corpus = context.state.corpus();
    let mut bytes = 0;
    let next = std::iter::from_fn(|| {
        let next = ahead.pop_if(|_| bytes < AT_ONCE)?;
        let document = corpus.document(&next);
        bytes += document.map_or(0, |document| document.text.content().len());
        Some(document)
    });
    let environment = context.environment;
    search::occurrences(next.flatten(), pattern, environment.matcher, environment.segmenter)
}

/// Looks on for what is searched for.
pub(super) fn go_on(context: &mut Context<'_>) {
    let search = context.state.sought().clone();
    if search.ahead.is_empty() {
        return;
    }
    let mut ahead = (*search.ahead).clone();
    let found = look(context, &mut ahead, &search.pattern);
    let of = documents(context.state).count();
    let left = ahead.len();
    let search = shown(context);
    Rc::make_mut(&mut search.found).extend(found);
    search.ahead = Rc::new(ahead);
    search.trouble = (left > 0).then(|| Trouble::Looking(of.saturating_sub(left), of));
    if left > 0 {
        context.after(Timer::Slice, Intent::GoOn);
    }
}

/// Looks no further.
pub(super) fn stop(context: &mut Context<'_>) {
    let search = shown(context);
    search.ahead = Rc::default();
    if let Some(Trouble::Looking(done, of)) = search.trouble {
        search.trouble = Some(Trouble::Stopped(done, of));
    }
}

/// Looks on for other occurrences of the words of the open annotation; says how many there are, if that is wanted, once all
/// articles are looked through.
pub(super) fn look_for_others(context: &mut Context<'_>, announces: bool) {
    let mut ahead = std::mem::take(&mut context.state.search.others_ahead);
    let state = &*context.state;
    let words = state.open().zip(state.document()).map(|(open, document)| open.quote(&document.text));
    let Some(words) = words.filter(|words| has_word(words, context.environment.segmenter)) else { return };
    let found = look(context, &mut ahead, &just(words));
    let is_over = ahead.is_empty();
    context.state.search.others_ahead = ahead;
    Rc::make_mut(&mut context.state.search.others).extend(found);
    if !is_over {
        context.after(Timer::Others, Intent::LookNow { announces });
    } else if announces {
        announce(context);
    }
}
