//! Dates that are told otherwise than they stand in the files: those of the Julian calendar.

use std::collections::BTreeSet;

use crate::checks::Case;
use crate::date::Calendar;
use crate::model::{ClauseBody, ClauseId, Spell};

/// In whose clauses dates of the Julian calendar stand, if they do: without a word about it `1641-03-25` beside “4 Apr 1641” looks like
/// a mistake of the report.
pub(super) fn premise(case: &Case<'_>, clauses: &[ClauseId]) -> Option<String> {
    let source = |clause: &ClauseId| case.model.source(case.model.claim_of(*clause).source);
    let converted = clauses.iter().filter(|clause| {
        speaks_of_time(case, **clause)
            && (source(clause).calendar == Calendar::Julian || says_julian(case, **clause))
    });
    let names: BTreeSet<&str> = converted
        .map(|clause| source(clause).name.as_str())
        .collect();
    let names: Vec<&str> = names.into_iter().collect();
    (!names.is_empty()).then(|| {
        format!(
            "Dates of the Julian calendar (in {}) are told here by the Gregorian.",
            names.join(", ")
        )
    })
}

fn speaks_of_time(case: &Case<'_>, clause: ClauseId) -> bool {
    match case.model.says(clause) {
        ClauseBody::When { .. } => true,
        ClauseBody::State { spell, .. } => *spell != Spell::AsOf(None),
        ClauseBody::Happens { .. } | ClauseBody::Role { .. } => false,
    }
}

/// Whether a date in it is written with its calendar.
fn says_julian(case: &Case<'_>, clause: ClauseId) -> bool {
    let written = case.files.text(case.model.location(clause));
    written.split_whitespace().any(|word| word == "julian")
}
