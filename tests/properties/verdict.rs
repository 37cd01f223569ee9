//! What is said of a case, in a form that does not depend on any order.

use std::collections::BTreeSet;

use belie::analysis::Analysis;
use belie::diagnostic::{Code, Diagnostic, More, Severity};

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
    let mut all: Vec<Verdict> = steady(analysis).map(|one| verdict(analysis, one)).collect();
    all.sort();
    all
}

/// The quarrels that do not rest on what is set aside for others: where times quarrel, a state is judged with one way out of
/// several taken, and which one it is may change with one more source.
pub fn steady(analysis: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    let timed = quarrels(analysis).any(|one| one.code == Code::TimeConflict);
    quarrels(analysis).filter(move |one| !timed || one.code != Code::StateConflict)
}

/// What the steady quarrels are about, without how grave they are.
pub fn topics(analysis: &Analysis) -> Vec<String> {
    let mut all: Vec<String> = steady(analysis)
        .map(|one| format!("{} {}", one.code, one.about))
        .collect();
    all.sort();
    all
}

/// Its diagnostics that say that claims disagree.
pub fn quarrels(analysis: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    // The generators date sources without regard to what they tell of, so what was told too early is not looked at here.
    let looked_at = |one: &&Diagnostic| is_quarrel(one) && one.code != Code::ToldTooEarly;
    analysis.diagnostics.iter().filter(looked_at)
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
            let passage = label.said().passage.as_deref().unwrap_or_default();
            let source = label.said().source.as_deref().unwrap_or_default();
            format!("{source} “{passage}”: {written} = {}", label.text)
        };
        numbers.iter().map(label).collect()
    };
    // Which chains are listed of many may depend on their order; a fingerprint is made of the listed ones.
    let all_listed = lists_all_chains(one);
    let all_ways = one.more_ways_out == More::None;
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
        marks: one
            .marks
            .iter()
            .filter(|_| all_listed)
            .map(|mark| mark.id())
            .collect(),
        accounts: accounts.collect(),
        chains: one
            .chains
            .iter()
            .filter(|_| all_listed)
            .map(|chain| said(&chain.labels))
            .collect(),
        ways_out: one
            .ways_out
            .iter()
            .filter(|_| all_ways)
            .map(|way| said(way))
            .collect(),
        fingerprint: one
            .fingerprint
            .filter(|_| all_listed && all_ways)
            .map(|print| print.to_string()),
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
