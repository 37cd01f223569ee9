//! What is advised for natural mistakes that only the declared names reveal: followed to the letter, it mends them.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "advice/everyday.rs"]
mod everyday;
#[path = "advice/lines.rs"]
mod lines;
#[path = "advice/mended.rs"]
mod mended;
#[path = "advice/numbers.rs"]
mod numbers;
mod support;
#[path = "advice/times.rs"]
mod times;

use belie::diagnostic::{Code, Diagnostic, Severity};
use support::Case;

const DECLARED: &str = "person eva \"Eva Brandt\"\nplace bridge \"Mill Bridge\"\nplace riverside \"the riverside\"\n\
                        event collapse: accident \"The bridge collapses\"\nevent arrest: arrest \"Eva Brandt is arrested\"\n";

/// The mistakes of a case, each with its advice.
fn mistakes(text: &str) -> Vec<String> {
    let found = Case::one(text).check().diagnostics.into_iter();
    let found = found.filter(|one| one.severity == Severity::Mistake);
    found
        .map(|one| format!("{}: {}", one.message, one.advice.join(" ")))
        .collect()
}

/// The mistakes of a statement.
fn of_statement(statement: &str) -> Vec<String> {
    let source = "source s \"S\"\n  published 2018-06-22\nclaim \"p\"\n";
    mistakes(&format!("{DECLARED}{source}  {statement}\n"))
}

/// It is read as it is meant, so that nothing else is said of it.
#[test]
fn the_path_of_a_text_has_one_way_to_part_its_folders() {
    for written in [
        r#""sources\a.txt""#,
        r#""sources\\a.txt""#,
        r#""""sources\a.txt""""#,
    ] {
        let text = format!("source s \"S\"\n  text {written}\n");
        let case = Case::one(&text).with("sources/a.txt", "A text.");
        let found = case.check().diagnostics.into_iter();
        let found: Vec<_> = found
            .filter(|one| one.severity == Severity::Mistake)
            .collect();
        assert_eq!(found.len(), 1, "{written}: {found:?}");
        assert_eq!(found[0].advice, ["Write `\"sources/a.txt\"`."]);
    }
    assert_eq!(
        mistakes("source s \"S\"\n  text \"a \\\"b\\\".txt\"\n").len(),
        1
    );
    let found = mistakes("source s \"S\"\n  text \"C:\\notes\\a.txt\"\n");
    assert!(found[0].contains("cannot be read"), "{found:?}");
    assert_eq!(found.len(), 1);
}

#[test]
fn an_unknown_name_is_advised_to_be_what_fits_there() {
    for (statement, advice) in [
        (
            "arrest: origin harbour",
            "Declare it in any file of the case: `place harbour \"…\"`.",
        ),
        (
            "arrest: place evabrandt",
            "Declare it in any file of the case: `place evabrandt \"…\"`.",
        ),
        ("arrest: patient evabrandt", "Did you mean \"Eva Brandt\"?"),
        (
            "arrest: place evas",
            "Declare it in any file of the case: `place evas \"…\"`.",
        ),
        ("arrest: patient evas", "Did you mean `eva`?"),
        (
            "arrest: place \"Eva Brant\"",
            "Use the id of an entity, or add the name as an `alias` to one.",
        ),
        (
            "arrest: agent harbour",
            "Declare it in any file of the case, for instance `person harbour \"…\"` or `org`.",
        ),
        // What fits at both places.
        (
            "arrest: agent harbour, patient harbour",
            "Declare it in any file of the case: `person harbour \"…\"`.",
        ),
    ] {
        let found = of_statement(statement);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(advice), "{statement}: {found:?}");
    }
}

/// Nobody knows what events of such a kind take, or whether they last.
#[test]
fn an_unknown_kind_is_the_only_mistake() {
    let found = mistakes(
        "event twice: arrest \"A\"\nevent twice: arrest \"A\"\nevent trial: process \"The trial\"\norg a \"A\"\norg b \"B\"\n\
         source s \"S\"\n  published 2018-06-22\nclaim \"p\"\n  trial: from 2018-01-01 to 2018-01-03, for 3 days, judge a, agent a and b\n\
         \x20 trial: judge b\n  twice: for 3 days\n",
    );
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].contains("declared twice"), "{found:?}");
    assert!(found[1].contains("no kind of event `process`"), "{found:?}");
    assert!(
        found[2].contains("`arrest` events are moments"),
        "{found:?}"
    );
}

/// What is told is the line that does not declare it, and not every place where it is used.
#[test]
fn a_declaration_that_is_wrong_holds_back_the_unknown_names() {
    for (declared, told) in [
        ("event fall \"The fall\"", "event fall: KIND"),
        ("event fall = accident \"The fall\"", "event fall: KIND"),
        ("event fall: \"The fall\"", "event fall: arrest"),
        ("fall \"The fall\"", "event fall: KIND"),
    ] {
        let found = mistakes(&format!(
            "{declared}\nsource s \"S\"\n  published 2018-06-22\nclaim \"p\"\n  fall: on 2018-06-21\nclaim \"q\"\n  other: after fall\n"
        ));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains(told), "{found:?}");
        assert!(found[1].contains("no event `other`"), "{found:?}");
    }
}

#[test]
fn what_is_no_event_and_no_role_says_what_it_is() {
    for (statement, advice) in [
        (
            "deaths: place riverside",
            "`deaths` is an attribute: write of what it is said and a point before it, `EVENT.deaths: …`.",
        ),
        (
            "arrest: no agent",
            "If it did not happen, write `not arrest`;",
        ),
        (
            "arrest: never happened",
            "If it did not happen, write `not arrest`;",
        ),
    ] {
        let found = of_statement(statement);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(advice), "{statement}: {found:?}");
    }
}

#[test]
fn headings_begin_with_a_small_letter() {
    for statement in [
        "arrest: patient eva place bridge",
        "arrest: on March 12, 2019",
        "arrest: 1.5 days after collapse",
        "arrest: place bridge and riverside",
        "collapse.deaths: 1,000",
        "plan not arrest",
        "\"p\" arrest",
        "eva.custody: free",
    ] {
        let found = of_statement(statement);
        assert!(!found.is_empty(), "{statement}");
        let is_capital = |one: &String| one.starts_with(char::is_uppercase);
        assert!(!found.iter().any(is_capital), "{found:?}");
    }
}

#[test]
fn an_event_stands_by_its_name_as_a_value_and_as_a_subject() {
    for statement in [
        "\"The bridge collapses\".deaths: 7",
        "arrest: reason \"the bridge collapses\"",
    ] {
        assert!(of_statement(statement).is_empty(), "{statement}");
    }
    let twice = "event fall: accident \"The bridge collapses\"\n";
    let source = "source s \"S\"\n  published 2018-06-22\nclaim \"p\"\n";
    let statement = "  \"The bridge collapses\".deaths: 7\n";
    let found = mistakes(&format!("{DECLARED}{twice}{source}{statement}"));
    let asked =
        "“The bridge collapses” could be `collapse` or `fall`: Write the id instead of the name.";
    assert_eq!(found, [asked]);
    let found = of_statement("arrest: patient \"The bridge collapses\"");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn the_deaths_of_an_event_by_its_name_are_those_of_its_id() {
    let claim = |id: &str, subject: &str, toll: &str| {
        format!(
            "source {id} \"{id}\"\n  published 2018-06-22\nclaim \"p\"\n  {subject}.deaths: {toll}\n"
        )
    };
    let by_name = claim("a", "\"The bridge collapses\"", "7, as of 2018-06-20");
    let by_id = claim("b", "collapse", "9, as of 2018-06-19");
    let dispute =
        "dispute \"The bridge collapses\".deaths\n  status open\n  reason \"asked both\"\n";
    let case = Case::one(&format!("{DECLARED}{by_name}{by_id}"));
    assert_eq!(case.quarrels().len(), 1);
    // Without `seen` it is the name that tells which quarrel is meant.
    let found = Case::one(&format!("{DECLARED}{by_name}{by_id}{dispute}")).check();
    let is_meant = |one: &Diagnostic| one.code == Code::StaleDispute;
    assert!(found.diagnostics.iter().any(is_meant));
}
