//! What each cause asks. Nearly all causes come one after the other, each with all that it asks: then it is found where it stands.

use std::ops::Range;
use std::sync::OnceLock;

use super::graph::{Bound, Cause, Constraint, Edge, index};

/// The edges and bounds of each cause.
#[derive(Debug, Clone, Default)]
pub(super) struct ByCause {
    stretches: Vec<Stretch>,
    /// What came when other causes had come since, or too far behind the first.
    late: Vec<Late>,
    /// The same, sorted once somebody asks.
    sorted: OnceLock<Vec<Late>>,
}

/// Something that came late, with its cause.
type Late = (Cause, Constraint);

/// Among which edges and bounds those of a cause stand.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    edges: u32,
    bounds: u32,
    edges_length: u16,
    bounds_length: u16,
}

impl ByCause {
    /// How many causes there may be: one more than the largest number.
    pub(super) fn len(&self) -> usize {
        self.stretches.len()
    }

    /// Makes room for so many.
    pub(super) fn expect(&mut self, causes: usize) {
        self.stretches.reserve(causes);
    }

    /// Takes up what a cause asks, behind so many edges and bounds.
    pub(super) fn note(&mut self, cause: Cause, asks: Constraint, edges: usize, bounds: usize) {
        let number = cause.number() as usize;
        if number >= self.stretches.len() {
            let begins = Stretch {
                edges: index(edges),
                bounds: index(bounds),
                edges_length: 0,
                bounds_length: 0,
            };
            self.stretches.resize(number + 1, begins);
        }
        let is_last = number + 1 == self.stretches.len();
        if !(is_last && self.stretches[number].reach(asks)) {
            self.late.push((cause, asks));
            self.sorted.take();
        }
    }

    /// What a cause asks: its edges, rising, and then its bounds.
    pub(super) fn of<'n>(
        &'n self,
        cause: Cause,
        edges: &'n [Edge],
        bounds: &'n [Bound],
    ) -> impl Iterator<Item = Constraint> + 'n {
        let own_edge = move |id: &u32| edges[*id as usize].cause == Some(cause);
        let own_bound = move |id: &u32| bounds[*id as usize].cause == Some(cause);
        let stretch = self.stretches.get(cause.number() as usize);
        let (edges, bounds) = stretch.map_or((0..0, 0..0), Stretch::places);
        let late = self.late_of(cause);
        let [late_edges, late_bounds] = late.map(|late| late.iter().map(|(_, asks)| *asks));
        let edges = edges.filter(own_edge).map(Constraint::Edge);
        let bounds = bounds.filter(own_bound).map(Constraint::Bound);
        let edges = edges.chain(late_edges);
        edges.chain(bounds).chain(late_bounds)
    }

    /// The edges and the bounds of a cause that came late.
    fn late_of(&self, cause: Cause) -> [&[Late]; 2] {
        if self.late.is_empty() {
            return [&[], &[]];
        }
        let late = self.sorted.get_or_init(|| {
            let mut late = self.late.clone();
            late.sort_unstable();
            late
        });
        let from = |asks| late.partition_point(|one| *one < (cause, asks));
        let (edges, bounds) = (from(Constraint::Edge(0)), from(Constraint::Bound(0)));
        let end = late.partition_point(|(of, _)| *of <= cause);
        [&late[edges..bounds], &late[bounds..end]]
    }
}

impl Stretch {
    /// Reaches as far as an edge or a bound, unless that is too far away.
    fn reach(&mut self, asks: Constraint) -> bool {
        let (begin, length, id) = match asks {
            Constraint::Edge(id) => (self.edges, &mut self.edges_length, id),
            Constraint::Bound(id) => (self.bounds, &mut self.bounds_length, id),
        };
        let reached = u16::try_from((id - begin).saturating_add(1)).ok();
        reached.map(|reached| *length = reached).is_some()
    }

    fn places(&self) -> (Range<u32>, Range<u32>) {
        let places = |begin: u32, length: u16| begin..begin + u32::from(length);
        (
            places(self.edges, self.edges_length),
            places(self.bounds, self.bounds_length),
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::graph::{Network, NodeId};
    use super::super::moment::Moment;
    use super::super::step::Step;
    use super::*;

    /// Causes that rise for the most part.
    fn causes() -> impl Strategy<Value = Vec<(Option<u32>, bool)>> {
        let step = prop_oneof![5 => 0..2_i32, 1 => -3..5_i32];
        let one = (prop::option::weighted(0.8, step), any::<bool>());
        prop::collection::vec(one, 0..30).prop_map(|all| {
            let mut last = 0_u32;
            let next = |(step, is_edge): (Option<i32>, bool)| {
                let cause = step.map(|step| {
                    last = last.saturating_add_signed(step);
                    last
                });
                (cause, is_edge)
            };
            all.into_iter().map(next).collect()
        })
    }

    proptest! {
        #[test]
        fn each_cause_has_what_was_added_for_it(all in causes(), far in 0..3_usize) {
            let mut network = Network::default();
            let node = network.add_instant();
            let nothing = Step::Shift(Moment::at(0));
            for (at, &(cause, is_edge)) in all.iter().enumerate() {
                let cause = cause.map(Cause::new);
                match is_edge {
                    true => _ = network.add_edge(node, NodeId(0), nothing, cause),
                    false => _ = network.at_most(node, Moment::at(0), cause),
                }
                // Now and then the next stands far away.
                if at % 10 == 7 && far == 0 {
                    for _ in 0..70_000 {
                        network.at_most(node, Moment::at(0), None);
                    }
                }
            }
            let numbered = |cause| {
                let edges = (0..).zip(network.edges.iter().map(|edge| edge.cause));
                let bounds = (0..).zip(network.bounds.iter().map(|bound| bound.cause));
                let own = move |(_, of): &(u32, Option<Cause>)| *of == Some(cause);
                let edges = edges.filter(own).map(|(id, _)| Constraint::Edge(id));
                let bounds = bounds.filter(own).map(|(id, _)| Constraint::Bound(id));
                edges.chain(bounds).collect::<Vec<_>>()
            };
            for cause in (0..40).map(Cause::new) {
                prop_assert_eq!(network.of_cause(cause).collect::<Vec<_>>(), numbered(cause));
            }
        }
    }
}
