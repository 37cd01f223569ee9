//! Which causes are kept, and the tightest bound of each node among them.

use super::graph::{Bound, Cause, Network, index};
use super::tide::NONE;

/// Which causes are kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    causes: Vec<bool>,
    bounds: Bounds,
}

impl Kept {
    /// All causes of a network are kept, or none.
    pub(super) fn new(network: &Network, causes: usize, all: bool) -> Self {
        let causes = vec![all; causes];
        let holds = |bound: &Bound| all || bound.cause.is_none();
        let bounds = Bounds::new(network, holds);
        Self { causes, bounds }
    }

    /// Whether what has this cause is kept; what has none always is.
    pub(super) fn holds(&self, cause: Option<Cause>) -> bool {
        let is_kept = |cause: Cause| self.causes.get(cause.number() as usize) == Some(&true);
        cause.is_none_or(is_kept)
    }

    /// Keeps a cause or gives it up; says whether that changes anything. Its bounds must be told of it.
    pub(super) fn mark(&mut self, cause: u32, kept: bool) -> bool {
        let before = self.causes.get_mut(cause as usize);
        before.is_some_and(|before| std::mem::replace(before, kept) != kept)
    }

    /// Keeps a bound or gives it up.
    pub(super) fn mark_bound(&mut self, bound: u32, kept: bool) {
        self.bounds.mark(bound, kept);
    }

    /// The tightest kept bound of a node.
    pub(super) fn tightest(&self, node: u32, upper: bool) -> Option<u32> {
        self.bounds.tightest(node, upper)
    }
}

/// All bounds, those of one side of one node together, the tightest first; and which of them are kept.
///
/// A hundred thousand dates of one event come and go one by one, so the first that is kept must not be looked for among all.
#[derive(Debug, Clone, Default)]
struct Bounds {
    /// Bounds in their order.
    order: Vec<u32>,
    /// The place of each bound.
    place_of: Vec<u32>,
    /// Where the lower bounds of each node begin, then its upper ones.
    starts: Vec<u32>,
    kept: Places,
}

impl Bounds {
    fn new(network: &Network, holds: impl Fn(&Bound) -> bool) -> Self {
        let mut order: Vec<u32> = Vec::with_capacity(network.bounds.len());
        let mut starts: Vec<u32> = Vec::with_capacity(2 * network.node_count() + 1);
        for node in 0..index(network.node_count()) {
            for upper in [false, true] {
                let start = order.len();
                starts.push(index(start));
                let of_side = |id: &&u32| network.bounds[**id as usize].upper == upper;
                order.extend(network.meets().bounds.of(node).iter().filter(of_side));
                order[start..].sort_unstable_by_key(|id| {
                    let value = network.bounds[*id as usize].value;
                    (if upper { value } else { -value }, *id)
                });
            }
        }
        starts.push(index(order.len()));
        let mut bounds = Self {
            place_of: vec![NONE; network.bounds.len()],
            kept: Places::new(order.len()),
            order,
            starts,
        };
        for place in 0..bounds.order.len() {
            let id = bounds.order[place];
            bounds.place_of[id as usize] = index(place);
            bounds.kept.set(place, holds(&network.bounds[id as usize]));
        }
        bounds
    }

    fn mark(&mut self, bound: u32, kept: bool) {
        if let Some(place) = self.place_of.get(bound as usize) {
            self.kept.set(*place as usize, kept);
        }
    }

    fn tightest(&self, node: u32, upper: bool) -> Option<u32> {
        let side = 2 * node as usize + usize::from(upper);
        let (start, end) = (*self.starts.get(side)?, *self.starts.get(side + 1)?);
        let place = self.kept.first(start as usize, end as usize)?;
        self.order.get(place).copied()
    }
}

/// A set of places: 64 to a word, and the words that are not empty again as places.
#[derive(Debug, Clone, Default)]
struct Places {
    levels: Vec<Vec<u64>>,
}

impl Places {
    fn new(count: usize) -> Self {
        let mut levels = Vec::new();
        let mut count = count;
        loop {
            count = count.div_ceil(64);
            levels.push(vec![0; count]);
            if count <= 1 {
                return Self { levels };
            }
        }
    }

    fn set(&mut self, place: usize, present: bool) {
        let mut at = place;
        let mut present = present;
        for level in &mut self.levels {
            let Some(word) = level.get_mut(at / 64) else {
                return;
            };
            let bit = 1 << (at % 64);
            *word = if present { *word | bit } else { *word & !bit };
            present = *word != 0;
            at /= 64;
        }
    }

    /// The first place from `start` to before `end`.
    fn first(&self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        let mut height = 0;
        // Up while the rest of the word is empty, then down along the first bits.
        loop {
            let word = *self.levels.get(height)?.get(at / 64)?;
            let rest = word & (u64::MAX << (at % 64));
            if rest != 0 {
                at = at / 64 * 64 + rest.trailing_zeros() as usize;
                break;
            }
            at = at / 64 + 1;
            height += 1;
        }
        for level in self.levels[..height].iter().rev() {
            at = at * 64 + level.get(at)?.trailing_zeros() as usize;
        }
        (at < end).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::Places;

    proptest! {
        #[test]
        fn the_first_place_is_that_of_a_sorted_set(
            count in 1..10_000usize,
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..200),
            asked in proptest::collection::vec((0..10_000usize, 0..10_000usize), 1..50),
        ) {
            let mut places = Places::new(count);
            let mut known = BTreeSet::new();
            for (place, present) in changes {
                let place = place.index(count);
                places.set(place, present);
                if present { known.insert(place); } else { known.remove(&place); }
            }
            for (start, end) in asked {
                let expected = known.range(start..).next().copied().filter(|at| *at < end);
                prop_assert_eq!(places.first(start, end), expected);
            }
        }
    }
}
