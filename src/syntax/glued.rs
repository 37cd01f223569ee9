//! What sticks to a word and is no part of it: `early-2024`, `about-50`, `ola-berg`.

use super::apart::is_part;
use super::errors::{Mistake, cut};
use super::reader::Reader;
use super::slips;
use super::words::{skip_space, word};
use crate::date::Edtf;
use crate::text::Span;

/// A longer clause is not repeated in an advice, as it would be cut.
const LEAD_CHARS_MAX: usize = 24;

impl<'t> Reader<'t> {
    /// `early-2024`, `on-2024-05-06`, from the hyphen on: read as a minus it would make the year one before our era.
    pub(super) fn glued_date(&self, at: &'t str) -> Option<Mistake> {
        let behind = self.behind_glued_hyphen(at)?;
        let date = match Edtf::lex(behind) {
            0 => slips::numeric_word(behind),
            length => &behind[..length],
        };
        let lead = self.lead_of(at);
        let mistake = Mistake::new(
            self.span(last_word(lead)).to(self.span(date)),
            "a hyphen does not join words of time",
            "expected a space instead of the hyphen",
        );
        let (lead, written) = (cut(lead), cut(date));
        Some(mistake.advise(match Edtf::parse(date) {
            Ok(_) => format!("Write `{lead} {written}`, or `{lead} -{written}` if it was before our era."),
            Err(_) => "Write a space instead of the hyphen, and a date such as `2025-01-19` behind it.".to_owned(),
        }))
    }

    /// `about-50`, `at least-50`, from the hyphen on: read as a minus it would make the number negative.
    pub(super) fn glued_number(&self, at: &'t str) -> Option<Mistake> {
        let behind = self.behind_glued_hyphen(at)?;
        let number = slips::leading_digits(behind);
        let lead = self.lead_of(at);
        let mistake = Mistake::new(
            self.span(last_word(lead)).to(self.span(number)),
            "a hyphen does not join a word and a number",
            "expected a space instead of the hyphen",
        );
        let (lead, number) = (cut(lead), cut(number));
        Some(mistake.advise(format!(
            "Write `{lead} {number}`, or `{lead} -{number}` if it is below zero."
        )))
    }

    /// The digits behind a hyphen that touches a word before it.
    fn behind_glued_hyphen(&self, at: &'t str) -> Option<&'t str> {
        let behind = at.strip_prefix('-')?;
        let is_glued = self.before(at).ends_with(|c: char| c.is_alphanumeric());
        let is_number = behind.starts_with(|c: char| c.is_ascii_digit());
        (is_glued && is_number).then_some(behind)
    }

    /// The words of its clause that stand before a hyphen, or the last of them.
    fn lead_of(&self, at: &'t str) -> &'t str {
        let before = self.before(at);
        let begin = before.rfind([',', ':', '"', '\n', '\r']);
        let lead = before[begin.map_or(0, |mark| mark + 1)..].trim_start();
        match lead.chars().count() <= LEAD_CHARS_MAX {
            true => lead,
            false => last_word(lead),
        }
    }

    /// `agent o'neill`, from the apostrophe on.
    pub(super) fn apostrophe_inside(&self, at: &'t str) -> Option<Mistake> {
        let (_, second) = word(at.strip_prefix(['\'', '’'])?).ok()?;
        let first = last_word(self.before(at));
        let mistake = Mistake::new(
            self.span(first).to(self.span(second)),
            "an id has no apostrophes",
            "expected letters, digits and `_`",
        );
        (!first.is_empty()).then(|| {
            mistake.advise(format!(
                "Write the id that is declared, such as `{}_{}`; a name stands in quotation marks.",
                cut(first),
                cut(second)
            ))
        })
    }

    /// `ola-berg`, `Monday-Wednesday`, `any-Monday`, from the hyphen on.
    pub(super) fn hyphened_words(&self, at: &'t str) -> Option<Mistake> {
        let behind = at.strip_prefix('-')?;
        let first = last_word(self.before(at));
        let (rest, second) = match word(behind) {
            Ok(read) if behind.starts_with(char::is_alphabetic) => read,
            _ => {
                let digits = slips::leading_digits(behind);
                let rest = &behind[digits.len()..];
                let is_whole = !rest.starts_with(char::is_alphanumeric);
                // `mid-40s`, `at-50`: what is no name does not become one.
                let is_name = !is_part(first) && !matches!(first, "at" | "over" | "under");
                (is_whole && is_name).then_some((rest, digits))?
            }
        };
        let is_id = first.starts_with(char::is_alphabetic) && !second.is_empty();
        let place = self.span(first).to(self.span(second));
        is_id.then(|| match slips::is_weekday(second) {
            true => joined_days(place, first, second),
            false => joined_id(place, first, second, rest),
        })
    }
}

/// `Monday-Wednesday`, `any-Monday`
fn joined_days(place: Span, first: &str, second: &str) -> Mistake {
    let (first_shown, second) = (cut(first), cut(second));
    let mistake = Mistake::new(
        place,
        "a hyphen does not join words of time",
        "expected a word instead of the hyphen",
    );
    mistake.advise(match slips::is_weekday(first) {
        true => format!(
            "Write `between {first_shown} and {second}` if it began at some moment between; `from {first_shown} to {second}` if it began \
             and ended then."
        ),
        false => format!("Write `{first_shown} {second}`."),
    })
}

/// `ola-berg`
fn joined_id(place: Span, first: &str, second: &str, rest: &str) -> Mistake {
    let mistake = Mistake::new(
        place,
        "an id has no hyphens",
        "expected letters, digits and `_`",
    );
    match skip_space(rest).starts_with('-') {
        // More of it follows.
        true => mistake.advise("Write `_` instead of each hyphen, as where it is declared."),
        false => mistake.advise(format!("Write `{}_{}`.", cut(first), cut(second))),
    }
}

/// The word that a text ends with.
fn last_word(text: &str) -> &str {
    let begin = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '_')
        .last();
    &text[begin.map_or(text.len(), |(begin, _)| begin)..]
}
