//! `belie check --watch` through the real program: files change under it in the ways in which editors change them.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Nothing takes so long unless it never comes.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longer than two looks at the files.
const A_WHILE: Duration = Duration::from_millis(900);

const ONE: &str = "person p \"P\"
event e: birth \"P is born\"
source a \"A\"
claim \"on the 1st\"
  e: patient p, on 2025-01-01
";
const OTHER: &str = "source b \"B\"
claim \"on the 2nd\"
  e: patient p, on 2025-01-02
";

fn case(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The program at work; what it writes comes line by line, complaints among it. It ends with the test.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_belie"))
            .args(["check", "--watch", "--format", "concise"])
            .args(args)
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (to, lines) = channel();
        pass_on(child.stdout.take().unwrap(), to.clone());
        pass_on(child.stderr.take().unwrap(), to);
        Self { child, lines }
    }

    /// What the next check says; its last line tells the exit status.
    fn next(&self) -> String {
        let mut text = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|error| panic!("{error} after:\n{text}"));
            text.push_str(&line);
            text.push('\n');
            if line.contains("Ctrl-C ends") {
                // The report may come by the other pipe a moment later.
                thread::sleep(Duration::from_millis(20));
                self.lines
                    .try_iter()
                    .for_each(|line| text.push_str(&(line + "\n")));
                return text;
            }
        }
    }

    /// Checks that no check follows.
    fn is_quiet(&self) {
        match self.lines.recv_timeout(A_WHILE) {
            Err(RecvTimeoutError::Timeout) => {}
            other => panic!("{other:?}"),
        }
    }

    /// Waits until the program is over.
    fn end(&mut self) -> Option<i32> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("it does not end");
    }

    #[cfg(unix)]
    fn interrupt(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &id])
                .status()
                .unwrap()
                .success()
        );
        self.end()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pass_on(from: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if to.send(line).is_err() {
                return;
            }
        }
    });
}

/// Writes as many editors do: beside the file, then moved into its place.
fn write_by_rename(path: PathBuf, text: &str) {
    let beside = path.with_extension("claims~");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

#[test]
fn files_that_come_change_and_go_are_checked_again() {
    let folder = case(&[("a.claims", ONE)]);
    let watching = Watching::start(folder.path(), &[]);
    assert!(watching.next().contains("exit status 0"));
    watching.is_quiet();

    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("sub/b.claims"), OTHER).unwrap();
    let report = watching.next();
    assert!(
        report.contains("time-conflict") && report.contains("exit status 1"),
        "{report}"
    );

    write_by_rename(
        folder.path().join("sub/b.claims"),
        &OTHER.replace("01-02", "01-01"),
    );
    let report = watching.next();
    assert!(report.contains("exit status 0"), "{report}");

    fs::write(folder.path().join("sub/b.claims"), "clam\n").unwrap();
    assert!(watching.next().contains("exit status 2"));

    fs::remove_dir_all(folder.path().join("sub")).unwrap();
    let report = watching.next();
    assert!(report.contains("exit status 0"), "{report}");

    fs::write(folder.path().join("notes.txt"), "none of its business").unwrap();
    fs::write(folder.path().join(".a.claims.swp"), "nor this").unwrap();
    watching.is_quiet();
}

#[test]
fn a_text_of_the_same_length_put_in_its_place_is_seen() {
    let folder = case(&[("a.claims", ONE), ("b.claims", OTHER)]);
    let watching = Watching::start(folder.path(), &[]);
    assert!(watching.next().contains("exit status 1"));
    let path = folder.path().join("b.claims");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let beside = folder.path().join("beside");
    fs::write(&beside, OTHER.replace("01-02", "01-01")).unwrap();
    fs::File::options()
        .write(true)
        .open(&beside)
        .unwrap()
        .set_modified(time)
        .unwrap();
    fs::rename(beside, path).unwrap();
    if cfg!(unix) {
        assert!(watching.next().contains("exit status 0"));
    }
}

#[test]
fn texts_of_sources_and_settings_count() {
    let with_text = ONE.replace("claim", "  text \"texts/a.txt\"\nclaim");
    let folder = case(&[("a.claims", &with_text)]);
    let watching = Watching::start(folder.path(), &[]);
    assert!(watching.next().contains("texts/a.txt"));

    fs::create_dir(folder.path().join("texts")).unwrap();
    fs::write(folder.path().join("texts/a.txt"), "P was born on the 1st.").unwrap();
    let report = watching.next();
    assert!(
        !report.contains("texts/a.txt") && report.contains("1 source text"),
        "{report}"
    );

    fs::write(folder.path().join("belie.toml"), "zone = \"Nowhere\"\n").unwrap();
    let report = watching.next();
    assert!(
        report.contains("belie.toml") && report.contains("exit status 2"),
        "{report}"
    );
}

#[test]
fn a_burst_is_checked_at_its_end() {
    let folder = case(&[("a.claims", ONE)]);
    let watching = Watching::start(folder.path(), &[]);
    watching.next();
    for n in 0..100 {
        fs::write(
            folder.path().join(format!("n{n}.claims")),
            format!("person p{n} \"P{n}\"\n"),
        )
        .unwrap();
        thread::sleep(Duration::from_millis(5));
    }
    fs::write(folder.path().join("z.claims"), OTHER).unwrap();
    let mut reports = vec![watching.next()];
    while !reports.last().unwrap().contains("in 102 files") {
        reports.push(watching.next());
    }
    // Half a second of changes: it was not checked at every one of them.
    assert!(reports.len() < 20, "{}", reports.len());
    assert!(reports.last().unwrap().contains("exit status 1"));
}

#[test]
fn a_folder_that_goes_is_waited_for() {
    let folder = case(&[("case/a.claims", ONE)]);
    let watching = Watching::start(&folder.path().join("case"), &[]);
    assert!(watching.next().contains("exit status 0"));
    fs::rename(folder.path().join("case"), folder.path().join("away")).unwrap();
    let report = watching.next();
    assert!(
        report.contains("there is no file or folder") && report.contains("exit status 2"),
        "{report}"
    );
    fs::rename(folder.path().join("away"), folder.path().join("case")).unwrap();
    assert!(watching.next().contains("exit status 0"));
}

#[test]
fn one_file_alone_is_watched_alone() {
    let folder = case(&[("a.claims", ONE), ("b.claims", OTHER)]);
    let watching = Watching::start(&folder.path().join("a.claims"), &[]);
    assert!(watching.next().contains("exit status 0"));
    fs::write(folder.path().join("b.claims"), "").unwrap();
    watching.is_quiet();
    fs::write(folder.path().join("a.claims"), format!("{ONE}{OTHER}")).unwrap();
    assert!(watching.next().contains("exit status 1"));
}

#[test]
fn reports_written_into_the_case_are_no_change_of_it() {
    let folder = case(&[("a.claims", ONE)]);
    let page = folder.path().join("report.html");
    let format = format!("--format=html:{}", page.display());
    let watching = Watching::start(folder.path(), &[&format]);
    watching.next();
    assert!(page.exists());
    watching.is_quiet();
    fs::write(folder.path().join("b.claims"), OTHER).unwrap();
    watching.next();
    assert!(fs::read_to_string(&page).unwrap().contains("P is born"));
}

#[test]
fn what_is_not_there_at_the_beginning_is_a_slip() {
    let folder = case(&[]);
    let mut watching = Watching::start(&folder.path().join("none"), &[]);
    assert_eq!(watching.end(), Some(2));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_leaves_nothing_behind() {
    let folder = case(&[("a.claims", ONE)]);
    let json = folder.path().join("out.json");
    let format = format!("--format=json:{}", json.display());
    let mut watching = Watching::start(folder.path(), &[&format]);
    let first = watching.next();
    assert!(
        !first.contains('\u{1b}'),
        "only a terminal is cleared: {first:?}"
    );
    assert_eq!(watching.interrupt(), Some(130));
    let rest: Vec<String> = watching.lines.iter().collect();
    assert_eq!(rest, Vec::<String>::new());
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["a.claims", "out.json"]);
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
    assert_eq!(report["version"], 1);
}

#[cfg(unix)]
#[test]
fn ctrl_c_does_not_wait_for_a_long_check() {
    let mut text = String::from("event e0: birth \"0\"\nsource a \"A\"\n");
    for n in 0..20_000 {
        text.push_str(&format!(
            "event f{n}: birth \"{n}\"\nclaim \"{n}\"\n  f{n}: on 2025-01-01\n"
        ));
    }
    let folder = case(&[("a.claims", &text)]);
    let mut watching = Watching::start(folder.path(), &[]);
    thread::sleep(Duration::from_millis(300));
    assert_eq!(watching.interrupt(), Some(130));
}

#[test]
fn a_reader_who_goes_away_ends_it() {
    let folder = case(&[("a.claims", ONE)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["check", "--watch", "--quiet", "--format", "concise"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    // Quiet: nothing is written, nobody notices.
    thread::sleep(A_WHILE);
    assert!(child.try_wait().unwrap().is_none());
    child.kill().unwrap();
    child.wait().unwrap();

    let mut watching = Watching::start(folder.path(), &[]);
    watching.next();
    drop(std::mem::replace(&mut watching.lines, channel().1));
    for n in 0..100 {
        if watching.child.try_wait().unwrap().is_some() {
            break;
        }
        fs::write(folder.path().join("b.claims"), "#".repeat(n)).unwrap();
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(watching.end(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_cleared_before_each_report() {
    let folder = case(&[("a.claims", ONE)]);
    let program = format!(
        "{} check --watch {}",
        env!("CARGO_BIN_EXE_belie"),
        folder.path().display()
    );
    let started = Command::new("script")
        .args(["-qefc", &program, "/dev/null"])
        .env("TERM", "xterm")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn();
    // Where there is no such program, nothing can be shown.
    let Ok(mut child) = started else { return };
    let (to, lines) = channel();
    pass_on(child.stdout.take().unwrap(), to);
    let mut watching = Watching { child, lines };
    let first = watching.next();
    fs::write(folder.path().join("b.claims"), OTHER).unwrap();
    let second = watching.next();
    for (report, quarrel) in [(&first, false), (&second, true)] {
        assert_eq!(report.matches("\u{1b}[2J\u{1b}[H").count(), 1, "{report:?}");
        assert!(report.starts_with("\u{1b}[2J\u{1b}[H"), "{report:?}");
        assert_eq!(report.contains("time-conflict"), quarrel, "{report:?}");
    }
    watching.child.kill().unwrap();
    watching.end();
}
