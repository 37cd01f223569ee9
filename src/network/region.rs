//! Where the conflicts of a few causes can reach.

use super::graph::{Cause, Constraint, Network};
use super::moment::{DAY_SECONDS, Moment};
use super::search::Search;
use super::step::Side;
use super::tide::{Kept, NONE, Tide, Via};

/// Where a node without a measure is taken to lie: so far below that every walk to it is too long.
const NOWHERE: Moment = Moment::at(i64::MIN / 2);

/// The greatest solution of some causes, by which walks are measured.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    values: Vec<Option<Moment>>,
    /// The most that a lower bound exceeds it.
    width: Moment,
}

impl Search {
    /// Kept causes among which every minimal conflict with one of `through` lies. Most useful when asked again and again
    /// while causes are only dropped.
    ///
    /// The greatest solution p of the upper bounds satisfies all edges, so a walk that begins above p stays above it.
    /// One whose way to `through`, or from there on, rises above p by more than the most that a lower bound exceeds p
    /// breaks no bound. Rounding to days may cost a day on either side. Months, and values with gaps, do not move
    /// with their beginning: where there are some, or the edges make a circle, all kept causes are returned.
    pub fn region(&mut self, through: &[Cause]) -> Vec<Cause> {
        if self.measure.is_none() && self.settle().is_none() {
            self.measure = self.take_measure();
        }
        let Some(measure) = &self.measure else {
            return self.kept_causes();
        };
        let network = &self.sub.network;
        let local = through
            .iter()
            .filter_map(|cause| self.sub.local_cause(*cause));
        let mut starts: Vec<u32> = local
            .flat_map(|cause| network.nodes_of(Cause(cause)))
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let mut nodes = measure.reach(network, &self.kept, Side::Upper, &starts);
        nodes.extend(measure.reach(network, &self.kept, Side::Lower, &starts));
        nodes.extend(starts);
        self.causes_at(nodes)
    }

    fn take_measure(&self) -> Option<Measure> {
        let network = &self.sub.network;
        if network.edges.iter().any(|edge| !edge.step.is_even()) {
            return None;
        }
        let upper = &self.tides()?.upper;
        let nodes = 0..super::graph::index(self.sub.nodes.len());
        let values: Vec<Option<Moment>> = nodes.map(|node| upper.stored(node)).collect();
        let lower = network.bounds.iter().filter(|bound| !bound.upper);
        let excess = lower.filter_map(|b| Some(b.value - values[b.node.0 as usize]?));
        let width = excess.max().unwrap_or_default().max(Moment::default());
        Some(Measure { values, width })
    }

    fn kept_causes(&self) -> Vec<Cause> {
        let causes = self.sub.causes.iter().zip(&self.kept.0);
        causes
            .filter(|(_, kept)| **kept)
            .map(|(cause, _)| *cause)
            .collect()
    }

    /// Kept causes with a constraint at one of these nodes.
    fn causes_at(&self, mut nodes: Vec<u32>) -> Vec<Cause> {
        nodes.sort_unstable();
        nodes.dedup();
        let network = &self.sub.network;
        let constraints = nodes.iter().flat_map(|node| {
            let site = &network.sites[*node as usize];
            let edges = site.leaving.iter().chain(&site.entering);
            let edges = edges.map(|id| Constraint::Edge(*id));
            edges.chain(site.bounds.iter().map(|id| Constraint::Bound(*id)))
        });
        let causes = constraints.filter_map(|constraint| network.cause_of(constraint));
        let kept = causes.filter(|cause| self.kept.holds(Some(*cause)));
        let mut causes: Vec<Cause> = kept
            .map(|cause| self.sub.causes[cause.0 as usize])
            .collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }
}

impl Measure {
    /// The nodes to which (or, on the lower side, from which) a walk leads that is short enough to matter.
    fn reach(&self, network: &Network, kept: &Kept, side: Side, starts: &[u32]) -> Vec<u32> {
        let stored = |value: &Option<Moment>| value.map_or(NOWHERE, |value| side.stored(value));
        let mut tide = Tide::new(side, self.values.iter().map(stored).collect());
        for node in starts {
            if let Some(value) = self.values[*node as usize] {
                tide.lower(*node, side.stored(value), Via::Start, NONE);
            }
        }
        let limit = self.width + Moment::at(2 * DAY_SECONDS);
        tide.reach(network, kept, limit)
    }
}
