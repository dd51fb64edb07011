//! Steps back and forth: the history itself is the editor's.

/// The things that can be asked about steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Undoes the last step.
    Undo,
    /// Redoes the step that was undone last.
    Redo,
}
