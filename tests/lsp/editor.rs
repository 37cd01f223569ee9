//! A small editor: it starts the program, speaks to it and remembers what it was told.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

/// Nothing takes longer, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// An editor with a server.
pub struct Editor {
    /// The folder of the case.
    pub folder: TempDir,
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    requests: i32,
    /// What is open: version and text.
    pub texts: BTreeMap<String, (i32, String)>,
    /// Diagnostics by path, as they were last told, with the version that they are of.
    pub shown: BTreeMap<String, (Option<i64>, Vec<Value>)>,
    answers: BTreeMap<i64, Value>,
    /// What the server asked for.
    pub asked: Vec<Value>,
    /// How often diagnostics were told.
    pub told: usize,
}

impl Editor {
    /// A server on a case, introduced.
    pub fn on(files: &[(&str, &str)]) -> Self {
        Self::with(files, json!({}))
    }

    /// The same for an editor that can do more.
    pub fn with(files: &[(&str, &str)], capabilities: Value) -> Self {
        let folder = TempDir::new().unwrap();
        let mut editor = Self::start(folder);
        for (path, text) in files {
            editor.on_disk(path, text);
        }
        editor.introduce(capabilities);
        editor
    }

    /// Begins the conversation, in the folder of the case.
    pub fn introduce(&mut self, mut capabilities: Value) {
        capabilities["textDocument"]["publishDiagnostics"]["relatedInformation"] = json!(true);
        let folders = json!([{ "uri": self.address(""), "name": "case" }]);
        let params = json!({ "capabilities": capabilities, "workspaceFolders": folders });
        self.request("initialize", params);
        self.notify("initialized", json!({}));
    }

    /// A server that has not been spoken to.
    pub fn start(folder: TempDir) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_belie"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let mut from = BufReader::new(child.stdout.take().unwrap());
        let (sender, output) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut from) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            folder,
            child,
            input,
            output,
            requests: 0,
            texts: BTreeMap::new(),
            shown: BTreeMap::new(),
            answers: BTreeMap::new(),
            asked: Vec::new(),
            told: 0,
        }
    }

    /// Writes a file of the case.
    pub fn on_disk(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Where a file of the case stands.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The address of a file of the case.
    pub fn address(&self, path: &str) -> String {
        let path = match path {
            "" => self.folder.path().to_owned(),
            path => self.path(path),
        };
        Url::from_file_path(path).unwrap().to_string()
    }

    /// The path of a file of the case.
    pub fn name(&self, address: &str) -> String {
        let folder = self.address("") + "/";
        let name = address.strip_prefix(&folder).unwrap_or(address);
        percent_decoded(name)
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    /// A message with its header.
    pub fn framed(message: &Value) -> Vec<u8> {
        let text = message.to_string();
        format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes()
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        let message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        self.raw(&Self::framed(&message));
    }

    /// A request under the next number.
    pub fn asking(&mut self, method: &str, params: Value) -> (i64, Value) {
        self.requests += 1;
        let id = self.requests;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        (id.into(), message)
    }

    /// Asks, and waits for whatever is answered.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let (id, message) = self.asking(method, params);
        self.raw(&Self::framed(&message));
        self.answer(id)
    }

    /// Asks what must be answered.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The answer to a request.
    pub fn answer(&mut self, id: i64) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(answer) = self.answers.remove(&id) {
                return answer;
            }
            self.take_in(end);
        }
    }

    /// The next answer to something that was no request.
    pub fn complaint(&mut self) -> Value {
        self.answer(-1)
    }

    fn take_in(&mut self, end: Instant) {
        let left = end.saturating_duration_since(Instant::now());
        let message = self.output.recv_timeout(left).expect("the server answers");
        match (
            message.get("method").and_then(Value::as_str),
            &message["id"],
        ) {
            (Some("textDocument/publishDiagnostics"), _) => {
                let params = &message["params"];
                let name = self.name(params["uri"].as_str().unwrap());
                let all = params["diagnostics"].as_array().unwrap().clone();
                self.told += 1;
                self.shown.insert(name, (params["version"].as_i64(), all));
            }
            (Some(_), _) => self.asked.push(message),
            (None, id) => {
                self.answers.insert(id.as_i64().unwrap_or(-1), message);
            }
        }
    }

    /// Opens a file as it is on disk.
    pub fn open(&mut self, path: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        self.open_as(path, &text);
    }

    /// Opens a file with this text.
    pub fn open_as(&mut self, path: &str, text: &str) {
        let document = json!({
            "uri": self.address(path), "languageId": "belie", "version": 1, "text": text,
        });
        self.texts.insert(path.to_owned(), (1, text.to_owned()));
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn close(&mut self, path: &str) {
        self.texts.remove(path);
        let document = json!({ "uri": self.address(path) });
        self.notify("textDocument/didClose", json!({ "textDocument": document }));
    }

    /// Replaces the one place where `old` stands by `new`, as a keystroke would.
    pub fn replace(&mut self, path: &str, old: &str, new: &str) {
        let text = self.texts[path].1.clone();
        let at = text
            .find(old)
            .unwrap_or_else(|| panic!("no {old:?} in {path}"));
        let range = json!({
            "start": position(&text, at), "end": position(&text, at + old.len()),
        });
        let after = text.replacen(old, new, 1);
        self.change(path, json!([{ "range": range, "text": new }]), after);
    }

    /// Sends changes after which the text is this.
    pub fn change(&mut self, path: &str, changes: Value, after: String) {
        let (version, text) = self.texts.get_mut(path).unwrap();
        *version += 1;
        *text = after;
        let version = *version;
        let document = json!({ "uri": self.address(path), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// The diagnostics of every file that has some, once everything that was sent has been told of; `CODE line:column text` each.
    pub fn settled(&mut self, path: &str) -> BTreeMap<String, Vec<String>> {
        self.told_of(path);
        // What belongs to the same state is told before anything else is answered.
        self.barrier();
        self.all_shown()
    }

    /// Waits until the diagnostics of an open text as it stands have been told.
    pub fn told_of(&mut self, path: &str) {
        let version = i64::from(self.texts[path].0);
        let end = Instant::now() + PATIENCE;
        while self
            .shown
            .get(path)
            .is_none_or(|(of, _)| *of != Some(version))
        {
            self.take_in(end);
        }
    }

    /// Waits until everything sent so far has been done.
    pub fn barrier(&mut self) {
        self.ask("belie/nothing", json!({}));
    }

    /// Waits until some diagnostics have been told since `told`.
    pub fn told_more_than(&mut self, told: usize) {
        let end = Instant::now() + PATIENCE;
        while self.told <= told {
            self.take_in(end);
        }
        self.barrier();
    }

    pub fn all_shown(&self) -> BTreeMap<String, Vec<String>> {
        let shown = self.shown.iter().filter(|(_, (_, all))| !all.is_empty());
        let told = |one: &Value| {
            let start = &one["range"]["start"];
            let message = one["message"].as_str().unwrap();
            format!(
                "{} {}:{} {}",
                one["code"].as_str().unwrap(),
                start["line"],
                start["character"],
                message.lines().next().unwrap_or_default()
            )
        };
        shown
            .map(|(name, (_, all))| (name.clone(), all.iter().map(told).collect()))
            .collect()
    }

    /// The parameters that name the place of `needle` in an open text, `behind` so many bytes.
    pub fn at(&self, path: &str, needle: &str, behind: usize) -> Value {
        let text = &self.texts[path].1;
        let at = text.find(needle).unwrap_or_else(|| panic!("no {needle:?}")) + behind;
        json!({
            "textDocument": { "uri": self.address(path) },
            "position": position(text, at),
        })
    }

    /// The parameters that name an open text.
    pub fn of(&self, path: &str) -> Value {
        json!({ "textDocument": { "uri": self.address(path) } })
    }

    /// `PATH line:column-line:column` of a location, from 0.
    pub fn said(&self, location: &Value) -> String {
        let name = self.name(location["uri"].as_str().unwrap());
        format!("{name} {}", range(&location["range"]))
    }

    /// The same of a list of them.
    pub fn all_said(&self, locations: &Value) -> Vec<String> {
        let all = locations.as_array().unwrap();
        all.iter().map(|one| self.said(one)).collect()
    }

    /// Takes its leave, and tells how the server ended.
    pub fn leave(mut self) -> ExitStatus {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.child.wait().unwrap()
    }

    /// Goes away without a word.
    pub fn vanish(mut self) -> ExitStatus {
        self.input = None;
        self.child.wait().unwrap()
    }

    /// How the server ended by itself.
    pub fn end(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // A test that failed leaves its server behind, which then has nobody to speak to.
        self.input = None;
        let _ = self.child.wait();
    }
}

/// `line:column-line:column`, from 0.
pub fn range(range: &Value) -> String {
    let place = |at: &Value| format!("{}:{}", at["line"], at["character"]);
    format!("{}-{}", place(&range["start"]), place(&range["end"]))
}

/// The place of a byte offset, counted as editors do; by other means than the server's.
pub fn position(text: &str, at: usize) -> Value {
    let before = text[..at].replace("\r\n", "\n").replace('\r', "\n");
    let line = before.matches('\n').count();
    let last = before.rsplit('\n').next().unwrap_or_default();
    let column: usize = last.chars().map(char::len_utf16).sum();
    json!({ "line": line, "character": column })
}

/// The text after edits as the protocol has them: all of them count from the text as it was.
pub fn edited(text: &str, edits: &Value) -> String {
    let offset = |at: &Value| {
        let line = at["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut left = at["character"].as_u64().unwrap() as usize;
        let mut end = start;
        for c in text[start..].chars() {
            if left == 0 {
                break;
            }
            left -= c.len_utf16();
            end += c.len_utf8();
        }
        end
    };
    let mut places: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            let new = edit["newText"].as_str().unwrap();
            (offset(&range["start"]), offset(&range["end"]), new)
        })
        .collect();
    places.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in places.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((_, value)) => length = value.parse().ok(),
            None => break,
        }
    }
    let mut body = vec![0; length?];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

fn percent_decoded(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let digits = behind
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).unwrap()
}
