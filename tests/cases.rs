//! Affairs other than the first one: what Belie finds in them, and that it finds no more.
#![allow(clippy::unwrap_used)]

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use belie::analysis::Outcome;
use belie::diagnostic::Severity;
use support::Case;

/// A case of the fixtures, with its texts.
fn case(name: &str) -> Case {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/cases")
        .join(name);
    let mut case = Case::default();
    for below in ["", "sources/"] {
        for entry in fs::read_dir(folder.join(below)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let file = path.file_name().unwrap().to_str().unwrap();
                case = case.with(
                    &format!("{below}{file}"),
                    &fs::read_to_string(&path).unwrap(),
                );
            }
        }
    }
    case
}

/// Everything but the excerpts: headings, accounts, passages.
fn said(case: &Case) -> String {
    let analysis = case.check();
    let mut text = String::new();
    for one in &analysis.diagnostics {
        let marks: Vec<_> = one.marks.iter().map(|mark| mark.id()).collect();
        let _ = writeln!(
            text,
            "{} {} {} {marks:?}\n  {}",
            one.severity, one.code, one.about, one.message
        );
        if one.severity == Severity::Gap {
            continue;
        }
        for account in &one.accounts {
            let _ = writeln!(
                text,
                "  - {}: {} in {}",
                account.value,
                account.speakers.join(", "),
                account.sources.join(", ")
            );
        }
    }
    let exact = |outcome: &Outcome| matches!(outcome, Outcome::Exact(_));
    for passage in analysis.passages().filter(|one| !exact(&one.outcome)) {
        let outcome = match &passage.outcome {
            Outcome::Same { but, marked, .. } => format!("same but for {but:?}, marked: {marked}"),
            other => format!("{other:?}"),
        };
        let file = analysis.files.get(passage.location.file);
        let line = file.line_column(passage.location.span.start).line;
        let _ = writeln!(text, "passage {}:{line} {outcome}", file.path);
    }
    text
}

#[test]
fn an_earthquake_with_rising_tolls() {
    insta::assert_snapshot!(said(&case("al_haouz")));
}

#[test]
fn deaths_in_two_calendars() {
    insta::assert_snapshot!(said(&case("two_calendars")));
}

#[test]
fn each_fact_is_found_by_its_id() {
    let analysis = case("al_haouz").check();
    let facts = analysis.facts();
    let ids: Vec<String> = facts.iter().map(|fact| fact.about).collect();
    assert!(ids.is_sorted() && ids.len() == facts.len() && ids.len() > 5);
    for (id, fact) in ids.iter().zip(facts.iter()) {
        assert_eq!(facts.get(id), Some(fact));
    }
    let of_quake = |id: &&String| id.starts_with("quake.");
    let of_quake: Vec<&String> = ids.iter().filter(of_quake).collect();
    let told: Vec<String> = facts.of_thing("quake").map(|fact| fact.about).collect();
    assert_eq!(told.iter().collect::<Vec<_>>(), of_quake);
    assert!(told.len() > 1);
    for id in ["", "quak", "quake.", "quakes", "zzz"] {
        assert_eq!(facts.get(id), None, "{id}");
        assert_eq!(facts.of_thing(id).count(), 0, "{id}");
    }
}

#[test]
fn facts_tell_who_says_what_and_who_is_silent() {
    let analysis = case("al_haouz").check();
    let facts = analysis.facts();
    let magnitude = facts.get("quake.magnitude").unwrap();
    let accounts: Vec<_> = magnitude
        .accounts
        .iter()
        .map(|one| (one.value.as_str(), one.sources.join(" "), one.origins))
        .collect();
    // The paper quotes the survey: one origin.
    assert_eq!(
        accounts,
        [
            ("6.8", "daily usgs_page".to_owned(), 1),
            ("7", "agency".to_owned(), 1)
        ]
    );
    assert_eq!(facts.silent(&magnitude).collect::<Vec<_>>(), ["review"]);
}

#[test]
fn two_names_of_one_man_ask_whether_he_is_one() {
    let case = Case::one(
        r#"
person najim "Osama Najim"
  alias "Osama Njeem"

source one "One"
  published 2025-12-01
claim "he is in prison"
  "Osama Najim".custody: in_custody, as of 2025-11-30

source other "Other"
  published 2025-12-01
claim "he is free"
  "Osama Njeem".custody: at_liberty, throughout 2025-11-30
"#,
    );
    let analysis = case.check();
    let quarrel = analysis
        .diagnostics
        .iter()
        .find(|one| one.code.id() == "state-conflict")
        .unwrap();
    let asks = |premise: &String| premise.ends_with("Are these the same?");
    assert!(quarrel.premises.iter().any(asks), "{:?}", quarrel.premises);
}

/// The garage and the town hall share nothing and are 184 km apart; the province holds both. Lund may have been arrested in Aldby an
/// hour and a half after the sitting.
#[test]
fn a_councillor_in_two_towns() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases/alibi");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["check", "--color", "never", "--width", "100"])
        .arg(folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

/// However many threads read and check a case, the report is the same, byte by byte.
#[test]
fn threads_change_nothing() {
    let report = |threads: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_belie"));
        let output = command
            .args([
                "check",
                "fixtures/cases",
                "--format",
                "json",
                "--threads",
                threads,
            ])
            .output()
            .unwrap();
        assert!(output.stdout.len() > 100_000, "{output:?}");
        output.stdout
    };
    let one = report("1");
    for threads in ["2", "3", "16"] {
        assert!(
            report(threads) == one,
            "{threads} threads tell something else"
        );
    }
}
