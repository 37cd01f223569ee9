//! `belie dispute`: writes down that a quarrel has been looked at, and takes out what matches nothing any more.

use std::time::{SystemTime, UNIX_EPOCH};

use super::args::DisputeArgs;
use super::case::{self, Case};
use super::progress::Progress;
use super::sources::Folder;
use super::write::replace;
use super::{Answer, Surroundings, visible};
use crate::analysis::{self, Analysis, Setting, disputes};
use crate::date::show;
use crate::diagnostic::{Code, Diagnostic, Fingerprint, Severity};
use crate::text::{File, Files};

/// The file of a case that new disputes are written into.
const FILE: &str = "disputes.claims";
/// So many quarrels are named where a target names none.
const NAMED_MAX: usize = 8;

/// Runs the command; whatever is wrong, nothing is written then.
pub(super) fn dispute(args: &DisputeArgs, surroundings: Surroundings) -> Answer {
    let progress = Progress::of(surroundings, "checking");
    let done = args.read().and_then(|task| {
        if !task.path.is_dir() {
            let path = task.path.display();
            return Err(format!(
                "\"{path}\" is not the folder of a case; disputes are written into one"
            ));
        }
        let case = Open::read(case::read(&task.path)?);
        match &task.what {
            What::Prune => case.prune(),
            What::All => case.take_on(&case.all(), &task.words()),
            What::One(target) => case.take_on(&[case.one(target)?], &task.words()),
        }
    });
    drop(progress);
    match done {
        Ok(lines) => {
            let lines = lines.iter().map(|line| visible(line).into_owned() + "\n");
            Answer::good(lines.collect())
        }
        Err(complaint) => Answer::wrong(&complaint),
    }
}

/// What the command is to do.
struct Task {
    what: What,
    path: std::path::PathBuf,
    reason: String,
    status: &'static str,
    by: Option<String>,
    date: String,
}

enum What {
    One(String),
    All,
    Prune,
}

impl Task {
    fn words(&self) -> disputes::Words<'_> {
        disputes::Words {
            status: self.status,
            reason: &self.reason,
            by: self.by.as_deref(),
            date: &self.date,
        }
    }
}

impl DisputeArgs {
    /// With `--all` or `--prune` there is no target: what stands first is the path.
    fn read(&self) -> Result<Task, String> {
        let mut words = self.words.iter();
        let what = if self.all {
            What::All
        } else if self.prune {
            What::Prune
        } else {
            let target = words.next().ok_or(
                "which quarrel? Name it as the report does (`belie dispute return_flight.means --reason …`), or say --all",
            )?;
            What::One(target.to_string_lossy().into_owned())
        };
        let path = words
            .next()
            .map_or_else(|| ".".into(), std::path::PathBuf::from);
        if let Some(more) = words.next() {
            let more = more.display();
            return Err(format!(
                "\"{more}\" is one word too many; a target of several words stands in quotation marks: \"a and b\""
            ));
        }
        let reason = self.reason.clone().unwrap_or_default();
        if !self.prune && disputes::is_placeholder(&reason) {
            return Err(format!(
                "\"{reason}\" is not a reason: say what was looked at and what is still awaited"
            ));
        }
        Ok(Task {
            what,
            path,
            reason,
            status: self.status.word(),
            by: self.by.clone(),
            date: today(),
        })
    }
}

/// The day that it is in UTC, as the language writes dates.
pub(super) fn today() -> String {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    show::iso(i64::try_from(seconds / 86_400).unwrap_or(0))
}

/// A case, read and checked.
struct Open {
    folder: std::path::PathBuf,
    analysis: Analysis,
}

impl Open {
    fn read(case: Case) -> Self {
        let texts = Folder::new(&case.folder);
        let analysis = analysis::analyse(case.files, case.problems, &texts, Setting::default());
        Self {
            folder: case.folder,
            analysis,
        }
    }

    /// Every quarrel that is not disputed.
    fn all(&self) -> Vec<&Diagnostic> {
        disputes::undisputed(&self.analysis).collect()
    }

    /// The one quarrel that a target names.
    fn one(&self, target: &str) -> Result<&Diagnostic, String> {
        let named = disputes::named(&self.analysis, target);
        let free: Vec<_> = named
            .iter()
            .copied()
            .filter(|one| one.disputed.is_none())
            .collect();
        match (free.as_slice(), named.first()) {
            ([one], _) => Ok(one),
            ([], Some(taken)) => Err(self.taken(target, taken)),
            ([], None) => Err(self.none(target)),
            (several, _) => Err(which(target, several)),
        }
    }

    fn taken(&self, target: &str, quarrel: &Diagnostic) -> String {
        let place = quarrel.disputed.as_ref().map(|disputed| {
            let file = self.analysis.files.get(disputed.location.file);
            let line = file.line_column(disputed.location.span.start).line;
            format!(", at {}:{line}", file.path)
        });
        format!(
            "\"{target}\" is disputed already{}",
            place.unwrap_or_default()
        )
    }

    fn none(&self, target: &str) -> String {
        let mut names: Vec<&str> = self.all().iter().map(|one| one.about.as_str()).collect();
        names.sort_by_key(|name| strsim::damerau_levenshtein(name, target));
        names.dedup();
        let more = names.len().saturating_sub(NAMED_MAX);
        names.truncate(NAMED_MAX);
        match (names.is_empty(), more) {
            (true, _) => {
                format!("no quarrel is about \"{target}\"; the case has none that is not disputed")
            }
            (false, 0) => format!(
                "no quarrel is about \"{target}\"; there are: {}",
                names.join("; ")
            ),
            (false, more) => {
                format!(
                    "no quarrel is about \"{target}\"; there are: {}; and {more} more",
                    names.join("; ")
                )
            }
        }
    }

    /// Writes an entry for each of these quarrels, unless they would not count there.
    fn take_on(
        &self,
        quarrels: &[&Diagnostic],
        words: &disputes::Words<'_>,
    ) -> Result<Vec<String>, String> {
        if quarrels.is_empty() {
            return Ok(vec!["There is no quarrel that is not disputed.".to_owned()]);
        }
        let entries: Vec<String> = quarrels
            .iter()
            .map(|quarrel| disputes::entry(quarrel, *words))
            .collect();
        let before = self
            .analysis
            .files
            .iter()
            .find(|(_, file)| file.path == FILE);
        let before = before.map(|(_, file)| file.text.as_str());
        let after = disputes::appended(before.unwrap_or_default(), &entries);
        let dead = self.try_out(&after, quarrels)?;
        replace(&self.folder, FILE, before, &after)?;
        let mut lines = vec![format!("Written into {FILE}:")];
        lines.extend(
            quarrels
                .iter()
                .map(|quarrel| format!("  {}", named(quarrel))),
        );
        if dead > 0 {
            lines.push(
                "Some disputes match nothing now: `belie dispute --prune` takes them out."
                    .to_owned(),
            );
        }
        Ok(lines)
    }

    /// Checks the case with this text in the file of disputes. Gives how many disputes match nothing then.
    fn try_out(&self, text: &str, quarrels: &[&Diagnostic]) -> Result<usize, String> {
        let texts = Folder::new(&self.folder);
        let tried = analysis::analyse(self.with(text), Vec::new(), &texts, Setting::default());
        let settled: Vec<Option<Fingerprint>> = tried
            .diagnostics
            .iter()
            .filter(|one| one.disputed.is_some())
            .map(|one| one.fingerprint)
            .collect();
        if quarrels
            .iter()
            .all(|one| settled.contains(&one.fingerprint))
        {
            let unused = |one: &&Diagnostic| one.code == Code::UnusedDispute;
            return Ok(tried.diagnostics.iter().filter(unused).count());
        }
        Err(format!(
            "what would be added to {FILE} would not be read there; mend the mistakes in it first (`belie check`)"
        ))
    }

    /// The files of the case with this text in the file of disputes.
    fn with(&self, text: &str) -> Files {
        let mut all: Vec<(&str, &str)> = self
            .analysis
            .files
            .claims()
            .map(|(_, file)| (file.path.as_str(), file.text.as_str()))
            .filter(|(path, _)| *path != FILE)
            .collect();
        all.push((FILE, text));
        all.sort_unstable();
        let mut files = Files::default();
        for (path, text) in all {
            files.add(File::new(path, text));
        }
        if let Some((_, file)) = self.analysis.files.settings() {
            files.add(File::of_settings(&*file.path, &*file.text));
        }
        files
    }

    /// Takes out the disputes that match nothing.
    fn prune(&self) -> Result<Vec<String>, String> {
        let wrong = |one: &Diagnostic| one.severity == Severity::Mistake;
        if self.analysis.diagnostics.iter().any(wrong) {
            return Err(
                "the claim files have mistakes, so some disputes may only seem dead; mend them first (`belie check`)".to_owned(),
            );
        }
        let pruned = disputes::pruned(&self.analysis);
        if pruned.is_empty() {
            return Ok(vec!["Every dispute matches a quarrel.".to_owned()]);
        }
        let mut lines = Vec::new();
        for pruned in pruned {
            let file = self.analysis.files.get(pruned.file);
            replace(&self.folder, &file.path, Some(&file.text), &pruned.text)?;
            lines.push(format!("Taken out of {}:", file.path));
            lines.extend(pruned.removed.iter().map(|about| format!("  {about}")));
        }
        Ok(lines)
    }
}

fn which(target: &str, several: &[&Diagnostic]) -> String {
    let names: Vec<String> = several.iter().copied().map(named).collect();
    format!(
        "\"{target}\" names {} quarrels; name one by its fingerprint: {}",
        several.len(),
        names.join("; ")
    )
}

/// A quarrel in a line: `return_flight.means [value-conflict] 8f3a61c2d04b`.
fn named(quarrel: &Diagnostic) -> String {
    let fingerprint = quarrel
        .fingerprint
        .map_or_else(String::new, |fingerprint| fingerprint.to_string());
    format!("{} [{}] {fingerprint}", quarrel.about, quarrel.code)
}
