//! A run that is interrupted leaves no half-written file.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "../benches/workload/mod.rs"]
mod workload;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use workload::Workload;

fn belie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_belie"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn send(signal: &str, to: &Child) {
    let pid = to.id().to_string();
    assert!(
        Command::new("kill")
            .args([signal, &pid])
            .status()
            .unwrap()
            .success()
    );
}

/// Waits until the folder has a file in the making; false if the program ends before that.
fn begins(program: &mut Child, folder: &Path) -> bool {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        if names(folder).iter().any(|name| name.starts_with('.')) {
            return true;
        }
        if program.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    panic!("nothing is written");
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn an_import_from_a_pipe_that_never_ends() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let folder = tempfile::tempdir().unwrap();
        let mut import = belie()
            .args(["import", "-", "--format", "jsonl"])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut rows = import.stdin.take().unwrap();
        for source in 0..100 {
            writeln!(
                rows,
                r#"{{"source": "s{source}", "passage": "x", "event": "e", "kind": "transfer"}}"#
            )
            .unwrap();
        }
        rows.flush().unwrap();
        assert!(begins(&mut import, folder.path()));
        send(signal, &import);
        assert_eq!(import.wait().unwrap().code(), Some(130), "{signal}");
        assert_eq!(names(folder.path()), [""; 0], "{signal}");
        drop(rows);
    }
}

#[test]
fn a_report_in_the_middle() {
    let case = tempfile::tempdir().unwrap();
    for (path, text) in &Workload::quarrels(2000).files {
        fs::write(case.path().join(path), text).unwrap();
    }
    // A fast machine may be through before it is interrupted.
    let interrupted = (0..10).any(|_| is_interrupted_in_the_middle(case.path()));
    assert!(interrupted);
}

fn is_interrupted_in_the_middle(case: &Path) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.json");
    fs::write(&report, "{\"as\": \"it was\"}").unwrap();
    let mut check = belie()
        .arg("check")
        .arg(case)
        .arg(format!("--format=json:{}", report.display()))
        .spawn()
        .unwrap();
    let begun = begins(&mut check, folder.path());
    if begun {
        send("-INT", &check);
    }
    let status = check.wait().unwrap();
    assert_eq!(names(folder.path()), ["report.json"]);
    let text = fs::read_to_string(&report).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(value["as"] == "it was" || value["version"] == 1);
    begun && status.code() == Some(130) && value["as"] == "it was"
}
