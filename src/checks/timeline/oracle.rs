//! The network as something that knows which of its clauses cannot all hold: what `logic` asks.

use crate::logic::{ItemSet, Oracle};
use crate::network::{Cause, Network, Search, Trial};

/// A search over so many times as many causes as are kept is begun anew with these alone.
const MOSTLY_DROPPED: usize = 4;

/// A search over no more causes than this is never begun anew.
const FEW: usize = 64;

/// What it takes to solve a few causes by themselves, for each, in edges looked at.
const SOLVING: u64 = 8;

/// The causes of one part of the network, numbered from 0. A few of them are solved by themselves, many by what changed since
/// they were asked about last.
pub(crate) struct PartOracle<'n> {
    part: Numbered<'n>,
    all: Kept,
    /// Where there are few causes: what some of them ask.
    trial: Option<Trial>,
    /// The surroundings of what is asked about.
    near: Option<Kept>,
    /// The work of searches that are over.
    spent: u64,
}

/// Causes by their numbers.
#[derive(Clone, Copy)]
struct Numbered<'n> {
    network: &'n Network,
    causes: &'n [Cause],
}

/// A search with the items that it keeps.
struct Kept {
    search: Search,
    /// The items that it was begun with.
    known: ItemSet,
    items: ItemSet,
}

impl<'n> PartOracle<'n> {
    /// Begins with all causes kept; they must rise.
    pub fn new(network: &'n Network, causes: &'n [Cause]) -> Self {
        let part = Numbered { network, causes };
        let items = (0..u32::try_from(causes.len()).unwrap_or(u32::MAX)).collect();
        Self {
            all: Kept::new(part, items),
            trial: match causes.len() <= FEW {
                true => Trial::new(network, causes),
                false => None,
            },
            part,
            near: None,
            spent: 0,
        }
    }

    /// Brings the search over everything to what it is to keep.
    fn keep(&mut self, kept: &ItemSet) {
        let unknown = kept.without(&self.all.known).next().is_some();
        let known = self.all.known.len();
        // Those who ask about one of many that say the same never come back to the others.
        let few_left = known > FEW && known > MOSTLY_DROPPED * kept.len();
        if unknown || few_left || self.all.search.is_worn() {
            self.spent += self.all.search.work() + kept.len() as u64;
            self.all = Kept::new(self.part, kept.clone());
        } else {
            self.all.keep(self.part, kept.clone());
        }
        self.spent += kept.len() as u64 / 16;
    }

    /// What conflicts among the kept items through some of them, where the search for it came upon a circle that passes by.
    fn through_beside(&mut self, circle: Vec<u32>, through: &[Cause]) -> Option<Vec<u32>> {
        let asked = self.near.as_mut().unwrap_or(&mut self.all);
        let near = asked.search.around(through);
        let all = asked.items.len();
        self.spent += near.len() as u64;
        let kept: Vec<Cause> = through
            .iter()
            .copied()
            .filter(|cause| near.binary_search(cause).is_ok())
            .collect();
        if kept.is_empty() {
            return None;
        }
        if let Some(found) = self.solve(&kept) {
            return Some(found);
        }
        // Begun anew only where that leaves much out.
        if 2 * near.len() > all {
            return Some(circle);
        }
        let mut search = Search::new(self.part.network, &near);
        let found = search.conflict_through(through);
        self.spent += search.work() + near.len() as u64;
        Some(self.part.items_of(&found?))
    }

    fn solve(&mut self, causes: &[Cause]) -> Option<Vec<u32>> {
        self.spent += SOLVING * causes.len() as u64;
        let (conflict, work) = self.part.network.conflict_and_work(causes);
        self.spent += work;
        Some(self.part.items_of(&conflict?.causes()))
    }
}

impl Numbered<'_> {
    fn causes_of(self, items: &[u32]) -> Vec<Cause> {
        items
            .iter()
            .map(|&item| self.causes[item as usize])
            .collect()
    }

    fn items_of(self, causes: &[Cause]) -> Vec<u32> {
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
    fn new(part: Numbered<'_>, items: ItemSet) -> Self {
        let causes: Vec<Cause> = items
            .iter()
            .map(|item| part.causes[item as usize])
            .collect();
        Self {
            search: Search::new(part.network, &causes),
            known: items.clone(),
            items,
        }
    }

    /// Brings the search from what it keeps to what it is to keep.
    fn keep(&mut self, part: Numbered<'_>, kept: ItemSet) {
        let cause = |item: u32| part.causes[item as usize];
        let dropped: Vec<_> = self.items.without(&kept).map(cause).collect();
        let added: Vec<_> = kept.without(&self.items).map(cause).collect();
        self.search.change(&dropped, &added);
        self.items = kept;
    }
}

impl Oracle for PartOracle<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        self.keep(kept);
        let conflict = self.all.search.conflict()?;
        Some(self.part.items_of(&conflict.causes()))
    }

    fn among(&mut self, items: &[u32]) -> Option<Vec<u32>> {
        let kept: ItemSet = items.iter().copied().collect();
        if let Some(trial) = &mut self.trial
            && trial.holds(|item| kept.contains(item)) == Some(true)
        {
            self.spent += SOLVING * items.len() as u64;
            return None;
        }
        self.solve(&self.part.causes_of(items))
    }

    fn focus(&mut self, kept: &ItemSet, through: &[u32]) {
        self.keep(kept);
        self.spent += self.near.take().map_or(0, |near| near.search.work());
        let Some(near) = self.all.search.region(&self.part.causes_of(through)) else {
            return;
        };
        let near: ItemSet = self.part.items_of(&near).into_iter().collect();
        let near = near.and(kept);
        // What is nearly everything is not worth a search of its own.
        if near.len() <= FEW || 2 * near.len() <= kept.len() {
            self.spent += 4 * near.len() as u64;
            self.near = Some(Kept::new(self.part, near));
        }
    }

    fn through(&mut self, kept: &ItemSet, through: &[u32]) -> Option<Vec<u32>> {
        let wanted: ItemSet = through.iter().copied().collect();
        let through = self.part.causes_of(through);
        match &mut self.near {
            Some(near) => {
                if near.search.is_worn() {
                    self.spent += near.search.work() + near.known.len() as u64;
                    *near = Kept::new(self.part, near.known.clone());
                }
                near.keep(self.part, kept.and(&near.known));
            }
            None => self.keep(kept),
        }
        self.spent += through.len() as u64;
        let asked = self.near.as_mut().unwrap_or(&mut self.all);
        let causes = asked.search.conflict_through(&through)?;
        let found = self.part.items_of(&causes);
        if found.iter().any(|item| wanted.contains(*item)) {
            return Some(found);
        }
        self.through_beside(found, &through)
    }

    fn work(&self) -> u64 {
        let near = self.near.as_ref().map_or(0, |near| near.search.work());
        self.spent + self.all.search.work() + near
    }
}
