//! `belie init` through the real program: what it makes checks, and nothing is overwritten.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn belie(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every file below a folder with its text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                found.insert(name.to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn the_new_case_has_one_contradiction_and_nothing_else_to_report() {
    let folder = tempfile::tempdir().unwrap();
    let made = belie(folder.path(), &["init", "bell"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let checked = belie(folder.path(), &["check", "bell", "--format", "json"]);
    assert_eq!(checked.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_str(&out(&checked)).unwrap();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    assert_eq!(diagnostics[0]["id"], "time-conflict");
    assert_eq!(diagnostics[0]["severity"], "contradiction");
    let passages = &report["passages"];
    assert_eq!(report["summary"]["texts"], 2);
    assert_eq!(report["summary"]["claims"], 5);
    assert_eq!(
        (&passages["absent"], &passages["unchecked"]),
        (&0.into(), &0.into())
    );
    insta::assert_snapshot!(out(&belie(&folder.path().join("bell"), &["check"])));
}

#[test]
fn the_new_case_is_laid_out_as_it_should_be() {
    let folder = tempfile::tempdir().unwrap();
    belie(folder.path(), &["init"]);
    let looked_at = belie(folder.path(), &["fmt", "--check"]);
    assert_eq!(looked_at.status.code(), Some(0), "{}", out(&looked_at));
    assert!(!files(folder.path()).is_empty());
}

#[test]
fn the_dispute_that_the_case_suggests_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    belie(folder.path(), &["init"]);
    let text = fs::read_to_string(folder.path().join("police.claims")).unwrap();
    assert!(text.contains("`belie dispute theft --reason "));
    let reason = "asked the Courier which night they meant";
    let written = belie(folder.path(), &["dispute", "theft", "--reason", reason]);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    assert_eq!(belie(folder.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn it_tells_what_it_wrote_and_writes_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let made = belie(folder.path(), &["init", "a/b"]);
    insta::assert_snapshot!(out(&made));
    let told = out(&made);
    for name in files(folder.path()).keys() {
        assert!(told.contains(&format!("  {name}\n")), "{name}");
    }
}

#[test]
fn nothing_is_overwritten_and_nothing_written_beside_it() {
    for name in ["belie.toml", "police.claims", "sources/police.txt"] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sources")).unwrap();
        fs::write(folder.path().join(name), "mine").unwrap();
        let before = files(folder.path());
        let refused = belie(folder.path(), &["init"]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(
            err(&refused).contains("nothing was written"),
            "{}",
            err(&refused)
        );
        assert!(err(&refused).contains(name), "{}", err(&refused));
        assert_eq!(files(folder.path()), before);
    }
}

#[test]
fn a_folder_with_claim_files_is_a_case_already() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("old")).unwrap();
    fs::write(folder.path().join("old/mine.claims"), "# mine\n").unwrap();
    let refused = belie(folder.path(), &["init", "."]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        err(&refused).contains("it is a case already"),
        "{}",
        err(&refused)
    );
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn in_a_repository_the_workflow_stands_at_its_root_and_names_the_case() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(
        belie(folder.path(), &["init", "cases/it's \"one\""])
            .status
            .code(),
        Some(0)
    );
    let workflow = fs::read_to_string(folder.path().join(".github/workflows/belie.yml")).unwrap();
    assert!(
        workflow.contains(r#"path: "cases/it's \"one\"""#),
        "{workflow}"
    );
    // A second case leaves it alone and says so.
    let second = belie(folder.path(), &["init", "cases/two"]);
    assert_eq!(second.status.code(), Some(0), "{}", err(&second));
    assert!(
        out(&second).contains("was left as it is"),
        "{}",
        out(&second)
    );
    let after = fs::read_to_string(folder.path().join(".github/workflows/belie.yml")).unwrap();
    assert_eq!(after, workflow);
}

#[test]
fn the_workflow_uses_the_action_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    belie(folder.path(), &["init"]);
    let workflow = fs::read_to_string(folder.path().join(".github/workflows/belie.yml")).unwrap();
    assert!(workflow.contains("path: \".\""));
    let action = fs::read_to_string("action.yml").unwrap();
    let (_, inputs) = workflow.split_once("        with:\n").unwrap();
    let inputs = inputs
        .lines()
        .take_while(|line| line.starts_with("          "));
    let names: Vec<&str> = inputs
        .map(|line| line.trim().split(':').next().unwrap())
        .collect();
    assert_eq!(names, ["path", "fail-on"]);
    for name in names {
        assert!(action.contains(&format!("\n  {name}:\n")), "{name}");
    }
    assert!(
        action.contains("default: belie.sarif") && workflow.contains("sarif_file: belie.sarif")
    );
}

#[test]
fn a_file_in_the_way_of_the_folder_is_a_complaint() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "mine").unwrap();
    let refused = belie(folder.path(), &["init", "file"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("cannot make"), "{}", err(&refused));
    // Where a folder of the case would have to be, a file stands: what was written before it is taken back.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sources"), "mine").unwrap();
    let refused = belie(folder.path(), &["init"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(files(folder.path()).len(), 1, "{:?}", files(folder.path()));
}
