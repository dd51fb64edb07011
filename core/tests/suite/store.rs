//! A browser's local storage as several tabs see it, which can be full, refuse, and crash.
//!
//! It works as Chromium's does: each tab has a view of its own, in which its own writes are at once; they reach the
//! browser in their order, and the other tabs learn of them later, in the browser's order. The test decides which are
//! late. Nothing here knows what the strings mean.

use glossator_core::saving::storage::{Storage, StorageError};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// All tabs, and what they write to.
#[derive(Clone, Default)]
pub struct Browser(Rc<RefCell<Inside>>);

/// One tab’s way to the storage.
pub struct Tab {
    inside: Rc<RefCell<Inside>>,
    /// Counted from 0.
    pub number: usize,
}

/// Failure of a write or a removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    Full,
    Refused,
    /// The tab is gone, and with it this and all that it would have done.
    Crash,
}

#[derive(Default)]
struct Inside {
    begun_with: BTreeMap<String, String>,
    /// Writes that reached the browser: by which tab, under which key, and the value.
    log: Vec<(usize, String, Option<String>)>,
    stored: BTreeMap<String, String>,
    tabs: Vec<View>,
    quota: Option<usize>,
    /// Writes and removals of all tabs.
    writes: usize,
    failing: Option<(usize, Failure)>,
    has_failed: bool,
}

#[derive(Default)]
struct View {
    entries: BTreeMap<String, String>,
    /// Writes that have not reached the browser yet.
    outbox: VecDeque<(String, Option<String>)>,
    /// Length of the log that is in the view.
    seen: usize,
    /// Places of its own writes in the log.
    own: Vec<usize>,
    is_gone: bool,
}

impl Browser {
    /// With something stored already.
    pub fn with(entries: BTreeMap<String, String>) -> Self {
        let inside = Inside { begun_with: entries.clone(), stored: entries, ..Inside::default() };
        Self(Rc::new(RefCell::new(inside)))
    }

    /// From now on, so many units fit.
    pub fn limit(&self, quota: Option<usize>) {
        self.0.borrow_mut().quota = quota;
    }

    /// After so many more writes and removals, the next one fails.
    pub fn fail_after(&self, writes: usize, failure: Failure) {
        let mut inside = self.0.borrow_mut();
        inside.failing = Some((inside.writes + writes, failure));
    }

    /// Nothing fails any more.
    pub fn heal(&self) {
        self.0.borrow_mut().failing = None;
    }

    /// True if a write failed as it was told to.
    pub fn has_failed(&self) -> bool {
        self.0.borrow().has_failed
    }

    pub fn open(&self) -> Rc<Tab> {
        let mut inside = self.0.borrow_mut();
        let (entries, seen) = (inside.stored.clone(), inside.log.len());
        inside.tabs.push(View { entries, seen, ..View::default() });
        Rc::new(Tab { inside: self.0.clone(), number: inside.tabs.len() - 1 })
    }

    /// The tab’s next write reaches the browser; says whether there was one.
    pub fn send(&self, tab: usize) -> bool {
        self.0.borrow_mut().send(tab)
    }

    /// Writes of the tab reach the browser, and it writes no more.
    pub fn close(&self, tab: usize) {
        while self.send(tab) {}
        self.0.borrow_mut().tabs[tab].is_gone = true;
    }

    pub fn is_gone(&self, tab: usize) -> bool {
        self.0.borrow().tabs[tab].is_gone
    }

    /// The tab learns of the next thing that another one did: its key.
    pub fn deliver(&self, tab: usize) -> Option<String> {
        let mut inside = self.0.borrow_mut();
        loop {
            let seen = inside.tabs[tab].seen;
            let (by, key, value) = inside.log.get(seen)?.clone();
            inside.tabs[tab].seen += 1;
            // A later write of its own has its turn later.
            let is_own = |(by, other, _): &(usize, String, Option<String>)| *by == tab && *other == key;
            let is_overruled = inside.tabs[tab].outbox.iter().any(|(other, _)| *other == key)
                || inside.log[seen..].iter().any(is_own);
            if by != tab && !is_overruled {
                put(&mut inside.tabs[tab].entries, key.clone(), value);
                return Some(key);
            }
        }
    }

    /// True if the tab has nothing more to learn, and the browser nothing from any tab.
    pub fn is_settled(&self, tab: usize) -> bool {
        let inside = self.0.borrow();
        inside.tabs[tab].seen == inside.log.len() && inside.tabs.iter().all(|tab| tab.outbox.is_empty())
    }

    /// Number of writes that the tab did so far, whether they have reached the browser or not.
    pub fn written_by(&self, tab: usize) -> usize {
        let inside = self.0.borrow();
        inside.tabs[tab].own.len() + inside.tabs[tab].outbox.len()
    }

    /// Length of the log when the first so many writes of the tab were in it; `None` if they are not.
    pub fn reached(&self, tab: usize, writes: usize) -> Option<usize> {
        let inside = self.0.borrow();
        if writes == 0 { Some(0) } else { inside.tabs[tab].own.get(writes - 1).map(|at| at + 1) }
    }

    pub fn log_length(&self) -> usize {
        self.0.borrow().log.len()
    }

    /// Items that the browser had stored when its log was that long.
    pub fn stored_at(&self, length: usize) -> BTreeMap<String, String> {
        let inside = self.0.borrow();
        let mut stored = inside.begun_with.clone();
        for (_, key, value) in &inside.log[..length] {
            put(&mut stored, key.clone(), value.clone());
        }
        stored
    }

    /// Items that are stored once all that was written has reached the browser.
    pub fn stored_in_the_end(&self) -> BTreeMap<String, String> {
        let mut inside = self.0.borrow_mut();
        for tab in 0..inside.tabs.len() {
            while inside.send(tab) {}
        }
        inside.stored.clone()
    }

    pub fn stored(&self) -> BTreeMap<String, String> {
        self.0.borrow().stored.clone()
    }
}

impl Inside {
    fn send(&mut self, tab: usize) -> bool {
        let Some((key, value)) = self.tabs[tab].outbox.pop_front() else { return false };
        self.tabs[tab].own.push(self.log.len());
        put(&mut self.stored, key.clone(), value.clone());
        self.log.push((tab, key, value));
        true
    }

    fn write(&mut self, tab: usize, key: &str, value: Option<&str>) -> Result<(), StorageError> {
        let here = &self.tabs[tab].entries;
        if here.get(key).map(String::as_str) == value {
            return Ok(());
        }
        if self.tabs[tab].is_gone {
            // Nobody will ever know.
            put(&mut self.tabs[tab].entries, key.to_owned(), value.map(str::to_owned));
            return Ok(());
        }
        let number = self.writes;
        self.writes += 1;
        if let Some((_, failure)) = self.failing.take_if(|(at, _)| *at <= number) {
            self.has_failed = true;
            match failure {
                // Nothing is ever too full for a removal.
                Failure::Full if value.is_none() => self.failing = Some((number + 1, failure)),
                Failure::Full => return Err(StorageError::Full),
                Failure::Refused => return Err(StorageError::Other("refused".to_owned())),
                Failure::Crash => {
                    while self.send(tab) {}
                    self.tabs[tab].is_gone = true;
                    return self.write(tab, key, value);
                }
            }
        }
        let here = &self.tabs[tab].entries;
        if let (Some(quota), Some(value)) = (self.quota, value) {
            let before = here.get(key).map_or(0, |before| units(key, before));
            if units_in(here) - before + units(key, value) > quota && units(key, value) > before {
                return Err(StorageError::Full);
            }
        }
        let value = value.map(str::to_owned);
        put(&mut self.tabs[tab].entries, key.to_owned(), value.clone());
        self.tabs[tab].outbox.push_back((key.to_owned(), value));
        Ok(())
    }
}

impl Tab {
    /// The keys that begin so, in no order that anybody could rely on.
    pub fn keys(&self, prefix: &str) -> Vec<String> {
        let inside = self.inside.borrow();
        let keys = inside.tabs[self.number].entries.keys().rev();
        keys.filter(|key| key.starts_with(prefix)).cloned().collect()
    }

    pub fn get(&self, key: &str) -> Option<String> {
        self.inside.borrow().tabs[self.number].entries.get(key).cloned()
    }
}

impl Storage for Tab {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        Ok(self.keys(prefix))
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        Ok(self.get(key))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.inside.borrow_mut().write(self.number, key, Some(value))
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.inside.borrow_mut().write(self.number, key, None)
    }

    fn units(&self) -> usize {
        units_in(&self.inside.borrow().tabs[self.number].entries)
    }
}

fn put(entries: &mut BTreeMap<String, String>, key: String, value: Option<String>) {
    match value {
        Some(value) => drop(entries.insert(key, value)),
        None => drop(entries.remove(&key)),
    }
}

fn units_in(entries: &BTreeMap<String, String>) -> usize {
    entries.iter().map(|(key, value)| units(key, value)).sum()
}

fn units(key: &str, value: &str) -> usize {
    key.encode_utf16().count() + value.encode_utf16().count()
}

/// Numbers that look like chance and come again (xorshift64*).
#[derive(Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below the bound, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap_or_default() % bound
    }

    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

#[test]
fn a_tab_sees_its_own_writes_at_once_and_those_of_others_later_and_in_order() {
    let browser = Browser::default();
    let [one, two] = [(), ()].map(|()| browser.open());
    one.set("a", "1").expect("room");
    one.set("b", "1").expect("room");
    assert_eq!([one.get("a"), two.get("a")], [Some("1".to_owned()), None]);
    assert_eq!(browser.deliver(1), None);
    assert!(browser.send(0) && browser.send(0) && !browser.send(0));
    // Its own write comes later than what it has not heard of yet.
    two.set("a", "2").expect("room");
    assert_eq!(browser.deliver(1).as_deref(), Some("b"));
    assert_eq!([two.get("a"), two.get("b")], ["2", "1"].map(|value| Some(value.to_owned())));
    browser.close(1);
    assert_eq!(browser.deliver(0).as_deref(), Some("a"));
    assert_eq!([one.get("a"), browser.stored().get("a").cloned()], [(); 2].map(|()| Some("2".to_owned())));
    assert_eq!((browser.reached(1, 1), browser.reached(1, 2)), (Some(3), None));
    assert_eq!(browser.stored_at(1).len(), 1);
}

#[test]
fn a_write_fails_as_it_was_told_to() {
    let check = |failure: Failure, first: Result<(), StorageError>, second: Option<&str>| {
        let browser = Browser::default();
        let tab = browser.open();
        browser.fail_after(1, failure);
        tab.set("a", "1").expect("not yet");
        assert_eq!(tab.set("b", "1"), first, "{failure:?}");
        assert_eq!(tab.set("c", "1"), Ok(()));
        browser.close(0);
        assert_eq!(browser.stored().get("c").map(String::as_str), second, "{failure:?}");
        assert!(!browser.stored().contains_key("b") && browser.stored().contains_key("a"));
    };
    check(Failure::Full, Err(StorageError::Full), Some("1"));
    check(Failure::Refused, Err(StorageError::Other("refused".to_owned())), Some("1"));
    check(Failure::Crash, Ok(()), None);

    let tab = Browser::default();
    tab.limit(Some(4));
    let tab = tab.open();
    assert_eq!([tab.set("a", "🙂"), tab.set("bc", "")], [Ok(()), Err(StorageError::Full)]);
    assert_eq!([tab.set("a", ""), tab.set("bc", "")], [Ok(()), Ok(())]);
}
