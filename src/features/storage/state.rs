//! The state of the store as people see it: its room, its backups, and the backup that is looked at.

use glossator_core::corpus::Corpus;
use glossator_core::edit::editor::Stored;
use glossator_core::saving::{Backup, Items};
use glossator_core::text::TextVersion;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Everything that is shown of the store.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The store as it was when somebody last looked.
    pub report: Rc<Stored>,
    /// True if the browser keeps the store when the disk gets full, once it was asked.
    pub is_kept: Option<bool>,
    /// The backup that is being looked at.
    pub looked_at: Option<Rc<LookedAt>>,
    /// The work of a store that is gone, while it is offered.
    pub found: Option<Rc<Found>>,
    /// The course of reading texts.
    pub texts: Texts,
}

/// The course of reading texts that are kept outside of the store.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// True once the database was asked what it has.
    pub(super) is_open: bool,
    /// True if the database gives nothing.
    pub(super) is_refused: bool,
    /// The text of the article in view, while it is read.
    pub(super) first: Option<TextVersion>,
    /// True while others are read.
    pub(super) is_reading: bool,
}

/// Work of stores that are gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The times at which its items were copied, in milliseconds since 1970.
    pub times: Vec<u64>,
    /// Its items.
    pub items: Items,
}

/// A backup that somebody looks at.
#[derive(Clone, Debug)]
pub struct LookedAt {
    /// The backup.
    pub backup: Backup,
    /// The corpus as it was then.
    pub then: Rc<Corpus>,
    /// The effect of going back, in words; `None` if there is none.
    pub differences: Option<String>,
}

impl PartialEq for LookedAt {
    /// It is looked at once.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.then, &other.then)
    }
}

/// The things that can be asked about the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Shows the settings, with the store as it is now.
    OpenSettings,
    /// The same, at the backups.
    OpenBackups,
    /// Looks how the store is now.
    Look,
    /// Asks the browser not to clear the store by itself.
    KeepSafe,
    /// The browser's answer: true if it keeps the store. It answers a person's question (`true`), or one of the page.
    Kept(bool, bool),
    /// Shows the contents of a backup.
    LookAt(Backup),
    /// Makes everything what it was when the backup was made, as one step.
    GoBack,
    /// Gives the user what could not be read, as it is.
    DownloadSetAside,
    /// Throws that away.
    DropSetAside,
    /// Removes everything, from the store and from this page.
    Clear,
    /// Undoes that.
    UndoClear,
    /// Writes everything into the store again, after that was emptied.
    StoreAnew,
    /// The same, now that the texts are kept.
    StoreAnewNow,
    /// The texts that the database has; nothing if it gives none.
    NoteTexts(Option<Rc<BTreeSet<TextVersion>>>),
    /// Reads the next texts.
    ReadTexts,
    /// Texts that were looked for, and those that were found of them; nothing if none can be read.
    TextsRead(Rc<[TextVersion]>, Option<Rc<[Rc<str>]>>),
    /// Looks once more for texts that were not found.
    ReadAgain,
    /// The database has these texts on the disk.
    TextsKept(Rc<[TextVersion]>),
    /// Moves texts from the store to the database.
    MoveTexts,
    /// Removes those that were moved.
    DropMoved,
    /// Another page wrote, or removed, what is under that key; or everything, if there is none.
    Received(Option<Rc<str>>),
    /// Reads the next slice of a store that is still being read.
    ReadOn,
    /// Reads what other pages wrote while this one slept.
    CatchUp,
    /// Goes on with one of the editor's histories, which no other page has; with its own if there is none.
    Adopt(Option<usize>),
    /// Makes the day's backup, unless it is there.
    BackUp,
    /// Compacts entries into chunks; `true` if no other page is open.
    Compact(bool),
    /// Puts items back that the store has lost.
    PutBack(Rc<Items>),
    /// Offers what the second copy has of stores that are gone.
    OfferFound(Rc<Found>),
    /// Restores (`true`) or forgets what was offered.
    SettleFound(bool),
}
