//! Another id for something.

use gen_lsp_types as lsp;
use serde_json::Value;

use super::edits::workspace_edit;
use super::requests::{read, view, written};
use super::serving::{Refusal, Server};
use super::view::{Place, View};

/// Whether what stands at a place can go by another id, and what it goes by now.
pub(super) fn prepare(server: &mut Server<'_>, params: Value) -> Result<Value, Refusal> {
    let place: lsp::TextDocumentPositionParams = read(params)?;
    let found = view(server, &place.text_document.uri, |view, path| {
        let Place { file, at } = view.place(path, place.position)?;
        Some(
            view.analysis
                .renamable(file, at)
                .map(|mentioned| lsp::PrepareRenamePlaceholder {
                    range: view.range(file, mentioned.location.span),
                    placeholder: mentioned.named.id,
                }),
        )
    });
    match found.flatten() {
        Some(Ok(found)) => written(found),
        Some(Err(why)) => Err(Refusal::cannot(why)),
        None => Ok(Value::Null),
    }
}

/// All edits that give something another id.
pub(super) fn rename(server: &mut Server<'_>, params: Value) -> Result<Value, Refusal> {
    let params: lsp::RenameParams = read(params)?;
    let place = params.text_document_position_params;
    let address = &place.text_document.uri;
    let named = view(server, address, |view, path| {
        let Place { file, at } = view.place(path, place.position)?;
        Some(view.analysis.renamable(file, at))
    });
    let Some(named) = named.flatten() else {
        return Ok(Value::Null);
    };
    let named = named.map_err(Refusal::cannot)?.named;
    let encoding = server.client.encoding;
    let Some((key, _)) = server.find(address) else {
        return Ok(Value::Null);
    };
    let Some(case) = server.cases.get(&key) else {
        return Ok(Value::Null);
    };
    let replacements = case.session.rename(&named, params.new_name.trim());
    let replacements = replacements.map_err(Refusal::cannot)?;
    let view = View::new(case, encoding);
    let edits = replacements.into_iter().filter_map(|one| {
        let range = view.range(one.location.file, one.location.span);
        let edit = lsp::TextEdit {
            range,
            new_text: one.text,
        };
        Some((view.address(one.location.file)?, edit))
    });
    let edits = edits.collect();
    written(workspace_edit(server, edits, &[]))
}
