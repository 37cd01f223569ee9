//! What the client can do, as far as it makes a difference here. Read piece by piece, so that a client which says something odd about
//! anything else is served all the same.

use std::path::PathBuf;

use serde_json::Value;

use super::position::Encoding;
use super::uri;

/// A client, as it has introduced itself.
#[derive(Debug, Default)]
pub(super) struct Client {
    /// In what it counts columns.
    pub(super) encoding: Encoding,
    /// Its workspace folders.
    pub(super) folders: Vec<PathBuf>,
    /// Whether it can be asked to watch files.
    pub(super) watches: bool,
    /// Whether it shows the other places of a diagnostic.
    pub(super) related: bool,
    /// Whether it takes edits with the versions that they are meant for.
    pub(super) versioned_edits: bool,
    /// Whether edits may make files.
    pub(super) makes_files: bool,
    /// Whether it opens pages that the server writes.
    pub(super) pages: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(super) fn read(params: &Value) -> Self {
        let can = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let says = |path: &str| can(path).and_then(Value::as_bool).unwrap_or_default();
        let lists = |path: &str, wanted: &str| {
            let list = can(path).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|one| one == wanted))
        };
        Self {
            encoding: if lists("general/positionEncodings", "utf-8") {
                Encoding::Utf8
            } else {
                Encoding::Utf16
            },
            folders: folders(params),
            watches: says("workspace/didChangeWatchedFiles/dynamicRegistration"),
            related: says("textDocument/publishDiagnostics/relatedInformation"),
            versioned_edits: says("workspace/workspaceEdit/documentChanges"),
            makes_files: says("workspace/workspaceEdit/documentChanges")
                && lists("workspace/workspaceEdit/resourceOperations", "create"),
            pages: can("workspace/textDocumentContent").is_some(),
        }
    }
}

/// The folders that are open, in any of the three ways in which clients have said so over the years.
fn folders(params: &Value) -> Vec<PathBuf> {
    let path = |value: &Value| uri::path_of(value.as_str()?);
    let listed = params.get("workspaceFolders").and_then(Value::as_array);
    let listed: Vec<PathBuf> = listed
        .into_iter()
        .flatten()
        .filter_map(|folder| path(folder.get("uri")?))
        .collect();
    if !listed.is_empty() {
        return listed;
    }
    let root = params.get("rootUri").and_then(path);
    let old = || Some(PathBuf::from(params.get("rootPath")?.as_str()?));
    root.or_else(old).into_iter().collect()
}
