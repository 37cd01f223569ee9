//! Fingerprints: what the claims of a quarrel say, in a few digits.
//!
//! They stay when files are renamed, reordered or laid out anew. What a report lists only up to a limit plays no part in them.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use crate::diagnostic::{Diagnostic, Fingerprint, Share};
use crate::model::{ClauseId, Model, said};
use crate::text::Files;

/// What the clauses of a case say, hashed when somebody asks.
#[derive(Clone, Copy)]
pub(crate) struct Sayings<'a> {
    files: &'a Files,
    model: &'a Model,
}

impl<'a> Sayings<'a> {
    pub fn new(files: &'a Files, model: &'a Model) -> Self {
        Self { files, model }
    }

    /// What one clause says.
    pub fn of(&self, clause: ClauseId) -> u64 {
        hash_text(&said(self.files, self.model, clause))
    }

    /// What several clauses say, in no order.
    pub fn of_all(&self, clauses: impl IntoIterator<Item = ClauseId>) -> u64 {
        hash(sorted(clauses.into_iter().map(|clause| self.of(clause))))
    }

    /// Marks a quarrel with what these clauses say; `rest` is anything else that it rests on.
    pub fn mark(&self, diagnostic: &mut Diagnostic, clauses: &[ClauseId], rest: &[u64]) {
        let kind = [
            hash_text(diagnostic.code.id()),
            hash_text(&diagnostic.about),
        ];
        let said: Vec<u64> = clauses.iter().map(|&clause| self.of(clause)).collect();
        let all = sorted(said.iter().copied());
        let whole = hash(kind.into_iter().chain(all).chain(rest.iter().copied()));
        diagnostic.fingerprint = Some(Fingerprint(whole & 0xffff_ffff_ffff));
        diagnostic.shares = self.shares(clauses, &said);
    }

    /// Marks what one source contradicts by itself, its text or the calendar, with the words in question; `before` tells how often
    /// they stand in it before.
    pub fn mark_words(
        &self,
        diagnostic: &mut Diagnostic,
        source: &str,
        words: &str,
        before: usize,
    ) {
        let words: Vec<&str> = words.split_whitespace().collect();
        let said = hash([hash_text(&words.join(" ")), before as u64]);
        let whole = hash([
            hash_text(diagnostic.code.id()),
            hash_text(&diagnostic.about),
            said,
        ]);
        diagnostic.fingerprint = Some(Fingerprint(whole & 0xffff_ffff_ffff));
        diagnostic.shares = vec![Share {
            source: source.to_owned(),
            digits: (source_digits(source) << 16) | low(said),
        }];
    }

    /// What each source says in it, where it is known what each clause says.
    fn shares(&self, clauses: &[ClauseId], said: &[u64]) -> Vec<Share> {
        let source = |clause: ClauseId| self.model.claim_of(clause).source;
        let name = |clause: ClauseId| &self.model.source(source(clause)).name;
        let mut clauses: Vec<(ClauseId, u64)> =
            clauses.iter().copied().zip(said.iter().copied()).collect();
        clauses.sort_by_cached_key(|&(clause, _)| name(clause));
        clauses
            .chunk_by(|one, other| source(one.0) == source(other.0))
            .map(|own| {
                let said = hash(sorted(own.iter().map(|&(_, said)| said)));
                let name = name(own[0].0);
                let digits = (source_digits(name) << 16) | low(said);
                Share {
                    source: name.clone(),
                    digits,
                }
            })
            .collect()
    }
}

/// The digits that stand for a source.
pub(super) fn source_digits(name: &str) -> u32 {
    low(hash_text(name))
}

/// The last four digits.
fn low(hash: u64) -> u32 {
    u32::from(hash as u16)
}

fn hash_text(text: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

fn sorted(numbers: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut all: Vec<u64> = numbers.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The bytes of every number in one order on every machine.
fn hash(numbers: impl IntoIterator<Item = u64>) -> u64 {
    let mut hasher = SipHasher13::new();
    for number in numbers {
        hasher.write(&number.to_le_bytes());
    }
    hasher.finish()
}
