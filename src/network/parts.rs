//! The connected parts of a network: what is claimed in one has nothing to do with what is claimed in another.

use std::ops::Range;

use super::graph::{Bound, Cause, Edge, Network, NodeId, index};
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
    pub(super) nodes: Lists<NodeId>,
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

/// What is asked in some parts that follow one another, copied out of the network. The room that it takes is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Fetched {
    edges: Vec<Edge>,
    bounds: Vec<Bound>,
}

impl Asked {
    /// Copies what is asked in some parts. What belongs to one lies far apart in a large network: so all of it is asked for before any
    /// of it is looked at.
    pub(super) fn fetch(&self, network: &Network, numbers: Range<u32>, fetched: &mut Fetched) {
        let edges = self.edges.of_all(numbers.clone()).iter();
        let bounds = self.bounds.of_all(numbers).iter();
        fetched.edges.clear();
        fetched.bounds.clear();
        let edge = |id: &u32| network.edges[*id as usize];
        let bound = |id: &u32| network.bounds[*id as usize];
        fetched.edges.extend(edges.map(edge));
        fetched.bounds.extend(bounds.map(bound));
    }

    /// The parts of those that were fetched, one after the other: what is asked in each.
    pub(super) fn each<'f>(
        &'f self,
        numbers: Range<u32>,
        fetched: &'f Fetched,
    ) -> impl Iterator<Item = (u32, &'f [Edge], &'f [Bound])> {
        let (mut edges, mut bounds) = (&fetched.edges[..], &fetched.bounds[..]);
        numbers.map(move |number| {
            let (own_edges, other_edges) = edges.split_at(self.edges.of(number).len());
            let (own_bounds, other_bounds) = bounds.split_at(self.bounds.of(number).len());
            (edges, bounds) = (other_edges, other_bounds);
            (number, own_edges, own_bounds)
        })
    }
}

/// The causes of what is asked in a part, rising.
pub(super) fn collect_causes(edges: &[Edge], bounds: &[Bound], causes: &mut Vec<Cause>) {
    causes.clear();
    causes.extend(edges.iter().filter_map(|edge| edge.cause));
    causes.extend(bounds.iter().filter_map(|bound| bound.cause));
    // Those of the edges rise nearly always, and so do those of the bounds.
    causes.sort();
    causes.dedup();
}

impl Network {
    /// The connected parts.
    pub fn parts(&self) -> Parts {
        let (mut parts, asked) = self.split();
        let mut fetched = Fetched::default();
        asked.fetch(self, 0..parts.count, &mut fetched);
        let mut lists = Lists::default();
        let mut causes = Vec::new();
        for (_, edges, bounds) in asked.each(0..parts.count, &fetched) {
            collect_causes(edges, bounds, &mut causes);
            lists.push(&causes);
        }
        parts.causes = lists;
        parts
    }

    /// The connected parts, their causes still to be told, and what is asked in each.
    pub(super) fn split(&self) -> (Parts, Asked) {
        let (part_of, count) = self.part_of_nodes();
        let all = count as usize;
        let part = |node: NodeId| part_of[node.0 as usize];
        let edges = || self.edges.iter().map(|edge| part(edge.from)).zip(0..);
        let bounds = || self.bounds.iter().map(|bound| part(bound.node)).zip(0..);
        let nodes = || part_of.iter().copied().zip((0..).map(NodeId));
        let (edges, (bounds, nodes)) = rayon::join(
            || Lists::new(all, edges),
            || (Lists::new(all, bounds), Lists::new(all, nodes)),
        );
        let asked = Asked { edges, bounds };
        let parts = Parts {
            nodes,
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
