//! A cites B, and B cites A: neither is where it comes from.

use super::Case;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let model = case.model;
    for circle in &case.origins.circles {
        let mut names: Vec<_> = circle
            .iter()
            .map(|&source| model.source(source).name.as_str())
            .collect();
        names.sort_unstable();
        let message = match names.as_slice() {
            [one] => format!("{one} cites itself"),
            [one, other] => format!("{one} and {other} cite each other"),
            several => format!("{} cite each other in a circle", several.join(", ")),
        };
        let mut diagnostic = Diagnostic::new(Code::CircularSourcing, message);
        diagnostic.about = names.join(" and ");
        for &source in circle {
            let source = model.source(source);
            let cited: Vec<_> = source
                .cites
                .iter()
                .filter(|cited| circle.contains(cited))
                .map(|&cited| model.source(cited).name.as_str())
                .collect();
            diagnostic = diagnostic.at(source.location, format!("cites {}", cited.join(", ")));
        }
        diagnostics.push(diagnostic.advise(
            "What they say alike counts as one origin. Find out who said it first, and take the other `cites` away if it is \
             about something else.",
        ));
    }
}
