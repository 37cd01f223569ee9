//! Parts in which everything can hold, as nearly all of a large network are: their values fall in place, without the history that
//! only a contradiction asks for.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::graph::{Edge, Network, NodeId, index};
use super::meets::Lists;
use super::moment::Moment;
use super::parts::{Part, Parts};
use super::solve::Values;
use super::step::{Side, Step};

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

/// A part that may be calm, with a copy of all that it needs: what belongs to one part lies far apart in a large network, and is then
/// fetched once only.
struct Calm<'n> {
    network: &'n Network,
    part: Part<'n>,
    links: Vec<Link>,
    /// The links along which values fall from each node, on either side.
    upper: Lists<u32>,
    lower: Lists<u32>,
    bounds: Vec<Tightest>,
}

/// An edge between two nodes of a part, by their places in it.
struct Link {
    from: u32,
    to: u32,
    step: Step,
}

/// The tightest bounds of a node, as stored on either side.
#[derive(Clone, Copy, Default)]
struct Tightest {
    upper: Option<Moment>,
    lower: Option<Moment>,
    is_day: bool,
}

/// Values of the nodes of a part, as stored on one side.
type OneSide = Vec<Option<Moment>>;

impl<'n> Calm<'n> {
    /// `places` are those of all nodes of the network, side by side in a part.
    fn new(network: &'n Network, part: Part<'n>, places: &[u32]) -> Self {
        let first = part.nodes.first().map_or(0, |node| places[node.0 as usize]);
        let place = |node: NodeId| places[node.0 as usize] - first;
        let edges = part
            .nodes
            .iter()
            .flat_map(|node| network.edges_from(node.0, Side::Upper));
        let mut edges: Vec<u32> = edges.copied().collect();
        edges.sort_unstable();
        let link = |id: u32| {
            let Edge { from, to, step, .. } = network.edges[id as usize];
            let (from, to) = (place(from), place(to));
            Link { from, to, step }
        };
        let links: Vec<Link> = edges.into_iter().map(link).collect();
        let numbered = || (0..).zip(&links);
        let count = part.nodes.len();
        Self {
            upper: Lists::new(count, || {
                numbered().map(|(id, link): (u32, &Link)| (link.from, id))
            }),
            lower: Lists::new(count, || {
                numbered().map(|(id, link): (u32, &Link)| (link.to, id))
            }),
            bounds: part
                .nodes
                .iter()
                .map(|node| Tightest::of(network, *node))
                .collect(),
            links,
            network,
            part,
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
        for (values, node) in values.iter_mut().zip(self.part.nodes) {
            *values = solution.at(*node);
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
        let tightest = |bounds: &Tightest| {
            let least = match side {
                Side::Upper => bounds.upper?,
                Side::Lower => bounds.lower?,
            };
            Some(match bounds.is_day {
                true => least.floor_day(),
                false => least,
            })
        };
        self.bounds.iter().map(tightest).collect()
    }

    /// Whether a node cannot reach one of its lower bounds.
    fn is_broken(&self, latest: &OneSide) -> bool {
        let mut nodes = self.bounds.iter().zip(latest);
        nodes.any(|(bounds, latest)| {
            let both = latest.zip(bounds.lower);
            both.is_some_and(|(latest, lower)| latest < -lower)
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
        let mut left = FALLS + FALLS_PER_EDGE * self.links.len();
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

    /// Where the links of a node lead, with what they make of its value.
    fn steps(
        &self,
        side: Side,
        place: u32,
        value: Moment,
    ) -> impl Iterator<Item = (u32, Moment)> + '_ {
        let links = match side {
            Side::Upper => self.upper.of(place),
            Side::Lower => self.lower.of(place),
        };
        links.iter().map(move |id| {
            let link = &self.links[*id as usize];
            let far = match side {
                Side::Upper => link.to,
                Side::Lower => link.from,
            };
            let is_day = self.bounds[far as usize].is_day;
            let reached = self.network.moved(link.step, side, is_day, value);
            (far, reached)
        })
    }
}

impl Tightest {
    fn of(network: &Network, node: NodeId) -> Self {
        let mut tightest = Self {
            is_day: network.is_day(node),
            ..Self::default()
        };
        for id in network.meets().bounds.of(node.0) {
            let bound = &network.bounds[*id as usize];
            let (side, known) = match bound.upper {
                true => (Side::Upper, &mut tightest.upper),
                false => (Side::Lower, &mut tightest.lower),
            };
            let value = side.stored(bound.value);
            *known = Some(known.map_or(value, |known| known.min(value)));
        }
        tightest
    }
}
