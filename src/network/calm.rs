//! Parts in which everything can hold, as nearly all of a large network are: their values fall in place, without the history that
//! only a contradiction asks for.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::graph::{Network, NodeId, index};
use super::moment::Moment;
use super::parts::{Part, Parts};
use super::solve::Values;
use super::step::Side;

/// So often, for each edge, a value may fall before it is taken for one that falls for ever.
const FALLS_PER_EDGE: usize = 16;

/// So often in any part.
const FALLS: usize = 256;

/// What all causes of each part leave open.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    parts: Parts,
    /// Where the values of each node stand: those of one part side by side.
    places: Vec<u32>,
    values: Vec<Option<Values>>,
    torn: Vec<u32>,
}

impl Settled {
    /// The parts.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The numbers of those parts whose causes cannot all hold, rising.
    #[must_use]
    pub fn torn(&self) -> &[u32] {
        &self.torn
    }

    /// What is left open for a node; nothing is known of it where no cause speaks of its part, or not all of them can hold.
    #[must_use]
    pub fn values(&self, node: NodeId) -> Option<Values> {
        self.values[self.places[node.0 as usize] as usize]
    }
}

impl Network {
    /// What all causes of each part leave open.
    pub fn settled(&self) -> Settled {
        let parts = self.parts();
        let places = parts.places();
        let mut values = vec![None; self.node_count()];
        let mut rest = values.as_mut_slice();
        let mut all = Vec::with_capacity(parts.len() as usize);
        for (number, part) in (0..).zip(parts.iter()) {
            let (own, others) = rest.split_at_mut(part.nodes.len());
            all.push((number, part, own));
            rest = others;
        }
        let is_torn = |(number, part, own): (u32, Part<'_>, &mut [Option<Values>])| {
            let calm = Calm::new(self, part, &places);
            (!part.causes.is_empty() && !calm.solve(own)).then_some(number)
        };
        let torn = all.into_par_iter().filter_map(is_torn).collect();
        Settled {
            parts,
            places,
            values,
            torn,
        }
    }
}

impl Network {
    /// Whether everything can hold, as far as that is found out in a short time: bounds apart there are values for all nodes, and the
    /// greatest values under the upper bounds are not below the lower ones.
    pub(super) fn is_calm(&self) -> bool {
        let places: Vec<u32> = (0..index(self.node_count())).collect();
        let nodes: Vec<NodeId> = places.iter().copied().map(NodeId).collect();
        let all = Part {
            nodes: &nodes,
            causes: &[],
        };
        let calm = Calm::new(self, all, &places);
        let anywhere = vec![Some(Moment::default()); nodes.len()];
        calm.fallen(Side::Upper, anywhere).is_some()
            && (calm.fallen(Side::Upper, calm.bounded(Side::Upper)))
                .is_some_and(|latest| !calm.is_broken(&latest))
    }
}

/// A part that may be calm.
struct Calm<'n> {
    network: &'n Network,
    part: Part<'n>,
    /// The place of each node of the network, and of the first one of the part.
    places: &'n [u32],
    first: u32,
}

/// Values of the nodes of a part, as stored on one side.
type OneSide = Vec<Option<Moment>>;

impl<'n> Calm<'n> {
    fn new(network: &'n Network, part: Part<'n>, places: &'n [u32]) -> Self {
        let first = part.nodes.first().map_or(0, |node| places[node.0 as usize]);
        Self {
            network,
            part,
            places,
            first,
        }
    }

    /// Finds what all causes leave open for each node; says whether they can all hold.
    fn solve(&self, values: &mut [Option<Values>]) -> bool {
        if self.fall(values).is_some() {
            return true;
        }
        let Ok(solution) = self.network.solve(self.part.causes) else {
            return false;
        };
        for (node, found) in solution.values() {
            values[(self.places[node.0 as usize] - self.first) as usize] = Some(found);
        }
        true
    }

    /// The same, unless something is at odds or it takes longer to find out.
    fn fall(&self, values: &mut [Option<Values>]) -> Option<()> {
        let latest = self.fallen(Side::Upper, self.bounded(Side::Upper))?;
        if self.is_broken(&latest) {
            return None;
        }
        let earliest = self.fallen(Side::Lower, self.bounded(Side::Lower))?;
        // Where all nodes are bounded the greatest values satisfy all edges themselves.
        let bounded = |values: &OneSide| values.iter().all(Option::is_some);
        let free = match bounded(&latest) && bounded(&earliest) {
            true => latest.clone(),
            false => self.fallen(Side::Upper, self.spanned())?,
        };
        let found = free.into_iter().zip(latest.into_iter().zip(earliest));
        for (values, (free, (latest, earliest))) in values.iter_mut().zip(found) {
            *values = Some(Values {
                earliest: earliest.map(|value| -value),
                latest,
                free: free.unwrap_or_default(),
            });
        }
        Some(())
    }

    /// The tightest bound of each node on one side.
    fn bounded(&self, side: Side) -> OneSide {
        let network = self.network;
        let tightest = |node: &NodeId| {
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
    fn is_broken(&self, latest: &OneSide) -> bool {
        let network = self.network;
        let mut nodes = self.part.nodes.iter().zip(latest);
        nodes.any(|(node, latest)| {
            let bounds = network.meets().bounds.of(node.0).iter();
            let mut bounds = bounds.map(|id| &network.bounds[*id as usize]);
            latest.is_some_and(|latest| bounds.any(|bound| !bound.upper && latest < bound.value))
        })
    }

    /// Values that make the edges of a spanning tree tight.
    fn spanned(&self) -> OneSide {
        let mut values: OneSide = vec![None; self.part.nodes.len()];
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
    fn fallen(&self, side: Side, mut values: OneSide) -> Option<OneSide> {
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
            (self.places[far.0 as usize] - self.first, reached)
        })
    }
}
