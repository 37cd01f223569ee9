//! The plain questions: can some causes all hold, and what do they leave open?

use super::conflict::{Conflict, WalkStep};
use super::graph::{Cause, Network, NodeId};
use super::moment::Moment;
use super::refute::Assumed;
use super::search::Search;
use super::sub::Sub;

/// The least and the greatest solution of some causes, at the nodes that they speak of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Solution {
    pub(super) nodes: Vec<NodeId>,
    pub(super) earliest: Vec<Option<Moment>>,
    pub(super) latest: Vec<Option<Moment>>,
    pub(super) free: Vec<Moment>,
}

/// What is left open for one node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Values {
    /// What it is at least, if anything bounds it.
    pub earliest: Option<Moment>,
    /// What it is at most, if anything bounds it.
    pub latest: Option<Moment>,
    /// See [`Solution::free`].
    pub free: Moment,
}

impl Solution {
    /// The nodes that the causes speak of, and those tied to them, with their values; rising.
    pub fn values(&self) -> impl Iterator<Item = (NodeId, Values)> + '_ {
        let values = self.earliest.iter().zip(&self.latest).zip(&self.free);
        let values = values.map(|((&earliest, &latest), &free)| Values {
            earliest,
            latest,
            free,
        });
        self.nodes.iter().copied().zip(values)
    }

    /// Whether what some node is at least is so.
    pub fn any_earliest(&self, is_so: impl Fn(Moment) -> bool) -> bool {
        self.earliest.iter().flatten().copied().any(is_so)
    }

    /// The values of a node, if the causes speak of it or of one that is tied to it.
    pub fn at(&self, node: NodeId) -> Option<Values> {
        let at = self.nodes.binary_search(&node).ok()?;
        Some(Values {
            earliest: self.earliest[at],
            latest: self.latest[at],
            free: self.free[at],
        })
    }

    /// A value of the node that, with those of the others, satisfies all edges, whatever the bounds. Where nothing bounds some
    /// nodes from above, moving these values of theirs far enough up makes the greatest solution of all nodes; and so below.
    pub fn free(&self, node: NodeId) -> Option<Moment> {
        let at = self.nodes.binary_search(&node).ok()?;
        self.free.get(at).copied()
    }

    /// What the node is at least, if anything bounds it.
    pub fn earliest(&self, node: NodeId) -> Option<Moment> {
        let at = self.nodes.binary_search(&node).ok()?;
        self.earliest[at]
    }

    /// What the node is at most, if anything bounds it.
    pub fn latest(&self, node: NodeId) -> Option<Moment> {
        let at = self.nodes.binary_search(&node).ok()?;
        self.latest[at]
    }

    /// The nodes that the causes speak of, and those tied to them; rising.
    pub fn nodes(&self) -> &[NodeId] {
        &self.nodes
    }
}

/// What some causes leave open for a node, and how it comes about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Range {
    /// What the node is at least.
    pub earliest: Option<Moment>,
    /// What the node is at most.
    pub latest: Option<Moment>,
    /// From a lower bound to the node, against the edges.
    pub earliest_walk: Vec<WalkStep>,
    /// From an upper bound to the node, along the edges.
    pub latest_walk: Vec<WalkStep>,
}

impl Network {
    /// Whether these causes can all hold, together with what holds by itself around them. The cost is that of the
    /// causes alone, however large the network is.
    ///
    /// # Errors
    /// A conflict among them, not necessarily a smallest one.
    pub fn solve(&self, causes: &[Cause]) -> Result<Solution, Box<Conflict>> {
        Search::new(self, causes).solution()
    }

    /// A conflict among these causes, not necessarily a smallest one, where [`Network::solve`] finds one; in less time where all can
    /// hold.
    pub fn conflict(&self, causes: &[Cause]) -> Option<Conflict> {
        self.conflict_and_work(causes).0
    }

    /// The same, with how many edges were looked at for it.
    pub fn conflict_and_work(&self, causes: &[Cause]) -> (Option<Conflict>, u64) {
        let sub = Sub::new(self, causes, &[]);
        if sub.network.is_calm() {
            return (None, 0);
        }
        let mut search = Search::over(sub);
        let found = search.conflict();
        (found, search.work())
    }

    /// The same as [`Network::solve`] with something assumed, and with `fresh` instants that only the question knows: they are numbered from
    /// [`Network::node_count`] on.
    ///
    /// # Errors
    /// A conflict of the causes with what is assumed, not necessarily a smallest one.
    pub fn solve_assuming(
        &self,
        causes: &[Cause],
        fresh: usize,
        assumed: &[Assumed],
    ) -> Result<Solution, Box<Conflict>> {
        let nodes: Vec<NodeId> = assumed.iter().flat_map(|one| one.nodes()).collect();
        let mut sub = Sub::new(self, causes, &nodes);
        sub.add_fresh(self.node_count(), fresh);
        sub.assume(assumed);
        Search::over(sub).solution()
    }

    /// What these causes leave open for a node: nothing at all if their edges make a circle; an empty range, its end
    /// before its beginning, if their bounds contradict each other here.
    pub fn range(&self, node: NodeId, causes: &[Cause]) -> Option<Range> {
        self.ranges(&[node], causes)?.of(node)
    }

    /// What these causes leave open for several nodes, solved once: nothing at all if their edges make a circle.
    pub fn ranges(&self, nodes: &[NodeId], causes: &[Cause]) -> Option<Ranges> {
        let mut search = Search::over(Sub::new(self, causes, nodes));
        match search.settle() {
            Some(_) => None,
            None => Some(Ranges { search }),
        }
    }
}

/// What some causes leave open, node by node.
pub struct Ranges {
    search: Search,
}

impl Ranges {
    /// What a node is at least, if it was asked about and anything bounds it.
    pub fn earliest(&self, node: NodeId) -> Option<Moment> {
        let local = self.search.sub.local_node(node)?;
        self.search.tides()?.lower.value(local)
    }

    /// All of a node that was asked about.
    pub fn of(&self, node: NodeId) -> Option<Range> {
        let search = &self.search;
        let local = search.sub.local_node(node)?;
        let tides = search.tides()?;
        let walk = |tide: &super::tide::Tide| {
            let entries = tide.derivation(tide.current(local));
            search.sub.walk(tide, &entries, false)
        };
        Some(Range {
            earliest: tides.lower.value(local),
            latest: tides.upper.value(local),
            earliest_walk: walk(&tides.lower),
            latest_walk: walk(&tides.upper),
        })
    }
}

impl Search {
    /// What the kept causes leave open.
    fn solution(mut self) -> Result<Solution, Box<Conflict>> {
        if let Some(conflict) = self.conflict() {
            return Err(Box::new(conflict));
        }
        let nodes = self.sub.nodes.clone();
        let locals = 0..super::graph::index(nodes.len());
        let tides = self.tides();
        let earliest = |node| tides.and_then(|tides| tides.lower.value(node));
        let latest = |node| tides.and_then(|tides| tides.upper.value(node));
        Ok(Solution {
            earliest: locals.clone().map(earliest).collect(),
            latest: locals.map(latest).collect(),
            free: self.potential.values(),
            nodes,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::network::{Bound, Step};

    /// What is assumed of instants that only the question knows is as good as a network that has them.
    #[test]
    fn what_is_assumed_is_as_good_as_what_is_claimed() {
        let mut network = Network::default();
        let (one, other) = (network.add_instant(), network.add_instant());
        let shift = Step::Shift(Moment::at(-10));
        network.add_edge(other, one, shift, Some(Cause::new(0)));
        network.at_most(other, Moment::at(100), Some(Cause::new(1)));
        let fresh = NodeId(2);
        let between = |low| {
            let edge = |from, to| Assumed::Edge {
                from,
                to,
                shift: Moment::before(0),
            };
            [
                edge(fresh, one),
                edge(other, fresh),
                Assumed::AtLeast(one, Moment::at(low)),
            ]
        };
        let causes = [Cause::new(0), Cause::new(1)];
        let found = network.solve_assuming(&causes, 1, &between(50)).unwrap();
        assert_eq!(found.earliest(fresh), Some(Moment::after(50)));
        assert_eq!(found.latest(fresh), Some(Moment::before(100)));
        assert_eq!(found.earliest(other), Some(Moment::at(60)));

        let conflict = network.solve_assuming(&causes, 1, &between(91));
        assert_eq!(conflict.unwrap_err().causes(), causes);

        let mut claimed = network.clone();
        let there = claimed.add_instant();
        let strictly = Step::Shift(Moment::before(0));
        claimed.add_edge(there, one, strictly, None);
        claimed.add_edge(other, there, strictly, None);
        claimed.add_bound(Bound {
            node: one,
            value: Moment::at(50),
            upper: false,
            cause: None,
        });
        let solved = claimed.solve(&causes).unwrap();
        for node in [one, other, fresh] {
            assert_eq!(solved.earliest(node), found.earliest(node));
            assert_eq!(solved.latest(node), found.latest(node));
        }
    }
}
