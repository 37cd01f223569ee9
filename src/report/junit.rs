//! JUnit XML: a suite a check, a test case a diagnostic. What fails the run fails here, and the rest passes with what there
//! is to say as its output.

use std::fmt::Write;

use super::content;
use super::visible::visible;
use super::words::{dispute_sentence, leading_first};
use super::{Options, summary};
use crate::analysis::{self, Analysis};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Files;

/// The report.
pub(super) fn render(analysis: &Analysis, options: &Options) -> String {
    let suites: Vec<Suite> = analysis::pages()
        .map(|(id, ..)| Suite::of(id, analysis, options))
        .filter(|suite| !suite.is_mark)
        .chain(nothing(analysis))
        .collect();
    let (tests, failures, errors) = suites.iter().fold((0, 0, 0), |sum, suite| {
        (
            sum.0 + suite.tests,
            sum.1 + suite.failures,
            sum.2 + suite.errors,
        )
    });
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"belie\" tests=\"{tests}\" failures=\"{failures}\" \
         errors=\"{errors}\">\n"
    );
    for suite in &suites {
        text.push_str(&suite.xml());
    }
    text.push_str("</testsuites>\n");
    text
}

/// The cases of one check.
struct Suite {
    name: &'static str,
    /// Marks have pages, but nothing to report of their own.
    is_mark: bool,
    tests: usize,
    failures: usize,
    errors: usize,
    cases: String,
}

impl Suite {
    fn of(id: &'static str, analysis: &Analysis, options: &Options) -> Self {
        let mut suite = Self {
            name: id,
            is_mark: !crate::diagnostic::Code::ALL
                .iter()
                .any(|code| code.id() == id),
            tests: 0,
            failures: 0,
            errors: 0,
            cases: String::new(),
        };
        for diagnostic in analysis
            .diagnostics
            .iter()
            .filter(|one| one.code.id() == id)
        {
            suite.add(&analysis.files, diagnostic, options);
        }
        if suite.tests == 0 {
            suite.tests = 1;
            suite.cases = format!("    <testcase classname=\"{id}\" name=\"nothing found\"/>\n");
        }
        suite
    }

    fn add(&mut self, files: &Files, diagnostic: &Diagnostic, options: &Options) {
        self.tests += 1;
        let kind = match diagnostic.severity {
            _ if diagnostic.disputed.is_some() => None,
            Severity::Mistake => Some("error"),
            severity if options.fails(severity) => Some("failure"),
            _ => None,
        };
        self.errors += usize::from(kind == Some("error"));
        self.failures += usize::from(kind == Some("failure"));
        let message = format!("{}: {}", diagnostic.severity, diagnostic.message);
        let body = body(files, diagnostic, &options.from_repository);
        let (id, name, message) = (
            self.name,
            attribute(&diagnostic.message),
            attribute(&message),
        );
        let skipped = diagnostic.disputed.as_ref().map(|disputed| {
            format!(
                "<skipped message=\"{}\"/>",
                attribute(&dispute_sentence(disputed))
            )
        });
        let inside = match kind {
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
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.cases,
            "    <testcase classname=\"{id}\" name=\"{name}\"{file}>\n      {inside}\n    </testcase>"
        );
    }

    fn xml(&self) -> String {
        format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}  </testsuite>\n",
            self.name, self.tests, self.failures, self.errors, self.cases
        )
    }
}

/// That nothing was checked is an error of its own.
fn nothing(analysis: &Analysis) -> Option<Suite> {
    let sentence = attribute(&summary::sentence(analysis));
    (analysis.summary.claims == 0).then(|| Suite {
        name: "belie",
        is_mark: false,
        tests: 1,
        failures: 0,
        errors: 1,
        cases: format!(
            "    <testcase classname=\"belie\" name=\"something was checked\">\n      <error message=\"{sentence}\"/>\n    \
             </testcase>\n"
        ),
    })
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
