//! The clauses that make a clash: its states, and those that place them in time, none of which can be left out.

use rustc_hash::FxHashSet;

use super::axis::anchored;
use super::holding::Holding;
use super::rules::{Clash, Pairs, Verdict, share_a_value};
use super::sweep::Clashes;
use super::{course, growth, joint, one_of};
use crate::checks::Case;
use crate::checks::timeline::Orders;
use crate::logic::{self, ItemSet, Oracle};
use crate::model::meet::Domain;
use crate::model::{ClauseId, SourceId};
use crate::network::Cause;

/// So many clauses around a clash are tried for times without a hedge.
const TRIED_MAX: usize = 100;

/// The clauses of a clash: the states first, then one derivation of the times that they are anchored to, without a hedge if there is
/// such a one. Leave any one out, and the rest can be true. None where that leaves another clash of `all`: what tells of the times are
/// states, too.
pub fn chain(
    case: &Case<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    clash: &Clash,
    all: &[Clash],
) -> Option<Vec<ClauseId>> {
    let states: Vec<ClauseId> = clash.holdings().map(|at| group[at].clause).collect();
    let needed = needed(case, group, clash);
    if !clash.verdict.is_certain() || needed.is_empty() && clash.also.is_empty() {
        return Some(joined(&states, needed));
    }
    let hedged = |clause: &ClauseId| case.model.is_hedged(*clause);
    let smallest = |clauses: &[ClauseId]| {
        let chain = minimal(case, domain, group, clash, clauses, true)?;
        if is_whole(&states, &chain) {
            return Some(Some(chain));
        }
        let is_known = |other: &Clash| {
            let mut clauses = other.holdings().map(|at| group[at].clause);
            other.verdict.is_certain() && clauses.all(|clause| chain.contains(&clause))
        };
        if all.iter().any(is_known) {
            return Some(None);
        }
        // What is left would be told by nothing else.
        let chain = minimal(case, domain, group, clash, clauses, false)?;
        Some(Some(chain).filter(|chain| is_whole(&states, chain)))
    };
    let is_hedged = states.iter().any(hedged);
    if let Some(chain) = by_own_sources(case, &states, &needed, || {
        let mut around = around(case, group, clash);
        around.retain(|clause| is_hedged || !hedged(clause));
        around
    })
    .and_then(|clauses| smallest(&clauses).flatten())
    {
        return Some(chain);
    }
    if needed.iter().any(hedged) && !is_hedged {
        let mut around = around(case, group, clash);
        around.retain(|clause| !hedged(clause));
        let clauses = joined(&states, around);
        if clauses.len() <= TRIED_MAX
            && let Some(chain) = smallest(&clauses)
        {
            return chain;
        }
    }
    let clauses = joined(&states, needed);
    // What bounds show may rest on more than the clauses that each of them names.
    let among_all = || {
        let clauses = joined(&states, around(case, group, clash));
        smallest(&clauses).filter(|_| clauses.len() <= TRIED_MAX)
    };
    let found = smallest(&clauses).or_else(among_all);
    found.unwrap_or(Some(clauses))
}

/// The states with the clauses of time of their own sources, where those that are needed are of others, too: what the sources of a quarrel
/// tell themselves needs no third to show it.
fn by_own_sources(
    case: &Case<'_>,
    states: &[ClauseId],
    needed: &[ClauseId],
    around: impl Fn() -> Vec<ClauseId>,
) -> Option<Vec<ClauseId>> {
    let source = |clause: &ClauseId| case.model.claim_of(*clause).source;
    let own: FxHashSet<SourceId> = states.iter().map(source).collect();
    let is_own = |clause: &ClauseId| own.contains(&source(clause));
    if needed.iter().all(is_own) {
        return None;
    }
    let mut times = around();
    times.retain(is_own);
    let clauses = joined(states, times);
    (clauses.len() <= TRIED_MAX).then_some(clauses)
}

/// The states, then the clauses of time that are none of these.
fn joined(states: &[ClauseId], times: Vec<ClauseId>) -> Vec<ClauseId> {
    let mut seen: FxHashSet<ClauseId> = states.iter().copied().collect();
    let times = times.into_iter().filter(|&clause| seen.insert(clause));
    states.iter().copied().chain(times).collect()
}

/// Whether a chain has all its states.
fn is_whole(states: &[ClauseId], chain: &[ClauseId]) -> bool {
    states.iter().all(|state| chain.contains(state))
}

/// Of these clauses as few as cannot all hold; none if all can. `in_turns`: it is tried out in which order the states come, too.
fn minimal(
    case: &Case<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    clash: &Clash,
    clauses: &[ClauseId],
    in_turns: bool,
) -> Option<Vec<ClauseId>> {
    let states = clash.holdings().count();
    let own: FxHashSet<ClauseId> = clauses.iter().copied().collect();
    let holdings = beside(group, clash, &own);
    // Of two states with different values rules show whatever there is to find, and in less time.
    let of_two = |one: &Holding, other: &Holding| {
        clash.verdict != Verdict::NoOrder && !share_a_value(one, other)
    };
    let rules_do = matches!(holdings.as_slice(), [one, other] if of_two(one, other));
    let mut trial = Trial {
        case,
        domain,
        holdings,
        clauses,
        in_turns: in_turns && !rules_do,
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
    let times = case.quarrels.world(group[clash.one].world);
    let orders = Orders::new(&case.timeline, times);
    let ends = clash.holdings().flat_map(|at| {
        let (from, to) = group[at].ends();
        [from, to]
    });
    let causes = ends.flat_map(|at| orders.causes_around(at).iter().take(TRIED_MAX + 1));
    causes.map(|&cause| case.timeline.clause(cause)).collect()
}

/// The holdings of a clash, and those of the other states among its clauses.
pub fn beside<'g>(
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
    let times = case.quarrels.world(group[clash.one].world);
    let orders = Orders::new(&case.timeline, times);
    let core = clash.core.iter().map(|&cause| case.timeline.clause(cause));
    if clash.verdict == Verdict::NoOrder {
        return core.collect();
    }
    // Each way in which they may have held has its own.
    if clash.verdict == Verdict::NoStretch {
        return around(case, group, clash);
    }
    // Where no order is named, it is the bounds of all that show it.
    let by_bounds = !clash.also.is_empty()
        || clash.verdict == Verdict::SameTime
        || clash.verdict == Verdict::Falls && clash.needs.is_empty();
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

/// Of some clauses of time those with which states leave no order; nothing if some order fits.
fn refuted(
    case: &Case<'_>,
    domain: &Domain<'_>,
    states: &[Holding],
    causes: &[Cause],
) -> Option<Vec<Cause>> {
    let turns = course::course(&case.timeline, domain, states)?;
    turns.refute(causes, &mut course::QUESTIONS_MAX.clone())
}

/// Whether some of the clauses of a clash make one by themselves.
struct Trial<'t> {
    case: &'t Case<'t>,
    domain: &'t Domain<'t>,
    holdings: Vec<&'t Holding>,
    clauses: &'t [ClauseId],
    in_turns: bool,
}

impl Oracle for Trial<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        let items: Vec<u32> = kept.iter().collect();
        self.among(&items)
    }

    /// In the order in which they are to be left out.
    fn among(&mut self, items: &[u32]) -> Option<Vec<u32>> {
        let clause = |&item: &u32| self.clauses[item as usize];
        let clauses: Vec<ClauseId> = items.iter().map(clause).collect();
        let needed = self.needed(&clauses)?;
        Some(
            items
                .iter()
                .copied()
                .filter(|item| needed.contains(&clause(item)))
                .collect(),
        )
    }
}

impl Trial<'_> {
    /// Of these clauses those that clash, perhaps with more; nothing if all can hold.
    fn needed(&self, clauses: &[ClauseId]) -> Option<Vec<ClauseId>> {
        let timeline = &self.case.timeline;
        let mut causes: Vec<Cause> = clauses
            .iter()
            .filter_map(|&clause| timeline.cause_of(clause))
            .collect();
        causes.sort_unstable();
        let times = match timeline.network.solve(&causes) {
            Ok(times) => times,
            Err(conflict) => {
                let causes = conflict.causes().into_iter();
                return Some(causes.map(|cause| timeline.clause(cause)).collect());
            }
        };
        let group: Vec<Holding> = self
            .holdings
            .iter()
            .filter(|holding| clauses.contains(&holding.clause))
            .filter_map(|holding| holding.known_by(self.case, &times))
            .collect();
        let orders = Orders::of_few(timeline, causes.clone());
        if clash_by_rules(self.case, self.domain, &group, &orders) {
            return Some(clauses.to_vec());
        }
        if !self.in_turns || group.len() < 2 || super::grows(self.case, &group) {
            return None;
        }
        let causes = refuted(self.case, self.domain, &group, &causes)?;
        let states = group.iter().map(|holding| holding.clause);
        let times = causes.into_iter().map(|cause| timeline.clause(cause));
        Some(states.chain(times).collect())
    }
}

/// Whether bounds and single orders show that some of these cannot be.
pub fn clash_by_rules(
    case: &Case<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    orders: &Orders<'_>,
) -> bool {
    if clash_in_one_course(case, domain, group, orders) {
        return true;
    }
    if super::grows(case, group) {
        return false;
    }
    let mut found = Clashes {
        found: Vec::new(),
        complete: true,
    };
    one_of::add(case, domain, orders, group, &mut found);
    !found.found.is_empty()
}

/// The same where it is not tried out through which of several stretches something held.
pub fn clash_in_one_course(
    case: &Case<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    orders: &Orders<'_>,
) -> bool {
    if super::grows(case, group) {
        return !growth::clashes(domain, orders, group).found.is_empty();
    }
    if super::life(case, group).is_some_and(|life| !life.clashes(orders).found.is_empty()) {
        return true;
    }
    let pairs = Pairs::new(domain, orders, group, &[]);
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
    joint::add(case, domain, group, &mut together);
    !together.found.is_empty()
}
