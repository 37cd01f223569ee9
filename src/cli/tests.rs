//! What can be told without running the program.

use clap::Parser;

use super::args::{Args, Command, FailOn};
use super::check::{look, status};
use super::sources::Folder;
use super::{FOUND, GOOD, NOTHING, Surroundings, WRONG};
use crate::analysis::{Analysis, Summary};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::{Files, ReadError, Reader};

fn with(claims: usize, severities: &[Severity]) -> Analysis {
    let diagnostic = |&severity| Diagnostic {
        severity,
        ..Diagnostic::new(Code::TimeConflict, "x")
    };
    Analysis {
        files: Files::default(),
        diagnostics: severities.iter().map(diagnostic).collect(),
        summary: Summary {
            claims,
            ..Summary::default()
        },
        ..Analysis::default()
    }
}

#[test]
fn mistakes_win_then_nothing_read_then_the_threshold() {
    use Severity::{Contradiction, Gap, Mistake, Tension};
    let contradiction = FailOn::Contradiction;
    assert_eq!(status(&with(0, &[Mistake]), FailOn::Never), WRONG);
    assert_eq!(
        status(&with(3, &[Contradiction, Mistake]), contradiction),
        WRONG
    );
    assert_eq!(status(&with(0, &[]), contradiction), NOTHING);
    assert_eq!(status(&with(0, &[Gap]), FailOn::Gap), NOTHING);
    assert_eq!(
        status(&with(3, &[Gap, Contradiction]), contradiction),
        FOUND
    );
    assert_eq!(status(&with(3, &[Tension]), contradiction), GOOD);
    assert_eq!(status(&with(3, &[Tension]), FailOn::Tension), FOUND);
    assert_eq!(status(&with(3, &[Gap]), FailOn::Tension), GOOD);
    assert_eq!(status(&with(3, &[Gap]), FailOn::Gap), FOUND);
    assert_eq!(status(&with(3, &[Contradiction]), FailOn::Never), GOOD);
}

#[test]
fn texts_come_from_inside_the_case_only() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().canonicalize().unwrap().join("case");
    std::fs::create_dir_all(case.join("sources")).unwrap();
    std::fs::write(case.join("sources/a.txt"), "\u{feff}text").unwrap();
    std::fs::write(case.join("sources/b.txt"), b"ab\xff").unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let texts = Folder::new(&case);
    assert_eq!(texts.read("sources/a.txt"), Ok("text".to_owned()));
    assert_eq!(texts.read("./sources/a.txt"), Ok("text".to_owned()));
    assert_eq!(texts.read("sources/b.txt"), Err(ReadError::NotText(2)));
    assert_eq!(texts.read("sources/c.txt"), Err(ReadError::Missing));
    assert_eq!(texts.read(" "), Err(ReadError::Unnamed));
    for outside in [
        "../secret.txt",
        "/etc/passwd",
        "sources/../../secret.txt",
        "..\\secret.txt",
        "C:/secret.txt",
    ] {
        assert_eq!(texts.read(outside), Err(ReadError::Outside), "{outside}");
    }
    assert!(matches!(
        texts.read("sources"),
        Err(ReadError::Unreadable(_))
    ));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_outside() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().canonicalize().unwrap().join("case");
    std::fs::create_dir_all(&case).unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    std::os::unix::fs::symlink("../secret.txt", case.join("a.txt")).unwrap();
    assert_eq!(Folder::new(&case).read("a.txt"), Err(ReadError::Outside));
}

#[test]
fn the_page_is_as_wide_as_the_terminal_within_reason() {
    let args = |more: &[&str]| {
        let all = ["belie", "check"].iter().chain(more);
        match Args::try_parse_from(all).unwrap().command {
            Command::Check(check) => check,
            other => panic!("{other:?}"),
        }
    };
    let terminal = |width| Surroundings {
        terminal: true,
        width: Some(width),
        ..Surroundings::default()
    };
    let pipe = Surroundings {
        width: Some(70),
        ..Surroundings::default()
    };
    assert_eq!(look(&args(&[]), terminal(80)).width, 80);
    assert_eq!(look(&args(&[]), terminal(300)).width, 120);
    assert_eq!(look(&args(&[]), pipe).width, 100);
    assert_eq!(look(&args(&["--width", "200"]), pipe).width, 200);
    assert!(look(&args(&[]), terminal(80)).colour);
    let plain = Surroundings {
        no_colour: true,
        ..terminal(80)
    };
    assert!(!look(&args(&[]), plain).colour);
    assert!(look(&args(&["--color", "always"]), plain).colour);
}
