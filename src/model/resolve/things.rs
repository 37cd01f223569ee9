//! The names of entities and events: every claim has several looked up, and what takes time is to fetch them from memory. So the table
//! is as small as can be, a name stands beside what it names, and those of several claims are looked up together.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::super::{EntityId, EventId, Subject};
use crate::text::Location;

/// The entities and events of a case by name.
#[derive(Debug, Default)]
pub(super) struct Things {
    table: HashTable<Thing>,
    /// The names that are too long to stand with what they name, one behind the other.
    long: String,
    /// Where each is declared, in that order.
    declared: Vec<Location>,
}

/// A thing with its name. It fills half of what is fetched from memory at a time, and never lies in two of them.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Thing {
    name: Name,
    is_event: bool,
    /// Its id among the events or the entities.
    id: u32,
    /// Its number in the order in which they were declared.
    number: u32,
}

/// A short name, or where a long one stands among those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    /// How many bytes it has; [`LONG`] of a long one.
    length: u8,
    signs: [u8; SHORT],
}

/// So many bytes a short name has at the most.
const SHORT: usize = 22;
/// In place of the length of a long name.
const LONG: u8 = u8::MAX;

impl Things {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Makes room for so many more.
    pub fn expect(&mut self, more: usize) {
        self.declared.reserve(more);
        let long = &self.long;
        self.table.reserve(more, |thing| hash(thing.name(long)));
    }

    /// What has this name.
    pub fn get(&self, name: &str) -> Option<Subject> {
        self.thing(name, hash(name)).map(Thing::is)
    }

    /// What has each of these names. Each alone would be waited for, longer than everything else that is done about it takes; when
    /// nothing is done between but to ask for them, they come side by side.
    pub fn get_all(&self, names: &[&str]) -> Vec<Option<Subject>> {
        let hashes: Vec<u64> = names.iter().map(|name| hash(name)).collect();
        // The first with some of the hash in common, which is hardly ever another: nothing of it is looked at yet.
        let likely = hashes.iter().map(|&hash| self.table.find(hash, |_| true));
        let likely: Vec<Option<&Thing>> = likely.collect();
        let fetched: Vec<Option<Thing>> = likely.into_iter().map(Option::<&_>::copied).collect();
        let found = names.iter().zip(hashes).zip(fetched);
        let found = found.map(|((name, hash), likely)| match likely {
            Some(thing) if Name::short(name) == Some(thing.name) => Some(thing.is()),
            Some(_) => self.thing(name, hash).map(Thing::is),
            None => None,
        });
        found.collect()
    }

    /// Where it is declared.
    pub fn declared(&self, name: &str) -> Option<Location> {
        let thing = self.thing(name, hash(name))?;
        Some(self.declared[thing.number as usize])
    }

    fn thing(&self, name: &str, hash: u64) -> Option<&Thing> {
        match Name::short(name) {
            Some(short) => self.table.find(hash, |thing| thing.name == short),
            None => {
                let is_it =
                    |thing: &Thing| thing.name.length == LONG && thing.name(&self.long) == name;
                self.table.find(hash, is_it)
            }
        }
    }

    /// Takes a name that is free.
    pub fn insert(&mut self, name: &str, is: Subject, declared: Location) {
        // So many names, or such long ones, do not fit into memory.
        let number = u32::try_from(self.declared.len());
        let own = Name::short(name).or_else(|| Name::long(name, &mut self.long));
        let (Ok(number), Some(own)) = (number, own) else {
            return;
        };
        let (is_event, id) = match is {
            Subject::Event(event) => (true, event.0),
            Subject::Entity(entity) => (false, entity.0),
        };
        let thing = Thing {
            name: own,
            is_event,
            id,
            number,
        };
        self.declared.push(declared);
        let long = &self.long;
        self.table
            .insert_unique(hash(name), thing, |thing| hash(thing.name(long)));
    }

    /// All of them, in the order in which they were declared.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Subject)> {
        let mut all: Vec<&Thing> = self.table.iter().collect();
        all.sort_unstable_by_key(|thing| thing.number);
        all.into_iter()
            .map(|thing| (thing.name(&self.long), thing.is()))
    }
}

impl Thing {
    fn is(&self) -> Subject {
        match self.is_event {
            true => Subject::Event(EventId(self.id)),
            false => Subject::Entity(EntityId(self.id)),
        }
    }

    /// Its name, the long ones being these.
    fn name<'n>(&'n self, long: &'n str) -> &'n str {
        let Name { length, signs } = &self.name;
        if *length == LONG {
            let [a, b, c, d, e, f, g, h, ..] = *signs;
            let place = |bytes| u32::from_le_bytes(bytes) as usize;
            return &long[place([a, b, c, d])..place([e, f, g, h])];
        }
        str::from_utf8(&signs[..usize::from(*length)]).unwrap_or_default()
    }
}

impl Name {
    #[inline]
    fn short(name: &str) -> Option<Self> {
        let mut signs = [0; SHORT];
        signs
            .get_mut(..name.len())?
            .copy_from_slice(name.as_bytes());
        let length = u8::try_from(name.len()).ok()?;
        Some(Self { length, signs })
    }

    fn long(name: &str, all: &mut String) -> Option<Self> {
        let place = |length| u32::try_from(length).ok();
        let (begin, end) = (place(all.len())?, place(all.len() + name.len())?);
        all.push_str(name);
        let mut signs = [0; SHORT];
        signs[..4].copy_from_slice(&begin.to_le_bytes());
        signs[4..8].copy_from_slice(&end.to_le_bytes());
        let length = LONG;
        Some(Self { length, signs })
    }
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{FileId, Span};

    #[test]
    fn names_are_told_apart_however_long_they_are() {
        let long = "a_name_of_an_event_that_is_quite_long";
        let names = [
            "a".to_owned(),
            "a\0".to_owned(),
            "b".repeat(22),
            "b".repeat(23),
            "b".repeat(24),
            "b".repeat(300),
            "b".repeat(301),
            long.to_owned(),
            format!("{long}_2"),
        ];
        let mut things = Things::default();
        let place = |at| Location {
            file: FileId(0),
            span: Span::new(at, at + 1),
        };
        for (at, name) in names.iter().enumerate() {
            assert_eq!(things.get(name), None, "{name}");
            things.insert(name, Subject::Event(EventId::from_index(at)), place(at));
        }
        for (at, name) in names.iter().enumerate() {
            assert_eq!(
                things.get(name),
                Some(Subject::Event(EventId::from_index(at)))
            );
            assert_eq!(things.declared(name), Some(place(at)));
        }
        assert!(things.iter().map(|(name, _)| name).eq(&names));
        let mut asked: Vec<&str> = names.iter().map(String::as_str).collect();
        asked.extend(["", "nobody"]);
        let one_by_one: Vec<_> = asked.iter().map(|name| things.get(name)).collect();
        assert_eq!(things.get_all(&asked), one_by_one);
    }
}
