//! Hover, definitions, references, symbols, folds.

use serde_json::{Value, json};

use super::FILES;
use super::editor::{Editor, range};

fn hover(editor: &mut Editor, path: &str, needle: &str, behind: usize) -> String {
    let place = editor.at(path, needle, behind);
    let hover = editor.request("textDocument/hover", place);
    let words = hover["contents"]["value"].as_str().unwrap_or_default();
    words.to_owned()
}

#[test]
fn hover_tells_what_stands_there() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.open("case.claims");
    let day = hover(&mut editor, "bbc.claims", "on Saturday\n", 5);
    insta::assert_snapshot!(day, @r"
    on Sat 18 Jan 2025 (the latest Saturday not after Thu 23 Jan 2025)

    **when “Najim is arrested” happened**
    - bbc: on Sat 18 Jan 2025 (the latest Saturday not after Thu 23 Jan 2025)
    - cicc: on Sun 19 Jan 2025
    ");
    let event = hover(&mut editor, "bbc.claims", "arrest_turin", 1);
    insta::assert_snapshot!(event, @r"
    arrest “Najim is arrested”

    **“Najim is arrested”**
    - bbc, cicc: it happened

    **when “Najim is arrested” happened**
    - bbc: on Sat 18 Jan 2025 (the latest Saturday not after Thu 23 Jan 2025)
    - cicc: on Sun 19 Jan 2025
    ");
    let value = hover(&mut editor, "bbc.claims", "najim", 1);
    insta::assert_snapshot!(value, @r"
    person “Osama Najim”

    Also “Almasri”.

    **the patient of “Najim is arrested”**
    - bbc, cicc: Osama Najim
    ");
    let role = hover(&mut editor, "bbc.claims", "patient", 1);
    insta::assert_snapshot!(role, @r"
    role `patient` of arrest

    Takes a person.

    **the patient of “Najim is arrested”**
    - bbc, cicc: Osama Najim
    ");
    let source = hover(&mut editor, "bbc.claims", "bbc", 1);
    insta::assert_snapshot!(source, @r"
    source “Italy frees a man 😀 مقال”

    BBC, published Thu 23 Jan 2025.

    1 claim.
    ");
    let kind = hover(&mut editor, "case.claims", ": arrest", 3);
    insta::assert_snapshot!(kind, @r#"
    kind “Someone is arrested”

    Roles: `patient`, `agent`, `recipient`, `place`, `origin`, `destination`, `means`, `reason`.

    Sets patient.custody: in\_custody.
    "#);
    let place = hover(&mut editor, "case.claims", "turin", 1);
    insta::assert_snapshot!(place, @r"
    place “Turin”

    In Italy.
    ");
    let passage = hover(&mut editor, "bbc.claims", "had been", 1);
    insta::assert_snapshot!(passage, @r"
    Not looked up: the source names no text.

    Told when published: Thu 23 Jan 2025.
    ");
    assert_eq!(hover(&mut editor, "case.claims", "person", 1), "");
}

const CASE_WITH_MARKS: &str = "\
thing ship \"a s\u{200b}hip\"
  alias \"&lt;b&gt;\"
event fire: fire \"a f\u{200b}ire\"
source s \"S\"
claim \"x\"
  fire: on 2024-01-01
source t \"T\"
claim \"y\"
  fire: on 2024-01-03
";

/// As in every report.
#[test]
fn what_could_not_be_seen_is_spelt_out() {
    let case = CASE_WITH_MARKS;
    let mut editor = Editor::on(&[("case.claims", case)]);
    editor.open("case.claims");
    let told = hover(&mut editor, "case.claims", "ship", 1);
    assert!(told.starts_with("thing “a s\\\\u{200b}hip”"), "{told}");
    assert!(told.contains(r"Also “\&lt;b\&gt;”"), "{told}");
    editor.settled("case.claims");
    let messages: String = editor.shown["case.claims"]
        .1
        .iter()
        .map(Value::to_string)
        .collect();
    assert!(messages.contains(r"a f\\u{200b}ire"), "{messages}");
    assert!(!messages.contains('\u{200b}'), "{messages}");
}

#[test]
fn definitions_are_found_across_files() {
    let mut editor = Editor::on(FILES);
    editor.open("cicc.claims");
    let to = |editor: &mut Editor, needle: &str| {
        let place = editor.at("cicc.claims", needle, 1);
        let found = editor.request("textDocument/definition", place);
        editor.all_said(&found)
    };
    assert_eq!(to(&mut editor, "arrest_turin"), ["case.claims 5:6-5:18"]);
    assert_eq!(to(&mut editor, "\"Almasri"), ["case.claims 0:7-0:12"]);
    assert_eq!(to(&mut editor, "cicc"), ["cicc.claims 0:7-0:11"]);
    // What is built in has no place.
    assert!(to(&mut editor, "patient").is_empty());
}

#[test]
fn references_are_found_by_id_and_by_name() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    let mut place = editor.at("bbc.claims", "najim", 1);
    for (declared, expected) in [
        (
            true,
            vec![
                "bbc.claims 5:24-5:29",
                "case.claims 0:7-0:12",
                "cicc.claims 4:24-4:33",
            ],
        ),
        (false, vec!["bbc.claims 5:24-5:29", "cicc.claims 4:24-4:33"]),
    ] {
        place["context"] = json!({ "includeDeclaration": declared });
        let found = editor.request("textDocument/references", place.clone());
        assert_eq!(editor.all_said(&found), expected);
    }
    let place = editor.at("bbc.claims", "arrest_turin", 12);
    let here = editor.request("textDocument/documentHighlight", place);
    assert_eq!(range(&here[0]["range"]), "5:2-5:14");
    assert_eq!(here.as_array().unwrap().len(), 1);
}

#[test]
fn places_behind_emoji_and_arabic_are_counted_as_the_editor_counts() {
    let text = "source s \"😀 مقال\" # 😀\n  published 2025-01-23\nclaim \"😀😀 مقال\" by nobody\n  najim.custody: in_custody\n";
    for (encoding, column) in [("utf-16", 21), ("utf-8", 29)] {
        let can = json!({ "general": { "positionEncodings": [encoding] } });
        let mut editor = Editor::with(&[("case.claims", super::CASE), ("s.claims", text)], can);
        editor.open("s.claims");
        let shown = editor.settled("s.claims");
        let expected = format!("unknown-name 2:{column} no name `nobody` is declared");
        assert!(
            shown["s.claims"].contains(&expected),
            "{encoding}: {shown:?}"
        );
    }
}

#[test]
fn symbols_of_a_file_and_of_the_case() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    let of = editor.of("bbc.claims");
    let symbols = editor.request("textDocument/documentSymbol", of);
    assert_eq!(symbols[0]["name"], "bbc");
    assert_eq!(range(&symbols[0]["range"]), "0:0-5:55");
    assert_eq!(range(&symbols[0]["selectionRange"]), "0:7-0:10");
    assert_eq!(
        symbols[0]["children"][0]["name"],
        "had been arrested 😀 on Saturday"
    );
    let names = |found: Value| -> Vec<String> {
        let all = found.as_array().unwrap().iter();
        all.map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let found = editor.request("workspace/symbol", json!({ "query": "almas" }));
    assert_eq!(editor.said(&found[0]["location"]), "case.claims 0:7-0:12");
    assert_eq!(names(found), ["najim"]);
    let found = editor.request("workspace/symbol", json!({ "query": "NAJIM let" }));
    assert_eq!(names(found), ["release"]);
    let all = editor.request("workspace/symbol", json!({ "query": "" }));
    assert_eq!(
        names(all),
        [
            "najim",
            "italy",
            "turin",
            "arrest_turin",
            "release",
            "bbc",
            "cicc"
        ]
    );
}

#[test]
fn entries_and_comments_fold() {
    let text = "# one\n# two\n\nsource s \"S\"\n  publisher \"P\"\n\nclaim \"\"\"\nlong\n\"\"\"\n  x\n  # inside\n\n# behind\nperson p \"P\"\n";
    let mut editor = Editor::on(&[]);
    editor.open_as("s.claims", text);
    let of = editor.of("s.claims");
    let folds = editor.request("textDocument/foldingRange", of);
    let mut lines: Vec<String> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|fold| format!("{}-{} {}", fold["startLine"], fold["endLine"], fold["kind"]))
        .collect();
    lines.sort();
    assert_eq!(lines, ["0-1 \"comment\"", "3-10 null", "6-10 null"]);
}
