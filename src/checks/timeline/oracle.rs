//! The network as something that knows which of its clauses cannot all hold: what `logic` asks.

use crate::logic::{ItemSet, Oracle};
use crate::network::{Cause, Network, Search};

/// The causes of one part of the network, numbered from 0. A few of them are solved by themselves, many by what changed since
/// they were asked about last.
pub(crate) struct PartOracle<'n> {
    network: &'n Network,
    causes: &'n [Cause],
    all: Kept,
    /// The surroundings of what is asked about.
    near: Option<Kept>,
}

/// A search with the items that it keeps.
struct Kept {
    search: Search,
    items: ItemSet,
}

impl<'n> PartOracle<'n> {
    /// Begins with all causes kept; they must rise.
    pub fn new(network: &'n Network, causes: &'n [Cause]) -> Self {
        let items = (0..u32::try_from(causes.len()).unwrap_or(u32::MAX)).collect();
        let all = Kept {
            search: Search::new(network, causes),
            items,
        };
        Self {
            network,
            causes,
            all,
            near: None,
        }
    }

    fn causes_of(&self, items: &[u32]) -> Vec<Cause> {
        items
            .iter()
            .map(|&item| self.causes[item as usize])
            .collect()
    }

    fn items_of(&self, causes: &[Cause]) -> Vec<u32> {
        let number = |cause: &Cause| {
            self.causes
                .binary_search(cause)
                .ok()
                .and_then(|item| u32::try_from(item).ok())
        };
        causes.iter().filter_map(number).collect()
    }
}

impl Kept {
    /// Brings the search from what it keeps to what it is to keep.
    fn keep(&mut self, causes: &[Cause], kept: &ItemSet) {
        let dropped: Vec<_> = self
            .items
            .without(kept)
            .map(|item| causes[item as usize])
            .collect();
        let added: Vec<_> = kept
            .without(&self.items)
            .map(|item| causes[item as usize])
            .collect();
        self.search.change(&dropped, &added);
        self.items = kept.clone();
    }
}

impl Oracle for PartOracle<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        self.all.keep(self.causes, kept);
        let conflict = self.all.search.conflict()?;
        Some(self.items_of(&conflict.causes()))
    }

    fn among(&mut self, items: &[u32]) -> Option<Vec<u32>> {
        let conflict = self.network.solve(&self.causes_of(items)).err()?;
        Some(self.items_of(&conflict.causes()))
    }

    fn focus(&mut self, kept: &ItemSet, through: &[u32]) {
        self.all.keep(self.causes, kept);
        let near = self.all.search.region(&self.causes_of(through));
        let items = self.items_of(&near).into_iter().collect();
        self.near = Some(Kept {
            search: Search::new(self.network, &near),
            items,
        });
    }

    fn through(&mut self, kept: &ItemSet, through: &[u32]) -> Option<Vec<u32>> {
        let through = self.causes_of(through);
        let asked = self.near.as_mut().unwrap_or(&mut self.all);
        asked.keep(self.causes, kept);
        let causes = asked.search.conflict_through(&through)?;
        Some(self.items_of(&causes))
    }
}
