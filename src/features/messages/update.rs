//! Messages: saying them, answering them, and letting them go.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::intent::{self, Intent as Any};
use crate::app::message::MessageAction;

/// Fulfils the intent.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Say(words) => context.say(words),
        Intent::Do(number, action) => {
            // A failure to save is answered once everything is saved.
            if action != MessageAction::Download {
                let alerts = &mut context.state.messages.alerts;
                alerts.retain(|alert| alert.number != number || !alert.actions.contains(&action));
            }
            context.send(wish(action));
        }
        Intent::Close(number) => context.state.messages.alerts.retain(|alert| alert.number != number),
        Intent::Expire => context.state.messages.message = None,
    }
}

/// The wish behind a button.
fn wish(action: MessageAction) -> Any {
    match action {
        MessageAction::Undo => intent::History::Undo.into(),
        MessageAction::Download => intent::Export::DownloadJson.into(),
        MessageAction::StoreAnew => intent::Storage::StoreAnew.into(),
        MessageAction::Undelete(annotation) => intent::Tagging::Undelete(annotation).into(),
        MessageAction::Take(lost) => intent::Tagging::Settle(lost, true).into(),
        MessageAction::Leave(lost) => intent::Tagging::Settle(lost, false).into(),
        MessageAction::RestoreFound => intent::Storage::SettleFound(true).into(),
        MessageAction::ForgetFound => intent::Storage::SettleFound(false).into(),
        MessageAction::UndoClear => intent::Storage::UndoClear.into(),
        MessageAction::Others(annotation) => intent::Search::AskOthers(annotation).into(),
        MessageAction::Hint(words) => intent::Hints::BringBack(words).into(),
        MessageAction::Stop => intent::Import::Stop.into(),
        MessageAction::Settings => intent::Storage::OpenSettings.into(),
    }
}
