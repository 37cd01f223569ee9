//! Runs the checks: those that look at the same of a case together, and on several threads beside each other.

use rayon::prelude::*;

use super::gathered::Gathered;
use super::glance::Glance;
use super::origins::Origins;
use super::time_conflict::TimeQuarrels;
use super::timeline::Timeline;
use super::{ALL, Case, Check, Passages, Reach, Run, Setting};
use crate::checks::fingerprint::Sayings;
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::text::{FileId, Files};

/// What the checks find, by how much of a case must be looked at again for it when something changes.
#[derive(Debug, Default)]
pub struct Found {
    /// What hangs together.
    pub together: Vec<Diagnostic>,
    /// What is found of all claims.
    pub case: Vec<Diagnostic>,
    /// What is found of the claims of one file.
    pub files: Vec<Diagnostic>,
    /// Names without a use.
    pub names: Vec<Diagnostic>,
    /// What is found of entities alone.
    pub entities: Vec<Diagnostic>,
    /// What is found of sources alone.
    pub sources: Vec<Diagnostic>,
}

/// What is told when a check begins, by its id; none for what checks share.
type Begins<'b> = dyn FnMut(Option<&'static str>) + 'b;

/// What the checks of one reach find.
#[must_use]
pub fn found(
    files: &Files,
    model: &Model,
    setting: Setting,
    reach: Reach,
    passages: &Passages,
) -> Vec<Diagnostic> {
    Looked::at(files, model, setting, passages).found(reach)
}

/// What is found of the claims of one file by themselves, or of those of every file.
#[must_use]
pub fn found_in_files(
    files: &Files,
    model: &Model,
    setting: Setting,
    part: Option<FileId>,
    passages: &Passages,
) -> Vec<Diagnostic> {
    let looked = Looked::at(files, model, setting, passages);
    Looked { part, ..looked }.found(Reach::File)
}

/// The same as [`found`], one after the other; whenever a check begins, its id is told, and none before what they share is made.
#[must_use]
pub fn found_step_by_step(
    files: &Files,
    model: &Model,
    setting: Setting,
    reach: Reach,
    passages: &Passages,
    begins: &mut Begins<'_>,
) -> Vec<Diagnostic> {
    begins(None);
    let looked = Looked::at(files, model, setting, passages);
    looked.step_by_step(reach, &looked.gathered(reach), begins)
}

/// What all checks find. On one thread the id of each is told when it begins; on several they run beside each other.
#[must_use]
pub fn found_by_all(
    files: &Files,
    model: &Model,
    setting: Setting,
    passages: &Passages,
    begins: &mut Begins<'_>,
) -> Found {
    let looked = Looked::at(files, model, setting, passages);
    if rayon::current_num_threads() > 1 {
        looked.found_by_all()
    } else {
        looked.all_step_by_step(begins)
    }
}

/// What is looked at.
#[derive(Clone, Copy)]
struct Looked<'a> {
    files: &'a Files,
    model: &'a Model,
    setting: Setting,
    passages: &'a Passages,
    /// The only file of which something is to be found that rests on the claims of one.
    part: Option<FileId>,
}

impl<'a> Looked<'a> {
    fn at(files: &'a Files, model: &'a Model, setting: Setting, passages: &'a Passages) -> Self {
        Self {
            files,
            model,
            setting,
            passages,
            part: None,
        }
    }

    /// The clauses, where the checks of a reach ask for them.
    fn gathered(self, reach: Reach) -> Gathered {
        match reach {
            Reach::Times | Reach::Facts => Gathered::new(self.model),
            _ => Gathered::default(),
        }
    }

    fn all_step_by_step(self, begins: &mut Begins<'_>) -> Found {
        begins(None);
        let mut gathered = self.gathered(Reach::Times);
        let facts = self.step_by_step(Reach::Facts, &gathered, begins);
        // No other check asks for it: so the network of times has its room.
        gathered.glance = Glance::default();
        let mut together = self.step_by_step(Reach::Times, &gathered, begins);
        together.extend(facts);
        // The others ask for none of it.
        drop(gathered);
        let gathered = Gathered::default();
        let mut run = |reach| self.step_by_step(reach, &gathered, begins);
        Found {
            together,
            case: run(Reach::Case),
            files: run(Reach::File),
            names: run(Reach::Names),
            entities: run(Reach::Entities),
            sources: run(Reach::Sources),
        }
    }

    fn step_by_step(
        self,
        reach: Reach,
        gathered: &Gathered,
        begins: &mut Begins<'_>,
    ) -> Vec<Diagnostic> {
        begins(None);
        let case = self.case(reach, gathered);
        let mut found = Vec::new();
        for (check, run) in of_reach(reach) {
            begins(Some(check.id));
            run(&case, &mut found);
        }
        found
    }

    /// The longest way, that of the times, begins as soon as the clauses are gathered.
    fn found_by_all(self) -> Found {
        let claims = || {
            let gathered = self.gathered(Reach::Times);
            let run = |reach| self.beside(reach, &gathered);
            let (mut together, facts) = rayon::join(|| run(Reach::Times), || run(Reach::Facts));
            together.extend(facts);
            together
        };
        let others = [
            Reach::Case,
            Reach::File,
            Reach::Names,
            Reach::Entities,
            Reach::Sources,
        ];
        let others = || others.map(|reach| self.found(reach));
        let (together, [case, files, names, entities, sources]) = rayon::join(claims, others);
        Found {
            together,
            case,
            files,
            names,
            entities,
            sources,
        }
    }

    fn found(self, reach: Reach) -> Vec<Diagnostic> {
        self.beside(reach, &self.gathered(reach))
    }

    /// What the checks of one reach find beside each other, in the order in which they stand in the list of all.
    fn beside(self, reach: Reach, gathered: &Gathered) -> Vec<Diagnostic> {
        let case = self.case(reach, gathered);
        let checks: Vec<_> = of_reach(reach).collect();
        let found_by = |(_, run): &(&Check, Run)| {
            let mut found = Vec::new();
            run(&case, &mut found);
            found
        };
        let found: Vec<Vec<Diagnostic>> = checks.par_iter().map(found_by).collect();
        found.into_iter().flatten().collect()
    }

    /// A case as the checks of one reach look at it. What none of them asks for is left out.
    fn case<'c>(self, reach: Reach, gathered: &'c Gathered) -> Case<'c>
    where
        'a: 'c,
    {
        let (model, sayings) = (self.model, Sayings::new(self.files, self.model));
        let timeline = match reach {
            Reach::Times => Timeline::of(model, gathered),
            _ => Timeline::none(),
        };
        Case {
            files: self.files,
            part: self.part,
            model,
            gathered,
            quarrels: TimeQuarrels::find(model, &timeline, &sayings),
            sayings,
            timeline,
            setting: self.setting,
            passages: self.passages,
            origins: Origins::new(model),
        }
    }
}

/// The checks of one reach, with what they do.
fn of_reach(reach: Reach) -> impl Iterator<Item = (&'static Check, Run)> {
    let own = ALL.iter().filter(move |check| check.reach == reach);
    own.filter_map(|check| Some((check, check.run?)))
}
