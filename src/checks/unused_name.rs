//! Names that no claim uses: entities and events that are declared and then never spoken of.

use rayon::prelude::*;

use super::Case;
use super::quarrel::about_all;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Anchor, Claim, ClauseBody, EntityId, EventId, Item, Model, Speaker, Spell, Time, When,
};
use crate::text::Location;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let used = Used::of(case);
    let model = case.model;
    let entities = model
        .entities
        .iter()
        .filter(|(id, _)| !used.entities[id.index()])
        .map(|(_, entity)| (entity.location, &entity.name));
    let events = model
        .events
        .iter()
        .enumerate()
        .filter(|(index, _)| !used.events[*index])
        .map(|(_, event)| (Some(event.location), &event.name));
    let mut unused: Vec<(Location, &String)> = entities
        .chain(events)
        .filter_map(|(location, name)| Some((location?, name)))
        .collect();
    unused.sort_unstable();
    // Those of one file are one diagnostic.
    for names in unused.chunk_by(|(one, _), (other, _)| one.file == other.file) {
        diagnostics.push(in_one_file(names));
    }
}

fn in_one_file(names: &[(Location, &String)]) -> Diagnostic {
    let message = match names {
        [(_, name)] => format!("no claim uses `{name}`"),
        several => format!("no claim uses these {} names", several.len()),
    };
    let mut diagnostic = Diagnostic::new(Code::UnusedName, message);
    let ids: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    diagnostic.about = about_all(&ids);
    for (location, _) in names {
        diagnostic = diagnostic.at(*location, "not used");
    }
    diagnostic.advise("Take them out, or write the claims that are missing.")
}

/// So many claims or clauses at least are worth a list of their own of what they use.
const MANY: usize = 1 << 16;

struct Used {
    entities: Vec<bool>,
    events: Vec<bool>,
}

impl Used {
    fn of(case: &Case<'_>) -> Self {
        let model = case.model;
        let none = || Self {
            entities: vec![false; model.entities.len()],
            events: vec![false; model.events.len()],
        };
        let clauses = (0..model.clauses.len()).into_par_iter();
        let by_clauses = clauses.with_min_len(MANY).fold(none, |mut used, clause| {
            used.body(model, &model.clauses.get(clause).body);
            used
        });
        let claims = model.claims.par_iter();
        let by_claims = claims.with_min_len(MANY).fold(none, |mut used, claim| {
            used.speakers(claim);
            used
        });
        let mut used = by_clauses.chain(by_claims).reduce(none, Self::or);
        used.and_holders(model);
        used
    }

    /// What is used by one of both.
    fn or(mut self, other: Self) -> Self {
        let entities = self.entities.iter_mut().zip(other.entities);
        let events = self.events.iter_mut().zip(other.events);
        entities
            .chain(events)
            .for_each(|(used, other)| *used |= other);
        self
    }

    fn speakers(&mut self, claim: &Claim) {
        if let Speaker::Entity(entity) = claim.speaker {
            self.entity(entity);
        }
        for via in claim.via().iter().filter_map(|via| via.entity) {
            self.entity(via);
        }
    }

    fn body(&mut self, model: &Model, body: &ClauseBody) {
        match body {
            ClauseBody::Happens { event, .. } => self.event(*event),
            ClauseBody::Role { value, .. } => match model.items.one_entity(value) {
                Some(entity) => self.entity(entity),
                None => self.items(&model.items(value)),
            },
            ClauseBody::When { when, .. } => self.when(when),
            ClauseBody::State {
                subject,
                value,
                spell,
                ..
            } => {
                self.items(&[Item::from(*subject)]);
                self.items(&model.items(value));
                self.spell(spell);
            }
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Entity(entity) => self.entity(*entity),
                Item::Event(event) => self.event(*event),
                Item::Number(_) => {}
            }
        }
    }

    fn entity(&mut self, entity: EntityId) {
        self.entities[entity.index()] = true;
    }

    /// Whatever holds a used name is used.
    fn and_holders(&mut self, model: &Model) {
        let used = (0..self.entities.len()).filter(|&index| self.entities[index]);
        let mut open: Vec<EntityId> = used
            .flat_map(|index| &model.entities.get(EntityId::from_index(index)).parents)
            .copied()
            .collect();
        while let Some(entity) = open.pop() {
            if !std::mem::replace(&mut self.entities[entity.index()], true) {
                open.extend(&model.entities.get(entity).parents);
            }
        }
        for index in 0..model.events.len() {
            if self.events[index]
                && let Some(of) = model.events[index].of
            {
                self.events[of.index()] = true;
            }
        }
    }

    fn event(&mut self, event: EventId) {
        self.events[event.index()] = true;
    }

    fn when(&mut self, when: &When) {
        match when {
            When::On(time)
            | When::Before(time)
            | When::After(time)
            | When::From(time)
            | When::To(time) => self.time(time),
            When::During(time) | When::Counted(_, time) => self.time(time),
            When::Between(from, to) => [from, to].into_iter().for_each(|time| self.time(time)),
            When::SameTime(event) | When::SameDay(event) => self.event(*event),
            When::For(_) => {}
        }
    }

    fn spell(&mut self, spell: &Spell) {
        spell.times().into_iter().for_each(|time| self.time(time));
    }

    fn time(&mut self, time: &Time) {
        match &time.anchor {
            Anchor::Event(event, _) | Anchor::FirstAfter(_, _, event) => self.event(*event),
            Anchor::Offset(offset) => self.time(&offset.from),
            Anchor::Fixed(_) | Anchor::Any(..) | Anchor::Unknown => {}
        }
    }
}
