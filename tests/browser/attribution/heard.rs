//! The longer of the things that are told of cards and dialogs on the way.

/// The card of an actor of whom nothing is said yet, without its foot.
pub const ACTOR_CARD: [&str; 13] = [
    "radiogroup “Label”",
    "radio “Actor” [checked, key 1]",
    "radio “Claim” [not checked, key 2]",
    "radio “Location” [not checked, key 3]",
    "radio “Cue” [not checked, key 4]",
    "blockquote “”",
    "Recep Tayyip Erdogan",
    "button “Tag 2 more in 2 articles …” [key T]",
    "Means",
    "button “Means not said yet” [collapsed, key I]",
    "group “Values”",
    "DisclosureTriangle “More: name” [collapsed, key Q]",
    "textbox “Note” [key N]",
];
/// The values of a claim while a key means one of them.
pub const ASKED: [&str; 20] = [
    "group “Values” [Press a value’s key. Esc leaves.]",
    "Press a value’s key. Esc leaves.",
    "radiogroup “Form”",
    "radio “None” [not checked, key o]",
    "radio “Direct” [not checked, key q]",
    "radio “Mixed” [not checked, key m]",
    "radio “Indirect guessed by the quotation marks” [checked, key i]",
    "DisclosureTriangle “More: affirms, plain, neutral, 2 empty” [expanded, key Q]",
    "radiogroup “Position”",
    "radio “Affirms” [checked, key a]",
    "radio “Denies” [not checked, key d]",
    "radiogroup “Certainty”",
    "radio “Plain” [checked, key p]",
    "radio “Hedged” [not checked, key h]",
    "radiogroup “Distance”",
    "radio “Neutral” [checked, key n]",
    "radio “Distanced” [not checked, key s]",
    "radio “Endorsed” [not checked, key e]",
    "checkbox “Attributed to nobody” [not checked]",
    "checkbox “In no group” [not checked]",
];

/// The question which of two rows stays.
pub const MERGE: [&str; 9] = [
    "dialog “2 become one. Which name stays?” [modal]",
    "heading “2 become one. Which name stays?”",
    "group “Stays”",
    "radio “Recep Tayyip Erdogan 3 mentions” [checked]",
    "radio “Erdogan 2 mentions” [not checked]",
    "status “”",
    "You can undo this.",
    "button “Merge into “Recep Tayyip Erdogan””",
    "button “Close”",
];

/// The first row of the table that is picked.
pub const PICKED: [&str; 12] = [
    "row “Pick Recep Tayyip Erdogan Recep Tayyip Erdogan 3 3 % Recep Tayyip Erdogan 2 mentions in The Daily Jagran none Recep Tayyip Erdogan 1 mention in Business Today” [selected]",
    "gridcell “Pick Recep Tayyip Erdogan”",
    "checkbox “Pick Recep Tayyip Erdogan” [checked]",
    "gridcell “Recep Tayyip Erdogan”",
    "button “Recep Tayyip Erdogan”",
    "gridcell “3”",
    "gridcell “3 %”",
    "gridcell “Recep Tayyip Erdogan 2 mentions in The Daily Jagran”",
    "button “Recep Tayyip Erdogan 2 mentions in The Daily Jagran”",
    "gridcell “none”",
    "gridcell “Recep Tayyip Erdogan 1 mention in Business Today”",
    "button “Recep Tayyip Erdogan 1 mention in Business Today”",
];

/// The names of a row in the pane.
pub const NAMES: [&str; 26] = [
    "table “Names”",
    "row “”",
    "columnheader “Name”",
    "columnheader “The Daily Jagran”",
    "columnheader “All”",
    "row “”",
    "rowheader “Shehbaz Sharif”",
    "checkbox “Shehbaz Sharif” [not checked]",
    "cell ““Shehbaz Sharif” in The Daily Jagran, 1 mention”",
    "button ““Shehbaz Sharif” in The Daily Jagran, 1 mention” [not pressed]",
    "cell ““Shehbaz Sharif”, 1 mention”",
    "button ““Shehbaz Sharif”, 1 mention” [not pressed]",
    "row “”",
    "rowheader “X”",
    "checkbox “X” [not checked]",
    "cell ““X” in The Daily Jagran, 1 mention”",
    "button ““X” in The Daily Jagran, 1 mention” [not pressed]",
    "cell ““X”, 1 mention”",
    "button ““X”, 1 mention” [not pressed]",
    "row “”",
    "rowheader “Sharif”",
    "checkbox “Sharif” [not checked]",
    "cell ““Sharif” in The Daily Jagran, 1 mention”",
    "button ““Sharif” in The Daily Jagran, 1 mention” [not pressed]",
    "cell ““Sharif”, 1 mention”",
    "button ““Sharif”, 1 mention” [not pressed]",
];
