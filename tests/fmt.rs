//! `belie fmt` as a user runs it: what it writes, what it only shows, what it leaves alone.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const UNTIDY: &str = "claim   \"x\"\n a :place b\n";
const TIDY: &str = "claim \"x\"\n  a: place b\n";

fn fmt(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_belie"))
        .arg("fmt")
        .args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
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

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

#[test]
fn a_folder_is_laid_out_and_the_changed_files_are_named() {
    let folder = case(&[
        ("a.claims", UNTIDY.as_bytes()),
        ("b/c.claims", UNTIDY.as_bytes()),
        ("d.claims", TIDY.as_bytes()),
        ("e.txt", UNTIDY.as_bytes()),
    ]);
    let output = fmt(folder.path(), &[]);
    assert_eq!(
        (status(&output), out(&output), err(&output)),
        (0, "a.claims\nb/c.claims\n".into(), String::new())
    );
    assert_eq!(text(&folder, "a.claims"), TIDY);
    assert_eq!(text(&folder, "b/c.claims"), TIDY);
    assert_eq!(text(&folder, "e.txt"), UNTIDY);
    let again = fmt(folder.path(), &["--check"]);
    assert_eq!((status(&again), out(&again)), (0, String::new()));
}

#[test]
fn check_and_diff_write_nothing() {
    let folder = case(&[("x/a.claims", UNTIDY.as_bytes())]);
    let check = fmt(folder.path(), &["--check"]);
    assert_eq!(
        (status(&check), out(&check)),
        (1, "x/a.claims would change\n".into())
    );
    let diff = fmt(folder.path(), &["--diff", "x"]);
    assert_eq!(status(&diff), 1);
    insta::assert_snapshot!(out(&diff), @r#"
    --- x/a.claims
    +++ x/a.claims
    @@ -1,2 +1,2 @@
    -claim   "x"
    - a :place b
    +claim "x"
    +  a: place b
    "#);
    let coloured = fmt(folder.path(), &["--diff", "--color", "always"]);
    assert!(out(&coloured).contains("\u{1b}[31m-claim   \"x\"\u{1b}[0m\n"));
    assert_eq!(text(&folder, "x/a.claims"), UNTIDY);
}

#[test]
fn several_paths_and_one_that_is_missing() {
    let folder = case(&[
        ("a.claims", UNTIDY.as_bytes()),
        ("b/b.claims", UNTIDY.as_bytes()),
    ]);
    let output = fmt(folder.path(), &["a.claims", "nowhere", "b"]);
    assert_eq!(status(&output), 2);
    assert_eq!(out(&output), "a.claims\nb/b.claims\n");
    assert!(err(&output).contains("nowhere"), "{}", err(&output));
    let nothing = case(&[("a.txt", b"x")]);
    assert_eq!(status(&fmt(nothing.path(), &[])), 3);
}

#[test]
fn what_is_no_utf8_is_left_alone_and_named() {
    let folder = case(&[
        ("a.claims", b"claim   \"\xff\"\n"),
        ("b.claims", b"\xff\xfec\0"),
        ("c.claims", UNTIDY.as_bytes()),
    ]);
    let output = fmt(folder.path(), &[]);
    assert_eq!((status(&output), out(&output)), (2, "c.claims\n".into()));
    insta::assert_snapshot!(err(&output), @r"
    belie: a.claims is not UTF-8 throughout; it was left as it is
    belie: b.claims is UTF-16, not UTF-8, and was not read; it was left as it is
    ");
    assert_eq!(
        fs::read(folder.path().join("a.claims")).unwrap(),
        b"claim   \"\xff\"\n"
    );
}

#[test]
fn the_mark_and_the_line_ends_of_a_file_are_kept() {
    let folder = case(&[("a.claims", b"\xef\xbb\xbfclaim   \"x\"\r\n a\r\n")]);
    fmt(folder.path(), &[]);
    assert_eq!(text(&folder, "a.claims"), "\u{feff}claim \"x\"\r\n  a\r\n");
}

#[test]
fn standard_input_is_printed() {
    let run = |args: &[&str], text: &[u8]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_belie"))
            .arg("fmt")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text).unwrap();
        child.wait_with_output().unwrap()
    };
    let output = run(&["-"], UNTIDY.as_bytes());
    assert_eq!((status(&output), out(&output)), (0, TIDY.into()));
    let check = run(&["-", "--check"], UNTIDY.as_bytes());
    assert_eq!((status(&check), out(&check)), (1, String::new()));
    assert_eq!(status(&run(&["--check", "-"], TIDY.as_bytes())), 0);
    assert!(out(&run(&["--diff", "-"], UNTIDY.as_bytes())).contains("+claim \"x\"\n"));
    let bad = run(&["-"], b"claim \"\xff\"");
    assert_eq!((status(&bad), out(&bad)), (2, String::new()));
    assert_eq!(status(&run(&["-", "."], b"")), 2);
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_links_lead_nowhere_else() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let outside = case(&[("secret.claims", UNTIDY.as_bytes())]);
    let folder = case(&[
        ("a.claims", UNTIDY.as_bytes()),
        ("sub/b.claims", UNTIDY.as_bytes()),
    ]);
    let at = |name: &str| folder.path().join(name);
    fs::set_permissions(at("a.claims"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink(outside.path().join("secret.claims"), at("out.claims")).unwrap();
    symlink("sub/b.claims", at("in.claims")).unwrap();
    let output = fmt(folder.path(), &[]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("out.claims"), "{}", err(&output));
    assert_eq!(
        fs::metadata(at("a.claims")).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(text(&outside, "secret.claims"), UNTIDY);
    assert_eq!(text(&folder, "sub/b.claims"), TIDY);
    assert!(fs::symlink_metadata(at("in.claims")).unwrap().is_symlink());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 4, "nothing is left behind");
}

/// It is named as it was given, and not by where it leads.
#[cfg(unix)]
#[test]
fn a_link_to_a_device_is_named_as_it_was_given() {
    let folder = case(&[]);
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.claims")).unwrap();
    let output = fmt(folder.path(), &["zero.claims"]);
    assert_eq!(status(&output), 2);
    let expected = "belie: \"zero.claims\" is not a regular file\n";
    assert_eq!(err(&output), expected);
}

#[test]
fn a_statement_with_a_mistake_is_left_and_the_others_are_not() {
    let folder = case(&[(
        "a.claims",
        b"claim  \"x\"\n a :  on 1.2.2025\n b :place c\n",
    )]);
    let output = fmt(folder.path(), &[]);
    assert_eq!((status(&output), err(&output)), (0, String::new()));
    assert_eq!(
        text(&folder, "a.claims"),
        "claim \"x\"\n a :  on 1.2.2025\n  b: place c\n"
    );
}
