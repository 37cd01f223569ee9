//! Names that are taken: no id is declared twice, neither by two rows nor by a row and a file of the case.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use crate::syntax;
use crate::syntax::tree::Entry;
use crate::text::Files;

/// Where something is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// In a line of the rows.
    Line(u64),
    /// In a file of the case.
    File(Rc<str>),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "in line {line}"),
            Self::File(path) => write!(f, "in {path}"),
        }
    }
}

/// What an id is one of: in each of these it is declared once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Among {
    /// Entities and events.
    Names,
    Kinds,
    Attributes,
    Sources,
}

/// What an entry declares.
pub(super) fn declared(entry: &Entry<'_>) -> Option<(Among, String)> {
    let (among, name) = match entry {
        Entry::Entity(entity) => (Among::Names, &entity.name),
        Entry::Event(event) => (Among::Names, &event.name),
        Entry::Kind(kind) => (Among::Kinds, &kind.name),
        Entry::Attribute(attribute) => (Among::Attributes, &attribute.name),
        Entry::Source(source) => (Among::Sources, &source.name),
        Entry::Claim(_) | Entry::Dispute(_) => return None,
    };
    Some((among, name.text.to_owned()))
}

/// The ids that are taken.
#[derive(Debug, Default)]
pub(super) struct Taken(HashMap<(Among, String), Place>);

impl Taken {
    /// Takes an id.
    pub(super) fn take(&mut self, among: Among, id: String, place: Place) {
        self.0.entry((among, id)).or_insert(place);
    }

    /// Whether an id is free; where it is declared, if not.
    pub(super) fn check(&self, among: Among, id: &str) -> Result<(), String> {
        match self.0.get(&(among, id.to_owned())) {
            None => Ok(()),
            Some(place) => Err(format!("`{id}` is declared already, {place}")),
        }
    }
}

/// Goes through what the files of a case declare.
pub(super) fn each_entry(case: &Files, each: &mut dyn FnMut(&Entry<'_>, &Place)) {
    for (id, file) in case.claims() {
        let place = Place::File(file.path.as_str().into());
        for entry in syntax::declarations(id, file) {
            each(&entry, &place);
        }
    }
}
