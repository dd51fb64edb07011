//! A shared folder: each browser sees a copy of its own, and something synchronises them, a file at a time, half of one at first, or
//! as a second one beside it.

use super::World;
use glossator_core::sync::doc::Doc;
use glossator_core::sync::folder::{Change, Folder, Head, Stat};
use glossator_core::sync::request::{Answer, Failure, Request};
use std::collections::{BTreeMap, BTreeSet};

/// The files of all, each as it was last sent; `None` for one that is gone.
#[derive(Default)]
pub struct Cloud(BTreeMap<String, Option<Vec<u8>>>);

/// Somebody’s copy of the folder.
pub struct Disc {
    head: Head,
    /// Files, and when they were written.
    files: BTreeMap<String, (Vec<u8>, u64)>,
    /// Names of those that were written here, and not sent yet.
    unsent: BTreeSet<String>,
    folder: Folder,
    /// After so many more writes, the next one fails.
    fails_after: Option<usize>,
}

impl Disc {
    pub fn new(person: &str, number: usize) -> Self {
        let head = Head { project: "p".into(), device: format!("d{number}").into(), by: person.into() };
        Self {
            folder: Folder::new(head.clone(), []),
            head,
            files: BTreeMap::new(),
            unsent: BTreeSet::new(),
            fails_after: None,
        }
    }

    /// A page begins to read and write.
    pub fn open<'a>(&mut self, replica: impl Iterator<Item = &'a Doc>) {
        self.folder = Folder::new(self.head.clone(), replica);
    }

    /// The answer, as the page comes to it.
    pub fn answer(&mut self, request: &Request, now: u64) -> Result<Answer, Failure> {
        for (name, (content, modified)) in &self.files {
            let stat = Stat { size: content.len() as u64, modified: *modified };
            if self.folder.wants(name) && self.folder.is_changed(name, stat) {
                self.folder.take(name, stat, content);
            }
        }
        if let Some(answer) = self.folder.answer(request) {
            return Ok(answer);
        }
        let Request::Bulk(docs) = request else {
            return Ok(Answer::Changes { docs: Vec::new(), rows: 0, last: "folder".to_owned() });
        };
        let journal = self.files.get(&self.folder.journal()).map(|(content, _)| content.clone());
        let (changes, answer) = self.folder.write(docs, &journal.unwrap_or_default());
        for Change { name, content } in changes {
            self.fails_after = match self.fails_after {
                Some(0) => {
                    self.fails_after = None;
                    return Err(Failure::Unreachable);
                }
                more => more.map(|more| more - 1),
            };
            self.unsent.insert(name.clone());
            match content {
                Some(content) => drop(self.files.insert(name, (content, now))),
                None => drop(self.files.remove(&name)),
            }
        }
        self.folder.note(&answer);
        Ok(answer)
    }

    fn send(&mut self, cloud: &mut Cloud, name: &str) {
        self.unsent.remove(name);
        cloud.0.insert(name.to_owned(), self.files.get(name).map(|(content, _)| content.clone()));
    }

    /// Names of files that are otherwise in the cloud.
    fn stale(&self, cloud: &Cloud) -> Vec<String> {
        let is_stale = |(name, content): &(&String, &Option<Vec<u8>>)| {
            self.files.get(*name).map(|(content, _)| content) != content.as_ref()
                && !self.unsent.contains(*name)
        };
        cloud.0.iter().filter(is_stale).map(|(name, _)| name.clone()).collect()
    }
}

impl World {
    /// A file goes on its way, or arrives.
    pub fn synchronise(&mut self, who: usize) {
        let (disc, Some(cloud)) = (&mut self.people[who].disc, &mut self.cloud) else { return };
        if self.chance.one_in(10) {
            disc.fails_after = Some(self.chance.below(4));
        }
        let unsent: Vec<_> = disc.unsent.iter().cloned().collect();
        if !unsent.is_empty() && self.chance.one_in(2) {
            return disc.send(cloud, &unsent[self.chance.below(unsent.len())]);
        }
        let stale = disc.stale(cloud);
        if stale.is_empty() {
            return;
        }
        let name = stale[self.chance.below(stale.len())].clone();
        let Some(Some(content)) = cloud.0.get(&name) else { return drop(disc.files.remove(&name)) };
        let mut content = content.clone();
        let name = match self.chance.below(5) {
            // A part of it is not there yet, at its end or in the middle.
            0 => {
                content.truncate(self.chance.below(content.len() + 1));
                name
            }
            1 => {
                let from = self.chance.below(content.len() + 1);
                let upto = (from + self.chance.below(300)).min(content.len());
                content.drain(from..upto);
                name
            }
            2 => name.replacen('.', " (conflicted copy of one's).", 1),
            _ => name,
        };
        disc.files.insert(name, (content, self.time));
    }

    /// Everything goes on its way, and arrives.
    pub fn synchronise_all(&mut self, who: usize) {
        let Some(cloud) = &mut self.cloud else { return };
        let disc = &mut self.people[who].disc;
        disc.fails_after = None;
        for name in std::mem::take(&mut disc.unsent) {
            disc.send(cloud, &name);
        }
        for name in disc.stale(cloud) {
            match &cloud.0[&name] {
                Some(content) => drop(disc.files.insert(name, (content.clone(), self.time))),
                None => drop(disc.files.remove(&name)),
            }
        }
    }
}
