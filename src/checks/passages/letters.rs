//! Where the words of a text begin and end, told of 64 bytes at a time: a bit for each byte. To ask byte by byte whether a word goes on is
//! what most of the time would go into.

use crate::text::{BLOCK, bits};

/// For each block of a text which of its bytes are of a sort; those behind the end of the text are as a space is.
fn blocks(text: &[u8], is: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = u64> {
    let (whole, rest) = text.as_chunks::<BLOCK>();
    let rest = (!rest.is_empty()).then(|| {
        let mut padded = [b' '; BLOCK];
        padded[..rest.len()].copy_from_slice(rest);
        block(&padded, is)
    });
    whole.iter().map(move |bytes| block(bytes, is)).chain(rest)
}

/// A bit for each byte. Of the first step a compiler makes one that takes many bytes at once.
fn block(bytes: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    for (flag, &byte) in flags.iter_mut().zip(bytes) {
        *flag = u8::from(is(byte));
    }
    bits(&flags)
}

/// Whether a byte is a letter or digit of ASCII.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

/// Wherever a word of ASCII begins: at a letter or digit that stands behind none.
pub(super) fn word_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    let starts = with_before(blocks(text, is_letter));
    Places::new(starts.map(|(letters, before)| letters & !before))
}

/// Every place but those between two letters or digits of ASCII.
pub(super) fn outside_words(text: &[u8]) -> impl Iterator<Item = usize> {
    let outside = with_before(blocks(text, is_letter));
    let places = Places::new(outside.map(|(letters, before)| !(letters & before)));
    places.take_while(|&at| at < text.len())
}

/// Every longest stretch of letters and digits of ASCII and of what is not ASCII: where it begins and where it ends.
pub(super) fn stretches(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let inside = blocks(text, |byte| is_letter(byte) | !byte.is_ascii());
    let edges = with_before(inside.chain([0])).map(|(inside, before)| inside ^ before);
    let mut edges = Places::new(edges);
    std::iter::from_fn(move || Some((edges.next()?, edges.next()?)))
}

/// Each block of bits, with the same moved by one: what is told of the byte before.
fn with_before(blocks: impl Iterator<Item = u64>) -> impl Iterator<Item = (u64, u64)> {
    let mut last = 0;
    blocks.map(move |block| {
        let before = (block << 1) | last;
        last = block >> 63;
        (block, before)
    })
}

/// The places of the bits that are set.
struct Places<B> {
    blocks: B,
    /// Those of the block that are not told yet.
    left: u64,
    /// Where the block behind begins.
    behind: usize,
}

impl<B: Iterator<Item = u64>> Places<B> {
    fn new(blocks: B) -> Self {
        Self {
            blocks,
            left: 0,
            behind: 0,
        }
    }
}

impl<B: Iterator<Item = u64>> Iterator for Places<B> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            self.left = self.blocks.next()?;
            self.behind += BLOCK;
        }
        let at = self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(self.behind - BLOCK + at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{outside_words, stretches, word_starts};

    proptest! {
        #[test]
        fn what_is_told_of_blocks_is_so_of_every_byte(bytes in proptest::collection::vec(
            prop_oneof![any::<u8>(), b'a'..=b'z', Just(b' '), Just(b'Z'), Just(b'9')],
            0..300,
        )) {
            let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
            let behind_letter = |at: usize| at > 0 && is_letter(at - 1);
            let all = 0..bytes.len();
            let starts = all.clone().filter(|&at| is_letter(at) && !behind_letter(at));
            prop_assert!(word_starts(&bytes).eq(starts));
            let outside = all.clone().filter(|&at| !(is_letter(at) && behind_letter(at)));
            prop_assert!(outside_words(&bytes).eq(outside));
            let inside = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
            let begins = all.filter(|&at| inside(at) && !(at > 0 && inside(at - 1)));
            let expected = begins.map(|start| (start, (start..).find(|&at| !inside(at)).unwrap()));
            prop_assert!(stretches(&bytes).eq(expected));
        }
    }
}
