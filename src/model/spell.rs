//! When states held.

use smallvec::{SmallVec, smallvec};

use super::Time;

/// When a state held.
#[derive(Debug, Clone, PartialEq)]
pub enum Spell {
    /// At some moment in it. Without any time in the statement: in the telling (none if that is unknown).
    AsOf(Option<Time>),
    /// From the first, begun in it, up to some moment in the second.
    Since(Time, Option<Time>),
    /// Up to it.
    Until(Time),
    /// All through it.
    Throughout(Time),
    /// Begun in the first, ended in the second.
    FromTo(Time, Time),
    /// At some moment before it.
    Before(Time),
    /// At some moment after it.
    After(Time),
    /// At some moment inside it.
    During(Time),
}

impl Spell {
    /// Its times, in the order in which they stand.
    #[must_use]
    pub fn times(&self) -> SmallVec<[&Time; 2]> {
        match self {
            Self::AsOf(time) => time.iter().collect(),
            Self::Since(time, as_of) => std::iter::once(time).chain(as_of).collect(),
            Self::FromTo(from, to) => smallvec![from, to],
            Self::Until(time)
            | Self::Throughout(time)
            | Self::Before(time)
            | Self::After(time)
            | Self::During(time) => {
                smallvec![time]
            }
        }
    }
}
