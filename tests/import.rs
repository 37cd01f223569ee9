//! `belie import` and `belie export` through the real program: files, pipes, exit statuses, and nothing written where something stands.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn belie(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The exit status, what was printed, what was complained of.
fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// The names of all files below a folder, hidden ones among them.
fn names(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false => found.push(
                    path.strip_prefix(folder)
                        .unwrap()
                        .to_str()
                        .unwrap()
                        .to_owned(),
                ),
            }
        }
    }
    found.sort();
    found
}

const ROWS: &[u8] = b"source,published,event,kind,on,passage\n\
gazette,2025-01-23,raid,attack,2025-01-19,on the 19th\n\
wire,2025-01-24,raid,attack,2025-01-20,on the 20th\n";

#[test]
fn a_table_becomes_a_case_that_checks() {
    let folder = folder(&[("rows.csv", ROWS)]);
    let (status, out, err) = told(&belie(folder.path(), &["import", "rows.csv", "case"]));
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "Imported 2 claims and 3 other entries into 3 files in case.\n"
    );
    assert_eq!(
        names(&folder.path().join("case")),
        ["case.claims", "gazette.claims", "wire.claims"]
    );
    let (status, report, _) = told(&belie(
        folder.path(),
        &["check", "case", "--format", "concise"],
    ));
    assert_eq!(status, 1, "{report}");
    assert!(report.contains("time-conflict"), "{report}");
}

#[test]
fn what_is_there_stays_as_it_is_and_nothing_is_left_beside_it() {
    let folder = folder(&[("rows.csv", ROWS), ("wire.claims", b"# mine\n")]);
    let (status, out, err) = told(&belie(folder.path(), &["import", "rows.csv"]));
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(
        err.contains("there is already wire.claims") && err.contains("nothing was written"),
        "{err}"
    );
    assert_eq!(names(folder.path()), ["rows.csv", "wire.claims"]);
    assert_eq!(
        fs::read(folder.path().join("wire.claims")).unwrap(),
        b"# mine\n"
    );
    // Nor is anything left of an import that ends half-way.
    let elsewhere =
        b"{\"source\":\"a\",\"passage\":\"x\"}\n{\"source\":\"b\",\"passage\":\"y\",\"file\":\"wire.claims\"}\n";
    fs::write(folder.path().join("rows.jsonl"), elsewhere).unwrap();
    let (status, _, _) = told(&belie(folder.path(), &["import", "rows.jsonl"]));
    assert_eq!(status, 2);
    assert_eq!(
        names(folder.path()),
        ["rows.csv", "rows.jsonl", "wire.claims"]
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_told() {
    let rows = (0..1000).map(|n| match n {
        3 => format!("G,\"passage {n},e{n},arrest\n"),
        n => format!("G,passage {n},e{n},arrest\n"),
    });
    let text = format!("source,passage,event,kind\n{}", rows.collect::<String>());
    let folder = folder(&[("g.csv", text.as_bytes())]);
    let (status, out, err) = told(&belie(folder.path(), &["import", "g.csv", "c"]));
    assert_eq!(status, 2);
    assert_eq!(
        err,
        "belie: g.csv:5: a quotation mark is opened here and never closed\n"
    );
    assert_eq!(
        out,
        "Imported 999 claims and 1000 other entries into 2 files in c, and 1 row left out.\n"
    );
}

#[test]
fn wrong_rows_are_told_and_the_others_kept() {
    let rows = [ROWS, b"gazette,,raid,,15.3.2019,wrong\x07 day\n"].concat();
    let folder = folder(&[("rows.csv", &rows)]);
    let (status, out, err) = told(&belie(folder.path(), &["import", "rows.csv", "case"]));
    assert_eq!(status, 2);
    assert!(
        out.contains("Imported 2 claims") && out.contains("and 1 row left out"),
        "{out}"
    );
    assert!(
        err.starts_with("belie: rows.csv:4: ") && err.contains("2019-03-15"),
        "{err}"
    );
    assert_eq!(names(&folder.path().join("case")).len(), 3);
}

#[test]
fn what_is_wrong_with_every_row_is_not_told_of_each() {
    let rows: String = (0..200).map(|n| format!("passage {n},2024\n")).collect();
    let text = format!("passage,told\n{rows}p,2024-13-01\n");
    let folder = folder(&[("rows.csv", text.as_bytes())]);
    let (status, out, err) = told(&belie(folder.path(), &["import", "rows.csv", "case"]));
    assert_eq!(status, 2);
    assert_eq!(out, "Nothing was imported, and 201 rows left out.\n");
    let told: Vec<&str> = err.lines().collect();
    assert_eq!(told.len(), 11, "{err}");
    let problem = "there is no source: say in the column `source` who claims it";
    assert_eq!(told[9], format!("belie: rows.csv:11: {problem}"));
    assert_eq!(
        told[10],
        format!("belie: rows.csv: 191 more rows: {problem}")
    );
}

#[test]
fn the_settings_of_the_case_name_the_columns() {
    let settings = b"[import]\nseparator = \"|\"\n[import.columns]\npassage = \"Zitat\"\n[import.defaults]\nsource = \"zeitung\"\n";
    let folder = folder(&[
        ("t.csv", b"Zitat|Rest\nam Montag|x\n"),
        ("case/belie.toml", settings),
    ]);
    let (status, _, err) = told(&belie(folder.path(), &["import", "t.csv", "case"]));
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("were passed over: Rest"), "{err}");
    let claims = fs::read_to_string(folder.path().join("case/zeitung.claims")).unwrap();
    assert_eq!(claims, "source zeitung\n\nclaim \"am Montag\"\n");
    let unknown = "[import.columns]\npasage = \"Zitat\"\n";
    fs::write(folder.path().join("case/belie.toml"), unknown).unwrap();
    let (status, _, err) = told(&belie(folder.path(), &["import", "t.csv", "case"]));
    assert_eq!(status, 2);
    assert!(
        err.starts_with("belie: belie.toml: there is no field \"pasage\""),
        "{err}"
    );
    fs::write(folder.path().join("case/belie.toml"), "import = 1\n").unwrap();
    let (status, _, err) = told(&belie(folder.path(), &["import", "t.csv", "case"]));
    assert_eq!(status, 2);
    assert!(err.contains("belie.toml: [import] is a heading"), "{err}");
}

#[test]
fn rows_come_and_go_by_pipes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder(&[]);
    for format in ["jsonl", "csv"] {
        let rows = belie(
            root,
            &["export", "fixtures/cases/libya", "--format", format],
        );
        assert_eq!(rows.status.code(), Some(0));
        let mut child = Command::new(env!("CARGO_BIN_EXE_belie"))
            .args(["import", "-", format, "--format", format])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&rows.stdout).unwrap();
        assert!(child.wait_with_output().unwrap().status.success());
        let again = belie(folder.path(), &["export", format, "--format", format]);
        assert_eq!(again.stdout, rows.stdout);
    }
}

#[test]
fn a_case_with_mistakes_goes_out_as_far_as_it_can_be_read() {
    let folder = folder(&[(
        "a.claims",
        b"source a\nclaim \"x\"\n  e: on Wensday\nclaim \"y\"\n",
    )]);
    let (status, out, err) = told(&belie(folder.path(), &["export"]));
    assert_eq!(status, 2);
    assert_eq!(out.lines().count(), 3);
    assert!(err.contains("have mistakes"), "{err}");
}

#[test]
fn a_name_may_be_longer_than_that_of_a_file() {
    let name = "Zeitung für alle und jeden ".repeat(40);
    let rows = format!("source,passage\n{name},x\n{name} 2,y\n{name},z\n");
    let folder = folder(&[("rows.csv", rows.as_bytes())]);
    let (status, out, err) = told(&belie(folder.path(), &["import", "rows.csv", "case"]));
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "Imported 3 claims and 2 other entries into 2 files in case.\n"
    );
    for name in names(&folder.path().join("case")) {
        assert!(
            name.starts_with("zeitung_für_alle_und_jeden_zeitung") && name.len() < 150,
            "{name}"
        );
    }
}

#[test]
fn an_import_that_fails_leaves_no_folder_and_tells_where_it_failed() {
    let folder = folder(&[
        ("utf16.csv", b"\xff\xfes\0o\0"),
        ("empty.csv", b"source,passage\n"),
        (
            "rows.jsonl",
            b"{\"source\":\"a\",\"passage\":\"x\",\"file\":\"sub/a.claims\"}\n\
              {\"source\":\"b\",\"passage\":\"x\",\"file\":\"sub/a.claims/b.claims\"}\n",
        ),
        ("case/sub", b"a file"),
    ]);
    for (rows, case, status, said) in [
        ("utf16.csv", "a/b", 2, "UTF-16"),
        ("empty.csv", "a/b", 3, ""),
        ("missing.csv", "a/b", 2, "cannot read"),
        ("rows.jsonl", "case", 2, "case/sub/a.claims\": "),
    ] {
        let (exit, _, err) = told(&belie(folder.path(), &["import", rows, case]));
        assert_eq!(exit, status, "{rows}: {err}");
        assert!(err.contains(said), "{rows}: {err}");
        assert!(!folder.path().join("a").exists(), "{rows}");
    }
}

#[test]
fn claims_without_a_source_are_told_as_they_are_in_no_row() {
    let folder = folder(&[
        ("a.claims", b"claim \"lost\"\n\nsource a\nclaim \"x\"\n"),
        ("b.claims", b"claim \"lost, too\"\n"),
    ]);
    let (status, out, err) = told(&belie(folder.path(), &["export"]));
    assert_eq!((status, out.lines().count()), (2, 2));
    assert_eq!(
        err,
        "belie: the claim files have mistakes, so something may be missing (belie check)\n"
    );
}

#[test]
fn commands_that_cannot_be_are_told() {
    let folder = folder(&[
        ("rows.txt", ROWS),
        ("empty.csv", b"source,passage\n"),
        ("none/x", b""),
    ]);
    for (args, status, said) in [
        (&["import", "no.csv"][..], 2, "cannot read \"no.csv\""),
        (&["import", "rows.txt"], 2, "--format csv or --format jsonl"),
        (&["import", "none", "--format", "csv"], 2, "is a folder"),
        (&["import", "empty.csv", "x"], 3, ""),
        (&["import", "empty.csv", "rows.txt"], 2, "cannot make"),
        (&["export", "none"], 3, ""),
        (&["export", "missing"], 2, "there is no file or folder"),
    ] {
        let (exit, _, err) = told(&belie(folder.path(), args));
        assert_eq!(exit, status, "{args:?}: {err}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
}

#[test]
fn the_schema_of_rows_is_printed() {
    let output = belie(Path::new("."), &["schema", "rows"]);
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["title"], "Belie row");
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_nothing_behind() {
    let rows = (0..300_000).map(|n| format!("s{},e,passage {n}\n", n % 100));
    let text = format!("source,event,passage\n{}", rows.collect::<String>());
    let folder = folder(&[("rows.csv", text.as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["import", "rows.csv", "case"])
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    let case = folder.path().join("case");
    while !case.exists() || names(&case).is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(
        names(&case).iter().all(|name| name.starts_with('.')),
        "{:?}",
        names(&case)
    );
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(!case.exists());
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_case() {
    let outside = folder(&[]);
    let folder = folder(&[(
        "rows.jsonl",
        b"{\"source\":\"a\",\"passage\":\"x\",\"file\":\"sub/a.claims\"}\n",
    )]);
    fs::create_dir(folder.path().join("case")).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("case/sub")).unwrap();
    let (status, _, err) = told(&belie(folder.path(), &["import", "rows.jsonl", "case"]));
    assert_eq!(status, 2);
    assert!(err.contains("lies outside the case"), "{err}");
    assert_eq!(names(outside.path()).len(), 0);
}

/// The most memory that an import of so many rows has used, in KiB, while its input is still open.
#[cfg(target_os = "linux")]
fn peak(rows: u64, format: &str, row: &dyn Fn(u64) -> String) -> u64 {
    let folder = folder(&[]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["import", "-", "case", "--format", format])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = std::io::BufWriter::new(child.stdin.take().unwrap());
    if format == "csv" {
        input.write_all(b"source,event,passage\n").unwrap();
    }
    for number in 0..rows {
        input.write_all(row(number).as_bytes()).unwrap();
    }
    input.flush().unwrap();
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains(&format!("{rows} claims"))
    );
    let peak = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    peak.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_input() {
    let passage = "word ".repeat(40);
    let csv = |n: u64| format!("s{},e,{n} {passage}\n", n % 10);
    let json = |n: u64| {
        format!(
            "{{\"source\":\"s{}\",\"passage\":\"{n} {passage}\"}}\n",
            n % 10
        )
    };
    for (format, row) in [("csv", &csv as &dyn Fn(u64) -> String), ("jsonl", &json)] {
        // A fifth of a megabyte, and three.
        let (small, large) = (peak(1_000, format, row), peak(15_000, format, row));
        assert!(
            large < small + 1_000,
            "{format}: {small} KiB, then {large} KiB"
        );
    }
}

/// Spreadsheets have empty columns; one with something in it is no such column.
#[test]
fn cells_of_a_column_without_a_name_are_told_of() {
    let rows = b"source,passage,,\nG x,abc,important,\nG x,def,,\n";
    let folder = folder(&[("rows.csv", rows)]);
    let (status, _, err) = told(&belie(folder.path(), &["import", "rows.csv", "case"]));
    assert_eq!(status, 0, "{err}");
    let told = "these columns have no field and were passed over: column 3, which has no name";
    assert_eq!(err, format!("belie: {told}\n"));
}

#[test]
fn a_row_that_claims_nothing_is_a_wrong_one() {
    let rows = b"source,passage,event\nG x\nG x,abc\n";
    let json =
        b"{\"source\":\"G x\",\"passage\":null}\n{\"record\":\"claim\",\"source\":\"G x\"}\n";
    let folder = folder(&[("rows.csv", rows), ("rows.jsonl", json)]);
    for (file, case, wrong) in [("rows.csv", "a", 2), ("rows.jsonl", "b", 1)] {
        let (status, out, err) = told(&belie(folder.path(), &["import", file, case]));
        assert_eq!(status, 2, "{err}");
        let problem = format!("belie: {file}:{wrong}: this row says nothing that a source claims");
        assert!(err.starts_with(&problem), "{err}");
        assert!(
            out.starts_with("Imported 1 claim and 1 other entry"),
            "{out}"
        );
    }
}

#[test]
fn a_date_that_lost_its_format_is_asked_about() {
    let rows = b"source,published,event,kind,on,passage\n\
        a,31241,raid,attack,2025-01-19,x\n\
        b,2025-01-24,raid,attack,45676,x\n\
        c,2025-01-24,raid,attack,45676.75,x\n\
        d,Y31241,raid,attack,2025,x\n";
    let folder = folder(&[("rows.csv", rows)]);
    let (status, _, err) = told(&belie(folder.path(), &["import", "rows.csv", "case"]));
    assert_eq!(status, 2, "{err}");
    let asked = |line: u8, field: &str, number: &str, date: &str| {
        format!(
            "rows.csv:{line}: `{field}`: is {number} a date that has lost its format? As the number of a day in a spreadsheet it is {date}: \
             if that is meant, write {date}, or"
        )
    };
    assert!(
        err.contains(&asked(2, "published", "31241", "1985-07-13")),
        "{err}"
    );
    assert!(
        err.contains(&asked(3, "on", "45676", "2025-01-19")),
        "{err}"
    );
    assert!(
        err.contains(&asked(4, "on", "45676.75", "2025-01-19")),
        "{err}"
    );
    assert!(!err.contains("rows.csv:5"), "{err}");
}

#[test]
fn the_column_of_a_wrong_value_is_told() {
    let rows = b"source,subject,attribute,value\ns,fire,cost,\"1,000 tons\"\n";
    let folder = folder(&[("rows.csv", rows)]);
    let (_, _, err) = told(&belie(folder.path(), &["import", "rows.csv", "case"]));
    assert!(
        err.contains("rows.csv:2: `value`: digits are grouped"),
        "{err}"
    );
}

#[test]
fn a_workbook_is_to_be_saved_as_a_table() {
    let workbook = b"PK\x03\x04xlsx";
    let folder = folder(&[("book.xlsx", workbook), ("book.csv", workbook)]);
    for book in ["book.xlsx", "book.csv"] {
        let (status, _, err) = told(&belie(folder.path(), &["import", book, "case"]));
        assert_eq!(status, 2);
        assert!(err.contains("as CSV"), "{err}");
        assert!(err.contains("nothing was written"), "{err}");
    }
}
