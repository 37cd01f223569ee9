//! States that held all through one of several stretches, nobody says through which: each is tried out.

use std::collections::BTreeSet;

use super::course::{LIMITS, known};
use super::holding::{Held, Holding};
use super::proof::clash_in_one_course;
use super::rules::{Clash, Verdict};
use super::sweep::Clashes;
use crate::checks::Case;
use crate::checks::timeline::{At, Orders};
use crate::logic::{self, Count, ItemSet, Oracle};
use crate::model::meet::Domain;
use crate::model::{Anchor, ClauseBody, Spell};

/// So many states may be tried out together.
const TRIED_MAX: usize = 24;

/// In so many ways it may have been.
const WAYS_MAX: usize = 64;

/// Adds clashes of states of which one held all through one of several stretches, and whichever that was, something else is in it.
pub fn add(
    case: &Case<'_>,
    domain: &Domain<'_>,
    orders: &Orders<'_>,
    group: &[Holding],
    clashes: &mut Clashes,
) {
    let stretches: Vec<Vec<Held>> = group.iter().map(|one| one_of(case, one)).collect();
    let is_open = |at: &usize| !stretches[*at].is_empty();
    let open: Vec<usize> = (0..group.len()).filter(is_open).collect();
    if open.is_empty() {
        return;
    }
    let is_near = |at: &usize| {
        let mut open = open.iter().take(TRIED_MAX);
        open.any(|&one| may_overlap(&group[one], &group[*at]))
    };
    let near: Vec<usize> = (0..group.len()).filter(is_near).collect();
    if near.len() > TRIED_MAX || open.len() > TRIED_MAX {
        clashes.complete = false;
        return;
    }
    let mut trial = Trial {
        case,
        domain,
        orders,
        states: near
            .iter()
            .map(|&at| (&group[at], stretches[at].as_slice()))
            .collect(),
        known: known(clashes, &near),
        complete: true,
    };
    let items: Vec<u32> = (0..).zip(&near).map(|(item, _)| item).collect();
    let listing = logic::chains(&mut trial, &items, LIMITS);
    let all = listing.count == Count::Exactly(listing.sets.len() as u64);
    clashes.complete &= trial.complete && all;
    let new = listing
        .sets
        .iter()
        .filter(|set| !trial.known.contains(*set));
    clashes.found.extend(new.filter_map(|set| {
        let at = |item: &u32| near[*item as usize];
        let [one, other, also @ ..] = set.as_slice() else {
            return None;
        };
        Some(Clash {
            one: at(one),
            other: at(other),
            also: also.iter().map(at).collect(),
            verdict: Verdict::NoStretch,
            needs: Vec::new(),
            core: Vec::new(),
        })
    }));
}

/// The stretches through one of which a state held, where it is not known through which.
pub fn one_of(case: &Case<'_>, holding: &Holding) -> Vec<Held> {
    let (Held::Covers { .. }, None) = (holding.held, holding.event) else {
        return Vec::new();
    };
    let ClauseBody::State { spell, .. } = &case.model.says(holding.clause) else {
        return Vec::new();
    };
    let Spell::Throughout(time) = spell else {
        return Vec::new();
    };
    let Anchor::Fixed(date) = time.anchor() else {
        return Vec::new();
    };
    let extent = date.extent();
    let pieces = extent.pieces.iter().filter(|_| !extent.is_all_of());
    let held = pieces.map(|piece| {
        let (from, to) = At::fixed(piece);
        Held::Covers {
            from,
            to,
            began: false,
            held_at_end: false,
            kept: false,
        }
    });
    held.collect()
}

fn may_overlap(one: &Holding, other: &Holding) -> bool {
    let ends_before = |one: &Holding, other: &Holding| {
        let both = one.hull().1.zip(other.hull().0);
        both.is_some_and(|(end, begin)| end < begin)
    };
    !ends_before(one, other) && !ends_before(other, one)
}

/// Which states leave no stretch to one of them.
struct Trial<'t> {
    case: &'t Case<'t>,
    domain: &'t Domain<'t>,
    orders: &'t Orders<'t>,
    /// With the stretches through one of which each held, if these are several.
    states: Vec<(&'t Holding, &'t [Held])>,
    /// Those that clash by themselves.
    known: BTreeSet<Vec<u32>>,
    complete: bool,
}

impl Trial<'_> {
    /// Every way in which some states may have held; nothing if there are too many.
    fn ways(&self, items: &[u32]) -> Option<Vec<Vec<Holding>>> {
        let mut ways = vec![Vec::new()];
        for &item in items {
            let (state, stretches) = self.states[item as usize];
            let own = [state.held];
            let helds = if stretches.is_empty() {
                &own
            } else {
                stretches
            };
            if ways.len() * helds.len() > WAYS_MAX {
                return None;
            }
            let with = |way: &Vec<Holding>| {
                let with = helds.iter().map(|&held| {
                    let state = state.clone();
                    [way.as_slice(), &[Holding { held, ..state }]].concat()
                });
                with.collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(with).collect();
        }
        Some(ways)
    }
}

impl Oracle for Trial<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        let holds = |known: &&Vec<u32>| known.iter().all(|item| kept.contains(*item));
        if let Some(known) = self.known.iter().find(holds) {
            return Some(known.clone());
        }
        let items: Vec<u32> = kept.iter().collect();
        let Some(ways) = self.ways(&items) else {
            self.complete = false;
            return None;
        };
        let (case, domain) = (self.case, self.domain);
        let clash = |way: &Vec<Holding>| clash_in_one_course(case, domain, way, self.orders);
        ways.iter().all(clash).then_some(items)
    }
}
