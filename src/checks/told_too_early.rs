//! A source states as past what certainly happened after it was told: it cannot have known.

mod dating;
mod earliest;
mod events;
mod own_words;
mod proof;
mod states;
mod ways_out;

use rustc_hash::FxHashMap;

use super::Case;
use super::quarrel::order;
use super::timeline::{At, Known, Window};
use crate::date::Extent;
use crate::diagnostic::Diagnostic;
use crate::model::{ClauseId, EventId, FactKey, Model};
use crate::network::NodeId;

use dating::{Dated, Dating};
use earliest::{Earliest, Lows};
use own_words::GivenUp;

/// What is told as past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Past {
    Event(EventId),
    State(FactKey),
}

/// A clause that was told too early.
struct Early {
    clause: ClauseId,
    /// What it speaks of is not before this.
    earliest: Earliest,
    /// What this follows from.
    basis: Basis,
    /// Whether it is so whichever way out is taken of the quarrels about time.
    settled: bool,
}

/// What dates something after a telling.
enum Basis {
    /// All that is known of a point.
    Known(Dated),
    /// The words of the claim itself: these clauses, or none where the clause that was told gives the date.
    Own(Vec<ClauseId>),
}

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = first_telling(case.model) else {
        return;
    };
    let mut early = All::default();
    let given_up = GivenUp::of(case);
    events::add(case, &given_up, first, &mut early);
    states::add(case, &given_up, first, &mut early);
    let mut early: Vec<_> = early.claims.into_iter().collect();
    early.sort_by_key(|(past, _)| *past);
    let mut dating = Dating::new(case);
    for (past, mut claims) in early {
        claims.sort_by_key(|one| order(case, one.clause));
        diagnostics.push(proof::quarrel(case, past, &claims, &mut dating));
    }
}

/// Whether an event had certainly not begun when a clause was told, by each of the accounts that the quarrels about time leave.
pub(super) fn was_to_come(
    case: &Case<'_>,
    event: EventId,
    clause: ClauseId,
) -> impl Iterator<Item = bool> {
    let told = case.model.told_of(clause);
    let start = case.timeline.points(event).map(|points| points.start);
    let both = told.zip(start);
    let worlds = case.quarrels.worlds.iter();
    worlds.map(move |times| {
        both.is_some_and(|(told, start)| Lows::of(times, start).after(told).is_some())
    })
}

/// Whether the time that is known of an event leaves open that it had not begun when a clause was told: on the same day, or later in the
/// month that is given. Of what nobody dates it is taken to be told as others tell it.
pub(super) fn may_have_been_to_come(case: &Case<'_>, event: EventId, clause: ClauseId) -> bool {
    let told = case.model.told_of(clause);
    let start = case.timeline.points(event).map(|points| points.start);
    let Some((told, start)) = told.zip(start) else {
        return false;
    };
    let (begin, _) = At::fixed(told);
    case.quarrels.worlds.iter().any(|times| {
        let at = times.at(start);
        at.latest.is_some() && !is_past_at(&at, &begin)
    })
}

/// Whether what begins here had certainly not begun at a telling.
pub(super) fn begins_after(at: &At, told: &Extent) -> bool {
    Lows::known(at).after(told).is_some()
}

/// Whether one clause had been told when another was, or is of the same telling.
pub(super) fn is_told_by(case: &Case<'_>, one: ClauseId, other: ClauseId) -> bool {
    let model = case.model;
    let claims = [one, other].map(|id| model.claim_of(id));
    let [one_voice, other_voice] = claims.map(|claim| (claim.source, claim.speaker()));
    let own_telling = claims.iter().any(|claim| claim.has_own_telling());
    let told = model.told_of(one).zip(model.told_of(other));
    one_voice == other_voice && !own_telling
        || told.is_some_and(|(one, other)| is_past_at(&At::fixed(one).1, &At::fixed(other).0))
}

/// Whether one is certainly not after the other, on one clock or the other.
fn is_past_at(one: &At, other: &At) -> bool {
    let is_past = |one: &Window, other: &Window| {
        let both = one.high.zip(other.low);
        both.is_some_and(|(one, other)| one.seconds <= other.seconds)
    };
    let in_utc = one.utc().zip(other.utc());
    is_past(&one.bare(), &other.bare()) || in_utc.is_some_and(|(one, other)| is_past(&one, &other))
}

/// All that was told too early.
#[derive(Default)]
struct All {
    claims: FxHashMap<Past, Vec<Early>>,
}

impl All {
    fn add(&mut self, past: Past, found: Option<Early>) {
        if let Some(found) = found {
            self.claims.entry(past).or_default().push(found);
        }
    }

    /// Whether the source of a clause tells an event too early: then a state that rests on this event is told with it.
    fn tells(&self, case: &Case<'_>, event: EventId, clause: ClauseId) -> bool {
        let source = |id| case.model.claim(case.model.clause(id).claim).source;
        let early = self.claims.get(&Past::Event(event)).into_iter().flatten();
        early
            .map(|one| source(one.clause))
            .any(|one| one == source(clause))
    }
}

/// Nothing is certainly after a telling that is before this instant.
fn first_telling(model: &Model) -> Option<i64> {
    let sources = model
        .sources
        .iter()
        .filter_map(|one| one.published.as_ref());
    let voices = model.claims.of_each_voice();
    let claims = voices.filter(|claim| claim.has_own_telling());
    let tellings = sources.chain(claims.filter_map(|claim| model.told(claim)));
    tellings.filter_map(|told| told.ends.latest).min()
}

/// Whether something that hangs on a point was told too early in the times that each way out of the quarrels about time leaves; not
/// settled if in some of them only.
fn in_worlds(
    case: &Case<'_>,
    point: Option<NodeId>,
    mut early: impl FnMut(usize) -> Option<Early>,
) -> Option<Early> {
    // Where nothing is given up, all of them leave the same.
    if point.is_none_or(|node| case.quarrels.world(0).is_whole(node)) {
        return early(0);
    }
    let worlds = case.quarrels.worlds.len();
    let mut found: Vec<Early> = (0..worlds).filter_map(&mut early).collect();
    let settled = found.len() == worlds;
    // The soonest is what can be said in all of them.
    found.sort_by_key(|one| one.earliest.at);
    let first = found.into_iter().next()?;
    Some(Early { settled, ..first })
}
