//! The explain pages are the tests of the checks: every example gives exactly the diagnostics that its page says.

#![allow(clippy::unwrap_used)]

mod support;

use std::fmt::Write;

use belie::analysis::{Analysis, pages};
use belie::diagnostic::{Diagnostic, Severity};
use support::Case;

/// An example of a page: the files, and what is said to be reported.
struct Example {
    heading: String,
    case: Case,
    expected: String,
}

#[test]
fn every_example_gives_what_its_page_says() {
    let mut wrong = String::new();
    let mut count = 0;
    for (id, _, page) in pages() {
        for example in examples(page) {
            count += 1;
            let found = reported(&example.case.check(), id);
            if found != example.expected {
                let _ = write!(
                    wrong,
                    "\n{id}: {}\n--- the page says\n{}--- Belie says\n{found}",
                    example.heading, example.expected
                );
            }
        }
    }
    assert!(count > 40, "only {count} examples were found");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_page_has_a_heading_a_sentence_and_an_example() {
    for (id, title, page) in pages() {
        assert!(
            page.starts_with(&format!("# {id}\n")),
            "{id} does not begin with its id"
        );
        assert!(
            title.ends_with('.'),
            "{id} has no sentence below its heading"
        );
        assert!(!examples(page).is_empty(), "{id} has no example");
    }
}

/// The examples of a page: what stands between one `###` heading and the next.
fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    for section in page.split("\n### ").skip(1) {
        let (heading, body) = section.split_once('\n').unwrap();
        let mut example = Example {
            heading: heading.to_owned(),
            case: Case::default(),
            expected: String::new(),
        };
        let mut reports = 0;
        for (info, text) in blocks(body) {
            match info.split_once(' ') {
                _ if info == "today" => example.case.today = Some(day(text.trim())),
                Some(("claims" | "text", path)) => {
                    example.case = example.case.with(path, &unescaped(&text));
                }
                _ if info == "report" => {
                    let mut lines: Vec<_> = text.split_inclusive('\n').collect();
                    lines.sort_unstable();
                    example.expected = lines.concat();
                    reports += 1;
                }
                _ => {}
            }
        }
        if !example.case.files.is_empty() {
            assert_eq!(reports, 1, "“{heading}” says once what is reported");
            examples.push(example);
        }
    }
    examples
}

/// A text in which `\u{202e}` stands for the character: a page must not hold what it warns of.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_once('}').unwrap();
        out.push(
            u32::from_str_radix(digits, 16)
                .ok()
                .and_then(char::from_u32)
                .unwrap(),
        );
        out.push_str(rest);
    }
    out
}

/// The number of a day written as `2025-02-01`.
fn day(text: &str) -> i64 {
    let parts: Vec<i64> = text.split('-').map(|part| part.parse().unwrap()).collect();
    let small = |at: usize| u8::try_from(parts[at]).unwrap();
    belie::date::calendar::day_number(parts[0], small(1), small(2))
}

/// The fenced blocks of a Markdown text: what stands behind the fence, and the lines.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, lines)), None) => {
                lines.push_str(line);
                lines.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// Everything from mistakes to tensions, and of the gaps those that the page is about.
fn reported(analysis: &Analysis, id: &str) -> String {
    let shown = |diagnostic: &&Diagnostic| {
        diagnostic.severity < Severity::Gap || diagnostic.code.id() == id
    };
    let mut lines: Vec<String> = analysis
        .diagnostics
        .iter()
        .filter(shown)
        .map(|one| line(analysis, one))
        .collect();
    lines.sort();
    lines.concat()
}

fn line(analysis: &Analysis, diagnostic: &Diagnostic) -> String {
    let disputed = diagnostic.disputed.as_ref().map_or("", |_| "disputed ");
    let mut line = format!("{disputed}{} {}", diagnostic.severity, diagnostic.code);
    if matches!(
        diagnostic.severity,
        Severity::Contradiction | Severity::Tension
    ) && !diagnostic.about.is_empty()
    {
        let plain = matches!(diagnostic.code.id(), "weekday-mismatch" | "quote-not-found");
        if !plain {
            let _ = write!(line, " {}", diagnostic.about);
        }
    }
    if !diagnostic.marks.is_empty() {
        let marks: Vec<_> = diagnostic.marks.iter().map(|mark| mark.id()).collect();
        let _ = write!(line, " [{}]", marks.join(", "));
    }
    let mut places: Vec<(String, u32)> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let file = analysis.files.get(label.location.file);
            (
                file.path.clone(),
                file.line_column(label.location.span.start).line,
            )
        })
        .collect();
    places.sort();
    places.dedup();
    line.push_str(" at");
    for (path, row) in places {
        let _ = write!(line, " {path}:{row}");
    }
    line.push('\n');
    line
}
