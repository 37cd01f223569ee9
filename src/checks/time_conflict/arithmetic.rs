//! The arithmetic of a chain, a line a step, so that a reader can follow it with a calendar.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Case;
use super::super::quarrel::Quarrel;
use super::super::timeline::{Clock, LifeEnd, Meaning, OfLife};
use crate::date::{DAY, Zone, show};
use crate::diagnostic::{Chain, Step};
use crate::model::{Anchor, ClauseBody, ClauseId, EntityId, EventId, Model, Time, When, say};
use crate::network::{By, Cause, Closing, Conflict, Moment, NodeId, WalkStep};

/// The clauses of a chain with the conflict among them, which is looked for once only: its steps, its premises and the table rest on it.
pub(super) struct Conflicting<'c> {
    pub clauses: &'c [ClauseId],
    conflict: OnceCell<Option<Box<Conflict>>>,
}

impl<'c> Conflicting<'c> {
    pub fn new(clauses: &'c [ClauseId]) -> Self {
        let conflict = OnceCell::new();
        Self { clauses, conflict }
    }

    /// The conflict, if there is one indeed.
    pub fn conflict(&self, case: &Case<'_>) -> Option<&Conflict> {
        let conflict = || {
            let causes = self.clauses.iter();
            let causes = causes.filter_map(|&clause| case.timeline.cause_of(clause));
            let causes: Vec<Cause> = causes.collect();
            case.timeline.network.solve(&causes).err()
        };
        self.conflict.get_or_init(conflict).as_deref()
    }
}

/// Words for clauses, found once for each: a clause stands in many chains.
pub(super) struct Words<'c> {
    find: Box<dyn Fn(ClauseId) -> String + 'c>,
    known: RefCell<FxHashMap<ClauseId, Rc<str>>>,
}

impl<'c> Words<'c> {
    pub fn new(find: impl Fn(ClauseId) -> String + 'c) -> Self {
        Self {
            find: Box::new(find),
            known: RefCell::default(),
        }
    }

    pub fn of(&self, clause: ClauseId) -> Rc<str> {
        let mut known = self.known.borrow_mut();
        let words = known.entry(clause);
        words.or_insert_with(|| (self.find)(clause).into()).clone()
    }
}

/// A chain with its labels and steps.
pub(super) fn chain(
    case: &Case<'_>,
    words: &Words<'_>,
    quarrel: &mut Quarrel<'_>,
    conflicting: &Conflicting<'_>,
) -> Chain {
    let steps = match conflicting.conflict(case) {
        None => Vec::new(),
        Some(conflict) => match conflict.closing {
            Closing::Circle => circle(case, words, quarrel, conflict),
            Closing::Below { value, cause, .. } => {
                bounds(case, words, quarrel, conflict, (value, cause))
            }
        },
    };
    Chain {
        labels: quarrel.labels(conflicting.clauses),
        steps,
    }
}

/// Upper bounds step by step, and the lower bound that they break.
fn bounds(
    case: &Case<'_>,
    words: &Words<'_>,
    quarrel: &mut Quarrel<'_>,
    conflict: &Conflict,
    (value, cause): (Moment, Option<Cause>),
) -> Vec<Step> {
    let mut steps = Vec::new();
    let causes = conflict
        .walk
        .iter()
        .filter_map(|step| step.cause)
        .chain(cause);
    let zone = case.common_zone(causes.map(|cause| case.timeline.clause(cause)));
    // What is only counted to says nothing to a reader: the clause that counts tells what it asks of the point before.
    let counted = conflict.walk.iter().rposition(|step| {
        step.cause != cause && case.timeline.meaning(step.node) != Meaning::Counted
    });
    let walk = match (counted, conflict.walk.last()) {
        (Some(at), Some(last)) if case.timeline.meaning(last.node) == Meaning::Counted => {
            &conflict.walk[..=at]
        }
        _ => &conflict.walk[..],
    };
    for group in groups(walk) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let Some(said) = said(case, words, first) else {
            continue;
        };
        let clause = first.cause.map(|cause| case.timeline.clause(cause));
        let (clock, value) = shown(case, zone, last.node, last.value);
        let follows = latest(case, clause, last.node, (clock, value));
        // A step that says its day already needs no conclusion.
        let plain = steps.is_empty() && says(&said, value.day_number(), clock);
        let follows = follows.filter(|_| !plain);
        let label = clause.map(|clause| quarrel.label(clause));
        steps.push(Step {
            label,
            text: format!("{said}{}", follows.unwrap_or_default()),
        });
    }
    if let (Some(cause), Some(last)) = (cause, walk.last()) {
        let clause = case.timeline.clause(cause);
        let said = words.of(clause);
        let asked = match walk.len() == conflict.walk.len() {
            true => Some(value),
            false => case
                .timeline
                .network
                .range(last.node, &[cause])
                .and_then(|range| range.earliest),
        };
        let asked = asked.map(|value| shown(case, zone, last.node, value));
        let follows = asked.and_then(|asked| earliest(case, clause, &said, last.node, asked));
        let text = format!("{said}{}", follows.unwrap_or_default());
        steps.push(Step {
            label: Some(quarrel.label(clause)),
            text,
        });
    }
    // What cannot be by itself bounds from both sides.
    steps.dedup();
    if steps.len() == 1 {
        steps.push(Step {
            label: None,
            text: "no time fits that".to_owned(),
        });
    }
    steps
}

/// A circle: what comes before what, until the first comes before itself.
fn circle(
    case: &Case<'_>,
    words: &Words<'_>,
    quarrel: &mut Quarrel<'_>,
    conflict: &Conflict,
) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut seen = FxHashSet::default();
    for step in &conflict.walk {
        let Some(text) = said(case, words, step) else {
            continue;
        };
        let label = step
            .cause
            .map(|cause| quarrel.label(case.timeline.clause(cause)));
        if seen.insert((label, text.clone())) {
            let text = text.to_string();
            steps.push(Step { label, text });
        }
    }
    let count = match steps.len() {
        1 => "that".to_owned(),
        2 => "both".to_owned(),
        3 => "all three".to_owned(),
        count => format!("all {count}"),
    };
    let causes = || conflict.walk.iter().filter_map(|step| step.cause);
    let orders = causes().all(|cause| is_order(case, case.timeline.clause(cause)));
    let mut clauses = causes().map(|cause| case.timeline.clause(cause));
    let what = match orders {
        _ if clauses.all(|clause| case.timeline.is_age(clause)) => "day of birth",
        true => "order of the events",
        false => "time of the events",
    };
    steps.push(Step {
        label: None,
        text: format!("no {what} fits {count}"),
    });
    steps
}

/// Whether a clause puts events in order and says nothing of how far they are apart.
pub(super) fn is_order(case: &Case<'_>, clause: ClauseId) -> bool {
    match &case.model.says(clause) {
        ClauseBody::When { when, .. } => matches!(
            **when,
            When::Before(_) | When::After(_) | When::During(_) | When::SameTime(_)
        ),
        ClauseBody::State { spell, .. } => {
            let is_event = |time: &&Time| matches!(time.anchor(), Anchor::Event(..));
            spell.times().iter().all(is_event)
        }
        _ => true,
    }
}

/// Steps that say something, each with those that hold by themselves behind it.
fn groups(walk: &[WalkStep]) -> Vec<&[WalkStep]> {
    let mut groups = Vec::new();
    let mut start = 0;
    for at in 1..=walk.len() {
        if at == walk.len() || walk[at].cause.is_some() && walk[at].cause != walk[start].cause {
            groups.push(&walk[start..at]);
            start = at;
        }
    }
    groups
}

/// What a step says: its clause, or the order of the vocabulary that it rests on.
fn said(case: &Case<'_>, words: &Words<'_>, step: &WalkStep) -> Option<Rc<str>> {
    if let Some(cause) = step.cause {
        return Some(words.of(case.timeline.clause(cause)));
    }
    let By::Edge(edge) = step.by else { return None };
    let (later, earlier) = case.timeline.order(edge)?;
    let order = format!(
        "{} comes after {}",
        say::event(case.model, later),
        say::event(case.model, earlier)
    );
    Some(order.into())
}

/// A clause of time with the event that it is about: `“Italy lets him go” on Tue 21 Jan 2025`.
pub(super) fn clause_words(case: &Case<'_>, clause: ClauseId) -> String {
    let model = case.model;
    if let [of_life, more @ ..] = case.timeline.of_lives(clause) {
        return life_words(model, clause, *of_life, more);
    }
    match &model.says(clause) {
        ClauseBody::When { event, .. } => format!(
            "{} {}",
            say::event(model, *event),
            say::clause(model, clause)
        ),
        ClauseBody::Role { event, value, .. } => {
            let reasons: Vec<_> = model
                .items(value)
                .iter()
                .map(|&item| say::item(model, item))
                .collect();
            format!(
                "{} has as its reason {}, which began before it was over",
                say::event(model, *event),
                reasons.join(" and ")
            )
        }
        ClauseBody::State { subject, .. } => format!(
            "{}: {}",
            say::item(model, *subject),
            say::clause(model, clause)
        ),
        ClauseBody::Happens { .. } => say::clause(model, clause),
    }
}

/// What a clause says of somebody's life: `“He is shot” is the death of Ann Example`.
fn life_words(model: &Model, clause: ClauseId, of_life: OfLife, more: &[OfLife]) -> String {
    let event = || event_of(model, clause).map_or_else(String::new, |id| say::event(model, id));
    match of_life {
        OfLife::End(person, LifeEnd::Birth) => {
            format!("{} is the birth of {}", event(), say::entity(model, person))
        }
        OfLife::End(person, LifeEnd::Death) => {
            format!("{} is the death of {}", event(), say::entity(model, person))
        }
        OfLife::Follows(person, end) => {
            let end = match end {
                LifeEnd::Birth => "birth",
                LifeEnd::Death => "death",
            };
            let person = say::entity(model, person);
            format!("{} comes after the {end} of {person}", event())
        }
        OfLife::Acts(_) | OfLife::DiesIn(_) => {
            let all = [of_life].into_iter().chain(more.iter().copied());
            let all: Vec<String> = all.map(|one| say::entity(model, one.person())).collect();
            let act = match (of_life, more.is_empty()) {
                (OfLife::DiesIn(_), true) => "dies",
                (OfLife::DiesIn(_), false) => "die",
                (_, true) => "acts",
                (_, false) => "act",
            };
            format!("{} {act} in {}", all.join(" and "), event())
        }
        OfLife::Age(person) | OfLife::Dead(person) | OfLife::Alive(person) => {
            format!(
                "{}: {}",
                say::entity(model, person),
                say::clause(model, clause)
            )
        }
    }
}

/// The value of a node as a zone's clocks show it, where it is known in UTC.
fn shown(case: &Case<'_>, zone: Option<Zone>, node: NodeId, value: Moment) -> (Clock, Moment) {
    let (clock, seconds) = case.timeline.clock_of(node).told_in(zone, value.seconds);
    (clock, Moment { seconds, ..value })
}

/// Whether a clause names a day, on this clock.
fn says(said: &str, day: i64, clock: Clock) -> bool {
    said.contains(&show::day_named(day)) && said.contains(&clock.words())
}

/// `: so at the latest on Mon 20 Jan 2025`, with the event where the clause is about another; none for a time that is only
/// counted to.
fn latest(
    case: &Case<'_>,
    clause: Option<ClauseId>,
    node: NodeId,
    (clock, value): (Clock, Moment),
) -> Option<String> {
    let subject = subject(case, clause, node)?;
    let ends_a_day = value.strict < 0 && value.seconds.rem_euclid(DAY) == 0;
    let follows = if case.timeline.network.is_day(node) || ends_a_day {
        format!("at the latest on {}", show::day_named(value.day_number()))
    } else if value.strict < 0 {
        format!("before {}", show::instant(value.seconds))
    } else {
        format!("at the latest at {}", show::instant(value.seconds))
    };
    Some(format!(": so {subject}{follows}{}", clock.words()))
}

/// `: but that is later`; where the clause does not say the day itself, `: but not before Tue 21 Jan 2025, 18:00`.
fn earliest(
    case: &Case<'_>,
    clause: ClauseId,
    said: &str,
    node: NodeId,
    (clock, value): (Clock, Moment),
) -> Option<String> {
    let subject = subject(case, Some(clause), node)?;
    let day = value.seconds.div_euclid(DAY);
    let whole_day = case.timeline.network.is_day(node) || value.seconds.rem_euclid(DAY) == 0;
    Some(
        if whole_day && subject.is_empty() && says(said, day, clock) {
            ": but that is later".to_owned()
        } else {
            let clock = clock.words();
            let at = match whole_day {
                true => show::day_named(day),
                false => show::instant(value.seconds),
            };
            format!(": but {subject}not before {at}{clock}")
        },
    )
}

/// The event of a node with its verb; nothing where the clause is about the same event and it is a moment.
fn subject(case: &Case<'_>, clause: Option<ClauseId>, node: NodeId) -> Option<String> {
    let model = case.model;
    let (event, verb) = match case.timeline.meaning(node) {
        Meaning::Start(event) if model.lasts(event) => (event, "begins"),
        Meaning::Start(event) => (event, "is"),
        Meaning::End(event) => (event, "ends"),
        Meaning::Life(person, end) => return Some(life_subject(model, person, end)),
        Meaning::Buried(person) => return Some(life_subject(model, person, LifeEnd::Death)),
        Meaning::Spell(_) => return Some("it begins ".to_owned()),
        Meaning::Counted => return None,
    };
    let same = clause.and_then(|clause| event_of(model, clause)) == Some(event);
    Some(match (same, verb) {
        (true, "is") => String::new(),
        (true, verb) => format!("it {verb} "),
        (false, verb) => format!("{} {verb} ", say::event(model, event)),
    })
}

fn life_subject(model: &Model, person: EntityId, end: LifeEnd) -> String {
    let person = say::entity(model, person);
    match end {
        LifeEnd::Birth => format!("{person} is born "),
        LifeEnd::Death => format!("{person} dies "),
    }
}

/// The event that a clause of time is about.
pub(super) fn event_of(model: &Model, clause: ClauseId) -> Option<EventId> {
    match &model.says(clause) {
        ClauseBody::When { event, .. }
        | ClauseBody::Role { event, .. }
        | ClauseBody::Happens { event, .. } => Some(*event),
        ClauseBody::State { .. } => None,
    }
}
