//! All minimal conflicts and all ways out of them, by trees of what is left out.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use rustc_hash::FxHashSet;

use super::chosen::{Bits, Chosen};
use super::minimal::{Touching, touching};
use super::{Count, ItemSet, Limits, Listing, Oracle};

/// All minimal conflicts among some items, those with the fewest items first.
pub fn chains(oracle: &mut impl Oracle, items: &[u32], limits: Limits) -> Listing {
    let kept: ItemSet = items.iter().copied().collect();
    if Bits::can_hold(&kept) {
        chains_among::<Bits>(oracle, kept, items, limits)
    } else {
        chains_among::<Vec<u32>>(oracle, kept, items, limits)
    }
}

fn chains_among<S: Chosen>(
    oracle: &mut impl Oracle,
    kept: ItemSet,
    items: &[u32],
    limits: Limits,
) -> Listing {
    let weight = |_| 1;
    let mut tree: Tree<'_, _, S> = Tree::new(oracle, kept, items, &weight);
    tree.allow(limits.work);
    let complete = tree.find_chains(limits);
    let mut sets = tree.known();
    sets.sort_by_key(|set| (set.len(), set.clone()));
    let found = sets.len() as u64;
    sets.truncate(limits.chains);
    let count = if complete {
        Count::Exactly(found)
    } else {
        Count::AtLeast(found)
    };
    Listing { sets, count }
}

/// All minimal sets of items to give up so that the others can hold, the smallest first.
pub fn ways_out(oracle: &mut impl Oracle, items: &[u32], limits: Limits) -> Listing {
    let kept: ItemSet = items.iter().copied().collect();
    if Bits::can_hold(&kept) {
        ways_out_among::<Bits>(oracle, kept, items, limits)
    } else {
        ways_out_among::<Vec<u32>>(oracle, kept, items, limits)
    }
}

fn ways_out_among<S: Chosen>(
    oracle: &mut impl Oracle,
    kept: ItemSet,
    items: &[u32],
    limits: Limits,
) -> Listing {
    let weight = |_| 1;
    let mut tree: Tree<'_, _, S> = Tree::new(oracle, kept, items, &weight);
    tree.allow(limits.work);
    tree.find_ways_out(limits)
}

/// The search among the minimal conflicts of some items that contain one of `through`.
pub(super) struct Tree<'a, O, S> {
    oracle: &'a mut O,
    kept: ItemSet,
    through: &'a [u32],
    /// What giving an item up costs.
    weight: &'a dyn Fn(u32) -> u64,
    /// The minimal conflicts found so far.
    known: Vec<S>,
    /// What was found to leave no conflict when left out: the oracle is not asked again about anything that contains it.
    settling: Vec<S>,
    /// The count of the oracle's work at which a search ends.
    work_end: u64,
}

/// What a set of items left out leaves.
enum Left<S> {
    Conflict(S),
    Nothing,
    Unknown,
}

impl<'a, O: Oracle, S: Chosen> Tree<'a, O, S> {
    pub(super) fn new(
        oracle: &'a mut O,
        kept: ItemSet,
        through: &'a [u32],
        weight: &'a dyn Fn(u32) -> u64,
    ) -> Self {
        Self {
            oracle,
            kept,
            through,
            weight,
            known: Vec::new(),
            settling: Vec::new(),
            work_end: u64::MAX,
        }
    }

    /// The minimal conflicts found so far.
    pub(super) fn known(&self) -> Vec<Vec<u32>> {
        self.known.iter().map(S::list).collect()
    }

    /// A minimal conflict without any of `left_out`: a known one, or else a new one.
    fn left(&mut self, left_out: &S) -> Left<S> {
        if let Some(known) = left_out.first_apart(&self.known) {
            return Left::Conflict(self.known[known].clone());
        }
        if left_out.holds_one_of(&self.settling) {
            return Left::Nothing;
        }
        let mut rest = self.kept.clone();
        left_out.items().for_each(|item| rest.remove(item));
        match touching(self.oracle, &rest, self.through, self.work_end) {
            Touching::Nothing => {
                self.settling.push(left_out.clone());
                Left::Nothing
            }
            Touching::Unknown => Left::Unknown,
            Touching::Found(found) => {
                let found = S::of(&found);
                self.known.push(found.clone());
                Left::Conflict(found)
            }
        }
    }

    /// Lets the next search take so much work.
    pub(super) fn allow(&mut self, work: u64) {
        self.work_end = self.oracle.work().saturating_add(work);
    }

    /// Whether a search that took so many steps has reached a limit. The first step is always taken where no conflict is known.
    fn is_over(&self, steps: usize, limits: Limits) -> bool {
        let is_begun = steps > 0 || !self.known.is_empty();
        steps >= limits.steps || is_begun && self.oracle.work() > self.work_end
    }

    /// Finds minimal conflicts until there are no others, and says whether that is sure: each one lacks some item of
    /// every other, so leaving out each item of each in turn leads to all of them.
    pub(super) fn find_chains(&mut self, limits: Limits) -> bool {
        let mut open = VecDeque::from([S::none()]);
        let mut seen = FxHashSet::default();
        let mut complete = true;
        let mut steps = 0;
        while let Some(left_out) = open.pop_front() {
            if self.is_over(steps, limits) {
                return false;
            }
            steps += 1;
            match self.left(&left_out) {
                Left::Nothing => {}
                Left::Unknown => complete = false,
                Left::Conflict(found) => {
                    let wider = found.items().map(|item| left_out.with(item));
                    open.extend(wider.filter(|next| seen.insert(next.clone())));
                }
            }
        }
        complete
    }

    /// Whether a conflict is left as soon as any one of these is kept.
    fn needs_all(&mut self, given_up: &S) -> bool {
        let mut given_up_all = given_up.items();
        given_up_all.all(|kept| matches!(self.left(&given_up.without(kept)), Left::Conflict(_)))
    }

    /// The cheapest first, by the same tree; what contains a way out is none of its own.
    pub(super) fn find_ways_out(&mut self, limits: Limits) -> Listing {
        let mut open = BinaryHeap::from([Reverse((0u64, S::none()))]);
        let mut seen = FxHashSet::default();
        let mut ways: Vec<S> = Vec::new();
        let mut complete = true;
        let mut steps = 0;
        while let Some(Reverse((cost, given_up))) = open.pop() {
            if given_up.holds_one_of(&ways) {
                continue;
            }
            if self.is_over(steps, limits) {
                complete = false;
                break;
            }
            steps += 1;
            match self.left(&given_up) {
                Left::Unknown => complete = false,
                Left::Nothing if given_up == S::none() => break,
                // A search that was given up on the way here may have hidden that fewer suffice.
                Left::Nothing if !self.needs_all(&given_up) => complete = false,
                Left::Nothing => {
                    ways.push(given_up);
                    // One more than is listed tells that there are more.
                    if ways.len() > limits.ways_out {
                        complete = false;
                        break;
                    }
                }
                Left::Conflict(found) => {
                    for item in found.items() {
                        let next = given_up.with(item);
                        if seen.insert(next.clone()) {
                            open.push(Reverse((cost.saturating_add((self.weight)(item)), next)));
                        }
                    }
                }
            }
        }
        let found = ways.len() as u64;
        ways.truncate(limits.ways_out);
        let count = if complete {
            Count::Exactly(found)
        } else {
            Count::AtLeast(found)
        };
        let sets = ways.iter().map(S::list).collect();
        Listing { sets, count }
    }
}
