//! A second, with a mark for what is strictly before or after it.

use std::ops::{Add, Neg, Sub};

/// Seconds in a day.
pub const DAY_SECONDS: i64 = 86_400;

/// A point on the line of time, or a distance on it: whole seconds and a count of infinitesimals.
///
/// Ordered by seconds, then by `strict`. "Strictly before t" is at most `(t, -1)`; sums add both, so a hundred
/// thousand strict orders still fit into a day and a circle of them does not fit anywhere. Arithmetic saturates.
///
/// There are as many as edges, bounds and ends of what is left open, so that no room is lost between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(Rust, packed(4))]
pub struct Moment {
    /// Whole seconds.
    pub seconds: i64,
    /// Infinitesimals: below zero is "strictly before", above zero "strictly after".
    pub strict: i32,
}

impl Moment {
    /// Exactly this second.
    pub const fn at(seconds: i64) -> Self {
        Self { seconds, strict: 0 }
    }

    /// As an upper bound: strictly before this second.
    pub const fn before(seconds: i64) -> Self {
        Self {
            seconds,
            strict: -1,
        }
    }

    /// As a lower bound: strictly after this second.
    pub const fn after(seconds: i64) -> Self {
        Self { seconds, strict: 1 }
    }

    /// The beginning of the day with this number.
    pub const fn day(day: i64) -> Self {
        Self::at(day.saturating_mul(DAY_SECONDS))
    }

    /// The number of the day that the moment lies in; a mark below zero at a day's first second is the day before.
    pub const fn day_number(self) -> i64 {
        let day = self.seconds.div_euclid(DAY_SECONDS);
        if self.strict < 0 && self.seconds.rem_euclid(DAY_SECONDS) == 0 {
            day.saturating_sub(1)
        } else {
            day
        }
    }

    /// The beginning of the day that the moment lies in.
    pub const fn floor_day(self) -> Self {
        Self::day(self.day_number())
    }
}

impl Add for Moment {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            seconds: self.seconds.saturating_add(other.seconds),
            strict: self.strict.saturating_add(other.strict),
        }
    }
}

impl Neg for Moment {
    type Output = Self;
    fn neg(self) -> Self {
        Self {
            seconds: self.seconds.saturating_neg(),
            strict: self.strict.saturating_neg(),
        }
    }
}

impl Sub for Moment {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}
