//! What is said of a case, in a form that does not depend on any order.

use std::collections::BTreeSet;

use belie::analysis::Analysis;
use belie::diagnostic::{Diagnostic, More, Severity};

use crate::draft::{At, Written};
use crate::support::is_quarrel;

/// A quarrel, without places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verdict {
    pub id: &'static str,
    pub about: String,
    pub severity: Severity,
    pub marks: Vec<&'static str>,
    pub accounts: BTreeSet<(String, Vec<String>, Vec<String>)>,
    pub chains: BTreeSet<BTreeSet<String>>,
    pub ways_out: BTreeSet<BTreeSet<String>>,
    pub fingerprint: Option<String>,
}

/// The quarrels of a case, sorted.
pub fn verdicts(analysis: &Analysis) -> Vec<Verdict> {
    let mut all: Vec<Verdict> = quarrels(analysis)
        .map(|one| verdict(analysis, one))
        .collect();
    all.sort();
    all
}

/// Its diagnostics that say that claims disagree.
pub fn quarrels(analysis: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    analysis.diagnostics.iter().filter(|one| is_quarrel(one))
}

/// The mistakes of a case: there should be none, as the generators write what the language allows.
pub fn mistakes(analysis: &Analysis) -> Vec<String> {
    let wrong = |one: &&Diagnostic| one.severity == Severity::Mistake;
    let say = |one: &Diagnostic| {
        let place = one.labels.first().map(|label| label.location);
        let text = place.map_or("", |place| analysis.files.text(place));
        format!("{}: {} “{text}”", one.code, one.message)
    };
    analysis.diagnostics.iter().filter(wrong).map(say).collect()
}

/// Each quarrel in a line: its severity, id and what it is about.
pub fn headings(analysis: &Analysis) -> Vec<String> {
    let mut all: Vec<String> = quarrels(analysis)
        .map(|one| format!("{} {} {}", one.severity, one.code, one.about))
        .collect();
    all.sort();
    all
}

fn verdict(analysis: &Analysis, one: &Diagnostic) -> Verdict {
    let said = |numbers: &[usize]| -> BTreeSet<String> {
        let label = |&number: &usize| {
            let label = &one.labels[number];
            let written = analysis.files.text(label.location);
            let passage = label.passage.as_deref().unwrap_or_default();
            let source = label.source.as_deref().unwrap_or_default();
            format!("{source} “{passage}”: {written} = {}", label.text)
        };
        numbers.iter().map(label).collect()
    };
    let accounts = one.accounts.iter().map(|account| {
        (
            account.value.clone(),
            account.sources.clone(),
            account.speakers.clone(),
        )
    });
    Verdict {
        id: one.code.id(),
        about: one.about.clone(),
        severity: one.severity,
        marks: one.marks.iter().map(|mark| mark.id()).collect(),
        accounts: accounts.collect(),
        chains: one.chains.iter().map(|chain| said(&chain.labels)).collect(),
        ways_out: one.ways_out.iter().map(|way| said(way)).collect(),
        fingerprint: one.fingerprint.map(|print| print.to_string()),
    }
}

/// The clauses of some labels.
pub fn clauses(
    written: &Written,
    analysis: &Analysis,
    one: &Diagnostic,
    labels: &[usize],
) -> BTreeSet<At> {
    labels
        .iter()
        .map(|&number| written.at(analysis, one.labels[number].location))
        .collect()
}

/// Whether a diagnostic lists all its chains.
pub fn lists_all_chains(one: &Diagnostic) -> bool {
    one.more_chains == More::None
}
