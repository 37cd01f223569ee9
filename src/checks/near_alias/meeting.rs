//! Which hashes come more than once.

/// Which hashes come at least twice. A few others are taken for such: that costs a closer look, and nothing is lost.
pub struct Meeting {
    /// By the first bits of hashes: whether one came, and whether another one did.
    came: Vec<u64>,
    came_again: Vec<u64>,
    shift: u32,
}

/// So many bits there are for each hash that may come, so that those of different hashes are seldom one.
const BITS: usize = 16;

impl Meeting {
    /// About so many hashes will come.
    pub fn new(count: usize) -> Self {
        let words = (BITS * count).div_ceil(64).next_power_of_two();
        Self {
            came: vec![0; words],
            came_again: vec![0; words],
            shift: u64::BITS - (words * 64).trailing_zeros(),
        }
    }

    /// The word and the bit of a hash.
    fn place(&self, hash: u64) -> (usize, u64) {
        // The first bits of a product hang on all bits of its factors.
        let spread = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        (
            usize::try_from(spread / 64).unwrap_or_default(),
            1 << (spread % 64),
        )
    }

    pub fn note(&mut self, hash: u64) {
        let (word, bit) = self.place(hash);
        self.came_again[word] |= self.came[word] & bit;
        self.came[word] |= bit;
    }

    pub fn came_again(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.came_again[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_comes_twice_is_seen(hashes in proptest::collection::vec(prop_oneof![0..30u64, any::<u64>()], 0..40)) {
            let mut meeting = Meeting::new(hashes.len());
            hashes.iter().for_each(|hash| meeting.note(*hash));
            for hash in &hashes {
                let twice = hashes.iter().filter(|other| *other == hash).count() > 1;
                prop_assert!(!twice || meeting.came_again(*hash));
            }
        }
    }

    #[test]
    fn what_comes_once_is_seldom_taken_for_more() {
        let hashes = 0..10_000_u64;
        let mut meeting = Meeting::new(10_000);
        hashes.clone().for_each(|hash| meeting.note(hash * hash));
        let taken = hashes.filter(|hash| meeting.came_again(hash * hash));
        assert!(taken.count() < 1_500);
    }
}
