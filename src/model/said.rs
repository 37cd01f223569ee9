//! What a clause says, as a text that stays when files are renamed, reordered or laid out anew, and that changes with every
//! value, time, hedge, speaker and passage. Fingerprints are made of it.

use std::fmt::Write;

use smallvec::SmallVec;

use super::{Anchor, ClauseBody, ClauseId, Model, Speaker, Spell, Time};
use crate::date::Extent;
use crate::syntax;
use crate::text::Files;

/// Everything that a clause says and who says it. Dates stand there as written and as they are read, so that a weekday changes with the
/// day that it is counted from.
#[must_use]
pub fn said(files: &Files, model: &Model, id: ClauseId) -> String {
    let claim = model.claim_of(id);
    let says = model.says(id);
    let mut all = model.source(claim.source).name.clone();
    all.push(BETWEEN);
    if let Speaker::Entity(entity) = claim.speaker() {
        all.push_str(model.entities.get(entity).name);
    }
    all.push(BETWEEN);
    syntax::push_plain(&mut all, files.text(claim.location()));
    all.push(BETWEEN);
    push_about(&mut all, model, &says);
    all.push(BETWEEN);
    syntax::push_plain(&mut all, files.text(model.location(id)));
    all.push(BETWEEN);
    push_dates(&mut all, &says, model.told_of(id));
    all
}

/// What stands between two parts, and in none.
const BETWEEN: char = '\u{1f}';

/// Adds the event of a clause, and how the statement around it takes it.
fn push_about(all: &mut String, model: &Model, says: &ClauseBody<'_>) {
    match says {
        ClauseBody::Happens { event, stance } => {
            all.push_str(model.event(*event).name);
            // Writing into a string does not fail.
            let _ = write!(all, " {stance:?}");
        }
        ClauseBody::Role { event, planned, .. } | ClauseBody::When { event, planned, .. } => {
            all.push_str(if *planned { "plan " } else { "" });
            all.push_str(model.event(*event).name);
        }
        ClauseBody::State { .. } => {}
    }
}

/// Adds every date of a clause as the instants between which it leaves everything open.
fn push_dates(all: &mut String, says: &ClauseBody<'_>, told: Option<&Extent>) {
    let told = told.map(Extent::hull);
    let dates: SmallVec<[Hull; 2]> = match says {
        ClauseBody::When { when, .. } => when.times().into_iter().filter_map(date).collect(),
        ClauseBody::State { spell, .. } => match *spell {
            Spell::AsOf(None) => told.into_iter().collect(),
            Spell::Since(from, None) => date(from).into_iter().chain(told).collect(),
            spell => spell.times().into_iter().filter_map(date).collect(),
        },
        ClauseBody::Happens { .. } | ClauseBody::Role { .. } => SmallVec::new(),
    };
    let bound = |all: &mut String, bound: Option<i64>| {
        if let Some(at) = bound {
            let _ = write!(all, "{at}");
        }
    };
    for (number, (first, end)) in dates.into_iter().enumerate() {
        all.push_str(if number > 0 { " " } else { "" });
        bound(all, first);
        all.push_str("..");
        bound(all, end);
    }
}

/// The first instant of a date and the one before which it ends.
type Hull = (Option<i64>, Option<i64>);

/// The date that a time is fixed to or counted from.
fn date(time: &Time) -> Option<Hull> {
    match time.anchor() {
        Anchor::Fixed(date) => Some(date.extent().hull()),
        Anchor::Offset(offset) => date(&offset.from),
        Anchor::Event(..) | Anchor::FirstAfter(..) | Anchor::Any(..) | Anchor::Unknown => None,
    }
}
