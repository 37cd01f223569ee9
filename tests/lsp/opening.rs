//! Opening, editing and closing: what is shown, and where.

use std::fs;

use serde_json::{Value, json};

use super::editor::Editor;
use super::{BBC, CICC, FILES};

/// The codes shown in each file.
fn codes(editor: &mut Editor, path: &str) -> Vec<String> {
    let shown = editor.settled(path);
    let each = shown.iter().flat_map(|(name, all)| {
        all.iter().map(move |one| {
            let mut words = one.split_whitespace();
            format!("{name} {} {}", words.next().unwrap(), words.next().unwrap())
        })
    });
    // Gaps are not what these cases are about.
    each.filter(|one| !one.contains("quote-unchecked") && !one.contains("unused-name"))
        .collect()
}

#[test]
fn each_side_of_a_quarrel_is_shown_in_its_own_file() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    let sides = [
        "bbc.claims time-conflict 5:44",
        "cicc.claims time-conflict 4:35",
    ];
    assert_eq!(codes(&mut editor, "bbc.claims"), sides);
    let side = |path: &str| {
        let all = &editor.shown[path].1;
        all.iter()
            .find(|one| one["code"] == "time-conflict")
            .unwrap()
    };
    let here = side("bbc.claims");
    assert_eq!(here["severity"], 1);
    assert_eq!(here["source"], "belie");
    let other = &here["relatedInformation"][0];
    assert_eq!(editor.said(&other["location"]), "cicc.claims 4:35-4:48");
    let there = &side("cicc.claims")["relatedInformation"][0];
    assert_eq!(editor.said(&there["location"]), "bbc.claims 5:44-5:55");
    assert!(
        there["message"].as_str().unwrap().starts_with("bbc: "),
        "{there}"
    );
    assert!(editor.leave().success());
}

#[test]
fn what_is_typed_counts_before_it_is_saved() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    assert_eq!(codes(&mut editor, "bbc.claims").len(), 2);
    editor.replace("bbc.claims", "on Saturday\n", "on Sunday\n");
    assert!(codes(&mut editor, "bbc.claims").is_empty());
    editor.replace("bbc.claims", "Sunday", "Monday");
    assert_eq!(codes(&mut editor, "bbc.claims").len(), 2);
    // What is closed unsaved is as it was.
    editor.open("cicc.claims");
    editor.close("bbc.claims");
    editor.settled("cicc.claims");
    assert_eq!(
        editor.all_shown()["bbc.claims"][1],
        "time-conflict 5:44 when “Najim is arrested” happened"
    );
}

#[test]
fn a_broken_file_does_not_silence_the_others() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.open("case.claims");
    editor.replace("case.claims", "\"Turin\" in italy", "\"Turin in italy");
    let shown = codes(&mut editor, "case.claims");
    assert!(
        shown.contains(&"case.claims syntax 3:12".to_owned()),
        "{shown:?}"
    );
    assert!(
        shown.contains(&"bbc.claims time-conflict 5:44".to_owned()),
        "{shown:?}"
    );
    editor.replace("case.claims", "\"Turin in italy", "\"Turin\" in italy");
    assert_eq!(codes(&mut editor, "case.claims").len(), 2);
}

#[test]
fn a_file_that_is_not_saved_yet_belongs_to_the_case() {
    let mut editor = Editor::on(FILES);
    editor.open_as(
        "new.claims",
        "source n \"N\"\n  published 2025-02-01\nclaim \"x\"\n  nobody\n",
    );
    let shown = codes(&mut editor, "new.claims");
    assert!(
        shown.contains(&"new.claims unknown-name 3:2".to_owned()),
        "{shown:?}"
    );
    editor.open("bbc.claims");
    editor.settled("bbc.claims");
    let told = editor.told;
    editor.close("new.claims");
    editor.told_more_than(told);
    assert!(!editor.all_shown().contains_key("new.claims"));
}

#[test]
fn files_that_change_on_disk_are_noticed() {
    let watching = json!({
        "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
    });
    let mut editor = Editor::with(FILES, watching);
    editor.open("bbc.claims");
    assert_eq!(codes(&mut editor, "bbc.claims").len(), 2);
    let asked = &editor.asked[0];
    assert_eq!(asked["method"], "client/registerCapability");
    assert_eq!(
        asked["params"]["registrations"][0]["method"],
        "workspace/didChangeWatchedFiles"
    );
    let (id, told) = (asked["id"].clone(), editor.told);
    editor.raw(&Editor::framed(
        &json!({ "jsonrpc": "2.0", "id": id, "result": null }),
    ));
    editor.on_disk("cicc.claims", &CICC.replace("2025-01-19", "2025-01-18"));
    // An open file is the editor's, whatever is on disk.
    editor.on_disk("bbc.claims", "nonsense");
    watched(&mut editor, &["cicc.claims", "bbc.claims"]);
    editor.told_more_than(told);
    assert!(codes(&mut editor, "bbc.claims").is_empty());
    fs::remove_file(editor.path("case.claims")).unwrap();
    let told = editor.told;
    watched(&mut editor, &["case.claims"]);
    editor.told_more_than(told);
    let shown = codes(&mut editor, "bbc.claims");
    assert!(
        shown.contains(&"bbc.claims unknown-name 5:2".to_owned()),
        "{shown:?}"
    );
}

fn watched(editor: &mut Editor, paths: &[&str]) {
    let changes: Vec<Value> = paths
        .iter()
        .map(|path| json!({ "uri": editor.address(path), "type": 2 }))
        .collect();
    editor.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": changes }),
    );
}

#[test]
fn settings_and_the_folder_that_holds_them_make_the_case() {
    let mut editor = Editor::on(&[
        ("one/belie.toml", "zone = \"Europe/Rome\"\n"),
        ("one/case.claims", super::CASE),
        ("one/sources/bbc.claims", BBC),
        ("two/case.claims", super::CASE),
        ("two/belie.toml", "zone = \"Europe/Rom\"\n"),
    ]);
    editor.open("one/sources/bbc.claims");
    // Its names are those of the file beside it, and no others.
    assert!(codes(&mut editor, "one/sources/bbc.claims").is_empty());
    editor.open("two/case.claims");
    let shown = editor.settled("two/case.claims");
    assert_eq!(
        shown["two/belie.toml"],
        ["unknown-name 0:7 there is no time zone “Europe/Rom”"]
    );
    editor.open("two/belie.toml");
    editor.replace("two/belie.toml", "Rom\"", "Rome\"");
    editor.settled("two/belie.toml");
    assert!(!editor.all_shown().contains_key("two/belie.toml"));
}

#[test]
fn texts_of_sources_count_as_they_stand_in_the_editor() {
    let bbc = BBC.replace("  publisher", "  text \"./texts/bbc.txt\"\n  publisher");
    let mut editor = Editor::on(&[
        ("case.claims", super::CASE),
        ("bbc.claims", &bbc),
        (
            "texts/bbc.txt",
            "He had been arrested on Saturday, they said.",
        ),
    ]);
    editor.open("bbc.claims");
    let absent = "bbc.claims quote-not-found 5:6";
    assert_eq!(codes(&mut editor, "bbc.claims"), [absent]);
    editor.open("texts/bbc.txt");
    editor.replace("texts/bbc.txt", "arrested on", "arrested 😀 on");
    assert!(codes(&mut editor, "texts/bbc.txt").is_empty());
}

#[test]
fn a_text_without_a_file_is_a_case_of_its_own() {
    let mut editor = Editor::on(FILES);
    let address = "untitled:Untitled-1";
    let document = json!({
        "uri": address, "languageId": "belie", "version": 1,
        "text": "source n \"N\"\nclaim \"x\"\n  najim.custody: in_custody\n",
    });
    editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
    editor.told_more_than(0);
    let shown = editor.all_shown();
    assert!(
        shown[address]
            .iter()
            .any(|one| one.starts_with("unknown-name 2:2")),
        "{shown:?}"
    );
    editor.notify(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": address } }),
    );
    let told = editor.told;
    editor.told_more_than(told);
    assert!(editor.all_shown().is_empty());
}

#[test]
fn a_burst_of_keystrokes_is_checked_as_one() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.settled("bbc.claims");
    let told = editor.told;
    let mut burst = Vec::new();
    for version in 2..302 {
        let text = format!("{BBC}# {version}\n");
        let message = json!({
            "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": { "uri": editor.address("bbc.claims"), "version": version },
                "contentChanges": [{ "text": text }],
            },
        });
        burst.extend(Editor::framed(&message));
        editor
            .texts
            .insert("bbc.claims".to_owned(), (version, text));
    }
    editor.raw(&burst);
    editor.settled("bbc.claims");
    assert!(editor.told - told < 150, "{} times", editor.told - told);
}
