//! What there is to say of a case, kept with what it comes from, so that after an edit only that is found anew which it touches.

use rayon::prelude::*;

use super::order::report_order;
use crate::analysis::Step;
use crate::checks::{self, Passages, Setting, Touched};
use crate::diagnostic::Diagnostic;
use crate::model::{Model, Subject};
use crate::text::{FileId, Files, Shift};

/// What a diagnostic comes from.
#[derive(Debug)]
pub(super) enum Origin {
    /// Claims that hang together; of what they speak, once somebody has asked.
    Together(Option<Box<[Subject]>>),
    /// All claims.
    Case,
    /// The claims of the file that it shows first.
    File,
    /// The names that claims use.
    Names,
    /// The entities.
    Entities,
    /// The sources.
    Sources,
    /// How the case is written, or a dispute: it is told anew whenever somebody asks.
    Told,
}

/// What was found of a case.
pub(super) struct Found {
    /// In no order; nothing while it is handed out.
    all: Vec<(Diagnostic, Origin)>,
    /// The origins of what is handed out, in its order.
    handed_out: Vec<Origin>,
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
            files: of_files,
            names,
            entities,
            sources,
        } = checks::found_by_all(files, model, setting, passages, &mut begins);
        let mut found = Self {
            all: Vec::with_capacity(together.len()),
            handed_out: Vec::new(),
        };
        found.add(together, || Origin::Together(None));
        found.add(case, || Origin::Case);
        found.add(of_files, || Origin::File);
        found.add(names, || Origin::Names);
        found.add(entities, || Origin::Entities);
        found.add(sources, || Origin::Sources);
        found
    }

    /// Adds what comes from one origin.
    pub fn add(&mut self, found: Vec<Diagnostic>, origin: impl Fn() -> Origin) {
        let found = found.into_iter().map(|one| (one, origin()));
        self.all.extend(found);
    }

    /// Puts what comes from one origin in the place of what came from it before.
    pub fn renew(&mut self, found: Vec<Diagnostic>, origin: impl Fn() -> Origin) {
        let stale = std::mem::discriminant(&origin());
        self.all
            .retain(|(_, origin)| std::mem::discriminant(origin) != stale);
        self.add(found, origin);
    }

    /// Hands out all of it in the order in which to report it, with what else there is to tell.
    pub fn hand_out(&mut self, model: &Model, told: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if !model.disputes.is_empty() {
            self.settle(model);
        }
        self.add(told, || Origin::Told);
        self.sort();
        let (all, origins) = std::mem::take(&mut self.all).into_iter().unzip();
        self.handed_out = origins;
        all
    }

    /// Takes back what was handed out, but for what is told anew.
    pub fn take_back(&mut self, all: Vec<Diagnostic>) {
        let with_origin = all.into_iter().zip(std::mem::take(&mut self.handed_out));
        let found = with_origin.filter(|(_, origin)| !matches!(origin, Origin::Told));
        self.all.extend(found.map(|(mut one, origin)| {
            one.disputed = None;
            (one, origin)
        }));
    }

    /// Holds the disputes of the case against it. Which of several quarrels one is held against must not depend on the order in which
    /// they were found.
    fn settle(&mut self, model: &Model) {
        self.sort();
        let (mut all, mut origins): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.all).into_iter().unzip();
        checks::settle(model, &mut all);
        origins.resize_with(all.len(), || Origin::Told);
        self.all = all.into_iter().zip(origins).collect();
    }

    fn sort(&mut self) {
        self.all
            .par_sort_by(|(one, _), (other, _)| report_order(one, other));
    }

    /// Notes of what every quarrel speaks that is known. That stays when files change elsewhere.
    pub fn note_things(&mut self, model: &Model) {
        for (quarrel, origin) in &mut self.all {
            if let Origin::Together(things @ None) = origin {
                *things = Some(checks::things_of(model, quarrel).into_iter().collect());
            }
        }
    }

    /// Of what each quarrel speaks, as far as it was noted.
    pub fn things(&self) -> impl Iterator<Item = &[Subject]> {
        self.all.iter().filter_map(|(_, origin)| match origin {
            Origin::Together(Some(things)) => Some(&**things),
            _ => None,
        })
    }

    /// Gives these things their new numbers.
    pub fn renumber(&mut self, now: impl Fn(Subject) -> Subject) {
        for (_, origin) in &mut self.all {
            if let Origin::Together(Some(things)) = origin {
                things.iter_mut().for_each(|thing| *thing = now(*thing));
            }
        }
    }

    /// Forgets the quarrels that are touched and what is found anew after every edit, of one file or of all, and moves the rest to where
    /// it is.
    pub fn keep(&mut self, touched: &Touched, shift: &Shift, part: Option<FileId>) {
        let elsewhere = |one: &Diagnostic| {
            let file = one.labels.first().map(|label| label.location.file);
            part.is_some() && file != part
        };
        self.all.retain(|(one, origin)| match origin {
            Origin::Together(Some(things)) => !touched.touches(things),
            Origin::File => elsewhere(one),
            Origin::Case | Origin::Names => false,
            _ => true,
        });
        self.all.iter_mut().for_each(|(one, _)| one.shift(shift));
    }

    /// Adds quarrels that were found again, with their things.
    pub fn add_quarrels(&mut self, again: Vec<(Diagnostic, Box<[Subject]>)>) {
        let again = again.into_iter();
        self.all
            .extend(again.map(|(one, things)| (one, Origin::Together(Some(things)))));
    }
}
