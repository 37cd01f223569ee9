//! What certainly comes before what: the bounds of two points tell, or the network has no solution in which it is otherwise.

use std::borrow::Borrow;
use std::cell::Cell;

use super::times::{At, Window};
use super::{Point, Timeline, Times};
use crate::logic::{self, ItemSet, Oracle};
use crate::model::ClauseId;
use crate::network::{Assumed, Cause, Moment, Network, NodeId};

/// How many edges and causes are looked at, in all of a case, to find orders that bounds do not show. Beyond it only bounds tell.
const WORK_MAX: usize = 20_000_000;

/// How many edges are followed from one point to find out whether anything leads to another.
const STEPS_MAX: usize = 200_000;

/// That one point in time is before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order<T = At> {
    pub one: T,
    pub other: T,
    /// Not even at the same instant.
    pub strictly: bool,
}

/// How much may still be looked at to find orders that bounds do not show.
pub(crate) struct OrdersLeft(Cell<usize>);

impl Default for OrdersLeft {
    fn default() -> Self {
        Self(Cell::new(WORK_MAX))
    }
}

impl OrdersLeft {
    fn spend(&self, work: usize) {
        self.0.set(self.0.get().saturating_sub(work));
    }
}

/// What is certain of the order of points in one of the solved times.
pub(crate) struct Orders<'a> {
    timeline: &'a Timeline,
    from: From<'a>,
}

/// What the orders follow from.
enum From<'a> {
    /// All that is not given up.
    Times(&'a Times, Option<&'a OrdersLeft>),
    /// A few causes, rising.
    Few(Vec<Cause>),
}

impl<'a> Orders<'a> {
    /// As far as bounds show it; the network is asked only where it is said how long.
    pub fn new(timeline: &'a Timeline, times: &'a Times) -> Self {
        let from = From::Times(times, None);
        Self { timeline, from }
    }

    /// The same, and the network is asked, too, while some of this is left.
    pub fn asking(timeline: &'a Timeline, times: &'a Times, left: &'a OrdersLeft) -> Self {
        let from = From::Times(times, Some(left));
        Self { timeline, from }
    }

    /// What a few causes alone make certain; they must rise.
    pub fn of_few(timeline: &'a Timeline, causes: Vec<Cause>) -> Self {
        let from = From::Few(causes);
        Self { timeline, from }
    }

    /// Whether an order is certain.
    pub fn holds<T: Borrow<At>>(&self, order: &Order<T>) -> bool {
        order.by_bounds() || order.by_identity() || self.by_network(order)
    }

    /// The causes of the part of the network in which a point lies.
    pub fn causes_around(&self, at: At) -> &[Cause] {
        match (&self.from, at.low.or(at.high)) {
            (From::Few(causes), _) => causes,
            (From::Times(times, _), Some(point)) => times.kept_around(point).1,
            (From::Times(..), None) => &[],
        }
    }

    /// The clauses from which an order follows: leave any one out, and it does not.
    pub fn clauses(&self, order: &Order) -> Vec<ClauseId> {
        let assumed = order.opposite();
        let causes = self.kept_around(order);
        let network = &self.timeline.network;
        let Some(found) = network.refute(&causes, &assumed) else {
            return Vec::new();
        };
        let causes = found.causes();
        let all: Vec<u32> = (0..u32::try_from(causes.len()).unwrap_or(u32::MAX)).collect();
        let mut refuting = Refuting {
            network,
            causes: &causes,
            assumed: &assumed,
        };
        let needed = logic::minimise(&mut refuting, &all);
        needed
            .into_iter()
            .map(|item| self.timeline.clause(causes[item as usize]))
            .collect()
    }

    /// Whether the network refutes the opposite. Only what leads from the later point to the earlier one can do so.
    fn by_network<T: Borrow<At>>(&self, order: &Order<T>) -> bool {
        let (Some(one), Some(other)) = (order.one().high, order.other().low) else {
            return false;
        };
        let (times, left) = match &self.from {
            From::Times(times, Some(left)) => (times, left),
            From::Times(_, None) => return false,
            From::Few(causes) => {
                let network = &self.timeline.network;
                return network.refute(causes, &order.opposite()).is_some();
            }
        };
        let (part, causes) = times.kept_around(one);
        if times.kept_around(other).0 != part || left.0.get() < causes.len() {
            return false;
        }
        // A solution in which it is otherwise is most often at hand.
        let by = if order.strictly {
            Moment::at(0)
        } else {
            Moment::after(0)
        };
        if times.may_be_later(one, other, by) {
            return false;
        }
        let steps = STEPS_MAX.min(left.0.get());
        let kept = |cause: Cause| times.is_kept(one.bare, cause);
        let leads = |from: Point, to: Point| {
            let network = &self.timeline.network;
            network.leads(from.bare, to.bare, kept, steps) == Some(true)
        };
        left.spend(steps.min(4 * causes.len() + 16));
        if !leads(other, one) {
            return false;
        }
        left.spend(causes.len());
        let network = &self.timeline.network;
        network.refute(causes, &order.opposite()).is_some()
    }

    /// The kept causes of the parts in which the points lie.
    fn kept_around(&self, order: &Order) -> Vec<Cause> {
        let times = match &self.from {
            From::Times(times, _) => times,
            From::Few(causes) => return causes.clone(),
        };
        let points = [order.one.high, order.other.low];
        let mut parts: Vec<(u32, &[Cause])> = points
            .into_iter()
            .flatten()
            .map(|point| times.kept_around(point))
            .collect();
        parts.dedup_by_key(|(part, _)| *part);
        let causes = parts.iter().flat_map(|(_, causes)| causes.iter());
        causes.copied().collect()
    }
}

impl Order<&At> {
    /// The same, by itself.
    pub fn owned(self) -> Order {
        Order {
            one: *self.one,
            other: *self.other,
            strictly: self.strictly,
        }
    }
}

impl<T: Borrow<At>> Order<T> {
    fn one(&self) -> &At {
        self.one.borrow()
    }

    fn other(&self) -> &At {
        self.other.borrow()
    }

    /// Whether what is known of each by itself shows it, on one clock or the other.
    fn by_bounds(&self) -> bool {
        let shows = |one: &Window, other: &Window| {
            one.high
                .zip(other.low)
                .is_some_and(|(one, other)| one < other || !self.strictly && one <= other)
        };
        let (one, other) = (self.one(), self.other());
        let in_utc = one.utc.as_ref().zip(other.utc.as_ref());
        shows(&one.bare, &other.bare) || in_utc.is_some_and(|(one, other)| shows(one, other))
    }

    fn by_identity(&self) -> bool {
        !self.strictly && self.one().high.is_some() && self.one().high == self.other().low
    }

    /// What is known of the points where it shows the order; nothing where only the network does.
    pub fn bounds(&self) -> [Option<i64>; 2] {
        let shown = self.by_bounds();
        [
            self.one()
                .latest
                .filter(|_| shown && self.one().high.is_some()),
            self.other()
                .earliest
                .filter(|_| shown && self.other().low.is_some()),
        ]
    }

    /// The opposite, on every clock that both have: the other is not after the one (before it, if the order is not strict).
    fn opposite(&self) -> Vec<Assumed> {
        let least = |at: Moment| match self.strictly {
            true => at,
            false => at + Moment::after(0),
        };
        let most = |at: Moment| match self.strictly {
            true => at,
            false => at + Moment::before(0),
        };
        match (self.one().high, self.other().low) {
            (Some(one), Some(other)) => {
                let shift = most(Moment::at(0));
                let clocks = [(one.utc, other.utc), (Some(one.bare), Some(other.bare))];
                clocks
                    .into_iter()
                    .filter_map(|(one, other)| one.zip(other))
                    .map(|(from, to)| Assumed::Edge { from, to, shift })
                    .collect()
            }
            (Some(one), None) => on_clocks(
                one,
                self.other().bare.low,
                self.other().utc.map(|utc| utc.low),
            )
            .map(|(node, at)| Assumed::AtLeast(node, least(at)))
            .collect(),
            (None, Some(other)) => on_clocks(
                other,
                self.one().bare.high,
                self.one().utc.map(|utc| utc.high),
            )
            .map(|(node, at)| Assumed::AtMost(node, most(at)))
            .collect(),
            (None, None) => Vec::new(),
        }
    }
}

/// The nodes of a point with what is known of a date on their clocks.
fn on_clocks(
    point: Point,
    bare: Option<Moment>,
    utc: Option<Option<Moment>>,
) -> impl Iterator<Item = (NodeId, Moment)> {
    let in_utc = point.utc.zip(utc.flatten());
    let on_bare = bare.map(|at| (point.bare, at));
    in_utc.into_iter().chain(on_bare)
}

/// Which causes refute what is assumed.
struct Refuting<'n> {
    network: &'n Network,
    causes: &'n [Cause],
    assumed: &'n [Assumed],
}

impl Oracle for Refuting<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        let causes: Vec<Cause> = kept.iter().map(|item| self.causes[item as usize]).collect();
        let found = self.network.refute(&causes, self.assumed)?.causes();
        let item = |cause: &Cause| {
            let at = self.causes.binary_search(cause).ok()?;
            u32::try_from(at).ok()
        };
        Some(found.iter().filter_map(item).collect())
    }
}
