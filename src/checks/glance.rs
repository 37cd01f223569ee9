//! What is said of the roles of events, at a glance: nearly always all of it agrees, and then nobody need look closer.

use smallvec::SmallVec;

use crate::checks::gathered::{InRole, OneEntity, in_roles};
use crate::model::{Entities, EventId, Model, RoleId};

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
    /// What is said, but not yet taken in.
    waiting: Vec<Said>,
}

/// What is said of one role of one event.
#[derive(Debug, Clone, Copy)]
struct Said {
    event: EventId,
    role: RoleId,
    seen: Seen,
}

/// So much waits at most. What is said of different events lies far apart in a large case: so all of it is asked for before any of it is
/// looked at.
const WAITING: usize = 64;

impl Glance {
    /// Nothing is said yet of so many events.
    pub fn new(events: usize) -> Self {
        Self {
            doubtful: vec![false; events],
            waiting: Vec::with_capacity(WAITING),
            ..Self::default()
        }
    }

    /// Hears what is said that stood in a role; none where that is not one entity.
    #[inline]
    pub fn note(
        &mut self,
        entities: &Entities,
        event: EventId,
        role: RoleId,
        value: Option<OneEntity>,
    ) {
        let seen = Seen::of(value);
        self.waiting.push(Said { event, role, seen });
        if self.waiting.len() == WAITING {
            self.take_in(entities);
        }
    }

    /// Takes in all that was heard.
    pub fn take_in(&mut self, entities: &Entities) {
        let mut waiting = std::mem::take(&mut self.waiting);
        for said in &waiting {
            self.make_column(said.role);
        }
        let known = |said: &Said| self.columns[said.role.index()].get(said.event.index());
        let known = waiting.iter().map(|said| known(said).copied());
        let known: SmallVec<[Option<Seen>; WAITING]> = known.collect();
        for (said, known) in waiting.drain(..).zip(known) {
            // Nearly all of it was said before.
            if known != Some(said.seen) {
                self.take_in_one(entities, said);
            }
        }
        self.waiting = waiting;
    }

    fn take_in_one(&mut self, entities: &Entities, said: Said) {
        let event = said.event.index();
        let Some(known) = self.columns[said.role.index()].get_mut(event) else {
            self.doubtful[event] = true;
            return;
        };
        *known = known.and(said.seen, entities);
        if *known == Seen::MORE {
            self.doubtful[event] = true;
        }
    }

    /// Looks at a role from now on, if there is room.
    fn make_column(&mut self, role: RoleId) {
        let at = role.index();
        if self.columns.len() <= at {
            self.columns.resize_with(at + 1, Vec::new);
        }
        let column = &mut self.columns[at];
        if column.is_empty() && self.used < COLUMNS {
            self.used += 1;
            column.resize(self.doubtful.len(), Seen::NOTHING);
        }
    }

    /// What is said of roles of which it is not seen at a glance that all of it agrees.
    pub fn doubtful<'g>(
        &'g self,
        model: &'g Model,
    ) -> impl Iterator<Item = (EventId, InRole)> + 'g {
        let said = in_roles(model, |event| self.doubtful[event.index()]);
        said.filter(|(event, said)| {
            let seen = self.columns[said.role.index()].get(event.index());
            seen.is_none_or(|seen| *seen == Seen::MORE)
        })
    }
}
