//! Nothing breaks the parser, and a mistake costs one statement.

use proptest::prelude::*;
use proptest::sample::select;

use super::{claims, file, read};
use crate::syntax::claims::empty_claim;
use crate::syntax::tree::{Claim, Entry, Quoted, Told};
use crate::text::{File, FileId, Span};

const KEYWORDS: &str = "person|place|event|source|claim|kind|role|on|before|after|not|doubt|plan|since|as|of|from|to|between|and|at|least|within|2|days|Saturday|night|published|2025-01-19|\\[2015,2016\\]|1,000|\"a b\"|\"\"\"|\"|:|,|\\.|#|=|\n|\n  |“|”|\t|\r\n";

/// A time as it may be written.
fn a_time() -> impl Strategy<Value = String> {
    let plain = prop_oneof![
        Just("2025-01-19".to_owned()),
        Just("2015~".to_owned()),
        Just("[2015,2016..2018]".to_owned()),
        Just("Sunday 2025-01-19".to_owned()),
        Just("late Tuesday evening".to_owned()),
        Just("any Saturday".to_owned()),
        Just("yesterday".to_owned()),
        Just("published".to_owned()),
        Just("start of arrest".to_owned()),
        Just("arrest".to_owned()),
        Just("about 2025-01".to_owned()),
    ];
    (plain, 0..4_usize)
        .prop_map(|(plain, deep)| format!("{}{plain}", "2 to 3 days after ".repeat(deep)))
}

/// A clause of an event.
fn a_clause() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("on"),
        Just("before"),
        Just("after"),
        Just("during"),
        Just("from"),
        Just("to"),
        Just("within 48 hours of")
    ];
    let times = (words, a_time()).prop_map(|(word, time)| format!("{word} {time}"));
    prop_oneof![
        Just("patient najim".to_owned()),
        Just("not place \"Turin, Italy\"".to_owned()),
        Just("only reason a and b".to_owned()),
        Just("cost at least 2.5 euro".to_owned()),
        Just("same day as release".to_owned()),
        Just("for 2 to 3 days".to_owned()),
        (a_time(), a_time()).prop_map(|(a, b)| format!("between {a} and {b}")),
        times,
    ]
}

/// A statement.
fn a_statement() -> impl Strategy<Value = String> {
    let event = proptest::collection::vec(a_clause(), 1..4)
        .prop_map(|clauses| format!("arrest: {}", clauses.join(", ")));
    let state = a_time()
        .prop_map(|time| format!("najim.custody: not free and held, since {time}, as of told"));
    prop_oneof![
        event,
        state,
        Just("not arrest".to_owned()),
        Just("doubt arrest".to_owned())
    ]
}

/// A claim: its head and its statements.
fn a_claim() -> impl Strategy<Value = (String, Vec<String>)> {
    let head = prop_oneof![
        Just("claim \"had been arrested\"".to_owned()),
        Just(
            "claim reportedly \"\"\"over\n two lines\"\"\" by west via \"a\" told 2025".to_owned()
        ),
        Just("claim by icc".to_owned()),
    ];
    (head, proptest::collection::vec(a_statement(), 1..4))
}

/// The text of a file made of claims.
fn written(claims: &[(String, Vec<String>)]) -> String {
    let mut text = String::from(
        "person najim \"Najim\"\n  alias \"N\"\nsource bbc \"Title\"\n  published 2025-01-23\n",
    );
    for (head, statements) in claims {
        text.push_str(&format!("\n{head}\n"));
        for statement in statements {
            text.push_str(&format!("  {statement}\n"));
        }
    }
    text
}

fn assert_inside(file: &File, span: Span) {
    assert!(
        file.text.get(span.range()).is_some(),
        "{span:?} in {:?}",
        file.text
    );
}

/// Reads a text and looks at every place that the parser names.
fn assert_sound(text: &str) {
    assert_read_in_parts(&file(text));
    let file = file(text);
    let (tree, diagnostics) = read(&file);
    for diagnostic in &diagnostics {
        for label in &diagnostic.labels {
            assert_inside(&file, label.location.span);
        }
        let shown = diagnostic
            .message
            .chars()
            .chain(diagnostic.advice.iter().flat_map(|a| a.chars()));
        assert!(shown.into_iter().all(|c| !c.is_control()), "{diagnostic:?}");
    }
    // The places of a tree are many; its debug text names them all.
    let shown = format!("{tree:?}");
    for part in shown.split("Span { start: ").skip(1) {
        let mut numbers = part
            .split(|c: char| !c.is_ascii_digit())
            .filter(|n| !n.is_empty());
        let start: usize = numbers.next().unwrap().parse().unwrap();
        let end: usize = numbers.next().unwrap().parse().unwrap();
        assert!(text.get(start..end).is_some(), "{start}..{end} in {text:?}");
    }
}

/// Entries like this one, and now and then a line that may have to do with where an entry begins.
fn a_tricky_file(entry: &'static str) -> impl Strategy<Value = String> {
    let line = (
        select(&BEFORE[..]),
        select(&WORDS[..]),
        mostly("\n", &["\r\n", "\r", ""]),
    );
    let line = line.prop_map(|(before, words, end)| format!("{before}{words}{end}"));
    let entry = Just(entry.to_owned());
    let sly = select(vec![
        "claim \"\"\"a\nclaim \"b\"\nperson anna\n\"\"\"\n",
        "claim \"a\"\rperson anna\n",
    ]);
    let sly = sly.prop_map(str::to_owned);
    let entries_and_lines = prop_oneof![6 => entry, 1 => sly, 2 => line];
    proptest::collection::vec(entries_and_lines, 1..12).prop_map(|pieces| pieces.concat())
}

/// What may stand before a line.
const BEFORE: [&str; 9] = ["", "", "", "  ", "  ", "\t", " \t", "  \u{b}", "\u{a0}"];
/// What may stand in it.
const WORDS: [&str; 35] = [
    "source bbc \"BBC\"",
    "place turin \"Turin\" in italy",
    "event e76: arrest \"A\"",
    "alias \"B\",",
    "clame \"a\"",
    "claim \"\"\"a passage",
    "claim \"a\\\"b\\\\\" by \"\"",
    "claims \"a\"",
    "claim",
    "cource bbc",
    "e76: place turin,",
    "\"Anna\".post: a",
    "person anna \"Anna\"",
    "person: anna",
    "persons: anna",
    "pers\u{f6}n: anna",
    "parson anna \"Anna\"",
    "event e: arrest",
    "evening_raid: place turin",
    "published 2025",
    "# person anna",
    "\"\"\"",
    "a \"\"\" b",
    "\u{661}",
    "e76: place turin",
    "e76: place not",
    "e76: not turin",
    "e76: on e75",
    "e76: a b",
    "e76: place about",
    "e76: place Monday",
    "e76: place Y17",
    "claim: place turin",
    "e76: place tur\u{ed}n",
    "",
];

/// Declarations and claims, read one after the other, are the file, and each mistake is told once.
pub(super) fn assert_read_in_parts(file: &File) {
    let (whole, mut told) = read(file);
    let mut declarations = crate::syntax::declarations(FileId(0), file);
    let declared: Vec<_> = declarations.by_ref().collect();
    let mut told_in_parts = declarations.into_diagnostics();
    let mut rest = crate::syntax::claims(FileId(0), file);
    let claimed = rest.by_ref().map(|told| as_entry(told, file));
    let claimed: Vec<_> = claimed.collect();
    told_in_parts.extend(rest.into_diagnostics());
    for told in [&mut told, &mut told_in_parts] {
        told.sort_by_cached_key(|one| format!("{one:?}"));
    }
    assert_eq!(told_in_parts, told, "{:?}", file.text);
    let is_claim = |entry: &&Entry<'_>| matches!(entry, Entry::Claim(_));
    let declares = |entry: &&Entry<'_>| !is_claim(entry);
    assert!(declared.iter().eq(whole.entries.iter().filter(declares)));
    let of_both = |entry: &&Entry<'_>| matches!(entry, Entry::Claim(_) | Entry::Source(_));
    assert!(claimed.iter().eq(whole.entries.iter().filter(of_both)));
}

/// What a plain claim is, written out.
fn as_entry<'t>(told: Told<'t>, file: &'t File) -> Entry<'t> {
    let plain = match told {
        Told::Plain(plain) => plain,
        Told::Entry(entry) => return entry,
    };
    let passage = Quoted {
        raw: &file.text[plain.passage.start as usize + 1..plain.passage.end as usize - 1],
        long: false,
        span: plain.passage,
    };
    Entry::Claim(Box::new(Claim {
        passage: Some(passage),
        statements: vec![plain.statement.into()],
        ..empty_claim(plain.span)
    }))
}

const HEADS: [&str; 10] = [
    "claim \"ä # , \"",
    "claim reportedly \"x\"",
    "claim \"\"",
    "claim \"a\\\"b\"",
    "claim  \"x\"",
    "claim \"x\" by y",
    "claim \"x",
    "clam \"x\"",
    "source s",
    "event e: arrest",
];
const LINES: [&str; 73] = [
    "e: place \"A\" and \"B # C\"",
    "e: place \"\"",
    "e: place \"\"\"A\"\"\"",
    "e: place \"A\\\"B\"",
    "e: place \"A\",",
    "e: place \"A\"\"\"",
    "a.held: \"free",
    "e: on 2025-01-19",
    "e: on 2025-02-29",
    "e: on 3 days after f",
    "e: on  2025-01-19",
    "e: on 2025-01-19 night",
    "e: before f",
    "e: before published",
    "e: after 2025-01-19/2025-01-21",
    "e: after 2025-01-21/2025-01-19",
    "e: during f",
    "e: between 2025-01-19 and 2025-01-21",
    "e: between 4 days before f and 2 weeks after f",
    "e: between 4 days before 2025-01-19 and g",
    "e: between f and g and h",
    "e: between f, g",
    "e: 3 hours before 2025-01-19",
    "e: 3 days after f, on g",
    "e: 3 days after Monday",
    "e: 2025 days after f",
    "e: to f",
    "e: from f to g",
    "a.held: free",
    "a.held: not free, since f",
    "a.held: free, as of f",
    "a.held: free, as f",
    "a.held: free, since f, as of g",
    "a.held: 3, until 2025-01-19",
    "e: 2 days after f, place b",
    "e: on Satturday",
    "a.held: free, throughout 2025-01-01/2025-01-03",
    "a.held: free, on 2025-02-30",
    "not e",
    "e: place a, who b",
    "e12: who a_1",
    "e:place b",
    "e: place a and b",
    "e: on x",
    "e: from a",
    "e: not x",
    "e: until b",
    "e: at a",
    "e: half day",
    "e: about x",
    "e: place a,",
    "e: place a # c",
    "e: place \"A\"",
    "e: place a\u{a0}",
    "e:",
    "e f",
    "not",
    "plan",
    "doubt",
    "told",
    "by",
    "via",
    "yesterday",
    "Monday",
    "é: place x",
    "e: place é",
    "claim: place x",
    "claim x",
    "person x",
    "e.place: x",
    "e: place about",
    "e: place Monday",
    "e: place 2025",
];
const ENDS: [&str; 4] = [" \n", "\r\n", " # c\n", "\n\n"];
const INDENTS: [&str; 3] = ["", "\t", "    "];
const BEHIND: [&str; 9] = [
    "\n",
    "",
    "\n  f: place b\n",
    "\n    on c\n",
    "\n # c\n",
    "\r\n\r\n",
    "\n  \n",
    " \n",
    "\n# c\n",
];

/// What makes a claim plain, or one of these.
pub(super) fn mostly(
    plain: &'static str,
    others: &'static [&'static str],
) -> impl Strategy<Value = &'static str> {
    prop_oneof![6 => Just(plain), 1 => select(others)]
}

/// Claims that are nearly plain, and what may stand between them.
fn a_plain_file() -> impl Strategy<Value = String> {
    let claim = (
        mostly("claim \"x\"", &HEADS),
        mostly("\n", &ENDS),
        mostly("  ", &INDENTS),
        prop_oneof![Just("e: place turin"), Just("e"), select(&LINES[..])],
        mostly("\n\n", &BEHIND),
    );
    let claim = claim
        .prop_map(|(head, end, indent, line, behind)| [head, end, indent, line, behind].concat());
    proptest::collection::vec(claim, 1..6).prop_map(|claims| claims.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC*|[\\x00-\\x7f]*|(.|\n){0,80}") {
        assert_sound(&text);
    }

    #[test]
    fn plain_claims_are_read_as_by_the_general_way(text in a_plain_file(), source in any::<bool>()) {
        assert_read_in_parts(&file(&text));
        if source {
            assert_read_in_parts(&file(&format!("source s \"S\"\n{text}")));
        }
    }

    /// Claims are passed over where declarations are read: nothing else is.
    #[test]
    fn what_is_passed_over_declares_nothing(
        text in a_tricky_file("claim \"a passage\"\n  e76: place turin\n\n"),
    ) {
        assert_read_in_parts(&file(&text));
    }

    /// The other way round, declarations are.
    #[test]
    fn what_is_passed_over_claims_nothing(text in a_tricky_file("person anna \"Anna\"\n  alias \"A\"\n")) {
        assert_read_in_parts(&file(&text));
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        assert_sound(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn words_of_the_language_in_any_order_are_read(words in proptest::collection::vec(KEYWORDS, 0..40)) {
        assert_sound(&words.join(" "));
        assert_sound(&format!("claim \"x\"\n  e: {}", words.join(" ")));
    }

    #[test]
    fn a_right_file_has_no_mistakes(written_claims in proptest::collection::vec(a_claim(), 0..6)) {
        let file = file(&written(&written_claims));
        let (tree, diagnostics) = read(&file);
        prop_assert!(diagnostics.is_empty(), "{:?} in {}", diagnostics, file.text);
        let read: Vec<_> = claims(&tree).iter().map(|claim| claim.statements.len()).collect();
        let meant: Vec<_> = written_claims.iter().map(|(_, statements)| statements.len()).collect();
        prop_assert_eq!(read, meant);
    }

    #[test]
    fn mangled_files_are_read(
        written_claims in proptest::collection::vec(a_claim(), 1..4),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0..3, any::<char>()), 1..6),
    ) {
        let mut chars: Vec<char> = written(&written_claims).chars().collect();
        for (at, edit, c) in edits {
            let at = at.index(chars.len());
            match edit {
                0 => { chars.remove(at); }
                1 => chars.insert(at, chars[at]),
                _ => chars.insert(at, c),
            }
        }
        assert_sound(&chars.into_iter().collect::<String>());
    }

    #[test]
    fn a_mistake_in_one_statement_leaves_all_others(
        written_claims in proptest::collection::vec(a_claim(), 1..6),
        at in any::<prop::sample::Index>(),
        mistake in prop_oneof![
            Just("arrest on Saturday"), Just("arrest: on 1.2.2025"), Just("= 5"), Just("arrest: place \"Turin"), Just("a.b: 1,000"),
            Just("not arrest: on 2025"), Just("arrest: on [2015"), Just("(((("),
        ],
    ) {
        let right_file = file(&written(&written_claims));
        let right = read(&right_file).0;
        let mut wrong_claims = written_claims.clone();
        let at = at.index(wrong_claims.len());
        wrong_claims[at].1.push(mistake.to_owned());
        let wrong_file = file(&written(&wrong_claims));
        let (wrong, diagnostics) = read(&wrong_file);
        prop_assert_eq!(diagnostics.len(), 1, "{:?}", diagnostics);
        prop_assert_eq!(right.entries.len(), wrong.entries.len());
        for (number, (right, wrong)) in claims(&right).iter().zip(claims(&wrong)).enumerate() {
            let texts = |claim: &crate::syntax::tree::Claim<'_>, file: &File| -> Vec<String> {
                claim.statements.iter().map(|s| file.slice(s.span).to_owned()).collect()
            };
            let (right, mut wrong) = (texts(right, &right_file), texts(&wrong, &wrong_file));
            if number == at {
                // A statement of which a clause is lost may stay.
                wrong.truncate(right.len());
            }
            prop_assert_eq!(right, wrong);
        }
        prop_assert!(wrong.entries.iter().any(|entry| matches!(entry, Entry::Source(_))));
    }
}
