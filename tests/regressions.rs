//! What once went wrong: each a small case, and the quarrels that it has.

mod support;

use std::fmt::Write;

use support::Case;

const NAMES: &str = r#"
person pat "Pat"
event raid: attack "The raid"
event escape_pat: departure "Pat leaves"
event arrest_pat: arrest "Pat is arrested"
"#;

/// The quarrels of some sources about the names above.
fn quarrels(sources: &str) -> Vec<String> {
    Case::one(&format!("{NAMES}{sources}")).quarrels()
}

fn source(id: &str, head: &str, statement: &str) -> String {
    format!("source {id} \"{id}\"\n{head}\nclaim \"what {id} says\"\n  {statement}\n\n")
}

/// `throughout` a time of which the beginning and the end are open covers only what lies inside for certain.
#[test]
fn throughout_an_open_time_covers_no_more_than_is_certain() {
    let report = |throughout: &str, moment: &str| {
        quarrels(&format!(
            "{}{}",
            source("daily", "  published 2025-12-01", throughout),
            source("court", "  published 2025-12-01", moment)
        ))
    };
    for (time, moment) in [
        ("[2015,2016]", "2015-06"),
        ("2015/2018", "2018-06"),
        ("201X", "2015-06"),
        ("2015~", "2015-02"),
    ] {
        let throughout = format!("pat.custody: in_custody, throughout {time}");
        let moment = format!("pat.custody: at_liberty, as of {moment}");
        assert_eq!(report(&throughout, &moment), [""; 0], "{throughout}");
    }
    assert_eq!(
        report(
            "pat.custody: in_custody, throughout 2015/2018",
            "pat.custody: at_liberty, as of 2016-06"
        ),
        ["contradiction state-conflict pat.custody"]
    );
}

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

/// Two days of one zone are compared in that zone; a day without one as widely as the zones of the Earth allow.
#[test]
fn states_are_compared_on_one_clock() {
    let tokyo = "  published 2025-02-01\n  zone \"Asia/Tokyo\"";
    let throughout = source(
        "ministry",
        tokyo,
        "pat.custody: in_custody, throughout 2025-01-24",
    );
    let moment = "pat.custody: at_liberty, as of 2025-01-24";
    assert_eq!(
        quarrels(&(throughout.clone() + &source("lawyer", tokyo, moment))),
        ["contradiction state-conflict pat.custody"]
    );
    let bare = source("lawyer", "  published 2025-02-01", moment);
    let found = quarrels(&(throughout + &bare));
    assert!(
        found
            .iter()
            .all(|found| !found.starts_with("contradiction")),
        "{found:?}"
    );
}

/// Nobody has been at liberty since an arrest: what the arrest sets is inside that spell.
#[test]
fn a_spell_since_an_event_begins_with_its_effect() {
    let arrest = source(
        "ministry",
        "  published 2025-02-01",
        "arrest_pat: patient pat, on 2025-01-05",
    );
    let since = |value: &str| {
        let state = format!("pat.custody: {value}, since arrest_pat");
        source("lawyer", "  published 2025-01-15", &state)
    };
    assert_eq!(
        quarrels(&(arrest.clone() + &since("at_liberty"))),
        ["contradiction state-conflict pat.custody"]
    );
    assert_eq!(quarrels(&(arrest + &since("in_custody"))), [""; 0]);
}

/// A toll that held through a month is held against those of single days.
#[test]
fn a_toll_that_held_for_a_time_neither_falls_nor_was_higher_before() {
    let through = source(
        "ministry",
        "  published 2025-03-01",
        "raid.deaths: 30, throughout 2025-02",
    );
    let on = |toll: u32, day: &str| {
        let state = format!("raid.deaths: {toll}, as of {day}");
        quarrels(&(through.clone() + &source("daily", "  published 2025-04-01", &state)))
    };
    let clash = ["contradiction state-conflict raid.deaths"];
    assert_eq!(on(20, "2025-03-02"), clash);
    assert_eq!(on(20, "2025-02-02"), clash);
    assert_eq!(on(40, "2025-02-02"), clash);
    assert_eq!(on(20, "2025-01"), [""; 0]);
    assert_eq!(on(40, "2025-03"), [""; 0]);
}

/// The search for a circle once gave out at 65 events and never ended.
#[test]
fn a_long_circle_is_found() {
    let mut text = String::new();
    for number in 0..100 {
        let _ = writeln!(text, "event e{number}: attack \"Attack {number}\"");
    }
    text.push_str("source daily \"The Daily\"\n  published 2025-01-23\n");
    for number in 0..100 {
        let next = (number + 1) % 100;
        let _ = writeln!(text, "claim \"{number}\"\n  e{number}: after e{next}");
    }
    assert_eq!(Case::one(&text).quarrels().len(), 1);
}

/// `within 13 hours` is no order.
#[test]
fn a_question_of_distance_is_not_called_one_of_order() {
    let text = source("a", "", "raid: within 13 hours after arrest_pat")
        + &source("b", "", "raid: 5 days after arrest_pat");
    let found = Case::one(&format!("{NAMES}{text}")).check();
    let message = &found.diagnostics[0].message;
    assert!(message.starts_with("when "), "{message}");
}

/// Where many chains leave open the same, the row that all others stand against is still shown.
#[test]
fn a_long_table_shows_everything_that_is_left_open() {
    let mut text = String::new();
    for number in 0..40 {
        let day = number % 3 + 1;
        let statement = format!("raid: on 2025-01-0{day}");
        text += &source(&format!("s{number}"), "  published 2025-02-01", &statement);
    }
    let found = Case::one(&format!("{NAMES}{text}")).check();
    let table = found.diagnostics[0].table.as_ref();
    let rows: Vec<_> = table.map_or(Vec::new(), |table| {
        table.rows.iter().map(|row| row.open.as_str()).collect()
    });
    for day in ["1 Jan 2025", "2 Jan 2025", "3 Jan 2025"] {
        assert!(rows.contains(&day), "{day} in {rows:?}");
    }
}

/// `at 2025` was once answered with "did you mean `at`?".
#[test]
fn no_word_is_advised_for_itself() {
    for (clause, word) in [("at 2025-01-01", "`at`"), ("about 2025", "`about`")] {
        let text = format!("{NAMES}{}", source("a", "", &format!("raid: {clause}")));
        for diagnostic in Case::one(&text).check().diagnostics {
            let advice = diagnostic.advice.join(" ");
            assert!(
                !advice.contains(&format!("mean {word}")),
                "{clause}: {advice}"
            );
        }
    }
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

/// A name that was written on several lines stands on one in every heading.
#[test]
fn a_name_on_several_lines_is_told_on_one() {
    let named = NAMES.replace("\"The raid\"", "\"\"\"The raid\n  by night\"\"\"");
    let dated =
        |id: &str, day: &str| source(id, "  published 2025-12-01", &format!("raid: on {day}"));
    let (one, other) = (dated("daily", "2025-11-01"), dated("court", "2025-11-02"));
    let analysis = Case::one(&format!("{named}{one}{other}")).check();
    let mut messages = analysis.diagnostics.iter().map(|one| one.message.as_str());
    assert!(messages.any(|message| message.contains("“The raid by night”")));
}
