//! A source states as past what certainly happened after it was told: it cannot have known.

mod dating;
mod ways_out;

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::Case;
use super::event_disputed::{counted_so_far, implied};
use super::quarrel::{CHAINS_MAX, Quarrel, chain_mark, order, severity, time_words};
use super::timeline::{At, Clock, Known, Point, Times, Window};
use super::value_conflict;
use crate::date::{DAY, Extent, Zone, calendar, show};
use crate::diagnostic::{Chain, Code, Diagnostic, More, Severity, Step};
use crate::model::{
    Anchor, ClauseBody, ClauseId, EventId, EventPart, FactKey, Model, Spell, Time, say,
};
use crate::network::{By, Cause, NodeId, Range};
use crate::syntax::tree::Stance;

use dating::{Dated, Dating, Datings, Set};

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

/// An instant of some clock before which something is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Earliest {
    at: i64,
    clock: Clock,
}

/// When something is at the earliest: on the bare clock, wherever that is read, and in UTC, each as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lows {
    bare: Option<i64>,
    utc: Option<i64>,
}

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = first_telling(case.model) else {
        return;
    };
    let mut early = All::default();
    early_events(case, first, &mut early);
    early_states(case, first, &mut early);
    let mut early: Vec<_> = early.claims.into_iter().collect();
    early.sort_by_key(|(past, _)| *past);
    let mut dating = Dating::new(case);
    for (past, mut claims) in early {
        claims.sort_by_key(|one| order(case, one.clause));
        diagnostics.push(quarrel(case, past, &claims, &mut dating));
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

/// None is told before this instant.
fn early_events(case: &Case<'_>, first: i64, early: &mut All) {
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

/// None is told before this instant.
fn early_states(case: &Case<'_>, first: i64, early: &mut All) {
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
        if node.is_none() && Lows::known(&at).after(told).is_none() {
            continue;
        }
        let found = in_worlds(case, node, |world| {
            early_state(case, world, id, spell, told)
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

/// The causes of the clauses of one claim.
fn own_causes(case: &Case<'_>, id: ClauseId) -> Vec<Cause> {
    let claim = case.model.clause(id).claim;
    let own = case.model.clauses_of(claim);
    own.filter_map(|clause| case.timeline.cause_of(clause))
        .collect()
}

fn early_state(
    case: &Case<'_>,
    world: usize,
    id: ClauseId,
    spell: &Spell,
    told: &Extent,
) -> Option<Early> {
    let times = case.quarrels.world(world);
    let at = begins(case, times, id, spell)?;
    let earliest = Lows::known(&at).after(told)?;
    // What is given up as wrong about the times is not held against the others here.
    let kept = |point: Point| move |&cause: &Cause| times.is_kept(point.bare, cause);
    let is_kept = |point: Point| own_causes(case, id).iter().all(kept(point));
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
    match time.anchor() {
        Anchor::Event(event, _) => Some(event),
        _ => None,
    }
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

impl Lows {
    /// Nothing is known.
    const OPEN: Self = Self {
        bare: None,
        utc: None,
    };

    /// Those of a point.
    fn of(times: &Times, point: Point) -> Self {
        let low = |node| times.window(node).low.map(|low| low.seconds);
        Self {
            bare: low(point.bare),
            utc: point.utc.and_then(low),
        }
    }

    /// Those of what is known.
    fn known(at: &At) -> Self {
        let utc = at.utc().and_then(|utc| utc.low);
        Self {
            bare: at.earliest,
            utc: utc.map(|low| low.seconds),
        }
    }

    /// Whether one of them is not before an instant.
    fn reach(self, instant: i64) -> bool {
        let mut lows = [self.bare, self.utc].into_iter().flatten();
        lows.any(|low| low >= instant)
    }

    /// The one that is certainly after a telling.
    fn after(self, told: &Extent) -> Option<Earliest> {
        let on = |at: Option<i64>, clock| at.map(|at| Earliest { at, clock });
        let lows = [on(self.utc, Clock::Utc), on(self.bare, Clock::Bare)];
        let mut lows = lows.into_iter().flatten();
        lows.find(|earliest| earliest.is_after(told))
    }
}

impl Earliest {
    /// Whether it is certainly after a telling. The end of a day or longer is outside it.
    fn is_after(self, told: &Extent) -> bool {
        let end = match self.clock {
            Clock::Bare => At::fixed(told).1.latest,
            // A bare telling may be of any clock.
            _ => told.ends.latest.filter(|_| told.zoned),
        };
        let is_behind = |end| self.at > end || self.at == end && !told.precision.is_clock();
        // On whatever clock it is read, it does not end sooner than it says.
        end.is_some_and(is_behind) && told.ends.latest.is_none_or(|end| self.at >= end)
    }

    /// The same by some clauses alone.
    fn by(self, set: &Set) -> Self {
        let at = set.earliest;
        Self { at, ..self }
    }

    /// `Tue 7 May 2024`, `Tue 7 May 2024, 18:00`; by the clocks of a zone, where one is meant and it is known in UTC.
    fn words(self, zone: Option<Zone>) -> String {
        let (clock, at) = self.clock.told_in(zone, self.at);
        let is_day = at.rem_euclid(DAY) == 0 && clock != Clock::Utc;
        let words = match is_day {
            true => show::day_named(calendar::day_of(at)),
            false => show::instant(at),
        };
        words + &clock.words()
    }
}

fn quarrel<'c>(
    case: &'c Case<'c>,
    past: Past,
    claims: &[Early],
    dating: &mut Dating<'c>,
) -> Diagnostic {
    let model = case.model;
    let (about, words) = match past {
        Past::Event(event) => (model.event(event).name.to_owned(), say::event(model, event)),
        Past::State(key) => (
            value_conflict::about(model, key),
            value_conflict::about_words(model, key),
        ),
    };
    let message = match past {
        Past::Event(_) => format!("{words} is told as past before it could be known"),
        Past::State(_) => format!("{words}: told as past before that could be known"),
    };
    let mut quarrel = Quarrel::new(case, Code::ToldTooEarly, about, message);
    let told: Vec<_> = claims.iter().map(|one| one.clause).collect();
    quarrel.account("told as past".to_owned(), &told);
    let datings: Vec<Datings> = claims.iter().map(|one| one.datings(case, dating)).collect();
    let sets = datings.iter().flat_map(|datings| &datings.sets);
    let mut dated: Vec<_> = sets.flat_map(|set| &set.clauses).copied().collect();
    dated.sort_unstable();
    dated.dedup();
    let earliest = claims.iter().zip(&datings).flat_map(|(one, datings)| {
        let sets = datings.sets.iter();
        sets.map(|set| one.earliest.by(set))
    });
    if let Some(earliest) = earliest.min_by_key(|earliest| earliest.at)
        && !dated.is_empty()
    {
        let zone = case.common_zone(told.iter().chain(&dated).copied());
        quarrel.account(format!("not before {}", earliest.words(zone)), &dated);
    }
    let chains: Vec<(&Early, &Set)> = claims
        .iter()
        .zip(&datings)
        .flat_map(|(one, datings)| datings.sets.iter().map(move |set| (one, set)))
        .collect();
    quarrel.diagnostic.severity = graveness(case, &chains);
    if claims.iter().any(|one| !one.settled) {
        quarrel.diagnostic.premises.push(UNSETTLED.to_owned());
    }
    for (one, set) in chains.iter().take(CHAINS_MAX) {
        let chain = with_steps(case, &mut quarrel, one, set);
        quarrel.diagnostic.chains.push(chain);
    }
    let complete = datings.iter().all(|datings| datings.complete);
    quarrel.diagnostic.more_chains = match (chains.len().saturating_sub(CHAINS_MAX), complete) {
        (0, true) => More::None,
        (more, true) => More::Exactly(more),
        (more, false) => More::AtLeast(more.max(1)),
    };
    quarrel.diagnostic.marks = chains
        .iter()
        .filter_map(|(one, set)| chain_mark(case, &chain(one, set)))
        .collect();
    let tellers = claims.iter().map(|one| one.clause);
    ways_out::add(&mut quarrel, tellers.zip(&datings));
    quarrel.diagnostic.advice.push(advice(case.model, claims));
    quarrel.finish()
}

impl Early {
    /// Each set of clauses that dates what it speaks of after it was told.
    fn datings<'c>(&self, case: &'c Case<'c>, dating: &mut Dating<'c>) -> Datings {
        let told = case.model.told_of(self.clause);
        match (&self.basis, told) {
            (Basis::Known(dated), Some(told)) => dating.all(*dated, told),
            (Basis::Known(_), None) => Datings::of(Vec::new(), self.earliest.at),
            (Basis::Own(clauses), _) => Datings::of(clauses.clone(), self.earliest.at),
        }
    }
}

/// What to do. Only events are planned.
fn advice(model: &Model, claims: &[Early]) -> String {
    let of_state = |one: &Early| matches!(model.says(one.clause), ClauseBody::State { .. });
    let announced = match claims.iter().any(of_state) {
        true => {
            "If the source announces a state, write instead what is to bring it about, with `plan` before the event: \
             `plan appointment: on 2025-02`."
        }
        false => "If the source announces it, write `plan` before the event.",
    };
    format!("{announced} If it said so later than it was published, give the claim its `told`.")
}

/// What a claim rests on that is early for some of the accounts only.
const UNSETTLED: &str = "The sources quarrel about the times that this rests on: by some of their accounts it was told in time.";

/// A contradiction if some claim is early by all accounts, and neither it nor what dates it is hedged.
fn graveness(case: &Case<'_>, chains: &[(&Early, &Set)]) -> Severity {
    let certain = |one: &Early| one.settled && !is_soft(case.model, one.clause);
    let certain = chains.iter().filter(|(one, _)| certain(one));
    let certain: Vec<_> = certain.map(|(one, set)| chain(one, set)).collect();
    severity(case, certain.iter().map(Vec::as_slice))
}

/// The clause and those that date what it tells.
fn chain(early: &Early, set: &Set) -> Vec<ClauseId> {
    let mut chain = vec![early.clause];
    chain.extend(set.clauses.iter().filter(|&&clause| clause != early.clause));
    chain
}

/// When it was told, what each clause says that dates it, and what follows.
fn with_steps(case: &Case<'_>, quarrel: &mut Quarrel<'_>, early: &Early, set: &Set) -> Chain {
    let label = quarrel.label(early.clause);
    let told = case.model.told_of(early.clause);
    let when = |told| format!(" {} {}", show::preposition(told), say::extent(told));
    let told = told.map_or_else(String::new, when);
    let mut steps = vec![Step {
        label: Some(label),
        text: format!("told as past{told}"),
    }];
    // By the clock by which it was told, so that the two can be compared.
    let zone = case.common_zone([early.clause]);
    let not_before = format!("it was not before {}", early.earliest.by(set).words(zone));
    if let [] | [_] = set.clauses.as_slice() {
        let dated = set.clauses.first().copied().unwrap_or(early.clause);
        steps.push(Step {
            label: Some(quarrel.label(dated)),
            text: format!("but {not_before}"),
        });
    } else {
        let said = set.clauses.iter().map(|&clause| Step {
            label: Some(quarrel.label(clause)),
            text: time_words(case, clause),
        });
        steps.extend(said);
        steps.push(Step {
            label: None,
            text: not_before,
        });
    }
    Chain {
        labels: quarrel.labels(&chain(early, set)),
        steps,
    }
}

/// Whether the date of the telling is approximate or uncertain.
fn is_soft(model: &Model, clause: ClauseId) -> bool {
    model
        .told_of(clause)
        .is_some_and(|told| told.approximate || told.uncertain)
}
