//! Words for help: the first steps, and the meaning of each key.

use crate::app::keys::Act;

/// The first step.
pub const STEP_SELECT: &str = "Select words";
/// The ways to do so; the last one only where there are keys.
pub const BY_MOUSE: &str = "By mouse, by finger";
/// The last of them.
pub const OR_KEYS: &str = ", or by keys";
/// The second step.
pub const STEP_SAY: &str = "Say what they are";
/// The codebook, behind its key.
pub const CODEBOOK: &str = " says what counts as one.";
/// The button that leads from the meaning of labels to their definitions.
pub const CHANGE_CODEBOOK: &str = "Change the codebook";
/// The third step.
pub const STEP_TAKE: &str = "Keep your work";
/// The places of the work.
pub const KEPT: &str = "It is saved in this browser at once. “Download JSON” takes it with you.";
/// The first steps were read.
pub const READ: &str = "“Settings” shows them again.";
/// The start of the help.
pub const INTRODUCTION: &str = "Select words and say what they are. Whatever you tag is stored in this browser at once and never sent anywhere; \
     “Download JSON” takes it with you. By mouse, selections become whole words.";
/// The way that needs ordinary buttons only.
pub const WITHOUT_KEYS: &str =
    "Without keys of its own: “Search” finds words, and the chosen ones can be tagged with ordinary buttons.";
/// Single keys do nothing.
pub const KEYS_OFF: &str = "Keys without Ctrl or Alt are switched off in Settings.";

/// Keys that stay what they are.
pub const FIXED: [(&str, &str); 16] = [
    ("← → ↑ ↓", "Move the reading caret (with Ctrl or Alt ← → by word, with Ctrl ↑ ↓ by paragraph)"),
    ("Shift", "With these: select"),
    ("Home End", "Start and end of the line (with Ctrl: of the article)"),
    ("Page ↑ ↓", "Up and down by as much as the window shows"),
    ("Enter", "Open what lies at the caret; tag a hint, or while a label stays"),
    ("1 2 3 …", "Tag the selection, or relabel what is open"),
    ("Shift 1 2 3 …", "Give the same words another label, too"),
    ("0", "Nobody is named who said the claim"),
    ("Delete", "Delete what is open, or what is picked"),
    ("Ctrl Z", "Undo"),
    ("Ctrl Y", "Redo"),
    ("Alt ↑ ↓", "Previous and next article"),
    ("Space", "In the list: pick a row"),
    ("→ ←", "In the list: unfold equal words, fold them"),
    ("Alt", "While selecting by mouse: exact characters instead of words"),
    ("Escape", "Close or clear"),
];

/// The meaning of a key that can be changed; of the others, nothing is said in one line.
#[must_use]
pub fn act(act: Act) -> &'static str {
    match act {
        Act::Expand => "Select the word, the sentence, the paragraph (with Shift: less)",
        Act::Others => "Tag every other occurrence of what is open",
        Act::NextHint => "Next hint (with Shift: the one before); Enter tags it",
        Act::Dismiss => "Not this: no more hints for the selected words",
        Act::Note => "Write a note",
        Act::Values => "A value of what is open or picked: then the value’s own key",
        Act::Entity => "Who or what it is (Shift Enter: and all others with these words)",
        Act::Speaker => "Who said the claim (Shift Enter: who passed it on); with words selected: these",
        Act::Place => "Where what is claimed happens; with words selected: there",
        Act::Boundary => "Take hold of a boundary; arrows move it",
        Act::Overlapping => "Open what lies here, and the next one under it",
        Act::NextAnnotation => "Next annotation",
        Act::PreviousAnnotation => "Previous annotation",
        Act::Compare => {
            "The claim in all articles, side by side; there, the next one (with Shift: the one before)"
        }
        Act::Unfinished => {
            "Next that lacks something: who says a claim, who an actor is; then cells of the matrix not looked for"
        }
        Act::NextArticle => "Next article",
        Act::PreviousArticle => "Previous article",
        Act::List => "Go to the list, and back to the article",
        Act::Stay => "Keep tagging: every selection gets one label at once",
        Act::Search => "Search for words",
        Act::Counts => "How much is tagged",
        Act::View => "The next view: read, compare, claims, actors",
        Act::Codebook => "What the labels mean",
        Act::Help => "All keys",
        Act::Delete
        | Act::Nobody
        | Act::Undo
        | Act::Redo
        | Act::Escape
        | Act::Accept
        | Act::Shrink
        | Act::Pick
        | Act::PreviousClaim
        | Act::PreviousHint => "",
    }
}
