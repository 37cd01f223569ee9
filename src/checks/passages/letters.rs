//! Where the words of a text begin and end, told of 64 bytes at a time: a bit for each byte. To ask byte by byte whether a word goes on is
//! what most of the time would go into.

/// So many bytes are looked at together.
const BLOCK: usize = 64;
/// One in every byte.
const ONES: u64 = u64::MAX / 255;
/// The highest bit of every byte.
const HIGH: u64 = ONES << 7;

/// What 64 bytes of a text are; those behind its end are nothing.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    /// Those that are letters or digits of ASCII.
    letters: u64,
    /// Those that are not ASCII.
    others: u64,
}

impl Block {
    fn new(bytes: &[u8; BLOCK]) -> Self {
        let mut block = Self::default();
        for (eight, at) in bytes.as_chunks::<8>().0.iter().zip((0..).step_by(8)) {
            let eight = u64::from_le_bytes(*eight);
            block.letters |= gathered(letters(eight)) << at;
            block.others |= gathered(eight & HIGH) << at;
        }
        block
    }
}

/// The highest bit of each of eight bytes that is a letter or a digit of ASCII.
fn letters(eight: u64) -> u64 {
    let low = eight & !HIGH;
    let small = low | (ONES * 0x20);
    // What a byte lacks to 128, added to it, reaches its highest bit where it is at least so large, and never the next byte.
    let at_least = |bytes: u64, least: u8| bytes + ONES * u64::from(0x80 - least);
    let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    (letter | digit) & !eight & HIGH
}

/// The highest bits of eight bytes side by side.
fn gathered(high: u64) -> u64 {
    (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

fn blocks(text: &[u8]) -> impl Iterator<Item = Block> {
    let (whole, rest) = text.as_chunks::<BLOCK>();
    let rest = (!rest.is_empty()).then(|| {
        let mut padded = [b' '; BLOCK];
        padded[..rest.len()].copy_from_slice(rest);
        Block::new(&padded)
    });
    whole.iter().map(Block::new).chain(rest)
}

/// Wherever a word of ASCII begins: at a letter or digit that stands behind none.
pub(super) fn word_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    let starts = with_before(blocks(text).map(|block| block.letters));
    Places::new(starts.map(|(letters, before)| letters & !before))
}

/// Every place but those between two letters or digits of ASCII.
pub(super) fn outside_words(text: &[u8]) -> impl Iterator<Item = usize> {
    let outside = with_before(blocks(text).map(|block| block.letters));
    let places = Places::new(outside.map(|(letters, before)| !(letters & before)));
    places.take_while(|&at| at < text.len())
}

/// Every longest stretch of letters and digits of ASCII and of what is not ASCII: where it begins and where it ends.
pub(super) fn stretches(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let inside = blocks(text).map(|block| block.letters | block.others);
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
