//! Writing: what the writers of several formats share.

pub mod jsonl;
pub mod names;
pub mod tokens;
pub mod workbook;
pub mod xml;
