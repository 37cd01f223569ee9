//! Lines and columns, in the units that readers count: characters for people, UTF-16 units for editors.

/// A place as people and editors count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in the unit of the function that gave it.
    pub column: u32,
}

/// The byte offsets at which the lines of a text begin. A line ends with `\n`, `\r\n` or a lone `\r`.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(super::offset(at + 1));
            }
        }
        Self { starts }
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: an empty text has one line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The byte offset at which a line (from 1) begins, if there is such a line.
    #[must_use]
    pub fn start(&self, line: u32) -> Option<u32> {
        self.starts.get(line.checked_sub(1)? as usize).copied()
    }

    /// The place of a byte offset, its column in characters.
    #[must_use]
    pub fn line_column(&self, text: &str, at: u32) -> LineColumn {
        self.place(text, at, |part| part.chars().count())
    }

    /// The place of a byte offset, its column in UTF-16 units.
    #[must_use]
    pub fn line_column_utf16(&self, text: &str, at: u32) -> LineColumn {
        self.place(text, at, |part| part.encode_utf16().count())
    }

    /// The place of a byte offset, its column in bytes.
    #[must_use]
    pub fn line_column_utf8(&self, text: &str, at: u32) -> LineColumn {
        self.place(text, at, str::len)
    }

    /// The byte offset of a place whose column counts UTF-16 units. A column behind the end of its line means that end, a line
    /// behind the last the end of the text, and half a character the character.
    #[must_use]
    pub fn offset_utf16(&self, text: &str, place: LineColumn) -> u32 {
        self.offset(text, place, char::len_utf16)
    }

    /// The same for a column that counts bytes.
    #[must_use]
    pub fn offset_utf8(&self, text: &str, place: LineColumn) -> u32 {
        self.offset(text, place, char::len_utf8)
    }

    fn offset(&self, text: &str, place: LineColumn, width: impl Fn(char) -> usize) -> u32 {
        let Some(start) = self.start(place.line) else {
            return super::offset(text.len());
        };
        let mut left = place.column.saturating_sub(1) as usize;
        let mut at = start as usize;
        let line = text.get(at..).unwrap_or_default();
        for c in line.chars().take_while(|c| !matches!(c, '\n' | '\r')) {
            if width(c) > left {
                break;
            }
            left -= width(c);
            at += c.len_utf8();
        }
        super::offset(at)
    }

    fn place(&self, text: &str, at: u32, width: impl Fn(&str) -> usize) -> LineColumn {
        let line = self.starts.partition_point(|&start| start <= at).max(1);
        let start = self.starts[line - 1] as usize;
        let end = floor_char_boundary(text, at as usize);
        let before = text.get(start..end).unwrap_or_default();
        LineColumn {
            line: super::offset(line),
            column: super::offset(width(before) + 1),
        }
    }
}

/// The nearest character boundary at or before a byte offset.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ending_counts_once() {
        let index = LineIndex::new("a\nb\r\nc\rd");
        assert_eq!(index.len(), 4);
        assert_eq!(index.start(3), Some(5));
        assert_eq!(index.start(5), None);
    }

    #[test]
    fn places_are_found_again_in_both_units() {
        let text = "é😀x\r\nمقال y";
        let index = LineIndex::new(text);
        for (at, _) in text.char_indices().filter(|&(_, c)| c != '\n') {
            let at = at as u32;
            let utf16 = index.line_column_utf16(text, at);
            assert_eq!(index.offset_utf16(text, utf16), at);
            let utf8 = index.line_column_utf8(text, at);
            assert_eq!(index.offset_utf8(text, utf8), at);
        }
    }

    #[test]
    fn places_that_are_not_there_mean_the_nearest() {
        let text = "a😀\nb";
        let index = LineIndex::new(text);
        let offset = |line, column| index.offset_utf16(text, LineColumn { line, column });
        assert_eq!(offset(1, 3), 1, "half a character");
        assert_eq!(offset(1, 99), 5, "behind the end of the line");
        assert_eq!(offset(9, 1), 7, "behind the last line");
    }

    #[test]
    fn columns_count_characters_or_utf16_units() {
        let text = "é😀x";
        let index = LineIndex::new(text);
        let x = text.find('x').unwrap() as u32;
        assert_eq!(
            index.line_column(text, x),
            LineColumn { line: 1, column: 3 }
        );
        assert_eq!(
            index.line_column_utf16(text, x),
            LineColumn { line: 1, column: 4 }
        );
    }
}
