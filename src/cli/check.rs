//! `belie check`: a case, read and checked, and its reports.

use std::io;
use std::path::PathBuf;

use super::args::{CheckArgs, FailOn};
use super::profile::Profile;
use super::progress::{PATIENCE, Progress};
use super::sources::{Folder, Noted};
use super::{
    Answer, FOUND, GOOD, NOTHING, Surroundings, WRONG, case, outputs, page_width, setting,
};
use crate::analysis::{self, Analysis, Step};
use crate::diagnostic::Severity;
use crate::report::Options;
use crate::report::human::Look;

/// Checks a case. `note` is told the path of every text of a source before that is read.
pub(super) fn check(
    args: &CheckArgs,
    surroundings: Surroundings,
    note: &mut (dyn FnMut(PathBuf) + Send),
) -> Answer {
    if let Err(complaint) = outputs::fit_together(&args.format) {
        return Answer::wrong(&complaint);
    }
    let progress = match surroundings.progress && !args.quiet {
        true => Progress::start(io::stderr(), PATIENCE, "belie: checking".to_owned()),
        false => Progress::none(),
    };
    use_threads(args);
    let mut profile = Profile::start();
    let case = match case::read(&args.path) {
        Ok(case) => case,
        Err(complaint) => return Answer::wrong(&complaint),
    };
    let options = Options {
        look: look(args, surroundings),
        disputed: args.disputed,
        max: args.max.and_then(|max| usize::try_from(max).ok()),
        fail_on: args.fail_on.least(),
        from_here: outputs::from_here(&case.folder),
        from_repository: outputs::from_repository(&case.folder),
    };
    let texts = Noted::new(Folder::new(&case.folder), note);
    let mut begins = |step: Step<'_>| profile.step(step);
    let analysis =
        analysis::analyse_step_by_step(case.files, case.problems, &texts, setting(), &mut begins);
    profile.reports();
    let mut answer = Answer {
        text: String::new(),
        complaint: String::new(),
        status: status(&analysis, args.fail_on),
    };
    for output in &args.format {
        if args.quiet && output.file.is_none() {
            continue;
        }
        let text = (output.format.render)(&analysis, &options);
        match &output.file {
            None => answer.text = text,
            Some(file) => answer.save(file, &text),
        }
    }
    // The line is gone before the report is written.
    drop(progress);
    if args.profile {
        answer.complaint.push_str(&profile.told(&analysis.files));
    }
    answer
}

/// Settles how many threads there are. On one, steps follow each other and their times add up. It is settled once for a run of the
/// program: a second call, by `--watch`, finds what it wants.
fn use_threads(args: &CheckArgs) {
    let threads = args.threads.map(usize::from);
    let threads = threads.or(args.profile.then_some(1)).unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
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
