//! `belie check`: a case, read and checked, and its reports.

use std::io::{self, Write};
use std::path::PathBuf;

use super::args::{CheckArgs, FailOn, Output};
use super::profile::{Profile, Timed};
use super::progress::Progress;
use super::sources::{Folder, Noted};
use super::{
    Answer, FOUND, GOOD, NOTHING, Surroundings, WRONG, case, outputs, page_width, setting,
};
use crate::analysis::{self, Analysis, Step};
use crate::diagnostic::Severity;
use crate::report::human::Look;
use crate::report::{Format, Options, visible};

/// Checks a case. `note` is told the path of every text of a source before that is read.
pub(super) fn check(
    args: &CheckArgs,
    surroundings: Surroundings,
    note: &mut (dyn FnMut(PathBuf) + Send),
) -> Answer {
    if let Err(complaint) = outputs::fit_together(&args.format) {
        return Answer::wrong(&complaint);
    }
    let progress = match args.quiet {
        true => Progress::none(),
        false => Progress::of(surroundings, "checking"),
    };
    use_threads(args);
    // All of it runs on one of the threads that share the work: to hand each step over to them would wake them each time.
    rayon::scope(|_| checked(args, surroundings, note, progress))
}

/// The same, with the line of progress, on a thread that shares the work with others.
fn checked(
    args: &CheckArgs,
    surroundings: Surroundings,
    note: &mut (dyn FnMut(PathBuf) + Send),
    progress: Progress,
) -> Answer {
    let mut profile = Profile::start();
    let case = match case::read(&args.path) {
        Ok(case) => case,
        Err(complaint) => return Answer::wrong(&complaint),
    };
    let options = Options {
        look: look(args, surroundings),
        disputed: args.disputed,
        max: args.max.and_then(|max| usize::try_from(max).ok()),
        rest: None,
        fail_on: args.fail_on.least(),
        from_here: outputs::from_here(&case.folder),
        from_repository: outputs::from_repository(&case.folder),
    };
    let elsewhere = case::settings_above(&case.folder);
    let texts = Noted::new(Folder::new(&case.folder), note);
    let texts = Timed::new(&texts);
    let mut begins = |step: Step<'_>| profile.step(step);
    let analysis =
        analysis::analyse_step_by_step(case.files, case.problems, &texts, setting(), &mut begins);
    profile.read(texts.spent());
    profile.reports();
    let mut answer = Answer::good(String::new());
    answer.status = status(&analysis, args.fail_on);
    if let Some(settings) = elsewhere.filter(|_| !args.quiet) {
        let settings = settings.display().to_string();
        let settings = visible(&settings);
        answer.complaint = format!(
            "belie: \"{settings}\" sets nothing here: it belongs to a case of which only a part is checked\n"
        );
    }
    for output in &args.format {
        if let Some(file) = &output.file {
            answer.save(file, |out| (output.format.write)(&analysis, &options, out));
        }
    }
    // The line is gone before a report is printed.
    drop(progress);
    let printed = args.format.iter().find(|output| output.file.is_none());
    let printed = printed.filter(|_| !args.quiet);
    answer.report = Some(Box::new(Printed {
        options: match printed {
            Some(output) => shortened(options, args, output, surroundings),
            None => options,
        },
        format: printed.map(|output| output.format),
        analysis,
        profile: args.profile.then_some(profile),
    }));
    answer
}

/// So many diagnostics are shown in a terminal: more of it than this, nobody scrolls back.
const IN_TERMINAL: usize = 100;

/// What is read in a terminal is cut, unless something else is asked for.
fn shortened(
    options: Options,
    args: &CheckArgs,
    output: &Output,
    surroundings: Surroundings,
) -> Options {
    let is_read = surroundings.terminal && output.format.name == "human";
    if !is_read || args.all || args.max.is_some() {
        return options;
    }
    Options {
        max: Some(IN_TERMINAL),
        rest: Some("--all shows all, --format html:report.html makes a page of them"),
        ..options
    }
}

/// What was found, and the report of it that is made as it is printed.
pub(super) struct Printed {
    analysis: Analysis,
    options: Options,
    /// None where nothing is to be printed.
    format: Option<&'static Format>,
    profile: Option<Profile>,
}

impl Printed {
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(format) = self.format else {
            return Ok(());
        };
        let mut out = outputs::gathering(out);
        (format.write)(&self.analysis, &self.options, &mut out)?;
        out.flush()
    }

    /// Where the time went, printing included, if that was asked for.
    pub(super) fn profile(&self) -> Option<String> {
        let profile = self.profile.clone()?;
        Some(profile.told(&self.analysis.files))
    }
}

/// Settles how many threads there are. With `--profile` it is one, on which steps follow each other and their times add up. It is settled
/// once for a run of the program: a second call, by `--watch`, finds what it wants.
fn use_threads(args: &CheckArgs) {
    let threads = match args.profile {
        true => 1,
        false => args.threads.map_or(0, usize::from),
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .use_current_thread();
    pool.build_global().unwrap_or_default();
}

pub(super) fn look(args: &CheckArgs, surroundings: Surroundings) -> Look {
    let width = args
        .width
        .map_or_else(|| page_width(surroundings), usize::from);
    Look {
        width,
        colour: args.color.on(surroundings),
    }
}

/// The exit status: mistakes win over contradictions, what is disputed does not count, and nothing read is never a success.
pub(super) fn status(analysis: &Analysis, fail_on: FailOn) -> u8 {
    let pressing = analysis
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.disputed.is_none());
    let gravest = pressing.map(|diagnostic| diagnostic.severity).min();
    if gravest == Some(Severity::Mistake) {
        WRONG
    } else if analysis.summary.claims == 0 {
        NOTHING
    } else if gravest.is_some_and(|gravest| fail_on.includes(gravest)) {
        FOUND
    } else {
        GOOD
    }
}
