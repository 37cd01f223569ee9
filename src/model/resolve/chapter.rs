//! The claims of one file, and how those of all files become one model.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::{Claim, ClaimId, Clause, Items, Model, Speaker, UnitId};
use super::Declared;
use super::claims::Reading;
use super::lookup::Resolver;
use super::notes::Notes;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::Entry;
use crate::text::{FileId, Files, Shift};

/// The claims of one file, resolved. Ids of claims and units and the places of items count from the beginning of the chapter; all
/// else is the model's.
#[derive(Debug, Default)]
pub struct Chapter {
    pub(super) claims: Vec<Claim>,
    pub(super) clauses: Vec<Clause>,
    pub(super) items: Items,
    pub(super) units: Vec<String>,
    pub(super) notes: Notes,
}

impl Declared {
    /// Reads the claims of a file. Of its entries nothing but the names of its sources and its claims is looked at, and of the model
    /// nothing but what is declared.
    #[must_use]
    pub fn chapter<'t>(
        &self,
        model: &Model,
        files: &Files,
        file: FileId,
        entries: impl Iterator<Item = Entry<'t>>,
    ) -> Chapter {
        let mut notes = Notes::default();
        let mut reading = Reading {
            resolver: Resolver {
                files,
                model,
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

    /// What came up in the declarations and in the chapters, whose notes are given in the order of their files.
    #[must_use]
    pub fn report(&self, chapters: &[Notes]) -> Vec<Diagnostic> {
        let mut all = self.notes.clone();
        chapters.iter().for_each(|notes| all.extend(notes));
        all.report_unknown(&self.names);
        all.diagnostics
    }

    /// Gives the model the wrong weekdays that came up.
    pub fn note_weekdays(&self, model: &mut Model, chapters: &[Notes]) {
        let all = std::iter::once(&self.notes).chain(chapters);
        let all = all.flat_map(|notes| notes.weekdays.iter().cloned());
        model.weekdays = all.collect();
    }

    /// Moves what came up in the declarations of a file to where it is after an edit.
    pub fn shift(&mut self, shift: &Shift) {
        self.notes.shift(shift);
    }
}

impl Chapter {
    /// What came up in it.
    pub fn take_notes(&mut self) -> Notes {
        std::mem::take(&mut self.notes)
    }
}

/// Where the chapters of a model end that come up to some file.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::model) struct ChapterEnd {
    file: Option<FileId>,
    claims: usize,
    clauses: usize,
    items: usize,
}

impl Model {
    /// Puts a chapter behind those before it.
    pub fn add(&mut self, file: FileId, mut chapter: Chapter) {
        let begin = self.chapters.last().copied().unwrap_or_default();
        chapter.begin_at(self, begin);
        self.chapters.push(ChapterEnd {
            file: Some(file),
            claims: begin.claims + chapter.claims.len(),
            clauses: begin.clauses + chapter.clauses.len(),
            items: begin.items + chapter.items.len(),
        });
        self.claims.append(&mut chapter.claims);
        self.clauses.append(&mut chapter.clauses);
        let end = self.items.len();
        self.items.replace(end..end, &chapter.items);
    }

    /// The claims of a file, by their numbers.
    #[must_use]
    pub fn claims_of(&self, file: FileId) -> Range<usize> {
        self.chapter(file)
            .map_or(0..0, |(_, begin, end)| begin.claims..end.claims)
    }

    /// Puts a chapter in the place of the one of its file. What is behind it moves.
    pub fn replace(&mut self, file: FileId, mut chapter: Chapter) {
        let Some((at, begin, old)) = self.chapter(file) else {
            return self.add(file, chapter);
        };
        chapter.begin_at(self, begin);
        let new = ChapterEnd {
            claims: begin.claims + chapter.claims.len(),
            clauses: begin.clauses + chapter.clauses.len(),
            items: begin.items + chapter.items.len(),
            ..old
        };
        self.claims.splice(begin.claims..old.claims, chapter.claims);
        self.clauses
            .splice(begin.clauses..old.clauses, chapter.clauses);
        self.items.replace(begin.items..old.items, &chapter.items);
        let moved = |at: usize, old: usize, new: usize| at - old + new;
        for end in &mut self.chapters[at..] {
            end.claims = moved(end.claims, old.claims, new.claims);
            end.clauses = moved(end.clauses, old.clauses, new.clauses);
            end.items = moved(end.items, old.items, new.items);
        }
        self.renumber(
            new,
            |id| moved(id as usize, old.claims, new.claims),
            |item| moved(item as usize, old.items, new.items),
        );
    }

    /// Gives what stands behind a chapter its new numbers.
    fn renumber(
        &mut self,
        from: ChapterEnd,
        claim: impl Fn(u32) -> usize,
        item: impl Fn(u32) -> usize,
    ) {
        for one in &mut self.claims[from.claims..] {
            if let Speaker::Unnamed(id) = &mut one.speaker {
                *id = ClaimId::from_index(claim(id.0));
            }
        }
        let item = |at: u32| ClaimId::from_index(item(at)).0;
        for clause in &mut self.clauses[from.clauses..] {
            clause.claim = ClaimId::from_index(claim(clause.claim.0));
            if let Some(value) = clause.body.value_mut() {
                value.items = item(value.items.start)..item(value.items.end);
            }
        }
    }

    /// The number of a file's chapter, where it begins, and where it ends.
    fn chapter(&self, file: FileId) -> Option<(usize, ChapterEnd, ChapterEnd)> {
        let at = self
            .chapters
            .binary_search_by_key(&Some(file), |end| end.file)
            .ok()?;
        let begin = match at {
            0 => ChapterEnd::default(),
            _ => self.chapters[at - 1],
        };
        Some((at, begin, self.chapters[at]))
    }
}

impl Chapter {
    /// Gives everything the numbers that it has where the chapter begins in the model.
    fn begin_at(&mut self, model: &mut Model, begin: ChapterEnd) {
        let claims = ClaimId::from_index(begin.claims).0;
        let items = ClaimId::from_index(begin.items).0;
        for claim in &mut self.claims {
            if let Speaker::Unnamed(id) = &mut claim.speaker {
                id.0 += claims;
            }
        }
        for clause in &mut self.clauses {
            clause.claim.0 += claims;
            if let Some(value) = clause.body.value_mut() {
                value.items = value.items.start + items..value.items.end + items;
            }
        }
        if self.units.is_empty() {
            return;
        }
        let units = units(model, &self.units);
        self.items.map_units(|unit| units[unit.index()]);
    }
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
