//! A filter before a table: so small that it stays near at hand.

/// So many bits for each key.
const BITS_PER_KEY: usize = 32;

/// Tells of most keys that are not in it that they are not (Bloom 1970, with one bit a key).
pub(super) struct Filter {
    words: Vec<u64>,
    /// How far a hash is shifted to become the number of a bit.
    shift: u32,
}

impl Filter {
    /// An empty one with room for so many keys.
    pub fn new(keys: usize) -> Self {
        let bits = keys
            .saturating_mul(BITS_PER_KEY)
            .next_power_of_two()
            .max(64);
        Self {
            words: vec![0; bits / 64],
            shift: 64 - bits.trailing_zeros(),
        }
    }

    /// The word and the bit of a key.
    fn place(&self, key: u128) -> (usize, u64) {
        // Two halves, each times an odd number without a pattern (that of the golden ratio, and one of xxHash).
        let (low, high) = (key as u64, (key >> 64) as u64);
        let mixed =
            low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        let bit = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    pub fn add(&mut self, key: u128) {
        let (word, bit) = self.place(key);
        self.words[word] |= bit;
    }

    pub fn may_have(&self, key: u128) -> bool {
        let (word, bit) = self.place(key);
        self.words[word] & bit != 0
    }
}
