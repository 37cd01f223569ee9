//! What is tested here: each form yields its part of the tree; slips are told in words; nothing breaks the parser.

mod declarations;
mod forms;
mod gallery;
mod properties;
mod tokens;

use super::parse;
use super::tree::{Body, Claim, Clause, Entry, Statement, Tree, When};
use crate::diagnostic::Diagnostic;
use crate::text::{File, FileId};

/// A file, kept while its tree is looked at.
fn file(text: &str) -> File {
    File::new("a.claims", text)
}

fn read(file: &File) -> (Tree<'_>, Vec<Diagnostic>) {
    parse(FileId(0), file)
}

/// The tree of a file without mistakes.
fn tree(file: &File) -> Tree<'_> {
    let (tree, diagnostics) = read(file);
    let messages: Vec<_> = diagnostics.iter().map(|d| &d.message).collect();
    assert!(messages.is_empty(), "{messages:?} in {:?}", file.text);
    tree
}

fn claims<'t>(tree: &Tree<'t>) -> Vec<Claim<'t>> {
    let claim = |entry: &Entry<'t>| match entry {
        Entry::Claim(claim) => Some(claim.as_ref().clone()),
        _ => None,
    };
    tree.entries.iter().filter_map(claim).collect()
}

/// The only statement of the only claim.
fn statement<'t>(tree: &Tree<'t>) -> Statement<'t> {
    let mut claims = claims(tree);
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].statements.len(), 1);
    claims.remove(0).statements.remove(0)
}

/// The clauses of the only statement.
fn clauses<'t>(tree: &Tree<'t>) -> Vec<Clause<'t>> {
    match statement(tree).body {
        Body::Event { clauses, .. } => clauses.into_iter().map(|c| c.value).collect(),
        Body::State { .. } => panic!("a state"),
    }
}

/// The time clauses of the only statement.
fn whens<'t>(tree: &Tree<'t>) -> Vec<When<'t>> {
    match statement(tree).body {
        Body::State { times, .. } => times.into_iter().map(|t| t.value).collect(),
        Body::Event { .. } => clauses(tree)
            .into_iter()
            .filter_map(|clause| match clause {
                Clause::When(when) => Some(when),
                Clause::Role { .. } => None,
            })
            .collect(),
    }
}
