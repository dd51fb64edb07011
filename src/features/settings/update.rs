//! Settings: how a person wants the page to be.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::settings::KEYS;
use crate::words::settings as words;
use glossator_core::edit::command::Command;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Set(setting, value) => context.set(setting, &value),
        Intent::SetName(name) => match context.run(&Command::SetName { name }) {
            Ok(_) => context.say(words::NAME_CHANGED),
            Err(why) => context.say_unless_same(&why),
        },
        Intent::ChangeKey(first, key) => match context.state.keys().with(first, key) {
            Ok(keys) => {
                context.set(KEYS, &keys.write());
                context.say(words::key_changed(key));
            }
            Err(why) => context.say(words::key_refused(why)),
        },
    }
}
