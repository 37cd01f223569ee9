//! What is told too early, and what is denied.

use crate::support::Case;
use crate::{NAMES, quarrels, source};

/// To know more, the zone of both, hides nothing.
#[test]
fn what_is_told_too_early_is_so_in_a_zone_too() {
    let early = ["contradiction told-too-early raid"];
    for zone in ["UTC", "Europe/Rome", "Asia/Tokyo", "America/Los_Angeles"] {
        let report = |told: &str, day: &str| {
            let head = |told: &str| format!("  published {told}\n  zone \"{zone}\"");
            let daily = source("daily", &head(told), "raid");
            let court = source("court", &head("2024-06-18"), &format!("raid: on {day}"));
            quarrels(&(daily + &court))
        };
        assert_eq!(report("2024-05-06", "2024-05-06"), [""; 0], "{zone}");
        assert_eq!(report("2024-05-06", "2024-05-07"), early, "{zone}");
        assert_eq!(report("2024-05-06", "2024-05-08T01:00"), early, "{zone}");
        assert_eq!(
            report("2024-05-06T09:00", "2024-05-06T09:30"),
            early,
            "{zone}"
        );
        assert_eq!(report("2024-05-06T09:00", "2024-05-06"), [""; 0], "{zone}");
        let state = |told: &str, day: &str| {
            let head = format!("  published {told}\n  zone \"{zone}\"");
            let state = format!("pat.custody: in_custody, since {day}");
            quarrels(&source("daily", &head, &state))
        };
        let found = state("2024-05-06", "2024-05-07");
        assert!(found[0].contains("told-too-early"), "{zone} {found:?}");
        assert_eq!(state("2024-05-06", "2024-05-06"), [""; 0], "{zone}");
    }
}

/// Who says that it has not happened is not wrong because it happens later.
#[test]
fn a_denial_of_what_was_yet_to_come_is_none() {
    let report = |denial: &str, told: &str, dated: &str| {
        let paper = source("paper", &format!("  published {told}"), denial);
        let court = source("court", "  published 2024-06-01", &format!("raid{dated}"));
        quarrels(&(paper + &court))
    };
    assert_eq!(report("not raid", "2024-05-01", ": on 2024-05-05"), [""; 0]);
    assert_eq!(
        report("doubt raid", "2024-05-01", ": on 2024-05-05"),
        [""; 0]
    );
    let disputed = ["contradiction event-disputed raid"];
    assert_eq!(
        report("not raid", "2024-05-06", ": on 2024-05-05"),
        disputed
    );
    assert_eq!(report("not raid", "2024-05-01", ""), disputed);
    // By one account it was yet to come, by another it was not.
    let other = source("log", "  published 2024-06-02", "raid: on 2024-04-05");
    let paper = source("paper", "  published 2024-05-01", "not raid");
    let court = source("court", "  published 2024-06-01", "raid: on 2024-05-05");
    let found = quarrels(&(paper + &court + &other));
    assert!(
        found.contains(&"tension event-disputed raid".to_owned()),
        "{found:?}"
    );
}

/// Every way out of a telling that is too early leaves nothing told too early.
#[test]
fn ways_out_of_a_telling_too_early_are_ways_out() {
    let at = |day: &str| format!("  published {day}");
    let all = [
        source("one", &at("2024-05-03"), "raid"),
        source("two", &at("2024-05-04"), "raid"),
        source("daily", &at("2025"), "raid: after 2024-05-03"),
        source("court", &at("2025"), "raid: 2 days after arrest_pat"),
        source("log", &at("2025"), "arrest_pat: on 2024-05-03"),
        source("third", &at("2025"), "arrest_pat: on 2024-05-03"),
    ];
    let case = |sources: &[&str]| Case::one(&format!("{NAMES}{}", sources.concat())).check();
    let early = |analysis: &belie::analysis::Analysis| {
        let found = analysis.diagnostics.iter();
        let mut found = found.filter(|one| one.code == belie::diagnostic::Code::ToldTooEarly);
        found.next().cloned()
    };
    let whole: Vec<&str> = all.iter().map(String::as_str).collect();
    let found = early(&case(&whole)).unwrap();
    let source_of = |label: usize| found.labels[label].said.as_ref().unwrap().source.clone();
    assert!(found.ways_out.len() > 3, "{:?}", found.ways_out);
    for way in &found.ways_out {
        let wrong: Vec<String> = way.iter().filter_map(|&label| source_of(label)).collect();
        let left = |wrong: &[String]| -> Vec<&str> {
            let is_wrong = |text: &str| {
                wrong
                    .iter()
                    .any(|id| text.starts_with(&format!("source {id} ")))
            };
            whole
                .iter()
                .copied()
                .filter(|text| !is_wrong(text))
                .collect()
        };
        assert!(early(&case(&left(&wrong))).is_none(), "{wrong:?}");
        // Nor is any of it needless.
        for at in 0..wrong.len() {
            let mut fewer = wrong.clone();
            fewer.remove(at);
            assert!(early(&case(&left(&fewer))).is_some(), "{fewer:?}");
        }
    }
}

/// A state since an event, or as of it, is one of its end.
#[test]
fn a_state_since_what_was_not_over_is_told_too_early() {
    let report = |state: &str, end: &str| {
        let dates = format!("siege: from 2019-01-01 to {end}");
        let court = source("court", "  published 2020", &dates);
        let war = format!(
            "event siege: war
{court}"
        );
        let told = source(
            "daily",
            "  published 2019-04-10",
            &format!("pat.custody: {state}"),
        );
        quarrels(&(told + &war))
    };
    for state in ["in_custody, since siege", "in_custody, as of siege"] {
        assert_eq!(
            report(state, "2019-05-01"),
            ["contradiction told-too-early pat.custody"]
        );
        assert_eq!(report(state, "2019-04-10"), [""; 0], "{state}");
    }
    assert_eq!(report("in_custody, until siege", "2019-05-01"), [""; 0]);
}

/// Where a denial is no contradiction, it is told why.
#[test]
fn a_denial_that_may_have_come_too_early_says_so() {
    let told = source("one", "  published 2024-05-07", "raid: on 2024-05-01")
        + &source("two", "  published 2024-05-07", "not raid");
    let premises = |sources: &str| {
        let analysis = Case::one(&format!("{NAMES}{sources}")).check();
        let mut found = analysis.diagnostics.into_iter();
        let found = found.find(|one| one.code == belie::diagnostic::Code::EventDisputed);
        found.unwrap().premises.concat()
    };
    assert_eq!(premises(&told), "");
    let later = "escape_pat: 2 days after raid, on 2024-05-10";
    let later = told + &source("three", "  published 2024-05-17", later);
    assert!(premises(&later).contains("yet to come when it was denied"));
    let same_day = source("one", "  published 2024-05-07", "raid: on 2024-05-01")
        + &source("two", "  published 2024-05-01", "not raid");
    assert!(premises(&same_day).contains("only after it was denied"));
}

/// On the day of an event, or in its month, it may not have come yet when somebody denies it: unless somebody had told of it by then.
#[test]
fn a_denial_on_the_very_day_is_a_tension() {
    let report = |denied: &str, told: &str, raid: &str| {
        let paper = source("paper", &format!("  published {denied}"), "not raid");
        let court = source("court", &format!("  published {told}"), raid);
        quarrels(&(paper + &court))
    };
    let (certain, odd) = (
        ["contradiction event-disputed raid"],
        ["tension event-disputed raid"],
    );
    for (denied, told, raid, found) in [
        ("2024-05-01", "2024-06-01", "raid: on 2024-05-01", odd),
        ("2024-05-01", "2024-05-01", "raid: on today", odd),
        ("2024-05-10", "2024-06-01", "raid: on 2024-05", odd),
        ("2024-05-10", "2024-05-09", "raid: on 2024-05", certain),
        (
            "2024-05-10T18:00",
            "2024-06-01",
            "raid: on 2024-05-10T12:00",
            certain,
        ),
        ("2024-05-02", "2024-06-01", "raid: on 2024-05-01", certain),
        // Of what nobody dates the denial is taken to be told as others tell it.
        ("2024-05-02", "2024-06-01", "raid", certain),
        (
            "2024-05-02",
            "2024-06-01",
            "raid: after 2024-01-01",
            certain,
        ),
    ] {
        assert_eq!(report(denied, told, raid), found, "{denied} {told} {raid}");
    }
    // Who tells both tells them of one moment.
    let both = source("paper", "  published 2024-05-01", "not raid")
        + "claim \"also\"\n  raid: on 2024-05-01\n";
    assert_eq!(quarrels(&both), certain);
}

/// Who counts the dead of a raid says that there was one.
#[test]
fn an_event_whose_dead_are_counted_has_happened() {
    let denied = |state: &str| {
        let first = source("ministry", "  published 2025-04-01", "not raid");
        quarrels(&(first + &source("daily", "  published 2025-04-01", state)))
    };
    assert_eq!(
        denied("raid.deaths: 5"),
        ["contradiction event-disputed raid"]
    );
    assert_eq!(denied("raid.deaths: 0"), [""; 0]);
    assert_eq!(denied("raid.deaths: not 5"), [""; 0]);
}

/// What a mistake cuts short says less than was meant, or something else: nothing is held against it.
#[test]
fn a_mistake_makes_no_contradiction() {
    let halves = [
        (
            "pat.custody: in_custody, on 2025-03-04",
            "pat.custody: at_liberty, throughout 2025-04-01",
        ),
        (
            "pat.custody: in_custody, as of 2025-02-31",
            "pat.custody: at_liberty, throughout 2025-04-01",
        ),
        ("raid: place italy or libya", "raid: place libya"),
        ("raid: on 2025-03-01 - 2025-03-03", "raid: on 2025-03-02"),
        ("raid: on 2025-03-01 to 2025-03-03", "raid: on 2025-03-02"),
        ("raid: on 2025-03-01 or later", "raid: on 2025-03-02"),
    ];
    let published = "  published 2025-04-01";
    for (half, other) in halves {
        let text = source("one", published, half) + &source("two", published, other);
        assert_eq!(quarrels(&text), [""; 0], "{half}");
    }
    let old_style = source(
        "one",
        &format!("{published}\n  calendar Julian"),
        "raid: on 1918-01-31",
    );
    assert_eq!(
        quarrels(&(old_style + &source("two", published, "raid: on 1918-02-13"))),
        [""; 0]
    );
}

/// Who dates a state since a time after an event says that there was one, as who dates it since the event does.
#[test]
fn what_is_since_a_time_of_an_event_says_that_it_happened() {
    let report = |since: &str| {
        let state = format!("pat.custody: in_custody, since {since}");
        let paper = source("paper", "  published 2024", &state);
        quarrels(&(paper + &source("court", "  published 2024", "not raid")))
    };
    for since in [
        "raid",
        "start of raid",
        "end of raid",
        "2 days after raid",
        "Saturday after raid",
        "2 days after end of raid",
    ] {
        assert_eq!(
            report(since),
            ["contradiction event-disputed raid"],
            "{since}"
        );
    }
    assert_eq!(report("2 days before raid"), [""; 0]);
    // Told before the raid, it is told too early once, with the raid.
    let state = "pat.custody: in_custody, since 2 days after raid";
    let early = source("paper", "  published 2024-05-01", state);
    let court = source("court", "  published 2024-06-01", "raid: on 2024-05-05");
    let found = quarrels(&(early + &court));
    assert_eq!(found, ["contradiction told-too-early raid"]);
}

/// A spell that is told before its beginning covers nothing in between, and is of no moment of telling.
#[test]
fn what_is_told_before_its_beginning_is_told_too_early_and_nothing_else() {
    let head = "  published 2024-04-01";
    let early = source("notice", head, "pat.custody: at_liberty, since 2024-06-01");
    let other = source(
        "paper",
        "  published 2024-05-01",
        "pat.custody: at_liberty, since 2024-06",
    );
    let court = source(
        "court",
        "  published 2025",
        "pat.custody: in_custody, as of 2024-04-15",
    );
    let only = ["contradiction told-too-early pat.custody"];
    assert_eq!(quarrels(&(early.clone() + &other + &court)), only);
    let both = "pat.custody: in_custody\n  pat.custody: at_liberty, since 2024-06-01";
    assert_eq!(quarrels(&source("notice", head, both)), only);
    let year = source(
        "court",
        "  published 2025",
        "pat.custody: in_custody, throughout 2024",
    );
    assert_eq!(quarrels(&(early + &year)), only);
}
