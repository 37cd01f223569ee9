//! The names of entities and events: every claim has several looked up, and what takes time is to fetch them from memory. So the table
//! is as small as can be, a name stands beside what it names, and those of several claims are looked up together.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::super::Subject;
use crate::text::Location;

/// The entities and events of a case by name.
#[derive(Debug, Default)]
pub(super) struct Things {
    table: HashTable<Named>,
    /// In the order in which they were declared.
    all: Vec<Thing>,
    /// The names that are too long to stand with what they name, one behind the other.
    long: String,
    declared: Vec<Location>,
}

/// A name in the table.
#[derive(Debug, Clone, Copy)]
struct Named {
    /// Some bits of its hash: another name has hardly ever the same, so that no other need be fetched.
    tag: u32,
    /// Its number in the order in which they were declared.
    number: u32,
}

/// A thing with its name: what has to be fetched to know it lies side by side.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Thing {
    is: Subject,
    /// How many bytes the name has.
    length: u32,
    /// A short name; of a long one where it begins among those.
    begin: [u8; SHORT],
}

/// So many bytes a short name has at the most: with it a thing fills half of what is fetched from memory at a time.
const SHORT: usize = 20;

impl Things {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Makes room for so many more.
    pub fn expect(&mut self, more: usize) {
        self.all.reserve(more);
        self.declared.reserve(more);
        let (long, all) = (&self.long, &self.all);
        self.table.reserve(more, |named| rehash(long, all, *named));
    }

    /// What has this name.
    pub fn get(&self, name: &str) -> Option<Subject> {
        self.number(name).map(|number| self.all[number].is)
    }

    /// What has each of these names. Each alone would be waited for, longer than everything else that is done about it takes; step by
    /// step for all of them, they come side by side.
    pub fn get_all(&self, names: &[&str]) -> Vec<Option<Subject>> {
        let hashes: Vec<u64> = names.iter().map(|name| hash(name)).collect();
        let candidate = |&hash: &u64| {
            let found = self.table.find(hash, |named| named.tag == tag(hash))?;
            Some(found.number as usize)
        };
        let numbers: Vec<Option<usize>> = hashes.iter().map(candidate).collect();
        let found = names.iter().zip(numbers).map(|(name, number)| {
            let thing = &self.all[number?];
            match self.name(thing) == name.as_bytes() {
                true => Some(thing.is),
                // Another name has the same tag.
                false => self.get(name),
            }
        });
        found.collect()
    }

    /// Where it is declared.
    pub fn declared(&self, name: &str) -> Option<Location> {
        self.number(name).map(|number| self.declared[number])
    }

    fn number(&self, name: &str) -> Option<usize> {
        let hash = hash(name);
        let is_it = |named: &Named| {
            named.tag == tag(hash) && self.name(&self.all[named.number as usize]) == name.as_bytes()
        };
        let found = self.table.find(hash, is_it)?;
        Some(found.number as usize)
    }

    fn name<'n>(&'n self, thing: &'n Thing) -> &'n [u8] {
        name(&self.long, thing)
    }

    /// Takes a name that is free.
    pub fn insert(&mut self, name: &str, is: Subject, declared: Location) {
        // So many names, or such long ones, do not fit into memory.
        let number = u32::try_from(self.all.len());
        let (Ok(number), Some(thing)) = (number, self.thing(name, is)) else {
            return;
        };
        self.all.push(thing);
        self.declared.push(declared);
        let (long, all) = (&self.long, &self.all);
        let hash = hash(name);
        let tag = tag(hash);
        self.table
            .insert_unique(hash, Named { tag, number }, |named| {
                rehash(long, all, *named)
            });
    }

    fn thing(&mut self, name: &str, is: Subject) -> Option<Thing> {
        let length = u32::try_from(name.len()).ok()?;
        let mut begin = [0; SHORT];
        match begin.get_mut(..name.len()) {
            Some(short) => short.copy_from_slice(name.as_bytes()),
            None => {
                let place = u32::try_from(self.long.len()).ok()?;
                begin[..4].copy_from_slice(&place.to_le_bytes());
                self.long.push_str(name);
            }
        }
        Some(Thing { is, length, begin })
    }

    /// All of them, in the order in which they were declared.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Subject)> {
        let named = |thing| str::from_utf8(self.name(thing)).unwrap_or_default();
        self.all.iter().map(move |thing| (named(thing), thing.is))
    }
}

fn name<'n>(long: &'n str, thing: &'n Thing) -> &'n [u8] {
    let length = thing.length as usize;
    thing.begin.get(..length).unwrap_or_else(|| {
        let [a, b, c, d, ..] = thing.begin;
        let begin = u32::from_le_bytes([a, b, c, d]) as usize;
        &long.as_bytes()[begin..begin + length]
    })
}

fn rehash(long: &str, all: &[Thing], named: Named) -> u64 {
    hash_of(name(long, &all[named.number as usize]))
}

fn hash(name: &str) -> u64 {
    hash_of(name.as_bytes())
}

fn hash_of(name: &[u8]) -> u64 {
    FxBuildHasher.hash_one(name)
}

/// Bits that the table does not look at itself.
fn tag(hash: u64) -> u32 {
    u32::try_from(hash >> 24 & u64::from(u32::MAX)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EventId;
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
