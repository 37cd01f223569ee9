//! Sets of items, and what is listed of many.

/// A set of items, as bits: item numbers should be dense.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemSet {
    words: Vec<u64>,
}

impl ItemSet {
    /// Adds an item.
    pub fn insert(&mut self, item: u32) {
        let word = (item / 64) as usize;
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (item % 64);
    }

    /// Takes an item out.
    pub fn remove(&mut self, item: u32) {
        if let Some(word) = self.words.get_mut((item / 64) as usize) {
            *word &= !(1 << (item % 64));
        }
    }

    /// Whether the item is in.
    pub fn contains(&self, item: u32) -> bool {
        let word = self.words.get((item / 64) as usize);
        word.is_some_and(|word| word >> (item % 64) & 1 == 1)
    }

    /// How many there are; takes a 64th of a step per item number.
    pub fn len(&self) -> usize {
        let ones = self.words.iter().map(|word| word.count_ones() as usize);
        ones.sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Whether all numbers of items are below this, a multiple of 64.
    pub(super) fn is_below(&self, number: u32) -> bool {
        let words = self.words.iter().skip((number / 64) as usize);
        words.into_iter().all(|word| *word == 0)
    }

    /// The items that are in both sets.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let words = self.words.iter().zip(&other.words);
        Self {
            words: words.map(|(one, other)| one & other).collect(),
        }
    }

    /// The items, rising.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        bits(self.words.iter().copied())
    }

    /// The items that are in this set and not in the other, rising; takes a 64th of a step per item number.
    pub fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u32> + 'a {
        let words = self.words.iter().enumerate();
        bits(words.map(|(at, word)| word & !other.words.get(at).copied().unwrap_or(0)))
    }
}

/// The numbers of the bits that are set in some words, rising.
pub(super) fn bits(words: impl Iterator<Item = u64>) -> impl Iterator<Item = u32> {
    (0u32..).zip(words).flat_map(|(at, mut word)| {
        std::iter::from_fn(move || {
            let bit = word.trailing_zeros();
            word &= word.wrapping_sub(1);
            (bit < 64).then_some(at * 64 + bit)
        })
    })
}

impl FromIterator<u32> for ItemSet {
    fn from_iter<T: IntoIterator<Item = u32>>(items: T) -> Self {
        let mut set = Self::default();
        for item in items {
            set.insert(item);
        }
        set
    }
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// All have been counted.
    Exactly(u64),
    /// The search stopped at a limit; there may be more.
    AtLeast(u64),
}

/// Sets of items, those with the fewest first, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Each rising; in the order of their size, then of their items.
    pub sets: Vec<Vec<u32>>,
    /// The listed ones and the others.
    pub count: Count,
}

impl Listing {
    /// Whether nothing is left out.
    pub fn is_complete(&self) -> bool {
        self.count == Count::Exactly(self.sets.len() as u64)
    }
}

/// Where a search stops.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many minimal conflicts are listed.
    pub chains: usize,
    /// How many ways out are listed.
    pub ways_out: usize,
    /// How many steps each search may take; a step asks the oracle a few times at most.
    pub steps: usize,
    /// How much work of the oracle all searches may take together, by its own count. Each may take one step in any case.
    pub work: u64,
}

impl Limits {
    /// None: for small cases.
    pub const NONE: Self = Self {
        chains: usize::MAX,
        ways_out: usize::MAX,
        steps: usize::MAX,
        work: u64::MAX,
    };
}
