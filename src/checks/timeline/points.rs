//! Points in time: the starts and ends of events, on the clocks by which they are told.

use super::by_node::Behind;
use super::{Meaning, Timeline};
use crate::date::{AHEAD_MAX, BEHIND_MAX, Zone};
use crate::model::{EventId, Plan};
use crate::network::{Cause, DAY_SECONDS, EdgeId, Moment, NodeId, Step};

/// A point in time: on the clock of wherever bare times are told, and in UTC where some time has a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Point {
    /// On the bare clock.
    pub bare: NodeId,
    /// In UTC.
    pub utc: Option<NodeId>,
}

/// What shows a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Clock {
    /// The clock of wherever bare times are told.
    Bare,
    /// UTC.
    Utc,
    /// The clocks of a zone.
    Of(Zone),
}

impl Clock {
    /// What is said behind a time of this clock: nothing for a bare one.
    pub fn words(self) -> String {
        match self {
            Self::Bare => String::new(),
            Self::Utc => " UTC".to_owned(),
            Self::Of(zone) => format!(" in {}", zone.name()),
        }
    }

    /// An instant of this clock for people who keep the clocks of a zone: one of UTC is told by these.
    pub fn told_in(self, zone: Option<Zone>, at: i64) -> (Self, i64) {
        match (self, zone) {
            (Self::Utc, Some(zone)) => (Self::Of(zone), zone.local(at).0),
            _ => (self, at),
        }
    }
}

/// The start and the end of an event; the same point for a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EventPoints {
    pub start: Point,
    pub end: Point,
}

impl EventPoints {
    /// Those whose nodes begin with this one: each point has one for UTC behind it where some time has a zone, and the end, if it is
    /// another, comes behind the start.
    pub(super) fn from_first(first: u32, lasts: bool, zoned: bool) -> Self {
        let point = |bare| Point {
            bare: NodeId(bare),
            utc: zoned.then_some(NodeId(bare + 1)),
        };
        let behind = first + if zoned { 2 } else { 1 };
        Self {
            start: point(first),
            end: point(if lasts { behind } else { first }),
        }
    }
}

impl Timeline {
    /// The points of an event, as it was or as a plan has it; made at their first mention.
    pub fn event(&mut self, event: EventId, plan: Option<Plan>) -> EventPoints {
        if let Some(points) = self.points_of(event, plan) {
            return points;
        }
        let start = self.point(Meaning::Start(event));
        let end = if self.events.lasts(event) {
            let end = self.point(Meaning::End(event));
            self.not_after(start, end, None);
            end
        } else {
            start
        };
        let points = EventPoints { start, end };
        match plan {
            Some(plan) => {
                self.planned.insert((plan, event), points);
            }
            None => self.events.insert(event, points),
        }
        points
    }

    /// A new point. Its two clocks differ by what the Earth's zones allow.
    pub(super) fn point(&mut self, meaning: Meaning) -> Point {
        let bare = self.instant(meaning);
        let utc = self.zoned.then(|| {
            let utc = self.instant(meaning);
            self.clock_of.insert(utc, Clock::Utc);
            self.tie(utc, bare, -BEHIND_MAX, AHEAD_MAX);
            utc
        });
        Point { bare, utc }
    }

    fn instant(&mut self, meaning: Meaning) -> NodeId {
        let node = self.network.add_instant();
        self.meanings.insert(node, meaning);
        node
    }

    /// `utc + least <= clock <= utc + most`
    fn tie(&mut self, utc: NodeId, clock: NodeId, least: i64, most: i64) {
        let shift = |seconds| Step::Shift(Moment::at(seconds));
        self.network.add_edge(utc, clock, shift(most), None);
        self.network.add_edge(clock, utc, shift(-least), None);
    }

    /// What the clocks show at a point: those of a zone, or of wherever bare times are told.
    pub(super) fn clock(&mut self, point: Point, zone: Option<Zone>) -> NodeId {
        let (Some(utc), Some(zone)) = (point.utc, zone) else {
            return point.bare;
        };
        if let Some(&clock) = self.clocks.get(&(utc, zone)) {
            return clock;
        }
        let clock = self.instant(self.meaning(point.bare));
        let (least, most) = *self
            .offsets
            .entry(zone)
            .or_insert_with(|| zone.offsets_ever());
        self.tie(utc, clock, least, most);
        self.clock_of.insert(clock, Clock::Of(zone));
        self.clocks.insert((utc, zone), clock);
        clock
    }

    /// The node for what the clocks of a zone show at a point, where some time is counted on them.
    pub fn shown_in(&self, point: Point, zone: Zone) -> Option<NodeId> {
        self.clock_in(point.utc?, zone)
    }

    /// The same for the node of a point that is known in UTC.
    pub fn clock_in(&self, utc: NodeId, zone: Zone) -> Option<NodeId> {
        self.clocks.get(&(utc, zone)).copied()
    }

    /// The day on which a point lies, by a clock: `day <= instant < day + 1`.
    pub(super) fn day(&mut self, point: Point, zone: Option<Zone>) -> NodeId {
        let clock = self.clock(point, zone);
        if let Some(day) = self.days.get(clock) {
            return day.node();
        }
        let day = self.network.add_day();
        if let Some(behind) = Behind::new(day) {
            self.days.insert(clock, behind);
        }
        self.meanings.insert(day, self.meaning(clock));
        if let Some(&of) = self.clock_of.get(&clock) {
            self.clock_of.insert(day, of);
        }
        self.network
            .add_edge(clock, day, Step::Shift(Moment::at(0)), None);
        self.network
            .add_edge(day, clock, Step::Shift(Moment::before(DAY_SECONDS)), None);
        day
    }

    /// `one <= other + shift` on every clock that all points have.
    pub(super) fn at_most_after(
        &mut self,
        one: Point,
        other: Point,
        shift: Moment,
        cause: Option<Cause>,
    ) -> EdgeId {
        let by_clock = [one, other].map(|point| self.hours.get(&point.bare).copied());
        for zone in by_clock.into_iter().flatten() {
            let (one, other) = (self.clock(one, Some(zone)), self.clock(other, Some(zone)));
            self.network.add_edge(other, one, Step::Shift(shift), cause);
        }
        if let (Some(one), Some(other)) = (one.utc, other.utc) {
            self.network.add_edge(other, one, Step::Shift(shift), cause);
        }
        self.network
            .add_edge(other.bare, one.bare, Step::Shift(shift), cause)
    }

    pub(super) fn not_after(&mut self, one: Point, other: Point, cause: Option<Cause>) -> EdgeId {
        self.at_most_after(one, other, Moment::at(0), cause)
    }

    pub(super) fn strictly_before(&mut self, one: Point, other: Point, cause: Option<Cause>) {
        self.at_most_after(one, other, Moment::before(0), cause);
    }

    pub(super) fn same(&mut self, one: Point, other: Point, cause: Cause) {
        self.not_after(one, other, Some(cause));
        self.not_after(other, one, Some(cause));
    }

    /// Two nodes are one value.
    pub(super) fn same_node(&mut self, one: NodeId, other: NodeId, cause: Cause) {
        let nothing = Step::Shift(Moment::at(0));
        self.network.add_edge(one, other, nothing, Some(cause));
        self.network.add_edge(other, one, nothing, Some(cause));
    }
}
