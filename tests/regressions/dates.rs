//! Dates, weekdays, ages and the clocks on which they are counted.

use crate::support::Case;
use crate::{NAMES, quarrels, source};

/// A bare weekday is the latest on the calendar of who tells, not of Greenwich.
#[test]
fn a_weekday_is_counted_on_the_clock_of_who_tells() {
    // In Tokyo it was Friday, 24 January, five in the morning.
    let tokyo = "  published 2025-01-23T20:00Z\n  zone \"Asia/Tokyo\"";
    let told = source("tokyo", tokyo, "raid: on Friday");
    let day = |day: &str| source("log", "  zone \"Asia/Tokyo\"", &format!("raid: on {day}"));
    assert_eq!(quarrels(&(told.clone() + &day("2025-01-24"))), [""; 0]);
    assert_eq!(
        quarrels(&(told + &day("2025-01-17"))),
        ["contradiction time-conflict raid"]
    );
    // Without a zone of the source, it was Thursday or Friday.
    let anywhere = source("wire", "  published 2025-01-23T20:00Z", "raid: on Friday");
    let log = source("log", "", "raid: on 2025-01-24");
    assert_eq!(quarrels(&(anywhere + &log)), [""; 0]);
}

/// Digits of a month or a day that are left open are no month or day of one digit.
#[test]
fn open_digits_are_no_missing_ones() {
    let report = |date: &str| {
        quarrels(&format!(
            "{}{}",
            source(
                "daily",
                "  published 2025-12-01",
                &format!("raid: on {date}")
            ),
            source("court", "  published 2025-12-01", "raid: on 2024-09-20")
        ))
    };
    for date in ["2024-1X", "2024-09-0X"] {
        assert_eq!(report(date), ["contradiction time-conflict raid"], "{date}");
    }
    assert_eq!(report("2024-09-2X"), [""; 0]);
}

/// The morning of some day of a month is no time between two mornings.
#[test]
fn a_part_of_some_day_keeps_its_gaps() {
    let report = |told: &str, other: &str| {
        let daily = source("daily", "  published 2025-01", &format!("raid: {told}"));
        let court = source("court", "  published 2025-12-01", &format!("raid: {other}"));
        quarrels(&format!("{daily}{court}"))
    };
    for told in [
        "on yesterday morning",
        "on 2025-01-XX morning",
        "on this morning",
    ] {
        let found = report(told, "on 2025-01-14T15:00");
        assert_eq!(found, ["contradiction time-conflict raid"], "{told}");
        assert_eq!(report(told, "on 2025-01-14T11:00"), [""; 0], "{told}");
    }
}

/// The weekday belongs to the date as it is written, on the clocks of whoever wrote it.
#[test]
fn a_weekday_is_that_of_the_written_date() {
    let daily = |date: &str| {
        quarrels(&source(
            "daily",
            "  published 2024-06-01",
            &format!("raid: on {date}"),
        ))
    };
    for date in [
        "2024-05-06T23:30-04:00",
        "2024-05-06T01:30+04:00",
        "2024-05-06T24:00",
        "2024-05-06T10:00Z",
    ] {
        assert_eq!(daily(&format!("Monday {date}")), [""; 0], "{date}");
        let wrong = daily(&format!("Tuesday {date}"));
        assert_eq!(
            wrong,
            ["contradiction weekday-mismatch daily.weekday"],
            "{date}"
        );
    }
}

/// A date that does not have the weekday written with it is a date still.
#[test]
fn a_wrong_weekday_hides_no_quarrel() {
    let daily = source(
        "daily",
        "  published 2025-01-23",
        "raid: on Saturday 2025-01-19",
    );
    let court = source("court", "  published 2025-06-01", "raid: on 1999-05-05");
    let found = quarrels(&(daily + &court));
    let expected = [
        "contradiction weekday-mismatch daily.weekday",
        "contradiction time-conflict raid",
    ];
    assert_eq!(found, expected);
}

/// At nine in the morning on Tuesday, "Tuesday night" was a week ago.
#[test]
fn a_night_that_has_not_begun_is_not_the_latest() {
    let report = |told: &str, night: &str| {
        let daily = source(
            "daily",
            &format!("  published {told}"),
            "raid: on Tuesday night",
        );
        let court = source(
            "court",
            "  published 2024-06-01",
            &format!("raid: on {night}"),
        );
        quarrels(&(daily + &court))
    };
    let clash = ["contradiction time-conflict raid"];
    assert_eq!(report("2024-05-07T09:00", "2024-04-30"), [""; 0]);
    assert_eq!(report("2024-05-07T09:00", "2024-05-07"), clash);
    assert_eq!(report("2024-05-07T21:00", "2024-05-07"), [""; 0]);
    assert_eq!(report("2024-05-07T21:00", "2024-04-30"), clash);
    // Who gives no time of day may tell it late in the evening.
    assert_eq!(report("2024-05-07", "2024-05-07"), [""; 0]);
}

/// Ages are counted in days of the source's zone, and what a date says of a birth is known exactly there.
#[test]
fn a_zone_takes_no_day_from_an_age() {
    for zone in [
        "",
        "UTC",
        "Europe/Rome",
        "America/Los_Angeles",
        "Asia/Tokyo",
    ] {
        let head = match zone {
            "" => "  published 2024-06-01".to_owned(),
            zone => format!("  published 2024-06-01\n  zone \"{zone}\""),
        };
        let report = |age: &str| {
            let birth = source("church", &head, "born: patient pat, on 1934-01-03");
            let aged = source("court", &head, &format!("pat.age: {age}"));
            let name = "event born: birth \"Pat is born\"\n";
            quarrels(&format!("{name}{birth}{aged}"))
        };
        assert_eq!(report("89, as of 2024-01-02"), [""; 0], "{zone}");
        assert_eq!(report("90, as of 2024-01-03"), [""; 0], "{zone}");
        for wrong in ["90, as of 2024-01-02", "89, as of 2024-01-03"] {
            assert_eq!(report(wrong).len(), 1, "{zone} {wrong}");
        }
    }
}

/// The rows of a table are compared on one clock.
#[test]
fn rows_of_sources_in_several_zones_are_told_in_utc() {
    let zone = |zone: &str| format!("  published 2014-07-21\n  zone \"{zone}\"");
    let sources = source("daily", &zone("UTC"), "raid: on 2014-07-17T13:20")
        + &source("log", &zone("Europe/Moscow"), "raid: on 2014-07-17T17:30")
        + &source("court", &zone("Europe/Moscow"), "raid: on 2014-07-17T17:20");
    let analysis = Case::one(&format!("{NAMES}{sources}")).check();
    let quarrel = analysis.diagnostics.iter().find(|one| one.table.is_some());
    let table = quarrel.unwrap().table.as_ref().unwrap();
    let open: Vec<&str> = table.rows.iter().map(|row| row.open.as_str()).collect();
    let same = "17 Jul 2014 13:20–13:21";
    assert_eq!(open, [same, same, "17 Jul 2014 13:30–13:31"]);
    assert!(table.heading.ends_with(" in UTC"), "{}", table.heading);
    assert_eq!(
        table.conclusion,
        "No time is in the last row and in any other."
    );
}

/// An age until a day was so up to its beginning; throughout a time it is so on its first day and on its last.
#[test]
fn ages_hold_where_their_times_say() {
    let report = |age: &str, born: &str| {
        let birth = format!(
            "event born: birth\n{}",
            source("daily", "", &format!("born: patient pat, on {born}"))
        );
        let told = source("court", "  published 2025", &format!("pat.age: {age}"));
        !quarrels(&(birth + &told)).is_empty()
    };
    for (age, born, quarrels) in [
        ("49, until 2018-05-05", "1968-05-04", true),
        ("49, until 2018-05-05", "1968-05-05", false),
        ("49, until 2018-05-05", "1969-05-04", false),
        ("49, until 2018-05-05", "1969-05-06", true),
        ("49, throughout 2018", "1968-12-31", true),
        ("49, throughout 2018", "1969-01-01", false),
        ("49, throughout 2018", "1969-01-02", true),
        ("49, since 2018-01-01, as of 2018-12-01", "1968-06-03", true),
        (
            "49, since 2018-01-01, as of 2018-12-01",
            "1968-12-03",
            false,
        ),
        ("49, from 2018-01-01 to 2018-12-01", "1968-11-30", true),
        ("49, from 2018-01-01 to 2018-12-01", "1968-12-01", false),
    ] {
        assert_eq!(report(age, born), quarrels, "{age} {born}");
    }
}
