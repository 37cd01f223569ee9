//! What claims say of times where some of that is given up as wrong: then only their own words count against them.

use rustc_hash::FxHashSet;

use super::events::told_as_past;
use crate::checks::Case;
use crate::checks::timeline::{Clock, Point, Times};
use crate::model::{ClaimId, EventId};
use crate::network::{Cause, NodeId, Range, Ranges};

/// The claims of which something is given up as wrong, by each way out of the quarrels about time.
pub(super) struct GivenUp {
    worlds: Vec<FxHashSet<(u32, ClaimId)>>,
}

impl GivenUp {
    pub fn of(case: &Case<'_>) -> Self {
        let claim = |cause| case.model.clause(case.timeline.clause(cause)).claim;
        let of_world = |times: &Times| {
            let causes = times.given_up_by_part();
            causes.map(|(part, cause)| (part, claim(cause))).collect()
        };
        let worlds = case.quarrels.worlds.iter().map(of_world).collect();
        Self { worlds }
    }

    /// Whether nothing that a claim says of what hangs together with a point is given up.
    pub fn keeps(&self, case: &Case<'_>, world: usize, point: NodeId, claim: ClaimId) -> bool {
        let part = case.quarrels.world(world).part_of(point);
        !self.worlds[world].contains(&(part, claim))
    }

    /// All of them, rising.
    pub fn claims(&self) -> Vec<ClaimId> {
        let all = self.worlds.iter().flatten();
        let mut claims: Vec<ClaimId> = all.map(|(_, claim)| *claim).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }
}

/// What a claim by itself leaves open for the starts of the events that it tells as past.
pub(super) struct OwnWords {
    claim: ClaimId,
    ranges: Option<Ranges>,
}

impl OwnWords {
    pub fn of(case: &Case<'_>, claim: ClaimId) -> Self {
        let clauses = || case.model.clauses_of(claim);
        let causes: Vec<Cause> = clauses()
            .filter_map(|clause| case.timeline.cause_of(clause))
            .collect();
        let events = clauses().flat_map(|clause| told_as_past(case.model, clause));
        let starts = events.flat_map(|event| starts(case, event));
        let mut nodes: Vec<NodeId> = starts.map(|(_, node)| node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        Self {
            claim,
            ranges: case.timeline.network.ranges(&nodes, &causes),
        }
    }

    /// These of another claim, if it is another: claims are asked for one after the other.
    pub fn turn_to(&mut self, case: &Case<'_>, claim: ClaimId) {
        if self.claim != claim {
            *self = Self::of(case, claim);
        }
    }

    /// When an event began at the earliest, on each clock that shows it, with the point there.
    pub fn earliest(
        &self,
        case: &Case<'_>,
        event: EventId,
    ) -> impl Iterator<Item = (Clock, NodeId, i64)> {
        let low = |node| Some(self.ranges.as_ref()?.earliest(node)?.seconds);
        starts(case, event).filter_map(move |(clock, node)| Some((clock, node, low(node)?)))
    }

    /// All that is left open at a point, and why.
    pub fn range(&self, node: NodeId) -> Option<Range> {
        self.ranges.as_ref()?.of(node)
    }
}

/// The nodes of the start of an event, the one in UTC first: it is known more exactly.
fn starts(case: &Case<'_>, event: EventId) -> impl Iterator<Item = (Clock, NodeId)> {
    let start = case.timeline.points(event).map(|points| points.start);
    let on_each = |point: Point| {
        let utc = point.utc.map(|utc| (Clock::Utc, utc));
        utc.into_iter().chain([(Clock::Bare, point.bare)])
    };
    start.into_iter().flat_map(on_each)
}
