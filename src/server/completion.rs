//! What could stand where the editor asks.

use gen_lsp_types as lsp;

use super::publish::plainly;
use super::view::{Place, View};
use crate::analysis::{Candidate, CandidateKind};

/// What could stand at a place.
pub(super) fn complete(
    view: &View<'_>,
    path: &str,
    at: lsp::Position,
) -> Option<lsp::CompletionList> {
    let Place { file, at } = view.place(path, at)?;
    let found = view.analysis.complete(file, at)?;
    let range = view.range(file, found.span);
    let items = found.candidates.into_iter().enumerate();
    Some(lsp::CompletionList {
        // What is listed hangs on what is written, by more than its beginning.
        is_incomplete: true,
        items: items
            .map(|(number, one)| item(number, one, range))
            .collect(),
        ..lsp::CompletionList::default()
    })
}

fn item(number: usize, one: Candidate, range: lsp::Range) -> lsp::CompletionItem {
    let edit = lsp::TextEdit {
        range,
        new_text: one.text,
    };
    lsp::CompletionItem {
        filter_text: Some(one.name.clone()),
        label: plainly(&one.name),
        kind: Some(kind(one.kind)),
        detail: Some(plainly(&one.detail)).filter(|detail| !detail.is_empty()),
        sort_text: Some(format!("{number:04}")),
        text_edit: Some(edit.into()),
        ..lsp::CompletionItem::default()
    }
}

fn kind(kind: CandidateKind) -> lsp::CompletionItemKind {
    match kind {
        CandidateKind::Role => lsp::CompletionItemKind::Field,
        CandidateKind::Attribute => lsp::CompletionItemKind::Property,
        CandidateKind::Event => lsp::CompletionItemKind::Event,
        CandidateKind::Entity => lsp::CompletionItemKind::Variable,
        CandidateKind::Source => lsp::CompletionItemKind::File,
        CandidateKind::Kind => lsp::CompletionItemKind::Class,
        CandidateKind::Quarrel => lsp::CompletionItemKind::Reference,
        CandidateKind::Passage => lsp::CompletionItemKind::Text,
        CandidateKind::Word => lsp::CompletionItemKind::Keyword,
    }
}
