//! Parts in which everything can hold, as nearly all of a large network are: their values fall in place, without the history that
//! only a contradiction asks for.

use std::collections::VecDeque;

use super::graph::{Network, index};
use super::meets::Lists;
use super::moment::Moment;
use super::own::{Link, Own, Tightest};
use super::parts::Part;
use super::solve::Values;
use super::step::Side;

/// So often, for each edge, a value may fall before it is taken for one that falls for ever.
const FALLS_PER_EDGE: usize = 16;

/// So often in any part.
const FALLS: usize = 256;

/// So often, for each edge, an edge is looked at on the way: many from one node may make nothing fall but the first.
const LOOKS_PER_EDGE: usize = 16 * FALLS_PER_EDGE;

/// A part that may be calm, whatever its edges are.
pub(super) struct Calm<'n> {
    network: &'n Network,
    links: &'n [Link],
    /// The links along which values fall from each node, on either side.
    upper: Lists<u32>,
    lower: Lists<u32>,
    bounds: &'n [Tightest],
}

/// Values of the nodes of a part, as stored on one side.
type OneSide = Vec<Option<Moment>>;

impl<'n> Calm<'n> {
    pub(super) fn new(network: &'n Network, own: &'n Own) -> Self {
        let (links, bounds) = (&own.links[..], &own.bounds[..]);
        let numbered = || (0..).zip(links);
        let upper = || numbered().map(|(id, link): (u32, &Link)| (link.from, id));
        let lower = || numbered().map(|(id, link): (u32, &Link)| (link.to, id));
        Self {
            upper: Lists::new(bounds.len(), upper),
            lower: Lists::new(bounds.len(), lower),
            network,
            links,
            bounds,
        }
    }

    /// Whether everything can hold, as far as that is seen soon.
    pub(super) fn holds(&self) -> bool {
        let anywhere = vec![Some(Moment::default()); self.bounds.len()];
        self.fallen(Side::Upper, anywhere).is_some()
            && (self.fallen(Side::Upper, self.bounded(Side::Upper)))
                .is_some_and(|latest| !self.is_broken(&latest))
    }

    /// Finds what all causes leave open for each node; says whether they can all hold.
    pub(super) fn solve(&self, part: Part<'_>, values: &mut [Option<Values>]) -> bool {
        if self.fall(values).is_some() {
            return true;
        }
        let Ok(solution) = self.network.solve(part.causes) else {
            return false;
        };
        for (values, node) in values.iter_mut().zip(part.nodes) {
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
        let mut values: OneSide = vec![None; self.bounds.len()];
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
        let mut looks = LOOKS_PER_EDGE * self.links.len();
        let has_value = |place: &u32| values[*place as usize].is_some();
        let mut open: VecDeque<u32> = (0..index(values.len())).filter(has_value).collect();
        let mut waits: Vec<bool> = values.iter().map(Option::is_some).collect();
        while let Some(place) = open.pop_front() {
            waits[place as usize] = false;
            let Some(value) = values[place as usize] else {
                continue;
            };
            looks = looks.checked_sub(self.links_of(side, place).len())?;
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

    /// The links along which a value falls from a node.
    fn links_of(&self, side: Side, place: u32) -> &[u32] {
        match side {
            Side::Upper => self.upper.of(place),
            Side::Lower => self.lower.of(place),
        }
    }

    /// Where the links of a node lead, with what they make of its value.
    fn steps(
        &self,
        side: Side,
        place: u32,
        value: Moment,
    ) -> impl Iterator<Item = (u32, Moment)> + '_ {
        self.links_of(side, place).iter().map(move |id| {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::network::quick::{Plain, Quick};
    use crate::network::{Bound, NodeId, Step};

    /// A sum of some hours, or of what is not small.
    fn seconds() -> impl Strategy<Value = i64> {
        prop_oneof![8 => (-40..=40i64).prop_map(|hours| hours * 3_600), 1 => Just(1 << 39), 1 => any::<i64>()]
    }

    fn moments() -> impl Strategy<Value = Moment> {
        (seconds(), -1..=1i32).prop_map(|(seconds, strict)| Moment { seconds, strict })
    }

    proptest! {
        /// What is found quickly is what is found by looking at one link after another.
        #[test]
        fn the_quick_way_leads_where_the_slow_one_does(
            days in proptest::collection::vec(any::<bool>(), 1..7),
            links in proptest::collection::vec((0..7u32, 0..7u32, moments()), 0..12),
            bounds in proptest::collection::vec((0..7u32, any::<bool>(), moments()), 0..8),
            dated in proptest::option::of((-3..3i64, 0..9i64)),
        ) {
            let count = index(days.len());
            let node = |number: u32| NodeId(number % count);
            let mut network = Network::default();
            for is_day in &days {
                network.add_node(*is_day);
            }
            for &(from, to, shift) in &links {
                network.add_edge(node(from), node(to), Step::Shift(shift), None);
            }
            for &(of, upper, value) in &bounds {
                network.add_bound(Bound { node: node(of), value, upper, cause: None });
            }
            // Dates that a part has as a whole: so all of its nodes are bounded.
            if let Some((first, days)) = dated {
                for node in (0..count).map(NodeId) {
                    network.at_least(node, Moment::day(first), None);
                    network.at_most(node, Moment::day(first + days), None);
                }
            }
            let place = |NodeId(node)| node;
            let mut own = Own::default();
            own.take(network.days(), &network.edges, &network.bounds, place);
            let calm = Calm::new(&network, &own);

            let mut quick = Quick::default();
            let mut found = vec![Plain::UNKNOWN; days.len()];
            let taken = quick.take(network.days(), &network.edges, &network.bounds, place);
            let settled = taken.and_then(|()| quick.settle(&mut found));
            let mut expected = vec![None; days.len()];
            let holds = calm.fall(&mut expected).is_some();
            if let Some(settled) = settled {
                prop_assert_eq!(settled, holds);
                let found: Vec<_> = found.iter().map(|values| values.values()).collect();
                prop_assert!(!settled || found == expected);
            }
            let taken = quick.take(network.days(), &network.edges, &network.bounds, place);
            let held = taken.and_then(|()| quick.holds());
            prop_assert!(held.is_none_or(|held| held == calm.holds()));
            // Where all is small and bounded it is known.
            let small = |value: Moment| value.seconds.abs() < 1 << 38;
            let all_small = links.iter().all(|(.., shift)| small(*shift))
                && bounds.iter().all(|(.., value)| small(*value));
            prop_assert!(settled.is_some() || !holds || !all_small || dated.is_none());
        }
    }
}
