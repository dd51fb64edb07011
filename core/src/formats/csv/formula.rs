//! Formulas: cells that a spreadsheet would calculate, and the apostrophe that keeps it from that.

/// Cell with one more apostrophe, if it would be a formula without those that are there.
pub fn harmless(content: &str) -> String {
    if begins_formula(content.trim_start_matches('\'')) { format!("'{content}") } else { content.to_owned() }
}

/// Cell without that apostrophe: the opposite of [`harmless`].
pub fn restored(content: &str) -> &str {
    content.strip_prefix('\'').filter(|rest| begins_formula(rest.trim_start_matches('\''))).unwrap_or(content)
}

/// True for a cell that some program takes for a formula.
pub fn begins_formula(content: &str) -> bool {
    content.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
