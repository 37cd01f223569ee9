//! Numbers that read as others than were meant: `1.500` of people, `12k`, an age with its unit.

use super::super::Attribute;
use super::claims::Reading;
use crate::syntax::tree::{self, Decimal, Item, Number, NumberBound, Spanned};
use crate::text::{Location, Span};

/// What to do about a number: what belongs there, what is wrong with it, and what to write.
struct Slip {
    message: &'static str,
    text: &'static str,
    advice: String,
}

impl Reading<'_> {
    /// Whether the value of an attribute has a number that would be read as another than was meant, which is then told.
    pub(super) fn has_number_slip(
        &mut self,
        attribute: &Attribute,
        value: &tree::Value<'_>,
    ) -> bool {
        let is_age = attribute.name == "age" && attribute.location.is_none();
        let found = value.items.iter().find_map(|item| match item {
            Item::Number(number) => {
                let slip = exponent(&number.value)
                    .or_else(|| is_age.then(|| no_age(&number.value)).flatten())
                    .or_else(|| attribute.counts().then(|| self.of_count(number)).flatten())?;
                Some((number.span, slip))
            }
            Item::Reference(_) => None,
        });
        let Some((span, slip)) = found else {
            return false;
        };
        let (message, text) = (slip.message.to_owned(), slip.text.to_owned());
        let notes = &mut self.resolver.notes;
        notes.wrong_kind(self.file, span, message, text, Some(slip.advice));
        true
    }

    /// What is wrong with a number of people or things.
    fn of_count(&self, number: &Spanned<Number<'_>>) -> Option<Slip> {
        if let Some(slip) = below_none(&number.value) {
            return Some(slip);
        }
        let Some(unit) = number.value.unit else {
            return grouped(&number.value).or_else(|| fraction(&number.value));
        };
        if let Some(times) = multiplier(unit.text) {
            return Some(Slip {
                message: "a whole number belongs here",
                text: "letters do not stand for its zeros",
                advice: match in_full(&number.value, times) {
                    Some(all) => format!("Write `{all}`."),
                    None => ALL_DIGITS.to_owned(),
                },
            });
        }
        let before = Span {
            start: number.span.start,
            end: unit.span.start,
        };
        let before = self.resolver.files.text(Location {
            file: self.file,
            span: before,
        });
        let is_glued = before.ends_with(|c: char| c.is_ascii_digit());
        is_glued.then(|| Slip {
            message: "a whole number belongs here",
            text: "a word sticks to the number",
            advice: format!(
                "Write the number alone, or a space before the word: `12 {}`.",
                unit.text
            ),
        })
    }
}

const ALL_DIGITS: &str = "Write all digits: `3000000`.";

/// A count with a point between its digits, which would make a fraction of it: `1.500`.
fn grouped(number: &Number<'_>) -> Option<Slip> {
    let mut ends = [number.low, number.high].into_iter();
    let grouped = ends.find(|end| end.scale == 3 && end.mantissa >= 1000)?;
    Some(Slip {
        message: "a whole number belongs here",
        text: "a point stands before a fraction",
        advice: format!("Write `{}`.", grouped.mantissa),
    })
}

/// Nobody counts fewer than none.
fn below_none(number: &Number<'_>) -> Option<Slip> {
    let is_below = |end: Decimal| end.mantissa < 0;
    if !is_below(number.low) && !is_below(number.high) {
        return None;
    }
    let size = Decimal {
        mantissa: number.low.mantissa.saturating_abs(),
        ..number.low
    };
    let unit = number
        .unit
        .map_or(String::new(), |unit| format!(" {}", unit.text));
    let is_one = number.low == number.high && is_whole(size);
    Some(Slip {
        message: "a number that counts is not less than 0",
        text: "a minus stands before it",
        advice: match is_one {
            true => {
                let size = written(number.bound, floor(size), floor(size));
                format!("If the dash is no minus, write `{size}{unit}`.")
            }
            false => "Write numbers without a minus.".to_owned(),
        },
    })
}

/// `5.5` of people, who are whole.
fn fraction(number: &Number<'_>) -> Option<Slip> {
    let whole = whole_numbers(number)?;
    Some(Slip {
        message: "a whole number belongs here",
        text: "a number with a fraction",
        advice: format!(
            "Write whole numbers, such as `{whole}`, or with the fraction what it is counted in: `5.5 million`."
        ),
    })
}

/// What a number with a fraction leaves open of whole numbers; none of a number without one.
fn whole_numbers(number: &Number<'_>) -> Option<String> {
    let (low, high) = (number.low, number.high);
    if is_whole(low) && is_whole(high) {
        return None;
    }
    let (low, high) = match number.bound {
        NumberBound::Plain | NumberBound::About => (floor(low), ceiling(high)),
        NumberBound::AtLeast | NumberBound::LessThan => (ceiling(low), ceiling(high)),
        NumberBound::AtMost | NumberBound::MoreThan => (floor(low), floor(high)),
    };
    Some(written(number.bound, low, high))
}

fn is_whole(number: Decimal) -> bool {
    floor(number) == ceiling(number)
}

fn floor(number: Decimal) -> i64 {
    number
        .mantissa
        .div_euclid(10_i64.pow(u32::from(number.scale)))
}

fn ceiling(number: Decimal) -> i64 {
    let parts = 10_i64.pow(u32::from(number.scale));
    floor(number) + i64::from(number.mantissa.rem_euclid(parts) != 0)
}

/// `46 years`, `46.5`, `-46`
fn no_age(number: &Number<'_>) -> Option<Slip> {
    with_unit(number)
        .or_else(|| {
            below_none(number).map(|slip| Slip {
                message: "an age is a number of whole years",
                ..slip
            })
        })
        .or_else(|| part_of_a_year(number))
}

/// `46.5`, of an age, which is counted in years that are over.
fn part_of_a_year(number: &Number<'_>) -> Option<Slip> {
    whole_numbers(number)?;
    let (low, high) = match number.bound {
        NumberBound::LessThan => (ceiling(number.low), ceiling(number.high)),
        _ => (floor(number.low), floor(number.high)),
    };
    Some(Slip {
        message: "an age is a number of whole years",
        text: "a number with a fraction",
        advice: format!("Write `{}`.", written(number.bound, low, high)),
    })
}

/// `3e6`: what computers write for 3 000 000 reads as three of a unit called `e6`.
fn exponent(number: &Number<'_>) -> Option<Slip> {
    let power = number.unit?.text.strip_prefix(['e', 'E'])?;
    let power: u32 = power.parse().ok()?;
    let times = 10_i64.checked_pow(power);
    Some(Slip {
        message: "a number is written in digits",
        text: "no power of ten is read here",
        advice: match times.and_then(|times| in_full(number, times)) {
            Some(all) => format!("Write `{all}`."),
            None => ALL_DIGITS.to_owned(),
        },
    })
}

/// `46 years`, of an age: with a unit it would be held against no other.
fn with_unit(number: &Number<'_>) -> Option<Slip> {
    let unit = number.unit?.text.to_lowercase();
    let whole = |end: Decimal| end.mantissa / 10_i64.pow(u32::from(end.scale));
    let (low, high) = (whole(number.low), whole(number.high));
    let in_years = |of_a_year: i64| Some((low / of_a_year, high / of_a_year));
    let age = match unit.as_str() {
        "s" if low == high && low % 10 == 0 => Some((low, low + 9)),
        "month" | "months" => in_years(12),
        "week" | "weeks" => in_years(53),
        "day" | "days" => in_years(366),
        _ if unit.starts_with('y') => in_years(1),
        _ => None,
    };
    Some(Slip {
        message: "an age is a number of whole years",
        text: "no unit stands behind it",
        advice: match age {
            Some((low, high)) => format!("Write `{}`.", written(number.bound, low, high)),
            None => "Write the number alone: `46`.".to_owned(),
        },
    })
}

/// How many of them letters behind a number stand for. (`m` may be a metre elsewhere; nobody counts people in metres.)
fn multiplier(letters: &str) -> Option<i64> {
    Some(match letters {
        "k" | "K" | "tsd" | "Tsd" => 1_000,
        "m" | "M" | "mn" | "mln" | "mio" | "Mio" => 1_000_000,
        "b" | "bn" | "B" | "Mrd" | "mrd" => 1_000_000_000,
        _ => return None,
    })
}

/// All digits of a number that is counted in so many, if it is a whole one.
fn in_full(number: &Number<'_>, times: i64) -> Option<String> {
    let whole = |end: Decimal| {
        let parts = 10_i64.pow(u32::from(end.scale));
        let all = end.mantissa.checked_mul(times)?;
        (all % parts == 0 && (all / parts).abs() < 10_i64.pow(15)).then_some(all / parts)
    };
    let (low, high) = (whole(number.low)?, whole(number.high)?);
    Some(written(number.bound, low, high))
}

/// `at least 3`, `3 to 4`
fn written(bound: NumberBound, low: i64, high: i64) -> String {
    let words = match bound {
        NumberBound::Plain => "",
        NumberBound::AtLeast => "at least ",
        NumberBound::AtMost => "at most ",
        NumberBound::MoreThan => "more than ",
        NumberBound::LessThan => "less than ",
        NumberBound::About => "about ",
    };
    match low == high {
        true => format!("{words}{low}"),
        false => format!("{words}{low} to {high}"),
    }
}
