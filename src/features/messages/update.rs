//! Messages: saying them, answering them, and letting them go.

use super::state::Intent;
use crate::app::context::Context;
use crate::app::intent::{self, Destination, Intent as Any};
use crate::app::message::{Message, MessageAction};

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Say(words) => context.say(words),
        Intent::Do(number, action) => {
            // A failure to save is answered once everything is saved.
            if action != MessageAction::Download {
                let alerts = &mut context.state.messages.alerts;
                let is_answered =
                    |message: &Message| message.number == number && message.actions.contains(&action);
                alerts.retain(|alert| !is_answered(&alert.message));
            }
            context.send(wish(action));
        }
        Intent::CloseAlerts => context.state.messages.alerts.clear(),
        Intent::Expire => context.state.messages.message = None,
    }
}

/// The wish behind a button.
fn wish(action: MessageAction) -> Any {
    match action {
        MessageAction::Undo => intent::History::Undo.into(),
        MessageAction::Download => intent::Export::DownloadJson.into(),
        MessageAction::StoreAnew => intent::Storage::StoreAnew.into(),
        MessageAction::ReadAgain => intent::Storage::ReadAgain.into(),
        MessageAction::Undelete(annotation) => intent::Tagging::Undelete(annotation).into(),
        MessageAction::Take(lost) => intent::Tagging::Settle(lost, true).into(),
        MessageAction::Leave(lost) => intent::Tagging::Settle(lost, false).into(),
        MessageAction::RestoreFound => intent::Storage::SettleFound(true).into(),
        MessageAction::ForgetFound => intent::Storage::SettleFound(false).into(),
        MessageAction::UndoDelete => intent::Projects::UndoDelete.into(),
        MessageAction::AddHere(id) => intent::Projects::Take(id, Destination::Here).into(),
        MessageAction::RestoreProjects => intent::Projects::SettleLost(true).into(),
        MessageAction::ForgetProjects => intent::Projects::SettleLost(false).into(),
        MessageAction::UndoClear => intent::Storage::UndoClear.into(),
        MessageAction::Others(annotation) => intent::Search::AskOthers(annotation).into(),
        MessageAction::Stop => intent::Import::Stop.into(),
        MessageAction::Settings => intent::Storage::OpenSettings.into(),
    }
}
