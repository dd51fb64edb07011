//! Hints: going to them, taking them, and not wanting to see them.

use super::finding::in_block;
use super::state::Intent;
use crate::app::context::Context;
use crate::app::effect::{Effect, Target};
use crate::app::intent;
use crate::app::message::MessageAction;
use crate::app::offer::DISMISSED;
use crate::app::settings::HINTS;
use crate::words::{hints as words, quoted};
use glossator_core::corpus::lexicon::Hint;
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::text::offset::ByteOffset;
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Look => {
            context.is_quiet = true;
            context.effect(Effect::FindHints);
        }
        Intent::Show(strips) => {
            let shown = &mut context.state.hints.strips;
            context.is_quiet = *shown == strips;
            *shown = strips;
        }
        Intent::Accept(hint) => {
            if let Some((label, _)) = hint.labels.first() {
                let entity = context.state.meant_by(&hint).map(|entity| entity.id.clone());
                context.state.session.selection = Some(hint.span);
                context.send(match entity {
                    Some(entity) => intent::Tagging::TagAs(label.clone(), entity),
                    None => intent::Tagging::Tag(label.clone()),
                });
            }
            context.focus(Target::Reader);
        }
        Intent::Step(forward) => step(context, forward),
        Intent::Dismiss => dismiss(context),
        Intent::BringAllBack => {
            let all = context.state.dismissed();
            let count = all.len();
            if decide(context, all, "").is_ok() {
                context.say_with(words::all_back(count), MessageAction::Undo);
            }
        }
    }
}

fn step(context: &mut Context<'_>, forward: bool) {
    if !context.state.is_on(HINTS) {
        return context.say(words::SWITCHED_OFF);
    }
    let caret = context.state.session.caret;
    let far = if forward { ByteOffset(0) } else { ByteOffset(usize::MAX) };
    let Some(hint) = next(context, caret, forward).or_else(|| {
        context.say(words::around(forward));
        next(context, far, forward)
    }) else {
        return context.say(words::NONE);
    };
    context.send(intent::Reader::Select(hint.span));
    // Enter takes it, whatever was pressed to come here.
    context.focus(Target::Reader);
}

/// The next hint behind that place, or in front of it.
fn next(context: &Context<'_>, caret: ByteOffset, forward: bool) -> Option<Hint> {
    let state = &*context.state;
    let document = state.document()?;
    let here = document.text.block_at(caret).or(document.text.blocks().len().checked_sub(1))?;
    let is_ahead = |hint: &Hint| if forward { hint.span.start() >= caret } else { hint.span.end() < caret };
    let hints = |number: usize| {
        let block = document.block(number);
        let found = block.map(|block| in_block(state, context.environment, document, block));
        found.unwrap_or_default().into_iter().filter(is_ahead)
    };
    if forward {
        (here..document.text.blocks().len()).find_map(|number| hints(number).next())
    } else {
        (0..=here).rev().find_map(|number| hints(number).last())
    }
}

fn dismiss(context: &mut Context<'_>) {
    let Some(hint) = context.state.offer() else { return context.say(words::GO_FIRST) };
    match decide(context, vec![hint.words.clone()], "on") {
        Ok(()) => {
            context.clear_selection();
            context.say_with(words::dismissed(&quoted(&hint.words)), MessageAction::Undo);
        }
        Err(why) => context.say_rejected(&why),
    }
}

/// Writes for each of the strings whether nobody wants to see hints for it, as one step.
fn decide(context: &mut Context<'_>, words: Vec<Rc<str>>, value: &str) -> Result<(), Rejection> {
    let setting = |words: Rc<str>| (format!("{DISMISSED}{words}").into(), value.into());
    context.run(&Command::Decide(words.into_iter().map(setting).collect())).map(|_| ())
}
