//! `belie.toml` through the program: what it sets, and what is wrong with it.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::process::Command;

/// The exit status and the report of a case of these files.
fn check(files: &[(&str, &str)]) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["check", "--format", "concise"])
        .arg(folder.path())
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), report)
}

/// A raid at half past eleven at night of the 19th in UTC, and on a day by the clock of another source.
fn raid(day: &str, own: &str) -> String {
    format!(
        "event raid: attack \"The raid\"\n\
         source wire \"Wire\"\n  published 2025-01-23\nclaim \"a\"\n  raid: on 2025-01-19T23:30Z\n\
         source paper \"Paper\"\n  published 2025-01-23\n{own}claim \"b\"\n  raid: on {day}\n"
    )
}

#[test]
fn a_zone_of_the_case_is_that_of_its_bare_days() {
    let rome = ("belie.toml", "zone = \"Europe/Rome\"\n");
    let new_york = ("belie.toml", "zone = \"America/New_York\"\n");
    let (next, same) = (raid("2025-01-20", ""), raid("2025-01-19", ""));
    let status = |settings: Option<(&'static str, &'static str)>, claims: &str| {
        let files: Vec<_> = settings
            .into_iter()
            .chain([("case.claims", claims)])
            .collect();
        check(&files).0
    };
    // Without a zone the day may be of any zone.
    assert_eq!(status(None, &next), 0);
    assert_eq!(status(None, &same), 0);
    // It was past midnight in Rome, and not yet in New York.
    assert_eq!(status(Some(rome), &next), 0);
    assert_eq!(status(Some(rome), &same), 1);
    assert_eq!(status(Some(new_york), &next), 1);
    assert_eq!(status(Some(new_york), &same), 0);
}

#[test]
fn the_zone_of_a_source_wins() {
    let own = raid("2025-01-19", "  zone \"America/New_York\"\n");
    assert_eq!(
        check(&[
            ("belie.toml", "zone = \"Europe/Rome\"\n"),
            ("case.claims", &own)
        ])
        .0,
        0
    );
    let own = raid("2025-01-20", "  zone \"America/New_York\"\n");
    assert_eq!(
        check(&[
            ("belie.toml", "zone = \"Europe/Rome\"\n"),
            ("case.claims", &own)
        ])
        .0,
        1
    );
}

#[test]
fn what_is_wrong_in_it_has_a_place_and_the_claims_are_checked_all_the_same() {
    let (status, report) = check(&[
        ("belie.toml", "zone = \"Europe/Rom\"\n"),
        ("case.claims", &raid("2025-01-25", "")),
    ]);
    assert_eq!(status, 2);
    assert!(
        report.contains("belie.toml:1:8: mistake unknown-name: there is no time zone “Europe/Rom”"),
        "{report}"
    );
    assert!(report.contains("time-conflict"), "{report}");
}

#[test]
fn what_is_no_file_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("belie.toml")).unwrap();
    fs::write(folder.path().join("case.claims"), raid("2025-01-20", "")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["check", "--format", "concise"])
        .arg(folder.path())
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(report.contains("belie.toml cannot be read"), "{report}");
}

#[test]
fn who_travels_slowly_is_not_so_soon_elsewhere() {
    let claims = "place turin\n  at 45.07, 7.69\nplace milan\n  at 45.46, 9.19\nperson ann\n\
         event speech: statement\nevent seized: arrest\n\
         source paper \"Paper\"\n  published 2025-01-23\nclaim \"a\"\n\
         \x20 speech: agent ann, place turin, on 2025-01-19T10:00\n\
         \x20 seized: patient ann, place milan, on 2025-01-19T11:00\n";
    let status = |settings: &str| check(&[("belie.toml", settings), ("case.claims", claims)]).0;
    assert_eq!(status(""), 0);
    assert_eq!(status("fastest_kmh = 130\n"), 0);
    assert_eq!(status("fastest_kmh = 80\n"), 1);
}

#[test]
fn tables_to_import_are_set_up_below_their_heading() {
    let with = |text: &str| check(&[("case.claims", "# no claim\n"), ("belie.toml", text)]);
    let good = "zone = \"Europe/Rome\"\n[import]\nseparator = \"\\t\"\n[import.columns]\npassage = \"Quote\"\n[import.defaults]\nsource = \"a\"\n";
    let (status, report) = with(good);
    assert_eq!(status, 3, "{report}");
    for (text, said) in [
        ("import = 5\n", "[import] is a heading"),
        (
            "[import]\nseparator = \";;\"\n",
            "one sign stands between two cells",
        ),
        (
            "[import]\nseparator = 5\n",
            "a text in quotation marks belongs here",
        ),
        (
            "[import]\nseperator = \";\"\n",
            "there is no setting `seperator` below [import]",
        ),
        (
            "[import]\ncolumns = \"Quote\"\n",
            "[import.columns] is a heading",
        ),
        (
            "[import.columns]\npassage = 5\n",
            "a text in quotation marks belongs here",
        ),
    ] {
        let (status, report) = with(text);
        assert_eq!(status, 2, "{text}: {report}");
        assert!(report.contains(said), "{text}: {report}");
    }
}
