//! Words and forms that people bring along from elsewhere: `agent unknown`, `by anonymous`, `eva.born: 1975-03-01`.

use super::{DECLARED, mistakes, of_statement};
use crate::support::Case;
use belie::diagnostic::Diagnostic;

/// Each a statement that is wrong, the end of what is advised, and the statement that follows it.
fn each_is_mended(rows: &[[&str; 3]]) {
    for [statement, advice, mended] in rows {
        let found = of_statement(statement);
        assert_eq!(found.len(), 1, "{statement}: {found:?}");
        assert!(found[0].ends_with(advice), "{statement}: {found:?}");
        let left = of_statement(mended);
        assert!(left.is_empty(), "{mended}: {left:?}");
    }
}

fn of_claim(head: &str) -> Vec<String> {
    let source = "source s \"S\"\n  published 2018-06-22\n";
    mistakes(&format!("{DECLARED}{source}claim {head}\n  collapse\n"))
}

#[test]
fn who_has_no_name_is_quoted_and_not_declared() {
    for (head, quoted) in [
        ("by anonymous", "\"an anonymous witness\""),
        ("by unknown", "\"an unnamed person\""),
        ("by eva via witnesses", "\"witnesses\""),
        ("by police", "\"the police\""),
    ] {
        let found = of_claim(head);
        assert_eq!(found.len(), 1, "{head}: {found:?}");
        let advice = format!("write `{quoted}`");
        assert!(found[0].to_lowercase().contains(&advice), "{found:?}");
        assert_eq!(
            found[0].contains("declare it"),
            head == "by police",
            "{found:?}"
        );
        let (before, _) = head.rsplit_once(' ').unwrap();
        assert_eq!(of_claim(&format!("{before} {quoted}")), [""; 0]);
    }
    // Where the same word stands in a role it is an organisation like any other.
    let claim = "source s \"S\"\n  published 2018-06-22\nclaim by police\n  arrest: agent police\n";
    let found = mistakes(&format!("{DECLARED}{claim}"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("`person police \"…\"` or `org`"),
        "{found:?}"
    );
}

/// Two who are quoted so are not one, and contradict each other as two.
#[test]
fn two_unnamed_speakers_do_not_contradict_themselves() {
    let claim =
        |day: u8| format!("claim by \"an anonymous witness\"\n  collapse: on 2018-06-{day}\n");
    let source = "source s \"S\"\n  published 2018-06-22\n";
    let case = Case::one(&format!("{DECLARED}{source}{}{}", claim(18), claim(19)));
    assert_eq!(case.quarrels().len(), 1);
    let found = case.check().diagnostics;
    let is_one = |one: &Diagnostic| !one.marks.is_empty();
    assert!(!found.iter().any(is_one));
}

#[test]
fn what_nobody_tells_is_left_out() {
    let left_out = "Leave out what the source does not tell: who is silent contradicts nobody.";
    for statement in [
        "arrest: agent unknown",
        "arrest: agent \"Unknown\"",
        "arrest: place unspecified, patient eva",
        "eva.location: unknown",
        "eva.custody: unknown",
        "collapse.deaths: unknown",
    ] {
        let found = of_statement(statement);
        assert_eq!(found.len(), 1, "{statement}: {found:?}");
        assert!(found[0].ends_with(left_out), "{statement}: {found:?}");
    }
    for statement in ["eva.spouse: none", "arrest: agent nobody"] {
        let found = of_statement(statement);
        assert_eq!(found.len(), 1, "{statement}: {found:?}");
        assert!(found[0].contains("Leave it out"), "{found:?}");
        assert!(!found[0].contains("person"), "{found:?}");
    }
    each_is_mended(&[["collapse.deaths: none", "Write `0`.", "collapse.deaths: 0"]]);
}

#[test]
fn people_and_years_are_whole_and_not_less_than_none() {
    each_is_mended(&[
        [
            "collapse.deaths: -5",
            "If the dash is no minus, write `5`.",
            "collapse.deaths: 5",
        ],
        [
            "collapse.deaths: at least -5 million",
            "If the dash is no minus, write `at least 5 million`.",
            "collapse.deaths: at least 5 million",
        ],
        [
            "collapse.deaths: 5.5",
            "Write whole numbers, such as `5 to 6`, or with the fraction what it is counted in: `5.5 million`.",
            "collapse.deaths: 5 to 6",
        ],
        [
            "collapse.deaths: more than 5.5",
            "Write whole numbers, such as `more than 5`, or with the fraction what it is counted in: `5.5 million`.",
            "collapse.deaths: 5.5 million",
        ],
        ["eva.age: 61.5", "Write `61`.", "eva.age: 61"],
        [
            "eva.age: less than 61.5",
            "Write `less than 62`.",
            "eva.age: less than 62",
        ],
        [
            "eva.age: -3",
            "If the dash is no minus, write `3`.",
            "eva.age: 3",
        ],
    ]);
    for statement in [
        "collapse.deaths: 0",
        "collapse.depth: -2.5 km",
        "eva.age: 0",
    ] {
        assert_eq!(of_statement(statement), [""; 0], "{statement}");
    }
}

#[test]
fn with_somebody_is_no_means() {
    each_is_mended(&[
        [
            "arrest: with eva",
            "write `including agent eva`, and `including` before the others, too.",
            "arrest: including agent eva",
        ],
        [
            "arrest: with wrench",
            "`means` before what it was done with.",
            "arrest: place bridge",
        ],
    ]);
}

#[test]
fn clauses_written_as_attributes_are_told_as_clauses() {
    each_is_mended(&[
        [
            "arrest.place: bridge",
            "Write it as a clause of the event: `arrest: place bridge`.",
            "arrest: place bridge",
        ],
        [
            "arrest.patient: not eva",
            "Write it as a clause of the event: `arrest: not patient eva`.",
            "arrest: not patient eva",
        ],
        [
            "\"The bridge collapses\".place: \"Mill Bridge\", as of 2018",
            "Write it as a clause of the event: `collapse: place \"Mill Bridge\"`.",
            "collapse: place \"Mill Bridge\"",
        ],
        [
            "arrest.date: 2018",
            "Write it as a clause of the event: `arrest: on 2018`.",
            "arrest: on 2018",
        ],
        [
            "arrest.date: 2018-06-20",
            "If `arrest` is an event, write `arrest: on 2018-06-20`.",
            "arrest: on 2018-06-20",
        ],
        [
            "eva.place: bridge",
            "Did you mean `location`?",
            "eva.location: bridge",
        ],
    ]);
}

#[test]
fn a_birth_is_an_event() {
    for (date, written) in [
        ("1975-03-01", "1975-03-01"),
        ("1.3.1975", "1975-03-01"),
        ("1 March 1975", "1975-03-01"),
        ("1.3.75", "…"),
    ] {
        let found = of_statement(&format!("eva.born: {date}"));
        let advice = format!(
            "Declare it, `event eva_birth: birth`, and write of it `eva_birth: patient eva, on {written}`."
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(&advice), "{found:?}");
    }
    let mended = "event eva_birth: birth\nsource s \"S\"\n  published 2018-06-22\nclaim \"p\"\n  eva_birth: patient eva, on 1975-03-01\n";
    assert_eq!(mistakes(&format!("{DECLARED}{mended}")), [""; 0]);
    let found = of_statement("eva.born: 1975");
    assert!(found[0].contains("`event ID: birth \"…\"`"), "{found:?}");
    // An attribute of the case may be called so and hold a number.
    let own = "attribute born of person: number\nsource s \"S\"\n  published 2018-06-22\nclaim \"p\"\n  eva.born: 1975\n";
    assert_eq!(mistakes(&format!("{DECLARED}{own}")), [""; 0]);
}

#[test]
fn what_is_said_of_an_event_of_somebody_is_said_of_the_event() {
    each_is_mended(&[
        [
            "arrest of eva: on 2018-06-20",
            "If `arrest` is an event, write `arrest: patient eva, on 2018-06-20`, or `agent eva` if that is who did it.",
            "arrest: patient eva, on 2018-06-20",
        ],
        [
            "arrest of eva: place bridge",
            "If `arrest` is an event, write `arrest: patient eva, place bridge`, or `agent eva` if that is who did it.",
            "arrest: patient eva, place bridge",
        ],
        [
            "start of arrest: on 2018-06-20",
            "Write `arrest: on 2018-06-20`.",
            "arrest: on 2018-06-20",
        ],
        [
            "end of arrest: before 2018-06-20",
            "Write `arrest: before 2018-06-20`.",
            "arrest: before 2018-06-20",
        ],
        [
            "end of search: on 2018-06-20",
            "Write `search: to 2018-06-20`.",
            "arrest: on 2018-06-20",
        ],
        [
            "location of eva: bridge",
            "Write `eva.location: …`.",
            "eva.location: bridge",
        ],
        [
            "deaths of collapse: at least 12",
            "Write `collapse.deaths: …`.",
            "collapse.deaths: at least 12",
        ],
    ]);
}

#[test]
fn how_long_something_lasted_stands_behind_for() {
    let search = "event search: search \"The search\"\nsource s \"S\"\n  published 2018-06-22\nclaim \"p\"\n";
    for (statement, advice, mended) in [
        (
            "search lasted 9 days",
            "Write `search: for 9 days`.",
            "search: for 9 days",
        ),
        (
            "search for 9 days",
            "Write `search: for 9 days`.",
            "search: for 9 days",
        ),
        (
            "search: lasted 9 days",
            "write `for 9 days`.",
            "search: for 9 days",
        ),
        (
            "search: duration 9 days, place bridge",
            "write `for 9 days`.",
            "search: for 9 days",
        ),
        (
            "search: lasted nine days",
            "Write `for nine days`.",
            "search: for nine days",
        ),
    ] {
        let found = mistakes(&format!("{DECLARED}{search}  {statement}\n"));
        assert_eq!(found.len(), 1, "{statement}: {found:?}");
        assert!(found[0].ends_with(advice), "{statement}: {found:?}");
        let left = mistakes(&format!("{DECLARED}{search}  {mended}\n"));
        assert_eq!(left, [""; 0], "{mended}");
    }
    let found = of_statement("eva killed by bridge");
    assert!(
        found[0].ends_with("`EVENT: agent bridge, patient eva`."),
        "{found:?}"
    );
}

#[test]
fn what_holds_no_more_is_denied() {
    let post = "term mayor \"mayor\"\nsource s \"S\"\n  published 2018-06-22\nclaim \"p\"\n";
    for statement in [
        "eva.post: never mayor",
        "eva.post: no longer mayor, as of 2018",
    ] {
        let found = mistakes(&format!("{DECLARED}{post}  {statement}\n"));
        assert_eq!(found.len(), 1, "{statement}: {found:?}");
        assert!(found[0].ends_with("Write `not mayor`."), "{found:?}");
    }
    assert_eq!(
        mistakes(&format!("{DECLARED}{post}  eva.post: not mayor\n")),
        [""; 0]
    );
}

#[test]
fn other_names_stand_below() {
    for entry in [
        "person ada \"Ada\" aka \"A.\"",
        "person ada \"Ada\" called \"A.\"",
    ] {
        let found = mistakes(&format!("{entry}\n"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].ends_with("indented: `  alias \"A.\"`."),
            "{found:?}"
        );
    }
    assert_eq!(mistakes("person ada \"Ada\"\n  alias \"A.\"\n"), [""; 0]);
}

#[test]
fn everyday_words_lead_to_those_of_the_vocabulary() {
    each_is_mended(&[
        [
            "arrest: victim eva",
            "Did you mean `patient`?",
            "arrest: patient eva",
        ],
        [
            "collapse.killed: 5",
            "Did you mean `deaths`?",
            "collapse.deaths: 5",
        ],
        [
            "collapse.wounded: 5",
            "Did you mean `injured`?",
            "collapse.injured: 5",
        ],
        [
            "collapse.casualties: 5",
            "Write `deaths` or `injured`, whichever is meant.",
            "collapse.injured: 5",
        ],
        [
            "eva.husband: eva",
            "Did you mean `spouse`?",
            "eva.spouse: eva",
        ],
    ]);
    // A person has no deaths.
    let found = of_statement("eva.killed: 5");
    assert!(found[0].contains("`event ID: killing \"…\"`"), "{found:?}");
    let found = mistakes("event e: murder\n");
    assert!(found[0].ends_with("Did you mean `killing`?"), "{found:?}");
}
