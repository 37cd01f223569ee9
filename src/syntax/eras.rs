//! Years as they are counted back from ours: `44 BC`, `15 March 44 BC`, `-490`. Here the year before 1 is `0000`, and that before it
//! `-0001`, so that each is one less than it is called.

use std::fmt;

use super::errors::Mistake;
use super::slips::{leading_digits, numeric_word};
use super::words::{skip_space, word};
use crate::date::Edtf;
use crate::text::Span;

/// A year as it is told, which shows itself as it is written here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Year<'t> {
    digits: &'t str,
    is_before_ours: bool,
}

impl<'t> Year<'t> {
    /// The year that a text begins with, in four digits or before our era, and the text behind it.
    pub(super) fn read(at: &'t str) -> Option<(&'t str, Self)> {
        let (digits, behind) = at.split_at(leading_digits(at).len());
        let year = |is_before_ours| Self {
            digits,
            is_before_ours,
        };
        match (digits.len(), behind_era(behind)) {
            (1..=4, Some(rest)) => Some((rest, year(true))),
            (4, None) => Some((behind, year(false))),
            _ => None,
        }
    }

    /// The same of some year where none is told.
    pub(super) fn some() -> Self {
        let digits = "2025";
        let is_before_ours = false;
        Self {
            digits,
            is_before_ours,
        }
    }
}

impl fmt::Display for Year<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.digits.parse::<u32>() {
            Ok(1) if self.is_before_ours => f.write_str("0000"),
            Ok(year @ 2..) if self.is_before_ours => write!(f, "-{:04}", year - 1),
            _ => f.write_str(self.digits),
        }
    }
}

/// What stands behind `BC`, if a text begins with it.
pub(super) fn behind_era(at: &str) -> Option<&str> {
    match word(at) {
        Ok((rest, "BC" | "BCE" | "bc" | "bce")) => Some(rest),
        _ => ["B.C.E.", "B.C."]
            .iter()
            .find_map(|era| skip_space(at).strip_prefix(era)),
    }
}

/// `490 BC`, `44-03-15 BC`, `-490`; `before` is to stand before it.
pub(super) fn date(at: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let number = at.strip_prefix('-').unwrap_or(at);
    let written = numeric_word(number);
    let behind = &number[written.len()..];
    let Some(rest) = behind_era(behind) else {
        return short_year(at, written, behind, before, span);
    };
    let parts: Vec<&str> = written.split(['-', '.', '/']).collect();
    let date = match parts[..] {
        [year] => in_year(year, &[]),
        [year, month] => in_year(year, &[month]),
        [first, second, third] => {
            let year_first = || in_year(first, &[second, third]);
            let day_first = || in_year(third, &[second, first]);
            match written.contains('-') {
                true => year_first().or_else(day_first),
                false => day_first().or_else(year_first),
            }
        }
        _ => None,
    };
    let told = &at[..at.len() - rest.len()];
    let mistake = Mistake::new(
        span(told),
        "a year before our era is written with `-` and one less",
        "expected a year such as `-0043`, which is 44 BC",
    );
    Some(match date {
        Some(date) => mistake.advise(format!("Write `{before}{date}`: 1 BC is the year `0000`.")),
        None => mistake
            .advise("Write the year, the month and the day: 15 March 44 BC is `-0043-03-15`."),
    })
}

/// The date in a year before our era, if there is such a day.
fn in_year(digits: &str, parts: &[&str]) -> Option<String> {
    let is_before_ours = digits.len() <= 4;
    let year = Year {
        digits,
        is_before_ours,
    };
    let parts: String = parts.iter().map(|part| format!("-{part:0>2}")).collect();
    Some(format!("{year}{parts}")).filter(|date| is_before_ours && Edtf::parse(date).is_ok())
}

/// `-490`: whether that is 490 BC or the year before is not known.
fn short_year(
    at: &str,
    digits: &str,
    behind: &str,
    before: &str,
    span: &dyn Fn(&str) -> Span,
) -> Option<Mistake> {
    let is_short = at.starts_with('-') && digits.len() <= 3 && !behind.starts_with('X');
    let year: u32 = digits.parse().ok().filter(|year| is_short && *year > 0)?;
    let mistake = Mistake::new(
        span(&at[..=digits.len()]),
        "a year has four digits",
        "expected a year such as `-0043`, which is 44 BC",
    );
    Some(mistake.advise(format!(
        "Write `{before}-{year:04}`, which is {} BC, or `{before}{}`, which is {year} BC.",
        year + 1,
        in_year(digits, &[])?
    )))
}
