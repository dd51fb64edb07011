//! Shapes of decisions: by which questions one of 16 leaves is found, few where it is a frequent one.
//!
//! A shape is a binary tree. It does not know what its leaves stand for.

/// How many leaves there are.
pub const LEAVES: usize = 16;

/// The first question.
pub const ROOT: usize = 1;

/// A tree with 16 leaves; its up to 15 questions are numbered from 1.
pub struct Shape {
    /// Where a question leads by 0 and by 1: to another one, or, from [`LEAVES`] on, to a leaf.
    next: [[u8; 2]; LEAVES],
    /// Which leaves are behind a 1: the lowest bit is for the first one.
    ones: [u16; LEAVES],
}

impl Shape {
    /// The tree in which each leaf is behind so many questions, leaves that are as deep in their order.
    ///
    /// The numbers are those of a prefix code that is complete: their 2⁻ⁿ add up to 1.
    #[must_use]
    pub fn new(depths: &[u8; LEAVES]) -> Self {
        let mut shape = Self { next: [[0; 2]; LEAVES], ones: [0; LEAVES] };
        let mut questions = 1;
        let mut code = 0u32;
        for depth in 1..=15 {
            code <<= 1;
            for leaf in (0..LEAVES).filter(|leaf| depths[*leaf] == depth) {
                let mut question = ROOT;
                for place in (0..depth).rev() {
                    let bit = (code >> place & 1) as usize;
                    shape.ones[question] |= u16::from(bit == 1) << leaf;
                    let next = &mut shape.next[question][bit];
                    if place == 0 {
                        *next = (LEAVES + leaf).to_le_bytes()[0];
                    } else if *next == 0 {
                        questions += 1;
                        *next = questions;
                    }
                    question = usize::from(*next) % LEAVES;
                }
                code += 1;
            }
        }
        shape
    }

    /// The answer that a question has on the way to a leaf.
    #[must_use]
    pub fn answer(&self, question: usize, leaf: usize) -> usize {
        usize::from(self.ones[question] >> leaf & 1)
    }

    /// Where an answer leads.
    ///
    /// # Errors
    /// The leaf, when there is no further question.
    pub fn follow(&self, question: usize, answer: usize) -> Result<usize, usize> {
        let next = usize::from(self.next[question][answer]);
        if next < LEAVES { Ok(next) } else { Err(next - LEAVES) }
    }
}

#[cfg(test)]
mod tests {
    use super::{LEAVES, ROOT, Shape};

    #[track_caller]
    fn check(depths: [u8; LEAVES]) {
        let shape = Shape::new(&depths);
        for leaf in 0..LEAVES {
            let mut question = ROOT;
            let mut asked = 1;
            while let Ok(next) = shape.follow(question, shape.answer(question, leaf)) {
                question = next;
                asked += 1;
            }
            assert_eq!(shape.follow(question, shape.answer(question, leaf)), Err(leaf), "{depths:?}");
            assert_eq!(asked, depths[leaf], "leaf {leaf} of {depths:?}");
        }
    }

    #[test]
    fn every_leaf_is_found() {
        check([4; LEAVES]);
        check([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15]);
        check([2, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 3]);
    }
}
