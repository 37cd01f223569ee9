//! Times: dates, weekdays, days named from the telling, events, with a part of the day.

use super::eras;
use super::errors::Mistake;
use super::reader::{Parsed, Reader, Step, maybe, must, not_this, wrong};
use super::slips;
use super::spoken_dates::spoken_date;
use super::spoken_slips;
use super::tree::{
    Calendar, Name, PartOf, Period, PlainTime, Spanned, Spoken, Time, TimeBody, Which,
};
use super::words::{mark, phrase, skip_space, the, word};
use crate::date::{Edtf, Part, Third, Weekday};

/// What is expected where a time should stand.
pub(super) const A_TIME: &str =
    "a time: a date such as `2025-01-19`, a weekday, `published` or the id of an event";

/// The days of the week as they are written.
pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

const PARTS: [(&str, Part); 5] = [
    ("morning", Part::Morning),
    ("noon", Part::Noon),
    ("afternoon", Part::Afternoon),
    ("evening", Part::Evening),
    ("night", Part::Night),
];

const THIRDS: [(&str, Third); 3] = [
    ("early", Third::Early),
    ("mid", Third::Mid),
    ("late", Third::Late),
];

pub(super) const CALENDARS: [(&str, Calendar); 2] = [
    ("julian", Calendar::Julian),
    ("gregorian", Calendar::Gregorian),
];

const PERIODS: [(&str, Period); 3] = [
    ("week", Period::Week),
    ("month", Period::Month),
    ("year", Period::Year),
];

/// Whether a word that begins a time can only be the name of an event: what dates and weekdays begin with has a capital letter, a
/// mark or an end of its own.
pub(super) fn is_mere_name(word: &str) -> bool {
    let plain = word.starts_with(|c: char| c.is_ascii_lowercase()) && !word.ends_with("day");
    plain && !begins_other_time(word)
}

/// Whether a time that is no date and no event may begin with a word, or a date with a word of small letters.
fn begins_other_time(word: &str) -> bool {
    matches!(
        word,
        "early"
            | "mid"
            | "late"
            | "julian"
            | "gregorian"
            | "start"
            | "end"
            | "told"
            | "published"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
            | "last"
            | "this"
            | "next"
            | "any"
    )
}

/// The value of a word in a table.
fn one_of<'t, T: Copy>(table: &[(&str, T)], input: &'t str) -> Step<'t, T> {
    let (rest, found) = word(input)?;
    match table.iter().find(|(word, _)| *word == found) {
        Some(&(_, value)) => Ok((rest, value)),
        None => not_this(),
    }
}

impl<'t> Reader<'t> {
    /// Any time.
    pub(super) fn time(&self, input: &'t str) -> Parsed<'t, Time<'t>> {
        must(self.time_within(input, 0), || self.misfit(input, A_TIME))
    }

    /// A time that stands `depth` offsets deep.
    pub(super) fn time_within(&self, input: &'t str, depth: usize) -> Step<'t, Time<'t>> {
        let short = match depth {
            0 => self.short_time(input),
            _ => self.short_anchor(input).map(|(rest, from)| {
                let away = None;
                (rest, PlainTime { away, from })
            }),
        };
        match short {
            Some((rest, time)) => Ok((rest, time.into())),
            None => self.any_time(input, depth),
        }
    }

    /// The same, whatever its form.
    pub(super) fn any_time(&self, input: &'t str, depth: usize) -> Step<'t, Time<'t>> {
        if let (rest, Some(offset)) = maybe(input, self.offset(input, depth))? {
            let body = TimeBody::Offset(Box::new(offset));
            return Ok((
                rest,
                Time {
                    span: self.span_read(input, rest),
                    about: None,
                    body,
                },
            ));
        }
        let (behind, about) = maybe(input, the("about", input))?;
        let (rest, body) = match about {
            Some(_) => must(self.time_body(behind), || self.misfit(behind, A_TIME))?,
            None => self.time_body(input)?,
        };
        let about = about.map(|about| self.span(about));
        Ok((
            rest,
            Time {
                span: self.span_read(input, rest),
                about,
                body,
            },
        ))
    }

    /// A time that is not counted from another.
    fn time_body(&self, input: &'t str) -> Parsed<'t, TimeBody<'t>> {
        let first = skip_space(input);
        if first.starts_with(|c: char| c.is_ascii_digit()) {
            return self.dated(input);
        }
        if word(first).is_ok_and(|(_, first)| is_mere_name(first)) {
            return self.event_time(input);
        }
        self.any_time_body(input)
    }

    /// The same, each form in its turn.
    fn any_time_body(&self, input: &'t str) -> Step<'t, TimeBody<'t>> {
        let forms = [
            Self::endpoint,
            Self::told_or_published,
            Self::spoken,
            Self::any_weekday,
            Self::dated,
            Self::weekday_time,
            Self::event_time,
        ];
        for form in forms {
            if let (rest, Some(body)) = maybe(input, form(self, input))? {
                return Ok((rest, body));
            }
        }
        not_this()
    }

    /// `start of E`, `end of E`
    fn endpoint(&self, input: &'t str) -> Parsed<'t, TimeBody<'t>> {
        if let (rest, Some(())) = maybe(input, phrase(&["start", "of"], input))? {
            self.no_date_behind_of("start", rest)?;
            let (rest, event) = self.event_id(rest)?;
            return Ok((rest, TimeBody::Start(event)));
        }
        let (rest, ()) = phrase(&["end", "of"], input)?;
        self.no_date_behind_of("end", rest)?;
        let (rest, event) = self.event_id(rest)?;
        Ok((rest, TimeBody::End(event)))
    }

    fn no_date_behind_of(&self, which: &str, rest: &'t str) -> Step<'t, ()> {
        match spoken_slips::end_of_date(which, rest, &|slice| self.span(slice)) {
            Some(mistake) => wrong(mistake),
            None => Ok((rest, ())),
        }
    }

    /// `told`, `published evening`
    fn told_or_published(&self, input: &'t str) -> Parsed<'t, TimeBody<'t>> {
        let (rest, third) = self.third(input)?;
        let (rest, found) = word(rest)?;
        let (rest, part) = self.part_of(rest, third)?;
        match found {
            "told" => Ok((rest, TimeBody::Told { part })),
            "published" => Ok((rest, TimeBody::Published { part })),
            _ => not_this(),
        }
    }

    /// `yesterday evening`, `last month`, `tonight`
    fn spoken(&self, input: &'t str) -> Parsed<'t, TimeBody<'t>> {
        let (rest, third) = self.third(input)?;
        let (rest, found) = word(rest)?;
        let night = PartOf {
            third,
            part: Some(Part::Night),
        };
        let word = match found {
            "today" => Spoken::Today,
            "yesterday" => Spoken::Yesterday,
            "tomorrow" => Spoken::Tomorrow,
            "tonight" => {
                return Ok((
                    rest,
                    TimeBody::Spoken {
                        word: Spoken::Today,
                        part: night,
                    },
                ));
            }
            "last" | "this" | "next" => return self.relative(rest, found, third),
            _ => return not_this(),
        };
        let (rest, part) = self.part_of(rest, third)?;
        Ok((rest, TimeBody::Spoken { word, part }))
    }

    /// What stands behind `last`, `this` or `next`: `week`, `month`, `year`; `this morning`, `last night`.
    fn relative(
        &self,
        input: &'t str,
        which: &'t str,
        third: Option<Third>,
    ) -> Parsed<'t, TimeBody<'t>> {
        if let Ok((rest, period)) = one_of(&PERIODS, input) {
            let word = match which {
                "last" => Spoken::Last(period),
                "this" => Spoken::This(period),
                _ => Spoken::Next(period),
            };
            return Ok((
                rest,
                TimeBody::Spoken {
                    word,
                    part: PartOf { third, part: None },
                },
            ));
        }
        let (rest, inner) = self.third(input)?;
        let part = PartOf {
            third: third.or(inner),
            part: one_of(&PARTS, rest).ok().map(|(_, part)| part),
        };
        match (which, part.part) {
            ("this", Some(_)) => Ok((
                one_of(&PARTS, rest)?.0,
                TimeBody::Spoken {
                    word: Spoken::Today,
                    part,
                },
            )),
            ("last", Some(Part::Night)) => Ok((
                one_of(&PARTS, rest)?.0,
                TimeBody::Spoken {
                    word: Spoken::Yesterday,
                    part,
                },
            )),
            _ => self.vague_weekday(input, which),
        }
    }

    /// `last Tuesday`, which people read differently.
    pub(super) fn vague_weekday(&self, input: &'t str, which: &'t str) -> Step<'t, TimeBody<'t>> {
        let Ok((_, weekday)) = self.weekday(input) else {
            return not_this();
        };
        let span = self.span(which).to(weekday.span);
        let message = format!("`{which}` before a weekday can mean two different days");
        // The weekday alone is the next one in a `plan` only: elsewhere it would turn what is to come into what has been.
        let advice = match which {
            "next" => {
                "Write the date. The weekday alone is the next one in a `plan` only; elsewhere it is the latest up to the telling."
            }
            _ => {
                "Write the date, or the weekday alone: it is the latest one up to the telling, in a `plan` the next; with `any` before \
                 it, it is some day of that name."
            }
        };
        wrong(Mistake::new(span, message, "expected the weekday alone or a date").advise(advice))
    }

    /// `any Saturday night`
    fn any_weekday(&self, input: &'t str) -> Parsed<'t, TimeBody<'t>> {
        let (rest, _) = the("any", input)?;
        let (rest, third) = self.third(rest)?;
        let (rest, weekday) = self.weekday(rest)?;
        let (rest, part) = self.part_of(rest, third)?;
        Ok((
            rest,
            TimeBody::Weekday {
                weekday: weekday.value,
                which: Which::Any,
                part,
            },
        ))
    }

    /// `2025-01-19`, `Sunday 2025-01-19`, `early 2015`, `2025-01-21 evening`, `julian 1918-01-31`
    fn dated(&self, input: &'t str) -> Parsed<'t, TimeBody<'t>> {
        let (rest, third) = self.third(input)?;
        let (rest, weekday) = maybe(rest, self.weekday(rest))?;
        let (rest, calendar) = maybe(rest, self.calendar_before(rest))?;
        let meant = calendar.map_or(self.calendar_above.get(), |calendar| calendar.value);
        let (rest, date) = self.date(rest, meant)?;
        let (rest, part) = self.part_of(rest, third)?;
        Ok((
            rest,
            TimeBody::Date {
                date: date.value,
                date_span: date.span,
                calendar,
                weekday,
                part,
            },
        ))
    }

    /// `julian` before a date.
    fn calendar_before(&self, input: &'t str) -> Step<'t, Spanned<Calendar>> {
        let (rest, calendar) = self.calendar(input)?;
        if slips::looks_dated(skip_space(rest)) {
            Ok((rest, calendar))
        } else {
            not_this()
        }
    }

    /// `julian`, `gregorian`
    pub(super) fn calendar(&self, input: &'t str) -> Parsed<'t, Spanned<Calendar>> {
        let (rest, value) = one_of(&CALENDARS, input)?;
        Ok((
            rest,
            Spanned {
                value,
                span: self.span_read(input, rest),
            },
        ))
    }

    /// `2025-01-19` and every other form of ISO 8601-2
    pub(super) fn date(&self, input: &'t str, calendar: Calendar) -> Parsed<'t, Spanned<Edtf>> {
        let from = skip_space(input);
        if let Some(mistake) = self.glued_date(from) {
            return wrong(mistake);
        }
        let span = |slice: &str| self.span(slice);
        let (length, slip) = match Edtf::lex_days(from) {
            // Nothing else can be meant by days that are all digits.
            Some(length) => {
                let of_an_era =
                    eras::behind_era(&from[length..]).and_then(|_| eras::date(from, "", &span));
                (
                    length,
                    of_an_era.or_else(|| slips::short_unit(from, length, &span)),
                )
            }
            None => (
                Edtf::lex(from),
                slips::date(from, "", &span).filter(|_| !self.is_third_of_part(from)),
            ),
        };
        if let Some(mistake) = slip {
            return wrong(mistake);
        }
        if length == 0 {
            return not_this();
        }
        let (written, rest) = from.split_at(length);
        match Edtf::parse_in(written, calendar) {
            Ok(value) => Ok((
                rest,
                Spanned {
                    value,
                    span: self.span(written),
                },
            )),
            Err(error) => {
                let blamed = written
                    .get(error.range.clone())
                    .filter(|part| !part.is_empty())
                    .unwrap_or(written);
                wrong(Mistake::new(
                    self.span(blamed),
                    error.message,
                    "expected a date such as `2025-01-19`, `2025-01` or `2025`",
                ))
            }
        }
    }

    /// `late 2019-22`: of a span of years there is no such third.
    fn is_third_of_part(&self, from: &'t str) -> bool {
        let date = &from[..Edtf::lex(from)];
        let is_third = || {
            THIRDS
                .iter()
                .any(|(third, _)| *third == self.last_piece(from))
        };
        slips::may_be_years(date) && is_third() && Edtf::parse(date).is_ok()
    }

    /// `Saturday`, `late Tuesday evening`, `Saturday after arrest`
    fn weekday_time(&self, input: &'t str) -> Parsed<'t, TimeBody<'t>> {
        let (rest, third) = self.third(input)?;
        let (rest, weekday) = self.weekday(rest)?;
        let (rest, part) = self.part_of(rest, third)?;
        let weekday = weekday.value;
        let Ok((behind, _)) = the("after", rest) else {
            return Ok((
                rest,
                TimeBody::Weekday {
                    weekday,
                    which: Which::Nearest,
                    part,
                },
            ));
        };
        let (rest, event) = self.event_id(behind)?;
        Ok((
            rest,
            TimeBody::Weekday {
                weekday,
                which: Which::FirstAfter(event),
                part,
            },
        ))
    }

    /// `Saturday`, in capital letters or not
    fn weekday(&self, input: &'t str) -> Parsed<'t, Spanned<Weekday>> {
        let (rest, found) = word(input)?;
        let span = self.span(found);
        if let Some(&(_, value)) = WEEKDAYS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(found))
        {
            return Ok((rest, Spanned { value, span }));
        }
        match slips::weekday(found) {
            Some(meant) => wrong(
                Mistake::new(
                    span,
                    format!("`{found}` is no day of the week"),
                    "expected a weekday, written in full",
                )
                .advise_nearest(Some(meant)),
            ),
            None => not_this(),
        }
    }

    /// `early`, `mid`, `late`, when something follows of which it can be a third
    fn third(&self, input: &'t str) -> Parsed<'t, Option<Third>> {
        match one_of(&THIRDS, input) {
            // `before late, …` names an event called `late`.
            Ok((rest, _)) if word(rest).is_err() && !slips::looks_dated(skip_space(rest)) => {
                self.hyphenated(input, rest)
            }
            Ok((rest, third)) => Ok((rest, Some(third))),
            Err(_) => Ok((input, None)),
        }
    }

    /// `mid-January`, `mid-2015`
    fn hyphenated(&self, input: &'t str, rest: &'t str) -> Step<'t, Option<Third>> {
        match mark("-", rest) {
            Ok((behind, _)) if rest.starts_with('-') => {
                let date = spoken_date(skip_space(input), "", &|slice| self.span(slice));
                wrong(date.unwrap_or_else(|| {
                    Mistake::new(
                        self.span_read(input, behind),
                        "a hyphen does not join words of time",
                        "expected a space instead of the hyphen",
                    )
                    .advise("Write `mid 2015`, `late 2025-01`.")
                }))
            }
            _ => Ok((input, None)),
        }
    }

    /// `night`, `late evening`, or nothing
    fn part_of(&self, input: &'t str, third: Option<Third>) -> Parsed<'t, PartOf> {
        let (behind, inner) = match third {
            Some(_) => (input, None),
            None => self.third(input)?,
        };
        match one_of(&PARTS, behind) {
            Ok((rest, part)) => Ok((
                rest,
                PartOf {
                    third: third.or(inner),
                    part: Some(part),
                },
            )),
            Err(_) => Ok((input, PartOf { third, part: None })),
        }
    }

    /// An event in place of a time
    fn event_time(&self, input: &'t str) -> Parsed<'t, TimeBody<'t>> {
        let (rest, event) = self.id(input)?;
        let span = |slice: &str| self.span(slice);
        // Hardly anything stands behind an event that could belong to its time.
        if !skip_space(rest).starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-')) {
            return Ok((rest, TimeBody::Event(event)));
        }
        let slip = spoken_date(skip_space(input), "", &span)
            .or_else(|| spoken_slips::time(event, rest, &span));
        match slip {
            Some(mistake) => wrong(mistake),
            None => Ok((rest, TimeBody::Event(event))),
        }
    }

    /// The id of an event, which must stand here
    pub(super) fn event_id(&self, input: &'t str) -> Parsed<'t, Name<'t>> {
        must(self.id(input), || self.misfit(input, "the id of an event"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader makes of a time, or of what is wrong with it.
    fn read<'t>(
        text: &'t str,
        form: impl Fn(&Reader<'t>, &'t str) -> Step<'t, TimeBody<'t>>,
    ) -> String {
        let reader = Reader::new(text);
        let found = form(&reader, text);
        format!("{found:?} {:?}", reader.into_mistakes())
    }

    #[test]
    fn the_short_ways_to_a_date_and_to_a_name_miss_no_other_form() {
        let firsts = [
            "arrest",
            "may",
            "March",
            "saturday",
            "Saturday",
            "SUNDAY",
            "mayday",
            "Mon",
            "mon",
            "start",
            "end",
            "start of",
            "end of",
            "told",
            "published",
            "today",
            "yesterday",
            "tomorrow",
            "tonight",
            "last",
            "this",
            "next",
            "any",
            "early",
            "mid",
            "late",
            "julian",
            "gregorian",
            "X",
            "x",
            "XXXX",
            "Y-170000002",
            "y2",
            "été",
            "_a",
            "a",
            "week",
            "night",
            "2025",
            "2025-01-19",
            "12",
            "21:30",
            "19.1.2025",
            "5th",
            "1890s",
            "[2025-01",
            "..",
            "midnight",
            "noon",
            "now",
            "2025-01-19T10:00",
            "-0044",
            "\"",
        ];
        let behind = [
            "",
            " evening",
            " night",
            " week",
            " Saturday",
            " saturday",
            " 5",
            " 2025",
            " arrest",
            " of arrest",
            ", place turin",
            "-2015",
            " late evening",
            " 2025-01-19",
            "?",
            "~",
        ];
        for first in firsts {
            for behind in behind {
                let text = format!("{first}{behind}");
                assert_eq!(
                    read(&text, Reader::time_body),
                    read(&text, Reader::any_time_body),
                    "{text}"
                );
            }
        }
    }
}
