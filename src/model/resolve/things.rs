//! The names of entities and events: every claim has several looked up, and what takes time is to fetch them from memory. So the table
//! is as small as can be, the names stand side by side, and those of several claims are looked up together.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::super::Subject;
use crate::text::Location;

/// The entities and events of a case by name.
#[derive(Debug, Default)]
pub(super) struct Things {
    table: HashTable<Named>,
    /// All names, one behind the other, in the order in which they were declared.
    names: String,
    /// The same, in the same order.
    all: Vec<Thing>,
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

#[derive(Debug, Clone, Copy)]
struct Thing {
    is: Subject,
    /// Where its name ends, which begins where the one before ends.
    end: u32,
}

impl Things {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
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
        let stretch =
            |number: &Option<usize>| number.map(|number| (self.begin(number), self.all[number]));
        let things: Vec<Option<(usize, Thing)>> = numbers.iter().map(stretch).collect();
        let found = names.iter().zip(things).map(|(name, thing)| {
            let (begin, thing) = thing?;
            match self.names.as_bytes()[begin..thing.end as usize] == *name.as_bytes() {
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
        let is_it =
            |named: &Named| named.tag == tag(hash) && self.name(named.number as usize) == name;
        let found = self.table.find(hash, is_it)?;
        Some(found.number as usize)
    }

    fn begin(&self, number: usize) -> usize {
        begin(&self.all, number)
    }

    fn name(&self, number: usize) -> &str {
        &self.names[self.begin(number)..self.all[number].end as usize]
    }

    /// Takes a name that is free.
    pub fn insert(&mut self, name: &str, is: Subject, declared: Location) {
        // So many names, or such long ones, do not fit into memory.
        let number = u32::try_from(self.all.len());
        let end = u32::try_from(self.names.len() + name.len());
        let (Ok(number), Ok(end)) = (number, end) else {
            return;
        };
        self.names.push_str(name);
        self.all.push(Thing { is, end });
        self.declared.push(declared);
        let (names, all) = (&self.names, &self.all);
        let rehash = |named: &Named| {
            let number = named.number as usize;
            hash(&names[begin(all, number)..all[number].end as usize])
        };
        let hash = hash(name);
        let tag = tag(hash);
        self.table
            .insert_unique(hash, Named { tag, number }, rehash);
    }

    /// All of them, in the order in which they were declared.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Subject)> {
        let all = self.all.iter().enumerate();
        all.map(|(number, thing)| (self.name(number), thing.is))
    }
}

fn begin(all: &[Thing], number: usize) -> usize {
    let before = number.checked_sub(1);
    before.map_or(0, |before| all[before].end as usize)
}

fn hash(name: &str) -> u64 {
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
