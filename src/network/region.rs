//! Where the conflicts of a few causes can reach.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::graph::{Cause, Constraint, Network, index};
use super::kept::Kept;
use super::moment::{DAY_SECONDS, Moment};
use super::search::Search;
use super::step::{Side, Step};

/// Where a node without a measure is taken to lie: so far below that every walk to it is too long.
const NOWHERE: Moment = Moment::at(i64::MIN / 2);

/// How many edges may be looked at to find regions, in all, for each node that there is.
const REGION_WORK_PER_NODE: u64 = 50;

/// So many nodes and edges are passed in the time that it takes to let values fall along one.
const PASSED_PER_EDGE: u64 = 16;

/// A region of so few nodes is never too large.
const FEW: usize = 64;

/// The greatest solution of some causes, by which walks are measured.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    values: Vec<Option<Moment>>,
    /// How far above it a walk can be that still breaks a bound.
    limit: Moment,
}

impl Search {
    /// Kept causes among which every minimal conflict with one of `through` lies. Most useful when asked again and again
    /// while causes are only dropped.
    ///
    /// The greatest solution p of the upper bounds satisfies all edges, so a walk that begins above p stays above it.
    /// One whose way to `through`, or from there on, rises above p by more than the most that a lower bound exceeds p, and than
    /// what it may lose on the way, breaks no bound. Months do not move with their beginning: where there are some, or the
    /// edges make a circle, only what no walk connects is left out. Nothing is returned where that would be more than half of what
    /// the search was begun with, or takes too long to find out.
    pub fn region(&mut self, through: &[Cause]) -> Option<Vec<Cause>> {
        let most = self.sub.nodes.len() / 2 + FEW;
        let work_max = REGION_WORK_PER_NODE * (self.sub.nodes.len() + FEW) as u64;
        if self.region_work > work_max {
            return None;
        }
        if self.measure.is_none() && self.settle().is_none() {
            self.measure = self.take_measure();
        }
        let Some(measure) = &self.measure else {
            self.region_work += self.sub.nodes.len() as u64;
            return Some(self.around(through));
        };
        let network = &self.sub.network;
        let local = self.locals(through);
        let mut starts: Vec<u32> = local
            .flat_map(|cause| network.nodes_of(Cause::new(cause)))
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let mut nodes: FxHashSet<u32> = starts.iter().copied().collect();
        for side in [Side::Upper, Side::Lower] {
            let reach = measure.reach(network, &self.kept, side, &starts, most);
            self.region_work += reach.work;
            nodes.extend(reach.nodes?);
        }
        Some(self.causes_between(nodes.iter().copied(), |node| nodes.contains(&node)))
    }

    /// Kept causes among which every minimal conflict with one of `through` lies, by what is connected alone: nothing need be
    /// solved, and there may be circles anywhere.
    ///
    /// A conflict is a circle, which leads from an edge of `through` back to it, or a walk from an upper bound to a lower
    /// one by way of `through`.
    pub fn around(&mut self, through: &[Cause]) -> Vec<Cause> {
        let network = &self.sub.network;
        let (mut ahead, mut behind) = (Vec::new(), Vec::new());
        let (mut from_upper, mut to_lower) = (false, false);
        for cause in self.locals(through) {
            for constraint in network.of_cause(Cause::new(cause)) {
                match constraint {
                    Constraint::Edge(id) => {
                        let edge = &network.edges[id as usize];
                        behind.push(edge.from.0);
                        ahead.push(edge.to.0);
                    }
                    Constraint::Bound(id) => {
                        let bound = &network.bounds[id as usize];
                        let end = if bound.upper { &mut ahead } else { &mut behind };
                        end.push(bound.node.0);
                        from_upper |= bound.upper;
                        to_lower |= !bound.upper;
                    }
                }
            }
        }
        let ahead = self.connected(ahead, Side::Upper);
        let behind = self.connected(behind, Side::Lower);
        let passed = self.sub.nodes.len() as u64 + ahead.passed + behind.passed;
        let bounded = |node: &u32, upper| self.kept.tightest(*node, upper).is_some();
        let walks = (from_upper || behind.nodes.iter().any(|node| bounded(node, true)))
            && (to_lower || ahead.nodes.iter().any(|node| bounded(node, false)));
        let is_between = |node: u32| match walks {
            true => ahead.has(node) || behind.has(node),
            false => ahead.has(node) && behind.has(node),
        };
        let behind_alone = behind.nodes.iter().filter(|node| !ahead.has(**node));
        let nodes = ahead.nodes.iter().chain(behind_alone).copied();
        let nodes = nodes.filter(|node| is_between(*node));
        let causes = self.causes_between(nodes, is_between);
        self.around_work += passed / PASSED_PER_EDGE;
        causes
    }

    /// The numbers here of those that are kept.
    fn locals<'a>(&'a self, causes: &'a [Cause]) -> impl Iterator<Item = u32> + 'a {
        let local = causes
            .iter()
            .filter_map(|cause| self.sub.local_cause(*cause));
        local.filter(|cause| self.kept.holds(Some(Cause::new(*cause))))
    }

    /// The nodes to which (or, on the lower side, from which) kept edges lead.
    fn connected(&self, starts: Vec<u32>, side: Side) -> Connected {
        let network = &self.sub.network;
        let mut found = Connected {
            is_in: vec![false; self.sub.nodes.len()],
            nodes: Vec::new(),
            passed: 0,
        };
        let mut open = starts;
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut found.is_in[node as usize], true) {
                continue;
            }
            found.nodes.push(node);
            let edges = network.edges_from(node, side);
            found.passed += edges.len() as u64;
            for id in edges {
                let edge = &network.edges[*id as usize];
                if self.kept.holds(edge.cause) {
                    open.push(match side {
                        Side::Upper => edge.to.0,
                        Side::Lower => edge.from.0,
                    });
                }
            }
        }
        found
    }

    /// Kept causes with a bound at one of these nodes, or with an edge between two of them.
    fn causes_between(
        &self,
        nodes: impl Iterator<Item = u32>,
        is_one: impl Fn(u32) -> bool + Copy,
    ) -> Vec<Cause> {
        let network = &self.sub.network;
        let constraints = nodes.flat_map(|node| {
            let ends = move |id: &&u32| is_one(network.edges[**id as usize].to.0);
            let edges = network.meets().leaving.of(node).iter().filter(ends);
            let edges = edges.map(|id| Constraint::Edge(*id));
            let bounds = network.meets().bounds.of(node).iter();
            edges.chain(bounds.map(|id| Constraint::Bound(*id)))
        });
        self.causes_of(constraints)
    }

    fn take_measure(&self) -> Option<Measure> {
        let network = &self.sub.network;
        let loss = self.loss()?;
        let upper = &self.tides()?.upper;
        let nodes = 0..index(self.sub.nodes.len());
        let values: Vec<Option<Moment>> = nodes.map(|node| upper.stored(node)).collect();
        let lower = network.bounds.iter().filter(|bound| !bound.upper);
        let excess = lower.filter_map(|b| Some(b.value - values[b.node.0 as usize]?));
        let width = excess.max().unwrap_or_default().max(Moment::default());
        // On the way to what it is asked through, and from there on.
        let limit = width + Moment::at(loss.saturating_mul(2));
        Some(Measure { values, limit })
    }

    /// The most, in seconds, by which a walk can come nearer to the greatest solution than it was.
    ///
    /// Rounding to days moves by a day with what is a day higher, so all of it together costs less than a day. A walk falls past a
    /// gap between two stretches once at most, as it never returns to a node but lower: that costs the width of the gap, and
    /// another day after it. What else is not a mere sum costs nobody knows what.
    fn loss(&self) -> Option<i64> {
        let network = &self.sub.network;
        let mut loss = DAY_SECONDS;
        for edge in network
            .edges
            .iter()
            .filter(|edge| self.kept.holds(edge.cause))
        {
            match edge.step {
                Step::Shift(_) => {}
                Step::Allowed(set) => {
                    let (gaps, width) = network.allowed[set as usize].gaps()?;
                    let days = DAY_SECONDS.saturating_mul(i64::try_from(gaps).ok()?);
                    loss = loss.saturating_add(width).saturating_add(days);
                }
                Step::Months(..) | Step::MonthsBack(..) | Step::OneStretch(_) => return None,
            }
        }
        Some(loss)
    }

    /// The causes of constraints, of those that are kept.
    fn causes_of(&self, constraints: impl Iterator<Item = Constraint>) -> Vec<Cause> {
        let network = &self.sub.network;
        let causes = constraints.filter_map(|constraint| network.cause_of(constraint));
        let kept = causes.filter(|cause| self.kept.holds(Some(*cause)));
        let mut causes: Vec<Cause> = kept
            .map(|cause| self.sub.causes[cause.number() as usize])
            .collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }
}

/// What kept edges lead to.
struct Connected {
    /// Of each node whether it is one of them.
    is_in: Vec<bool>,
    nodes: Vec<u32>,
    /// How many edges were looked at.
    passed: u64,
}

impl Connected {
    fn has(&self, node: u32) -> bool {
        self.is_in[node as usize]
    }
}

/// What a walk reaches, and how many edges were looked at.
struct Reach {
    /// Nothing if it is too much.
    nodes: Option<Vec<u32>>,
    work: u64,
}

impl Measure {
    /// The nodes to which (or, on the lower side, from which) a walk leads that is short enough to matter. Most regions are small in
    /// a large network, so nothing here is as long as all nodes.
    fn reach(
        &self,
        network: &Network,
        kept: &Kept,
        side: Side,
        starts: &[u32],
        most: usize,
    ) -> Reach {
        let base = |node: u32| {
            let value = self.values[node as usize];
            value.map_or(NOWHERE, |value| side.stored(value))
        };
        let mut values: FxHashMap<u32, Moment> = FxHashMap::default();
        let mut open = BinaryHeap::new();
        for node in starts {
            if self.values[*node as usize].is_some() {
                values.insert(*node, base(*node));
                open.push(Reverse((Moment::default(), *node, base(*node))));
            }
        }
        let mut reached = FxHashSet::default();
        let mut work = 0;
        while let Some(Reverse((depth, node, value))) = open.pop() {
            if depth > self.limit || values.get(&node) != Some(&value) {
                continue;
            }
            reached.insert(node);
            if reached.len() > most {
                return Reach { nodes: None, work };
            }
            let edges = network.edges_from(node, side);
            for id in edges {
                let edge = &network.edges[*id as usize];
                work += 1;
                if !kept.holds(edge.cause) {
                    continue;
                }
                let far = match side {
                    Side::Upper => edge.to.0,
                    Side::Lower => edge.from.0,
                };
                let next = network.follow(*id, side, value);
                let depth = next - base(far);
                if depth <= self.limit && values.get(&far).is_none_or(|known| next < *known) {
                    values.insert(far, next);
                    open.push(Reverse((depth, far, next)));
                }
            }
        }
        Reach {
            nodes: Some(reached.into_iter().collect()),
            work,
        }
    }
}
