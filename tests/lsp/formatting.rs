//! Formatting: the layout of `belie fmt`.

use serde_json::json;

use super::FILES;
use super::editor::{Editor, edited, range};

#[test]
fn a_text_gets_the_layout_that_the_command_gives_it() {
    let mut editor = Editor::on(FILES);
    editor.open("case.claims");
    let mut params = editor.of("case.claims");
    params["options"] = json!({ "tabSize": 2, "insertSpaces": true });
    let none = editor.request("textDocument/formatting", params.clone());
    assert_eq!(none, json!([]));
    editor.replace(
        "case.claims",
        "place italy \"Italy\"",
        "place   italy   \"Italy 😀\"\n\n\n# مقال",
    );
    editor.replace(
        "case.claims",
        "\nevent release: release",
        "\nevent release :  release",
    );
    let edits = editor.request("textDocument/formatting", params);
    assert_eq!(edits.as_array().unwrap().len(), 1);
    assert_eq!(range(&edits[0]["range"]), "2:0-10:0");
    let after = edited(&editor.texts["case.claims"].1, &edits);
    let path = editor.path("other.claims");
    std::fs::write(&path, &editor.texts["case.claims"].1).unwrap();
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_belie"))
        .arg("fmt")
        .arg(&path)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    assert_eq!(after, std::fs::read_to_string(path).unwrap());
}
