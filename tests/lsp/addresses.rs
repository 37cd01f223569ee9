//! Files by their addresses, which not every editor writes in one way, and folders that come and go.

use std::fs;

use serde_json::{Value, json};

use super::editor::Editor;
use super::{BBC, CASE, CICC, FILES};

/// An address as VS Code writes it.
fn other_address(editor: &Editor, path: &str) -> String {
    let mut address = editor.address(path);
    for (plain, encoded) in [("'", "%27"), ("(", "%28"), (")", "%29"), ("&", "%26")] {
        address = address.replace(plain, encoded);
    }
    address
}

fn open_at(editor: &mut Editor, path: &str) {
    let address = other_address(editor, path);
    let text = fs::read_to_string(editor.path(path)).unwrap();
    let document = json!({ "uri": address, "languageId": "belie", "version": 1, "text": text });
    editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
}

/// Does something, and waits until what it changes is told.
fn after(editor: &mut Editor, change: impl FnOnce(&mut Editor)) {
    let told = editor.told;
    change(editor);
    editor.told_more_than(told);
}

fn has_quarrel(editor: &Editor, path: &str) -> bool {
    let shown = editor.all_shown();
    let of_file = shown.get(path).map_or(&[][..], Vec::as_slice);
    of_file.iter().any(|one| one.starts_with("time-conflict"))
}

/// Of one file the last word counts, however it is addressed.
#[test]
fn a_file_is_one_however_its_address_is_written() {
    let folder = "it's (2025) & so";
    let path = |name: &str| format!("{folder}/{name}");
    let files: Vec<(String, &str)> = FILES
        .iter()
        .map(|(name, text)| (path(name), *text))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, *text)).collect();
    let mut editor = Editor::on(&files);
    after(&mut editor, |editor| open_at(editor, &path("bbc.claims")));
    assert!(has_quarrel(&editor, &path("cicc.claims")));
    after(&mut editor, |editor| open_at(editor, &path("cicc.claims")));
    assert!(has_quarrel(&editor, &path("cicc.claims")));
    assert!(has_quarrel(&editor, &path("bbc.claims")));
    let address = other_address(&editor, &path("cicc.claims"));
    let closed = json!({ "textDocument": { "uri": address } });
    after(&mut editor, |editor| {
        editor.notify("textDocument/didClose", closed)
    });
    assert!(has_quarrel(&editor, &path("cicc.claims")));
}

#[test]
fn a_folder_with_a_point_in_its_name_comes_and_goes() {
    let mut editor = Editor::on(&[
        ("case.claims", CASE),
        ("bbc.claims", BBC),
        ("v1.2/cicc.claims", CICC),
    ]);
    after(&mut editor, |editor| editor.open("bbc.claims"));
    assert!(has_quarrel(&editor, "bbc.claims"));
    for (folder, there) in [("v1.2", false), ("2025.01", true), ("2025.01", false)] {
        match there {
            true => editor.on_disk(&format!("{folder}/cicc.claims"), CICC),
            false => fs::remove_dir_all(editor.path(folder)).unwrap(),
        }
        let changes = json!([{ "uri": editor.address(folder), "type": 2 }]);
        let changes = json!({ "changes": changes });
        after(&mut editor, |editor| {
            editor.notify("workspace/didChangeWatchedFiles", changes);
        });
        assert_eq!(has_quarrel(&editor, "bbc.claims"), there, "{folder}");
    }
}

#[test]
fn what_is_told_of_a_folder_that_is_closed_ends_with_its_last_file() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.settled("bbc.claims");
    let removed = json!([{ "uri": editor.address(""), "name": "case" }]);
    let event = json!({ "event": { "added": [], "removed": removed } });
    editor.notify("workspace/didChangeWorkspaceFolders", event);
    editor.barrier();
    assert!(!editor.all_shown().is_empty());
    after(&mut editor, |editor| editor.close("bbc.claims"));
    assert!(editor.all_shown().is_empty(), "{:?}", editor.all_shown());
}

#[test]
fn a_byte_order_mark_that_the_editor_keeps_is_counted() {
    let encodings = [
        (json!({}), 1),
        (json!({ "general": { "positionEncodings": ["utf-8"] } }), 3),
    ];
    for (capabilities, wide) in encodings {
        let mut editor = Editor::with(&[], capabilities);
        editor.open_as("s.claims", "\u{feff}sorce s \"S\"\n  pubisher \"P\"\n");
        let all = editor.settled("s.claims");
        assert!(
            all["s.claims"][0].starts_with(&format!("syntax 0:{wide} ")),
            "{all:?}"
        );
        let range = json!({
            "start": { "line": 0, "character": wide + 2 }, "end": { "line": 0, "character": wide + 2 },
        });
        let params = json!({
            "textDocument": { "uri": editor.address("s.claims") },
            "range": range, "context": { "diagnostics": [] },
        });
        let offers = editor.request("textDocument/codeAction", params);
        let edit = &offers[0]["edit"]["changes"][editor.address("s.claims")][0];
        assert_eq!(edit["newText"], "source");
        let places = (
            &edit["range"]["start"]["character"],
            &edit["range"]["end"]["character"],
        );
        assert_eq!(places, (&Value::from(wide), &Value::from(wide + 5)));
    }
}
