//! Where the time of a check goes, by step and by file.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::visible;
use crate::analysis::Step;
use crate::text::{Files, ReadError, Reader};

/// So many files are named, those that took longest.
const FILES_MAX: usize = 10;
/// What takes a smaller part of the whole than this is told together with its like.
const SHARE_MIN: f64 = 0.005;

/// The clock beside a check.
#[derive(Clone)]
pub(super) struct Profile {
    started: Instant,
    /// When the present step began, and what it is.
    begun: Instant,
    present: &'static str,
    /// The file that the present step is about.
    file: Option<String>,
    steps: Vec<(&'static str, Duration)>,
    files: BTreeMap<String, Duration>,
}

impl Profile {
    /// Starts with the files being found and read.
    pub(super) fn start() -> Self {
        let now = Instant::now();
        Self {
            started: now,
            begun: now,
            present: "finding and reading files",
            file: None,
            steps: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// A step of the analysis begins.
    pub(super) fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Declarations(path) => self.next("reading declarations", Some(path)),
            Step::Names => self.next("resolving names, reading texts of sources", None),
            Step::Claims(path) => self.next("reading claims", Some(path)),
            Step::Passages => self.next("looking up passages", None),
            Step::Together => self.next("putting claims and times together", None),
            Step::Check(id) => self.next(id, None),
            Step::Order => self.next("order and disputes", None),
        }
    }

    /// The texts of sources that were read, each with the time that it took.
    pub(super) fn read(&mut self, texts: BTreeMap<String, Duration>) {
        for (path, spent) in texts {
            *self.files.entry(path).or_default() += spent;
        }
    }

    /// The reports begin to be written.
    pub(super) fn reports(&mut self) {
        self.next("reports", None);
    }

    fn next(&mut self, step: &'static str, file: Option<&str>) {
        let now = Instant::now();
        let spent = now.duration_since(self.begun);
        add(&mut self.steps, self.present, spent);
        if let Some(file) = self.file.take() {
            *self.files.entry(file).or_default() += spent;
        }
        self.begun = now;
        self.present = step;
        self.file = file.map(str::to_owned);
    }

    /// What the clock says, as a page.
    pub(super) fn told(mut self, files: &Files) -> String {
        self.next("", None);
        let whole = self.begun.duration_since(self.started);
        let mut page = format!(
            "Where the time went, {} in all, on one thread:\n",
            seconds(whole).trim_start()
        );
        let share_min = whole.mul_f64(SHARE_MIN);
        let (told, small): (Vec<_>, Vec<_>) = self
            .steps
            .iter()
            .copied()
            .partition(|(_, spent)| *spent >= share_min);
        for (step, spent) in told {
            row(&mut page, spent, whole, step);
        }
        if !small.is_empty() {
            let spent = small.iter().map(|(_, spent)| *spent).sum();
            row(&mut page, spent, whole, &more(small.len()));
        }
        page + &by_file(&self.files, files)
    }
}

/// The texts of a case, with a clock beside the reading of each.
pub(super) struct Timed<'a> {
    texts: &'a dyn Reader,
    spent: Mutex<BTreeMap<String, Duration>>,
}

impl<'a> Timed<'a> {
    pub(super) fn new(texts: &'a dyn Reader) -> Self {
        Self {
            texts,
            spent: Mutex::default(),
        }
    }

    /// The texts that were read, and how long each took.
    pub(super) fn spent(self) -> BTreeMap<String, Duration> {
        self.spent
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader for Timed<'_> {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let begun = Instant::now();
        let text = self.texts.read(path);
        if let Ok(mut spent) = self.spent.lock() {
            *spent.entry(path.to_owned()).or_default() += begun.elapsed();
        }
        text
    }
}

fn add(steps: &mut Vec<(&'static str, Duration)>, step: &'static str, spent: Duration) {
    match steps.iter_mut().find(|(name, _)| *name == step) {
        Some((_, all)) => *all += spent,
        None => steps.push((step, spent)),
    }
}

fn row(page: &mut String, spent: Duration, whole: Duration, what: &str) {
    let share = 100.0 * spent.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
    // Writing to a text does not fail.
    let _ = writeln!(page, "  {} {share:>3.0} %  {what}", seconds(spent));
}

/// What reading took by file, the longest first.
fn by_file(spent: &BTreeMap<String, Duration>, files: &Files) -> String {
    if spent.is_empty() {
        return String::new();
    }
    let sizes: BTreeMap<&str, usize> = files
        .iter()
        .map(|(_, file)| (file.path.as_str(), file.text.len()))
        .collect();
    let mut all: Vec<(&String, &Duration)> = spent.iter().collect();
    all.sort_by_key(|(_, spent)| Reverse(**spent));
    let mut page = String::from("Reading, by file:\n");
    for (path, spent) in all.iter().take(FILES_MAX) {
        let size = sizes
            .get(path.as_str())
            .copied()
            .unwrap_or(0)
            .div_ceil(1000);
        let _ = writeln!(
            page,
            "  {} {size:>8} kB  {}",
            seconds(**spent),
            visible(path)
        );
    }
    match all.len().saturating_sub(FILES_MAX) {
        0 => page,
        more => page + &format!("  and {more} more\n"),
    }
}

fn more(steps: usize) -> String {
    match steps {
        1 => "one more step".to_owned(),
        steps => format!("{steps} more steps"),
    }
}

fn seconds(spent: Duration) -> String {
    format!("{:>8.3} s", spent.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::File;

    #[test]
    fn every_step_and_file_is_told_and_shares_make_the_whole() {
        let mut profile = Profile::start();
        for step in [
            Step::Declarations("a.claims"),
            Step::Names,
            Step::Claims("a.claims"),
            Step::Claims("b\u{7}.claims"),
            Step::Passages,
            Step::Together,
            Step::Check("time-conflict"),
            Step::Together,
            Step::Check("value-conflict"),
            Step::Order,
        ] {
            profile.step(step);
            std::thread::sleep(Duration::from_millis(5));
        }
        profile.read(BTreeMap::from([(
            "sources/c.txt".to_owned(),
            Duration::from_millis(7),
        )]));
        profile.reports();
        std::thread::sleep(Duration::from_millis(5));
        let mut files = Files::default();
        files.add(File::new("a.claims", "x".repeat(5_000)));
        files.add(File::of_source("sources/c.txt", "y".repeat(2_000)));
        let page = profile.told(&files);
        for part in [
            "reading claims",
            "time-conflict",
            "value-conflict",
            "reports",
            "more step",
            "5 kB  a.claims",
            "0.007 s        2 kB  sources/c.txt",
            "b\\u{7}.claims",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let shares = page.lines().filter_map(|line| {
            line.split_once(" % ")?
                .0
                .rsplit(' ')
                .next()?
                .parse::<u32>()
                .ok()
        });
        let sum: u32 = shares.sum();
        assert!((95..=105).contains(&sum), "{sum}: {page}");
    }

    #[test]
    fn where_no_file_is_read_none_is_told() {
        let page = Profile::start().told(&Files::default());
        assert!(!page.contains("by file"), "{page}");
    }
}
