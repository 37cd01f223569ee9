//! The items of all values: as many as claims, and so kept small.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::share::Share;
use super::{EntityId, EventId, Item, Quantity, Subject, UnitId};
use crate::syntax::tree::Mode;

/// A value of a role or attribute, as claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// The word before it.
    pub mode: Mode,
    /// Where the first of its items stands among all.
    pub(super) first: u32,
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

/// An item of a value, or where the number stands that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packed {
    is: Is,
    /// Whether the value ends with it.
    last: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
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
        let packed = self.packed_of(value).iter();
        packed.map(|packed| self.unpacked(packed.is)).collect()
    }

    /// The entity that a value says it is, where there is no more to it.
    #[must_use]
    pub fn one_entity(&self, value: &Value) -> Option<EntityId> {
        match self.packed.get(value.first as usize)? {
            Packed {
                is: Is::Entity(entity),
                last: true,
            } if value.mode == Mode::Is => Some(*entity),
            _ => None,
        }
    }

    /// Whether two values are the same items behind the same word, in the same order.
    #[must_use]
    pub fn are_same(&self, one: &Value, other: &Value) -> bool {
        one.mode == other.mode && self.packed_of(one) == self.packed_of(other)
    }

    fn packed_of(&self, value: &Value) -> &[Packed] {
        let begun = &self.packed[value.first as usize..];
        let end = begun.iter().position(|packed| packed.last);
        &begun[..end.map_or(begun.len(), |last| last + 1)]
    }

    fn unpacked(&self, packed: Is) -> Item {
        match packed {
            Is::Entity(entity) => Item::Entity(entity),
            Is::Event(event) => Item::Event(event),
            Is::Number(place) => Item::Number(self.numbers[place as usize]),
        }
    }

    /// The place of a number.
    fn number(&mut self, number: Quantity) -> u32 {
        *self.places.entry(number).or_insert_with(|| {
            self.numbers.push(number);
            place(self.numbers.len() - 1)
        })
    }

    /// Adds the items of a value behind all others.
    pub(super) fn push(&mut self, mode: Mode, items: &[Item]) -> Value {
        let begun = self.len();
        for &item in items {
            match item {
                Item::Entity(entity) => self.add(Subject::Entity(entity)),
                Item::Event(event) => self.add(Subject::Event(event)),
                Item::Number(number) => self.add_number(number),
            }
        }
        self.end_value(mode, begun)
    }

    /// Adds an item to the value that has begun.
    pub(super) fn add(&mut self, subject: Subject) {
        let is = match subject {
            Subject::Entity(entity) => Is::Entity(entity),
            Subject::Event(event) => Is::Event(event),
        };
        self.packed.push(Packed { is, last: false });
    }

    /// Adds a number to the value that has begun.
    pub(super) fn add_number(&mut self, number: Quantity) {
        let is = Is::Number(self.number(number));
        self.packed.push(Packed { is, last: false });
    }

    /// Ends the value whose first item stands at a place.
    pub(super) fn end_value(&mut self, mode: Mode, begun: usize) -> Value {
        if let Some(packed) = self.packed.last_mut() {
            packed.last = true;
        }
        let first = place(begun);
        Value { mode, first }
    }

    /// Forgets the items from a place on, of a value that was not ended.
    pub(super) fn truncate(&mut self, begun: usize) {
        self.packed.truncate(begun);
    }

    /// Puts others behind all of these.
    pub(super) fn append(&mut self, other: &Self) {
        let end = self.len();
        self.replace(end..end, other);
    }

    /// Puts others in the place of a stretch.
    pub(super) fn replace(&mut self, stretch: Range<usize>, other: &Self) {
        let places: Vec<u32> = other
            .numbers
            .iter()
            .map(|&number| self.number(number))
            .collect();
        let moved = other.packed.iter().map(|&packed| match packed.is {
            Is::Number(place) => Packed {
                is: Is::Number(places[place as usize]),
                ..packed
            },
            Is::Entity(_) | Is::Event(_) => packed,
        });
        self.packed.splice(stretch, moved);
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.packed.reserve(more);
    }

    /// Makes room for what is still to come, when these are of some share of all texts.
    pub(super) fn expect(&mut self, share: Share) {
        share.make_room(&mut self.packed);
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
        let first = value.first as usize;
        let end = first + self.packed_of(value).len();
        for packed in &mut self.packed[first..end] {
            let mut subject = match packed.is {
                Is::Entity(entity) => Subject::Entity(entity),
                Is::Event(event) => Subject::Event(event),
                Is::Number(_) => continue,
            };
            name(&mut subject);
            packed.is = match subject {
                Subject::Entity(entity) => Is::Entity(entity),
                Subject::Event(event) => Is::Event(event),
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
