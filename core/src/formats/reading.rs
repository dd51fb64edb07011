//! Reading: what the readers of several formats share.

pub mod intake;
pub mod source;
pub mod text_rows;
