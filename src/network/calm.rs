//! Parts in which everything can hold, as nearly all of a large network are: their values fall in place, without the history that
//! only a contradiction asks for.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::graph::{Network, Part, index};
use super::moment::Moment;
use super::solve::Solution;
use super::step::Side;

/// So often, for each edge, a value may fall before it is taken for one that falls for ever.
const FALLS_PER_EDGE: usize = 16;

/// So often in any part.
const FALLS: usize = 256;

impl Network {
    /// What all causes of each part leave open; nothing where they cannot all hold. The parts are those of [`Network::parts`].
    pub fn solve_parts(&self, parts: &[Part]) -> Vec<Option<Solution>> {
        let mut places = vec![0; self.node_count()];
        for part in parts {
            for (place, node) in part.nodes.iter().enumerate() {
                places[node.0 as usize] = index(place);
            }
        }
        let solve = |part: &Part| {
            if part.causes.is_empty() {
                return Some(Solution::default());
            }
            let calm = Calm {
                network: self,
                part,
                places: &places,
            };
            calm.solution().or_else(|| self.solve(&part.causes).ok())
        };
        parts.par_iter().map(solve).collect()
    }
}

/// A part that may be calm.
struct Calm<'n> {
    network: &'n Network,
    part: &'n Part,
    /// The place of each node of the network in its part.
    places: &'n [u32],
}

/// Values of the nodes of a part, as stored on one side.
type Values = Vec<Option<Moment>>;

impl Calm<'_> {
    /// What all causes leave open, unless something is at odds or it takes longer to find out.
    fn solution(&self) -> Option<Solution> {
        let free = self.fallen(Side::Upper, self.spanned())?;
        let latest = self.fallen(Side::Upper, self.bounded(Side::Upper))?;
        if self.is_broken(&latest) {
            return None;
        }
        let earliest = self.fallen(Side::Lower, self.bounded(Side::Lower))?;
        Some(Solution {
            nodes: self.part.nodes.clone(),
            earliest: (earliest.into_iter().map(|value| Some(-value?))).collect(),
            latest,
            free: free.into_iter().map(Option::unwrap_or_default).collect(),
        })
    }

    /// The tightest bound of each node on one side.
    fn bounded(&self, side: Side) -> Values {
        let network = self.network;
        let tightest = |node: &super::graph::NodeId| {
            let bounds = network.meets().bounds.of(node.0).iter();
            let bounds = bounds.map(|id| &network.bounds[*id as usize]);
            let own = bounds.filter(|bound| bound.upper == (side == Side::Upper));
            let least = own.map(|bound| side.stored(bound.value)).min()?;
            Some(match network.is_day(*node) {
                true => least.floor_day(),
                false => least,
            })
        };
        self.part.nodes.iter().map(tightest).collect()
    }

    /// Whether a node cannot reach one of its lower bounds.
    fn is_broken(&self, latest: &Values) -> bool {
        let network = self.network;
        let mut nodes = self.part.nodes.iter().zip(latest);
        nodes.any(|(node, latest)| {
            let bounds = network.meets().bounds.of(node.0).iter();
            let mut bounds = bounds.map(|id| &network.bounds[*id as usize]);
            latest.is_some_and(|latest| bounds.any(|bound| !bound.upper && latest < bound.value))
        })
    }

    /// Values that make the edges of a spanning tree tight.
    fn spanned(&self) -> Values {
        let mut values: Values = vec![None; self.part.nodes.len()];
        values[0] = Some(Moment::default());
        let mut open = VecDeque::from([0_u32]);
        while let Some(place) = open.pop_front() {
            let value = values[place as usize].unwrap_or_default();
            for side in [Side::Upper, Side::Lower] {
                for (far, reached) in self.steps(side, place, side.stored(value)) {
                    let known = &mut values[far as usize];
                    if known.is_none() {
                        *known = Some(side.stored(reached));
                        open.push_back(far);
                    }
                }
            }
        }
        values
    }

    /// The values when all have fallen until every edge holds; nothing if they do not seem to come to rest.
    fn fallen(&self, side: Side, mut values: Values) -> Option<Values> {
        let edges: usize = (self.part.nodes.iter())
            .map(|node| self.network.edges_from(node.0, side).len())
            .sum();
        let mut left = FALLS + FALLS_PER_EDGE * edges;
        let has_value = |place: &u32| values[*place as usize].is_some();
        let mut open: VecDeque<u32> = (0..index(values.len())).filter(has_value).collect();
        let mut waits: Vec<bool> = values.iter().map(Option::is_some).collect();
        while let Some(place) = open.pop_front() {
            waits[place as usize] = false;
            let Some(value) = values[place as usize] else {
                continue;
            };
            for (far, reached) in self.steps(side, place, value) {
                let known = &mut values[far as usize];
                if known.is_some_and(|known| known <= reached) {
                    continue;
                }
                left = left.checked_sub(1)?;
                *known = Some(reached);
                if !std::mem::replace(&mut waits[far as usize], true) {
                    open.push_back(far);
                }
            }
        }
        Some(values)
    }

    /// Where the edges of a node lead, with what they make of its value.
    fn steps(
        &self,
        side: Side,
        place: u32,
        value: Moment,
    ) -> impl Iterator<Item = (u32, Moment)> + '_ {
        let network = self.network;
        let node = self.part.nodes[place as usize];
        network.edges_from(node.0, side).iter().map(move |id| {
            let edge = &network.edges[*id as usize];
            let far = match side {
                Side::Upper => edge.to,
                Side::Lower => edge.from,
            };
            let reached = network.follow(*id, side, value);
            (self.places[far.0 as usize], reached)
        })
    }
}
