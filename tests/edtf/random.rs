//! Thousands of strings put together from the parts of dates, right and wrong, read by both libraries. Parts that the two read
//! differently on purpose are left out: what remains must be read alike.

use super::other;
use super::stretches::Reading;
use belie::date::PIECES;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

fn year() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[012][0-9]{3}",
        2 => "[12X][0-9X]{3}",
        1 => "-[0-9]{3}[1-9]",
        1 => "[0-9]{2,5}",
        1 => "[12][0-9]{3}S[0-5]",
        1 => "Y-?[1-9][0-9]{4,8}(S[0-9])?",
        1 => "Y-?[1-9][0-9]?E[45](S[1-4])?",
    ]
}

/// Months, and the parts of a year that have exact bounds.
fn month() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "-(0[1-9]|1[0-2])",
        3 => "-(XX|0X|1X|X[0-9]|[2-4]X)",
        1 => "-(3[3-9]|4[0-3])",
        1 => "-(00|1[3-9]|[0-9]|[0-9]{3})",
    ]
}

fn day() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "-(0[1-9]|[12][0-9]|3[01])",
        3 => "-(XX|[0-3]X|X[0-9])",
        1 => "-(00|3[2-9]|[4-9]X|[0-9])",
    ]
}

/// A date to the year, month or day, `mark` behind some of them.
fn date(mark: &'static str) -> impl Strategy<Value = String> {
    let within = prop_oneof![
        Just(String::new()),
        month(),
        (month(), day()).prop_map(|(month, day)| month + &day),
        (month(), "[?]", day()).prop_map(|(month, mark, day)| month + &mark + &day),
    ];
    (year(), within, mark).prop_map(|(year, within, mark)| year + &within + &mark)
}

/// A date, an interval or a set.
fn any_form() -> impl Strategy<Value = String> {
    let plain = || date("");
    let member = || {
        prop_oneof![
            4 => plain(),
            1 => ("[12][0-9]{3}", "[12][0-9]{3}").prop_map(|(from, to)| format!("{from}..{to}")),
        ]
    };
    let members = || proptest::collection::vec(member(), 0..4).prop_map(|all| all.join(","));
    prop_oneof![
        4 => date("[?]{0,2}"),
        1 => (date("[?]?"), date("[?]?")).prop_map(|(from, to)| format!("{from}/{to}")),
        1 => (plain(), "(/|/\\.\\.|\\.\\.|//)").prop_map(|(from, open)| from + &open),
        1 => ("(/|\\.\\./|\\.\\.)", plain()).prop_map(|(open, to)| open + &to),
        1 => members().prop_map(|all| format!("[{all}]")),
        1 => members().prop_map(|all| format!("{{{all}}}")),
    ]
}

/// What both read, on one footing: where one tells the hull alone, that of the other; of very many stretches we keep no more. None for years before 0 with unspecified
/// digits, which are ours alone.
fn both(text: &str) -> Option<(Reading, Reading)> {
    if text
        .split(['/', ',', '.', '[', '{'])
        .any(|date| date.starts_with('-') && date.contains('X'))
    {
        return None;
    }
    let (ours, theirs) = (Reading::ours(text), other::read(text));
    let hull = ours.is_hull() || theirs.is_hull() || theirs.stretches() > PIECES;
    Some(if hull {
        (ours.hull(), theirs.hull())
    } else {
        (ours, theirs)
    })
}

proptest! {
    #![proptest_config(Config { cases: 20_000, failure_persistence: None, rng_seed: RngSeed::Fixed(2025), ..Config::default() })]

    #[test]
    fn what_neither_reads_on_purpose_otherwise_both_read_alike(text in any_form()) {
        let Some((ours, theirs)) = both(&text) else { return Ok(()) };
        prop_assert!(ours == theirs, "{text} is to us {ours}, to the other library {theirs}");
    }

    #[test]
    fn approximate_dates_are_as_valid_and_never_narrower(text in date("[~%]")) {
        let Some((ours, theirs)) = both(&text) else { return Ok(()) };
        prop_assert!(ours.is_no_narrower(&theirs), "{text} is to us {ours}, to the other library {theirs}");
    }
}
