//! What clauses speak of, and on what of it declarations bear.

use rustc_hash::FxHashSet;
use smallvec::{SmallVec, smallvec};

use crate::diagnostic::Diagnostic;
use crate::model::{
    Changed, Claim, ClaimId, ClauseBody, EventId, Item, ItemsOf, Kind, Model, RoleId, Speaker,
    Subject, Time,
};

/// What clauses speak of: events, and the subjects of states.
pub type Things = FxHashSet<Subject>;

/// The events and subjects of which some claims speak.
#[must_use]
pub fn things_of_claims(model: &Model, claims: impl Iterator<Item = ClaimId>) -> Things {
    let mut things = Things::default();
    for clause in claims.flat_map(|claim| model.clauses_of(claim)) {
        add_all(model, &model.says(clause), &mut things);
    }
    things
}

/// The events and subjects on which declarations bear: these themselves, and of whatever clauses speak that name them or that
/// somebody says of them.
#[must_use]
pub fn things_of_declarations(model: &Model, changed: &Changed) -> Things {
    let mut things: Things = changed.events.iter().copied().map(Subject::Event).collect();
    things.extend(changed.entities.iter().copied().map(Subject::Entity));
    if things.is_empty() && changed.sources.is_empty() {
        return things;
    }
    let claims: Vec<bool> = model
        .claims
        .iter()
        .map(|claim| changed.says(claim))
        .collect();
    for (_, clause) in model.clauses() {
        if claims[clause.claim.index()] || changed.is_named(model, &clause.body) {
            add_all(model, &clause.body, &mut things);
        }
    }
    things
}

/// Of what a clause speaks, the events that it names besides, and whoever stands in a role by which the event bears on him.
fn add_all(model: &Model, body: &ClauseBody, things: &mut Things) {
    things.extend(named(model, body));
    if let ClauseBody::Role {
        event, role, value, ..
    } = body
        && bears(model, *event, *role)
    {
        things.extend(model.items(value).into_iter().filter_map(Subject::of));
    }
}

/// The events and subjects of which the claims of a quarrel speak, at the places that it shows.
#[must_use]
pub fn things_of(model: &Model, diagnostic: &Diagnostic) -> Things {
    let mut things = Things::default();
    for label in &diagnostic.labels {
        let Some(claim) = label.said().claim.and_then(|place| model.claim_at(place)) else {
            continue;
        };
        let span = label.location.span;
        let clauses = || model.clauses_of(claim).map(|id| model.clause(id));
        let shown = clauses()
            .filter(|clause| clause.span.start <= span.start && span.end <= clause.span.end);
        let before = things.len();
        things.extend(shown.map(|clause| subject(&clause.body)));
        if things.len() == before {
            things.extend(clauses().map(|clause| subject(&clause.body)));
        }
    }
    things
}

/// Of what a clause speaks.
pub(super) fn subject(body: &ClauseBody) -> Subject {
    match body {
        ClauseBody::Happens { event, .. }
        | ClauseBody::Role { event, .. }
        | ClauseBody::When { event, .. } => Subject::Event(*event),
        ClauseBody::State { subject, .. } => *subject,
    }
}

/// Of what a clause speaks, and the events that it names besides.
pub(super) fn named(model: &Model, body: &ClauseBody) -> SmallVec<[Subject; 4]> {
    let mut all = smallvec![subject(body)];
    match body {
        ClauseBody::Happens { .. } => {}
        ClauseBody::Role { value, .. } => {
            all.extend(events_among(&model.items(value)));
        }
        ClauseBody::When { when, .. } => {
            all.extend(when.events().into_iter().map(Subject::Event));
        }
        ClauseBody::State { value, spell, .. } => {
            all.extend(events_among(&model.items(value)));
            let events = spell.times().into_iter().filter_map(Time::event);
            all.extend(events.map(Subject::Event));
        }
    }
    all
}

/// The events among the items of a value.
fn events_among(items: &[Item]) -> impl Iterator<Item = Subject> {
    items.iter().filter_map(|item| match item {
        Item::Event(event) => Some(Subject::Event(*event)),
        Item::Entity(_) | Item::Number(_) => None,
    })
}

/// Whether an event bears on the states and whereabouts of whoever stands in this role.
pub(super) fn bears(model: &Model, event: EventId, role: RoleId) -> bool {
    // An event that is not declared any more bears on nothing.
    if event.index() >= model.events.len() {
        return false;
    }
    let event = model.event(event);
    let kind = model.vocabulary.kind(event.kind);
    let affects = |kind: &Kind| kind.effects().any(|effect| effect.role == role);
    affects(kind)
        || kind.roles.iter().any(|of| of.role == role && of.present)
        // What is of it may set or keep something for the same person.
        || event.has_parts && model.vocabulary.kinds.iter().any(affects)
}

impl Changed {
    /// Whether a claim is carried or spoken by one of these.
    fn says(&self, claim: Claim<'_>) -> bool {
        let speaks = match claim.speaker() {
            Speaker::Entity(entity) => self.entities.contains(&entity),
            Speaker::Source(_) | Speaker::Unnamed(_) => false,
        };
        let mut via = claim.via().iter().filter_map(|via| via.entity);
        speaks
            || self.sources.contains(&claim.source)
            || via.any(|via| self.entities.contains(&via))
    }

    /// Whether a clause names one of these.
    fn is_named(&self, model: &Model, body: &ClauseBody) -> bool {
        let is_one = |subject: Subject| match subject {
            Subject::Entity(entity) => self.entities.contains(&entity),
            Subject::Event(event) => self.events.contains(&event),
        };
        let value = match body {
            ClauseBody::Role { value, .. } | ClauseBody::State { value, .. } => model.items(value),
            ClauseBody::Happens { .. } | ClauseBody::When { .. } => ItemsOf::new(),
        };
        let mut values = value.into_iter().filter_map(Subject::of);
        values.any(is_one) || named(model, body).into_iter().any(is_one)
    }
}
