//! Values that satisfy all kept edges, whatever the bounds; or a circle that none satisfies.

use super::graph::{Network, index};
use super::kept::Kept;
use super::moment::Moment;
use super::step::Side;
use super::tide::{NONE, Tide, Via};

/// Values that fall from a spanning forest until all edges hold.
#[derive(Debug, Clone)]
pub(super) struct Potential {
    pub(super) tide: Tide,
    /// Nodes before this one have been looked at once.
    looked_at: u32,
}

impl Potential {
    /// Values that satisfy a spanning forest of the kept edges, with those that break another edge marked.
    pub(super) fn new(network: &Network, kept: &Kept) -> Self {
        let start = spanning_values(network, kept);
        let mut tide = Tide::new(Side::Upper, start.clone());
        for (node, value) in start.iter().enumerate() {
            tide.lower(index(node), *value, Via::Start, NONE);
        }
        // All edges are looked at once before any fall is followed, so that the deepest falls go first.
        tide.clear_open();
        Self { tide, looked_at: 0 }
    }

    /// Lets the values fall until all kept edges hold, or until a circle is proved; then its closing entry is returned,
    /// and this can be called again once the circle is broken.
    pub(super) fn settle(&mut self, network: &Network, kept: &Kept) -> Option<u32> {
        while (self.looked_at as usize) < self.tide.len() {
            let circle = self.tide.spread(network, kept, self.looked_at);
            if circle.is_some() {
                return circle;
            }
            self.looked_at += 1;
        }
        self.tide.settle(network, kept)
    }

    /// Values of all nodes, once settled.
    pub(super) fn values(&self) -> Vec<Moment> {
        let nodes = 0..index(self.tide.len());
        nodes
            .map(|node| self.tide.stored(node).unwrap_or_default())
            .collect()
    }
}

fn spanning_values(network: &Network, kept: &Kept) -> Vec<Moment> {
    let mut values: Vec<Option<Moment>> = vec![None; network.node_count()];
    let mut open = std::collections::VecDeque::new();
    for root in 0..network.node_count() {
        if values[root].is_none() {
            values[root] = Some(Moment::default());
            open.push_back(root);
        }
        while let Some(node) = open.pop_front() {
            let value = values[node].unwrap_or_default();
            for (far, reached) in steps_from(network, kept, node, value) {
                if values[far].is_none() {
                    values[far] = Some(reached);
                    open.push_back(far);
                }
            }
        }
    }
    values.into_iter().map(Option::unwrap_or_default).collect()
}

/// The neighbours of a node with the values that make the edge to or from them tight.
fn steps_from<'a>(
    network: &'a Network,
    kept: &'a Kept,
    node: usize,
    value: Moment,
) -> impl Iterator<Item = (usize, Moment)> + 'a {
    let edges = |side| network.edges_from(index(node), side).iter();
    let leaving = edges(Side::Upper).map(|e| (*e, Side::Upper));
    let entering = edges(Side::Lower).map(|e| (*e, Side::Lower));
    leaving.chain(entering).filter_map(move |(id, side)| {
        let edge = &network.edges[id as usize];
        let far = match side {
            Side::Upper => edge.to.0,
            Side::Lower => edge.from.0,
        } as usize;
        let reached = network.follow(id, side, side.stored(value));
        kept.holds(edge.cause).then(|| (far, side.stored(reached)))
    })
}
