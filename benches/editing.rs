//! How long it takes from a keystroke to fresh diagnostics, through the real program: `cargo bench --bench editing`, or, for cases of
//! your own, `cargo bench --bench editing -- FOLDER…`.

#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation
)]

#[path = "../tests/lsp/editor.rs"]
mod editor;
mod workload;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use editor::Editor;
use tempfile::TempDir;
use workload::Workload;

const SEED: u64 = 1;
/// So many keystrokes of each sort.
const KEYSTROKES: usize = 20;

fn main() {
    let given: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let given = given.into_iter().filter(|path| path.is_dir());
    let mut cases: Vec<(String, TempDir)> = given
        .map(|folder| (folder.display().to_string(), copy(&folder)))
        .collect();
    if cases.is_empty() {
        let made = [10_000, 100_000].map(|claims| (format!("{claims} claims"), generated(claims)));
        cases.extend(made);
    }
    for (name, folder) in cases {
        println!("{name}");
        measure(folder);
    }
}

/// A generated case.
fn generated(claims: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (_, file) in Workload::new(claims, SEED).files().claims() {
        fs::write(folder.path().join(&file.path), &file.text).unwrap();
    }
    folder
}

fn copy(from: &Path) -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}

/// A sort of keystroke: where it is made in a text, and what it makes of it.
type Keystroke = fn(&str, usize) -> Option<(usize, &'static str)>;

const KEYSTROKES_OF_SOURCES: [(&str, Keystroke); 7] = [
    ("in a comment", |text, _| Some((text.len(), "# x\n"))),
    ("in a passage", |text, number| {
        nth(text, "claim \"", number).map(|at| (at, "x"))
    }),
    ("a name that is not there", |text, number| {
        nth(text, "\n  ", number).map(|at| (at, "x"))
    }),
    ("a clause more", |text, number| {
        let at = nth(text, "\n  ", number)?;
        let end = at + text[at..].find('\n')?;
        Some((end, ", on 2024-05-06"))
    }),
    ("a claim more", |text, _| {
        Some((text.len(), "\nclaim \"x\"\n  nothing\n"))
    }),
    ("in a source's title", |text, number| {
        in_label(text, "source ", number).map(|at| (at, "x"))
    }),
    ("in a source's date", |text, number| {
        let at = nth(text, "\n  published ", number)?;
        let end = at + text[at..].find('\n')?;
        Some((end, "/2051-02-03"))
    }),
];

const KEYSTROKES_OF_ENTITIES: [(&str, Keystroke); 4] = [
    ("in a person's label", |text, number| {
        in_label(text, "\nperson ", number).map(|at| (at, "x"))
    }),
    ("an alias more", |text, number| {
        let at = nth(text, "\nperson ", number)?;
        let end = at + text[at..].find('\n')?;
        Some((end, "\n  alias \"somebody else\""))
    }),
    ("half a declaration", |text, number| {
        nth(text, "\nperson ", number).map(|at| (at - "person ".len(), "person so\n"))
    }),
    ("a declaration more", |text, number| {
        let at = nth(text, "\nperson ", number)?;
        Some((at - "person ".len(), "person somebody \"Somebody\"\n"))
    }),
];

const KEYSTROKES_OF_EVENTS: [(&str, Keystroke); 2] = [
    ("in an event's label", |text, number| {
        in_label(text, "\nevent ", number).map(|at| (at, "x"))
    }),
    ("an event more", |text, number| {
        let at = nth(text, "\nevent ", number)?;
        Some((
            at - "event ".len(),
            "event something: meeting \"Something\"\n",
        ))
    }),
];

/// In the label of the `number`th declaration that begins so.
fn in_label(text: &str, head: &str, number: usize) -> Option<usize> {
    let at = nth(text, head, number)?;
    Some(at + text[at..].find('"')? + 1)
}

/// Behind the `number`th place where some letters stand.
fn nth(text: &str, letters: &str, number: usize) -> Option<usize> {
    let count = text.matches(letters).count().max(1);
    // Spread over the file.
    let number = (number * 7919 + count / 2) % count;
    let (at, _) = text.match_indices(letters).nth(number)?;
    Some(at + letters.len())
}

fn measure(folder: TempDir) {
    let mut files: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".claims"))
        .collect();
    files.sort();
    let text = |name: &String| fs::read_to_string(folder.path().join(name)).unwrap();
    let sources: Vec<String> = files
        .iter()
        .filter(|name| text(name).contains("claim \""))
        .cloned()
        .collect();
    let declaring = |word: &str| {
        let mut others = files.iter().filter(|name| !sources.contains(name));
        others.find(|name| text(name).contains(word)).cloned()
    };
    let (entities, events) = (declaring("\nperson "), declaring("\nevent "));
    let source = sources[sources.len() / 2].clone();
    let mut editor = Editor::start(folder);
    editor.introduce(serde_json::json!({}));
    let start = Instant::now();
    editor.open(&source);
    editor.settled(&source);
    println!("  {:26} {:>8.1} ms", "opened", millis(start.elapsed()));
    rounds(&mut editor, &source, &KEYSTROKES_OF_SOURCES);
    let of_entities: &[(&str, Keystroke)] = &KEYSTROKES_OF_ENTITIES;
    for (path, sorts) in [(entities, of_entities), (events, &KEYSTROKES_OF_EVENTS)] {
        if let Some(path) = path {
            editor.open(&path);
            rounds(&mut editor, &path, sorts);
        }
    }
}

fn rounds(editor: &mut Editor, path: &str, sorts: &[(&str, Keystroke)]) {
    for (name, keystroke) in sorts {
        editor.settled(path);
        let mut times = Vec::new();
        for number in 0..KEYSTROKES {
            let before = editor.texts[path].1.clone();
            let Some((at, typed)) = keystroke(&before, number) else {
                continue;
            };
            times.push(typing(editor, path, at, at, typed));
            // And taken back.
            times.push(typing(editor, path, at, at + typed.len(), ""));
        }
        times.sort();
        if let (Some(median), Some(worst)) = (times.get(times.len() / 2), times.last()) {
            println!(
                "  {name:26} {:>8.1} ms median, {:>8.1} ms worst",
                millis(*median),
                millis(*worst)
            );
        }
    }
}

/// How long it takes until a change is told of.
fn typing(editor: &mut Editor, path: &str, from: usize, to: usize, typed: &str) -> Duration {
    let text = editor.texts[path].1.clone();
    let range = serde_json::json!({
        "start": editor::position(&text, from), "end": editor::position(&text, to),
    });
    let change = serde_json::json!([{ "range": range, "text": typed }]);
    let after = [&text[..from], typed, &text[to..]].concat();
    let start = Instant::now();
    editor.change(path, change, after);
    editor.told_of(path);
    let time = start.elapsed();
    editor.barrier();
    time
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
