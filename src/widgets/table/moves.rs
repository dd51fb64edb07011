//! Moves in a table: which cell has the focus, which ones are chosen with it, which rows are drawn; and the wish behind a key, as
//! the ARIA pattern of a grid has it. Pure: nothing here knows how a table is drawn.

use std::ops::{Range, RangeInclusive};
use std::rc::Rc;
use yew::prelude::*;

/// The number of rows up to which all are drawn.
pub const ALL: usize = 120;

/// The number of rows that are drawn of more.
pub const DRAWN: usize = 60;

/// The same where each row has very many cells.
pub const FEW: usize = 28;

/// The number of columns from which on it has.
pub const MANY_COLUMNS: usize = 12;

/// The rows by which a page goes on.
const PAGE: usize = 10;

/// The place of a person in a table. Row 0 is its head.
#[derive(Clone, Debug, PartialEq)]
pub struct At {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The row at which the chosen cells begin, if they are more than one.
    pub anchor: Option<usize>,
    /// The thing that is being written in the cell.
    pub editing: Option<Editing>,
    /// The first row that is drawn, without the head, where there are too many to draw all.
    pub first: usize,
    /// The number of rows that are drawn then.
    pub most: usize,
    /// A number that counts up whenever the focus is to follow.
    pub follows: u32,
}

/// The thing that is being written in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Editing {
    /// The words that it begins with.
    pub words: AttrValue,
    /// True if it was begun by a letter, and the words are not to be chosen.
    pub is_typed: bool,
    /// The reason why it was not taken.
    pub message: Option<AttrValue>,
}

/// A change of the place.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// To another cell; the chosen ones grow or shrink with it (`true`).
    Go(usize, usize, bool),
    /// Writes in the cell, beginning with those words.
    Edit(Editing),
    /// Refuses the words that were written, for that reason.
    Refuse(AttrValue),
    /// Ends writing, and goes on to another cell where it is done with a key.
    End(Option<(usize, usize)>),
    /// The rows that are in view, of so many.
    Scrolled(Range<usize>, usize),
}

/// The wish behind a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wish {
    /// To another cell.
    Go(usize, usize, bool),
    /// To write in the cell, instead of what stands in it if there is a letter.
    Edit(Option<char>),
    /// To empty the chosen cells.
    Clear,
    /// To give the chosen cells what the first of them has.
    Fill,
    /// To pick the row.
    Pick,
    /// To pick every row, or none.
    PickAll,
    /// To choose one cell only.
    Narrow,
}

/// A key with what is held.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Its meaning.
    pub key: &'a str,
    /// Ctrl, or Command on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

impl Default for At {
    fn default() -> Self {
        Self { row: 1, column: 0, anchor: None, editing: None, first: 0, most: DRAWN, follows: 0 }
    }
}

impl At {
    /// The same in a table of so many rows, without the head, and columns.
    #[must_use]
    pub fn within(&self, rows: usize, columns: usize) -> Self {
        let row = self.row.min(rows);
        let anchor = self.anchor.map(|anchor| anchor.min(rows).max(1));
        Self { row, column: self.column.min(columns.saturating_sub(1)), anchor, ..self.clone() }
    }

    /// The rows of the chosen cells, without the head: those from the anchor on.
    #[must_use]
    pub fn chosen(&self) -> Option<RangeInclusive<usize>> {
        let row = self.row.checked_sub(1)?;
        let anchor = self.anchor.and_then(|anchor| anchor.checked_sub(1)).unwrap_or(row);
        Some(row.min(anchor)..=row.max(anchor))
    }

    /// The rows that are drawn, of so many, without the head.
    #[must_use]
    pub fn drawn(&self, count: usize) -> Range<usize> {
        if count <= ALL {
            return 0..count;
        }
        let first = self.first.min(count - self.most);
        first..first + self.most
    }

    /// Draws the rows around that one, unless it is well within those that are.
    fn draw_around(&mut self, row: usize) {
        let begins = self.first == 0 || row >= self.first + self.most / 6;
        let ends = row + self.most / 2 <= self.first + self.most;
        if !begins || !ends {
            self.first = row.saturating_sub(self.most / 4);
        }
    }
}

impl Reducible for At {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut at = (*self).clone();
        match act {
            Act::Go(row, column, extends) => {
                at.anchor = extends.then(|| self.anchor.unwrap_or(self.row));
                (at.row, at.column, at.editing) = (row, column, None);
                at.draw_around(row.saturating_sub(1));
                at.follows += 1;
            }
            Act::Edit(editing) => {
                at.editing = Some(editing);
                at.anchor = None;
            }
            Act::Refuse(message) => match &mut at.editing {
                Some(editing) if editing.message.as_ref() != Some(&message) => {
                    editing.message = Some(message);
                }
                _ => return self,
            },
            Act::End(to) => {
                if self.editing.is_none() && to.is_none() {
                    return self;
                }
                at.editing = None;
                if let Some((row, column)) = to {
                    (at.row, at.column, at.anchor) = (row, column, None);
                    at.draw_around(row.saturating_sub(1));
                    at.follows += 1;
                }
            }
            Act::Scrolled(shown, count) => {
                if count > ALL {
                    // Half as many again are ready.
                    at.most = at.most.max(shown.len() * 3 / 2).min(count);
                    at.draw_around(shown.start);
                }
                if (at.first, at.most) == (self.first, self.most) {
                    return self;
                }
            }
        }
        Rc::new(at)
    }
}

/// The wish behind a key, in a table of so many rows, without the head, and columns.
#[must_use]
pub fn wish(key: Key<'_>, at: &At, rows: usize, columns: usize) -> Option<Wish> {
    let At { row, column, .. } = *at;
    let last = columns.saturating_sub(1);
    if key.alt {
        return None;
    }
    // Chosen cells end below the head.
    let extends = key.shift && row > 0;
    let least = usize::from(extends);
    let to = |row: usize, column: usize| Some(Wish::Go(row.clamp(least.min(rows), rows), column, extends));
    match (key.key, key.command) {
        ("ArrowDown", false) => to(row + 1, column),
        ("ArrowUp", false) => to(row.saturating_sub(1), column),
        ("ArrowDown" | "End", true) => to(rows, if key.key == "End" { last } else { column }),
        ("ArrowUp" | "Home", true) => to(1, if key.key == "Home" { 0 } else { column }),
        ("ArrowRight", false) if !key.shift => Some(Wish::Go(row, (column + 1).min(last), false)),
        ("ArrowLeft", false) if !key.shift => Some(Wish::Go(row, column.saturating_sub(1), false)),
        ("Home", false) => Some(Wish::Go(row, 0, false)),
        ("End", false) => Some(Wish::Go(row, last, false)),
        ("PageDown", false) => to(row + PAGE, column),
        ("PageUp", false) => to(row.saturating_sub(PAGE).max(1), column),
        ("Enter" | "F2", false) if !key.shift => Some(Wish::Edit(None)),
        (" ", _) if row > 0 => Some(Wish::Pick),
        ("a" | "A", true) => Some(Wish::PickAll),
        ("d" | "D", true) if row > 0 => Some(Wish::Fill),
        ("Delete" | "Backspace", false) if row > 0 => Some(Wish::Clear),
        ("Escape", false) if at.anchor.is_some() => Some(Wish::Narrow),
        (letter, false) if row > 0 => {
            let mut letters = letter.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => Some(Wish::Edit(Some(letter))),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(keys: &str) -> Key<'_> {
        let (held, key) = keys.rsplit_once('+').unwrap_or(("", keys));
        let key = if key == "Space" { " " } else { key };
        Key {
            key,
            command: held.contains("Control"),
            shift: held.contains("Shift"),
            alt: held.contains("Alt"),
        }
    }

    fn at(row: usize, column: usize) -> At {
        At { row, column, ..At::default() }
    }

    #[test]
    fn arrows_go_through_head_and_cells_and_stay_within() {
        let check = |from: (usize, usize), keys: &str, to: (usize, usize)| {
            let wish = wish(key(keys), &at(from.0, from.1), 20, 3);
            assert_eq!(wish, Some(Wish::Go(to.0, to.1, false)), "{keys} from {from:?}");
        };
        check((1, 1), "ArrowDown", (2, 1));
        check((1, 1), "ArrowUp", (0, 1));
        check((0, 1), "ArrowUp", (0, 1));
        check((20, 1), "ArrowDown", (20, 1));
        check((4, 2), "ArrowRight", (4, 2));
        check((4, 0), "ArrowLeft", (4, 0));
        check((4, 1), "Home", (4, 0));
        check((4, 1), "End", (4, 2));
        check((4, 1), "Control+Home", (1, 0));
        check((4, 1), "Control+End", (20, 2));
        check((4, 1), "PageDown", (14, 1));
        check((14, 1), "PageDown", (20, 1));
        check((4, 1), "PageUp", (1, 1));
    }

    #[test]
    fn shift_chooses_cells_of_a_column_but_not_its_head() {
        let go = |at: At, keys: &str| match wish(key(keys), &at, 20, 3) {
            Some(Wish::Go(row, column, extends)) => {
                (*Rc::new(at).reduce(Act::Go(row, column, extends))).clone()
            }
            other => panic!("{other:?}"),
        };
        let chosen = go(go(at(2, 1), "Shift+ArrowDown"), "Shift+ArrowDown");
        assert_eq!(chosen.chosen(), Some(1..=3));
        let back = go(go(go(go(chosen, "Shift+ArrowUp"), "Shift+ArrowUp"), "Shift+ArrowUp"), "Shift+ArrowUp");
        assert_eq!(back.chosen(), Some(0..=1));
        assert_eq!(go(back, "ArrowDown").chosen(), Some(1..=1));
        assert_eq!(at(0, 1).chosen(), None);
    }

    #[test]
    fn keys_write_pick_empty_and_fill() {
        let check = |keys: &str, expected: Option<Wish>| {
            assert_eq!(wish(key(keys), &at(2, 1), 20, 3), expected, "{keys}");
        };
        check("Enter", Some(Wish::Edit(None)));
        check("F2", Some(Wish::Edit(None)));
        check("x", Some(Wish::Edit(Some('x'))));
        check("Space", Some(Wish::Pick));
        check("Control+a", Some(Wish::PickAll));
        check("Control+d", Some(Wish::Fill));
        check("Delete", Some(Wish::Clear));
        check("Escape", None);
        check("Tab", None);
        check("Control+z", None);
        check("Alt+ArrowDown", None);
        assert_eq!(wish(key("x"), &at(0, 1), 20, 3), None);
        assert_eq!(wish(key("Space"), &at(0, 1), 20, 3), None);
    }

    #[test]
    fn of_very_many_rows_those_around_the_place_are_drawn() {
        let drawn = |at: &At| at.drawn(5_000);
        let start = Rc::new(At::default());
        assert_eq!(drawn(&start), 0..DRAWN);
        assert_eq!(start.drawn(100), 0..100);
        let far = start.reduce(Act::Go(5_000, 0, false));
        assert_eq!(drawn(&far), 4_940..5_000);
        let near = far.clone().reduce(Act::Scrolled(4_950..4_970, 5_000));
        assert_eq!(drawn(&near), 4_935..4_995);
        let back = near.reduce(Act::Scrolled(0..20, 5_000));
        assert_eq!(drawn(&back), 0..DRAWN);
        let few = Rc::new(At { most: FEW, ..At::default() });
        assert_eq!(drawn(&few.clone().reduce(Act::Scrolled(100..114, 5_000))), 93..121);
        // A window that shows more than these.
        assert_eq!(drawn(&few.reduce(Act::Scrolled(100..130, 5_000))), 89..134);
    }

    #[test]
    fn rows_that_went_take_the_place_along() {
        let at = At { anchor: Some(9), ..at(12, 7) };
        let at = at.within(3, 2);
        assert_eq!((at.row, at.column, at.chosen()), (3, 1, Some(2..=2)));
    }
}
