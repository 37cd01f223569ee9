//! Numbers, values, and counts of time.

use nom::Parser;
use nom::bytes::complete::take_while;
use nom::combinator::recognize;

use super::errors::{Mistake, shown};
use super::reader::{Parsed, Reader, Step, maybe, must, not_this, wrong};
use super::spoken_dates::spoken_date;
use super::suggest::nearest;
use super::tree::{Amount, Decimal, Number, NumberBound, Spanned, Unit};
use super::words::{phrase, skip_space, the, word};

/// More digits than this do not fit a [`Decimal`].
const DIGITS_MAX: usize = 15;
/// So many digits may stand behind the point.
const SCALE_MAX: usize = 9;
/// No count of time is higher: in years it already goes far beyond every calendar.
const COUNT_MAX: u32 = 9_999_999;

/// The words that bound a number.
const NUMBER_BOUNDS: [(&[&str], NumberBound); 5] = [
    (&["at", "least"], NumberBound::AtLeast),
    (&["at", "most"], NumberBound::AtMost),
    (&["more", "than"], NumberBound::MoreThan),
    (&["less", "than"], NumberBound::LessThan),
    (&["about"], NumberBound::About),
];

/// The units of time as they may be written.
pub(super) const UNITS: [(&str, Unit); 12] = [
    ("minute", Unit::Minute),
    ("minutes", Unit::Minute),
    ("hour", Unit::Hour),
    ("hours", Unit::Hour),
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("year", Unit::Year),
    ("years", Unit::Year),
];

/// More than one of a unit.
pub(super) fn plural(unit: Unit) -> &'static str {
    let mut words = UNITS.iter().rev();
    let found = words.find(|(_, known)| *known == unit);
    found.map_or("", |(word, _)| word)
}

/// A small count as a word.
pub(super) fn count_word(word: &str) -> Option<u32> {
    Some(match word {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        _ => return None,
    })
}

/// Words behind a number that are no unit but begin what comes next.
const NO_UNITS: [&str; 17] = [
    "and",
    "to",
    "as",
    "since",
    "until",
    "throughout",
    "before",
    "after",
    "during",
    "on",
    "from",
    "between",
    "by",
    "via",
    "told",
    "in",
    "or",
];

impl<'t> Reader<'t> {
    /// `at least 10`, `10 to 20`, `12 km`
    pub(super) fn number(&self, input: &'t str) -> Parsed<'t, Spanned<Number<'t>>> {
        let first = skip_space(input).as_bytes().first();
        if !first.is_some_and(|first| first.is_ascii_digit() || b"-aml".contains(first)) {
            return not_this();
        }
        let (rest, bound) = self.number_bound(input)?;
        let first = self.decimal(rest);
        let (rest, low) = match bound {
            NumberBound::Plain => first?,
            _ => must(first, || self.no_bounded_number(input, rest))?,
        };
        let (rest, high) = self.upper_number(rest, bound)?;
        self.check_order(input, rest, low, high)?;
        if let Some(mistake) = self.one_or_thousand(input, rest, [Some(low), high]) {
            return wrong(mistake);
        }
        let (rest, unit) = self.number_unit(rest)?;
        let number = Number {
            bound,
            low,
            high: high.unwrap_or(low),
            unit,
        };
        Ok((
            rest,
            Spanned {
                value: number,
                span: self.span_read(input, rest),
            },
        ))
    }

    /// `at least`, `more than`, `about`; nothing is a bound too.
    fn number_bound(&self, input: &'t str) -> Parsed<'t, NumberBound> {
        let Ok((_, first)) = word(input) else {
            return Ok((input, NumberBound::Plain));
        };
        for (words, bound) in NUMBER_BOUNDS
            .into_iter()
            .filter(|(words, _)| words[0] == first)
        {
            if let (rest, Some(())) = maybe(input, phrase(words, input))? {
                return Ok((rest, bound));
            }
        }
        Ok((input, NumberBound::Plain))
    }

    /// The second number of `10 to 20`.
    fn upper_number(&self, input: &'t str, bound: NumberBound) -> Step<'t, Option<Decimal>> {
        let Ok((rest, to)) = the("to", input) else {
            return Ok((input, None));
        };
        if bound != NumberBound::Plain && bound != NumberBound::About {
            return wrong(Mistake::new(
                self.span(to),
                "a number is either bounded by a word or goes from one number to another",
                "`to` does not go with `at least`, `at most`, `more than` or `less than`",
            ));
        }
        let (rest, high) = must(self.decimal(rest), || {
            self.misfit(rest, "the higher number")
        })?;
        Ok((rest, Some(high)))
    }

    fn check_order(
        &self,
        input: &'t str,
        rest: &'t str,
        low: Decimal,
        high: Option<Decimal>,
    ) -> Result<(), nom::Err<super::reader::Fault>> {
        if high.is_some_and(|high| high.compare(low).is_lt()) {
            let span = self.span_read(input, rest);
            wrong::<()>(Mistake::new(
                span,
                "the first number is the higher one",
                "expected the lower number first",
            ))?;
        }
        Ok(())
    }

    /// `1.000`: in some countries that is a thousand. (Other digits behind the point are hardly ever as many by chance, but may be measured:
    /// `1.234 km`.)
    fn one_or_thousand(
        &self,
        input: &'t str,
        rest: &'t str,
        numbers: [Option<Decimal>; 2],
    ) -> Option<Mistake> {
        let whole = |number: Decimal| {
            let whole = number.mantissa / 1000;
            let may_be_grouped = number.scale == 3 && (1..1000).contains(&whole.abs());
            (may_be_grouped && number.mantissa % 1000 == 0).then_some(whole)
        };
        let whole = numbers.into_iter().flatten().find_map(whole)?;
        let mistake = Mistake::new(
            self.span_read(input, rest),
            format!("`{whole}.000` is {whole} to some and {whole} thousand to others"),
            "expected a number without these zeros, or without the point",
        );
        Some(mistake.advise(format!(
            "Write `{whole}000` or `{whole}`, whichever is meant."
        )))
    }

    /// `km`
    fn number_unit(&self, input: &'t str) -> Parsed<'t, Option<super::tree::Name<'t>>> {
        let (rest, unit) = maybe(input, self.id(input))?;
        match unit {
            Some(unit) if NO_UNITS.contains(&unit.text) => Ok((input, None)),
            _ => Ok((rest, unit)),
        }
    }

    /// `12`, `-2.5`
    pub(super) fn decimal(&self, input: &'t str) -> Parsed<'t, Decimal> {
        let (rest, digits) = self.digits(input)?;
        let negative = digits.starts_with('-');
        let plain = digits.trim_start_matches('-');
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        self.check_digits(digits, whole, part)?;
        let mut mantissa = 0_i64;
        for digit in whole.bytes().chain(part.bytes()) {
            // At most 15 digits: no overflow.
            mantissa = mantissa * 10 + i64::from(digit - b'0');
        }
        let scale = u8::try_from(part.len()).unwrap_or(0);
        let mantissa = if negative { -mantissa } else { mantissa };
        Ok((rest, Decimal { mantissa, scale }))
    }

    /// The characters of a number; what is written as numbers are elsewhere is a mistake.
    fn digits(&self, input: &'t str) -> Step<'t, &'t str> {
        let from = skip_space(input);
        if let Some(mistake) = self.glued_number(from) {
            return wrong(mistake);
        }
        let (rest, written) = recognize((
            nom::combinator::opt(nom::character::complete::char('-')),
            nom::character::complete::digit1,
            take_while(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | '_')),
        ))
        .parse(from)?;
        let number = written.trim_end_matches(['.', ',', '\'', '’', '_']);
        let rest = if number.len() < written.len() {
            &from[number.len()..]
        } else {
            rest
        };
        let plain = number.trim_start_matches('-');
        let fraction = plain.split_once('.').map_or("", |(_, part)| part);
        if plain.contains([',', '\'', '’', '_']) || fraction.contains('.') {
            return wrong(self.grouped(number));
        }
        Ok((rest, number))
    }

    /// The mistake of `1,000`, `1.000.000` or `1'000`.
    fn grouped(&self, number: &'t str) -> Mistake {
        let digits: String = number
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '-')
            .collect();
        let last = number.rfind(['.', ',']);
        let both = last.filter(|_| number.contains('.') && number.contains(','));
        let advice = match number.split_once(',') {
            // `12.000,50`, `12,000.50`: the last mark stands before the fraction.
            _ if both.is_some() => {
                let (whole, part) = number.split_at(both.unwrap_or_default());
                let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
                format!("Write `{whole}.{}`.", &part[1..])
            }
            Some((whole, part)) if part.len() != 3 && part.bytes().all(|b| b.is_ascii_digit()) => {
                format!(
                    "Write a point before a fraction: `{whole}.{part}`; and a space behind a comma between two values."
                )
            }
            _ => format!("Write `{digits}`."),
        };
        let advice = if digits.len() > 2 * DIGITS_MAX {
            "Write it without marks between its digits.".into()
        } else {
            advice
        };
        Mistake::new(
            self.span(number),
            "digits are grouped in this number",
            "expected digits without a mark between them",
        )
        .advise(advice)
    }

    fn check_digits(
        &self,
        number: &'t str,
        whole: &str,
        part: &str,
    ) -> Result<(), nom::Err<super::reader::Fault>> {
        let significant = whole.trim_start_matches('0').len() + part.len();
        if significant > DIGITS_MAX {
            let message = format!(
                "this number has {significant} digits, and Belie counts with {DIGITS_MAX} at most"
            );
            wrong::<()>(
                Mistake::new(self.span(number), message, "expected a shorter number")
                    .advise("Leave out digits that nobody counted, or choose a larger unit."),
            )?;
        }
        if part.len() > SCALE_MAX {
            let message = format!(
                "this number has {} digits behind the point, and Belie reads {SCALE_MAX} at most",
                part.len()
            );
            wrong::<()>(Mistake::new(
                self.span(number),
                message,
                "expected a shorter fraction",
            ))?;
        }
        Ok(())
    }

    /// `48 hours`, `2 to 3 days`, `a day`
    pub(super) fn amount(&self, input: &'t str) -> Parsed<'t, Spanned<Amount>> {
        let (rest, low) = self.count(input)?;
        let (rest, high) = match the("to", rest).and_then(|(rest, _)| self.count(rest)) {
            Ok((rest, high)) => (rest, high),
            Err(_) => (rest, low),
        };
        let (rest, unit) = self.unit(rest)?;
        let span = self.span_read(input, rest);
        if low > COUNT_MAX || high > COUNT_MAX {
            return wrong(Mistake::new(
                span,
                "this is more than any calendar holds",
                "expected a smaller number",
            ));
        }
        if high < low {
            return wrong(Mistake::new(
                span,
                "the first number is the higher one",
                "expected the lower number first",
            ));
        }
        Ok((
            rest,
            Spanned {
                value: Amount { low, high, unit },
                span,
            },
        ))
    }

    /// `48`, `two`, `a`; a number too high for any calendar stays too high.
    fn count(&self, input: &'t str) -> Parsed<'t, u32> {
        if let Ok((rest, found)) = word(input) {
            return match count_word(found) {
                Some(count) => Ok((rest, count)),
                None => not_this(),
            };
        }
        let (rest, digits) = nom::character::complete::digit1(skip_space(input))?;
        if rest.starts_with(['-', '.', '/', ':', '~', '?', '%', 'T', 'X', 'S']) {
            return not_this();
        }
        Ok((rest, digits.parse().unwrap_or(u32::MAX)))
    }

    /// `hours`
    pub(super) fn unit(&self, input: &'t str) -> Parsed<'t, Unit> {
        let (rest, found) = word(input)?;
        match UNITS.iter().find(|(word, _)| *word == found) {
            Some(&(_, unit)) => Ok((rest, unit)),
            None => not_this(),
        }
    }

    /// `90 seconds`
    fn seconds(&self, input: &'t str, count: u32, unit: &'t str) -> Mistake {
        let span = self.span(skip_space(input)).to(self.span(unit));
        let (low, high) = (count / 60, count.div_ceil(60));
        let minutes = match low == high {
            true => format!("{low} minutes"),
            false => format!("{low} to {high} minutes"),
        };
        let message = "the least unit of time is the minute";
        Mistake::new(span, message, "expected a count of minutes")
            .advise(format!("Write `{minutes}`."))
    }

    /// The mistake of a count with something else than a unit of time behind it.
    pub(super) fn bad_unit(&self, input: &'t str) -> Option<Mistake> {
        let (rest, count) = self.count(input).ok()?;
        let (_, found) = word(rest).ok()?;
        if spoken_date(skip_space(input), "", &|slice| self.span(slice)).is_some() {
            return None;
        }
        if matches!(found, "second" | "seconds" | "sec" | "secs") {
            return Some(self.seconds(input, count, found));
        }
        // Of one there is one day, of others there are days.
        let all = UNITS.map(|(word, _)| word);
        let (ones, more): (Vec<_>, Vec<_>) = all.into_iter().partition(|unit| !unit.ends_with('s'));
        let likely = if count == 1 { ones } else { more };
        let meant = nearest(found, &likely).or_else(|| nearest(found, &all))?;
        let message = format!("{} is no unit of time", shown(found));
        Some(
            Mistake::new(
                self.span(found),
                message,
                "expected minutes, hours, days, weeks, months or years",
            )
            .advise_nearest(Some(meant)),
        )
    }
}

impl Decimal {
    /// Which of two numbers is the higher, exactly.
    #[must_use]
    pub fn compare(self, other: Self) -> std::cmp::Ordering {
        let scale = self.scale.max(other.scale);
        let widened = |d: Self| {
            i128::from(d.mantissa)
                .saturating_mul(10_i128.saturating_pow(u32::from(scale.saturating_sub(d.scale))))
        };
        widened(self).cmp(&widened(other))
    }
}
