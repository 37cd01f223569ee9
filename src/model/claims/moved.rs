//! Claims that are put somewhere else: behind those of other files, or in the place of what an edit has changed.

use std::ops::Range;

use super::Claims;
use crate::model::claim::{Packed, Voice};
use crate::model::clauses::Moved;

/// How many claims there are, and how many voices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::model) struct ClaimsEnd {
    pub claims: usize,
    pub voices: usize,
}

impl ClaimsEnd {
    /// How many stand between.
    pub fn since(self, begin: Self) -> Self {
        Self {
            claims: self.claims - begin.claims,
            voices: self.voices - begin.voices,
        }
    }

    /// Where so many end that begin there.
    pub fn behind(self, begin: Self) -> Self {
        Self {
            claims: self.claims + begin.claims,
            voices: self.voices + begin.voices,
        }
    }
}

impl Claims {
    /// Where all of them end.
    pub(in crate::model) fn end(&self) -> ClaimsEnd {
        ClaimsEnd {
            claims: self.packed.len(),
            voices: self.voices.len(),
        }
    }

    /// Puts others behind all of these, which were counted from nothing.
    pub(in crate::model) fn append(&mut self, other: Self) {
        let begin = self.end();
        self.packed.extend(other.packed);
        self.voices.extend(other.voices);
        self.moved(begin, Moved::between(ClaimsEnd::default(), begin));
    }

    /// Puts others, which were counted from nothing, in the place of a stretch. What is behind it moves.
    pub(in crate::model) fn replace(&mut self, stretch: Range<ClaimsEnd>, mut other: Self) {
        let (begin, end) = (stretch.start, stretch.end);
        self.moved(end, Moved::between(end, other.end().behind(begin)));
        other.moved(
            ClaimsEnd::default(),
            Moved::between(ClaimsEnd::default(), begin),
        );
        self.packed.splice(begin.claims..end.claims, other.packed);
        self.voices.splice(begin.voices..end.voices, other.voices);
    }

    /// Gives those behind a place, and their voices, other numbers.
    fn moved(&mut self, behind: ClaimsEnd, by: Moved) {
        if by.voices != 0 {
            for packed in &mut self.packed[behind.claims..] {
                packed.voice = packed.voice.wrapping_add(by.voices);
            }
        }
        if by.claims != 0 {
            let voices = self.voices[behind.voices..].iter_mut();
            let unnamed = voices.filter_map(Voice::unnamed_mut);
            unnamed.for_each(|claim| claim.0 = claim.0.wrapping_add(by.claims));
        }
    }

    /// Takes those behind a place.
    pub(in crate::model) fn split_off(&mut self, at: ClaimsEnd) -> Taken {
        Taken {
            packed: self.packed.split_off(at.claims).into_iter(),
            voices: self.voices.split_off(at.voices).into_iter(),
            at,
        }
    }
}

/// Claims that were taken out, to be put back in their order.
pub(in crate::model) struct Taken {
    packed: std::vec::IntoIter<Packed>,
    voices: std::vec::IntoIter<Voice>,
    /// Where the next of them stood.
    at: ClaimsEnd,
}

impl Taken {
    /// Drops those that stood before a place.
    pub fn drop_to(&mut self, end: ClaimsEnd) {
        self.put_back(end, &mut Claims::default());
    }

    /// Puts those that stood before a place behind all others.
    pub fn put_back(&mut self, end: ClaimsEnd, all: &mut Claims) {
        let (own, begin) = (end.since(self.at), all.end());
        all.packed.extend(self.packed.by_ref().take(own.claims));
        all.voices.extend(self.voices.by_ref().take(own.voices));
        all.moved(begin, Moved::between(self.at, begin));
        self.at = end;
    }
}
