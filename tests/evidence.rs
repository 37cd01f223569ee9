//! Who says what, from whom they have it, and what one source alone has wrong.
#![allow(clippy::unwrap_used)]

mod support;

use std::fmt::Write;

use belie::analysis::{FactAccount, disputes};
use support::Case;

/// The accounts of a fact.
fn accounts(case: &Case, about: &str) -> Vec<FactAccount> {
    case.check().facts().get(about).unwrap().accounts
}

/// Sources that say that it burned in the kitchen, and whom they cite.
fn kitchen(sources: &[(&str, &str)]) -> Case {
    let mut text = String::from("place kitchen \"the kitchen\"\nevent blaze: fire \"The fire\"\n");
    for (name, below) in sources {
        let _ = write!(
            text,
            "source {name} \"{name}\"\n{below}\nclaim \"the kitchen\"\n  blaze: place kitchen\n"
        );
    }
    Case::one(&text)
}

#[test]
fn whoever_has_it_through_others_is_no_origin() {
    let silent = "\nsource weekly \"weekly\"\n  cites daily\nclaim \"it burned\"\n  blaze\n";
    let mut case = kitchen(&[("daily", ""), ("blog", "  cites weekly"), ("radio", "")]);
    case.files.get_mut("case.claims").unwrap().push_str(silent);
    let [account] = accounts(&case, "blaze.place").try_into().unwrap();
    assert_eq!((account.sources.len(), account.origins), (3, 2));

    // Citing somebody who says nothing of it takes nothing away.
    let cited = "\nsource weekly \"weekly\"\nclaim \"it burned\"\n  blaze\n";
    let mut case = kitchen(&[("daily", ""), ("blog", "  cites weekly")]);
    case.files.get_mut("case.claims").unwrap().push_str(cited);
    assert_eq!(accounts(&case, "blaze.place")[0].origins, 2);
}

#[test]
fn a_circle_through_one_who_is_silent_is_one_origin() {
    let silent = "\nsource weekly \"weekly\"\n  cites daily\nclaim \"it burned\"\n  blaze\n";
    let mut case = kitchen(&[("daily", "  cites blog"), ("blog", "  cites weekly")]);
    case.files.get_mut("case.claims").unwrap().push_str(silent);
    assert_eq!(accounts(&case, "blaze.place")[0].origins, 1);
}

#[test]
fn somebody_unnamed_is_an_origin_of_unknown_lineage() {
    let mut case = kitchen(&[("daily", "")]);
    let more = "claim \"the kitchen\" by \"a neighbour\"\n  blaze: place kitchen\n";
    case.files.get_mut("case.claims").unwrap().push_str(more);
    let [account] = accounts(&case, "blaze.place").try_into().unwrap();
    assert_eq!((account.origins, account.unknown), (2, 1));
}

#[test]
fn a_circle_of_very_many_is_told_in_a_line() {
    let mut text = String::new();
    for number in 0..3000 {
        let next = (number + 1) % 3000;
        let _ = writeln!(text, "source s{number} \"S\"\n  cites s{next}");
    }
    let analysis = Case::one(&text).check();
    let circle = analysis
        .diagnostics
        .iter()
        .find(|one| one.code.id() == "circular-sourcing");
    let circle = circle.unwrap();
    assert!(circle.message.len() < 200, "{}", circle.message);
    assert!(circle.about.len() < 1000);
    assert_eq!(circle.labels.len(), 3000, "every place is told");
}

/// Two counts of the injured, as two sources tell them.
fn counts(one: &str, other: &str) -> Vec<String> {
    let told = |name: &str, below: &str, number: u32| {
        format!("source {name} \"{name}\"\n{below}\nclaim \"x\"\n  quake.injured: {number}\n")
    };
    let event = "event quake: earthquake \"The earth quakes\"\n";
    Case::one(&format!(
        "{event}{}{}",
        told("one", one, 329),
        told("other", other, 2421)
    ))
    .quarrels()
}

#[test]
fn the_clocks_of_the_earth_make_no_moment_of_two_days() {
    let zoned = "  zone \"Africa/Casablanca\"\n";
    let day = |day: u32, zone: &str| format!("  published 2023-09-{day:02}\n{zone}");
    let none = Vec::<String>::new();
    for (zone, other_zone) in [("", ""), (zoned, ""), ("", zoned), (zoned, zoned)] {
        assert_eq!(
            counts(&day(9, zone), &day(10, other_zone)),
            none,
            "{zone}, {other_zone}"
        );
        assert_eq!(
            counts(&day(9, zone), &day(9, other_zone)),
            ["tension state-conflict quake.injured"],
            "{zone}, {other_zone}"
        );
    }
}

#[test]
fn sources_that_say_the_same_share_a_row() {
    let mut text = String::from("event blaze: fire \"The fire\"\n");
    for number in 0..30 {
        let day = if number % 3 == 0 { 12 } else { 11 };
        let _ = write!(
            text,
            "source s{number:02} \"S\"\n  published 2025-02-01\nclaim \"x\"\n  blaze: on 2025-01-{day}\n"
        );
    }
    let analysis = Case::one(&text).check();
    let table = analysis.diagnostics[0].table.as_ref().unwrap();
    let rows: Vec<_> = table
        .rows
        .iter()
        .map(|row| (row.open.as_str(), row.labels.len() + row.alike.len()))
        .collect();
    assert_eq!(rows, [("11 Jan 2025", 20), ("12 Jan 2025", 10)]);
    assert_eq!(table.conclusion, "No day is in both rows.");
}

/// A text, and claims of which two have the same passage that is not in it, and one a wrong weekday.
fn wrong() -> Case {
    Case::one(
        r#"event march: protest "The march"
source daily "The Daily"
  published 2025-01-23
  text "daily.txt"
claim "they never marched"
  march
claim "they never marched"
  march: on Sunday 2025-01-19
claim "The people marched"
  march: on Saturday 2025-01-19
"#,
    )
    .with("daily.txt", "The people marched on Sunday.\n")
}

#[test]
fn what_one_source_has_wrong_can_be_disputed() {
    let mut case = wrong();
    let analysis = case.check();
    let open: Vec<_> = disputes::undisputed(&analysis).collect();
    let mut names: Vec<_> = open.iter().map(|one| one.about.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["daily.passage", "daily.passage", "daily.weekday"]);
    let words = disputes::Words {
        status: "open",
        reason: "asked the paper",
        by: None,
        date: "2025-02-01",
    };
    let entries: Vec<String> = open.iter().map(|one| disputes::entry(one, words)).collect();
    case = case.with("disputes.claims", &entries.concat());

    let disputed = |case: &Case| {
        let all = case.check().diagnostics;
        let open = all
            .iter()
            .filter(|one| one.severity.word() == "contradiction" && one.disputed.is_none());
        let dead = all.iter().filter(|one| one.code.id() == "unused-dispute");
        (open.count(), dead.count())
    };
    assert_eq!(disputed(&case), (0, 0));
    let moved =
        case.files["case.claims"].replace("  march: on Sat", "  # moved\n\n  march: on   Sat");
    assert_eq!(disputed(&case.clone().with("case.claims", &moved)), (0, 0));
    let mended = case.files["case.claims"].replace("Saturday 2025", "2025");
    assert_eq!(disputed(&case.clone().with("case.claims", &mended)), (0, 1));
    let other =
        case.files["case.claims"].replace("Saturday 2025-01-19", "Saturday 2025-01-19T10:00");
    assert_eq!(
        disputed(&case.with("case.claims", &other)).0,
        1,
        "a new mismatch is pressed"
    );
}
