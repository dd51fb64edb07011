//! A page without a browser, for tests: articles as marked text (`glossator_fixture` says how), keys by their names, and
//! everything that is said, asked for and downloaded.
//!
//! Timers run when the test says so ([`Page::wait`]); frames and idle time come at once after each deed.

#[path = "kit/answers.rs"]
mod answers;
#[path = "kit/database.rs"]
mod database;

pub use database::Texts;

use glossator::app::effect::{Download, Effect, Target, Timer};
use glossator::app::environment::Environment;
use glossator::app::intent::{self, Intent};
use glossator::app::keys::{Focus, Press};
use glossator::app::message::{Alert, MessageAction};
use glossator::app::press;
use glossator::app::state::State;
use glossator::app::store::{Run, Store};
use glossator::features::import::state::File;
use glossator_core::corpus::Seed;
use glossator_core::formats::native;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::project::ProjectId;
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_fixture::language::{Expressions, Unicode};
use glossator_fixture::memory::Memory;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A page on a store in memory.
pub struct Page {
    pub store: Store,
    pub storage: Rc<Memory>,
    seeds: Rc<[(String, String)]>,
    outside: Rc<Outside>,
}

/// The world outside: it remembers what it is asked for.
#[derive(Default)]
struct Outside {
    effects: RefCell<Vec<Effect>>,
    timers: RefCell<Vec<(Timer, Intent)>>,
    soon: RefCell<Vec<Intent>>,
    /// The database of texts, if there is one.
    texts: Option<Texts>,
}

impl Run for Outside {
    fn run(&self, _: &Store, effect: Effect) {
        match &effect {
            Effect::After(timer, intent) => {
                self.cancel(*timer);
                self.timers.borrow_mut().push((*timer, intent.clone()));
            }
            Effect::Cancel(timer) => self.cancel(*timer),
            Effect::AfterFrame(of) | Effect::WhenIdle(of) => self.soon.borrow_mut().push(of.clone()),
            _ => self.soon.borrow_mut().extend(database::answers(&effect, self.texts.as_ref())),
        }
        self.effects.borrow_mut().push(effect);
    }
}

impl Outside {
    fn cancel(&self, timer: Timer) {
        self.timers.borrow_mut().retain(|(of, _)| *of != timer);
    }
}

thread_local! {
    static TODAY: RefCell<String> = RefCell::new("2026-11-24".to_owned());
    /// Looks at the clock, and random bits that were asked for, by the pages of this test.
    static ASKED: [Cell<u64>; 2] = const { [Cell::new(0), Cell::new(0)] };
}

/// From now on it is that day of November 2026, for the pages of this test.
pub fn set_today(day: u8) {
    TODAY.set(format!("2026-11-{day:02}"));
}

/// An environment in which time stands still but for a second a look, and random bits count.
pub fn environment(storage: Result<Rc<dyn Storage>, StorageError>) -> Environment {
    fn next(of: usize) -> u64 {
        ASKED.with(|asked| {
            asked[of].update(|count| count + 1);
            asked[of].get()
        })
    }
    Environment {
        now: || Timestamp::from_millis(1_795_329_600_000 + next(0) * 1_000),
        today: || TODAY.with_borrow(Clone::clone),
        local_time: |millis| format!("{millis} ms"),
        random: || u128::from(next(1)) << 40 | u128::from(next(1)),
        soon: |act| act(),
        after_frame: |act| act(),
        storage,
        project: ProjectId::default(),
        linked: None,
        link: |name| Some(format!("https://coding.example.org/?project={name}")),
        has_folders: true,
        article: None,
        segmenter: &Unicode,
        matcher: &Expressions,
        tools: glossator_fixture::tools::TOOLS,
    }
}

impl Page {
    /// A page with one article, `a`.
    #[track_caller]
    pub fn of(marked: &str) -> Self {
        Self::with(&[("a", marked)])
    }

    /// A page with these articles, by id and marked text. The marks are tagged, and can be undone.
    #[track_caller]
    pub fn with(articles: &[(&str, &str)]) -> Self {
        let parsed: Vec<_> = articles
            .iter()
            .map(|(id, marked)| (*id, glossator_fixture::parse(marked).expect("well-formed marks")))
            .collect();
        let seeds: Vec<_> = parsed.iter().map(|(id, (text, _))| Seed { id, text, attributes: &[] }).collect();
        let page = Self::start(&seeds, Rc::default());
        for (id, (text, marks)) in &parsed {
            page.open_article(id);
            for mark in marks {
                let span = Span::new(text, mark.start, mark.end).expect("a span");
                page.send(intent::Reader::Select(span));
                page.send(intent::Tagging::Tag(mark.label.clone()));
            }
        }
        if let Some((first, _)) = articles.first() {
            page.open_article(first);
        }
        page.send(intent::Annotations::Close);
        page.send(intent::Messages::Expire);
        page.outside.effects.take();
        page
    }

    /// A page with these articles, on a store that may hold something.
    pub fn start(seeds: &[Seed<'_>], storage: Rc<Memory>) -> Self {
        Self::start_in(seeds, environment(Ok(storage.clone())), storage)
    }

    fn start_in(seeds: &[Seed<'_>], environment: Environment, storage: Rc<Memory>) -> Self {
        let page = Self::start_with(seeds, environment, storage, None);
        page.send(intent::Storage::CatchUp);
        page
    }

    /// A page with a database of texts, on a store, in which a project is open.
    pub fn in_project(project: &ProjectId, seeds: &[Seed<'_>], storage: &Rc<Memory>, texts: &Texts) -> Self {
        let environment = Environment { project: project.clone(), ..environment(Ok(storage.clone())) };
        let page = Self::start_with(seeds, environment, storage.clone(), Some(texts.clone()));
        let kept = texts.borrow().keys().copied().collect();
        page.send(intent::Storage::NoteTexts(Some(Rc::new(kept))));
        page.send(intent::Storage::ReadTexts);
        page
    }

    /// A page on a store that holds much, loaded again with that article in view: it is still to read the rest.
    pub fn opening(article: &str, storage: &Rc<Memory>) -> Self {
        let environment = Environment { article: Some(article.into()), ..environment(Ok(storage.clone())) };
        Self::start_with(&[], environment, storage.clone(), None)
    }

    /// The same page before it has read texts.
    pub fn unread(seeds: &[Seed<'_>], storage: &Rc<Memory>, texts: &Texts) -> Self {
        Self::start_with(seeds, environment(Ok(storage.clone())), storage.clone(), Some(texts.clone()))
    }

    pub fn start_with(
        seeds: &[Seed<'_>],
        environment: Environment,
        storage: Rc<Memory>,
        texts: Option<Texts>,
    ) -> Self {
        let outside = Rc::new(Outside { texts, ..Outside::default() });
        let store = Store::start(seeds, environment, outside.clone());
        let seeds = seeds.iter().map(|seed| (seed.id.to_owned(), seed.text.to_owned())).collect();
        let page = Self { store, storage, seeds, outside };
        page.settle();
        page
    }

    /// The page loaded again, or in another tab: another page on the same store.
    pub fn again(&self) -> Self {
        let seeds: Vec<_> = self.seeds.iter().map(|(id, text)| Seed { id, text, attributes: &[] }).collect();
        Self::start(&seeds, self.storage.clone())
    }

    /// Looks at the state.
    pub fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        self.store.read(look)
    }

    /// Sends an intent, and lets frames be drawn until nothing waits for one.
    pub fn send(&self, intent: impl Into<Intent>) {
        self.store.send(intent);
        self.settle();
    }

    fn settle(&self) {
        loop {
            let soon = self.outside.soon.take();
            if soon.is_empty() {
                return;
            }
            for intent in soon {
                self.store.send(intent);
            }
        }
    }

    /// Lets every timer run out.
    pub fn wait(&self) {
        let timers = self.outside.timers.take();
        for (_, intent) in timers {
            self.send(intent);
        }
    }

    /// Presses a key while the article has the focus: `1`, `Shift+a`, `Control+z`, `ArrowLeft`. Says whether the page took it.
    pub fn press(&self, keys: &str) -> bool {
        self.press_in(Focus::Article, keys)
    }

    /// Presses a key while something else has the focus.
    pub fn press_in(&self, focus: Focus, keys: &str) -> bool {
        self.press_with(keys, focus, false)
    }

    /// Presses a key while something in the panel of the search has the focus.
    pub fn press_in_search(&self, focus: Focus, keys: &str) -> bool {
        self.press_with(keys, focus, true)
    }

    fn press_with(&self, keys: &str, focus: Focus, in_search: bool) -> bool {
        let (held, key) = keys.rsplit_once('+').unwrap_or(("", keys));
        let code = match key.chars().next() {
            Some(digit @ '0'..='9') if key.len() == 1 => format!("Digit{digit}"),
            Some(letter @ ('a'..='z' | 'A'..='Z')) if key.len() == 1 => {
                format!("Key{}", letter.to_ascii_uppercase())
            }
            _ => key.to_owned(),
        };
        let press = Press {
            key: if key == "Space" { " ".to_owned() } else { key.to_owned() },
            code,
            shift: held.contains("Shift"),
            command: held.contains("Control"),
            alt: held.contains("Alt"),
            focus,
            in_input: matches!(focus, Focus::Field | Focus::Box(_)),
            in_search,
            ..Press::default()
        };
        let intent = self.read(|state| press::intent(state, &press));
        intent.is_some_and(|intent| {
            self.send(intent);
            true
        })
    }

    /// Shows an article.
    pub fn open_article(&self, id: &str) {
        self.send(intent::Articles::Open(id.into()));
    }

    /// Selects the words where they first stand in the article in view.
    #[track_caller]
    pub fn select(&self, words: &str) {
        self.send(intent::Reader::Select(self.span(words)));
    }

    /// A click on the words, without a selection.
    #[track_caller]
    pub fn click(&self, words: &str) {
        let at = self.span(words).start();
        self.send(intent::Reader::ClearSelection);
        self.send(intent::Reader::Click(at));
    }

    /// The span of the words where they first stand in the article in view.
    #[track_caller]
    pub fn span(&self, words: &str) -> Span {
        let found = self.read(|state| {
            let text = state.document()?.text.content();
            let start = text.find(words)?;
            Span::new(text, ByteOffset(start), ByteOffset(start + words.len())).ok()
        });
        found.unwrap_or_else(|| panic!("{words} is not in the article"))
    }

    /// The annotation of exactly those words, in any article; the first by id where there are several.
    #[track_caller]
    pub fn id(&self, words: &str) -> AnnotationId {
        let found = self.read(|state| {
            let corpus = state.corpus();
            let all = corpus.documents().flat_map(|document| {
                document.annotations().filter(|one| one.quote(&document.text) == words).map(|one| one.id)
            });
            all.min()
        });
        found.unwrap_or_else(|| panic!("{words} is not tagged"))
    }

    /// Opens a file.
    pub fn open_file(&self, name: &str, content: &[u8]) {
        self.open_files(&[(name, content)]);
    }

    /// Opens files together.
    pub fn open_files(&self, files: &[(&str, &[u8])]) {
        let file = |(name, content): &(&str, &[u8])| File {
            name: (*name).into(),
            size: content.len() as u64,
            bytes: Some((*content).into()),
        };
        self.send(intent::Import::Open(files.iter().map(file).collect()));
    }

    /// The article as marked text.
    pub fn marked(&self, article: &str) -> String {
        self.read(|state| {
            let document = state.corpus().document(&article.into());
            document.map(|document| glossator_fixture::print(document)).unwrap_or_default()
        })
    }

    /// The last message, without signs that nobody sees.
    pub fn said(&self) -> String {
        let message = self.read(|state| state.messages.message.clone());
        message.map(|message| plain(&message.words)).unwrap_or_default()
    }

    /// The failures that were not answered.
    pub fn alerts(&self) -> Vec<String> {
        let whole = |alert: &Alert| {
            let each = alert.each.iter().map(|words| format!(" {words}"));
            plain(&(alert.message.words.to_string() + &each.collect::<String>()))
        };
        self.read(|state| state.messages.alerts.iter().map(whole).collect())
    }

    /// The words of the open annotation; empty if none is open.
    pub fn open(&self) -> String {
        self.read(|state| {
            let open = state.open().zip(state.document());
            open.map(|(open, document)| open.quote(&document.text).to_owned()).unwrap_or_default()
        })
    }

    /// The selected words.
    pub fn selected(&self) -> String {
        self.read(|state| {
            let selected = state.session.selection.zip(state.document());
            selected.map(|(span, document)| span.of(document.text.content()).to_owned()).unwrap_or_default()
        })
    }

    /// The article in view with `|` where the caret stands.
    pub fn caret(&self) -> String {
        self.read(|state| {
            let text = state.document().map(|document| document.text.content().to_owned());
            let mut text = text.unwrap_or_default();
            text.insert(state.session.caret.0, '|');
            text
        })
    }

    /// The effects since this was last asked for.
    pub fn effects(&self) -> Vec<Effect> {
        self.outside.effects.take()
    }

    /// The target that got the focus last, since effects were last asked for.
    pub fn focus(&self) -> Option<Target> {
        self.effects().into_iter().rev().find_map(|effect| match effect {
            Effect::Focus(target) => Some(target),
            _ => None,
        })
    }

    /// The file that was downloaded last, since effects were last asked for.
    #[track_caller]
    pub fn downloaded(&self) -> Rc<Download> {
        let found = self.effects().into_iter().rev().find_map(|effect| match effect {
            Effect::Download(download) => Some(download),
            _ => None,
        });
        found.expect("a download")
    }

    /// A page with one article, `a`, to which the browser gives no store.
    pub fn refused(text: &str) -> Self {
        let environment = environment(Err(StorageError::Refused));
        Self::start_in(&[Seed { id: "a", text, attributes: &[] }], environment, Rc::default())
    }

    /// The page loaded again, where no other one is open: it goes on with the history.
    pub fn reload(&self) -> Self {
        let page = self.again();
        page.send(intent::Storage::Adopt(Some(0)));
        page
    }

    /// Hears of every key in the store, as of one that another page has just written.
    pub fn hear(&self) {
        for key in self.storage.keys("") {
            self.send(intent::Storage::Received(Some(key.into())));
        }
    }

    /// Everything in the store that is kept for the corpus: all but its name and its backups.
    pub fn stored(&self) -> BTreeMap<String, String> {
        let mut entries = self.storage.entries();
        entries.retain(|key, _| !key.contains("/generation/") && !key.contains("/backup/"));
        entries
    }

    /// The download of everything, as if it were made at the first moment of all.
    pub fn json(&self) -> String {
        self.read(|state| native::write(state.corpus(), Timestamp::default()))
    }

    /// Presses the button of the message, or of a failure, that does such a thing.
    #[track_caller]
    pub fn answer(&self, is_meant: impl Fn(&MessageAction) -> bool) {
        let found = self.read(|state| {
            let alerts = state.messages.alerts.iter().map(|alert| &alert.message);
            let messages = state.messages.message.iter().chain(alerts);
            let mut buttons = messages.flat_map(|one| one.actions.iter().map(|action| (one.number, action)));
            buttons.find(|(_, action)| is_meant(action)).map(|(number, action)| (number, action.clone()))
        });
        let (number, action) = found.expect("a button");
        self.send(intent::Messages::Do(number, action));
    }
}

/// Words without the signs that isolate those of people.
fn plain(words: &str) -> String {
    words.replace(['\u{2068}', '\u{2069}'], "")
}
