//! What all causes of each part leave open, found part by part.

use std::ops::Range;

use rayon::prelude::*;

use super::calm::Calm;
use super::graph::{Cause, Network, NodeId, index};
use super::meets::Lists;
use super::moment::Moment;
use super::own::Own;
use super::parts::{Asked, Fetched, Part, Parts, collect_causes};
use super::quick::{Plain, Quick};
use super::solve::Values;

/// So many parts are looked at in one go, if there are enough of them for all threads.
const TOGETHER: usize = 64;

/// What all causes of each part leave open.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    parts: Parts,
    /// Where the values of each node stand: those of one part side by side.
    places: Vec<u32>,
    plain: Vec<Plain>,
    /// The values that are not plain, by their places, which rise.
    others: Vec<(u32, Values)>,
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

    /// Whether what some node is at least is so, in a part whose causes can all hold.
    #[must_use]
    pub fn any_earliest(&self, is_so: impl Fn(Moment) -> bool) -> bool {
        let plain = self.plain.iter().filter_map(|plain| plain.values());
        let known = plain.chain(self.others.iter().map(|(_, values)| *values));
        known.filter_map(|values| values.earliest).any(is_so)
    }

    /// What is left open for a node; nothing is known of it where no cause speaks of its part, or not all of them can hold.
    #[must_use]
    pub fn values(&self, node: NodeId) -> Option<Values> {
        let place = self.places[node.0 as usize];
        self.plain[place as usize].values().or_else(|| {
            let at = self
                .others
                .binary_search_by_key(&place, |(place, _)| *place);
            Some(self.others[at.ok()?].1)
        })
    }
}

impl Network {
    /// What all causes of each part leave open.
    pub fn settled(&self) -> Settled {
        let (mut parts, asked) = self.split();
        let places = parts.places();
        let mut plain = vec![Plain::UNKNOWN; self.node_count()];
        let share = parts.len() as usize / (8 * rayon::current_num_threads());
        let together = share.clamp(1, TOGETHER);
        let mut batches = Vec::with_capacity(parts.len() as usize / together + 1);
        let mut rest = plain.as_mut_slice();
        for first in (0..parts.len()).step_by(together) {
            let numbers = first..parts.len().min(first + index(together));
            let count = parts.nodes.of_all(numbers.clone()).len();
            let (own, others) = rest.split_at_mut(count);
            batches.push((numbers, own));
            rest = others;
        }
        let settle = |room: &mut Room, (numbers, plain): (Range<u32>, &mut [Plain])| {
            asked.fetch(self, numbers.clone(), &mut room.fetched);
            Batch::settle(self, room, (&parts, &places, &asked), numbers, plain)
        };
        let batches: Vec<Batch> = (batches.into_par_iter())
            .map_init(Room::default, settle)
            .collect();
        let mut settled = Settled::default();
        let mut causes = Lists::default();
        for batch in batches {
            causes.append(&batch.causes);
            settled.others.extend(batch.others);
            settled.torn.extend(batch.torn);
        }
        parts.causes = causes;
        Settled {
            parts,
            places,
            plain,
            ..settled
        }
    }

    /// Whether everything can hold, as far as that is found out in a short time: bounds apart there are values for all nodes, and the
    /// greatest values under the upper bounds are not below the lower ones.
    pub(super) fn is_calm(&self) -> bool {
        let mut quick = Quick::default();
        let place = |NodeId(node)| node;
        let taken = quick.take(self.days(), &self.edges, &self.bounds, place);
        taken.and_then(|()| quick.holds()).unwrap_or_else(|| {
            let mut own = Own::default();
            own.take(self.days(), &self.edges, &self.bounds, place);
            Calm::new(self, &own).holds()
        })
    }
}

/// The room that parts are solved in, one after the other.
#[derive(Clone, Default)]
struct Room {
    fetched: Fetched,
    causes: Vec<Cause>,
    quick: Quick,
    own: Own,
}

/// What is found of some parts that follow one another.
#[derive(Default)]
struct Batch {
    causes: Lists<Cause>,
    others: Vec<(u32, Values)>,
    torn: Vec<u32>,
}

impl Batch {
    /// Looks at the parts that were fetched; what is plain of the values of their nodes is noted side by side.
    fn settle(
        network: &Network,
        room: &mut Room,
        (parts, places, asked): (&Parts, &[u32], &Asked),
        numbers: Range<u32>,
        mut plain: &mut [Plain],
    ) -> Self {
        let Room {
            fetched,
            causes,
            quick,
            own,
        } = room;
        let mut batch = Self::default();
        for (number, edges, bounds) in asked.each(numbers, fetched) {
            let nodes = parts.nodes.of(number);
            let first = nodes.first().map_or(0, |node| places[node.0 as usize]);
            let place = |node: NodeId| places[node.0 as usize] - first;
            let (values, others) = plain.split_at_mut(nodes.len());
            plain = others;
            collect_causes(edges, bounds, causes);
            batch.causes.push(causes);
            if causes.is_empty() {
                continue;
            }
            let days = || nodes.iter().map(|node| network.is_day(*node));
            let taken = quick.take(days(), edges, bounds, place);
            let holds = match taken.and_then(|()| quick.settle(values)) {
                Some(holds) => holds,
                None => {
                    own.take(days(), edges, bounds, place);
                    batch.settle_slowly(Calm::new(network, own), Part { nodes, causes }, first)
                }
            };
            if !holds {
                batch.torn.push(number);
            }
        }
        batch
    }

    /// Looks at a part that is not plain; its nodes stand from `first` on.
    fn settle_slowly(&mut self, calm: Calm<'_>, part: Part<'_>, first: u32) -> bool {
        let mut values = vec![None; part.nodes.len()];
        let holds = calm.solve(part, &mut values);
        let known = (first..).zip(values);
        self.others
            .extend(known.filter_map(|(place, values)| Some((place, values?))));
        holds
    }
}
