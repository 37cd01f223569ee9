//! The claims of one file, and how those of all files become one model.

use rustc_hash::FxHashMap;

use super::super::{Claim, ClaimId, Clause, Item, Speaker, UnitId};
use super::claims::Reading;
use super::lookup::Resolver;
use super::notes::Notes;
use super::{Declared, Resolved};
use crate::model::{ClauseBody, Model};
use crate::syntax::tree::Entry;
use crate::text::{FileId, Files};

/// The claims of one file, resolved. Ids of claims and units and the places of items count from the beginning of the chapter; all
/// else is the model's.
#[derive(Debug, Default)]
pub struct Chapter {
    pub(super) claims: Vec<Claim>,
    pub(super) clauses: Vec<Clause>,
    pub(super) items: Vec<Item>,
    pub(super) units: Vec<String>,
    pub(super) statements: usize,
    pub(super) notes: Notes,
}

impl Declared {
    /// Reads the claims of a file. Of its entries nothing but the names of its sources and its claims is looked at.
    #[must_use]
    pub fn chapter<'t>(
        &self,
        files: &Files,
        file: FileId,
        entries: impl Iterator<Item = Entry<'t>>,
    ) -> Chapter {
        let mut notes = Notes::default();
        let mut reading = Reading {
            resolver: Resolver {
                files,
                model: &self.model,
                names: &self.names,
                notes: &mut notes,
            },
            customs: &self.customs,
            file,
            chapter: Chapter::default(),
            units: FxHashMap::default(),
        };
        reading.claims(entries);
        let chapter = reading.chapter;
        Chapter { notes, ..chapter }
    }

    /// Makes the model from the chapters of all files, in the order of the files.
    #[must_use]
    pub fn join(mut self, chapters: Vec<Chapter>) -> Resolved {
        reserve(&mut self.model, &chapters);
        for mut chapter in chapters {
            self.notes.extend(std::mem::take(&mut chapter.notes));
            append(&mut self.model, chapter);
        }
        self.notes.report_unknown(&self.names);
        self.model.weekdays = self.notes.weekdays;
        Resolved {
            model: self.model,
            texts: self.texts,
            diagnostics: self.notes.diagnostics,
        }
    }
}

fn reserve(model: &mut Model, chapters: &[Chapter]) {
    let sum = |count: fn(&Chapter) -> usize| chapters.iter().map(count).sum();
    model
        .claims
        .reserve_exact(sum(|chapter| chapter.claims.len()));
    model
        .clauses
        .reserve_exact(sum(|chapter| chapter.clauses.len()));
    model
        .items
        .reserve_exact(sum(|chapter| chapter.items.len()));
}

/// Puts a chapter behind those before it.
fn append(model: &mut Model, mut chapter: Chapter) {
    let claims_before = ClaimId::from_index(model.claims.len()).0;
    let items_before = ClaimId::from_index(model.items.len()).0;
    for claim in &mut chapter.claims {
        if let Speaker::Unnamed(claim) = &mut claim.speaker {
            claim.0 += claims_before;
        }
    }
    for clause in &mut chapter.clauses {
        clause.claim.0 += claims_before;
        if let ClauseBody::Role { value, .. } | ClauseBody::State { value, .. } = &mut clause.body {
            value.items.start += items_before;
            value.items.end += items_before;
        }
    }
    let units = match chapter.units.as_slice() {
        [] => Vec::new(),
        own => units(model, own),
    };
    for item in &mut chapter.items {
        if let Item::Number(quantity) = item {
            quantity.unit = quantity.unit.map(|unit| units[unit.index()]);
        }
    }
    model.claims.append(&mut chapter.claims);
    model.clauses.append(&mut chapter.clauses);
    model.items.append(&mut chapter.items);
    model.statements += chapter.statements;
}

/// The model's ids of a chapter's units.
fn units(model: &mut Model, own: &[String]) -> Vec<UnitId> {
    let known: FxHashMap<&str, usize> = model.units.iter().map(String::as_str).zip(0..).collect();
    let found: Vec<_> = own
        .iter()
        .map(|name| known.get(name.as_str()).copied())
        .collect();
    let mut ids = Vec::with_capacity(own.len());
    for (name, found) in own.iter().zip(found) {
        ids.push(UnitId::from_index(found.unwrap_or(model.units.len())));
        if found.is_none() {
            model.units.push(name.clone());
        }
    }
    ids
}
