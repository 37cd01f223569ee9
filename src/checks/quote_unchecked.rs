//! Passages with no text to check them against.

use super::Case;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::SourceId;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut passages = vec![0_usize; case.model.sources.len()];
    for claim in &case.model.claims {
        passages[claim.source.index()] += usize::from(claim.passage.is_some());
    }
    for (index, source) in case.model.sources.iter().enumerate() {
        let count = passages[SourceId::from_index(index).index()];
        if source.text.is_none() && count > 0 {
            diagnostics.push(
                unchecked(&source.name, count).at(source.location, "this source names no text"),
            );
        }
    }
}

fn unchecked(name: &str, count: usize) -> Diagnostic {
    let passages = if count == 1 {
        "a passage".to_owned()
    } else {
        format!("{count} passages")
    };
    let message = format!("{passages} of {name} could not be checked: there is no text");
    let mut diagnostic = Diagnostic::new(Code::QuoteUnchecked, message)
        .advise("Save what the source says in a file of the case and name it below the source: `text \"sources/…\"`.");
    diagnostic.about = name.to_owned();
    diagnostic
}
