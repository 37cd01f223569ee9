//! Passages looked up in the texts of their sources, once for all checks and reports.
//!
//! Each source's passages are looked up in its text in one pass; those that are not there, together, in all other texts.

mod fold;
mod nearest;
mod parts;
mod prefixes;
mod search;

#[cfg(test)]
mod tests;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::{Claim, ClaimId, Model, Renumbering, SourceId, SourceText};
use crate::text::{FileId, Files, Location, Shift, Span};

use fold::Folded;
pub use fold::{Differences, Sameness};
use nearest::{Near, Words};
use parts::Wanted;
use search::Search;

/// A passage of a claim, and whether its source's text holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// The claim.
    pub(crate) claim: ClaimId,
    /// Where it is written, quotation marks included.
    pub location: Location,
    /// The source whose words it is to be.
    pub(crate) source: SourceId,
    /// What looking it up gave.
    pub outcome: Outcome,
}

/// What looking up a passage gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It stands there, letter by letter.
    Exact(Location),
    /// The same words stand there.
    Same {
        /// Where.
        place: Location,
        /// In what the writing differs.
        but: Differences,
        /// Whether its writer left something out or added something, and marked it.
        marked: bool,
    },
    /// It does not stand there.
    Absent,
    /// It could not be looked up.
    Unchecked(Why),
}

/// Why a passage could not be looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The source names no text.
    NoText,
    /// The text that it names cannot be read.
    Unreadable,
    /// There is nothing in the text.
    EmptyText,
    /// There is no word of the source in the passage.
    NoWords,
}

/// What an absent passage is likely to come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lead {
    /// The text of another source that holds it.
    pub elsewhere: Option<Location>,
    /// The most similar stretch of its own text.
    pub nearest: Option<Nearest>,
}

/// The most similar stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Nearest {
    pub place: Location,
    pub differences: Vec<Differing>,
}

/// Words that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Differing {
    /// The words of the passage; empty if it lacks some.
    pub passage: String,
    /// Where the words of the text stand; a word beside the place if it has none there.
    pub place: Location,
    /// Whether the text has no words there.
    pub lacking: bool,
}

/// All passages of a case.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Passages {
    /// Those of sources that name a text, in the order of the claims. Of the others there is nothing to keep.
    looked_up: Vec<Passage>,
    /// What there is to say of the absent ones, by their number among these.
    leads: FxHashMap<usize, Lead>,
}

impl Passages {
    /// Every passage of the case, in the order of the claims.
    pub fn all(&self, model: &Model) -> impl Iterator<Item = Passage> {
        let mut looked_up = self.looked_up.iter().peekable();
        let claims = model.claims.iter().zip(0..);
        claims.filter_map(move |(claim, index)| {
            let id = ClaimId::from_index(index);
            let found = looked_up.next_if(|passage| passage.claim == id);
            found.copied().or_else(|| without_text(claim, id))
        })
    }

    /// The passage of a claim.
    #[must_use]
    pub fn of(&self, model: &Model, claim: ClaimId) -> Option<Passage> {
        let number = self.number(claim);
        let found = number.map(|number| self.looked_up[number]);
        found.or_else(|| without_text(model.claim(claim), claim))
    }

    fn number(&self, claim: ClaimId) -> Option<usize> {
        let of = |passage: &Passage| passage.claim;
        self.looked_up.binary_search_by_key(&claim, of).ok()
    }

    /// The passages of sources that name a text.
    pub(super) fn with_text(&self) -> &[Passage] {
        &self.looked_up
    }

    /// What there is to say of the passage of a claim, if it is absent.
    pub(crate) fn lead(&self, claim: ClaimId) -> Option<&Lead> {
        self.leads.get(&self.number(claim)?)
    }

    /// Looks up every passage.
    #[must_use]
    pub fn look_up(files: &Files, model: &Model) -> Self {
        Self::of_claims(files, model, 0..model.claims.len())
    }

    /// Looks up the passages of some claims.
    fn of_claims(files: &Files, model: &Model, claims: impl Iterator<Item = usize>) -> Self {
        let mut passages = Self::default();
        let mut by_source: Vec<Vec<usize>> = vec![Vec::new(); model.sources.len()];
        for index in claims {
            let claim = &model.claims[index];
            if model.source(claim.source).text.is_some() {
                let passage = without_text(claim, ClaimId::from_index(index));
                by_source[claim.source.index()].extend(passage.map(|_| passages.looked_up.len()));
                passages.looked_up.extend(passage);
            }
        }
        let mut absent = Vec::new();
        for (index, numbers) in by_source.iter().enumerate() {
            if let Some(text) = &model.source(SourceId::from_index(index)).text {
                passages.look_up_source(files, text, numbers, &mut absent);
            }
        }
        passages.look_elsewhere(files, model, &absent);
        passages
    }

    /// Looks up anew what an edit of a file has brought: `old` are the numbers that the claims of the file had, `new` those that
    /// they have, `edited` those of the new ones that the edit has touched. All others are where `shift` tells.
    pub fn renew(
        &mut self,
        files: &Files,
        model: &Model,
        shift: &Shift,
        (old, new): (Range<usize>, Range<usize>),
        edited: &[ClaimId],
    ) {
        let number = |claim: usize| {
            let before = |passage: &Passage| passage.claim.index() < claim;
            self.looked_up.partition_point(before)
        };
        let (first, end) = (number(old.start), number(old.end));
        let mut before: FxHashMap<Location, (Passage, Option<Lead>)> = FxHashMap::default();
        for (number, passage) in (first..end).zip(&self.looked_up[first..end]) {
            let mut passage = *passage;
            shift.location(&mut passage.location);
            before.insert(passage.location, (passage, self.leads.remove(&number)));
        }
        let is_known = |claim: &Claim, place: &Location| {
            let known = before.get(place);
            known.is_some_and(|(passage, _)| passage.source == claim.source)
        };
        let is_new = |claim: &usize| {
            let id = ClaimId::from_index(*claim);
            let claim = &model.claims[*claim];
            location(claim)
                .is_some_and(|place| edited.binary_search(&id).is_ok() || !is_known(claim, &place))
        };
        let looked_up = Self::of_claims(files, model, new.clone().filter(is_new));
        let mut own = Self::default();
        for id in new.clone().map(ClaimId::from_index) {
            let claim = model.claim(id);
            let Some(place) = location(claim) else {
                continue;
            };
            let found = looked_up.number(id);
            let found =
                found.map(|at| (looked_up.looked_up[at], looked_up.leads.get(&at).cloned()));
            let has_text = model.source(claim.source).text.is_some();
            let known = found.or_else(|| before.remove(&place).filter(|_| has_text));
            let Some((passage, lead)) = known else {
                continue;
            };
            if let Some(lead) = lead {
                own.leads.insert(first + own.looked_up.len(), lead);
            }
            own.looked_up.push(Passage {
                claim: id,
                ..passage
            });
        }
        let behind = first + own.looked_up.len();
        if behind != end {
            let leads = std::mem::take(&mut self.leads).into_iter();
            let moved = leads.map(|(number, lead)| match number.checked_sub(end) {
                Some(more) => (behind + more, lead),
                None => (number, lead),
            });
            self.leads = moved.collect();
        }
        self.leads.extend(own.leads);
        self.looked_up.splice(first..end, own.looked_up);
        if old.end != new.end {
            for passage in &mut self.looked_up[behind..] {
                let moved = passage.claim.index() - old.end + new.end;
                passage.claim = ClaimId::from_index(moved);
            }
        }
    }

    /// Gives the sources their new numbers.
    pub fn renumber(&mut self, numbers: &Renumbering) {
        for passage in &mut self.looked_up {
            passage.source = numbers.source(passage.source);
        }
    }

    fn look_up_source(
        &mut self,
        files: &Files,
        text: &SourceText,
        numbers: &[usize],
        absent: &mut Vec<(usize, FileId)>,
    ) {
        let Ok(file) = text.text else {
            self.unchecked(numbers, Why::Unreadable);
            return;
        };
        let original = &files.get(file).text;
        if original.trim().is_empty() {
            self.unchecked(numbers, Why::EmptyText);
            return;
        }
        if numbers.is_empty() {
            return;
        }
        let folded = Folded::new(original);
        let wanted = self.wanted(files, numbers);
        let found = Search::new(&wanted).find(&folded.text);
        let mut words = None;
        for ((&number, wanted), found) in numbers.iter().zip(&wanted).zip(found) {
            let passage = &mut self.looked_up[number];
            passage.outcome = match found {
                _ if !wanted.says_something() => Outcome::Unchecked(Why::NoWords),
                Some(range) => {
                    let range = folded.original(&range, original);
                    held(files, passage.location, place(file, &range), wanted)
                }
                None => {
                    absent.push((number, file));
                    let words = words.get_or_insert_with(|| Words::new(&folded.text));
                    let near = words.nearest(wanted.longest());
                    let nearest = near.map(|near| nearest(&folded, original, file, near));
                    let lead = Lead {
                        elsewhere: None,
                        nearest,
                    };
                    self.leads.insert(number, lead);
                    Outcome::Absent
                }
            };
        }
    }

    /// Looks for absent passages in the texts of the other sources.
    fn look_elsewhere(&mut self, files: &Files, model: &Model, absent: &[(usize, FileId)]) {
        if absent.is_empty() {
            return;
        }
        let numbers: Vec<_> = absent.iter().map(|(number, _)| *number).collect();
        let wanted = self.wanted(files, &numbers);
        let search = Search::new(&wanted);
        let mut texts: Vec<FileId> = model
            .sources
            .iter()
            .filter_map(|source| source.text.as_ref()?.text.clone().ok())
            .collect();
        texts.sort_unstable();
        texts.dedup();
        for file in texts {
            let original = &files.get(file).text;
            let folded = Folded::new(original);
            let found = search.find(&folded.text);
            for (&(number, own), found) in absent.iter().zip(found) {
                let (Some(range), false) = (found, own == file) else {
                    continue;
                };
                let range = folded.original(&range, original);
                let lead = self.leads.entry(number).or_default();
                lead.elsewhere.get_or_insert(place(file, &range));
            }
        }
    }

    fn unchecked(&mut self, numbers: &[usize], why: Why) {
        for &number in numbers {
            self.looked_up[number].outcome = Outcome::Unchecked(why);
        }
    }

    fn wanted(&self, files: &Files, numbers: &[usize]) -> Vec<Wanted> {
        let passage =
            |&number: &usize| Wanted::new(&written(files, self.looked_up[number].location));
        numbers.iter().map(passage).collect()
    }
}

fn location(claim: &Claim) -> Option<Location> {
    Some(Location {
        file: claim.location.file,
        span: claim.passage()?,
    })
}

/// A passage whose source names no text, if the claim has one.
fn without_text(claim: &Claim, id: ClaimId) -> Option<Passage> {
    Some(Passage {
        claim: id,
        location: location(claim)?,
        source: claim.source,
        outcome: Outcome::Unchecked(Why::NoText),
    })
}

fn place(file: FileId, range: &Range<usize>) -> Location {
    Location {
        file,
        span: Span::new(range.start, range.end),
    }
}

/// The outcome for a passage that stands in its text.
fn held(files: &Files, passage: Location, place: Location, wanted: &Wanted) -> Outcome {
    let words = written(files, passage);
    let found = files.text(place);
    if words == found {
        return Outcome::Exact(place);
    }
    let marked = fold::folded(found, None) != wanted.whole;
    let but = if marked {
        Differences::default()
    } else {
        fold::differences(&words, found)
    };
    Outcome::Same { place, but, marked }
}

fn nearest(folded: &Folded, original: &str, file: FileId, near: Near) -> Nearest {
    let at = |range: &Range<usize>| place(file, &folded.original(range, original));
    Nearest {
        place: at(&near.place),
        differences: near
            .differences
            .into_iter()
            .map(|one| Differing {
                passage: one.passage,
                place: at(&one.text),
                lacking: one.lacking,
            })
            .collect(),
    }
}

/// The passage as written, without quotation marks and escapes.
fn written(files: &Files, location: Location) -> String {
    let written = files.text(location);
    let long = written
        .strip_prefix("\"\"\"")
        .and_then(|rest| rest.strip_suffix("\"\"\""));
    if let Some(inside) = long {
        return inside.to_owned();
    }
    let inside = written.strip_prefix('"').unwrap_or(written);
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    let mut text = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next()),
            _ => text.push(c),
        }
    }
    text
}
