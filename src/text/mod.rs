//! Floor 0. Files as they were read: their text, places in it, and the lines and columns that people and programs
//! count. Knows nothing of claims.

use std::fmt;

mod files;
mod flags;
mod lines;
mod near;
mod reader;
mod shift;
mod visible;

pub use files::{File, FileId, FileKind, Files, Location};
pub use flags::{BLOCK, bits};
pub(crate) use lines::floor_char_boundary;
pub use lines::{LineColumn, LineIndex};
pub use near::Near;
pub use reader::{NoTexts, ReadError, Reader};
pub use shift::Shift;
pub(crate) use visible::{Shown, shown};
pub use visible::{is_visible, visible};

/// A stretch of one file's text, as byte offsets from its beginning: `start` is the first byte, `end` the one after the
/// last. Offsets are 32 bits wide, so a file holds less than 4 GiB.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Byte offset of the first byte.
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
}

/// With a `-` (`{tree:-?}`) nothing is told of the place, so that what stands elsewhere reads the same.
impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match f.sign_minus() {
            true => f.write_str("Span"),
            false => f
                .debug_struct("Span")
                .field("start", &self.start)
                .field("end", &self.end)
                .finish(),
        }
    }
}

impl Span {
    /// The stretch from `start` to `end`, in bytes.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self {
            start: offset(start),
            end: offset(end),
        }
    }

    /// The smallest stretch that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The stretch as a range that indexes a string.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the stretch holds no text.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte offset `at` lies inside, its end included.
    #[must_use]
    pub fn touches(self, at: u32) -> bool {
        self.start <= at && at <= self.end
    }
}

/// Files of 4 GiB and more are refused when they are read, so every offset fits.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
