//! A team at work: several people, each in a browser with one or two pages, and the server between them.
//!
//! Losses, delays, repetitions and new beginnings are drawn by chance.

mod sharing;
mod talking;

pub use self::talking::Fate;

use self::sharing::{Cloud, Disc};

use super::super::sessions::deeds;
use super::super::store::{Browser, Chance, Failure, Tab};
use glossator_core::corpus::{Cells, Corpus, Seed};
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::{Editor, Outcome, Setup};
use glossator_core::edit::transaction::Transaction;
use glossator_core::import;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::label::Label;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::role::Role;
use glossator_core::model::setting::SettingId;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::{Budget, SaveStatus};
use glossator_core::sync::doc::Doc;
use glossator_core::sync::replicate::{self, Connection, Replication};
use glossator_core::sync::request::{Limits, Request};
use glossator_core::sync::team::Team;
use glossator_core::text::Text;
use glossator_fixture::server::Server;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use uuid::Uuid;

/// So little that folding, parts and many requests happen all the time.
const TINY: Budget = Budget {
    entries: (12, 4_000),
    uncompacted: 4,
    chunk: 600,
    entry: 600,
    backups: (2, 3_000),
    room: 1 << 20,
};

const LIMITS: Limits = Limits { entry: 1_500, chunk: 700, batch: (5, 6_000), rows: 7 };

pub struct World {
    pub server: Server,
    /// Synchronisation of a folder, if they have one and no server.
    cloud: Option<Cloud>,
    pub chance: Chance,
    pub people: Vec<Person>,
    /// Everything that was said to be saved, with who did it.
    pub done: Vec<Done>,
    /// Deeds of pages that were gone before it was.
    unsure: Vec<Done>,
    pub texts: Vec<Rc<Text>>,
    replicas: u64,
    pub time: u64,
    /// Things go wrong by chance.
    is_rough: bool,
    /// The request of that number has that fate.
    failing: Option<(usize, Fate)>,
    calls: usize,
    /// Number of docs that came to anybody.
    received: usize,
}

/// Rounds after which nothing more is to be expected, if nothing came in them.
const QUIET: usize = 15;

/// A transaction, with who made it.
pub type Done = (Rc<str>, Rc<Transaction>);

/// One person’s browser.
pub struct Person {
    pub name: Rc<str>,
    browser: Browser,
    /// The replica, which is written in one step or not at all.
    docs: BTreeMap<String, Doc>,
    checkpoint: Option<String>,
    /// Pages, of which the first one talks to the server.
    pub pages: Vec<Page>,
    pub replication: Option<Replication>,
    /// Requests on their way, or their answers.
    asked: Vec<Request>,
    /// Shared folder.
    disc: Disc,
}

pub struct Page {
    tab: Rc<Tab>,
    pub editor: Editor,
    replica: ReplicaId,
    /// Deeds that the store did not take yet.
    waiting: Vec<Rc<Transaction>>,
}

pub fn seeds() -> Corpus {
    Corpus::new([Seed {
        id: "a",
        text: "Erdogan met Sharif 🙂\r\n\r\nin Istanbul, said g\u{306} عربي.",
        attributes: &[],
    }])
}

pub fn team() -> Team {
    let members =
        [("ada", Role::Coder), ("bob: the coder", Role::Coder), ("lea", Role::Lead), ("rea", Role::Reader)];
    Team { members: members.map(|(name, role)| (Rc::from(name), role)).into(), ..Team::default() }
}

impl World {
    pub fn new(seed: u64) -> Self {
        Self::begin(seed, true)
    }

    /// A session in which nothing goes wrong but what becomes of that request.
    pub fn with(seed: u64, request: usize, fate: Fate) -> Self {
        Self { failing: Some((request, fate)), ..Self::begin(seed, false) }
    }

    /// True if the request was made that had a fate of its own.
    pub fn has_failed(&self) -> bool {
        self.failing.is_none()
    }

    fn begin(seed: u64, is_rough: bool) -> Self {
        let mut world = Self {
            server: Server::new(&team().doc("function (doc) {}", None)),
            cloud: None,
            chance: Chance::new(seed),
            people: Vec::new(),
            done: Vec::new(),
            unsure: Vec::new(),
            texts: Vec::new(),
            replicas: 0,
            time: 1_795_329_600_000,
            is_rough,
            failing: None,
            calls: 0,
            received: 0,
        };
        for name in team().members.keys() {
            world.join(name);
        }
        world
    }

    /// A session of people with a shared folder and no server, of whom one has two browsers.
    pub fn in_folder(seed: u64) -> Self {
        let mut world = Self::begin(seed, true);
        world.cloud = Some(Cloud::default());
        world.people.clear();
        for name in ["ada", "ada", "bob: the coder", "lea"] {
            world.join(name);
        }
        world
    }

    /// Somebody with an empty browser.
    pub fn join(&mut self, name: &str) {
        self.server.log_in(name);
        self.people.push(Person {
            name: name.into(),
            browser: Browser::default(),
            docs: BTreeMap::new(),
            checkpoint: None,
            pages: Vec::new(),
            replication: None,
            asked: Vec::new(),
            disc: Disc::new(name, self.people.len()),
        });
        self.open(self.people.len() - 1);
    }

    /// Opens a page of that person, who has one more then.
    fn open(&mut self, who: usize) {
        self.replicas += 1;
        let replica = ReplicaId(self.replicas);
        let person = &mut self.people[who];
        let tab = person.browser.open();
        let newcomer = AnnotatorId(Uuid::from_u128(0xa0 + who as u128));
        let setup = Setup { seeds: seeds(), replica, newcomer, budget: TINY };
        let (mut editor, _) = Editor::start(setup, Ok(tab.clone()));
        let team = person.team();
        let outcome = editor.join(&team, &person.name, person.docs.values());
        assert_eq!(outcome.damaged, []);
        person.pages.push(Page { tab, editor, replica, waiting: Vec::new() });
        if person.replication.is_none() {
            self.lead(who);
        }
    }

    /// The first page begins to talk to the server.
    fn lead(&mut self, who: usize) {
        let person = &mut self.people[who];
        let page = &person.pages[0];
        let setup = replicate::Setup {
            person: person.name.clone(),
            replica: page.replica,
            limits: LIMITS,
            checkpoint: person.checkpoint.clone(),
        };
        let needed = person.docs.values().filter(|doc| Replication::needs(&person.name, &doc.id));
        person.replication = Some(Replication::new(setup, needed));
        person.disc.open(person.docs.values());
        person.asked.clear();
        self.offer(who);
    }

    fn offer(&mut self, who: usize) {
        let person = &mut self.people[who];
        let (Some(replication), Some(page)) = (&mut person.replication, person.pages.first_mut()) else {
            return;
        };
        let wants_all = replication.wants_all();
        replication.offer(if wants_all { page.editor.own_writes() } else { page.editor.take_writes() });
    }

    /// The next event of the session.
    pub fn step(&mut self) {
        self.time += [1, 40, 700, 20_000][self.chance.below(4)];
        if self.chance.one_in(200) {
            self.time += 8 * 24 * 60 * 60 * 1_000;
        }
        self.server.now = self.time;
        let who = self.chance.below(self.people.len());
        let most = if self.is_rough { 100 } else { 94 };
        match self.chance.below(most) {
            0..=34 => self.edit(who),
            35..=74 => self.talk(who),
            75..=82 => self.listen(who),
            83..=86 => self.idle(who),
            87..=89 => self.close(who),
            90 | 91 if self.people[who].pages.len() < 2 => self.open(who),
            92 | 93 => self.compact(who),
            94..=97 if self.cloud.is_some() => self.synchronise(who),
            94 => self.server.is_down = !self.server.is_down,
            95 => self.server.restart(),
            96 => self.server.goes_back = 5,
            97 => self.fail(who),
            _ => {
                let name = self.people[who].name.clone();
                self.server.log_in(&name);
                if let Some(replication) = &mut self.people[who].replication {
                    replication.logged_in();
                }
            }
        }
        self.bury(who);
    }

    /// The next write of a page fails, or the page crashes there.
    fn fail(&mut self, who: usize) {
        let failure = [Failure::Full, Failure::Refused, Failure::Crash][self.chance.below(3)];
        self.people[who].browser.fail_after(self.chance.below(10), failure);
    }

    fn bury(&mut self, who: usize) {
        let person = &mut self.people[who];
        let leads = person.pages.first().map(|page| page.replica);
        let browser = person.browser.clone();
        let name = person.name.clone();
        for page in person.pages.extract_if(.., |page| browser.is_gone(page.tab.number)) {
            self.unsure.extend(page.waiting.into_iter().map(|transaction| (name.clone(), transaction)));
        }
        if person.pages.first().map(|page| page.replica) != leads {
            person.replication = None;
        }
        if person.pages.is_empty() {
            self.open(who);
        } else if person.replication.is_none() {
            self.lead(who);
        }
    }

    fn close(&mut self, who: usize) {
        let person = &mut self.people[who];
        if person.pages.is_empty() {
            return;
        }
        let page = person.pages.remove(self.chance.below(person.pages.len()));
        person.browser.close(page.tab.number);
        let name = person.name.clone();
        self.unsure.extend(page.waiting.iter().map(|transaction| (name.clone(), transaction.clone())));
        if person.pages.first().is_none_or(|first| first.replica > page.replica) {
            person.replication = None;
        }
    }

    fn edit(&mut self, who: usize) {
        let person = &mut self.people[who];
        let at = self.chance.below(person.pages.len());
        let editor = &mut person.pages[at].editor;
        let moment =
            editor.moment(Timestamp::from_millis(self.time), u128::from(self.time) << 16 | who as u128);
        let outcome = match self.chance.below(20) {
            0 | 1 => editor.undo(&moment).ok().map(|(_, outcome)| outcome),
            2 => editor.redo(&moment).ok().map(|(_, outcome)| outcome),
            3 => {
                let name = ["Actor", "Person", "Somebody"][self.chance.below(3)].into();
                let label = Command::PutLabel(Label { name, ..Label::bare("actor".into()) });
                editor.run(&label, &moment).ok().map(|(_, outcome)| outcome)
            }
            _ => match deeds::command(&mut self.chance, editor) {
                Some(Command::Import(incoming)) => {
                    editor.import(import::plan(editor.corpus(), &incoming, &moment)).ok()
                }
                Some(command) => editor.run(&command, &moment).ok().map(|(_, outcome)| outcome),
                None => None,
            },
        };
        if let Some(outcome) = outcome {
            self.note(who, at, &outcome);
        }
    }

    /// Notes what was done.
    fn note(&mut self, who: usize, at: usize, outcome: &Outcome) {
        let person = &mut self.people[who];
        let page = &mut person.pages[at];
        page.waiting.extend(outcome.applied.iter().cloned());
        self.texts.extend(outcome.applied.iter().flat_map(|transaction| transaction.texts.iter().cloned()));
        self.note_status(who, at, outcome);
        if at == 0 {
            self.offer(who);
        }
    }

    /// Notes what is saved.
    fn note_status(&mut self, who: usize, at: usize, outcome: &Outcome) {
        let person = &mut self.people[who];
        let page = &mut person.pages[at];
        if outcome.status == Some(SaveStatus::Saved) && !person.browser.is_gone(page.tab.number) {
            let saved = page.waiting.drain(..).map(|transaction| (person.name.clone(), transaction));
            self.done.extend(saved);
        }
    }

    /// Other pages of the same browser are heard.
    fn listen(&mut self, who: usize) {
        for at in 0..self.people[who].pages.len() {
            let person = &mut self.people[who];
            for page in &person.pages {
                while person.browser.send(page.tab.number) {}
            }
            let page = &mut person.pages[at];
            while person.browser.deliver(page.tab.number).is_some() {}
            let outcome = page.editor.catch_up();
            assert_eq!(outcome.damaged, []);
            self.note_status(who, at, &outcome);
        }
        self.offer(who);
    }

    fn idle(&mut self, who: usize) {
        self.listen(who);
        let person = &mut self.people[who];
        let is_alone = person.pages.len() == 1;
        let at = self.chance.below(person.pages.len());
        let _ = person.pages[at].editor.compact(is_alone);
    }

    /// The own log is compacted, whether that is due or not.
    fn compact(&mut self, who: usize) {
        let person = &mut self.people[who];
        let docs: Vec<_> = person.docs.values().cloned().collect();
        if let Some(replication) =
            person.replication.as_mut().filter(|it| it.status().connection == Connection::Connected)
        {
            replication.compact(&docs, Timestamp::from_millis(self.time));
        }
    }

    /// Nothing fails any more, and everybody goes on until nothing is left to do.
    pub fn settle(&mut self) {
        self.is_rough = false;
        self.server.is_down = false;
        self.server.goes_back = 0;
        for who in 0..self.people.len() {
            self.people[who].browser.heal();
            self.bury(who);
            let name = self.people[who].name.clone();
            self.server.log_in(&name);
            if let Some(replication) = &mut self.people[who].replication {
                replication.logged_in();
            }
        }
        let mut quiet = 0;
        while quiet < QUIET {
            let before = self.received;
            for who in 0..self.people.len() {
                self.time += 300;
                self.server.now = self.time;
                self.synchronise_all(who);
                self.listen(who);
                self.talk(who);
                self.bury(who);
            }
            let is_asking = |person: &Person| {
                let status = person.replication.as_ref().map(Replication::status);
                status.is_none_or(|it| it.connection != Connection::Connected || it.to_send > 0)
            };
            let is_quiet = self.received == before && !self.people.iter().any(is_asking);
            quiet = if is_quiet { quiet + 1 } else { 0 };
        }
        for person in &self.people {
            let status = person.replication.as_ref().expect("a page").status();
            assert_eq!((status.connection, status.to_send), (Connection::Connected, 0), "{}", person.name);
        }
    }

    /// The corpus of all that was done by those.
    pub fn merged(&self, is_counted: impl Fn(&str) -> bool) -> Corpus {
        // Writes that were not said to be saved may have been sent all the same, as a whole.
        let found =
            self.people.iter().flat_map(|person| super::super::cells_of(person.pages[0].editor.corpus()));
        let found: BTreeSet<_> = found.map(|(.., cell)| cell.stamp).collect();
        let unsure = self.unsure.iter().filter(|(_, transaction)| found.contains(&transaction.stamp));
        let counted = self.done.iter().chain(unsure).filter(|(by, _)| is_counted(by));
        let cells: Cells = counted.flat_map(|(_, transaction)| transaction.cells()).collect();
        seeds().merge(self.texts.iter().cloned(), shared(cells)).0
    }
}

impl Person {
    pub fn team(&self) -> Team {
        self.docs.get(Team::ID).and_then(Team::of).unwrap_or_default()
    }

    pub fn docs(&self) -> impl Iterator<Item = &Doc> {
        self.docs.values()
    }
}

/// Fields without the settings of a person.
pub fn shared(cells: Cells) -> Cells {
    let is_shared = |(key, ..): &(_, _, _)| SettingId::of(key).is_none_or(|setting| !setting.is_personal());
    cells.into_iter().filter(is_shared).collect()
}
