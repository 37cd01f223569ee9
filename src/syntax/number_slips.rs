//! Numbers as they are written elsewhere: `12+`, `>= 12`, `12 or more`, `over 12`.

use super::count_slips::{in_digits, number_in_words};
use super::errors::{Mistake, cut, shown};
use super::reader::{Reader, text_read};
use super::slips;
use super::words::{at_end, skip_space, the, word};
use crate::date::Edtf;
use crate::text::Span;

/// The marks before a number, the longer ones first, each with its words.
const MARKS: [(&str, &str); 10] = [
    (">=", "at least"),
    ("=>", "at least"),
    ("<=", "at most"),
    ("=<", "at most"),
    ("≥", "at least"),
    ("≤", "at most"),
    (">", "more than"),
    ("<", "less than"),
    ("~", "about"),
    ("≈", "about"),
];

/// The words of the language for a word before a number.
pub(super) fn bound(word: &str) -> Option<&'static str> {
    Some(match word {
        "over" | "above" | "exceeding" => "more than",
        "under" | "below" => "less than",
        "minimum" | "min" => "at least",
        "maximum" | "max" | "up" => "at most",
        "around" | "circa" | "ca" | "c" | "approximately" | "roughly" | "nearly" | "almost"
        | "some" => "about",
        _ => return None,
    })
}

/// The digits that a text begins with.
fn digits(at: &str) -> Option<&str> {
    let end = at.bytes().position(|byte| !byte.is_ascii_digit());
    let digits = &at[..end.unwrap_or(at.len())];
    (!digits.is_empty()).then_some(digits)
}

/// The number that a text begins with, which may have a fraction, and the text behind it.
fn decimal(at: &str) -> Option<(&str, &str)> {
    let whole = digits(at)?;
    let behind = &at[whole.len()..];
    let part = behind.strip_prefix('.').and_then(digits);
    let length = whole.len() + part.map_or(0, |part| 1 + part.len());
    Some(at.split_at(length))
}

/// `5000000`, of `5` before `million`
fn scaled(number: &str, scale: &str) -> Option<String> {
    let zeros = match scale {
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let is_whole = part.len() <= zeros && whole.len() + zeros <= 15;
    let digits = format!("{whole}{part:0<zeros$}");
    let digits = digits.trim_start_matches('0');
    (is_whole && !digits.is_empty()).then(|| digits.to_owned())
}

/// The number in digits or words that a text begins with, as it is to be written and as it is.
fn number_here(at: &str) -> Option<(String, &str)> {
    if let Some(digits) = digits(at) {
        return Some((digits.to_owned(), digits));
    }
    let (rest, number) = number_in_words(at)?;
    Some((number.to_string(), &at[..at.len() - rest.len()]))
}

fn bounded(span: Span, words: &str, number: &str) -> Mistake {
    let message = "a bound of a number is written in words";
    let mistake = Mistake::new(span, message, "expected a number, with its bound before it");
    mistake.advise(format!("Write `{words} {}`.", cut(number)))
}

impl<'t> Reader<'t> {
    /// `>= 12`
    pub(super) fn marked_number(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let mut marks = MARKS.iter();
        let (mark, words) = marks.find(|(mark, _)| at.starts_with(mark))?;
        let number = digits(skip_space(&at[mark.len()..]))?;
        let span = self.span(&at[..mark.len()]).to(self.span(number));
        Some(bounded(span, words, number))
    }

    /// `at least five`, from the bound on, with the text behind that.
    pub(super) fn no_bounded_number(&self, input: &'t str, behind: &'t str) -> Mistake {
        let Some((rest, number)) = number_in_words(skip_space(behind)) else {
            return self.misfit(behind, "a number");
        };
        let bound = cut(text_read(input, behind).trim_end());
        let mistake = Mistake::new(
            self.span_read(behind, rest),
            "a number is written in digits",
            "expected a number in digits",
        );
        mistake.advise(format!("Write `{bound} {number}`."))
    }

    /// `$5 million`, `€40`
    pub(super) fn money(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let currencies = [('$', "dollars"), ('€', "euro"), ('£', "pounds")];
        let mut currencies = currencies.iter();
        let (behind, unit) =
            currencies.find_map(|(sign, unit)| Some((at.strip_prefix(*sign)?, unit)))?;
        let (written, rest) = decimal(skip_space(behind))?;
        let (rest, number) = match word(rest) {
            Ok((rest, scale)) => (rest, scaled(written, scale)?),
            Err(_) => (rest, written.to_owned()),
        };
        let span = self.span(&at[..at.len() - rest.len()]);
        let mistake = Mistake::new(
            span,
            "a unit is a word behind the number",
            "expected a number, and its unit behind it",
        );
        Some(mistake.advise(format!("Write `{} {unit}`.", cut(&number))))
    }

    /// `5 million dollars`, from the last word on.
    fn scaled_number(&self, scale: &'t str, at: &'t str) -> Option<Mistake> {
        let (_, unit) = word(at).ok()?;
        let written = self.last_piece(scale);
        let (_, "") = decimal(written)? else {
            return None;
        };
        let number = scaled(written, scale)?;
        let span = self.span(written).to(self.span(unit));
        let mistake = Mistake::new(
            span,
            "a number has one unit",
            "expected the whole number before it",
        );
        let is_unit = !matches!(unit, "and" | "or" | "to" | "as" | "since" | "by");
        is_unit.then(|| mistake.advise(format!("Write `{} {}`.", cut(&number), cut(unit))))
    }

    /// `fewer than 5`, `no more than 5`, from the word behind the first on; `exactly 5`, from the number on.
    fn spoken_bound(&self, last: &'t str, at: &'t str) -> Option<Mistake> {
        if matches!(last, "exactly" | "precisely" | "just") {
            let number = digits(at)?;
            let span = self.span(last).to(self.span(number));
            let message = "a number alone is exact";
            let mistake = Mistake::new(span, message, "expected the number");
            return Some(mistake.advise(format!("Write `{}`.", cut(number))));
        }
        let (first, behind) = match (last, the("than", at)) {
            (_, Ok((rest, _))) => (last, rest),
            ("no" | "not", Err(_)) => {
                let (rest, more) = word(at).ok()?;
                (more, the("than", rest).ok()?.0)
            }
            _ => return None,
        };
        let is_denied = |word: &str| matches!(word, "no" | "not");
        let lead = match last == first {
            true => Some(self.last_piece(last)).filter(|lead| is_denied(lead)),
            false => Some(last),
        };
        let words = match (first, lead.is_some()) {
            ("fewer" | "less" | "smaller" | "lower", false) => "less than",
            ("greater" | "higher" | "larger" | "more" | "bigger", false) => "more than",
            ("fewer" | "less" | "smaller" | "lower", true) => "at least",
            ("greater" | "higher" | "larger" | "more" | "bigger", true) => "at most",
            _ => return None,
        };
        let (number, written) = number_here(skip_space(behind))?;
        let span = self.span(lead.unwrap_or(first)).to(self.span(written));
        Some(bounded(span, words, &number))
    }

    /// What stands behind a number that is complete, or between it and the word before it: `12+`, `12 or more`, `over 12`, `up to 12`.
    pub(super) fn behind_number(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let last = self.last_piece(at);
        if let Some(words) = bound(last) {
            let number = match (last, word(at)) {
                ("up", Ok((rest, "to"))) => rest,
                ("up", _) => return None,
                _ => at,
            };
            let number = digits(skip_space(number))?;
            return Some(bounded(
                self.span(last).to(self.span(number)),
                words,
                number,
            ));
        }
        if let Some(mistake) = self
            .between_numbers(last, at)
            .or_else(|| self.spelt_number(last, at))
            .or_else(|| self.spoken_bound(last, at))
            .or_else(|| self.scaled_number(last, at))
        {
            return Some(mistake);
        }
        if !last.bytes().all(|byte| byte.is_ascii_digit()) || last.is_empty() {
            return None;
        }
        if let Some(mistake) = self.spaced_number(at) {
            return Some(mistake);
        }
        if let Some(plus) = at.strip_prefix('+') {
            let mark = &at[..at.len() - plus.len()];
            return Some(bounded(
                self.span(last).to(self.span(mark)),
                "at least",
                last,
            ));
        }
        let (rest, "or") = word(at).ok()? else {
            return None;
        };
        if let Some(other) = digits(skip_space(rest)) {
            let span = self.span(last).to(self.span(other));
            let message = "two numbers with `or` between them";
            let mistake = Mistake::new(span, message, "expected one number");
            return Some(mistake.advise(format!("Write `{} to {}`.", cut(last), cut(other))));
        }
        let (_, more) = word(rest).ok()?;
        let words = match more {
            "more" | "above" | "over" => "at least",
            "so" => "about",
            "less" | "fewer" | "below" | "under" => "at most",
            _ => return None,
        };
        Some(bounded(self.span(last).to(self.span(more)), words, last))
    }

    /// `between 10 and 12`, from behind the first word on.
    fn between_numbers(&self, between: &'t str, at: &'t str) -> Option<Mistake> {
        let low = digits(at).filter(|_| matches!(between, "between" | "from"))?;
        let (rest, "and" | "to") = word(&at[low.len()..]).ok()? else {
            return None;
        };
        let high = digits(skip_space(rest))?;
        let span = self.span(between).to(self.span(high));
        let message = "what lies between two numbers is written with `to`";
        let mistake = Mistake::new(span, message, "expected the lower number first");
        Some(mistake.advise(format!("Write `{} to {}`.", cut(low), cut(high))))
    }

    /// `forty-three`, from the hyphen on.
    fn spelt_number(&self, tens: &'t str, at: &'t str) -> Option<Mistake> {
        let (_, ones) = word(at.strip_prefix('-')?).ok()?;
        let written = format!("{tens}-{ones}");
        let number = in_digits(&written)?;
        let span = self.span(tens).to(self.span(ones));
        let mistake = Mistake::new(
            span,
            "a number is written in digits",
            "expected a number in digits",
        );
        Some(mistake.advise(format!("Write `{number}`.")))
    }

    /// `1 500 000`, from the first space on.
    fn spaced_number(&self, at: &'t str) -> Option<Mistake> {
        let first = self.last_piece(at);
        let mut number = first.to_owned();
        let (mut last, mut rest) = (first, at);
        while let Some(group) = digits(rest).filter(|group| group.len() == 3) {
            number.push_str(group);
            (last, rest) = (group, skip_space(&rest[3..]));
        }
        let is_grouped = first.len() <= 3 && last != first && digits(rest).is_none();
        is_grouped.then(|| {
            let message = "digits are grouped in this number";
            let span = self.span(first).to(self.span(last));
            let mistake = Mistake::new(
                span,
                message,
                "expected digits without a space between them",
            );
            mistake.advise(format!("Write `{}`.", cut(&number)))
        })
    }

    /// `2018-07-01 or 2018-07-02`, `Saturday or Sunday`, from `or` on.
    pub(super) fn either_time(&self, input: &'t str) -> Option<Mistake> {
        let (rest, "or") = word(input).ok()? else {
            return None;
        };
        let (first, at) = (self.last_piece(skip_space(input)), skip_space(rest));
        let second = match Edtf::lex(at) {
            0 if slips::is_weekday(at) => word(at).ok()?.1,
            0 => return None,
            length => &at[..length],
        };
        let span = self.span(first).to(self.span(second));
        let message = "one of several dates stands in brackets";
        let mistake = Mistake::new(span, message, "expected one date, or a list in brackets");
        let both = format!("[{first},{second}]");
        Some(mistake.advise(match Edtf::parse(&both) {
            Ok(_) => format!("Write `{}`.", cut(&both)),
            Err(_) => {
                "Write the dates of both in brackets, such as `[2025-01-18,2025-01-19]`.".to_owned()
            }
        }))
    }

    /// What stands right before a text, up to white space or a mark between clauses.
    pub(super) fn last_piece(&self, at: &'t str) -> &'t str {
        let before = self.before(at).trim_end();
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | '"');
        let begin = before.rfind(ends);
        let begin = begin.map_or(0, |at| {
            at + before[at..].chars().next().map_or(0, char::len_utf8)
        });
        &before[begin..]
    }

    /// The word that stands before a colon right before a text: `arrest`, of `arrest: `.
    pub(super) fn event_before(&self, at: &'t str) -> Option<&'t str> {
        let before = self.before(at).trim_end();
        let colon = &before[before.strip_suffix(':')?.len()..];
        Some(self.last_piece(colon)).filter(|event| !event.is_empty())
    }

    /// `deaths: 12`, where the first clause stands, and nothing else: too short for a year.
    pub(super) fn lone_number(&self, at: &'t str) -> Option<Mistake> {
        let attribute = self.event_before(at)?;
        let (number, rest) = decimal(at)?;
        let is_alone = number.len() < 4 && at_end(rest);
        is_alone.then(|| no_clause(self.span(number), attribute, number, number))
    }

    /// `deaths: at least 12`, where a clause stands: the word before the number and what to write.
    pub(super) fn number_as_clause(&self, at: &'t str) -> Option<Mistake> {
        let (rest, first) = word(at).ok()?;
        let (rest, second) = word(rest).ok()?;
        let is_bound = matches!(
            (first, second),
            ("at", "least" | "most") | ("more" | "less", "than")
        );
        let number = digits(skip_space(rest)).filter(|_| is_bound)?;
        if word(&skip_space(rest)[number.len()..]).is_ok() {
            return None;
        }
        let attribute = self.event_before(at).unwrap_or("ATTRIBUTE");
        let place = self.span(first).to(self.span(number));
        let value = format!("{first} {second} {number}");
        Some(no_clause(place, attribute, number, &value))
    }
}

/// The mistake of a number with the word before it that is no event but an attribute.
fn no_clause(place: Span, attribute: &str, number: &str, value: &str) -> Mistake {
    let message = format!("{} stands where a role or a time belongs", shown(number));
    let mistake = Mistake::new(place, message, "expected a role and its value, or a time");
    let (name, value) = (cut(attribute), cut(value));
    mistake.advise(format!(
        "Write a number as the value of an attribute: `EVENT.{name}: {value}`, or `{name}.ATTRIBUTE: {value}` if `{name}` is the event."
    ))
}
