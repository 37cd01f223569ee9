//! What an edge does to a value, from its beginning to its end and, mirrored, back.

use super::graph::{Calendar, CalendarId, Edge, Network};
use super::moment::Moment;

/// The map of an edge: its end is at most the map of its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// `x_to <= x_from + shift`.
    Shift(Moment),
    /// `day(x_to) <= day(x_from)` plus this many months of a calendar (below zero: minus), as late as they may be meant.
    Months(i32, CalendarId),
    /// `day(x_to)` plus this many months of a calendar, as early as they may be meant, `<= day(x_from)`: the other side of
    /// [`Step::Months`].
    MonthsBack(i32, CalendarId),
    /// From a node to itself: its value is one of an allowed set, by number.
    Allowed(u32),
    /// From the start to the end of what lies inside one stretch of an allowed set, by number.
    OneStretch(u32),
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
    /// The side from which the edges are looked at the other way round.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Upper => Self::Lower,
            Self::Lower => Self::Upper,
        }
    }

    /// A real value as it is stored on this side, and back.
    pub(super) fn stored(self, value: Moment) -> Moment {
        match self {
            Self::Upper => value,
            Self::Lower => -value,
        }
    }
}

impl Network {
    /// The edges along which values fall from a node on this side.
    pub(super) fn edges_from(&self, node: u32, side: Side) -> &[u32] {
        match side {
            Side::Upper => self.meets().leaving.of(node),
            Side::Lower => self.meets().entering.of(node),
        }
    }

    /// The value stored at the far node of an edge as the near one has `value`.
    pub(super) fn follow(&self, edge: u32, side: Side, value: Moment) -> Moment {
        let Edge { from, to, step, .. } = self.edges[edge as usize];
        let far = match side {
            Side::Upper => to,
            Side::Lower => from,
        };
        self.moved(step, side, self.is_day(far), value)
    }

    /// What a step makes of a value, stored at a far node that is a day or not.
    pub(super) fn moved(&self, step: Step, side: Side, day: bool, value: Moment) -> Moment {
        let real = side.stored(value);
        let moved = match step {
            Step::Shift(shift) => value + shift,
            Step::Months(n, by) => side.stored(self.calendar(by).months(side, real, n, true, day)),
            Step::MonthsBack(n, by) => {
                side.stored(self.calendar(by).months(side, real, n, false, day))
            }
            Step::Allowed(set) => side.stored(self.allowed[set as usize].nearest(side, real)),
            Step::OneStretch(set) => side.stored(self.allowed[set as usize].other_end(side, real)),
        };
        if day { moved.floor_day() } else { moved }
    }
}

impl Calendar {
    /// The counted months, in real values: `late` for [`Step::Months`]. A far instant may lie anywhere in its day.
    fn months(self, side: Side, value: Moment, months: i32, late: bool, day: bool) -> Moment {
        let from = value.day_number();
        let plus = |day| {
            let (earliest, latest) = (self.add_months)(day, months);
            if late { latest } else { earliest }
        };
        let to = match (late, side) {
            (true, Side::Upper) | (false, Side::Lower) => plus(from),
            (false, Side::Upper) => last_reaching(from, months, plus),
            (true, Side::Lower) => first_reaching(from, months, plus),
        };
        match side {
            Side::Upper if !day => Moment::day(to.saturating_add(1)) + Moment::before(0),
            _ => Moment::day(to),
        }
    }
}

/// The last day from which counting on reaches `target` at the latest.
fn last_reaching(target: i64, months: i32, plus: impl Fn(i64) -> i64) -> i64 {
    first_reaching(target.saturating_add(1), months, plus).saturating_sub(1)
}

/// The first day from which counting on reaches `target` at the earliest.
fn first_reaching(target: i64, months: i32, plus: impl Fn(i64) -> i64) -> i64 {
    let guess = target.saturating_sub(i64::from(months).saturating_mul(30));
    let (mut low, mut high) = (guess, guess);
    let mut reach: i64 = 32;
    // The bounds are searched outwards and double each time, so this ends even for a map that is not a calendar.
    while plus(low) >= target && reach < i64::MAX / 4 {
        low = low.saturating_sub(reach);
        reach = reach.saturating_mul(2);
    }
    reach = 32;
    while plus(high) < target && reach < i64::MAX / 4 {
        high = high.saturating_add(reach);
        reach = reach.saturating_mul(2);
    }
    while high.saturating_sub(low) > 1 {
        let middle = low + (high - low) / 2;
        if plus(middle) >= target {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}
