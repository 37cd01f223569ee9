//! A case as it stands, with all that its analysis is made from, so that after an edit only what it touches is made anew.

use std::cmp::Ordering;
use std::ops::Range;

use rayon::prelude::*;

use super::{Analysis, Step, Summary};
use crate::checks::{self, Passages, Reach, Setting, Things, Touched};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{self, Declarations, Declared, Model, Notes};
use crate::settings;
use crate::syntax;
use crate::text::{File, FileId, Files, Location, Reader, Shift, Span};

/// A case, read and checked.
pub(super) struct Standing {
    /// Its files, model and passages; the diagnostics are those of the last time that somebody asked.
    analysis: Analysis,
    setting: Setting,
    declared: Declared,
    /// What is wrong with the settings.
    settings: Vec<Diagnostic>,
    /// What is wrong with the writing of each claim file, by its number.
    mistakes: Vec<Vec<Diagnostic>>,
    /// What came up when the claims of each were read.
    notes: Vec<Notes>,
    found: Found,
}

/// What the checks found, by their reach.
struct Found {
    together: Vec<Diagnostic>,
    case: Vec<Diagnostic>,
    declarations: Vec<Diagnostic>,
}

impl Standing {
    /// Reads and checks a case.
    pub fn new(files: Files, texts: &dyn Reader, setting: Setting) -> Self {
        Self::step_by_step(files, texts, setting, &mut |_| ())
    }

    /// The same; every step is told when it begins.
    pub fn step_by_step(
        mut files: Files,
        texts: &dyn Reader,
        setting: Setting,
        begins: &mut dyn FnMut(Step<'_>),
    ) -> Self {
        let (own, settings) = settings::read(&files);
        let of_file = |(id, file)| {
            let (tree, errors) = syntax::declarations(id, file);
            ((id, tree), errors)
        };
        let claims: Vec<_> = files.claims().collect();
        let mut begun = |path: &str| begins(Step::Declarations(path));
        let read = each_file(&claims, &of_file, &mut begun);
        let (trees, mut mistakes): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        begins(Step::Names);
        let Declarations {
            mut model,
            declared,
            texts,
        } = model::declare(&files, &trees, texts, &own);
        drop(trees);
        let mut notes = Vec::with_capacity(mistakes.len());
        for batch in claims.chunks(BATCH) {
            let of_file = |(id, file)| {
                let mut entries = syntax::claims(id, file);
                let chapter = declared.chapter(&model, &files, id, &mut entries);
                (id, chapter, entries.into_diagnostics())
            };
            let mut begun = |path: &str| begins(Step::Claims(path));
            for (id, mut chapter, errors) in each_file(batch, &of_file, &mut begun) {
                mistakes[notes.len()].extend(errors);
                notes.push(chapter.take_notes());
                model.add(id, chapter);
            }
        }
        for text in texts {
            files.add(text);
        }
        declared.note_weekdays(&mut model, &notes);
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
            mistakes,
            notes,
            found,
        }
    }

    /// All that there is to say of the case. `problems` is what went wrong when its files were read.
    pub fn into_analysis(mut self, problems: Vec<Diagnostic>) -> Analysis {
        let mut told = problems;
        told.append(&mut self.settings);
        told.extend(self.mistakes.iter_mut().flat_map(std::mem::take));
        told.extend(self.declared.report(&self.notes));
        let Found {
            together,
            case,
            declarations,
        } = self.found;
        let found = [together, case, declarations].into_iter().flatten();
        self.analysis.diagnostics = ordered(&self.analysis.model, told, found.collect());
        self.analysis
    }

    /// The same, and the case stands on.
    pub fn analysis(&mut self, problems: Vec<Diagnostic>) -> &Analysis {
        let mut told = problems;
        told.extend_from_slice(&self.settings);
        told.extend(self.mistakes.iter().flatten().cloned());
        told.extend(self.declared.report(&self.notes));
        let found = &self.found;
        let found = [&found.together, &found.case, &found.declarations];
        let found = found.into_iter().flatten().cloned().collect();
        self.analysis.diagnostics = ordered(&self.analysis.model, told, found);
        &self.analysis
    }

    /// What was told last.
    pub fn told(&self) -> &Analysis {
        &self.analysis
    }

    /// Gives a claim file another text, and checks again what that can touch. Not if it touches what is declared: nearly everything may
    /// depend on that. Then nothing here stands any more.
    #[must_use]
    pub fn edit(&mut self, id: FileId, text: &str) -> bool {
        let (shift, file) = {
            let old = self.analysis.files.get(id);
            let shift = Shift::between(id, &old.text, text);
            let file = File::new(old.path.clone(), text);
            if touches(&syntax::declared_stretches(old), shift.old)
                || touches(&syntax::declared_stretches(&file), shift.new)
            {
                return false;
            }
            (shift, file)
        };
        self.analysis.files.replace(id, file);
        self.edited(&shift);
        true
    }

    fn edited(&mut self, shift: &Shift) {
        let found = self.things_found();
        let (old, mut edited) = self.claims_edited(shift.file, shift.old);
        self.read_again(shift);
        let model = &self.analysis.model;
        let new = model.claims_of(shift.file);
        let claims = model.claims_in(shift.file, shift.new);
        edited.extend(checks::things_of_claims(model, claims.iter().copied()));
        let touched = Touched::by(model, &edited, &found);
        let analysis = &mut self.analysis;
        let (files, passages) = (&analysis.files, &mut analysis.passages);
        passages.renew(files, &analysis.model, shift, (old, new), &claims);
        self.check_again(&touched, &found, shift);
        self.analysis.summary = summary(&self.analysis.files, &self.analysis.model);
        self.analysis.facts = std::sync::OnceLock::new();
    }

    /// The things of every quarrel that is known.
    fn things_found(&self) -> Vec<Things> {
        let model = &self.analysis.model;
        let together = &self.found.together;
        together
            .iter()
            .map(|quarrel| checks::things_of(model, quarrel))
            .collect()
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

    /// Reads the claims of an edited file.
    fn read_again(&mut self, shift: &Shift) {
        let Analysis { files, model, .. } = &mut self.analysis;
        let (id, number) = (shift.file, shift.file.0 as usize);
        let file = files.get(id);
        model.shift(shift);
        self.declared.shift(shift);
        let (_, mut mistakes) = syntax::declarations(id, file);
        let mut entries = syntax::claims(id, file);
        let mut chapter = self.declared.chapter(model, files, id, &mut entries);
        mistakes.extend(entries.into_diagnostics());
        self.mistakes[number] = mistakes;
        self.notes[number] = chapter.take_notes();
        model.replace(id, chapter);
        self.declared.note_weekdays(model, &self.notes);
    }

    /// Checks what is touched, and keeps what was found of all else.
    fn check_again(&mut self, touched: &Touched, found: &[Things], shift: &Shift) {
        let Analysis {
            files,
            model,
            passages,
            ..
        } = &mut self.analysis;
        let setting = self.setting;
        let mut kept = found.iter().map(|things| !touched.touches(things));
        self.found
            .together
            .retain(|_| kept.next().unwrap_or_default());
        for quarrel in &mut self.found.together {
            quarrel.shift(shift);
        }
        for diagnostic in &mut self.found.declarations {
            diagnostic.shift(shift);
        }
        let again = model.with_part(touched.claims(), |part| {
            let mut again = checks::found(files, part, setting, Reach::Times, passages);
            again.extend(checks::found(files, part, setting, Reach::Facts, passages));
            again.retain(|quarrel| touched.touches(&checks::things_of(part, quarrel)));
            again
        });
        self.found.together.extend(again);
        self.found.case = checks::found(files, model, setting, Reach::Case, passages);
    }
}

impl Found {
    /// Runs all checks; on several threads those that need the network of times beside the others.
    fn by_all_checks(
        files: &Files,
        model: &Model,
        setting: Setting,
        passages: &Passages,
        begins: &mut dyn FnMut(Step<'_>),
    ) -> Self {
        let mut begins = |check: Option<&'static str>| {
            begins(check.map_or(Step::Together, Step::Check));
        };
        let run = |reach, begins: &mut dyn FnMut(Option<&'static str>)| {
            checks::found_step_by_step(files, model, setting, reach, passages, begins)
        };
        let untimed = |begins: &mut dyn FnMut(Option<&'static str>)| {
            [Reach::Facts, Reach::Case, Reach::Declarations].map(|reach| run(reach, begins))
        };
        let (mut together, [facts, case, declarations]) = if rayon::current_num_threads() > 1 {
            rayon::join(|| run(Reach::Times, &mut |_| ()), || untimed(&mut |_| ()))
        } else {
            (run(Reach::Times, &mut begins), untimed(&mut begins))
        };
        together.extend(facts);
        Self {
            together,
            case,
            declarations,
        }
    }
}

/// So many files are read before what they yield is put together: then little stands in memory twice.
const BATCH: usize = 64;

/// Reads files. On one thread `begins` is told the path of each; on several they are read side by side. What they yield is in the order
/// of the files, however many read them.
fn each_file<'f, T: Send>(
    files: &[(FileId, &'f File)],
    read: &(dyn Fn((FileId, &'f File)) -> T + Sync),
    begins: &mut dyn FnMut(&str),
) -> Vec<T> {
    if rayon::current_num_threads() > 1 {
        return files.par_iter().map(|&file| read(file)).collect();
    }
    let one_by_one = files.iter().map(|&(id, file)| {
        begins(&file.path);
        read((id, file))
    });
    one_by_one.collect()
}

/// Whether an edit touches one of these stretches.
fn touches(stretches: &[Span], edit: Span) -> bool {
    stretches
        .iter()
        .any(|stretch| edit.start <= stretch.end && stretch.start <= edit.end)
}

/// Everything in the order in which to report it, held against the disputes.
fn ordered(model: &Model, told: Vec<Diagnostic>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut diagnostics = found;
    // Which of several quarrels a dispute is held against must not depend on the order in which they were found.
    diagnostics.sort_by(report_order);
    checks::settle(model, &mut diagnostics);
    diagnostics.extend(told);
    diagnostics.sort_by(report_order);
    diagnostics
}

/// Mistakes by place; then quarrels, the gravest first, marked ones at their head and disputed ones at their end; then gaps.
fn report_order(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    let rank = |diagnostic: &Diagnostic| {
        (
            diagnostic.severity,
            diagnostic.disputed.is_some(),
            diagnostic.marks.is_empty(),
            // What a quarrel is about does not depend on the order of files.
            place(diagnostic).filter(|_| !is_quarrel(diagnostic)),
        )
    };
    rank(one)
        .cmp(&rank(other))
        .then_with(|| one.about.cmp(&other.about))
        .then_with(|| one.code.id().cmp(other.code.id()))
        .then_with(|| place(one).cmp(&place(other)))
        .then_with(|| one.message.cmp(&other.message))
}

fn is_quarrel(diagnostic: &Diagnostic) -> bool {
    matches!(
        diagnostic.severity,
        Severity::Contradiction | Severity::Tension
    )
}

fn place(diagnostic: &Diagnostic) -> Option<Location> {
    diagnostic.labels.first().map(|label| label.location)
}

fn summary(files: &Files, model: &Model) -> Summary {
    Summary {
        files: files.claims().count(),
        sources: model.sources.len(),
        claims: model.claims.len(),
        statements: model.statements(),
        entities: model
            .entities
            .iter()
            .filter(|(_, entity)| entity.location.is_some())
            .count(),
        events: model.events.len(),
        texts: model
            .sources
            .iter()
            .filter(|source| matches!(&source.text, Some(text) if text.text.is_ok()))
            .count(),
    }
}
