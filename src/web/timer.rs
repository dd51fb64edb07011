//! Doing something later.

use gloo_timers::callback::Timeout;

/// Something that will be done, unless this is dropped before.
pub struct Timer {
    _timeout: Timeout,
}

/// Calls back after so many milliseconds.
#[must_use = "a dropped timer does nothing"]
pub fn after(millis: u32, callback: impl FnOnce() + 'static) -> Timer {
    Timer { _timeout: Timeout::new(millis, callback) }
}
