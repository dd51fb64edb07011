//! The exchange with the server, in the one tab that has it: after each update own writes are offered, requests are left as effects,
//! and what the answers bring is taken in as it is from another tab.

use super::state::Intent;
use super::update::{hear, introduce};
use crate::app::context::Context;
use crate::app::effect::{Effect, Purpose, Team as Ask};
use crate::app::intent;
use glossator_core::model::role::Role;
use glossator_core::sync::doc::Replica;
use glossator_core::sync::folder::Folder;
use glossator_core::sync::replicate::{Received, Replication, Setup};
use glossator_core::sync::request::{Answer, Failure, Limits, Request};
use std::rc::Rc;

/// Begins, with the replica as it is now.
pub(super) fn begin(context: &mut Context<'_>, replica: &Replica) {
    let person = context.state.team.person.clone().filter(|_| context.state.projects.next.is_none());
    let Some(person) = person else { return };
    let is_in_folder = context.state.projects.open.folder().is_some();
    let setup = Setup {
        replica: context.moment().replica,
        limits: if is_in_folder { Folder::limits() } else { Limits::default() },
        checkpoint: replica.checkpoint.clone(),
        person: person.clone(),
    };
    let held = replica.docs.iter().filter(|doc| Replication::needs(&person, &doc.id));
    context.state.team.replication = Some(Replication::new(setup, held));
}

/// Goes on after an update. Without a team there is nothing to do.
pub fn follow(context: &mut Context<'_>) {
    let team = &mut context.state.team;
    let Some(mut replication) = team.replication.take() else { return };
    let writes =
        if replication.wants_all() { context.editor().own_writes() } else { context.editor().take_writes() };
    replication.offer(writes);
    let now = now(context);
    for request in replication.requests(now) {
        context.effect(Effect::Team(Ask::Ask(request)));
    }
    let wake = replication.wake().filter(|wake| *wake > now);
    if wake != context.state.team.wake {
        context.state.team.wake = wake;
        if let Some(wake) = wake {
            let millis = u32::try_from(wake - now).unwrap_or(u32::MAX);
            context.effect(Effect::Team(Ask::Wake(millis)));
        }
    }
    context.state.team.replication = Some(replication);
    report(context);
}

fn now(context: &Context<'_>) -> u64 {
    (context.environment.now)().millis()
}

/// Notes the state for people, and tells other tabs.
fn report(context: &mut Context<'_>) {
    let team = &mut context.state.team;
    let Some(replication) = &team.replication else { return };
    let status = replication.status();
    if team.status.as_ref() != Some(&status) {
        team.not_taken = replication.not_taken().cloned().collect();
        team.status = Some(status);
        tell(context);
    }
}

/// Tells other tabs the state.
pub(super) fn tell(context: &mut Context<'_>) {
    let team = &context.state.team;
    if let Some(status) = team.status.clone().filter(|_| team.replication.is_some()) {
        let not_taken = team.not_taken.clone();
        context.effect(Effect::Team(Ask::Tell(status, not_taken)));
    }
}

/// Takes an answer.
pub(super) fn answer(context: &mut Context<'_>, request: &Request, answer: Result<Answer, Failure>) {
    let now = now(context);
    let Some(replication) = &mut context.state.team.replication else { return };
    let received = replication.answer(request, answer, now);
    let is_due = replication.is_compaction_due();
    if !received.docs.is_empty() || !received.gone.is_empty() || received.checkpoint.is_some() {
        take(context, received);
    }
    if is_due && !std::mem::replace(&mut context.state.team.is_compacting, true) {
        context.effect(Effect::WhenIdle(Intent::Compact.into()));
    }
}

fn take(context: &mut Context<'_>, received: Received) {
    let team = &mut context.state.team;
    let was_loading = team.is_loading;
    if was_loading {
        team.loaded += received.docs.iter().map(|doc| doc.body.len()).sum::<usize>();
        team.is_loading = received.checkpoint.is_none();
    }
    let is_loaded = was_loading && !team.is_loading;
    let received = Rc::new(received);
    context.effect(Effect::Team(Ask::Store(received.clone())));
    if context.state.team.is_loading {
        // The server works on the next answer while this one is taken in.
        follow(context);
        return context.effect(Effect::Team(Ask::Hear(received)));
    }
    hear(context, &received.docs, received.is_news);
    if is_loaded {
        introduce(context);
        arrive(context);
    }
}

/// Everything is here for the first time: whoever has written nothing in the project yet may have work elsewhere in this browser.
fn arrive(context: &mut Context<'_>) {
    let state = &*context.state;
    let own = state.annotator();
    let has_written = || {
        let mut annotations = state.corpus().documents().flat_map(|document| document.annotations());
        annotations.any(|annotation| annotation.annotator == own)
    };
    if state.editor().role() != Role::Reader && !has_written() {
        context.send(intent::Projects::OfferOwn);
    }
}

/// Compacts the own log, as it is in the replica.
pub(super) fn compact(context: &mut Context<'_>, replica: &Replica) {
    let now = (context.environment.now)();
    let team = &mut context.state.team;
    team.is_compacting = false;
    if let Some(replication) = &mut team.replication {
        replication.compact(&replica.docs, now);
    }
}

/// Asks for the replica, to compact the own log.
pub(super) fn ask_compact(context: &mut Context<'_>) {
    context.is_quiet = true;
    context.effect(Effect::Team(Ask::Read(Purpose::Compact)));
}
