//! How far apart two points in time can be at most: their bounds tell, or the network has no solution in which they are farther.

use std::cell::Cell;

use super::times::Known as _;
use super::times::Window;
use super::{Point, Timeline, Times};
use crate::logic::{ItemSet, Oracle};
use crate::network::{Assumed, Cause, Moment, Network, NodeId};

/// How many edges and causes are looked at, in all, to find distances that bounds do not show. Beyond it only bounds tell.
const WORK_MAX: usize = 20_000_000;

/// How many edges are followed from one point to find out whether anything leads to another.
const STEPS_MAX: usize = 20_000;

/// That one point in time is at most so much later than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lag {
    pub late: Point,
    pub early: Point,
    pub most: Moment,
}

impl Lag {
    /// That two points lie within so much of each other.
    pub fn both(one: Point, other: Point, most: Moment) -> [Self; 2] {
        let lag = |late, early| Self { late, early, most };
        [lag(one, other), lag(other, one)]
    }

    /// The opposite, on every clock that both points have.
    fn opposite(&self) -> Vec<Assumed> {
        let shift = -self.most + Moment::before(0);
        self.clocks()
            .map(|(late, early)| Assumed::Edge {
                from: late,
                to: early,
                shift,
            })
            .collect()
    }

    fn clocks(&self) -> impl Iterator<Item = (NodeId, NodeId)> {
        let utc = self.late.utc.zip(self.early.utc);
        utc.into_iter()
            .chain(std::iter::once((self.late.bare, self.early.bare)))
    }
}

/// What is certain of distances in one of the solved times.
pub(crate) struct Nearness<'a> {
    timeline: &'a Timeline,
    times: &'a Times,
    left: Cell<usize>,
}

impl<'a> Nearness<'a> {
    pub fn new(timeline: &'a Timeline, times: &'a Times) -> Self {
        Self {
            timeline,
            times,
            left: Cell::new(WORK_MAX),
        }
    }

    /// Whether a distance is certain.
    pub fn holds(&self, lag: &Lag) -> bool {
        self.holds_by_bounds(lag) || self.by_network(lag)
    }

    /// Between which seconds a point lies on the bare clock, if both are known.
    pub fn window(&self, point: Point) -> Option<(i64, i64)> {
        let (low, high) = self.known(point);
        low.zip(high)
    }

    /// The seconds between which a point lies on the bare clock, as far as they are known.
    pub fn known(&self, point: Point) -> (Option<i64>, Option<i64>) {
        seconds(self.times.at(point).bare)
    }

    /// The same in UTC.
    pub fn known_utc(&self, point: Point) -> (Option<i64>, Option<i64>) {
        self.times.at(point).utc.map_or((None, None), seconds)
    }

    /// Whether what is known of each point by itself shows a distance, on one clock or the other.
    pub fn holds_by_bounds(&self, lag: &Lag) -> bool {
        let identical = lag.late == lag.early && lag.most >= Moment::at(0);
        identical || self.by_bounds(lag)
    }

    fn by_bounds(&self, lag: &Lag) -> bool {
        let (late, early) = (self.times.at(lag.late), self.times.at(lag.early));
        let shows = |late: Window, early: Window| {
            late.high
                .zip(early.low)
                .is_some_and(|(late, early)| late - early <= lag.most)
        };
        let in_utc = late.utc.zip(early.utc);
        shows(late.bare, early.bare) || in_utc.is_some_and(|(late, early)| shows(late, early))
    }

    /// Whether the network refutes the opposite. Only what leads from the earlier point to the later one can do so.
    fn by_network(&self, lag: &Lag) -> bool {
        let (part, causes) = self.times.kept_around(lag.late);
        if self.times.kept_around(lag.early).0 != part || self.left.get() < causes.len() {
            return false;
        }
        let network = &self.timeline.network;
        let steps = STEPS_MAX.min(self.left.get());
        let kept = |cause: Cause| self.times.is_kept(lag.late.bare, cause);
        self.spend(steps.min(4 * causes.len() + 16));
        if network.leads(lag.early.bare, lag.late.bare, kept, steps) != Some(true) {
            return false;
        }
        self.spend(causes.len());
        network.refute(causes, &lag.opposite()).is_some()
    }

    fn spend(&self, work: usize) {
        self.left.set(self.left.get().saturating_sub(work));
    }

    /// The part of the network in which a point lies.
    pub fn part_of(&self, point: Point) -> u32 {
        self.times.kept_around(point).0
    }

    /// The kept causes of the parts in which some points lie, rising.
    pub fn kept_around(&self, lags: &[Lag]) -> Vec<Cause> {
        let points = lags.iter().flat_map(|lag| [lag.late, lag.early]);
        let mut parts: Vec<(u32, &[Cause])> =
            points.map(|point| self.times.kept_around(point)).collect();
        parts.sort_unstable_by_key(|(part, _)| *part);
        parts.dedup_by_key(|(part, _)| *part);
        let mut causes: Vec<Cause> = parts
            .iter()
            .flat_map(|(_, causes)| causes.iter().copied())
            .collect();
        causes.sort_unstable();
        causes
    }

    /// The most seconds by which some causes leave two points apart, up to a limit.
    pub fn spread(&self, causes: &[Cause], one: Point, other: Point, limit: i64) -> i64 {
        let within = |seconds: i64| {
            Lag::both(one, other, Moment::at(seconds))
                .iter()
                .all(|lag| self.follows(causes, lag))
        };
        let (mut low, mut high) = (0, limit.max(0));
        while low < high {
            let middle = low + (high - low) / 2;
            if within(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    fn follows(&self, causes: &[Cause], lag: &Lag) -> bool {
        let network = &self.timeline.network;
        network.refute(causes, &lag.opposite()).is_some()
    }
}

fn seconds(window: Window) -> (Option<i64>, Option<i64>) {
    let seconds = |at: Option<Moment>| at.map(|at| at.seconds);
    (seconds(window.low), seconds(window.high))
}

/// Classes of causes as something that knows from which of them some distances follow: all of these.
pub(crate) struct NearOracle<'n> {
    network: &'n Network,
    /// Those that say the same, together.
    classes: &'n [Vec<Cause>],
    opposites: Vec<Vec<Assumed>>,
}

impl<'n> NearOracle<'n> {
    pub fn new(timeline: &'n Timeline, classes: &'n [Vec<Cause>], lags: &[Lag]) -> Self {
        Self {
            network: &timeline.network,
            classes,
            opposites: lags.iter().map(Lag::opposite).collect(),
        }
    }
}

impl Oracle for NearOracle<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        let mut causes: Vec<(Cause, u32)> = kept
            .iter()
            .flat_map(|class| {
                let causes = self.classes[class as usize].iter();
                causes.map(move |&cause| (cause, class))
            })
            .collect();
        causes.sort_unstable();
        let all: Vec<Cause> = causes.iter().map(|(cause, _)| *cause).collect();
        let mut needed = Vec::new();
        for opposite in &self.opposites {
            for cause in self.network.refute(&all, opposite)?.causes() {
                let at = all.binary_search(&cause).ok()?;
                needed.push(causes[at].1);
            }
        }
        needed.sort_unstable();
        needed.dedup();
        Some(needed)
    }
}
