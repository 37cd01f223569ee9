//! What a clause of time asks of the starts and ends of events.

use super::counted::Midnight;
use super::zones::{Asks, Zoned};
use super::{Meaning, Point, Timeline};
use crate::date::{DAY, Extent, Range, Weekday, Zone, calendar};
use crate::model::{
    Anchor, ClauseBody, ClauseId, Count, CountUnit, EventId, EventPart, Fixed, KindId, Model, Plan,
    Time, When,
};
use crate::network::{Allowed, Cause, Moment, Step};
use crate::syntax::tree::{Direction, PartOf};

/// The clause that asks, and how its times are read.
pub(crate) struct Asker {
    pub cause: Cause,
    /// Whose points these are, if it is a plan's.
    pub plan: Option<Plan>,
    /// In which zone it counts days.
    pub zone: Option<Zone>,
}

/// One end of a time: known as far as the calendar goes, or a point of the network.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    /// Somewhere in this range.
    Fixed(Range, bool),
    /// A point.
    Point(Point),
    /// A point that is itself outside: the end of a day that was counted to.
    Outside(Point),
}

/// Both ends of a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ends {
    pub begin: End,
    pub end: End,
}

impl Ends {
    /// Those of a date.
    pub(super) fn fixed(date: &Fixed<'_>) -> Self {
        let (begins, ends) = date.ends();
        Self {
            begin: End::Fixed(begins, date.is_zoned()),
            end: End::Fixed(ends, date.is_zoned()),
        }
    }
}

/// What a point is held against: one end of a time, for which no point is made where it can do without.
#[derive(Debug, Clone, Copy)]
pub(super) enum Limit {
    End(End),
    /// The midnight at which a day begins, or ends, that is counted from another.
    Midnight(Midnight),
}

impl From<End> for Limit {
    fn from(end: End) -> Self {
        Self::End(end)
    }
}

impl Timeline {
    /// The clause as one that asks something of the network, of a plan or of what happened.
    pub(super) fn asker(&mut self, model: &Model, clause: ClauseId, planned: bool) -> Asker {
        Asker {
            cause: self.cause(clause),
            plan: planned.then(|| model.plan_of(clause)),
            // Where nothing has a zone, no source has one.
            zone: match self.zoned {
                true => model.source(model.claim_of(clause).source).zone,
                false => None,
            },
        }
    }

    /// Adds what a clause of time asks.
    pub(super) fn when(&mut self, asker: &Asker, event: EventId, when: &When) {
        let cause = asker.cause;
        let own = self.event(event, asker.plan);
        match when {
            When::On(time) | When::From(time) => self.inside(asker, own.start, time),
            When::To(time) => self.inside(asker, own.end, time),
            When::Before(time) => {
                if let Some((begin, _)) = self.limits(asker, time) {
                    self.before(own.end, begin, cause);
                }
            }
            When::After(time) => {
                if let Some((_, end)) = self.limits(asker, time) {
                    self.after(own.start, end, cause);
                }
            }
            When::Between(from, to) => {
                if let Some((begin, _)) = self.limits(asker, from) {
                    self.not_before(own.start, begin, cause);
                }
                if let Some((_, end)) = self.limits(asker, to) {
                    self.not_behind(own.start, end, true, cause);
                }
            }
            When::During(time) => {
                if let Some(ends) = self.ends(asker, time) {
                    self.not_before(own.start, ends.begin, cause);
                    // It may end with it, but not begin only then.
                    self.not_behind(own.start, ends.end, true, cause);
                    self.not_behind(own.end, ends.end, false, cause);
                }
                match time.anchor() {
                    Anchor::Fixed(date) => {
                        self.allow_both(own.start, own.end, &date.extent(), cause)
                    }
                    Anchor::Any(weekday, part) => {
                        let start = self.clock(own.start, asker.zone);
                        let end = self.clock(own.end, asker.zone);
                        let allowed = weekly(weekday, part);
                        self.network.allow_both(start, end, allowed, Some(cause));
                    }
                    _ => {}
                }
            }
            When::SameTime(other) => {
                let other = self.event(*other, asker.plan);
                self.same(own.start, other.start, cause);
                self.same(own.end, other.end, cause);
            }
            When::SameDay(other) => {
                let other = self.event(*other, asker.plan);
                let one = self.day(own.start, asker.zone);
                let other = self.day(other.start, asker.zone);
                self.same_node(one, other, cause);
            }
            When::Counted(counted) => {
                let (count, time) = &**counted;
                if let Some(from) = self.counted_from(asker, time, count.direction) {
                    self.counted(asker, own.start, from, count);
                }
            }
            When::For(count) => self.lasting(asker, own.start, own.end, count),
        }
    }

    /// The point lies in the time.
    pub(super) fn inside(&mut self, asker: &Asker, point: Point, time: &Time) {
        if let Anchor::Offset(offset) = time.anchor()
            && offset.count.unit != CountUnit::Seconds
        {
            // On the very day that is counted to, by the clock by which it is counted.
            if let Some(days) = self.counted_day(asker, time) {
                self.on_counted_day(point, days, asker.cause);
            } else if let Some(counted) = self.counted_to(asker, &offset.count, &offset.from) {
                let counted = self.day(counted, asker.zone);
                let own = self.day(point, asker.zone);
                self.same_node(own, counted, asker.cause);
            }
            return;
        }
        if let Some(ends) = self.ends(asker, time) {
            self.not_before(point, ends.begin, asker.cause);
            self.not_behind(point, ends.end, true, asker.cause);
        }
        match time.anchor() {
            Anchor::Fixed(date) => self.allow(point, &date.extent(), asker.cause),
            Anchor::Any(weekday, part) => {
                let clock = self.clock(point, asker.zone);
                let allowed = weekly(weekday, part);
                self.network.allow(clock, allowed, Some(asker.cause));
            }
            _ => {}
        }
    }

    /// Keeps a point out of the gaps of a date that has some.
    pub(super) fn allow(&mut self, point: Point, extent: &Extent, cause: Cause) {
        if extent.pieces.is_empty() {
            return;
        }
        let stretches = stretches(extent);
        let node = match point.utc {
            Some(utc) if extent.zoned => {
                let asks = Asks::In(stretches.clone());
                self.zoned_asks.push(Zoned { utc, asks, cause });
                utc
            }
            _ => point.bare,
        };
        let allowed = Allowed::Stretches(stretches);
        self.network.allow(node, allowed, Some(cause));
    }

    /// Keeps both ends of something in one of the stretches of a date that has gaps.
    fn allow_both(&mut self, start: Point, end: Point, extent: &Extent, cause: Cause) {
        if extent.pieces.is_empty() {
            return;
        }
        let (start, end) = match (start.utc, end.utc) {
            (Some(start), Some(end)) if extent.zoned => (start, end),
            _ => (start.bare, end.bare),
        };
        let allowed = Allowed::Stretches(stretches(extent));
        self.network.allow_both(start, end, allowed, Some(cause));
    }

    /// The first such weekday after an event, or a part of it.
    fn first_after(
        &mut self,
        asker: &Asker,
        (weekday, part): (Weekday, PartOf),
        event: EventId,
    ) -> Ends {
        let after = self.event(event, asker.plan).end;
        let day = self.point(Meaning::Counted);
        let week = Count {
            unit: CountUnit::Days,
            low: 1,
            above_low: false,
            high: Some(7),
            below_high: false,
            direction: Direction::After,
        };
        self.counted(asker, day, after, &week);
        let clock = self.clock(day, asker.zone);
        let whole_day = weekly(weekday, PartOf::default());
        self.network.allow(clock, whole_day, Some(asker.cause));
        self.part_of_day(asker, day, &Extent::day(0).in_part(part.part, part.third))
    }

    /// The ends of a part of the day on which a point lies; the part is told of the day with the number 0.
    fn part_of_day(&mut self, asker: &Asker, of: Point, part: &Extent) -> Ends {
        Ends {
            begin: End::Point(self.hour_of(asker, of, part.begins)),
            end: End::Outside(self.hour_of(asker, of, part.ends)),
        }
    }

    /// A point so many seconds after the beginning of the day of another.
    fn hour_of(&mut self, asker: &Asker, of: Point, seconds: Range) -> Point {
        let day = self.day(of, asker.zone);
        let point = self.point(Meaning::Counted);
        let clock = self.clock(point, asker.zone);
        if let (Some(zone), Some(_)) = (asker.zone, point.utc) {
            self.hours.insert(point.bare, zone);
        }
        let shift = |seconds| Step::Shift(Moment::at(seconds));
        let (least, most) = (seconds.earliest.unwrap_or(0), seconds.latest.unwrap_or(DAY));
        let cause = Some(asker.cause);
        self.network.add_edge(day, clock, shift(most), cause);
        self.network.add_edge(clock, day, shift(-least), cause);
        point
    }

    /// Both ends of a time; none if nothing is known of it. A time that is counted gets a point of its own.
    pub(crate) fn ends(&mut self, asker: &Asker, time: &Time) -> Option<Ends> {
        let both = |end| Some(Ends { begin: end, end });
        match time.anchor() {
            Anchor::Fixed(date) => Some(Ends::fixed(&date)),
            Anchor::Event(event, part) => {
                let points = self.event(event, asker.plan);
                match part {
                    EventPart::Whole => Some(Ends {
                        begin: End::Point(points.start),
                        end: End::Point(points.end),
                    }),
                    EventPart::Start => both(End::Point(points.start)),
                    EventPart::End => both(End::Point(points.end)),
                }
            }
            Anchor::Offset(offset) => {
                let point = self.counted_to(asker, &offset.count, &offset.from)?;
                if offset.count.unit == CountUnit::Seconds {
                    return both(End::Point(point));
                }
                // What is counted in days or longer is a day.
                Some(self.part_of_day(asker, point, &Extent::day(0)))
            }
            Anchor::FirstAfter(weekday, part, event) => {
                Some(self.first_after(asker, (weekday, part), event))
            }
            Anchor::Any(..) | Anchor::Unknown => None,
        }
    }

    /// The point is strictly before this end.
    pub(super) fn before(&mut self, point: Point, limit: impl Into<Limit>, cause: Cause) {
        match limit.into() {
            Limit::End(End::Fixed(range, zoned)) => {
                self.bound(point, None, range.latest.map(Moment::before), zoned, cause);
            }
            Limit::End(End::Point(other) | End::Outside(other)) => {
                self.strictly_before(point, other, Some(cause));
            }
            Limit::Midnight(midnight) => self.before_midnight(point, midnight, true, cause),
        }
    }

    /// The point is strictly after this end. A date's end is outside it, so its first second after is after it.
    pub(super) fn after(&mut self, point: Point, limit: Limit, cause: Cause) {
        match limit {
            Limit::End(End::Point(other)) => self.strictly_before(other, point, Some(cause)),
            Limit::End(End::Fixed(..) | End::Outside(_)) | Limit::Midnight(_) => {
                self.not_before(point, limit, cause);
            }
        }
    }

    fn not_before(&mut self, point: Point, limit: impl Into<Limit>, cause: Cause) {
        match limit.into() {
            Limit::End(End::Fixed(range, zoned)) => {
                self.bound(point, range.earliest.map(Moment::at), None, zoned, cause);
            }
            Limit::End(End::Point(other) | End::Outside(other)) => {
                self.not_after(other, point, Some(cause));
            }
            Limit::Midnight(midnight) => self.not_before_midnight(point, midnight, cause),
        }
    }

    /// The point is not after this end. The end of a date is outside it: a start must be before it, an end may be at it.
    pub(super) fn not_behind(
        &mut self,
        point: Point,
        limit: impl Into<Limit>,
        start: bool,
        cause: Cause,
    ) {
        match limit.into() {
            Limit::End(End::Fixed(range, zoned)) => {
                let bound = if start { Moment::before } else { Moment::at };
                self.bound(point, None, range.latest.map(bound), zoned, cause);
            }
            Limit::End(End::Outside(other)) if start => {
                self.strictly_before(point, other, Some(cause));
            }
            Limit::End(End::Point(other) | End::Outside(other)) => {
                self.not_after(point, other, Some(cause));
            }
            Limit::Midnight(midnight) => self.before_midnight(point, midnight, start, cause),
        }
    }

    pub(super) fn bound(
        &mut self,
        point: Point,
        low: Option<Moment>,
        high: Option<Moment>,
        zoned: bool,
        cause: Cause,
    ) {
        let node = match point.utc {
            Some(utc) if zoned => {
                let asks = low.map(Asks::AtLeast).into_iter();
                let asks = asks.chain(high.map(Asks::AtMost));
                let zoned = asks.map(|asks| Zoned { utc, asks, cause });
                self.zoned_asks.extend(zoned);
                utc
            }
            _ => point.bare,
        };
        if let Some(low) = low {
            self.network.at_least(node, low, Some(cause));
        }
        if let Some(high) = high {
            self.network.at_most(node, high, Some(cause));
        }
    }
}

/// The stretches of a date that has gaps.
fn stretches(extent: &Extent) -> Vec<(i64, i64)> {
    let stretch = |piece: &Extent| {
        let (begin, end) = piece.hull();
        (begin.unwrap_or(i64::MIN), end.unwrap_or(i64::MAX))
    };
    extent.pieces.iter().map(stretch).collect()
}

/// Every such weekday, or a part of it.
fn weekly(weekday: Weekday, part: PartOf) -> Allowed {
    let day = Extent::day(calendar::first_weekday(weekday, 0)).in_part(part.part, part.third);
    let (begin, end) = day.hull();
    let start = begin.unwrap_or(0);
    Allowed::Again {
        start,
        length: end.map_or(DAY, |end| end.saturating_sub(start)),
        period: 7 * DAY,
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

/// Whether any time of a clause has a zone.
pub(super) fn has_zone(body: &ClauseBody<'_>) -> bool {
    match body {
        ClauseBody::When { when, .. } => when.times().into_iter().any(Time::is_zoned),
        ClauseBody::State { spell, .. } => spell.times().into_iter().any(Time::is_zoned),
        ClauseBody::Happens { .. } | ClauseBody::Role { .. } => false,
    }
}
