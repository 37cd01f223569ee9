//! The ways out of tellings that are too early.

use std::collections::BTreeMap;

use super::dating::{Datings, Set};
use crate::checks::quarrel::{Quarrel, WAYS_OUT_MAX};
use crate::diagnostic::More;
use crate::logic;
use crate::model::ClauseId;

/// Which clauses would have to be false for nothing to be told too early.
pub fn add<'d>(quarrel: &mut Quarrel<'_>, tellers: impl Iterator<Item = (ClauseId, &'d Datings)>) {
    let mut parties = Parties::default();
    let mut complete = true;
    for (teller, datings) in tellers {
        parties.add(teller, &datings.sets);
        complete &= datings.complete;
    }
    let (ways, all) = logic::smallest_hitting_sets(&parties.sets(), 4 * WAYS_OUT_MAX);
    let mut ways: Vec<Vec<ClauseId>> = ways.iter().map(|way| parties.clauses(way)).collect();
    ways.sort_by_key(Vec::len);
    let mut least: Vec<Vec<ClauseId>> = Vec::new();
    for way in ways {
        let has = |less: &Vec<ClauseId>| less.iter().all(|clause| way.contains(clause));
        if !least.iter().any(has) {
            least.push(way);
        }
    }
    let more = least.len().saturating_sub(WAYS_OUT_MAX);
    least.truncate(WAYS_OUT_MAX);
    let mut ways: Vec<Vec<usize>> = least.iter().map(|way| quarrel.labels(way)).collect();
    ways.iter_mut().for_each(|way| way.sort_unstable());
    ways.sort_by_key(|way| (way.len(), way.clone()));
    quarrel.diagnostic.ways_out = ways;
    quarrel.diagnostic.more_ways_out = match (more, all && complete) {
        (0, true) => More::None,
        (more, true) => More::Exactly(more),
        (more, false) => More::AtLeast(more.max(1)),
    };
}

/// What dates the tellings of a party; who dates as well as tells is a party of its own.
type DatedBy = (Option<ClauseId>, Vec<Set>);

/// Those who tell too early, all whom the same clauses date as one: a way out leaves all of them or none.
#[derive(Default)]
struct Parties {
    tellers: BTreeMap<DatedBy, Vec<ClauseId>>,
}

impl Parties {
    fn add(&mut self, teller: ClauseId, sets: &[Set]) {
        let dates = sets.iter().any(|set| set.clauses.contains(&teller));
        let key = (dates.then_some(teller), sets.to_vec());
        self.tellers.entry(key).or_default().push(teller);
    }

    /// Of each of these sets something must be false.
    fn sets(&self) -> Vec<Vec<u32>> {
        let mut all = Vec::new();
        for ((_, sets), tellers) in &self.tellers {
            for set in sets {
                let mut items: Vec<u32> = set.clauses.iter().map(|clause| clause.0).collect();
                items.push(tellers[0].0);
                items.sort_unstable();
                items.dedup();
                all.push(items);
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The clauses of some items: a teller stands for all of its party.
    fn clauses(&self, items: &[u32]) -> Vec<ClauseId> {
        let mut clauses: Vec<ClauseId> = items.iter().map(|&item| ClauseId(item)).collect();
        for tellers in self.tellers.values() {
            if items.contains(&tellers[0].0) {
                clauses.extend(tellers);
            }
        }
        clauses.sort_unstable();
        clauses.dedup();
        clauses
    }
}
