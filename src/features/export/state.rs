//! The state of exporting: the choice of the dialog.

use glossator_core::formats::Format;
use glossator_core::model::label::LabelId;

/// The choice of what is exported.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Only the article in view.
    pub here: bool,
    /// Labels that are not ticked.
    pub without: Vec<LabelId>,
}

/// The things that can be asked about exports.
#[derive(Clone, Debug)]
pub enum Intent {
    /// Gives everything to the user as one file of our own.
    DownloadJson,
    /// Exports the article in view alone, or all (`false`).
    SetHere(bool),
    /// Exports annotations of that label, or none of them (`false`).
    SetLabel(LabelId, bool),
    /// Gives a file for another tool to the user; several that belong together as one.
    Export(&'static Format),
    /// The browser took a download of that name, or refused it (`false`). The words stand behind the name.
    Downloaded {
        /// The name of the file.
        name: String,
        /// The end of the message, such as " with 3 annotations".
        with: String,
        /// The answer of the browser.
        is_taken: bool,
    },
}

impl PartialEq for Intent {
    /// A format is the one that has its id.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::DownloadJson, Self::DownloadJson) => true,
            (Self::SetHere(one), Self::SetHere(other)) => one == other,
            (Self::SetLabel(one, is), Self::SetLabel(other, other_is)) => one == other && is == other_is,
            (Self::Export(one), Self::Export(other)) => one.id == other.id,
            (
                Self::Downloaded { name, with, is_taken },
                Self::Downloaded { name: other, with: other_with, is_taken: other_is },
            ) => name == other && with == other_with && is_taken == other_is,
            _ => false,
        }
    }
}
