//! `belie import` and `belie export`: rows from and to the world.

mod new_files;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::Path;

use super::args::{ExportArgs, ImportArgs, RowFormat};
use super::progress::Progress;
use super::unfinished::NewFolders;
use super::{Answer, GOOD, NOTHING, Surroundings, WRONG, case, visible};
use crate::exchange::{self, Failure, Form, Found, Mapping, Row, Sink};
use crate::settings;
use crate::text::Files;
use new_files::NewFiles;

/// Writes the rows of a case.
pub(super) fn export(
    args: &ExportArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
    surroundings: Surroundings,
) -> u8 {
    let case = match case::read(&args.path) {
        Ok(case) => case,
        Err(complaint) => return Answer::wrong(&complaint).write(out, err),
    };
    // Rows come as they are made, and whoever reads them has the terminal: only beside a file is there room for a line.
    let progress = match surroundings.saves {
        true => Progress::of(surroundings, "exporting"),
        false => Progress::none(),
    };
    let mut rows = 0;
    let mut out = BufWriter::new(out);
    let mut put = |bytes: &[u8]| match surroundings.terminal {
        // What a terminal would obey is spelt out there; a file or a program gets it as it is.
        true => writeln!(
            out,
            "{}",
            visible(String::from_utf8_lossy(bytes).trim_end())
        ),
        false => out.write_all(bytes),
    };
    let header = match args.format {
        RowFormat::Csv => put(&exchange::csv_header()),
        RowFormat::Jsonl => Ok(()),
    };
    let written = header.and_then(|()| {
        exchange::export(&case.files, &mut |row| {
            rows += 1;
            put(&bytes(row, args.format))
        })
    });
    let written = written.and_then(|mistakes| out.flush().map(|()| mistakes));
    drop(progress);
    match written {
        Ok(mistakes) if !mistakes.is_empty() || !case.problems.is_empty() => {
            let complaint =
                "the claim files have mistakes, so something may be missing (belie check)";
            tell(err, complaint);
            WRONG
        }
        Ok(_) if rows == 0 => NOTHING,
        Ok(_) => GOOD,
        // A reader who goes away has had enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => GOOD,
        Err(error) => {
            tell(err, &format!("cannot write the rows: {error}"));
            WRONG
        }
    }
}

fn bytes(row: &Row, format: RowFormat) -> Vec<u8> {
    match format {
        RowFormat::Csv => exchange::csv_row(row),
        RowFormat::Jsonl => exchange::json_line(row).into_bytes(),
    }
}

/// Makes claim files of rows.
pub(super) fn import(
    args: &ImportArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
    surroundings: Surroundings,
) -> u8 {
    match try_import(args, out, err, surroundings) {
        Ok(status) => status,
        Err(complaint) => {
            Answer::wrong(&format!("{complaint}; nothing was written")).write(out, err)
        }
    }
}

fn try_import(
    args: &ImportArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
    surroundings: Surroundings,
) -> Result<u8, String> {
    let form = form(args)?;
    let mut folders = NewFolders::default();
    folders
        .make(&args.folder)
        .map_err(|error| format!("cannot make \"{}\": {error}", args.folder.display()))?;
    let folder = args.folder.canonicalize();
    let folder =
        folder.map_err(|error| format!("cannot read \"{}\": {error}", args.folder.display()))?;
    let case = case::read(&folder)?;
    let mapping = mapping(&case.files)?;
    let mut input = open(&args.file)?;
    let name = args.file.display().to_string();
    // Somebody who types rows is not to be written over.
    let progress = match name == "-" && io::stdin().is_terminal() {
        true => Progress::none(),
        false => Progress::of(surroundings, "importing"),
    };
    let (called, quoted) = match name.as_str() {
        "-" => ("standard input", "standard input".to_owned()),
        name => (name, format!("\"{name}\"")),
    };
    let mut rows = Rows {
        name: called,
        files: NewFiles::new(&folder, folders),
        told: BTreeMap::new(),
        err,
        progress,
    };
    let found = exchange::import(&mut *input, form, &mapping, &case.files, &mut rows);
    rows.tell_rest();
    let (files, err, progress) = (rows.files, rows.err, rows.progress);
    let found = found.map_err(|failure| match failure {
        Failure::World(error) => error.to_string(),
        Failure::Input(problem) => format!("{quoted}: {problem}"),
        Failure::Settings(problem) => format!("{}: {problem}", settings::FILE),
    })?;
    let made = files.finish().map_err(|error| error.to_string())?;
    drop(progress);
    Ok(told(args, &found, &made, out, err))
}

fn form(args: &ImportArgs) -> Result<Form, String> {
    let extension = args
        .file
        .extension()
        .map(|end| end.to_string_lossy().to_lowercase());
    match (args.format, extension.as_deref()) {
        (Some(RowFormat::Csv), _) | (None, Some("csv" | "tsv")) => Ok(Form::Csv),
        (Some(RowFormat::Jsonl), _) | (None, Some("jsonl" | "ndjson" | "json")) => {
            Ok(Form::JsonLines)
        }
        (None, Some("xlsx" | "xlsm" | "xls" | "ods" | "numbers")) => Err(format!(
            "\"{}\" is a workbook: save its table as CSV and import that",
            args.file.display()
        )),
        (None, _) => Err("say how the rows are written: --format csv or --format jsonl".to_owned()),
    }
}

fn mapping(case: &Files) -> Result<Mapping, String> {
    let (import, wrong) = settings::read_import(case);
    if let Some(first) = wrong.first() {
        return Err(format!(
            "{}: {} (belie check tells more)",
            settings::FILE,
            first.message
        ));
    }
    Ok(Mapping {
        separator: import.separator,
        columns: import.columns,
        defaults: import.defaults,
    })
}

fn open(file: &Path) -> Result<Box<dyn Read>, String> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let cannot = |error: io::Error| format!("cannot read \"{}\": {error}", file.display());
    if fs::metadata(file).map_err(cannot)?.is_dir() {
        return Err(format!("\"{}\" is a folder", file.display()));
    }
    Ok(Box::new(File::open(file).map_err(cannot)?))
}

/// Where entries go, and what is wrong with rows.
struct Rows<'a> {
    name: &'a str,
    files: NewFiles,
    /// How many rows were wrong in the same words.
    told: BTreeMap<String, u64>,
    err: &'a mut dyn Write,
    progress: Progress,
}

impl Rows<'_> {
    /// So many rows are told that are wrong in the same words; of the others, how many they are.
    const TOLD_MAX: u64 = 10;
    /// So many words are kept in mind.
    const KEPT_MAX: usize = 1000;

    /// Whether a problem is to be told, or has been often enough.
    fn is_news(&mut self, problem: &str) -> bool {
        match self.told.get_mut(problem) {
            Some(count) => {
                *count += 1;
                *count <= Self::TOLD_MAX
            }
            None => {
                if self.told.len() < Self::KEPT_MAX {
                    self.told.insert(problem.to_owned(), 1);
                }
                true
            }
        }
    }

    fn tell_rest(&mut self) {
        for (problem, count) in std::mem::take(&mut self.told) {
            let more = match count.saturating_sub(Self::TOLD_MAX) {
                0 => continue,
                1 => "1 more row".to_owned(),
                more => format!("{more} more rows"),
            };
            self.tell(&format!("{}: {more}: {problem}", self.name));
        }
    }

    fn tell(&mut self, complaint: &str) {
        let Self { err, progress, .. } = self;
        progress.aside(|| tell(*err, complaint));
    }
}

impl Sink for Rows<'_> {
    fn put(&mut self, file: &str, entry: &str) -> io::Result<()> {
        self.files.put(file, entry)
    }

    fn wrong(&mut self, line: u64, problem: &str) {
        if self.is_news(problem) {
            self.tell(&format!("{}:{line}: {problem}", self.name));
        }
    }
}

fn tell(err: &mut dyn Write, complaint: &str) {
    // Nobody is left to tell when this fails.
    let _ = writeln!(err, "belie: {}", visible(complaint));
}

/// Tells what was done; gives the exit status.
fn told(
    args: &ImportArgs,
    found: &Found,
    made: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    if !found.ignored.is_empty() {
        let names: Vec<&str> = found.ignored.iter().map(String::as_str).collect();
        tell(
            err,
            &format!(
                "these columns have no field and were passed over: {}",
                names.join(", ")
            ),
        );
    }
    let Found {
        claims,
        declared,
        wrong,
        ..
    } = found;
    let files = match made {
        [file] => file.clone(),
        files => format!("{} files", files.len()),
    };
    let left_out = match wrong {
        0 => String::new(),
        1 => ", and 1 row left out".to_owned(),
        more => format!(", and {more} rows left out"),
    };
    let folder = args.folder.display();
    let mut text = format!(
        "Imported {} and {} into {files} in {folder}{left_out}.\n",
        count(*claims, "claim"),
        count(*declared, "other entry")
    );
    if made.is_empty() {
        text = format!("Nothing was imported{left_out}.\n");
    }
    let status = match (wrong, made.is_empty()) {
        (1.., _) => WRONG,
        (0, true) => NOTHING,
        (0, false) => GOOD,
    };
    let answer = Answer {
        status,
        ..Answer::good(visible(text.trim_end()).into_owned() + "\n")
    };
    answer.write(out, err)
}

fn count(number: u64, what: &str) -> String {
    match (number, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (number, Some(stem)) => format!("{number} {stem}ies"),
        (number, None) => format!("{number} {what}s"),
    }
}
