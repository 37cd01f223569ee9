//! The layout of what is shipped, and what the formatter keeps on any file.
#![allow(clippy::unwrap_used)]

mod support;

#[path = "format/mangle.rs"]
mod mangle;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use belie::format::{format, lay_out};
use belie::syntax;
use belie::text::{File, FileId};
use mangle::Dice;
use proptest::prelude::*;
use support::pieces;

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

fn all() -> &'static [(String, String)] {
    static ALL: OnceLock<Vec<(String, String)>> = OnceLock::new();
    ALL.get_or_init(shipped)
}

/// Those without a mistake.
fn sound() -> &'static [(String, String)] {
    static SOUND: OnceLock<Vec<(String, String)>> = OnceLock::new();
    SOUND.get_or_init(|| {
        shipped()
            .into_iter()
            .filter(|(_, text)| !has_mistake(text))
            .collect()
    })
}

fn has_mistake(text: &str) -> bool {
    let file = File::new("", text);
    !syntax::parse(FileId(0), &file).1.is_empty()
}

#[test]
fn what_is_shipped_is_in_the_canonical_layout() {
    let mut wrong = String::new();
    for (name, text) in all() {
        // One page shows that layout does not count.
        let meant = text.contains("rescue_crew :means   navy_ship");
        if !has_mistake(text) && !meant {
            let formatted = format(text);
            if formatted != *text {
                wrong.push_str(&format!(
                    "--- {name}\n{}",
                    first_difference(text, &formatted)
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

/// All that a file says, in words that name no place.
fn meaning(text: &str) -> String {
    let case = support::Case::one(text);
    let analysis = case.check();
    let told: Vec<_> = analysis
        .diagnostics
        .iter()
        .map(|one| {
            (
                one.severity,
                one.code,
                &one.message,
                &one.about,
                one.fingerprint,
                &one.advice,
            )
        })
        .collect();
    format!(
        "{told:#?}\n{:?}\n{:?}\n{:-?}\n{:-?}",
        analysis.summary,
        analysis.sources(),
        analysis.facts(),
        analysis.times()
    )
}

/// The messages of a file's mistakes.
fn mistakes(text: &str) -> Vec<String> {
    let file = File::new("", text);
    let diagnostics = syntax::parse(FileId(0), &file).1;
    diagnostics.into_iter().map(|one| one.message).collect()
}

/// The lines with a mistake in them, whole.
fn mistaken_lines(text: &str) -> Vec<&str> {
    let file = File::new("", text);
    let spans: Vec<_> = syntax::parse(FileId(0), &file)
        .1
        .iter()
        .map(|one| one.labels[0].location.span)
        .collect();
    let wrong = |line: &syntax::Line<'_>| {
        let (start, end) = (line.start, line.start + line.text.len());
        spans
            .iter()
            .any(|span| span.start as usize <= end && span.end as usize >= start)
    };
    syntax::lines(text)
        .filter(wrong)
        .map(|line| line.text)
        .collect()
}

fn tape() -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::vec(any::<u16>(), 1..60)
}

/// A hundred cases of each property, unless the environment says otherwise.
fn cases() -> ProptestConfig {
    let default = ProptestConfig::default();
    let chosen = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if chosen { default.cases } else { 100 },
        failure_persistence: None,
        ..default
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn there_is_one_layout(which in any::<prop::sample::Index>(), tape in tape()) {
        let shipped = sound();
        let text = &which.get(shipped).1;
        let loose = mangle::loosened(text, &mut Dice::new(&tape));
        prop_assert!(syntax::alike(text, &loose), "the test is wrong:\n{text}\n{loose}");
        prop_assert_eq!(&format(&loose), &format(text), "from\n{}", loose);
    }

    #[test]
    fn formatting_changes_no_meaning(which in any::<prop::sample::Index>(), tape in tape()) {
        let text = &which.get(sound()).1;
        let loose = mangle::loosened(text, &mut Dice::new(&tape));
        prop_assert_eq!(meaning(&format(&loose)), meaning(&loose), "{}", loose);
    }

    #[test]
    fn what_is_wrong_stays_as_it_is(which in any::<prop::sample::Index>(), tape in tape()) {
        let text = &which.get(all()).1;
        let spoilt = mangle::spoilt(text, &mut Dice::new(&tape));
        let made = format(&spoilt);
        prop_assert_eq!(&format(&made), &made, "from\n{}", spoilt);
        prop_assert_eq!(mistakes(&made), mistakes(&spoilt));
        prop_assert_eq!(meaning(&made), meaning(&spoilt));
        let mut rest = made.as_str();
        for line in mistaken_lines(&spoilt) {
            let at = rest.find(line);
            prop_assert!(at.is_some(), "{line:?} is gone from\n{made}\nwhich was\n{spoilt}");
            rest = &rest[at.unwrap() + line.len()..];
        }
    }

    #[test]
    fn any_text_can_be_formatted(text in "\\PC*|[\\x00-\\x7f]*|(.|\n){0,80}") {
        let made = format(&text);
        prop_assert_eq!(&format(&made), &made);
    }
}

/// Most spoilt files can be laid out all the same.
#[test]
fn little_is_left_alone() {
    let mut left = 0;
    let mut spoilt = 0;
    for (number, (_, text)) in all().iter().enumerate() {
        for round in 0..4 {
            let tape: Vec<u16> = (0..40)
                .map(|at| ((number * 911 + round * 37 + at * at * 7919) % 65_521) as u16)
                .collect();
            let text = mangle::spoilt(text, &mut Dice::new(&tape));
            spoilt += 1;
            left += usize::from(lay_out(&text).is_none());
        }
    }
    assert!(
        left * 50 < spoilt,
        "{left} of {spoilt} were left as they are"
    );
}

#[test]
fn a_layout_is_not_much_longer_than_what_was_written() {
    for text in pieces::files(5_000).flatten() {
        let made = format(&text);
        assert!(made.len() < 3 * text.len() + 100, "{text}");
    }
}
