//! The network as something that knows which of its clauses cannot all hold: what `logic` asks.

use crate::logic::{ItemSet, Oracle};
use crate::network::{Cause, Network, Search};

/// The causes of one part of the network, numbered from 0.
pub(crate) struct PartOracle<'n> {
    network: &'n Network,
    causes: &'n [Cause],
    search: Search,
    kept: ItemSet,
}

impl<'n> PartOracle<'n> {
    /// Begins with all causes kept.
    pub fn new(network: &'n Network, causes: &'n [Cause]) -> Self {
        let kept = (0..u32::try_from(causes.len()).unwrap_or(u32::MAX)).collect();
        Self {
            network,
            causes,
            search: Search::new(network, causes),
            kept,
        }
    }

    fn keep(&mut self, kept: &ItemSet) {
        let dropped: Vec<_> = self
            .kept
            .without(kept)
            .map(|item| self.causes[item as usize])
            .collect();
        let added: Vec<_> = kept
            .without(&self.kept)
            .map(|item| self.causes[item as usize])
            .collect();
        if !dropped.is_empty() || !added.is_empty() {
            self.search.change(&dropped, &added);
            self.kept = kept.clone();
        }
    }

    fn items(&self, causes: &[Cause]) -> Vec<u32> {
        causes
            .iter()
            .filter_map(|cause| self.causes.binary_search(cause).ok())
            .filter_map(|item| u32::try_from(item).ok())
            .collect()
    }
}

impl Oracle for PartOracle<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        self.keep(kept);
        let conflict = self.search.conflict()?;
        Some(self.items(&conflict.causes()))
    }

    fn among(&mut self, items: &[u32]) -> Option<Vec<u32>> {
        let causes: Vec<_> = items
            .iter()
            .map(|&item| self.causes[item as usize])
            .collect();
        let conflict = self.network.solve(&causes).err()?;
        Some(self.items(&conflict.causes()))
    }

    fn through(&mut self, kept: &ItemSet, through: &[u32]) -> Option<Vec<u32>> {
        self.keep(kept);
        let through: Vec<_> = through
            .iter()
            .filter(|item| kept.contains(**item))
            .map(|&item| self.causes[item as usize])
            .collect();
        let causes = self.search.conflict_through(&through)?;
        Some(self.items(&causes))
    }
}
