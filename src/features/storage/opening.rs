//! Opening: of a store that holds very much the article in view is shown first, and the rest is read in slices of a few
//! milliseconds, while nobody waits. A person who asks for anything else meanwhile waits until all is read.

use crate::app::context::Context;
use crate::app::intent::{self, Intent};

/// The time that a slice takes, in milliseconds.
const SLICE: u64 = 6;

/// True for what is about the article in view alone, and changes nothing that is stored.
#[must_use]
pub fn can_wait(intent: &Intent) -> bool {
    matches!(
        intent,
        Intent::Reader(_)
            | Intent::Annotations(intent::Annotations::DrawRest)
            | Intent::Hints(intent::Hints::Look | intent::Hints::Show(_))
            | Intent::Messages(intent::Messages::Expire)
            | Intent::Passages(intent::Passages::LookOn)
            | Intent::Storage(intent::Storage::ReadOn | intent::Storage::TextsRead(..))
    )
}

/// Reads the next slice.
pub(super) fn read_on(context: &mut Context<'_>) {
    let now = || (context.environment.now)().millis();
    let begun = now();
    let Some(opening) = &mut context.state.opening else { return };
    while opening.step() {
        if now() >= begun + SLICE {
            context.is_quiet = true;
            return;
        }
    }
    context.open_all();
}
