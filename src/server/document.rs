//! A text that is open in the editor, which counts over what is on disk.

use gen_lsp_types as lsp;
use lsp::TextDocumentContentChangeEvent as Change;

use super::position::Encoding;
use crate::text::LineIndex;

/// The byte-order mark.
pub(super) const MARK: char = '\u{feff}';

/// An open text.
#[derive(Debug)]
pub(super) struct Document {
    /// The number that the editor gave to this state of it.
    pub(super) version: i32,
    /// Its text, as the editor has it.
    pub(super) text: String,
}

impl Document {
    /// Takes over what was typed, one change after another.
    pub(super) fn change(&mut self, changes: Vec<Change>, version: i32, encoding: Encoding) {
        for change in changes {
            match change {
                Change::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
                Change::TextDocumentContentChangePartial(part) => {
                    self.replace(part.range, &part.text, encoding);
                }
            }
        }
        self.version = version;
    }

    fn replace(&mut self, range: lsp::Range, with: &str, encoding: Encoding) {
        let lines = LineIndex::new(&self.text);
        let offset = |at| encoding.offset(&self.text, &lines, at) as usize;
        let (start, end) = (offset(range.start), offset(range.end));
        // A range that ends before it starts is a slip of the client.
        self.text
            .replace_range(start.min(end)..start.max(end), with);
    }

    /// Whether it begins with a byte-order mark, which most editors keep to themselves.
    pub(super) fn has_mark(&self) -> bool {
        self.text.starts_with(MARK)
    }

    /// The text without a byte-order mark, as a file is read.
    pub(super) fn plain(&self) -> &str {
        self.text.strip_prefix(MARK).unwrap_or(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(from: (u32, u32), to: (u32, u32), text: &str) -> Change {
        let position = |(line, character)| lsp::Position { line, character };
        let range = lsp::Range {
            start: position(from),
            end: position(to),
        };
        let text = text.to_owned();
        Change::TextDocumentContentChangePartial(lsp::TextDocumentContentChangePartial {
            range,
            text,
            ..lsp::TextDocumentContentChangePartial::default()
        })
    }

    #[test]
    fn every_change_counts_from_the_one_before() {
        let mut document = Document {
            version: 1,
            text: "a 😀 b\nمقال".to_owned(),
        };
        let changes = vec![
            part((0, 2), (0, 4), "x\ny"),
            part((2, 4), (2, 4), "!"),
            part((0, 9), (1, 0), " "),
        ];
        document.change(changes, 2, Encoding::Utf16);
        assert_eq!(document.text, "a x y b\nمقال!");
        assert_eq!(document.version, 2);
    }

    /// The same by other means: all of the text as UTF-16 units, line by line.
    fn spliced(text: &str, from: (u32, u32), to: (u32, u32), with: &str) -> String {
        let mut lines: Vec<Vec<u16>> = vec![Vec::new()];
        let mut units = text.encode_utf16().peekable();
        while let Some(unit) = units.next() {
            lines.last_mut().unwrap().push(unit);
            let ends = unit == 10 || (unit == 13 && units.peek() != Some(&10));
            if ends {
                lines.push(Vec::new());
            }
        }
        let offset = |(line, character): (u32, u32)| -> usize {
            let before: usize = lines[..line as usize].iter().map(Vec::len).sum();
            before + character as usize
        };
        let all: Vec<u16> = lines.concat();
        let (from, to) = (offset(from), offset(to));
        let with: Vec<u16> = with.encode_utf16().collect();
        String::from_utf16(&[&all[..from], &with, &all[to..]].concat()).unwrap()
    }

    /// Every place of a text at which an editor can be, and how it counts it.
    fn places(text: &str) -> Vec<(u32, u32)> {
        let (mut line, mut column) = (0, 0);
        let mut places = vec![(0, 0)];
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\r' if chars.peek() == Some(&'\n') => continue,
                '\n' | '\r' => (line, column) = (line + 1, 0),
                c => column += c.len_utf16() as u32,
            }
            places.push((line, column));
        }
        places
    }

    proptest::proptest! {
        #[test]
        fn after_any_edits_the_text_is_the_editors(
            start in "[a\n\r😀مé]{0,12}",
            edits in proptest::collection::vec(
                (proptest::prelude::any::<proptest::sample::Index>(), 0..6_usize, "[b\n\r😀لé]{0,4}"), 1..12,
            ),
        ) {
            let mut document = Document { version: 0, text: start };
            for (from, length, with) in edits {
                let places = places(&document.text);
                let from = from.index(places.len());
                let to = (from + length).min(places.len() - 1);
                let (from, to) = (places[from], places[to]);
                let expected = spliced(&document.text, from, to, &with);
                document.change(vec![part(from, to, &with)], 1, Encoding::Utf16);
                proptest::prop_assert_eq!(&document.text, &expected);
            }
        }
    }
}
