//! A line each, for editors and for `grep`: `file:line:column: severity id: message`, the other places behind it.

use std::io::{self, Write};

use super::words::{leading_first, place};
use super::{Options, Selection, summary};
use crate::analysis::Analysis;
use crate::diagnostic::Diagnostic;
use crate::text::{Files, visible};

/// So many other places are named; a line that nobody can read to its end helps nobody.
const PLACES_MAX: usize = 100;

/// The report. Its last line tells what was read and what came of it.
pub(super) fn write(analysis: &Analysis, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let selection = Selection::of(analysis, options);
    for diagnostic in &selection.shown {
        writeln!(
            out,
            "{}",
            line(&analysis.files, diagnostic, &options.from_here)
        )?;
    }
    let last = summary::left_out(&selection.left_out).into_iter();
    for sentence in last.chain([summary::sentence(analysis)]) {
        writeln!(out, "{sentence}")?;
    }
    Ok(())
}

fn line(files: &Files, diagnostic: &Diagnostic, prefix: &str) -> String {
    let places: Vec<String> = leading_first(diagnostic)
        .into_iter()
        .map(|at| place(files, diagnostic.labels[at].location, prefix))
        .collect();
    let disputed = match diagnostic.disputed {
        Some(_) => "disputed ",
        None => "",
    };
    let severity = format_args!("{disputed}{}", diagnostic.severity);
    let id = diagnostic.code;
    let message = visible(&diagnostic.message);
    match places.split_first() {
        None => format!("{severity} {id}: {message}"),
        Some((first, [])) => format!("{first}: {severity} {id}: {message}"),
        Some((first, others)) => {
            let more = others.len().saturating_sub(PLACES_MAX);
            let mut others = others[..others.len() - more].join(", ");
            if more > 0 {
                others.push_str(&format!(" and {more} more places"));
            }
            format!("{first}: {severity} {id}: {message} (also at {others})")
        }
    }
}
