//! The arithmetic of a chain, a line a step, so that a reader can follow it with a calendar.

use super::super::Case;
use super::super::quarrel::Quarrel;
use super::super::timeline::Meaning;
use crate::date::{DAY, show};
use crate::diagnostic::{Chain, Step};
use crate::model::{ClauseBody, ClauseId, Model, When, say};
use crate::network::{By, Cause, Closing, Conflict, Moment, NodeId, WalkStep};

/// The conflict among the clauses of a chain.
pub(super) fn conflict(case: &Case<'_>, clauses: &[ClauseId]) -> Option<Box<Conflict>> {
    let causes: Vec<Cause> = clauses
        .iter()
        .filter_map(|&clause| case.timeline.cause_of(clause))
        .collect();
    case.timeline.network.solve(&causes).err()
}

/// A chain with its labels and steps.
pub(super) fn chain(case: &Case<'_>, quarrel: &mut Quarrel<'_>, clauses: &[ClauseId]) -> Chain {
    let Some(conflict) = conflict(case, clauses) else {
        return Chain {
            labels: quarrel.labels(clauses),
            steps: Vec::new(),
        };
    };
    let steps = match conflict.closing {
        Closing::Circle => circle(case, quarrel, &conflict),
        Closing::Below { value, cause, .. } => bounds(case, quarrel, &conflict, value, cause),
    };
    Chain {
        labels: quarrel.labels(clauses),
        steps,
    }
}

/// Upper bounds step by step, and the lower bound that they break.
fn bounds(
    case: &Case<'_>,
    quarrel: &mut Quarrel<'_>,
    conflict: &Conflict,
    value: Moment,
    cause: Option<Cause>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for group in groups(&conflict.walk) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let at_most = latest(case, last.node, last.value);
        let Some(said) = said(case, first) else {
            continue;
        };
        let label = first
            .cause
            .map(|cause| quarrel.label(case.timeline.clause(cause)));
        let follows = at_most.map_or_else(String::new, |at_most| format!(": so {at_most}"));
        steps.push(Step {
            label,
            text: format!("{said}{follows}"),
        });
    }
    if let (Some(cause), Some(last)) = (cause, conflict.walk.last()) {
        let clause = case.timeline.clause(cause);
        let at_least = earliest(case, last.node, value);
        let follows =
            at_least.map_or_else(String::new, |at_least| format!(": but then {at_least}"));
        let text = format!("{}{follows}", clause_words(case.model, clause));
        steps.push(Step {
            label: Some(quarrel.label(clause)),
            text,
        });
    }
    steps
}

/// A circle: what comes before what, until the first comes before itself.
fn circle(case: &Case<'_>, quarrel: &mut Quarrel<'_>, conflict: &Conflict) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for step in &conflict.walk {
        let Some(text) = said(case, step) else {
            continue;
        };
        let label = step
            .cause
            .map(|cause| quarrel.label(case.timeline.clause(cause)));
        let step = Step { label, text };
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    let count = match steps.len() {
        2 => "both".to_owned(),
        3 => "all three".to_owned(),
        count => format!("all {count}"),
    };
    let orders = conflict
        .walk
        .iter()
        .filter_map(|step| step.cause)
        .all(|cause| is_order(case, case.timeline.clause(cause)));
    let what = if orders { "order" } else { "time" };
    steps.push(Step {
        label: None,
        text: format!("no {what} of the events fits {count}"),
    });
    steps
}

/// Whether a clause puts events in order and says nothing of how far they are apart.
pub(super) fn is_order(case: &Case<'_>, clause: ClauseId) -> bool {
    match &case.model.clause(clause).body {
        ClauseBody::When { when, .. } => matches!(
            **when,
            When::Before(_) | When::After(_) | When::During(_) | When::SameTime(_)
        ),
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
fn said(case: &Case<'_>, step: &WalkStep) -> Option<String> {
    if let Some(cause) = step.cause {
        return Some(clause_words(case.model, case.timeline.clause(cause)));
    }
    let By::Edge(edge) = step.by else { return None };
    let (later, earlier) = case.timeline.order(edge)?;
    Some(format!(
        "{} comes after {}",
        say::event(case.model, later),
        say::event(case.model, earlier)
    ))
}

/// A clause of time with the event that it is about.
fn clause_words(model: &Model, clause: ClauseId) -> String {
    match &model.clause(clause).body {
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
        ClauseBody::Happens { .. } | ClauseBody::State { .. } => say::clause(model, clause),
    }
}

/// `“X” is on Mon 20 Jan 2025 at the latest`; none for a time that is only counted to.
fn latest(case: &Case<'_>, node: NodeId, value: Moment) -> Option<String> {
    let subject = subject(case, node)?;
    let last = match (case.timeline.network.is_day(node), value.strict < 0) {
        (true, _) => format!("on {}", show::day_named(value.day_number())),
        (false, true) if value.seconds.rem_euclid(DAY) == 0 => {
            format!("on {}", show::day_named(value.day_number()))
        }
        (false, true) => return Some(format!("{subject} before {}", show::instant(value.seconds))),
        (false, false) => format!("at {}", show::instant(value.seconds)),
    };
    Some(format!("{subject} {last} at the latest"))
}

/// `“X” is on Tue 21 Jan 2025 at the earliest`.
fn earliest(case: &Case<'_>, node: NodeId, value: Moment) -> Option<String> {
    let subject = subject(case, node)?;
    let whole_day = case.timeline.network.is_day(node) || value.seconds.rem_euclid(DAY) == 0;
    Some(if whole_day {
        format!(
            "{subject} on {} at the earliest",
            show::day_named(value.seconds.div_euclid(DAY))
        )
    } else {
        format!(
            "{subject} at {} at the earliest",
            show::instant(value.seconds)
        )
    })
}

/// The event of a node with its verb.
fn subject(case: &Case<'_>, node: NodeId) -> Option<String> {
    let model = case.model;
    Some(match case.timeline.meaning(node) {
        Meaning::Start(event) if model.lasts(event) => {
            format!("{} begins", say::event(model, event))
        }
        Meaning::Start(event) => format!("{} is", say::event(model, event)),
        Meaning::End(event) => format!("{} ends", say::event(model, event)),
        Meaning::Counted => return None,
    })
}

/// What the chains rest on beyond their clauses: the orders of the vocabulary.
pub(super) fn add_premises(case: &Case<'_>, quarrel: &mut Quarrel<'_>, chains: &[Vec<ClauseId>]) {
    for chain in chains {
        let Some(conflict) = conflict(case, chain) else {
            continue;
        };
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
