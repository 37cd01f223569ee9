//! The report that people read in a terminal: one diagnostic a quarrel, no side more to blame than another.
//!
//! miette draws the excerpts; all around them is ours, wrapped to the width of the page.

mod accounts;
mod excerpt;
mod line;
mod page;
mod quarrel;
mod reasons;
mod summary;
mod who;

#[cfg(test)]
mod tests;

pub use page::Look;

use std::collections::HashMap;

use crate::analysis::Analysis;
use crate::diagnostic::{Code, Diagnostic};
use page::Page;

/// The report without the quarrels that are disputed; those are only counted. No line is wider than the page, unless a place in a
/// file is.
#[must_use]
pub fn render(analysis: &Analysis, look: Look) -> String {
    report(analysis, look, |one| one.disputed.is_none())
}

/// The whole report, with the quarrels that are disputed.
#[must_use]
pub fn render_all(analysis: &Analysis, look: Look) -> String {
    report(analysis, look, |_| true)
}

fn report(analysis: &Analysis, look: Look, shown: impl Fn(&Diagnostic) -> bool) -> String {
    let mut page = Page::new(look);
    let all = || analysis.diagnostics.iter();
    let numbered = || all().filter(|one| shown(one)).enumerate();
    let last: HashMap<Code, usize> = numbered().map(|(number, one)| (one.code, number)).collect();
    for (number, diagnostic) in numbered() {
        quarrel::write(&mut page, &analysis.files, diagnostic);
        let last_of_code = last.get(&diagnostic.code) == Some(&number);
        quarrel::write_foot(&mut page, diagnostic, last_of_code);
        page.gap();
    }
    summary::write(&mut page, analysis);
    page.finish()
}
