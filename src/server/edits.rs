//! Edits of several files, in the way that the client knows.

use std::collections::{BTreeMap, HashMap};

use gen_lsp_types as lsp;
use url::Url;

use super::serving::Server;

/// An edit of several files, of which the `new` ones are made first. With the versions that it is meant for, where the client can.
pub(super) fn workspace_edit(
    server: &Server<'_>,
    edits: Vec<(Url, lsp::TextEdit)>,
    new: &[Url],
) -> lsp::WorkspaceEdit {
    let mut by_file: BTreeMap<Url, Vec<lsp::TextEdit>> = BTreeMap::new();
    for (address, edit) in edits {
        by_file.entry(address).or_default().push(edit);
    }
    if !server.client.versioned_edits {
        let changes: HashMap<_, _> = by_file.into_iter().collect();
        return lsp::WorkspaceEdit {
            changes: Some(changes),
            ..lsp::WorkspaceEdit::default()
        };
    }
    let made = new.iter().map(|address| {
        lsp::DocumentChange::CreateFile(lsp::CreateFile {
            uri: address.clone(),
            options: Some(lsp::CreateFileOptions {
                overwrite: None,
                ignore_if_exists: Some(true),
            }),
            annotation_id: None,
        })
    });
    let edited = by_file.into_iter().map(|(address, edits)| {
        lsp::DocumentChange::TextDocumentEdit(lsp::TextDocumentEdit {
            text_document: lsp::OptionalVersionedTextDocumentIdentifier {
                version: server.version(&address),
                text_document_identifier: lsp::TextDocumentIdentifier { uri: address },
            },
            edits: edits.into_iter().map(lsp::Edit::TextEdit).collect(),
        })
    });
    lsp::WorkspaceEdit {
        document_changes: Some(made.chain(edited).collect()),
        ..lsp::WorkspaceEdit::default()
    }
}
