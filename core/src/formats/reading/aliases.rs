//! Aliases: the names that a configuration gives to labels and types, for the files in its folder and below.

use super::paths::{folders, is_in};
use crate::model::label::{Label, LabelId};
use std::collections::{HashMap, HashSet};

/// Names of several configurations.
#[derive(Default)]
pub struct Aliases {
    all: Vec<(String, Names)>,
    /// Labels that have a name beside their id, once they are used.
    pub labels: Vec<Label>,
    used: HashSet<String>,
}

/// Names of one configuration, by the words that stand for them.
#[derive(Default)]
pub struct Names {
    pub names: HashMap<String, String>,
    /// True if the words were made of them here, so that they are the labels; else they only show how labels are called.
    pub are_labels: bool,
}

impl Aliases {
    /// Adds the names of a configuration.
    pub fn add(&mut self, path: &str, names: Names) {
        self.all.push((folders(path).to_owned(), names));
    }

    /// Label or type of which that word was made.
    pub fn turned_back<'a>(&'a self, path: &str, word: &'a str) -> &'a str {
        let ours = self.near(path).filter(|near| near.are_labels);
        ours.and_then(|near| near.names.get(word)).map_or(word, |name| name)
    }

    /// Name that only shows how a word is called, if there is another one.
    pub fn name<'a>(&'a self, path: &str, word: &str) -> Option<&'a str> {
        let theirs = self.near(path).filter(|near| !near.are_labels)?;
        theirs.names.get(word).map(String::as_str).filter(|name| *name != word)
    }

    /// Label that is turned back as well; a name that only shows how it is called becomes its name.
    pub fn label(&mut self, path: &str, word: &str) -> String {
        let name = self.name(path, word);
        let named = name.map(|name| Label { name: name.into(), ..Label::bare(LabelId(word.into())) });
        if let Some(named) = named
            && self.used.insert(word.to_owned())
        {
            self.labels.push(named);
        }
        self.turned_back(path, word).to_owned()
    }

    /// Names of the nearest configuration.
    fn near(&self, path: &str) -> Option<&Names> {
        let near = self.all.iter().filter(|(folder, _)| is_in(path, folder));
        near.max_by_key(|(folder, _)| folder.len()).map(|(_, names)| names)
    }
}
