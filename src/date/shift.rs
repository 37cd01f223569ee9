//! Extents moved and widened by counts of time.
//!
//! Seconds to weeks are sums. Months and years go by the calendar, day by day: a day that a month lacks becomes its last, so that
//! several days may become one and the order of two times of day on them is lost. Whatever is shorter than a day keeps its length,
//! and what is open between days is taken to the edges of the day.

use super::calendar::{add_months, day_of, shift, shift_months, start_of};
use super::{DAY, Extent, Precision, Range, Unit};

impl Extent {
    /// Widened by one unit of its own precision on both sides: `about`. It may begin and end that much earlier or later.
    #[must_use]
    pub fn about(&self) -> Self {
        self.widened(self.precision)
    }

    /// Widened by one unit of this precision on both sides, and marked approximate.
    #[must_use]
    pub fn widened(&self, by: Precision) -> Self {
        let moved = match by.months() {
            Some(months) => self.each(|of| of.by_months(-months, months)),
            None => self.map(&|at| by.shift(at, -1), &|at| by.shift(at, 1)),
        };
        let mut wide = moved;
        wide.approximate = true;
        for piece in &mut wide.pieces {
            piece.approximate = true;
        }
        wide
    }

    /// The extent `count` units later (earlier, if negative); saturates.
    #[must_use]
    pub fn shifted(&self, count: i64, unit: Unit) -> Self {
        match unit.months() {
            Some(months) => {
                let months = count.saturating_mul(months);
                self.each(|of| of.by_months(months, months))
            }
            None => {
                let by = |at| shift(at, count, unit);
                self.map(&by, &by)
            }
        }
    }

    /// Lower bounds by so many months and upper bounds by so many. Without pieces.
    fn by_months(&self, low: i64, high: i64) -> Self {
        let begins = self.range_by_months(self.begins, low, high);
        let ends = match self.short_length() {
            Some(length) => begins.map(
                |at| at.saturating_add(length),
                |at| at.saturating_add(length),
            ),
            None if self.precision < Precision::Day => self.range_by_months(self.ends, low, high),
            None => self.ends.map(
                |at| self.end_by_months(at, low),
                |at| self.end_by_months(at, high),
            ),
        };
        Self {
            begins,
            ends,
            pieces: Vec::new(),
            ..*self
        }
    }

    /// Its length, if that is known and a day at the most.
    fn short_length(&self) -> Option<i64> {
        let shortest = self.ends.earliest?.saturating_sub(self.begins.earliest?);
        let longest = self.ends.latest?.saturating_sub(self.begins.latest?);
        (shortest == longest && (0..=DAY).contains(&shortest) && self.precision <= Precision::Day)
            .then_some(shortest)
    }

    /// A range of instants by months. Of times of day on several days, the first of a day that others fall on as well may come to any
    /// time of it.
    fn range_by_months(&self, range: Range, low: i64, high: i64) -> Range {
        let same_day = range
            .earliest
            .zip(range.latest)
            .is_some_and(|(a, b)| day_of(a) == day_of(b));
        let bounds = [range.earliest, range.latest];
        let midnights = bounds.iter().flatten().all(|at| at.rem_euclid(DAY) == 0);
        // Where days are meant, their beginnings stand for them.
        if same_day || (midnights && self.precision >= Precision::Day) {
            return range.map(|at| shift_months(at, low), |at| shift_months(at, high));
        }
        let falls_on =
            |day: i64, other: i64, months| add_months(day, months) == add_months(other, months);
        let earliest = |at: i64| {
            let day = day_of(at);
            if falls_on(day, day + 1, low) {
                start_of(add_months(day, low))
            } else {
                shift_months(at, low)
            }
        };
        let latest = |at: i64| {
            let day = day_of(at);
            if falls_on(day, day - 1, high) {
                start_of(add_months(day, high)) + DAY - 1
            } else {
                shift_months(at, high)
            }
        };
        range.map(earliest, latest)
    }

    /// An end by months: that of a whole month or year stays one, else the last day before it is moved.
    fn end_by_months(&self, end: i64, months: i64) -> i64 {
        let whole_months =
            self.precision > Precision::Day && super::calendar::civil(day_of(end)).day == 1;
        if whole_months || end.rem_euclid(DAY) != 0 {
            return shift_months(end, months);
        }
        start_of(add_months(day_of(end) - 1, months) + 1)
    }
}
