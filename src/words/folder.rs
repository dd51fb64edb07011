//! Words for the folder that people share in the place of a server.

use super::{counted, quoted};
use crate::features::team::state::Trouble;
use glossator_core::sync::replicate::{Connection, Status};

/// The way to share one.
pub const USE: &str = "Use a shared folder…";
/// The meaning of that.
pub const ABOUT: &str = "Several people can share a project over a folder that all of them have: of Dropbox, Nextcloud or OneDrive, or on a drive in the network.";
/// The same in the dialog.
pub const ABOUT_USING: &str = "Choose a folder that is for this project alone. If it is empty, a copy of what is open begins there; if a project is in it, you join that.";
/// The rule for the name.
pub const NAME_RULE: &str =
    "The others see it. In another browser or on another computer, give the same name again.";
/// The title of the dialog.
pub const TITLE: &str = "A shared folder";
/// The act of the dialog.
pub const CHOOSE: &str = "Choose the folder…";
/// The act of the dialog where somebody of that name is in the folder.
pub const THAT_IS_ME: &str = "That is me";
/// Something goes on.
pub const ASKING: &str = "Reading the folder …";
/// The folder cannot be read.
pub const OUT_OF_REACH: &str = "Folder out of reach";
/// The way to it.
pub const REACH: &str = "Open the folder again";
/// The question before somebody leaves.
pub const LEAVE: &str = "Leave the folder…";
/// The way into a folder where the browser gives none.
pub const ABOUT_FILES: &str =
    "To take part in a shared folder, open its files here, all at once: this browser gives a page no folder.";
/// The same in the dialog, once they are opened.
pub const ABOUT_USING_FILES: &str =
    "These are files of a shared folder. The project that is in them opens, and you join it.";
/// The act of the dialog then.
pub const JOIN: &str = "Join";
/// The work with files in the place of a folder.
pub const BY_HAND: &str = "This browser gives a page no folder. To see what others wrote, open the folder’s files here, all at once. What you write is saved here; to give it to the others, download your part and put the file into the folder, in the place of the one before.";
/// The way to the own file.
pub const DOWNLOAD: &str = "Download my part";
/// Nothing is missing in the file that was downloaded last.
pub const ALL_DOWNLOADED: &str = "your part is downloaded";
/// Files of the folder are taken in.
pub const TAKEN: &str = "What is new in the files is here.";
/// Another tab has the folder.
pub const IN_ANOTHER_TAB: &str = "Another tab has this project open. Do it there, or close that tab.";

/// The changes that are not in the own file.
#[must_use]
pub fn to_download(count: usize) -> String {
    format!("{count} to download")
}

/// The person at this page.
#[must_use]
pub fn you(person: &str) -> String {
    format!("You are {} in a shared folder. Everybody in it may change everything.", quoted(person))
}

/// The state of the exchange, to stand behind "Saved".
#[must_use]
pub fn status(Status { connection, to_send, .. }: &Status, loaded: usize) -> String {
    match connection {
        Connection::Connected if *to_send > 0 => format!("{to_send} to write"),
        Connection::Connected => "in the folder".to_owned(),
        Connection::Connecting => "opening the folder".to_owned(),
        Connection::Loading => super::team::loading(loaded),
        _ => OUT_OF_REACH.to_owned(),
    }
}

/// The state of the exchange in a sentence.
#[must_use]
pub fn explained(Status { connection, to_send, .. }: &Status) -> String {
    let waits = match to_send {
        0 => String::new(),
        count => format!(" {} wait here until they are written.", counted(*count, "change")),
    };
    let how = match connection {
        Connection::Connected => "What you write is in the folder a few seconds later.",
        Connection::Connecting | Connection::Loading => "What is in the folder is being read.",
        Connection::Offline(_) => {
            "The folder cannot be read or written. It may have been moved, or its drive is not there. Work on: everything is saved here, and goes into the folder later."
        }
        _ => {
            "The browser asks you again before it reads the folder. Work on: everything is saved here, and goes into the folder later."
        }
    };
    format!("{how}{waits}")
}

/// Trouble with a folder, in words.
#[must_use]
pub fn trouble(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::NameIsThere => {
            "Somebody of that name is in this folder already. If that is you, go on; if not, take another name."
        }
        Trouble::AnotherFolder => "Another project is in that folder.",
        Trouble::NoRoom => "The browser has no room left, or keeps nothing for this page.",
        _ => "No folder was chosen, or the browser may not use it.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_of_the_exchange_is_a_few_words() {
        let check = |connection: Connection, to_send: usize, expected: &str| {
            assert_eq!(status(&Status { connection, to_send, not_taken: 0 }, 1_260_000), expected);
        };
        check(Connection::Connected, 0, "in the folder");
        check(Connection::Connected, 14, "14 to write");
        check(Connection::Offline(1), 14, "Folder out of reach");
        check(Connection::LoggedOut, 0, "Folder out of reach");
        check(Connection::Loading, 0, "loading, 1.2 MB");
    }
}
