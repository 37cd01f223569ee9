//! The pieces of a file with what they are.

use rustc_hash::FxHashSet;

use super::Analysis;
use crate::syntax::{self, IdKind, Token, TokenKind};
use crate::text::FileId;

impl Analysis {
    /// The pieces of a claim file, by place. An id that stands where entities and events may stand is told apart.
    #[must_use]
    pub fn tokens(&self, file: FileId) -> Vec<Token> {
        let Some(tree) = self.tree(file) else {
            return Vec::new();
        };
        let text = &self.files.get(file).text;
        let events: FxHashSet<&str> = self.model.events.iter().map(|event| event.name).collect();
        let mut tokens = syntax::tokens(text, &tree);
        for token in &mut tokens {
            let is_event = token.kind == TokenKind::Id(IdKind::Other)
                && events.contains(&text[token.span.range()]);
            if is_event {
                token.kind = TokenKind::Id(IdKind::Event);
            }
        }
        tokens
    }
}
