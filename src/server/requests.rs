//! What the server can be asked, and who answers.

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::Url;

use super::client::Client;
use super::position::Encoding;
use super::serving::{Refusal, Server};
use super::view::View;
use super::{actions, completion, formatting, hints, looks, pages, rename, tokens};

/// What the server can do.
pub(super) fn capabilities(client: &Client) -> Value {
    let encoding = match client.encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf16 => "utf-16",
    };
    json!({
        "positionEncoding": encoding,
        "textDocumentSync": { "openClose": true, "change": 2 },
        "completionProvider": { "triggerCharacters": ["\"", ".", ":", ",", " "] },
        "codeActionProvider": { "codeActionKinds": ["quickfix"] },
        "documentFormattingProvider": true,
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "documentHighlightProvider": true,
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "foldingRangeProvider": true,
        "inlayHintProvider": true,
        "semanticTokensProvider": {
            "legend": { "tokenTypes": tokens::TYPES, "tokenModifiers": [] },
            "full": true,
        },
        "renameProvider": { "prepareProvider": true },
        "workspace": {
            "workspaceFolders": { "supported": true, "changeNotifications": true },
            "textDocumentContent": { "schemes": [pages::SCHEME] },
        },
    })
}

/// Answers a request.
pub(super) fn answer(server: &mut Server<'_>, request: Request) -> Result<Value, Refusal> {
    let Request { method, params, .. } = request;
    match method.as_str() {
        "textDocument/codeAction" => actions::actions(server, params),
        "textDocument/completion" => at(server, params, completion::complete),
        "textDocument/definition" => at(server, params, looks::definition),
        "textDocument/hover" => at(server, params, looks::hover),
        "textDocument/formatting" => of(server, params, formatting::format_edits),
        "textDocument/references" => references(server, params),
        "textDocument/documentHighlight" => at(server, params, looks::highlights),
        "textDocument/documentSymbol" => of(server, params, looks::document_symbols),
        "textDocument/foldingRange" => of(server, params, looks::folds),
        "textDocument/inlayHint" => hints(server, params),
        "textDocument/prepareRename" => rename::prepare(server, params),
        "textDocument/rename" => rename::rename(server, params),
        "textDocument/semanticTokens/full" => of(server, params, tokens::tokens),
        "workspace/symbol" => symbols(server, params),
        "workspace/textDocumentContent" => page(params),
        _ => Err(Refusal {
            code: ErrorCode::MethodNotFound,
            message: format!("`{method}` is not known here"),
        }),
    }
}

/// Reads the parameters of a request.
pub(super) fn read<P: DeserializeOwned>(params: Value) -> Result<P, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal {
        code: ErrorCode::InvalidParams,
        message: error.to_string(),
    })
}

/// Writes an answer.
pub(super) fn written(answer: impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(answer).map_err(|error| Refusal {
        code: ErrorCode::InternalError,
        message: error.to_string(),
    })
}

/// Answers what is asked of a place. Of a text that is in no case there is nothing to say.
fn at<A: Serialize>(
    server: &mut Server<'_>,
    params: Value,
    answer: impl FnOnce(&View<'_>, &str, lsp::Position) -> Option<A>,
) -> Result<Value, Refusal> {
    let place: lsp::TextDocumentPositionParams = read(params)?;
    let found = view(server, &place.text_document.uri, |view, path| {
        answer(view, path, place.position)
    });
    written(found.flatten())
}

/// Answers what is asked of a whole text.
fn of<A: Serialize>(
    server: &mut Server<'_>,
    params: Value,
    answer: impl FnOnce(&View<'_>, &str) -> Option<A>,
) -> Result<Value, Refusal> {
    let of: lsp::TextDocumentIdentifier = text_document(params)?;
    written(view(server, &of.uri, answer).flatten())
}

/// The text that a request is about.
fn text_document(mut params: Value) -> Result<lsp::TextDocumentIdentifier, Refusal> {
    let text_document = params.get_mut("textDocument").map(Value::take);
    read(text_document.unwrap_or_default())
}

/// Looks at the case of a text.
pub(super) fn view<A>(
    server: &mut Server<'_>,
    address: &Url,
    look: impl FnOnce(&View<'_>, &str) -> A,
) -> Option<A> {
    let (key, path) = server.find(address)?;
    let encoding = server.client.encoding;
    let case = server.cases.get(&key)?;
    Some(look(&View::new(case, encoding), &path))
}

fn references(server: &mut Server<'_>, params: Value) -> Result<Value, Refusal> {
    let declared = params.pointer("/context/includeDeclaration");
    let declared = declared.and_then(Value::as_bool).unwrap_or(true);
    at(server, params, |view, path, at| {
        looks::references(view, path, at, declared)
    })
}

fn hints(server: &mut Server<'_>, params: Value) -> Result<Value, Refusal> {
    let params: lsp::InlayHintParams = read(params)?;
    let hints = view(server, &params.text_document.uri, |view, path| {
        hints::hints(view, path, params.range)
    });
    written(hints.flatten())
}

fn symbols(server: &mut Server<'_>, params: Value) -> Result<Value, Refusal> {
    let params: lsp::WorkspaceSymbolParams = read(params)?;
    let encoding = server.client.encoding;
    let mut found = Vec::new();
    for (_, case) in server.cases.iter_mut() {
        found.extend(looks::symbols(&View::new(case, encoding), &params.query));
    }
    written(found)
}

fn page(params: Value) -> Result<Value, Refusal> {
    let params: lsp::TextDocumentContentParams = read(params)?;
    match pages::page(&params.uri) {
        Some(text) => written(lsp::TextDocumentContentResult {
            text: text.to_owned(),
        }),
        None => Err(Refusal::cannot("there is no such page")),
    }
}
