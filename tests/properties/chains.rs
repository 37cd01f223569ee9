//! A chain needs all its clauses, and a way out leaves nothing of its quarrel.

use std::collections::BTreeSet;

use belie::diagnostic::{Code, Diagnostic, More};
use proptest::prelude::*;

use crate::dice::Tape;
use crate::draft::{At, Draft, Statement, Written};
use crate::mess;
use crate::verdict::{clauses, headings, lists_all_chains, quarrels};

pub fn leaving_out_any_clause_of_a_chain_leaves_the_rest(
    tapes: &[Tape],
) -> Result<(), TestCaseError> {
    let draft = mess::draft(tapes, mess::Style::default()).0;
    let written = draft.write();
    let analysis = written.check();
    for quarrel in quarrels(&analysis) {
        for chain in &quarrel.chains {
            let chain = clauses(&written, &analysis, quarrel, &chain.labels);
            needs_all(&draft, quarrel, &chain)?;
        }
    }
    Ok(())
}

/// The clauses alone make one quarrel, and without any one of them there is none.
fn needs_all(
    draft: &Draft,
    quarrel: &Diagnostic,
    chain: &BTreeSet<At>,
) -> Result<(), TestCaseError> {
    let alone = draft.only(chain).write();
    // A clause may be at odds with itself besides, in a quarrel of another kind.
    let of_this_kind = |mut found: Vec<String>| {
        found.retain(|one| one.contains(quarrel.code.id()));
        found
    };
    let found = of_this_kind(headings(&alone.check()));
    prop_assert!(
        found.len() == 1 && found[0].contains(quarrel.code.id()),
        "a chain of {} {} alone gives {found:?}\n{}",
        quarrel.code,
        quarrel.about,
        alone.text()
    );
    for at in chain {
        let mut rest = chain.clone();
        rest.remove(at);
        let rest = draft.only(&rest).write();
        let found = of_this_kind(headings(&rest.check()));
        prop_assert!(
            found.is_empty(),
            "a part of a chain of {} {} gives {found:?}\n{}\nthe chain was\n{}",
            quarrel.code,
            quarrel.about,
            rest.text(),
            alone.text()
        );
    }
    Ok(())
}

pub fn giving_up_a_way_out_leaves_nothing_of_its_quarrel(
    tapes: &[Tape],
) -> Result<(), TestCaseError> {
    let draft = mess::draft(tapes, mess::Style::default()).0;
    let written = draft.write();
    let analysis = written.check();
    for quarrel in quarrels(&analysis) {
        prop_assert!(
            !quarrel.ways_out.is_empty() || quarrel.more_ways_out != More::None,
            "a quarrel without a way out"
        );
        for way in &quarrel.ways_out {
            let given_up = given_up(
                &draft,
                &written,
                quarrel,
                &clauses(&written, &analysis, quarrel, way),
            );
            let rest = draft.without(&given_up).write();
            let left = rest.check();
            let same = quarrels(&left)
                .find(|one| (one.code, &one.about) == (quarrel.code, &quarrel.about));
            prop_assert!(
                same.is_none_or(|same| belongs_to_others(&analysis, quarrel, &left, same)),
                "{} {} is left when {given_up:?} is given up\n{}\nbefore:\n{}",
                quarrel.code,
                quarrel.about,
                rest.text(),
                written.text()
            );
        }
    }
    Ok(())
}

/// Whether the chains of a quarrel that is left were those of other quarrels before: fewer quarrels may be named otherwise.
fn belongs_to_others(
    before: &belie::analysis::Analysis,
    gone: &Diagnostic,
    after: &belie::analysis::Analysis,
    left: &Diagnostic,
) -> bool {
    let said = |analysis: &belie::analysis::Analysis, one: &Diagnostic| -> Vec<BTreeSet<String>> {
        let clause = |&number: &usize| {
            let label = &one.labels[number];
            let passage = label.said().passage.clone().unwrap_or_default();
            format!("{passage}: {}", analysis.files.text(label.location))
        };
        one.chains
            .iter()
            .map(|chain| chain.labels.iter().map(clause).collect())
            .collect()
    };
    let own = said(before, gone);
    gone.code == Code::TimeConflict
        && lists_all_chains(gone)
        && said(after, left).iter().all(|chain| !own.contains(chain))
}

/// Whoever gives up that an event happened, or that it did not, gives up all of the claim that says so.
fn given_up(draft: &Draft, _: &Written, quarrel: &Diagnostic, way: &BTreeSet<At>) -> BTreeSet<At> {
    if quarrel.code != Code::EventDisputed {
        return way.clone();
    }
    let event = &quarrel.about;
    let mut all = way.clone();
    for at in draft.clauses() {
        if way.iter().any(|given| given.claim == at.claim) {
            let speaks = match (&draft.claims[at.claim].statements[at.statement], at.clause) {
                (Statement::Event { head, .. }, None) => head.ends_with(event.as_str()),
                (Statement::Event { clauses, .. }, Some(number)) => {
                    clauses[number] == format!("reason {event}")
                }
                (Statement::State(state), _) => state.contains(&format!("since {event}")),
            };
            if speaks {
                all.insert(at);
            }
        }
    }
    all
}
