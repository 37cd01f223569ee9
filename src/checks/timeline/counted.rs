//! What a count asks: seconds between instants, calendar days, calendar months from where they stand.

use super::compile::{Asker, End};
use super::{Meaning, Point, Timeline};
use crate::model::{Anchor, Count, CountUnit, Time};
use crate::network::{Cause, DAY_SECONDS, Moment, NodeId, Step};
use crate::syntax::tree::Direction;

impl Timeline {
    /// Where counting begins: at the end of an event when counting after it, at its start before; anywhere inside a date.
    pub(super) fn counted_from(
        &mut self,
        asker: &Asker<'_>,
        time: &Time,
        direction: Direction,
    ) -> Option<Point> {
        if let Anchor::Offset(count, anchor) = &time.anchor {
            // Anywhere in the day that is counted to, and yet not on the other side of where that count began.
            return self.counted_to(asker, count, anchor);
        }
        if matches!(time.anchor, Anchor::Fixed(_) | Anchor::FirstAfter(..)) {
            let point = self.point(Meaning::Counted);
            self.inside(asker, point, time);
            return Some(point);
        }
        let ends = self.ends(asker, time)?;
        let end = match direction {
            Direction::After => ends.end,
            Direction::Before => ends.begin,
        };
        match end {
            End::Point(point) | End::Outside(point) => Some(point),
            End::Fixed(..) => None,
        }
    }

    /// A point that is so far before or after a time.
    pub(super) fn counted_to(
        &mut self,
        asker: &Asker<'_>,
        count: &Count,
        anchor: &Time,
    ) -> Option<Point> {
        let from = self.counted_from(asker, anchor, count.direction)?;
        let point = self.point(Meaning::Counted);
        self.counted(asker, point, from, count);
        Some(point)
    }

    /// `point` is so far before or after `from`.
    pub(super) fn counted(&mut self, asker: &Asker<'_>, point: Point, from: Point, count: &Count) {
        let (earlier, later) = match count.direction {
            Direction::After => (from, point),
            Direction::Before => (point, from),
        };
        if count.unit != CountUnit::Seconds {
            // The same day, and yet not the other way round.
            self.not_after(earlier, later, Some(asker.cause));
        }
        match count.unit {
            CountUnit::Seconds => self.apart(earlier, later, count, asker.cause),
            CountUnit::Days => self.days_apart(asker, earlier, later, count),
            CountUnit::Months => self.months_apart(asker, point, from, count),
        }
    }

    /// `low <= later - earlier <= high`, in seconds.
    fn apart(&mut self, earlier: Point, later: Point, count: &Count, cause: Cause) {
        let low = Moment {
            seconds: count.low,
            strict: i32::from(count.above_low),
        };
        self.at_most_after(earlier, later, -low, Some(cause));
        if let Some(high) = count.high {
            let high = Moment {
                seconds: high,
                strict: -i32::from(count.below_high),
            };
            self.at_most_after(later, earlier, high, Some(cause));
        }
    }

    /// `low <= day(later) - day(earlier) <= high`, in days.
    fn days_apart(&mut self, asker: &Asker<'_>, earlier: Point, later: Point, count: &Count) {
        let cause = asker.cause;
        let earlier = self.day(earlier, asker.zone);
        let later = self.day(later, asker.zone);
        let low = count.low + i64::from(count.above_low);
        self.network
            .add_edge(later, earlier, Step::Shift(Moment::day(-low)), Some(cause));
        if let Some(high) = count.high {
            let high = high - i64::from(count.below_high);
            self.network
                .add_edge(earlier, later, Step::Shift(Moment::day(high)), Some(cause));
        }
    }

    /// So many calendar months, counted from the day of `from`.
    fn months_apart(&mut self, asker: &Asker<'_>, point: Point, from: Point, count: &Count) {
        let cause = asker.cause;
        let sign = match count.direction {
            Direction::After => 1,
            Direction::Before => -1,
        };
        let months = |number: i64| i32::try_from(sign * number).unwrap_or(i32::MAX);
        let (point, from) = (self.day(point, asker.zone), self.day(from, asker.zone));
        let near = (months(count.low), count.above_low);
        let far = count.high.map(|high| (months(high), count.below_high));
        let (least, most) = if sign > 0 {
            (Some(near), far)
        } else {
            (far, Some(near))
        };
        if let Some((months, strict)) = most {
            self.months_at_most(point, from, months, strict, cause);
        }
        if let Some((months, strict)) = least {
            self.months_at_least(point, from, months, strict, cause);
        }
    }

    /// `point <= from + months`, or the day before where that is strict.
    pub(super) fn months_at_most(
        &mut self,
        point: NodeId,
        from: NodeId,
        months: i32,
        strict: bool,
        cause: Cause,
    ) {
        let mut reached = from;
        if months != 0 {
            reached = self.network.add_day();
            self.network
                .add_edge(from, reached, Step::Months(months), Some(cause));
        }
        self.network.add_edge(
            reached,
            point,
            Step::Shift(Moment::day(-i64::from(strict))),
            Some(cause),
        );
    }

    /// `from + months <= point`, or the day after where that is strict.
    pub(super) fn months_at_least(
        &mut self,
        point: NodeId,
        from: NodeId,
        months: i32,
        strict: bool,
        cause: Cause,
    ) {
        let mut reached = from;
        if months != 0 {
            reached = self.network.add_day();
            self.network
                .add_edge(reached, from, Step::MonthsBack(months), Some(cause));
        }
        self.network.add_edge(
            point,
            reached,
            Step::Shift(Moment::day(-i64::from(strict))),
            Some(cause),
        );
    }
}

/// How long something lasted is not a difference of calendar days.
pub(super) fn in_seconds(count: Count) -> Count {
    match count.unit {
        CountUnit::Days => Count {
            unit: CountUnit::Seconds,
            low: count.low.saturating_mul(DAY_SECONDS),
            high: count.high.map(|high| high.saturating_mul(DAY_SECONDS)),
            ..count
        },
        CountUnit::Seconds | CountUnit::Months => count,
    }
}
