//! What of a case hangs together, kept while it is edited: what comes is tied in, and nothing is untied, so that with time more may hang
//! together than need be. Then it is made anew.

use rustc_hash::FxHashSet;

use super::spoken::Spoken;
use super::things::{Things, bears, named};
use super::timeline::LifeKinds;
use crate::model::{ClaimId, Clause, ClauseBody, EntityId, EventId, Model, Subject};

/// After so many claims that came, all is tied anew.
const CLAIMS_MAX: usize = 10_000;

/// What hangs together, by knots and by people, and where it is spoken of.
#[derive(Debug)]
pub struct Ties {
    pub(super) knots: Knots,
    pub(super) people: People,
    pub(super) spoken: Spoken,
    kinds: LifeKinds,
    /// Those of whose birth, death or age something is said: whatever they do is tied to their lives.
    lives: FxHashSet<EntityId>,
    /// How many claims have come.
    came: usize,
}

impl Ties {
    /// Those of a case.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let kinds = LifeKinds::new(model);
        let (mut knots, mut spoken) = (Knots::new(model), Spoken::new(model));
        let mut pairs = Vec::new();
        for (_, clause) in model.clauses() {
            knots.tie_clause(model, &clause);
            spoken.add(model, &clause);
            pairs.extend(people_of(model, &clause.body));
        }
        let (lived, lives) = kinds.lived(model);
        for (person, event) in lived {
            knots.tie(Subject::Entity(person), Subject::Event(event));
        }
        Self {
            knots,
            people: People::new(pairs),
            spoken,
            kinds,
            lives,
            came: 0,
        }
    }

    /// Ties in claims that came. False if all must be tied anew.
    #[must_use]
    pub fn add(&mut self, model: &Model, claims: &[ClaimId]) -> bool {
        self.came += claims.len();
        let clauses = claims.iter().flat_map(|&claim| model.clauses_of(claim));
        for id in clauses {
            let clause = model.clause(id);
            self.knots.tie_clause(model, &clause);
            self.spoken.add(model, &clause);
            self.people.add(people_of(model, &clause.body));
            for tie in self.kinds.ties(model, id) {
                match (self.lives.contains(&tie.person), tie.event) {
                    (true, Some(event)) => self
                        .knots
                        .tie(Subject::Entity(tie.person), Subject::Event(event)),
                    // What he does elsewhere hangs on his life from now on.
                    (false, _) if tie.tells => return false,
                    _ => {}
                }
            }
        }
        self.came <= CLAIMS_MAX
    }
}

/// Who stands in a role by which an event bears on a person's states and whereabouts.
fn people_of(model: &Model, body: &ClauseBody<'_>) -> impl Iterator<Item = (EventId, Subject)> {
    let role = match *body {
        ClauseBody::Role {
            event, role, value, ..
        } if bears(model, event, role) => Some((event, model.items(&value))),
        _ => None,
    };
    role.into_iter().flat_map(|(event, items)| {
        let people = items.into_iter().filter_map(Subject::of);
        people.map(move |person| (event, person))
    })
}

/// What hangs together in time, as sets that are joined clause by clause.
#[derive(Debug)]
pub(super) struct Knots {
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
        knots
    }

    fn tie_clause(&mut self, model: &Model, clause: &Clause<'_>) {
        if matches!(clause.body, ClauseBody::Happens { .. }) {
            return;
        }
        if let [first, others @ ..] = named(model, &clause.body).as_slice() {
            others.iter().for_each(|&other| self.tie(*first, other));
        }
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
    pub(super) fn whole(&mut self, things: &Things) -> Things {
        let mut wanted = vec![false; self.above.len()];
        for &thing in things {
            if let Some(number) = self.number(thing) {
                let knot = self.knot(number);
                wanted[knot] = true;
            }
        }
        let mut all = things.clone();
        for number in 0..self.above.len() {
            let knot = self.knot(number);
            if wanted[knot] {
                all.insert(match number.checked_sub(self.events) {
                    None => Subject::Event(EventId::from_index(number)),
                    Some(entity) => Subject::Entity(EntityId::from_index(entity)),
                });
            }
        }
        all
    }
}

/// Who stands in which events.
#[derive(Debug)]
pub(super) struct People {
    by_event: Vec<(EventId, Subject)>,
    by_person: Vec<(Subject, EventId)>,
    /// Those that came since, in no order.
    came: Vec<(EventId, Subject)>,
}

impl People {
    fn new(mut pairs: Vec<(EventId, Subject)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let turned = pairs.iter().map(|&(event, person)| (person, event));
        let mut by_person: Vec<_> = turned.collect();
        by_person.sort_unstable();
        Self {
            by_event: pairs,
            by_person,
            came: Vec::new(),
        }
    }

    fn add(&mut self, pairs: impl Iterator<Item = (EventId, Subject)>) {
        self.came.extend(pairs);
    }

    /// Those who stand in events among these things.
    pub(super) fn of(&self, things: &Things) -> Vec<Subject> {
        let came = self.came.iter().copied();
        let mut people = second_of(
            things,
            came.map(|(event, one)| (Subject::Event(event), one)),
        );
        for thing in things {
            if let Subject::Event(event) = *thing {
                people.extend(behind(&self.by_event, event));
            }
        }
        people
    }

    /// The events in which those among these things stand.
    pub(super) fn events(&self, things: &Things) -> Vec<Subject> {
        let came = self.came.iter().map(|&(event, one)| (one, event));
        let mut events = second_of(things, came);
        for &thing in things {
            events.extend(behind(&self.by_person, thing));
        }
        events.into_iter().map(Subject::Event).collect()
    }
}

/// What goes with one of these things.
fn second_of<T>(things: &Things, pairs: impl Iterator<Item = (Subject, T)>) -> Vec<T> {
    let of_one = pairs.filter(|(one, _)| things.contains(one));
    of_one.map(|(_, other)| other).collect()
}

/// What stands behind something in sorted pairs.
fn behind<A: Copy + Ord, B: Copy>(pairs: &[(A, B)], one: A) -> impl Iterator<Item = B> {
    let first = pairs.partition_point(|(other, _)| *other < one);
    let own = pairs[first..]
        .iter()
        .take_while(move |(other, _)| *other == one);
    own.map(|(_, other)| *other)
}
