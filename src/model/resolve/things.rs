//! The names of entities and events: every claim has several looked up, and what takes time is to fetch them from memory. So the table
//! is as small as can be, and the names stand side by side.

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
    /// Where each name ends.
    ends: Vec<u32>,
    /// What each is the name of.
    is: Vec<Subject>,
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

impl Things {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// What has this name.
    pub fn get(&self, name: &str) -> Option<Subject> {
        self.number(name).map(|number| self.is[number])
    }

    /// Where it is declared.
    pub fn declared(&self, name: &str) -> Option<Location> {
        self.number(name).map(|number| self.declared[number])
    }

    /// Fetches some names from memory, to be looked up soon. Each of them alone is waited for, longer than everything else that is done
    /// about it takes; side by side they come as quickly as one.
    pub fn fetch<'n>(&self, names: impl Iterator<Item = &'n str>) {
        let found = names.filter_map(|name| self.number(name));
        std::hint::black_box(found.fold(0, |all, number| all ^ number));
    }

    fn number(&self, name: &str) -> Option<usize> {
        let hash = hash(name);
        let tag = tag(hash);
        let is_it =
            |named: &Named| named.tag == tag && name_of(&self.names, &self.ends, named) == name;
        let found = self.table.find(hash, is_it)?;
        Some(found.number as usize)
    }

    /// Takes a name that is free.
    pub fn insert(&mut self, name: &str, is: Subject, declared: Location) {
        // So many names, or such long ones, do not fit into memory.
        let number = u32::try_from(self.ends.len());
        let end = u32::try_from(self.names.len() + name.len());
        let (Ok(number), Ok(end)) = (number, end) else {
            return;
        };
        self.names.push_str(name);
        self.ends.push(end);
        self.is.push(is);
        self.declared.push(declared);
        let (names, ends) = (&self.names, &self.ends);
        let rehash = |named: &Named| hash(name_of(names, ends, named));
        let hash = hash(name);
        let tag = tag(hash);
        self.table
            .insert_unique(hash, Named { tag, number }, rehash);
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Subject)> {
        let all = self.table.iter();
        all.map(|named| {
            let name = name_of(&self.names, &self.ends, named);
            (name, self.is[named.number as usize])
        })
    }
}

fn name_of<'n>(names: &'n str, ends: &[u32], named: &Named) -> &'n str {
    let number = named.number as usize;
    let begin = number.checked_sub(1).map_or(0, |before| ends[before]);
    &names[begin as usize..ends[number] as usize]
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
        assert_eq!(things.iter().count(), names.len());
    }
}
