//! What every test stands on: a browser of its own, and the page in it.

mod browser;
mod controls;
mod device;
mod download;
mod driver;
mod files;
mod folder;
mod hands;
mod page;
mod processes;
mod session;
mod silence;

pub use device::{down, move_to, up};
pub use download::Download;
pub use folder::Folder;
pub use page::{ARTICLES, Page, Row};
pub use processes::Processes;
pub use session::Setup;
