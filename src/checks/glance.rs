//! What is said of the roles of events, at a glance: nearly always all of it agrees, and then nobody need look closer.

use crate::checks::gathered::OneEntity;
use crate::model::{ClauseId, Entities, EventId, RoleId};

/// How many roles are looked at: each takes eight bytes for every event. Tests have more roles than that, too.
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

/// What stands of one role of one event.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    seen: Seen,
    /// One more than the place of the last clause about it; 0 where there is none.
    last: u32,
}

/// A clause that says who or what stood in a role.
#[derive(Debug, Clone, Copy)]
struct Link {
    clause: ClauseId,
    /// One more than the place of the one before it about the same role of the same event; 0 where there is none.
    before: u32,
}

/// The roles of all events at a glance.
#[derive(Debug, Default)]
pub(crate) struct Glance {
    events: usize,
    /// By role: what stands of it in each event; empty where it was not looked at.
    columns: Vec<Vec<Slot>>,
    /// How many roles are looked at.
    used: usize,
    links: Vec<Link>,
    /// What is said of the roles that are not looked at.
    others: Vec<(EventId, RoleId, ClauseId)>,
}

impl Glance {
    /// Nothing is said yet of so many events; about so many clauses will come.
    pub fn new(events: usize, clauses: usize) -> Self {
        Self {
            events,
            links: Vec::with_capacity(clauses),
            ..Self::default()
        }
    }

    /// Takes in what a clause says that stood in a role; none where that is not one entity.
    pub fn note(
        &mut self,
        entities: &Entities,
        (event, role, clause): (EventId, RoleId, ClauseId),
        value: Option<OneEntity>,
    ) {
        if !self.looks_at(role) {
            self.others.push((event, role, clause));
            return;
        }
        let slot = &mut self.columns[role.index()][event.index()];
        slot.seen = slot.seen.and(Seen::of(value), entities);
        let before = slot.last;
        self.links.push(Link { clause, before });
        slot.last = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
    }

    /// Whether a role is looked at; from now on, if there is room.
    fn looks_at(&mut self, role: RoleId) -> bool {
        let at = role.index();
        if self.columns.len() <= at {
            self.columns.resize_with(at + 1, Vec::new);
        }
        if self.columns[at].is_empty() && self.used < COLUMNS {
            self.used += 1;
            self.columns[at].resize(self.events, Slot::default());
        }
        !self.columns[at].is_empty()
    }

    /// The clauses about roles of which it is not seen at a glance that all that is said of them agrees; in no order.
    pub fn doubtful(&self) -> Vec<(EventId, RoleId, ClauseId)> {
        let mut doubtful = self.others.clone();
        for (role, column) in (0..).map(RoleId).zip(&self.columns) {
            for (event, slot) in (0..).map(EventId).zip(column) {
                if slot.seen == Seen::MORE {
                    let clauses = self.clauses_before(slot.last);
                    doubtful.extend(clauses.map(|clause| (event, role, clause)));
                }
            }
        }
        doubtful
    }

    /// The clauses from one back to the first about the same.
    fn clauses_before(&self, last: u32) -> impl Iterator<Item = ClauseId> {
        let link = |number: u32| self.links.get(number.checked_sub(1)? as usize);
        let links = std::iter::successors(link(last), move |later| link(later.before));
        links.map(|link| link.clause)
    }
}
