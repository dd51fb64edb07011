//! Harness that every test stands on: a browser context of its own, and the page in it.

mod browser;
mod context;
mod controls;
mod device;
mod download;
mod driver;
mod engine;
mod files;
mod folder;
mod group;
mod hands;
mod heard;
mod page;
mod session;
mod silence;
mod socket;
mod stored;

pub use device::{down, move_to, up};
pub use download::Download;
pub use driver::page as page_file;
pub use engine::in_firefox;
pub use folder::Folder;
pub use group::{Group, kill};
pub use page::{ARTICLES, Page, Row};
pub use session::Setup;
