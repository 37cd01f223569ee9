//! Which of a few causes can all hold, asked again and again: nothing is made anew for each question.

use super::graph::{Cause, Network, NodeId};
use super::quick::Quick;
use super::sub::Sub;

/// So many edges and bounds are looked through for each question.
const LOOKED_THROUGH: usize = 1_000;

/// A few causes with all that they ask.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The causes in it are numbered from 0.
    network: Network,
    quick: Quick,
}

impl Trial {
    /// Takes up causes, which must rise; nothing if they ask so much that each question is better looked into by itself.
    #[must_use]
    pub fn new(network: &Network, causes: &[Cause]) -> Option<Self> {
        let Sub { network, .. } = Sub::new(network, causes, &[]);
        let asked = network.edges.len() + network.bounds.len();
        (asked <= LOOKED_THROUGH).then(|| Self {
            network,
            quick: Quick::default(),
        })
    }

    /// Whether those causes that are kept, by their places among all, can all hold; nothing where that is not seen soon.
    pub fn holds(&mut self, kept: impl Fn(u32) -> bool) -> Option<bool> {
        let holds = |cause: Option<Cause>| cause.is_none_or(|cause| kept(cause.number()));
        let Self { network, quick } = self;
        let edges = network.edges.iter().filter(|edge| holds(edge.cause));
        let bounds = network.bounds.iter().filter(|bound| holds(bound.cause));
        quick.take(network.days(), edges, bounds, |NodeId(node)| node)?;
        quick.holds()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::network::{Moment, Step};

    /// A number of hours, perhaps not exactly so many.
    fn moments() -> impl Strategy<Value = Moment> {
        (-40..40i64, -1..=1i32).prop_map(|(hours, strict)| Moment {
            seconds: hours * 3_600,
            strict,
        })
    }

    proptest! {
        /// What is found for some of the causes is what is found when they are all there is.
        #[test]
        fn a_trial_tells_what_a_search_finds(
            days in proptest::collection::vec(any::<bool>(), 1..5),
            edges in proptest::collection::vec((0..5u32, 0..5u32, moments(), 0..8u32), 0..8),
            bounds in proptest::collection::vec((0..5u32, moments(), any::<bool>(), 0..8u32), 0..8),
            questions in proptest::collection::vec(any::<u8>(), 1..4),
        ) {
            let mut network = Network::default();
            for day in &days {
                if *day { network.add_day(); } else { network.add_instant(); }
            }
            let cause = |number: u32| Some(Cause::new(number.min(6)));
            for &(from, to, shift, number) in &edges {
                network.add_edge(NodeId(from), NodeId(to), Step::Shift(shift), cause(number));
            }
            for &(node, value, upper, number) in &bounds {
                match upper {
                    true => network.at_most(NodeId(node), value, cause(number)),
                    false => network.at_least(NodeId(node), value, cause(number)),
                };
            }
            let all: Vec<Cause> = (0..7).map(Cause::new).collect();
            let mut trial = Trial::new(&network, &all).unwrap_or_else(|| unreachable!());
            for question in questions {
                let kept = |cause: u32| question >> cause & 1 == 1;
                let causes: Vec<Cause> = all.iter().copied().filter(|cause| kept(cause.number())).collect();
                let found = trial.holds(kept);
                let expected = network.conflict(&causes).is_none();
                // A circle that falls for ever is left to the search.
                prop_assert!(found == Some(expected) || found.is_none() && !expected);
            }
        }
    }
}
