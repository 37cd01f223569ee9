//! What the checks find of a case, kept by how much of it must be looked at again when something changes.

use crate::analysis::Step;
use crate::checks::{self, Passages, Setting};
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::text::{Files, Shift};

/// What the checks found, by their reach.
pub(super) struct Found {
    /// What hangs together.
    pub together: Vec<Diagnostic>,
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
            case,
            entities,
            sources,
        }
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
    pub fn shift(&mut self, shift: &Shift) {
        let all = self.together.iter_mut().chain(&mut self.entities);
        all.chain(&mut self.sources)
            .for_each(|one| one.shift(shift));
    }
}
