//! The items of all values: nearly always one entity or event, which lies in the value itself.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::share::Share;
use super::{EntityId, EventId, Item, Quantity, Subject, UnitId};
use crate::syntax::tree::Mode;

/// A value of a role or attribute, as claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// The word before it.
    pub mode: Mode,
    /// Its item, or where its items stand.
    pub(super) held: Held,
}

/// The only item of a value, or the place of the first among those that are listed, in as little room as a number: its two highest bits
/// tell which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held(u32);

/// What lies in a value.
enum Holds {
    Only(Subject),
    Listed(u32),
}

/// So many bits of it are the number.
const NUMBER_BITS: u32 = 30;
const NUMBER: u32 = (1 << NUMBER_BITS) - 1;
const ENTITY: u32 = 0;
const EVENT: u32 = 1;
const LISTED: u32 = 2;

impl Held {
    /// One item; none if its number is too large for that.
    fn only(item: Subject) -> Option<Self> {
        let (which, number) = match item {
            Subject::Entity(entity) => (ENTITY, entity.0),
            Subject::Event(event) => (EVENT, event.0),
        };
        (number <= NUMBER).then_some(Self(which << NUMBER_BITS | number))
    }

    fn listed(first: u32) -> Self {
        Self(LISTED << NUMBER_BITS | first & NUMBER)
    }

    fn holds(self) -> Holds {
        let number = self.0 & NUMBER;
        match self.0 >> NUMBER_BITS {
            ENTITY => Holds::Only(Subject::Entity(EntityId(number))),
            EVENT => Holds::Only(Subject::Event(EventId(number))),
            _ => Holds::Listed(number),
        }
    }

    /// As a number, for a record that is as small as can be.
    pub(super) fn bits(self) -> u32 {
        self.0
    }

    /// From such a number.
    pub(super) fn of_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The same when the list begins so much farther behind, which is added with wrapping.
    pub(super) fn moved(self, by: u32) -> Self {
        match self.holds() {
            Holds::Only(_) => self,
            Holds::Listed(first) => Self::listed(first.wrapping_add(by)),
        }
    }
}

/// The items of one value: nearly always one.
pub type ItemsOf = SmallVec<[Item; 1]>;

/// The items of the values that have several, or one that is a number, one behind the other.
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
    Of(Subject),
    Number(u32),
}

impl Items {
    /// How many are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether none is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Those of a value.
    #[must_use]
    pub fn of(&self, value: &Value) -> ItemsOf {
        match value.held.holds() {
            Holds::Only(item) => smallvec![item.into()],
            Holds::Listed(first) => {
                let listed = self.listed(first).iter();
                listed.map(|packed| self.unpacked(packed.is)).collect()
            }
        }
    }

    /// The entity that a value says it is, where there is no more to it.
    #[must_use]
    pub fn one_entity(&self, value: &Value) -> Option<EntityId> {
        match value.held.holds() {
            Holds::Only(Subject::Entity(entity)) if value.mode == Mode::Is => Some(entity),
            _ => None,
        }
    }

    /// Whether two values are the same items behind the same word, in the same order.
    #[must_use]
    pub fn are_same(&self, one: &Value, other: &Value) -> bool {
        let same_items = || match (one.held.holds(), other.held.holds()) {
            (Holds::Listed(one), Holds::Listed(other)) => self.listed(one) == self.listed(other),
            _ => one.held == other.held,
        };
        one.mode == other.mode && same_items()
    }

    /// The items of a value, the first of which has this place.
    fn listed(&self, first: u32) -> &[Packed] {
        let begun = &self.packed[first as usize..];
        let end = begun.iter().position(|packed| packed.last);
        &begun[..end.map_or(begun.len(), |last| last + 1)]
    }

    fn unpacked(&self, packed: Is) -> Item {
        match packed {
            Is::Of(subject) => subject.into(),
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

    /// Adds a value of some items.
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

    /// A value of one item, which lies in it unless its number is too large for that.
    pub(super) fn only(&mut self, mode: Mode, item: Subject) -> Value {
        if let Some(held) = Held::only(item) {
            return Value { mode, held };
        }
        let begun = self.len();
        self.add(item);
        self.end_list(mode, begun)
    }

    /// Adds an item to the value that has begun.
    pub(super) fn add(&mut self, subject: Subject) {
        let is = Is::Of(subject);
        self.packed.push(Packed { is, last: false });
    }

    /// Adds a number to the value that has begun.
    pub(super) fn add_number(&mut self, number: Quantity) {
        let is = Is::Number(self.number(number));
        self.packed.push(Packed { is, last: false });
    }

    /// Ends the value whose first item stands at a place. If it is the only one, it need not stand there.
    pub(super) fn end_value(&mut self, mode: Mode, begun: usize) -> Value {
        match self.packed[begun..] {
            [
                Packed {
                    is: Is::Of(item), ..
                },
            ] => {
                self.packed.truncate(begun);
                self.only(mode, item)
            }
            _ => self.end_list(mode, begun),
        }
    }

    /// Ends the value whose items are listed from a place on.
    fn end_list(&mut self, mode: Mode, begun: usize) -> Value {
        if let Some(packed) = self.packed.last_mut() {
            packed.last = true;
        }
        let held = Held::listed(place(begun));
        Value { mode, held }
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
            Is::Of(_) => packed,
        });
        self.packed.splice(stretch, moved);
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
    pub(super) fn rename(&mut self, value: &mut Value, mut name: impl FnMut(&mut Subject)) {
        let first = match value.held.holds() {
            Holds::Only(mut item) => {
                name(&mut item);
                *value = self.only(value.mode, item);
                return;
            }
            Holds::Listed(first) => first as usize,
        };
        let end = first + self.listed(place(first)).len();
        for packed in &mut self.packed[first..end] {
            if let Is::Of(subject) = &mut packed.is {
                name(subject);
            }
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
