//! What the program says about small cases, in the words and on the clocks of who reads it.
#![allow(clippy::unwrap_used)]

use std::process::Command;

/// The report of a case of one file, in a format, with some settings.
fn report(format: &str, settings: &str, claims: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("belie.toml"), settings).unwrap();
    std::fs::write(folder.path().join("case.claims"), claims).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_belie"))
        .env("SOURCE_DATE_EPOCH", "1735689600")
        .args(["check", "--format", format])
        .arg(folder.path())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A report on one line, so that a sentence is found wherever it breaks.
fn on_one_line(report: &str) -> String {
    report.split_whitespace().collect::<Vec<_>>().join(" ")
}

const VIENNA: &str = "zone = \"Europe/Vienna\"\n";

fn source(id: &str, head: &str, claim: &str) -> String {
    format!("source {id} \"{id}\"\n{head}\nclaim \"what {id} says\"\n  {claim}\n\n")
}

/// Two papers that quarrel about the day of an arrest.
fn arrest(head_a: &str, head_b: &str) -> String {
    let event = "event arrest: arrest \"Ann is arrested\"\n\n";
    let a = source("a", head_a, "arrest: on 2018-06-18");
    let b = source("b", head_b, "arrest: on 2018-06-19");
    format!("{event}{a}{b}")
}

/// The picture alone, an element a line.
fn picture(html: &str) -> String {
    let from = html.find("<svg").unwrap();
    let to = html.find("</svg>").unwrap();
    html[from..to].replace("><", ">\n<")
}

#[test]
fn a_day_of_a_stated_zone_is_one_day_in_the_timeline() {
    let published = "  published 2018-06-20";
    let html = report("html", VIENNA, &arrest(published, published));
    insta::assert_snapshot!(picture(&html));
    assert!(html.contains("as the clocks in Europe/Vienna have it"));
}

#[test]
fn days_of_several_zones_are_told_in_each_and_drawn_in_utc() {
    let head = |zone: &str| format!("  published 2018-06-20\n  zone \"{zone}\"");
    let claims = arrest(&head("Asia/Tokyo"), &head("Europe/Vienna"));
    let html = report("html", "", &claims);
    insta::assert_snapshot!(picture(&html));
    assert!(html.contains("its bars are drawn in UTC"));
}

#[test]
fn what_has_a_zone_is_as_wide_as_the_earth_beside_what_has_none() {
    let published = "  published 2018-06-20";
    let zoned = format!("{published}\n  zone \"Europe/Vienna\"");
    let html = report("html", "", &arrest(&zoned, published));
    insta::assert_snapshot!(picture(&html));
}
