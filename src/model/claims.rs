//! All claims, in the order of the files.

mod moved;

use std::ops::Range;

use super::claim::{Known, Packed, Voice};
use super::share::Share;
use super::{Claim, ClaimId};
use crate::text::{FileId, Span};

pub(super) use moved::ClaimsEnd;

/// Claims, each with the voice that says it. Voices stand in the order of the first claims that they say.
#[derive(Debug, Default)]
pub struct Claims {
    packed: Vec<Packed>,
    voices: Vec<Voice>,
}

impl Claims {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// The one with this number.
    #[must_use]
    #[inline]
    pub fn get(&self, index: usize) -> Claim<'_> {
        self.claim(self.packed[index])
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Claim<'_>> + ExactSizeIterator {
        self.of(0..self.len())
    }

    /// Those with these numbers.
    pub fn of(
        &self,
        claims: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Claim<'_>> + ExactSizeIterator {
        let packed = self.packed[claims].iter();
        packed.map(|packed| self.claim(*packed))
    }

    /// Where the first stands of which something is not true that is true of all before it and of none behind it.
    pub fn partition_point(&self, is_before: impl Fn(Claim<'_>) -> bool) -> usize {
        let before = |packed: &Packed| is_before(self.claim(*packed));
        self.packed.partition_point(before)
    }

    /// One claim of each voice: whatever is asked of who says claims need not be asked of all of them.
    pub fn of_each_voice(&self) -> impl Iterator<Item = Claim<'_>> {
        let own = self.packed.chunk_by(|one, other| one.voice == other.voice);
        own.map(|own| self.claim(own[0]))
    }

    #[inline]
    fn claim(&self, packed: Packed) -> Claim<'_> {
        Claim::new(packed, &self.voices[packed.voice as usize])
    }

    /// Adds one behind all others.
    pub(super) fn push(&mut self, known: Known) {
        let (packed, voice) = known.packed();
        self.push_said(packed, &voice);
    }

    /// Adds one behind all others that has a passage and makes one statement, and says nothing else. Says whether it did: places that are
    /// long have no room so.
    #[inline]
    pub(super) fn push_plain(&mut self, head: Span, passage: Span, voice: &Voice) -> bool {
        let packed = Packed::plain(head, passage);
        let pushed = packed.map(|packed| self.push_said(packed, voice));
        pushed.is_some()
    }

    /// Adds one of another case that has the same declarations.
    pub(super) fn push_again(&mut self, claim: Claim<'_>) {
        let (packed, voice) = claim.parts();
        let mut voice = voice.clone();
        if let Some(own) = voice.unnamed_mut() {
            *own = ClaimId::from_index(self.len());
        }
        self.push_said(packed, &voice);
    }

    #[inline]
    fn push_said(&mut self, mut packed: Packed, voice: &Voice) {
        let last = self.voices.last();
        if !last.is_some_and(|last| last.is_common_with(voice)) {
            self.voices.push(voice.clone());
        }
        // There are no more of them than of claims.
        packed.voice = ClaimId::from_index(self.voices.len() - 1).0;
        self.packed.push(packed);
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.packed.reserve(more);
    }

    /// Makes room for what is still to come, when these are of some share of all texts.
    pub(super) fn expect(&mut self, share: Share) {
        share.make_room(&mut self.packed);
    }

    /// Who says them.
    pub(super) fn voices_mut(&mut self) -> &mut [Voice] {
        &mut self.voices
    }

    /// The file in which one stands.
    pub(super) fn file(&self, claim: ClaimId) -> FileId {
        self.get(claim.index()).file()
    }
}
