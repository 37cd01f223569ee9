//! Diagnostics as the editor shows them: every side of a quarrel in its own file, with the other sides beside it.

use std::collections::BTreeMap;

use gen_lsp_types as lsp;
use url::Url;

use super::pages;
use super::view::View;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::text::{FileId, FileKind, Location, visible};

/// So many other sides are shown beside one.
const OTHERS_MAX: usize = 12;

/// So many of them in its message.
const SIDES_MAX: usize = 4;

/// So many steps of arithmetic.
const STEPS_MAX: usize = 8;

/// What is to be shown in each file of a case that has something to show.
pub(super) type Shown = BTreeMap<Url, Vec<lsp::Diagnostic>>;

/// How a client has diagnostics shown.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// Whether with the other sides.
    pub(super) related: bool,
    /// Whether with an address of the page that explains.
    pub(super) pages: bool,
}

/// All diagnostics of a case, by file. What is disputed is settled and not shown.
pub(super) fn diagnostics(view: &View<'_>, manner: Manner) -> Shown {
    let mut by_file: BTreeMap<FileId, Vec<lsp::Diagnostic>> = BTreeMap::new();
    let all = view.analysis.diagnostics.iter();
    for diagnostic in all.filter(|one| one.disputed.is_none()) {
        for place in places(view, diagnostic) {
            let file = diagnostic.labels[place].location.file;
            let one = one_side(view, diagnostic, place, manner);
            by_file.entry(file).or_default().push(one);
        }
    }
    let files = by_file.into_iter().filter_map(|(file, mut of_file)| {
        of_file.sort_by_key(|one| (one.range.start, one.range.end));
        of_file.dedup();
        Some((view.address(file)?, of_file))
    });
    files.collect()
}

/// The labels of a diagnostic at which it is shown: those in the files of the case, each place once. A text of a source is shown only
/// as another side, unless there is nothing else.
pub(super) fn places(view: &View<'_>, diagnostic: &Diagnostic) -> Vec<usize> {
    let files = &view.analysis.files;
    let kind = |label: &Label| files.get(label.location.file).kind;
    let mut seen = std::collections::HashSet::new();
    let labels = || diagnostic.labels.iter().enumerate();
    let own: Vec<usize> = labels()
        .filter(|(_, label)| kind(label) != FileKind::Text && seen.insert(label.location))
        .map(|(number, _)| number)
        .collect();
    if own.is_empty() {
        labels().take(1).map(|(number, _)| number).collect()
    } else {
        own
    }
}

/// A diagnostic as it is shown at one of its labels.
fn one_side(
    view: &View<'_>,
    diagnostic: &Diagnostic,
    place: usize,
    manner: Manner,
) -> lsp::Diagnostic {
    let Location { file, span } = diagnostic.labels[place].location;
    let code = diagnostic.code.id();
    let others = others(diagnostic, place);
    lsp::Diagnostic {
        range: view.range(file, span),
        severity: Some(severity(diagnostic.severity)),
        code: Some(code.into()),
        code_description: manner
            .pages
            .then(|| pages::address(code).map(|href| lsp::CodeDescription { href }))
            .flatten(),
        source: Some("belie".to_owned()),
        message: message(diagnostic, place, &others).into(),
        related_information: (manner.related && !others.is_empty()).then(|| {
            let others = others.iter();
            others.filter_map(|other| related(view, other)).collect()
        }),
        ..lsp::Diagnostic::default()
    }
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Mistake | Severity::Contradiction => lsp::DiagnosticSeverity::Error,
        Severity::Tension => lsp::DiagnosticSeverity::Warning,
        Severity::Gap => lsp::DiagnosticSeverity::Information,
    }
}

/// The heading, what is said here, who else says what, and what to do.
fn message(diagnostic: &Diagnostic, place: usize, others: &[&Label]) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    let here = &diagnostic.labels[place].text;
    if !here.is_empty() {
        lines.push(format!("here: {here}"));
    }
    for account in diagnostic.accounts.iter().take(OTHERS_MAX) {
        let speakers = account.speakers.join(", ");
        lines.push(format!("· {speakers}: {}", account.value));
    }
    if diagnostic.accounts.is_empty() && diagnostic.fingerprint.is_some() {
        // Not every editor shows the other places.
        lines.extend(steps(diagnostic, place).unwrap_or_else(|| {
            let sides = others.iter().take(SIDES_MAX);
            sides.map(|other| format!("· {}", side(other))).collect()
        }));
    }
    let premises = diagnostic.premises.iter();
    lines.extend(premises.map(|one| format!("This rests on: {one}")));
    lines.extend(diagnostic.advice.iter().cloned());
    plainly(&lines.join("\n"))
}

/// A text of several lines with what could not be seen in it spelt out, as in every report.
pub(super) fn plainly(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(visible).collect();
    lines.join("\n")
}

/// The arithmetic of the shortest chain that a place is part of.
fn steps(diagnostic: &Diagnostic, place: usize) -> Option<Vec<String>> {
    let mut chains = diagnostic.chains.iter();
    let chain = chains.find(|chain| chain.labels.contains(&place) && !chain.steps.is_empty())?;
    let steps = chain.steps.iter().take(STEPS_MAX);
    let told = steps.map(|step| {
        let label = step.label.and_then(|label| diagnostic.labels.get(label));
        format!("· {}{}", label.map(who).unwrap_or_default(), step.text)
    });
    Some(told.collect())
}

/// The other places of a diagnostic, those of the chains that this one is part of first. A gap with many places lists what is missing
/// at each: they are no sides of one thing, and to name some at all of them would fill megabytes.
fn others(diagnostic: &Diagnostic, place: usize) -> Vec<&Label> {
    if diagnostic.severity == Severity::Gap && diagnostic.labels.len() > OTHERS_MAX {
        return Vec::new();
    }
    let here = diagnostic.labels[place].location;
    let mut order: Vec<usize> = Vec::new();
    let chains = diagnostic.chains.iter();
    let with_this = chains.filter(|chain| chain.labels.contains(&place));
    let linked = with_this.flat_map(|chain| chain.labels.iter().copied());
    for number in linked.chain(0..diagnostic.labels.len()) {
        if order.len() == OTHERS_MAX {
            break;
        }
        if diagnostic.labels[number].location != here && !order.contains(&number) {
            order.push(number);
        }
    }
    let labels = order.into_iter();
    labels.map(|number| &diagnostic.labels[number]).collect()
}

/// Another place as the editor has it.
fn related(view: &View<'_>, label: &Label) -> Option<lsp::DiagnosticRelatedInformation> {
    Some(lsp::DiagnosticRelatedInformation {
        location: view.location(label.location)?,
        message: plainly(&side(label)),
    })
}

/// Who says what at a label.
fn side(label: &Label) -> String {
    let passage = label.said().passage.as_ref();
    let passage = passage.map_or_else(String::new, |passage| format!(" (“{passage}”)"));
    format!("{}{}{passage}", who(label), label.text)
}

/// Who speaks at a label.
fn who(label: &Label) -> String {
    let who = label.said().who();
    who.map_or_else(String::new, |who| format!("{who}: "))
}
