//! States that are told as past before they can have held.

use super::dating::Dated;
use super::earliest::Lows;
use super::own_words::GivenUp;
use super::{All, Basis, Early, Past, begins_after, in_worlds};
use crate::checks::Case;
use crate::checks::event_disputed::begun_by;
use crate::checks::timeline::{At, Known, Point, Times};
use crate::date::Extent;
use crate::model::{Anchor, ClauseBody, ClauseId, EventId, EventPart, FactKey, Spell, Time};

/// Adds those that are told too early. None is told before this instant.
pub(super) fn add(case: &Case<'_>, given_up: &GivenUp, first: i64, early: &mut All) {
    for &id in &case.gathered.states {
        let ClauseBody::State {
            subject,
            attribute,
            spell,
            ..
        } = &case.model.says(id)
        else {
            continue;
        };
        // Most are of dates before that.
        if is_dated_before(spell, first) {
            continue;
        }
        let Some(told) = case.model.told_of(id) else {
            continue;
        };
        let Some(at) = begins(case, case.quarrels.world(0), id, spell) else {
            continue;
        };
        let node = at.low.map(|point| point.bare);
        if node.is_none() && !begins_after(&at, told) {
            continue;
        }
        let found = in_worlds(case, node, |world| {
            early_state((case, given_up, world), id, spell, told)
        });
        let Some(event) = event_of(spell).filter(|event| early.tells(case, *event, id)) else {
            let key = FactKey::Attribute(*subject, *attribute);
            early.add(Past::State(key), found);
            continue;
        };
        let past = Past::Event(event);
        if !early.claims[&past].iter().any(|one| one.clause == id) {
            early.add(past, found);
        }
    }
}

fn early_state(
    (case, given_up, world): (&Case<'_>, &GivenUp, usize),
    id: ClauseId,
    spell: &Spell,
    told: &Extent,
) -> Option<Early> {
    let times = case.quarrels.world(world);
    let at = begins(case, times, id, spell)?;
    let earliest = Lows::known(&at).after(told)?;
    // What is given up as wrong about the times is not held against the others here.
    let claim = case.model.clause(id).claim;
    let is_kept = |point: Point| given_up.keeps(case, world, point.bare, claim);
    if !at.low.is_none_or(is_kept) {
        return None;
    }
    let dated = at.low.map(|point| Dated {
        world,
        point,
        clock: earliest.clock,
    });
    Some(Early {
        clause: id,
        earliest,
        basis: dated.map_or_else(|| Basis::Own(Vec::new()), Basis::Known),
        settled: true,
    })
}

/// When a state held at the earliest: a point that must have passed for anybody to say so.
fn begins(case: &Case<'_>, times: &Times, id: ClauseId, spell: &Spell) -> Option<At> {
    let ends = |time: &Time| times.ends(&case.timeline, id, 0, time);
    match spell {
        // As of an event, since it, from it on: at its end.
        Spell::AsOf(Some(time)) | Spell::Since(time, _) | Spell::FromTo(time, _)
            if matches!(time.anchor(), Anchor::Event(_, EventPart::Whole)) =>
        {
            Some(ends(time)?.1)
        }
        Spell::AsOf(Some(time))
        | Spell::Since(time, _)
        | Spell::FromTo(time, _)
        | Spell::Throughout(time)
        | Spell::During(time) => Some(ends(time)?.0),
        Spell::After(time) => Some(ends(time)?.1),
        Spell::AsOf(None) | Spell::Until(_) | Spell::Before(_) => None,
    }
}

/// The event that a state is as of, since or during, where it is placed by that alone.
fn event_of(spell: &Spell) -> Option<EventId> {
    let (Spell::AsOf(Some(time))
    | Spell::Since(time, _)
    | Spell::FromTo(time, _)
    | Spell::Throughout(time)
    | Spell::During(time)
    | Spell::After(time)) = spell
    else {
        return None;
    };
    begun_by(time)
}

/// Whether a state certainly began on a date before an instant, as far as that is seen at a glance.
fn is_dated_before(spell: &Spell, instant: i64) -> bool {
    let (Spell::Throughout(time) | Spell::During(time) | Spell::AsOf(Some(time))) = spell else {
        return false;
    };
    match time.anchor() {
        Anchor::Fixed(date) => date.ends().0.earliest.is_none_or(|at| at < instant),
        _ => false,
    }
}
