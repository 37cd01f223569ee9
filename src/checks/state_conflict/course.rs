//! Whether there is a course of things in which all states are as claimed: those that exclude each other take turns.
//!
//! What two states force on each other may leave no room for a third one. No bounds show that: it is tried out.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::holding::{Held, Holding};
use super::rules::{Clash, Verdict, share_a_value};
use super::sweep::Clashes;
use crate::checks::Case;
use crate::checks::timeline::{Orders, Shape, Timeline, Turns};
use crate::logic::{self, Count, ItemSet, Limits, Oracle};
use crate::model::ClauseId;
use crate::model::meet::{self, Domain, Position};
use crate::network::Cause;

/// So many states may be tried out together.
const TRIED_MAX: usize = 10;

/// So many questions are asked about one set of states.
pub const QUESTIONS_MAX: usize = 200;

/// Where more clauses than these hang together, what is among them is not tried out.
const CAUSES_MAX: usize = 2_000;

/// How much is looked at in one case: so many clauses and states.
const WORK_MAX: usize = 500_000;

/// How far the search for the smallest sets goes.
pub const LIMITS: Limits = Limits {
    chains: 48,
    steps: 100,
    ..Limits::NONE
};

/// What may still be tried out in a case.
pub struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(WORK_MAX))
    }
}

impl Budget {
    fn is_spent(&self) -> bool {
        self.0.get() == 0
    }

    fn spend(&self, work: usize) {
        self.0.set(self.0.get().saturating_sub(work));
    }
}

/// Adds clashes that only show when it is tried out in which order the states of a group come.
pub fn add(
    case: &Case<'_>,
    domain: &Domain<'_>,
    orders: &Orders<'_>,
    group: &[Holding],
    budget: &Budget,
    clashes: &mut Clashes,
) {
    let hedged = |clause: ClauseId| case.model.is_hedged(clause);
    for near in together(domain, group) {
        let causes = causes_around(orders, group, &near);
        if causes.len() > CAUSES_MAX {
            continue;
        }
        let search = |near: &[usize], causes: Vec<Cause>, known| Trial {
            timeline: &case.timeline,
            domain,
            causes,
            near: near.iter().map(|&at| group[at].clone()).collect(),
            known,
            budget,
            complete: true,
        };
        let is_stated = |at: &usize| !hedged(group[*at].clause);
        let stated: Vec<usize> = near.iter().copied().filter(is_stated).collect();
        let mut certain = causes.clone();
        certain.retain(|&cause| !hedged(case.timeline.clause(cause)));
        let any_hedge = stated.len() < near.len() || certain.len() < causes.len();

        let trial = search(&near, causes, known(clashes, &near));
        trial.add_to(clashes, &near);
        // A clash that takes a hedge may hide one that takes another state instead.
        let clashing = clashes.found.iter().any(|clash| {
            clash.verdict.is_certain() && clash.holdings().all(|at| near.contains(&at))
        });
        if any_hedge && clashing {
            search(&stated, certain, BTreeSet::new()).add_to(clashes, &stated);
        }
    }
}

/// The states of a group that may get in each other's way, directly or by others: rising.
fn together(domain: &Domain<'_>, group: &[Holding]) -> Vec<Vec<usize>> {
    let mut by_begin: Vec<usize> = (0..group.len()).collect();
    by_begin.sort_by_key(|&at| (group[at].hull().0, at));
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut end: Option<Option<i64>> = None;
    for at in by_begin {
        let (begins, ends) = group[at].hull();
        let apart = end.is_some_and(|end| end.zip(begins).is_some_and(|(end, begin)| end < begin));
        match parts.last_mut() {
            Some(part) if !apart => part.push(at),
            _ => parts.push(vec![at]),
        }
        let last = end.filter(|_| !apart);
        end = Some(match (last, ends) {
            (None, ends) => ends,
            (Some(last), ends) => last.zip(ends).map(|(last, end)| last.max(end)),
        });
    }
    parts.retain(|part| {
        let one_of_two = |(at, &one): (usize, &usize)| {
            let mut others = part[at + 1..].iter();
            others.any(|&other| one_spell(&group[one], &group[other]))
        };
        let positions =
            || -> Vec<&Position> { part.iter().map(|&at| &group[at].position).collect() };
        (2..=TRIED_MAX).contains(&part.len())
            && (part.iter().enumerate().any(one_of_two) || !meet::meets(domain, &positions()))
    });
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}

/// All that is said of the times of some states, rising.
pub fn causes_around(orders: &Orders<'_>, group: &[Holding], near: &[usize]) -> Vec<Cause> {
    let ends = near.iter().flat_map(|&at| {
        let (from, to) = group[at].ends();
        [from, to]
    });
    let causes = ends.flat_map(|at| orders.causes_around(at).iter().take(CAUSES_MAX + 1));
    let mut causes: Vec<Cause> = causes.copied().collect();
    causes.sort_unstable();
    causes.dedup();
    causes
}

/// The certain clashes among some states, by their numbers among these; rising.
pub fn known(clashes: &Clashes, near: &[usize]) -> BTreeSet<Vec<u32>> {
    let number = |at: usize| u32::try_from(near.binary_search(&at).ok()?).ok();
    let certain = clashes
        .found
        .iter()
        .filter(|clash| clash.verdict.is_certain());
    certain
        .filter_map(|clash| clash.holdings().map(number).collect())
        .collect()
}

/// Which states leave no order.
struct Trial<'t> {
    timeline: &'t Timeline,
    domain: &'t Domain<'t>,
    causes: Vec<Cause>,
    near: Vec<Holding>,
    known: BTreeSet<Vec<u32>>,
    budget: &'t Budget,
    complete: bool,
}

impl Trial<'_> {
    /// Adds the smallest sets of these states for which there is no order.
    fn add_to(mut self, clashes: &mut Clashes, near: &[usize]) {
        let items: Vec<u32> = (0..).zip(near).map(|(item, _)| item).collect();
        let listing = logic::chains(&mut self, &items, LIMITS);
        let all = listing.count == Count::Exactly(listing.sets.len() as u64);
        let found = known(clashes, near);
        for set in listing.sets.iter().filter(|set| !found.contains(*set)) {
            let at = |item: &u32| near[*item as usize];
            let by_itself = set.iter().any(|&item| self.refute(&[item]).is_some());
            let ([one, other, also @ ..], Some(core)) = (set.as_slice(), self.refute(set)) else {
                continue;
            };
            if by_itself {
                continue;
            }
            clashes.found.push(Clash {
                one: at(one),
                other: at(other),
                also: also.iter().map(at).collect(),
                verdict: Verdict::NoOrder,
                needs: Vec::new(),
                core,
            });
        }
        clashes.complete &= self.complete && all;
    }

    /// Some of the clauses of time with which there is no order for these.
    fn refute(&mut self, items: &[u32]) -> Option<Vec<Cause>> {
        let own = items.iter().map(|&item| self.near[item as usize].clone());
        let group: Vec<Holding> = own.collect();
        let turns = course(self.timeline, self.domain, &group)?;
        let mut questions = QUESTIONS_MAX;
        let found = turns.refute(&self.causes, &mut questions);
        let asked = QUESTIONS_MAX - questions;
        self.budget
            .spend(asked * (self.causes.len() + 16 * group.len()));
        self.complete &= questions > 0;
        found
    }
}

impl Oracle for Trial<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        let holds = |known: &&Vec<u32>| known.iter().all(|item| kept.contains(*item));
        if let Some(known) = self.known.iter().find(holds) {
            return Some(known.clone());
        }
        let items: Vec<u32> = kept.iter().collect();
        if items.len() < 2 {
            return None;
        }
        if self.budget.is_spent() {
            self.complete = false;
            return None;
        }
        self.refute(&items).map(|_| items)
    }
}

/// The states of a group as stretches that take turns; nothing if they are too many.
pub fn course<'t>(
    timeline: &'t Timeline,
    domain: &Domain<'_>,
    group: &[Holding],
) -> Option<Turns<'t>> {
    if group.len() > TRIED_MAX {
        return None;
    }
    let mut turns = Turns::new(timeline);
    for holding in group {
        place(&mut turns, holding);
    }
    for (at, one) in group.iter().enumerate() {
        let same = |other: &&Holding| one.told.is_some() && one.told == other.told;
        if let Some(first) = group[..at].iter().position(|other| same(&other)) {
            turns.end_together(first, at);
        }
    }
    exclude(&mut turns, domain, group);
    Some(turns)
}

fn place(turns: &mut Turns<'_>, holding: &Holding) {
    match holding.held {
        Held::Covers {
            from,
            to,
            began,
            held_at_end,
            kept,
        } => {
            let shape = match (held_at_end, began) {
                _ if kept => Shape::Between,
                (true, _) => Shape::Closed,
                (false, true) => Shape::UpTo,
                (false, false) => Shape::Throughout,
            };
            // What was told before it began was told too early, which is another matter.
            turns.stretch(from, to, shape, holding.told.is_none());
            if began {
                turns.has_begun();
            }
        }
        Held::Somewhen { from, to } => turns.moment(from, to),
        Held::After(at) => turns.effect(at),
        Held::UpTo { from, to } => turns.up_to(from, to),
    }
}

/// Which of a group cannot all hold at one moment: the smallest sets.
fn exclude(turns: &mut Turns<'_>, domain: &Domain<'_>, group: &[Holding]) {
    let mut smallest: Vec<Vec<usize>> = Vec::new();
    for among in sets(group.len()) {
        let within = |one: &Vec<usize>| one.iter().all(|at| among.contains(at));
        let is_effect = |at: &&usize| group[**at].is_effect();
        // One effect, then another: which came last counts.
        if smallest.iter().any(within) || among.iter().filter(is_effect).count() > 1 {
            continue;
        }
        if let &[one, other] = among.as_slice()
            && one_spell(&group[one], &group[other])
        {
            turns.exclude_or_begin_together(one, other);
            continue;
        }
        let positions: Vec<&Position> = among.iter().map(|&at| &group[at].position).collect();
        if !meet::meets(domain, &positions) {
            turns.exclude(&among);
            smallest.push(among);
        }
    }
}

/// All sets of two and more, the smallest first; of many only those of two.
fn sets(count: usize) -> Vec<Vec<usize>> {
    const OF_ALL_SIZES_MAX: usize = 6;
    let pairs = (0..count).flat_map(|at| (at + 1..count).map(move |other| vec![at, other]));
    let mut sets: Vec<Vec<usize>> = pairs.collect();
    if count <= OF_ALL_SIZES_MAX {
        let of = |set: u32| (0..count).filter(move |at| set & (1 << at) != 0).collect();
        sets.extend(
            (0..1_u32 << count)
                .map(of)
                .filter(|set: &Vec<usize>| set.len() > 2),
        );
        sets.sort_by_key(Vec::len);
    }
    sets
}

/// Whether two that share a moment must have begun together.
fn one_spell(one: &Holding, other: &Holding) -> bool {
    let began = |holding: &Holding| matches!(holding.held, Held::Covers { began: true, .. });
    share_a_value(one, other) && began(one) && began(other)
}
