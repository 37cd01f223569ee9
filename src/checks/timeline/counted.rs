//! What a count asks: seconds between instants, calendar days, calendar months from where they stand.

use super::compile::{Asker, End, Limit};
use super::{Meaning, Point, Timeline, calendars};
use crate::date::{Calendar, Zone};
use crate::model::{Anchor, Count, CountUnit, Length, Offset, Time};
use crate::network::{Cause, Moment, NodeId, Step};
use crate::syntax::tree::Direction;

/// A midnight counted in days from the one at which another day begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Midnight {
    /// The day from which it is counted.
    day: NodeId,
    /// On whose clocks both are midnights.
    zone: Option<Zone>,
    /// At least so many days after it; below zero, before it.
    least: i64,
    /// At most so many, if there is a bound.
    most: Option<i64>,
}

impl Midnight {
    /// The next one.
    fn next(self) -> Self {
        Self {
            least: self.least.saturating_add(1),
            most: self.most.map(|most| most.saturating_add(1)),
            ..self
        }
    }
}

/// Months of a calendar counted from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Months {
    pub from: NodeId,
    /// What they are counted to: some mean the end of a month where others mean the beginning of the next, but nobody both of one thing.
    /// Nothing for ages, as a birthday is the same whenever one asks.
    pub to: Option<NodeId>,
    /// Below zero for months back.
    pub count: i32,
    /// Those of which calendar.
    pub calendar: Calendar,
}

impl Timeline {
    /// Both ends of a time of which only one is held against something. A day counted from an event needs no point then: what is
    /// held against it is held against the day of the event, so many days off.
    pub(super) fn limits(&mut self, asker: &Asker, time: &Time) -> Option<(Limit, Limit)> {
        match self.counted_day(asker, time) {
            Some(begins) => Some((Limit::Midnight(begins), Limit::Midnight(begins.next()))),
            None => self
                .ends(asker, time)
                .map(|ends| (ends.begin.into(), ends.end.into())),
        }
    }

    /// The beginning of a day that is counted from the day of an event; none where a time is anything else.
    ///
    /// A day counted to is not on the other side of where the count began. Whatever day the bounds of the count allow, an instant of
    /// it is so: the one that many days, of 24 hours on every clock, from there. So only the bounds are left of it.
    pub(super) fn counted_day(&mut self, asker: &Asker, time: &Time) -> Option<Midnight> {
        let Anchor::Offset(offset) = time.anchor() else {
            return None;
        };
        let Offset { count, from } = offset;
        if count.unit != CountUnit::Days || !matches!(from.anchor(), Anchor::Event(..)) {
            return None;
        }
        let from = self.counted_from(asker, &from, count.direction)?;
        let near = count.low.saturating_add(i64::from(count.above_low)).max(0);
        let far = count.high;
        let far = far.map(|far| far.saturating_sub(i64::from(count.below_high)));
        let (least, most) = match (count.direction, far) {
            (Direction::After, far) => (near, far),
            (Direction::Before, Some(far)) => (-far, Some(-near)),
            // As far back as one likes.
            (Direction::Before, None) => return None,
        };
        // More than one day and less than two is no day at all.
        if most.is_some_and(|most| most < least) {
            return None;
        }
        Some(Midnight {
            day: self.day(from, asker.zone),
            zone: asker.zone,
            least,
            most,
        })
    }

    /// The point lies on the day that begins at this midnight.
    pub(super) fn on_counted_day(&mut self, point: Point, begins: Midnight, cause: Cause) {
        let own = self.day(point, begins.zone);
        let least = Step::Shift(Moment::day(-begins.least));
        self.network.add_edge(own, begins.day, least, Some(cause));
        if let Some(most) = begins.most {
            let most = Step::Shift(Moment::day(most));
            self.network.add_edge(begins.day, own, most, Some(cause));
        }
    }

    /// The point is not before it.
    pub(super) fn not_before_midnight(&mut self, point: Point, midnight: Midnight, cause: Cause) {
        let clock = self.clock(point, midnight.zone);
        let least = Step::Shift(Moment::day(-midnight.least));
        self.network
            .add_edge(clock, midnight.day, least, Some(cause));
    }

    /// The point is before it, or, unless strictly so, at it.
    pub(super) fn before_midnight(
        &mut self,
        point: Point,
        midnight: Midnight,
        strictly: bool,
        cause: Cause,
    ) {
        let Some(most) = midnight.most else { return };
        let clock = self.clock(point, midnight.zone);
        let most = Moment {
            strict: -i32::from(strictly),
            ..Moment::day(most)
        };
        self.network
            .add_edge(midnight.day, clock, Step::Shift(most), Some(cause));
    }

    /// Where counting begins: at the end of an event when counting after it, at its start before; anywhere inside a date.
    pub(super) fn counted_from(
        &mut self,
        asker: &Asker,
        time: &Time,
        direction: Direction,
    ) -> Option<Point> {
        if let Anchor::Offset(offset) = time.anchor() {
            // Anywhere in the day that is counted to, and yet not on the other side of where that count began.
            return self.counted_to(asker, &offset.count, &offset.from);
        }
        if matches!(time.anchor(), Anchor::Fixed(_) | Anchor::FirstAfter(..)) {
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
        asker: &Asker,
        count: &Count,
        anchor: &Time,
    ) -> Option<Point> {
        let from = self.counted_from(asker, anchor, count.direction)?;
        let point = self.point(Meaning::Counted);
        self.counted(asker, point, from, count);
        Some(point)
    }

    /// `point` is so far before or after `from`.
    pub(super) fn counted(&mut self, asker: &Asker, point: Point, from: Point, count: &Count) {
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
            CountUnit::Months(calendar) => {
                self.months_apart(asker, point, from, count, calendar);
            }
        }
    }

    /// How long it is from the start of something to its end, which is not before it.
    pub(super) fn lasting(&mut self, asker: &Asker, start: Point, end: Point, length: &Length) {
        let &Length { count, midnights } = length;
        self.counted(asker, end, start, &count);
        if midnights > 0 {
            let (start, end) = (self.day(start, asker.zone), self.day(end, asker.zone));
            let least = Step::Shift(Moment::day(-midnights));
            self.network.add_edge(end, start, least, Some(asker.cause));
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
    fn days_apart(&mut self, asker: &Asker, earlier: Point, later: Point, count: &Count) {
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

    /// So many months of a calendar, counted from the day of `from`.
    fn months_apart(
        &mut self,
        asker: &Asker,
        point: Point,
        from: Point,
        count: &Count,
        calendar: Calendar,
    ) {
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
        let counted = |months| Months {
            from,
            to: Some(point),
            count: months,
            calendar,
        };
        if let Some((months, strict)) = most {
            self.months_at_most(point, counted(months), strict, cause);
        }
        if let Some((months, strict)) = least {
            self.months_at_least(point, counted(months), strict, cause);
        }
    }

    /// `point` is not after the day to which some months lead, or before it where that is strict.
    pub(super) fn months_at_most(
        &mut self,
        point: NodeId,
        months: Months,
        strict: bool,
        cause: Cause,
    ) {
        let shift = Step::Shift(Moment::day(-i64::from(strict)));
        let Months {
            from,
            count,
            calendar,
            ..
        } = months;
        if count == 0 {
            self.network.add_edge(from, point, shift, Some(cause));
            return;
        }
        let as_one_means = self.network.add_day();
        let step = Step::Months(count, calendars::id(calendar));
        self.network.add_edge(from, as_one_means, step, Some(cause));
        for reached in [as_one_means, self.as_all_mean(months)] {
            self.network.add_edge(reached, point, shift, Some(cause));
        }
    }

    /// `point` is not before the day to which some months lead, or after it where that is strict.
    pub(super) fn months_at_least(
        &mut self,
        point: NodeId,
        months: Months,
        strict: bool,
        cause: Cause,
    ) {
        let shift = Step::Shift(Moment::day(-i64::from(strict)));
        let Months {
            from,
            count,
            calendar,
            ..
        } = months;
        if count == 0 {
            self.network.add_edge(point, from, shift, Some(cause));
            return;
        }
        let as_one_means = self.network.add_day();
        let step = Step::MonthsBack(count, calendars::id(calendar));
        self.network.add_edge(as_one_means, from, step, Some(cause));
        for reached in [as_one_means, self.as_all_mean(months)] {
            self.network.add_edge(point, reached, shift, Some(cause));
        }
    }

    /// The day to which some months lead, for all who count the same: who says less than that and who says more are never both right,
    /// whichever day is meant.
    fn as_all_mean(&mut self, months: Months) -> NodeId {
        let network = &mut self.network;
        let reached = self.months.entry(months);
        *reached.or_insert_with(|| network.add_day())
    }
}
