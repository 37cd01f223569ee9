//! What Belie says of a case, in the clauses of the case.

use std::collections::BTreeMap;

use belie::analysis::Analysis;
use belie::diagnostic::{Diagnostic, More, Severity};
use serde::Serialize;

use crate::case::{At, Case as Draft};
use crate::support::{Case, is_quarrel};

/// What is said of a case.
#[derive(Debug, Serialize)]
pub struct Said {
    pub mistakes: Vec<String>,
    pub quarrels: Vec<Quarrel>,
}

/// A quarrel in clauses.
#[derive(Debug, Serialize)]
pub struct Quarrel {
    pub id: &'static str,
    pub severity: String,
    pub about: String,
    pub chains: Vec<Vec<At>>,
    pub all_chains: bool,
    pub ways_out: Vec<Vec<At>>,
    pub all_ways_out: bool,
}

/// A case with what Belie says of it.
#[derive(Debug, Serialize)]
pub struct Judged {
    #[serde(flatten)]
    pub case: Draft,
    pub belie: Said,
}

/// Has Belie check a case.
pub fn judge(case: Draft) -> Judged {
    let (text, places) = case.write();
    let analysis = Case::one(&text).check();
    let said = Said {
        mistakes: mistakes(&analysis),
        quarrels: analysis
            .diagnostics
            .iter()
            .filter(|one| is_quarrel(one))
            .map(|one| quarrel(one, &places))
            .collect(),
    };
    Judged { case, belie: said }
}

/// What is wrong with how a case is written.
pub fn mistakes(analysis: &Analysis) -> Vec<String> {
    let wrong = |one: &&Diagnostic| one.severity == Severity::Mistake;
    let say = |one: &Diagnostic| {
        let at = one.labels.first().map(|label| label.location);
        let text = at.map_or("", |at| analysis.files.text(at));
        format!("{}: {} “{text}”", one.code, one.message)
    };
    analysis.diagnostics.iter().filter(wrong).map(say).collect()
}

fn quarrel(one: &Diagnostic, places: &BTreeMap<(usize, usize), At>) -> Quarrel {
    let clauses = |labels: &[usize]| -> Vec<At> {
        let mut found: Vec<At> = labels
            .iter()
            .map(|&label| {
                let range = one.labels[label].location.span.range();
                let at = places.get(&(range.start, range.end));
                *at.unwrap_or_else(|| panic!("no clause at {range:?}: {}", one.labels[label].text))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    Quarrel {
        id: one.code.id(),
        severity: one.severity.to_string(),
        about: one.about.clone(),
        chains: one
            .chains
            .iter()
            .map(|chain| clauses(&chain.labels))
            .collect(),
        all_chains: one.more_chains == More::None,
        ways_out: one.ways_out.iter().map(|way| clauses(way)).collect(),
        all_ways_out: one.more_ways_out == More::None,
    }
}
