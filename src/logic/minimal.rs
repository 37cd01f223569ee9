//! One minimal conflict out of a conflict.

use rustc_hash::FxHashSet;

use super::{ItemSet, Oracle};

/// A longer conflict is taken as the oracle found it: asking about each of its items takes time in the square of its
/// length, and no reader follows it anyway.
pub(super) const LONG: usize = 1_000;

/// A minimal conflict within a conflicting set, rising: leave any one out and the rest can hold. Empty if the set does
/// not conflict. One deletion pass: the oracle is asked once for each item at most, and not
/// at all about the items of a conflict of more than 1000.
pub fn minimise(oracle: &mut impl Oracle, set: &[u32]) -> Vec<u32> {
    minimise_until(oracle, set, u64::MAX)
}

/// The same up to some count of the oracle's work: what is left then need not be minimal.
pub(super) fn minimise_until(oracle: &mut impl Oracle, set: &[u32], work_end: u64) -> Vec<u32> {
    let Some(found) = oracle.among(set) else {
        return Vec::new();
    };
    let mut found = delete(oracle, found, work_end);
    found.sort_unstable();
    found
}

/// The deletion pass; what stands first is left out first.
fn delete(oracle: &mut impl Oracle, mut set: Vec<u32>, work_end: u64) -> Vec<u32> {
    if set.len() > LONG {
        return set;
    }
    let mut at = 0;
    while at < set.len() && oracle.work() <= work_end {
        let mut rest = set.clone();
        rest.remove(at);
        match oracle.among(&rest) {
            // Whatever conflicts here contains all items before `at`: the rest could hold without any one of them.
            Some(found) => {
                let found: ItemSet = found.into_iter().collect();
                set.retain(|item| found.contains(*item));
            }
            None => at += 1,
        }
    }
    set
}

/// What a search for a minimal conflict with one of some items came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Touching {
    Nothing,
    Found(Vec<u32>),
    /// The search was given up.
    Unknown,
}

/// How many minimal conflicts that pass by may be in the way.
const DETOURS: usize = 48;

/// A minimal conflict among the kept items that contains one of `through`.
///
/// A minimal conflict M that does not is no proof that there is none: any other minimal conflict lacks some item of M,
/// so the search goes on with each item of M left out.
pub(super) fn touching(
    oracle: &mut impl Oracle,
    kept: &ItemSet,
    through: &[u32],
    work_end: u64,
) -> Touching {
    let wanted: ItemSet = through.iter().copied().collect();
    let mut open = vec![Vec::new()];
    // All that was left out but nothing, which is tried first, and is most often enough.
    let mut seen: FxHashSet<Vec<u32>> = FxHashSet::default();
    while let Some(left_out) = open.pop() {
        if !left_out.is_empty() {
            if !seen.insert(left_out.clone()) {
                continue;
            }
            if seen.len() >= DETOURS || oracle.work() > work_end {
                return Touching::Unknown;
            }
        }
        let mut rest = kept.clone();
        left_out.iter().for_each(|item| rest.remove(*item));
        let Some(mut found) = oracle.through(&rest, through) else {
            continue;
        };
        // What is tried last stays most easily.
        found.sort_unstable_by_key(|item| (wanted.contains(*item), *item));
        let mut found = delete(oracle, found, work_end);
        found.sort_unstable();
        if found.iter().any(|item| wanted.contains(*item)) {
            return Touching::Found(found);
        }
        for item in found {
            let mut next = left_out.clone();
            next.push(item);
            next.sort_unstable();
            open.push(next);
        }
    }
    Touching::Nothing
}
