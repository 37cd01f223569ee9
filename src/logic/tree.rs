//! All minimal conflicts and all ways out of them, by trees of what is left out.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use rustc_hash::FxHashSet;

use super::minimal::{Touching, touching};
use super::{Count, ItemSet, Limits, Listing, Oracle};

/// All minimal conflicts among some items, those with the fewest items first.
pub fn chains(oracle: &mut impl Oracle, items: &[u32], limits: Limits) -> Listing {
    let weight = |_| 1;
    let mut tree = Tree::new(oracle, items.iter().copied().collect(), items, &weight);
    tree.allow(limits.work);
    let complete = tree.find_chains(limits);
    let mut sets = tree.known;
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
    let weight = |_| 1;
    let mut tree = Tree::new(oracle, items.iter().copied().collect(), items, &weight);
    tree.allow(limits.work);
    tree.find_ways_out(limits)
}

/// The search among the minimal conflicts of some items that contain one of `through`.
pub(super) struct Tree<'a, O> {
    oracle: &'a mut O,
    kept: ItemSet,
    through: &'a [u32],
    /// What giving an item up costs.
    weight: &'a dyn Fn(u32) -> u64,
    /// The minimal conflicts found so far.
    pub(super) known: Vec<Vec<u32>>,
    /// What was found to leave no conflict when left out: the oracle is not asked again about anything that contains it.
    settling: Vec<Vec<u32>>,
    /// The count of the oracle's work at which a search ends.
    work_end: u64,
}

/// What a set of items left out leaves.
enum Left {
    Conflict(Vec<u32>),
    Nothing,
    Unknown,
}

impl<'a, O: Oracle> Tree<'a, O> {
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

    /// A minimal conflict without any of `left_out`, which rise: a known one, or else a new one.
    fn left(&mut self, left_out: &[u32]) -> Left {
        let gone: ItemSet = left_out.iter().copied().collect();
        let gone = |item: &u32| gone.contains(*item);
        let untouched = |set: &&Vec<u32>| !set.iter().any(gone);
        if let Some(known) = self.known.iter().find(untouched) {
            return Left::Conflict(known.clone());
        }
        if self.settling.iter().any(|set| set.iter().all(gone)) {
            return Left::Nothing;
        }
        let mut rest = self.kept.clone();
        left_out.iter().for_each(|item| rest.remove(*item));
        match touching(self.oracle, &rest, self.through, self.work_end) {
            Touching::Nothing => {
                self.settling.push(left_out.to_vec());
                Left::Nothing
            }
            Touching::Unknown => Left::Unknown,
            Touching::Found(found) => {
                self.known.push(found.clone());
                Left::Conflict(found)
            }
        }
    }

    /// Lets the next search take so much work.
    pub(super) fn allow(&mut self, work: u64) {
        self.work_end = self.oracle.work().saturating_add(work);
    }

    /// Whether a search that took so many steps has reached a limit. The first step is always taken.
    fn is_over(&self, steps: usize, limits: Limits) -> bool {
        steps >= limits.steps || steps > 0 && self.oracle.work() > self.work_end
    }

    /// Finds minimal conflicts until there are no others, and says whether that is sure: each one lacks some item of
    /// every other, so leaving out each item of each in turn leads to all of them.
    pub(super) fn find_chains(&mut self, limits: Limits) -> bool {
        let mut open = VecDeque::from([Vec::new()]);
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
                    let wider = found.iter().map(|item| with(&left_out, *item));
                    open.extend(wider.filter(|next| seen.insert(next.clone())));
                }
            }
        }
        complete
    }

    /// Whether a conflict is left as soon as any one of these is kept.
    fn needs_all(&mut self, given_up: &[u32]) -> bool {
        given_up.iter().all(|kept| {
            let others: Vec<u32> = given_up
                .iter()
                .copied()
                .filter(|item| item != kept)
                .collect();
            matches!(self.left(&others), Left::Conflict(_))
        })
    }

    /// The cheapest first, by the same tree; what contains a way out is none of its own.
    pub(super) fn find_ways_out(&mut self, limits: Limits) -> Listing {
        let mut open = BinaryHeap::from([Reverse((0u64, Vec::new()))]);
        let mut seen = FxHashSet::default();
        let mut sets: Vec<Vec<u32>> = Vec::new();
        let mut complete = true;
        let mut steps = 0;
        while let Some(Reverse((cost, given_up))) = open.pop() {
            let contains = |way: &Vec<u32>| way.iter().all(|i| given_up.binary_search(i).is_ok());
            if sets.iter().any(contains) {
                continue;
            }
            if self.is_over(steps, limits) {
                complete = false;
                break;
            }
            steps += 1;
            match self.left(&given_up) {
                Left::Unknown => complete = false,
                Left::Nothing if given_up.is_empty() => break,
                // A search that was given up on the way here may have hidden that fewer suffice.
                Left::Nothing if !self.needs_all(&given_up) => complete = false,
                Left::Nothing => {
                    sets.push(given_up);
                    // One more than is listed tells that there are more.
                    if sets.len() > limits.ways_out {
                        complete = false;
                        break;
                    }
                }
                Left::Conflict(found) => {
                    for item in found {
                        let next = with(&given_up, item);
                        if seen.insert(next.clone()) {
                            open.push(Reverse((cost.saturating_add((self.weight)(item)), next)));
                        }
                    }
                }
            }
        }
        let found = sets.len() as u64;
        sets.truncate(limits.ways_out);
        let count = if complete {
            Count::Exactly(found)
        } else {
            Count::AtLeast(found)
        };
        Listing { sets, count }
    }
}

fn with(set: &[u32], item: u32) -> Vec<u32> {
    let mut next = set.to_vec();
    next.push(item);
    next.sort_unstable();
    next
}
