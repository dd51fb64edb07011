//! Aliases: the names that a configuration gives to labels and types, for the files in its folder and below.

use super::paths::{folders, is_in};
use crate::formats::writing::names;
use crate::model::label::{Label, LabelId};
use std::collections::{HashMap, HashSet};

/// Names by the folders of the configurations.
#[derive(Default)]
pub struct Aliases {
    by_folder: Vec<(String, HashMap<String, String>)>,
    /// Labels that have a name beside their id, once they are used.
    pub labels: Vec<Label>,
    used: HashSet<String>,
}

impl Aliases {
    /// Adds the names of a configuration.
    pub fn add(&mut self, path: &str, names: HashMap<String, String>) {
        self.by_folder.push((folders(path).to_owned(), names));
    }

    /// Label or type of which that one was made, when it was written as a plain word.
    pub fn turned_back<'a>(&'a self, path: &str, word: &'a str) -> &'a str {
        self.name(path, word).filter(|name| names::is_plain_of(word, name)).unwrap_or(word)
    }

    /// Label that is turned back as well; another name that the configuration gives it becomes its name.
    pub fn label(&mut self, path: &str, word: &str) -> String {
        let label = self.turned_back(path, word).to_owned();
        let name = self.name(path, word).filter(|name| *name != label);
        let named = name.map(|name| Label { name: name.into(), ..Label::bare(LabelId(word.into())) });
        if let Some(named) = named
            && self.used.insert(label.clone())
        {
            self.labels.push(named);
        }
        label
    }

    /// Name that the nearest configuration gives the word.
    fn name(&self, path: &str, word: &str) -> Option<&str> {
        let near = self.by_folder.iter().filter(|(folder, _)| is_in(path, folder));
        let (_, names) = near.max_by_key(|(folder, _)| folder.len())?;
        names.get(word).map(String::as_str)
    }
}
