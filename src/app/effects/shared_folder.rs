//! The shared folder in the place of a team's server: the same requests are answered from its files. It is looked at when something is
//! asked, and when it changes while something waits.
//!
//! Core decides how files look, and what they mean.

use crate::app::effect::Download;
use crate::app::store::Store;
use crate::features::team::state::Trouble;
use glossator_core::saving::project::{self, ProjectId};
use glossator_core::sync::doc::{Doc, Replica};
use glossator_core::sync::folder::{Change, Files, Folder, Head, Stat, Survey};
use glossator_core::sync::request::{Answer, Failure, Request};
use glossator_web::folder::{self, Directory, Watch};
use glossator_web::{random, replica, timer};
use std::cell::RefCell;
use std::rc::Rc;

/// The time for which edits are collected before they are written, in milliseconds. A page that nobody sees may be gone soon.
const COLLECTED: u32 = 2_000;

/// See the module.
#[derive(Default)]
pub struct SharedFolder {
    /// The folder on the disk, once it is known.
    directory: RefCell<Option<Directory>>,
    folder: RefCell<Option<Folder>>,
    /// The folder that somebody chose who has a name that is in it.
    chosen: RefCell<Option<Directory>>,
    /// The question that waits for files, where the browser gives no folders and a person brings the files.
    waiting: RefCell<Option<Request>>,
}

impl SharedFolder {
    /// Begins with the docs that are here, if the project is in a folder.
    pub async fn begin(&self, id: &ProjectId, replica: &Replica) {
        let (Some((project, device)), Some(person)) = (id.folder(), &replica.person) else { return };
        let head = Head { project: project.into(), device: device.into(), by: person.as_str().into() };
        self.folder.replace(Some(Folder::new(head, &replica.docs)));
        self.find(id).await;
    }

    /// The folder on the disk; `None` if nothing is known of it here.
    async fn find(&self, id: &ProjectId) -> Option<Directory> {
        let known = self.directory.borrow().clone();
        if known.is_some() {
            return known;
        }
        let kept = replica::folder(id.as_str()).await;
        self.directory.replace(kept.clone());
        kept
    }

    fn with<T>(&self, act: impl FnOnce(&mut Folder) -> T) -> Result<T, Failure> {
        self.folder.borrow_mut().as_mut().map(act).ok_or(Failure::Unreachable)
    }

    /// Answers as a server does; `None` where the answer comes once a person opens files, or downloads what is to be written.
    pub async fn ask(&self, request: &Request) -> Option<Result<Answer, Failure>> {
        let directory = self.directory.borrow().clone();
        match directory {
            Some(directory) => Some(self.ask_directory(&directory, request).await),
            None if folder::can_choose() => Some(Err(Failure::Unauthorised)),
            None => {
                let answer = self.with(|folder| folder.answer(request)).transpose();
                if answer.is_none() && matches!(request, Request::Changes { .. }) {
                    self.waiting.replace(Some(request.clone()));
                }
                answer
            }
        }
    }

    /// Takes files that a person opened. The question that waited for them, and its answer.
    pub fn take(&self, files: &Files) -> Option<(Request, Answer)> {
        let mut folder = self.folder.borrow_mut();
        let folder = folder.as_mut()?;
        take(folder, files);
        let mut waiting = self.waiting.borrow_mut();
        let answer = folder.answer(waiting.as_ref()?)?;
        waiting.take().map(|request| (request, answer))
    }

    /// The file for the folder of all that was written here, these docs as well, and the answer to the request that has them.
    pub async fn part(&self, id: &ProjectId, docs: &[Doc]) -> Option<(Download, Answer)> {
        let replica = replica::read(id.as_str()).await;
        let (Change { name, content }, answer) = self.with(|folder| folder.part(&replica.docs, docs)).ok()?;
        self.with(|folder| folder.note(&answer)).ok()?;
        let download = Download { name, mime: "text/plain", content: content?, with: String::new() };
        Some((download, answer))
    }

    /// Answers from the folder on the disk: where nobody allowed it, nobody is logged in.
    async fn ask_directory(&self, directory: &Directory, request: &Request) -> Result<Answer, Failure> {
        if !directory.is_allowed().await {
            return Err(Failure::Unauthorised);
        }
        match request {
            Request::Bulk(docs) => {
                timer::while_seen(COLLECTED).await;
                let journal = self.with(|folder| folder.journal())?;
                // A journal that is there and cannot be read is not to be lost.
                let journal = directory.read(&journal).await.ok_or(Failure::Unreachable)?;
                let (changes, answer) = self.with(|folder| folder.write(docs, &journal))?;
                for Change { name, content } in changes {
                    let is_done = match content {
                        Some(content) => directory.write(&name, &content).await,
                        None => directory.remove(&name).await,
                    };
                    if !is_done {
                        return Err(Failure::Unreachable);
                    }
                }
                self.with(|folder| folder.note(&answer))?;
                Ok(answer)
            }
            Request::Changes { .. } => {
                self.look(directory).await?;
                if let Some(answer) = self.with(|folder| folder.answer(request))? {
                    return Ok(answer);
                }
                let watch = Watch::begin(directory).await;
                loop {
                    self.look(directory).await?;
                    if let Some(answer) = self.with(|folder| folder.answer(request))? {
                        return Ok(answer);
                    }
                    watch.next().await;
                }
            }
            Request::Session | Request::All { .. } => {
                self.with(|folder| folder.answer(request))?.ok_or(Failure::Unreachable)
            }
        }
    }

    /// Reads whatever is new in the folder.
    async fn look(&self, directory: &Directory) -> Result<(), Failure> {
        let Some(names) = directory.names().await else {
            let is_allowed = directory.is_allowed().await;
            return Err(if is_allowed { Failure::Unreachable } else { Failure::Unauthorised });
        };
        for name in names {
            if !self.with(|folder| folder.wants(&name))? {
                continue;
            }
            let Some(found) = directory.find(&name).await else { continue };
            if self.with(|folder| folder.is_changed(&name, found.stat))?
                && let Some(bytes) = found.bytes().await
            {
                self.with(|folder| folder.take(&name, found.stat, &bytes))?;
            }
        }
        Ok(())
    }

    /// Lets somebody choose a folder, or takes the one that was chosen before if they are sure of their name. The project that is in it
    /// or will be, and `true` if nothing is in it.
    pub async fn choose(
        &self,
        store: &Store,
        name: &str,
        is_sure: bool,
    ) -> Result<(ProjectId, bool), Trouble> {
        let chosen = self.chosen.take().filter(|_| is_sure);
        let directory = match chosen {
            Some(directory) => directory,
            None => folder::choose().await.ok_or(Trouble::NoFolder)?,
        };
        let survey = survey(&directory).await.ok_or(Trouble::NoFolder)?;
        let found = found(store, &survey, name, is_sure);
        if let Err(Trouble::NameIsThere) = found {
            self.chosen.replace(Some(directory.clone()));
        }
        let (id, comes) = found?;
        if !replica::put_folder(id.as_str(), &directory, comes.then_some(name)).await {
            return Err(Trouble::NoRoom);
        }
        Ok((id, survey.project().is_none()))
    }

    /// Comes to the folder again, if somebody allows it. Where it is not any more, it is chosen anew.
    pub async fn reach(&self, id: &ProjectId) -> Result<(), Trouble> {
        if let Some(directory) = self.find(id).await {
            if !directory.ask().await {
                return Err(Trouble::NoFolder);
            }
            if directory.names().await.is_some() {
                return Ok(());
            }
        }
        let directory = folder::choose().await.ok_or(Trouble::NoFolder)?;
        let survey = survey(&directory).await.ok_or(Trouble::NoFolder)?;
        if !id.folder().is_some_and(|(project, _)| survey.has(project)) {
            return Err(Trouble::AnotherFolder);
        }
        if !replica::put_folder(id.as_str(), &directory, None).await {
            return Err(Trouble::NoRoom);
        }
        self.directory.replace(Some(directory));
        Ok(())
    }
}

/// Heads of the files in a folder; `None` if it cannot be read.
async fn survey(directory: &Directory) -> Option<Survey> {
    let mut survey = Survey::default();
    for name in directory.names().await?.iter().filter(|name| Survey::wants(name)) {
        if let Some(bytes) = directory.read(name).await {
            survey.take(&bytes);
        }
    }
    Some(survey)
}

/// Comes to the project of files that a person opened: what is in them is its replica from then on.
pub async fn use_files(
    store: &Store,
    files: &Files,
    name: &str,
    is_sure: bool,
) -> Result<(ProjectId, bool), Trouble> {
    let (id, comes) = found(store, &Survey::of(files), name, is_sure)?;
    let (project, device) = id.folder().ok_or(Trouble::AnotherFolder)?;
    let replica = replica::read(id.as_str()).await;
    let by = if comes { name } else { replica.person.as_deref().unwrap_or(name) };
    let head = Head { project: project.into(), device: device.into(), by: by.into() };
    let mut folder = Folder::new(head, &replica.docs);
    take(&mut folder, files);
    let request = Request::Changes { since: Some(String::new()), waits: false, rows: 0 };
    let Some(Answer::Changes { docs, .. }) = folder.answer(&request) else { return Err(Trouble::NoFolder) };
    let is_kept = replica::put(id.as_str(), &docs, &[], None).await
        && (!comes || replica::put_person(id.as_str(), name).await);
    if is_kept { Ok((id, false)) } else { Err(Trouble::NoRoom) }
}

fn take(folder: &mut Folder, files: &Files) {
    for (name, bytes) in &**files {
        folder.take(name, Stat { size: bytes.len() as u64, modified: 0 }, bytes);
    }
}

/// The project that is in the folder, or a new one, and `true` if its person is the one of that name from now on: a person who has
/// files here goes on with them under the name that they have.
fn found(store: &Store, survey: &Survey, name: &str, is_sure: bool) -> Result<(ProjectId, bool), Trouble> {
    let known = known(store, survey);
    let new = || ProjectId::of_folder(&survey.project().cloned().unwrap_or_else(digits), &digits());
    let id = known.clone().or_else(new).ok_or(Trouble::AnotherFolder)?;
    let comes = known.is_none_or(|known| known == store.environment().project);
    if comes && !is_sure && survey.knows(name, id.folder().map(|(_, device)| device)) {
        return Err(Trouble::NameIsThere);
    }
    Ok((id, comes))
}

/// The project of this browser that is in the folder.
fn known(store: &Store, survey: &Survey) -> Option<ProjectId> {
    let listed = project::list(&**store.environment().storage.as_ref().ok()?);
    let is_in_it = |id: &ProjectId| id.folder().is_some_and(|(project, _)| survey.has(project));
    listed.into_iter().map(|listed| listed.id).find(is_in_it)
}

/// Random digits, for a project or a device.
fn digits() -> Rc<str> {
    format!("{:016x}", random::bits() >> 64).into()
}
