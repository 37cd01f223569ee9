//! However a case is typed, the server tells of it what a fresh `belie check` tells of the same texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::editor::{Editor, position, range};
use super::{BBC, CASE, CICC};

/// What is typed: words of the language, names that are there and names that are not, and what upsets lines and columns.
const TYPED: &[&str] = &[
    "",
    "",
    "",
    "x",
    "\n",
    "\r\n",
    "\r",
    ",",
    "\"",
    "\"\"\"",
    "# ",
    "😀",
    "مقال",
    "é",
    "\u{200f}",
    "  ",
    "claim \"a 😀\"\n  ",
    "arrest_turin: ",
    "on Sunday",
    "on 2025-01-19",
    ", place italy",
    "patient najim, ",
    "najim.custody: at_liberty, as of 2025-02-01\n",
    "person p\n",
    "source t \"مقال\"\n  published 2025-02-01\n",
    "term x \"x\"\n",
    "not ",
    "event e: release of arrest_turin \"E 😀\"\n",
    "since release",
    "2 days after ",
];

/// A text with one stretch of it replaced.
#[derive(Debug, Clone)]
struct Typed {
    file: usize,
    from: prop::sample::Index,
    length: usize,
    text: &'static str,
}

fn typed() -> impl Strategy<Value = Typed> {
    let lengths = prop_oneof![4 => Just(0_usize), 2 => 1..4_usize, 1 => 4..40_usize];
    let parts = (
        0..3_usize,
        any::<prop::sample::Index>(),
        lengths,
        0..TYPED.len(),
    );
    parts.prop_map(|(file, from, length, text)| Typed {
        file,
        from,
        length,
        text: TYPED[text],
    })
}

const PATHS: [&str; 3] = ["bbc.claims", "case.claims", "cicc.claims"];

/// So many cases, unless the environment says otherwise.
fn cases(count: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let chosen = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if chosen { default.cases } else { count },
        failure_persistence: None,
        max_shrink_iters: 200,
        ..default
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn what_is_told_while_typing_is_what_a_fresh_check_tells(edits in vec(vec(typed(), 1..4), 4..40)) {
        let texts = [(PATHS[0], BBC), (PATHS[1], CASE), (PATHS[2], CICC)];
        let mut editor = Editor::on(&texts);
        for path in PATHS {
            editor.open(path);
        }
        for (number, together) in edits.iter().enumerate() {
            let file = PATHS[together[0].file];
            let (mut text, mut changes) = (editor.texts[file].1.clone(), Vec::new());
            for typed in together {
                let (change, after) = apply(&text, typed);
                changes.push(change);
                text = after;
            }
            editor.change(file, json!(changes), text);
            // Mostly the next keystroke comes before anything is told.
            if number % 6 == 5 || number + 1 == edits.len() {
                let last = together[0].file;
                editor.settled(PATHS[last]);
                prop_assert_eq!(shown(&editor), checked(&editor));
                look_around(&mut editor, PATHS[last], together[0].from);
            }
        }
    }
}

/// Asks everything that can be asked at some place: whatever is written there, it is answered.
fn look_around(editor: &mut Editor, path: &str, from: prop::sample::Index) {
    let text = editor.texts[path].1.clone();
    let places: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    look_around_at(editor, path, &text, places[from.index(places.len())]);
}

fn look_around_at(editor: &mut Editor, path: &str, text: &str, at: usize) {
    let at = position(text, at);
    let params = json!({
        "textDocument": { "uri": editor.address(path) },
        "position": at,
        "range": { "start": { "line": 0, "character": 0 }, "end": at },
        "context": { "includeDeclaration": true, "diagnostics": [] },
        "options": { "tabSize": 2, "insertSpaces": true },
        "query": "naj",
        "newName": "new_name",
    });
    for method in [
        "textDocument/hover",
        "textDocument/completion",
        "textDocument/definition",
        "textDocument/references",
        "textDocument/documentHighlight",
        "textDocument/prepareRename",
        "textDocument/rename",
        "textDocument/codeAction",
        "textDocument/documentSymbol",
        "textDocument/foldingRange",
        "textDocument/inlayHint",
        "textDocument/semanticTokens/full",
        "textDocument/formatting",
        "workspace/symbol",
    ] {
        let answer = editor.ask(method, params.clone());
        let refused = answer["error"]["code"].as_i64();
        // Only renaming refuses what cannot be done.
        assert!(
            refused.is_none() || refused == Some(-32803),
            "{method}: {answer}"
        );
    }
}

/// The change as it is sent, and the text after it.
fn apply(text: &str, typed: &Typed) -> (Value, String) {
    // Nothing is typed between the two halves of a line's end: editors have no place there.
    let places: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .filter(|&at| !text[..at].ends_with('\r') || !text[at..].starts_with('\n'))
        .collect();
    let from = typed.from.index(places.len());
    let to = (from + typed.length).min(places.len() - 1);
    let (from, to) = (places[from], places[to]);
    let change = json!({
        "range": { "start": position(text, from), "end": position(text, to) },
        "text": typed.text,
    });
    let after = [&text[..from], typed.text, &text[to..]].concat();
    (change, after)
}

type Told = BTreeMap<String, BTreeSet<String>>;

/// What the editor shows.
fn shown(editor: &Editor) -> Told {
    let told = editor.shown.iter().map(|(path, (_, all))| {
        let all = all.iter().map(|one| {
            let message = one["message"]
                .as_str()
                .unwrap()
                .lines()
                .next()
                .unwrap_or_default();
            format!(
                "{} {} {message}",
                one["code"].as_str().unwrap(),
                range(&one["range"])
            )
        });
        (path.clone(), all.collect())
    });
    told.filter(|(_, all): &(String, BTreeSet<String>)| !all.is_empty())
        .collect()
}

/// What a fresh check of the same texts finds.
fn checked(editor: &Editor) -> Told {
    let folder = TempDir::new().unwrap();
    for path in files(editor.folder.path()) {
        let to = folder.path().join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(editor.path(&path), to).unwrap();
    }
    for (path, (_, text)) in &editor.texts {
        fs::write(folder.path().join(path), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["check", "--format", "json"])
        .arg(folder.path())
        .output()
        .unwrap();
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut told = Told::new();
    for one in record["diagnostics"].as_array().unwrap() {
        for label in one["labels"].as_array().unwrap() {
            let path = label["file"].as_str().unwrap();
            // Texts of sources are shown as other sides only.
            let Some((_, text)) = editor.texts.get(path) else {
                continue;
            };
            let place = |line: &str, column: &str| {
                let (line, column) = (
                    label[line].as_u64().unwrap(),
                    label[column].as_u64().unwrap(),
                );
                format!(
                    "{}:{}",
                    line - 1,
                    units(text, line as usize, column as usize)
                )
            };
            let words = format!(
                "{} {}-{} {}",
                one["id"].as_str().unwrap(),
                place("line", "column"),
                place("end_line", "end_column"),
                one["message"].as_str().unwrap()
            );
            told.entry(path.to_owned()).or_default().insert(words);
        }
    }
    told
}

/// The paths of all files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut open = vec![folder.to_owned()];
    let mut paths = Vec::new();
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(folder).unwrap();
                paths.push(inside.to_str().unwrap().to_owned());
            }
        }
    }
    paths.sort();
    paths
}

#[test]
fn the_cases_of_this_repository_are_told_as_they_are_checked() {
    let cases = fs::read_dir("fixtures/cases").unwrap();
    for case in cases.map(|entry| entry.unwrap().path()) {
        let texts: Vec<(String, String)> = files(&case)
            .into_iter()
            .map(|path| {
                let text = fs::read_to_string(case.join(&path)).unwrap();
                (path, text)
            })
            .collect();
        let parts: Vec<(&str, &str)> = texts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let mut editor = Editor::on(&parts);
        let claims = parts.iter().filter(|(path, _)| path.ends_with(".claims"));
        for (path, text) in claims {
            editor.open(path);
            editor.settled(path);
            for at in (0..text.chars().count()).step_by(397) {
                look_around_at(
                    &mut editor,
                    path,
                    text,
                    text.char_indices().nth(at).unwrap().0,
                );
            }
        }
        assert_eq!(shown(&editor), checked(&editor), "{}", case.display());
    }
}

/// How many UTF-16 units stand before a column that counts characters from 1.
fn units(text: &str, line: usize, column: usize) -> usize {
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let line = plain.split('\n').nth(line - 1).unwrap_or_default();
    line.chars().take(column - 1).map(char::len_utf16).sum()
}
