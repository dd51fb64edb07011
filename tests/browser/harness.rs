//! What every test stands on: a browser of its own, and the page in it.

mod device;
mod download;
mod driver;
mod folder;
mod page;
mod session;

pub use download::Download;
pub use page::{ARTICLES, Page};
pub use session::Setup;
