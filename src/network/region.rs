//! Where the conflicts of a few causes can reach.

use super::graph::{Cause, Constraint, Network};
use super::moment::{DAY_SECONDS, Moment};
use super::search::Search;
use super::step::Side;
use super::tide::{NONE, Tide, Via};

/// How far the bounds lie from values that satisfy all edges, and for which values this was measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    measured_at: usize,
    width: Moment,
}

impl Search {
    /// Kept causes among which every minimal conflict with one of `through` lies.
    ///
    /// Values p that satisfy all edges measure every walk: it never comes nearer to p, so one from an upper bound `a`
    /// above p to a lower bound `b` above p, the contradiction `a < b`, goes no farther from p than the most that any
    /// `b` exceeds any `a`. Rounding to days can cost a day on the way to `through`, and another one after it. With a
    /// circle among the kept edges there is no such p, and all kept causes are returned.
    pub fn region(&mut self, through: &[Cause]) -> Vec<Cause> {
        if self
            .potential
            .settle(&self.sub.network, &self.kept)
            .is_some()
        {
            return self.causes_where(|_| true);
        }
        let limit = self.spread_width() + Moment::at(2 * DAY_SECONDS);
        let mut starts: Vec<u32> = through
            .iter()
            .filter_map(|cause| self.sub.local_cause(*cause))
            .flat_map(|cause| self.sub.network.nodes_of(Cause(cause)))
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let mut inside = vec![false; self.sub.nodes.len()];
        for side in [Side::Upper, Side::Lower] {
            for node in self.reach(side, &starts, limit) {
                inside[node as usize] = true;
            }
        }
        self.causes_where(|node| inside[node as usize])
    }

    /// The nodes to which (or, from below, from which) a walk of this length leads.
    fn reach(&self, side: Side, starts: &[u32], limit: Moment) -> Vec<u32> {
        let values = self.potential.values();
        let stored: Vec<Moment> = values.iter().map(|value| side.stored(*value)).collect();
        let mut tide = Tide::new(side, stored.clone());
        for node in starts {
            tide.lower(*node, stored[*node as usize], Via::Start, NONE);
        }
        tide.reach(&self.sub.network, &self.kept, limit)
    }

    /// Kept causes with a constraint between nodes that are `inside`.
    fn causes_where(&self, inside: impl Fn(u32) -> bool) -> Vec<Cause> {
        let network = &self.sub.network;
        let lies_inside = |constraint: &Constraint| match *constraint {
            Constraint::Edge(id) => {
                let edge = &network.edges[id as usize];
                inside(edge.from.0) && inside(edge.to.0)
            }
            Constraint::Bound(id) => inside(network.bounds[id as usize].node.0),
        };
        let causes = network.by_cause.iter().enumerate();
        causes
            .filter(|(cause, constraints)| {
                self.kept.0[*cause] && constraints.iter().any(&lies_inside)
            })
            .map(|(cause, _)| self.sub.causes[cause])
            .collect()
    }

    /// The most that a lower bound can exceed an upper bound, measured from values that satisfy all edges.
    fn spread_width(&mut self) -> Moment {
        let measured_at = self.potential.tide.entries.len();
        if let Some(spread) = self.spread
            && spread.measured_at == measured_at
        {
            return spread.width;
        }
        let width = width(&self.sub.network, &self.potential.tide);
        self.spread = Some(Spread { measured_at, width });
        width
    }
}

/// Over all bounds, kept or not: a few too many only make a region larger.
fn width(network: &Network, potential: &Tide) -> Moment {
    let height = |upper: bool| {
        let bounds = network
            .bounds
            .iter()
            .filter(move |bound| bound.upper == upper);
        bounds.map(|bound| bound.value - potential.stored(bound.node.0).unwrap_or_default())
    };
    match (height(false).max(), height(true).min()) {
        (Some(highest), Some(lowest)) => highest - lowest,
        _ => Moment::default(),
    }
}
