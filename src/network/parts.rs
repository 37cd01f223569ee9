//! The connected parts of a network: what is claimed in one has nothing to do with what is claimed in another.

use super::graph::{Cause, Network, NodeId, index};
use super::meets::Lists;
use super::own::Own;

/// Nodes that edges connect, and the causes that speak of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'p> {
    /// In the order of adding.
    pub nodes: &'p [NodeId],
    /// Rising; a cause stands in every part in which it has an edge or a bound.
    pub causes: &'p [Cause],
}

/// The connected parts of a network, by their first nodes.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    count: u32,
    part_of: Vec<u32>,
    nodes: Lists<NodeId>,
    pub(super) causes: Lists<Cause>,
}

impl Parts {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The one with this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Part<'_> {
        Part {
            nodes: self.nodes.of(number),
            causes: self.causes.of(number),
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Part<'_>> {
        (0..self.count).map(|number| self.get(number))
    }

    /// The number of the part in which a node lies.
    #[must_use]
    pub fn of(&self, node: NodeId) -> u32 {
        self.part_of[node.0 as usize]
    }

    /// Where each node stands if those of one part stand side by side.
    pub(super) fn places(&self) -> Vec<u32> {
        let mut places = vec![0; self.part_of.len()];
        for (place, node) in (0..).zip(self.iter().flat_map(|part| part.nodes)) {
            places[node.0 as usize] = place;
        }
        places
    }
}

/// The edges and the bounds of each part, by their numbers, rising.
pub(super) struct Asked {
    edges: Lists<u32>,
    bounds: Lists<u32>,
}

impl Asked {
    /// Takes up what is asked in a part, with the places of its nodes.
    pub(super) fn take(
        &self,
        own: &mut Own,
        network: &Network,
        number: u32,
        nodes: &[NodeId],
        place: impl Fn(NodeId) -> u32,
    ) {
        let edges = self.edges.of(number).iter();
        let bounds = self.bounds.of(number).iter();
        own.take(
            nodes.iter().map(|node| network.is_day(*node)),
            edges.map(|id| &network.edges[*id as usize]),
            bounds.map(|id| &network.bounds[*id as usize]),
            place,
        );
    }
}

impl Network {
    /// The connected parts.
    pub fn parts(&self) -> Parts {
        let (mut parts, asked) = self.split();
        let mut own = Own::default();
        let causes = (0..parts.count).map(|number| {
            asked.take(&mut own, self, number, parts.nodes.of(number), |_| 0);
            own.causes().to_vec()
        });
        parts.causes = Lists::joined(causes.collect());
        parts
    }

    /// The connected parts, their causes still to be told, and what is asked in each.
    pub(super) fn split(&self) -> (Parts, Asked) {
        let (part_of, count) = self.part_of_nodes();
        let part = |node: NodeId| part_of[node.0 as usize];
        let edges: Vec<u32> = self.edges.iter().map(|edge| part(edge.from)).collect();
        let bounds: Vec<u32> = self.bounds.iter().map(|bound| part(bound.node)).collect();
        let by_part = |parts: &[u32]| Lists::new(count as usize, || parts.iter().copied().zip(0..));
        let asked = Asked {
            edges: by_part(&edges),
            bounds: by_part(&bounds),
        };
        let nodes = || part_of.iter().copied().zip((0..).map(NodeId));
        let parts = Parts {
            nodes: Lists::new(count as usize, nodes),
            causes: Lists::default(),
            count,
            part_of,
        };
        (parts, asked)
    }

    /// The number of each node's part, and how many there are.
    fn part_of_nodes(&self) -> (Vec<u32>, u32) {
        // The first node of a part stands for it.
        let mut above: Vec<u32> = (0..index(self.node_count())).collect();
        for edge in &self.edges {
            let (one, other) = (first(&mut above, edge.from.0), first(&mut above, edge.to.0));
            above[one.max(other) as usize] = one.min(other);
        }
        let mut count = 0;
        let mut part_of: Vec<u32> = Vec::with_capacity(above.len());
        for node in 0..index(above.len()) {
            let first = first(&mut above, node);
            let part = part_of.get(first as usize).copied().unwrap_or(count);
            count = count.max(part + 1);
            part_of.push(part);
        }
        (part_of, count)
    }
}

/// The node that stands for all that hang together with one; the ways to it become shorter.
fn first(above: &mut [u32], node: u32) -> u32 {
    let mut at = node;
    while above[at as usize] != at {
        let next = above[at as usize];
        above[at as usize] = above[next as usize];
        at = next;
    }
    at
}
