//! The vocabulary, for people and for programs.

mod json;
mod plain;

pub use json::{render as json, schema};
pub use plain::render as human;

use crate::analysis::vocabulary::Vocabulary;

/// The entries as they are declared, in the language of claim files.
#[must_use]
pub fn claims(vocabulary: &Vocabulary) -> String {
    let terms = vocabulary.terms.iter();
    let terms = terms.map(|term| format!("term {} \"{}\"\n", term.name, term.label));
    let kinds = vocabulary.kinds.iter().map(|kind| kind.origin.text.clone());
    let attributes = vocabulary.attributes.iter();
    let attributes = attributes.map(|attribute| attribute.origin.text.clone());
    let entries: Vec<String> = terms.chain(kinds).chain(attributes).collect();
    let entries = entries.iter().map(|entry| entry.trim_end());
    let mut text = entries.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
