//! What a clause of time asks of the starts and ends of events.

use super::{Meaning, Point, Timeline};
use crate::date::{Extent, Range};
use crate::model::{
    Anchor, ClauseBody, ClauseId, Count, CountUnit, EventId, EventPart, KindId, Model, Time, When,
};
use crate::network::{Cause, DAY_SECONDS, Moment, NodeId, Step};
use crate::syntax::tree::Direction;

/// One end of a time: known as far as the calendar goes, or a point of the network.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    /// Somewhere in this range.
    Fixed(Range, bool),
    /// A point.
    Point(Point),
}

/// Both ends of a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ends {
    pub begin: End,
    pub end: End,
}

impl Timeline {
    /// Adds what a clause of time asks.
    pub(super) fn when(&mut self, model: &Model, clause: ClauseId, event: EventId, when: &When) {
        let cause = self.cause(clause);
        let own = self.event(model, event);
        match when {
            When::On(time) | When::From(time) => self.inside(model, own.start, time, cause),
            When::To(time) => self.inside(model, own.end, time, cause),
            When::Before(time) => {
                if let Some(ends) = self.ends(model, time, cause) {
                    self.before(own.end, ends.begin, cause);
                }
            }
            When::After(time) => {
                if let Some(ends) = self.ends(model, time, cause) {
                    self.after(own.start, ends.end, cause);
                }
            }
            When::Between(from, to) => {
                if let Some(ends) = self.ends(model, from, cause) {
                    self.not_before(own.start, ends.begin, cause);
                }
                if let Some(ends) = self.ends(model, to, cause) {
                    self.not_behind(own.start, ends.end, true, cause);
                }
            }
            When::During(time) => {
                if let Some(ends) = self.ends(model, time, cause) {
                    self.not_before(own.start, ends.begin, cause);
                    self.not_behind(own.end, ends.end, false, cause);
                }
            }
            When::SameTime(other) => {
                let other = self.event(model, *other);
                self.same(own.start, other.start, cause);
                self.same(own.end, other.end, cause);
            }
            When::SameDay(other) => {
                let other = self.event(model, *other);
                let (one, other) = (self.day(own.start), self.day(other.start));
                self.same_node(one, other, cause);
            }
            When::Counted(count, time) => {
                if let Some(from) = self.counted_from(model, time, count.direction, cause) {
                    self.counted(own.start, from, count, cause);
                }
            }
            When::For(count) => {
                let lasting = Count {
                    direction: Direction::After,
                    ..*count
                };
                self.counted(own.end, own.start, &in_seconds(lasting), cause);
            }
        }
    }

    /// The point lies in the time.
    fn inside(&mut self, model: &Model, point: Point, time: &Time, cause: Cause) {
        if let Some(ends) = self.ends(model, time, cause) {
            self.not_before(point, ends.begin, cause);
            self.not_behind(point, ends.end, true, cause);
        }
    }

    /// Both ends of a time; none if nothing is known of it. A time that is counted gets a point of its own.
    pub(crate) fn ends(&mut self, model: &Model, time: &Time, cause: Cause) -> Option<Ends> {
        let both = |end| Some(Ends { begin: end, end });
        match &time.anchor {
            Anchor::Fixed(extent) => Some(Ends {
                begin: End::Fixed(extent.begins, extent.zoned),
                end: End::Fixed(extent.ends, extent.zoned),
            }),
            Anchor::Event(event, part) => {
                let points = self.event(model, *event);
                match part {
                    EventPart::Whole => Some(Ends {
                        begin: End::Point(points.start),
                        end: End::Point(points.end),
                    }),
                    EventPart::Start => both(End::Point(points.start)),
                    EventPart::End => both(End::Point(points.end)),
                }
            }
            Anchor::Offset(count, anchor) => {
                let from = self.counted_from(model, anchor, count.direction, cause)?;
                let point = self.point(Meaning::Counted);
                self.counted(point, from, count, cause);
                both(End::Point(point))
            }
            Anchor::FirstAfter(_, event) => {
                // Taken by its hull: one to seven days after.
                let from = self.event(model, *event).end;
                let point = self.point(Meaning::Counted);
                let week = Count {
                    unit: CountUnit::Days,
                    low: 1,
                    above_low: false,
                    high: Some(7),
                    below_high: false,
                    direction: Direction::After,
                };
                self.counted(point, from, &week, cause);
                both(End::Point(point))
            }
            Anchor::Any(_) | Anchor::Unknown => None,
        }
    }

    /// Where counting begins: at the end of an event when counting after it, at its start before; anywhere inside a date.
    fn counted_from(
        &mut self,
        model: &Model,
        time: &Time,
        direction: Direction,
        cause: Cause,
    ) -> Option<Point> {
        if let Anchor::Fixed(extent) = &time.anchor {
            let point = self.point(Meaning::Counted);
            let (earliest, latest) = extent.hull();
            self.bound(
                point,
                earliest.map(Moment::at),
                latest.map(Moment::before),
                extent.zoned,
                cause,
            );
            return Some(point);
        }
        let ends = self.ends(model, time, cause)?;
        let end = match direction {
            Direction::After => ends.end,
            Direction::Before => ends.begin,
        };
        match end {
            End::Point(point) => Some(point),
            End::Fixed(..) => None,
        }
    }

    /// `point` is so far before or after `from`.
    fn counted(&mut self, point: Point, from: Point, count: &Count, cause: Cause) {
        let (earlier, later) = match count.direction {
            Direction::After => (from, point),
            Direction::Before => (point, from),
        };
        match count.unit {
            CountUnit::Seconds => self.apart(earlier, later, count, cause),
            CountUnit::Days => self.days_apart(earlier, later, count, cause),
            CountUnit::Months => self.months_apart(point, from, count, cause),
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
    fn days_apart(&mut self, earlier: Point, later: Point, count: &Count, cause: Cause) {
        let (earlier, later) = (self.day(earlier), self.day(later));
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
    fn months_apart(&mut self, point: Point, from: Point, count: &Count, cause: Cause) {
        let sign = match count.direction {
            Direction::After => 1,
            Direction::Before => -1,
        };
        let months = |number: i64| i32::try_from(sign * number).unwrap_or(i32::MAX);
        let (point, from) = (self.day(point), self.day(from));
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
    fn months_at_most(
        &mut self,
        point: NodeId,
        from: NodeId,
        months: i32,
        strict: bool,
        cause: Cause,
    ) {
        let reached = self.network.add_day();
        self.network
            .add_edge(from, reached, Step::Months(months), Some(cause));
        self.network.add_edge(
            reached,
            point,
            Step::Shift(Moment::day(-i64::from(strict))),
            Some(cause),
        );
    }

    /// `from + months <= point`, or the day after where that is strict.
    fn months_at_least(
        &mut self,
        point: NodeId,
        from: NodeId,
        months: i32,
        strict: bool,
        cause: Cause,
    ) {
        let reached = self.network.add_day();
        self.network
            .add_edge(reached, from, Step::MonthsBack(months), Some(cause));
        self.network.add_edge(
            point,
            reached,
            Step::Shift(Moment::day(-i64::from(strict))),
            Some(cause),
        );
    }

    /// The point is strictly before this end.
    fn before(&mut self, point: Point, end: End, cause: Cause) {
        match end {
            End::Fixed(range, zoned) => {
                self.bound(point, None, range.latest.map(Moment::before), zoned, cause)
            }
            End::Point(other) => self.strictly_before(point, other, Some(cause)),
        }
    }

    /// The point is strictly after this end. A date's end is outside it, so its first second after is after it.
    fn after(&mut self, point: Point, end: End, cause: Cause) {
        match end {
            End::Fixed(range, zoned) => {
                self.bound(point, range.earliest.map(Moment::at), None, zoned, cause)
            }
            End::Point(other) => self.strictly_before(other, point, Some(cause)),
        }
    }

    fn not_before(&mut self, point: Point, end: End, cause: Cause) {
        match end {
            End::Fixed(range, zoned) => {
                self.bound(point, range.earliest.map(Moment::at), None, zoned, cause)
            }
            End::Point(other) => self.not_after(other, point, Some(cause)),
        }
    }

    /// The point is not after this end. The end of a date is outside it: a start must be before it, an end may be at it.
    fn not_behind(&mut self, point: Point, end: End, strict: bool, cause: Cause) {
        match end {
            End::Fixed(range, zoned) => {
                let latest = range.latest.map(|at| {
                    if strict {
                        Moment::before(at)
                    } else {
                        Moment::at(at)
                    }
                });
                self.bound(point, None, latest, zoned, cause);
            }
            End::Point(other) => self.not_after(point, other, Some(cause)),
        }
    }

    fn bound(
        &mut self,
        point: Point,
        low: Option<Moment>,
        high: Option<Moment>,
        zoned: bool,
        cause: Cause,
    ) {
        let node = match point.utc {
            Some(utc) if zoned => utc,
            _ => point.bare,
        };
        if let Some(low) = low {
            self.network.at_least(node, low, Some(cause));
        }
        if let Some(high) = high {
            self.network.at_most(node, high, Some(cause));
        }
    }

    fn same(&mut self, one: Point, other: Point, cause: Cause) {
        self.not_after(one, other, Some(cause));
        self.not_after(other, one, Some(cause));
    }

    fn same_node(&mut self, one: NodeId, other: NodeId, cause: Cause) {
        self.network
            .add_edge(one, other, Step::Shift(Moment::at(0)), Some(cause));
        self.network
            .add_edge(other, one, Step::Shift(Moment::at(0)), Some(cause));
    }
}

/// How long something lasted is not a difference of calendar days.
fn in_seconds(count: Count) -> Count {
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

/// Whether a kind is another or takes over from it.
pub(super) fn is_kind(model: &Model, kind: KindId, other: KindId) -> bool {
    let mut open = vec![kind];
    let mut seen = rustc_hash::FxHashSet::default();
    while let Some(kind) = open.pop() {
        if kind == other {
            return true;
        }
        if seen.insert(kind) {
            open.extend(&model.vocabulary.kind(kind).is);
        }
    }
    false
}

/// Whether any time of the case has a zone.
pub(super) fn any_zone(model: &Model) -> bool {
    fn zoned(time: &Time) -> bool {
        match &time.anchor {
            Anchor::Fixed(extent) => is_zoned(extent),
            Anchor::Offset(_, anchor) => zoned(anchor),
            Anchor::Event(..) | Anchor::FirstAfter(..) | Anchor::Any(_) | Anchor::Unknown => false,
        }
    }
    fn is_zoned(extent: &Extent) -> bool {
        extent.zoned
    }
    model.clauses.iter().any(|clause| match &clause.body {
        ClauseBody::When { when, .. } => match &**when {
            When::On(time) | When::Before(time) | When::After(time) | When::From(time) => {
                zoned(time)
            }
            When::To(time) | When::During(time) | When::Counted(_, time) => zoned(time),
            When::Between(from, to) => zoned(from) || zoned(to),
            When::SameTime(_) | When::SameDay(_) | When::For(_) => false,
        },
        ClauseBody::State { spell, .. } => spell.times().into_iter().any(zoned),
        ClauseBody::Happens { .. } | ClauseBody::Role { .. } => false,
    })
}
