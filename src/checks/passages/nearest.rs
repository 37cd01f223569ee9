//! The stretch of a text that is most like a passage that it does not hold.
//!
//! Words of the passage vote for where it would begin; around the place with the most votes it is aligned with the text word by
//! word (Sellers 1980: the ends of the text cost nothing).

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::search::is_unspaced;

/// A word that stands more often in the text does not vote.
const PLACES_MAX: usize = 64;
/// So many words of a passage are compared.
const WORDS_MAX: usize = 300;
/// Votes so near each other, in words, count together.
const NEAR: i64 = 8;

/// Words that differ: those of the passage, and where others stand in the folded text, or where they would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// The words of the passage; empty if it lacks some.
    pub passage: String,
    /// The words of the text.
    pub text: Range<usize>,
    /// Whether the text has no words there: then its place is that of the word before or behind.
    pub lacking: bool,
}

/// The nearest stretch.
pub(super) struct Near {
    /// Where it stands in the folded text.
    pub place: Range<usize>,
    /// In what it differs; nothing if it is not in words.
    pub differences: Vec<Difference>,
}

/// The words of a text and where each stands.
pub(super) struct Words<'t> {
    text: &'t str,
    words: Vec<Range<usize>>,
    keys: Vec<u64>,
    /// Where those stand that are also words of the passages.
    places: FxHashMap<u64, Vec<u32>>,
}

impl<'t> Words<'t> {
    /// The words of a text in which these passages are to be looked for.
    pub fn new<'p>(text: &'t str, passages: impl Iterator<Item = &'p str>) -> Self {
        let wanted = passages.flat_map(|passage| words(passage).1);
        let mut places: FxHashMap<u64, Vec<u32>> = wanted.map(|key| (key, Vec::new())).collect();
        let (words, keys) = words(text);
        for (at, key) in (0..).zip(&keys) {
            if let Some(places) = places.get_mut(key)
                && places.len() <= PLACES_MAX
            {
                places.push(at);
            }
        }
        Self {
            text,
            words,
            keys,
            places,
        }
    }

    /// The nearest stretch to a folded passage, if at least half of the words are the same.
    pub fn nearest(&self, passage: &str) -> Option<Near> {
        let (mut own, mut keys) = words(passage);
        own.truncate(WORDS_MAX);
        keys.truncate(WORDS_MAX);
        if own.len() < 2 {
            return None;
        }
        let window = self.window(&keys)?;
        let pairs = align(&keys, &self.keys[window.clone()]);
        let same = pairs
            .iter()
            .filter(|pair| matches!(pair, (Some(one), Some(other)) if keys[*one] == self.keys[window.start + other]))
            .count();
        if same * 2 < own.len() {
            return None;
        }
        let pairs: Vec<_> = pairs
            .into_iter()
            .map(|(one, other)| (one, other.map(|other| other + window.start)))
            .collect();
        let first = pairs.iter().find_map(|pair| pair.1)?;
        let last = pairs.iter().rev().find_map(|pair| pair.1)?;
        Some(Near {
            place: self.words[first].start..self.words[last].end,
            differences: self.differences(passage, &own, &pairs),
        })
    }

    /// The words around the place with the most votes.
    fn window(&self, keys: &[u64]) -> Option<Range<usize>> {
        let mut votes: FxHashMap<i64, u32> = FxHashMap::default();
        for (at, key) in (0_i64..).zip(keys) {
            let places = self.places.get(key).map_or(&[][..], Vec::as_slice);
            if places.len() > PLACES_MAX {
                continue;
            }
            for &place in places {
                let bucket = (i64::from(place) - at).div_euclid(NEAR);
                *votes.entry(bucket).or_default() += 1;
                *votes.entry(bucket + 1).or_default() += 1;
            }
        }
        let (&bucket, _) = votes
            .iter()
            .max_by_key(|&(&bucket, &votes)| (votes, std::cmp::Reverse(bucket)))?;
        let clamp = |at: i64| {
            usize::try_from(at.max(0))
                .unwrap_or_default()
                .min(self.keys.len())
        };
        let long = i64::try_from(keys.len()).unwrap_or(i64::MAX);
        Some(clamp((bucket - 2) * NEAR)..clamp((bucket + 2) * NEAR + long))
    }

    fn differences(
        &self,
        passage: &str,
        own: &[Range<usize>],
        pairs: &[(Option<usize>, Option<usize>)],
    ) -> Vec<Difference> {
        let same = |pair: &(Option<usize>, Option<usize>)| match *pair {
            (Some(one), Some(other)) => {
                passage[own[one].clone()] == self.text[self.words[other].clone()]
            }
            _ => false,
        };
        let mut differences = Vec::new();
        for run in pairs.chunk_by(|one, other| same(one) == same(other)) {
            if run.first().is_some_and(same) {
                continue;
            }
            let mine: Vec<_> = run.iter().filter_map(|pair| pair.0).collect();
            let theirs: Vec<_> = run.iter().filter_map(|pair| pair.1).collect();
            let words = match mine.as_slice() {
                [] => "",
                [first, .., last] => &passage[own[*first].start..own[*last].end],
                [only] => &passage[own[*only].clone()],
            };
            let place = match theirs.as_slice() {
                [] => self.beside(pairs, run),
                [first, .., last] => self.words[*first].start..self.words[*last].end,
                [only] => self.words[*only].clone(),
            };
            differences.push(Difference {
                passage: words.to_owned(),
                text: place,
                lacking: theirs.is_empty(),
            });
        }
        differences
    }

    /// The word of the text next to a run that has none: the one before it, else the one behind it.
    fn beside(
        &self,
        pairs: &[(Option<usize>, Option<usize>)],
        run: &[(Option<usize>, Option<usize>)],
    ) -> Range<usize> {
        let at = run.first().and_then(|pair| pair.0).unwrap_or_default();
        let before = pairs.iter().take_while(|pair| pair.0 != Some(at));
        let word = before
            .filter_map(|pair| pair.1)
            .last()
            .or_else(|| pairs.iter().find_map(|pair| pair.1));
        word.map_or(0..0, |word| self.words[word].clone())
    }
}

/// The words of a text, each with a key that does not depend on capitals.
fn words(text: &str) -> (Vec<Range<usize>>, Vec<u64>) {
    let (mut words, mut keys) = (Vec::new(), Vec::new());
    let mut end_word = |range: Range<usize>| {
        keys.push(key(&text[range.clone()]));
        words.push(range);
    };
    let mut start = None;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let sign = Sign::at(text, at, byte);
        if sign.is_letter && !sign.is_word {
            start = start.or(Some(at));
        } else {
            if let Some(start) = start.take() {
                end_word(start..at);
            }
            if sign.is_word {
                end_word(at..at + sign.length);
            }
        }
        at += sign.length;
    }
    if let Some(start) = start {
        end_word(start..text.len());
    }
    (words, keys)
}

/// What stands at one place of a text.
struct Sign {
    /// In bytes.
    length: usize,
    /// Whether it stands in words.
    is_letter: bool,
    /// Whether it is a word by itself.
    is_word: bool,
}

impl Sign {
    fn at(text: &str, at: usize, byte: u8) -> Self {
        if byte.is_ascii() {
            return Self {
                length: 1,
                is_letter: byte.is_ascii_alphanumeric(),
                is_word: false,
            };
        }
        let c = text[at..].chars().next().unwrap_or_default();
        let is_letter = c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        Self {
            length: c.len_utf8(),
            is_letter,
            is_word: is_letter && is_unspaced(c),
        }
    }
}

/// So long, in bytes, nearly every word is at most.
const SHORT: usize = 32;

/// What is the same for words that are, but for capitals.
fn key(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() && word.len() <= SHORT {
        let mut lower = [0; SHORT];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        hasher.write(lower);
    } else {
        hasher.write(word.to_lowercase().as_bytes());
    }
    hasher.finish()
}

/// What a word of the passage costs that the text does not have; a word of the text costs 1.
const LACK: u32 = 3;

/// The cheapest alignment of all of `own` with a stretch of `text`: pairs of indices, none where one side has no word.
fn align(own: &[u64], text: &[u64]) -> Vec<(Option<usize>, Option<usize>)> {
    let wide = text.len() + 1;
    let mut costs = vec![0_u32; (own.len() + 1) * wide];
    for (row, word) in own.iter().enumerate() {
        costs[(row + 1) * wide] = costs[row * wide] + LACK;
        for (column, other) in text.iter().enumerate() {
            let change = costs[row * wide + column] + if word == other { 0 } else { LACK };
            let lack = costs[row * wide + column + 1] + LACK;
            let extra = costs[(row + 1) * wide + column] + 1;
            costs[(row + 1) * wide + column + 1] = change.min(lack).min(extra);
        }
    }
    let last = &costs[own.len() * wide..];
    let mut column = (0..wide).min_by_key(|&at| last[at]).unwrap_or_default();
    let mut row = own.len();
    let mut pairs = Vec::new();
    while row > 0 {
        let cost = costs[row * wide + column];
        let same = column > 0 && own[row - 1] == text[column - 1];
        if same && cost == costs[(row - 1) * wide + column - 1] {
            pairs.push((Some(row - 1), Some(column - 1)));
            (row, column) = (row - 1, column - 1);
        } else if cost == costs[(row - 1) * wide + column] + LACK {
            pairs.push((Some(row - 1), None));
            row -= 1;
        } else if column > 0 && cost == costs[row * wide + column - 1] + 1 {
            pairs.push((None, Some(column - 1)));
            column -= 1;
        } else if column > 0 {
            pairs.push((Some(row - 1), Some(column - 1)));
            (row, column) = (row - 1, column - 1);
        } else {
            break;
        }
    }
    pairs.reverse();
    pairs
}
