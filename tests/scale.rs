//! What grows with a case grows no faster than the case. Nothing here looks at a clock: sizes are compared, and `.ci/growth` counts the
//! instructions that the cases take which are written here.

#![allow(clippy::unwrap_used)]

mod support;

#[path = "../benches/workload/mod.rs"]
mod workload;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use belie::analysis::{Analysis, Setting, analyse};
use belie::cli::{self, Surroundings};
use belie::report::human::Look;
use belie::report::{FORMATS, Format, Options};
use support::pieces;
use workload::Workload;
use workload::shapes::Shape;

/// Writes a case of each shape and size into the folder `BELIE_GROWTH`, if that is set, as `shapes/SHAPE/SIZE`, and hostile files.
#[test]
fn cases_for_the_growth() {
    let Ok(folder) = std::env::var("BELIE_GROWTH") else {
        return;
    };
    let sizes = std::env::var("BELIE_GROWTH_SIZES").unwrap_or("1000 4000".to_owned());
    for size in sizes.split_whitespace() {
        for shape in Shape::ALL {
            let case = shape.case(size.parse().unwrap());
            let place = Path::new(&folder).join("shapes").join(shape.name());
            write(&place.join(size), &case);
        }
    }
    hostile_files(&Path::new(&folder).join("pieces"));
}

/// `NUMBER/LENGTH`, the length in bytes.
fn hostile_files(folder: &Path) {
    for length in [5_000, 40_000] {
        for (number, files) in pieces::files(length).enumerate() {
            let case = folder.join(format!("{number:02}")).join(length.to_string());
            fs::create_dir_all(&case).unwrap();
            for (number, text) in files.iter().enumerate() {
                fs::write(case.join(format!("{number}.claims")), text).unwrap();
            }
        }
    }
}

fn write(folder: &Path, case: &Workload) {
    let files = case.files.iter().map(|(path, text)| (path, text));
    for (path, text) in files.chain(&case.texts.0) {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
}

fn quarrels(count: usize) -> Analysis {
    let case = Workload::quarrels(count);
    analyse(case.files(), Vec::new(), &case.texts, Setting::default())
}

/// How much is written, and how much of it at once at most.
#[derive(Default)]
struct Measure {
    all: usize,
    longest: usize,
}

impl Write for Measure {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.all += bytes.len();
        self.longest = self.longest.max(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn measure(format: &Format, analysis: &Analysis) -> Measure {
    let options = Options {
        look: Look {
            width: 100,
            colour: true,
        },
        max: None,
        rest: None,
        disputed: false,
        fail_on: None,
        from_here: String::new(),
        from_repository: String::new(),
    };
    let mut measure = Measure::default();
    (format.write)(analysis, &options, &mut measure).unwrap();
    measure
}

#[test]
fn reports_grow_as_the_quarrels_do_and_are_written_piece_by_piece() {
    let [few, many] = [250, 1000].map(quarrels);
    for format in FORMATS {
        let (small, large) = (measure(format, &few), measure(format, &many));
        assert!(
            large.all <= small.all * 9 / 2,
            "{}: {} bytes grow to {}",
            format.name,
            small.all,
            large.all
        );
        // What has a longest length by its nature is written at once.
        let longest = large.all / 10 + 60_000;
        assert!(
            large.longest <= longest,
            "{}: {}",
            format.name,
            large.longest
        );
    }
}

fn checked(folder: &Path, more: &[&str], terminal: bool) -> String {
    let mut args: Vec<OsString> = vec!["belie".into(), "check".into(), folder.into()];
    args.extend(more.iter().map(OsString::from));
    let surroundings = Surroundings {
        terminal,
        ..Surroundings::default()
    };
    let mut out = Vec::new();
    cli::run(args, &mut out, &mut io::sink(), surroundings);
    String::from_utf8(out).unwrap()
}

#[test]
fn a_terminal_shows_the_gravest_and_says_how_to_see_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &Workload::quarrels(160));
    let headings = |text: &str| text.matches("contradiction: ").count();
    let short = checked(folder.path(), &["--color", "never"], true);
    assert_eq!(headings(&short), 100);
    let end: Vec<&str> = short.lines().rev().take(5).collect();
    let end: String = end.into_iter().rev().collect::<Vec<_>>().join(" ");
    for part in [
        "100 contradictions and 20 gaps are not shown here, but counted. --all shows all, --format html:report.html makes a page",
        "200 contradictions and 20 gaps.",
    ] {
        assert!(end.contains(part), "{end}");
    }
    for (args, terminal, count) in [
        (&["--all"][..], true, 200),
        (&["--max", "150"], true, 150),
        (&[], false, 200),
        (&["--format", "concise"], true, 200),
    ] {
        let args = [args, &["--color", "never"]].concat();
        let text = checked(folder.path(), &args, terminal);
        assert_eq!(
            headings(&text).max(text.matches(": contradiction ").count()),
            count,
            "{args:?}"
        );
        assert!(!text.contains("--all"), "{args:?}");
    }
}
