//! How long it takes to check a case again in a running process, after a claim of one source was changed: the entry of the library that
//! the language server uses. `cargo bench --bench session`, or, for a case of your own, `cargo bench --bench session -- FOLDER`. Prints a
//! line of JSON a case: milliseconds.

#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::print_stdout)]

mod workload;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use belie::analysis::{Session, Setting};
use belie::text::NoTexts;
use workload::Workload;

const SEED: u64 = 1;
/// So many claims are changed, each in another source, and changed back.
const EDITS: usize = 40;

fn main() {
    let given: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let given: Vec<PathBuf> = given.into_iter().filter(|path| path.is_dir()).collect();
    for folder in &given {
        measure(read(folder));
    }
    if given.is_empty() {
        for claims in [10_000, 100_000] {
            measure(Workload::new(claims, SEED).files.into_iter().collect());
        }
    }
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let claims = paths.filter(|path| path.extension().is_some_and(|end| end == "claims"));
    claims
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn measure(files: BTreeMap<String, String>) {
    let mut session = Session::new(Box::new(NoTexts), Setting::default());
    let sources: Vec<String> = files
        .iter()
        .filter(|(_, text)| text.contains("\nclaim "))
        .map(|(name, _)| name.clone())
        .collect();
    for (name, text) in files {
        session.set(&name, text);
    }
    let first = timed(&mut session);
    let mut again = Vec::new();
    for edit in 0..EDITS {
        let name = &sources[edit * 7 % sources.len()];
        let before = session.text(name).unwrap().to_owned();
        for text in [edited(&before, edit), before] {
            session.set(name, text);
            again.push(timed(&mut session));
        }
    }
    again.sort_by(f64::total_cmp);
    println!(
        "{}",
        serde_json::json!({
            "sources": sources.len(),
            "first": first,
            "again_median": again[again.len() / 2],
            "again_longest": again[again.len() - 1],
        })
    );
}

/// A text in which the last letter of one statement is another.
fn edited(text: &str, number: usize) -> String {
    let claims: Vec<usize> = text.match_indices("\nclaim ").map(|(at, _)| at).collect();
    let claim = claims[(number * 7919 + claims.len() / 2) % claims.len()] + 1;
    let statement = claim + text[claim..].find('\n').unwrap() + 1;
    let end = text[statement..]
        .find('\n')
        .map_or(text.len(), |end| statement + end);
    [&text[..end - 1], "x", &text[end..]].concat()
}

/// The milliseconds until a case is checked.
fn timed(session: &mut Session) -> f64 {
    let start = Instant::now();
    session.analysis();
    start.elapsed().as_secs_f64() * 1000.0
}
