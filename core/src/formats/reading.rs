//! Reading: what the readers of several formats share.

pub mod intake;
mod literal;
pub mod object;
pub mod rows;
pub mod source;
pub mod tally;
pub mod text_rows;
pub mod texts;
