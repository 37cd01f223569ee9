//! Passages looked up in the texts of their sources, once for all checks and reports.
//!
//! Each source's passages are looked up in its text in one pass; those that are not there, together, in all other texts.

mod again;
mod filter;
mod fold;
mod in_texts;
mod instead;
mod joined;
mod letters;
mod nearest;
mod parts;
mod prefixes;
mod search;
mod words;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::{Claim, ClaimId, Model, Renumbering, Source, SourceId};
use crate::text::{FileId, Files, Location, Shift};

pub use fold::{Differences, Sameness};
use in_texts::{InOwnText, in_other_texts, in_own_text};
pub(crate) use instead::instead;
use joined::{Apart, Joined};

/// A text in which no end of a line parts a word with a hyphen.
pub(crate) fn whole_words(text: &str) -> Cow<'_, str> {
    match Joined::new(text, Apart::Hyphen) {
        Some(joined) => Cow::Owned(joined.text),
        None => Cow::Borrowed(text),
    }
}

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

    /// Those of some claims, by their numbers.
    pub(super) fn with_text_of(&self, claims: Range<usize>) -> &[Passage] {
        let number = |claim: usize| {
            let before = |passage: &Passage| passage.claim.index() < claim;
            self.looked_up.partition_point(before)
        };
        &self.looked_up[number(claims.start)..number(claims.end)]
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
        // Nearly all claims have one, or hardly any has: what is not used of this is never touched.
        let with_text = model.sources.iter().any(|source| source.text.is_some());
        let (_, most) = claims.size_hint();
        let room = most.filter(|_| with_text).unwrap_or_default();
        passages.looked_up.reserve(room);
        let mut by_source: Vec<Vec<usize>> = vec![Vec::new(); model.sources.len()];
        for index in claims {
            let claim = model.claims.get(index);
            if model.source(claim.source).text.is_some() {
                let passage = without_text(claim, ClaimId::from_index(index));
                by_source[claim.source.index()].extend(passage.map(|_| passages.looked_up.len()));
                passages.looked_up.extend(passage);
            }
        }
        passages.in_own_texts(files, model, &by_source);
        passages.in_other_texts(files, model);
        passages
    }

    /// Looks up the passages of each source, which are given by their numbers, in its own text.
    fn in_own_texts(&mut self, files: &Files, model: &Model, by_source: &[Vec<usize>]) {
        let all = &self.looked_up;
        let of_source = |(source, numbers): (&Source, &Vec<usize>)| {
            let text = source.text.as_ref().filter(|_| !numbers.is_empty())?;
            let passages: Vec<_> = numbers.iter().map(|&number| all[number].location).collect();
            Some(in_own_text(files, text, &passages))
        };
        let sources = model.sources.par_iter().zip(by_source);
        let found: Vec<Option<InOwnText>> = sources.map(of_source).collect();
        for (numbers, found) in by_source.iter().zip(found) {
            let Some(InOwnText { outcomes, leads }) = found else {
                continue;
            };
            for (&number, outcome) in numbers.iter().zip(outcomes) {
                self.looked_up[number].outcome = outcome;
            }
            let leads = leads.into_iter().map(|(at, lead)| (numbers[at], lead));
            self.leads.extend(leads);
        }
    }

    /// Looks for absent passages in the texts of the other sources.
    fn in_other_texts(&mut self, files: &Files, model: &Model) {
        let mut absent: Vec<usize> = self.leads.keys().copied().collect();
        absent.sort_unstable();
        let text_of = |source: &Source| source.text.as_ref()?.text.clone().ok();
        let sought: Vec<(Location, Option<FileId>)> = absent
            .iter()
            .map(|&number| &self.looked_up[number])
            .map(|passage| (passage.location, text_of(model.source(passage.source))))
            .collect();
        let mut texts: Vec<FileId> = model.sources.iter().filter_map(text_of).collect();
        texts.sort_unstable();
        texts.dedup();
        for (at, place) in in_other_texts(files, &texts, &sought) {
            let lead = self.leads.entry(absent[at]).or_default();
            lead.elsewhere.get_or_insert(place);
        }
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
        let is_known = |claim: Claim<'_>, place: &Location| {
            let known = before.get(place);
            known.is_some_and(|(passage, _)| passage.source == claim.source)
        };
        let is_new = |claim: &usize| {
            let id = ClaimId::from_index(*claim);
            let claim = model.claims.get(*claim);
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
}

fn location(claim: Claim<'_>) -> Option<Location> {
    Some(Location {
        file: claim.file(),
        span: claim.passage()?,
    })
}

/// A passage whose source names no text, if the claim has one.
fn without_text(claim: Claim<'_>, id: ClaimId) -> Option<Passage> {
    Some(Passage {
        claim: id,
        location: location(claim)?,
        source: claim.source,
        outcome: Outcome::Unchecked(Why::NoText),
    })
}
