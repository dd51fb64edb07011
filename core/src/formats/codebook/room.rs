//! Room: the parts of a codebook, counted for formats that have no room for them.

use crate::model::attribute::Attribute;
use crate::model::codebook::Codebook;
use crate::model::label::plain;
use std::rc::Rc;

/// Sort of things in a codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Names that say more than the ids do.
    Names,
    /// Keys.
    Keys,
    /// Colours.
    Colours,
    /// Definitions.
    Definitions,
    /// Examples.
    Examples,
    /// Places of labels under others.
    Parents,
    /// Values that stand where none was chosen.
    Defaults,
    /// Attributes.
    Attributes,
    /// Relation types.
    RelationTypes,
    /// Things between which a relation of a type may stand.
    Ends,
}

/// Things of a sort that are not written, and their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unroomed {
    /// Sort of the things.
    pub part: Part,
    /// Number of them.
    pub count: usize,
}

impl Part {
    /// Number of them in the labels.
    #[must_use]
    pub fn of_labels(self, codebook: &Codebook) -> Unroomed {
        let labels = codebook.labels.iter();
        let count = match self {
            Self::Names => labels.filter(|label| says_more(&label.name, &label.id.0)).count(),
            Self::Keys => labels.filter(|label| !label.key.is_empty()).count(),
            Self::Colours => labels.filter(|label| !label.colour.is_empty()).count(),
            Self::Definitions => labels.filter(|label| !label.definition.is_empty()).count(),
            Self::Examples => labels.map(|label| label.examples.len()).sum(),
            Self::Parents => labels.filter(|label| label.parent.is_some()).count(),
            Self::Defaults | Self::Attributes | Self::RelationTypes | Self::Ends => 0,
        };
        Unroomed { part: self, count }
    }

    /// Number of them in labels, attributes that are written, and relation types.
    pub fn of_all(self, codebook: &Codebook, is_written: impl Fn(&Attribute) -> bool) -> Unroomed {
        let attributes = || codebook.attributes.iter().filter(|attribute| is_written(attribute));
        let values = || attributes().flat_map(|attribute| attribute.values.iter());
        let types = || codebook.relation_types.iter();
        let filled =
            |texts: &mut dyn Iterator<Item = &Rc<str>>| texts.filter(|text| !text.is_empty()).count();
        let more = match self {
            Self::Names => {
                attributes().filter(|it| says_more(&it.name, &it.id.0)).count()
                    + values().filter(|it| says_more(&it.name, &it.id)).count()
                    + types().filter(|it| says_more(&it.name, &it.id.0)).count()
            }
            Self::Keys => filled(&mut values().map(|it| &it.key)) + filled(&mut types().map(|it| &it.key)),
            Self::Definitions => {
                filled(&mut attributes().map(|it| &it.definition))
                    + filled(&mut values().map(|it| &it.definition))
                    + filled(&mut types().map(|it| &it.definition))
            }
            Self::Defaults => filled(&mut attributes().map(|it| &it.default)),
            Self::Attributes => codebook.attributes.len() - attributes().count(),
            Self::RelationTypes => codebook.relation_types.len(),
            Self::Ends => types().filter(|it| !it.from.is_empty() || !it.to.is_empty()).count(),
            Self::Colours | Self::Examples | Self::Parents => 0,
        };
        Unroomed { count: self.of_labels(codebook).count + more, ..self.of_labels(codebook) }
    }
}

/// True if a name differs from the id by more than capitals and signs.
fn says_more(name: &str, id: &str) -> bool {
    plain(name) != plain(id)
}
