//! Places as the editor counts them, and back.

use gen_lsp_types as lsp;

use crate::text::{File, LineColumn, LineIndex, Span};

/// In what columns are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// UTF-16 units, as every client can.
    #[default]
    Utf16,
    /// Bytes, where the client can and asks for it.
    Utf8,
}

impl Encoding {
    /// The place of a byte offset.
    pub(super) fn position(self, text: &str, lines: &LineIndex, at: u32) -> lsp::Position {
        let place = match self {
            Self::Utf16 => lines.line_column_utf16(text, at),
            Self::Utf8 => lines.line_column_utf8(text, at),
        };
        lsp::Position {
            line: place.line - 1,
            character: place.column - 1,
        }
    }

    /// The stretch between two byte offsets of a file.
    pub(super) fn range(self, file: &File, span: Span) -> lsp::Range {
        lsp::Range {
            start: self.position(&file.text, file.lines(), span.start),
            end: self.position(&file.text, file.lines(), span.end),
        }
    }

    /// The byte offset of a place.
    pub(super) fn offset(self, text: &str, lines: &LineIndex, at: lsp::Position) -> u32 {
        let place = LineColumn {
            line: at.line.saturating_add(1),
            column: at.character.saturating_add(1),
        };
        match self {
            Self::Utf16 => lines.offset_utf16(text, place),
            Self::Utf8 => lines.offset_utf8(text, place),
        }
    }
}
