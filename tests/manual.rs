//! Completions and man pages hold every command and option that the help shows.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that the help lists, `help` aside.
fn commands() -> Vec<String> {
    let help = run(&["--help"]);
    let (_, list) = help.split_once("Commands:\n").unwrap();
    list.lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .filter(|name| name != "help")
        .collect()
}

/// The long options that the help of a command lists.
fn options(command: &str) -> BTreeSet<String> {
    let help = run(&[command, "-h"]);
    let (_, list) = help.split_once("Options:\n").unwrap();
    list.lines()
        .filter(|line| line.starts_with("  -") || line.starts_with("      --"))
        .filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")))
        .map(|word| word.trim_end_matches(',').to_owned())
        .collect()
}

/// Runs a program that may be missing here.
fn run_if_present(program: &str, args: &[&str]) -> Option<Output> {
    let child = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .output();
    child.ok()
}

#[test]
fn there_is_something_to_hold() {
    let commands = commands();
    assert!(commands.contains(&"check".to_owned()), "{commands:?}");
    assert!(options("check").contains("--fail-on"));
    assert!(options("check").len() >= 8, "{:?}", options("check"));
}

#[test]
fn the_help_of_an_import_is_broken_where_its_lines_end() {
    let help = run(&["import", "--help"]);
    let (_, fields) = help.split_once("Fields are columns").unwrap();
    assert!(fields.lines().all(|line| line.len() <= 80), "{fields}");
}

#[test]
fn completions_hold_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
            for option in options(&command) {
                let spelt = match shell {
                    "fish" => format!("-l {}", option.trim_start_matches('-')),
                    _ => option.clone(),
                };
                assert!(script.contains(&spelt), "{shell}: {command} {option}");
            }
        }
    }
    // Values are completed, too, where the shell's completions know values at all.
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell]);
        for word in ["sarif", "time-conflict"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn shells_that_are_here_read_their_completions() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        let file = folder.path().join(shell);
        fs::write(&file, run(&["completions", shell])).unwrap();
        if let Some(output) = run_if_present(shell, &["-n", file.to_str().unwrap()]) {
            assert!(output.status.success(), "{shell}: {output:?}");
        }
    }
}

#[test]
fn bash_completes_commands_options_and_values() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("belie.bash");
    fs::write(&file, run(&["completions", "bash"])).unwrap();
    let completed = |words: &str| {
        let script = format!(
            "source {}; COMP_WORDS=(belie {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _belie belie \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; echo \"${{COMPREPLY[@]}}\"",
            file.display()
        );
        let output = run_if_present("bash", &["-c", &script])?;
        Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
    };
    for (words, expected) in [
        ("ch", "check"),
        ("check --fa", "--fail-on"),
        ("check --fail-on te", "tension"),
        ("explain time-c", "time-conflict"),
        ("check --format sa", "sarif"),
    ] {
        if let Some(completed) = completed(words) {
            assert_eq!(completed, expected, "{words}");
        }
    }
}

#[test]
fn every_command_has_its_page_with_every_option() {
    let folder = tempfile::tempdir().unwrap();
    let man = folder.path().join("share/man1");
    assert_eq!(run(&["man", man.to_str().unwrap()]), "");
    assert_eq!(
        fs::read_to_string(man.join("belie.1")).unwrap(),
        run(&["man"])
    );
    for command in commands() {
        let file = man.join(format!("belie-{command}.1"));
        let page = fs::read_to_string(&file).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{page}");
        for option in options(&command) {
            let spelt = option.replace('-', "\\-");
            assert!(page.contains(&spelt), "{command} {option}: {page}");
        }
    }
    assert_eq!(fs::read_dir(&man).unwrap().count(), commands().len() + 1);
    // Written again, they stand as they were.
    assert_eq!(run(&["man", man.to_str().unwrap()]), "");
}

#[test]
fn man_shows_a_page_without_complaint_where_it_is_present() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    run(&["man", path]);
    for name in commands().iter().map(|name| format!("belie-{name}.1")) {
        let file = format!("{path}/{name}");
        if let Some(output) = run_if_present("man", &["--warnings", "-l", &file]) {
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{name}: {output:?}");
            assert!(output.stderr.is_empty(), "{name}: {output:?}");
            assert!(text.contains("SYNOPSIS"), "{name}: {text}");
        }
        if let Some(output) = run_if_present("mandoc", &["-T", "lint", "-W", "error", &file]) {
            assert!(output.status.success(), "{name}: {output:?}");
        }
    }
    let check = format!("{path}/belie-check.1");
    if let Some(output) = run_if_present("man", &["-l", &check]) {
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        // Each exit status keeps its line.
        assert!(
            text.lines()
                .any(|line| line.trim_start().starts_with("1  something at or above")),
            "{text}"
        );
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_a_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_belie"))
        .arg("man")
        .arg(file.join("man1"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot make"));
}
