//! Weekdays and the like in a source that does not say when it was published: they say nothing.

use super::Case;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Anchor, Claim, ClaimId, ClauseBody, ClauseId, Model, Time};
use crate::text::Location;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let model = case.model;
    if model.is_all_told() {
        return;
    }
    let untold = case
        .claims_of_part()
        .map(ClaimId::from_index)
        .filter(|&claim| nothing_is_said(model, model.claim(claim)));
    let clauses = untold.flat_map(|claim| model.clauses_of(claim));
    let mut unknown: Vec<(usize, ClauseId)> = clauses
        .filter(|&id| is_unknown(&model.says(id)) && !has_wrong_weekday(case, model.location(id)))
        .map(|id| (model.claim_of(id).source.index(), id))
        .collect();
    unknown.sort_unstable();
    for same in unknown.chunk_by(|one, other| one.0 == other.0) {
        let source = &model.sources[same[0].0];
        let message = format!("{} does not say when it was published", source.name);
        let mut diagnostic = Diagnostic::new(Code::NoPublished, message);
        diagnostic.about.clone_from(&source.name);
        for &(_, clause) in same {
            diagnostic = diagnostic.at(model.location(clause), "counted from nothing");
        }
        diagnostics.push(diagnostic.advise(
            "Write `published` below the source, as exactly as you know (`published 2025-01`), or give the claims their \
             `told`. Until then these times are not checked.",
        ));
    }
}

/// Whether nothing is said of when a claim was told: what is said in words that are reported as wrong is to be mended there.
fn nothing_is_said(model: &Model, claim: Claim<'_>) -> bool {
    !claim.has_own_telling() && !model.source(claim.source).is_dated
}

/// Whether a clause has a time that is fixed to nothing.
fn is_unknown(body: &ClauseBody) -> bool {
    match body {
        ClauseBody::When { when, .. } => when.times().into_iter().any(is_unknown_time),
        ClauseBody::State { spell, .. } => spell.times().into_iter().any(is_unknown_time),
        ClauseBody::Happens { .. } | ClauseBody::Role { .. } => false,
    }
}

fn is_unknown_time(time: &Time) -> bool {
    match time.anchor() {
        Anchor::Unknown => true,
        Anchor::Offset(offset) => is_unknown_time(&offset.from),
        Anchor::Fixed(_) | Anchor::Event(..) | Anchor::FirstAfter(..) | Anchor::Any(..) => false,
    }
}

/// A weekday that its date does not have is fixed to nothing too, and reported as what it is.
fn has_wrong_weekday(case: &Case<'_>, clause: Location) -> bool {
    case.model.weekdays.iter().any(|wrong| {
        wrong.location.file == clause.file
            && clause.span.start <= wrong.location.span.start
            && wrong.location.span.end <= clause.span.end
    })
}
