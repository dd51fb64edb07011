//! The team: coming to its project, hearing what others wrote, who is who, and leaving.

use super::state::{Intent, Trouble};
use super::{by_hand, exchange};
use crate::app::context::Context;
use crate::app::effect::{Copied, Download, Effect, LogIn, Purpose, Team as Ask};
use crate::app::intent;
use crate::app::message::About;
use crate::app::session::Dialog;
use crate::words::{files, team as words};
use glossator_core::edit::command::Command;
use glossator_core::formats::native;
use glossator_core::model::role::Role;
use glossator_core::saving::project::ProjectId;
use glossator_core::sync::doc::{Doc, Place, Replica};
use glossator_core::sync::not_taken;
use glossator_core::sync::replicate::Connection;
use glossator_core::sync::team::Team;
use std::rc::Rc;

/// Fulfils the intent.
#[inline(never)] // See the crate's documentation.
pub fn update(context: &mut Context<'_>, intent: Intent) {
    match intent {
        Intent::Read(Purpose::Join, replica) => join(context, &replica),
        Intent::Read(Purpose::Compact, replica) => exchange::compact(context, &replica),
        Intent::Talk(replica) => {
            exchange::begin(context, &replica);
            introduce(context);
        }
        Intent::Answered(request, answer) => exchange::answer(context, &request, answer),
        Intent::GoOn => {
            context.is_quiet = true;
            context.state.team.wake = None;
        }
        Intent::Hurry => {
            if let Some(replication) = &mut context.state.team.replication {
                replication.hurry();
            }
        }
        Intent::Compact => exchange::ask_compact(context),
        Intent::Heard(received) => hear(context, &received.docs, received.is_news),
        Intent::HeardStatus(status, not_taken) => {
            let team = &mut context.state.team;
            team.is_loading &= status.connection != Connection::Connected;
            (team.status, team.not_taken) = (Some(status), not_taken);
        }
        Intent::Tell => exchange::tell(context),
        Intent::Who(answer) => who(context, answer),
        Intent::LoggedInElsewhere => logged_in(context),
        Intent::TryAgain => match &mut context.state.team.replication {
            Some(replication) => replication.logged_in(),
            None => context.effect(Effect::Team(Ask::TryElsewhere)),
        },
        Intent::AskLogIn => ask(context, Dialog::LogIn),
        Intent::LogIn(log_in) => {
            context.state.team.is_asking = true;
            context.effect(Effect::Team(Ask::LogIn(log_in)));
        }
        Intent::AskBegin => ask(context, Dialog::BeginTeam),
        Intent::Begin(name, log_in) => begin(context, name, log_in),
        Intent::Begun(begun) => {
            context.state.team.is_asking = false;
            match begun.map(|name| ProjectId::of_team(&name)) {
                Ok(Some(id)) => {
                    context.show(None);
                    context.send(intent::Projects::Copy(id, false));
                }
                Ok(None) => context.state.team.trouble = Some(Trouble::NoName),
                Err(why) => context.state.team.trouble = Some(why),
            }
        }
        Intent::AskFolder => {
            context.state.team.files = None;
            ask(context, Dialog::UseFolder);
        }
        Intent::UseFolder(name, is_sure) => use_folder(context, name, is_sure),
        Intent::TakeFiles(files) => by_hand::take(context, files),
        Intent::DownloadPart => by_hand::download(context),
        Intent::FolderChosen(chosen) => take_folder(context, chosen),
        Intent::ReachFolder => context.effect(Effect::Team(Ask::ReachFolder)),
        Intent::FolderReached(reached) => match reached {
            Ok(()) => {
                logged_in(context);
                context.send(Intent::Hurry);
            }
            Err(why) => context.say(words::trouble(&why)),
        },
        Intent::SetRole(person, role) => set_role(context, &person, role),
        Intent::LeaveOut(person, leaves_out) => change(context, |team| {
            if leaves_out {
                team.left_out.insert(person);
            } else {
                team.left_out.remove(&person);
            }
        }),
        Intent::Written(written) => match written {
            Ok(()) => {
                let added = context.state.team.added.take();
                context.say(added.map_or_else(|| words::WRITTEN.to_owned(), |name| words::added(&name)));
            }
            Err(why) => {
                context.state.team.wanted = None;
                context.say(words::trouble(&why));
            }
        },
        Intent::CopyLink => copy_link(context),
        Intent::DownloadNotTaken => download_not_taken(context),
        Intent::AskLeave => ask(context, Dialog::LeaveTeam),
        Intent::Leave(keeps_copy) => {
            context.show(None);
            if keeps_copy {
                let copy = ProjectId::new(context.random(), false);
                context.send(intent::Projects::Copy(copy, true));
            } else {
                context.effect(Effect::DeleteProject(context.state.projects.open.clone()));
            }
        }
        Intent::Stop => {
            context.state.team.replication = None;
            context.editor().set_role(Role::Reader);
        }
    }
}

/// Says so where the page's address names a project of a team that is not open.
pub fn look_at_link(context: &mut Context<'_>) {
    let Some(name) = context.environment.linked.as_deref() else { return };
    if context.environment.project.team() != Some(name) {
        let words = words::not_opened(name, ProjectId::of_team(name).is_some());
        context.alert(About::Projects, words, Vec::new());
    }
}

pub(super) fn ask(context: &mut Context<'_>, dialog: Dialog) {
    context.state.team.trouble = None;
    context.state.team.is_asking = false;
    context.show(Some(dialog));
}

/// Comes to the project with everything that the replica has, at the start, or anew.
fn join(context: &mut Context<'_>, replica: &Replica) {
    let Some(person) = replica.person.as_deref() else {
        // Nothing is written before it is known who writes.
        context.editor().set_role(Role::Reader);
        return match context.state.projects.open.folder() {
            Some(_) => ask(context, Dialog::UseFolder),
            None => context.effect(Effect::Team(Ask::AskWho)),
        };
    };
    let is_first = context.state.team.person.is_none();
    let team = replica.docs.iter().find_map(Team::of).unwrap_or_default();
    let state = &mut context.state.team;
    let meanwhile = state.meanwhile.take().unwrap_or_default();
    state.person = Some(person.into());
    state.team = Rc::new(team.clone());
    context.edit(|editor, _| ((), editor.join(&team, person, &replica.docs)));
    hear(context, &meanwhile, false);
    if is_first {
        context.state.team.is_loading = replica.checkpoint.is_none();
        context.effect(Effect::Team(Ask::Talk));
    }
}

/// Takes in what others wrote, and says what it overwrote if it is news.
pub(super) fn hear(context: &mut Context<'_>, docs: &[Doc], is_news: bool) {
    if let Some(meanwhile) = &mut context.state.team.meanwhile {
        meanwhile.extend_from_slice(docs);
    }
    if let Some(team) = docs.iter().rev().find_map(Team::of) {
        take_team(context, team);
    }
    // It must not go with an annotation that somebody else deletes.
    context.store_note();
    context.edit(|editor, _| ((), editor.hear(docs, is_news)));
    let is_text = |doc: &Doc| doc.address().is_some_and(|it| matches!(it.place, Place::Text(_)));
    if docs.iter().any(is_text) && !context.state.corpus().documents().any(|it| it.lacks_text) {
        context.succeeded(&About::Texts);
    }
}

/// Takes who is who. Where it changes whose writes are left out, everything is come to anew.
fn take_team(context: &mut Context<'_>, team: Team) {
    let state = &mut context.state.team;
    let Some(person) = state.person.clone().filter(|_| team != *state.team) else { return };
    state.wanted.take_if(|wanted| *wanted == team);
    let is_other = team.left_out != state.team.left_out;
    let role = team.role(&person);
    state.team = Rc::new(team);
    context.editor().set_role(role);
    introduce(context);
    if is_other && context.state.team.meanwhile.is_none() {
        context.state.team.meanwhile = Some(Vec::new());
        context.effect(Effect::Team(Ask::Read(Purpose::Join)));
    }
}

/// Gives the person the name of the server, where nobody gave another one, in this browser or elsewhere. One tab does it.
pub(super) fn introduce(context: &mut Context<'_>) {
    let state = &*context.state;
    let Some(person) = state.team.person.clone().filter(|_| state.team.replication.is_some()) else { return };
    let is_named = !state.corpus().annotator_name(state.annotator()).is_empty();
    if !is_named && !state.team.is_loading && state.editor().role() != Role::Reader {
        let moment = context.moment();
        // The command does nothing where the name is there already.
        if let Ok(outcome) = context.editor().set_up(&Command::SetName { name: person }, &moment) {
            context.settle(outcome);
        }
    }
}

/// Takes the answer to the question who is logged in.
fn who(context: &mut Context<'_>, answer: Result<Option<Rc<str>>, Trouble>) {
    let was_asked = std::mem::take(&mut context.state.team.is_asking);
    match answer {
        Ok(Some(person)) => {
            let own = context.state.team.person.clone().filter(|own| was_asked && *own != person);
            if let Some(own) = own {
                context.state.team.trouble = Some(Trouble::NotYours(own));
                return;
            }
            context.show(None);
            if context.state.team.person.is_none() {
                context.effect(Effect::Team(Ask::StorePerson(person)));
            }
            logged_in(context);
        }
        Ok(None) if !was_asked => ask(context, Dialog::LogIn),
        Ok(None) => context.state.team.trouble = Some(Trouble::WrongPassword),
        Err(why) => {
            if !was_asked {
                ask(context, Dialog::LogIn);
            }
            context.state.team.trouble = Some(why);
        }
    }
}

/// Lets a person choose a folder under that name, or comes to the project of the files that they opened.
fn use_folder(context: &mut Context<'_>, name: Rc<str>, is_sure: bool) {
    if name.is_empty() {
        return;
    }
    context.state.team.is_asking = true;
    context.effect(Effect::Team(match context.state.team.files.clone() {
        Some(files) => Ask::UseFiles(files, name, is_sure),
        None => Ask::UseFolder(name, is_sure),
    }));
}

/// Opens the project of a folder, or begins it with what is open.
fn take_folder(context: &mut Context<'_>, chosen: Result<(ProjectId, bool), Trouble>) {
    context.state.team.is_asking = false;
    context.state.team.files.take_if(|_| chosen.is_ok());
    match chosen {
        Ok((id, _)) if id == context.state.projects.open => {
            context.show(None);
            context.effect(Effect::Team(Ask::Read(Purpose::Join)));
        }
        Ok((id, begins)) => {
            context.show(None);
            context.send(if begins { intent::Projects::Copy(id, false) } else { intent::Projects::Open(id) });
        }
        Err(why) => context.state.team.trouble = Some(why),
    }
}

fn logged_in(context: &mut Context<'_>) {
    match &mut context.state.team.replication {
        Some(replication) => replication.logged_in(),
        None if context.state.team.person.is_none() => {
            context.effect(Effect::Team(Ask::Read(Purpose::Join)));
        }
        None => {}
    }
}

fn begin(context: &mut Context<'_>, name: Rc<str>, log_in: LogIn) {
    let team = &mut context.state.team;
    if ProjectId::of_team(&name).is_none() {
        team.trouble = Some(Trouble::NoName);
        return;
    }
    (team.is_asking, team.trouble) = (true, None);
    context.effect(Effect::Team(Ask::Begin(name, log_in)));
}

fn set_role(context: &mut Context<'_>, person: &str, role: Option<Role>) {
    let person: Rc<str> = person.trim().into();
    if person.is_empty() {
        return;
    }
    if person.contains(':') {
        return context.say(words::NO_MEMBER);
    }
    if role.is_some() && !context.state.team.team.members.contains_key(&person) {
        context.state.team.added = Some(person.clone());
    }
    change(context, |team| match role {
        Some(role) => drop(team.members.insert(person, role)),
        None => drop(team.members.remove(&person)),
    });
}

/// Changes who is who, beside what was changed before and is not written yet.
fn change(context: &mut Context<'_>, change: impl FnOnce(&mut Team)) {
    let state = &mut context.state.team;
    let mut team = state.wanted.take().unwrap_or_else(|| (*state.team).clone());
    change(&mut team);
    state.wanted = Some(team.clone());
    context.effect(Effect::Team(Ask::Write(team)));
}

fn copy_link(context: &mut Context<'_>) {
    let link = context.state.projects.open.team().and_then(context.environment.link);
    let Some(text) = link else { return };
    // An address has no letter that means something in HTML.
    let html = format!(r#"<a href="{text}">{text}</a>"#);
    context.effect(Effect::Copy(Rc::new(Copied { html, text, said: words::COPIED.into() })));
}

/// Gives the user what the project did not take, as a file that opens in any project.
fn download_not_taken(context: &mut Context<'_>) {
    context.store_note();
    let corpus = not_taken::corpus(context.state.corpus(), &context.state.team.not_taken);
    let project = context.state.named_project();
    let content = native::write_project(&corpus, project.as_ref(), context.moment().time).into_bytes();
    let name = files::not_taken_file(&(context.environment.today)());
    let with = files::with(corpus.annotation_count());
    let download = Download { name, mime: "application/json", content, with };
    context.effect(Effect::Download(Rc::new(download)));
}
