//! The claims of one file, and how those of all files become one model.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::{Claim, ClaimId, Clause, Items, Model, Speaker, UnitId};
use super::Declared;
use super::claims::Reading;
use super::lookup::Resolver;
use super::notes::Notes;
use super::times::Custom;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::Entry;
use crate::text::{FileId, Files, Shift};

/// The claims of one file, resolved. Ids of claims and units and the places of items count from the beginning of the chapter; all
/// else is the model's.
#[derive(Debug, Default)]
pub struct Chapter {
    pub(in crate::model) claims: Vec<Claim>,
    pub(in crate::model) clauses: Vec<Clause>,
    pub(in crate::model) items: Items,
    pub(in crate::model) units: Vec<String>,
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
        notes.asked.settle();
        Chapter { notes, ..chapter }
    }

    /// What came up in the declarations and in the chapters, whose notes are given in the order of their files.
    #[must_use]
    pub fn report(&self, model: &Model, chapters: &[Notes]) -> Vec<Diagnostic> {
        let mut all = self.notes.clone();
        chapters.iter().for_each(|notes| all.extend(notes));
        all.report_unknown(&self.names, &model.entities);
        all.diagnostics
    }

    /// Gives the model the wrong weekdays that came up.
    pub fn note_weekdays(&self, model: &mut Model, chapters: &[Notes]) {
        let all = std::iter::once(&self.notes).chain(chapters);
        let all = all.flat_map(|notes| notes.weekdays.iter().cloned());
        model.weekdays = all.collect();
    }

    /// How a source writes dates.
    pub(in crate::model) fn custom(&self, source: usize) -> Option<Custom> {
        self.customs.get(source).copied()
    }

    /// Moves what came up in the declarations of a file to where it is after an edit.
    pub fn shift(&mut self, shift: &Shift) {
        self.notes.shift(shift);
    }
}

impl Chapter {
    /// How many clauses from the first of a claim on are of that claim.
    pub(in crate::model) fn clauses_from(&self, first: usize, claim: usize) -> usize {
        let own = |clause: &&Clause| clause.claim.index() == claim;
        self.clauses[first..].iter().take_while(own).count()
    }

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
        chapter.begin_at(self, self.end());
        self.claims.append(&mut chapter.claims);
        self.clauses.append(&mut chapter.clauses);
        let end = self.items.len();
        self.items.replace(end..end, &chapter.items);
        self.chapters.push(ChapterEnd {
            file: Some(file),
            ..self.end()
        });
    }

    /// Where all chapters end.
    fn end(&self) -> ChapterEnd {
        ChapterEnd {
            file: None,
            claims: self.claims.len(),
            clauses: self.clauses.len(),
            items: self.items.len(),
        }
    }

    /// The claims of a file, by their numbers.
    #[must_use]
    pub fn claims_of(&self, file: FileId) -> Range<usize> {
        self.chapter(file)
            .map_or(0..0, |(_, begin, end)| begin.claims..end.claims)
    }

    /// Puts chapters in the place of those of their files, which are given in order. What is behind them moves.
    pub fn replace(&mut self, chapters: Vec<(FileId, Chapter)>) {
        let mut others = Vec::new();
        for (file, chapter) in chapters {
            match self.chapter(file) {
                Some((_, begin, end)) if chapter.fits(begin, end) => self.overwrite(begin, chapter),
                Some((at, ..)) => others.push((at, chapter)),
                None => self.add(file, chapter),
            }
        }
        if let Some(&(first, _)) = others.first() {
            self.put_together(first, others);
        }
    }

    /// Puts a chapter in the place of one that has as much of everything: nothing moves.
    fn overwrite(&mut self, begin: ChapterEnd, mut chapter: Chapter) {
        chapter.begin_at(self, begin);
        put(&mut self.claims, begin.claims, chapter.claims);
        put(&mut self.clauses, begin.clauses, chapter.clauses);
        let items = begin.items..begin.items + chapter.items.len();
        self.items.replace(items, &chapter.items);
    }

    /// Puts all chapters from one on together again, some of them replaced by these.
    fn put_together(&mut self, number: usize, others: Vec<(usize, Chapter)>) {
        let mut begin = match number {
            0 => ChapterEnd::default(),
            _ => self.chapters[number - 1],
        };
        let ends = self.chapters.split_off(number);
        let mut claims = self.claims.split_off(begin.claims).into_iter();
        let mut clauses = self.clauses.split_off(begin.clauses).into_iter();
        let first = begin.items;
        let items = self.items.split_off(first);
        let mut others = others.into_iter().peekable();
        for (at, end) in (number..).zip(ends) {
            let own = claims.by_ref().take(end.claims - begin.claims);
            let said = clauses.by_ref().take(end.clauses - begin.clauses);
            let now = self.end();
            if let Some((_, mut chapter)) = others.next_if(|(other, _)| *other == at) {
                own.for_each(drop);
                said.for_each(drop);
                chapter.begin_at(self, now);
                self.claims.append(&mut chapter.claims);
                self.clauses.append(&mut chapter.clauses);
                self.items.replace(now.items..now.items, &chapter.items);
            } else {
                self.claims.extend(own);
                self.clauses.extend(said);
                self.items
                    .put_back(&items[begin.items - first..end.items - first]);
                let moved = &mut self.claims[now.claims..];
                renumber(moved, &mut self.clauses[now.clauses..], begin, now);
            }
            let file = end.file;
            self.chapters.push(ChapterEnd { file, ..self.end() });
            begin = end;
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
    /// Whether it has as much of everything as stands between two ends.
    fn fits(&self, begin: ChapterEnd, end: ChapterEnd) -> bool {
        self.claims.len() == end.claims - begin.claims
            && self.clauses.len() == end.clauses - begin.clauses
            && self.items.len() == end.items - begin.items
    }

    /// Gives everything the numbers that it has where the chapter begins in the model.
    fn begin_at(&mut self, model: &mut Model, begin: ChapterEnd) {
        let from = ChapterEnd::default();
        renumber(&mut self.claims, &mut self.clauses, from, begin);
        if self.units.is_empty() {
            return;
        }
        let units = units(model, &self.units);
        self.items.map_units(|unit| units[unit.index()]);
    }
}

/// Gives claims and clauses that were counted from one place the numbers that they have from another on.
fn renumber(claims: &mut [Claim], clauses: &mut [Clause], from: ChapterEnd, to: ChapterEnd) {
    if (from.claims, from.items) == (to.claims, to.items) {
        return;
    }
    let moved = |at: u32, from: usize, to: usize| ClaimId::from_index(at as usize - from + to).0;
    let claim = |id: &mut ClaimId| id.0 = moved(id.0, from.claims, to.claims);
    for one in claims {
        if let Speaker::Unnamed(id) = &mut one.speaker {
            claim(id);
        }
    }
    let item = |at: u32| moved(at, from.items, to.items);
    for clause in clauses {
        claim(&mut clause.claim);
        if let Some(value) = clause.body.value_mut() {
            value.items = item(value.items.start)..item(value.items.end);
        }
    }
}

/// Puts others in the place of as many that stand from somewhere on.
fn put<T>(all: &mut [T], begin: usize, others: Vec<T>) {
    for (old, new) in all[begin..].iter_mut().zip(others) {
        *old = new;
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
