//! Reading: what the readers of several formats share.

pub mod aliases;
pub mod called;
pub mod intake;
pub mod own_fields;
pub mod paths;
pub mod rows;
pub mod source;
pub mod text_rows;
