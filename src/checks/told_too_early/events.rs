//! Events that are told as past before they can have begun.

use smallvec::{SmallVec, smallvec};

use super::dating::Dated;
use super::earliest::{Earliest, Lows};
use super::{All, Basis, Early, Past, in_worlds, own_causes};
use crate::checks::Case;
use crate::checks::event_disputed::{counted_so_far, implied};
use crate::checks::timeline::{Clock, Point, Times};
use crate::date::Extent;
use crate::model::{ClauseBody, ClauseId, EventId, Model};
use crate::network::{By, Cause, NodeId, Range};
use crate::syntax::tree::Stance;

/// Adds those that are told too early. None is told before this instant.
pub(super) fn add(case: &Case<'_>, first: i64, early: &mut All) {
    let late = late_events(case, first);
    if !late.contains(&true) {
        return;
    }
    let settled = settled_events(case);
    let mut hear = |id: ClauseId, event: EventId| {
        let told = || case.model.told_of(id);
        let Some(told) = late[event.index()].then(told).flatten() else {
            return;
        };
        if settled[event.index()].is_some_and(|lows| lows.after(told).is_none()) {
            return;
        }
        let node = case.timeline.points(event).map(|points| points.start.bare);
        let found = in_worlds(case, node, |world| {
            early_event(case, world, id, event, told)
        });
        early.add(Past::Event(event), found);
    };
    for record in case.model.clauses.records() {
        if let Some((id, event, Stance::Happened)) = record.happens() {
            hear(id, event);
        }
        if let Some((id, says)) = record.says() {
            let mut events = implied(case.model, &says);
            events.extend(counted_so_far(case.model, &says));
            events.into_iter().for_each(|event| hear(id, event));
        }
    }
}

/// The events that may be after the first telling: most are dated before anybody told anything.
fn late_events(case: &Case<'_>, first: i64) -> Vec<bool> {
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
    for cause in worlds.iter().flat_map(Times::given_up) {
        let claim = case.model.clause(case.timeline.clause(cause)).claim;
        for clause in case.model.clauses_of(claim) {
            for event in told_as_past(case.model, &case.model.says(clause)) {
                let mut lows =
                    by_own_words(case, clause, event).filter_map(|(_, range)| range.earliest);
                late[event.index()] |= lows.any(|at| at.seconds >= first);
            }
        }
    }
    late
}

/// What a claim by itself leaves open for the start of an event, on each clock that shows it.
fn by_own_words(
    case: &Case<'_>,
    id: ClauseId,
    event: EventId,
) -> impl Iterator<Item = (Clock, Range)> {
    let start = case.timeline.points(event).map(|points| points.start);
    let own = own_causes(case, id);
    let range = move |(clock, node)| Some((clock, case.timeline.network.range(node, &own)?));
    start.into_iter().flat_map(clocks).filter_map(range)
}

/// The nodes of a point, the one in UTC first: it is known more exactly.
fn clocks(point: Point) -> impl Iterator<Item = (Clock, NodeId)> {
    let utc = point.utc.map(|utc| (Clock::Utc, utc));
    utc.into_iter().chain([(Clock::Bare, point.bare)])
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
fn told_as_past(model: &Model, body: &ClauseBody<'_>) -> SmallVec<[EventId; 1]> {
    match *body {
        ClauseBody::Happens {
            event,
            stance: Stance::Happened,
        } => smallvec![event],
        ref other => implied(model, other).into(),
    }
}

fn early_event(
    case: &Case<'_>,
    world: usize,
    id: ClauseId,
    event: EventId,
    told: &Extent,
) -> Option<Early> {
    let start = case.timeline.points(event)?.start;
    let times = case.quarrels.world(world);
    let kept = |&cause: &Cause| times.is_kept(start.bare, cause);
    if times.is_whole(start.bare) || own_causes(case, id).iter().all(kept) {
        let earliest = Lows::of(times, start).after(told)?;
        let dated = Dated {
            world,
            point: start,
            clock: earliest.clock,
        };
        return Some(Early {
            clause: id,
            earliest,
            basis: Basis::Known(dated),
            settled: true,
        });
    }
    // What the claim itself says of the time is at odds with others: only its own words count against it.
    let mut ranges = by_own_words(case, id, event);
    let (range, earliest) = ranges.find_map(|(clock, range)| {
        let at = range.earliest?.seconds;
        let earliest = Earliest { at, clock };
        earliest.is_after(told).then_some((range, earliest))
    })?;
    let steps = range
        .earliest_walk
        .iter()
        .filter(|step| step.by != By::Start);
    let dated = steps
        .filter_map(|step| step.cause)
        .map(|cause| case.timeline.clause(cause))
        .collect();
    Some(Early {
        clause: id,
        earliest,
        basis: Basis::Own(dated),
        settled: true,
    })
}
