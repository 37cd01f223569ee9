//! A case as it stands, with all that its analysis is made from, so that after an edit only what it touches is made anew.

mod counts;
mod found;
mod order;
mod redeclare;

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Analysis, Step, Summary};
use crate::checks::{self, Passages, Reach, Setting, Things, Ties, Touched};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Chapter, ClaimId, Declarations, Declared, Model, Notes, Preface, Share};
use crate::settings;
use crate::syntax;
use crate::text::{File, FileId, Files, Reader, Shift, Span};
use counts::Counts;
use found::{Found, Origin};

/// A case, read and checked.
pub(super) struct Standing {
    /// Its files, model and passages; the diagnostics are those of the last time that somebody asked.
    analysis: Analysis,
    setting: Setting,
    declared: Declared,
    /// What is wrong with the settings.
    settings: Vec<Diagnostic>,
    /// What came up of names, where nobody will look any up again.
    told: Vec<Diagnostic>,
    /// What is wrong with the writing of each claim file, by its number.
    mistakes: Vec<Vec<Diagnostic>>,
    /// What came up when the claims of each were read.
    notes: Vec<Notes>,
    found: Found,
    /// What hangs together, made at the first edit.
    ties: Option<Ties>,
    /// What is counted of all claims, from the first edit on.
    counts: Option<Counts>,
}

/// What a case is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be looked at once.
    OneLook,
    /// To be edited and looked at again and again.
    Edits,
}

impl Standing {
    /// Reads and checks a case that is going to be edited.
    pub fn new(files: Files, texts: &dyn Reader, setting: Setting) -> Self {
        Self::step_by_step(files, texts, setting, Purpose::Edits, &mut |_| ())
    }

    /// The same; every step is told when it begins.
    pub fn step_by_step(
        mut files: Files,
        texts: &dyn Reader,
        setting: Setting,
        purpose: Purpose,
        begins: &mut dyn FnMut(Step<'_>),
    ) -> Self {
        let (own, settings) = settings::read(&files);
        let of_file = |(id, file)| {
            let mut entries = syntax::declarations(id, file);
            let preface = Preface::new(id, file, entries.by_ref());
            (preface, entries.into_diagnostics())
        };
        let claims: Vec<_> = files.claims().collect();
        let mut begun = |path: &str| begins(Step::Declarations(path));
        let read = each_file(&claims, &of_file, &mut begun);
        let (prefaces, mut mistakes): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        begins(Step::Names);
        let Declarations {
            mut model,
            mut declared,
            texts,
        } = model::declare(&files, &prefaces, texts, &own);
        drop(prefaces);
        if purpose == Purpose::Edits {
            declared.note_questions();
        }
        let told = mistakes.iter_mut();
        let mut notes = add_claims(&mut model, &declared, &files, told, begins);
        for text in texts {
            files.add(text);
        }
        declared.note_weekdays(&mut model, &notes);
        let mut told = Vec::new();
        if purpose == Purpose::OneLook {
            // The checks can have the room that the names take up.
            told = declared.report(&model, &notes);
            (declared, notes) = Default::default();
        }
        begins(Step::Passages);
        let passages = Passages::look_up(&files, &model);
        let found = Found::by_all_checks(&files, &model, setting, &passages, begins);
        begins(Step::Order);
        Self {
            analysis: Analysis {
                summary: summary(&files, &model),
                files,
                passages,
                model,
                ..Analysis::default()
            },
            setting,
            declared,
            settings,
            told,
            mistakes,
            notes,
            found,
            ties: None,
            counts: None,
        }
    }

    /// All that there is to say of the case. `problems` is what went wrong when its files were read.
    pub fn into_analysis(mut self, problems: Vec<Diagnostic>) -> Analysis {
        let mut told = problems;
        told.append(&mut self.settings);
        told.extend(self.mistakes.iter_mut().flat_map(std::mem::take));
        told.append(&mut self.told);
        told.extend(self.declared.report(&self.analysis.model, &self.notes));
        leave_out_followers(&mut told);
        self.analysis.diagnostics = self.found.hand_out(&self.analysis.model, told);
        self.analysis
    }

    /// The same, and the case stands on.
    pub fn analysis(&mut self, problems: Vec<Diagnostic>) -> &Analysis {
        let mut told = problems;
        told.extend_from_slice(&self.settings);
        told.extend(self.mistakes.iter().flatten().cloned());
        told.extend(self.declared.report(&self.analysis.model, &self.notes));
        leave_out_followers(&mut told);
        self.analysis.diagnostics = self.found.hand_out(&self.analysis.model, told);
        &self.analysis
    }

    /// What was told last.
    pub fn told(&self) -> &Analysis {
        &self.analysis
    }

    /// Gives a claim file another text, and checks again what that can touch. Not if that is nearly everything: then nothing here stands
    /// any more.
    #[must_use]
    pub fn edit(&mut self, id: FileId, text: &str, texts: &dyn Reader) -> bool {
        let old = self.analysis.files.get(id);
        let file = File::new(old.path.clone(), text);
        let (before, after) = (syntax::stretches(old), syntax::stretches(&file));
        let shift = widened(Shift::between(id, &old.text, text), &before, &after);
        let declares = touches(&before, shift.old) || touches(&after, shift.new);
        let told = std::mem::take(&mut self.analysis.diagnostics);
        self.found.take_back(told);
        self.found.note_things(&self.analysis.model);
        if declares {
            return self.redeclare(&shift, file, texts);
        }
        self.analysis.files.replace(id, file);
        self.edited(&shift);
        true
    }

    fn edited(&mut self, shift: &Shift) {
        let (old, mut edited) = self.claims_edited(shift.file, shift.old);
        let model = &self.analysis.model;
        let mut counts = self.counts.take().unwrap_or_else(|| Counts::of(model));
        let had_their_files = counts.each_source_has_its_file();
        counts.take_away(model, old.clone());
        self.claims_again(shift);
        let model = &self.analysis.model;
        let new = model.claims_of(shift.file);
        counts.add(model, new.clone());
        let claims = model.claims_in(shift.file, shift.new);
        edited.extend(checks::things_of_claims(model, claims.iter().copied()));
        let ties = ties(&mut self.ties, model, &claims);
        let touched = Touched::by(model, ties, &edited, || self.found.things());
        let analysis = &mut self.analysis;
        let (files, passages) = (&analysis.files, &mut analysis.passages);
        passages.renew(files, &analysis.model, shift, (old, new), &claims);
        let have_their_files = had_their_files && counts.each_source_has_its_file();
        let part = have_their_files.then_some(shift.file);
        self.check_again(&touched, shift, &counts, part);
        self.sum_up(counts);
    }

    /// Moves what the edit of a file has moved, and puts its claims as they are now in the place of those that were.
    fn claims_again(&mut self, shift: &Shift) {
        self.analysis.model.shift(shift);
        self.declared.shift(shift);
        let chapter = self.chapters_again(&[shift.file]);
        let model = &mut self.analysis.model;
        model.replace(chapter);
        self.declared.note_weekdays(model, &self.notes);
    }

    /// What is counted, and what was gathered for those who asked.
    fn sum_up(&mut self, counts: Counts) {
        let analysis = &mut self.analysis;
        analysis.summary.claims = analysis.model.claims.len();
        analysis.summary.statements = counts.statements;
        analysis.facts = OnceLock::new();
        self.counts = Some(counts);
    }

    /// The numbers of a file's claims, and of what those speak that a stretch touches.
    fn claims_edited(&self, file: FileId, stretch: Span) -> (Range<usize>, Things) {
        let model = &self.analysis.model;
        let claims = model.claims_in(file, stretch).into_iter();
        (
            model.claims_of(file),
            checks::things_of_claims(model, claims),
        )
    }

    /// Reads the claims of some files again, and what is wrong with their writing.
    fn chapters_again(&mut self, ids: &[FileId]) -> Vec<(FileId, Chapter)> {
        let Analysis { files, model, .. } = &self.analysis;
        let of_file = |(id, file)| {
            let mut declarations = syntax::declarations(id, file);
            declarations.by_ref().for_each(drop);
            let mut mistakes = declarations.into_diagnostics();
            let mut entries = syntax::claims(id, file);
            let chapter = self.declared.chapter(model, files, id, &mut entries);
            mistakes.extend(entries.into_diagnostics());
            (chapter, mistakes)
        };
        let edited: Vec<_> = ids.iter().map(|&id| (id, files.get(id))).collect();
        let read = each_file(&edited, &of_file, &mut |_| ());
        let mut chapters = Vec::with_capacity(ids.len());
        for (&id, (mut chapter, mistakes)) in ids.iter().zip(read) {
            self.mistakes[id.0 as usize] = mistakes;
            self.notes[id.0 as usize] = chapter.take_notes();
            chapters.push((id, chapter));
        }
        chapters
    }

    /// Checks what is touched, and keeps what was found of all else. `part` is the only file of which something can be found that
    /// rests on the claims of one file alone; if there is none, that is found of all files again.
    fn check_again(
        &mut self,
        touched: &Touched,
        shift: &Shift,
        counts: &Counts,
        part: Option<FileId>,
    ) {
        let Analysis {
            files,
            model,
            passages,
            ..
        } = &mut self.analysis;
        let setting = self.setting;
        self.found.keep(touched, shift, part);
        let again = model.with_part(touched.claims(), |part| {
            let mut again = checks::found(files, part, setting, Reach::Times, passages);
            again.extend(checks::found(files, part, setting, Reach::Facts, passages));
            let again = again.into_iter().map(|quarrel| {
                let things: Box<[_]> = checks::things_of(part, &quarrel).into_iter().collect();
                (quarrel, things)
            });
            again
                .filter(|(_, things)| touched.touches(things))
                .collect()
        });
        self.found.add_quarrels(again);
        let case = checks::found(files, model, setting, Reach::Case, passages);
        self.found.add(case, || Origin::Case);
        let of_files = checks::found_in_files(files, model, setting, part, passages);
        self.found.add(of_files, || Origin::File);
        let names = checks::unused_names(model, &counts.uses.used(model));
        self.found.add(names, || Origin::Names);
    }
}

/// Reads the claims of all files into the model. Adds what is wrong with the writing of each, and gives what came up.
fn add_claims<'m>(
    model: &mut Model,
    declared: &Declared,
    files: &Files,
    mut mistakes: impl Iterator<Item = &'m mut Vec<Diagnostic>>,
    begins: &mut dyn FnMut(Step<'_>),
) -> Vec<Notes> {
    let claims: Vec<_> = files.claims().collect();
    let mut share = Share::of(claims.iter().map(|(_, file)| file.text.len()).sum());
    let mut notes = Vec::with_capacity(claims.len());
    let mut told = model.for_claims();
    let mut chapters = Vec::new();
    let of_file = |(id, file)| {
        let mut entries = syntax::claims(id, file);
        let chapter = declared.chapter(model, files, id, &mut entries);
        (id, chapter, entries.into_diagnostics())
    };
    let mut begun = |path: &str| begins(Step::Claims(path));
    for batch in claims.chunks(BATCH) {
        let put_together = || {
            told.add(std::mem::take(&mut chapters));
            told.expect(share);
        };
        let read = each_file_beside(batch, &of_file, &mut begun, put_together);
        for (id, mut chapter, errors) in read {
            if let Some(own) = mistakes.next() {
                own.extend(errors);
            }
            notes.push(chapter.take_notes());
            share.add(files.get(id).text.len(), chapter.is_empty());
            chapters.push((id, chapter));
        }
    }
    told.add(chapters);
    model.take_claims(told);
    notes
}

/// So many files are read before what they yield is put together: then little stands in memory twice, and it is still at hand.
const BATCH: usize = 16;

/// Reads files. On one thread `begins` is told the path of each; on several they are read side by side. What they yield is in the order
/// of the files, however many read them.
fn each_file<'f, T: Send>(
    files: &[(FileId, &'f File)],
    read: &(dyn Fn((FileId, &'f File)) -> T + Sync),
    begins: &mut dyn FnMut(&str),
) -> Vec<T> {
    each_file_beside(files, read, begins, || ())
}

/// The same; meanwhile, or before, something else is done.
fn each_file_beside<'f, T: Send>(
    files: &[(FileId, &'f File)],
    read: &(dyn Fn((FileId, &'f File)) -> T + Sync),
    begins: &mut dyn FnMut(&str),
    other: impl FnOnce() + Send,
) -> Vec<T> {
    if rayon::current_num_threads() > 1 {
        // One file by itself: another may be a thousand times as long.
        let side_by_side = files.par_iter().with_max_len(1);
        let read = || side_by_side.map(|&file| read(file)).collect();
        return rayon::join(read, other).0;
    }
    other();
    let one_by_one = files.iter().map(|&(id, file)| {
        begins(&file.path);
        read((id, file))
    });
    one_by_one.collect()
}

/// What hangs together, these claims having come since it was last asked.
fn ties<'t>(known: &'t mut Option<Ties>, model: &Model, came: &[ClaimId]) -> &'t mut Ties {
    let known_no_more = |ties: &mut Ties| !ties.add(model, came);
    if known.as_mut().is_none_or(known_no_more) {
        *known = None;
    }
    known.get_or_insert_with(|| Ties::of(model))
}

/// An edit with all entries behind it that it makes begin or end otherwise, as it may that opens or closes a long string. `before` and
/// `after` are the entries of the file.
fn widened(shift: Shift, before: &[(Span, bool)], after: &[(Span, bool)]) -> Shift {
    /// Those that begin behind the end of the edit, counted from there.
    fn behind(entries: &[(Span, bool)], end: u32) -> Vec<(u32, u32, bool)> {
        let begun = entries.partition_point(|(entry, _)| entry.start < end);
        let behind = entries[begun..].iter();
        let behind =
            behind.map(|(entry, declares)| (entry.start - end, entry.end - end, *declares));
        behind.collect()
    }
    let (old, new) = (behind(before, shift.old.end), behind(after, shift.new.end));
    let pairs = old.iter().rev().zip(new.iter().rev());
    let alike = pairs.take_while(|(old, new)| old == new).count();
    let ends = [&old, &new].map(|entries| {
        let others = &entries[..entries.len() - alike];
        others.last().map_or(0, |(_, end, _)| *end)
    });
    let more = ends[0].max(ends[1]);
    let widened = |stretch: Span| Span {
        end: stretch.end + more,
        ..stretch
    };
    Shift {
        old: widened(shift.old),
        new: widened(shift.new),
        ..shift
    }
}

/// Leaves out that names are unknown which a line would declare, if it were right: that is told, and all that is to be mended.
fn leave_out_followers(told: &mut Vec<Diagnostic>) {
    let declaring = told.iter().filter(|one| one.code == Code::Syntax);
    let ids = declaring.filter(|one| !one.about.is_empty());
    let ids: FxHashSet<String> = ids.map(|one| one.about.clone()).collect();
    if !ids.is_empty() {
        told.retain(|one| one.code != Code::UnknownName || !ids.contains(&one.about));
    }
}

/// Whether an edit touches an entry that declares something.
fn touches(entries: &[(Span, bool)], edit: Span) -> bool {
    let mut declared = entries.iter().filter(|(_, declares)| *declares);
    declared.any(|(entry, _)| edit.start <= entry.end && entry.start <= edit.end)
}

fn summary(files: &Files, model: &Model) -> Summary {
    Summary {
        files: files.claims().count(),
        sources: model.sources.len(),
        claims: model.claims.len(),
        statements: model.statements(),
        entities: model.entities.count_declared(),
        events: model.events.len(),
        texts: model
            .sources
            .iter()
            .filter(|source| matches!(&source.text, Some(text) if text.text.is_ok()))
            .count(),
    }
}
