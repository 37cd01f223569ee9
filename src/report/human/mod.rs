//! The report that people read in a terminal: one diagnostic a quarrel, no side more to blame than another.
//!
//! miette draws the excerpts; all around them is ours, wrapped to the width of the page.

mod accounts;
mod excerpt;
mod line;
mod page;
mod quarrel;
mod reasons;

#[cfg(test)]
mod tests;

pub use page::Look;
pub(super) use page::wrap;

use std::collections::HashMap;

use crate::analysis::Analysis;
use crate::diagnostic::Code;
use crate::report::{Options, Selection, summary};
use page::Page;

/// The whole report, without the quarrels that are disputed; those are only counted. No line is wider than the page, unless a
/// place in a file is.
#[must_use]
pub fn render(analysis: &Analysis, look: Look) -> String {
    let all = usize::MAX;
    write(analysis, look, &Selection::new(analysis, false, all))
}

/// The report as the options want it. The last lines count all and tell what is not shown.
#[must_use]
pub fn render_some(analysis: &Analysis, options: &Options) -> String {
    write(analysis, options.look, &Selection::of(analysis, options))
}

fn write(analysis: &Analysis, look: Look, selection: &Selection<'_>) -> String {
    let mut page = Page::new(look);
    let numbered = || selection.shown.iter().enumerate();
    let last: HashMap<Code, usize> = numbered().map(|(number, one)| (one.code, number)).collect();
    for (number, diagnostic) in numbered() {
        quarrel::write(&mut page, &analysis.files, diagnostic);
        let last_of_code = last.get(&diagnostic.code) == Some(&number);
        quarrel::write_foot(&mut page, diagnostic, last_of_code);
        page.gap();
    }
    if let Some(left_out) = summary::left_out(&selection.left_out) {
        page.item("", &left_out, page::Ink::Plain);
    }
    page.item("", &summary::sentence(analysis), page::Ink::Bold);
    page.finish()
}
