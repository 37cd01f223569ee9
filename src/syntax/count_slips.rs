//! Counts of time as they are spoken and not written here: `1.5 days`, `thirteen days`, `some 2 days`. All of them only before a unit of
//! time, as events and roles may have the names of such words.

use super::errors::{Mistake, cut, shown};
use super::numbers::{UNITS, count_word, plural};
use super::reader::{Reader, text_read};
use super::slips;
use super::tree::{Amount, Spanned, Unit};
use super::words::{phrase, skip_space, the, word};
use crate::text::Span;

/// A number is counted in parts of this.
const WHOLE: u64 = 1000;

/// Whether a word begins what is meant as a count of time and is none.
pub(super) fn begins_spoken_count(word: &str) -> bool {
    is_vague(word) || is_rough(word) || spelt(word).is_some()
}

/// Whether it is said instead of a number that nobody knows.
fn is_vague(word: &str) -> bool {
    matches!(
        word,
        "half" | "several" | "some" | "few" | "couple" | "many"
    )
}

/// Whether it says of a number that it is not exact.
fn is_rough(word: &str) -> bool {
    matches!(
        word,
        "some" | "around" | "roughly" | "approximately" | "circa" | "nearly" | "almost"
    )
}

/// A number above those that may be words.
fn spelt(word: &str) -> Option<u64> {
    Some(match word {
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        "hundred" => 100,
        _ => return None,
    })
}

/// A count of time in which a number is spelt or broken.
struct SpokenCount {
    /// From this to that, in parts of [`WHOLE`].
    range: [u64; 2],
    unit: Unit,
    /// Whether it begins with a word.
    spelt: bool,
    span: Span,
}

impl<'t> Reader<'t> {
    /// What is meant as a count of time and is none.
    pub(super) fn count_slip(&self, input: &'t str) -> Option<Mistake> {
        self.bad_unit(input)
            .or_else(|| self.vague_count(input))
            .or_else(|| self.rough_count(input))
            .or_else(|| self.dashed_count(input))
            .or_else(|| self.short_unit_of(input))
            .or_else(|| Some(self.spoken_count(input)?.mistake()))
    }

    /// `several days`, `half an hour`, `a few days`
    fn vague_count(&self, input: &'t str) -> Option<Mistake> {
        let (rest, first) = word(input).ok()?;
        let (rest, found) = match first {
            "a" => word(rest).ok()?,
            _ => (rest, first),
        };
        let filler = |rest| {
            ["a", "an", "of"]
                .iter()
                .find_map(|filler| Some(the(filler, rest).ok()?.0))
        };
        self.unit(filler(rest).unwrap_or(rest)).ok()?;
        let advice = match found {
            "half" => "Write it in a smaller unit: `30 minutes`, `12 hours`, `6 months`.",
            found if is_vague(found) => {
                "Write the least and the most that it can be: `2 to 5 days`; or a bound: `at least 2 days`."
            }
            _ => return None,
        };
        let message = format!("{} is no number", shown(found));
        Some(Mistake::new(self.span(found), message, "expected a number").advise(advice))
    }

    /// `some 2 days`, `around 48 hours`
    fn rough_count(&self, input: &'t str) -> Option<Mistake> {
        let (rest, found) = word(input).ok()?;
        let known = is_rough(found).then(|| self.amount(rest).ok());
        let (behind, _) = known.flatten()?;
        let message = "a count that is not exact begins with `about`";
        let mistake = Mistake::new(self.span(found), message, "expected `about`");
        let count = text_read(rest, behind);
        Some(mistake.advise(format!("Write `about {}`.", cut(count))))
    }

    /// `48h`
    fn short_unit_of(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        match digits(at) {
            0 => None,
            length => slips::short_unit(at, length, &|slice| self.span(slice)),
        }
    }

    /// `2-3 days`, `2 or 3 days`
    fn dashed_count(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let (low, behind) = at.split_at(digits(at));
        let behind = match the("or", behind) {
            Ok((rest, _)) => skip_space(rest),
            Err(_) => behind.strip_prefix(['-', '–'])?,
        };
        let (high, rest) = behind.split_at(digits(behind));
        let (rest, _) = self.unit(rest).ok()?;
        let (first, last) = (low.parse::<u32>().ok()?, high.parse::<u32>().ok()?);
        let count = text_read(input, rest);
        let unit = count.split_whitespace().last()?;
        let message = "what lies between two numbers is written with `to`";
        let mistake = Mistake::new(self.span(count), message, "expected a count of time");
        (first < last).then(|| mistake.advise(format!("Write `{low} to {high} {unit}`.")))
    }

    /// `2 years and 3 months`, behind the first count, `first` being the text from that on.
    pub(super) fn second_amount(
        &self,
        first: &'t str,
        input: &'t str,
        amount: &Spanned<Amount>,
    ) -> Option<Mistake> {
        let (rest, _) = the("and", input).ok()?;
        let (end, more) = self.amount(rest).ok()?;
        let (one, more) = (amount.value, more.value);
        let mistake = Mistake::new(
            self.span_read(first, end),
            "a count of time has one unit",
            "expected it all in one unit",
        );
        let Some((times, unit)) = times_smaller(one.unit, more.unit) else {
            return Some(mistake.advise("Write it all in one unit: `90 minutes`, `36 hours`."));
        };
        let [low, high] = [(one.low, more.low), (one.high, more.high)]
            .map(|(one, more)| u64::from(one) * times + u64::from(more));
        let range = [low * WHOLE, high * WHOLE];
        let count = SpokenCount {
            range,
            unit,
            spelt: false,
            span: Span::default(),
        };
        Some(mistake.advise(format!("Write `{}`.", count.in_unit(1, unit)?)))
    }

    /// `1.5 days`, `two and a half hours`, `thirteen days`, `1.5 to 2 hours`
    fn spoken_count(&self, input: &'t str) -> Option<SpokenCount> {
        let (rest, low) = spoken_number(input)?;
        let to = the("to", rest).ok();
        let (rest, high) = match to.and_then(|(rest, _)| spoken_number(rest)) {
            Some(upper) => upper,
            None => (rest, low),
        };
        let (rest, unit) = self.unit(rest).ok()?;
        (low <= high).then(|| SpokenCount {
            range: [low, high],
            unit,
            spelt: word(input).is_ok(),
            span: self.span_read(input, rest),
        })
    }
}

impl SpokenCount {
    fn mistake(&self) -> Mistake {
        let whole = self.in_unit(1, self.unit);
        let (message, expected) = match self.spelt && whole.is_some() {
            true => (
                "a number above twelve is written in digits",
                "expected a number in digits",
            ),
            false => (
                "a count of time is a whole number",
                "expected a whole number",
            ),
        };
        let mistake = Mistake::new(self.span, message, expected);
        if let Some(count) = whole {
            return mistake.advise(format!("Write `{count}`."));
        }
        let [low, high] = [self.range[0] / WHOLE, self.range[1].div_ceil(WHOLE)];
        let wide = format!("`{low} to {high} {}`", plural(self.unit));
        let exact = smaller(self.unit).and_then(|(times, unit)| self.in_unit(times, unit));
        mistake.advise(match exact {
            // In a smaller unit it says more than the source may have meant.
            Some(exact) => format!("Write `{exact}` if it is as exact as that, else {wide}."),
            None => format!("Write {wide}."),
        })
    }

    /// The count in a unit of which so many make one, if that is a whole number.
    fn in_unit(&self, times: u64, unit: Unit) -> Option<String> {
        let [low, high] = self.range.map(|number| number * times);
        if low % WHOLE > 0 || high % WHOLE > 0 {
            return None;
        }
        let (low, high, unit) = (low / WHOLE, high / WHOLE, plural(unit));
        Some(match low == high {
            true => format!("{low} {unit}"),
            false => format!("{low} to {high} {unit}"),
        })
    }
}

/// The next smaller unit, and how many of it there always are.
fn smaller(unit: Unit) -> Option<(u64, Unit)> {
    match unit {
        Unit::Hour => Some((60, Unit::Minute)),
        Unit::Day => Some((24, Unit::Hour)),
        Unit::Week => Some((7, Unit::Day)),
        Unit::Year => Some((12, Unit::Month)),
        Unit::Minute | Unit::Month => None,
    }
}

/// How many of the second unit the first always has, and that unit.
fn times_smaller(unit: Unit, small: Unit) -> Option<(u64, Unit)> {
    let (mut times, mut unit) = (1, unit);
    while unit != small {
        let (more, smaller) = smaller(unit)?;
        (times, unit) = (times * more, smaller);
    }
    Some((times, unit))
}

/// A number in whatever way it is said, in parts of [`WHOLE`], before the text behind it.
fn spoken_number(input: &str) -> Option<(&str, u64)> {
    let at = skip_space(input);
    let (rest, number) = match at.starts_with(|c: char| c.is_ascii_digit()) {
        true => broken(at)?,
        false => in_words(at).map(|(rest, number)| (rest, number * WHOLE))?,
    };
    match phrase(&["and", "a", "half"], rest) {
        Ok((rest, ())) => Some((rest, number + WHOLE / 2)),
        Err(_) => Some((rest, number)),
    }
}

/// `1.5`, `1,5`, `1½`, `1`
fn broken(at: &str) -> Option<(&str, u64)> {
    let (whole, rest) = at.split_at(digits(at));
    let whole = whole.parse::<u32>().ok().map(u64::from)? * WHOLE;
    for (sign, part) in [('½', 500), ('¼', 250), ('¾', 750)] {
        if let Some(rest) = rest.strip_prefix(sign) {
            return Some((rest, whole + part));
        }
    }
    let part = rest.strip_prefix(['.', ',']).unwrap_or("");
    match digits(part) {
        0 => Some((rest, whole)),
        length @ 1..=2 => {
            let (part, rest) = part.split_at(length);
            let scale = if length == 1 { 100 } else { 10 };
            Some((rest, whole + part.parse::<u64>().ok()? * scale))
        }
        // Three may be grouped: `1,000`.
        _ => None,
    }
}

/// `thirteen`, `twenty-four`, `a hundred`, `two`
fn in_words(at: &str) -> Option<(&str, u64)> {
    let (rest, first) = word(at).ok()?;
    if let Some(count) = count_word(first) {
        let many = [("hundred", 100), ("dozen", 12)];
        let many = many
            .iter()
            .find_map(|(word, of)| Some((the(word, rest).ok()?.0, of)));
        let count = u64::from(count);
        return Some(many.map_or((rest, count), |(rest, of)| (rest, of * count)));
    }
    let number = spelt(first)?;
    let behind = rest.strip_prefix('-').unwrap_or(rest);
    let one = word(behind).ok().and_then(|(rest, found)| {
        let one = count_word(found).filter(|one| *one < 10 && found != "a" && found != "an")?;
        Some((rest, number + u64::from(one)))
    });
    Some(
        one.filter(|_| (20..100).contains(&number))
            .unwrap_or((rest, number)),
    )
}

/// The text behind a number and a unit of time, however the number is said.
pub(super) fn skip_count(at: &str) -> Option<&str> {
    let (rest, _) = spoken_number(at)?;
    let (rest, unit) = word(rest).ok()?;
    UNITS
        .iter()
        .any(|(known, _)| *known == unit)
        .then_some(rest)
}

/// The number that a text begins with in words, if it is more than an article, and the text behind it.
pub(super) fn number_in_words(at: &str) -> Option<(&str, u64)> {
    in_words(at).filter(|(_, number)| *number > 1 || the("one", at).is_ok())
}

/// The number that words are, if they are nothing else: `forty-three`.
#[must_use]
pub fn in_digits(words: &str) -> Option<u64> {
    let (rest, number) = in_words(words)?;
    rest.is_empty().then_some(number)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
