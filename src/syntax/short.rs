//! Short ways through what is written most, with one look at each word. Each reads what the general form would read, or nothing; then the
//! general form reads it, which knows everything else and all that can be wrong.

use super::apart::is_part;
use super::clauses::begins_event_time;
use super::numbers::UNITS;
use super::offsets::begins_count;
use super::reader::Reader;
use super::slips;
use super::times::is_mere_name;
use super::tree::{
    Away, Direction, Name, Offset, OffsetBound, PlainAnchor, PlainTime, PlainWhen, Spanned, When,
};
use super::words::{plain_word, skip_space, the, word};
use crate::date::PlainDays;

/// What was read, behind the text that is left.
type Read<'t, O> = Option<(&'t str, O)>;

impl<'t> Reader<'t> {
    /// `arrest:`: the event of which a statement says something, up to the colon.
    pub(super) fn short_event(&self, input: &'t str) -> Read<'t, Name<'t>> {
        let (rest, event) = self.short_id(input)?;
        Some((rest.strip_prefix(':')?, event))
    }

    /// `najim.custody: in_custody`: the state of somebody with one id as its value, up to the end or the comma before its times.
    pub(super) fn short_state(&self, input: &'t str) -> Read<'t, [Name<'t>; 3]> {
        let (rest, subject) = self.short_id(input)?;
        let (rest, attribute) = self.short_id(rest.strip_prefix('.')?)?;
        let behind = rest.strip_prefix(':')?;
        let (rest, value) = self.short_id(behind)?;
        let is_whole = rest.is_empty() || rest.starts_with(',');
        (is_whole && is_plain_value(value, behind)).then_some((rest, [subject, attribute, value]))
    }

    /// `place turin`: a role with one id, to the end of the clause. The role is no word of time.
    pub(super) fn short_role(&self, input: &'t str) -> Read<'t, (Name<'t>, Name<'t>)> {
        let (behind, role) = self.short_id(input)?;
        let (rest, value) = self.short_id(behind)?;
        let is_whole = rest.is_empty() || rest.starts_with(',');
        if is_mode(role) || !is_whole || !is_plain_value(value, behind) {
            return None;
        }
        Some((rest, (role, value)))
    }

    /// The same, where what begins like a time would be one.
    pub(super) fn short_role_clause(&self, input: &'t str) -> Read<'t, (Name<'t>, Name<'t>)> {
        let (rest, (role, value)) = self.short_role(input)?;
        is_plain_role(role).then_some((rest, (role, value)))
    }

    /// `on T`, `before T`, `between T and T`, `2 days after arrest`: a clause of time about an event.
    pub(super) fn short_event_when(&self, input: &'t str) -> Read<'t, PlainWhen<'t>> {
        let Ok((rest, found)) = word(input) else {
            return self.short_counted(input);
        };
        let form = match found {
            "on" => When::On as fn(_) -> _,
            "before" => When::Before,
            "after" => When::After,
            "during" => When::During,
            "between" => return self.short_between(rest),
            _ => return None,
        };
        let (rest, time) = self.short_time(rest)?;
        Some((rest, form(time)))
    }

    /// `between T and T`, behind its first word.
    fn short_between(&self, input: &'t str) -> Read<'t, PlainWhen<'t>> {
        let (rest, first) = self.short_time(input)?;
        let (rest, second) = self.short_time(rest.strip_prefix(" and ")?)?;
        Some((rest, When::Between(first, second)))
    }

    /// `2 days after arrest`
    fn short_counted(&self, input: &'t str) -> Read<'t, PlainWhen<'t>> {
        let (rest, away) = self.short_away(input)?;
        let (rest, from) = self.short_anchor(rest)?;
        let offset = Offset {
            bound: OffsetBound::Plain,
            amount: away.amount(),
            direction: away.direction,
            anchor: PlainTime { away: None, from },
        };
        Some((rest, When::Counted(offset)))
    }

    /// `as of T`, `since T`, `throughout T`: when a state held.
    pub(super) fn short_state_when(&self, input: &'t str) -> Read<'t, PlainWhen<'t>> {
        let (rest, found) = word(input).ok()?;
        let (rest, form) = match found {
            "as" => (the("of", rest).ok()?.0, When::AsOf as fn(_) -> _),
            "since" => (rest, When::Since as _),
            "until" => (rest, When::Until as _),
            "throughout" => (rest, When::Throughout as _),
            "before" => (rest, When::Before as _),
            "after" => (rest, When::After as _),
            "during" => (rest, When::During as _),
            _ => return None,
        };
        let (rest, time) = self.short_time(rest)?;
        Some((rest, form(time)))
    }

    /// `2025-01-19`, `2025-01-19/2025-01-21`, `arrest`: days in digits, or an event.
    pub(super) fn short_anchor(&self, input: &'t str) -> Read<'t, PlainAnchor<'t>> {
        let text = skip_space(input);
        let (rest, anchor) = match text.as_bytes().first()? {
            b'0'..=b'9' => self.short_days(text)?,
            b'a'..=b'z' => self.short_event_time(text)?,
            _ => return None,
        };
        let is_whole = rest.is_empty() || rest.starts_with(',') || rest.starts_with(" and ");
        is_whole.then_some((rest, anchor))
    }

    /// The same, or `3 days after arrest`: a number of one unit, counted from it.
    pub(super) fn short_time(&self, input: &'t str) -> Read<'t, PlainTime<'t>> {
        let text = skip_space(input);
        let (rest, away) = match text.as_bytes() {
            // A hyphen stands behind every year.
            [b'0'..=b'9', _, _, _, b'-', ..] => (text, None),
            [b'0'..=b'9', ..] => {
                let (rest, away) = self.short_away(text)?;
                (rest, Some(away))
            }
            _ => (text, None),
        };
        let (rest, from) = self.short_anchor(rest)?;
        Some((rest, PlainTime { away, from }))
    }

    /// `3 days after`
    fn short_away(&self, input: &'t str) -> Read<'t, Away> {
        let text = skip_space(input);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        // Four digits may be a year.
        let (number, rest) = (1..4).contains(&digits).then(|| text.split_at(digits))?;
        let count = number
            .bytes()
            .fold(0, |count, digit| 10 * count + u32::from(digit - b'0'));
        let (behind, unit) = word(rest.strip_prefix(' ')?).ok()?;
        let &(_, unit) = UNITS.iter().find(|(word, _)| *word == unit)?;
        let span = self.span(&text[..text.len() - behind.len()]);
        let (rest, direction) = word(behind).ok()?;
        let direction = match direction {
            "before" => Direction::Before,
            "after" => Direction::After,
            _ => return None,
        };
        let away = Away {
            count,
            unit,
            span,
            direction,
        };
        Some((rest, away))
    }

    fn short_days(&self, text: &'t str) -> Read<'t, PlainAnchor<'t>> {
        let (rest, value) = PlainDays::read(text, self.calendar_above.get())?;
        let span = self.span(&text[..text.len() - rest.len()]);
        Some((rest, PlainAnchor::Days(Spanned { value, span })))
    }

    fn short_event_time(&self, text: &'t str) -> Read<'t, PlainAnchor<'t>> {
        let (rest, event) = self.short_id(text)?;
        let is_event =
            is_no_word(event.text) || !begins_count(event.text) && is_mere_name(event.text);
        is_event.then_some((rest, PlainAnchor::Event(event)))
    }

    /// An id of ASCII that begins right here.
    #[inline]
    pub(super) fn plain_id(&self, input: &'t str) -> Read<'t, Name<'t>> {
        let length = plain_word(input).filter(|length| *length > 0)?;
        let (text, rest) = input.split_at(length);
        let span = self.span(text);
        Some((rest, Name { text, span }))
    }

    #[inline]
    pub(super) fn short_id(&self, input: &'t str) -> Read<'t, Name<'t>> {
        let (rest, text) = word(input).ok()?;
        let span = self.span(text);
        Some((rest, Name { text, span }))
    }
}

/// Whether an id is seen to be no word of the language: none ends in a digit, as most names do that a machine gave.
fn is_no_word(id: &str) -> bool {
    id.bytes()
        .next_back()
        .is_some_and(|last| last.is_ascii_digit())
}

/// Whether a word says how what stands behind it is meant.
fn is_mode(word: Name<'_>) -> bool {
    matches!(word.text, "not" | "only" | "including")
}

/// Whether a word behind an event can be nothing but a role.
pub(super) fn is_plain_role(role: Name<'_>) -> bool {
    !is_mode(role) && !begins_event_time(role.text) && !begins_count(role.text)
}

/// Whether an id that a text begins with can be nothing else: no number, no date, no word before a value.
pub(super) fn is_plain_value(id: Name<'_>, text: &str) -> bool {
    let is_word = || {
        let text = id.text;
        is_mode(id) || text == "about" || is_part(text) || slips::names_weekday(text)
    };
    (is_no_word(id.text) || !is_word()) && !slips::looks_dated(skip_space(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::syntax::reader::Step;
    use crate::syntax::tree::{Time, Value};

    /// Words that mean something somewhere, names, dates, and what is none of these.
    #[rustfmt::skip]
    const WORDS: [&str; 99] = [
        "arrest", "e12", "Arrest", "ärger", "e\u{301}tat", "حسن", "a", "an", "one", "about", "at", "at least", "more than", "less", "not",
        "only", "including", "doubt", "plan", "in", "by", "on", "until", "since", "as", "to", "and", "the", "of", "half", "several",
        "some", "around", "thirteen",
        "early", "mid", "late", "night", "noon", "morning", "now", "c", "circa", "first", "next", "last", "this", "week", "any",
        "start", "end", "start of", "told", "published", "today", "yesterday", "tonight", "julian", "gregorian", "may", "March", "mayday",
        "Monday", "monday", "Mon", "Satturday", "Sunday 2025-01-19", "2", "2 days after", "10", "3 km", "2025", "2025-01", "2025-01-19",
        "2025-02-30", "2025-13-01", "1900-02-29", "2025-01-19/2025-01-21", "2025-01-21/2025-01-19", "2025-01-19/", "2025-1-9", "19.1.2025",
        "2025-01-19T10:00", "2025-01-19~", "2025-01-19 night", "2025-01-19 h", "2025-01-19 pm", "XXXX", "X", "Y2K", "[2015", "9pm", "19th",
        "century", "\"Turin\"", "\"", "“", ".", "_",
    ];

    fn a_text() -> impl Strategy<Value = String> {
        let word = prop_oneof![4 => select(&WORDS[..]).prop_map(str::to_owned), 1 => "\\PC{0,3}"];
        let between = select(
            &[
                " ", " ", " ", "  ", "", ",", ", ", ":", ": ", "\t", " # c\n", "\u{a0}",
            ][..],
        );
        proptest::collection::vec((word, between), 1..5).prop_map(|pieces| {
            let pieces = pieces.iter();
            pieces.fold(String::new(), |text, (word, between)| text + word + between)
        })
    }

    /// What the short way reads, the general form reads, and finds nothing wrong.
    fn assert_alike<'t, O: std::fmt::Debug>(
        text: &'t str,
        short: impl Fn(&Reader<'t>) -> Read<'t, O>,
        general: impl Fn(&Reader<'t>) -> Step<'t, O>,
    ) -> Result<(), TestCaseError> {
        let reader = Reader::new(text);
        let Some(read) = short(&reader) else {
            return Ok(());
        };
        let found = general(&reader);
        prop_assert_eq!(
            format!("{:?}", Some(read)),
            format!("{:?}", found.ok()),
            "{}",
            text
        );
        let mistakes = reader.into_mistakes();
        prop_assert!(mistakes.is_empty(), "{:?} in {}", mistakes, text);
        Ok(())
    }

    fn in_full<'t>(read: Read<'t, PlainTime<'t>>) -> Read<'t, Time<'t>> {
        read.map(|(rest, time)| (rest, time.into()))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_time_is_read_as_by_the_general_form(text in a_text()) {
            assert_alike(&text, |reader| in_full(reader.short_time(&text)), |reader| reader.any_time(&text, 0))?;
        }

        #[test]
        fn a_count_is_read_as_by_the_general_form(
            count in "[0-9]{1,3}|[a-z]{1,2}|2025",
            unit in select(&["day", "days", "weeks", "months", "hours", "minute", "years", "dayz", "to 3 days", "of"][..]),
            which in select(&["after", "before", "ago", "of", "later", "afterwards"][..]),
            behind in a_text(),
        ) {
            let text = format!("{count} {unit} {which} {behind}");
            assert_alike(&text, |reader| in_full(reader.short_time(&text)), |reader| reader.any_time(&text, 0))?;
        }

        #[test]
        fn a_role_is_read_as_by_the_general_form(text in a_text()) {
            let valued = |(rest, (role, value))| (rest, (role, Value::from(value)));
            assert_alike(&text, |reader| reader.short_role(&text).map(valued), |reader| reader.any_role(&text))?;
        }

        #[test]
        fn a_statement_is_read_as_by_the_general_form(
            begin in select(&["", "a.b:", "a.b: c", "a.b: c, ", "a.b: not c", "a. b: c", "not.b: c", "a.b.c: d"][..]),
            rest in a_text(),
        ) {
            let text = begin.to_owned() + &rest;
            let (short, general) = (Reader::new(&text), Reader::new(&text));
            if short.short_event(&text).is_some() || short.short_state(&text).is_some() {
                let mut read = Vec::new();
                let rest = short.statement(&text, &mut read).ok().map(|(rest, ())| rest);
                let found = general.any_statement(&text).ok();
                let read = rest.zip(read.pop());
                prop_assert_eq!(format!("{read:?}"), format!("{found:?}"), "{}", text);
                prop_assert_eq!(short.into_mistakes(), general.into_mistakes(), "{}", text);
            }
        }
    }
}
