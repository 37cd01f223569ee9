//! Values of one role or attribute that share no possibility.
//!
//! Claims are grouped by the fact that they are about, facts by the distinct positions that claims take on them. Everything is
//! decided between positions, so a thousand sources that say one of two things cost no more than two.

mod facts;
mod premises;

use rayon::prelude::*;

use super::quarrel::{CHAINS_MAX, Quarrel, WAYS_OUT_MAX, either, marks, order, severity};
use super::{Case, units};
use crate::diagnostic::{Chain, Code, Diagnostic, More};
use crate::logic::{self, ItemSet, Limits, Listing, Oracle};
use crate::model::meet::{self, Domain, ModeKey, Position, Witness};
use crate::model::{
    ClauseBody, ClauseId, FactKey, Item, Model, Quantity, Type, UnitId, Value, say,
};
use facts::Fact;
pub(super) use premises::{premises, premises_of_places};

/// Beyond so many positions on one fact, only what the first of them leave open is tried as a way out.
const WITNESSED_MAX: usize = 64;

/// How far the search for clashing positions goes.
const LIMITS: Limits = Limits {
    chains: 48,
    ways_out: 24,
    steps: 200,
    ..Limits::NONE
};

/// Plans are held only against other plans of the same speaker, told at the same time.
pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let facts = facts::doubtful(case);
    let of_one = |one: &Fact, other: &Fact| (one.0, &one.1) == (other.0, &other.1);
    let groups: Vec<&[Fact]> = facts.chunk_by(of_one).collect();
    let check = |group: &&[Fact]| check_fact(case, group[0].0, group);
    let found: Vec<Option<Diagnostic>> = groups.par_iter().map(check).collect();
    // A diagnostic is large: no more room than they need.
    diagnostics.reserve(found.iter().flatten().count());
    diagnostics.extend(found.into_iter().flatten());
}

fn check_fact(case: &Case<'_>, key: FactKey, group: &[Fact]) -> Option<Diagnostic> {
    if group.len() < 2 || all_say_the_same(case.model, group) {
        return None;
    }
    let clauses: Vec<ClauseId> = group.iter().map(|&(_, _, clause)| clause).collect();
    let sides = distinct(case.model, &clauses);
    if sides.len() < 2 {
        return None;
    }
    let domain = domain(case.model, key).of(sides.iter().map(|side| &side.position));
    let meets = meets(&domain, &sides);
    let counted = |side: &Side| matches!(side.position.items[..], [Item::Number(_), ..]);
    if meets && !sides.iter().any(counted) {
        return None;
    }
    let sides = in_order(case.model, sides);
    if let Some(mixed) = mixed_units(case, key, &sides) {
        return Some(mixed);
    }
    (!meets).then(|| quarrel(case, key, &domain, sides))
}

/// Whether all clauses about a fact give it the same value, as most do.
fn all_say_the_same(model: &Model, group: &[Fact]) -> bool {
    let mut values = group.iter().map(|&(_, _, clause)| value(model, clause));
    let first = values.next().flatten();
    values.all(|other| {
        first
            .zip(other)
            .is_some_and(|(one, other)| model.items.are_same(&one, &other))
    })
}

fn meets(domain: &Domain<'_>, sides: &[Side]) -> bool {
    let positions: Vec<&Position> = sides.iter().map(|side| &side.position).collect();
    meet::meets(domain, &positions)
}

/// Those who take one position.
pub(super) struct Side {
    pub position: Position,
    pub clauses: Vec<ClauseId>,
}

/// The distinct positions that clauses take: what is said before what is denied, most sources first.
pub(super) fn sides(model: &Model, clauses: &[ClauseId]) -> Vec<Side> {
    in_order(model, distinct(model, clauses))
}

/// The distinct positions that clauses take.
fn distinct(model: &Model, clauses: &[ClauseId]) -> Vec<Side> {
    let mut positions: Vec<(Position, ClauseId)> = clauses
        .iter()
        .filter_map(|&id| {
            let value = value(model, id)?;
            Some((Position::new(value.mode, &model.items(&value)), id))
        })
        .collect();
    positions.sort();
    positions
        .chunk_by(|one, other| one.0 == other.0)
        .map(|same| Side {
            position: same[0].0.clone(),
            clauses: same.iter().map(|(_, id)| *id).collect(),
        })
        .collect()
}

/// What is said before what is denied, most sources first.
fn in_order(model: &Model, mut sides: Vec<Side>) -> Vec<Side> {
    sides.sort_by_cached_key(|side| {
        let mut sources: Vec<_> = side
            .clauses
            .iter()
            .map(|&id| model.claim_of(id).source)
            .collect();
        sources.sort_unstable();
        sources.dedup();
        (
            std::cmp::Reverse(sources.len()),
            say::position(model, &side.position),
        )
    });
    sides
}

/// The value of a clause that has one.
pub(super) fn value(model: &Model, clause: ClauseId) -> Option<Value> {
    match model.says(clause) {
        ClauseBody::Role { value, .. } | ClauseBody::State { value, .. } => Some(value),
        ClauseBody::Happens { .. } | ClauseBody::When { .. } => None,
    }
}

/// What is known of a fact before anybody claims anything.
pub(super) fn domain(model: &Model, key: FactKey) -> Domain<'_> {
    let (takes, many, whole) = match key {
        FactKey::Role(event, role) => {
            let of = model.vocabulary.role_of(model.event(event).kind, role);
            (of.map(|of| &of.takes), of.is_some_and(|of| of.many), false)
        }
        FactKey::Attribute(_, attribute) => {
            let attribute = model.vocabulary.attribute(attribute);
            let whole = attribute.counts();
            (Some(&attribute.takes), attribute.many, whole)
        }
    };
    let closed = match takes {
        Some(Type::OneOf(members)) => Some(members.as_slice()),
        _ => None,
    };
    Domain {
        entities: &model.entities,
        many,
        closed,
        whole,
    }
}

/// The unit of a number, if it has one; nothing of what is no number.
pub(super) fn unit(position: &Position) -> Option<Option<UnitId>> {
    number(position).map(|number| number.unit)
}

fn number(position: &Position) -> Option<&Quantity> {
    match position.items.first() {
        Some(Item::Number(number)) => Some(number),
        _ => None,
    }
}

/// Numbers in different units are not compared: that is a mistake in the files.
pub(super) fn mixed_units(case: &Case<'_>, key: FactKey, sides: &[Side]) -> Option<Diagnostic> {
    let unit = |side: &Side| unit(&side.position);
    let first = sides.first().and_then(unit)?;
    let other = sides
        .iter()
        .find(|side| unit(side).is_some_and(|unit| unit != first))?;
    let numbers = [&sides[0], other].map(|side| number(&side.position));
    let [Some(one), Some(two)] = numbers else {
        return None;
    };
    let numbers = [one, two];
    let message = format!(
        "{}: numbers {} are not compared",
        about_words(case.model, key),
        units::both(case.model, numbers)
    );
    let mut quarrel = Quarrel::new(case, Code::WrongKind, about(case.model, key), message);
    for side in [&sides[0], other] {
        quarrel.label(side.clauses[0]);
    }
    let mut diagnostic = quarrel.diagnostic;
    diagnostic.advice.push(units::advice(case.model, numbers));
    Some(diagnostic)
}

/// A fact in ids: `return_flight.means`.
pub(super) fn about(model: &Model, key: FactKey) -> String {
    match key {
        FactKey::Role(event, role) => format!(
            "{}.{}",
            model.event(event).name,
            model.vocabulary.role(role)
        ),
        FactKey::Attribute(subject, attribute) => {
            let attribute = &model.vocabulary.attribute(attribute).name;
            format!("{}.{attribute}", subject.name(model))
        }
    }
}

/// A fact in words: `the means of “He is flown to Libya”`.
pub(super) fn about_words(model: &Model, key: FactKey) -> String {
    match key {
        FactKey::Role(event, role) => {
            format!(
                "the {} of {}",
                model.vocabulary.role(role).replace('_', " "),
                say::event(model, event)
            )
        }
        FactKey::Attribute(subject, attribute) => {
            let subject = say::item(model, subject);
            let attribute = &model.vocabulary.attribute(attribute).name;
            // Adjectives, of which nothing is had.
            match attribute.as_str() {
                "alive" => format!("whether {subject} is alive"),
                "aboard" => format!("how many were aboard in {subject}"),
                "injured" => format!("how many were injured in {subject}"),
                "missing" => format!("how many were missing in {subject}"),
                "rescued" => format!("how many were saved in {subject}"),
                name => format!("the {} of {subject}", name.replace('_', " ")),
            }
        }
    }
}

fn quarrel(case: &Case<'_>, key: FactKey, domain: &Domain<'_>, mut sides: Vec<Side>) -> Diagnostic {
    let model = case.model;
    let mut clashes = clashes(domain, &sides);
    if clashes.is_complete() {
        keep_involved(&mut sides, &mut clashes.sets);
    }
    let values: Vec<_> = sides
        .iter()
        .map(|side| say::position(model, &side.position))
        .collect();
    let quoted: Vec<_> = sides
        .iter()
        .map(|side| say::quoted_position(model, &side.position))
        .collect();
    let message = format!("{}: {}", about_words(model, key), either_or_not(&quoted));
    let mut quarrel = Quarrel::new(case, Code::ValueConflict, about(model, key), message);
    for (side, value) in sides.iter().zip(values) {
        quarrel.account(value, &side.clauses);
    }
    add_chains(case, &mut quarrel, &sides, &clashes);
    add_ways_out(&mut quarrel, domain, &sides);
    let groups: Vec<_> = sides.iter().map(|side| side.clauses.clone()).collect();
    let opposed = |one: usize, other: usize| {
        clashes
            .sets
            .iter()
            .any(|clash| pair_of(clash) == Some((one, other)))
    };
    quarrel.diagnostic.marks = marks(case, &groups, opposed);
    quarrel.diagnostic.premises = premises(model, &sides, &clashes);
    quarrel.finish()
}

/// The values of a fact, quoted: `“Ann” or “Ben”`, or `“Ann” or not`.
fn either_or_not(quoted: &[String]) -> String {
    let denies = |one: &String, other: &String| one.strip_prefix("not ") == Some(other);
    match quoted {
        [value, other] if denies(other, value) => format!("{value} or not"),
        [other, value] if denies(other, value) => format!("{value} or not"),
        _ => either(quoted, 4),
    }
}

/// The positions of a fact as something that knows which of them clash.
struct Positions<'a> {
    domain: &'a Domain<'a>,
    sides: &'a [Side],
}

impl Oracle for Positions<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        let kept: Vec<u32> = kept.iter().collect();
        let positions: Vec<_> = kept
            .iter()
            .map(|&side| &self.sides[side as usize].position)
            .collect();
        if meet::meets(self.domain, &positions) {
            return None;
        }
        // Nearly always two of them clash, and then that is all there is to say.
        let against_first = (1..kept.len()).map(|other| (0, other));
        let neighbours = (2..kept.len()).map(|other| (other - 1, other));
        let pair = against_first
            .chain(neighbours)
            .find(|&(one, other)| !meet::meets(self.domain, &[positions[one], positions[other]]));
        Some(pair.map_or_else(|| kept.clone(), |(one, other)| vec![kept[one], kept[other]]))
    }
}

/// The smallest sets of positions that clash.
pub(super) fn clashes(domain: &Domain<'_>, sides: &[Side]) -> Listing {
    if let Some(only) = only_clash(domain, sides) {
        return only;
    }
    let all: Vec<u32> = (0..sides.len())
        .filter_map(|side| u32::try_from(side).ok())
        .collect();
    logic::chains(&mut Positions { domain, sides }, &all, LIMITS)
}

/// The clash of two positions of which each by itself can hold, as most quarrels have no more.
fn only_clash(domain: &Domain<'_>, sides: &[Side]) -> Option<Listing> {
    let [one, other] = sides else { return None };
    let clash = |positions: &[&Position]| !meet::meets(domain, positions);
    let (one, other) = (&one.position, &other.position);
    let only = clash(&[one, other]) && !clash(&[one]) && !clash(&[other]);
    only.then(|| Listing {
        sets: vec![vec![0, 1]],
        count: logic::Count::Exactly(1),
    })
}

/// Drops the positions that clash with none, and numbers the others anew.
fn keep_involved(sides: &mut Vec<Side>, clashes: &mut [Vec<u32>]) {
    let mut numbers = vec![None; sides.len()];
    clashes
        .iter()
        .flatten()
        .for_each(|&side| numbers[side as usize] = Some(0));
    for (next, number) in (0..).zip(numbers.iter_mut().flatten()) {
        *number = next;
    }
    let mut involved = numbers.iter().map(Option::is_some);
    sides.retain(|_| involved.next().unwrap_or(false));
    for side in clashes.iter_mut().flatten() {
        *side = numbers[*side as usize].unwrap_or_default();
    }
}

/// The two positions of a clash, if it has no more.
fn pair_of(clash: &[u32]) -> Option<(usize, usize)> {
    match clash {
        [one, other] => Some((*one as usize, *other as usize)),
        _ => None,
    }
}

/// A first chain for every clash of positions, then more of each, until enough are listed.
fn add_chains(case: &Case<'_>, quarrel: &mut Quarrel<'_>, sides: &[Side], clashes: &Listing) {
    let ordered: Vec<Vec<ClauseId>> = sides
        .iter()
        .map(|side| stated_first(case, &side.clauses))
        .collect();
    let members = |clash: &[u32]| -> Vec<&[ClauseId]> {
        clash
            .iter()
            .map(|&side| ordered[side as usize].as_slice())
            .collect()
    };
    let size = |clash: &[u32]| {
        let sizes = clash.iter().map(|&side| ordered[side as usize].len());
        sizes.fold(1_usize, usize::saturating_mul)
    };
    let mut listed = Vec::new();
    for round in 0..CHAINS_MAX {
        for clash in clashes.sets.iter().filter(|clash| round < size(clash)) {
            listed.push(choice(&members(clash), round));
        }
        listed.truncate(CHAINS_MAX);
    }
    // The first choice of every clash is the least hedged.
    let firsts: Vec<_> = clashes
        .sets
        .iter()
        .map(|clash| choice(&members(clash), 0))
        .collect();
    quarrel.diagnostic.severity = severity(case, firsts.iter().map(Vec::as_slice));
    let all = clashes
        .sets
        .iter()
        .map(|clash| size(clash))
        .fold(0, usize::saturating_add);
    quarrel.diagnostic.more_chains = match more(all, listed.len()) {
        More::Exactly(count) if !clashes.is_complete() => More::AtLeast(count),
        more => more,
    };
    for chain in listed {
        let labels = quarrel.labels(&chain);
        quarrel.diagnostic.chains.push(Chain {
            labels,
            steps: Vec::new(),
        });
    }
}

/// One clause of each, by the number of the choice; the first choice takes the first of each.
fn choice(members: &[&[ClauseId]], mut number: usize) -> Vec<ClauseId> {
    let mut chosen = Vec::with_capacity(members.len());
    for clauses in members {
        chosen.push(clauses[number % clauses.len()]);
        number /= clauses.len();
    }
    chosen
}

/// Pairs of clauses from two sides, those without a hedge first, at most so many.
pub(super) fn pairs(
    case: &Case<'_>,
    one: &[ClauseId],
    other: &[ClauseId],
    count_max: usize,
) -> Vec<[ClauseId; 2]> {
    let (one, other) = (stated_first(case, one), stated_first(case, other));
    let all = one
        .iter()
        .flat_map(|&one| other.iter().map(move |&other| [one, other]));
    all.take(count_max).collect()
}

fn stated_first(case: &Case<'_>, clauses: &[ClauseId]) -> Vec<ClauseId> {
    let mut clauses = clauses.to_vec();
    clauses.sort_by_cached_key(|&clause| (case.model.is_hedged(clause), order(case, clause)));
    clauses
}

pub(super) fn more(all: usize, listed: usize) -> More {
    match all.saturating_sub(listed) {
        0 => More::None,
        more => More::Exactly(more),
    }
}

/// For everything that the fact might be: those who would be wrong. The smallest such sets are the ways out.
fn add_ways_out(quarrel: &mut Quarrel<'_>, domain: &Domain<'_>, sides: &[Side]) {
    let positions: Vec<_> = sides.iter().map(|side| &side.position).collect();
    let is_exact = |side: &usize| !domain.many && positions[*side].mode == ModeKey::Is;
    let (exact, rest): (Vec<usize>, Vec<usize>) = (0..sides.len()).partition(is_exact);
    let mut wrong: Vec<Vec<usize>> = Vec::new();
    if !exact.is_empty() {
        let wrong_at = |one: &Witness| {
            (0..sides.len())
                .filter(|&side| !meet::alone(domain, positions[side], *one))
                .collect::<Vec<_>>()
        };
        // Those who agree with nobody leave no small way out: what most sources say is enough to try.
        let most = positions.len().min(WITNESSED_MAX);
        let witnesses = meet::witnesses(domain, &positions[..most]);
        wrong.extend(witnesses.iter().map(wrong_at));
    }
    // Where nobody says what it is and nothing else, several things may be among it.
    for way in ways_out_of(domain, sides, &rest) {
        let mut way: Vec<usize> = way.into_iter().chain(exact.iter().copied()).collect();
        way.sort_unstable();
        wrong.push(way);
    }
    let size = |way: &Vec<usize>| {
        way.iter()
            .map(|&side| sides[side].clauses.len())
            .sum::<usize>()
    };
    wrong.sort_by_key(|way| (size(way), way.clone()));
    wrong.dedup();
    let smallest = minimal(wrong);
    let listed = smallest.len().min(WAYS_OUT_MAX);
    quarrel.diagnostic.more_ways_out = if sides.len() > WITNESSED_MAX {
        More::AtLeast((smallest.len() - listed).max(1))
    } else {
        more(smallest.len(), listed)
    };
    for way in smallest.into_iter().take(WAYS_OUT_MAX) {
        let clauses: Vec<_> = way
            .iter()
            .flat_map(|&side| sides[side].clauses.iter().copied())
            .collect();
        let mut labels = quarrel.labels(&clauses);
        labels.sort_unstable();
        quarrel.diagnostic.ways_out.push(labels);
    }
}

/// What to give up of some positions.
fn ways_out_of(domain: &Domain<'_>, sides: &[Side], some: &[usize]) -> Vec<Vec<usize>> {
    let some: Vec<u32> = some
        .iter()
        .filter_map(|&side| u32::try_from(side).ok())
        .collect();
    let mut oracle = Positions { domain, sides };
    if oracle.conflict(&some.iter().copied().collect()).is_none() {
        return vec![Vec::new()];
    }
    let ways = logic::ways_out(&mut oracle, &some, LIMITS).sets;
    let numbers = |way: Vec<u32>| way.into_iter().map(|side| side as usize).collect();
    ways.into_iter().map(numbers).collect()
}

/// Those that hold no other; they come smallest first.
fn minimal(ways: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let mut smallest: Vec<Vec<usize>> = Vec::new();
    for way in ways {
        let holds_another = smallest
            .iter()
            .any(|other| other.iter().all(|side| way.binary_search(side).is_ok()));
        if !holds_another {
            smallest.push(way);
        }
        if smallest.len() > 4 * WAYS_OUT_MAX {
            break;
        }
    }
    smallest
}
