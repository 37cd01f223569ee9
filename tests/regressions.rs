//! What once went wrong: each a small case, and the quarrels that it has.
#![allow(clippy::unwrap_used)]

#[path = "regressions/dates.rs"]
mod dates;
#[path = "regressions/states.rs"]
mod states;
mod support;
#[path = "regressions/told.rs"]
mod told;
#[path = "regressions/work.rs"]
mod work;

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

/// Where whoever says what it is and nothing else is wrong, several things may be among it.
#[test]
fn giving_up_the_only_exact_value_is_a_way_out() {
    let text = [
        ("one", "arrest_pat: patient pat"),
        ("two", "arrest_pat: including patient ann"),
        ("three", "arrest_pat: including patient ben"),
    ];
    let sources = text.map(|(id, role)| source(id, "  published 2025-04-01", role));
    let analysis = Case::one(&format!(
        "{NAMES}person ann \"Ann\"\nperson ben \"Ben\"\n{}",
        sources.concat()
    ))
    .check();
    let found = analysis
        .diagnostics
        .iter()
        .find(|one| one.code == belie::diagnostic::Code::ValueConflict);
    let ways: Vec<usize> = found.unwrap().ways_out.iter().map(Vec::len).collect();
    assert_eq!(ways, [1, 2]);
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

/// Nothing is below itself, be it a kind or an event: the circle is told at its places, and all else is still checked.
#[test]
fn circles_of_kinds_and_of_events_are_told() {
    let told = |declared: &str| {
        let raid = source("a", "", "clash: agent pat");
        let analysis = Case::one(&format!("{NAMES}{declared}{raid}")).check();
        let mistakes = analysis.diagnostics.into_iter();
        let mistakes = mistakes.filter(|one| one.severity == belie::diagnostic::Severity::Mistake);
        mistakes
            .map(|one| (one.message, one.labels.len()))
            .collect::<Vec<_>>()
    };
    let circle = |message: &str, places: usize| [(message.to_owned(), places)];
    assert_eq!(
        told("kind blow is cuff\nkind cuff is blow\nevent clash: blow\n"),
        circle("`blow`, `cuff` are each below the next, in a circle", 2)
    );
    assert_eq!(
        told("kind blow is blow\nevent clash: blow\n"),
        circle("`blow` is below itself", 1)
    );
    assert_eq!(
        told("kind blow is attack\nkind attack is blow, blow\nevent clash: blow\n"),
        circle("`attack`, `blow` are each below the next, in a circle", 2)
    );
    assert_eq!(
        told("event clash: attack of second\nevent second: attack of clash\n"),
        circle("`clash`, `second` are each of the next, in a circle", 2)
    );
    assert_eq!(
        told("event clash: attack of clash\n"),
        circle("`clash` is of itself", 1)
    );
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

/// To declare what nothing of the list is helps nobody: the list is told at once.
#[test]
fn where_one_of_a_list_belongs_the_list_is_told() {
    let list = "one of `in_custody`, `at_liberty` belongs here";
    for (value, advice) in [
        ("free", "Write `in_custody` or `at_liberty`."),
        ("\"free\"", "Write `in_custody` or `at_liberty`."),
        ("at_librty", "Did you mean `at_liberty`?"),
    ] {
        let state = format!("pat.custody: {value}");
        let text = format!("{NAMES}{}", source("a", "", &state));
        let found = Case::one(&text).check().diagnostics;
        let told: Vec<_> = found.iter().filter(|one| one.message == list).collect();
        assert_eq!(told.len(), 1, "{found:?}");
        assert_eq!(told[0].advice.concat(), advice);
        assert!(
            !found.iter().any(|one| one.message.contains("declared")),
            "{found:?}"
        );
    }
}

/// A name is advised as it is declared.
#[test]
fn a_label_is_advised_in_its_own_spelling() {
    let names =
        "person ada \"Ada Okafor\"\nplace turin \"Turin\"\nevent raid: attack \"The raid\"\n";
    for (clause, advice) in [
        ("agent \"ada okafer\"", "Did you mean \"Ada Okafor\"?"),
        ("agent Ada_Okafor", "Did you mean \"Ada Okafor\"?"),
        ("place turni", "Did you mean `turin`?"),
        ("place \"turni\"", "Did you mean \"Turin\"?"),
    ] {
        let text = format!("{names}{}", source("a", "", &format!("raid: {clause}")));
        let found = Case::one(&text).check().diagnostics;
        assert!(
            found.iter().any(|one| one.advice.concat() == advice),
            "{clause}: {found:?}"
        );
    }
}

/// A name in quotation marks may run over several lines; what is told of it does not.
#[test]
fn what_is_told_of_a_name_over_several_lines_stands_on_one() {
    let odd = "\"\"\"Some\n\nbody\"\"\"";
    let sources = source("daily", "", &format!("raid: patient {odd}"))
        + &source("court", "", "raid: patient pat")
        + &format!("claim by {odd}\n  raid: not patient pat\n");
    let analysis = Case::one(&format!("{NAMES}{sources}")).check();
    let told = format!("{:?}", analysis.diagnostics);
    assert!(told.contains("no label or alias is “Some body”"), "{told}");
    assert!(!told.contains("Some\\n"), "{told}");
}

/// What was said `about` is told as it was said.
#[test]
fn about_some_numbers_is_told_as_it_was_said() {
    for number in [
        "10 to 20", "5", "30", "0.5 to 2", "1234567", "9 to 11", "100",
    ] {
        let sources = source("daily", "", &format!("pat.height: about {number}"))
            + &source("court", "", "pat.height: 99999999");
        let analysis = Case::one(&format!(
            "attribute height of person: number, fixed\n{NAMES}{sources}"
        ))
        .check();
        let told = format!("{:?}", analysis.diagnostics);
        assert!(
            told.contains(&format!("about {number}\"")),
            "{number}: {told}"
        );
    }
}

/// Texts from different machines write an accent as one sign or two, and an apostrophe straight or not.
#[test]
fn a_name_is_found_however_its_accents_are_written() {
    let names = "person zoe \"Zoë O’Brien\"\n";
    let sources = [
        source("one", "", "arrest_pat: patient \"Zoe\u{308} O'Brien\""),
        source("two", "", "arrest_pat: patient zoe"),
    ];
    let analysis = Case::one(&format!("{NAMES}{names}{}", sources.concat())).check();
    let codes = analysis.diagnostics.iter().map(|one| one.code);
    assert!(
        codes
            .clone()
            .all(|code| code != belie::diagnostic::Code::UnknownName),
        "{:?}",
        codes.collect::<Vec<_>>()
    );
    assert_eq!(
        Case::one(&format!("{NAMES}{names}{}", sources.concat())).quarrels(),
        [""; 0]
    );
}
