//! The network solved: what all claims that are not given up leave open for each point in time.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::compile::{End, Ends};
use super::{Point, Timeline};
use crate::date::{AHEAD_MAX, BEHIND_MAX, Extent, Range};
use crate::model::{ClauseId, Fixed, Time};
use crate::network::{By, Cause, Moment, Network, NodeId, Settled, Solution, Values, WalkStep};

/// What is known of a point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    /// Not before this instant, on the bare clock.
    pub earliest: Option<i64>,
    /// Not after this instant, on the bare clock.
    pub latest: Option<i64>,
    /// The point of the network that it is not before.
    pub low: Option<Point>,
    /// The point of the network that it is not after.
    pub high: Option<Point>,
    /// Whether it is itself outside: the end of a date, or of a day that is counted to.
    pub outside: bool,
    pub(super) bare: Window,
    /// In UTC, where a date has a zone: narrower than on the bare clock.
    pub(super) utc: Option<Window>,
}

/// Between which moments something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Window {
    pub low: Option<Moment>,
    pub high: Option<Moment>,
}

impl Window {
    fn of(range: Range) -> Self {
        Self {
            low: range.earliest.map(Moment::at),
            high: range.latest.map(Moment::at),
        }
    }

    /// From the one to before the other.
    fn hull(self, other: Self) -> Self {
        Self {
            low: self.low,
            high: other.high.map(|at| at.min(Moment::before(at.seconds))),
        }
    }
}

impl At {
    /// Nothing is known.
    pub const OPEN: Self = Self {
        earliest: None,
        latest: None,
        low: None,
        high: None,
        outside: false,
        bare: Window {
            low: None,
            high: None,
        },
        utc: None,
    };

    fn new(bare: Window, utc: Option<Window>) -> Self {
        Self {
            earliest: bare.low.map(|at| at.seconds),
            latest: bare.high.map(|at| at.seconds),
            bare,
            utc,
            ..Self::OPEN
        }
    }

    /// The begin and the end of a date.
    pub fn fixed(extent: &Extent) -> (Self, Self) {
        (
            Self::range(extent.begins, extent.zoned),
            Self::range(extent.ends, extent.zoned).as_outside(),
        )
    }

    /// Between which instants of the bare clock a date lies, as far as it has bounds: wherever on Earth that is read.
    #[inline]
    pub fn bounds(date: &Fixed<'_>) -> (Option<i64>, Option<i64>) {
        let (begins, ends) = date.ends();
        let (behind, ahead) = match date.is_zoned() {
            true => (BEHIND_MAX, AHEAD_MAX),
            false => (0, 0),
        };
        let begin = begins.earliest.map(|at| at.saturating_sub(behind));
        let end = ends.latest.map(|at| at.saturating_add(ahead));
        (begin, end)
    }

    /// A range of the calendar; a zoned one is as wide on the bare clock as the Earth's zones allow.
    fn range(range: Range, zoned: bool) -> Self {
        if !zoned {
            return Self::new(Window::of(range), None);
        }
        let bare = Range {
            earliest: range.earliest.map(|at| at.saturating_sub(BEHIND_MAX)),
            latest: range.latest.map(|at| at.saturating_add(AHEAD_MAX)),
        };
        Self::new(Window::of(bare), Some(Window::of(range)))
    }

    /// Whether two stretches, each from one point to another, share a moment wherever on Earth a bare clock is read. The day that
    /// one source gives with its zone and the next day, which another gives without, would share one on some clocks only.
    pub fn overlap((from, to): (Self, Self), (first, last): (Self, Self)) -> bool {
        let begins_before_end = |begin: Self, end: Self| {
            let (begin, end) = match begin.utc.zip(end.utc) {
                Some(both) => both,
                None => (begin.on_every_clock(), end.on_every_clock()),
            };
            begin
                .low
                .zip(end.high)
                .is_some_and(|(begin, end)| begin < end)
        };
        begins_before_end(from, last) && begins_before_end(first, to)
    }

    /// What is left of a range in UTC on the bare clock, wherever that is read.
    fn on_every_clock(&self) -> Window {
        let moved = |at: Option<Moment>, seconds| at.map(|at| at + Moment::at(seconds));
        match self.utc {
            Some(utc) => Window {
                low: moved(utc.low, AHEAD_MAX),
                high: moved(utc.high, -BEHIND_MAX),
            },
            None => self.bare,
        }
    }

    /// Whether what lies from one point to another, which is itself outside, is more than that one point.
    pub fn is_stretch(from: &Self, to: &Self) -> bool {
        let points = (from.low, to.high);
        let one_point = match points {
            (None, None) => from.earliest.is_some() && from.earliest == to.latest,
            (one, other) => one == other,
        };
        to.outside && !one_point
    }

    /// Somewhere from the one to the other; to before the other, if that is the end of a date.
    pub fn hull(self, other: Self) -> Self {
        if self.low.is_some() && self.low == other.high {
            return self;
        }
        let utc = self.utc.zip(other.utc).map(|(from, to)| from.hull(to));
        Self {
            low: self.low,
            high: other.high,
            outside: other.outside && other.high.is_some(),
            ..Self::new(self.bare.hull(other.bare), utc)
        }
    }

    /// What is known of a point of the network, as moments by themselves.
    pub fn limits(&self) -> [Option<Self>; 2] {
        let fixed = |pick: fn(&Window) -> Option<Moment>| {
            let at = |window: &Window| {
                let at = pick(window);
                Window { low: at, high: at }
            };
            let known =
                pick(&self.bare).is_some() || self.utc.is_some_and(|utc| pick(&utc).is_some());
            known.then(|| Self::new(at(&self.bare), self.utc.as_ref().map(at)))
        };
        let is_point = self.low.is_some() || self.high.is_some();
        [
            fixed(|window| window.low).filter(|_| is_point),
            fixed(|window| window.high).filter(|_| is_point),
        ]
    }

    /// Between which moments it lies on the bare clock.
    pub fn bare(&self) -> Window {
        self.bare
    }

    /// Between which moments it lies in UTC, where that is known.
    pub fn utc(&self) -> Option<Window> {
        self.utc
    }

    /// The two with what follows for each from the one being before the other, strictly or not. Of points the network knows it.
    pub fn in_order(self, other: Self, strictly: bool) -> (Self, Self) {
        if self.low.is_some() || other.low.is_some() {
            return (self, other);
        }
        let least = |window: Window, from: Window| Window {
            low: window.low.max(from.low.map(|at| {
                at + Moment {
                    seconds: 0,
                    strict: i32::from(strictly),
                }
            })),
            ..window
        };
        let most = |window: Window, to: Window| Window {
            high: match (
                window.high,
                to.high.map(|at| {
                    at - Moment {
                        seconds: 0,
                        strict: i32::from(strictly),
                    }
                }),
            ) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
            ..window
        };
        let utc = self.utc.zip(other.utc);
        (
            Self::new(
                most(self.bare, other.bare),
                utc.map(|(one, other)| most(one, other)).or(self.utc),
            ),
            Self::new(
                least(other.bare, self.bare),
                utc.map(|(one, other)| least(other, one)).or(other.utc),
            ),
        )
    }

    /// The same, itself outside.
    pub fn as_outside(self) -> Self {
        Self {
            outside: true,
            ..self
        }
    }
}

/// One side of what is known of a point of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needed {
    pub node: NodeId,
    /// The earliest instant is needed, else the latest.
    pub earliest: bool,
}

/// Something that knows what is left open for the points of the network.
pub(crate) trait Known {
    /// What is known of a node.
    fn window(&self, node: NodeId) -> Window;

    /// What is known of a point.
    fn at(&self, point: Point) -> At {
        At {
            low: Some(point),
            high: Some(point),
            ..At::new(
                self.window(point.bare),
                point.utc.map(|utc| self.window(utc)),
            )
        }
    }

    /// What is known of both ends of a time in a state; `index` tells which of the statement's times it is.
    fn ends(
        &self,
        timeline: &Timeline,
        clause: ClauseId,
        index: u8,
        time: &Time,
    ) -> Option<(At, At)> {
        let of = |end: End| match end {
            End::Fixed(range, zoned) => At::range(range, zoned),
            End::Point(point) => self.at(point),
            End::Outside(point) => self.at(point).as_outside(),
        };
        let Ends { begin, end } = timeline.state_ends(clause, index, time)?;
        let end = match end {
            End::Fixed(..) => of(end).as_outside(),
            _ => of(end),
        };
        Some((of(begin), end))
    }
}

impl Known for Times {
    fn window(&self, node: NodeId) -> Window {
        let known = self.values(node);
        Window {
            low: known.and_then(|values| values.earliest),
            high: known.and_then(|values| values.latest),
        }
    }
}

/// What a few clauses alone leave open.
impl Known for Solution {
    fn window(&self, node: NodeId) -> Window {
        Window {
            low: self.earliest(node),
            high: self.latest(node),
        }
    }
}

/// The least and the greatest solution of the claims that are not given up.
pub(crate) struct Times {
    /// The parts in which nothing need be given up.
    settled: Arc<Settled>,
    /// The others, by number.
    torn: FxHashMap<u32, Arc<Left>>,
}

/// What is left of a part in which not all causes can hold.
pub(crate) struct Left {
    part: u32,
    kept: Vec<Cause>,
    /// Rising.
    given_up: Vec<Cause>,
    solution: Solution,
}

impl Left {
    /// Some causes of a part are kept; these must be free of conflicts.
    pub fn new(network: &Network, settled: &Settled, part: u32, kept: Vec<Cause>) -> Self {
        let held: FxHashSet<Cause> = kept.iter().copied().collect();
        let all = settled.parts().get(part).causes.iter();
        Self {
            part,
            given_up: all.filter(|cause| !held.contains(cause)).copied().collect(),
            solution: network.solve(&kept).unwrap_or_default(),
            kept,
        }
    }
}

impl Times {
    /// What is left open where this is left of the parts that are torn.
    pub fn new(settled: &Arc<Settled>, torn: impl Iterator<Item = Arc<Left>>) -> Self {
        Self {
            settled: Arc::clone(settled),
            torn: torn.map(|left| (left.part, left)).collect(),
        }
    }

    fn values(&self, node: NodeId) -> Option<Values> {
        match self.left_around(node) {
            Some(left) => left.solution.at(node),
            None => self.settled.values(node),
        }
    }

    /// Whether anything is not before an instant.
    pub fn reach(&self, seconds: i64) -> bool {
        let late = |earliest: Moment| earliest.seconds >= seconds;
        let in_torn = |left: &Arc<Left>| left.solution.any_earliest(late);
        self.settled.any_earliest(late) || self.torn.values().any(in_torn)
    }

    /// What is left of the part in which a node lies, if it is torn.
    fn left_around(&self, node: NodeId) -> Option<&Left> {
        if self.torn.is_empty() {
            return None;
        }
        let part = self.settled.parts().of(node);
        self.torn.get(&part).map(|left| &**left)
    }

    /// Whether one point is not before another in the greatest or the least solution: so much later at least. Both are solutions
    /// indeed, as all constraints bound a value by one that is no greater if the other is.
    pub(super) fn may_be_later(&self, one: Point, other: Point, by: Moment) -> bool {
        let clocks = [Some((one.bare, other.bare)), one.utc.zip(other.utc)];
        let everywhere = |later: &dyn Fn(NodeId, NodeId) -> bool| {
            let mut clocks = clocks.into_iter().flatten();
            clocks.all(|(one, other)| later(one, other))
        };
        let free = |one: NodeId, other: NodeId| {
            let both = self.values(one).zip(self.values(other));
            both.is_some_and(|(one, other)| other.free + by <= one.free)
        };
        everywhere(
            &|one, other| match (self.window(one).high, self.window(other).high) {
                (Some(one), Some(other)) => other + by <= one,
                (None, Some(_)) => true,
                (Some(_), None) => false,
                (None, None) => free(one, other),
            },
        ) || everywhere(
            &|one, other| match (self.window(one).low, self.window(other).low) {
                (Some(one), Some(other)) => other + by <= one,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => free(one, other),
            },
        )
    }

    /// The part of the network in which a point lies, and the causes of it that are kept.
    pub fn kept_around(&self, point: Point) -> (u32, &[Cause]) {
        let part = self.settled.parts().of(point.bare);
        (part, self.kept_in(part))
    }

    /// The causes of a part that are kept.
    fn kept_in(&self, part: u32) -> &[Cause] {
        match self.torn.get(&part) {
            Some(left) => &left.kept,
            None => self.settled.parts().get(part).causes,
        }
    }

    /// Whether a cause that speaks of a point is not given up.
    pub fn is_kept(&self, node: NodeId, cause: Cause) -> bool {
        // Causes of other parts have nothing to do with the point.
        let left = self.left_around(node);
        left.is_none_or(|left| left.given_up.binary_search(&cause).is_err())
    }

    /// The number of the part in which a node lies.
    pub fn part_of(&self, node: NodeId) -> u32 {
        self.settled.parts().of(node)
    }

    /// Whether nothing is given up of all that hangs together with a point.
    pub fn is_whole(&self, node: NodeId) -> bool {
        let left = self.left_around(node);
        left.is_none_or(|left| left.given_up.is_empty())
    }

    /// All causes that are given up.
    pub fn given_up(&self) -> FxHashSet<Cause> {
        self.given_up_by_part().map(|(_, cause)| cause).collect()
    }

    /// The causes that are given up, each with the number of the part about which it speaks; in no order.
    pub fn given_up_by_part(&self) -> impl Iterator<Item = (u32, Cause)> {
        let of_part = |left: &'_ Arc<Left>| {
            let part = left.part;
            let causes = left.given_up.clone();
            causes.into_iter().map(move |cause| (part, cause))
        };
        self.torn.values().flat_map(of_part)
    }
}

impl Timeline {
    /// The clauses from which one side of a point follows: one derivation, from a bound to the point.
    pub fn derivation(&self, times: &Times, needed: Needed) -> Vec<ClauseId> {
        let kept = times.kept_in(times.settled.parts().of(needed.node));
        let Some(range) = self.network.range(needed.node, kept) else {
            return Vec::new();
        };
        let walk: &[WalkStep] = if needed.earliest {
            &range.earliest_walk
        } else {
            &range.latest_walk
        };
        walk.iter()
            .filter(|step| step.by != By::Start)
            .filter_map(|step| step.cause)
            .map(|cause| self.clause(cause))
            .collect()
    }
}
