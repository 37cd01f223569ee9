//! What an edit can touch: the claims that hang together with those that came or went.
//!
//! What hangs together in time (events that one clause names, a life and what its bearer does, a state and the events that its times
//! name) is one knot. People tie knots more loosely: what is said of one event of theirs can bear on their states and on where they
//! were at another, but not on what is said of that other event itself. So an edit touches the knots of the events that it speaks
//! of and the people in these; to check them, the knots of their other events are needed too, and nothing else.

use rustc_hash::FxHashSet;

use super::timeline::LifeKinds;
use crate::diagnostic::Diagnostic;
use crate::model::{Anchor, ClaimId, ClauseBody, EntityId, EventId, Item, Model, Time, When};

/// What an edit can touch.
#[derive(Debug, Default)]
pub struct Touched {
    /// The things of which something new can be found.
    things: FxHashSet<Item>,
    /// The claims that are needed for it, in order.
    claims: Vec<ClaimId>,
}

/// What clauses speak of: events, and the subjects of states.
pub type Things = FxHashSet<Item>;

/// The events and subjects of which some claims speak.
#[must_use]
pub fn things_of_claims(model: &Model, claims: impl Iterator<Item = ClaimId>) -> Things {
    claims
        .flat_map(|claim| model.clauses_of(claim))
        .flat_map(|clause| named(model, &model.clauses[clause].body))
        .collect()
}

/// The events and subjects of which the claims of a quarrel speak, at the places that it shows.
#[must_use]
pub fn things_of(model: &Model, diagnostic: &Diagnostic) -> Things {
    let mut things = Things::default();
    for label in &diagnostic.labels {
        let Some(claim) = label.claim.and_then(|place| model.claim_at(place)) else {
            continue;
        };
        let span = label.location.span;
        let clauses = &model.clauses[model.clauses_of(claim)];
        let shown = clauses
            .iter()
            .filter(|clause| clause.span.start <= span.start && span.end <= clause.span.end);
        let before = things.len();
        things.extend(shown.map(|clause| subject(&clause.body)));
        if things.len() == before {
            things.extend(clauses.iter().map(|clause| subject(&clause.body)));
        }
    }
    things
}

impl Touched {
    /// What can be touched by an edit that took or brought claims about these things. `found` are the things of every quarrel that
    /// was known before.
    #[must_use]
    pub fn by(model: &Model, edited: &Things, found: &[Things]) -> Self {
        let mut knots = Knots::new(model);
        let people = People::new(model);
        let mut things = edited.clone();
        loop {
            let before = things.len();
            things = knots.whole(&things);
            let persons: Vec<Item> = people.of(&things).collect();
            things.extend(persons);
            for quarrel in found {
                if quarrel.iter().any(|thing| things.contains(thing)) {
                    things.extend(quarrel);
                }
            }
            if things.len() == before {
                break;
            }
        }
        let mut needed = things.clone();
        needed.extend(people.events(&things));
        let needed = knots.whole(&needed);
        let claims = claims_about(model, &needed);
        Self { things, claims }
    }

    /// The claims that are needed to check what is touched.
    #[must_use]
    pub fn claims(&self) -> &[ClaimId] {
        &self.claims
    }

    /// Whether a quarrel about these things is touched.
    #[must_use]
    pub fn touches(&self, things: &Things) -> bool {
        things.iter().any(|thing| self.things.contains(thing))
    }
}

/// The claims that speak of some of these things, in order.
fn claims_about(model: &Model, things: &Things) -> Vec<ClaimId> {
    let mut claims: Vec<ClaimId> = model
        .clauses
        .iter()
        .filter(|clause| things.contains(&subject(&clause.body)))
        .map(|clause| clause.claim)
        .collect();
    claims.dedup();
    claims
}

/// Of what a clause speaks.
fn subject(body: &ClauseBody) -> Item {
    match body {
        ClauseBody::Happens { event, .. }
        | ClauseBody::Role { event, .. }
        | ClauseBody::When { event, .. } => Item::Event(*event),
        ClauseBody::State { subject, .. } => Item::from(*subject),
    }
}

/// Of what a clause speaks, and the events that it names besides.
fn named(model: &Model, body: &ClauseBody) -> Vec<Item> {
    let mut all = vec![subject(body)];
    match body {
        ClauseBody::Happens { .. } => {}
        ClauseBody::Role { value, .. } => {
            let events = |item: &&Item| matches!(item, Item::Event(_));
            all.extend(model.items(value).iter().filter(events));
        }
        ClauseBody::When { when, .. } => {
            if let When::SameTime(event) | When::SameDay(event) = &**when {
                all.push(Item::Event(*event));
            }
            all.extend(when.times().into_iter().filter_map(event_of));
        }
        ClauseBody::State { value, spell, .. } => {
            let events = |item: &&Item| matches!(item, Item::Event(_));
            all.extend(model.items(value).iter().filter(events));
            all.extend(spell.times().into_iter().filter_map(event_of));
        }
    }
    all
}

/// The event that a time hangs on.
fn event_of(time: &Time) -> Option<Item> {
    match &time.anchor {
        Anchor::Event(event, _) | Anchor::FirstAfter(_, _, event) => Some(Item::Event(*event)),
        Anchor::Offset(_, anchor) => event_of(anchor),
        Anchor::Fixed(_) | Anchor::Any(..) | Anchor::Unknown => None,
    }
}

/// What hangs together in time, as sets that are joined clause by clause.
struct Knots {
    events: usize,
    /// The next on the way to the one that stands for the knot.
    above: Vec<u32>,
}

impl Knots {
    fn new(model: &Model) -> Self {
        let events = model.events.len();
        let count = u32::try_from(events + model.entities.len()).unwrap_or(u32::MAX);
        let mut knots = Self {
            events,
            above: (0..count).collect(),
        };
        for (index, event) in model.events.iter().enumerate() {
            if let Some(of) = event.of {
                knots.tie(Item::Event(EventId::from_index(index)), Item::Event(of));
            }
        }
        for clause in &model.clauses {
            if matches!(clause.body, ClauseBody::Happens { .. }) {
                continue;
            }
            if let [first, others @ ..] = named(model, &clause.body).as_slice() {
                others.iter().for_each(|&other| knots.tie(*first, other));
            }
        }
        for (person, event) in LifeKinds::new(model).lived(model) {
            knots.tie(Item::Entity(person), Item::Event(event));
        }
        knots
    }

    fn number(&self, thing: Item) -> Option<usize> {
        match thing {
            Item::Event(event) => Some(event.index()),
            Item::Entity(entity) => Some(self.events + entity.index()),
            Item::Number(_) => None,
        }
    }

    fn knot(&mut self, mut at: usize) -> usize {
        while self.above[at] as usize != at {
            let next = self.above[at] as usize;
            self.above[at] = self.above[next];
            at = next;
        }
        at
    }

    fn tie(&mut self, one: Item, other: Item) {
        if let (Some(one), Some(other)) = (self.number(one), self.number(other)) {
            let (one, other) = (self.knot(one), self.knot(other));
            self.above[one.max(other)] = u32::try_from(one.min(other)).unwrap_or(u32::MAX);
        }
    }

    /// All that is in a knot with one of these things.
    fn whole(&mut self, things: &Things) -> Things {
        let mut wanted = FxHashSet::default();
        for &thing in things {
            if let Some(number) = self.number(thing) {
                wanted.insert(self.knot(number));
            }
        }
        let mut all = things.clone();
        for number in 0..self.above.len() {
            if wanted.contains(&self.knot(number)) {
                all.insert(match number.checked_sub(self.events) {
                    None => Item::Event(EventId::from_index(number)),
                    Some(entity) => Item::Entity(EntityId::from_index(entity)),
                });
            }
        }
        all
    }
}

/// Who stands in roles by which an event bears on a person's states and whereabouts.
struct People {
    /// Each person with an event, by event.
    pairs: Vec<(EventId, Item)>,
}

impl People {
    fn new(model: &Model) -> Self {
        let mut pairs: Vec<(EventId, Item)> = Vec::new();
        for clause in &model.clauses {
            let ClauseBody::Role {
                event, role, value, ..
            } = &clause.body
            else {
                continue;
            };
            let kind = model.vocabulary.kind(model.event(*event).kind);
            let bears = kind.sets.iter().any(|effect| effect.role == *role)
                || kind.roles.iter().any(|of| of.role == *role && of.present);
            if bears {
                pairs.extend(model.items(value).iter().map(|&person| (*event, person)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self { pairs }
    }

    /// Those who stand in events among these things.
    fn of<'p>(&'p self, things: &'p Things) -> impl Iterator<Item = Item> + 'p {
        self.pairs
            .iter()
            .filter(|(event, _)| things.contains(&Item::Event(*event)))
            .map(|(_, person)| *person)
    }

    /// The events in which those among these things stand.
    fn events<'p>(&'p self, things: &'p Things) -> impl Iterator<Item = Item> + 'p {
        self.pairs
            .iter()
            .filter(|(_, person)| things.contains(person))
            .map(|(event, _)| Item::Event(*event))
    }
}
