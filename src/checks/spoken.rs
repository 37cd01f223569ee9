//! In which files something is spoken of, so that the claims about it are found without a look at all others.

use super::things::{Things, subject};
use crate::model::{Clause, Model, Subject};
use crate::text::FileId;

/// No entry.
const NONE: u32 = u32::MAX;

/// The files whose claims speak of each thing. What is edited away stays in it: to look into one file too many does no harm.
#[derive(Debug)]
pub(super) struct Spoken {
    events: usize,
    /// For each event, and behind them each entity, the last of its entries.
    last: Vec<u32>,
    /// A file, and the entry before of the same thing.
    entries: Vec<(FileId, u32)>,
}

impl Spoken {
    /// For a model of which no clause is added yet.
    pub fn new(model: &Model) -> Self {
        Self {
            events: model.events.len(),
            last: vec![NONE; model.events.len() + model.entities.len()],
            entries: Vec::new(),
        }
    }

    /// Adds a clause. Those of one file come side by side.
    pub fn add(&mut self, model: &Model, clause: &Clause<'_>) {
        let file = model.claim(clause.claim).file();
        let number = self.number(subject(&clause.body));
        let Some(last) = self.last.get_mut(number) else {
            return;
        };
        let is_known = |entry: &(FileId, u32)| entry.0 == file;
        if !self.entries.get(*last as usize).is_some_and(is_known) {
            let entry = (file, *last);
            *last = u32::try_from(self.entries.len()).unwrap_or(NONE);
            self.entries.push(entry);
        }
    }

    /// The files that speak of some of these things, in their order.
    pub fn files(&self, things: &Things) -> Vec<FileId> {
        let mut files = Vec::new();
        for &thing in things {
            let mut at = self.last.get(self.number(thing)).copied();
            while let Some(&(file, before)) = at.and_then(|at| self.entries.get(at as usize)) {
                files.push(file);
                at = Some(before);
            }
        }
        files.sort_unstable();
        files.dedup();
        files
    }

    fn number(&self, thing: Subject) -> usize {
        match thing {
            Subject::Event(event) => event.index(),
            Subject::Entity(entity) => self.events + entity.index(),
        }
    }
}
