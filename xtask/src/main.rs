//! Glossator's developer commands.
fn main() {}
