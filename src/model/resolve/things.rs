//! The names of entities and events: every claim has several looked up, and what takes time is to fetch them from memory. So a short
//! name, as most are, stands where it is looked for.

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
    names: Vec<Box<str>>,
    declared: Vec<Location>,
}

/// What has a name.
#[derive(Debug, Clone, Copy)]
struct Named {
    name: Short,
    is: Subject,
    /// Its number in the order in which they were declared.
    number: u32,
}

/// A name of up to 23 bytes with its length; of a longer one the first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Short {
    bytes: [u8; Self::LENGTH],
    /// More than fits for a longer one.
    length: u8,
}

impl Short {
    const LENGTH: usize = 23;

    fn new(name: &str) -> Self {
        let kept = name.len().min(Self::LENGTH);
        let mut bytes = [0; Self::LENGTH];
        bytes[..kept].copy_from_slice(&name.as_bytes()[..kept]);
        let length = u8::try_from(name.len()).unwrap_or(u8::MAX);
        Self { bytes, length }
    }

    fn is_whole(self) -> bool {
        usize::from(self.length) <= Self::LENGTH
    }
}

impl Things {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// What has this name.
    pub fn get(&self, name: &str) -> Option<Subject> {
        self.named(name).map(|named| named.is)
    }

    /// Where it is declared.
    pub fn declared(&self, name: &str) -> Option<Location> {
        self.named(name)
            .map(|named| self.declared[named.number as usize])
    }

    fn named(&self, name: &str) -> Option<&Named> {
        let short = Short::new(name);
        let is_it = |named: &Named| {
            named.name == short && (short.is_whole() || &*self.names[named.number as usize] == name)
        };
        self.table.find(hash(name), is_it)
    }

    /// Takes a name that is free.
    pub fn insert(&mut self, name: &str, is: Subject, declared: Location) {
        // So many names do not fit into memory.
        let Ok(number) = u32::try_from(self.names.len()) else {
            return;
        };
        self.names.push(name.into());
        self.declared.push(declared);
        let named = Named {
            name: Short::new(name),
            is,
            number,
        };
        let names = &self.names;
        let rehash = |named: &Named| hash(&names[named.number as usize]);
        self.table.insert_unique(hash(name), named, rehash);
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Subject)> {
        let all = self.table.iter();
        all.map(|named| (&*self.names[named.number as usize], named.is))
    }
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
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
        assert_eq!(things.iter().count(), names.len());
    }
}
