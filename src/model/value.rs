//! Values: each is the set of possibilities that it leaves open.

use super::{AttributeId, EntityId, EventId, Model, RoleId, UnitId};

/// One item of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// An entity: it, or anything below it.
    Entity(EntityId),
    /// An event.
    Event(EventId),
    /// A number.
    Number(Quantity),
}

/// Whose attribute it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An entity's.
    Entity(EntityId),
    /// An event's.
    Event(EventId),
}

impl From<EntityId> for Subject {
    fn from(entity: EntityId) -> Self {
        Self::Entity(entity)
    }
}

impl Subject {
    /// The entity or event that an item is.
    #[must_use]
    pub fn of(item: Item) -> Option<Self> {
        match item {
            Item::Entity(entity) => Some(Self::Entity(entity)),
            Item::Event(event) => Some(Self::Event(event)),
            Item::Number(_) => None,
        }
    }

    /// Its id in the files.
    #[must_use]
    pub fn name(self, model: &Model) -> &str {
        match self {
            Self::Entity(entity) => model.entities.get(entity).name,
            Self::Event(event) => model.event(event).name,
        }
    }
}

impl From<Subject> for Item {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Entity(entity) => Self::Entity(entity),
            Subject::Event(event) => Self::Event(event),
        }
    }
}

/// What a fact is about: the claims about one of these are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKey {
    /// A role of an event.
    Role(EventId, RoleId),
    /// An attribute of an entity or event.
    Attribute(Subject, AttributeId),
}

/// A stretch of numbers, in billionths, with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity {
    /// Not below this.
    pub low: Option<i128>,
    /// Whether `low` itself is outside.
    pub above_low: bool,
    /// Not above this.
    pub high: Option<i128>,
    /// Whether `high` itself is outside.
    pub below_high: bool,
    /// The unit, where one is written.
    pub unit: Option<UnitId>,
    /// Said with `about`: it is widened already, and outside it there is never more than a tension.
    pub about: bool,
}

/// What a quantity's bounds are counted in.
pub const BILLIONTH: i128 = 1_000_000_000;

/// How far `about` reaches from a number of billionths: a tenth of it, and at least 1.
pub(in crate::model) fn about_width(number: i128) -> i128 {
    (number.abs() / 10).max(BILLIONTH)
}

impl Quantity {
    /// Whether some number lies in both. Units are not looked at.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        reaches(self, other) && reaches(other, self)
    }

    /// One whole number without a unit.
    #[must_use]
    pub fn exactly(number: i128) -> Self {
        let bound = Some(number.saturating_mul(BILLIONTH));
        Self {
            low: bound,
            above_low: false,
            high: bound,
            below_high: false,
            unit: None,
            about: false,
        }
    }

    /// Whether it can be a number of people or things: its bounds are whole, and it has no unit.
    #[must_use]
    pub fn is_count(&self) -> bool {
        let mut bounds = self.low.into_iter().chain(self.high);
        self.unit.is_none() && bounds.all(|bound| bound % BILLIONTH == 0)
    }

    /// The same of whole numbers: `more than 3` are at least 4.
    #[must_use]
    pub fn whole(self) -> Self {
        let next = |outside: bool| if outside { BILLIONTH } else { 0 };
        Self {
            low: self.low.map(|low| low.saturating_add(next(self.above_low))),
            above_low: false,
            high: self
                .high
                .map(|high| high.saturating_sub(next(self.below_high))),
            below_high: false,
            ..self
        }
    }

    /// What is left open where this is denied, if that is one stretch: `not more than 20` is at most 20, but `not 20` may be more or less.
    #[must_use]
    pub fn denied(self) -> Option<Self> {
        match (self.low, self.high) {
            (Some(low), None) => Some(Self {
                low: None,
                above_low: false,
                high: Some(low),
                below_high: !self.above_low,
                ..self
            }),
            (None, Some(high)) => Some(Self {
                low: Some(high),
                above_low: !self.below_high,
                high: None,
                below_high: false,
                ..self
            }),
            _ => None,
        }
    }

    /// Whether every number of this one is below every number of the other.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        !reaches(self, other)
    }
}

/// Whether the upper end of one is not below the lower end of the other.
fn reaches(one: &Quantity, other: &Quantity) -> bool {
    match (one.high, other.low) {
        (Some(high), Some(low)) => {
            high > low || (high == low && !one.below_high && !other.above_low)
        }
        _ => true,
    }
}
