//! The alarm of the guard, the script in the page that works when the program does not (`assets/guard.js`).
//!
//! It does not know what the guard says.

use web_sys::{CustomEvent, CustomEventInit, console};

/// Tells the guard, and the browser's console, that the program panicked: what and where, as the panic says it.
pub fn panicked(words: &str) {
    console::error_1(&words.into());
    let init = CustomEventInit::new();
    init.set_detail(&words.into());
    if let (Some(window), Ok(event)) =
        (web_sys::window(), CustomEvent::new_with_event_init_dict("glossator:panicked", &init))
    {
        let _ = window.dispatch_event(&event);
    }
}
