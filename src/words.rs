//! Words: the sentences that people read about what core returns as data.
//!
//! It knows neither the store nor a component: values in, text out. Another language is another such module.

pub mod export;
pub mod formats;
pub mod import;
mod json;
