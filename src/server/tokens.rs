//! The pieces of a file with what they are, for colours.

use gen_lsp_types as lsp;

use super::view::View;
use crate::analysis::{IdKind, Token, TokenKind};
use crate::text::{FileId, Span};

/// The names of what pieces are, as the protocol has them; a token says which by its number here.
pub(super) const TYPES: [&str; 13] = [
    "comment",
    "keyword",
    "modifier",
    "string",
    "number",
    "event",
    "class",
    "parameter",
    "property",
    "namespace",
    "type",
    "variable",
    "operator",
];

/// All pieces of a file.
pub(super) fn tokens(view: &View<'_>, path: &str) -> Option<lsp::SemanticTokens> {
    let file = view.file(path)?;
    let mut data = Vec::new();
    let mut before = lsp::Position::default();
    for token in view.analysis.tokens(file) {
        let Some(kind) = kind(token) else {
            continue;
        };
        for line in lines(view, file, token.span) {
            let range = view.range(file, line);
            let at = range.start;
            let same_line = at.line == before.line;
            data.push(lsp::SemanticToken {
                delta_line: at.line - before.line,
                delta_start: at.character - if same_line { before.character } else { 0 },
                length: range.end.character - at.character,
                token_type: kind,
                token_modifiers_bitset: 0,
            });
            before = at;
        }
    }
    Some(lsp::SemanticTokens {
        result_id: None,
        data,
    })
}

/// The lines of a stretch: most editors take no token that goes over several.
fn lines(view: &View<'_>, file: FileId, span: Span) -> Vec<Span> {
    let text = &view.analysis.files.get(file).text;
    let mut lines = Vec::new();
    let mut start = span.start as usize;
    for line in text[span.range()].split_inclusive(['\n', '\r']) {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        if end > start {
            lines.push(Span::new(start, end));
        }
        start += line.len();
    }
    lines
}

/// The number of what a piece is; none for what has no colour.
fn kind(token: Token) -> Option<u32> {
    let name = match token.kind {
        TokenKind::Comment => "comment",
        TokenKind::Keyword => "keyword",
        TokenKind::Word => "modifier",
        TokenKind::Text | TokenKind::Unclosed => "string",
        TokenKind::Number | TokenKind::Date | TokenKind::Id(IdKind::Seal) => "number",
        TokenKind::Id(IdKind::Event) => "event",
        TokenKind::Id(IdKind::Kind) => "class",
        TokenKind::Id(IdKind::Role) => "parameter",
        TokenKind::Id(IdKind::Attribute) => "property",
        TokenKind::Id(IdKind::Source) => "namespace",
        TokenKind::Id(IdKind::Unit) => "type",
        TokenKind::Id(IdKind::Other) => "variable",
        TokenKind::Mark => "operator",
        TokenKind::Unknown => return None,
    };
    let number = TYPES.iter().position(|own| *own == name)?;
    u32::try_from(number).ok()
}
