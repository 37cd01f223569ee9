//! What the checks find of a case, kept by how much of it must be looked at again when something changes.

use crate::analysis::Step;
use crate::checks::{self, Passages, Setting, Things, Touched};
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::text::{Files, Shift};

/// What the checks found, by their reach.
pub(super) struct Found {
    /// What hangs together.
    together: Vec<Diagnostic>,
    /// Of what each of the first of these speaks, as far as somebody has asked.
    things: Vec<Things>,
    pub case: Vec<Diagnostic>,
    pub entities: Vec<Diagnostic>,
    pub sources: Vec<Diagnostic>,
}

impl Found {
    /// Runs all checks.
    pub fn by_all_checks(
        files: &Files,
        model: &Model,
        setting: Setting,
        passages: &Passages,
        begins: &mut dyn FnMut(Step<'_>),
    ) -> Self {
        let mut begins = |check: Option<&'static str>| {
            begins(check.map_or(Step::Together, Step::Check));
        };
        let checks::Found {
            together,
            case,
            entities,
            sources,
        } = checks::found_by_all(files, model, setting, passages, &mut begins);
        Self {
            together,
            things: Vec::new(),
            case,
            entities,
            sources,
        }
    }

    /// The things of every quarrel that is known. They stay when files change elsewhere.
    pub fn things(&mut self, model: &Model) -> &mut [Things] {
        let new = &self.together[self.things.len()..];
        let new = new.iter().map(|quarrel| checks::things_of(model, quarrel));
        self.things.extend(new);
        &mut self.things
    }

    /// Forgets what is touched, and moves the rest to where it is after an edit. Its things are known.
    pub fn keep(&mut self, touched: &Touched, shift: &Shift) {
        self.things.truncate(self.together.len());
        let kept: Vec<bool> = self
            .things
            .iter()
            .map(|things| !touched.touches(things))
            .collect();
        let mut keeps = kept.iter();
        self.together.retain(|_| keeps.next() == Some(&true));
        let mut keeps = kept.iter();
        self.things.retain(|_| keeps.next() == Some(&true));
        self.shift(shift);
    }

    /// Adds what was found again, with its things.
    pub fn extend(&mut self, again: Vec<(Diagnostic, Things)>) {
        let (quarrels, things): (Vec<_>, Vec<_>) = again.into_iter().unzip();
        self.together.extend(quarrels);
        self.things.extend(things);
    }

    /// All of it.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let all = [&self.together, &self.case, &self.entities, &self.sources];
        all.into_iter().flatten()
    }

    /// All of it, taken.
    pub fn into_all(self) -> Vec<Diagnostic> {
        let all = [self.together, self.case, self.entities, self.sources];
        all.into_iter().flatten().collect()
    }

    /// Moves what is not found anew after an edit to where it is.
    fn shift(&mut self, shift: &Shift) {
        let all = self.together.iter_mut().chain(&mut self.entities);
        all.chain(&mut self.sources)
            .for_each(|one| one.shift(shift));
    }
}
