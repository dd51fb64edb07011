//! Embeds the articles.
fn main() {}
