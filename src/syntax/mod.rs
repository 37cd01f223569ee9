//! Floor 2. Text to syntax tree, and all its errors: a parse never fails. The only room that knows nom.
//!
//! `lines` cuts a file into the lines that belong together; `entries` gathers them into entries; every form of the language has its
//! parser, a method of `Reader` with the name of its production in `grammar/claims.ebnf`. A mistake is noted where it stands, and
//! reading goes on behind it.

mod alike;
mod claims;
mod clauses;
mod disputes;
mod entities;
mod entries;
mod errors;
mod lines;
mod numbers;
mod offsets;
mod places;
mod plain;
mod reader;
mod slips;
mod sources;
mod spoken_slips;
mod statements;
mod suggest;
mod times;
mod tokens;
pub mod tree;
mod values;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

pub use alike::alike;
pub use entries::begins_entry;
pub use lines::{Line, lines};
pub use plain::plain;
pub use tokens::{IdKind, Token, TokenKind, tokens};

use crate::diagnostic::Diagnostic;
use crate::text::{File, FileId};
use reader::Reader;
use tree::Tree;

/// Reads a file: every entry and statement that can be read, and a diagnostic for everything that cannot, at its place.
#[must_use]
pub fn parse(id: FileId, file: &File) -> (Tree<'_>, Vec<Diagnostic>) {
    let reader = Reader::new(&file.text);
    let entries = entries::entries(&reader, &file.text);
    let diagnostics = errors::diagnostics(id, reader.into_mistakes());
    (Tree { entries }, diagnostics)
}
