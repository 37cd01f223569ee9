//! What must hold in every solution: its opposite, assumed, contradicts the claims.

use super::conflict::Conflict;
use super::graph::{Cause, Network, NodeId};
use super::moment::Moment;
use super::search::Search;
use super::sub::Sub;

/// Something assumed for the sake of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumed {
    /// `x_to <= x_from + shift`.
    Edge {
        /// Where it begins.
        from: NodeId,
        /// The node that it bounds from above.
        to: NodeId,
        /// How far.
        shift: Moment,
    },
    /// `x_node <= value`.
    AtMost(NodeId, Moment),
    /// `x_node >= value`.
    AtLeast(NodeId, Moment),
}

impl Assumed {
    pub(super) fn nodes(self) -> [NodeId; 2] {
        match self {
            Self::Edge { from, to, .. } => [from, to],
            Self::AtMost(node, _) | Self::AtLeast(node, _) => [node; 2],
        }
    }
}

impl Network {
    /// A conflict of these causes with what is assumed, not necessarily a smallest one; none if all can hold together. The cost is
    /// that of the causes.
    pub fn refute(&self, causes: &[Cause], assumed: &[Assumed]) -> Option<Box<Conflict>> {
        let nodes: Vec<NodeId> = assumed.iter().flat_map(|one| one.nodes()).collect();
        let mut sub = Sub::new(self, causes, &nodes);
        sub.assume(assumed);
        Search::over(sub).conflict().map(Box::new)
    }

    /// Whether edges of kept causes lead from one node to another, whatever they say; none if more than `steps_max` edges would have
    /// to be looked at.
    pub fn leads(
        &self,
        from: NodeId,
        to: NodeId,
        kept: impl Fn(Cause) -> bool,
        steps_max: usize,
    ) -> Option<bool> {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut open = vec![from];
        let mut steps = 0;
        while let Some(node) = open.pop() {
            if node == to {
                return Some(true);
            }
            if !seen.insert(node) {
                continue;
            }
            for id in self.meets().leaving.of(node.0) {
                steps += 1;
                if steps > steps_max {
                    return None;
                }
                let edge = &self.edges[*id as usize];
                if edge.cause.is_none_or(&kept) {
                    open.push(edge.to);
                }
            }
        }
        Some(false)
    }
}
