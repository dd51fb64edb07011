//! The environment: everything that the page needs from outside. The page gives it the browser's; tests give it their own.

use glossator_core::formats::Tools;
use glossator_core::model::time::Timestamp;
use glossator_core::query::search::Matcher;
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::text::tokenise::Segmenter;
use glossator_web::language::Language;
use glossator_web::storage::LocalStorage;
use glossator_web::{clock, encoding, markup, random, timer};
use std::rc::Rc;
use yew::platform::spawn_local;

/// A call that is made later.
pub type Callback = Box<dyn FnOnce()>;

/// A clock, random bits, a place to keep strings, and the knowledge of languages.
#[derive(Clone)]
pub struct Environment {
    /// The time.
    pub now: fn() -> Timestamp,
    /// Today where the user is, as `YYYY-MM-DD`.
    pub today: fn() -> String,
    /// A moment, in milliseconds since 1970, as people here write it.
    pub local_time: fn(u64) -> String,
    /// Fresh random bits at each call.
    pub random: fn() -> u128,
    /// Calls back before anything is drawn, but after what goes on now.
    pub soon: fn(Callback),
    /// Calls back once the next frame is drawn.
    pub after_frame: fn(Callback),
    /// The store, or the reason why there is none.
    pub storage: Result<Rc<dyn Storage>, StorageError>,
    /// The ends of characters, words and sentences.
    pub segmenter: &'static dyn Segmenter,
    /// The places of words.
    pub matcher: &'static dyn Matcher,
    /// What readers of files leave to the platform: encodings, pages of the web.
    pub tools: Tools,
}

impl Environment {
    /// The browser's.
    #[must_use]
    pub fn browser() -> Self {
        Self {
            now: || Timestamp::from_millis(clock::now()),
            today: clock::today,
            local_time: clock::local,
            random: random::bits,
            soon: |callback| spawn_local(async move { callback() }),
            after_frame: timer::after_frame,
            storage: LocalStorage::open().map(|storage| Rc::new(storage) as Rc<dyn Storage>),
            segmenter: &Language,
            matcher: &Language,
            tools: Tools { decode: encoding::decode, well_formed: markup::well_formed },
        }
    }
}
