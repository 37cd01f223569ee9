//! What becomes of places when a file is edited.

use super::{FileId, Location, Span};

/// An edit of one file: a stretch of its text gave way to another. Places before it stay, those behind it move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// The file.
    pub file: FileId,
    /// The stretch that was there.
    pub old: Span,
    /// The stretch that is there now; both begin at the same byte.
    pub new: Span,
}

impl Shift {
    /// The smallest edit that makes one text of another.
    #[must_use]
    pub fn between(file: FileId, old: &str, new: &str) -> Self {
        let alike =
            |one: &mut dyn Iterator<Item = (u8, u8)>| one.take_while(|(a, b)| a == b).count();
        let start = alike(&mut old.bytes().zip(new.bytes()));
        let (old_rest, new_rest) = (&old.as_bytes()[start..], &new.as_bytes()[start..]);
        let pairs = old_rest.iter().rev().zip(new_rest.iter().rev());
        let behind = alike(&mut pairs.map(|(a, b)| (*a, *b)));
        Self {
            file,
            old: Span::new(start, old.len() - behind),
            new: Span::new(start, new.len() - behind),
        }
    }

    /// Where a place is now. One that the edit has touched is where it was, as far as that goes.
    pub fn location(&self, place: &mut Location) {
        if place.file == self.file {
            self.span(&mut place.span);
        }
    }

    /// Where a stretch of the file is now.
    pub fn span(&self, span: &mut Span) {
        let moved = |at: u32| at - self.old.end + self.new.end;
        if span.start >= self.old.end {
            *span = Span {
                start: moved(span.start),
                end: moved(span.end),
            };
        } else if span.end >= self.old.end && span.end > self.old.start {
            span.end = moved(span.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(old: &str, new: &str) -> Shift {
        Shift::between(FileId(0), old, new)
    }

    fn moved(shift: Shift, start: usize, end: usize) -> (u32, u32) {
        let mut span = Span::new(start, end);
        shift.span(&mut span);
        (span.start, span.end)
    }

    #[test]
    fn the_smallest_edit_is_found() {
        let shift = edit("one two three", "one 2 three");
        assert_eq!((shift.old, shift.new), (Span::new(4, 7), Span::new(4, 5)));
        assert_eq!(edit("same", "same").new, Span::new(4, 4));
        assert_eq!(edit("aa", "aaa").new, Span::new(2, 3));
        assert_eq!(edit("aaa", "aa").old, Span::new(2, 3));
        assert_eq!(edit("", "new").new, Span::new(0, 3));
    }

    #[test]
    fn what_stands_behind_an_edit_moves() {
        let shift = edit("one two three", "one 2 three");
        assert_eq!(moved(shift, 0, 3), (0, 3));
        assert_eq!(moved(shift, 8, 13), (6, 11));
        assert_eq!(moved(shift, 0, 13), (0, 11));
        let inserted = edit("ab", "a-b");
        assert_eq!(moved(inserted, 0, 1), (0, 1));
        assert_eq!(moved(inserted, 1, 2), (2, 3));
        assert_eq!(moved(inserted, 1, 1), (2, 2));
    }
}
