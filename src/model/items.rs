//! The items of all values: as many as claims, and so kept small.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{EntityId, EventId, Item, Quantity, Subject, UnitId};
use crate::syntax::tree::Mode;

/// A value of a role or attribute, as claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The word before it.
    pub mode: Mode,
    /// Its items, a stretch of the model's.
    pub items: Range<u32>,
}

/// The items of one value: nearly always one.
pub type ItemsOf = SmallVec<[Item; 1]>;

/// The items of many values, one behind the other.
#[derive(Debug, Clone, Default)]
pub struct Items {
    packed: Vec<Packed>,
    /// Every number once: it is ten times as large as what else an item may be.
    numbers: Vec<Quantity>,
    places: FxHashMap<Quantity, u32>,
}

/// An item, or where the number stands that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packed {
    Entity(EntityId),
    Event(EventId),
    Number(u32),
}

impl Items {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Those of a value.
    #[must_use]
    pub fn of(&self, value: &Value) -> ItemsOf {
        let stretch = value.items.start as usize..value.items.end as usize;
        let packed = self.packed[stretch].iter();
        packed.map(|&packed| self.unpacked(packed)).collect()
    }

    /// Whether two values are the same items behind the same word, in the same order.
    #[must_use]
    pub fn are_same(&self, one: &Value, other: &Value) -> bool {
        let packed =
            |value: &Value| &self.packed[value.items.start as usize..value.items.end as usize];
        one.mode == other.mode && packed(one) == packed(other)
    }

    fn unpacked(&self, packed: Packed) -> Item {
        match packed {
            Packed::Entity(entity) => Item::Entity(entity),
            Packed::Event(event) => Item::Event(event),
            Packed::Number(place) => Item::Number(self.numbers[place as usize]),
        }
    }

    fn packed(&mut self, item: Item) -> Packed {
        match item {
            Item::Entity(entity) => Packed::Entity(entity),
            Item::Event(event) => Packed::Event(event),
            Item::Number(number) => Packed::Number(self.number(number)),
        }
    }

    /// The place of a number.
    fn number(&mut self, number: Quantity) -> u32 {
        *self.places.entry(number).or_insert_with(|| {
            self.numbers.push(number);
            place(self.numbers.len() - 1)
        })
    }

    /// Adds items behind all others, and says where they stand.
    pub(super) fn push(&mut self, items: &[Item]) -> Range<u32> {
        let start = place(self.len());
        for &item in items {
            let packed = self.packed(item);
            self.packed.push(packed);
        }
        start..place(self.len())
    }

    /// Puts others in the place of a stretch.
    pub(super) fn replace(&mut self, stretch: Range<usize>, other: &Self) {
        let places: Vec<u32> = other
            .numbers
            .iter()
            .map(|&number| self.number(number))
            .collect();
        let moved = other.packed.iter().map(|&packed| match packed {
            Packed::Number(place) => Packed::Number(places[place as usize]),
            other => other,
        });
        self.packed.splice(stretch, moved);
    }

    /// Takes those behind a place.
    pub(super) fn split_off(&mut self, place: usize) -> Vec<Packed> {
        self.packed.split_off(place)
    }

    /// Puts some of those behind all others that were taken.
    pub(super) fn put_back(&mut self, taken: &[Packed]) {
        self.packed.extend_from_slice(taken);
    }

    /// Gives the entities and events of a value other numbers.
    pub(super) fn rename(&mut self, value: &Value, mut name: impl FnMut(&mut Subject)) {
        let stretch = value.items.start as usize..value.items.end as usize;
        for packed in &mut self.packed[stretch] {
            let mut subject = match *packed {
                Packed::Entity(entity) => Subject::Entity(entity),
                Packed::Event(event) => Subject::Event(event),
                Packed::Number(_) => continue,
            };
            name(&mut subject);
            *packed = match subject {
                Subject::Entity(entity) => Packed::Entity(entity),
                Subject::Event(event) => Packed::Event(event),
            };
        }
    }

    /// Gives every number its unit anew.
    pub(super) fn map_units(&mut self, map: impl Fn(UnitId) -> UnitId) {
        for number in &mut self.numbers {
            number.unit = number.unit.map(&map);
        }
        let numbers = self.numbers.iter().copied();
        self.places = numbers.zip(0..).collect();
    }
}

/// More items than can be numbered would not fit into memory.
fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
