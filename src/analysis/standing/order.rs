//! The order in which everything is reported.

use std::cmp::Ordering;

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Location;

/// Mistakes by place; then quarrels, the gravest first, marked ones at their head and disputed ones at their end; then gaps.
pub(super) fn report_order(one: &Diagnostic, other: &Diagnostic) -> Ordering {
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
