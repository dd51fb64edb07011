//! The curve between a chance and its weight of evidence, ln(p / (1 − p)): evidence adds up, chances do not.
//!
//! It is computed by basic operations only, which give the same numbers on every machine, and then looked up.

use alloc::boxed::Box;

use crate::model::boxed;

/// Evidence of 1 (chances of e : 1) in the unit used here.
const UNIT: u16 = 256;

/// Evidence goes no further than this, in both directions: 12, or 1 : 160,000.
pub const MOST: i32 = 12 * UNIT as i32 - 1;

/// Evidence from a chance goes no further than this: 8, or 1 : 3,000.
pub const FAR: i32 = 8 * UNIT as i32 - 1;

/// The curve, in both directions.
pub struct Curve {
    chances: Box<[u16; 2 * MOST as usize + 1]>,
    evidence: Box<[f32; 4096]>,
}

impl Curve {
    /// Computes the curve.
    #[must_use]
    pub fn new() -> Self {
        let mut chances: Box<[u16; 2 * MOST as usize + 1]> = boxed(0);
        let middle = chances.len() / 2;
        // e to the power of 1/256, its series by hand.
        let x = 1.0 / f64::from(UNIT);
        let step = 1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0)));
        let mut odds = 1.0;
        for distance in 0..=middle {
            let chance = share(odds);
            chances[middle + distance] = chance;
            chances[middle - distance] = 0u16.wrapping_sub(chance);
            odds *= step;
        }
        let mut evidence: Box<[f32; 4096]> = boxed(0.0);
        let mut found = -FAR;
        for (chance, evidence) in evidence.iter_mut().enumerate() {
            while found < FAR && usize::from(chances[(found + MOST).unsigned_abs() as usize] >> 4) < chance {
                found += 1;
            }
            *evidence = found as f32;
        }
        Self { chances, evidence }
    }

    /// The chance of 65,536 for some evidence.
    #[must_use]
    pub fn chance(&self, evidence: i32) -> i32 {
        self.chances[(evidence.clamp(-MOST, MOST) + MOST).unsigned_abs() as usize].into()
    }

    /// The evidence for a chance of 65,536.
    #[must_use]
    pub fn evidence(&self, chance: u16) -> f32 {
        self.evidence[usize::from(chance >> 4)]
    }
}

/// What odds are of 65,536.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between 32,768 and 65,535"
)]
fn share(odds: f64) -> u16 {
    (65536.0 * odds / (1.0 + odds)) as u16
}

#[cfg(test)]
mod tests {
    use super::{Curve, FAR, MOST};

    #[test]
    fn evidence_and_chance_belong_together() {
        let curve = Curve::new();
        assert_eq!([-256, 0, 256, 2560].map(|it| curve.chance(it)), [17626, 32768, 47910, 65533]);
        assert_eq!([MOST, i32::MAX, -MOST, i32::MIN].map(|it| curve.chance(it)), [65535, 65535, 1, 1]);
        assert_eq!([0, 20000, 32768, 65535].map(|it| curve.evidence(it) as i32), [-FAR, -210, 0, FAR]);
    }

    #[test]
    fn both_go_up() {
        let curve = Curve::new();
        assert!((-MOST..=MOST).is_sorted_by_key(|it| curve.chance(it)));
        assert!((0..=u16::MAX).is_sorted_by(|one, other| curve.evidence(*one) <= curve.evidence(*other)));
    }
}
