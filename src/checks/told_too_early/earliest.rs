//! When something is at the earliest, beside when it was told.

use crate::checks::timeline::{At, Clock, Known, Point, Times};
use crate::date::{DAY, Extent, Zone, calendar, show};

use super::dating::Set;

/// An instant of some clock before which something is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Earliest {
    pub(super) at: i64,
    pub(super) clock: Clock,
}

/// When something is at the earliest: on the bare clock, wherever that is read, and in UTC, each as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lows {
    bare: Option<i64>,
    utc: Option<i64>,
}

impl Lows {
    /// Nothing is known.
    pub(super) const OPEN: Self = Self {
        bare: None,
        utc: None,
    };

    /// Those of a point.
    pub(super) fn of(times: &Times, point: Point) -> Self {
        let low = |node| times.window(node).low.map(|low| low.seconds);
        Self {
            bare: low(point.bare),
            utc: point.utc.and_then(low),
        }
    }

    /// Those of what is known.
    pub(super) fn known(at: &At) -> Self {
        let utc = at.utc().and_then(|utc| utc.low);
        Self {
            bare: at.earliest,
            utc: utc.map(|low| low.seconds),
        }
    }

    /// Whether one of them is not before an instant.
    pub(super) fn reach(self, instant: i64) -> bool {
        let mut lows = [self.bare, self.utc].into_iter().flatten();
        lows.any(|low| low >= instant)
    }

    /// The one that is certainly after a telling.
    pub(super) fn after(self, told: &Extent) -> Option<Earliest> {
        let on = |at: Option<i64>, clock| at.map(|at| Earliest { at, clock });
        let lows = [on(self.utc, Clock::Utc), on(self.bare, Clock::Bare)];
        let mut lows = lows.into_iter().flatten();
        lows.find(|earliest| earliest.is_after(told))
    }
}

impl Earliest {
    /// Whether it is certainly after a telling. The end of a day or longer is outside it.
    pub(super) fn is_after(self, told: &Extent) -> bool {
        let end = match self.clock {
            Clock::Bare => At::fixed(told).1.latest,
            // A bare telling may be of any clock.
            _ => told.ends.latest.filter(|_| told.zoned),
        };
        let is_behind = |end| self.at > end || self.at == end && !told.precision.is_clock();
        // On whatever clock it is read, it does not end sooner than it says.
        end.is_some_and(is_behind) && told.ends.latest.is_none_or(|end| self.at >= end)
    }

    /// The same by some clauses alone.
    pub(super) fn by(self, set: &Set) -> Self {
        let at = set.earliest;
        Self { at, ..self }
    }

    /// `Tue 7 May 2024`, `Tue 7 May 2024, 18:00`; by the clocks of a zone, where one is meant and it is known in UTC.
    pub(super) fn words(self, zone: Option<Zone>) -> String {
        let (clock, at) = self.clock.told_in(zone, self.at);
        let is_day = at.rem_euclid(DAY) == 0 && clock != Clock::Utc;
        let words = match is_day {
            true => show::day_named(calendar::day_of(at)),
            false => show::instant(at),
        };
        words + &clock.words()
    }
}
