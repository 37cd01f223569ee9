//! The grammar and its page say what the parser does: every production has a parser function of its name and every parser function a
//! production; the page's examples parse, and its mistakes are found.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use belie::syntax;
use belie::text::{File, FileId};

fn inside(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The grammar without its comments.
fn grammar() -> String {
    let text = fs::read_to_string(inside("grammar/claims.ebnf")).unwrap();
    let mut bare = String::new();
    let mut rest = text.as_str();
    while let Some((before, comment)) = rest.split_once("(*") {
        bare.push_str(before);
        rest = comment.split_once("*)").unwrap().1;
    }
    bare + rest
}

/// What stands between `open` and `close` is left out.
fn without(text: &str, mark: char) -> String {
    text.split(mark).step_by(2).collect::<Vec<_>>().join(" ")
}

/// The names of a stretch of program or grammar text.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// The productions, with the names that each uses.
fn productions() -> Vec<(String, BTreeSet<String>)> {
    // A quotation mark itself is written in single ones, so those go first.
    let text = without(&without(&without(&grammar(), '\''), '"'), '?');
    text.split(';')
        .filter(|production| !production.trim().is_empty())
        .map(|production| {
            let (name, body) = production
                .split_once('=')
                .unwrap_or_else(|| panic!("no `=` in {production}"));
            (
                name.trim().to_owned(),
                names(body).map(str::to_owned).collect(),
            )
        })
        .collect()
}

/// The functions of the sources that read a production: those that take `input` and yield `Parsed`.
fn parser_functions() -> BTreeSet<String> {
    let mut functions = BTreeSet::new();
    for entry in fs::read_dir(inside("src/syntax")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for piece in text.split("fn ").skip(1) {
            let signature = piece.split(['{', ';']).next().unwrap();
            if signature.contains("-> Parsed<") {
                functions.insert(names(signature).next().unwrap().to_owned());
            }
        }
    }
    functions
}

#[test]
fn every_production_has_its_parser_and_every_parser_its_production() {
    let productions: BTreeSet<String> = productions().into_iter().map(|(name, _)| name).collect();
    let functions = parser_functions();
    assert!(
        functions.len() > 50,
        "the parser functions were not found: {functions:?}"
    );
    let without_parser: Vec<_> = productions.difference(&functions).collect();
    let without_production: Vec<_> = functions.difference(&productions).collect();
    assert!(
        without_parser.is_empty(),
        "productions without a parser: {without_parser:?}"
    );
    assert!(
        without_production.is_empty(),
        "parsers without a production: {without_production:?}"
    );
}

#[test]
fn every_production_is_declared_once_and_used() {
    let productions = productions();
    let declared: BTreeSet<&String> = productions.iter().map(|(name, _)| name).collect();
    assert_eq!(
        declared.len(),
        productions.len(),
        "a production stands twice"
    );
    let used: BTreeSet<&String> = productions.iter().flat_map(|(_, used)| used).collect();
    let unknown: Vec<_> = used.difference(&declared).collect();
    assert!(unknown.is_empty(), "used, not declared: {unknown:?}");
    let unused: Vec<_> = declared
        .difference(&used)
        .filter(|name| name.as_str() != "entry")
        .collect();
    assert!(unused.is_empty(), "declared, not used: {unused:?}");
}

/// The fenced blocks of the page with this word behind the fence, and the line at which each begins.
fn blocks(kind: &str) -> Vec<(usize, String)> {
    let page = fs::read_to_string(inside("grammar/README.md")).unwrap();
    let mut blocks = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(found) = line.strip_prefix("```") else {
            continue;
        };
        let body: Vec<&str> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != "```")
            .collect();
        if found == kind {
            blocks.push((number + 1, body.join("\n") + "\n"));
        }
    }
    blocks
}

fn messages(text: &str) -> Vec<String> {
    let file = File::new("README.md", text);
    let (_, diagnostics) = syntax::parse(FileId(0), &file);
    diagnostics
        .iter()
        .map(|diagnostic| {
            format!(
                "{}: {}",
                file.slice(diagnostic.labels[0].location.span),
                diagnostic.message
            )
        })
        .collect()
}

#[test]
fn the_examples_of_the_page_parse() {
    let examples = blocks("claims");
    assert!(examples.len() > 10, "the examples were not found");
    for (line, text) in examples {
        let found = messages(&text);
        assert!(found.is_empty(), "grammar/README.md:{line}: {found:?}");
    }
}

#[test]
fn the_mistakes_of_the_page_are_found() {
    let mistakes = blocks("claims-wrong");
    assert!(mistakes.len() > 1, "the mistakes were not found");
    for (line, text) in mistakes {
        // Every line with a comment has one mistake.
        let expected = text.matches('#').count();
        let found = messages(&text);
        assert_eq!(found.len(), expected, "grammar/README.md:{line}: {found:?}");
    }
}
