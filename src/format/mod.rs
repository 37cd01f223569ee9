//! Floor 4. The canonical layout of a claim file: [`format`].
//!
//! `rows` cuts a file into its lines with the comments and blank lines above them; `order` puts the lines below an entry in order
//! where their order means nothing; `wrap` lays out one line, on several where it must; `page` puts all together. A statement with a
//! mistake in it is passed on as it is. Whatever is made is read again and thrown away if it no longer says the same.
//!
//! The layout: entries at the margin, lines below them indented by two, what goes on by four; one space between words, none before
//! `,`, `:` and around `.`; at most one blank line, and one before each `source`, `claim` and `dispute`; a line that is too long is
//! broken behind commas, a statement then has each clause on a line of its own; comments behind lines that follow each other begin
//! in one column. White space inside quotation marks and in comments stays as it is, and so does the kind of line ends.

mod order;
mod page;
mod rows;
mod wrap;

#[cfg(test)]
mod tests;

use crate::syntax::alike;
use rows::{Rows, Untouched};

/// The text in its canonical layout. Never fails: a text that cannot be laid out so that it certainly says the same comes back as
/// it is.
#[must_use]
pub fn format(text: &str) -> String {
    lay_out(text).unwrap_or_else(|| text.to_owned())
}

/// The text in its canonical layout, or nothing if no layout of it is certain to say the same.
#[must_use]
pub fn lay_out(text: &str) -> Option<String> {
    [Untouched::Statements, Untouched::Entries]
        .into_iter()
        .find_map(|untouched| {
            let rows = Rows::read(text, untouched);
            let sound = rows.sound;
            let made = page::write(rows);
            let settled =
                sound || made == text || page::write(Rows::read(&made, untouched)) == made;
            (settled && alike(text, &made)).then_some(made)
        })
}
