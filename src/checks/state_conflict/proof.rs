//! The clauses that make a clash: its states, and those that place them in time, none of which can be left out.

use rustc_hash::FxHashSet;

use super::axis::anchored;
use super::holding::Holding;
use super::rules::{Clash, Pairs, Verdict};
use super::sweep::Clashes;
use super::{growth, joint, orders};
use crate::checks::Case;
use crate::checks::timeline::Orders;
use crate::logic::{self, ItemSet, Oracle};
use crate::model::ClauseId;
use crate::model::meet::Domain;
use crate::network::Cause;

/// So many clauses around a clash are tried for times without a hedge.
const TRIED_MAX: usize = 100;

/// The clauses of a clash: the states first, then one derivation of the times that they are anchored to, without a hedge if there is
/// such a one. Leave any one out, and the rest can be true. None where that leaves another clash: what tells of the times are
/// states, too.
pub fn chain(
    case: &Case<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    clash: &Clash,
) -> Option<Vec<ClauseId>> {
    let states: Vec<ClauseId> = clash.holdings().map(|at| group[at].clause).collect();
    let needed = needed(case, group, clash);
    if needed.is_empty() || !clash.verdict.is_certain() {
        return Some(joined(&states, needed));
    }
    let hedged = |clause: &ClauseId| case.model.is_hedged(*clause);
    if needed.iter().any(hedged) && !states.iter().any(hedged) {
        let mut around = around(case, group, clash);
        around.retain(|clause| !hedged(clause));
        let clauses = joined(&states, around);
        if clauses.len() <= TRIED_MAX
            && let Some(chain) = minimal(case, domain, group, clash, &clauses)
        {
            return whole(&states, chain);
        }
    }
    let clauses = joined(&states, needed);
    match minimal(case, domain, group, clash, &clauses) {
        Some(chain) => whole(&states, chain),
        None => Some(clauses),
    }
}

/// The states, then the clauses of time that are none of these.
fn joined(states: &[ClauseId], times: Vec<ClauseId>) -> Vec<ClauseId> {
    let mut seen: FxHashSet<ClauseId> = states.iter().copied().collect();
    let times = times.into_iter().filter(|&clause| seen.insert(clause));
    states.iter().copied().chain(times).collect()
}

/// A chain that has all its states.
fn whole(states: &[ClauseId], chain: Vec<ClauseId>) -> Option<Vec<ClauseId>> {
    let whole = states.iter().all(|state| chain.contains(state));
    whole.then_some(chain)
}

/// Of these clauses as few as cannot all hold; none if all can.
fn minimal(
    case: &Case<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    clash: &Clash,
    clauses: &[ClauseId],
) -> Option<Vec<ClauseId>> {
    let states = clash.holdings().count();
    let own: FxHashSet<ClauseId> = clauses.iter().copied().collect();
    let mut trial = Trial {
        case,
        domain,
        holdings: beside(group, clash, &own),
        clauses,
    };
    // The states are left out last: without one it would be another clash.
    let times = states..clauses.len();
    let order = times.chain(0..states);
    let order: Vec<u32> = order.filter_map(|at| u32::try_from(at).ok()).collect();
    let needed = logic::minimise(&mut trial, &order);
    let chain = needed.into_iter().map(|item| clauses[item as usize]);
    Some(chain.collect()).filter(|chain: &Vec<ClauseId>| !chain.is_empty())
}

/// The clauses that hang together with the times of a clash.
fn around(case: &Case<'_>, group: &[Holding], clash: &Clash) -> Vec<ClauseId> {
    let orders = orders(case, group[clash.one].world);
    let ends = clash.holdings().flat_map(|at| {
        let (from, to) = group[at].ends();
        [from, to]
    });
    let causes = ends.flat_map(|at| orders.causes_around(at).iter().take(TRIED_MAX + 1));
    causes.map(|&cause| case.timeline.clause(cause)).collect()
}

/// The holdings of a clash, and those of the other states among its clauses.
fn beside<'g>(
    group: &'g [Holding],
    clash: &Clash,
    clauses: &FxHashSet<ClauseId>,
) -> Vec<&'g Holding> {
    let world = group[clash.one].world;
    let own: Vec<usize> = clash.holdings().collect();
    let others = group.iter().enumerate().filter(|(at, holding)| {
        !own.contains(at) && holding.world == world && clauses.contains(&holding.clause)
    });
    let others = others.map(|(_, holding)| holding);
    own.iter().map(|&at| &group[at]).chain(others).collect()
}

/// The clauses from which the times of a clash follow, perhaps more than are needed.
fn needed(case: &Case<'_>, group: &[Holding], clash: &Clash) -> Vec<ClauseId> {
    let orders = orders(case, group[clash.one].world);
    // Where no order is named, it is the bounds of all that show it.
    let by_bounds =
        !clash.also.is_empty() || clash.verdict == Verdict::Falls && clash.needs.is_empty();
    let placed = clash.holdings().filter(|_| by_bounds);
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
