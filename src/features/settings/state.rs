//! Settings: they are records of the corpus, so that there is no state of their own here.

use std::rc::Rc;

/// The things that can be asked about settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Gives a setting a value.
    Set(&'static str, Rc<str>),
    /// Gives the annotator a name.
    SetName(Rc<str>),
    /// Gives what the first key does another key, unless that is taken.
    ChangeKey(char, char),
}
