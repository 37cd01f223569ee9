//! Chance that is the same everywhere.

/// SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A number of days from `first` to below `end`.
    pub fn days(&mut self, first: i64, end: i64) -> i64 {
        first + (self.next() % (end - first) as u64) as i64
    }

    /// True so many times in a hundred.
    #[allow(dead_code, reason = "not every benchmark asks for it")]
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}
