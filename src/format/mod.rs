//! Floor 4. The canonical layout of a claim file: [`format()`].
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

use crate::syntax::Reading;
use crate::text::File;
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
    let file = File::new("", text);
    let read = Reading::new(&file);
    [Untouched::Statements, Untouched::Entries]
        .into_iter()
        .find_map(|untouched| {
            let made = page::write(Rows::new(text, &read, untouched));
            is_sure(text, &read, &made, untouched).then_some(made)
        })
}

/// Whether what was made of a text says the same, and would be left as it is the next time.
fn is_sure(text: &str, read: &Reading<'_>, made: &str, untouched: Untouched) -> bool {
    if made == text {
        return true;
    }
    let file = File::new("", made);
    let again = Reading::new(&file);
    // Without mistakes nothing stays as it is, so nothing can be in the way.
    let settled = read.is_sound() || page::write(Rows::new(made, &again, untouched)) == made;
    settled && read.is_alike(&again)
}
