//! The connected parts of a network: what is claimed in one has nothing to do with what is claimed in another.

use super::graph::{Cause, Network, NodeId, index};
use super::meets::Lists;

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
    causes: Lists<Cause>,
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

impl Network {
    /// The connected parts.
    pub fn parts(&self) -> Parts {
        let (part_of, count) = self.part_of_nodes();
        let of_causes = self.parts_of_causes(&part_of);
        let nodes = || (0..).map(NodeId).zip(&part_of);
        Parts {
            nodes: Lists::new(count as usize, || nodes().map(|(node, part)| (*part, node))),
            causes: Lists::new(count as usize, || of_causes.iter().copied()),
            count,
            part_of,
        }
    }

    /// The parts of each cause, causes rising.
    fn parts_of_causes(&self, part_of: &[u32]) -> Vec<(u32, Cause)> {
        let mut all: Vec<(u32, Cause)> = Vec::new();
        for cause in (0..index(self.cause_count())).map(Cause) {
            let first = all.len();
            for node in self.nodes_of(cause) {
                let found = (part_of[node as usize], cause);
                if !all[first..].contains(&found) {
                    all.push(found);
                }
            }
        }
        all
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
