//! The router: it hands an intent to the feature that it is about, and nothing else. Pure of the browser.

use super::context::Context;
use super::effect::{Effect, Target};
use super::environment::Environment;
use super::intent::{Annotations, Intent};
use super::state::State;
use crate::features;
use std::rc::Rc;

/// The result of an update.
#[derive(Debug, Default)]
pub struct Updated {
    /// The things to be done outside, in their order.
    pub effects: Vec<Effect>,
    /// True if nothing was changed that anybody sees.
    pub is_quiet: bool,
}

/// Fulfils the intent, and those that it leads to.
pub fn update(state: &mut State, intent: Intent, environment: &Environment) -> Updated {
    let mut updated = Updated { effects: Vec::new(), is_quiet: true };
    let (corpus, open) = (state.corpus().clone(), state.session.annotation);
    // The list shows the open one by itself, whoever opened it.
    let opens_nothing = matches!(intent, Intent::Search(_) | Intent::Annotations(Annotations::ShowOpenRow));
    // The last one is the next one.
    let mut waiting = vec![intent];
    while let Some(intent) = waiting.pop() {
        let mut context = Context::new(state, environment);
        if !features::storage::opening::can_wait(&intent) {
            context.open_all();
        }
        if !features::storage::texts::holds_up(&mut context, &intent) {
            route(&mut context, intent);
        }
        updated.is_quiet &= context.is_quiet;
        updated.effects.append(&mut context.effects);
        waiting.extend(context.next.into_iter().rev());
    }
    let mut context = Context::new(state, environment);
    let is_edited = !Rc::ptr_eq(&corpus, context.state.corpus());
    if is_edited {
        features::annotations::update::follow(&mut context);
    }
    features::annotations::attribution::update::follow(&mut context);
    if is_edited || context.state.session.annotation != open {
        features::search::update::follow_open(&mut context);
    }
    // An annotation that a person opens, a note that is to be written and the list take the place of the search.
    let is_gone_to = |effect: &Effect| match effect {
        Effect::Reveal(_) => !is_edited && !opens_nothing,
        effect => matches!(effect, Effect::Focus(Target::Row | Target::Note)),
    };
    if updated.effects.iter().any(is_gone_to) {
        features::search::update::make_way(&mut context);
    }
    if is_edited || !updated.is_quiet {
        features::search::update::follow_articles(&mut context);
    }
    features::storage::texts::follow(&mut context);
    features::team::exchange::follow(&mut context);
    features::passages::update::follow(&mut context, is_edited);
    if is_edited {
        features::claims::update::follow(&mut context);
    }
    features::reader::progress::draw_needed(&mut context);
    updated.effects.append(&mut context.effects);
    updated
}

fn route(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Show(dialog) => context.show(dialog),
        Intent::Go(place) => context.go(place),
        Intent::ShowPanel(panel) => {
            context.state.session.panel = panel;
            if panel.is_some() {
                features::search::update::make_way(context);
            }
        }
        Intent::Actors(intent) => features::actors::update::update(context, intent),
        Intent::Annotations(intent) => features::annotations::update::update(context, intent),
        Intent::Articles(intent) => features::articles::update::update(context, intent),
        Intent::Attribution(intent) => features::annotations::attribution::update::update(context, intent),
        Intent::Claims(intent) => features::claims::update::update(context, intent),
        Intent::Codebook(intent) => features::codebook::update::update(context, intent),
        Intent::Compare(intent) => features::compare::update::update(context, intent),
        Intent::Counts(intent) => features::counts::update::update(context, intent),
        Intent::Export(intent) => features::export::update::update(context, intent),
        Intent::Hints(intent) => features::hints::update::update(context, intent),
        Intent::History(intent) => features::history::update::update(context, intent),
        Intent::Import(intent) => features::import::update::update(context, intent),
        Intent::Messages(intent) => features::messages::update::update(context, intent),
        Intent::Passages(intent) => features::passages::update::update(context, intent),
        Intent::Projects(intent) => features::projects::update::update(context, intent),
        Intent::Reader(intent) => features::reader::update::update(context, intent),
        Intent::Search(intent) => features::search::update::update(context, intent),
        Intent::Settings(intent) => features::settings::update::update(context, intent),
        Intent::Storage(intent) => features::storage::update::update(context, intent),
        Intent::Tagging(intent) => features::tagging::update::update(context, intent),
        Intent::Team(intent) => features::team::update::update(context, intent),
    }
}

/// Settles what the editor found when it was started, unless it is still to read that.
pub fn begin(
    state: &mut State,
    outcome: Option<glossator_core::edit::editor::Outcome>,
    environment: &Environment,
) -> Vec<Effect> {
    let mut context = Context::new(state, environment);
    if let Some(outcome) = outcome {
        context.settle(outcome);
    }
    features::team::update::look_at_link(&mut context);
    features::claims::update::follow(&mut context);
    features::reader::progress::draw_needed(&mut context);
    context.effects
}
