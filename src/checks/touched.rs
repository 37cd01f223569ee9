//! What an edit can touch: the claims that hang together with those that came or went.
//!
//! What hangs together in time (events that one clause names, a life and what its bearer does, a state and the events that its times
//! name) is one knot. People tie knots more loosely: what is said of one event of theirs can bear on their states and on where they
//! were at another, but not on what is said of that other event itself. So an edit touches the knots of the events that it speaks
//! of and the people in these; to check them, the knots of their other events are needed too, and nothing else.

use super::spoken::Spoken;
use super::things::{Things, subject};
use super::ties::Ties;
use crate::model::{ClaimId, Model, Subject};

/// What an edit can touch.
#[derive(Debug, Default)]
pub struct Touched {
    /// The things of which something new can be found.
    things: Things,
    /// The claims that are needed for it, in order.
    claims: Vec<ClaimId>,
}

impl Touched {
    /// What can be touched by an edit that took or brought claims about these things. `found` tells the things of every quarrel that
    /// was known before.
    #[must_use]
    pub fn by<'f, F: Iterator<Item = &'f [Subject]>>(
        model: &Model,
        ties: &mut Ties,
        edited: &Things,
        found: impl Fn() -> F,
    ) -> Self {
        let Ties {
            knots,
            people,
            spoken,
            ..
        } = ties;
        let mut things = edited.clone();
        loop {
            let before = things.len();
            things = knots.whole(&things);
            things.extend(people.of(&things));
            for quarrel in found() {
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
        let claims = claims_about(model, spoken, &needed);
        Self { things, claims }
    }

    /// The claims that are needed to check what is touched.
    #[must_use]
    pub fn claims(&self) -> &[ClaimId] {
        &self.claims
    }

    /// Whether a quarrel about these things is touched.
    #[must_use]
    pub fn touches(&self, things: &[Subject]) -> bool {
        things.iter().any(|thing| self.things.contains(thing))
    }
}

/// The claims that speak of some of these things, in order.
fn claims_about(model: &Model, spoken: &Spoken, things: &Things) -> Vec<ClaimId> {
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
    let files = spoken.files(things).into_iter();
    let clauses = files.flat_map(|file| model.clauses.of_claims(model.claims_of(file)));
    let mut claims: Vec<ClaimId> = clauses
        .map(|clause| model.clause(clause))
        .filter(|clause| is_meant(subject(&clause.body)))
        .map(|clause| clause.claim)
        .collect();
    claims.dedup();
    claims
}
