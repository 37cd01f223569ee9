//! Declarations are read one by one, without the claims, as they are with all else.

use proptest::prelude::*;
use proptest::sample::select;

use super::file;
use super::properties::{assert_read_in_parts, mostly};

const KEYWORDS: [&str; 8] = [
    "person", "place", "org", "term", "event", "event", "event", "source",
];
const SPACES: [&str; 5] = ["", "  ", "\t", "\n", " # c\n"];
const IDS: [&str; 6] = ["", "é", "aé", "a\u{301}", "1a", "\n b"];
const KINDS: [&str; 6] = ["", ":", ":arrest", " : arrest", ": arrest of e", ": 1"];
const LABELS: [&str; 13] = [
    "",
    "\"\"",
    "\"\"\"A\"\"\"",
    "\"\"\"A\nperson b \"\"\"",
    "\"a\\\"b\"",
    "\"a\\",
    "\"a\\\"",
    "\"a\\x\"",
    "\"a",
    "\"a\nb\"",
    "«A»",
    "\"A\" in italy",
    "\"A\",",
];
const ENDS: [&str; 22] = [
    " in italy\n",
    " in italy, b\n",
    " in \"Italy\"\n",
    " in is is b\n",
    " in italy\n  alias \"B\"\n",
    "\n  alias \"B\", \"C\"\n",
    "\n  alias \"B\"\n  alias \"C\"\n",
    "\n  alias \"B\"\nperson b \"B\"\n",
    "",
    "\r\n",
    "\r",
    " \n",
    " # c\n",
    "\n\n",
    "\n  alias \"B\"\n",
    "\nalias \"B\"\n",
    "\n# c\n",
    "\n  # c\n  alias \"B\"\n",
    "\nclaim \"x\"\n  e76: place turin\n",
    "\n  person b \"B\"\n",
    "\nparson b\n",
    "\n place: x\n",
];

/// A declaration of an id and a label, or of something that is nearly that.
fn a_declaration() -> impl Strategy<Value = String> {
    let of_one = prop_oneof![4 => Just(None), 1 => select(&KINDS[..]).prop_map(Some)];
    let head = (
        select(&KEYWORDS[..]),
        mostly(" ", &SPACES),
        mostly("anna", &IDS),
    );
    let behind = (
        mostly(" ", &SPACES),
        mostly("\"Anna\"", &LABELS),
        mostly("\n", &ENDS),
    );
    (head, of_one, behind).prop_map(|((keyword, space, id), kind, (before, label, end))| {
        let usual = if keyword == "event" { ": arrest" } else { "" };
        let kind = kind.unwrap_or(usual);
        [keyword, space, id, kind, before, label, end].concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn brief_declarations_are_read_as_by_the_general_way(
        all in proptest::collection::vec(a_declaration(), 1..5),
    ) {
        assert_read_in_parts(&file(&all.concat()));
    }
}
