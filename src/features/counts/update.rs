//! Counts: the numbers of annotations, and their table as a file.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::{Download, Effect};
use glossator_core::formats::csv;
use glossator_core::query::counts;
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::CountStrings(strings) => context.state.counts.strings = strings,
        Intent::Download => {
            let corpus = context.state.corpus();
            let table = csv::counts(&counts::counts(corpus), corpus.labels());
            context.effect(Effect::Download(Rc::new(Download {
                name: format!("glossator-counts-{}.csv", (context.environment.today)()),
                mime: "text/csv;charset=utf-8",
                content: table.into_bytes(),
                with: String::new(),
            })));
        }
    }
}
