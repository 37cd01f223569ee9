//! Events that are told as past before they can have begun.

use super::dating::Dated;
use super::earliest::{Earliest, Lows};
use super::own_words::{GivenUp, OwnWords};
use super::{All, Basis, Early, Past, in_worlds};
use crate::checks::Case;
use crate::checks::event_disputed::{counted_so_far, implied};
use crate::checks::timeline::{Point, Times};
use crate::date::Extent;
use crate::model::{ClauseBody, ClauseId, EventId, Model};
use crate::network::By;
use crate::syntax::tree::Stance;

/// Adds those that are told too early. None is told before this instant.
pub(super) fn add(case: &Case<'_>, given_up: &GivenUp, first: i64, early: &mut All) {
    let late = late_events(case, given_up, first);
    if !late.contains(&true) {
        return;
    }
    let settled = settled_events(case);
    let mut own: Option<OwnWords> = None;
    let mut hear = |id: ClauseId, event: EventId| {
        let told = || case.model.told_of(id);
        let Some(told) = late[event.index()].then(told).flatten() else {
            return;
        };
        if settled[event.index()].is_some_and(|lows| lows.after(told).is_none()) {
            return;
        }
        let Some(start) = case.timeline.points(event).map(|points| points.start) else {
            return;
        };
        let claim = case.model.clause(id).claim;
        let found = in_worlds(case, Some(start.bare), |world| {
            let times = case.quarrels.world(world);
            if times.is_whole(start.bare) || given_up.keeps(case, world, start.bare, claim) {
                return by_all(times, world, id, start, told);
            }
            // What the claim itself says of the time is at odds with others: only its own words count against it.
            let own = own.get_or_insert_with(|| OwnWords::of(case, claim));
            own.turn_to(case, claim);
            by_own_words(case, own, id, event, told)
        });
        early.add(Past::Event(event), found);
    };
    for record in case.model.clauses.records() {
        if let Some((id, event, Stance::Happened)) = record.happens() {
            hear(id, event);
        }
        if let Some((id, says)) = record.says() {
            let events = implied_or_counted(case.model, &says);
            events.into_iter().for_each(|event| hear(id, event));
        }
    }
}

/// The events that may be after the first telling: most are dated before anybody told anything.
fn late_events(case: &Case<'_>, given_up: &GivenUp, first: i64) -> Vec<bool> {
    let worlds = &case.quarrels.worlds;
    let mut late = vec![false; case.model.events.len()];
    // Where nothing at all is dated so late, no event need be looked up.
    if worlds.iter().any(|times| times.reach(first)) {
        for (event, late) in (0..).map(EventId).zip(&mut late) {
            let start = case.timeline.points(event).map(|points| points.start);
            let is_late = |times| start.is_some_and(|start| Lows::of(times, start).reach(first));
            *late = worlds.iter().any(is_late);
        }
    }
    // Where a claim is given up, its own words may date an event later.
    for claim in given_up.claims() {
        let own = OwnWords::of(case, claim);
        for clause in case.model.clauses_of(claim) {
            for event in told_as_past(case.model, clause) {
                let mut lows = own.earliest(case, event);
                late[event.index()] |= lows.any(|(_, _, at)| at >= first);
            }
        }
    }
    late
}

/// When each event is at the earliest, where nothing is given up of all that hangs together with it.
fn settled_events(case: &Case<'_>) -> Vec<Option<Lows>> {
    let times = case.quarrels.world(0);
    let of_event = |event| match case.timeline.points(event) {
        Some(points) => {
            let whole = times.is_whole(points.start.bare);
            whole.then(|| Lows::of(times, points.start))
        }
        None => Some(Lows::OPEN),
    };
    let events = 0..case.model.events.len();
    events.map(EventId::from_index).map(of_event).collect()
}

/// The events that a clause says have happened.
pub(super) fn told_as_past(model: &Model, clause: ClauseId) -> Vec<EventId> {
    match model.says(clause) {
        ClauseBody::Happens {
            event,
            stance: Stance::Happened,
        } => vec![event],
        other => implied_or_counted(model, &other),
    }
}

/// The events that a clause says have happened without being about them.
fn implied_or_counted(model: &Model, says: &ClauseBody<'_>) -> Vec<EventId> {
    let mut events = implied(model, says);
    events.extend(counted_so_far(model, says));
    events
}

/// What all accounts together leave of an event that a clause tells.
fn by_all(
    times: &Times,
    world: usize,
    clause: ClauseId,
    point: Point,
    told: &Extent,
) -> Option<Early> {
    let earliest = Lows::of(times, point).after(told)?;
    let dated = Dated {
        world,
        point,
        clock: earliest.clock,
    };
    Some(Early {
        clause,
        earliest,
        basis: Basis::Known(dated),
        settled: true,
    })
}

/// What the claim of a clause by itself leaves of an event that the clause tells.
fn by_own_words(
    case: &Case<'_>,
    own: &OwnWords,
    clause: ClauseId,
    event: EventId,
    told: &Extent,
) -> Option<Early> {
    let mut lows = own.earliest(case, event);
    let (node, earliest) = lows.find_map(|(clock, node, at)| {
        let earliest = Earliest { at, clock };
        earliest.is_after(told).then_some((node, earliest))
    })?;
    let range = own.range(node)?;
    let steps = range.earliest_walk.iter();
    let dated = steps
        .filter(|step| step.by != By::Start)
        .filter_map(|step| step.cause)
        .map(|cause| case.timeline.clause(cause))
        .collect();
    Some(Early {
        clause,
        earliest,
        basis: Basis::Own(dated),
        settled: true,
    })
}
