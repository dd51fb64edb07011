//! Effects of a team: what is asked of its server, and of the replica of its project.

use glossator_core::sync::doc::Doc;
use glossator_core::sync::folder::Files;
use glossator_core::sync::not_taken::NotTaken;
use glossator_core::sync::replicate::{Received, Status};
use glossator_core::sync::request::Request;
use glossator_core::sync::team::Team as Members;
use std::fmt;
use std::rc::Rc;

/// One thing with the server, or with the replica.
#[derive(Clone, Debug, PartialEq)]
pub enum Team {
    /// Reads the replica, with all that was stored before, and answers.
    Read(Purpose),
    /// Waits until no other tab talks to the server, and answers with the replica then.
    Talk,
    /// Asks the server, and answers.
    Ask(Request),
    /// Comes back in so many milliseconds. The last one counts.
    Wake(u32),
    /// Stores what the server gave, and tells other tabs of it.
    Store(Rc<Received>),
    /// Lets what the server gave be taken in, once all that is asked before is on its way.
    Hear(Rc<Received>),
    /// Remembers the name of the person.
    StorePerson(Rc<str>),
    /// Tells other tabs the state of the exchange.
    Tell(Status, Rc<[NotTaken]>),
    /// Lets the tab that talks to the server ask it again who is logged in.
    TryElsewhere,
    /// Asks who is logged in, and answers.
    AskWho,
    /// Logs in, and answers with who that is.
    LogIn(LogIn),
    /// Logs in, begins the project of that name on the server, and answers.
    Begin(Rc<str>, LogIn),
    /// Writes who is who, and answers.
    Write(Members),
    /// Lets somebody choose a folder for what they write under that name, and answers. It is the folder that was chosen before
    /// (`true`) where they were asked if they are who has that name in it.
    UseFolder(Rc<str>, bool),
    /// Comes to the folder of the project again, if somebody allows it, and answers.
    ReachFolder,
    /// Comes to the project of these files in the same way.
    UseFiles(Files, Rc<str>, bool),
    /// Takes in files of the folder, and answers what waits for them.
    TakeFiles(Files),
    /// Gives the user all that is written here for the folder, with these docs, and answers that they are written.
    DownloadPart(Rc<[Doc]>),
}

/// The purpose for which the replica is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The page opens, or has to come to everything anew.
    Join,
    /// The own log is compacted.
    Compact,
}

/// A name with its password, which is kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct LogIn {
    /// The name on the server.
    pub name: Rc<str>,
    /// The password.
    pub password: Rc<str>,
}

impl fmt::Debug for LogIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("LogIn").field("name", &self.name).finish_non_exhaustive()
    }
}
