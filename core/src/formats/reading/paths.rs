//! Paths: names of files that were opened together, and the text to which a file beside it belongs.
//!
//! Names that look alike are the same: some systems take a letter apart into its parts (NFD), others do not (NFC).

use crate::text::form::composed;
use std::collections::{HashMap, HashSet};

/// Texts that were opened, by the names of their files.
#[derive(Default)]
pub struct Texts {
    /// Paths and articles of texts, by their names without folders and endings.
    texts: HashMap<String, Vec<(String, usize)>>,
    /// Paths, without endings, of all files but the texts.
    others: HashSet<String>,
}

/// Text beside a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Beside {
    /// None is called like it.
    Nothing,
    /// Article of the one to which the file belongs.
    Article(usize),
    /// Article of one with a file of its own beside it: this one may be another person's work, or belong to another text.
    Doubtful(usize),
    /// Several are called like it, and no folder decides.
    Several,
}

impl Texts {
    /// Takes note of a file, before any is read.
    pub fn announce(&mut self, path: &str) {
        if ending(path) != ".txt" {
            self.others.insert(stem(&composed(path)).to_owned());
        }
    }

    /// True if another file than a text is called like that one, in the same folder.
    pub fn is_beside(&self, path: &str) -> bool {
        self.others.contains(stem(&composed(path)))
    }

    /// Adds the text of that file.
    pub fn add(&mut self, path: &str, article: usize) {
        let path = stem(&composed(path)).to_owned();
        self.texts.entry(without_folders(&path).to_owned()).or_default().push((path, article));
    }

    /// Text to which the file of that path belongs: the only one of its name, or the one of them with which it shares the most
    /// folders.
    pub fn beside(&self, path: &str) -> Beside {
        let path = composed(path);
        let path = stem(&path);
        let Some(texts) = self.texts.get(without_folders(path)) else { return Beside::Nothing };
        let best = texts.iter().map(|(text, _)| shared(path, text)).max();
        let mut nearest = texts.iter().filter(|(text, _)| Some(shared(path, text)) == best);
        match (nearest.next(), nearest.next()) {
            (Some((text, article)), None) if text != path && self.others.contains(text) => {
                Beside::Doubtful(*article)
            }
            (Some((_, article)), None) => Beside::Article(*article),
            _ => Beside::Several,
        }
    }
}

/// Number of the folders that two paths share, and, less than nothing, that of the others.
fn shared(one: &str, other: &str) -> (usize, isize) {
    let mut rest: Vec<&str> = other.split(SEPARATORS).collect();
    let mut only: isize = 0;
    for folder in one.split(SEPARATORS) {
        match rest.iter().position(|it| *it == folder) {
            Some(at) => drop(rest.remove(at)),
            None => only += 1,
        }
    }
    let count = other.split(SEPARATORS).count() - rest.len();
    (count, -only - isize::try_from(rest.len()).unwrap_or(isize::MAX))
}

const SEPARATORS: [char; 2] = ['/', '\\'];

/// Last part of a path.
pub fn without_folders(path: &str) -> &str {
    path.rsplit(SEPARATORS).next().unwrap_or_default()
}

/// Folders of a path, without its last part; empty where it has none.
pub fn folders(path: &str) -> &str {
    path[..path.len() - without_folders(path).len()].trim_end_matches(SEPARATORS)
}

/// True for a file in that folder, or in one below.
pub fn is_in(path: &str, folder: &str) -> bool {
    let behind = path.strip_prefix(folder);
    behind.is_some_and(|behind| folder.is_empty() || behind.starts_with(SEPARATORS))
}

/// Name without its ending.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').filter(|(_, ending)| !ending.contains(SEPARATORS)).map_or(name, |(stem, _)| stem)
}

/// Ending of a name with its dot, in small letters; empty where there is none.
pub fn ending(name: &str) -> String {
    name[stem(name).len()..].to_ascii_lowercase()
}

/// Ending of a file, or else its name.
pub fn kind(path: &str) -> String {
    let ending = ending(path);
    if ending.is_empty() { without_folders(path).to_owned() } else { ending }
}

/// True for what systems leave beside files, in which nobody ever wrote anything.
pub fn is_of_system(path: &str) -> bool {
    let name = without_folders(path);
    name.is_empty()
        || name.starts_with("._")
        || path.split(SEPARATORS).any(|part| part == "__MACOSX")
        || [".ds_store", "thumbs.db", "desktop.ini"].contains(&&*name.to_ascii_lowercase())
}

/// True for a file that is hidden, or in a folder that is.
pub fn is_hidden(path: &str) -> bool {
    path.split(SEPARATORS).any(|part| part.starts_with('.') && !part.chars().all(|it| it == '.'))
}

/// True for the configuration that brat and UIMA put beside annotations, and that says nothing about what can be coded: how it is
/// shown, by which tool it was made, who may see it, and how it is stored.
pub fn is_configuration(path: &str) -> bool {
    const NAMES: [&str; 4] = ["visual.conf", "tools.conf", "acl.conf", "typesystem.xml"];
    NAMES.contains(&&*without_folders(path).to_ascii_lowercase())
}
