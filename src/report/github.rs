//! Annotations for GitHub, as the commands that a workflow prints.
//!
//! GitHub shows ten of a level a step, so the gravest come first and the last one says where the rest are.

use std::io::{self, Write};

use super::content;
use super::words::{count, leading_first};
use super::{Options, Selection, summary};
use crate::analysis::Analysis;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Files, visible};

/// So many annotations of a level are shown.
const SHOWN_MAX: usize = 10;

/// The levels, with the severities that they show.
const LEVELS: [(&str, &[Severity]); 3] = [
    ("error", &[Severity::Mistake, Severity::Contradiction]),
    ("warning", &[Severity::Tension]),
    ("notice", &[Severity::Gap]),
];

/// The report, which is never long.
pub(super) fn write(analysis: &Analysis, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(text(analysis, options).as_bytes())
}

fn text(analysis: &Analysis, options: &Options) -> String {
    let mut text = String::new();
    if analysis.summary.claims == 0 {
        let sentence = summary::sentence(analysis);
        text.push_str(&command("error", &[("title", "Belie")], &sentence));
    }
    let pressing = Selection::new(analysis, options.disputed, usize::MAX);
    for (level, severities) in LEVELS {
        let of_level: Vec<&Diagnostic> = pressing
            .shown
            .iter()
            .copied()
            .filter(|diagnostic| severities.contains(&diagnostic.severity))
            .collect();
        write_level(&mut text, analysis, options, level, &of_level);
    }
    text
}

fn write_level(
    text: &mut String,
    analysis: &Analysis,
    options: &Options,
    level: &str,
    all: &[&Diagnostic],
) {
    let taken = usize::from(level == "error" && analysis.summary.claims == 0);
    let room = (SHOWN_MAX - taken).min(options.max());
    let shown = if all.len() > room {
        room.saturating_sub(1)
    } else {
        all.len()
    };
    for diagnostic in &all[..shown] {
        text.push_str(&annotation(
            &analysis.files,
            diagnostic,
            level,
            &options.from_repository,
        ));
    }
    let rest = all.len() - shown;
    if rest > 0 {
        let number = count(rest, "more", "more");
        let message = format!(
            "{number} of this level, none graver than those shown, stand in the other reports of this run: `belie check` \
             lists them all. {}",
            summary::sentence(analysis)
        );
        text.push_str(&command(level, &[("title", "Belie: the rest")], &message));
    }
}

fn annotation(files: &Files, diagnostic: &Diagnostic, level: &str, prefix: &str) -> String {
    let title = format!("{} {}", diagnostic.severity, diagnostic.code);
    let mut properties: Vec<(&str, String)> = vec![("title", title)];
    if let Some(&first) = leading_first(diagnostic).first() {
        let location = diagnostic.labels[first].location;
        let file = files.get(location.file);
        let start = file.line_column(location.span.start);
        let end = file.line_column(location.span.end);
        let path = format!("{prefix}{}", file.path);
        properties.push(("file", visible(&path).into_owned()));
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.to_string()));
        // GitHub drops the columns of a range of several lines, and complains.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    let properties: Vec<(&str, &str)> = properties
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let mut message = visible(&diagnostic.message).into_owned();
    for line in content::lines(files, diagnostic, prefix) {
        message.push('\n');
        message.push_str(&line);
    }
    command(level, &properties, &message)
}

/// `::error file=…::message`, with everything escaped that would end it early.
fn command(level: &str, properties: &[(&str, &str)], message: &str) -> String {
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    format!("::{level} {}::{}\n", properties.join(","), data(message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
