//! What is said of the roles of events, at a glance: nearly always all of it agrees, and then nobody need look closer.

use crate::checks::gathered::OneEntity;
use crate::model::{Entities, EventId, RoleId};

/// How many roles are looked at: each takes four bytes for every event.
const COLUMNS: usize = 32;

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
    events: usize,
    /// By role: what was seen of it in each event; empty where it was not looked at.
    columns: Vec<Vec<Seen>>,
    /// How many roles are looked at.
    used: usize,
    any_doubt: bool,
}

impl Glance {
    /// Nothing is said yet of so many events.
    pub fn new(events: usize) -> Self {
        Self {
            events,
            ..Self::default()
        }
    }

    /// Takes in what a clause says that stood in a role; none where that is not one entity.
    pub fn note(
        &mut self,
        entities: &Entities,
        event: EventId,
        role: RoleId,
        value: Option<OneEntity>,
    ) {
        let Some(column) = self.column(role) else {
            self.any_doubt = true;
            return;
        };
        let seen = &mut column[event.index()];
        *seen = seen.and(Seen::of(value), entities);
        self.any_doubt |= *seen == Seen::MORE;
    }

    fn column(&mut self, role: RoleId) -> Option<&mut Vec<Seen>> {
        let at = role.index();
        if self.columns.len() <= at {
            self.columns.resize_with(at + 1, Vec::new);
        }
        let column = &mut self.columns[at];
        if column.is_empty() {
            if self.used == COLUMNS {
                return None;
            }
            self.used += 1;
            column.resize(self.events, Seen::NOTHING);
        }
        Some(column)
    }

    /// Whether it is not seen at a glance that everything agrees.
    pub fn any_doubt(&self) -> bool {
        self.any_doubt
    }

    /// Whether it is not seen at a glance that all that is said of a role agrees.
    pub fn is_doubtful(&self, event: EventId, role: RoleId) -> bool {
        let column = self.columns.get(role.index());
        let seen = column.and_then(|column| column.get(event.index()));
        seen.is_none_or(|seen| *seen == Seen::MORE)
    }
}
