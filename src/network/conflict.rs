//! The arithmetic of a contradiction, step by step.

use super::graph::{BoundId, Cause, EdgeId, NodeId};
use super::moment::Moment;
use super::sub::{ASSUMED, Sub};
use super::tide::{Tide, Via};

/// What brings a step of a walk about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The walk begins here, at any value: it is a circle.
    Start,
    /// The walk begins at a bound.
    Bound(BoundId),
    /// An edge from the step before.
    Edge(EdgeId),
    /// What was assumed for a question.
    Assumed,
}

/// One step: a node, and what it is at most (or, in a walk of a least value, at least) by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WalkStep {
    /// The node reached.
    pub node: NodeId,
    /// Its value after the step, rounded if it is a day.
    pub value: Moment,
    /// The constraint of the step.
    pub by: By,
    /// What it comes from; nothing if it holds by itself.
    pub cause: Option<Cause>,
}

/// Why a walk contradicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// The last node must be at least this.
    Below {
        /// The bound broken.
        bound: BoundId,
        /// What it asks for.
        value: Moment,
        /// What it comes from.
        cause: Option<Cause>,
    },
    /// The walk returns to its first node with a smaller value, and would do so for ever.
    Circle,
}

/// Constraints that cannot all hold, as a walk of upper bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// From a bound, or from the beginning of a circle.
    pub walk: Vec<WalkStep>,
    /// What the last step contradicts.
    pub closing: Closing,
}

impl Conflict {
    /// The causes of all steps; rising, each once.
    pub fn causes(&self) -> Vec<Cause> {
        let closing = match self.closing {
            Closing::Below { cause, .. } => cause,
            Closing::Circle => None,
        };
        let walked = self.walk.iter().filter_map(|step| step.cause);
        let mut causes: Vec<Cause> = walked.chain(closing).collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }
}

impl Sub {
    /// Entries of a tide as steps under their original names. The first may be the beginning of a circle.
    pub(super) fn walk(&self, tide: &Tide, entries: &[u32], circle: bool) -> Vec<WalkStep> {
        let steps = entries.iter().enumerate();
        steps
            .map(|(at, entry)| self.walk_step(tide, *entry, circle && at == 0))
            .collect()
    }

    fn walk_step(&self, tide: &Tide, entry: u32, start: bool) -> WalkStep {
        let entry = &tide.entries[entry as usize];
        let (by, cause) = match entry.via {
            _ if start => (By::Start, None),
            Via::Start => (By::Start, None),
            Via::Bound(id) if self.bounds[id as usize] == ASSUMED => (By::Assumed, None),
            Via::Edge(id) if self.edges[id as usize] == ASSUMED => (By::Assumed, None),
            Via::Bound(id) => (
                By::Bound(BoundId(self.bounds[id as usize])),
                self.network.bounds[id as usize].cause,
            ),
            Via::Edge(id) => (
                By::Edge(EdgeId(self.edges[id as usize])),
                self.network.edges[id as usize].cause,
            ),
        };
        WalkStep {
            node: self.nodes[entry.node as usize],
            value: tide.side.stored(entry.value),
            by,
            cause: cause.map(|cause| self.causes[cause.number() as usize]),
        }
    }
}
