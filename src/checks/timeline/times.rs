//! The network solved: what all claims that are not given up leave open for each point in time.

use super::compile::{End, Ends};
use super::{AHEAD_MAX, BEHIND_MAX, Point, Timeline};
use crate::date::{Extent, Range};
use crate::model::{Anchor, ClauseId, Model, Time};
use crate::network::{By, Cause, Moment, NodeId, Part, WalkStep};

/// What is known of a point in time, on the bare clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    /// Not before this instant.
    pub earliest: Option<i64>,
    /// Not after this instant.
    pub latest: Option<i64>,
    /// Whether `latest` itself is outside.
    pub latest_open: bool,
    /// The point of the network, if it is one.
    pub node: Option<NodeId>,
}

impl At {
    /// Nothing is known.
    pub const OPEN: Self = Self {
        earliest: None,
        latest: None,
        latest_open: false,
        node: None,
    };

    /// The begin and the end of a date.
    pub fn fixed(extent: &Extent) -> (Self, Self) {
        (
            Self::range(extent.begins, extent.zoned),
            Self::range(extent.ends, extent.zoned),
        )
    }

    /// A range of the calendar; a zoned one is as wide on the bare clock as the Earth's zones allow.
    fn range(range: Range, zoned: bool) -> Self {
        let (behind, ahead) = if zoned {
            (BEHIND_MAX, AHEAD_MAX)
        } else {
            (0, 0)
        };
        Self {
            earliest: range.earliest.map(|at| at.saturating_sub(behind)),
            latest: range.latest.map(|at| at.saturating_add(ahead)),
            latest_open: false,
            node: None,
        }
    }

    /// Somewhere from the one to before the other.
    pub fn hull(self, other: Self) -> Self {
        if self.node.is_some() && self.node == other.node {
            return self;
        }
        Self {
            earliest: self.earliest,
            latest: other.latest,
            latest_open: true,
            node: None,
        }
    }

    /// Certainly before the other.
    pub fn strictly_before(&self, other: &Self) -> bool {
        self.latest
            .zip(other.earliest)
            .is_some_and(|(latest, earliest)| latest < earliest)
    }

    /// Certainly not after the other.
    pub fn not_after(&self, other: &Self) -> bool {
        self.same_point(other)
            || self
                .latest
                .zip(other.earliest)
                .is_some_and(|(latest, earliest)| latest <= earliest)
    }

    /// Certainly before the other, where the end of a date is outside it.
    pub fn apart(&self, other: &Self) -> bool {
        let touches = self.latest_open && self.latest.is_some() && self.latest == other.earliest;
        touches || self.strictly_before(other)
    }

    /// Whether both are one point of the network.
    pub fn same_point(&self, other: &Self) -> bool {
        self.node.is_some() && self.node == other.node
    }

    /// Its earliest instant, unless it is a point of the network.
    pub fn at_earliest(self) -> Self {
        if self.node.is_some() {
            self
        } else {
            Self {
                latest: self.earliest,
                ..self
            }
        }
    }

    /// Its latest instant, unless it is a point of the network.
    pub fn at_latest(self) -> Self {
        if self.node.is_some() {
            self
        } else {
            Self {
                earliest: self.latest,
                ..self
            }
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

/// The least and the greatest solution of the claims that are not given up.
pub(crate) struct Times {
    earliest: Vec<Option<Moment>>,
    latest: Vec<Option<Moment>>,
    /// The causes that are not given up, by part.
    kept: Vec<Vec<Cause>>,
    part_of: Vec<u32>,
}

impl Times {
    /// Solves every part with the causes that are kept; these must be free of conflicts.
    pub fn solve(timeline: &Timeline, parts: &[Part], kept: Vec<Vec<Cause>>) -> Self {
        let nodes = timeline.network.node_count();
        let mut times = Self {
            earliest: vec![None; nodes],
            latest: vec![None; nodes],
            kept: Vec::new(),
            part_of: vec![0; nodes],
        };
        for (index, (part, kept)) in parts.iter().zip(&kept).enumerate() {
            for node in &part.nodes {
                times.part_of[node.0 as usize] = u32::try_from(index).unwrap_or(u32::MAX);
            }
            if let Ok(solution) = timeline.network.solve(kept) {
                for &node in solution.nodes() {
                    times.earliest[node.0 as usize] = solution.earliest(node);
                    times.latest[node.0 as usize] = solution.latest(node);
                }
            }
        }
        times.kept = kept;
        times
    }

    /// What is known of a point.
    pub fn at(&self, point: Point) -> At {
        let node = point.bare;
        let latest = self.latest[node.0 as usize];
        At {
            earliest: self.earliest[node.0 as usize].map(|at| at.seconds),
            latest: latest.map(|at| at.seconds),
            latest_open: latest.is_some_and(|at| at.strict < 0),
            node: Some(node),
        }
    }

    /// One side of what is known of a point, in seconds.
    pub fn bound(&self, needed: Needed) -> Option<i64> {
        let side = if needed.earliest {
            &self.earliest
        } else {
            &self.latest
        };
        side[needed.node.0 as usize].map(|at| at.seconds)
    }

    /// What is known of both ends of a time in a state; `index` tells which of the statement's times it is.
    pub fn ends(
        &self,
        timeline: &Timeline,
        clause: ClauseId,
        index: u8,
        time: &Time,
    ) -> Option<(At, At)> {
        let of = |end: End| match end {
            End::Fixed(range, zoned) => At::range(range, zoned),
            End::Point(point) => self.at(point),
        };
        match &time.anchor {
            Anchor::Fixed(extent) => Some(At::fixed(extent)),
            Anchor::Unknown | Anchor::Any(_) => None,
            _ => {
                let Ends { begin, end } = timeline.state_ends(clause, index)?;
                Some((of(begin), of(end)))
            }
        }
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

    /// Makes the points that a state's times are anchored to.
    pub(super) fn state_times(&mut self, model: &Model, clause: ClauseId, times: &[&Time]) {
        for (index, time) in (0..).zip(times) {
            if matches!(
                time.anchor,
                Anchor::Fixed(_) | Anchor::Unknown | Anchor::Any(_)
            ) {
                continue;
            }
            let cause = self.cause(clause);
            if let Some(ends) = self.ends(model, time, cause) {
                self.states.insert((clause, index), ends);
            }
        }
    }

    /// The ends of a state's time, as points of the network.
    fn state_ends(&self, clause: ClauseId, index: u8) -> Option<Ends> {
        self.states.get(&(clause, index)).copied()
    }
}
