//! A claim: who says it, the passage, what it says, and the lines of its file around it.

use std::collections::HashMap;

use maud::{Markup, html};

use super::super::words::{place, repeats, who_hedged};
use super::quarrel::prose;
use super::{Page, context, sources};
use crate::diagnostic::{Diagnostic, Label};
use crate::text::{File, Location, Span, visible};

/// So many lines are shown before and behind what a label names outside any claim.
const AROUND: u32 = 2;
/// No excerpt has more lines, and no line of it more characters.
const LINES_MAX: u32 = 14;
const LINE_MAX: usize = 600;

/// Labels (by number) gathered by claim, in the order of their first; numbers that name none are left out.
pub(super) fn by_claim(diagnostic: &Diagnostic, numbers: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut places: HashMap<Location, usize> = HashMap::new();
    for &at in numbers {
        let Some(label) = diagnostic.labels.get(at) else {
            continue;
        };
        let place = match label.said().claim {
            Some(claim) => *places.entry(claim).or_insert(groups.len()),
            None => groups.len(),
        };
        match groups.get_mut(place) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// A claim with those of its labels that matter here. What only repeats `value`, the heading above, is not said again.
pub(super) fn claim(
    page: &Page<'_>,
    diagnostic: &Diagnostic,
    group: &[usize],
    value: &str,
) -> Markup {
    let labels: Vec<&Label> = group
        .iter()
        .filter_map(|&at| diagnostic.labels.get(at))
        .collect();
    let Some(first) = labels.first() else {
        return html! {};
    };
    let files = &page.analysis.files;
    html! {
        div.claim {
            @if first.said().source.is_some() { div.who { (who_hedged(first)) } }
            @if let Some(source) = first.said().source.as_deref().and_then(|id| page.source(id)) {
                div.meta { (sources::reference(source)) }
            }
            @if let Some(passage) = &first.said().passage { blockquote dir="auto" { "“" (visible(passage.trim())) "”" } }
            @for label in &labels {
                @if !repeats(label, value) && !repeats(label, "") { p.says { "→ " (prose(&label.text)) } }
            }
            @if let Some(passage) = first.said().claim.and_then(|claim| page.analysis.passage_of(claim)) { (context::context(files, &passage)) }
            details {
                summary { "As written down: " (place(files, first.location, "")) }
                (excerpt(files.get(first.location.file), &labels))
            }
        }
    }
}

/// The lines of the claim, or those around what stands outside any, with what the labels name marked.
fn excerpt(file: &File, labels: &[&Label]) -> Markup {
    let spans: Vec<Span> = labels.iter().map(|label| label.location.span).collect();
    html! {
        pre {
            @for line in lines_of(file, labels) {
                @if let Some((start, text)) = line_text(file, line) {
                    span.n { (format!("{line:>4}  ")) }
                    (marked(start, text, &spans))
                    "\n"
                }
            }
        }
    }
}

fn lines_of(file: &File, labels: &[&Label]) -> std::ops::RangeInclusive<u32> {
    let line_of = |at: u32| file.line_column(at).line;
    let whole = |label: &&Label| {
        label
            .said()
            .claim
            .map_or(label.location.span, |claim| claim.span)
    };
    let around = if labels.iter().all(|label| label.said().claim.is_some()) {
        0
    } else {
        AROUND
    };
    let first = labels
        .iter()
        .map(|label| whole(label).start)
        .min()
        .map_or(1, line_of);
    let last = labels
        .iter()
        .map(|label| label.location.span.end)
        .max()
        .map_or(first, line_of);
    let first = first.saturating_sub(around).max(1);
    first
        ..=last
            .saturating_add(around)
            .min(first.saturating_add(LINES_MAX - 1))
}

/// A line's first byte and its text, without its end.
fn line_text(file: &File, line: u32) -> Option<(u32, &str)> {
    let start = file.lines().start(line)?;
    let end = file.lines().start(line + 1).unwrap_or(u32::MAX);
    let end = usize::try_from(end).ok()?.min(file.text.len());
    let text = file.text.get(usize::try_from(start).ok()?..end)?;
    let text = text.trim_end_matches(['\n', '\r']);
    let short = text
        .char_indices()
        .nth(LINE_MAX)
        .map_or(text, |(at, _)| &text[..at]);
    Some((start, short))
}

/// A line in which what lies in one of the spans is marked.
fn marked(start: u32, text: &str, spans: &[Span]) -> Markup {
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    let inside = |at: usize| {
        spans
            .iter()
            .any(|span| span.range().contains(&start.saturating_add(at)))
    };
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for (at, c) in text.char_indices() {
        let hit = inside(at);
        match pieces.last_mut() {
            Some((before, piece)) if *before == hit => piece.push(c),
            _ => pieces.push((hit, String::from(c))),
        }
    }
    html! {
        @for (hit, piece) in &pieces {
            @if *hit { mark { (visible(piece)) } } @else { (visible(piece)) }
        }
    }
}
