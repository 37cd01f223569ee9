//! How often claims use each name, counted so that after an edit only the claims of its file are counted again.

use std::ops::Range;

use rayon::prelude::*;

use crate::model::{Claim, ClauseBody, EntityId, EventId, Item, Model, Speaker, Subject, Time};

/// So many claims are counted in one go.
const MANY: usize = 1 << 16;

/// How often claims use each entity and each event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uses {
    entities: Vec<u32>,
    events: Vec<u32>,
}

/// Which entities and events are used, holders of used ones too.
#[derive(Debug, PartialEq, Eq)]
pub struct Used {
    pub(super) entities: Vec<bool>,
    pub(super) events: Vec<bool>,
}

impl Uses {
    /// Those of all claims.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let none = || Self {
            entities: vec![0; model.entities.len()],
            events: vec![0; model.events.len()],
        };
        let add = |uses: &mut Self, claims| uses.add(model, claims);
        of_parts(model, none, add, Self::and)
    }

    /// Those of both.
    fn and(mut self, other: Self) -> Self {
        let entities = self.entities.iter_mut().zip(other.entities);
        let events = self.events.iter_mut().zip(other.events);
        let counts = entities.chain(events);
        counts.for_each(|(count, other)| *count = count.saturating_add(other));
        self
    }

    /// Counts claims that have come.
    pub fn add(&mut self, model: &Model, claims: Range<usize>) {
        each_use(model, claims, |used| {
            let count = self.count(used);
            count
                .into_iter()
                .for_each(|count| *count = count.saturating_add(1));
        });
    }

    /// Counts claims no more that are to go.
    pub fn take_away(&mut self, model: &Model, claims: Range<usize>) {
        each_use(model, claims, |used| {
            let count = self.count(used);
            count
                .into_iter()
                .for_each(|count| *count = count.saturating_sub(1));
        });
    }

    fn count(&mut self, used: Subject) -> Option<&mut u32> {
        match used {
            Subject::Event(event) => self.events.get_mut(event.index()),
            Subject::Entity(entity) => self.entities.get_mut(entity.index()),
        }
    }

    /// Whatever holds a used name is used.
    #[must_use]
    pub fn used(&self, model: &Model) -> Used {
        let is_used = |count: &u32| *count > 0;
        let mut used = Used {
            entities: self.entities.iter().map(is_used).collect(),
            events: self.events.iter().map(is_used).collect(),
        };
        used.and_holders(model);
        used
    }
}

impl Used {
    /// Those of all claims, without a count: it is kept in a quarter of the room, and nothing of it has to be read.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let none = || Self {
            entities: vec![false; model.entities.len()],
            events: vec![false; model.events.len()],
        };
        let add = |used: &mut Self, claims| each_use(model, claims, |subject| used.mark(subject));
        let mut used = of_parts(model, none, add, Self::or);
        used.and_holders(model);
        used
    }

    /// Those of both.
    fn or(mut self, other: Self) -> Self {
        let entities = self.entities.iter_mut().zip(other.entities);
        let events = self.events.iter_mut().zip(other.events);
        entities
            .chain(events)
            .for_each(|(used, other)| *used |= other);
        self
    }

    fn mark(&mut self, used: Subject) {
        let mark = match used {
            Subject::Event(event) => self.events.get_mut(event.index()),
            Subject::Entity(entity) => self.entities.get_mut(entity.index()),
        };
        if let Some(mark) = mark {
            *mark = true;
        }
    }

    fn and_holders(&mut self, model: &Model) {
        let used = (0..self.entities.len()).filter(|&index| self.entities[index]);
        let mut open: Vec<EntityId> = used
            .flat_map(|index| model.entities.parents(EntityId::from_index(index)))
            .copied()
            .collect();
        while let Some(entity) = open.pop() {
            if !std::mem::replace(&mut self.entities[entity.index()], true) {
                open.extend(model.entities.parents(entity));
            }
        }
        for (index, event) in model.events.iter().enumerate() {
            if self.events[index]
                && let Some(of) = event.of
            {
                self.events[of.index()] = true;
            }
        }
    }
}

/// What is to be known of all claims, made part by part and put together.
fn of_parts<T: Send>(
    model: &Model,
    none: impl Fn() -> T + Sync + Send,
    add: impl Fn(&mut T, Range<usize>) + Sync,
    and: impl Fn(T, T) -> T + Sync + Send,
) -> T {
    let all = model.claims.len();
    let parts = (0..all.div_ceil(MANY)).into_par_iter();
    let made = parts.fold(&none, |mut made, part| {
        add(&mut made, part * MANY..all.min((part + 1) * MANY));
        made
    });
    made.reduce(&none, and)
}

/// Every use of a name by some claims.
fn each_use(model: &Model, claims: Range<usize>, mut used: impl FnMut(Subject)) {
    for record in model.clauses.records_of(claims.clone()) {
        if let Some((_, event, _)) = record.happens() {
            used(Subject::Event(event));
        }
        if let Some((_, says)) = record.says() {
            names(model, &says, &mut used);
        }
    }
    for claim in model.claims.of(claims) {
        speakers(claim, &mut used);
    }
}

fn speakers(claim: Claim<'_>, used: &mut impl FnMut(Subject)) {
    if let Speaker::Entity(entity) = claim.speaker() {
        used(Subject::Entity(entity));
    }
    let via = claim.via().iter().filter_map(|via| via.entity);
    via.for_each(|entity| used(Subject::Entity(entity)));
}

#[inline]
fn names(model: &Model, body: &ClauseBody<'_>, used: &mut impl FnMut(Subject)) {
    match body {
        ClauseBody::Happens { .. } => {}
        ClauseBody::Role { value, .. } => match model.items.one_entity(value) {
            Some(entity) => used(Subject::Entity(entity)),
            None => items(&model.items(value), used),
        },
        ClauseBody::When { when, .. } => events(when.events(), used),
        ClauseBody::State {
            subject,
            value,
            spell,
            ..
        } => {
            used(*subject);
            items(&model.items(value), used);
            events(spell.times().into_iter().filter_map(Time::event), used);
        }
    }
}

fn items(items: &[Item], used: &mut impl FnMut(Subject)) {
    let named = items.iter().copied().filter_map(Subject::of);
    named.for_each(used);
}

fn events(named: impl IntoIterator<Item = EventId>, used: &mut impl FnMut(Subject)) {
    named.into_iter().map(Subject::Event).for_each(used);
}
