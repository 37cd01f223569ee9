//! Hints between the words: what weekdays and relative dates come to.

use gen_lsp_types as lsp;

use super::view::View;

/// The hints in a stretch of a file.
pub(super) fn hints(view: &View<'_>, path: &str, range: lsp::Range) -> Option<Vec<lsp::InlayHint>> {
    let file = view.file(path)?;
    let hints = view.analysis.hints(file, view.span(file, range));
    let hint = |hint: crate::analysis::Hint| lsp::InlayHint {
        position: view.position(file, hint.at),
        label: hint.date.into(),
        tooltip: Some(hint.how.into()),
        padding_left: Some(true),
        kind: None,
        text_edits: None,
        padding_right: None,
        data: None,
    };
    Some(hints.into_iter().map(hint).collect())
}
