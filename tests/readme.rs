//! What the README shows is what the program prints.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::process::Command;

fn belie(folder: &str, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The fenced blocks behind a comment with these words.
fn blocks(comment: &str) -> Vec<String> {
    let readme = fs::read_to_string("README.md").unwrap();
    let marked: Vec<&str> = readme
        .split(&format!("<!-- {comment} -->\n"))
        .skip(1)
        .collect();
    marked
        .into_iter()
        .map(|rest| {
            let body = rest.split_once('\n').unwrap().1;
            body.split_once("```").unwrap().0.to_owned()
        })
        .collect()
}

#[test]
fn the_first_case_is_reported_as_shown() {
    let report = belie(".", &["check", "fixtures/cases/libya", "--width", "100"]);
    let shown = blocks("from the report of fixtures/cases/libya");
    assert_eq!(shown.len(), 2);
    for block in shown {
        assert!(
            report.contains(&block),
            "the report does not hold:\n{block}\nit is:\n{report}"
        );
    }
}

#[test]
fn the_walk_through_gives_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let case = blocks("a case: ferry.claims").remove(0);
    let path = folder.path().to_str().unwrap();
    fs::write(folder.path().join("ferry.claims"), &case).unwrap();
    let report = belie(path, &["check", ".", "--width", "100"]);
    let shown = blocks("from the report of that case").remove(0);
    assert!(report.starts_with(&shown), "{report}");

    let patient = case.replace("2 hours after departure", "about 4 hours after departure");
    fs::write(folder.path().join("ferry.claims"), patient).unwrap();
    assert!(!belie(path, &["check", "."]).contains("time-conflict"));
}

#[test]
fn the_table_becomes_the_claims_that_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let table = blocks("a table: ferry.csv").remove(0);
    fs::write(folder.path().join("ferry.csv"), table).unwrap();
    belie(path, &["import", "ferry.csv", "my-case"]);
    let made = |name: &str| fs::read_to_string(folder.path().join("my-case").join(name)).unwrap();
    let shown = blocks("the claims of that table: the_gazette.claims").remove(0);
    assert_eq!(made("the_gazette.claims"), shown);
    assert!(made("case.claims").contains("event departure: departure \"The Aurora sails\""));

    let names = blocks("the names of that table: names.claims").remove(0);
    assert!(belie(path, &["check", "my-case"]).contains("mistake"));
    fs::write(folder.path().join("my-case/names.claims"), names).unwrap();
    let report = belie(path, &["check", "my-case"]);
    assert!(!report.contains("mistake"), "{report}");
}
