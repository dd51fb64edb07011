//! The state of the team, and of the exchange with its server. Nothing of it is there in a project of this browser alone.

use crate::app::effect::{LogIn, Purpose};
use glossator_core::model::role::Role;
use glossator_core::saving::project::ProjectId;
use glossator_core::sync::doc::{Doc, Replica};
use glossator_core::sync::folder::Files;
use glossator_core::sync::not_taken::NotTaken;
use glossator_core::sync::replicate::{Connection, Received, Replication, Status};
use glossator_core::sync::request::{Answer, Failure, Request};
use glossator_core::sync::team::Team;
use std::rc::Rc;

/// Everything about the team.
#[derive(Default)]
pub struct State {
    /// The name of the person on the server, once somebody logged in.
    pub person: Option<Rc<str>>,
    /// Members and their roles.
    pub team: Rc<Team>,
    /// True until everything is here that others wrote.
    pub is_loading: bool,
    /// The bytes that came while it is loaded.
    pub loaded: usize,
    /// The state of the exchange; `None` until it is known.
    pub status: Option<Status>,
    /// The docs that the project did not take.
    pub not_taken: Rc<[NotTaken]>,
    /// Trouble in the dialog that is open.
    pub trouble: Option<Trouble>,
    /// True while the server is asked for what the dialog says.
    pub is_asking: bool,
    /// Files of a shared folder, while it is asked for the name of whoever comes to it.
    pub(super) files: Option<Files>,
    /// Members and roles as they are to be, until the server says so.
    pub(super) wanted: Option<Team>,
    /// Somebody who is to come into the team.
    pub(super) added: Option<Rc<str>>,
    /// The exchange, in the tab that talks to the server.
    pub(super) replication: Option<Replication>,
    /// Docs that came while the replica is read.
    pub(super) meanwhile: Option<Vec<Doc>>,
    /// True while the own log is compacted.
    pub(super) is_compacting: bool,
    /// The time to go on at, of which the environment was told.
    pub(super) wake: Option<u64>,
}

impl State {
    /// The state of the connection, once it is known.
    #[must_use]
    pub fn connection(&self) -> Option<&Connection> {
        self.status.as_ref().map(|status| &status.connection)
    }

    /// True where somebody has to log in before anything goes on.
    #[must_use]
    pub fn is_logged_out(&self) -> bool {
        matches!(self.connection(), Some(Connection::LoggedOut | Connection::SomebodyElse(_)))
    }
}

/// Trouble in a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Name and password do not belong together.
    WrongPassword,
    /// In this browser the project is that of somebody else, of that name.
    NotYours(Rc<str>),
    /// There is no connection, or nothing that answers.
    NoConnection,
    /// The server has no such project, and the person may not make one.
    NoProject,
    /// The server answers with that status instead of what was asked: it, or what stands before it, is in trouble.
    Failed(u16),
    /// There is a project of that name.
    Taken,
    /// The name is none that a project can have.
    NoName,
    /// The person may not do that, for the reason that the server gives.
    Refused(Rc<str>),
    /// No folder was chosen, or it may not be used.
    NoFolder,
    /// Somebody of that name is in the folder.
    NameIsThere,
    /// Another project is in the folder.
    AnotherFolder,
    /// The browser has no room for what it has to remember.
    NoRoom,
}

impl Trouble {
    /// The trouble behind the status of an answer; `None` for no answer.
    #[must_use]
    pub fn of(status: Option<u16>) -> Self {
        match status {
            None => Self::NoConnection,
            Some(401 | 403) => Self::Refused("".into()),
            Some(status) => Self::Failed(status),
        }
    }
}

/// The things that can be asked about the team.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Takes the replica, which was read for that purpose.
    Read(Purpose, Rc<Replica>),
    /// Talks to the server from now on, as no other tab does.
    Talk(Rc<Replica>),
    /// Takes the server's answer to a request.
    Answered(Request, Result<Answer, Failure>),
    /// Goes on, as the time has come.
    GoOn,
    /// Goes on at once, as there may be a connection again.
    Hurry,
    /// Compacts the own log.
    Compact,
    /// Takes docs in that another tab got, or this one while it loads.
    Heard(Rc<Received>),
    /// Takes the state of the exchange from the tab that talks.
    HeardStatus(Status, Rc<[NotTaken]>),
    /// Tells the state of the exchange to a tab that was opened.
    Tell,
    /// Takes the answer to the question who is logged in: somebody, nobody, or none.
    Who(Result<Option<Rc<str>>, Trouble>),
    /// Another tab has logged in.
    LoggedInElsewhere,
    /// Asks the server again for somebody whom it did not let in.
    TryAgain,
    /// Asks for name and password.
    AskLogIn,
    /// Logs in.
    LogIn(LogIn),
    /// Asks for what a project of a team needs.
    AskBegin,
    /// Makes what is open the project of a team, under that name on the server.
    Begin(Rc<str>, LogIn),
    /// The project is there, under that name.
    Begun(Result<Rc<str>, Trouble>),
    /// Asks for the name under which somebody shares a folder.
    AskFolder,
    /// Lets somebody of that name choose a folder. They are sure (`true`) of a name that is in it.
    UseFolder(Rc<str>, bool),
    /// The project of the folder that was chosen, and `true` if it is to begin there.
    FolderChosen(Result<(ProjectId, bool), Trouble>),
    /// Comes to the folder of the project again.
    ReachFolder,
    /// Takes files of a shared folder that somebody opened.
    TakeFiles(Files),
    /// Gives the user all that is written here for the folder.
    DownloadPart,
    /// The folder can be read and written again, or not.
    FolderReached(Result<(), Trouble>),
    /// Gives somebody a role; `None` takes it away.
    SetRole(Rc<str>, Option<Role>),
    /// Leaves out what somebody wrote (`true`), or takes it in again.
    LeaveOut(Rc<str>, bool),
    /// Members and roles are written, or not.
    Written(Result<(), Trouble>),
    /// Gives the link to the clipboard.
    CopyLink,
    /// Gives the user what the project did not take.
    DownloadNotTaken,
    /// Asks before the team is left.
    AskLeave,
    /// Leaves the team with a copy (`true`), or without.
    Leave(bool),
    /// Ends the exchange: the project was left.
    Stop,
}
