//! Choices read from a tape of numbers, so that proptest shrinks a case by shortening and lowering its tapes.

use proptest::collection::vec;
use proptest::prelude::*;

/// The numbers behind one claim or one history. A tape that is used up goes on with zeros: the first choice of all.
pub type Tape = Vec<u16>;

/// Tapes of this length.
pub fn tape(length: usize) -> impl Strategy<Value = Tape> {
    vec(any::<u16>(), length)
}

/// Something that chooses.
pub struct Dice<'t> {
    tape: std::slice::Iter<'t, u16>,
}

impl<'t> Dice<'t> {
    pub fn new(tape: &'t [u16]) -> Self {
        Self { tape: tape.iter() }
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        let rolled = self.tape.next().copied().unwrap_or(0);
        (usize::from(rolled) * sides) >> 16
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let sides = usize::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.roll(sides)).unwrap_or(0)
    }

    /// One of several.
    pub fn pick<'p, T>(&mut self, of: &'p [T]) -> &'p T {
        &of[self.roll(of.len())]
    }

    /// True once in so many times; never where the tape is used up.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) + 1 == times
    }
}
