//! What every test stands on: a browser context of its own, and the page in it.

mod browser;
mod context;
mod controls;
mod device;
mod devtools;
mod download;
mod driver;
mod files;
mod folder;
mod group;
mod hands;
mod page;
mod session;
mod silence;

pub use device::{down, move_to, up};
pub use download::Download;
pub use group::kill;
pub use page::{ARTICLES, Page, Row};
pub use session::Setup;
