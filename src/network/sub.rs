//! The small network that a few causes need: their own constraints, and those that hold by themselves around them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::graph::{Bound, Cause, Constraint, Edge, Network, NodeId, index};
use super::moment::Moment;
use super::refute::Assumed;
use super::step::Step;

/// Stands for the number of an edge or bound that is only assumed.
pub(super) const ASSUMED: u32 = u32::MAX;

/// Among so many nodes one is found without a map.
const FEW: usize = 64;

/// A network of its own, numbered afresh, that knows what its nodes, edges, bounds and causes were called.
#[derive(Debug, Clone, Default)]
pub(super) struct Sub {
    pub(super) network: Network,
    /// Rising.
    pub(super) nodes: Vec<NodeId>,
    /// Where each node stands, if there are more than a few.
    places: FxHashMap<NodeId, u32>,
    pub(super) edges: Vec<u32>,
    pub(super) bounds: Vec<u32>,
    /// Rising.
    pub(super) causes: Vec<Cause>,
}

impl Sub {
    /// What `causes` and, around `extra`, the constraints without a cause need.
    pub(super) fn new(network: &Network, causes: &[Cause], extra: &[NodeId]) -> Self {
        let mut causes = causes.to_vec();
        causes.sort_unstable();
        causes.dedup();
        let touched = causes.iter().flat_map(|cause| network.nodes_of(*cause));
        let seeds = touched.chain(extra.iter().map(|node| node.0)).collect();
        let nodes = closure(network, seeds);
        let mut sub = Self {
            network: network.alike(),
            nodes: nodes.into_iter().map(NodeId).collect(),
            causes,
            ..Self::default()
        };
        if sub.nodes.len() > FEW {
            sub.places = sub.nodes.iter().copied().zip(0..).collect();
        }
        sub.network.expect(sub.nodes.len().max(sub.causes.len()));
        sub.copy(network);
        sub
    }

    /// Adds instants that only a question knows, numbered behind the `known` ones of the network.
    pub(super) fn add_fresh(&mut self, known: usize, count: usize) {
        for at in known..known.saturating_add(count) {
            let place = self.network.add_node(false);
            self.nodes.push(NodeId(index(at)));
            if !self.places.is_empty() {
                self.places.insert(NodeId(index(at)), place.0);
            }
        }
    }

    /// Adds what is assumed for a question. Its nodes must be among those that the network was made around.
    pub(super) fn assume(&mut self, assumed: &[Assumed]) {
        for assumption in assumed {
            match *assumption {
                Assumed::Edge { from, to, shift } => {
                    if let (Some(from), Some(to)) = (self.local_node(from), self.local_node(to)) {
                        let step = Step::Shift(shift);
                        self.network.add_edge(NodeId(from), NodeId(to), step, None);
                        self.edges.push(ASSUMED);
                    }
                }
                Assumed::AtMost(node, value) => self.assume_bound(node, value, true),
                Assumed::AtLeast(node, value) => self.assume_bound(node, value, false),
            }
        }
    }

    fn assume_bound(&mut self, node: NodeId, value: Moment, upper: bool) {
        if let Some(node) = self.local_node(node) {
            self.network.add_bound(Bound {
                node: NodeId(node),
                value,
                upper,
                cause: None,
            });
            self.bounds.push(ASSUMED);
        }
    }

    pub(super) fn local_node(&self, node: NodeId) -> Option<u32> {
        match self.places.is_empty() {
            true => self.nodes.binary_search(&node).ok().map(index),
            false => self.places.get(&node).copied(),
        }
    }

    pub(super) fn local_cause(&self, cause: Cause) -> Option<u32> {
        self.causes.binary_search(&cause).ok().map(index)
    }

    fn copy(&mut self, network: &Network) {
        for node in &self.nodes {
            self.network.add_node(network.is_day(*node));
        }
        for at in 0..self.nodes.len() {
            let node = self.nodes[at];
            for edge in network.by_themselves().edges.of(node.0) {
                // An edge stands at both its ends.
                if network.edges[*edge as usize].from == node {
                    self.copy_edge(network, *edge, None);
                }
            }
            for bound in network.by_themselves().bounds(node.0) {
                self.copy_bound(network, bound, None);
            }
        }
        for at in 0..self.causes.len() {
            let cause = Some(Cause::new(index(at)));
            for constraint in network.of_cause(self.causes[at]) {
                match constraint {
                    Constraint::Edge(edge) => self.copy_edge(network, edge, cause),
                    Constraint::Bound(bound) => self.copy_bound(network, bound, cause),
                }
            }
        }
    }

    fn copy_edge(&mut self, network: &Network, id: u32, cause: Option<Cause>) {
        let Edge { from, to, step, .. } = network.edges[id as usize];
        let (Some(from), Some(to)) = (self.local_node(from), self.local_node(to)) else {
            return;
        };
        let (from, to) = (NodeId(from), NodeId(to));
        self.network.add_edge(from, to, step, cause);
        self.edges.push(id);
    }

    fn copy_bound(&mut self, network: &Network, id: u32, cause: Option<Cause>) {
        let bound = network.bounds[id as usize];
        let Some(node) = self.local_node(bound.node).map(NodeId) else {
            return;
        };
        self.network.add_bound(Bound {
            node,
            cause,
            ..bound
        });
        self.bounds.push(id);
    }
}

/// All nodes that edges without a cause connect to these; rising.
fn closure(network: &Network, seeds: Vec<u32>) -> Vec<u32> {
    let mut seen = FxHashSet::with_capacity_and_hasher(seeds.len(), Default::default());
    let mut open = seeds;
    while let Some(node) = open.pop() {
        if node as usize >= network.node_count() || !seen.insert(node) {
            continue;
        }
        for edge in network.by_themselves().edges.of(node) {
            let edge = &network.edges[*edge as usize];
            open.extend([edge.from.0, edge.to.0]);
        }
    }
    let mut nodes: Vec<u32> = seen.into_iter().collect();
    nodes.sort_unstable();
    nodes
}
