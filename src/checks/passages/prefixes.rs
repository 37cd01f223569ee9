//! Where texts stand in another, by their first bytes: a table tells at each place which of them may begin there.
//!
//! To make an automaton of a thousand passages takes longer than to read the text that they are of. What is at odds with that way, the
//! same words over and over, is noticed by the work that it makes, and left to the automaton.

use rustc_hash::FxHashMap;

use super::filter::Filter;
use super::letters;
use super::words::Spelled;

/// How many bytes are looked at first: as many as a text has, if it has fewer, down to the next of these.
const KEYS: [usize; 5] = [16, 8, 4, 2, 1];

/// So many bytes may be compared for each byte that there is.
const WORK_PER_BYTE: usize = 16;

/// Texts to be looked for, by their first bytes.
pub(super) struct Prefixes<'w> {
    groups: Vec<Group<'w>>,
    /// Whether all texts begin with a letter or digit of ASCII.
    all_words: bool,
    length: usize,
}

/// Where texts are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// Wherever they stand.
    Anywhere,
    /// Not between two letters or digits of ASCII, where no word begins.
    AtWords,
}

/// More was compared than can be afforded.
pub(super) struct TooMuch;

impl<'w> Prefixes<'w> {
    /// None of the texts is empty; they are sorted, and no two are the same.
    pub fn new(texts: &[&'w str]) -> Self {
        let of_length = |key: usize| {
            let fits = |text: &str| KEYS.iter().find(|&&key| key <= text.len()) == Some(&key);
            let own = (0..).zip(texts).filter(|(_, text)| fits(text));
            let own: Vec<_> = own
                .map(|(number, text)| (text.as_bytes(), number))
                .collect();
            (!own.is_empty()).then(|| Group::new(key, own))
        };
        let mut firsts = texts.iter().filter_map(|text| text.bytes().next());
        Self {
            groups: KEYS.into_iter().filter_map(of_length).collect(),
            all_words: firsts.all(|first| first.is_ascii_alphanumeric()),
            length: texts.iter().map(|text| text.len()).sum(),
        }
    }

    /// Every place where one of them stands, in the order of their beginnings: its number, where it begins and where it ends. Where the
    /// words of the text are known they are not looked for again.
    ///
    /// # Errors
    /// It takes more work than in proportion to what there is to read.
    pub fn each_place(
        &self,
        text: &str,
        spelled: Option<&Spelled>,
        begin: Begin,
        stands: impl FnMut(u32, usize, usize),
    ) -> Result<(), TooMuch> {
        let bytes = text.as_bytes();
        match (begin, spelled) {
            (Begin::Anywhere, _) => self.each_from(0..bytes.len(), bytes, stands),
            (Begin::AtWords, Some(spelled)) if self.all_words => {
                self.each_from(spelled.starts(), bytes, stands)
            }
            (Begin::AtWords, None) if self.all_words => {
                self.each_from(letters::word_starts(bytes), bytes, stands)
            }
            (Begin::AtWords, _) => self.each_from(letters::outside_words(bytes), bytes, stands),
        }
    }

    /// Every place where one of them stands that begins at one of these.
    fn each_from(
        &self,
        starts: impl Iterator<Item = usize>,
        text: &[u8],
        mut stands: impl FnMut(u32, usize, usize),
    ) -> Result<(), TooMuch> {
        let mut left = WORK_PER_BYTE.saturating_mul(text.len() + self.length);
        for start in starts {
            let rest = &text[start..];
            for group in &self.groups {
                let begins = |number, length| stands(number, start, start + length);
                group.each_at(rest, &mut left, begins)?;
            }
        }
        Ok(())
    }
}

/// No text.
const NONE: u32 = u32::MAX;

/// Texts of which so many bytes are looked at first.
struct Group<'w> {
    key: usize,
    /// The bits of those bytes in sixteen.
    mask: u128,
    /// With their numbers, sorted.
    texts: Vec<(&'w [u8], u32)>,
    /// For each the longest other one that it begins with.
    shorter: Vec<u32>,
    filter: Filter,
    /// The texts that begin with a key: from the first to before the last.
    stretches: FxHashMap<u128, (u32, u32)>,
}

impl<'w> Group<'w> {
    fn new(key: usize, texts: Vec<(&'w [u8], u32)>) -> Self {
        let mut stretches: FxHashMap<u128, (u32, u32)> = FxHashMap::default();
        stretches.reserve(texts.len());
        for (at, (text, _)) in (0..).zip(&texts) {
            let stretch =
                packed(text, key, mask(key)).map(|key| stretches.entry(key).or_insert((at, at)));
            stretch.into_iter().for_each(|stretch| stretch.1 = at + 1);
        }
        let mut filter = Filter::new(stretches.len());
        stretches.keys().for_each(|&key| filter.add(key));
        Self {
            key,
            mask: mask(key),
            shorter: shorter(&texts),
            texts,
            filter,
            stretches,
        }
    }

    /// Every text that the rest begins with: its number and length.
    fn each_at(
        &self,
        rest: &[u8],
        left: &mut usize,
        mut begins: impl FnMut(u32, usize),
    ) -> Result<(), TooMuch> {
        let key = packed(rest, self.key, self.mask).filter(|&key| self.filter.may_have(key));
        let Some(key) = key else {
            return Ok(());
        };
        let Some(mut found) = self.longest(key, rest, left)? else {
            return Ok(());
        };
        while found != NONE {
            let (text, number) = self.texts[found as usize];
            *left = left.checked_sub(1).ok_or(TooMuch)?;
            begins(number, text.len());
            found = self.shorter[found as usize];
        }
        Ok(())
    }

    /// The longest text that the rest begins with, this being its key.
    fn longest(&self, key: u128, rest: &[u8], left: &mut usize) -> Result<Option<u32>, TooMuch> {
        let Some(&(first, end)) = self.stretches.get(&key) else {
            return Ok(None);
        };
        // What the rest begins with is the last text that is not behind it in the alphabet, or one with which that begins.
        let mut compared = 0;
        let mut compare = |text: &[u8]| {
            let alike = common(text, rest);
            compared += alike + 1;
            alike
        };
        let stretch = &self.texts[first as usize..end as usize];
        let not_behind = match stretch {
            [_] => 1,
            _ => stretch.partition_point(|(text, _)| {
                let alike = compare(text);
                text.get(alike) <= rest.get(alike)
            }),
        };
        let mut at = match u32::try_from(not_behind) {
            Ok(0) | Err(_) => NONE,
            Ok(count) => first + count - 1,
        };
        while let Some((text, _)) = self.texts.get(at as usize) {
            if compare(text) == text.len() {
                break;
            }
            at = self.shorter[at as usize];
        }
        *left = left.checked_sub(compared).ok_or(TooMuch)?;
        Ok((at != NONE).then_some(at))
    }
}

/// How many bytes two begin with alike: what comparing them costs.
fn common(one: &[u8], other: &[u8]) -> usize {
    let (ones, others) = (one.as_chunks::<16>().0, other.as_chunks::<16>().0);
    let alike = ones.iter().zip(others);
    let whole = 16 * alike.take_while(|(one, other)| one == other).count();
    let rest = one[whole..].iter().zip(&other[whole..]);
    whole + rest.take_while(|(one, other)| one == other).count()
}

/// For each of some sorted texts the longest other one that it begins with.
fn shorter(texts: &[(&[u8], u32)]) -> Vec<u32> {
    let mut shorter = Vec::with_capacity(texts.len());
    let mut open: Vec<u32> = Vec::new();
    for (at, (text, _)) in (0..).zip(texts) {
        while let Some(&last) = open.last()
            && !text.starts_with(texts[last as usize].0)
        {
            open.pop();
        }
        shorter.push(open.last().copied().unwrap_or(NONE));
        open.push(at);
    }
    shorter
}

/// The first bytes of a text as a number; none if it has fewer.
fn packed(text: &[u8], key: usize, mask: u128) -> Option<u128> {
    if let Some(bytes) = text.first_chunk::<16>() {
        return Some(u128::from_le_bytes(*bytes) & mask);
    }
    let mut bytes = [0; 16];
    bytes[..key].copy_from_slice(text.get(..key)?);
    Some(u128::from_le_bytes(bytes))
}

fn mask(key: usize) -> u128 {
    u128::MAX >> (8 * (16 - key))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Begin, Prefixes, Spelled};

    proptest! {
        #[test]
        fn every_place_is_found(
            text in "[ab ]{0,120}|[a-c]{0,60}é{0,3}[a-c]{0,60}",
            patterns in proptest::collection::btree_set("[ab ]{1,40}|[a-cé]{1,5}", 0..12),
            at_words: bool,
            is_spelled: bool,
            cut in proptest::collection::vec((0..100_usize, 1..60_usize), 0..6),
        ) {
            // Some of the patterns are of the text.
            let cut = cut.iter().filter_map(|&(from, length)| text.get(from..(from + length).min(text.len())));
            let mut wanted: BTreeSet<&str> = patterns.iter().map(String::as_str).collect();
            wanted.extend(cut.filter(|cut| !cut.is_empty()));
            let wanted: Vec<&str> = wanted.into_iter().collect();
            let mut found = BTreeSet::new();
            let mut last = 0;
            let begin = if at_words { Begin::AtWords } else { Begin::Anywhere };
            let spelled = Spelled::new(&text).filter(|_| is_spelled);
            let done = Prefixes::new(&wanted).each_place(&text, spelled.as_ref(), begin, |number, start, end| {
                assert!(last <= start);
                last = start;
                assert!(found.insert((number as usize, start, end)));
            });
            let mut expected = BTreeSet::new();
            for (number, pattern) in wanted.iter().enumerate() {
                for start in 0..text.len() {
                    let in_word = |at: usize| text.as_bytes()[at].is_ascii_alphanumeric();
                    let inside = start > 0 && in_word(start - 1) && in_word(start);
                    let begins = text.as_bytes()[start..].starts_with(pattern.as_bytes());
                    if begins && !(at_words && inside) {
                        expected.insert((number, start, start + pattern.len()));
                    }
                }
            }
            if done.is_ok() {
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn the_same_words_over_and_over_are_too_much() {
        let text = "a ".repeat(20_000);
        let wanted = format!("{}b", "a ".repeat(10_000));
        let places =
            Prefixes::new(&[&wanted]).each_place(&text, None, Begin::Anywhere, |_, _, _| ());
        assert!(places.is_err());
    }
}
