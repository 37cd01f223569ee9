//! GitLab's code quality report: one array, a place each, the other places as `other_locations` and in the description.

use std::io::{self, Write};

use serde::Serialize;

use super::content;
use super::stream::{Each, json};
use super::words::leading_first;
use super::{Options, summary};
use crate::analysis::Analysis;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Files, Location, visible};

/// The report.
pub(super) fn write(analysis: &Analysis, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let names = content::names(&analysis.files, &analysis.diagnostics);
    let prefix = &options.from_repository;
    let shown = || {
        let named = analysis.diagnostics.iter().zip(&names);
        named.filter(|(diagnostic, _)| options.disputed || diagnostic.disputed.is_none())
    };
    let is_nothing = analysis.summary.claims == 0 && shown().next().is_none();
    let entries = Each(|| {
        let entries = shown().map(|(diagnostic, name)| {
            Entry::new(&analysis.files, diagnostic, name.clone(), prefix)
        });
        entries.chain(is_nothing.then(|| nothing(analysis, prefix)))
    });
    json(&entries, out)
}

/// An empty report would read like a success.
fn nothing(analysis: &Analysis, prefix: &str) -> Entry {
    let path = if prefix.is_empty() { "." } else { prefix };
    Entry {
        description: summary::sentence(analysis),
        check_name: "nothing-checked",
        fingerprint: String::from("nothing-checked"),
        severity: "blocker",
        location: Place {
            path: visible(path).into_owned(),
            lines: Lines { begin: 1, end: 1 },
        },
        content: Body {
            body: String::new(),
        },
        other_locations: Vec::new(),
    }
}

#[derive(Debug, Serialize)]
struct Entry {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Place,
    content: Body,
    other_locations: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct Body {
    body: String,
}

#[derive(Debug, Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Entry {
    fn new(files: &Files, diagnostic: &Diagnostic, fingerprint: String, prefix: &str) -> Self {
        let mut places = leading_first(diagnostic)
            .into_iter()
            .map(|at| Place::new(files, diagnostic.labels[at].location, prefix));
        let location = places.next().unwrap_or_else(|| Place::none(files, prefix));
        let mut other_locations: Vec<Place> = places.collect();
        other_locations.dedup_by(|one, other| one.same(other));
        Self {
            description: description(diagnostic, &other_locations),
            check_name: diagnostic.code.id(),
            fingerprint,
            severity: level(diagnostic.severity),
            location,
            content: Body {
                body: content::lines(files, diagnostic, prefix).join("\n"),
            },
            other_locations,
        }
    }
}

/// So many other places are named in the description.
const PLACES_MAX: usize = 100;

/// GitLab shows the description alone, so that the other sides stand there too.
fn description(diagnostic: &Diagnostic, others: &[Place]) -> String {
    let message = visible(&diagnostic.message);
    let severity = diagnostic.severity;
    if others.is_empty() {
        return format!("{severity}: {message}");
    }
    let more = others.len().saturating_sub(PLACES_MAX);
    let named: Vec<String> = others[..others.len() - more]
        .iter()
        .map(|place| format!("{}:{}", place.path, place.lines.begin))
        .collect();
    let more = match more {
        0 => String::new(),
        more => format!(" and {more} more places"),
    };
    format!("{severity}: {message} (also at {}{more})", named.join(", "))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Mistake => "blocker",
        Severity::Contradiction => "critical",
        Severity::Tension => "minor",
        Severity::Gap => "info",
    }
}

impl Place {
    fn new(files: &Files, location: Location, prefix: &str) -> Self {
        let file = files.get(location.file);
        let path = format!("{prefix}{}", file.path);
        Self {
            path: visible(&path).into_owned(),
            lines: Lines {
                begin: file.line_column(location.span.start).line,
                end: file.line_column(location.span.end).line,
            },
        }
    }

    /// Where to show what has no place: at the first file.
    fn none(files: &Files, prefix: &str) -> Self {
        let path = files.iter().next().map_or_else(
            || String::from("."),
            |(_, file)| format!("{prefix}{}", file.path),
        );
        Self {
            path: visible(&path).into_owned(),
            lines: Lines { begin: 1, end: 1 },
        }
    }

    fn same(&self, other: &Self) -> bool {
        self.path == other.path && self.lines.begin == other.lines.begin
    }
}
