//! What the store needs from outside: a clock, random bits and a place to keep strings. The page gives it the
//! browser's; tests give it their own.

use glossator_core::model::time::Timestamp;
use glossator_core::query::search::Matcher;
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::text::tokenise::Segmenter;
use glossator_web::language::Language;
use glossator_web::storage::LocalStorage;
use glossator_web::timer::{self, Timeout};
use glossator_web::{clock, random};
use std::any::Any;
use std::rc::Rc;
use yew::platform::spawn_local;

/// What is done later.
pub type Callback = Box<dyn FnOnce()>;

/// Runs until it is dropped.
pub type Timer = Box<dyn Any>;

/// See the module.
#[derive(Clone)]
pub struct Environment {
    /// The time.
    pub now: fn() -> Timestamp,
    /// Fresh random bits at each call.
    pub random: fn() -> u128,
    /// Calls back after so many milliseconds, unless what it returns is dropped before.
    pub after: fn(u32, Callback) -> Timer,
    /// Calls back before anything is drawn, but after what goes on now.
    pub soon: fn(Callback),
    /// Calls back once the next frame is drawn.
    pub after_frame: fn(Callback),
    /// The store, or why there is none.
    pub storage: Result<Rc<dyn Storage>, StorageError>,
    /// Knows where words end.
    pub segmenter: &'static dyn Segmenter,
    /// Finds words.
    pub matcher: &'static dyn Matcher,
}

impl Environment {
    /// The browser's.
    #[must_use]
    pub fn browser() -> Self {
        Self {
            now: || Timestamp::from_millis(clock::now()),
            random: random::bits,
            after: |millis, callback| Box::new(Timeout::new(millis, callback)),
            soon: |callback| spawn_local(async move { callback() }),
            after_frame: timer::after_frame,
            storage: LocalStorage::open().map(|storage| Rc::new(storage) as Rc<dyn Storage>),
            segmenter: &Language,
            matcher: &Language,
        }
    }
}
