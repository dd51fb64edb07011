//! Folder: a shared folder in the place of a server. It answers the same requests, so that whoever replicates knows no difference.
//!
//! Each device writes files of its own and reads those of all others, so that whatever synchronises the folder (Dropbox, Nextcloud, a
//! network drive) never has two versions of one to choose from. Where it makes a copy all the same, that is read too, as merging twice
//! is harmless; other files are left alone. Files come in any order, and in parts: see `file`.
//!
//! Anybody can write anything into a folder, so all people in it lead. The doc that says so is made of the names in the files. This
//! module lists, reads and writes nothing: it is given what was found, and says what is to be written.

mod file;

pub use self::file::Head;

use self::file::Kind;
use super::doc::{Address, Content, Doc, Place};
use super::request::{Answer, Limits, Request, Row};
use super::team::Team;
use crate::model::role::Role;
use crate::text::TextVersion;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Reason for which a doc stays that stands in the file of another device.
const ANOTHER_DEVICE: &str = "it is in a file of another device";

/// Files of a folder that a person brings: their names and contents.
pub type Files = Rc<[(Rc<str>, Rc<[u8]>)]>;

/// State of a file in the list of the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// Length in bytes.
    pub size: u64,
    /// Last change, in milliseconds.
    pub modified: u64,
}

/// A file that is to be written, or to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Name of the file.
    pub name: String,
    /// All of its contents; `None` if it goes.
    pub content: Option<Vec<u8>>,
}

/// See the module.
#[derive(Debug)]
pub struct Folder {
    /// Head of the files of this device.
    head: Head,
    team: Team,
    /// Ids of docs that the replica has, or was given.
    held: BTreeSet<String>,
    texts: BTreeSet<TextVersion>,
    /// Files of lines of which all was read, as they were then: a few for each device.
    read: Vec<(String, Stat)>,
    /// Docs that nobody asked for yet.
    found: Vec<Doc>,
}

impl Folder {
    /// Begins with the docs of the replica.
    #[must_use]
    pub fn new<'a>(head: Head, replica: impl IntoIterator<Item = &'a Doc>) -> Self {
        let mut folder = Self {
            head,
            team: Team::default(),
            held: BTreeSet::new(),
            texts: BTreeSet::new(),
            read: Vec::new(),
            found: Vec::new(),
        };
        let mut before = None;
        for doc in replica {
            folder.hold(&doc.id);
            before = Team::of(doc).or(before);
        }
        // This version may be later than the one that saw files of a later version.
        let Team { members, .. } = before.clone().unwrap_or_default();
        folder.team.members = members;
        folder.team.members.insert(folder.head.by.clone(), Role::Lead);
        if before.as_ref() != Some(&folder.team) {
            folder.tell_team();
        }
        folder
    }

    /// Limits for a folder: an entry that is in a journal is written again with each later one.
    #[must_use]
    pub fn limits() -> Limits {
        Limits { entry: 64 * 1024, chunk: 256 * 1024, batch: (5_000, 16 << 20), rows: 1_000 }
    }

    /// True if the file of that name may have something new.
    #[must_use]
    pub fn wants(&self, name: &str) -> bool {
        match Kind::of(name) {
            Some(Kind::Text(version)) => !self.texts.contains(&version),
            // It is written once.
            Some(Kind::Chunk) => self.as_read(name).is_none(),
            // Nobody else writes it.
            Some(Kind::Journal) => *name != self.journal() || self.as_read(name).is_none(),
            None => false,
        }
    }

    /// State of the file when all of it was read.
    fn as_read(&self, name: &str) -> Option<Stat> {
        self.read.iter().find(|(read, _)| read == name).map(|(_, stat)| *stat)
    }

    /// True if the file is to be read: it is another one than it was, or was not whole.
    #[must_use]
    pub fn is_changed(&self, name: &str, stat: Stat) -> bool {
        self.as_read(name) != Some(stat)
    }

    /// Takes the contents of a file.
    pub fn take(&mut self, name: &str, stat: Stat, bytes: &[u8]) {
        let Some(kind) = Kind::of(name) else { return };
        let contents = file::read(kind, bytes);
        if contents.is_whole && !matches!(kind, Kind::Text(_)) {
            self.read.retain(|(read, _)| read != name);
            self.read.push((name.to_owned(), stat));
        }
        let before = self.team.clone();
        self.team.is_newer |= contents.is_newer;
        if let Some(head) = contents.head {
            self.team.members.insert(head.by, Role::Lead);
        }
        if self.team != before {
            self.tell_team();
        }
        for doc in contents.docs {
            if self.hold(&doc.id) {
                self.found.push(doc);
            }
        }
    }

    /// Notes that a doc is known here. Returns false if it was.
    fn hold(&mut self, id: &str) -> bool {
        match Address::parse(id).map(|address| address.place) {
            Some(Place::Text(version)) => self.texts.insert(version),
            _ => self.held.insert(id.to_owned()),
        }
    }

    fn tell_team(&mut self) {
        self.found.retain(|doc| doc.id != Team::ID);
        self.found.push(self.team.doc("", None));
    }

    /// Answer to a request for docs, or for the person; `None` if there is none yet, or docs are to be written.
    pub fn answer(&mut self, request: &Request) -> Option<Answer> {
        match request {
            Request::Session => Some(Answer::Session(Some(self.head.by.to_string()))),
            // Nothing is lost on the way, so that there is no need to ask for less at once.
            Request::All { from, upto, .. } => {
                Some(Answer::All(self.found.extract_if(.., |doc| (from..=upto).contains(&&doc.id)).collect()))
            }
            Request::Changes { since, waits, .. } => {
                // Docs that are found stay until they are asked for, so there are no places in a sequence.
                let docs = if since.is_some() { std::mem::take(&mut self.found) } else { Vec::new() };
                let is_answer = !waits || !docs.is_empty();
                is_answer.then(|| Answer::Changes { rows: docs.len(), docs, last: "folder".to_owned() })
            }
            Request::Bulk(_) => None,
        }
    }

    /// Name of the journal of this device.
    #[must_use]
    pub fn journal(&self) -> String {
        self.head.journal()
    }

    /// Files by which docs are in the folder, in the order in which they are to be written, and the answer once they are. `journal` is
    /// what the journal of this device has now.
    #[must_use]
    pub fn write(&self, docs: &[Doc], journal: &[u8]) -> (Vec<Change>, Answer) {
        let (mut changes, mut removals) = (Vec::new(), Vec::new());
        let (mut entries, mut gone) = (Vec::new(), BTreeSet::new());
        let mut rows = Vec::new();
        for doc in docs {
            let Some(place) = doc.address().map(|address| address.place) else { continue };
            let is_own = doc.rev.as_deref().is_none_or(|device| *device == *self.head.device);
            match (place, self.head.chunk(place)) {
                _ if !is_own => {}
                (Place::Text(version), _) => {
                    let content = doc.content(place).ok().and_then(Content::text);
                    let content = content.map(|text| text.content().as_bytes().to_vec());
                    changes.extend(
                        content
                            .map(|content| Change { name: file::text_name(version), content: Some(content) }),
                    );
                }
                (_, Some(name)) if doc.is_deletion() => removals.push(Change { name, content: None }),
                (_, Some(name)) => {
                    let content = self.head.line() + &file::line(doc);
                    changes.push(Change { name, content: Some(content.into_bytes()) });
                }
                (_, None) if doc.is_deletion() => drop(gone.insert(doc.id.clone())),
                (_, None) => entries.push(doc),
            }
            let taken = || Row::Taken(self.head.device.to_string());
            let row = if is_own { taken() } else { Row::Forbidden(ANOTHER_DEVICE.to_owned()) };
            rows.push((doc.id.clone(), row));
        }
        let written = file::rewrite(&self.head, journal, &entries, &gone);
        changes.extend(written.map(|content| Change { name: self.journal(), content: Some(content) }));
        changes.extend(removals);
        (changes, Answer::Bulk(rows))
    }

    /// The part of this device in one file, for somebody who brings it into the folder by hand, and the answer once it is downloaded.
    /// `replica` is what is here, `docs` is what waits.
    #[must_use]
    pub fn part(&self, replica: &[Doc], docs: &[Doc]) -> (Change, Answer) {
        let (_, answer) = self.write(docs, &[]);
        let (goes, comes): (Vec<_>, Vec<_>) = docs.iter().partition(|doc| doc.is_deletion());
        let gone: BTreeSet<_> = goes.into_iter().map(|doc| &doc.id).collect();
        let is_own = |doc: &&Doc| doc.rev.as_deref() == Some(&*self.head.device) && !gone.contains(&doc.id);
        let lines = replica.iter().filter(is_own).chain(comes).map(file::line);
        let content = self.head.line() + &lines.collect::<String>();
        (Change { name: self.journal(), content: Some(content.into_bytes()) }, answer)
    }

    /// Notes which docs are written.
    pub fn note(&mut self, answer: &Answer) {
        let Answer::Bulk(rows) = answer else { return };
        for (id, row) in rows {
            if matches!(row, Row::Taken(_)) {
                self.hold(id);
            }
        }
    }
}

/// Heads of the files of a folder that somebody chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey(Vec<Head>);

impl Survey {
    /// True if a file of that name may be one of a folder.
    #[must_use]
    pub fn knows_file(name: &str) -> bool {
        Kind::of(name).is_some()
    }

    /// Survey of files that a person brings.
    #[must_use]
    pub fn of(files: &Files) -> Self {
        let mut survey = Self::default();
        for (_, bytes) in files.iter().filter(|(name, _)| Self::wants(name)) {
            survey.take(bytes);
        }
        survey
    }

    /// True if the file of that name may have a head.
    #[must_use]
    pub fn wants(name: &str) -> bool {
        matches!(Kind::of(name), Some(Kind::Journal | Kind::Chunk))
    }

    /// Takes the contents of a file, or the beginning of them.
    pub fn take(&mut self, bytes: &[u8]) {
        self.0.extend(Head::of_file(bytes));
    }

    /// The project in the folder, the first of several if people began at once; `None` if there is none.
    #[must_use]
    pub fn project(&self) -> Option<&Rc<str>> {
        self.0.iter().map(|head| &head.project).min()
    }

    /// True if that project is in the folder.
    #[must_use]
    pub fn has(&self, project: &str) -> bool {
        self.0.iter().any(|head| *head.project == *project)
    }

    /// True if somebody of that name is in it, at another device.
    #[must_use]
    pub fn knows(&self, person: &str, device: Option<&str>) -> bool {
        self.0.iter().any(|head| *head.by == *person && Some(&*head.device) != device)
    }
}
