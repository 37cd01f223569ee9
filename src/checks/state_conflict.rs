//! One subject, one attribute, two values at a time that both certainly cover; and values that only grow, falling.
//!
//! Every state is a *holding*: a stretch that it certainly covers, or a window in which it held at some moment. Holdings of one
//! subject and attribute are held against each other by rules that say contradiction, tension or nothing. What no rule says of a few
//! of them is tried out: whether there is an order in which they could have held.

mod axis;
mod calm;
mod course;
mod dial;
mod growth;
mod holding;
mod joint;
mod moments;
mod one_of;
mod order_words;
mod proof;
mod rules;
mod seeds;
mod sweep;
mod told;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::quarrel::{
    CHAINS_MAX, Quarrel, WAYS_OUT_MAX, chain_mark, either, is_stated, marks, time_words,
};
use super::timeline::{Orders, OrdersLeft};
use super::value_conflict::{about, about_words, domain, more, premises};
use super::{Case, value_conflict};
use crate::diagnostic::{Chain, Code, Diagnostic, More, Severity, Step};
use crate::logic;
use crate::model::meet::{Domain, Position};
use crate::model::{ClauseId, FactKey, say};
use crate::syntax::tree::Behaviour;

use dial::Dial;
use growth::Rising;
use holding::Holding;
use proof::chain;
use rules::{Clash, Verdict};
use seeds::{Maker, Seed, seeds};
use sweep::Clashes;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let maker = Maker::new(case);
    let budget = Budget::new(case.quarrels.worlds.len());
    let mut seeds = seeds(case);
    let groups: Vec<&mut [Seed]> = seeds.chunk_by_mut(Seed::is_of_one).collect();
    let at_odds = |group: &&mut [Seed]| group.len() > 1 && !calm::is_calm(case.model, group);
    let groups: Vec<&mut [Seed]> = groups.into_par_iter().filter(at_odds).collect();
    // One after the other, as all of them spend of what may be looked at in a case.
    for group in groups {
        seeds::in_order(case, group);
        diagnostics.extend(check_group(case, &maker, &budget, group));
    }
}

/// Holds the states of one subject and attribute against each other: in the times that are left by one way out of every quarrel
/// about time, and, where that makes a difference, by others. A clash in any of them is one.
fn check_group(
    case: &Case<'_>,
    maker: &Maker<'_>,
    budget: &Budget,
    seeds: &[Seed],
) -> Vec<Diagnostic> {
    let mut joined = maker.holdings(seeds, 0);
    let Some(first) = joined.first() else {
        return Vec::new();
    };
    let key = FactKey::Attribute(first.subject, first.attribute);
    let count = joined.len();
    let perhaps = maker.perhaps(seeds, 0);
    let mut all = clashes_of(
        case,
        key,
        &joined,
        &perhaps,
        &budget.orders(case, 0),
        budget,
    );
    let holdings = |clash: &Clash| -> Vec<usize> { clash.holdings().collect() };
    let mut seen: FxHashSet<Vec<usize>> = all.found.iter().map(holdings).collect();
    let others = match maker.depend_on_times(seeds) {
        true => case.quarrels.worlds.len(),
        false => 1,
    };
    for world in 1..others {
        let other = maker.holdings(seeds, world);
        let other_perhaps = maker.perhaps(seeds, world);
        let firsts = joined[..count].iter().chain(&perhaps);
        let mut pairs = other.iter().chain(&other_perhaps).zip(firsts);
        if other.len() != count || pairs.all(|(one, first)| one.held == first.held) {
            continue;
        }
        let offset = joined.len();
        let more = clashes_of(
            case,
            key,
            &other,
            &other_perhaps,
            &budget.orders(case, world),
            budget,
        );
        all.complete &= more.complete;
        for clash in more.found {
            if seen.insert(holdings(&clash)) {
                all.found.push(Clash {
                    one: clash.one + offset,
                    other: clash.other + offset,
                    also: clash.also.iter().map(|at| at + offset).collect(),
                    ..clash
                });
            }
        }
        joined.extend(other);
    }
    let mixed = mixed_units(case, key, &joined, &mut all);
    let quarrel = (!all.found.is_empty()).then(|| quarrel(case, key, &joined, all));
    mixed.into_iter().chain(quarrel).collect()
}

/// Takes out what clashes only because it is told in different units, and tells of the first such clash.
fn mixed_units(
    case: &Case<'_>,
    key: FactKey,
    group: &[Holding],
    clashes: &mut Clashes,
) -> Option<Diagnostic> {
    let is_mixed = |clash: &mut Clash| {
        let units = clash.holdings().map(|at| &group[at].position);
        let units: Vec<_> = units.filter_map(value_conflict::unit).collect();
        units.windows(2).any(|two| two[0] != two[1])
    };
    let mixed: Vec<Clash> = clashes.found.extract_if(.., is_mixed).collect();
    let clauses = mixed.first()?.holdings().map(|at| group[at].clause);
    let clauses: Vec<ClauseId> = clauses.collect();
    let sides = value_conflict::sides(case.model, &clauses);
    value_conflict::mixed_units(case, key, &sides)
}

/// What may still be looked at in a case.
struct Budget {
    courses: course::Budget,
    /// In each of the solved times.
    orders: Vec<OrdersLeft>,
}

impl Budget {
    fn new(worlds: usize) -> Self {
        Self {
            courses: course::Budget::default(),
            orders: (0..worlds).map(|_| OrdersLeft::default()).collect(),
        }
    }

    /// What is certain of the order of points in one of the solved times.
    fn orders<'a>(&'a self, case: &'a Case<'_>, world: usize) -> Orders<'a> {
        let times = case.quarrels.world(world);
        Orders::asking(&case.timeline, times, &self.orders[world])
    }
}

fn clashes_of(
    case: &Case<'_>,
    key: FactKey,
    group: &[Holding],
    perhaps: &[Holding],
    orders: &Orders<'_>,
    budget: &Budget,
) -> Clashes {
    let domain = domain(case.model, key);
    if grows(case, group) {
        return growth::clashes(&domain, orders, group);
    }
    let mut clashes = sweep::clashes(&domain, orders, group, perhaps);
    if let Some(life) = life(case, group) {
        clashes.add(life.clashes(orders));
    }
    joint::add(case, &domain, group, &mut clashes);
    one_of::add(case, &domain, orders, group, &mut clashes);
    course::add(case, &domain, orders, group, &budget.courses, &mut clashes);
    if life(case, group).is_some() {
        let is_told = |clash: &Clash| is_among_times(case, group, clash);
        clashes.found.retain(|clash| !is_told(clash));
    }
    let is_age = |at: usize| case.timeline.is_age(group[at].clause);
    if (0..group.len()).any(is_age) {
        // Two ages are held against each other among the times, and who is 17 one day may be 18 the next.
        let is_new = |clash: &Clash| clash.verdict.is_certain() && !clash.holdings().all(is_age);
        clashes.found.retain(is_new);
    }
    clashes
}

/// Whether all that clashes are births, deaths and states of being dead, which are held against each other among the times.
fn is_among_times(case: &Case<'_>, group: &[Holding], clash: &Clash) -> bool {
    let mut clauses = clash.holdings().map(|at| group[at].clause);
    clauses.all(|clause| case.timeline.is_end_of_life(clause))
}

/// The group as one that is about who is alive and who is dead, if it is.
fn life<'a>(case: &Case<'_>, group: &'a [Holding]) -> Option<Rising<'a>> {
    let attribute = case.model.vocabulary.attribute(group.first()?.attribute);
    Some(Rising::life(group, attribute.alive_and_dead()?))
}

/// Whether the values of a group only grow.
fn grows(case: &Case<'_>, group: &[Holding]) -> bool {
    let attribute = |holding: &Holding| case.model.vocabulary.attribute(holding.attribute);
    group
        .first()
        .is_some_and(|one| attribute(one).behaviour == Behaviour::OnlyGrows)
}

fn quarrel(case: &Case<'_>, key: FactKey, group: &[Holding], clashes: Clashes) -> Diagnostic {
    let model = case.model;
    let Clashes {
        found: mut clashes,
        complete,
    } = clashes;
    let hedged = |clash: &Clash| clash.holdings().any(|at| model.is_hedged(group[at].clause));
    clashes.sort_by_key(|clash| {
        let size = clash.also.len();
        (clash.verdict, hedged(clash), size, clash.one, clash.other)
    });
    let mut involved: Vec<usize> = clashes.iter().flat_map(Clash::holdings).collect();
    involved.sort_unstable();
    involved.dedup();

    let domain = domain(model, key);
    let mut clauses: Vec<ClauseId> = involved.iter().map(|&at| group[at].clause).collect();
    clauses.sort_unstable();
    clauses.dedup();
    let sides = account_groups(case, group, &involved);
    let message = heading(case, key, group, &involved);
    let mut quarrel = Quarrel::new(case, Code::StateConflict, about(model, key), message);
    for (value, clauses) in &sides {
        quarrel.account(value.clone(), clauses);
    }
    quarrel.diagnostic.severity = graveness(case, &domain, group, &clashes);
    let shown = add_chains(case, &mut quarrel, &domain, group, &clashes);
    if complete {
        add_ways_out(&mut quarrel, group, &clashes);
    } else {
        // Clashes that are not known cannot be settled.
        quarrel.diagnostic.more_ways_out = More::AtLeast(1);
        quarrel.diagnostic.more_chains =
            More::AtLeast(clashes.len() - quarrel.diagnostic.chains.len());
    }
    for clash in clashes.iter().take(1000) {
        let sides: Vec<_> = clash.holdings().map(|at| vec![group[at].clause]).collect();
        let found = match sides.len() {
            2 => marks(case, &sides, |_, _| true),
            _ => chain_mark(case, &sides.concat()).into_iter().collect(),
        };
        quarrel.diagnostic.marks.extend(found);
    }
    if shown.placed {
        quarrel.diagnostic.premises.push(
            "The ways out name the states only: a time that places them may be wrong instead."
                .to_owned(),
        );
    }
    add_premises(case, &mut quarrel, key, &clauses, &clashes, &shown);
    quarrel.finish_on(&clauses, &bounds(&clashes))
}

/// What is left open for the times that the clashes rest on: who says so is not part of the quarrel.
fn bounds(clashes: &[Clash]) -> Vec<u64> {
    let of_clash = |clash: &Clash| -> Vec<i64> {
        let shown = clash.needs.iter().flat_map(|order| order.bounds());
        shown.flatten().collect()
    };
    let mut bounds: Vec<u64> = clashes
        .iter()
        .flat_map(of_clash)
        .map(i64::cast_unsigned)
        .collect();
    bounds.sort_unstable();
    bounds.dedup();
    bounds
}

/// `the custody of Ivan Petrov: “in custody” or “at liberty”`; for one value with several beginnings, since when.
fn heading(case: &Case<'_>, key: FactKey, group: &[Holding], involved: &[usize]) -> String {
    let distinct = |say: &dyn Fn(&Holding) -> String| {
        let mut words: Vec<_> = involved.iter().map(|&at| say(&group[at])).collect();
        words.sort();
        words.dedup();
        words
    };
    let values = distinct(&|holding| say::quoted_position(case.model, &holding.position));
    let common = Position::common(involved.iter().map(|&at| &group[at].position));
    let one = match values.as_slice() {
        [value] => Some(value.clone()),
        _ => common.map(|common| say::quoted_position(case.model, &common)),
    };
    if let Some(value) = one {
        let times = distinct(&|holding| say::spell_of(case.model, holding.clause));
        return format!(
            "{}: {value}, {}",
            about_words(case.model, key),
            either(&times, 4)
        );
    }
    format!("{}: {}", about_words(case.model, key), either(&values, 4))
}

/// The accounts: those who say the same value at the same time.
fn account_groups(
    case: &Case<'_>,
    group: &[Holding],
    involved: &[usize],
) -> Vec<(String, Vec<ClauseId>)> {
    let mut groups: BTreeMap<String, Vec<ClauseId>> = BTreeMap::new();
    for &at in involved {
        let words = account_words(case, &group[at]);
        groups.entry(words).or_default().push(group[at].clause);
    }
    for clauses in groups.values_mut() {
        clauses.sort_unstable();
        clauses.dedup();
    }
    groups.into_iter().collect()
}

fn account_words(case: &Case<'_>, holding: &Holding) -> String {
    let value = say::position(case.model, &holding.position);
    match holding.event {
        Some(event) if holding.is_effect() => {
            format!("{value}, by {}", say::event(case.model, event))
        }
        _ => match holding.spell_words(case) {
            times if times.is_empty() => value,
            times => format!("{value}, {times}"),
        },
    }
}

/// A contradiction if some clash is one, and neither its states nor the times that it rests on are hedged.
fn graveness(
    case: &Case<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    clashes: &[Clash],
) -> Severity {
    let stated = clashes
        .iter()
        .filter(|clash| clash.verdict.is_certain())
        .take(1000)
        .filter_map(|clash| chain(case, domain, group, clash, clashes))
        .any(|clauses| is_stated(case, &clauses));
    if stated {
        Severity::Contradiction
    } else {
        Severity::Tension
    }
}

/// What the chains of a quarrel rest on.
#[derive(Default)]
struct Shown {
    /// Whether on more than states: on clauses that place these in time.
    placed: bool,
    /// Which values must exclude each other.
    excluding: Vec<Vec<Position>>,
}

fn add_chains(
    case: &Case<'_>,
    quarrel: &mut Quarrel<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    clashes: &[Clash],
) -> Shown {
    let mut count = clashes.len();
    let mut shown = Shown::default();
    for clash in clashes {
        if quarrel.diagnostic.chains.len() == CHAINS_MAX {
            let positions = clash.holdings().map(|at| group[at].position.clone());
            shown.excluding.push(positions.collect());
            continue;
        }
        let Some(clauses) = chain(case, domain, group, clash, clashes) else {
            count -= 1;
            continue;
        };
        let labels = quarrel.labels(&clauses);
        let mut steps = Vec::new();
        let told = told::told(case, domain, group, clash, &clauses);
        let dial = Dial::of(case, told.states.iter());
        for holding in &told.states {
            let label = quarrel.label(holding.clause);
            steps.push(Step {
                label: Some(label),
                text: holding.covers_words(case, dial),
            });
        }
        shown.excluding.extend(told.excluding);
        let states: Vec<ClauseId> = told.states.iter().map(|state| state.clause).collect();
        for &clause in clauses.iter().filter(|clause| !states.contains(clause)) {
            shown.placed = true;
            let label = quarrel.label(clause);
            steps.push(Step {
                label: Some(label),
                text: time_words(case, clause),
            });
        }
        steps.push(Step {
            label: None,
            text: told.words,
        });
        quarrel.diagnostic.chains.push(Chain { labels, steps });
    }
    quarrel.diagnostic.more_chains = more(count, quarrel.diagnostic.chains.len());
    shown
}

/// Which states would have to be false for all others to hold.
fn add_ways_out(quarrel: &mut Quarrel<'_>, group: &[Holding], clashes: &[Clash]) {
    // By their places in the group, which do not depend on the order of claims.
    let mut places: FxHashMap<ClauseId, u32> = FxHashMap::default();
    for (at, holding) in (0..).zip(group) {
        places.entry(holding.clause).or_insert(at);
    }
    let mut sets: Vec<Vec<u32>> = Vec::new();
    for clash in clashes {
        let clauses = clash.holdings().map(|at| group[at].clause);
        let mut set: Vec<u32> = clauses
            .filter_map(|clause| places.get(&clause).copied())
            .collect();
        set.sort_unstable();
        set.dedup();
        sets.push(set);
    }
    sets.sort();
    sets.dedup();
    let (ways_out, complete) = logic::smallest_hitting_sets(&sets, WAYS_OUT_MAX);
    let mut ways_out: Vec<Vec<usize>> = ways_out
        .iter()
        .map(|way| {
            let clauses: Vec<ClauseId> = way.iter().map(|&at| group[at as usize].clause).collect();
            let mut labels = quarrel.labels(&clauses);
            labels.sort_unstable();
            labels
        })
        .collect();
    // Which are listed is settled; they are read in the order of the accounts.
    ways_out.sort_by_key(|way| (way.len(), way.clone()));
    quarrel.diagnostic.ways_out = ways_out;
    quarrel.diagnostic.more_ways_out = if complete {
        More::None
    } else {
        More::AtLeast(1)
    };
}

fn add_premises(
    case: &Case<'_>,
    quarrel: &mut Quarrel<'_>,
    key: FactKey,
    clauses: &[ClauseId],
    clashes: &[Clash],
    shown: &Shown,
) {
    if clashes
        .iter()
        .any(|clash| clash.verdict == Verdict::NothingBetween)
    {
        let words = about_words(case.model, key);
        quarrel.diagnostic.premises.push(format!(
            "Nothing in the case is said to have changed {words} in between."
        ));
    }
    if clashes
        .iter()
        .any(|clash| clash.verdict == Verdict::SameTime)
    {
        quarrel.diagnostic.premises.push(
            "The moments may differ, but nothing in the case is said to have changed the state between them.".to_owned(),
        );
    }
    if clashes
        .iter()
        .any(|clash| clash.verdict == Verdict::BeganBefore)
    {
        quarrel.diagnostic.premises.push(
            "“Since” is taken to name when the wider of the two values began to hold, not the last move within it.".to_owned(),
        );
    }
    let closed = domain(case.model, key);
    if closed.closed.is_none() {
        let sides = value_conflict::sides(case.model, clauses);
        let mut clashes = value_conflict::clashes(&closed, &sides);
        let position = |&side: &u32| &sides[side as usize].position;
        clashes.sets.retain(|set| {
            let within = |one: &Vec<Position>| set.iter().all(|side| one.contains(position(side)));
            shown.excluding.iter().any(within)
        });
        quarrel
            .diagnostic
            .premises
            .extend(premises(case.model, &sides, &clashes));
    }
}
