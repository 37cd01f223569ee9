//! The claims of one file, and how those of all files become one model.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::claims::{Claims, ClaimsEnd};
use super::super::clauses::{Clauses, ClausesEnd, Moved};
use super::super::{Items, Model, UnitId};
use super::Declared;
use super::claims::Reading;
use super::fetched::Fetched;
use super::lookup::Resolver;
use super::notes::Notes;
use super::times::Custom;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::Told;
use crate::text::{FileId, Files, Shift};

/// The claims of one file, resolved. Ids of claims and units and the places of items count from the beginning of the chapter; all
/// else is the model's.
#[derive(Debug, Default)]
pub struct Chapter {
    pub(in crate::model) claims: Claims,
    pub(in crate::model) clauses: Clauses,
    pub(in crate::model) items: Items,
    pub(in crate::model) units: Vec<String>,
    pub(super) notes: Notes,
}

impl Declared {
    /// Reads the claims of a file. Of the sources above them nothing but the names is looked at, and of the model
    /// nothing but what is declared.
    #[must_use]
    pub fn chapter<'t>(
        &self,
        model: &Model,
        files: &Files,
        file: FileId,
        told: impl Iterator<Item = Told<'t>>,
    ) -> Chapter {
        let mut notes = Notes::default();
        if self.noting {
            notes.asked.begin();
        }
        let mut reading = Reading {
            resolver: Resolver {
                files,
                model,
                names: &self.names,
                notes: &mut notes,
                fetched: Fetched::default(),
            },
            customs: &self.customs,
            file,
            chapter: Chapter::expected(files.get(file).text.len()),
            units: FxHashMap::default(),
        };
        reading.claims(told);
        let chapter = reading.chapter;
        notes.asked.settle();
        Chapter { notes, ..chapter }
    }

    /// From now on notes what claims look up, for a case that is going to be edited.
    pub fn note_questions(&mut self) {
        self.noting = true;
    }

    /// What came up in the declarations and in the chapters, whose notes are given in the order of their files.
    #[must_use]
    pub fn report(&self, model: &Model, chapters: &[Notes]) -> Vec<Diagnostic> {
        let mut all = self.notes.clone();
        chapters.iter().for_each(|notes| all.extend(notes));
        all.report_unknown(&self.names, model);
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
    /// An empty one with room for what a text of so many bytes is likely to hold.
    fn expected(bytes: usize) -> Self {
        let claims = bytes / CLAIM_BYTES;
        let mut chapter = Self::default();
        chapter.claims.reserve(claims);
        chapter.clauses.reserve(2 * claims);
        chapter
    }

    /// Whether no claims stand in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// What came up in it.
    pub fn take_notes(&mut self) -> Notes {
        std::mem::take(&mut self.notes)
    }
}

/// So many bytes a short claim takes with its passage; of longer ones there are fewer, and the room is not used.
const CLAIM_BYTES: usize = 64;

/// So many chapters are put in their places one by one: for each, all that stands behind it moves.
const FEW: usize = 4;

/// Where the chapters of a model end that come up to some file.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::model) struct ChapterEnd {
    file: Option<FileId>,
    claims: ClaimsEnd,
    clauses: ClausesEnd,
    items: usize,
}

impl ChapterEnd {
    /// Where it is when what ended at one place ends at another.
    fn moved(self, from: Self, to: Self) -> Self {
        Self {
            file: self.file,
            claims: self.claims.since(from.claims).behind(to.claims),
            clauses: self.clauses.since(from.clauses).behind(to.clauses),
            items: self.items - from.items + to.items,
        }
    }

    /// How far what is numbered from here moves when it is numbered from there.
    fn way(self, to: Self) -> Moved {
        Moved::between(self.claims, to.claims).and_items(self.items, to.items)
    }
}

impl Model {
    /// Puts chapters behind those before them, each column on a thread of its own.
    pub fn add(&mut self, chapters: impl IntoIterator<Item = (FileId, Chapter)>) {
        let (mut claims, mut clauses, mut items) = (Vec::new(), Vec::new(), Vec::new());
        let mut begin = self.end();
        for (file, mut chapter) in chapters {
            let end = chapter.end(begin);
            let by = chapter.begin_at(self, begin);
            claims.push(chapter.claims);
            clauses.push((chapter.clauses, by));
            items.push(chapter.items);
            let file = Some(file);
            self.chapters.push(ChapterEnd { file, ..end });
            begin = end;
        }
        let (all_claims, all_clauses, all_items) =
            (&mut self.claims, &mut self.clauses, &mut self.items);
        rayon::join(
            || {
                let clauses = clauses.into_iter();
                clauses.for_each(|(own, by)| all_clauses.append(own, by));
            },
            || {
                let claims = claims.into_iter();
                claims.for_each(|own| all_claims.append(own));
                items.iter().for_each(|own| all_items.append(own));
            },
        );
    }

    fn append(&mut self, mut chapter: Chapter) {
        let by = chapter.begin_at(self, self.end());
        self.claims.append(chapter.claims);
        self.clauses.append(chapter.clauses, by);
        self.items.append(&chapter.items);
    }

    /// Where all chapters end.
    fn end(&self) -> ChapterEnd {
        ChapterEnd {
            file: None,
            claims: self.claims.end(),
            clauses: self.clauses.end(),
            items: self.items.len(),
        }
    }

    /// The claims of a file, by their numbers.
    #[must_use]
    pub fn claims_of(&self, file: FileId) -> Range<usize> {
        self.chapter(file).map_or(0..0, |(_, begin, end)| {
            begin.claims.claims..end.claims.claims
        })
    }

    /// Puts chapters in the place of those of their files, which are given in order. What is behind them moves.
    pub fn replace(&mut self, chapters: Vec<(FileId, Chapter)>) {
        let few = chapters.len() <= FEW;
        let mut others = Vec::new();
        for (file, chapter) in chapters {
            match self.chapter(file) {
                Some((at, begin, end)) if few || chapter.fits(begin, end) => {
                    self.put_in_place(at, begin, chapter);
                }
                Some((at, ..)) => others.push((at, chapter)),
                None => self.add([(file, chapter)]),
            }
        }
        if let Some(&(first, _)) = others.first() {
            self.put_together(first, others);
        }
    }

    /// Puts a chapter in the place of another. Where it has as much of everything, nothing moves.
    fn put_in_place(&mut self, at: usize, begin: ChapterEnd, mut chapter: Chapter) {
        let old = self.chapters[at];
        let new = chapter.end(begin);
        let by = chapter.begin_at(self, begin);
        let behind = old.way(new);
        let stretch = begin.claims..old.claims;
        self.claims.replace(stretch, chapter.claims);
        let stretch = begin.clauses..old.clauses;
        self.clauses.replace(stretch, chapter.clauses, by, behind);
        self.items.replace(begin.items..old.items, &chapter.items);
        for end in &mut self.chapters[at..] {
            *end = end.moved(old, new);
        }
    }

    /// Puts all chapters from one on together again, some of them replaced by these.
    fn put_together(&mut self, number: usize, others: Vec<(usize, Chapter)>) {
        let mut begin = match number {
            0 => ChapterEnd::default(),
            _ => self.chapters[number - 1],
        };
        let ends = self.chapters.split_off(number);
        let mut claims = self.claims.split_off(begin.claims);
        let mut clauses = self.clauses.split_off(begin.clauses);
        let first = begin.items;
        let items = self.items.split_off(first);
        let mut others = others.into_iter().peekable();
        for (at, end) in (number..).zip(ends) {
            if let Some((_, chapter)) = others.next_if(|(other, _)| *other == at) {
                claims.drop_to(end.claims);
                clauses.drop_to(end.clauses);
                self.append(chapter);
            } else {
                let by = begin.way(self.end());
                claims.put_back(end.claims, &mut self.claims);
                clauses.put_back(end.clauses, &mut self.clauses, by);
                self.items
                    .put_back(&items[begin.items - first..end.items - first]);
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
        let own = self.end(begin);
        (own.claims, own.clauses, own.items) == (end.claims, end.clauses, end.items)
    }

    /// Where it ends when it begins there.
    fn end(&self, begin: ChapterEnd) -> ChapterEnd {
        ChapterEnd {
            file: None,
            claims: self.claims.end().behind(begin.claims),
            clauses: self.clauses.end().behind(begin.clauses),
            items: begin.items + self.items.len(),
        }
    }

    /// Gives units the numbers that they have where the chapter begins in the model, and tells how far all else moves.
    fn begin_at(&mut self, model: &mut Model, begin: ChapterEnd) -> Moved {
        let by = ChapterEnd::default().way(begin);
        if !self.units.is_empty() {
            let units = units(model, &self.units);
            self.items.map_units(|unit| units[unit.index()]);
        }
        by
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
