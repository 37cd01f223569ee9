//! Which clauses of a quarrel are named with their event: `patient najim` may be said of an arrest and of a release.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::checks::Case;
use crate::diagnostic::Label;
use crate::model::{ClauseBody, ClauseId, EventId, Item, say};

/// Names the event of each label (one a clause) whose words could be about another: of a role, where the quarrel is not about that
/// event alone; of anything, where the same voice says the same of another event.
pub(super) fn name(case: &Case<'_>, labels: &mut [Label], clauses: &[ClauseId]) {
    let about: FxHashSet<Item> = clauses.iter().map(|&id| subject(case, id)).collect();
    if about.len() < 2 {
        return;
    }
    let repeated = repeated(case, labels, clauses);
    for (label, &clause) in labels.iter_mut().zip(clauses) {
        label.said_mut().event = event(case, clause)
            .filter(|_| is_role(case, clause) || repeated.contains(&clause))
            .map(|event| say::event(case.model, event));
    }
}

/// The clauses whose very words the same voice says of another event, too.
fn repeated(case: &Case<'_>, labels: &[Label], clauses: &[ClauseId]) -> FxHashSet<ClauseId> {
    let mut alike: FxHashMap<_, Vec<ClauseId>> = FxHashMap::default();
    for (label, &clause) in labels.iter().zip(clauses) {
        let words: Vec<&str> = case.files.text(label.location).split_whitespace().collect();
        let voice = (&label.said().source, &label.said().speaker);
        alike.entry((voice, words)).or_default().push(clause);
    }
    let differ = |clauses: &&Vec<ClauseId>| {
        let events = clauses.iter().map(|&clause| event(case, clause));
        events.collect::<FxHashSet<_>>().len() > 1
    };
    alike.values().filter(differ).flatten().copied().collect()
}

/// Whom or what a clause speaks of.
fn subject(case: &Case<'_>, clause: ClauseId) -> Item {
    match &case.model.says(clause) {
        ClauseBody::State { subject, .. } => Item::from(*subject),
        ClauseBody::Happens { event, .. }
        | ClauseBody::Role { event, .. }
        | ClauseBody::When { event, .. } => Item::Event(*event),
    }
}

/// The event of a clause whose words do not name it.
fn event(case: &Case<'_>, clause: ClauseId) -> Option<EventId> {
    match &case.model.says(clause) {
        ClauseBody::Role { event, .. } | ClauseBody::When { event, .. } => Some(*event),
        ClauseBody::Happens { .. } | ClauseBody::State { .. } => None,
    }
}

fn is_role(case: &Case<'_>, clause: ClauseId) -> bool {
    matches!(case.model.says(clause), ClauseBody::Role { .. })
}
