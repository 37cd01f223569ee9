//! What shows that something was told too early: when it was told, what dates it, and what follows.

use super::dating::{Dating, Datings, Set};
use super::{Basis, Early, Past, ways_out};
use crate::checks::quarrel::{CHAINS_MAX, Quarrel, chain_mark, severity, time_words};
use crate::checks::{Case, value_conflict};
use crate::date::show;
use crate::diagnostic::{Chain, Code, Diagnostic, More, Severity, Step};
use crate::model::{ClauseBody, ClauseId, Model, say};

pub(super) fn quarrel<'c>(
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
