//! A claim without a passage: nobody can see what the source really said.

use super::Case;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::SourceId;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let model = case.model;
    let mut missing: Vec<_> = model
        .claims
        .of(case.claims_of_part())
        .filter(|claim| claim.passage().is_none() && !claim.is_broken())
        .collect();
    missing.sort_by_key(|claim| claim.source);
    for claims in missing.chunk_by(|one, other| one.source == other.source) {
        let name = &model.source(claims[0].source).name;
        let message = match claims.len() {
            1 => format!("a claim of {name} has no passage"),
            several => format!("{several} claims of {name} have no passage"),
        };
        let mut diagnostic = Diagnostic::new(Code::NoPassage, message);
        diagnostic.about = source_about(case, claims[0].source);
        for claim in claims {
            diagnostic = diagnostic.at(claim.location(), "no passage");
        }
        diagnostics.push(
            diagnostic.advise("Write the words of the source in quotation marks after `claim`."),
        );
    }
}

pub(super) fn source_about(case: &Case<'_>, source: SourceId) -> String {
    case.model.source(source).name.clone()
}
