//! What a comma parts that belongs together: `on Tuesday, 2025-01-21`, `on Saturday, evening`.

use super::clauses::{EVENT_TIME_WORDS, STATE_TIME_WORDS};
use super::errors::{Mistake, cut};
use super::reader::{Reader, text_read};
use super::slips;
use super::spoken_dates::spoken_date;
use super::words::{skip_space, word};
use crate::text::Span;

/// The weekday or day that a clause ends with, behind which stands a comma.
struct Day<'t> {
    /// From its word of time on, if it has one: `on `, `as of late `.
    lead: String,
    /// `Tuesday`
    name: &'t str,
    /// ` evening`
    part: String,
}

impl<'t> Reader<'t> {
    /// `on Tuesday, 2025-01-21`, from the date on. Alone the weekday may be another day: both together would be no advice.
    pub(super) fn date_apart(&self, at: &'t str) -> Option<Mistake> {
        let at = skip_space(at);
        let day = self
            .day_before(at)
            .filter(|day| slips::is_weekday(day.name))?;
        let lead = format!("{}{} ", day.lead, cut(day.name));
        let (span, advice) = self.plain_date(at, &lead, &day.part).or_else(|| {
            let span = |slice: &str| self.span(slice);
            let slip = slips::date(at, &lead, &span).or_else(|| spoken_date(at, &lead, &span))?;
            Some((slip.span, slip.advice?))
        })?;
        let message = "a comma stands between a weekday and its date";
        let place = self.span(day.name).to(span);
        Some(Mistake::new(place, message, "expected no comma between them").advise(advice))
    }

    /// A date that is written as it should be, and the advice to write it behind `lead`.
    fn plain_date(&self, at: &'t str, lead: &str, part: &str) -> Option<(Span, String)> {
        let mut rest = at;
        let is_date = slips::looks_dated(at)
            && self.without_mistake(|| {
                let read = self.any_time(at, 0);
                read.is_ok_and(|(behind, _)| {
                    rest = behind;
                    true
                })
            });
        let date = text_read(at, rest);
        is_date.then(|| {
            (
                self.span(date),
                format!("Write `{lead}{}{part}`.", cut(date)),
            )
        })
    }

    /// `on Saturday, evening`, from the part of the day on.
    pub(super) fn part_apart(&self, part: &'t str) -> Mistake {
        let day = self.day_before(part).filter(|day| day.part.is_empty());
        let place = day.as_ref().map_or(part, |day| day.name);
        let mistake = Mistake::new(
            self.span(place).to(self.span(part)),
            "a part of the day stands without its day",
            "expected the day right before it",
        );
        mistake.advise(match day {
            Some(Day { lead, name, .. }) => format!("Write `{lead}{} {part}`.", cut(name)),
            None => without_day(part),
        })
    }

    /// The day before the comma that stands before a text.
    fn day_before(&self, at: &'t str) -> Option<Day<'t>> {
        let before = self.before(at).trim_end().strip_suffix(',')?;
        let begin = before
            .rfind([',', ':', '\n', '\r'])
            .map_or(0, |mark| mark + 1);
        let words: Vec<&str> = before[begin..].split_whitespace().collect();
        let name = words.iter().rposition(|word| !is_part(word))?;
        let is_day = slips::is_weekday(words[name]) || slips::looks_dated(words[name]);
        let is_time =
            |word: &&str| EVENT_TIME_WORDS.contains(word) || STATE_TIME_WORDS.contains(word);
        let from = words[..name].iter().rposition(is_time);
        let lead = match from {
            Some(from) => words[from..name].join(" "),
            None => "on".to_owned(),
        };
        is_day.then(|| Day {
            lead: format!("{} ", cut(&lead)),
            name: words[name],
            part: words[name + 1..]
                .iter()
                .map(|part| format!(" {part}"))
                .collect(),
        })
    }
}

/// What to do about `evening` or `late evening` where no day is told.
pub(super) fn without_day(part: &str) -> String {
    format!("Write the day before it: `on Saturday {part}`, `on 2025-01-19 {part}`.")
}

/// Whether a word is a part of the day, or says of one which third of it is meant.
pub(super) fn is_part(word: &str) -> bool {
    matches!(
        word,
        "morning" | "noon" | "afternoon" | "evening" | "night" | "early" | "mid" | "late"
    )
}

/// `on Saturday evening`, of a weekday or a day from the telling with its part, which reads as a role with its value.
pub(super) fn bare_day(clause: &str) -> Option<&str> {
    let (rest, first) = word(clause).ok()?;
    let (behind, second) = word(rest).ok()?;
    let is_day = |name: &str| {
        slips::names_weekday(name) || matches!(name, "today" | "yesterday" | "tomorrow")
    };
    let is_one = is_part(first) && is_day(second) || is_day(first) && is_part(second);
    if !is_one {
        return None;
    }
    let more = word(behind).ok().filter(|(_, more)| is_part(more));
    let end = more.map_or(behind, |(rest, _)| rest);
    Some(text_read(clause, end))
}
