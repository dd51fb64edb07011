//! Formulas: cells that a spreadsheet would calculate, and the apostrophe that keeps it from that.

/// Cell with one more apostrophe, if it would be a formula without those that are there.
pub fn harmless(content: &str) -> String {
    let bare = content.trim_start_matches('\'');
    if bare.starts_with(FIRST) || bare.starts_with(ALSO) { format!("'{content}") } else { content.to_owned() }
}

/// Characters with which a formula begins, in every program.
const FIRST: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Characters of the same shape that programs of the Far East take for them, and the line end that some pass over. Tables that were
/// written before have no apostrophe there.
const ALSO: [char; 5] = ['\n', '＝', '＋', '－', '＠'];

/// Guard of a table that was read: it tells if its apostrophes are those of [`harmless`], which leaves no cell that begins like a
/// formula.
#[derive(Default)]
pub struct Guard {
    is_off: bool,
    is_off_also: bool,
}

impl Guard {
    /// Looks at a cell.
    pub fn see(&mut self, cell: &str) {
        self.is_off |= cell.starts_with(FIRST);
        self.is_off_also |= cell.starts_with(ALSO);
    }

    /// Cell without the apostrophe, once all cells were seen.
    pub fn restored<'a>(&self, cell: &'a str) -> &'a str {
        let is_guarded = |rest: &&str| {
            let bare = rest.trim_start_matches('\'');
            !self.is_off && (bare.starts_with(FIRST) || !self.is_off_also && bare.starts_with(ALSO))
        };
        cell.strip_prefix('\'').filter(is_guarded).unwrap_or(cell)
    }
}
