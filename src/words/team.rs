//! Words for the team that shares a project.

use super::{capital, counted, editing, folder, quoted};
use crate::features::team::state::Trouble;
use glossator_core::corpus::Corpus;
use glossator_core::edit::rejection::Rejection;
use glossator_core::model::role::Role;
use glossator_core::sync::doc::Content;
use glossator_core::sync::replicate::{Connection, Status};

/// The title of the way into a project.
pub const LOG_IN: &str = "Log in";
/// The same for somebody who was in it before.
pub const LOG_IN_AGAIN: &str = "Log in again";
/// The way back for somebody who was not let in.
pub const TRY_AGAIN: &str = "Try again";
/// The meaning of logging in.
pub const ABOUT_LOGGING_IN: &str = "What the team wrote comes into this browser, and what you write here goes to the team’s server. The password is not kept.";
/// The beginning of a project of a team.
pub const BEGIN: &str = "Make this a project of a team…";
/// The meaning of that.
pub const ABOUT_BEGINNING: &str = "Everything that is open now is copied, and sent to the server that gave this page. You lead the project: you say who is in it.";
/// The project of a page without a team.
pub const ALONE: &str = "This project is in this browser alone. Several people can share one over the server that gave this page.";
/// The rule for names of projects.
pub const NAME_RULE: &str =
    "Small letters, digits and hyphens, a letter first, at most 48. It stands in the link.";
/// The choice of somebody who leaves.
pub const KEEP_COPY: &str = "Keep a copy of everything here, as a project of your own";
/// The heading of what was not taken.
pub const NOT_TAKEN: &str = "Not taken by the project";
/// The meaning of that.
pub const ABOUT_NOT_TAKEN: &str = "It is kept in this browser, and nobody else has it. The file opens in every project; a lead who opens it in this one brings it in.";
/// The page of a reader.
pub const READS_ONLY: &str = "You read this project. Nothing that you do here is written into it.";
/// The time when a member wrote last.
#[must_use]
pub fn written_last(time: &str) -> String {
    format!("wrote {time}")
}

/// Members and roles were written.
pub const WRITTEN: &str = "The team is changed.";
/// The link is in the clipboard.
pub const COPIED: &str = "The link is copied.";
/// Something goes on.
pub const ASKING: &str = "Asking the server …";

/// The project that the link names is not open: its name is none, or there is no room for it.
#[must_use]
pub fn not_opened(name: &str, is_name: bool) -> String {
    let name = quoted(name);
    if is_name {
        format!(
            "{name} is not open: a project of a team needs the browser’s storage, and the browser lets this page store nothing."
        )
    } else {
        format!(
            "There is no project {name}: a name has small letters, digits and hyphens, a letter first. Ask for the link once more. Your own project is open."
        )
    }
}

/// A name that nobody can have on the server.
pub const NO_MEMBER: &str = "No name on the server has a colon.";

/// Somebody who was in no role before has one.
#[must_use]
pub fn added(name: &str) -> String {
    format!("{} is in the team. This page cannot see whether the server knows the name.", quoted(name))
}

/// The word for a role.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Reader => "Reader",
        Role::Coder => "Coder",
        Role::Lead => "Lead",
    }
}

/// The person at this page, the role and the project.
#[must_use]
pub fn you(person: &str, of: Role, project: &str) -> String {
    format!("You are {}, {} in {}.", quoted(person), role(of).to_lowercase(), quoted(project))
}

/// The state of the exchange, to stand behind "Saved", for somebody whose writes may be left out; `time` is that since when there is
/// no connection, as people write it.
#[must_use]
pub fn status(status: &Status, is_left_out: bool, time: &str, loaded: usize) -> String {
    let Status { connection, to_send, not_taken } = status;
    match connection {
        Connection::Connected if *not_taken > 0 => format!("{not_taken} not taken"),
        Connection::Connected if is_left_out => "left out".to_owned(),
        Connection::Connecting => "connecting".to_owned(),
        Connection::Loading => loading(loaded),
        Connection::Connected if *to_send > 0 => format!("{to_send} to send"),
        Connection::Connected => "with the team".to_owned(),
        // The hour is enough: who was away for days sees that.
        Connection::Offline(_) => {
            let waits = if *to_send > 0 { format!(", {to_send} to send") } else { String::new() };
            format!("Offline since {}{waits}", time.rsplit(", ").next().unwrap_or(time))
        }
        Connection::LoggedOut | Connection::SomebodyElse(_) => LOG_IN_AGAIN.to_owned(),
        Connection::Forbidden => "not in the team".to_owned(),
    }
}

/// The number of bytes that are loaded.
#[must_use]
pub fn loading(bytes: usize) -> String {
    format!("loading, {}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}

/// The state of the exchange in sentences, for somebody with that role, whose writes may be left out.
#[must_use]
pub fn explained(status: &Status, role: Role, is_left_out: bool) -> String {
    let Status { connection, to_send, not_taken } = status;
    let waits = match to_send {
        0 => String::new(),
        count => format!(" Waiting here until it is sent: {}.", counted(*count, "change")),
    };
    let refused = match not_taken {
        0 => String::new(),
        count => {
            format!(" Not taken by the project: {}. “Settings”, Team says why.", counted(*count, "change"))
        }
    };
    let how = match connection {
        Connection::Connecting => "The server is being asked.",
        Connection::Loading => "What the team wrote is being loaded.",
        Connection::Connected if is_left_out => {
            "A lead of the project leaves out what you write: the others do not see it. Ask who leads it."
        }
        Connection::Connected if role == Role::Reader => "What the team writes is here at once.",
        Connection::Connected => "What you write goes to the team at once.",
        Connection::Offline(_) => {
            "There is no connection. Work on: everything is saved here, and goes to the team later."
        }
        Connection::LoggedOut => "The server does not know any more who you are.",
        Connection::SomebodyElse(name) => {
            return format!(
                "{} is logged in on this server. Log in under your own name.{waits}",
                quoted(name)
            );
        }
        Connection::Forbidden => {
            "The server does not let you see this project. Ask who leads it; once you are let in, it comes by itself."
        }
    };
    format!("{how}{waits}{refused}")
}

/// The meaning of leaving.
#[must_use]
pub fn leaving(is_in_folder: bool) -> &'static str {
    if is_in_folder {
        "The project goes from this browser. Everything that you wrote stays in the folder."
    } else {
        "The project goes from this browser. The team keeps what you sent."
    }
}

/// Changes that nobody else has when somebody leaves now, and where they are then; nothing if there are none.
#[must_use]
pub fn left_behind(to_send: usize, not_taken: usize, is_in_folder: bool, has_copy: bool) -> Option<String> {
    let part = |count: usize, what: &str| {
        let is = if count == 1 { "is" } else { "are" };
        (count > 0).then(|| format!("{} {is} {what}", counted(count, "change")))
    };
    let unsent = part(to_send, if is_in_folder { "not in the folder yet" } else { "not sent yet" });
    let refused = part(not_taken, "not taken by the project");
    let parts: Vec<_> = unsent.into_iter().chain(refused).collect();
    let then = if has_copy { "only the copy has that then" } else { "nobody has that then" };
    (!parts.is_empty()).then(|| format!("{}: {then}.", parts.join(", and ")))
}

/// Trouble in a dialog, in words.
#[must_use]
pub fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::WrongPassword => "The server knows no such name with this password.".to_owned(),
        Trouble::NotYours(own) => format!(
            "This project belongs to {} in this browser. Log in under that name, or leave the team first.",
            quoted(own)
        ),
        Trouble::NoConnection => "The server does not answer, or not as it should. Try again in a while.".to_owned(),
        Trouble::Failed(status) => {
            format!("Something is wrong with the server, which answers with the error {status}. Try again in a while, or ask who runs it.")
        }
        Trouble::NoProject => {
            "The server has no project of that name. Ask who runs it to make an empty database that is called so, with you as its administrator."
                .to_owned()
        }
        Trouble::Taken => "There is a project of that name already.".to_owned(),
        Trouble::NoName => NAME_RULE.to_owned(),
        Trouble::Refused(why) if why.is_empty() => {
            "The server does not let you: only an administrator of the database may do this.".to_owned()
        }
        Trouble::NoFolder | Trouble::NameIsThere | Trouble::AnotherFolder | Trouble::NoRoom => {
            folder::trouble(trouble).to_owned()
        }
        Trouble::Refused(why) => format!("The server does not let you: {}.", super::reason(why)),
    }
}

/// "Tag “Sharif” as Actor", for a doc that was not taken.
#[must_use]
pub fn not_taken(corpus: &Corpus, content: Option<&Content>) -> String {
    match content {
        Some(Content::Entry(transaction)) => capital(&editing::step(corpus, transaction)),
        Some(Content::Chunk(cells)) => {
            capital(&editing::changed(corpus, &cells.iter().map(|(key, ..)| key).collect()))
        }
        Some(Content::Text(text)) => format!("Add the text {}", quoted(text.content())),
        Some(Content::Parts(_)) => "End of a large step".to_owned(),
        None => "Something that cannot be read".to_owned(),
    }
}

/// The reason why it was not taken: that of the server, or that the role of the writer does not allow it.
#[must_use]
pub fn why_not_taken(reason: Option<&str>, content: Option<&Content>, role: Role) -> String {
    let kind = match content {
        Some(Content::Entry(transaction)) => transaction.operations.first().map(|it| &it.record.kind),
        Some(Content::Chunk(cells)) => cells.first().map(|(key, ..)| &key.kind),
        _ => None,
    };
    match (reason, kind) {
        (Some(why), _) => format!("The server says: {}.", super::reason(&why)),
        (None, Some(kind)) if role == Role::Coder => Rejection::NotTheirs(kind.clone()).to_string(),
        (None, _) => Rejection::ReadersWriteNothing.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_of_the_exchange_is_a_few_words() {
        let check = |connection: Connection, to_send: usize, expected: &str| {
            let of = Status { connection, to_send, not_taken: 0 };
            assert_eq!(status(&of, false, "30 Nov 2026, 10:42", 1_260_000), expected);
        };
        check(Connection::Connected, 0, "with the team");
        check(Connection::Connected, 14, "14 to send");
        check(Connection::Offline(1), 14, "Offline since 10:42, 14 to send");
        check(Connection::Offline(1), 0, "Offline since 10:42");
        check(Connection::LoggedOut, 14, "Log in again");
        check(Connection::SomebodyElse("bob".to_owned()), 0, "Log in again");
        check(Connection::Loading, 0, "loading, 1.2 MB");
        let of = |not_taken| Status { connection: Connection::Connected, to_send: 0, not_taken };
        assert_eq!(status(&of(1), true, "", 0), "1 not taken");
        assert_eq!(status(&of(0), true, "", 0), "left out");
    }
}
