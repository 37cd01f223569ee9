//! The state of a conversation, and the loop that goes through it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::Url;

use super::cases::{Case, Cases, Key, SETTINGS};
use super::client::Client;
use super::document::Document;
use super::publish::{self, Manner, Shown};
use super::queue::{Next, Queue};
use super::view::View;
use super::wire::{self, Incoming};
use super::world::World;
use super::{requests, uri};

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

impl Refusal {
    /// The request is one that cannot be done.
    pub(super) fn cannot(message: impl Into<String>) -> Self {
        Self {
            code: ErrorCode::RequestFailed,
            message: message.into(),
        }
    }
}

/// How far the conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    Before,
    /// In it.
    Open,
    /// After `shutdown`.
    Over,
}

/// A text that is open in the editor, and where it belongs.
struct Open {
    document: Document,
    case: Key,
    path: String,
}

/// A conversation with a client.
pub(super) struct Server<'w> {
    output: &'w mut dyn Write,
    pub(super) world: &'w dyn World,
    pub(super) client: Client,
    stage: Stage,
    pub(super) cases: Cases,
    documents: BTreeMap<Url, Open>,
    published: BTreeMap<Key, Shown>,
    /// Open texts that have changed since their diagnostics were published.
    touched: BTreeSet<Url>,
    requests_sent: i32,
}

impl<'w> Server<'w> {
    pub(super) fn new(output: &'w mut dyn Write, world: &'w dyn World) -> Self {
        Self {
            output,
            world,
            client: Client::default(),
            stage: Stage::Before,
            cases: Cases::default(),
            documents: BTreeMap::new(),
            published: BTreeMap::new(),
            touched: BTreeSet::new(),
            requests_sent: 0,
        }
    }

    /// Goes through the conversation; whether the client took its leave as it should.
    pub(super) fn serve(mut self, mut queue: Queue) -> bool {
        loop {
            if queue.is_empty() && self.publish().is_err() {
                return false;
            }
            let done = match queue.next() {
                None => return false,
                Some(Next::Cancelled(id)) => self.cancelled(id),
                Some(Next::Incoming(Incoming::Malformed(answer))) => {
                    wire::write_raw(self.output, &answer)
                }
                Some(Next::Incoming(Incoming::Message(Message::Request(request)))) => {
                    self.request(request)
                }
                Some(Next::Incoming(Incoming::Message(Message::Notification(note)))) => {
                    if note.method == "exit" {
                        return self.stage == Stage::Over;
                    }
                    self.notification(note)
                }
                // What the client says to our own requests changes nothing.
                Some(Next::Incoming(Incoming::Message(Message::Response(_)))) => Ok(()),
            };
            if done.is_err() {
                return false;
            }
        }
    }

    fn send(&mut self, message: impl Into<Message>) -> io::Result<()> {
        message.into().write(&mut self.output)
    }

    fn notify(&mut self, method: &str, params: impl Serialize) -> io::Result<()> {
        self.send(Notification::new(method.to_owned(), params))
    }

    fn ask(&mut self, method: &str, params: Value) -> io::Result<()> {
        self.requests_sent += 1;
        let id = RequestId::from(self.requests_sent);
        self.send(Request::new(id, method.to_owned(), params))
    }

    fn cancelled(&mut self, id: RequestId) -> io::Result<()> {
        let message = "called back by the client".to_owned();
        self.send(Response::new_err(
            id,
            ErrorCode::RequestCanceled as i32,
            message,
        ))
    }

    fn request(&mut self, request: Request) -> io::Result<()> {
        let id = request.id.clone();
        let answer = match (self.stage, request.method.as_str()) {
            (Stage::Before, "initialize") => self.initialize(&request.params),
            (Stage::Before, _) => Err(Refusal {
                code: ErrorCode::ServerNotInitialized,
                message: "`initialize` comes first".to_owned(),
            }),
            (Stage::Open, "shutdown") => {
                self.stage = Stage::Over;
                Ok(Value::Null)
            }
            (Stage::Open, "initialize") | (Stage::Over, _) => Err(Refusal {
                code: ErrorCode::InvalidRequest,
                message: "this comes at another time".to_owned(),
            }),
            (Stage::Open, _) => requests::answer(self, request),
        };
        self.send(match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(Refusal { code, message }) => Response::new_err(id, code as i32, message),
        })
    }

    fn initialize(&mut self, params: &Value) -> Result<Value, Refusal> {
        self.client = Client::read(params);
        self.stage = Stage::Open;
        Ok(json!({
            "capabilities": requests::capabilities(&self.client),
            "serverInfo": { "name": "belie", "version": env!("CARGO_PKG_VERSION") },
        }))
    }

    fn notification(&mut self, note: Notification) -> io::Result<()> {
        if self.stage != Stage::Open {
            return Ok(());
        }
        match note.method.as_str() {
            "initialized" => return self.initialized(),
            "textDocument/didOpen" => self.take(note.params, Self::opened),
            "textDocument/didChange" => self.take(note.params, Self::changed),
            "textDocument/didClose" => self.take(note.params, Self::closed),
            "workspace/didChangeWatchedFiles" => self.take(note.params, Self::changed_on_disk),
            "workspace/didChangeWorkspaceFolders" => self.take(note.params, Self::other_folders),
            // Nothing hangs on anything else, and nobody waits for an answer.
            _ => {}
        }
        Ok(())
    }

    /// What is said in a way that is not understood is not said: nobody could be told.
    fn take<P: DeserializeOwned>(&mut self, params: Value, what: impl FnOnce(&mut Self, P)) {
        if let Ok(params) = serde_json::from_value(params) {
            what(self, params);
        }
    }

    fn initialized(&mut self) -> io::Result<()> {
        for folder in self.client.folders.clone() {
            if self.world.has_settings(&folder) {
                self.cases.open_folder(&folder, self.world);
            }
        }
        if !self.client.watches {
            return Ok(());
        }
        // Texts of sources may have any name.
        let watch = json!({
            "registrations": [{
                "id": "belie-files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": [{ "globPattern": "**/*" }] },
            }],
        });
        self.ask("client/registerCapability", watch)
    }

    fn opened(&mut self, params: lsp::DidOpenTextDocumentParams) {
        let address = params.text_document.uri;
        let folders = &self.client.folders;
        let Some((case, path)) = self.cases.place(&address, folders, self.world) else {
            return;
        };
        let open = Open {
            document: Document {
                version: params.text_document.version,
                text: params.text_document.text,
            },
            case,
            path,
        };
        self.documents.insert(address.clone(), open);
        self.written(&address);
    }

    fn changed(&mut self, params: lsp::DidChangeTextDocumentParams) {
        let address = params.text_document.text_document_identifier.uri;
        if let Some(open) = self.documents.get_mut(&address) {
            let version = params.text_document.version;
            open.document
                .change(params.content_changes, version, self.client.encoding);
            self.written(&address);
        }
    }

    /// Tells the case of an open text what stands in it now.
    fn written(&mut self, address: &Url) {
        if let Some(open) = self.documents.get(address)
            && let Some(case) = self.cases.get(&open.case)
        {
            case.write(&open.path, address, &open.document);
            self.touched.insert(address.clone());
        }
    }

    fn closed(&mut self, params: lsp::DidCloseTextDocumentParams) {
        let address = params.text_document.uri;
        if let Some(open) = self.documents.remove(&address) {
            self.touched.remove(&address);
            self.cases.close(&open.case, &open.path, self.world);
            // Of a folder that is not of the workspace nothing is told but what is open.
            let folders = &self.client.folders;
            let within = |case: &Case| folders.iter().any(|one| case.folder.starts_with(one));
            self.cases
                .forget(|case| case.open.is_empty() && !within(case));
        }
    }

    /// A branch that is checked out changes many files at once.
    fn changed_on_disk(&mut self, params: lsp::DidChangeWatchedFilesParams) {
        let changes = params.changes.iter();
        let paths: Vec<_> = changes
            .filter_map(|change| uri::file_path(&change.uri))
            .collect();
        if paths.iter().any(|path| path.ends_with(SETTINGS)) {
            self.rehome();
        }
        for (_, case) in self.cases.iter_mut() {
            case.changed_on_disk(&paths, self.world);
        }
    }

    /// Puts every open text into the case that it belongs to now that settings, which make a folder that of a case, came or went.
    fn rehome(&mut self) {
        let addresses: Vec<Url> = self.documents.keys().cloned().collect();
        for address in addresses {
            let folders = &self.client.folders;
            let place = self.cases.place(&address, folders, self.world);
            let (Some((case, path)), Some(open)) = (place, self.documents.get_mut(&address)) else {
                continue;
            };
            if open.case != case {
                let before = std::mem::replace(&mut open.case, case);
                let old_path = std::mem::replace(&mut open.path, path);
                self.cases.close(&before, &old_path, self.world);
                self.written(&address);
            }
        }
        let folders = &self.client.folders;
        self.cases
            .forget(|case| case.open.is_empty() && !folders.contains(&case.folder));
    }

    fn other_folders(&mut self, params: lsp::DidChangeWorkspaceFoldersParams) {
        let path = |folder: &lsp::WorkspaceFolder| uri::file_path(&folder.uri);
        let removed: Vec<_> = params.event.removed.iter().filter_map(path).collect();
        self.client
            .folders
            .retain(|folder| !removed.contains(folder));
        for added in params.event.added.iter().filter_map(path) {
            if self.world.has_settings(&added) {
                self.cases.open_folder(&added, self.world);
            }
            self.client.folders.push(added);
        }
        let left = |folder: &std::path::Path| removed.iter().any(|gone| folder.starts_with(gone));
        self.cases
            .forget(|case| case.open.is_empty() && left(&case.folder));
    }

    /// The case and the path of an open text, or of any file of an open case.
    pub(super) fn find(&mut self, address: &Url) -> Option<(Key, String)> {
        if let Some(open) = self.documents.get(address) {
            return Some((open.case.clone(), open.path.clone()));
        }
        let folders = &self.client.folders;
        uri::file_path(address)?;
        self.cases.place(address, folders, self.world)
    }

    /// The state of an open text that the editor has a number for.
    pub(super) fn version(&self, address: &Url) -> Option<i32> {
        self.documents
            .get(address)
            .map(|open| open.document.version)
    }

    /// Sends the diagnostics of every case that has changed, where they have.
    fn publish(&mut self) -> io::Result<()> {
        let manner = Manner {
            related: self.client.related,
            pages: self.client.pages,
        };
        let folders = self.cases.folders();
        let mut now: Vec<(Key, Shown)> = Vec::new();
        for (key, case) in self.cases.iter_mut() {
            if std::mem::take(&mut case.stale) {
                // It may have become another day.
                case.session.set_setting(self.world.setting());
                let view = View::new(case, self.client.encoding);
                let mut shown = publish::diagnostics(&view, manner);
                shown.retain(|address, _| belongs(address, key, &folders));
                now.push((key.clone(), shown));
            }
        }
        let closed = self.published.keys().filter(|key| !folders.contains(key));
        let closed: Vec<Key> = closed.cloned().collect();
        for key in closed {
            self.show(&key, Shown::new())?;
            self.published.remove(&key);
        }
        for (key, shown) in now {
            self.show(&key, shown)?;
        }
        for address in std::mem::take(&mut self.touched) {
            // Nothing is wrong in it, which is worth saying of a text that was just written.
            self.show_file(&address, Vec::new())?;
        }
        Ok(())
    }

    fn show(&mut self, key: &Key, shown: Shown) -> io::Result<()> {
        let before = self.published.remove(key).unwrap_or_default();
        // First: a file that is opened or closed goes on under another address where the editor writes `%27` for what is `'` here, and to
        // most editors both are one.
        for address in before.keys().filter(|one| !shown.contains_key(*one)) {
            self.touched.remove(address);
            self.show_file(address, Vec::new())?;
        }
        for (address, diagnostics) in &shown {
            let touched = self.touched.remove(address);
            if touched || before.get(address) != Some(diagnostics) {
                self.show_file(address, diagnostics.clone())?;
            }
        }
        self.published.insert(key.clone(), shown);
        Ok(())
    }

    fn show_file(&mut self, address: &Url, diagnostics: Vec<lsp::Diagnostic>) -> io::Result<()> {
        let params = lsp::PublishDiagnosticsParams {
            uri: address.clone(),
            version: self.version(address),
            diagnostics,
        };
        self.notify("textDocument/publishDiagnostics", params)
    }
}

/// Whether a file is this case's to tell of, and not that of a case inside it.
fn belongs(address: &Url, key: &Key, folders: &[Key]) -> bool {
    let Some(file) = uri::file_path(address) else {
        return true;
    };
    let deeper = |folder: &Key| folder != key && folder.starts_with(key);
    !folders
        .iter()
        .any(|folder| deeper(folder) && file.starts_with(folder))
}
