//! Projects: several stores side by side in one storage, each under a prefix of its own.
//!
//! ```text
//! glossator/2/default/…               the first project
//! glossator/2/3f0c…/…                 another one, with the same kinds of items
//! glossator/2/projects/3f0c…          what the list says of it: see `About`
//! glossator/2/projects/3f0c…/left     it was left, and is to be deleted
//! ```
//!
//! Saving knows one project, which is called `default` there: a [`ProjectStorage`] shows it the items of its project under that
//! name, and none of the others. So every guarantee of one store is that of each. The list only says what is there; what is in a
//! project is in its store. This module does not know which project is open.

use super::journal::{self, FORM, Key, PREFIX, PROJECT, listed};
use super::storage::{Held, Storage, StorageError};
use super::{Items, units_of};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

/// Name of the list among the projects; no project is called so.
const LIST: &str = "projects";

/// End of the key of the mark that a project was left.
const LEFT: &str = "/left";

/// Id of a project. It says if the articles of the page stand below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectId(Rc<str>);

/// Beginning of the id of a project with the articles of the page.
const WITH_EXAMPLE: &str = "example-";

/// Beginning of the id of a project that a team shares by a server.
const OF_TEAM: &str = "team-";

/// Beginning of the id of a project that people share by a folder.
const OF_FOLDER: &str = "folder-";

impl ProjectId {
    /// A new project, empty or with the articles of the page.
    #[must_use]
    pub fn new(random: u64, has_example: bool) -> Self {
        let start = if has_example { WITH_EXAMPLE } else { "" };
        Self(format!("{start}{random:016x}").into())
    }

    /// Reads an id: letters, digits and hyphens; `None` for anything else.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        let is_id = !id.is_empty() && id != LIST && id.len() <= 64;
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        (is_id && id.chars().all(is_part)).then(|| Self(id.into()))
    }

    /// True if the articles of the page stand below it.
    #[must_use]
    pub fn has_example(&self) -> bool {
        *self == Self::default() || self.0.starts_with(WITH_EXAMPLE)
    }

    /// The project that a team has under that name on its server: small letters, digits and hyphens, a letter first, at most 48;
    /// `None` for another name.
    #[must_use]
    pub fn of_team(name: &str) -> Option<Self> {
        let is_part = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        let is_name = name.len() <= 48 && name.starts_with(|first: char| first.is_ascii_lowercase());
        (is_name && name.chars().all(is_part)).then(|| Self(format!("{OF_TEAM}{name}").into()))
    }

    /// Name that its team has for it on the server; `None` for another project.
    #[must_use]
    pub fn team(&self) -> Option<&str> {
        self.0.strip_prefix(OF_TEAM)
    }

    /// The project that is in a shared folder, as this device knows it; `None` for digits that are none. Both are random, and of the
    /// device so that its files are its own.
    #[must_use]
    pub fn of_folder(project: &str, device: &str) -> Option<Self> {
        let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let id = format!("{OF_FOLDER}{project}-{device}");
        Self::parse(&id).filter(|_| is_part(project) && is_part(device))
    }

    /// Project and device of one that is in a shared folder.
    #[must_use]
    pub fn folder(&self) -> Option<(&str, &str)> {
        self.0.strip_prefix(OF_FOLDER)?.split_once('-')
    }

    /// True if several people have it, by a server or by a folder.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.team().is_some() || self.folder().is_some()
    }

    /// Its letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Key outside, in the storage of all, of an item that is called so in the project's store. Keys of others are left as they
    /// are.
    #[must_use]
    pub fn outside(&self, key: &str) -> String {
        match parts(key) {
            Some((form, PROJECT, rest)) => format!("{PREFIX}{form}/{self}/{rest}"),
            _ => key.to_owned(),
        }
    }

    /// Key in the project's store of an item of the storage of all; `None` for an item of something else.
    #[must_use]
    pub fn inside(&self, key: &str) -> Option<String> {
        let (form, project, rest) = parts(key)?;
        (*project == *self.0).then(|| format!("{PREFIX}{form}/{PROJECT}/{rest}"))
    }
}

impl Default for ProjectId {
    /// The first project, which was the only one in earlier versions.
    fn default() -> Self {
        Self(PROJECT.into())
    }
}

impl fmt::Display for ProjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Form, project and rest of a key of ours.
fn parts(key: &str) -> Option<(&str, &str, &str)> {
    let (form, rest) = key.strip_prefix(PREFIX)?.split_once('/')?;
    let (project, rest) = rest.split_once('/')?;
    form.parse::<u64>().ok()?;
    Some((form, project, rest))
}

/// The store of one project.
pub struct ProjectStorage {
    /// The storage of all.
    storage: Rc<dyn Storage>,
    project: ProjectId,
}

impl ProjectStorage {
    /// The project’s place in the storage of all.
    #[must_use]
    pub fn new(storage: Rc<dyn Storage>, project: ProjectId) -> Self {
        Self { storage, project }
    }
}

impl Storage for ProjectStorage {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        let keys = self.storage.keys(PREFIX)?;
        let inside = keys.iter().filter_map(|key| self.project.inside(key));
        Ok(inside.filter(|key| key.starts_with(prefix)).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.storage.get(&self.project.outside(key))
    }

    fn held(&self, key: &str) -> Result<Option<Box<dyn Held>>, StorageError> {
        self.storage.held(&self.project.outside(key))
    }

    fn holds(&self, key: &str) -> bool {
        self.storage.holds(&self.project.outside(key))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.storage.set(&self.project.outside(key), value)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.storage.remove(&self.project.outside(key))
    }

    fn units(&self) -> usize {
        self.storage.units()
    }
}

/// Entry of a project in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Name that a person gave it; empty for none.
    pub name: String,
    /// Numbers of articles and annotations when it was last open.
    pub articles: usize,
    /// See `articles`.
    pub annotations: usize,
    /// Last edit, in milliseconds since 1970.
    pub changed: u64,
    /// Last opening.
    pub opened: u64,
}

/// A project in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: ProjectId,
    /// The facts about it.
    pub about: About,
    /// UTF-16 units in the storage, texts that are kept elsewhere left out.
    pub units: usize,
}

/// Key of what the list says of a project.
#[must_use]
pub fn list_key(project: &ProjectId) -> String {
    format!("{PREFIX}{FORM}/{LIST}/{project}")
}

/// Key of the mark that a project was left.
fn left_key(project: &ProjectId) -> String {
    format!("{}{LEFT}", list_key(project))
}

/// Marks a project as left: no list has it any more, and the next page deletes it. The page that has it open cannot.
///
/// # Errors
/// When that was not stored.
pub fn leave(storage: &dyn Storage, project: &ProjectId) -> Result<(), StorageError> {
    storage.set(&left_key(project), journal::BEGUN)
}

/// Takes the mark away again.
///
/// # Errors
/// When it is still there.
pub fn come_back(storage: &dyn Storage, project: &ProjectId) -> Result<(), StorageError> {
    storage.remove(&left_key(project))
}

/// Projects that were left.
#[must_use]
pub fn left(storage: &dyn Storage) -> Vec<ProjectId> {
    let keys = storage.keys(&format!("{PREFIX}{FORM}/{LIST}/")).unwrap_or_default();
    keys.iter().filter_map(|key| ProjectId::parse(parts(key)?.2.strip_suffix(LEFT)?)).collect()
}

/// Entry of the project in the list; `None` where it is not in it.
#[must_use]
pub fn about(storage: &dyn Storage, project: &ProjectId) -> Option<About> {
    read_about(&storage.get(&list_key(project)).ok()??)
}

/// Reads what the list says of a project; `None` if it is something else.
#[must_use]
pub fn read_about(value: &str) -> Option<About> {
    listed::decode(value)
}

/// Writes what the list says of the project, if it says something else.
///
/// # Errors
/// When it was not stored.
pub fn describe(storage: &dyn Storage, project: &ProjectId, about: &About) -> Result<(), StorageError> {
    let (key, value) = (list_key(project), listed::encode(about));
    if storage.get(&key)?.as_deref() == Some(&*value) { Ok(()) } else { storage.set(&key, &value) }
}

/// Every project, the one that was opened last first. A project is there if it is in the list, or its store has a name.
#[must_use]
pub fn list(storage: &dyn Storage) -> Vec<Listed> {
    let mut units: BTreeMap<ProjectId, usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for key in storage.keys(PREFIX).unwrap_or_default() {
        let Some((form, project, rest)) = parts(&key) else { continue };
        if project == LIST {
            found.extend(ProjectId::parse(rest).filter(|_| form == FORM.to_string()));
        } else if let Some(id) = ProjectId::parse(project) {
            if id.inside(&key).is_some_and(|key| Key::parse(&key) == Key::Generation) {
                found.insert(id.clone());
            }
            let value = storage.get(&key).ok().flatten().unwrap_or_default();
            *units.entry(id).or_default() += units_of(&key) + units_of(&value);
        }
    }
    for id in left(storage) {
        found.remove(&id);
    }
    let mut listed: Vec<_> = found
        .into_iter()
        .map(|id| {
            let about = about(storage, &id).unwrap_or_default();
            let units = units.get(&id).copied().unwrap_or_default();
            Listed { id, about, units }
        })
        .collect();
    listed.sort_unstable_by_key(|listed| (u64::MAX - listed.about.opened, listed.id.clone()));
    listed
}

/// Project that was opened last; the first one where none was.
#[must_use]
pub fn last_opened(storage: &dyn Storage) -> ProjectId {
    let keys = storage.keys(&format!("{PREFIX}{FORM}/{LIST}/")).unwrap_or_default();
    let left = left(storage);
    let ids = keys.iter().filter_map(|key| ProjectId::parse(parts(key)?.2)).filter(|id| !left.contains(id));
    let opened = ids.filter_map(|id| Some((about(storage, &id)?.opened, id)));
    opened.max().map(|(_, id)| id).unwrap_or_default()
}

/// True if there is a project of that id.
#[must_use]
pub fn is_there(storage: &dyn Storage, project: &ProjectId) -> bool {
    let has_name = || {
        let prefix = project.outside(&journal::key("generation", ""));
        storage.keys(&prefix).is_ok_and(|names| !names.is_empty())
    };
    *project == ProjectId::default() || storage.holds(&list_key(project)) || has_name()
}

/// Items of a project, under their keys in its store, in the order in which they can be written.
#[must_use]
pub fn items(storage: &dyn Storage, project: &ProjectId) -> Items {
    let keys = storage.keys(PREFIX).unwrap_or_default();
    let of_project = keys.into_iter().filter_map(|key| Some((project.inside(&key)?, key)));
    let mut items: Items =
        of_project.filter_map(|(inside, key)| Some((inside, storage.get(&key).ok()??))).collect();
    super::clearing::sort(&mut items);
    items
}

/// Writes items into a project: the name of its store comes last, so that what a crash leaves is no project. Without room for all
/// of them, none is left.
///
/// # Errors
/// When they do not fit.
pub fn write(storage: &dyn Storage, project: &ProjectId, items: &Items) -> Result<(), StorageError> {
    for (at, (key, value)) in items.iter().enumerate() {
        if let Err(why) = storage.set(&project.outside(key), value) {
            for (key, _) in items[..at].iter().rev() {
                let _ = storage.remove(&project.outside(key));
            }
            return Err(why);
        }
    }
    Ok(())
}

/// Copies a project, steps that can be undone included, and backups left out. `random` names the store of the copy.
///
/// # Errors
/// When there is no room. Nothing is left of the copy then.
pub fn duplicate(
    storage: &dyn Storage,
    from: &ProjectId,
    to: &ProjectId,
    random: u64,
    about: &About,
) -> Result<(), StorageError> {
    let mut copied = items(storage, from);
    copied.retain(|(key, _)| !matches!(Key::parse(key), Key::Backup | Key::Damaged));
    make(storage, to, copied, random, about)
}

/// Makes a project of these items. `random` names its store.
///
/// # Errors
/// When there is no room. Nothing is left of it then.
pub fn make(
    storage: &dyn Storage,
    project: &ProjectId,
    mut items: Items,
    random: u64,
    about: &About,
) -> Result<(), StorageError> {
    items.retain(|(key, _)| Key::parse(key) != Key::Generation);
    super::clearing::sort(&mut items);
    items.push((journal::key("generation", &format!("{random:016x}")), journal::BEGUN.to_owned()));
    write(storage, project, &items)?;
    describe(storage, project, about).inspect_err(|_| drop(delete(storage, project)))
}

/// Removes a project, and returns its items, so that it can be put back with [`write()`]. The name of its store goes first.
///
/// # Errors
/// When something of it is still there.
pub fn delete(storage: &dyn Storage, project: &ProjectId) -> Result<Items, StorageError> {
    let items = items(storage, project);
    storage.remove(&list_key(project))?;
    come_back(storage, project)?;
    for (key, _) in items.iter().rev() {
        storage.remove(&project.outside(key))?;
    }
    Ok(items)
}

/// Project that the item belongs to; `None` for an item of something else.
#[must_use]
pub fn of_key(key: &str) -> Option<ProjectId> {
    ProjectId::parse(parts(key)?.1)
}

/// True if the store is marked: texts of the project are kept elsewhere.
#[must_use]
pub fn keeps_texts_elsewhere(storage: &dyn Storage, project: &ProjectId) -> bool {
    journal::marks_of_texts().iter().any(|key| storage.holds(&project.outside(key)))
}

/// Name of the project's store, and the items that a second copy has of it.
#[must_use]
pub fn copied(storage: &dyn Storage, project: &ProjectId) -> (String, Items) {
    let mut items = items(storage, project);
    let name = items.iter().find(|(key, _)| Key::parse(key) == Key::Generation);
    let name = name.and_then(|(key, _)| key.rsplit('/').next()).unwrap_or_default().to_owned();
    items.retain(|(key, _)| journal::is_item(key));
    (name, items)
}

/// Writes a project again that a second copy has, under the name that its store had.
///
/// # Errors
/// When there is no room. Nothing is left of it then.
pub fn put_back(
    storage: &dyn Storage,
    project: &ProjectId,
    mut items: Items,
    generation: &str,
) -> Result<(), StorageError> {
    items.retain(|(key, _)| journal::is_item(key));
    super::clearing::sort(&mut items);
    items.push((journal::key("generation", generation), journal::BEGUN.to_owned()));
    write(storage, project, &items)
}
