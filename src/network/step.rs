//! What an edge does to a value, from its beginning to its end and, mirrored, back.

use super::graph::Calendar;
use super::moment::Moment;

/// The map of an edge: its end is at most the map of its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// `x_to <= x_from + shift`.
    Shift(Moment),
    /// `day(x_to) <= day(x_from)` plus this many calendar months (below zero: minus).
    Months(i32),
    /// `day(x_to)` plus this many calendar months `<= day(x_from)`: the other side of [`Step::Months`].
    MonthsBack(i32),
}

/// The side from which values are closed in on.
///
/// On the lower side all values are stored negated, so that both sides fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// From the upper bounds down.
    Upper,
    /// From the lower bounds up, negated.
    Lower,
}

impl Side {
    /// A real value as it is stored on this side, and back.
    pub(super) fn stored(self, value: Moment) -> Moment {
        match self {
            Self::Upper => value,
            Self::Lower => -value,
        }
    }
}

impl Step {
    /// The value stored at the far node as the near one has `value`; `day` says that the far node is a day.
    pub(super) fn apply(self, side: Side, value: Moment, day: bool, calendar: Calendar) -> Moment {
        let moved = match self {
            Self::Shift(shift) => value + shift,
            _ => side.stored(self.months(side, side.stored(value), day, calendar)),
        };
        if day { moved.floor_day() } else { moved }
    }

    /// The counted months, in real values. A far instant may lie anywhere in its day.
    fn months(self, side: Side, value: Moment, day: bool, calendar: Calendar) -> Moment {
        let from = value.day_number();
        let to = match (self, side) {
            (Self::Months(n), Side::Upper) | (Self::MonthsBack(n), Side::Lower) => {
                calendar.plus(from, n)
            }
            (Self::MonthsBack(n), Side::Upper) => calendar.last_reaching(from, n),
            (Self::Months(n), Side::Lower) => calendar.first_reaching(from, n),
            (Self::Shift(_), _) => from,
        };
        match side {
            Side::Upper if !day => Moment::day(to.saturating_add(1)) + Moment::before(0),
            _ => Moment::day(to),
        }
    }

    /// Whether the step counts months, and so does not move with its beginning day by day.
    pub(super) fn counts_months(self) -> bool {
        !matches!(self, Self::Shift(_))
    }
}

impl Calendar {
    fn plus(self, day: i64, months: i32) -> i64 {
        (self.add_months)(day, months)
    }

    /// The last day from which counting on reaches `target` at the latest.
    fn last_reaching(self, target: i64, months: i32) -> i64 {
        self.first_reaching(target.saturating_add(1), months)
            .saturating_sub(1)
    }

    /// The first day from which counting on reaches `target` at the earliest.
    fn first_reaching(self, target: i64, months: i32) -> i64 {
        let guess = target.saturating_sub(i64::from(months).saturating_mul(30));
        let (mut low, mut high) = (guess, guess);
        let mut reach: i64 = 32;
        // The bounds are searched outwards and double each time, so this ends even for a map that is not a calendar.
        while self.plus(low, months) >= target && reach < i64::MAX / 4 {
            low = low.saturating_sub(reach);
            reach = reach.saturating_mul(2);
        }
        reach = 32;
        while self.plus(high, months) < target && reach < i64::MAX / 4 {
            high = high.saturating_add(reach);
            reach = reach.saturating_mul(2);
        }
        while high.saturating_sub(low) > 1 {
            let middle = low + (high - low) / 2;
            if self.plus(middle, months) >= target {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }
}
