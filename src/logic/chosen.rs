//! A few items that are left out: as bits of one word where their numbers allow it, as a list otherwise.
//!
//! The searches for chains and ways out make and compare thousands of such sets, nearly all of a handful of items among a few dozen.

use std::cmp::Ordering;
use std::hash::Hash;

use super::ItemSet;
use super::items::bits;

/// A set of items in the order of their rising lists: `[1]`, `[1, 5]`, `[1, 7, 8]`, `[2]`.
pub(super) trait Chosen: Clone + Ord + Hash {
    /// No item.
    fn none() -> Self;

    /// These items, which rise.
    fn of(items: &[u32]) -> Self;

    /// The items, rising.
    fn items(&self) -> impl Iterator<Item = u32>;

    /// These items and another one.
    fn with(&self, item: u32) -> Self;

    /// These items but one.
    fn without(&self, item: u32) -> Self;

    /// The first of some sets that has none of these items, by its place.
    fn first_apart(&self, sets: &[Self]) -> Option<usize>;

    /// Whether all items of one of these sets are among these.
    fn holds_one_of(&self, sets: &[Self]) -> bool;

    /// The items as a list.
    fn list(&self) -> Vec<u32> {
        self.items().collect()
    }
}

/// Items with numbers below 64, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Bits(u64);

impl Bits {
    /// Whether sets of these items can be told by their bits.
    pub fn can_hold(items: &ItemSet) -> bool {
        items.is_below(u64::BITS)
    }
}

impl Chosen for Bits {
    fn none() -> Self {
        Self(0)
    }

    fn of(items: &[u32]) -> Self {
        let bits = items.iter().map(|item| 1 << (item % u64::BITS));
        Self(bits.fold(0, |all, bit: u64| all | bit))
    }

    fn items(&self) -> impl Iterator<Item = u32> {
        bits(std::iter::once(self.0))
    }

    fn with(&self, item: u32) -> Self {
        Self(self.0 | 1 << (item % u64::BITS))
    }

    fn without(&self, item: u32) -> Self {
        Self(self.0 & !(1 << (item % u64::BITS)))
    }

    fn first_apart(&self, sets: &[Self]) -> Option<usize> {
        sets.iter().position(|set| set.0 & self.0 == 0)
    }

    fn holds_one_of(&self, sets: &[Self]) -> bool {
        sets.iter().any(|set| set.0 & !self.0 == 0)
    }
}

impl Ord for Bits {
    fn cmp(&self, other: &Self) -> Ordering {
        let differing = self.0 ^ other.0;
        let first = differing & differing.wrapping_neg();
        if first == 0 {
            return Ordering::Equal;
        }
        // Whoever has the first item in which they differ comes first, unless the other's list is over there.
        let is_over = |bits: u64| bits < first;
        match self.0 & first != 0 {
            true if is_over(other.0) => Ordering::Greater,
            true => Ordering::Less,
            false if is_over(self.0) => Ordering::Less,
            false => Ordering::Greater,
        }
    }
}

impl PartialOrd for Bits {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Chosen for Vec<u32> {
    fn none() -> Self {
        Self::new()
    }

    fn of(items: &[u32]) -> Self {
        items.to_vec()
    }

    fn items(&self) -> impl Iterator<Item = u32> {
        self.iter().copied()
    }

    fn with(&self, item: u32) -> Self {
        let at = self.partition_point(|one| *one < item);
        let mut wider = Self::with_capacity(self.len() + 1);
        wider.extend(&self[..at]);
        wider.push(item);
        wider.extend(&self[at..]);
        wider
    }

    fn without(&self, item: u32) -> Self {
        let others = self.iter().copied().filter(|one| *one != item);
        others.collect()
    }

    fn first_apart(&self, sets: &[Self]) -> Option<usize> {
        let own: ItemSet = self.items().collect();
        let is_apart = |set: &Self| !set.iter().any(|item| own.contains(*item));
        sets.iter().position(is_apart)
    }

    fn holds_one_of(&self, sets: &[Self]) -> bool {
        let held = |item: &u32| self.binary_search(item).is_ok();
        sets.iter().any(|set| set.iter().all(held))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn sets() -> impl Strategy<Value = Vec<u32>> {
        let items = proptest::collection::btree_set(prop_oneof![0..6u32, 0..64u32], 0..5);
        items.prop_map(|items: BTreeSet<u32>| items.into_iter().collect())
    }

    proptest! {
        #[test]
        fn bits_are_as_lists_are(
            one in sets(),
            other in sets(),
            others in proptest::collection::vec(sets(), 0..4),
            item in 0..64u32,
        ) {
            let bits = Bits::of(&one);
            prop_assert_eq!(bits.list(), one.clone());
            prop_assert_eq!(bits.cmp(&Bits::of(&other)), one.cmp(&other));
            prop_assert_eq!(bits.without(item).list(), one.without(item));
            if !one.contains(&item) {
                prop_assert_eq!(bits.with(item).list(), one.with(item));
            }
            let all: Vec<Bits> = others.iter().map(|set| Bits::of(set)).collect();
            prop_assert_eq!(bits.first_apart(&all), one.first_apart(&others));
            prop_assert_eq!(bits.holds_one_of(&all), one.holds_one_of(&others));
        }

        #[test]
        fn what_bits_hold_is_below_64(items in proptest::collection::vec(0..130u32, 0..4)) {
            let set: ItemSet = items.iter().copied().collect();
            prop_assert_eq!(Bits::can_hold(&set), items.iter().all(|item| *item < 64));
        }
    }
}
