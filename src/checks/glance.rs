//! What is said of the roles of events, at a glance: nearly always all of it agrees, and then nobody need look closer.

use crate::checks::gathered::{InRole, OneEntity};
use crate::model::{ClauseId, Entities, EventId, Model, RoleId};

/// How many roles are looked at: each takes four bytes for every event. Tests have more roles than that, too.
const COLUMNS: usize = if cfg!(test) { 1 } else { 32 };

/// What was seen of one role of one event: nothing, the lowest of entities that lie one above the other, or that there is more to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Seen(u32);

impl Seen {
    const NOTHING: Self = Self(0);
    const MORE: Self = Self(u32::MAX);

    fn of(value: Option<OneEntity>) -> Self {
        value.map_or(Self::MORE, |one| Self(one.number().get()))
    }

    fn one(self) -> Option<OneEntity> {
        let number = Some(self.0).filter(|_| self != Self::MORE);
        number.and_then(OneEntity::numbered)
    }

    /// What is seen when something else is said, too.
    fn and(self, other: Self, entities: &Entities) -> Self {
        if self == other || self == Self::NOTHING {
            return other;
        }
        let Some((one, other_one)) = self.one().zip(other.one()) else {
            return Self::MORE;
        };
        let (one, other_one) = (one.entity(), other_one.entity());
        if entities.is_below(one, other_one) {
            self
        } else if entities.is_below(other_one, one) {
            other
        } else {
            Self::MORE
        }
    }
}

/// The roles of all events at a glance.
#[derive(Debug, Default)]
pub(crate) struct Glance {
    /// By role: what was seen of it in each event; empty where it is not looked at.
    columns: Vec<Vec<Seen>>,
    /// How many roles are looked at.
    used: usize,
    /// By event: whether there is more to one of its roles.
    doubtful: Vec<bool>,
    /// All that was said: of which event, and where. In which role is asked of few only.
    said: Vec<(EventId, ClauseId)>,
}

impl Glance {
    /// Nothing is said yet of so many events; about so many clauses will come.
    pub fn new(events: usize, clauses: usize) -> Self {
        Self {
            doubtful: vec![false; events],
            said: Vec::with_capacity(clauses),
            ..Self::default()
        }
    }

    /// Takes in what a clause says that stood in a role; none where that is not one entity.
    pub fn note(
        &mut self,
        entities: &Entities,
        event: EventId,
        said: InRole,
        value: Option<OneEntity>,
    ) {
        self.said.push((event, said.clause));
        let event = event.index();
        let Some(column) = self.column(said.role) else {
            self.doubtful[event] = true;
            return;
        };
        let seen = column[event].and(Seen::of(value), entities);
        column[event] = seen;
        if seen == Seen::MORE {
            self.doubtful[event] = true;
        }
    }

    /// What was seen of a role, if it is looked at: from now on, if there is room.
    fn column(&mut self, role: RoleId) -> Option<&mut Vec<Seen>> {
        let at = role.index();
        if self.columns.len() <= at {
            self.columns.resize_with(at + 1, Vec::new);
        }
        let column = &mut self.columns[at];
        if column.is_empty() && self.used < COLUMNS {
            self.used += 1;
            column.resize(self.doubtful.len(), Seen::NOTHING);
        }
        (!column.is_empty()).then_some(column)
    }

    /// All that is said of some events, in the order of the claims.
    pub fn said<'g>(
        &'g self,
        model: &'g Model,
        wanted: impl Fn(EventId) -> bool + 'g,
    ) -> impl Iterator<Item = (EventId, InRole)> + 'g {
        let own = self.said.iter().filter(move |(event, _)| wanted(*event));
        own.filter_map(|&(event, clause)| Some((event, InRole::of(model, clause)?)))
    }

    /// What is said of roles of which it is not seen at a glance that all of it agrees.
    pub fn doubtful<'g>(
        &'g self,
        model: &'g Model,
    ) -> impl Iterator<Item = (EventId, InRole)> + 'g {
        let said = self.said(model, |event| self.doubtful[event.index()]);
        said.filter(|(event, said)| {
            let seen = self.columns[said.role.index()].get(event.index());
            seen.is_none_or(|seen| *seen == Seen::MORE)
        })
    }
}
