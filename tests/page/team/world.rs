//! A server with the project of a team, and people with a page each. Their effects are done here, as the browser does them.

use crate::kit::{self, Page, Texts};
use glossator::app::effect::{Effect, LogIn, Team as Ask};
use glossator::app::environment::Environment;
use glossator::app::intent::{self, Team as Intent};
use glossator::features::team::state::Trouble;
use glossator_core::model::role::Role;
use glossator_core::saving::project::ProjectId;
use glossator_core::sync::couch;
use glossator_core::sync::doc::{Doc, Replica};
use glossator_core::sync::folder::{Change, Folder, Head, Stat};
use glossator_core::sync::replicate::Connection;
use glossator_core::sync::request::{Answer, Failure, Request};
use glossator_core::sync::team::Team;
use glossator_fixture::memory::Memory;
use glossator_fixture::server::Server;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The password of everybody.
pub const PASSWORD: &str = "secret";

/// Looks at everybody's effects, one after the other, after which a team is taken not to come to rest.
const MOST: usize = 200;

pub struct World {
    pub server: Server,
    /// Files of the shared folder, for those who are in one.
    pub files: BTreeMap<String, Vec<u8>>,
    /// True while nobody allows that the folder is read.
    pub is_closed: bool,
}

/// Somebody's browser with one page.
pub struct Person {
    pub name: String,
    pub page: Page,
    pub replica: Replica,
    pub texts: Texts,
    /// Docs of which other tabs are told.
    pub told: Vec<Doc>,
    /// The request that waits until something comes.
    waits: Option<Request>,
    /// The folder in the place of a server.
    folder: Option<Folder>,
}

/// The document that says who is who.
pub fn design(members: &[(&str, Role)]) -> Doc {
    let members = members.iter().map(|(name, role)| ((*name).into(), *role)).collect();
    Team { members, ..Team::default() }.doc("", None)
}

impl World {
    pub fn new(members: &[(&str, Role)]) -> Self {
        let mut server = Server::new(&design(members));
        server.now = 1_900_000_000_000;
        Self { server, files: BTreeMap::new(), is_closed: false }
    }

    /// Somebody who is logged in opens the link, and loads the project.
    pub fn join(&mut self, name: &str) -> Person {
        let mut person = self.open(name, Some(name));
        self.settle_one(&mut person);
        person
    }

    /// Somebody opens the link in a fresh browser, and may be logged in.
    pub fn open(&mut self, name: &str, logged_in: Option<&str>) -> Person {
        if let Some(name) = logged_in {
            self.server.log_in(name);
        }
        Person::open(name, &Rc::default(), Texts::default(), Replica::default())
    }

    /// The same in a browser that has something of the project.
    pub fn open_on(&mut self, name: &str, storage: &Rc<Memory>, texts: Texts) -> Person {
        self.server.log_in(name);
        Person::open(name, storage, texts, Replica::default())
    }

    /// Does what pages ask for, until nobody asks any more. Time goes by with each look.
    pub fn settle(&mut self, people: &mut [Person]) {
        for _ in 0..MOST {
            let mut is_at_rest = true;
            for person in &mut *people {
                is_at_rest &= !self.step(person);
            }
            if is_at_rest || people.iter().all(|person| person.is_kept_out(&self.server)) {
                return;
            }
        }
        panic!("it does not come to rest");
    }

    pub fn settle_one(&mut self, person: &mut Person) {
        self.settle(std::slice::from_mut(person));
    }

    /// Does what a page asked for since the last step. Returns false if that was nothing.
    fn step(&mut self, person: &mut Person) -> bool {
        let mut asked: Vec<_> = person.page.effects();
        asked.extend(person.waits.take().map(|request| Effect::Team(Ask::Ask(request))));
        let mut has_done = false;
        for effect in asked {
            if let Effect::Team(effect) = effect {
                has_done |= self.run(person, effect);
            }
        }
        has_done
    }

    fn run(&mut self, person: &mut Person, effect: Ask) -> bool {
        let page = &person.page;
        match effect {
            Ask::Ask(request) => return self.ask(person, request),
            Ask::Read(purpose) => page.send(Intent::Read(purpose, Rc::new(person.replica.clone()))),
            Ask::Talk => {
                let project = page.store.environment().project.clone();
                person.folder = project.folder().map(|(project, device)| {
                    let head = Head {
                        project: project.into(),
                        device: device.into(),
                        by: person.name.as_str().into(),
                    };
                    Folder::new(head, &person.replica.docs)
                });
                page.send(Intent::Talk(Rc::new(person.replica.clone())));
            }
            Ask::Store(received) => {
                let docs = &mut person.replica.docs;
                let is_stale = |doc: &Doc| {
                    received.gone.contains(&doc.id) || received.docs.iter().any(|new| new.id == doc.id)
                };
                docs.retain(|doc| !is_stale(doc));
                docs.extend(received.docs.iter().cloned());
                person.told.extend(received.docs.iter().cloned());
                person.replica.checkpoint = received.checkpoint.clone().or(person.replica.checkpoint.take());
            }
            Ask::Hear(received) => page.send(Intent::Heard(received)),
            Ask::StorePerson(name) => person.replica.person = Some(name.to_string()),
            Ask::AskWho => {
                let who = self.who(&person.name);
                person.page.send(Intent::Who(Ok(who)));
            }
            Ask::LogIn(LogIn { name, password }) => {
                if *password == *PASSWORD {
                    self.server.log_in(&name);
                }
                let who = self.who(&person.name);
                person.page.send(Intent::Who(Ok(who)));
            }
            Ask::Write(team) => {
                self.server.install(&team.doc("", None));
                page.send(Intent::Written(Ok(())));
            }
            Ask::Wake(_) => page.send(Intent::GoOn),
            Ask::ReachFolder if !self.is_closed => page.send(Intent::FolderReached(Ok(()))),
            Ask::ReachFolder => page.send(Intent::FolderReached(Err(Trouble::NoFolder))),
            Ask::TakeFiles(files) => {
                let folder = person.folder.as_mut().expect("a folder");
                for (name, bytes) in &*files {
                    folder.take(name, Stat { size: bytes.len() as u64, modified: 0 }, bytes);
                }
            }
            Ask::DownloadPart(docs) => {
                let folder = person.folder.as_mut().expect("a folder");
                let (Change { name, content }, answer) = folder.part(&person.replica.docs, &docs);
                folder.note(&answer);
                self.files.insert(name, content.expect("a file"));
                page.send(Intent::Answered(Request::Bulk(docs), Ok(answer)));
            }
            Ask::Tell(..) | Ask::TryElsewhere | Ask::Begin(..) | Ask::UseFolder(..) | Ask::UseFiles(..) => {
                return false;
            }
        }
        true
    }

    /// Makes a request. One that waits is answered once something came.
    fn ask(&mut self, person: &mut Person, request: Request) -> bool {
        let has_folders = person.page.store.environment().has_folders;
        let answer = if let Some(folder) = person.folder.as_mut().filter(|_| !has_folders) {
            let Some(answer) = folder.answer(&request) else {
                if matches!(request, Request::Changes { .. }) {
                    person.waits = Some(request);
                }
                return false;
            };
            Ok(answer)
        } else if let Some(folder) = &mut person.folder {
            self.answer(folder, &request)
        } else {
            let (status, body) = self.server.answer(&person.name, &couch::http(&request, "meeting"));
            couch::answer(&request, status, &body)
        };
        let waits = matches!(request, Request::Changes { waits: true, .. });
        if waits && matches!(&answer, Ok(Answer::Changes { rows: 0, .. })) {
            person.waits = Some(request);
            return false;
        }
        person.page.send(Intent::Answered(request, answer));
        true
    }

    /// The answer of the folder, which everybody sees alike.
    fn answer(&mut self, folder: &mut Folder, request: &Request) -> Result<Answer, Failure> {
        if self.server.is_down {
            return Err(Failure::Unreachable);
        }
        if self.is_closed {
            return Err(Failure::Unauthorised);
        }
        for (name, content) in &self.files {
            let stat = Stat { size: content.len() as u64, modified: 0 };
            if folder.wants(name) && folder.is_changed(name, stat) {
                folder.take(name, stat, content);
            }
        }
        if let Some(answer) = folder.answer(request) {
            return Ok(answer);
        }
        let Request::Bulk(docs) = request else {
            return Ok(Answer::Changes { docs: Vec::new(), rows: 0, last: "folder".to_owned() });
        };
        let journal = self.files.get(&folder.journal()).cloned().unwrap_or_default();
        let (changes, answer) = folder.write(docs, &journal);
        for Change { name, content } in changes {
            match content {
                Some(content) => drop(self.files.insert(name, content)),
                None => drop(self.files.remove(&name)),
            }
        }
        folder.note(&answer);
        Ok(answer)
    }

    fn who(&mut self, name: &str) -> Option<Rc<str>> {
        let (status, body) = self.server.answer(name, &couch::http(&Request::Session, ""));
        match couch::answer(&Request::Session, status, &body) {
            Ok(Answer::Session(name)) => name.map(Into::into),
            other => panic!("{other:?}"),
        }
    }
}

impl Person {
    fn open(name: &str, storage: &Rc<Memory>, texts: Texts, replica: Replica) -> Self {
        let project = ProjectId::of_team("meeting").expect("a name");
        Self::open_in(&project, name, storage, texts, replica)
    }

    /// A page of a project in a browser that has something of it.
    pub fn open_in(
        project: &ProjectId,
        name: &str,
        storage: &Rc<Memory>,
        texts: Texts,
        replica: Replica,
    ) -> Self {
        let page = Page::in_project(project, &[], storage, &texts);
        Self::at(page, name, texts, replica)
    }

    /// A page in a browser that gives no folders.
    pub fn without_folders(project: &ProjectId, name: &str) -> Self {
        let (storage, texts) = (Rc::<Memory>::default(), Texts::default());
        let environment = Environment {
            project: project.clone(),
            has_folders: false,
            ..kit::environment(Ok(storage.clone()))
        };
        let page = Page::start_with(&[], environment, storage, Some(texts.clone()));
        page.send(intent::Storage::NoteTexts(Some(Rc::default())));
        let replica = Replica { person: Some(name.to_owned()), ..Replica::default() };
        Self::at(page, name, texts, replica)
    }

    fn at(page: Page, name: &str, texts: Texts, replica: Replica) -> Self {
        page.send(Intent::Read(glossator::app::effect::Purpose::Join, Rc::new(replica.clone())));
        Self { name: name.to_owned(), page, replica, texts, told: Vec::new(), waits: None, folder: None }
    }

    /// Another page in the same browser.
    pub fn again(&self) -> Self {
        let project = &self.page.store.environment().project;
        Self::open_in(project, &self.name, &self.page.storage, self.texts.clone(), self.replica.clone())
    }

    /// True if the server does not let the page in, which knows that, and asks again and again.
    fn is_kept_out(&self, server: &Server) -> bool {
        self.page.read(|state| match state.team.connection() {
            Some(Connection::Offline(_)) => server.is_down,
            Some(Connection::Forbidden) => server.shut_out.contains(&self.name),
            _ => false,
        })
    }
}
