//! Floor 2. Text to syntax tree, and all its errors: a parse never fails. The only room that knows nom.
//!
//! `lines` cuts a file into the lines that belong together; `entries` gathers them into entries; every form of the language has its
//! parser, a method of `Reader` with the name of its production in `grammar/claims.ebnf`. What is written most, `brief` and `framed` cut out of the
//! text at once and `short` reads with one look at each word, as the general forms would; what is not wanted, `passing`
//! finds the end of. A mistake is noted where it stands, and reading goes on behind it.

mod alike;
mod apart;
mod behind_clauses;
mod brief;
mod claims;
mod clauses;
mod clocks;
mod count_slips;
mod disputes;
mod entities;
mod entries;
mod eras;
mod errors;
mod foreign_names;
mod framed;
mod glued;
mod joined_times;
mod keywords;
mod laid_out;
mod lines;
mod number_slips;
mod numbers;
mod offsets;
mod other_clauses;
mod other_statements;
mod other_words;
mod passing;
mod places;
mod plain;
mod reader;
mod same_day;
mod scan;
mod several_words;
mod short;
mod slips;
mod sources;
mod spoken_clauses;
mod spoken_dates;
mod spoken_slips;
mod state_times;
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

pub use alike::{Reading, alike};
pub use clocks::clock_alone;
pub use count_slips::in_digits;
pub use disputes::DISPUTE_LINES;
pub use foreign_names::weekday as foreign_weekday;
pub use keywords::begins_entry;
pub use lines::{Line, lines};
pub use plain::{is_id, one_line, plain, push_plain, quoted};
pub use sources::SOURCE_LINES;
pub use spoken_clauses::instead_of_role;
pub use spoken_dates::named_month as month;
pub use tokens::{IdKind, Token, TokenKind, tokens};

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{File, FileId, Location, Span};
use entries::{Gathering, Part};

use tree::{Entry, Told, Tree};

/// Reads a file: every entry and statement that can be read, and a diagnostic for everything that cannot, at its place.
#[must_use]
pub fn parse(id: FileId, file: &File) -> (Tree<'_>, Vec<Diagnostic>) {
    let mut read = Entries::new(id, file, Part::Whole);
    let entries = read.by_ref().collect();
    (Tree { entries }, read.into_diagnostics())
}

/// Reads all entries of a file but its claims one after the other. What is wrong with these is, with what [`claims`] tells, what
/// [`parse`] tells.
#[must_use]
pub fn declarations(id: FileId, file: &File) -> Entries<'_> {
    Entries::new(id, file, Part::Declarations)
}

/// Reads the claims of a file one after the other, with the sources to which they belong.
#[must_use]
pub fn claims(id: FileId, file: &File) -> Claims<'_> {
    Claims(Entries::new(id, file, Part::Claims))
}

/// Where each entry of a file stands, from its beginning to its last sign that is no white space, and whether it declares something.
#[must_use]
pub fn stretches(file: &File) -> Vec<(Span, bool)> {
    let begun = entries::outline(&file.text);
    let ends = begun.iter().skip(1).map(|(start, _)| *start);
    let with_ends = begun.iter().zip(ends.chain([file.text.len()]));
    let stretches = with_ends.map(|(&(start, declares), end)| {
        let length = file.text[start..end].trim_end().len();
        (Span::new(start, start + length), declares)
    });
    stretches.collect()
}

/// What is wrong with a claim above which no source stands.
#[must_use]
pub fn without_source(claim: Location) -> Diagnostic {
    Diagnostic::new(Code::Syntax, "this claim belongs to no source")
        .at(claim, "no `source` stands above it in this file")
        .advise("Write `source ID \"TITLE\"` above it; a claim belongs to the source above it.")
}

/// The entries of a file, read as they are asked for: no more than one of them is in memory.
pub struct Entries<'t> {
    id: FileId,
    gathering: Gathering<'t>,
}

impl<'t> Entries<'t> {
    fn new(id: FileId, file: &'t File, part: Part) -> Self {
        Self {
            id,
            gathering: Gathering::new(&file.text, part),
        }
    }

    /// What is wrong with those that were read.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        errors::diagnostics(self.id, self.gathering.into_mistakes())
    }
}

impl<'t> Iterator for Entries<'t> {
    type Item = Entry<'t>;

    fn next(&mut self) -> Option<Entry<'t>> {
        self.gathering.next()
    }
}

/// The claims of a file and the sources to which they belong, read as they are asked for.
pub struct Claims<'t>(Entries<'t>);

impl Claims<'_> {
    /// What is wrong with those that were read.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.0.into_diagnostics()
    }
}

impl<'t> Iterator for Claims<'t> {
    type Item = Told<'t>;

    #[inline]
    fn next(&mut self) -> Option<Told<'t>> {
        let gathering = &mut self.0.gathering;
        if let Some(framed) = gathering.framed_claim() {
            return Some(framed);
        }
        gathering.next().map(Told::Entry)
    }
}
