//! The clauses of a case by what they speak of, gathered in one pass: so no check looks through all of them for the few that it needs.

use std::num::NonZeroU32;

use crate::checks::glance::Glance;
use crate::checks::lists::Lists;
use crate::checks::timeline::LifeKinds;
use crate::model::{ClauseBody, ClauseId, EntityId, EventId, Model, RoleId, Value};
use crate::syntax::tree::Stance;

/// The clauses of a case, each list in the order of the claims.
#[derive(Default)]
pub(crate) struct Gathered {
    /// What may ask something of the network of times: clauses of time, states, reasons.
    pub timed: Vec<ClauseId>,
    /// What may be said of somebody's life.
    pub of_lives: Vec<ClauseId>,
    /// States.
    pub states: Vec<ClauseId>,
    /// Who or what stands in a role of something that is only planned.
    pub planned: Vec<ClauseId>,
    /// Whether somebody denies or doubts that something happened.
    pub any_denied: bool,
    /// Where what is said of the roles of events agrees, as far as it is seen at a glance.
    pub glance: Glance,
    /// Who or what stood in the roles of each event whose kind asks for it.
    roles: Lists<InRole>,
}

/// A clause that says who or what stood in a role of an event, of what then happened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InRole {
    pub role: RoleId,
    pub clause: ClauseId,
}

/// Who or what stood in the roles of some events, in the order of the claims.
pub(crate) fn in_roles(
    model: &Model,
    wanted: impl Fn(EventId) -> bool,
) -> impl Iterator<Item = (EventId, InRole)> {
    let said = model.clauses.records().filter_map(|record| record.says());
    said.filter_map(move |(clause, says)| match says {
        ClauseBody::Role {
            event,
            role,
            planned: false,
            ..
        } if wanted(event) => Some((event, InRole { role, clause })),
        _ => None,
    })
}

/// A value that is one entity, as nearly all are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OneEntity(
    /// One more than the number of the entity: so it takes no more room where there is none.
    NonZeroU32,
);

impl OneEntity {
    pub fn of(model: &Model, value: &Value) -> Option<Self> {
        let entity = model.items.one_entity(value)?;
        entity.0.checked_add(1)?.try_into().ok().map(Self)
    }

    pub fn entity(self) -> EntityId {
        EntityId(self.0.get() - 1)
    }

    /// A number that stands for it.
    pub fn number(self) -> NonZeroU32 {
        self.0
    }

    /// The entity that a number stands for; none for 0.
    pub fn numbered(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }
}

impl Gathered {
    /// Looks through all clauses.
    pub fn new(model: &Model) -> Self {
        let lives = &LifeKinds::new(model);
        let records = model.clauses.records();
        let mut all = Self {
            glance: Glance::new(model.events.len()),
            // What is not used of this is never touched.
            timed: Vec::with_capacity(records.len()),
            states: Vec::with_capacity(records.len()),
            ..Self::default()
        };
        for record in records {
            if let Some((.., Stance::Denied | Stance::Doubted)) = record.happens() {
                all.any_denied = true;
            }
            if let Some((id, says)) = record.says() {
                all.add(model, lives, id, says);
            }
        }
        all.glance.take_in(&model.entities);
        let by_roles = events_by_roles(model);
        if by_roles.contains(&true) {
            let roles = || in_roles(model, |event| by_roles[event.index()]);
            let numbered = || roles().map(|(event, said)| (event.index(), said));
            all.roles = Lists::new(by_roles.len(), numbered);
        }
        all
    }

    #[inline]
    fn add(&mut self, model: &Model, lives: &LifeKinds, id: ClauseId, says: ClauseBody<'_>) {
        if lives.may_concern(model, &says) {
            self.of_lives.push(id);
        }
        match says {
            ClauseBody::Happens { .. } => {}
            ClauseBody::When { .. } => self.timed.push(id),
            ClauseBody::State { .. } => {
                self.timed.push(id);
                self.states.push(id);
            }
            ClauseBody::Role {
                event,
                role,
                value,
                planned,
            } => {
                if model.vocabulary.is_reason(role) {
                    self.timed.push(id);
                }
                if planned {
                    self.planned.push(id);
                } else {
                    let value = OneEntity::of(model, &value);
                    self.glance.note(&model.entities, event, role, value);
                }
            }
        }
    }

    /// The events in their order, with who or what stood in the roles of each that sets or keeps a state or that somebody attends.
    pub fn roles(&self) -> impl Iterator<Item = (EventId, &[InRole])> {
        let lists = self.roles.iter().enumerate();
        lists.map(|(event, own)| (EventId::from_index(event), own))
    }

    /// Who or what stood in the roles of an event that sets or keeps a state, that somebody attends or that others are of.
    pub fn roles_in(&self, event: EventId) -> &[InRole] {
        self.roles.get(event.index())
    }

    /// The clauses that say who or what stood in the roles of some of these events, in the order of the claims.
    pub fn roles_of(&self, wanted: impl Fn(EventId) -> bool) -> Vec<ClauseId> {
        let of_wanted = self.roles().filter(|(event, _)| wanted(*event));
        let clauses = of_wanted.flat_map(|(_, own)| own.iter().map(|one| one.clause));
        let mut clauses: Vec<ClauseId> = clauses.collect();
        clauses.sort_unstable();
        clauses
    }
}

/// The events of whose roles more is asked than whether all agree: they set or keep a state, somebody attends them, or others are of them.
fn events_by_roles(model: &Model) -> Vec<bool> {
    let kinds = model.vocabulary.kinds.iter();
    let asks = kinds
        .map(|kind| kind.effects().next().is_some() || kind.roles.iter().any(|role| role.present));
    let asks: Vec<bool> = asks.collect();
    let events = model.events.iter();
    events
        .map(|event| event.has_parts || asks[event.kind.index()])
        .collect()
}
