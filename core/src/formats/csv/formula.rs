//! Formulas: cells that a spreadsheet would calculate, and the apostrophe that keeps it from that.

/// One more apostrophe in front of what would be a formula without those that are there.
pub fn harmless(content: &str) -> String {
    if begins_formula(content.trim_start_matches('\'')) { format!("'{content}") } else { content.to_owned() }
}

/// The opposite of [`harmless`].
pub fn restored(content: &str) -> &str {
    content.strip_prefix('\'').filter(|rest| begins_formula(rest.trim_start_matches('\''))).unwrap_or(content)
}

pub fn begins_formula(content: &str) -> bool {
    content.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
