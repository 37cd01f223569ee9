//! The clauses that make a clash: its states, and those that place them in time, none of which can be left out.

use rustc_hash::FxHashSet;

use super::axis::anchored;
use super::holding::Holding;
use super::rules::{Clash, Pairs};
use super::sweep::Clashes;
use super::{growth, joint, orders};
use crate::checks::Case;
use crate::checks::timeline::Orders;
use crate::logic::{self, ItemSet, Oracle};
use crate::model::ClauseId;
use crate::model::meet::Domain;
use crate::network::Cause;

/// The clauses of a clash: the states first, then one derivation of the times that they are anchored to. Leave any one out, and the
/// rest can be true.
pub fn chain(
    case: &Case<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    clash: &Clash,
) -> Vec<ClauseId> {
    let states: Vec<ClauseId> = clash.holdings().map(|at| group[at].clause).collect();
    let mut seen: FxHashSet<ClauseId> = states.iter().copied().collect();
    let mut times = needed(case, group, clash);
    times.retain(|&clause| seen.insert(clause));
    let clauses = [states.clone(), times].concat();
    if clauses.len() == states.len() || !clash.verdict.is_certain() {
        return clauses;
    }
    let mut trial = Trial {
        case,
        domain,
        holdings: clash.holdings().map(|at| &group[at]).collect(),
        clauses: &clauses,
    };
    // What is hedged is left out first, and the states last: without one it would be another clash.
    let mut order: Vec<usize> = (0..clauses.len()).collect();
    order.sort_by_key(|&at| (at < states.len(), !case.model.is_hedged(clauses[at])));
    let order: Vec<u32> = order
        .into_iter()
        .filter_map(|at| u32::try_from(at).ok())
        .collect();
    match logic::minimise(&mut trial, &order).as_slice() {
        [] => clauses,
        needed => needed.iter().map(|&item| clauses[item as usize]).collect(),
    }
}

/// The clauses from which the times of a clash follow, perhaps more than are needed.
fn needed(case: &Case<'_>, group: &[Holding], clash: &Clash) -> Vec<ClauseId> {
    let orders = orders(case, group[clash.one].world);
    let placed = clash.holdings().filter(|_| !clash.also.is_empty());
    let bounds = placed.flat_map(|at| anchored(&group[at].held));
    clash
        .needs
        .iter()
        .copied()
        .chain(bounds)
        .flat_map(|order| orders.clauses(&order))
        .collect()
}

/// Whether some of the clauses of a clash make one by themselves.
struct Trial<'t> {
    case: &'t Case<'t>,
    domain: &'t Domain<'t>,
    holdings: Vec<&'t Holding>,
    clauses: &'t [ClauseId],
}

impl Oracle for Trial<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        self.clashes(kept).then(|| kept.iter().collect())
    }

    /// In the order in which they are to be left out.
    fn among(&mut self, items: &[u32]) -> Option<Vec<u32>> {
        self.clashes(&items.iter().copied().collect())
            .then(|| items.to_vec())
    }
}

impl Trial<'_> {
    fn clashes(&self, kept: &ItemSet) -> bool {
        let clauses: Vec<ClauseId> = kept
            .iter()
            .map(|item| self.clauses[item as usize])
            .collect();
        let timeline = &self.case.timeline;
        let mut causes: Vec<Cause> = clauses
            .iter()
            .filter_map(|&clause| timeline.cause_of(clause))
            .collect();
        causes.sort_unstable();
        let Ok(times) = timeline.network.solve(&causes) else {
            return true;
        };
        let group: Vec<Holding> = self
            .holdings
            .iter()
            .filter(|holding| clauses.contains(&holding.clause))
            .filter_map(|holding| holding.known_by(self.case, &times))
            .collect();
        let orders = Orders::of_few(timeline, causes);
        if super::grows(self.case, &group) {
            return !growth::clashes(&group, &orders).found.is_empty();
        }
        let pairs = Pairs::new(self.domain, &orders, &group);
        let is_clash = |one: usize, other: usize| {
            pairs
                .clash(one, other)
                .is_some_and(|(verdict, _)| verdict.is_certain())
        };
        let after = |one: usize| one + 1..group.len();
        if (0..group.len()).any(|one| after(one).any(|other| is_clash(one, other))) {
            return true;
        }
        let mut together = Clashes {
            found: Vec::new(),
            complete: true,
        };
        joint::add(self.case, self.domain, &group, &mut together);
        !together.found.is_empty()
    }
}
