//! How conversations begin and end, and what does not end them.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::FILES;
use super::editor::Editor;

#[test]
fn shutdown_and_exit_end_well() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn exit_without_shutdown_is_not_well() {
    let mut editor = Editor::on(FILES);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.end().code(), Some(1));
}

#[test]
fn a_client_that_goes_away_ends_the_server() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.settled("bbc.claims");
    assert_eq!(editor.vanish().code(), Some(1));
}

#[test]
fn a_client_that_no_longer_reads_ends_the_server() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["lsp", "--stdio"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let hello = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {} });
    input.write_all(&Editor::framed(&hello)).unwrap();
    // Its input stays open all the while.
    assert_eq!(child.wait().unwrap().code(), Some(1));
    drop(input);
}

#[test]
fn nothing_is_answered_before_the_introduction_or_after_the_leave() {
    let mut editor = Editor::start(TempDir::new().unwrap());
    let hover = json!({});
    let early = editor.ask("textDocument/hover", hover.clone());
    assert_eq!(early["error"]["code"], -32002);
    editor.request("initialize", json!({ "capabilities": {} }));
    let twice = editor.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(twice["error"]["code"], -32600);
    editor.request("shutdown", Value::Null);
    let late = editor.ask("textDocument/hover", hover);
    assert_eq!(late["error"]["code"], -32600);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.end().code(), Some(0));
}

#[test]
fn what_is_no_message_is_answered_and_forgotten() {
    let mut editor = Editor::on(FILES);
    editor.raw(b"Content-Length: 9\r\n\r\n{ no json");
    assert_eq!(editor.complaint()["error"]["code"], -32700);
    editor.raw(b"Content-Length: 2\r\n\r\n[]");
    assert_eq!(editor.complaint()["error"]["code"], -32600);
    editor.raw(b"X-Length: 2\r\n\r\n");
    assert_eq!(editor.complaint()["error"]["code"], -32700);
    editor.raw(&[&b"Content-Length: 4\r\n\r\n"[..], &[b'"', 0xff, 0xfe, b'"']].concat());
    assert_eq!(editor.complaint()["error"]["code"], -32700);
    // Parameters that make no sense, to a request and to a notification.
    let answer = editor.ask("textDocument/hover", json!({ "textDocument": 7 }));
    assert_eq!(answer["error"]["code"], -32602);
    editor.notify("textDocument/didOpen", json!([1, 2]));
    editor.notify(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": "x" } }),
    );
    editor.notify("$/setTrace", json!({ "value": "off" }));
    let answer = editor.ask("belie/unheardOf", json!(null));
    assert_eq!(answer["error"]["code"], -32601);
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn places_outside_a_text_are_taken_for_the_nearest() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    let far = json!({ "line": 4_000_000_000_u32, "character": 4_000_000_000_u32 });
    let uri = editor.address("bbc.claims");
    for method in ["hover", "definition", "references"] {
        let params = json!({
            "textDocument": { "uri": uri }, "position": far,
            "context": { "includeDeclaration": true },
        });
        let answer = editor.request(&format!("textDocument/{method}"), params);
        assert!(answer.is_null(), "{method}: {answer}");
    }
    let far =
        json!([{ "range": { "start": far, "end": { "line": 0, "character": 0 } }, "text": "" }]);
    editor.change("bbc.claims", far, String::new());
    assert!(!editor.settled("bbc.claims").contains_key("bbc.claims"));
}

#[test]
fn a_request_that_is_called_back_is_answered_so() {
    // A case on which finding all places takes long enough for what comes behind it to arrive.
    let mut claims = String::from("source s \"S\"\n  published 2025-01-23\n");
    for number in 0..3000 {
        claims +=
            &format!("claim \"passage {number}\"\n  najim.custody: in_custody, as of 2024-01-01\n");
    }
    let mut editor = Editor::on(&[("case.claims", super::CASE), ("s.claims", &claims)]);
    editor.open("case.claims");
    let mut place = editor.at("case.claims", "najim", 1);
    place["context"] = json!({ "includeDeclaration": true });
    let (slow, first) = editor.asking("textDocument/references", place.clone());
    let (called_back, second) = editor.asking("textDocument/hover", place);
    let cancel = json!({
        "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": called_back },
    });
    let all: Vec<u8> = [first, second, cancel]
        .iter()
        .flat_map(Editor::framed)
        .collect();
    editor.raw(&all);
    assert_eq!(editor.answer(called_back)["error"]["code"], -32800);
    assert_eq!(
        editor.answer(slow)["result"].as_array().unwrap().len(),
        3001
    );
}
