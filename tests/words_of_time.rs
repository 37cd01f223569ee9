//! Every form of time through the whole library: two sources, a statement each, and whether they can both be true. The publication of
//! both is Thursday, 23 January 2025.
#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use belie::diagnostic::Severity;
use support::Case;

/// Statements of the first source (`;` between several), of the second, and whether they are at odds: `no`, `yes`, or `soft` for a
/// tension.
const PAIRS: &[(&str, &str, &str)] = &[
    // Weekdays with and without a date.
    ("raid: on Saturday", "raid: on 2025-01-18", "no"),
    ("raid: on Saturday", "raid: on 2025-01-19", "yes"),
    ("raid: on Thursday", "raid: on 2025-01-23", "no"),
    ("raid: on Thursday", "raid: on 2025-01-16", "yes"),
    ("raid: on Saturday 2025-01-18", "raid: on 2025-01-18", "no"),
    ("raid: on any Wednesday", "raid: on 2024-12-04", "no"),
    (
        "trial: from 2025-01-06 to 2025-01-07; raid: on Wednesday after trial",
        "raid: on 2025-01-08",
        "no",
    ),
    (
        "trial: from 2025-01-06 to 2025-01-07; raid: on Wednesday after trial",
        "raid: on 2025-01-15",
        "yes",
    ),
    // Parts of the day.
    (
        "raid: on 2025-01-21 night",
        "raid: on 2025-01-22T03:00",
        "no",
    ),
    (
        "raid: on 2025-01-21 night",
        "raid: on 2025-01-22T07:00",
        "yes",
    ),
    (
        "raid: on Tuesday morning",
        "raid: on 2025-01-21T11:00",
        "no",
    ),
    (
        "raid: on Tuesday morning",
        "raid: on 2025-01-21T19:00",
        "yes",
    ),
    (
        "raid: on late 2025-01-21 evening",
        "raid: on 2025-01-21T17:00",
        "yes",
    ),
    // Words counted from the telling.
    ("raid: on yesterday", "raid: on 2025-01-22", "no"),
    ("raid: on yesterday", "raid: on 2025-01-21", "yes"),
    ("raid: on today", "raid: on 2025-01-23", "no"),
    ("raid: on last month", "raid: on 2024-12-31", "no"),
    ("raid: on last month", "raid: on 2025-01-01", "yes"),
    ("raid: on last week", "raid: on 2025-01-19", "no"),
    ("raid: on last week", "raid: on 2025-01-20", "yes"),
    ("raid: on this year", "raid: on 2024-12-31", "yes"),
    ("raid: on last night", "raid: on 2025-01-23T02:00", "no"),
    ("raid: 3 days ago", "raid: on 2025-01-20", "no"),
    ("raid: 3 days ago", "raid: on 2025-01-19", "yes"),
    // Thirds.
    ("raid: on early 2024-12", "raid: on 2024-12-12", "no"),
    ("raid: on early 2024-12", "raid: on 2024-12-20", "yes"),
    ("raid: on mid 2024", "raid: on 2024-11-02", "yes"),
    ("raid: on late 2024", "raid: on 2024-11-02", "no"),
    // Counted times.
    (
        "raid: 90 minutes after trial; trial: to 2025-01-20T10:00",
        "raid: on 2025-01-20T11:30",
        "no",
    ),
    (
        "raid: exactly 90 minutes after trial; trial: to 2025-01-20T10:00",
        "raid: on 2025-01-20T11:45",
        "yes",
    ),
    ("raid: 2 days after 2025-01-10", "raid: on 2025-01-12", "no"),
    (
        "raid: 2 days after 2025-01-10",
        "raid: on 2025-01-13",
        "yes",
    ),
    (
        "raid: 2 weeks after 2024-12-20",
        "raid: on 2025-01-05",
        "no",
    ),
    (
        "raid: exactly 2 weeks after 2024-12-20",
        "raid: on 2025-01-05",
        "yes",
    ),
    (
        "raid: about 10 days after 2025-01-01",
        "raid: on 2025-01-12",
        "no",
    ),
    (
        "raid: about 10 days after 2025-01-01",
        "raid: on 2025-01-20",
        "soft",
    ),
    (
        "raid: at least 2 weeks after 2025-01-01",
        "raid: on 2025-01-14",
        "yes",
    ),
    (
        "raid: at most 2 weeks after 2025-01-01",
        "raid: on 2025-01-16",
        "yes",
    ),
    (
        "raid: less than 3 days after 2025-01-01",
        "raid: on 2025-01-04",
        "yes",
    ),
    (
        "raid: more than 3 days after 2025-01-01",
        "raid: on 2025-01-04",
        "yes",
    ),
    (
        "raid: more than 3 days after 2025-01-01",
        "raid: on 2025-01-05",
        "no",
    ),
    (
        "raid: 2 to 3 days after 2025-01-01",
        "raid: on 2025-01-04",
        "no",
    ),
    (
        "raid: 2 to 3 days after 2025-01-01",
        "raid: on 2025-01-05",
        "yes",
    ),
    (
        "raid: within 48 hours after 2025-01-01",
        "raid: on 2025-01-04",
        "yes",
    ),
    (
        "raid: within 48 hours of 2025-01-01",
        "raid: on 2025-01-04",
        "yes",
    ),
    (
        "raid: within 48 hours of 2025-01-03",
        "raid: on 2025-01-02",
        "yes",
    ),
    (
        "raid: within 2 days before 2025-01-10",
        "raid: on 2025-01-08",
        "no",
    ),
    (
        "raid: within 2 days before 2025-01-10",
        "raid: on 2025-01-07",
        "yes",
    ),
    (
        "raid: exactly a month after 2024-01-31",
        "raid: on 2024-02-29",
        "no",
    ),
    (
        "raid: exactly a month after 2024-01-30",
        "raid: on 2024-03-02",
        "yes",
    ),
    (
        "raid: exactly 28 years before 2024-02-29",
        "raid: on 1996-02-29",
        "no",
    ),
    (
        "raid: exactly 28 years before 2024-02-29",
        "raid: on 1996-02-28",
        "yes",
    ),
    // Events to each other.
    (
        "raid: during trial",
        "trial: from 2025-01-06 to 2025-01-07; raid: on 2025-01-08",
        "yes",
    ),
    (
        "raid: same day as theft",
        "raid: on 2025-01-08; theft: on 2025-01-08",
        "no",
    ),
    (
        "raid: same day as theft",
        "raid: on 2025-01-08; theft: on 2025-01-09",
        "yes",
    ),
    (
        "raid: same time as theft",
        "raid: on 2025-01-08T10:00; theft: on 2025-01-08T11:00",
        "yes",
    ),
    // How long.
    (
        "trial: for at least 3 hours",
        "trial: from 2025-01-06T10:00 to 2025-01-06T12:00",
        "yes",
    ),
    (
        "trial: for at least 3 hours",
        "trial: from 2025-01-06T10:00 to 2025-01-06T13:00",
        "no",
    ),
    (
        "trial: for exactly 3 hours",
        "trial: from 2025-01-06T10:00 to 2025-01-06T13:30",
        "yes",
    ),
    (
        "trial: for 3 hours",
        "trial: from 2025-01-06T10:00 to 2025-01-06T13:30",
        "no",
    ),
    (
        "trial: for more than 3 hours",
        "trial: from 2025-01-06T10:00 to 2025-01-06T12:30",
        "yes",
    ),
    (
        "trial: for less than an hour",
        "trial: from 2025-01-06T10:00 to 2025-01-06T11:30",
        "yes",
    ),
    (
        "trial: for 3 days",
        "trial: from 2025-01-06 to 2025-01-08",
        "no",
    ),
    (
        "trial: for exactly 3 days",
        "trial: from 2025-01-06 to 2025-01-08",
        "no",
    ),
    (
        "trial: for exactly 3 days",
        "trial: from 2025-01-06 to 2025-01-09",
        "no",
    ),
    (
        "trial: for exactly 3 days",
        "trial: from 2025-01-06 to 2025-01-12",
        "yes",
    ),
    (
        "trial: for at least 3 days",
        "trial: from 2025-01-06 to 2025-01-08",
        "no",
    ),
    (
        "trial: for at least 3 days",
        "trial: from 2025-01-06 to 2025-01-07",
        "yes",
    ),
    (
        "trial: for at most 3 days",
        "trial: from 2025-01-06 to 2025-01-09",
        "no",
    ),
    (
        "trial: for at most 3 days",
        "trial: from 2025-01-06 to 2025-01-12",
        "yes",
    ),
    (
        "trial: for 2 to 3 days",
        "trial: from 2025-01-06 to 2025-01-08",
        "no",
    ),
    (
        "trial: for 2 to 3 days",
        "trial: from 2025-01-06 to 2025-01-15",
        "yes",
    ),
    (
        "trial: for 3 days",
        "trial: from 2025-01-06T20:00 to 2025-01-08T10:00",
        "no",
    ),
    (
        "trial: for 3 days",
        "trial: from 2025-01-06T20:00 to 2025-01-07T22:00",
        "yes",
    ),
    (
        "trial: for 3 days",
        "trial: from 2025-01-06T08:00 to 2025-01-09T12:00",
        "no",
    ),
    (
        "trial: for 4 days",
        "trial: from 2025-01-06T08:00 to 2025-01-09T22:00",
        "no",
    ),
    ("trial: for 2 days", "trial: for 3 days", "no"),
    ("trial: for 2 days", "trial: for 4 days", "yes"),
    ("trial: for 2 weeks", "trial: for 4 weeks", "yes"),
    (
        "trial: for a day",
        "trial: from 2025-01-06T08:00 to 2025-01-06T18:00",
        "no",
    ),
    (
        "trial: for exactly 1 month",
        "trial: from 2024-12-01 to 2024-12-31",
        "no",
    ),
    (
        "trial: for exactly 1 month",
        "trial: from 2024-12-01 to 2025-01-01",
        "no",
    ),
    (
        "trial: for exactly 1 month",
        "trial: from 2024-12-01 to 2025-01-20",
        "yes",
    ),
    (
        "trial: for about 3 weeks",
        "trial: from 2024-12-01 to 2024-12-03",
        "soft",
    ),
    // Dates of all sorts.
    ("raid: on julian 1918-01-31", "raid: on 1918-02-13", "no"),
    ("raid: on julian 1918-01-31", "raid: on 1918-01-31", "yes"),
    ("raid: on 1731/32-02-11", "raid: on 1732-02-11", "no"),
    ("raid: on 1731/32-02-11", "raid: on 1733-02-11", "yes"),
    ("raid: on [2015,2018..2019]", "raid: on 2018-06", "no"),
    ("raid: on [2019-25]", "raid: on 2019-02", "yes"),
    ("raid: on [2019-25]", "raid: on 2019-03-03", "no"),
    ("raid: on 2015~", "raid: on 2016", "no"),
    ("raid: on 2015~", "raid: on 2019", "soft"),
    ("raid: on 2015?", "raid: on 2016", "soft"),
    ("raid: on about 2015", "raid: on 2019", "soft"),
    ("raid: on -0043-03-15", "raid: on -0043", "no"),
    ("raid: on -0043-03-15", "raid: on -0044", "yes"),
    ("raid: on ../2016", "raid: on 2017", "yes"),
    ("raid: on ..2015/2016", "raid: on 2014", "no"),
    (
        "raid: on 2025-01-19T21:30Z",
        "raid: on 2025-01-20T03:00+05:30",
        "no",
    ),
    (
        "raid: on 2025-01-19T21:30Z",
        "raid: on 2025-01-20T03:01+05:30",
        "yes",
    ),
    // The end of a day is its last moment or the first of the next.
    ("raid: on 2025-01-12T24:00", "raid: on 2025-01-12", "no"),
    ("raid: on 2025-01-12T24:00", "raid: on 2025-01-13", "no"),
    ("raid: on 2025-01-12T24:00", "raid: before 2025-01-13", "no"),
    ("raid: on 2025-01-12T24:00", "raid: on 2025-01-14", "yes"),
    (
        "raid: on 2025-01-12T24:00",
        "raid: on 2025-01-12T23:00",
        "yes",
    ),
    // From the last day of a month to that of another is a month, whichever way it is counted.
    (
        "raid: exactly 1 month after theft",
        "raid: on 2024-05-31; theft: on 2024-04-30",
        "no",
    ),
    (
        "raid: exactly 1 month after theft",
        "raid: on 2024-05-31; theft: on 2024-04-29",
        "yes",
    ),
    (
        "theft: exactly 1 month before raid",
        "raid: on 2024-05-31; theft: on 2024-04-30",
        "no",
    ),
    (
        "raid: exactly 1 year after theft, on 2024-02-29",
        "theft: on 2023-02-28",
        "no",
    ),
    (
        "raid: exactly 3 months after theft, on 2024-05-31",
        "theft: on 2024-02",
        "no",
    ),
    // Whatever day the months lead to, less than that and more than that are never both.
    ("trial: for 18 months", "trial: for 20 months", "yes"),
    ("trial: for 18 months", "trial: for 19 months", "no"),
    (
        "trial: for 18 months, from 2020-01-31",
        "trial: for 20 months, to 2021-07-30",
        "yes",
    ),
    (
        "raid: exactly 1 month after theft",
        "raid: more than 1 month after theft",
        "yes",
    ),
    // What is counted to is another, and so may be the day that is meant.
    (
        "raid: exactly 1 month after theft; theft: on 2024-08-31",
        "born: exactly 1 month after theft; raid: exactly 1 day after born",
        "no",
    ),
    // Ages.
    (
        "ann.age: 67, as of theft",
        "ann.age: 68, as of theft",
        "yes",
    ),
    (
        "ann.age: 67, as of theft",
        "ann.age: 66 to 67, as of theft",
        "no",
    ),
    // As of what lasts is at its end; she may have had her birthday in the meantime.
    (
        "ann.age: 67, as of trial",
        "ann.age: 68, as of trial",
        "yes",
    ),
    (
        "ann.age: 67, during trial",
        "ann.age: 68, during trial",
        "no",
    ),
    ("ann.age: 28, as of 2024-06-01", "born: on 1996-01", "no"),
    ("raid: on any Wednesday", "raid: on 2024-12-05", "yes"),
    ("raid: on [2015,2018..2019]", "raid: on 2016-06", "yes"),
    ("ann.age: 28, as of 2024-06-01", "born: on 1997-01", "yes"),
    ("ann.age: 28, as of 2024-06-01", "born: on 1994-01", "yes"),
    // What is advised instead of `by`.
    ("raid: on ../2025-01-20", "raid: on 2025-01-20", "no"),
    ("raid: on ../2025-01-20", "raid: on 2025-01-21", "yes"),
    (
        "raid: at least 0 minutes before trial; trial: from 2025-01-20T10:00 to 2025-01-22",
        "raid: on 2025-01-20T10:00",
        "no",
    ),
    (
        "raid: at least 0 minutes before trial; trial: from 2025-01-20T10:00 to 2025-01-22",
        "raid: on 2025-01-20T10:05",
        "yes",
    ),
];

/// The case of a pair.
fn case(one: &str, other: &str) -> Case {
    let lines = |statements: &str| {
        statements
            .split(';')
            .map(|statement| format!("  {}\n", statement.trim()))
            .collect::<String>()
    };
    Case::one(&format!(
        "person ann \"Ann\"\nevent raid: attack \"The raid\"\nevent theft: theft \"The theft\"\n\
         event trial: detention \"The detention\"\nevent born: birth \"Ann is born\"\n\
         source here \"Here\"\n  published 2025-01-23\nclaim \"a\"\n{}\
         source there \"There\"\n  published 2025-01-23\nclaim \"b\"\n  born: patient ann\nclaim \"c\"\n{}",
        lines(one),
        lines(other)
    ))
}

/// Whether the two are at odds, in one word; what is wrong with them where they are not read at all.
fn verdict(one: &str, other: &str) -> String {
    let case = case(one, other);
    let mistakes: Vec<_> = case
        .check()
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Mistake)
        .map(|one| one.message.clone())
        .collect();
    match case.quarrels().as_slice() {
        _ if !mistakes.is_empty() => mistakes.join(", "),
        [] => "no".to_owned(),
        [one] if one.starts_with("tension time-conflict") => "soft".to_owned(),
        [one] if one.starts_with("contradiction time-conflict") => "yes".to_owned(),
        several => several.join(", "),
    }
}

#[test]
fn every_form_of_time_means_what_the_page_says() {
    let mut wrong = Vec::new();
    for (one, other, expected) in PAIRS {
        let found = verdict(one, other);
        if found != *expected {
            wrong.push(format!("{one} | {other}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is written and what is advised, where only the declared names tell that it is wrong.
const SLIPS: &[(&str, &str)] = &[
    ("raid: aftr trial", "Did you mean `after`?"),
    ("raid: befor trial", "Did you mean `before`?"),
    ("raid: since trial", "Did you mean `from`?"),
    ("raid: where oslo", "Did you mean `place`?"),
    ("raid: around 2025", "Did you mean `on about`?"),
    (
        "raid: by trial",
        "Write `at least 0 minutes before trial` if it began no later than that, `before trial` if",
    ),
    ("raid: by ann", "Did you mean `agent`?"),
    (
        "raid: by told",
        "`on ../2025-01-19` if it happened by that day",
    ),
    ("raid: on midnight", "Write the clock time"),
    ("raid: on weekend", "Write its days"),
    (
        "raid: place oslo, Saturday evening",
        "Write `on Saturday evening` if it began then,",
    ),
    ("raid: yesterday evening", "Write `on yesterday evening` if"),
    (
        "raid: late yesterday evening",
        "Write `on late yesterday evening` if",
    ),
    (
        "raid: on 2025-01-19, late evening",
        "Write the day before it: `on Saturday late evening`",
    ),
    (
        "raid.deaths: dozens",
        "Write the least that it can be: `at least 24`.",
    ),
    ("raid.deaths: twelve", "Write `12`."),
];

#[test]
fn slips_say_what_to_write() {
    for (statement, advice) in SLIPS {
        let advised: Vec<String> = case(statement, "raid")
            .check()
            .diagnostics
            .into_iter()
            .filter(|one| one.severity == Severity::Mistake)
            .flat_map(|one| one.advice)
            .collect();
        assert!(
            advised.iter().any(|one| one.contains(advice)),
            "{statement}: {advised:?}"
        );
    }
}

#[test]
fn what_others_are_counted_from_has_a_date_of_its_own() {
    for source in [
        "source s \"S\"\n  published yesterday\n",
        "source s \"S\"\n  published Tuesday\n",
        "source s \"S\"\n  published raid\n",
        "source s \"S\"\n  published 2025\nclaim \"p\" told raid\n  raid\n",
    ] {
        let case = Case::one(&format!("event raid: attack \"The raid\"\n{source}"));
        let wrong = case.check().diagnostics.into_iter().filter(|one| {
            one.severity == Severity::Mistake && one.message.contains("a date of its own")
        });
        assert_eq!(wrong.count(), 1, "{source}");
    }
}
