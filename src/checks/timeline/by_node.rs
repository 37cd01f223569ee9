//! What is known of nodes, by their number: nearly every node has some.

use std::num::NonZeroU32;

use crate::network::NodeId;

/// A node that is not the first of all, so that it takes no more room where there may be none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Behind(NonZeroU32);

impl Behind {
    /// None for the first of all.
    pub fn new(node: NodeId) -> Option<Self> {
        NonZeroU32::new(node.0).map(Self)
    }

    pub fn node(self) -> NodeId {
        NodeId(self.0.get())
    }
}

/// Something for some of the nodes.
pub(super) struct ByNode<T>(Vec<Option<T>>);

impl<T> Default for ByNode<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> ByNode<T> {
    /// Makes room for about so many nodes.
    pub fn expect(&mut self, nodes: usize) {
        self.0.reserve(nodes);
    }

    /// What a node has.
    pub fn get(&self, node: NodeId) -> Option<T> {
        self.0.get(node.0 as usize).copied().flatten()
    }

    /// Gives a node what it has.
    pub fn insert(&mut self, node: NodeId, value: T) {
        let at = node.0 as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, None);
        }
        self.0[at] = Some(value);
    }
}
