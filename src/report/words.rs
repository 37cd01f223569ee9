//! Words that all formats for people share: who says something, what stands where, what would be wrong.

use crate::diagnostic::{Diagnostic, Disputed, Label, Mark, More, Severity};
use crate::text::{Files, Location, visible};

/// So many sources that say the same are named in a row of a table.
const ALIKE: usize = 4;

/// Who says it: `bbc`, or `Matteo Renzi in bbc`.
pub(super) fn who(label: &Label) -> String {
    let name = label.said().who();
    visible(name.as_deref().unwrap_or("the case")).into_owned()
}

/// The source alone, for a narrow column; [`said_by`] tells the speaker beside it.
pub(super) fn source(label: &Label) -> String {
    match &label.said().source {
        Some(source) => visible(source).into_owned(),
        None => who(label),
    }
}

/// Who says what stands in a row, with those who say the same: `bbc, cicc and 9 more`.
pub(super) fn with_alike(first: String, alike: &[String]) -> String {
    if alike.is_empty() {
        return first;
    }
    let alike = alike.iter().map(|name| visible(name).into_owned());
    let names: Vec<String> = std::iter::once(first).chain(alike).collect();
    list_to(&names, ALIKE)
}

/// A text that ends with who says it, where that is not the source itself: `… (said by Matteo Renzi)`.
pub(super) fn said_by(label: &Label, text: &str) -> String {
    let said = label.said();
    match said.said_by().filter(|_| said.source.is_some()) {
        Some(by) => visible(&format!("{text} ({by})")).into_owned(),
        None => visible(text).into_owned(),
    }
}

/// Who says it, with the hedge: `bbc (reportedly)`.
pub(super) fn who_hedged(label: &Label) -> String {
    let said = label.said();
    let told = said.told.as_ref();
    let told = told.map(|told| format!("told {}", visible(told)));
    let more: Vec<String> = said
        .hedge
        .map(str::to_owned)
        .into_iter()
        .chain(told)
        .collect();
    match more.as_slice() {
        [] => who(label),
        more => format!("{} ({})", who(label), more.join(", ")),
    }
}

/// What stands at a label, on one line and not too long, in quotation marks.
pub(super) fn clause(files: &Files, label: &Label) -> String {
    let file = files.get(label.location.file);
    let text = file
        .text
        .get(label.location.span.range())
        .unwrap_or_default();
    quote(text, 60)
}

/// A text in typographic quotation marks, white space collapsed, cut to so many characters.
pub(super) fn quote(text: &str, longest: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut short: String = text.chars().take(longest).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("“{}”", visible(&short))
}

/// The labels with these numbers; numbers that name none are left out.
pub(super) fn labels<'a>(diagnostic: &'a Diagnostic, numbers: &[usize]) -> Vec<&'a Label> {
    numbers
        .iter()
        .filter_map(|&number| diagnostic.labels.get(number))
        .collect()
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A list that names so many at most and counts the rest.
pub(super) fn list_to(items: &[String], named: usize) -> String {
    let mut shown: Vec<String> = items.iter().take(named).cloned().collect();
    if items.len() > named {
        shown.push(format!("{} more", items.len() - named));
    }
    list(&shown)
}

/// `1 claim`, `2 claims`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What is counted already and what is not shown here.
pub(super) fn plus(more: More, hidden: usize) -> More {
    match (more, hidden) {
        (more, 0) => more,
        (More::None, hidden) => More::Exactly(hidden),
        (More::Exactly(known), hidden) => More::Exactly(known.saturating_add(hidden)),
        (More::AtLeast(known), hidden) => More::AtLeast(known.saturating_add(hidden)),
    }
}

/// A place as people write it: `bbc.claims:20:45`, behind a prefix for the path.
pub(super) fn place(files: &Files, location: Location, prefix: &str) -> String {
    let file = files.get(location.file);
    let at = file.line_column(location.span.start);
    let path = format!("{prefix}{}", file.path);
    format!("{}:{}:{}", visible(&path), at.line, at.column)
}

/// The labels (by number) with those of the shortest chain first: the two that say most of a quarrel lead.
pub(super) fn leading_first(diagnostic: &Diagnostic) -> Vec<usize> {
    let shortest = diagnostic
        .chains
        .first()
        .map_or(&[][..], |chain| &chain.labels);
    let mut told = vec![false; diagnostic.labels.len()];
    let mut order = Vec::with_capacity(told.len());
    for at in shortest.iter().copied().chain(0..told.len()) {
        if told.get(at) == Some(&false) {
            told[at] = true;
            order.push(at);
        }
    }
    order
}

/// Whether what a label says is only its account's value again: `means: private jet` below `private jet`.
pub(super) fn repeats(label: &Label, value: &str) -> bool {
    let said = label.text.strip_suffix(value);
    said.is_some_and(|rest| rest.is_empty() || (!value.is_empty() && rest.ends_with(": ")))
}

/// What a mark says.
pub(super) fn mark_sentence(mark: Mark) -> &'static str {
    match mark {
        Mark::SelfContradiction => "The same speaker, in the same source, stands on both sides.",
        Mark::Misattributed => {
            "The same speaker stands on both sides, in two sources: one of them misquotes, or the speaker said both."
        }
    }
}

/// What people have written down: `Disputed (open), by Ada on 2025-02-03: flight log requested`.
pub(super) fn dispute_sentence(disputed: &Disputed) -> String {
    let mut text = format!("Disputed ({})", disputed.status);
    if let Some(by) = &disputed.by {
        text.push_str(&format!(", by {by}"));
    }
    if let Some(date) = &disputed.date {
        text.push_str(&format!(" on {date}"));
    }
    format!("{text}: {}", disputed.reason)
}

/// `1 contradiction`, `2 gaps`.
pub(super) fn count_of(number: usize, severity: Severity) -> String {
    let (one, many) = match severity {
        Severity::Mistake => ("mistake", "mistakes"),
        Severity::Contradiction => ("contradiction", "contradictions"),
        Severity::Tension => ("tension", "tensions"),
        Severity::Gap => ("gap", "gaps"),
    };
    count(number, one, many)
}

/// A part of a sentence of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'t> {
    Plain(&'t str),
    /// What stands between backticks.
    Code(&'t str),
}

/// A sentence, parted into what is code and what is not. Names of the case may hold backticks: those between typographic quotation
/// marks, and one without a partner, are plain.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut plain, mut rest) = (0, 0);
    while let Some(at) = text[rest..].find(['`', '“']).map(|at| rest + at) {
        let behind = at + text[at..].chars().next().map_or(0, char::len_utf8);
        let is_code = text[at..].starts_with('`');
        let closing = if is_code { '`' } else { '”' };
        let Some(end) = text[behind..].find(closing).map(|end| behind + end) else {
            rest = behind;
            continue;
        };
        rest = end + closing.len_utf8();
        if is_code && end > behind {
            parts.push(Part::Plain(&text[plain..at]));
            parts.push(Part::Code(&text[behind..end]));
            plain = rest;
        }
    }
    parts.push(Part::Plain(&text[plain..]));
    parts.retain(|part| *part != Part::Plain(""));
    parts
}

/// A line that tells how many more there are; none where all are listed. `… and 2 more chains`.
pub(super) fn more_line(more: More, one: &str, many: &str) -> Option<String> {
    let noun = |number: usize| if number == 1 { one } else { many };
    match more {
        More::None => None,
        More::Exactly(number) => Some(format!("… and {number} {}", noun(number))),
        More::AtLeast(0) => Some(format!("… and perhaps more {many}")),
        More::AtLeast(number) => Some(format!("… and at least {number} {}", noun(number))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_in_a_sentence_is_told_from_what_only_looks_like_it() {
        use Part::{Code, Plain};
        let of = |text: &'static str| parts(text);
        assert_eq!(
            of("write `a b`."),
            [Plain("write "), Code("a b"), Plain(".")]
        );
        assert_eq!(of("“x`y” and `z`"), [Plain("“x`y” and "), Code("z")]);
        assert_eq!(of("`a` ` b"), [Code("a"), Plain(" ` b")]);
        assert_eq!(of("“ `a` ``"), [Plain("“ "), Code("a"), Plain(" ``")]);
        assert_eq!(of(""), []);
    }
}
