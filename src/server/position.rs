//! Places as the editor counts them, and back.

use gen_lsp_types as lsp;

use crate::text::{LineColumn, LineIndex};

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

    /// How wide a character is.
    pub(super) fn width(self, c: char) -> u32 {
        let width = match self {
            Self::Utf16 => c.len_utf16(),
            Self::Utf8 => c.len_utf8(),
        };
        u32::try_from(width).unwrap_or_default()
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
