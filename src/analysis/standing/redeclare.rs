//! An edit of what is declared: it is all declared again, and what has become of it tells which claims are to be read again and what of
//! them is to be checked again.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::counts::Counts;
use super::found::Origin;
use super::{Standing, each_file, summary};
use crate::checks::{self, Reach, Things, Ties, Touched};
use crate::model::{self, ClaimId, Declarations, Differences, Model, Preface};
use crate::syntax;
use crate::text::{File, FileId, FileKind, Files, ReadError, Reader, Shift};

impl Standing {
    /// Gives a claim file another text that touches what is declared, and checks again what that can touch. Not if that is nearly
    /// everything: then nothing here stands any more.
    pub(super) fn redeclare(&mut self, shift: &Shift, file: File, texts: &dyn Reader) -> bool {
        let (_, mut edited) = self.claims_edited(shift.file, shift.old);
        self.analysis.files.replace(shift.file, file);
        self.analysis.model.shift(shift);
        let now = self.declarations(texts);
        if !same_texts(&self.analysis.files, &now.texts) {
            return false;
        }
        let model = &self.analysis.model;
        let (old, new) = ((model, &self.declared), (&now.model, &now.declared));
        let Some(differences) = Differences::between(old, new) else {
            return false;
        };
        edited.extend(checks::things_of_declarations(model, &differences.before));
        let lost = self.take(now, &differences);
        let model = &self.analysis.model;
        let now = |thing| differences.numbers.subject(thing);
        self.found.renumber(now);
        edited = edited.into_iter().map(now).collect();
        edited.extend(checks::things_of_declarations(model, &differences.after));
        edited.extend(self.read_again(shift, &differences, &lost));
        let model = &self.analysis.model;
        // What is declared decides what hangs together.
        let ties = self.ties.insert(Ties::of(model));
        let touched = Touched::by(model, ties, &edited, || self.found.things());
        let counts = Counts::of(model);
        self.check_again(&touched, shift, &counts, None);
        self.check_declarations(&differences);
        self.analysis.summary = summary(&self.analysis.files, &self.analysis.model);
        self.sum_up(counts);
        true
    }

    /// All that is declared now. Texts that have been read are not read again, and stand empty.
    fn declarations(&self, texts: &dyn Reader) -> Declarations {
        let Self { analysis, .. } = self;
        let files: Vec<_> = analysis.files.claims().collect();
        let preface = |(id, file)| Preface::new(id, file, syntax::declarations(id, file));
        let prefaces = each_file(&files, &preface, &mut |_| ());
        let known = Known::new(&analysis.model, texts);
        model::declare(&analysis.files, &prefaces, &known, &analysis.model.settings)
    }

    /// Puts what is declared now in the place of what was. The files whose claims name something that is gone.
    fn take(&mut self, now: Declarations, differences: &Differences) -> BTreeSet<FileId> {
        let numbers = &differences.numbers;
        self.declared = now.declared;
        self.declared.note_questions();
        if !numbers.is_still() {
            self.analysis.passages.renumber(numbers);
        }
        self.analysis.model.take_declarations(now.model, numbers)
    }

    /// Reads the claims of the files again whose reading can have changed, and tells of what those speak that have.
    fn read_again(
        &mut self,
        shift: &Shift,
        differences: &Differences,
        lost: &BTreeSet<FileId>,
    ) -> Things {
        let read = |id: FileId| {
            let notes = &self.notes[id.0 as usize];
            id == shift.file || lost.contains(&id) || differences.bear_on(notes)
        };
        let claims = self.analysis.files.claims().map(|(id, _)| id);
        let files: Vec<FileId> = claims.filter(|&id| read(id)).collect();
        let mut things = Things::default();
        let (mut chapters, mut others) = (Vec::new(), Vec::new());
        for (id, chapter) in self.chapters_again(&files) {
            let model = &self.analysis.model;
            let unlike = model.unlike(id, &chapter, shift);
            things.extend(checks::things_of_claims(model, unlike.old.into_iter()));
            others.push((id, model.claims_of(id).len(), unlike.new));
            chapters.push((id, chapter));
        }
        let model = &mut self.analysis.model;
        model.replace(chapters);
        self.declared.note_weekdays(model, &self.notes);
        for (id, old, new) in others {
            let claims = self.renew_passages(id, old, shift, differences);
            let begin = self.analysis.model.claims_of(id).start;
            let new = new.into_iter().map(|at| ClaimId::from_index(begin + at));
            let claims = claims.into_iter().chain(new);
            things.extend(checks::things_of_claims(&self.analysis.model, claims));
        }
        things
    }

    /// Looks up the passages of a file again that are others, or whose text is. Tells which of its claims the edit has touched.
    fn renew_passages(
        &mut self,
        id: FileId,
        old: usize,
        shift: &Shift,
        differences: &Differences,
    ) -> Vec<ClaimId> {
        let model = &self.analysis.model;
        let new = model.claims_of(id);
        let touched = match id == shift.file {
            true => model.claims_in(id, shift.new),
            false => Vec::new(),
        };
        let is_other = |claim: &ClaimId| {
            touched.binary_search(claim).is_ok()
                || differences.texts.contains(&model.claim(*claim).source)
        };
        let again: Vec<_> = new
            .clone()
            .map(ClaimId::from_index)
            .filter(is_other)
            .collect();
        let analysis = &mut self.analysis;
        let (files, passages) = (&analysis.files, &mut analysis.passages);
        let numbers = (new.start..new.start + old, new);
        passages.renew(files, &analysis.model, shift, numbers, &again);
        touched
    }

    /// Looks again for what is found in declarations alone.
    fn check_declarations(&mut self, differences: &Differences) {
        let (analysis, setting) = (&self.analysis, self.setting);
        let (files, model, passages) = (&analysis.files, &analysis.model, &analysis.passages);
        let found = |reach| checks::found(files, model, setting, reach, passages);
        if differences.of_entities {
            let found = found(Reach::Entities);
            self.found.renew(found, || Origin::Entities);
        }
        if differences.of_sources {
            let found = found(Reach::Sources);
            self.found.renew(found, || Origin::Sources);
        }
    }
}

/// Whether the texts that sources name are those that have been read, in their order.
fn same_texts(files: &Files, texts: &[File]) -> bool {
    let read = files.iter().filter(|(_, file)| file.kind == FileKind::Text);
    read.map(|(_, file)| &file.path)
        .eq(texts.iter().map(|file| &file.path))
}

/// What reading the texts of sources gave before.
struct Known<'a> {
    read: FxHashMap<&'a str, Option<&'a ReadError>>,
    texts: &'a dyn Reader,
}

impl<'a> Known<'a> {
    fn new(model: &'a Model, texts: &'a dyn Reader) -> Self {
        let named = model
            .sources
            .iter()
            .filter_map(|source| source.text.as_ref());
        let read = named.map(|text| (text.path.as_str(), text.text.as_ref().err()));
        Self {
            read: read.collect(),
            texts,
        }
    }
}

impl Reader for Known<'_> {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        match self.read.get(path) {
            Some(None) => Ok(String::new()),
            Some(Some(error)) => Err((*error).clone()),
            None => self.texts.read(path),
        }
    }
}
