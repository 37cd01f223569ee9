//! The order in which everything is reported.

use std::cmp::Ordering;

use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Model;
use crate::text::Location;

/// Everything in the order in which to report it, held against the disputes.
pub(super) fn ordered(
    model: &Model,
    told: Vec<Diagnostic>,
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut diagnostics = found;
    // Which of several quarrels a dispute is held against must not depend on the order in which they were found.
    diagnostics.sort_by(report_order);
    checks::settle(model, &mut diagnostics);
    diagnostics.extend(told);
    diagnostics.sort_by(report_order);
    diagnostics
}

/// Mistakes by place; then quarrels, the gravest first, marked ones at their head and disputed ones at their end; then gaps.
fn report_order(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    let rank = |diagnostic: &Diagnostic| {
        (
            diagnostic.severity,
            diagnostic.disputed.is_some(),
            diagnostic.marks.is_empty(),
            // What a quarrel is about does not depend on the order of files.
            place(diagnostic).filter(|_| !is_quarrel(diagnostic)),
        )
    };
    rank(one)
        .cmp(&rank(other))
        .then_with(|| one.about.cmp(&other.about))
        .then_with(|| one.code.id().cmp(other.code.id()))
        .then_with(|| place(one).cmp(&place(other)))
        .then_with(|| one.message.cmp(&other.message))
}

fn is_quarrel(diagnostic: &Diagnostic) -> bool {
    matches!(
        diagnostic.severity,
        Severity::Contradiction | Severity::Tension
    )
}

fn place(diagnostic: &Diagnostic) -> Option<Location> {
    diagnostic.labels.first().map(|label| label.location)
}
