//! Settings: values of the project as a whole, by name.
//!
//! Most are of a person: how the page looks and answers. Settings of the project are the same for all who work on it. A setting does
//! not know the meaning of its value.

use crate::model::noun::noun;
use crate::model::record::id;
use std::rc::Rc;

id! {
    /// Name of a setting.
    SettingId(Rc<str>) of Setting
}

/// Name of the setting that is the project's name.
pub const PROJECT_NAME: &str = "project name";

impl SettingId {
    /// True if it says how a person wants the page to be: another one of a team may want it otherwise.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        *self.0 != *PROJECT_NAME
    }
}

noun! {
    /// A setting of the project.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Setting {
        /// Name by which it is asked for.
        id: SettingId,
        /// Value; empty where it was set back.
        value: Rc<str> = Value,
    }
}
