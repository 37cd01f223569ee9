//! JUnit XML: a suite a check, a test case a diagnostic. What fails the run fails here, and the rest passes with what there
//! is to say as its output.

use std::io::{self, Write};

use super::content;
use super::words::{dispute_sentence, leading_first};
use super::{Options, summary};
use crate::analysis::{self, Analysis};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::{Files, visible};

/// The report.
pub(super) fn write(analysis: &Analysis, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let suites: Vec<Suite> = analysis::pages()
        .filter_map(|(id, ..)| Suite::of(id, analysis, options))
        .collect();
    let is_nothing = analysis.summary.claims == 0;
    let sum = |count: fn(&Suite<'_>) -> usize| suites.iter().map(count).sum::<usize>();
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"belie\" tests=\"{}\" failures=\"{}\" errors=\"{}\">",
        sum(|suite| suite.tests()) + usize::from(is_nothing),
        sum(|suite| suite.failures),
        sum(|suite| suite.errors) + usize::from(is_nothing),
    )?;
    for suite in &suites {
        suite.write(&analysis.files, options, out)?;
    }
    if is_nothing {
        out.write_all(nothing_checked(analysis).as_bytes())?;
    }
    out.write_all(b"</testsuites>\n")
}

/// The cases of one check.
struct Suite<'a> {
    name: &'static str,
    cases: Vec<&'a Diagnostic>,
    failures: usize,
    errors: usize,
}

impl<'a> Suite<'a> {
    /// None for marks: they have pages, but nothing to report of their own.
    fn of(id: &'static str, analysis: &'a Analysis, options: &Options) -> Option<Self> {
        Code::ALL.iter().find(|code| code.id() == id)?;
        let all = analysis.diagnostics.iter();
        let cases: Vec<&Diagnostic> = all.filter(|one| one.code.id() == id).collect();
        let count = |kind| {
            cases
                .iter()
                .filter(|one| outcome(one, options) == kind)
                .count()
        };
        Some(Self {
            name: id,
            failures: count(Some("failure")),
            errors: count(Some("error")),
            cases,
        })
    }

    /// That nothing was found is a test, too.
    fn tests(&self) -> usize {
        self.cases.len().max(1)
    }

    fn write(&self, files: &Files, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let (id, tests, failures, errors) = (self.name, self.tests(), self.failures, self.errors);
        writeln!(
            out,
            "  <testsuite name=\"{id}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">"
        )?;
        if self.cases.is_empty() {
            writeln!(
                out,
                "    <testcase classname=\"{id}\" name=\"nothing found\"/>"
            )?;
        }
        for diagnostic in &self.cases {
            out.write_all(case(files, diagnostic, options).as_bytes())?;
        }
        writeln!(out, "  </testsuite>")
    }
}

/// How it ends: an error, a failure, or well.
fn outcome(diagnostic: &Diagnostic, options: &Options) -> Option<&'static str> {
    match diagnostic.severity {
        _ if diagnostic.disputed.is_some() => None,
        Severity::Mistake => Some("error"),
        severity if options.fails(severity) => Some("failure"),
        _ => None,
    }
}

fn case(files: &Files, diagnostic: &Diagnostic, options: &Options) -> String {
    let message = format!("{}: {}", diagnostic.severity, diagnostic.message);
    let body = body(files, diagnostic, &options.from_repository);
    let (id, name, message) = (
        diagnostic.code,
        attribute(&diagnostic.message),
        attribute(&message),
    );
    let skipped = diagnostic.disputed.as_ref().map(|disputed| {
        format!(
            "<skipped message=\"{}\"/>",
            attribute(&dispute_sentence(disputed))
        )
    });
    let inside = match outcome(diagnostic, options) {
        Some(kind) => {
            format!(
                "<{kind} type=\"{id}\" message=\"{message}\">{}</{kind}>",
                text(&body)
            )
        }
        None => format!(
            "{}<system-out>{}</system-out>",
            skipped.unwrap_or_default(),
            text(&format!("{}\n{body}", diagnostic.severity))
        ),
    };
    let file = file(files, diagnostic, &options.from_repository);
    format!(
        "    <testcase classname=\"{id}\" name=\"{name}\"{file}>\n      {inside}\n    </testcase>\n"
    )
}

/// That nothing was checked is an error of its own.
fn nothing_checked(analysis: &Analysis) -> String {
    let sentence = attribute(&summary::sentence(analysis));
    format!(
        "  <testsuite name=\"belie\" tests=\"1\" failures=\"0\" errors=\"1\">\n    <testcase classname=\"belie\" \
         name=\"something was checked\">\n      <error message=\"{sentence}\"/>\n    </testcase>\n  </testsuite>\n"
    )
}

fn file(files: &Files, diagnostic: &Diagnostic, prefix: &str) -> String {
    let Some(&first) = leading_first(diagnostic).first() else {
        return String::new();
    };
    let location = diagnostic.labels[first].location;
    let file = files.get(location.file);
    let line = file.line_column(location.span.start).line;
    let path = format!("{prefix}{}", file.path);
    format!(" file=\"{}\" line=\"{line}\"", attribute(&path))
}

fn body(files: &Files, diagnostic: &Diagnostic, prefix: &str) -> String {
    let mut lines = vec![visible(&diagnostic.message).into_owned()];
    lines.extend(content::lines(files, diagnostic, prefix));
    lines.join("\n")
}

/// A text on one line, for an attribute.
fn attribute(value: &str) -> String {
    text(&visible(value))
}

/// Text with its markup escaped. XML has no place for U+FFFE and U+FFFF at all.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
