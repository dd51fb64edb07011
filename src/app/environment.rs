//! The environment: everything that the page needs from outside. The page gives it the browser's; tests give it their own.

use glossator_core::formats::Tools;
use glossator_core::model::document::DocumentId;
use glossator_core::model::time::Timestamp;
use glossator_core::query::search::Matcher;
use glossator_core::saving::project::{self, ProjectId, ProjectStorage};
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::text::tokenise::Segmenter;
use glossator_web::language::Language;
use glossator_web::storage::LocalStorage;
use glossator_web::{address, clock, encoding, folder, markup, random, timer};
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
    /// The project that is open.
    pub project: ProjectId,
    /// The name of a project of a team that the page's address has.
    pub linked: Option<Rc<str>>,
    /// The link to a project of a team, by its name on the server; `None` where the page is a file.
    pub link: fn(&str) -> Option<String>,
    /// True if folders of the disk can be chosen.
    pub has_folders: bool,
    /// The article that this tab had in view before it was loaded again, if it remembers one.
    pub article: Option<DocumentId>,
    /// The ends of characters, words and sentences.
    pub segmenter: &'static dyn Segmenter,
    /// The places of words.
    pub matcher: &'static dyn Matcher,
    /// Tools of the platform for readers of files: encodings, pages of the web.
    pub tools: Tools,
}

impl Environment {
    /// The store of the project that is open.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn project_storage(&self) -> Result<Rc<dyn Storage>, StorageError> {
        let storage = self.storage.clone()?;
        Ok(Rc::new(ProjectStorage::new(storage, self.project.clone())))
    }

    /// True if the project has texts that stand outside of the store.
    #[must_use]
    pub fn keeps_texts_elsewhere(&self) -> bool {
        self.storage.as_ref().is_ok_and(|storage| project::keeps_texts_elsewhere(&**storage, &self.project))
    }

    /// The browser's.
    #[must_use]
    pub fn browser() -> Self {
        let storage = LocalStorage::open().map(|storage| Rc::new(storage) as Rc<dyn Storage>);
        Self {
            now: || Timestamp::from_millis(clock::now()),
            today: clock::today,
            local_time: clock::local,
            random: random::bits,
            soon: |callback| spawn_local(async move { callback() }),
            after_frame: timer::after_frame,
            project: project(&storage),
            linked: address::team().map(Into::into),
            link: address::link,
            has_folders: folder::can_choose(),
            article: address::remembered().map(|article| DocumentId::from(article.as_str())),
            storage,
            segmenter: &Language,
            matcher: &Language,
            tools: Tools { decode: encoding::decode, well_formed: markup::well_formed },
        }
    }
}

/// The project of a team that the address names, the project of this tab, or the one that was opened last.
fn project(storage: &Result<Rc<dyn Storage>, StorageError>) -> ProjectId {
    let Ok(storage) = storage else { return ProjectId::default() };
    let of_tab = address::project().and_then(|id| ProjectId::parse(&id));
    let of_tab = of_tab.filter(|id| project::is_there(&**storage, id));
    let linked = address::team().and_then(|name| ProjectId::of_team(&name));
    let project = linked.or(of_tab).unwrap_or_else(|| project::last_opened(&**storage));
    // The tab has the same project when it is loaded again, whatever other tabs open.
    address::keep_project(project.as_str());
    project
}
