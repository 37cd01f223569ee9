//! A vaguer version of an existing claim adds nothing.

use std::collections::BTreeSet;

use belie::analysis::Analysis;
use proptest::prelude::*;

use crate::dice::Tape;
use crate::draft::{Draft, Source};
use crate::mess::{self, Vaguer};
use crate::verdict::quarrels;

pub fn a_vaguer_claim_adds_no_quarrel(tapes: &[Tape]) -> Result<(), TestCaseError> {
    let (draft, vaguer) = mess::draft(tapes, mess::Style::default());
    let before = disagreements(&draft.check());
    for vague in &vaguer {
        added(&draft, &before, vague, "")?;
    }
    for (number, claim) in draft.claims.iter().enumerate() {
        for statement in &claim.statements {
            let hedged = Vaguer {
                exact: statement.clone(),
                vague: statement.clone(),
                claim: number,
            };
            added(&draft, &before, &hedged, "rumoured")?;
        }
    }
    Ok(())
}

/// Adds a vaguer statement in a source of its own that is published on the same day.
fn added(
    draft: &Draft,
    before: &BTreeSet<String>,
    vague: &Vaguer,
    hedge: &'static str,
) -> Result<(), TestCaseError> {
    let exact = &draft.claims[vague.claim];
    let mut more = draft.clone();
    more.sources.push(Source {
        name: "echo".to_owned(),
        ..draft.sources[exact.source].clone()
    });
    let mut claim = exact.clone();
    claim.source = draft.sources.len();
    claim.statements = vec![vague.vague.clone()];
    if !hedge.is_empty() {
        claim.hedge = hedge;
    }
    more.claims.push(claim);
    let written = more.write();
    let after = disagreements(&written.check());
    prop_assert_eq!(
        &after,
        before,
        "with {:?} beside {:?}\n{}",
        vague.vague,
        vague.exact,
        written.text()
    );
    Ok(())
}

fn disagreements(analysis: &Analysis) -> BTreeSet<String> {
    quarrels(analysis)
        .map(|one| format!("{} {} {}", one.severity, one.code, one.about))
        .collect()
}
