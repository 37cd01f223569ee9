//! A text that is open in the editor, which counts over what is on disk.

use gen_lsp_types as lsp;
use lsp::TextDocumentContentChangeEvent as Change;

use super::position::Encoding;
use crate::text::LineIndex;

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

    /// The text without a byte-order mark, as a file is read.
    pub(super) fn plain(&self) -> &str {
        self.text.strip_prefix('\u{feff}').unwrap_or(&self.text)
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
}
