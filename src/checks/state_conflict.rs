//! One subject, one attribute, two values at a time that both certainly cover; and values that only grow, falling.
//!
//! Every state is a *holding*: a stretch that it certainly covers, or a window in which it held at some moment. Holdings of one
//! subject and attribute are held against each other by rules that say contradiction, tension or nothing.

mod growth;
mod holding;
mod rules;

use super::quarrel::{CHAINS_MAX, Quarrel, WAYS_OUT_MAX, either, marks, order, severity};
use super::value_conflict::{about, about_words, domain, more, premises};
use super::{Case, value_conflict};
use crate::diagnostic::{Chain, Code, Diagnostic, More, Severity, Step};
use crate::logic;
use crate::model::{AttributeId, ClauseId, FactKey, Item, say};
use crate::syntax::tree::Behaviour;

use holding::{Holding, holdings};
use rules::{Clash, Verdict};

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut all = holdings(case);
    // Within a fact by source: nothing may depend on the order of files.
    let key = |holding: &Holding| {
        let place = order(case, holding.clause);
        (holding.subject, holding.attribute, place, holding.clause)
    };
    all.sort_by(|one, other| key(one).cmp(&key(other)));
    for group in
        all.chunk_by(|one, other| (one.subject, one.attribute) == (other.subject, other.attribute))
    {
        if group.len() > 1 {
            diagnostics.extend(check_group(
                case,
                group[0].subject,
                group[0].attribute,
                group,
            ));
        }
    }
}

fn check_group(
    case: &Case<'_>,
    subject: Item,
    attribute: AttributeId,
    group: &[Holding],
) -> Option<Diagnostic> {
    let key = FactKey::Attribute(subject, attribute);
    let grows = case.model.vocabulary.attribute(attribute).behaviour == Behaviour::OnlyGrows;
    let clashes = if grows {
        growth::clashes(group)
    } else {
        rules::clashes(&domain(case.model, key), group)
    };
    (!clashes.is_empty()).then(|| quarrel(case, key, group, clashes))
}

fn quarrel(
    case: &Case<'_>,
    key: FactKey,
    group: &[Holding],
    mut clashes: Vec<Clash>,
) -> Diagnostic {
    let model = case.model;
    let hedged = |clash: &Clash| {
        [clash.one, clash.other]
            .iter()
            .any(|&at| model.is_hedged(group[at].clause))
    };
    clashes.sort_by_key(|clash| (clash.verdict, hedged(clash), clash.one, clash.other));
    let mut involved: Vec<usize> = clashes
        .iter()
        .flat_map(|clash| [clash.one, clash.other])
        .collect();
    involved.sort_unstable();
    involved.dedup();

    let mut clauses: Vec<ClauseId> = involved.iter().map(|&at| group[at].clause).collect();
    clauses.sort_unstable();
    clauses.dedup();
    let sides = account_groups(case, group, &involved);
    let values: Vec<_> = sides.iter().map(|(value, _)| value.clone()).collect();
    let message = heading(case, key, &values);
    let mut quarrel = Quarrel::new(case, Code::StateConflict, about(model, key), message);
    for (value, clauses) in &sides {
        quarrel.account(value.clone(), clauses);
    }
    quarrel.diagnostic.severity = graveness(case, group, &clashes);
    add_chains(case, &mut quarrel, group, &clashes);
    add_ways_out(&mut quarrel, group, &clashes);
    let pairs: Vec<_> = clashes
        .iter()
        .take(1000)
        .map(|clash| [group[clash.one].clause, group[clash.other].clause])
        .collect();
    for [one, other] in pairs {
        quarrel
            .diagnostic
            .marks
            .extend(marks(case, &[vec![one], vec![other]], |_, _| true));
    }
    add_premises(case, &mut quarrel, key, &clauses, &clashes);
    quarrel.finish_on(&clauses, &bounds(case, &clashes))
}

/// What is left open for the times that the clashes rest on: who says so is not part of the quarrel.
fn bounds(case: &Case<'_>, clashes: &[Clash]) -> Vec<u64> {
    let needs = clashes.iter().flat_map(|clash| &clash.needs);
    let bounds = needs.filter_map(|&needed| case.times().bound(needed));
    let mut bounds: Vec<u64> = bounds.map(i64::cast_unsigned).collect();
    bounds.sort_unstable();
    bounds.dedup();
    bounds
}

/// `the custody of Ivan Petrov: in custody or at liberty`; for one value with two beginnings only the value.
fn heading(case: &Case<'_>, key: FactKey, values: &[String]) -> String {
    let mut distinct = values.to_vec();
    distinct.dedup();
    format!("{}: {}", about_words(case.model, key), either(&distinct, 4))
}

/// The accounts: those who say the same value at the same time.
fn account_groups(
    case: &Case<'_>,
    group: &[Holding],
    involved: &[usize],
) -> Vec<(String, Vec<ClauseId>)> {
    let mut groups: Vec<(String, Vec<ClauseId>)> = Vec::new();
    for &at in involved {
        let words = account_words(case, &group[at]);
        match groups.iter_mut().find(|(value, _)| *value == words) {
            Some((_, clauses)) => clauses.push(group[at].clause),
            None => groups.push((words, vec![group[at].clause])),
        }
    }
    for (_, clauses) in &mut groups {
        clauses.sort_unstable();
        clauses.dedup();
    }
    groups.sort();
    groups
}

fn account_words(case: &Case<'_>, holding: &Holding) -> String {
    let value = say::position(case.model, &holding.position);
    match holding.effect {
        Some(event) => format!("{value}, by {}", say::event(case.model, event)),
        None => match say::spell_of(case.model, holding.clause) {
            times if times.is_empty() => value,
            times => format!("{value}, {times}"),
        },
    }
}

/// A contradiction if some clash is one, and neither its states nor the times that it rests on are hedged.
fn graveness(case: &Case<'_>, group: &[Holding], clashes: &[Clash]) -> Severity {
    let chains: Vec<Vec<ClauseId>> = clashes
        .iter()
        .filter(|clash| clash.verdict == Verdict::Contradiction)
        .take(1000)
        .map(|clash| chain(case, group, clash))
        .collect();
    severity(case, chains.iter().map(Vec::as_slice))
}

/// The clauses of a clash: the two states, and one derivation of the times that they are anchored to.
fn chain(case: &Case<'_>, group: &[Holding], clash: &Clash) -> Vec<ClauseId> {
    let (one, other) = (&group[clash.one], &group[clash.other]);
    let mut clauses = vec![one.clause, other.clause];
    for needed in &clash.needs {
        clauses.extend(case.timeline.derivation(case.times(), *needed));
    }
    let mut seen = rustc_hash::FxHashSet::default();
    clauses.retain(|clause| seen.insert(*clause));
    clauses
}

fn add_chains(case: &Case<'_>, quarrel: &mut Quarrel<'_>, group: &[Holding], clashes: &[Clash]) {
    for clash in clashes.iter().take(CHAINS_MAX) {
        let clauses = chain(case, group, clash);
        let labels = quarrel.labels(&clauses);
        let mut steps = Vec::new();
        for at in [clash.one, clash.other] {
            let label = quarrel.label(group[at].clause);
            steps.push(Step {
                label: Some(label),
                text: group[at].covers_words(case),
            });
        }
        for &clause in clauses.iter().skip(2) {
            let label = quarrel.label(clause);
            steps.push(Step {
                label: Some(label),
                text: time_words(case, clause),
            });
        }
        steps.push(Step {
            label: None,
            text: clash.words(case, group),
        });
        quarrel.diagnostic.chains.push(Chain { labels, steps });
    }
    quarrel.diagnostic.more_chains = more(clashes.len(), quarrel.diagnostic.chains.len());
}

/// A clause of time with the event that it is about.
fn time_words(case: &Case<'_>, clause: ClauseId) -> String {
    use crate::model::ClauseBody;
    match &case.model.clause(clause).body {
        ClauseBody::When { event, .. } => format!(
            "{} {}",
            say::event(case.model, *event),
            say::clause(case.model, clause)
        ),
        _ => say::clause(case.model, clause),
    }
}

/// Which states would have to be false for all others to hold.
fn add_ways_out(quarrel: &mut Quarrel<'_>, group: &[Holding], clashes: &[Clash]) {
    let mut sets: Vec<Vec<u32>> = Vec::new();
    for clash in clashes {
        let mut labels: Vec<u32> = [clash.one, clash.other]
            .iter()
            .map(|&at| u32::try_from(quarrel.label(group[at].clause)).unwrap_or(u32::MAX))
            .collect();
        labels.sort_unstable();
        labels.dedup();
        sets.push(labels);
    }
    sets.sort();
    sets.dedup();
    let (ways_out, complete) = logic::smallest_hitting_sets(&sets, WAYS_OUT_MAX);
    quarrel.diagnostic.ways_out = ways_out
        .into_iter()
        .map(|set| set.into_iter().map(|label| label as usize).collect())
        .collect();
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
    let closed = domain(case.model, key);
    if closed.closed.is_none() {
        let sides = value_conflict::sides(case.model, clauses);
        let opposed = value_conflict::opposed_pairs(&closed, &sides);
        quarrel
            .diagnostic
            .premises
            .extend(premises(case.model, &sides, &opposed));
    }
}
