//! What chains of time rest on beyond their clauses: how lives go, what clocks show, the orders of the vocabulary.

use super::super::Case;
use super::super::quarrel::Quarrel;
use super::super::timeline::{Clock, LifeEnd, OfLife};
use super::arithmetic::Conflicting;
use crate::date::{DAY, show};
use crate::model::{Anchor, ClauseBody, ClauseId, CountUnit, Time, When, say};
use crate::network::{By, Closing, Conflict, WalkStep};

fn life_premise(of_life: OfLife) -> &'static str {
    match of_life {
        OfLife::End(_, LifeEnd::Birth) => "A person is born once.",
        OfLife::End(_, LifeEnd::Death) => "A person dies once.",
        OfLife::Acts(_) => {
            "Who acts in an event is born before it is over, and not dead before it begins."
        }
        OfLife::Follows(_, LifeEnd::Birth) => {
            "A baptism comes after the birth of its patient, as the vocabulary says."
        }
        OfLife::Follows(_, LifeEnd::Death) => {
            "A burial comes after the death of its patient, as the vocabulary says."
        }
        OfLife::Dead(_) => "Who is dead stays so.",
        OfLife::Alive(_) => "Who is alive has been born and is not buried.",
        OfLife::DiesIn(_) => "Who is one of several that die in an event is dead when it is over.",
        OfLife::Age(_) => "Age is counted in whole years since the day of birth.",
    }
}

/// Why a toll is no older than its event.
const TOLL_PREMISE: &str = "What has come of an event is counted only once that has begun.";

/// Why hours that are counted on a clock without a zone may come out wrong.
const ONE_CLOCK: &str = "No clock is taken to have been put forward or back between these times; a `zone` below the source would tell.";

/// Clocks are put forward and back by an hour, seldom by two.
const PUT_FORWARD_MAX: i64 = 2 * 3_600;

/// How far apart the clocks may be between which a chain goes to and fro.
fn clock_premises(case: &Case<'_>, conflict: &Conflict) -> Vec<String> {
    let clock = |step: &WalkStep| case.timeline.clock_of(step.node);
    let steps = conflict.walk.windows(2);
    let changes = steps.map(|pair| (clock(&pair[0]), clock(&pair[1])));
    changes
        .filter_map(|change| match change {
            (Clock::Bare, Clock::Utc) | (Clock::Utc, Clock::Bare) => Some(
                "Where a time without a zone meets one with a zone, its clock may be up to 12 hours behind UTC or 14 ahead of it."
                    .to_owned(),
            ),
            (Clock::Of(zone), Clock::Utc) | (Clock::Utc, Clock::Of(zone)) => {
                let (least, most) = zone.offsets_ever();
                Some(format!(
                    "The clocks of {} are taken to be {} to {} hours ahead of UTC, as they have been at one time or another.",
                    zone.name(),
                    show::hours(least),
                    show::hours(most),
                ))
            }
            _ => None,
        })
        .collect()
}

/// Whether it would make a difference for a chain if a clock had been put forward or back: hours are counted from a clock time of one day to
/// that of another, nobody names a zone, and they are as little wrong as that.
fn rests_on_one_clock(case: &Case<'_>, clauses: &[ClauseId], conflict: &Conflict) -> bool {
    let (Closing::Below { value, .. }, Some(last)) = (conflict.closing, conflict.walk.last())
    else {
        return false;
    };
    let is_bare = |step: &WalkStep| case.timeline.clock_of(step.node) == Clock::Bare;
    if value.seconds - last.value.seconds >= PUT_FORWARD_MAX || !conflict.walk.iter().all(is_bare) {
        return false;
    }
    let (mut counts_hours, mut days) = (false, Vec::new());
    for &clause in clauses {
        let ClauseBody::When { when, .. } = case.model.says(clause) else {
            continue;
        };
        counts_hours |= match &when {
            When::Counted(counted) => counted.0.unit == CountUnit::Seconds,
            When::For(length) => length.count.unit == CountUnit::Seconds,
            _ => false,
        };
        days.extend(when.times().into_iter().filter_map(day_on_the_clock));
    }
    days.dedup();
    counts_hours && days.iter().any(|day| *day != days[0])
}

/// The day of a time that is a clock time.
fn day_on_the_clock(time: &Time) -> Option<i64> {
    match time.anchor() {
        Anchor::Fixed(date) if date.extent().precision.is_clock() => {
            let begins = date.ends().0;
            begins.earliest.map(|at| at.div_euclid(DAY))
        }
        _ => None,
    }
}

/// What the chains rest on beyond their clauses: how lives go, and the orders of the vocabulary.
pub(super) fn add_premises(
    case: &Case<'_>,
    quarrel: &mut Quarrel<'_>,
    chains: &[&Conflicting<'_>],
) {
    let mut lives: Vec<&str> = chains
        .iter()
        .flat_map(|chain| chain.clauses)
        .flat_map(|&clause| case.timeline.of_lives(clause))
        .map(|&of_life| life_premise(of_life))
        .collect();
    let mut clauses = chains.iter().flat_map(|chain| chain.clauses);
    if clauses.any(|&clause| case.timeline.toll_of(case.model, clause).is_some()) {
        lives.push(TOLL_PREMISE);
    }
    lives.sort_unstable();
    lives.dedup();
    let lives = lives.into_iter().map(str::to_owned);
    quarrel.diagnostic.premises.extend(lives);
    for chain in chains {
        let Some(conflict) = chain.conflict(case) else {
            continue;
        };
        let of_one_clock = rests_on_one_clock(case, chain.clauses, conflict);
        let of_one_clock = of_one_clock.then(|| ONE_CLOCK.to_owned());
        for premise in clock_premises(case, conflict)
            .into_iter()
            .chain(of_one_clock)
        {
            if !quarrel.diagnostic.premises.contains(&premise) {
                quarrel.diagnostic.premises.push(premise);
            }
        }
        for step in &conflict.walk {
            let By::Edge(edge) = step.by else { continue };
            let Some((later, earlier)) = case.timeline.order(edge) else {
                continue;
            };
            let model = case.model;
            let premise = format!(
                "{} comes after {}, as the vocabulary says of `{}` events.",
                say::event(model, later),
                say::event(model, earlier),
                model.vocabulary.kind(model.event(later).kind).name,
            );
            if !quarrel.diagnostic.premises.contains(&premise) {
                quarrel.diagnostic.premises.push(premise);
            }
        }
    }
}
