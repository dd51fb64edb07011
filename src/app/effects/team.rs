//! The server of a team, and the replica of its project: requests are made here, and their answers come back as intents; what was
//! received is stored, one after the other, and other tabs are told.
//!
//! Requests, and the meaning of answers, are decided by updates. Nothing of it begins in a project of this browser alone.

use super::shared_folder::{self, SharedFolder};
use crate::app::effect::{Effect as AppEffect, LogIn, Purpose, Team as Effect};
use crate::app::intent::Team as Intent;
use crate::app::store::Store;
use crate::features::team::state::Trouble;
use glossator_core::json;
use glossator_core::model::role::Role;
use glossator_core::saving::project::ProjectId;
use glossator_core::sync::couch;
use glossator_core::sync::doc::Doc;
use glossator_core::sync::replicate::Received;
use glossator_core::sync::request::{Answer, Failure, Request, Row};
use glossator_core::sync::team::Team as Members;
use glossator_web::channel::{Channel, Told};
use glossator_web::listen::{self, Listener};
use glossator_web::locks::{self, Lock};
use glossator_web::timer::Timeout;
use glossator_web::{remote, replica};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use yew::platform::spawn_local;

/// The rules by which the server refuses what a role may not write.
const RULES: &str = include_str!("../../../couch/validate.js");

/// The contact with the server. It ends when it is dropped.
#[derive(Default)]
pub struct Team {
    /// Other tabs with the same project.
    channel: RefCell<Option<Channel>>,
    /// The right to talk to the server.
    lock: RefCell<Option<Lock>>,
    online: RefCell<Option<Listener>>,
    timer: RefCell<Option<Timeout>>,
    /// Things to be done with the replica, in their order.
    waiting: RefCell<VecDeque<Job>>,
    is_working: Cell<bool>,
    /// The folder, if there is one in the place of a server.
    folder: Rc<SharedFolder>,
}

/// A thing to be done with the replica.
enum Job {
    Read(Purpose),
    Store(Rc<Received>),
    StorePerson(Rc<str>),
}

impl Team {
    /// Reads what is here of the project, and listens to other tabs from before on.
    pub(super) async fn open(self: &Rc<Self>, store: &Store) {
        let project = &store.environment().project;
        let hearing = store.clone();
        let channel = Channel::open(&format!("glossator/{project}"), move |told| {
            hearing.send(match told {
                Told::Docs(docs, is_news) => {
                    Intent::Heard(Rc::new(Received { docs, is_news, ..Received::default() }))
                }
                Told::Status(status, not_taken) => Intent::HeardStatus(status, not_taken.into()),
                Told::LoggedIn => Intent::LoggedInElsewhere,
                Told::Opened => Intent::Tell,
            });
        });
        self.channel.replace(channel);
        self.tell(Told::Opened);
        let replica = replica::read(project.as_str()).await;
        store.send(Intent::Read(Purpose::Join, Rc::new(replica)));
    }

    pub(super) fn run(self: &Rc<Self>, store: &Store, effect: Effect) {
        match effect {
            Effect::Read(purpose) => self.work(store, Job::Read(purpose)),
            Effect::Store(received) => self.work(store, Job::Store(received)),
            Effect::StorePerson(person) => self.work(store, Job::StorePerson(person)),
            Effect::Hear(received) => {
                let store = store.clone();
                spawn_local(async move { store.send(Intent::Heard(received)) });
            }
            Effect::Talk => spawn_local(self.clone().talk(store.clone())),
            Effect::Ask(request) => {
                let (folder, store) = (self.folder.clone(), store.clone());
                spawn_local(async move {
                    let project = &store.environment().project;
                    let answer = match project.folder() {
                        Some(_) => folder.ask(&request).await,
                        None => Some(ask(name(project), &request).await),
                    };
                    if let Some(answer) = answer {
                        store.send(Intent::Answered(request, answer));
                    }
                });
            }
            Effect::Wake(millis) => {
                let store = store.clone();
                let timer = Timeout::new(millis, move || store.send(Intent::GoOn));
                self.timer.replace(Some(timer));
            }
            Effect::Tell(status, not_taken) => self.tell(Told::Status(status, not_taken.to_vec())),
            Effect::TryElsewhere => self.tell(Told::LoggedIn),
            Effect::AskWho => {
                let store = store.clone();
                spawn_local(async move { store.send(Intent::Who(who().await)) });
            }
            Effect::LogIn(who) => {
                let (team, store) = (self.clone(), store.clone());
                spawn_local(async move {
                    let answer = log_in(&who).await;
                    let is_in = matches!(answer, Ok(Some(_)));
                    store.send(Intent::Who(answer));
                    if is_in {
                        team.tell(Told::LoggedIn);
                    }
                });
            }
            Effect::Begin(name, who) => {
                let store = store.clone();
                spawn_local(async move {
                    let begun = begin(&name, &who).await;
                    store.send(Intent::Begun(begun.map(|()| name)));
                });
            }
            Effect::Write(members) => {
                let store = store.clone();
                spawn_local(async move {
                    let written = write(name(&store.environment().project), &members).await;
                    store.send(Intent::Written(written));
                });
            }
            Effect::UseFolder(name, is_sure) => {
                let (folder, store) = (self.folder.clone(), store.clone());
                spawn_local(async move {
                    let chosen = folder.choose(&store, &name, is_sure).await;
                    store.send(Intent::FolderChosen(chosen));
                });
            }
            Effect::UseFiles(files, name, is_sure) => {
                let store = store.clone();
                spawn_local(async move {
                    let chosen = shared_folder::use_files(&store, &files, &name, is_sure).await;
                    store.send(Intent::FolderChosen(chosen));
                });
            }
            Effect::TakeFiles(files) => {
                if let Some((request, answer)) = self.folder.take(&files) {
                    store.send(Intent::Answered(request, Ok(answer)));
                }
            }
            Effect::DownloadPart(docs) => {
                let (folder, store) = (self.folder.clone(), store.clone());
                spawn_local(async move {
                    let part = folder.part(&store.environment().project, &docs).await;
                    let Some((download, answer)) = part else { return };
                    store.run(AppEffect::Download(Rc::new(download)));
                    store.send(Intent::Answered(Request::Bulk(docs), Ok(answer)));
                });
            }
            Effect::ReachFolder => {
                let (team, store) = (self.clone(), store.clone());
                spawn_local(async move {
                    let reached = team.folder.reach(&store.environment().project).await;
                    if reached.is_ok() {
                        team.tell(Told::LoggedIn);
                    }
                    store.send(Intent::FolderReached(reached));
                });
            }
        }
    }

    /// Waits until no other tab talks to the server.
    async fn talk(self: Rc<Self>, store: Store) {
        let id = &store.environment().project;
        let project = id.as_str();
        // Where there are no locks each tab talks: all is merged, whoever sends it.
        self.lock.replace(locks::wait(&format!("glossator/{project}/team")).await);
        let returning = store.clone();
        self.online.replace(Some(listen::to_connection(move || returning.send(Intent::Hurry))));
        let replica = replica::read(project).await;
        self.folder.begin(id, &replica).await;
        store.send(Intent::Talk(Rc::new(replica)));
    }

    fn tell(&self, told: Told) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.tell(told);
        }
    }

    /// Does one thing with the replica after the other: a checkpoint must not be there before what came before it.
    fn work(self: &Rc<Self>, store: &Store, job: Job) {
        self.waiting.borrow_mut().push_back(job);
        if self.is_working.replace(true) {
            return;
        }
        let (team, store) = (self.clone(), store.clone());
        spawn_local(async move {
            let project = store.environment().project.as_str();
            while let Some(job) = team.next() {
                match job {
                    Job::Read(purpose) => {
                        store.send(Intent::Read(purpose, Rc::new(replica::read(project).await)));
                    }
                    Job::Store(received) => {
                        let Received { docs, is_news, gone, checkpoint, .. } = &*received;
                        replica::put(project, docs, gone, checkpoint.as_deref()).await;
                        if !docs.is_empty() {
                            team.tell(Told::Docs(docs.clone(), *is_news));
                        }
                    }
                    Job::StorePerson(person) => {
                        replica::put_person(project, &person).await;
                        team.tell(Told::LoggedIn);
                    }
                }
            }
            team.is_working.set(false);
        });
    }

    fn next(&self) -> Option<Job> {
        self.waiting.borrow_mut().pop_front()
    }
}

/// The name of the project on the server.
fn name(project: &ProjectId) -> &str {
    project.team().unwrap_or_default()
}

async fn ask(database: &str, request: &Request) -> Result<Answer, Failure> {
    let couch::Http { method, path, body } = couch::http(request, database);
    let (status, answer) = remote::ask(method, &path, body.as_deref()).await.ok_or(Failure::Unreachable)?;
    couch::answer(request, status, &answer)
}

/// The name of whoever is logged in.
async fn who() -> Result<Option<Rc<str>>, Trouble> {
    match ask("", &Request::Session).await {
        Ok(Answer::Session(name)) => Ok(name.map(Into::into)),
        _ => Err(Trouble::NoConnection),
    }
}

async fn log_in(LogIn { name, password }: &LogIn) -> Result<Option<Rc<str>>, Trouble> {
    let [name, password] = [name, password].map(|words| json::compact(&&**words));
    let body = format!(r#"{{"name":{name},"password":{password}}}"#);
    match remote::ask("POST", "/_session", Some(&body)).await {
        Some((200..=299, _)) => who().await,
        Some((401 | 403, _)) => Err(Trouble::WrongPassword),
        answer => Err(failed(answer)),
    }
}

/// The trouble behind an answer that is not what was asked.
fn failed(answer: Option<(u16, String)>) -> Trouble {
    Trouble::of(answer.map(|(status, _)| status))
}

/// Begins a project: makes its database, unless somebody did, and says there who leads.
async fn begin(name: &str, who: &LogIn) -> Result<(), Trouble> {
    let person = log_in(who).await?.ok_or(Trouble::WrongPassword)?;
    let path = format!("/{name}");
    match remote::ask("GET", &path, None).await {
        Some((200, _)) => {}
        // Most people may not make one.
        Some((404, _)) => match remote::ask("PUT", &path, None).await {
            Some((200..=299, _)) => {}
            Some((401 | 403, _)) => return Err(Trouble::NoProject),
            answer => return Err(failed(answer)),
        },
        answer => return Err(failed(answer)),
    }
    if design(name).await?.is_some() {
        return Err(Trouble::Taken);
    }
    let members = Members { members: [(person, Role::Lead)].into_iter().collect(), ..Members::default() };
    send(name, &members, None).await?;
    let_in(name, &Members::default(), &members).await
}

/// Writes who is who, and lets them in.
async fn write(name: &str, members: &Members) -> Result<(), Trouble> {
    let before = design(name).await?;
    let then = before.as_ref().and_then(Members::of).unwrap_or_default();
    send(name, members, before.and_then(|before| before.rev)).await?;
    let_in(name, &then, members).await
}

/// Lets into the database whoever is in the team now, and nobody who was.
async fn let_in(name: &str, before: &Members, now: &Members) -> Result<(), Trouble> {
    let path = format!("/{name}/_security");
    let security = match remote::ask("GET", &path, None).await {
        Some((200, security)) => security,
        answer => return Err(failed(answer)),
    };
    let Some(wanted) = now.security(before, &security).filter(|wanted| *wanted != security.trim()) else {
        return Ok(());
    };
    match remote::ask("PUT", &path, Some(&wanted)).await {
        Some((200..=299, _)) => Ok(()),
        answer => Err(failed(answer)),
    }
}

/// The document that says who is who, as it is on the server.
async fn design(name: &str) -> Result<Option<Doc>, Trouble> {
    let [from, upto] = [(); 2].map(|()| Members::ID.to_owned());
    match ask(name, &Request::All { from, upto, rows: 1 }).await {
        Ok(Answer::All(docs)) => Ok(docs.into_iter().next()),
        Err(Failure::Unauthorised) => Err(Trouble::WrongPassword),
        Err(Failure::Forbidden) => Err(Trouble::Refused("".into())),
        _ => Err(Trouble::NoConnection),
    }
}

async fn send(name: &str, members: &Members, rev: Option<String>) -> Result<(), Trouble> {
    let request = Request::Bulk([members.doc(RULES, rev)].into());
    match ask(name, &request).await {
        Ok(Answer::Bulk(rows)) => match rows.into_iter().next() {
            Some((_, Row::Taken(_))) => Ok(()),
            Some((_, Row::Forbidden(why))) => Err(Trouble::Refused(why.into())),
            Some((_, Row::Unauthorised)) | None => Err(Trouble::Refused("".into())),
            Some((_, Row::Conflict | Row::Failed)) => Err(Trouble::NoConnection),
        },
        Err(Failure::Unauthorised | Failure::Forbidden) => Err(Trouble::Refused("".into())),
        _ => Err(Trouble::NoConnection),
    }
}
