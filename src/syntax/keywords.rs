//! The words that begin entries.

use super::tree::Sort;
use super::words::word;

/// The words that begin an entry.
pub(super) const KEYWORDS: [&str; 11] = [
    "person",
    "org",
    "place",
    "term",
    "thing",
    "event",
    "kind",
    "attribute",
    "source",
    "claim",
    "dispute",
];

/// Whether a line begins with a word that begins an entry.
#[must_use]
pub fn begins_entry(line: &str) -> bool {
    keyword(line).is_some()
}

/// The word that begins an entry, where a line begins with one.
pub(super) fn keyword(line: &str) -> Option<&str> {
    let may_be = matches!(
        line.as_bytes(),
        [b'a', b't', ..]
            | [b'c', b'l', ..]
            | [b'd', b'i', ..]
            | [b'e', b'v', ..]
            | [b'k', b'i', ..]
            | [b'o', b'r', ..]
            | [b'p', b'e' | b'l', ..]
            | [b's', b'o', ..]
            | [b't', b'e' | b'h', ..]
    );
    let found = if may_be { first_word(line) } else { "" };
    is_keyword(found).then_some(found)
}

/// Whether a word is one of [`KEYWORDS`].
fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "person"
            | "org"
            | "place"
            | "term"
            | "thing"
            | "event"
            | "kind"
            | "attribute"
            | "source"
            | "claim"
            | "dispute"
    )
}

/// The word that a line begins with, if it is one.
pub(super) fn first_word(line: &str) -> &str {
    word(line).map_or(&line[..0], |(_, word)| word)
}

/// The sort of entity that a keyword declares.
pub(super) fn sort(keyword: &str) -> Option<Sort> {
    Some(match keyword {
        "person" => Sort::Person,
        "org" => Sort::Org,
        "place" => Sort::Place,
        "term" => Sort::Term,
        "thing" => Sort::Thing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, keyword};

    #[test]
    fn every_keyword_is_known_where_a_line_begins_with_it() {
        for word in KEYWORDS {
            assert_eq!(keyword(&format!("{word} x")), Some(word));
            assert_eq!(keyword(&format!("{word}s x")), None);
        }
        for line in ["", "x", "parson \"x\"", "\"claim\"", "clai"] {
            assert_eq!(keyword(line), None);
        }
    }
}
