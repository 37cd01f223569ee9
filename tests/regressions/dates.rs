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

/// The same of months and years, of intervals between them, and in a zone.
#[test]
fn an_age_throughout_a_time_is_so_at_both_its_ends() {
    for zone in ["", "\n  zone \"UTC\"", "\n  zone \"Asia/Tokyo\""] {
        let head = format!("  published 2025{zone}");
        let report = |age: &str, born: &str| {
            let birth = source("daily", &head, &format!("born: patient pat, on {born}"));
            let told = source("court", &head, &format!("pat.age: {age}"));
            !quarrels(&("event born: birth\n".to_owned() + &birth + &told)).is_empty()
        };
        for (age, born, quarrels) in [
            ("50, throughout 2001-07-05/2001-07-25", "1951-07-05", false),
            ("50, throughout 2001-07-05/2001-07-25", "1951-07-06", true),
            ("50, throughout 2001-07-05/2001-07-25", "1950-07-26", false),
            ("50, throughout 2001-07-05/2001-07-25", "1950-07-25", true),
            ("50, throughout 2001-07", "1951-07-01", false),
            ("50, throughout 2001-07", "1951-07-02", true),
            ("50, throughout 2001", "1951-01-01", false),
            ("50, throughout 2001", "1951-01-02", true),
            // From some day of June to some day of August.
            ("50, throughout 2001-06/2001-08", "1951-06-30", false),
            ("50, throughout 2001-06/2001-08", "1951-07-01", true),
            ("50, throughout 2001-06/2001-08", "1950-08-02", false),
            ("50, throughout 2001-06/2001-08", "1950-08-01", true),
            ("50, throughout 2001/2002", "1951-12-31", false),
            ("50, throughout {2001,2003}", "1951-01-01", true),
            ("50, throughout [2001,2003]", "1953-01-01", false),
        ] {
            assert_eq!(report(age, born), quarrels, "{zone} {age} {born}");
        }
        let alone = |age: &str| {
            let told = source("court", &head, &format!("pat.age: {age}"));
            !quarrels(&told).is_empty()
        };
        assert!(alone("50, throughout 2001-01-01/2002-12-31"), "{zone}");
        assert!(alone("50, throughout 2001-01/2002-12"), "{zone}");
        assert!(!alone("50, throughout 2001-01-31/2002-01-01"), "{zone}");
    }
}

/// A clock time is known to its minute: `after 14:30` may be later in that minute, and `before 14:30` earlier in it.
#[test]
fn before_and_after_a_clock_time_leave_open_its_minute() {
    let agree = |one: &str, other: &str| {
        let first = source("daily", "  published 2025-02-10", &format!("raid: {one}"));
        let second = source(
            "weekly",
            "  published 2025-02-10",
            &format!("raid: {other}"),
        );
        quarrels(&(first + &second)).is_empty()
    };
    for (one, other, agrees) in [
        ("after 2025-01-05T14:30", "on 2025-01-05T14:30", true),
        ("after 2025-01-05T14:30", "on 2025-01-05T14:29", false),
        ("before 2025-01-05T14:30", "on 2025-01-05T14:30", true),
        ("before 2025-01-05T14:30", "on 2025-01-05T14:31", false),
        ("after 2025-01-05", "on 2025-01-05", false),
    ] {
        assert_eq!(agree(one, other), agrees, "{one}, {other}");
    }
}

/// A month and a year are those of the calendar of the source. Those of the Julian calendar were counted in the Gregorian, to which its
/// dates had been converted.
#[test]
fn months_are_those_of_the_calendar_of_the_source() {
    let found = |published: &str, statements: &[&str]| {
        let head = format!("  published {published}\n  calendar julian");
        quarrels(&source("log", &head, &statements.join("\n  ")))
    };
    for (published, counted, reached) in [
        (
            "1917-11-25",
            "raid: exactly 1 month ago",
            "raid: on 1917-10-25",
        ),
        (
            "1760",
            "raid: exactly 1 month after 1641-02-25",
            "raid: on 1641-03-25",
        ),
        (
            "1760",
            "raid: exactly 1 month after 1640-02-25",
            "raid: on 1640-03-25",
        ),
        (
            "1760",
            "raid: exactly 1 year after 1699-03-10",
            "raid: on 1700-03-10",
        ),
        (
            "1760",
            "raid: at least 1 month after 1641-02-25",
            "raid: on 1641-03-25",
        ),
        (
            "1760",
            "raid: within 1 month after 1641-01-25",
            "raid: on 1641-02-25",
        ),
        (
            "1760",
            "raid: within 20 years after 1690-03-02",
            "raid: on 1710-03-02",
        ),
        ("1712-03-05", "raid: on last month", "raid: on 1712-02-29"),
        ("1712-01-03", "raid: on last year", "raid: on 1711-12-28"),
        ("1712-03-25", "raid: on this month", "raid: on 1712-03-03"),
    ] {
        let statements = [counted, reached];
        assert_eq!(found(published, &statements), [""; 0], "{counted}");
    }
    for (published, counted, not_reached) in [
        (
            "1917-11-25",
            "raid: exactly 1 month ago",
            "raid: on 1917-10-26",
        ),
        (
            "1760",
            "raid: at most 1 month after 1641-02-25",
            "raid: on 1641-03-26",
        ),
        ("1712-03-05", "raid: on last month", "raid: on 1712-03-01"),
    ] {
        let quarrels = found(published, &[counted, not_reached]);
        assert_eq!(quarrels.len(), 1, "{counted}");
        assert!(quarrels[0].starts_with("contradiction time-conflict raid"));
    }
}

/// Who writes `julian` before a date counts on from it in that calendar, whatever the source writes otherwise.
#[test]
fn months_from_a_date_are_those_of_its_calendar() {
    let raid = |head: &str, when: &str| {
        let told = source("log", head, &format!("raid: exactly 1 month after {when}"));
        let court = source("court", "  calendar julian", "raid: on 1641-03-25");
        quarrels(&(told + &court))
    };
    let contradiction = ["contradiction time-conflict raid"];
    assert_eq!(raid("", "julian 1641-02-25"), [""; 0]);
    assert_eq!(raid("  calendar julian", "1641-02-25"), [""; 0]);
    // The same day, 7 March, by which it is 7 April and not the 4th.
    assert_eq!(raid("", "1641-03-07"), contradiction);
    assert_eq!(
        raid("  calendar julian", "gregorian 1641-03-07"),
        contradiction
    );
}

/// A year of age ends on the birthday of the calendar of the source.
#[test]
fn ages_are_counted_by_the_calendar_of_the_source() {
    let head = "  published 1760\n  calendar julian";
    let age = |age: &str| {
        let birth = "birth_pat: patient pat, on 1690-03-02";
        let statements = format!("{birth}\n  pat.age: {age}");
        let event = "event birth_pat: birth \"Pat is born\"\n";
        quarrels(&format!("{event}{}", source("log", head, &statements)))
    };
    assert_eq!(age("19, as of 1710-03-01"), [""; 0]);
    assert_eq!(age("20, as of 1710-03-02"), [""; 0]);
    assert_eq!(age("20, as of 1710-03-01").len(), 1);
    assert_eq!(age("19, as of 1710-03-02").len(), 1);
}

/// What is not told as it stands there is said to be told otherwise.
#[test]
fn julian_dates_are_said_to_be_told_by_the_gregorian_calendar() {
    let premises = |head: &str, day: &str| {
        let log = source("log", head, &format!("raid: on {day}"));
        let court = source("court", "", "raid: on 1700-01-01");
        let analysis = Case::one(&format!("{NAMES}{log}{court}")).check();
        let all = analysis.diagnostics.into_iter();
        all.flat_map(|one| one.premises.clone()).collect::<Vec<_>>()
    };
    let said = ["Dates of the Julian calendar (in log) are told here by the Gregorian."];
    assert_eq!(premises("  calendar julian", "1641-03-25"), said);
    assert_eq!(premises("", "julian 1641-03-25"), said);
    assert_eq!(premises("", "1641-03-25"), [""; 0]);
}

/// Nobody names a zone, and so the clocks may have been put back in the night between: the report says what it takes for granted.
#[test]
fn hours_from_one_day_to_another_are_of_one_clock() {
    let premises = |head: &str, start: &str, after: &str| {
        let text = format!(
            "{NAMES}source daily \"daily\"\n  published 2024-11-01\n{head}claim \"so\"\n  \
             raid: on {start}\n  escape_pat: on 2024-10-27T08:00, {after} raid\n"
        );
        let analysis = Case::one(&text).check();
        let mut all = analysis.diagnostics.iter();
        let quarrel = all.find(|one| one.code.id() == "time-conflict");
        quarrel.map(|quarrel| quarrel.premises.len())
    };
    let (evening, eleven) = ("2024-10-26T22:00", "exactly 11 hours after");
    assert_eq!(premises("", evening, eleven), Some(1));
    assert_eq!(premises("  zone \"Europe/Rome\"\n", evening, eleven), None);
    // No clock is put forward so far, and by day none is.
    assert_eq!(premises("", evening, "exactly 14 hours after"), Some(0));
    assert_eq!(
        premises("", "2024-10-27T07:00", "exactly 2 hours after"),
        Some(0)
    );
    assert_eq!(premises("", evening, "at least 2 days after"), Some(0));
}
