//! Nouns: the code that follows from the declaration of one.
//!
//! A noun is declared in the module named after it, by [`noun!`]: its id, and its fields in order, each with a type, the
//! [`Field`] of the record that holds it, and marks for others. The declaration gives the struct, `read`, `fields` and
//! `COLUMNS`. A new field is one line there and one in the list of fields. This module knows no noun.
//!
//! ```text
//! noun! {
//!     /// A link between two records.
//!     Relation {
//!         id: RelationId,
//!         /// Record that it begins at.
//!         from: EndId = From else return None,    without it there is no relation
//!         /// Comment of its author; empty for none.
//!         note: Rc<str> = Note [Told],            with a mark; `Default::default()` where it is missing
//!     }
//! }
//! ```
//!
//! `attributes` names the field for the values of attributes, of which a project has its own; `apart` lists fields of the
//! record that the struct holds in another form; `derived` lists fields of the struct that no record holds.

use crate::model::record::Field;

/// A field of a noun.
#[derive(Clone, Debug)]
pub struct Column {
    /// Field of the record.
    pub field: Field,
    /// Marks that the declaration gives it.
    pub marks: &'static [Mark],
}

/// A property of a field that others need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// People are told when two pages wrote it without having seen each other's value.
    Told,
    /// Native files have it under its name in the row of its noun, as the store does; an empty text where it
    /// holds nothing.
    Plain,
    /// Native files have it like `Plain`, but only where it holds something: for a field that came later. The row itself decides how
    /// fields without either mark are written.
    Sparse,
}

impl Column {
    /// True if the field has that mark.
    #[must_use]
    pub fn is(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// True if native files have the field as the store does.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.is(Mark::Plain) || self.is(Mark::Sparse)
    }
}

macro_rules! noun {
    (
        $(#[$meta:meta])*
        $noun:ident {
            $(#[$about_id:meta])*
            id: $id:ty,
            $(
                $(#[$about:meta])*
                $name:ident: $type:ty = $field:ident $([$($mark:ident),+])? $(else $missing:expr)?,
            )*
        }
        $(attributes { $(#[$about_attributes:meta])* $attributes:ident, })?
        $(apart { $($apart:ident $([$($mark_apart:ident),+])?,)+ })?
        $(derived { $($(#[$about_derived:meta])* $derived:ident: $type_derived:ty,)+ })?
    ) => {
        $(#[$meta])*
        pub struct $noun {
            $(#[$about_id])*
            pub id: $id,
            $($(#[$about])* pub $name: $type,)*
            $($(#[$about_attributes])* pub $attributes: $crate::model::attribute::Attributes,)?
            $($($(#[$about_derived])* pub $derived: $type_derived,)+)?
        }

        const _: () = {
            use $crate::model::noun::{Column, Mark};
            use $crate::model::record::{Field, FieldType, Record, Value};

            impl $noun {
                /// Fields of its record, in order.
                pub const COLUMNS: &'static [Column] = &[
                    $(Column { field: Field::$field, marks: &[$($(Mark::$mark),+)?] },)*
                    $($(Column { field: Field::$apart, marks: &[$($(Mark::$mark_apart),+)?] },)+)?
                ];

                /// Reads the view from the record; `None` when the record was deleted, or lacks a field that
                /// it cannot be without.
                #[must_use]
                #[allow(clippy::too_many_arguments, reason = "a noun has as many derived fields as it needs")]
                pub fn read(id: $id, record: &Record $($(, $derived: $type_derived)+)?) -> Option<Self> {
                    $(let mut $name: Option<$type> = None;)*
                    for (field, cell) in record.cells() {
                        let Some(value) = &cell.value else { continue };
                        match field {
                            Field::Deleted if *value == Value::Flag(true) => return None,
                            $(Field::$field => $name = FieldType::of(value),)*
                            _ => {}
                        }
                    }
                    $(let $name = $crate::model::noun::noun!(@found $name $(, $missing)?);)*
                    Some(Self {
                        id,
                        $($name,)*
                        $($attributes: $crate::model::attribute::Attributes::of(record),)?
                        $($($derived,)+)?
                    })
                }

                /// Fields that its record holds for it, in order; of those that came later, the ones that hold something.
                #[must_use]
                pub fn fields(&self) -> Vec<(Field, Value)> {
                    let fields = [$((Field::$field, FieldType::value(&self.$name)),)*].into_iter();
                    $(let fields = fields.chain(self.$attributes.fields());)?
                    let is_held = |(field, value): &(Field, Value)| {
                        let mut columns = Self::COLUMNS.iter();
                        !value.is_empty() || columns.any(|it| it.field == *field && !it.is(Mark::Sparse))
                    };
                    fields.filter(is_held).collect()
                }
            }
        };
    };
    (@found $found:ident) => { $found.unwrap_or_default() };
    (@found $found:ident, $missing:expr) => {
        match $found {
            Some(found) => found,
            None => $missing,
        }
    };
}
pub(crate) use noun;
