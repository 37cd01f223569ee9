//! The layout of what is shipped, and what the formatter keeps on any file.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use belie::format::format;
use belie::syntax;
use belie::text::{File, FileId};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with this ending.
fn below(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut open = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == ending)
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The claim files in the fences of a page, with the line at which each begins.
fn examples(page: &str) -> Vec<(usize, String)> {
    let mut examples = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let body: Vec<&str> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != "```")
            .collect();
        if info == "claims" || info.starts_with("claims ") {
            examples.push((number + 1, body.join("\n") + "\n"));
        }
    }
    examples
}

/// Every claim file that is shipped, and every one in a page, with its name.
fn shipped() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let files = [below("fixtures", "claims"), below("src/model", "claims")].concat();
    for path in files {
        all.push((
            path.display().to_string(),
            fs::read_to_string(&path).unwrap(),
        ));
    }
    let pages = [
        below("src/checks", "md"),
        vec![root().join("README.md"), root().join("grammar/README.md")],
    ]
    .concat();
    for path in pages {
        for (line, text) in examples(&fs::read_to_string(&path).unwrap()) {
            all.push((format!("{}:{line}", path.display()), text));
        }
    }
    assert!(all.len() > 150, "only {} examples were found", all.len());
    all
}

fn has_mistake(text: &str) -> bool {
    let file = File::new("", text);
    !syntax::parse(FileId(0), &file).1.is_empty()
}

#[test]
fn what_is_shipped_is_in_the_canonical_layout() {
    let mut wrong = String::new();
    for (name, text) in shipped() {
        // One page shows that layout does not count.
        let meant = text.contains("rescue_crew :means   navy_ship");
        if !has_mistake(&text) && !meant {
            let formatted = format(&text);
            if formatted != text {
                wrong.push_str(&format!(
                    "--- {name}\n{}",
                    first_difference(&text, &formatted)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The first line in which two texts differ.
fn first_difference(one: &str, other: &str) -> String {
    let mut pairs = one.lines().zip(other.lines());
    match pairs.find(|(one, other)| one != other) {
        Some((one, other)) => format!("- {one}\n+ {other}\n"),
        None => String::from("one goes on\n"),
    }
}
