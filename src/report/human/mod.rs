//! The report that people read in a terminal: one diagnostic a quarrel, no side more to blame than another.
//!
//! miette draws the excerpts; all around them is ours, wrapped to the width of the page.

mod accounts;
mod excerpt;
mod gaps;
mod line;
mod page;
mod quarrel;
mod reasons;

#[cfg(test)]
mod tests;

pub use page::Look;
pub(super) use page::wrap;

use std::collections::HashMap;
use std::io::{self, Write};

use crate::analysis::Analysis;
use crate::diagnostic::{Code, Diagnostic};
use crate::report::stream::text_of;
use crate::report::{Options, Selection, summary};
use page::Page;

/// The whole report, without the quarrels that are disputed; those are only counted. No line is wider than the page, unless a
/// place in a file is.
#[must_use]
pub fn render(analysis: &Analysis, look: Look) -> String {
    let all = Selection::new(analysis, false, usize::MAX);
    text_of(|out| write_selected(analysis, look, &all, None, out))
}

/// The report as the options want it. The last lines count all and tell what is not shown.
pub(super) fn write(analysis: &Analysis, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let selection = Selection::of(analysis, options);
    write_selected(analysis, options.look, &selection, options.rest, out)
}

fn write_selected(
    analysis: &Analysis,
    look: Look,
    selection: &Selection<'_>,
    rest: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page::new(look);
    let groups: Vec<&[&Diagnostic]> = gaps::with_alike(&selection.shown).collect();
    let numbered = || groups.iter().enumerate();
    let last: HashMap<Code, usize> = numbered().map(|(at, own)| (own[0].code, at)).collect();
    for (number, group) in numbered() {
        let diagnostic = group[0];
        match group.len() {
            1 => quarrel::write(&mut page, &analysis.files, diagnostic),
            _ => gaps::write(&mut page, &analysis.files, group),
        }
        let last_of_code = last.get(&diagnostic.code) == Some(&number);
        quarrel::write_foot(&mut page, diagnostic, last_of_code);
        page.gap();
        out.write_all(page.take().as_bytes())?;
    }
    if let Some(left_out) = summary::left_out(&selection.left_out) {
        let rest = rest.map_or(String::new(), |rest| format!(" {rest}."));
        page.item("", &format!("{left_out}{rest}"), page::Ink::Plain);
    }
    page.item("", &summary::sentence(analysis), page::Ink::Bold);
    out.write_all(page.take().as_bytes())
}
