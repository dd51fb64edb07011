//! Signs of the matrix: each as a character for tables, and as a drawing, the same on every machine.

use crate::query::matrix::Sign;
use crate::query::stance::State;

/// Drawing of a sign in a box of 14 by 14: paths as SVG has them, each empty where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Area that is filled.
    pub area: &'static str,
    /// Line.
    pub line: &'static str,
    /// Dashes of the line.
    pub dashes: &'static str,
}

/// Character for a sign.
#[must_use]
pub fn glyph(sign: Sign) -> &'static str {
    match sign {
        Sign::Contested => "⚔",
        Sign::State(State::Asserts) => "●",
        Sign::State(State::Attributes) => "◐",
        Sign::State(State::AttributesNobody) => "◌",
        Sign::State(State::Denies) => "⊖",
        Sign::State(State::AttributesDenial | State::AttributesDenialNobody) => "⊘",
        Sign::Absent => "–",
        Sign::Open => "·",
    }
}

/// Drawing of a sign.
#[must_use]
pub fn drawing(sign: Sign) -> Drawing {
    const RING: &str = "M2 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0z";
    let drawing = Drawing::default();
    match sign {
        Sign::Contested => Drawing { line: "M3 3l8 8M11 3l-8 8M2.5 8.5l3 3M11.5 8.5l-3 3", ..drawing },
        Sign::State(State::Asserts) => {
            Drawing { area: "M1.5 7a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z", ..drawing }
        }
        Sign::State(State::Attributes) => Drawing { area: "M7 2a5 5 0 0 0 0 10z", line: RING, ..drawing },
        Sign::State(State::AttributesNobody) => Drawing { line: RING, dashes: "2.4 2.1", ..drawing },
        Sign::State(State::Denies) => {
            Drawing { line: "M2 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0zM2 7h10", ..drawing }
        }
        Sign::State(State::AttributesDenial | State::AttributesDenialNobody) => {
            Drawing { line: "M2 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0zM3.6 10.4l6.8-6.8", ..drawing }
        }
        Sign::Absent => Drawing { line: "M3 7h8", ..drawing },
        Sign::Open => Drawing { area: "M5.7 7a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0z", ..drawing },
    }
}
