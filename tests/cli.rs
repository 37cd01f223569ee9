//! The program as a user runs it: exit status, folders that want to do harm, pipes.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn belie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_belie"));
    command.env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    belie().args(args).output().unwrap()
}

fn check(folder: &Path, more: &[&str]) -> Output {
    belie()
        .arg("check")
        .arg(folder)
        .args(more)
        .output()
        .unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("a status, not a signal")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn case(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn help_and_version_are_good() {
    for args in [&["--help"][..], &["--version"], &["check", "--help"]] {
        let output = run(args);
        assert_eq!(status(&output), 0, "{args:?}");
        assert!(out(&output).contains("belie") || out(&output).contains("case"));
        assert_eq!(err(&output), "");
    }
    assert!(out(&run(&["--help"])).contains("Exit status"));
}

#[test]
fn a_wrong_command_is_2() {
    for args in [
        &["chekc"][..],
        &[],
        &["check", "--fail-on", "everything"],
        &["check", "--width", "3"],
    ] {
        let output = run(args);
        assert_eq!(status(&output), 2, "{args:?}");
        assert_eq!(out(&output), "");
        assert_ne!(err(&output), "");
    }
}

#[test]
fn a_missing_path_is_2_and_named_safely() {
    let output = run(&["check", "no\u{1b}[31m/such\u{202e}folder"]);
    assert_eq!(status(&output), 2);
    assert_eq!(out(&output), "");
    assert!(
        err(&output).contains("there is no file or folder"),
        "{}",
        err(&output)
    );
    assert!(!err(&output).contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn an_empty_folder_is_never_a_success() {
    let folder = case(&[]);
    let output = check(folder.path(), &[]);
    assert_eq!(status(&output), 3);
    assert_eq!(
        out(&output),
        "Nothing was checked: no .claims file was found.\n"
    );
    assert_eq!(status(&check(folder.path(), &["--fail-on", "never"])), 3);
}

#[test]
fn a_file_that_is_no_claims_file_is_2() {
    let folder = case(&[("notes.txt", b"hello")]);
    let output = check(&folder.path().join("notes.txt"), &[]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("neither a folder nor a .claims file"));
}

#[test]
fn files_that_are_not_utf8_are_mistakes_at_their_place() {
    let folder = case(&[
        ("latin.claims", b"# fine\n# caf\xe9\n"),
        ("wide.claims", b"\xff\xfes\0o\0"),
        ("marked.claims", b"\xef\xbb\xbf# a byte-order mark\r\n"),
    ]);
    let output = check(folder.path(), &[]);
    let text = out(&output);
    assert_eq!(status(&output), 2);
    assert!(
        text.contains("latin.claims is not UTF-8 throughout"),
        "{text}"
    );
    assert!(text.contains("latin.claims:2:6"), "{text}");
    assert!(text.contains("wide.claims is UTF-16"), "{text}");
    assert!(!text.contains("marked.claims"), "{text}");
}

#[test]
fn hidden_folders_and_other_files_are_left_alone() {
    let folder = case(&[
        (".git/bad.claims", b"\xff"),
        (".hidden.claims", b"\xff"),
        ("sub/notes.txt", b"\xff"),
    ]);
    let output = check(folder.path(), &[]);
    assert_eq!(status(&output), 3, "{}", out(&output));
}

#[test]
fn json_goes_to_a_pipe_as_it_is() {
    let folder = case(&[("bad.claims", b"# \xff\n")]);
    let output = check(folder.path(), &["--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["version"], 1);
    let all = value["diagnostics"].as_array().unwrap();
    let unreadable = all.iter().find(|one| one["id"] == "unreadable").unwrap();
    assert_eq!(unreadable["labels"][0]["file"], "bad.claims");
    assert_eq!(unreadable["labels"][0]["column"], 3);
}

#[test]
fn colour_is_for_terminals_or_by_request() {
    let folder = case(&[("bad.claims", b"\xff")]);
    let plain = check(folder.path(), &[]);
    assert!(!out(&plain).contains('\u{1b}'));
    let always = check(folder.path(), &["--color", "always"]);
    assert!(out(&always).contains('\u{1b}'));
    let never = belie()
        .args(["check", "--color", "never"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(out(&never), out(&plain));
}

#[test]
fn a_reader_who_goes_away_is_no_trouble() {
    let folder = case(&[("bad.claims", &b"\xff\n".repeat(10))]);
    for n in 0..300 {
        fs::write(folder.path().join(format!("f{n}.claims")), b"\xff").unwrap();
    }
    let mut child = belie()
        .arg("check")
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(status(&output), 2);
    assert_eq!(err(&output), "");
}

const TWO_DATES: &[u8] = b"person p \"P\"
event e: birth \"P is born\"
source a \"A\"
claim \"on the 1st\"
  e: patient p, on 2025-01-01
source b \"B\"
claim \"on the 2nd\"
  e: patient p, on 2025-01-02
";

#[test]
fn several_reports_in_one_run() {
    let folder = case(&[("case/a.claims", TWO_DATES)]);
    let place = |name: &str| folder.path().join(name);
    let file = |format: &str, name: &str| format!("--format={format}:{}", place(name).display());
    let output = check(
        &place("case"),
        &[
            "--format",
            "concise",
            &file("json", "out.json"),
            &file("html", "out.html"),
        ],
    );
    assert_eq!(status(&output), 1, "{}", err(&output));
    assert!(
        out(&output).contains("contradiction time-conflict"),
        "{}",
        out(&output)
    );
    let json = fs::read(place("out.json")).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(value["summary"]["contradictions"], 1);
    assert!(
        fs::read_to_string(place("out.html"))
            .unwrap()
            .starts_with("<!DOCTYPE html>")
    );
    let quiet = check(&place("case"), &["--quiet", &file("sarif", "out.sarif")]);
    assert_eq!((out(&quiet), err(&quiet)), (String::new(), String::new()));
    assert_eq!(status(&quiet), 1);
    assert!(place("out.sarif").exists());
}

#[test]
fn reports_that_cannot_be_had_together_are_2() {
    let folder = case(&[("a.claims", TWO_DATES)]);
    for (args, said) in [
        (
            &["--format", "json", "--format", "sarif:-"][..],
            "one report can be printed",
        ),
        (
            &["--format", "json:x", "--format", "sarif:x"],
            "two reports cannot both be",
        ),
        (&["--format", "json:b.claims"], "is a claim file"),
        (&["--format", "json:"], "a path is missing"),
        (&["--format", "sarfi"], "did you mean sarif?"),
        (
            &["--format", "json:no/such/folder/out.json"],
            "cannot write",
        ),
    ] {
        let output = check(folder.path(), args);
        assert_eq!(status(&output), 2, "{args:?}");
        assert!(err(&output).contains(said), "{args:?}: {}", err(&output));
    }
}

#[test]
fn places_start_at_the_root_of_the_repository_or_where_one_stands() {
    let folder = case(&[("cases/x/a.claims", TWO_DATES)]);
    fs::create_dir(folder.path().join(".git")).unwrap();
    let from = |folder: &Path, format: &str, path: &str| {
        let mut command = belie();
        let output = command
            .current_dir(folder)
            .args(["check", "--format", format, path])
            .output();
        out(&output.unwrap())
    };
    let cases = folder.path().join("cases");
    assert!(from(&cases, "concise", "x").starts_with("x/a.claims:5:"));
    assert!(from(&cases, "github", "x").contains("file=cases/x/a.claims,line=5"));
    assert!(from(&cases, "sarif", "x").contains("\"uri\": \"cases/x/a.claims\""));
}

#[test]
fn a_profile_tells_where_the_time_went_beside_the_report() {
    let folder = case(&[("a.claims", TWO_DATES)]);
    let plain = check(folder.path(), &[]);
    let profiled = check(folder.path(), &["--profile"]);
    assert_eq!(out(&profiled), out(&plain));
    assert_eq!(status(&profiled), status(&plain));
    assert!(
        err(&profiled).starts_with("Where the time went, "),
        "{}",
        err(&profiled)
    );
    assert!(
        err(&profiled).contains("kB  a.claims"),
        "{}",
        err(&profiled)
    );
}

#[test]
fn a_profile_names_texts_of_sources_and_is_of_one_thread_whatever_is_asked() {
    let claims = b"event raid: arrest\n\nsource s \"S\"\n  text \"texts/s.txt\"\n\nclaim \"It was in Turin\"\n  raid\n";
    let folder = case(&[("a.claims", claims), ("texts/s.txt", b"It was in Turin.\n")]);
    let profiled = check(folder.path(), &["--profile", "--threads", "2"]);
    let page = err(&profiled);
    assert!(page.contains(" in all, on one thread:\n"), "{page}");
    assert!(page.contains(" kB  texts/s.txt\n"), "{page}");
    let nothing = case(&[("a.txt", b"no claims")]);
    let page = err(&check(nothing.path(), &["--profile"]));
    assert!(!page.contains("by file"), "{page}");
}

#[test]
fn the_schema_is_printed() {
    let output = run(&["schema"]);
    assert_eq!(status(&output), 0);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["title"], "Belie report");
}

#[test]
fn explain_lists_shows_and_guesses() {
    let list = run(&["explain"]);
    assert_eq!(status(&list), 0);
    assert!(out(&list).contains("time-conflict"));
    assert_eq!(status(&run(&["explain", "time-conflict"])), 0);
    let near = run(&["explain", "tiem-conflict"]);
    assert_eq!(status(&near), 2);
    assert!(
        err(&near).contains("did you mean time-conflict?"),
        "{}",
        err(&near)
    );
    let far = run(&["explain", "zebra\u{7}"]);
    assert!(err(&far).contains("zebra\\u{7}"), "{}", err(&far));
}

#[test]
fn the_vocabulary_is_told_looked_up_and_printed() {
    let all = out(&run(&["vocabulary"]));
    assert!(all.contains("  arrest: Someone is arrested\n"), "{all}");
    let one = out(&run(&["vocabulary", "arrest"]));
    assert!(
        one.contains("arrest: ") && !one.contains("release"),
        "{one}"
    );
    let claims = out(&run(&["vocabulary", "--format", "claims"]));
    assert!(claims.starts_with("# The built-in vocabulary"), "{claims}");
    let json = run(&["vocabulary", "ship", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(value["kinds"][0]["name"], "voyage");
    let schema = run(&["schema", "vocabulary"]);
    let value: serde_json::Value = serde_json::from_slice(&schema.stdout).unwrap();
    assert_eq!(value["title"], "Belie vocabulary");
    let near = run(&["vocabulary", "arest\u{7}"]);
    assert_eq!(status(&near), 2);
    assert!(
        err(&near).contains("did you mean arrest?"),
        "{}",
        err(&near)
    );
    assert!(err(&near).contains("arest\\u{7}"), "{}", err(&near));
}

#[test]
fn the_vocabulary_of_a_case_is_told_with_the_built_in_one() {
    let folder = case(&[(
        "words.claims",
        b"kind boarding \"People go on board\"\nclam\n",
    )]);
    let path = folder.path().to_str().unwrap();
    let output = run(&["vocabulary", "--case", path]);
    assert_eq!(status(&output), 0);
    assert!(out(&output).contains("boarding: People go on board"));
    assert!(out(&output).contains("arrest: "));
    assert!(err(&output).contains("have mistakes"), "{}", err(&output));
    let claims = out(&run(&[
        "vocabulary",
        "boarding",
        "--format",
        "claims",
        "--case",
        path,
    ]));
    assert_eq!(claims, "kind boarding \"People go on board\"\n");
    assert_eq!(status(&run(&["vocabulary", "--case", "no/such/folder"])), 2);
}

/// Notepad puts `.txt` behind a name: nothing that is meant to be checked is passed over.
#[test]
fn a_claim_file_with_another_ending_is_told() {
    let folder = case(&[
        ("a.claims.txt", b"# a"),
        ("B.CLAIMS", b"# b"),
        ("c.claims.bak", b"# c"),
    ]);
    let output = check(folder.path(), &[]);
    let told = out(&output);
    assert_eq!(told.matches("its name has to end in").count(), 2, "{told}");
    assert!(
        told.contains("a.claims.txt") && told.contains("B.CLAIMS"),
        "{told}"
    );
    assert_eq!(status(&output), 2);
}

#[test]
fn settings_above_what_is_checked_are_not_silently_passed_over() {
    let folder = case(&[
        ("belie.toml", b"zone = \"Europe/Rome\""),
        ("sub/a.claims", b"event a: arrest"),
    ]);
    let whole = check(folder.path(), &[]);
    assert!(!err(&whole).contains("sets nothing"), "{}", err(&whole));
    let part = folder.path().join("sub");
    assert!(err(&check(&part, &[])).contains("belie.toml\" sets nothing here"));
    assert_eq!(err(&check(&part, &["--quiet"])), "");
}

#[cfg(unix)]
mod links_and_pipes {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_out_of_the_case_are_not_followed() {
        let outside = case(&[("secret.claims", b"\xffsecret")]);
        let folder = case(&[]);
        symlink(outside.path(), folder.path().join("link")).unwrap();
        symlink(
            outside.path().join("secret.claims"),
            folder.path().join("a.claims"),
        )
        .unwrap();
        let output = check(folder.path(), &[]);
        assert!(
            out(&output).contains("the link leads out of the case"),
            "{}",
            out(&output)
        );
        assert!(!out(&output).contains("secret"));
        assert_eq!(status(&output), 2);
    }

    #[test]
    fn loops_of_links_end_and_a_file_counts_once() {
        let folder = case(&[("sub/a.claims", b"\xff")]);
        symlink(folder.path(), folder.path().join("sub/loop")).unwrap();
        symlink("self.claims", folder.path().join("self.claims")).unwrap();
        symlink(folder.path().join("sub"), folder.path().join("again")).unwrap();
        let output = check(folder.path(), &[]);
        assert_eq!(
            out(&output).matches("is not UTF-8 throughout").count(),
            1,
            "{}",
            out(&output)
        );
        assert!(out(&output).contains("sub/a.claims"));
        assert!(out(&output).contains("self.claims cannot be read"));
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = case(&[]);
        let made = Command::new("mkfifo")
            .arg(folder.path().join("p.claims"))
            .status();
        if made.is_ok_and(|status| status.success()) {
            let output = check(folder.path(), &[]);
            assert!(
                out(&output).contains("not a regular file"),
                "{}",
                out(&output)
            );
            assert_eq!(status(&output), 2);
        }
    }

    #[test]
    fn names_that_are_not_utf8_are_reported() {
        let folder = case(&[]);
        let name = std::ffi::OsStr::from_bytes(b"b\xff.claims");
        if fs::write(folder.path().join(name), b"# fine\n").is_ok() {
            let output = check(folder.path(), &[]);
            assert_eq!(status(&output), 2);
            assert!(out(&output).contains("is not UTF-8"), "{}", out(&output));
        }
    }
}
