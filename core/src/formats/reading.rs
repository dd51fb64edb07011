//! Reading: what the readers of several formats share.

pub mod aliases;
pub mod called;
pub mod ids;
pub mod intake;
mod literal;
pub mod object;
pub mod own_fields;
pub mod paths;
pub mod rows;
pub mod source;
pub mod tally;
pub mod text_rows;
pub mod texts;
pub mod values;
pub mod xml;
