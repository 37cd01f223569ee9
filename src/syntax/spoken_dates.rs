//! Dates as they are spoken, each with the way to write it here: `12 May 2024`, `May 2024`, `the summer of 2024`.

use super::eras::Year;
use super::errors::Mistake;
use super::foreign_names;
use super::slips::{self, NO_SUCH_DAY, leading_digits};
use super::suggest::nearest;
use super::words::{skip_space, the, word};
use crate::date::Edtf;
use crate::text::Span;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days of a month, or a month, or a part of a year.
struct SpokenDate<'t> {
    /// `late`, before all else
    third: &'static str,
    year: Option<Year<'t>>,
    body: Body<'t>,
    /// What stands behind it.
    rest: &'t str,
}

#[derive(Clone, Copy)]
enum Body<'t> {
    /// A month, and the first and last of its days that are told.
    Month(usize, Option<[&'t str; 2]>),
    /// A season, a quarter or a half, by its number in ISO 8601-2.
    Part(usize),
}

/// What is wrong with a date that is spoken, if one stands here; `before` is to stand before it.
pub(super) fn spoken_date(at: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let date = SpokenDate::read(at)?;
    let spoken = &at[..at.len() - date.rest.len()];
    let mistake = Mistake::new(
        span(spoken.trim_end()),
        "a date is written in numbers",
        "expected a date such as `2025-01-19`",
    );
    let numbers = date.in_numbers();
    let written = numbers.strip_prefix(date.third).unwrap_or(&numbers);
    Some(mistake.advise(match date.year {
        _ if Edtf::parse(written).is_err() => NO_SUCH_DAY.to_owned(),
        Some(_) => format!("Write `{before}{numbers}`."),
        None => {
            format!("Write the year too, and all in numbers, such as `{before}{numbers}`.")
        }
    }))
}

/// A date that is spoken, in numbers, and the text behind it; its year is told, and the day exists.
pub(super) fn in_numbers(at: &str) -> Option<(&str, String)> {
    let date = SpokenDate::read(at)?;
    let numbers = date.written(date.year)?;
    Some((date.rest, numbers))
}

/// Two dates in numbers, with the word that stands between them.
pub(super) struct TwoDates<'t> {
    pub(super) written: [String; 2],
    pub(super) joiner: &'static str,
    /// What stands behind them.
    pub(super) rest: &'t str,
}

/// `March 15, 1978 and March 17, 1978`: the first may leave its year to the other, which may be in numbers already.
pub(super) fn two_in_numbers<'t>(at: &'t str, joiners: &[&'static str]) -> Option<TwoDates<'t>> {
    let first = SpokenDate::read(at)?;
    let mut words = joiners.iter();
    let (behind, joiner) =
        words.find_map(|joiner| Some((the(joiner, first.rest).ok()?.0, *joiner)))?;
    let at = skip_space(behind);
    let (rest, year, other) = match SpokenDate::read(at) {
        Some(other) => (other.rest, other.year, other.written(other.year)?),
        None => {
            let (date, rest) = at.split_at(Edtf::lex(at));
            Edtf::parse(date).ok()?;
            (rest, None, date.to_owned())
        }
    };
    let one = first.written(first.year.or(year))?;
    Some(TwoDates {
        written: [one, other],
        joiner,
        rest,
    })
}

impl<'t> SpokenDate<'t> {
    /// The same in numbers with this year, if there is such a day.
    fn written(&self, year: Option<Year<'t>>) -> Option<String> {
        let dated = Self {
            year: Some(year?),
            ..*self
        };
        let numbers = dated.in_numbers();
        let date = numbers.strip_prefix(self.third).unwrap_or(&numbers);
        Edtf::parse(date).ok()?;
        Some(numbers)
    }

    fn read(at: &'t str) -> Option<Self> {
        // `lundi 6 mai 2024`
        let behind = match word(at) {
            Ok((rest, day)) if foreign_names::weekday(day).is_some() => rest,
            _ => at,
        };
        let (behind, third) = third(behind);
        let behind = skipped(behind, &["the"]);
        let date = spaced_numbers(behind)
            .or_else(|| day_first(behind))
            .or_else(|| month_first(behind))
            .or_else(|| year_first(behind))
            .or_else(|| part_of_year(behind))?;
        Some(Self { third, ..date })
    }

    fn in_numbers(&self) -> String {
        let Self { third, body, .. } = self;
        let year = self.year.unwrap_or_else(Year::some);
        match body {
            Body::Part(number) => {
                let date = format!("{year}-{number}");
                // A set of one is no span of years.
                match slips::may_be_years(&date) {
                    true if third.is_empty() => format!("[{date}]"),
                    _ => format!("{third}{date}"),
                }
            }
            Body::Month(month, None) => format!("{third}{year}-{month:02}"),
            Body::Month(month, Some([first, last])) => {
                let day = |day: &str| format!("{year}-{month:02}-{day:0>2}");
                match first == last {
                    true => format!("{third}{}", day(first)),
                    false => format!("{third}{}/{}", day(first), day(last)),
                }
            }
        }
    }
}

/// `3. 5. 2024`: with spaces between its numbers. Points stand between them where the day comes first.
fn spaced_numbers(at: &str) -> Option<SpokenDate<'_>> {
    let (behind, days) = days(at)?;
    let behind = skip_space(behind.strip_prefix('.')?);
    let number = leading_digits(behind);
    let month = number
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let behind = behind[number.len()..].strip_prefix('.')?;
    let (rest, year) = Year::read(skip_space(behind))?;
    Some(SpokenDate {
        third: "",
        year: Some(year),
        body: Body::Month(month, Some(days)),
        rest,
    })
}

/// `19 January 2025`, `19th of January`, `3-5 May 2024`, `6 de mayo de 2024`
fn day_first(at: &str) -> Option<SpokenDate<'_>> {
    let (behind, days) = days(at)?;
    let behind = skipped(behind.trim_start_matches(['.', '-', '/']), &BEFORE_NAMES);
    let (behind, name) = word(behind).ok()?;
    let (rest, year) = year_behind(skipped(behind, &BEFORE_NAMES));
    let month = month(name)
        .or_else(|| foreign_names::month(name))
        .or_else(|| misspelt_month(name).filter(|_| year.is_some()))?;
    Some(SpokenDate {
        third: "",
        year,
        body: Body::Month(month, Some(days)),
        rest,
    })
}

/// What stands between a day, its month and its year in English, Spanish, Portuguese, French or Italian.
const BEFORE_NAMES: [&str; 6] = ["of", "de", "del", "di", "d", "do"];

/// `January 19, 2025`, `January 2025`, `mayo de 2024`. (`March` alone may be an event.)
fn month_first(at: &str) -> Option<SpokenDate<'_>> {
    let (behind, name) = word(at).ok()?;
    if let Some(month) = foreign_names::month(name) {
        let (rest, year) = year_behind(skipped(behind, &BEFORE_NAMES));
        return year.map(|year| SpokenDate {
            third: "",
            year: Some(year),
            body: Body::Month(month, None),
            rest,
        });
    }
    let month = month(name).filter(|_| name.starts_with(|c: char| c.is_ascii_uppercase()))?;
    let (behind, days) = match days(behind.trim_start_matches('.')) {
        Some((behind, days)) => (behind, Some(days)),
        None => (behind, None),
    };
    let (rest, year) = year_behind(behind);
    (days.is_some() || year.is_some()).then_some(SpokenDate {
        third: "",
        year,
        body: Body::Month(month, days),
        rest,
    })
}

/// `2025 January 19`
fn year_first(at: &str) -> Option<SpokenDate<'_>> {
    let (behind, year) = year_behind(at);
    year?;
    let (behind, name) = word(behind.trim_start_matches(['-', '/'])).ok()?;
    let (rest, days) = match days(behind.trim_start_matches(['-', '/'])) {
        Some((rest, days)) => (rest, Some(days)),
        None => (behind, None),
    };
    Some(SpokenDate {
        third: "",
        year,
        body: Body::Month(month(name)?, days),
        rest,
    })
}

/// `summer 2024`, `summer of 2024`, `Q1 2024`, `first half of 2024`
fn part_of_year(at: &str) -> Option<SpokenDate<'_>> {
    let (behind, first) = word(at).ok()?;
    let number = match first.to_ascii_lowercase().as_str() {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        "q1" => 33,
        "q2" => 34,
        "q3" => 35,
        "q4" => 36,
        _ => return counted_part(behind, first),
    };
    in_year(behind, number)
}

/// `first half of 2024`, `third quarter of 2024`
fn counted_part<'t>(behind: &'t str, first: &str) -> Option<SpokenDate<'t>> {
    let ordinals = ["first", "second", "third", "fourth"];
    let count = ordinals.iter().position(|one| *one == first)?;
    let (behind, part) = word(behind).ok()?;
    match (part, count) {
        ("quarter", _) => in_year(behind, 33 + count),
        ("half", 0..=1) => in_year(behind, 40 + count),
        _ => None,
    }
}

fn in_year(behind: &str, number: usize) -> Option<SpokenDate<'_>> {
    let (rest, year) = year_behind(skipped(behind, &["of"]));
    year.map(|year| SpokenDate {
        third: "",
        year: Some(year),
        body: Body::Part(number),
        rest,
    })
}

/// `early`, `mid-`, with the space that is to stand behind.
fn third(at: &str) -> (&str, &'static str) {
    let thirds = [("early", "early "), ("mid", "mid "), ("late", "late ")];
    let found = thirds.into_iter().find_map(|(third, written)| {
        let (rest, _) = the(third, at).ok()?;
        Some((rest.trim_start_matches('-'), written))
    });
    found.unwrap_or((at, ""))
}

/// The text behind a word, where one of these stands here.
fn skipped<'t>(at: &'t str, words: &[&str]) -> &'t str {
    let found = words.iter().find_map(|word| the(word, at).ok());
    found.map_or(at, |(rest, _)| rest)
}

/// `19`, `19th`, `3-5`: the first and the last day, twice the same of one.
fn days(at: &str) -> Option<(&str, [&str; 2])> {
    let (rest, first) = day(at)?;
    let to = rest.trim_start().strip_prefix(['-', '–', '/']);
    let last = to.and_then(day);
    let (rest, last) = last.unwrap_or((rest, first));
    Some((rest, [first, last]))
}

fn day(at: &str) -> Option<(&str, &str)> {
    let at = skip_space(at);
    let number = leading_digits(at);
    let is_day = number.len() <= 2 && number.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let rest = skipped(&at[number.len()..], &["st", "nd", "rd", "th", "er"]);
    is_day.then_some((rest, number))
}

/// The year behind a mark or nothing.
fn year_behind(at: &str) -> (&str, Option<Year<'_>>) {
    let behind = skip_space(at.trim_start_matches([',', '.', '-', '/']));
    match Year::read(behind) {
        Some((rest, year)) => (rest, Some(year)),
        None => (at, None),
    }
}

/// The number of a month by its name or the first three or four letters of it.
fn month(name: &str) -> Option<usize> {
    if name.len() < 3 {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let is_it = |month: &str| month == name || name.len() <= 4 && month.starts_with(&name);
    let position = MONTHS.iter().position(|month| is_it(month))?;
    Some(position + 1)
}

/// The number of a month, from 1 on, by its whole name in whatever language.
#[must_use]
pub fn named_month(name: &str) -> Option<usize> {
    let english = MONTHS
        .iter()
        .position(|month| month.eq_ignore_ascii_case(name));
    english
        .map(|at| at + 1)
        .or_else(|| foreign_names::month(name))
}

/// A month that is called like that in another language, or has a slip in it.
fn misspelt_month(name: &str) -> Option<usize> {
    let meant = nearest(name, &MONTHS)?;
    month(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Option<String> {
        let date = SpokenDate::read(text)?;
        Some(format!("{}|{}", date.in_numbers(), date.rest))
    }

    #[test]
    fn dates_are_understood_however_they_are_spoken() {
        for (spoken, written) in [
            ("12 May 2024", "2024-05-12|"),
            ("12 may 2024, x", "2024-05-12|, x"),
            ("12th of May, 2024", "2024-05-12|"),
            ("the 1st of May 2024", "2024-05-01|"),
            ("12. Mai 2024", "2024-05-12|"),
            ("12-May-2024", "2024-05-12|"),
            ("12 Septembr 2024", "2024-09-12|"),
            ("1 Sept. 2024", "2024-09-01|"),
            ("3-5 May 2024", "2024-05-03/2024-05-05|"),
            ("May 12, 2024 x", "2024-05-12| x"),
            ("May 3–5, 2024", "2024-05-03/2024-05-05|"),
            ("May 2024", "2024-05|"),
            ("early May 2024", "early 2024-05|"),
            ("mid-May 2024", "mid 2024-05|"),
            ("2024 May 12", "2024-05-12|"),
            ("2024-May-12", "2024-05-12|"),
            ("2024 May", "2024-05|"),
            ("15 March 44 BC x", "-0043-03-15| x"),
            ("March 15, 44 BCE", "-0043-03-15|"),
            ("March 44 B.C.", "-0043-03|"),
            ("summer of 1 BC", "[0000-22]|"),
            ("12 May", "2025-05-12|"),
            ("the summer of 2024", "2024-22|"),
            ("Q3 2024", "[2024-35]|"),
            ("second half of 2024", "[2024-41]|"),
        ] {
            assert_eq!(numbers(spoken).as_deref(), Some(written), "{spoken}");
        }
    }

    #[test]
    fn what_is_none_is_not_taken_for_one() {
        for other in [
            "",
            "March",
            "march 5",
            "summer",
            "12",
            "12 marbles 2024 of",
            "32 May 2024",
            "2024",
            "2024 and",
            "12 weeks",
            "first",
            "third half of 2024",
            "May",
            "1 2024",
        ] {
            assert_eq!(numbers(other), None, "{other}");
        }
    }

    /// What stands for a season or the like means what its name says.
    #[test]
    fn every_part_of_a_year_is_a_date_of_the_language() {
        for number in (21..=24).chain(33..=36).chain(40..=41) {
            assert!(Edtf::parse(&format!("2024-{number}")).is_ok(), "{number}");
        }
    }
}
