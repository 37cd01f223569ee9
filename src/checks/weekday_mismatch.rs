//! "Saturday 2025-01-19" was a Sunday: the source contradicts the calendar.

use super::Case;
use crate::date::{calendar, show};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::say;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for wrong in &case.model.weekdays {
        let written = wrong.written.name();
        let date = say::extent(&wrong.extent);
        let message = match wrong.extent.single_day() {
            Some(day) => format!(
                "{} was a {}, not a {written}",
                show::day(day),
                calendar::weekday(day).name()
            ),
            None => format!("no {written} lies in {date}"),
        };
        let mut diagnostic = Diagnostic::new(Code::WeekdayMismatch, message).at(
            wrong.location,
            "the weekday and the date do not go together",
        );
        if let Some(day) = wrong.extent.single_day() {
            let (before, after) = (
                calendar::latest_weekday(wrong.written, day),
                calendar::next_weekday(wrong.written, day),
            );
            diagnostic = diagnostic.advise(format!(
                "The {written}s next to it are {} and {}. If the source itself says so, keep it and leave the weekday out of \
                 the reading; the passage shows it.",
                show::day(before),
                show::day(after),
            ));
        }
        diagnostics.push(diagnostic);
    }
}
