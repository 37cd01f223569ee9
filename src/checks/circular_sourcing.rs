//! A cites B, and B cites A: neither is where it comes from.

use super::Case;
use super::quarrel::about_all;
use crate::diagnostic::{Code, Diagnostic};

/// So many sources are named in one line; the others are counted.
const NAMED_MAX: usize = 8;

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
            [named @ .., _, _] if named.len() > NAMED_MAX => format!(
                "{} and {} other sources cite each other in a circle",
                names[..NAMED_MAX].join(", "),
                names.len() - NAMED_MAX
            ),
            several => format!("{} cite each other in a circle", several.join(", ")),
        };
        let mut diagnostic = Diagnostic::new(Code::CircularSourcing, message);
        diagnostic.about = about_all(&names);
        for &source in circle {
            let source = model.source(source);
            let cited: Vec<_> = source
                .cites
                .iter()
                .filter(|cited| circle.contains(cited))
                .map(|&cited| model.source(cited).name.as_str())
                .collect();
            let more = cited.len().saturating_sub(NAMED_MAX);
            let named = cited[..cited.len() - more].join(", ");
            let text = match more {
                0 => format!("cites {named}"),
                more => format!("cites {named} and {more} more"),
            };
            diagnostic = diagnostic.at(source.location, text);
        }
        diagnostics.push(diagnostic.advise(
            "What they say alike counts as one origin. Find out who said it first, and take the other `cites` away if it is \
             about something else.",
        ));
    }
}
