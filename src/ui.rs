//! The components, one a file. They read the store, show it, and ask for changes; what a change does is decided
//! below them.

pub mod annotation_card;
pub mod annotation_list;
pub mod annotation_row;
pub mod app;
pub mod article_header;
pub mod article_list;
pub mod backup_dialog;
pub mod block;
pub mod clear_dialog;
pub mod counts_dialog;
pub mod dialog;
pub mod export_dialog;
pub mod first_steps;
pub mod help_dialog;
pub mod import_dialog;
pub mod label_bar;
pub mod label_button;
pub mod looks_settings;
pub mod overlays;
pub mod piece;
pub mod reader;
pub mod search_dialog;
pub mod section;
pub mod settings_dialog;
pub mod status;
pub mod top_bar;
pub mod watch;

/// The number that gives a label its colour, its lane and its pattern. Labels behind the sixth begin again with the
/// first.
///
/// The stylesheet finds it in an attribute, `data-lane`.
#[must_use]
pub fn lane(rank: usize) -> &'static str {
    const LANES: [&str; 6] = ["1", "2", "3", "4", "5", "6"];
    LANES[rank % LANES.len()]
}
