//! Who says something, in words.

use crate::diagnostic::{Diagnostic, Label};
use crate::report::visible::visible;
use crate::text::Files;

/// Who says it: `bbc`, or `Matteo Renzi in bbc`.
pub(super) fn who(label: &Label) -> String {
    let name = match (&label.speaker, &label.source) {
        (Some(speaker), Some(source)) => format!("{speaker} in {source}"),
        (Some(name), None) | (None, Some(name)) => name.clone(),
        (None, None) => String::from("the case"),
    };
    visible(&name).into_owned()
}

/// The source alone, for a narrow column; [`said_by`] tells the speaker beside it.
pub(super) fn source(label: &Label) -> String {
    match &label.source {
        Some(source) => visible(source).into_owned(),
        None => who(label),
    }
}

/// A text that ends with who says it, where that is not the source itself: `… (says Matteo Renzi)`.
pub(super) fn said_by(label: &Label, text: &str) -> String {
    match (&label.speaker, &label.source) {
        (Some(speaker), Some(_)) => visible(&format!("{text} (says {speaker})")).into_owned(),
        _ => visible(text).into_owned(),
    }
}

/// Who says it, with the hedge: `bbc (reportedly)`.
pub(super) fn who_hedged(label: &Label) -> String {
    let told = label
        .told
        .as_ref()
        .map(|told| format!("told {}", visible(told)));
    let more: Vec<String> = label
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

/// `1 claim`, `2 claims`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
