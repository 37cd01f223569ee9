//! Clock times as they are written elsewhere: `17.30`, `5 p.m.`, `T17h30`. Here they stand as `T17:30` right behind their day.

use super::errors::{Mistake, cut};
use super::reader::Reader;
use super::slips::{self, leading_digits};
use super::words::{at_end, mark, skip_space, the, word};
use crate::date::Edtf;
use crate::text::Span;

/// `2024-05-06`
const DAY_LENGTH: usize = 10;

/// A time of day that was read, and the text behind it.
pub(super) struct Clock<'t> {
    hour: u32,
    minute: u32,
    /// `:05`
    seconds: &'t str,
    pub(super) rest: &'t str,
}

impl<'t> Clock<'t> {
    /// The time that a text begins with. A bare `1730` is one only behind a `T`.
    pub(super) fn read(at: &'t str, behind_t: bool) -> Option<Self> {
        let digits = leading_digits(at);
        let behind = &at[digits.len()..];
        if behind_t && digits.len() == 4 && !behind.starts_with([':', '.', 'h']) {
            let (hour, minute) = digits.split_at(2);
            return Self::of(hour, minute, "", behind, None);
        }
        if !(1..=2).contains(&digits.len()) {
            return None;
        }
        let hour_mark = behind.starts_with(['h', 'H']);
        let minutes = behind
            .strip_prefix([':', '.', 'h', 'H'])
            .map_or("", leading_digits);
        if minutes.len() == 2 {
            let rest = &behind[3..];
            let seconds = rest.strip_prefix(':').map_or("", leading_digits);
            let seconds = if seconds.len() == 2 { &rest[..3] } else { "" };
            let rest = &rest[seconds.len()..];
            return match half(rest) {
                Some((rest, half)) => Self::of(digits, minutes, seconds, rest, Some(half)),
                None => Self::of(digits, minutes, seconds, rest, None),
            };
        }
        if let Some((rest, half)) = half(behind) {
            return Self::of(digits, "0", "", rest, Some(half));
        }
        let rest = hour_mark.then(|| &behind[1..])?;
        let is_whole = !rest.starts_with(char::is_alphanumeric);
        is_whole.then(|| Self::of(digits, "0", "", rest, None))?
    }

    fn of(
        hour: &str,
        minute: &str,
        seconds: &'t str,
        rest: &'t str,
        half: Option<Half>,
    ) -> Option<Self> {
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        let hour = match (half, hour) {
            (None, _) => hour,
            (Some(_), 0 | 13..) => return None,
            (Some(Half::Before), hour) => hour % 12,
            (Some(Half::After), hour) => hour % 12 + 12,
        };
        (hour <= 24 && minute < 60).then_some(Self {
            hour,
            minute,
            seconds,
            rest,
        })
    }

    /// `T17:30`
    pub(super) fn written(&self) -> String {
        format!("T{:02}:{:02}{}", self.hour, self.minute, self.seconds)
    }
}

/// `17:30`, of a word such as `T17h30` that stands where an event may.
#[must_use]
pub fn clock_alone(name: &str) -> Option<String> {
    let clock = Clock::read(name.strip_prefix('T')?, true)?;
    clock.rest.is_empty().then(|| clock.written())
}

/// `am` or `pm`
#[derive(Debug, Clone, Copy)]
enum Half {
    Before,
    After,
}

/// The half of the day that a text begins with.
fn half(at: &str) -> Option<(&str, Half)> {
    let at = skip_space(at);
    for (halves, half) in [
        (["a.m.", "A.M.", "am", "AM"], Half::Before),
        (["p.m.", "P.M.", "pm", "PM"], Half::After),
    ] {
        let found = halves.iter().find_map(|half| at.strip_prefix(half));
        if let Some(rest) = found.filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
            return Some((rest, half));
        }
    }
    None
}

/// `9pm`, `17h`, `21:30`, where a date belongs; `before` is to stand before it.
pub(super) fn without_day(at: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let clock = Clock::read(at, false)?;
    let written = &at[..at.len() - clock.rest.len()];
    // With a point it may be a day and a month.
    let may_be_day = written.contains('.') && !written.ends_with('.');
    let is_count = ["before", "after", "ago"]
        .iter()
        .any(|word| the(word, clock.rest).is_ok());
    if may_be_day || is_count || clock.rest.starts_with(['.', '/', '-']) {
        return None;
    }
    let mistake = Mistake::new(
        span(written),
        "a clock time stands here without its day",
        "expected a date, with the time behind it",
    );
    Some(mistake.advise(format!(
        "Write the day and right behind it the time, from T00:00 to T24:00: `{before}2025-01-21{}`.",
        clock.written()
    )))
}

/// `2024-05-06T17h30`, `2024-05-06T5:30`; `before` is to stand before it.
pub(super) fn behind_day(at: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let (day, behind) = at.split_at_checked(DAY_LENGTH)?;
    let is_day = Edtf::lex(day) == DAY_LENGTH && Edtf::parse(day).is_ok();
    let clock = Clock::read(behind.strip_prefix('T')?, true).filter(|_| is_day)?;
    let length = at.len() - clock.rest.len();
    let zone = zone_length(clock.rest);
    let meant = format!("{day}{}{}", clock.written(), &clock.rest[..zone]);
    let written = &at[..length + zone];
    let is_wrong = written != meant && Edtf::parse(&meant).is_ok();
    is_wrong.then(|| {
        let mistake = Mistake::new(
            span(written),
            "a clock time has two digits for the hour and two for the minute, with a colon between",
            "expected a time such as `T21:30`",
        );
        mistake.advise(format!("Write `{before}{meant}`."))
    })
}

/// How long the distance from UTC is that a text begins with: `Z`, `+01:00`.
fn zone_length(at: &str) -> usize {
    match at.as_bytes() {
        [b'Z', ..] => 1,
        [
            b'+' | b'-',
            b'0'..=b'1',
            b'0'..=b'9',
            b':',
            b'0'..=b'5',
            b'0'..=b'9',
            ..,
        ] => 6,
        _ => 0,
    }
}

impl<'t> Reader<'t> {
    /// `2025-01-21 at 21:30`, `Saturday 5pm`, from behind the day.
    pub(super) fn clock_behind(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let from = match word(at) {
            Ok((rest, "at")) => skip_space(rest),
            _ => at,
        };
        let clock = Clock::read(from, false)?;
        let time = &from[..from.len() - clock.rest.len()];
        let day = self.last_piece(at);
        let is_day = Edtf::lex(day) == day.len() && Edtf::parse(day).is_ok();
        if !is_day && !slips::is_weekday(day) {
            return None;
        }
        let whole = format!("{day}{}", clock.written());
        let mistake = Mistake::new(
            self.span(time),
            "a clock time stands apart from its day",
            "expected `T` and the time right behind the date",
        );
        Some(mistake.advise(match Edtf::parse(&whole) {
            // Tables write it behind every day.
            Ok(_) if clock.written() == "T00:00:00" => format!(
                "Write `{}` if the day is meant, `{}` if its first moment.",
                cut(day),
                cut(&whole)
            ),
            Ok(_) => format!("Write `{}`.", cut(&whole)),
            Err(_) => format!(
                "Write the date of that day and right behind it the time: `2025-01-21{}`.",
                clock.written()
            ),
        }))
    }

    /// `at 17:30 on 2024-05-06`, `on 2024-05-06, 17:30`, `on 2024-05-06, at 17:30`, from the clock time on.
    pub(super) fn clock_clause(&self, at: &'t str) -> Option<Mistake> {
        let at = skip_space(at);
        let clock = Clock::read(at, false)?;
        let before = self.before(at).trim_end();
        let before = before.strip_suffix(" at").unwrap_or(before).trim_end();
        let day = match the("on", clock.rest) {
            Ok((rest, _)) => {
                let rest = skip_space(rest);
                &rest[..Edtf::lex(rest)]
            }
            Err(_) => before.strip_suffix(',')?.split_whitespace().last()?,
        };
        let whole = format!("{day}{}", clock.written());
        let time = self.span(&at[..at.len() - clock.rest.len()]);
        let day_place = self.span(day);
        let place = match day_place.start < time.start {
            true => day_place.to(time),
            false => time.to(day_place),
        };
        let mistake = Mistake::new(
            place,
            "a clock time stands apart from its day",
            "expected `T` and the time right behind the date",
        );
        let is_one = day.len() == DAY_LENGTH && Edtf::parse(&whole).is_ok();
        is_one.then(|| mistake.advise(format!("Write `on {}`.", cut(&whole))))
    }

    /// `2024-05-06T17:30 +01:00`, from behind the time.
    pub(super) fn zone_apart(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let zone = &at[..zone_length(at)];
        let before = self.before(at).trim_end();
        let begin = before.rfind(char::is_whitespace)?;
        let time = before[begin..].trim_start();
        let whole = format!("{time}{zone}");
        let ends = at_end(&at[zone.len()..]) || mark(",", &at[zone.len()..]).is_ok();
        let is_one = ends && !zone.is_empty() && time.contains('T') && Edtf::parse(&whole).is_ok();
        is_one.then(|| {
            let mistake = Mistake::new(
                self.span(time).to(self.span(zone)),
                "a space stands before how far the clock is from UTC",
                "expected it right behind the time",
            );
            mistake.advise(format!("Write `{}`.", cut(&whole)))
        })
    }
}
