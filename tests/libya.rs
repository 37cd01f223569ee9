//! The first case, through the real program: what it must find, and that it finds nothing else.
#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

use serde_json::Value;

const CASE: &str = "fixtures/cases/libya";

fn belie(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .env_remove("NO_COLOR")
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json() -> Value {
    serde_json::from_str(&text(&belie(&["check", CASE, "--format", "json"]))).unwrap()
}

fn quarrel(report: &Value, about: &str) -> Value {
    let all = report["diagnostics"].as_array().unwrap();
    all.iter()
        .find(|one| one["about"] == about)
        .unwrap_or_else(|| panic!("nothing about {about}"))
        .clone()
}

fn label_texts(quarrel: &Value) -> Vec<String> {
    let labels = quarrel["labels"].as_array().unwrap();
    labels
        .iter()
        .map(|label| format!("{}: {}", label["source"].as_str().unwrap(), written(label)))
        .collect()
}

/// What stands in the file at a label's place.
fn written(label: &Value) -> String {
    let path = format!("{CASE}/{}", label["file"].as_str().unwrap());
    let file = std::fs::read_to_string(path).unwrap();
    let number = |name: &str| usize::try_from(label[name].as_u64().unwrap()).unwrap();
    let line = file.lines().nth(number("line") - 1).unwrap();
    assert_eq!(label["line"], label["end_line"]);
    line.chars()
        .skip(number("column") - 1)
        .take(number("end_column") - number("column"))
        .collect()
}

fn sets(quarrel: &Value, field: &str) -> Vec<Vec<usize>> {
    let numbers = |set: &Value| -> Vec<usize> {
        set.as_array()
            .unwrap()
            .iter()
            .map(|number| usize::try_from(number.as_u64().unwrap()).unwrap())
            .collect()
    };
    quarrel[field]
        .as_array()
        .unwrap()
        .iter()
        .map(numbers)
        .collect()
}

#[test]
fn nothing_is_wider_than_the_narrowest_report() {
    for case in ["alibi", "al_haouz", "libya", "two_calendars"] {
        let folder = format!("fixtures/cases/{case}");
        let report = text(&belie(&["check", &folder, "--width", "40", "--all"]));
        let wide: Vec<&str> = report
            .lines()
            .filter(|line| line.chars().count() > 40)
            .collect();
        assert!(wide.is_empty(), "{case}: {wide:#?}");
    }
}

#[test]
fn the_report_reads_well_at_three_widths() {
    for width in ["60", "80", "120"] {
        let output = belie(&["check", CASE, "--width", width]);
        assert_eq!(output.status.code(), Some(1));
        insta::assert_snapshot!(format!("report_{width}"), text(&output));
    }
}

#[test]
fn programs_get_the_same_record() {
    let report = text(&belie(&["check", CASE, "--format", "json"]));
    // Nobody would read thousands of lines of facts here.
    let (before, facts) = report.split_once("\n  \"facts\": {").unwrap();
    insta::assert_snapshot!("report_json", before);
    assert!(facts.matches("\"accounts\"").count() > 100);
}

/// Everything that the five texts disagree about, and nothing else: not a hotel in Turin against Turin, not Tuesday night against
/// 21 January, not the spellings of a name, not the Court against its Chamber, not reasons that can stand side by side.
#[test]
fn it_finds_what_the_texts_disagree_about_and_no_more() {
    let report = json();
    let mut found: Vec<String> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["severity"], one["id"], one["about"]).replace('"', ""))
        .collect();
    found.sort();
    let expected = [
        "contradiction state-conflict najim.custody",
        "contradiction time-conflict arrest_turin",
        "contradiction time-conflict hishri_appearance",
        "contradiction time-conflict libyan_request and release",
        "contradiction value-conflict return_flight.means",
        "contradiction value-conflict return_flight.recipient",
        "tension event-disputed arrest_libya",
        "tension state-conflict najim.post",
    ];
    assert_eq!(found, expected);
}

#[test]
fn every_chain_of_the_arrest_needs_saturday_and_giving_it_up_settles_the_quarrel() {
    let arrest = quarrel(&json(), "arrest_turin");
    let texts = label_texts(&arrest);
    let saturday = texts
        .iter()
        .position(|text| text == "bbc: on Saturday")
        .unwrap();
    let chains = sets(&arrest, "chains");
    assert!(chains.len() >= 4, "{chains:?}");
    for chain in &chains {
        assert!(chain.contains(&saturday), "{chain:?}");
    }
    let against = |clauses: &[&str]| {
        chains.iter().any(|chain| {
            chain.len() == clauses.len() + 1
                && clauses
                    .iter()
                    .all(|clause| chain.iter().any(|&label| texts[label] == *clause))
        })
    };
    assert!(against(&["cicc: on 2025-01-19"]));
    assert!(against(&[
        "justice_info: on 2025-01-21",
        "justice_info: 2 days after arrest_turin"
    ]));
    assert!(against(&[
        "bbc: on Tuesday night",
        "libya_review: within 2 days after arrest_turin"
    ]));
    assert!(against(&[
        "justice_info: on 2025-01-21",
        "freedom_united: within 48 hours after arrest_turin"
    ]));
    assert_eq!(sets(&arrest, "ways_out")[0], [saturday]);
}

#[test]
fn the_request_cannot_have_been_the_reason() {
    let request = quarrel(&json(), "libyan_request and release");
    let texts = label_texts(&request);
    let reason = texts
        .iter()
        .position(|text| text == "cicc: reason libyan_request")
        .unwrap();
    for chain in sets(&request, "chains") {
        let mut sources: Vec<_> = chain
            .iter()
            .map(|&label| texts[label].split(':').next().unwrap())
            .collect();
        sources.sort_unstable();
        sources.dedup();
        assert!(
            chain.contains(&reason) && chain.len() >= 3 && sources.len() >= 2,
            "{chain:?}"
        );
    }
    assert_eq!(sets(&request, "ways_out")[0], [reason]);
}

#[test]
fn speakers_stand_where_sources_only_quote() {
    let report = json();
    let means = quarrel(&report, "return_flight.means");
    let speakers: Vec<_> = means["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["speakers"].to_string())
        .collect();
    assert_eq!(
        speakers,
        [
            r#"["bbc","justice_info"]"#,
            r#"["Matteo Renzi"]"#,
            r#"["freedom_united"]"#
        ]
    );
    // The secret services' plane is one of the government's: only the private jet stands against both.
    assert_eq!(sets(&means, "ways_out")[0].len(), 1);
}

/// The summaries are our own; what they say is what the passages quote.
#[test]
fn every_passage_stands_in_its_text() {
    let report = json();
    let ids: Vec<_> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    assert!(!ids.contains(&Value::from("quote-not-found")));
    assert!(!ids.contains(&Value::from("quote-unchecked")));
    assert_eq!(report["summary"]["texts"], 5);
}
