//! The canonical layout of a text, as edits.

use gen_lsp_types as lsp;

use super::view::View;
use crate::format::format;
use crate::text::{FileKind, Span};

/// What is to be changed so that a claim file has its canonical layout: one stretch, from the first line that is not as it should be
/// to the last, so that the cursor elsewhere stays where it is.
pub(super) fn format_edits(view: &View<'_>, path: &str) -> Option<Vec<lsp::TextEdit>> {
    let file = view.file(path)?;
    let of = view.analysis.files.get(file);
    if of.kind != FileKind::Claims {
        return None;
    }
    let after = format(&of.text);
    if after == of.text {
        return Some(Vec::new());
    }
    let (before, behind) = same_lines(&of.text, &after);
    let edit = lsp::TextEdit {
        range: view.range(file, Span::new(before, of.text.len() - behind)),
        new_text: after[before..after.len() - behind].to_owned(),
    };
    Some(vec![edit])
}

/// How many bytes of whole lines two texts share at their beginnings, and at their ends.
fn same_lines(one: &str, other: &str) -> (usize, usize) {
    let lines = || one.split_inclusive('\n').zip(other.split_inclusive('\n'));
    let alike = lines().take_while(|(one, other)| one == other && one.ends_with('\n'));
    let before: usize = alike.map(|(line, _)| line.len()).sum();
    let (one, other) = (&one[before..], &other[before..]);
    let last = one
        .split_inclusive('\n')
        .rev()
        .zip(other.split_inclusive('\n').rev());
    let alike = last.take_while(|(one, other)| one == other);
    (before, alike.map(|(line, _)| line.len()).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_changed() {
        assert_eq!(same_lines("a\nb\nc\n", "a\nx\nc\n"), (2, 2));
        assert_eq!(same_lines("a\na\n", "a\n"), (2, 0));
        assert_eq!(same_lines("a", "a\n"), (0, 0));
        assert_eq!(same_lines("b\nc", "x\nb\nc"), (0, 3));
        assert_eq!(same_lines("", "x"), (0, 0));
    }
}
