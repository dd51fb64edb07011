//! Places: the parts of the page that take the room below the bar. Reading is one; the others are about the project as a whole,
//! and a list at their left leads from one to the next.
//!
//! It does not know what stands in a place: that is its feature's.

/// A part of the page that takes all of the room below the bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The article in view, between the list of articles and that of annotations.
    #[default]
    Read,
    /// Articles side by side.
    Compare,
    /// The matrix of claims and outlets.
    Claims,
    /// The table of actors, of places, and of what other labels speak of.
    Actors,
    /// The table of articles.
    Articles,
    /// The labels, attributes and relation types.
    Codebook,
    /// The projects in this browser.
    Projects,
}

impl Place {
    /// Everything that is about the project as a whole, in the order of the list that leads there.
    pub const SET_UP: &'static [Self] = &[Self::Articles, Self::Codebook, Self::Projects];

    /// The views of what was read and tagged, in the order of the switch that leads to them.
    pub const VIEWS: &'static [Self] = &[Self::Read, Self::Compare, Self::Claims, Self::Actors];

    /// The view behind this one; behind the last, and from elsewhere, the first.
    #[must_use]
    pub fn next_view(self) -> Self {
        let here = Self::VIEWS.iter().position(|view| *view == self);
        Self::VIEWS[here.map_or(0, |here| (here + 1) % Self::VIEWS.len())]
    }

    /// The name, as the bar and the list have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Compare => "Compare",
            Self::Claims => "Claims",
            Self::Actors => "Actors",
            Self::Articles => "Articles",
            Self::Codebook => "Codebook",
            Self::Projects => "All projects",
        }
    }
}
