//! The stretch of a text that is most like a passage that it does not hold.
//!
//! Words of the passage vote for where it would begin; around the place with the most votes it is aligned with the text word by
//! word (Sellers 1980: the ends of the text cost nothing).

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::filter::Filter;
use super::search::is_edge;
use super::words::{SHORT, Spelled, Word, beginning, each_word, key, key_of};

/// A word that stands more often in the text does not vote.
const PLACES_MAX: usize = 64;
/// So many words of a passage are compared.
pub(super) const WORDS_MAX: usize = 300;
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

/// The words of a text in which passages are looked for.
pub(super) struct Words<'t> {
    text: &'t str,
    /// How many there are.
    count: usize,
    /// Where the first of every [`STEP`] words begins.
    starts: Vec<usize>,
    /// Which those are that are also words of the passages.
    places: FxHashMap<u64, Vec<u32>>,
    votes: Votes,
}

/// So many words are read together when some of them are looked at.
const STEP: usize = 32;

impl<'t> Words<'t> {
    /// The words of a text in which these passages are to be looked for, which may be known.
    pub fn new<'p>(
        text: &'t str,
        spelled: Option<&Spelled>,
        passages: impl Iterator<Item = &'p str>,
    ) -> Self {
        let mut sought = Sought::new(passages);
        let (mut count, mut starts) = (0, Vec::new());
        let note = |word: Word| {
            if count % STEP == 0 {
                starts.push(word.range.start);
            }
            sought.note(text, &word, count);
            count += 1;
        };
        match spelled {
            Some(spelled) => spelled.each_word(note),
            None => each_word(text, note),
        }
        Self {
            text,
            count,
            starts,
            places: sought.places,
            votes: Votes::new(count),
        }
    }

    /// The nearest stretch to a folded passage, if at least half of the words are the same.
    pub fn nearest(&mut self, passage: &str) -> Option<Near> {
        let mut own = Stretch::of(passage, 0);
        own.words.truncate(WORDS_MAX);
        own.keys.truncate(WORDS_MAX);
        if own.words.len() < 2 {
            return None;
        }
        let window = self.window(&own.keys)?;
        let there = self.stretch(window);
        let pairs = align(&own.keys, &there.keys);
        let same = pairs
            .iter()
            .filter(|pair| matches!(pair, (Some(one), Some(other)) if own.keys[*one] == there.keys[*other]))
            .count();
        if same * 2 < own.words.len() {
            return None;
        }
        let first = pairs.iter().find_map(|pair| pair.1)?;
        let last = pairs.iter().rev().find_map(|pair| pair.1)?;
        Some(Near {
            place: uncut(self.text, there.words[first].start..there.words[last].end),
            differences: self.differences(passage, &own.words, &there.words, &pairs),
        })
    }

    /// Some of the words, by their numbers.
    fn stretch(&self, words: Range<usize>) -> Stretch {
        let (first, end) = (words.start / STEP, words.end.div_ceil(STEP));
        let place = |step: usize| self.starts.get(step).copied().unwrap_or(self.text.len());
        let start = place(first);
        let mut stretch = Stretch::of(&self.text[start..place(end)], start);
        stretch.cut(words.start - first * STEP..words.end - first * STEP);
        stretch
    }

    /// The words around the place with the most votes.
    fn window(&mut self, keys: &[u64]) -> Option<Range<usize>> {
        let mut voted = Vec::new();
        for (at, key) in (0_i64..).zip(keys) {
            let places = self.places.get(key).map_or(&[][..], Vec::as_slice);
            if places.len() > PLACES_MAX {
                continue;
            }
            for &place in places {
                let bucket = (i64::from(place) - at).div_euclid(NEAR);
                voted.extend([bucket, bucket + 1]);
            }
        }
        let bucket = self.votes.most(&voted)?;
        let clamp = |at: i64| {
            usize::try_from(at.max(0))
                .unwrap_or_default()
                .min(self.count)
        };
        let long = i64::try_from(keys.len()).unwrap_or(i64::MAX);
        Some(clamp((bucket - 2) * NEAR)..clamp((bucket + 2) * NEAR + long))
    }

    fn differences(
        &self,
        passage: &str,
        own: &[Range<usize>],
        there: &[Range<usize>],
        pairs: &[(Option<usize>, Option<usize>)],
    ) -> Vec<Difference> {
        let same = |pair: &(Option<usize>, Option<usize>)| match *pair {
            (Some(one), Some(other)) => {
                passage[own[one].clone()] == self.text[there[other].clone()]
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
                [] => beside(there, pairs, run),
                [first, .., last] => there[*first].start..there[*last].end,
                [only] => there[*only].clone(),
            };
            differences.push(Difference {
                passage: words.to_owned(),
                text: place,
                lacking: theirs.is_empty(),
            });
        }
        differences
    }
}

/// A number or a `can't` goes on for so many characters at most, to be taken in whole.
const PIECE_MAX: usize = 32;

/// A stretch of a folded text with all of the number or the word of which its ends are pieces: of `12,000`, `-5` and `can't`.
fn uncut(text: &str, place: Range<usize>) -> Range<usize> {
    let before = text[..place.start].char_indices().rev();
    let starts = before.map(|(at, _)| at).take(PIECE_MAX);
    let mut starts = std::iter::once(place.start).chain(starts);
    let behind = text[place.end..].char_indices().take(PIECE_MAX);
    let ends = behind.filter(|(_, c)| c.is_alphanumeric());
    let ends = ends.map(|(at, c)| place.end + at + c.len_utf8());
    let mut ends = std::iter::once(place.end).chain(ends);
    let start = starts.find(|&at| is_edge(text, at));
    let end = ends.find(|&at| is_edge(text, at));
    start.unwrap_or(place.start)..end.unwrap_or(place.end)
}

/// The word of the text next to a run that has none: the one before it, else the one behind it.
fn beside(
    there: &[Range<usize>],
    pairs: &[(Option<usize>, Option<usize>)],
    run: &[(Option<usize>, Option<usize>)],
) -> Range<usize> {
    let at = run.first().and_then(|pair| pair.0).unwrap_or_default();
    let before = pairs.iter().take_while(|pair| pair.0 != Some(at));
    let word = before
        .filter_map(|pair| pair.1)
        .last()
        .or_else(|| pairs.iter().find_map(|pair| pair.1));
    word.map_or(0..0, |word| there[word].clone())
}

/// A count for every place that can be voted for, all of them 0 between one passage and the next.
struct Votes {
    counts: Vec<u32>,
}

impl Votes {
    /// A passage may begin, as its later words have it, so many buckets before the text.
    const BEFORE: i64 = WORDS_MAX as i64 / NEAR + 1;

    fn new(words: usize) -> Self {
        let buckets = i64::try_from(words).unwrap_or(i64::MAX) / NEAR;
        let buckets = usize::try_from(buckets + Self::BEFORE + 2).unwrap_or_default();
        Self {
            counts: vec![0; buckets],
        }
    }

    /// The bucket that is voted for most; the first of several.
    fn most(&mut self, voted: &[i64]) -> Option<i64> {
        let mut most = None;
        for &bucket in voted {
            let count = self.count(bucket)?;
            *count += 1;
            most = most.max(Some((*count, Reverse(bucket))));
        }
        for &bucket in voted {
            *self.count(bucket)? = 0;
        }
        most.map(|(_, Reverse(bucket))| bucket)
    }

    fn count(&mut self, bucket: i64) -> Option<&mut u32> {
        let at = usize::try_from(bucket + Self::BEFORE).ok()?;
        self.counts.get_mut(at)
    }
}

/// Words that are looked for in a text.
struct Sought {
    /// The beginnings of those of ASCII that are still to be noted.
    filter: Filter,
    /// For each the numbers of the words of the text that are the same.
    places: FxHashMap<u64, Vec<u32>>,
    /// The beginning of each in small letters, with its key.
    beginnings: Vec<(u64, u64)>,
    /// How many stand too often in the text to vote.
    frequent: usize,
}

impl Sought {
    fn new<'p>(passages: impl Iterator<Item = &'p str>) -> Self {
        let (mut beginnings, mut places) = (Vec::new(), FxHashMap::default());
        for passage in passages {
            each_word(passage, |word| {
                let small = passage[word.range].to_lowercase();
                let key = key_of(small.as_bytes());
                beginnings.push((beginning(small.as_bytes(), small.len()), key));
                places.insert(key, Vec::new());
            });
        }
        let mut sought = Self {
            filter: Filter::new(0),
            places,
            beginnings,
            frequent: 0,
        };
        sought.filter_anew();
        sought
    }

    /// Lets only those through that may still vote.
    fn filter_anew(&mut self) {
        let places = &self.places;
        let may_vote = |key: &u64| {
            let noted = places.get(key).map(Vec::len);
            noted.is_some_and(|noted| noted <= PLACES_MAX)
        };
        self.beginnings.retain(|(_, key)| may_vote(key));
        self.filter = Filter::new(self.beginnings.len());
        let beginnings = self.beginnings.iter();
        beginnings.for_each(|&(one, _)| self.filter.add(one.into()));
    }

    /// Takes a word of the text.
    fn note(&mut self, text: &str, word: &Word, number: usize) {
        let rest = &text.as_bytes()[word.range.start..];
        let beginning = beginning(rest, word.range.len());
        if word.is_ascii && !self.filter.may_have(beginning.into()) {
            return;
        }
        let key = match word.is_ascii && word.range.len() <= SHORT {
            true => beginning,
            false => key(&text[word.range.clone()]),
        };
        let Some(places) = self.places.get_mut(&key) else {
            return;
        };
        if places.len() <= PLACES_MAX {
            places.extend(u32::try_from(number));
            if places.len() > PLACES_MAX {
                self.frequent += 1;
                // Not for each of them: what is kept of the others is gone through every time.
                if self.frequent.is_power_of_two() {
                    self.filter_anew();
                }
            }
        }
    }
}

/// Words that stand side by side.
struct Stretch {
    words: Vec<Range<usize>>,
    keys: Vec<u64>,
}

impl Stretch {
    /// Those of a text that begins at a place.
    fn of(text: &str, start: usize) -> Self {
        let (mut words, mut keys) = (Vec::new(), Vec::new());
        each_word(text, |Word { range, .. }| {
            keys.push(key(&text[range.clone()]));
            words.push(start + range.start..start + range.end);
        });
        Self { words, keys }
    }

    /// Leaves only some of them.
    fn cut(&mut self, to: Range<usize>) {
        self.words.truncate(to.end);
        self.words.drain(..to.start);
        self.keys.truncate(to.end);
        self.keys.drain(..to.start);
    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{FxHashMap, PLACES_MAX, Spelled, Words, each_word, key};

    proptest! {
        #[test]
        fn every_word_that_passages_share_with_a_text_is_noted(
            // Few words, some of which the text has far more often than may vote.
            text in prop_oneof![
                proptest::collection::vec(prop_oneof![Just("the"), Just("The"), Just("harbour-master"), Just("fire"), Just("Élan"), Just("火火")], 0..400),
                proptest::collection::vec(prop_oneof![Just("the"), Just("harbour-master"), Just("Fire")], 0..400),
            ],
            passages in proptest::collection::vec(prop_oneof![Just("THE fire"), Just("a harbour"), Just("Master élan"), Just("火")], 0..4),
        ) {
            let text = text.join(" ");
            let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
            for passage in &passages {
                each_word(passage, |word| _ = places.insert(key(&passage[word.range]), Vec::new()));
            }
            let mut number = 0;
            each_word(&text, |word| {
                let places = places.get_mut(&key(&text[word.range]));
                if let Some(places) = places.filter(|places| places.len() <= PLACES_MAX) {
                    places.push(number);
                }
                number += 1;
            });
            let passages = || passages.iter().copied();
            let spelled = Spelled::new(&text);
            prop_assert_eq!(&Words::new(&text, None, passages()).places, &places);
            prop_assert_eq!(&Words::new(&text, spelled.as_ref(), passages()).places, &places);
        }
    }
}
