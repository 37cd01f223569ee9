//! Clauses of statements: roles with their values, and when.

use super::apart::bare_day;
use super::errors::{Mistake, cut, shown};
use super::offsets::begins_count;
use super::reader::{Fault, Parsed, Reader, Step, maybe, must, not_this, text_read, wrong};
use super::slips;
use super::spoken_clauses;
use super::spoken_slips;
use super::suggest::nearest;
use super::tree::{
    Clause, Clauses, Item, Items, Mode, Name, Reference, Spanned, Time, Value, When,
};
use super::words::{at_end, mark, phrase, skip_space, the, word};
use crate::text::Span;

/// The words that begin a clause of time about an event.
pub(super) const EVENT_TIME_WORDS: [&str; 14] = [
    "on", "before", "after", "between", "from", "to", "during", "same", "within", "exactly",
    "about", "at", "for", "until",
];

/// Whether a word is one of [`EVENT_TIME_WORDS`].
pub(super) fn begins_event_time(word: &str) -> bool {
    matches!(
        word,
        "on" | "before"
            | "after"
            | "between"
            | "from"
            | "to"
            | "during"
            | "same"
            | "within"
            | "exactly"
            | "about"
            | "at"
            | "for"
            | "until"
    )
}

/// The words that begin the time of a state.
pub(super) const STATE_TIME_WORDS: [&str; 8] = [
    "as",
    "since",
    "until",
    "throughout",
    "from",
    "before",
    "after",
    "during",
];

impl<'t> Reader<'t> {
    /// One clause about an event; `from T to T` is two
    pub(super) fn clause(&self, input: &'t str, clauses: &mut Clauses<'t>) -> Parsed<'t, ()> {
        if let (rest, Some(())) = maybe(input, self.start_to_end(input, clauses))? {
            return Ok((rest, ()));
        }
        match maybe(input, self.event_time_clause(input, clauses))? {
            (rest, Some(())) => Ok((rest, ())),
            (_, None) => self.role_clause(input, clauses),
        }
    }

    /// `from T`, `from T to T`, each end with its place
    fn start_to_end(&self, input: &'t str, clauses: &mut Clauses<'t>) -> Parsed<'t, ()> {
        let (rest, _) = the("from", input)?;
        let (middle, start) = self.time_of("from", rest)?;
        if let Some(mistake) = self.until_behind_from(middle) {
            return wrong(mistake);
        }
        let (rest, end) = match the("to", middle) {
            Ok((rest, _)) => {
                let (rest, end) = self.time(rest)?;
                (rest, Some(end))
            }
            Err(_) => (middle, None),
        };
        clauses.push(Spanned {
            value: Clause::When(When::From(start)),
            span: self.span_read(input, middle),
        });
        clauses.extend(end.map(|end| Spanned {
            value: Clause::When(When::To(end)),
            span: self.span_read(middle, rest),
        }));
        Ok((rest, ()))
    }

    /// `from 2019 until 2020`
    pub(super) fn until_behind_from(&self, input: &'t str) -> Option<Mistake> {
        let (_, found) = word(input).ok()?;
        matches!(found, "until" | "till" | "and").then(|| {
            let message = format!("{} does not go with `from`", shown(found));
            Mistake::new(self.span(found), message, "expected `to` and the end")
                .advise("Write `from … to …`.")
        })
    }

    /// `on T`, `same day as E`, `2 days after E`, `for 3 days`
    fn event_time_clause(&self, input: &'t str, clauses: &mut Clauses<'t>) -> Parsed<'t, ()> {
        let (rest, found) = word(input).unwrap_or((input, ""));
        let (rest, when) = match found {
            "on" => self.on(rest)?,
            "before" => self.with_time(found, rest, When::Before)?,
            "after" => self.with_time(found, rest, When::After)?,
            "to" => self.with_time(found, rest, When::To)?,
            "during" => self.with_time(found, rest, When::During)?,
            "between" => self.between(rest)?,
            "same" => self.same(rest)?,
            "for" => self.lasting(rest)?,
            _ if found.is_empty() || begins_count(found) => self.counted(input)?,
            _ => return not_this(),
        };
        clauses.push(Spanned {
            value: Clause::When(when),
            span: self.span_read(input, rest),
        });
        Ok((rest, ()))
    }

    /// `on T`, behind its first word
    fn on(&self, input: &'t str) -> Step<'t, When<'t>> {
        if let Some(mistake) = self.same_behind_on(input) {
            return wrong(mistake);
        }
        self.with_time("on", input, When::On)
    }

    /// `at least 2 weeks before E`
    fn counted(&self, input: &'t str) -> Parsed<'t, When<'t>> {
        if let Some(mistake) = self.number_as_clause(input) {
            return wrong(mistake);
        }
        let (rest, offset) = self.offset(input, 0)?;
        Ok((rest, When::Counted(offset)))
    }

    /// The time behind a word of an event.
    fn with_time(
        &self,
        lead: &str,
        input: &'t str,
        form: fn(Time<'t>) -> When<'t>,
    ) -> Step<'t, When<'t>> {
        let (rest, time) = self.time_of(lead, input)?;
        match self.second_time(lead, input, rest) {
            Some(mistake) => wrong(mistake),
            None => Ok((rest, form(time))),
        }
    }

    /// `between T and T`, behind its first word
    fn between(&self, input: &'t str) -> Parsed<'t, When<'t>> {
        let (rest, first) = self.time_of("between", input)?;
        if let Some(mistake) = self.comma_between(input, rest) {
            return wrong(mistake);
        }
        let (rest, _) = must(the("and", rest), || {
            let mistake = self.misfit(rest, "`and` and the second time");
            match the("to", rest) {
                Ok(_) => mistake
                    .advise("Write `between … and …`, or `from … to …` for the start and the end."),
                Err(_) => mistake,
            }
        })?;
        let (rest, second) = self.time(rest)?;
        Ok((rest, When::Between(first, second)))
    }

    /// `between Monday, Friday`, behind the first time: a second one that is a clause of its own would be no right one.
    fn comma_between(&self, first: &'t str, input: &'t str) -> Option<Mistake> {
        let (second, _) = mark(",", input).ok()?;
        let mut end = second;
        let is_time = self.without_mistake(|| {
            let read = self.any_time(second, 0);
            read.is_ok_and(|(rest, _)| {
                end = rest;
                at_end(rest) || mark(",", rest).is_ok()
            })
        });
        is_time.then(|| {
            let (one, other) = (cut(text_read(first, input)), cut(text_read(second, end)));
            let advice = format!("Write `between {one} and {other}`.");
            let message = "a comma stands between two times that belong together";
            Mistake::new(
                self.span_read(first, end),
                message,
                "expected `and` between them",
            )
            .advise(advice)
        })
    }

    /// `same time as E`, `same day as E`, behind the first word
    fn same(&self, input: &'t str) -> Parsed<'t, When<'t>> {
        let slip = self.same_without_as(input);
        if let Some(mistake) = slip.or_else(|| self.same_as_article(input)) {
            return wrong(mistake);
        }
        if let Ok((rest, ())) = phrase(&["time", "as"], input) {
            let (rest, event) = self.event_id(rest)?;
            return Ok((rest, When::SameTime(event)));
        }
        let (rest, ()) = phrase(&["day", "as"], input)?;
        let (rest, event) = self.event_id(rest)?;
        Ok((rest, When::SameDay(event)))
    }

    /// `for 3 days`, behind its first word
    fn lasting(&self, input: &'t str) -> Parsed<'t, When<'t>> {
        let (rest, (bound, amount)) = self.duration(input)?;
        match self.second_amount(input, rest, &amount) {
            Some(mistake) => wrong(mistake),
            None => Ok((rest, When::For(bound, amount))),
        }
    }

    /// `patient najim`, `not recipient libyan_authorities`, `only reason a and b`
    pub(super) fn role_clause(&self, input: &'t str, clauses: &mut Clauses<'t>) -> Parsed<'t, ()> {
        let (rest, role, value) = match self.short_role(input) {
            Some((rest, (role, value))) => (rest, role, value.into()),
            None => {
                let (rest, (role, value)) = self.any_role(input)?;
                (rest, role, value)
            }
        };
        clauses.push(Spanned {
            value: Clause::Role { role, value },
            span: self.span_read(input, rest),
        });
        Ok((rest, ()))
    }

    /// A role with its value, whatever that is.
    pub(super) fn any_role(&self, input: &'t str) -> Step<'t, (Name<'t>, Value<'t>)> {
        let (rest, mode) = self.mode(input)?;
        let at = skip_space(rest);
        let (rest, role) = match self.id(at) {
            Ok(read) => read,
            Err(_) => return wrong(self.no_clause(rest)),
        };
        if let Some((_, span)) = mode
            && EVENT_TIME_WORDS.contains(&role.text)
            && (slips::looks_dated(skip_space(rest)) || slips::is_weekday(skip_space(rest)))
        {
            return wrong(spoken_slips::no_denied_time(span));
        }
        let denied = mode.filter(|(mode, _)| *mode == Mode::Not);
        self.check_role_word(role, at, rest, denied.map(|(_, span)| span))?;
        let (rest, inner) = self.mode(rest)?;
        if let Some((_, span)) = inner {
            return wrong(self.late_mode(role.text, span));
        }
        let begin = rest;
        let items = self.role_items(rest);
        let (rest, items) = must(items, || self.no_role_value(role, rest, &EVENT_TIME_WORDS))?;
        if let ([Item::Reference(Reference::Id(_))], Some(mistake)) =
            (&items[..], self.small_words(begin, rest))
        {
            return wrong(mistake);
        }
        let span = items
            .iter()
            .map(Item::span)
            .reduce(Span::to)
            .unwrap_or(role.span);
        let span = mode.map_or(span, |(_, mode)| mode.to(span));
        let mode = mode.map_or(Mode::Is, |(mode, _)| mode);
        Ok((rest, (role, Value { span, mode, items })))
    }

    /// A date or weekday stands behind a word of time; what looks like a role there is one misspelt, or one of a state.
    fn check_role_word(
        &self,
        role: Name<'t>,
        at: &'t str,
        behind: &'t str,
        denied: Option<Span>,
    ) -> Result<(), nom::Err<Fault>> {
        let span = |slice: &str| self.span(slice);
        let clock = (role.text == "at").then(|| self.clock_clause(behind));
        if let Some(mistake) = clock.flatten() {
            return wrong::<()>(mistake).map(|_| ());
        }
        if let Some(mistake) = spoken_clauses::clause(role, at, behind, denied, &span) {
            return wrong::<()>(self.date_apart(at).unwrap_or(mistake)).map(|_| ());
        }
        self.check_bare_day(role, at, behind)?;
        let third = ["early", "mid", "late"];
        let third = third.iter().find_map(|third| the(third, behind).ok());
        let at = skip_space(third.map_or(behind, |(rest, _)| rest));
        if !slips::looks_dated(at) && !slips::is_weekday(at) {
            return Ok(());
        }
        if slips::is_weekday(role.text) {
            return wrong::<()>(self.bare_time(role.span, role.text)).map(|_| ());
        }
        if matches!(role.text, "since" | "until" | "throughout" | "as") {
            let message = format!("`{}` is said of states, not of events", role.text);
            let mistake = Mistake::new(role.span, message, "expected a word of time for an event")
                .advise("Of an event write `on`, `after`, `before`, `from` or `to`.");
            return wrong::<()>(mistake).map(|_| ());
        }
        if matches!(role.text, "in" | "at") {
            let message = format!("`{}` is no word of time", role.text);
            let mistake = Mistake::new(role.span, message, "expected a role or a word of time");
            return wrong::<()>(mistake.advise_nearest(Some("on"))).map(|_| ());
        }
        match nearest(role.text, &EVENT_TIME_WORDS) {
            Some(_) => wrong::<()>(self.no_role_value(role, behind, &EVENT_TIME_WORDS)).map(|_| ()),
            None => Ok(()),
        }
    }

    /// `late Saturday evening`, `last Saturday`: days before which a word is missing, and that are no role with its value.
    fn check_bare_day(
        &self,
        role: Name<'t>,
        at: &'t str,
        behind: &'t str,
    ) -> Result<(), nom::Err<Fault>> {
        if matches!(role.text, "last" | "this" | "next") && slips::is_weekday(behind) {
            return self.vague_weekday(behind, role.text).map(|_| ());
        }
        let day = bare_day(at).filter(|day| day.split_whitespace().count() > 2);
        let Some(day) = day else { return Ok(()) };
        wrong::<()>(self.bare_time(self.span(day), day)).map(|_| ())
    }

    /// The mistake of a weekday or date with no word before it.
    pub(super) fn bare_time(&self, span: Span, time: &str) -> Mistake {
        let message = "a word is missing before this time";
        let time = cut(time);
        Mistake::new(
            span,
            message,
            "expected `on`, `before`, `after` or another word of time before it",
        )
        .advise(spoken_clauses::began(&time))
    }

    /// The values behind a role; nothing there is the role's mistake, not the values'.
    fn role_items(&self, input: &'t str) -> Step<'t, Items<'t>> {
        let begins_value = |c: char| {
            c.is_alphanumeric() || matches!(c, '"' | '“' | '„' | '«' | '”' | '-' | '[' | '{')
        };
        if skip_space(input).starts_with(begins_value) {
            self.items(input)
        } else {
            not_this()
        }
    }

    fn late_mode(&self, role: &str, span: Span) -> Mistake {
        Mistake::new(
            span,
            "this word stands before the role, not behind it",
            "expected the value",
        )
        .advise(format!("Write it before {}.", shown(role)))
    }

    /// The mistake of a clause that begins with no word.
    fn no_clause(&self, input: &'t str) -> Mistake {
        let at = skip_space(input);
        if slips::looks_dated(at) {
            if let Some(mistake) = self.date_apart(at).or_else(|| self.lone_number(at)) {
                return mistake;
            }
            let mistake = slips::date(at, "on ", &|slice| self.span(slice));
            if let Some(mistake) = self.two_dates(at).or_else(|| self.clock_clause(at)) {
                return mistake;
            }
            let date = &at[..crate::date::Edtf::lex(at)];
            return mistake.unwrap_or_else(|| match date {
                "" => self.no_date(input),
                date => self.bare_time(self.span(date), date),
            });
        }
        if at.starts_with(['"', '“', '„', '«']) {
            return self
                .misfit(
                    &at[..1.max(at.chars().next().map_or(1, char::len_utf8))],
                    "a role before this value",
                )
                .advise("Write the role before the value: `place \"Turin\"`.");
        }
        self.misfit(input, "a role and its value, or a time")
    }

    /// The mistake of digits that are no date: `2-3 days`
    fn no_date(&self, input: &'t str) -> Mistake {
        self.misfit(input, "a role and its value, or a time")
            .advise("Write a date with its word of time (`on 2025-01-19`), or a count (`2 to 3 days after arrest`).")
    }
}

#[cfg(test)]
mod tests {
    use super::{EVENT_TIME_WORDS, STATE_TIME_WORDS, begins_event_time};

    #[test]
    fn every_word_that_begins_a_time_of_an_event_is_known() {
        assert!(EVENT_TIME_WORDS.into_iter().all(begins_event_time));
        let others = STATE_TIME_WORDS.into_iter().chain(["place", ""]);
        for word in others.filter(|word| !EVENT_TIME_WORDS.contains(word)) {
            assert!(!begins_event_time(word), "{word}");
        }
    }
}
