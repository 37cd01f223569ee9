//! Points and orders that are only supposed, for the sake of a question to the network.

use super::Timeline;
use super::points::Point;
use super::times::{At, Window};
use crate::date::{AHEAD_MAX, BEHIND_MAX};
use crate::network::{Assumed, Cause, Conflict, Moment, NodeId, Solution};

/// One point before another, or not after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Before {
    pub one: Point,
    pub other: Point,
    /// Not even at the same instant.
    pub strictly: bool,
}

impl Before {
    /// What the network is asked to assume: it is so on every clock that both points have.
    pub fn assumed(&self) -> impl Iterator<Item = Assumed> {
        let shift = match self.strictly {
            true => Moment::before(0),
            false => Moment::at(0),
        };
        self.clocks().map(move |(one, other)| Assumed::Edge {
            from: other,
            to: one,
            shift,
        })
    }

    /// Whether it is so in one solution of the network: that in which everything comes as early as it can.
    pub fn is_so(&self, solution: &Solution) -> bool {
        // What nothing bounds from below is far away, its distances kept.
        let value = |node: NodeId| {
            let earliest = solution.earliest(node);
            let free = || solution.free(node);
            Some((earliest.is_some(), earliest.or_else(free)?))
        };
        self.clocks().all(|(one, other)| {
            let values = value(one).zip(value(other));
            values.is_some_and(|(one, other)| one < other || !self.strictly && one == other)
        })
    }

    fn clocks(&self) -> impl Iterator<Item = (NodeId, NodeId)> + use<> {
        let utc = self.one.utc.zip(self.other.utc);
        utc.into_iter()
            .chain(std::iter::once((self.one.bare, self.other.bare)))
    }
}

/// Points that only a question knows, and what is supposed of points.
pub(crate) struct Supposed<'t> {
    timeline: &'t Timeline,
    fresh: usize,
}

impl<'t> Supposed<'t> {
    pub fn new(timeline: &'t Timeline) -> Self {
        Self { timeline, fresh: 0 }
    }

    /// A new point, with what is known of it by itself.
    pub fn point(&mut self, given: &mut Vec<Assumed>) -> Point {
        let bare = self.node();
        let utc = self.timeline.zoned.then(|| {
            let utc = self.node();
            let edge = |from, to, seconds| Assumed::Edge {
                from,
                to,
                shift: Moment::at(seconds),
            };
            given.extend([edge(utc, bare, AHEAD_MAX), edge(bare, utc, BEHIND_MAX)]);
            utc
        });
        Point { bare, utc }
    }

    fn node(&mut self) -> NodeId {
        let at = self.timeline.network.node_count() + self.fresh;
        self.fresh += 1;
        NodeId(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// A point not before the one and not after the other, nor at it if that is outside: of the network, if they are one of its
    /// points.
    pub fn between(&mut self, from: At, to: At, given: &mut Vec<Assumed>) -> Point {
        if let Some(point) = from.low.filter(|_| from.low == to.high && !to.outside) {
            return point;
        }
        let point = self.point(given);
        let order = |one, other, strictly| Before {
            one,
            other,
            strictly,
        };
        match from.low {
            Some(first) => given.extend(order(first, point, false).assumed()),
            None => given.extend(bounds(point, from, low, Assumed::AtLeast)),
        }
        match to.high {
            // Of two ends of something nothing need be inside.
            Some(last) => {
                let outside = to.outside && (from == to || from.low.is_none());
                given.extend(order(point, last, outside).assumed());
            }
            // What was told before it began is at odds with itself, and with nothing else.
            None if is_empty(from.bare, to.bare) => {}
            None => {
                // What is outside is so unless nothing else is inside.
                let outside = to.outside && from.bare.high.is_none_or(|at| Some(at) < to.bare.high);
                let highest = if outside { before_high } else { high };
                given.extend(bounds(point, to, highest, Assumed::AtMost));
            }
        }
        point
    }

    /// Whether a point is one of the network.
    pub fn is_told(&self, point: Point) -> bool {
        (point.bare.0 as usize) < self.timeline.network.node_count()
    }

    /// What some causes leave open with what is assumed.
    pub fn solve(&self, causes: &[Cause], assumed: &[Assumed]) -> Result<Solution, Box<Conflict>> {
        let network = &self.timeline.network;
        network.solve_assuming(causes, self.fresh, assumed)
    }
}

fn is_empty(from: Window, to: Window) -> bool {
    let both = from.low.zip(to.high);
    both.is_some_and(|(low, high)| low > high)
}

fn low(window: &Window) -> Option<Moment> {
    window.low
}

fn high(window: &Window) -> Option<Moment> {
    window.high
}

fn before_high(window: &Window) -> Option<Moment> {
    Some(Moment::before(window.high?.seconds))
}

/// One side of what is known of a date, asked of a point.
fn bounds(
    point: Point,
    at: At,
    side: fn(&Window) -> Option<Moment>,
    assumed: fn(NodeId, Moment) -> Assumed,
) -> impl Iterator<Item = Assumed> {
    let in_utc = at.utc.as_ref().and_then(side).zip(point.utc);
    let on_bare = side(&at.bare).map(|value| (value, point.bare));
    in_utc
        .into_iter()
        .chain(on_bare)
        .map(move |(value, node)| assumed(node, value))
}
