//! Values of roles and attributes.

use super::apart::is_part;
use super::errors::{Mistake, cut, shown};
use super::reader::{Fault, Parsed, Reader, maybe, must, text_read, wrong};
use super::slips;
use super::suggest::nearest;
use super::tree::{Item, Items, Mode, Name, Value};
use super::words::{mark, skip_space, the, word};
use crate::text::Span;

/// What is expected where a value should stand.
const A_VALUE: &str = "a value: an id, a name in quotation marks or a number";
/// What to do about `T17:30 CET`.
const ZONE: &str = "How far its clocks are from UTC stands right behind the time: `T21:30+01:00`, `T21:30Z`. The zone of all bare times of a \
     source stands below it: `zone \"Europe/Rome\"`.";

impl<'t> Reader<'t> {
    /// `not`, `only` or `including`, when a value or role follows, with its place
    pub(super) fn mode(&self, input: &'t str) -> Parsed<'t, Option<(Mode, Span)>> {
        let (read, mode) = match skip_space(input).as_bytes().first() {
            Some(b'n') => (the("not", input), Mode::Not),
            Some(b'o') => (the("only", input), Mode::Only),
            Some(b'i') => (the("including", input), Mode::Including),
            _ => return Ok((input, None)),
        };
        let Ok((rest, found)) = read else {
            return Ok((input, None));
        };
        // A value or role that is called `only` has nothing but a mark behind it.
        if skip_space(rest).starts_with(|c: char| !matches!(c, ',' | '.' | ':')) {
            Ok((rest, Some((mode, self.span(found)))))
        } else {
            Ok((input, None))
        }
    }

    /// `not a and b`: the value of an attribute
    pub(super) fn value(&self, input: &'t str) -> Parsed<'t, Value<'t>> {
        let (rest, mode) = self.mode(input)?;
        let (rest, items) = self.items(rest)?;
        let value = Value {
            span: self.span_read(input, rest),
            mode: mode.map_or(Mode::Is, |(mode, _)| mode),
            items,
        };
        Ok((rest, value))
    }

    /// `a and b`
    pub(super) fn items(&self, input: &'t str) -> Parsed<'t, Items<'t>> {
        let mut items = Items::new();
        let mut rest = input;
        loop {
            let (behind, item) = must(self.item(rest), || self.no_value(rest))?;
            items.push(item);
            match the("and", behind) {
                Ok((next, _)) => rest = next,
                Err(_) => return Ok((behind, items)),
            }
        }
    }

    /// One value
    fn item(&self, input: &'t str) -> Parsed<'t, Item<'t>> {
        self.check_undated(input)?;
        if let (rest, Some(number)) = maybe(input, self.number(input))? {
            return Ok((rest, Item::Number(Box::new(number))));
        }
        let (rest, reference) = self.reference(input)?;
        Ok((rest, Item::Reference(reference)))
    }

    fn no_value(&self, input: &'t str) -> Mistake {
        let marked = self.marked_number(input).or_else(|| self.money(input));
        marked.unwrap_or_else(|| self.misfit(input, A_VALUE))
    }

    /// A date is no value: it needs a word of time before it.
    fn check_undated(&self, input: &'t str) -> Result<(), nom::Err<Fault>> {
        let at = skip_space(input);
        let length = slips::date_length(at);
        let plain_number = at[..length].bytes().all(|b| b.is_ascii_digit()) || at.starts_with('-');
        if length == 0 || plain_number {
            return Ok(());
        }
        let mistake = slips::date(at, ", on ", &|slice| self.span(slice)).unwrap_or_else(|| {
            Mistake::new(self.span(&at[..length]), "a date stands where a value belongs", "expected an id, a name in quotation marks or a number")
                .advise("Put a comma and a word of time before it: `, on 2025-01-19`, `, as of 2025-01-19`.")
        });
        wrong::<()>(mistake).map(|_| ())
    }

    /// The mistake of something behind a statement or clause that is complete; `words` are those that may begin the next clause.
    pub(super) fn leftover(&self, input: &'t str, words: &[&str]) -> Mistake {
        let begin = word(input).ok().map(|(_, found)| found);
        let clock = self.clock_behind(input).or_else(|| self.zone_apart(input));
        if let Some(mistake) = clock.or_else(|| self.behind_clause(input)) {
            return mistake;
        }
        let slip = self
            .and_between_clauses(input, words)
            .or_else(|| self.behind_number(input))
            .or_else(|| self.hyphened_words(input))
            .or_else(|| self.apostrophe_inside(input));
        if let Some(mistake) = slip.or_else(|| self.either_time(input)) {
            return mistake;
        }
        let mistake = self.misfit(input, "a comma or the end of the statement");
        if skip_space(input).starts_with(['%', '€', '$', '£', '°']) {
            return mistake.advise("Write the unit as a word: `12 percent`, `40 euro`.");
        }
        let joined = skip_space(input).strip_prefix(['-', '–', '—']);
        if joined.is_some_and(|date| crate::date::Edtf::lex(skip_space(date)) > 4) {
            return mistake
                .advise("Between two dates stands a slash and no space: `2025-01-19/2025-01-21`.");
        }
        if joined.is_some() {
            return mistake
                .advise("What lies between two numbers is written with `to`: `10 to 20`.");
        }
        if let Some(zone) = begin.filter(|_| self.is_behind_clock(input)) {
            let is_zone = zone == "local" || zone.bytes().all(|byte| byte.is_ascii_uppercase());
            if is_zone {
                return mistake.advise(ZONE);
            }
        }
        if begin == Some("or") {
            return mistake.advise(
                "Nothing is said with `or`: name what both are or lie in, if there is such a thing, or leave it out.",
            );
        }
        if skip_space(input).starts_with(['&', '+']) {
            return mistake.advise("Several values are joined by `and`.");
        }
        if begin == Some("then") && matches!(self.last_piece(input), "more" | "less") {
            return mistake.advise(format!("Write `{} than`.", self.last_piece(input)));
        }
        if begin == Some("than") {
            return mistake.advise("Write `less than 30` or `more than 30`.");
        }
        if let Some(day) = begin.filter(|found| slips::names_weekday(found)) {
            let advice = format!(
                "Write a comma and a word of time before it: `, on {}`.",
                cut(day)
            );
            return mistake.advise(advice);
        }
        match begin {
            Some(found)
                if slips::weekday(found).is_none()
                    && nearest(found, words).is_none()
                    && self.continues(input) =>
            {
                self.no_comma(mistake.span, found)
            }
            Some("until") => self
                .no_comma(mistake.span, "until")
                .advise("What has a start and an end is `from … to …`."),
            Some(found) if words.contains(&found) => self.no_comma(mistake.span, found),
            Some(found) => mistake.advise_nearest(nearest(found, words)),
            None => mistake,
        }
    }

    /// Whether a clock time ends here, by what it looks like.
    fn is_behind_clock(&self, input: &'t str) -> bool {
        let last = self.before(input).trim_end().as_bytes();
        matches!(
            last,
            [
                ..,
                b'T',
                b'0'..=b'2',
                b'0'..=b'9',
                b':',
                b'0'..=b'5',
                b'0'..=b'9'
            ]
        )
    }

    fn no_comma(&self, span: Span, found: &str) -> Mistake {
        Mistake::new(
            span,
            format!("a comma is missing before {}", shown(found)),
            "expected a comma before it",
        )
    }

    /// `arrest: deaths: at least 12`: a number behind what stands where a role does.
    fn attribute_as_role(&self, role: Name<'t>, input: &'t str) -> Option<Mistake> {
        let (at, _) = mark(":", input).ok()?;
        let mut end = at;
        let is_number = self.without_mistake(|| {
            let read = self.number(at);
            read.is_ok_and(|(rest, _)| {
                end = rest;
                true
            })
        });
        let number = text_read(at, end);
        let attribute = cut(role.text);
        let event = self.event_before(role.text).map_or("EVENT".to_owned(), cut);
        let mistake = Mistake::new(
            role.span,
            "an attribute stands behind its subject and a point",
            "expected a role and its value, or a time",
        );
        is_number.then(|| {
            mistake.advise(format!(
                "Write `{event}.{attribute}: {}` as a statement of its own.",
                cut(number)
            ))
        })
    }

    /// `place 'Pier 3'`, from the first mark on.
    fn other_marks(&self, role: Name<'t>, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let inside = at.strip_prefix(['\'', '‘', '’', '`'])?;
        let name = &inside[..inside.find(['\'', '’', '`', '\n', '\r', '"'])?];
        let closed = inside[name.len()..].starts_with(['\'', '’', '`']);
        let mistake = Mistake::new(
            self.span(&at[..at.len() - inside.len()])
                .to(self.span(name)),
            "a name stands in other marks than straight double quotation marks",
            "expected `\"` before and behind it",
        );
        (closed && !name.is_empty())
            .then(|| mistake.advise(format!("Write `{} \"{}\"`.", cut(role.text), cut(name))))
    }

    /// `arrest: not`
    fn no_event_at_all(&self, word: Name<'t>) -> Mistake {
        let event = self.event_before(word.text).map_or("EVENT".to_owned(), cut);
        let message = format!("{} stands before an event or a role", shown(word.text));
        Mistake::new(word.span, message, "expected a role and its value, or a time").advise(format!(
            "If it did not happen, write `not {event}`; to deny one thing of it, write `not` before the role."
        ))
    }

    /// The mistake of a role whose value does not follow.
    pub(super) fn no_role_value(
        &self,
        role: Name<'t>,
        input: &'t str,
        time_words: &[&str],
    ) -> Mistake {
        if let Some(meant) = nearest(role.text, time_words) {
            if meant == role.text {
                // A word of time that begins no time: `at 2025-01-19`, `about 2015`.
                return self
                    .misfit(role.text, "a role or a word of time")
                    .advise("Write `on` before a time: `on 2025-01-19`, `on about 2015`.");
            }
            return Mistake::new(
                role.span,
                format!("{} is no word of time", shown(role.text)),
                "expected a role or a word of time",
            )
            .advise_nearest(Some(meant));
        }
        let slip = self.attribute_as_role(role, input);
        if let Some(mistake) = slip.or_else(|| self.other_marks(role, input)) {
            return mistake;
        }
        if skip_space(input).starts_with([':', '=']) {
            return Mistake::new(
                self.span(&skip_space(input)[..1]),
                format!(
                    "no mark stands between a role and its value: {}",
                    shown(role.text)
                ),
                "expected the value",
            )
            .advise(format!("Write `{} …`.", cut(role.text)));
        }
        let is_day = matches!(
            role.text,
            "today" | "yesterday" | "tomorrow" | "tonight" | "published"
        );
        if matches!(role.text, "not" | "no" | "never" | "none" | "false") {
            return self.no_event_at_all(role);
        }
        if is_part(role.text) {
            return self.part_apart(role.text);
        }
        if is_day || slips::is_weekday(role.text) {
            let behind = mark(",", input).ok();
            if let Some(mistake) = behind.and_then(|(rest, _)| self.date_apart(rest)) {
                return mistake;
            }
            return self.bare_time(role.span, role.text);
        }
        Mistake::new(
            role.span,
            format!("{} stands alone", shown(role.text)),
            "expected a role and its value behind it",
        )
        .advise(match self.before(role.text).trim_end().ends_with(',') {
            true => format!(
                "Write the role before the value: `place turin`, `patient najim`. A second value of the same role is joined by `and`: `… and {}`.",
                cut(role.text)
            ),
            false => "Write the role before the value: `place turin`, `patient najim`.".to_owned(),
        })
    }
}
