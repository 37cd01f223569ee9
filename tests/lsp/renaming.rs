//! Renaming: everywhere, or not at all, and the case means the same.

use std::process::Command;

use serde_json::{Value, json};

use super::FILES;
use super::editor::{Editor, edited, range};

/// Renames what stands at a place, and gives the texts of the files that change.
fn renamed(editor: &mut Editor, path: &str, needle: &str, new: &str) -> Vec<(String, String)> {
    let mut place = editor.at(path, needle, 1);
    place["newName"] = json!(new);
    let edit = editor.request("textDocument/rename", place);
    let changes = edit["changes"].as_object().unwrap().clone();
    let after = changes.iter().map(|(address, edits)| {
        let path = editor.name(address);
        let on_disk = std::fs::read_to_string(editor.path(&path)).unwrap();
        let text = editor
            .texts
            .get(&path)
            .map_or(on_disk, |(_, text)| text.clone());
        (path, edited(&text, edits))
    });
    let mut after: Vec<_> = after.collect();
    after.sort();
    after
}

fn refused(editor: &mut Editor, path: &str, needle: &str, new: &str) -> String {
    let mut place = editor.at(path, needle, 1);
    place["newName"] = json!(new);
    let answer = editor.ask("textDocument/rename", place);
    answer["error"]["message"]
        .as_str()
        .unwrap_or("not refused")
        .to_owned()
}

#[test]
fn an_id_is_renamed_in_every_file() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.replace("bbc.claims", "claim \"had", "# 😀\nclaim \"had");
    let place = editor.at("bbc.claims", "arrest_turin", 3);
    let offered = editor.request("textDocument/prepareRename", place);
    assert_eq!(offered["placeholder"], "arrest_turin");
    assert_eq!(range(&offered["range"]), "6:2-6:14");
    let after = renamed(&mut editor, "bbc.claims", "arrest_turin", "توقيف");
    let paths: Vec<&str> = after.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["bbc.claims", "case.claims", "cicc.claims"]);
    assert!(
        after[0]
            .1
            .ends_with("  توقيف: patient najim, place turin, on Saturday\n"),
        "{}",
        after[0].1
    );
    assert!(after[1].1.contains("event توقيف: arrest"));
    assert!(after[1].1.contains("release of توقيف \"Najim"));
    assert!(after.iter().all(|(_, text)| !text.contains("arrest_turin")));
}

#[test]
fn names_in_quotation_marks_stay() {
    let mut editor = Editor::on(FILES);
    editor.open("case.claims");
    let after = renamed(&mut editor, "case.claims", "najim", "osama");
    assert_eq!(after.len(), 2, "{after:?}");
    editor.open("cicc.claims");
    assert!(refused(&mut editor, "cicc.claims", "\"Almasri", "x").contains("quotation marks"));
}

#[test]
fn what_cannot_be_is_refused() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.open("case.claims");
    for (path, needle, new, why) in [
        (
            "case.claims",
            "najim",
            "2nd",
            "`2nd` is no id: a letter of any script, then letters, digits and `_`",
        ),
        (
            "case.claims",
            "najim",
            "a b",
            "`a b` is no id: a letter of any script, then letters, digits and `_`",
        ),
        (
            "case.claims",
            "najim",
            "a\nperson b",
            "`a\nperson b` is no id: a letter of any script, then letters, digits and `_`",
        ),
        (
            "case.claims",
            "najim",
            "",
            "`` is no id: a letter of any script, then letters, digits and `_`",
        ),
        (
            "case.claims",
            "najim",
            "turin",
            "there is a `turin` already",
        ),
        (
            "case.claims",
            "najim",
            "release",
            "there is a `release` already",
        ),
        (
            "case.claims",
            "najim",
            "in_custody",
            "`in_custody` is built in",
        ),
        ("bbc.claims", "patient", "victim", "`patient` is built in"),
        (
            "case.claims",
            ": arrest",
            "seizure",
            "nothing is named here",
        ),
        ("bbc.claims", "on Saturday\n", "x", "nothing is named here"),
    ] {
        assert_eq!(refused(&mut editor, path, needle, new), why);
    }
    // A word of the language is an id like any other, but not where it would be read as that word.
    assert_eq!(
        refused(&mut editor, "case.claims", "arrest_turin", "doubt"),
        "not refused"
    );
    editor.replace(
        "bbc.claims",
        "on Saturday\n",
        "on Saturday, before release\n",
    );
    assert_eq!(
        refused(&mut editor, "case.claims", "release:", "plan"),
        "not refused"
    );
    assert_eq!(
        refused(&mut editor, "case.claims", "release:", "yesterday"),
        "`yesterday` would be read as something else in bbc.claims"
    );
}

#[test]
fn a_dispute_goes_on_standing_for_its_quarrel() {
    let mut editor = Editor::on(FILES);
    let belie = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_belie"))
            .args(args)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let folder = editor.folder.path().to_str().unwrap().to_owned();
    let (status, _) = belie(&[
        "dispute",
        "--all",
        "--reason",
        "the court was asked",
        &folder,
    ]);
    assert_eq!(status, Some(0));
    for (path, needle, new) in [
        ("case.claims", "arrest_turin", "the_arrest"),
        ("case.claims", "najim", "osama_najim"),
        // A source that comes before or behind the others is named elsewhere in the quarrel.
        ("bbc.claims", "bbc", "zzz"),
        ("bbc.claims", "zzz", "aaa"),
    ] {
        editor.open(path);
        let after = renamed(&mut editor, path, needle, new);
        assert!(
            after.iter().any(|(path, _)| path == "disputes.claims"),
            "{after:?}"
        );
        for (path, text) in after {
            editor.on_disk(&path, &text);
        }
        editor.close(path);
        let (status, told) = belie(&["check", "--format", "json", "--disputed", &folder]);
        let told: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(status, Some(0), "{told}");
        assert_eq!(told["summary"]["disputed"], 1, "{told}");
    }
}
