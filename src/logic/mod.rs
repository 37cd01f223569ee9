//! Minimal conflicts and the ways out of them, over anything that can tell whether a set of items conflicts.
//!
//! - `items`: sets of items, and what is listed of many
//! - `minimal`: one minimal conflict out of a conflict
//! - `hitting`: the smallest sets that touch every set of a list
//! - `chosen`: a few items that are left out, as the searches keep them
//! - `tree`: all minimal conflicts and all ways out, with limits (R. Reiter, "A theory of diagnosis from first
//!   principles", Artificial Intelligence 32, 1987)
//! - `quarrels`: conflicts gathered by topic

mod chosen;
mod hitting;
mod items;
mod minimal;
mod quarrels;
#[cfg(test)]
mod tests;
mod tree;

pub use hitting::{Cover, Effort, smallest_cover, smallest_hitting_sets};
pub use items::{Count, ItemSet, Limits, Listing};
pub use minimal::minimise;
pub use quarrels::{Item, Quarrel, Quarrels, quarrels};
pub use tree::{chains, ways_out};

/// Something that knows which items cannot all hold. A superset of a conflict must be a conflict too.
pub trait Oracle {
    /// Some conflicting subset of the kept items, not necessarily a minimal one, or nothing if all can hold.
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>>;

    /// From here on, and until this is called again, [`Oracle::through`] is asked about these `through` and subsets of
    /// `kept` only: an oracle may prepare itself for what can matter to them.
    fn focus(&mut self, _kept: &ItemSet, _through: &[u32]) {}

    /// The same as [`Oracle::conflict`] for a few items only; worth answering in a time that depends on them alone.
    fn among(&mut self, items: &[u32]) -> Option<Vec<u32>> {
        self.conflict(&items.iter().copied().collect())
    }

    /// How much work has been done so far, in steps of about the same length. An oracle that does not count is asked without
    /// end.
    fn work(&self) -> u64 {
        0
    }

    /// Some conflicting subset of the kept items, if possible one that uses one of `through`; nothing only if no
    /// minimal conflict among the kept items contains one of `through`.
    fn through(&mut self, kept: &ItemSet, through: &[u32]) -> Option<Vec<u32>> {
        let any = through.iter().any(|item| kept.contains(*item));
        if any { self.conflict(kept) } else { None }
    }
}
