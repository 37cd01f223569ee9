//! What a clause says, as a text that stays when files are renamed, reordered or laid out anew, and that changes with every
//! value, time, hedge, speaker and passage. Fingerprints are made of it.

use super::{Anchor, ClauseBody, ClauseId, Model, Speaker, Spell, Time};
use crate::date::Extent;
use crate::syntax;
use crate::text::{Files, Location};

/// Everything that a clause says and who says it. Dates stand there as written and as they are read, so that a weekday changes with the
/// day that it is counted from.
#[must_use]
pub fn said(files: &Files, model: &Model, id: ClauseId) -> String {
    let claim = model.claim_of(id);
    let text = |location: Location| syntax::plain(files.text(location));
    let speaker = match claim.speaker() {
        Speaker::Entity(entity) => model.entities.get(entity).name,
        Speaker::Source(_) | Speaker::Unnamed(_) => "",
    };
    let source = &model.source(claim.source).name;
    let (claimed, about) = (text(claim.location()), about(model, id));
    let (own, dates) = (text(model.location(id)), dates(model, id));
    let parts: [&str; 6] = [source, speaker, &claimed, &about, &own, &dates];
    parts.join("\u{1f}")
}

/// The event of a clause, and how the statement around it takes it.
fn about(model: &Model, id: ClauseId) -> String {
    match &model.says(id) {
        ClauseBody::Happens { event, stance } => {
            format!("{} {stance:?}", model.event(*event).name)
        }
        ClauseBody::Role { event, planned, .. } | ClauseBody::When { event, planned, .. } => {
            let planned = if *planned { "plan " } else { "" };
            format!("{planned}{}", model.event(*event).name)
        }
        ClauseBody::State { .. } => String::new(),
    }
}

/// Every date of a clause as the instants between which it leaves everything open.
fn dates(model: &Model, id: ClauseId) -> String {
    let told = model.told_of(id);
    let dates: Vec<Hull> = match &model.says(id) {
        ClauseBody::When { when, .. } => when.times().into_iter().filter_map(date).collect(),
        ClauseBody::State { spell, .. } => match *spell {
            Spell::AsOf(None) => told.into_iter().map(Extent::hull).collect(),
            Spell::Since(from, None) => {
                let told = told.map(Extent::hull);
                date(from).into_iter().chain(told).collect()
            }
            spell => spell.times().into_iter().filter_map(date).collect(),
        },
        ClauseBody::Happens { .. } | ClauseBody::Role { .. } => Vec::new(),
    };
    let bound = |bound: Option<i64>| bound.map_or_else(String::new, |at| at.to_string());
    let words: Vec<_> = dates
        .into_iter()
        .map(|(first, end)| format!("{}..{}", bound(first), bound(end)))
        .collect();
    words.join(" ")
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
