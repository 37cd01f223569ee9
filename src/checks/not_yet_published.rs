//! A source whose date of publication lies in the future: a slip, most likely.

use super::Case;
use crate::date::{calendar, show};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::say;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(today) = case.setting.today else {
        return;
    };
    let tomorrow = calendar::start_of(today.saturating_add(1));
    for source in &case.model.sources {
        let Some(published) = &source.published else {
            continue;
        };
        if published.begins.earliest.is_some_and(|at| at >= tomorrow) {
            let date = say::extent(published);
            let message = format!(
                "{} is to be published {} {date}, which is yet to come",
                source.name,
                show::preposition(published)
            );
            let mut diagnostic = Diagnostic::new(Code::NotYetPublished, message)
                .at(source.location, format!("published {date}"));
            diagnostic.about.clone_from(&source.name);
            diagnostics.push(diagnostic.advise(
                "Look at its date again: weekdays are counted from it. If the text is under embargo, live with the gap.",
            ));
        }
    }
}
