//! Disputes as text: the entry that takes a quarrel on, and files without the entries that match nothing.

use std::collections::BTreeMap;

use super::Analysis;
use crate::checks::seen_line;
use crate::diagnostic::{Code, Diagnostic, Fingerprint};
use crate::model;
use crate::syntax::quoted;
use crate::text::{FileId, Span};

/// What people have to say about a quarrel.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// `open`, `resolved` or `dormant`.
    pub status: &'a str,
    /// Why it is left standing.
    pub reason: &'a str,
    /// Who looked at it.
    pub by: Option<&'a str>,
    /// When: a date as the language has it.
    pub date: &'a str,
}

/// Whether a reason says nothing: empty, or a word that stands for one still to be written.
#[must_use]
pub fn is_placeholder(reason: &str) -> bool {
    model::is_placeholder(reason)
}

/// The quarrels that can be disputed and are not.
pub fn undisputed(analysis: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    analysis
        .diagnostics
        .iter()
        .filter(|one| one.fingerprint.is_some() && one.disputed.is_none())
}

/// The quarrels that go by a name (`return_flight.means`, `arrest_turin and release`) or by a fingerprint, disputed or not.
#[must_use]
pub fn named<'a>(analysis: &'a Analysis, target: &str) -> Vec<&'a Diagnostic> {
    let fingerprint = Fingerprint::parse(target.trim());
    let target = ordered(target);
    let is_meant = |one: &&Diagnostic| {
        let own = one.fingerprint;
        own.is_some() && (own == fingerprint || ordered(&one.about) == target)
    };
    analysis.diagnostics.iter().filter(is_meant).collect()
}

/// The events of a target in one order.
fn ordered(target: &str) -> Vec<&str> {
    let mut names: Vec<&str> = target
        .split_whitespace()
        .filter(|&word| word != "and")
        .collect();
    names.sort_unstable();
    names
}

/// The entry that disputes a quarrel, as it stands in a claim file.
#[must_use]
pub fn entry(quarrel: &Diagnostic, words: Words<'_>) -> String {
    let mut lines = vec![
        format!("dispute {}", quarrel.about),
        format!("  status {}", words.status),
        format!("  reason {}", quoted(words.reason)),
        format!("  {}", seen_line(quarrel)),
    ];
    lines.extend(words.by.map(|by| format!("  by {}", quoted(by))));
    lines.push(format!("  date {}", words.date));
    lines.join("\n") + "\n"
}

/// A file's text with entries behind it, a blank line between them, its line ends kept.
#[must_use]
pub fn appended(text: &str, entries: &[String]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut all = text.to_owned();
    for entry in entries {
        if !all.is_empty() && !all.ends_with('\n') {
            all.push_str(end);
        }
        if !all.lines().next_back().is_none_or(is_blank) {
            all.push_str(end);
        }
        all.push_str(&entry.replace('\n', end));
    }
    all
}

/// A file without the disputes in it that match nothing.
#[derive(Debug, PartialEq, Eq)]
pub struct Pruned {
    /// Which file.
    pub file: FileId,
    /// Its text without them.
    pub text: String,
    /// What they were about.
    pub removed: Vec<String>,
}

/// The files that hold disputes which match nothing, without these: their lines are left out, nothing else.
#[must_use]
pub fn pruned(analysis: &Analysis) -> Vec<Pruned> {
    let mut dead: BTreeMap<FileId, Vec<(Span, &str)>> = BTreeMap::new();
    let unused = |one: &&Diagnostic| one.code == Code::UnusedDispute;
    for diagnostic in analysis.diagnostics.iter().filter(unused) {
        if let Some(entry) = diagnostic
            .labels
            .first()
            .and_then(|label| label.said().claim)
        {
            let of_file = dead.entry(entry.file).or_default();
            of_file.push((entry.span, &diagnostic.about));
        }
    }
    let without = |(file, mut entries): (FileId, Vec<(Span, &str)>)| {
        entries.sort_unstable();
        Pruned {
            file,
            text: without_lines(&analysis.files.get(file).text, &entries),
            removed: entries
                .iter()
                .map(|(_, about)| (*about).to_owned())
                .collect(),
        }
    };
    dead.into_iter().map(without).collect()
}

/// The lines that a stretch lies on, their ends included.
pub(super) fn lines_of(text: &str, span: Span) -> Span {
    let range = span.range();
    let start = text[..range.start]
        .rfind(['\n', '\r'])
        .map_or(0, |at| at + 1);
    Span::new(start, line_end(text, range.end))
}

/// A text without the lines that these spans, which are in order, lie on.
fn without_lines(text: &str, spans: &[(Span, &str)]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (span, _) in spans {
        let lines = lines_of(text, *span).range();
        if lines.start >= from {
            kept.push_str(&text[from..lines.start]);
        }
        from = behind_gap(&kept, text, lines.end);
    }
    kept.push_str(&text[from..]);
    if from == text.len() {
        end_with_text(&mut kept);
    }
    kept
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Takes away the blank lines at the end.
fn end_with_text(text: &mut String) {
    match text.trim_end().len() {
        0 => text.clear(),
        end => text.truncate(line_end(text, end)),
    }
}

/// Behind a blank line at an offset, if what was kept so far ends with one, or is nothing: so that two do not come together.
fn behind_gap(kept: &str, text: &str, at: usize) -> usize {
    let gap = line_end(text, at);
    let behind_blank = kept.lines().next_back().is_none_or(is_blank);
    match behind_blank && is_blank(&text[at..gap]) {
        true => gap,
        false => at,
    }
}

/// Where the line that an offset lies on is over, its end included.
fn line_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    match rest.find(['\n', '\r']) {
        None => text.len(),
        Some(end) if rest[end..].starts_with("\r\n") => at + end + 2,
        Some(end) => at + end + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_apart_and_line_ends_stay() {
        let entries = ["dispute a\n".to_owned(), "dispute b\n".to_owned()];
        assert_eq!(appended("", &entries), "dispute a\n\ndispute b\n");
        assert_eq!(appended("# x", &entries[..1]), "# x\n\ndispute a\n");
        assert_eq!(
            appended("# x\r\n", &entries[..1]),
            "# x\r\n\r\ndispute a\r\n"
        );
    }

    #[test]
    fn only_the_lines_of_the_entry_go() {
        let text = "# before\ndispute a\n  seen 1 # why\n  # after\r\n\r\ndispute b\r\n  seen 2";
        let span = |from: &str, to: &str| {
            let start = text.find(from).unwrap();
            (Span::new(start, text.find(to).unwrap() + to.len()), "")
        };
        let one = span("dispute a", "seen 1");
        let other = span("dispute b", "seen 2");
        assert_eq!(
            without_lines(text, &[one]),
            "# before\n  # after\r\n\r\ndispute b\r\n  seen 2"
        );
        assert_eq!(
            without_lines(text, &[one, other]),
            "# before\n  # after\r\n"
        );
    }

    #[test]
    fn no_two_blank_lines_come_together() {
        let text = "# before\n\ndispute a\n  seen 1\n\n# behind\n\ndispute b\n";
        let span = |of: &str| {
            let start = text.find(of).unwrap();
            (Span::new(start, start + of.len()), "")
        };
        let one = span("dispute a\n  seen 1");
        let other = span("dispute b");
        assert_eq!(
            without_lines(text, &[one]),
            "# before\n\n# behind\n\ndispute b\n"
        );
        assert_eq!(without_lines(text, &[one, other]), "# before\n\n# behind\n");
        let alone = "dispute a\n\nclaim \"x\"\n";
        let all = Span::new(0, "dispute a".len());
        assert_eq!(without_lines(alone, &[(all, "")]), "claim \"x\"\n");
    }
}
