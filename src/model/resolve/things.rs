//! The names of entities and events: every claim has several looked up, so that they stand side by side and each takes little room.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::super::Subject;
use crate::text::Location;

/// The entities and events of a case by name.
#[derive(Debug, Default)]
pub(super) struct Things {
    /// All names, one behind the other.
    text: String,
    table: HashTable<Named>,
}

/// What has a name.
#[derive(Debug, Clone, Copy)]
struct Named {
    /// Where the name begins in the text of all, and how long it is.
    start: u32,
    length: u32,
    is: Subject,
    declared: Location,
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
        self.named(name).map(|named| named.declared)
    }

    fn named(&self, name: &str) -> Option<&Named> {
        self.table
            .find(hash(name), |named| self.name(named) == name.as_bytes())
    }

    /// The name in bytes: these need no look at where characters begin.
    fn name(&self, named: &Named) -> &[u8] {
        let start = named.start as usize;
        &self.text.as_bytes()[start..start + named.length as usize]
    }

    /// Takes a name that is free.
    pub fn insert(&mut self, name: &str, is: Subject, declared: Location) {
        // A file is shorter than that, and the names of all files together a small part of them.
        let (Ok(start), Ok(length)) = (u32::try_from(self.text.len()), u32::try_from(name.len()))
        else {
            return;
        };
        self.text.push_str(name);
        let named = Named {
            start,
            length,
            is,
            declared,
        };
        let text = self.text.as_str();
        let rehash = |named: &Named| hash(text_of(text, named));
        self.table.insert_unique(hash(name), named, rehash);
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Subject)> {
        let all = self.table.iter();
        all.map(|named| (text_of(&self.text, named), named.is))
    }
}

fn text_of<'t>(text: &'t str, named: &Named) -> &'t str {
    let start = named.start as usize;
    &text[start..start + named.length as usize]
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}
