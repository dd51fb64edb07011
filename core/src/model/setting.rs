//! Settings: values of the project as a whole, by name.
//!
//! A setting does not know the meaning of its value.

use crate::model::noun::noun;
use crate::model::record::id;
use std::rc::Rc;

id! {
    /// Name of a setting.
    SettingId(Rc<str>) of Setting
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
