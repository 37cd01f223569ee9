//! The network solved: what all claims that are not given up leave open for each point in time.

use rustc_hash::FxHashSet;

use super::compile::{End, Ends};
use super::{Point, Timeline};
use crate::date::{AHEAD_MAX, BEHIND_MAX, Extent, Range};
use crate::model::{ClauseId, Time};
use crate::network::{By, Cause, Moment, NodeId, Part, Solution, WalkStep};

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
        Window {
            low: self.earliest[node.0 as usize],
            high: self.latest[node.0 as usize],
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
#[derive(Clone)]
pub(crate) struct Times {
    earliest: Vec<Option<Moment>>,
    latest: Vec<Option<Moment>>,
    /// Values that satisfy all edges, whatever the bounds.
    free: Vec<Option<Moment>>,
    /// The causes that are not given up, by part.
    kept: Vec<Vec<Cause>>,
    /// Those that are, by part; sorted.
    given_up: Vec<Vec<Cause>>,
    part_of: Vec<u32>,
}

impl Times {
    /// Nothing is known yet of any part.
    pub fn open(timeline: &Timeline) -> Self {
        let nodes = timeline.network.node_count();
        Self {
            earliest: vec![None; nodes],
            latest: vec![None; nodes],
            free: vec![None; nodes],
            kept: Vec::new(),
            given_up: Vec::new(),
            part_of: vec![0; nodes],
        }
    }

    /// Adds the next part, solved with the causes that are kept; these must be free of conflicts.
    pub fn solve(&mut self, timeline: &Timeline, part: &Part, kept: &[Cause]) {
        match timeline.network.solve(kept) {
            Ok(solution) => self.add(part, kept, &solution),
            Err(_) => self.add(part, kept, &Solution::default()),
        }
    }

    /// Adds the next part, with what the causes that are kept leave open.
    pub fn add(&mut self, part: &Part, kept: &[Cause], solution: &Solution) {
        let number = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        for node in &part.nodes {
            self.part_of[node.0 as usize] = number;
        }
        self.given_up.push(given_up(part, kept));
        self.kept.push(kept.to_vec());
        self.take(solution);
    }

    /// The same with other causes kept in some parts, by number.
    pub fn with(
        &self,
        timeline: &Timeline,
        parts: &[Part],
        changed: &[(usize, Vec<Cause>)],
    ) -> Self {
        let mut times = self.clone();
        for (index, kept) in changed {
            for node in &parts[*index].nodes {
                times.earliest[node.0 as usize] = None;
                times.latest[node.0 as usize] = None;
                times.free[node.0 as usize] = None;
            }
            if let Ok(solution) = timeline.network.solve(kept) {
                times.take(&solution);
            }
            times.given_up[*index] = given_up(&parts[*index], kept);
            times.kept[*index].clone_from(kept);
        }
        times
    }

    /// Takes over what some causes leave open.
    fn take(&mut self, solution: &Solution) {
        for (node, values) in solution.values() {
            self.earliest[node.0 as usize] = values.earliest;
            self.latest[node.0 as usize] = values.latest;
            self.free[node.0 as usize] = Some(values.free);
        }
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
            let both = self.free[one.0 as usize].zip(self.free[other.0 as usize]);
            both.is_some_and(|(one, other)| other + by <= one)
        };
        let at = |values: &[Option<Moment>], node: NodeId| values[node.0 as usize];
        everywhere(
            &|one, other| match (at(&self.latest, one), at(&self.latest, other)) {
                (Some(one), Some(other)) => other + by <= one,
                (None, Some(_)) => true,
                (Some(_), None) => false,
                (None, None) => free(one, other),
            },
        ) || everywhere(
            &|one, other| match (at(&self.earliest, one), at(&self.earliest, other)) {
                (Some(one), Some(other)) => other + by <= one,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => free(one, other),
            },
        )
    }

    /// The part of the network in which a point lies, and the causes of it that are kept.
    pub(super) fn kept_around(&self, point: Point) -> (u32, &[Cause]) {
        let part = self.part_of[point.bare.0 as usize];
        (
            part,
            self.kept.get(part as usize).map_or(&[], Vec::as_slice),
        )
    }

    /// Whether a cause that speaks of a point is not given up.
    pub fn is_kept(&self, node: NodeId, cause: Cause) -> bool {
        let part = self.part_of[node.0 as usize] as usize;
        // Causes of other parts have nothing to do with the point.
        self.given_up
            .get(part)
            .is_none_or(|given_up| given_up.binary_search(&cause).is_err())
    }

    /// Whether nothing is given up of all that hangs together with a point.
    pub fn is_whole(&self, node: NodeId) -> bool {
        let part = self.part_of[node.0 as usize] as usize;
        self.given_up.get(part).is_none_or(Vec::is_empty)
    }

    /// All causes that are given up.
    pub fn given_up(&self) -> FxHashSet<Cause> {
        self.given_up.iter().flatten().copied().collect()
    }
}

impl Timeline {
    /// The clauses from which one side of a point follows: one derivation, from a bound to the point.
    pub fn derivation(&self, times: &Times, needed: Needed) -> Vec<ClauseId> {
        let part = times.part_of[needed.node.0 as usize] as usize;
        let Some(range) = times
            .kept
            .get(part)
            .and_then(|kept| self.network.range(needed.node, kept))
        else {
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

/// The causes of a part that are not kept, rising.
fn given_up(part: &Part, kept: &[Cause]) -> Vec<Cause> {
    if kept.len() == part.causes.len() {
        return Vec::new();
    }
    let held: FxHashSet<Cause> = kept.iter().copied().collect();
    let mut given_up = part.causes.clone();
    given_up.retain(|cause| !held.contains(cause));
    given_up.sort_unstable();
    given_up
}
