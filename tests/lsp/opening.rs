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

#[test]
fn texts_of_sources_that_change_on_disk_are_looked_up_anew() {
    let bbc = BBC.replace("  publisher", "  text \"./texts/bbc.txt\"\n  publisher");
    let mut editor = Editor::on(&[("case.claims", super::CASE), ("bbc.claims", &bbc)]);
    editor.open("bbc.claims");
    assert_eq!(
        codes(&mut editor, "bbc.claims"),
        ["bbc.claims unreadable 1:7"]
    );
    let told = editor.told;
    editor.on_disk("texts/bbc.txt", "He had been arrested 😀 on Saturday.");
    watched(&mut editor, &["texts/bbc.txt"]);
    editor.told_more_than(told);
    assert!(codes(&mut editor, "bbc.claims").is_empty());
    // A file that no source names is nothing to us.
    let told = editor.told;
    editor.on_disk("texts/other.txt", "x");
    watched(&mut editor, &["texts/other.txt"]);
    editor.barrier();
    assert_eq!(editor.told, told);
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
fn settings_that_come_make_another_case() {
    let mut editor = Editor::on(&[
        ("case.claims", super::CASE),
        ("inner/bbc.claims", BBC),
        ("inner/other.claims", "# nothing\n"),
    ]);
    editor.open("inner/bbc.claims");
    assert!(codes(&mut editor, "inner/bbc.claims").is_empty());
    let told = editor.told;
    editor.on_disk("inner/belie.toml", "");
    watched(&mut editor, &["inner/belie.toml"]);
    editor.told_more_than(told);
    let shown = editor.all_shown();
    assert!(
        shown["inner/bbc.claims"]
            .contains(&"unknown-name 5:2 no event `arrest_turin` is declared".to_owned()),
        "{shown:?}"
    );
    let told = editor.told;
    fs::remove_file(editor.path("inner/belie.toml")).unwrap();
    watched(&mut editor, &["inner/belie.toml"]);
    editor.told_more_than(told);
    assert!(
        codes(&mut editor, "inner/bbc.claims").is_empty(),
        "{:?}",
        editor.all_shown()
    );
}

#[test]
fn the_page_of_a_check_can_be_opened() {
    let can = json!({ "workspace": { "textDocumentContent": {} } });
    let mut editor = Editor::with(FILES, can);
    editor.open("bbc.claims");
    editor.settled("bbc.claims");
    let all = &editor.shown["bbc.claims"].1;
    let quarrel = all
        .iter()
        .find(|one| one["code"] == "time-conflict")
        .unwrap();
    let message = quarrel["message"].as_str().unwrap();
    assert!(
        message.contains("\n· cicc: “Najim is arrested” on Sun 19 Jan 2025: but that is later"),
        "{message}"
    );
    let page = &quarrel["codeDescription"]["href"].clone();
    let page = editor.request("workspace/textDocumentContent", json!({ "uri": page }));
    assert!(
        page["text"]
            .as_str()
            .unwrap()
            .starts_with("# time-conflict"),
        "{page}"
    );
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
fn several_workspace_folders_are_several_cases() {
    let mut editor = Editor::on(FILES);
    let other = tempfile::TempDir::new().unwrap();
    let at = |name: &str| {
        let path = match name {
            "" => other.path().to_owned(),
            name => other.path().join(name),
        };
        url::Url::from_file_path(path).unwrap().to_string()
    };
    fs::create_dir(other.path().join("sources")).unwrap();
    fs::write(other.path().join("names.claims"), super::CASE).unwrap();
    fs::write(other.path().join("sources/bbc.claims"), BBC).unwrap();
    let folder = json!({ "uri": at(""), "name": "other" });
    let folders = json!({ "event": { "added": [folder], "removed": [] } });
    editor.notify("workspace/didChangeWorkspaceFolders", folders);
    let open = |editor: &mut Editor, version: i64| {
        let document = json!({
            "uri": at("sources/bbc.claims"), "languageId": "belie", "version": version, "text": BBC,
        });
        editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
        let told = editor.told;
        editor.told_more_than(told);
        editor.all_shown()[&at("sources/bbc.claims")].clone()
    };
    let told = open(&mut editor, 1);
    assert!(
        !told.iter().any(|one| one.starts_with("unknown-name")),
        "{told:?}"
    );
    let document = json!({ "uri": at("sources/bbc.claims") });
    editor.notify("textDocument/didClose", json!({ "textDocument": document }));
    let folders = json!({ "event": { "added": [], "removed": [folder] } });
    let told = editor.told;
    editor.notify("workspace/didChangeWorkspaceFolders", folders);
    // What is told of a folder that is closed is taken back.
    editor.told_more_than(told);
    assert!(editor.all_shown().is_empty(), "{:?}", editor.all_shown());
    // Without its folder a file has only those beside it.
    let told = open(&mut editor, 2);
    assert!(
        told.iter().any(|one| one.starts_with("unknown-name")),
        "{told:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_file_behind_a_link_is_the_file_that_it_is() {
    let mut editor = Editor::on(&[
        ("real/case.claims", super::CASE),
        ("real/bbc.claims", BBC),
        ("real/belie.toml", ""),
    ]);
    std::os::unix::fs::symlink(editor.path("real"), editor.path("link")).unwrap();
    editor.open("link/bbc.claims");
    let shown = codes(&mut editor, "link/bbc.claims");
    // Nothing is there twice, and all is told under the name by which it was opened.
    assert!(shown.is_empty(), "{shown:?}");
}

#[test]
fn what_is_no_part_of_a_case_is_left_alone() {
    let mut editor = Editor::on(FILES);
    editor.open_as(".old/bbc.claims", BBC);
    let address = editor.address("bbc.claims").replace("file:", "git:");
    let document = json!({ "uri": address, "languageId": "belie", "version": 1, "text": BBC });
    editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
    editor.open_as("notes.md", "# nothing");
    editor.barrier();
    assert_eq!(editor.told, 0);
    let hover = editor.at(".old/bbc.claims", "najim", 1);
    assert!(editor.request("textDocument/hover", hover).is_null());
    editor.open("bbc.claims");
    assert_eq!(codes(&mut editor, "bbc.claims").len(), 2);
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
