//! What an edit can touch: the claims that hang together with those that came or went.
//!
//! What hangs together in time (events that one clause names, a life and what its bearer does, a state and the events that its times
//! name) is one knot. People tie knots more loosely: what is said of one event of theirs can bear on their states and on where they
//! were at another, but not on what is said of that other event itself. So an edit touches the knots of the events that it speaks
//! of and the people in these; to check them, the knots of their other events are needed too, and nothing else.

use rustc_hash::FxHashSet;

use super::things::{Things, bears, named, subject};
use super::timeline::LifeKinds;
use crate::model::{ClaimId, ClauseBody, EntityId, EventId, Model, Subject};

/// What an edit can touch.
#[derive(Debug, Default)]
pub struct Touched {
    /// The things of which something new can be found.
    things: Things,
    /// The claims that are needed for it, in order.
    claims: Vec<ClaimId>,
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
            let persons: Vec<Subject> = people.of(&things).collect();
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
    let mut events = vec![false; model.events.len()];
    let mut entities = vec![false; model.entities.len()];
    for thing in things {
        // What is not declared any more is spoken of by none.
        let mark = match thing {
            Subject::Event(event) => events.get_mut(event.index()),
            Subject::Entity(entity) => entities.get_mut(entity.index()),
        };
        mark.into_iter().for_each(|mark| *mark = true);
    }
    let is_meant = |subject| match subject {
        Subject::Event(event) => events[event.index()],
        Subject::Entity(entity) => entities[entity.index()],
    };
    let mut claims: Vec<ClaimId> = model
        .clauses
        .iter()
        .filter(|clause| is_meant(subject(&clause.body)))
        .map(|clause| clause.claim)
        .collect();
    claims.dedup();
    claims
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
                knots.tie(
                    Subject::Event(EventId::from_index(index)),
                    Subject::Event(of),
                );
            }
        }
        for clause in model.clauses.iter() {
            if matches!(clause.body, ClauseBody::Happens { .. }) {
                continue;
            }
            if let [first, others @ ..] = named(model, &clause.body).as_slice() {
                others.iter().for_each(|&other| knots.tie(*first, other));
            }
        }
        for (person, event) in LifeKinds::new(model).lived(model) {
            knots.tie(Subject::Entity(person), Subject::Event(event));
        }
        knots
    }

    fn number(&self, thing: Subject) -> Option<usize> {
        let number = match thing {
            Subject::Event(event) => event.index(),
            Subject::Entity(entity) => self.events + entity.index(),
        };
        // What is not declared any more is in no knot.
        (number < self.above.len()).then_some(number)
    }

    fn knot(&mut self, mut at: usize) -> usize {
        while self.above[at] as usize != at {
            let next = self.above[at] as usize;
            self.above[at] = self.above[next];
            at = next;
        }
        at
    }

    fn tie(&mut self, one: Subject, other: Subject) {
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
                    None => Subject::Event(EventId::from_index(number)),
                    Some(entity) => Subject::Entity(EntityId::from_index(entity)),
                });
            }
        }
        all
    }
}

/// Who stands in roles by which an event bears on a person's states and whereabouts.
struct People {
    /// Each person with an event, by event.
    pairs: Vec<(EventId, Subject)>,
}

impl People {
    fn new(model: &Model) -> Self {
        let mut pairs: Vec<(EventId, Subject)> = Vec::new();
        for clause in model.clauses.iter() {
            let ClauseBody::Role {
                event, role, value, ..
            } = clause.body
            else {
                continue;
            };
            if bears(model, event, role) {
                let people = model.items(&value).into_iter().filter_map(Subject::of);
                pairs.extend(people.map(|person| (event, person)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self { pairs }
    }

    /// Those who stand in events among these things.
    fn of<'p>(&'p self, things: &'p Things) -> impl Iterator<Item = Subject> + 'p {
        self.pairs
            .iter()
            .filter(|(event, _)| things.contains(&Subject::Event(*event)))
            .map(|(_, person)| *person)
    }

    /// The events in which those among these things stand.
    fn events<'p>(&'p self, things: &'p Things) -> impl Iterator<Item = Subject> + 'p {
        self.pairs
            .iter()
            .filter(|(_, person)| things.contains(person))
            .map(|(event, _)| Subject::Event(*event))
    }
}
