//! An arrow only ever goes down: a room names only rooms on floors below its own. Rust itself lets modules import in circles,
//! and this test is what keeps them from it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each room with what it may name.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("date", &[]),
    ("network", &[]),
    ("logic", &[]),
    ("diagnostic", &["text"]),
    ("syntax", &["text", "date", "diagnostic"]),
    ("settings", &["text", "date", "diagnostic"]),
    (
        "model",
        &["text", "date", "diagnostic", "syntax", "settings"],
    ),
    // Of `syntax` only the words that claims and models share: hedges, stances, modes.
    (
        "checks",
        &[
            "text",
            "date",
            "network",
            "logic",
            "diagnostic",
            "syntax",
            "model",
        ],
    ),
    ("format", &["text", "syntax"]),
    (
        "analysis",
        &[
            "text",
            "date",
            "network",
            "diagnostic",
            "syntax",
            "settings",
            "model",
            "checks",
        ],
    ),
    // A row is written only if `syntax` reads it back as what it is.
    (
        "exchange",
        &["text", "date", "diagnostic", "syntax", "format"],
    ),
    ("report", &["text", "diagnostic", "analysis"]),
    ("server", &["text", "diagnostic", "format", "analysis"]),
    (
        "cli",
        &[
            "text",
            "date",
            "diagnostic",
            "settings",
            "format",
            "analysis",
            "exchange",
            "report",
            "server",
        ],
    ),
];

/// Crates that only one room knows.
const ONLY: &[(&str, &str)] = &[
    ("chrono", "date"),
    ("tzdb_data", "date"),
    ("nom", "syntax"),
    ("toml", "settings"),
    ("miette", "report"),
    ("gen_lsp_types", "server"),
    ("lsp_server", "server"),
    ("url", "server"),
    ("clap", "cli"),
    ("similar", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
    ("csv", "exchange"),
    ("ctrlc", "cli"),
];

#[test]
fn rooms_name_only_what_is_below_them() {
    let mut wrong = Vec::new();
    for (room, may) in ROOMS {
        for (path, text) in sources(room) {
            for other in named(&text) {
                let is_room = ROOMS.iter().any(|(name, _)| *name == other);
                if is_room && other != *room && !may.contains(&other.as_str()) {
                    wrong.push(format!("{path} names {other}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_list() {
    let mut rooms: BTreeSet<String> = fs::read_dir("src")
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    rooms.remove("lib");
    rooms.remove("main");
    let listed: BTreeSet<String> = ROOMS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(rooms, listed);
}

#[test]
fn a_library_has_one_room() {
    for (library, owner) in ONLY {
        for (room, _) in ROOMS {
            for (path, text) in sources(room) {
                let names = text
                    .lines()
                    .any(|line| code(line).contains(&format!("{library}::")));
                assert!(
                    !names || room == owner,
                    "{path} names {library}, which belongs to {owner}"
                );
            }
        }
    }
}

/// The rooms that a file names: what stands behind `crate::`, and inside `use crate::{…}`.
fn named(text: &str) -> BTreeSet<String> {
    let code: String = text.lines().map(code).collect::<Vec<_>>().join("\n");
    let mut rooms = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split_once(';').map_or(list, |(list, _)| list);
                rooms.extend(list.split([',', '{', '}']).map(first_word));
            }
            None => {
                rooms.insert(first_word(rest));
            }
        }
    }
    rooms
}

fn first_word(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// A line without its comment.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// The Rust files of a room, tests aside.
fn sources(room: &str) -> Vec<(String, String)> {
    let mut open = vec![Path::new("src").join(room)];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "tests" && name != "samples" {
                open.push(path);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                files.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    let file = format!("src/{room}.rs");
    files.extend(fs::read_to_string(&file).ok().map(|text| (file, text)));
    assert!(!files.is_empty(), "{room} has no file");
    files
}
