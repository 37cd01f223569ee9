//! The words of a text, and what tells that two are the same.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::letters;
use super::search::is_unspaced;

/// A word of a text.
pub(super) struct Word {
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether there is nothing but ASCII in it; where there is, that is not always known.
    pub is_ascii: bool,
}

/// The places of the words of a text of ASCII: they are asked for by whoever looks for passages in it, and by whoever looks for the
/// words of those that are not there.
pub(super) struct Spelled {
    /// Where each word begins and where it ends. Texts are under 4 GiB.
    words: Vec<(u32, u32)>,
}

/// Of about so many bytes there is a word.
const LETTERS: usize = 5;

impl Spelled {
    /// Nothing if a text is not of ASCII.
    pub fn new(text: &str) -> Option<Self> {
        if !text.is_ascii() {
            return None;
        }
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut words = Vec::with_capacity(text.len() / LETTERS);
        let found = letters::stretches(text.as_bytes());
        words.extend(found.map(|(start, end)| (place(start), place(end))));
        Some(Self { words })
    }

    /// Where its words begin.
    pub fn starts(&self) -> impl Iterator<Item = usize> {
        self.words.iter().map(|&(start, _)| start as usize)
    }

    /// The words, in their order.
    pub fn each_word(&self, mut take: impl FnMut(Word)) {
        for &(start, end) in &self.words {
            take(Word {
                range: start as usize..end as usize,
                is_ascii: true,
            });
        }
    }
}

/// The words of a text, in their order.
pub(super) fn each_word(text: &str, mut take: impl FnMut(Word)) {
    let all_ascii = text.is_ascii();
    for (start, end) in letters::stretches(text.as_bytes()) {
        if all_ascii || text[start..end].is_ascii() {
            take(Word {
                range: start..end,
                is_ascii: true,
            });
        } else {
            each_word_of(&text[start..end], |range| {
                let range = start + range.start..start + range.end;
                take(Word {
                    range,
                    is_ascii: false,
                });
            });
        }
    }
}

/// The same, sign by sign.
fn each_word_of(text: &str, mut word: impl FnMut(Range<usize>)) {
    let mut start = None;
    for (at, c) in text.char_indices() {
        let sign = Sign::new(c);
        if sign == Sign::Letter {
            start = start.or(Some(at));
            continue;
        }
        if let Some(start) = start.take() {
            word(start..at);
        }
        if sign == Sign::Word {
            word(at..at + c.len_utf8());
        }
    }
    if let Some(start) = start {
        word(start..text.len());
    }
}

/// What a character is to the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It stands in words.
    Letter,
    /// It is a word by itself.
    Word,
    /// It stands between words.
    Between,
}

impl Sign {
    fn new(c: char) -> Self {
        if !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c) {
            Self::Between
        } else if is_unspaced(c) {
            Self::Word
        } else {
            Self::Letter
        }
    }
}

/// So long, in bytes, most words are at most: these are numbers.
pub(super) const SHORT: usize = 8;

/// What is the same for words that are, but for capitals.
pub(super) fn key(word: &str) -> u64 {
    match word.is_ascii() && word.len() <= SHORT {
        true => beginning(word.as_bytes(), word.len()),
        false => key_of(word.to_lowercase().as_bytes()),
    }
}

/// The key of a word in small letters.
pub(super) fn key_of(small: &[u8]) -> u64 {
    if small.len() <= SHORT {
        let mut eight = [0; SHORT];
        eight[..small.len()].copy_from_slice(small);
        return u64::from_le_bytes(eight);
    }
    let mut hasher = FxHasher::default();
    hasher.write(small);
    hasher.finish()
}

/// What a word of so many bytes begins with, in small letters if it is of ASCII: among its letters and digits a small letter is a capital
/// with one bit more, and digits have that bit.
pub(super) fn beginning(text: &[u8], length: usize) -> u64 {
    let mut eight = [0; SHORT];
    match text.first_chunk::<SHORT>() {
        Some(bytes) => eight = *bytes,
        None => eight[..text.len()].copy_from_slice(text),
    }
    let small = u64::from_le_bytes(eight) | (u64::MAX / 255 * 0x20);
    small & (u64::MAX >> (8 * SHORT.saturating_sub(length)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Word, beginning, each_word, each_word_of, key};

    /// Any text, much of it letters that are words by themselves, marks on letters, and capitals of other lengths than small ones.
    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-cA-C0-9]{0,12}",
            "[ .,'-]{1,2}",
            "[éÉ\u{301}周火กŒßİKΣ]{1,3}",
            any::<String>()
        ];
        proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn words_are_those_that_are_told_sign_by_sign(text in any_text()) {
            let (mut words, mut slowly) = (Vec::new(), Vec::new());
            each_word(&text, |Word { range, is_ascii }| {
                assert!(!is_ascii || text[range.clone()].is_ascii());
                words.push(range);
            });
            each_word_of(&text, |range| slowly.push(range));
            prop_assert_eq!(words, slowly);
        }

        #[test]
        fn words_have_one_key_if_they_are_the_same_but_for_capitals(text in any_text()) {
            let mut words = Vec::new();
            each_word(&text, |word| words.push(&text[word.range]));
            for one in &words {
                for other in &words {
                    let same = one.to_lowercase() == other.to_lowercase();
                    prop_assert_eq!(same, key(one) == key(other), "{} {}", one, other);
                    if same && one.is_ascii() && other.is_ascii() {
                        let begins = |word: &str| beginning(word.as_bytes(), word.len());
                        prop_assert_eq!(begins(one), begins(other));
                    }
                }
            }
        }
    }
}
