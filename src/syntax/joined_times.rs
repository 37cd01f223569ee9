//! Two times where one stands: `during 1982 to 1983`, `as of 1963 to 1968`, `between March 15, 1978 and March 17, 1978`.

use super::errors::{Mistake, cut};
use super::reader::{Reader, Step, text_read, wrong};
use super::spoken_dates::{in_numbers, two_in_numbers};
use super::tree::Time;
use super::words::{at_end, mark, skip_space, the, word};
use crate::date::Edtf;

/// The words between the two.
const JOINERS: [&str; 4] = ["to", "until", "till", "and"];

/// Of what the times are.
#[derive(Clone, Copy)]
enum Of {
    Event,
    State,
}

/// Two times as they are to be written, and the word that stands before them.
struct Pair<'p> {
    lead: &'p str,
    one: String,
    other: String,
}

impl<'t> Reader<'t> {
    /// The time behind a word of time of an event. Of two that are spoken both are told: half of the clause would be no advice.
    pub(super) fn time_of(&self, lead: &str, input: &'t str) -> Step<'t, Time<'t>> {
        self.time(input)
            .or_else(|error| match self.two_spoken(lead, input, Of::Event) {
                Some(mistake) => wrong(mistake),
                None => Err(error),
            })
    }

    /// The same of a state.
    pub(super) fn time_of_state(&self, lead: &str, input: &'t str) -> Step<'t, Time<'t>> {
        let (rest, time) =
            self.time(input)
                .or_else(|error| match self.two_spoken(lead, input, Of::State) {
                    Some(mistake) => wrong(mistake),
                    None => Err(error),
                })?;
        match self.joined(lead, input, rest, Of::State) {
            Some(mistake) => wrong(mistake),
            None => Ok((rest, time)),
        }
    }

    /// `on 2024-05-01 to 2024-05-03`: it may have lasted so long, or have happened at some moment between.
    pub(super) fn second_time(
        &self,
        lead: &str,
        first: &'t str,
        input: &'t str,
    ) -> Option<Mistake> {
        self.joined(lead, first, input, Of::Event)
    }

    /// What is wrong with a second time behind one that is complete, `first` being the text from that on.
    fn joined(&self, lead: &str, first: &'t str, input: &'t str, of: Of) -> Option<Mistake> {
        let (second, joiner) = joiner(input)?;
        let (end, other) = self.time_to_write(second)?;
        // What is joined by `and` may go on as another clause: `and place turin`.
        if joiner == "and" && !ends(end) {
            return None;
        }
        let one = cut(text_read(first, input));
        let pair = Pair { lead, one, other };
        let advice = pair.advice(of, joiner)?;
        let message = format!("`{lead}` goes with one time");
        let expected = match lead {
            "on" => "expected one time, which is the start of what lasts",
            _ => "expected one time",
        };
        Some(Mistake::new(self.span_read(first, end), message, expected).advise(advice))
    }

    /// What is wrong with two dates of which the first is spoken, and the other, too, or in numbers.
    fn two_spoken(&self, lead: &str, input: &'t str, of: Of) -> Option<Mistake> {
        let dates = two_in_numbers(skip_space(input), &JOINERS)?;
        let [one, other] = dates.written;
        let pair = Pair { lead, one, other };
        let advice = match (lead, dates.joiner) {
            ("between", "and") => format!("Write `{pair}`."),
            _ => pair.advice(of, dates.joiner)?,
        };
        let mistake = Mistake::new(
            self.span_read(input, dates.rest),
            "dates are written in numbers",
            "expected dates such as `2025-01-19`",
        );
        Some(mistake.advise(advice))
    }

    /// A time that stands here as it is to be written, and the text behind it.
    pub(super) fn time_to_write(&self, at: &'t str) -> Option<(&'t str, String)> {
        let mut end = at;
        let is_time = self.without_mistake(|| {
            let read = self.any_time(at, 0);
            read.is_ok_and(|(rest, _)| {
                end = rest;
                true
            })
        });
        match is_time {
            true => Some((end, cut(text_read(at, end)))),
            false => in_numbers(skip_space(at)),
        }
    }

    /// What is wrong with `and` before another clause, which begins with one of `words`: `after 1963 and before 1968`, `on 1963 and place
    /// turin`.
    pub(super) fn and_between_clauses(&self, input: &'t str, words: &[&str]) -> Option<Mistake> {
        let (rest, found) = the("and", input).ok()?;
        let (_, next) = word(rest).ok()?;
        let is_state = !words.contains(&"on");
        let begins = words.contains(&next) || !is_state && self.continues(rest);
        let advice = match (is_state, next) {
            (false, _) | (true, "until" | "as") => "Write a comma instead of `and`.",
            _ => "Write two statements, one for each time.",
        };
        begins.then(|| {
            let message = "`and` stands between two clauses";
            let mistake = Mistake::new(self.span(found), message, "expected a comma");
            mistake.advise(advice)
        })
    }
}

impl std::fmt::Display for Pair<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { lead, one, other } = self;
        write!(f, "{lead} {one} and {other}")
    }
}

impl Pair<'_> {
    /// `1982/1983`, of two dates
    fn interval(&self) -> Option<String> {
        let interval = format!("{}/{}", self.one, self.other);
        Edtf::parse(&interval).is_ok().then_some(interval)
    }

    fn advice(&self, of: Of, joiner: &str) -> Option<String> {
        match of {
            Of::Event => self.of_event(joiner),
            Of::State => self.of_state(joiner),
        }
    }

    fn of_event(&self, joiner: &str) -> Option<String> {
        let Self { lead, one, other } = self;
        let between = match self.interval() {
            Some(interval) => format!("on {interval}"),
            None => format!("between {one} and {other}"),
        };
        Some(match (*lead, joiner) {
            ("on", "and") => {
                let either = match format!("[{one},{other}]") {
                    either if Edtf::parse(&either).is_ok() => format!("Write `on {either}`"),
                    _ => {
                        "Write the dates of both in brackets, such as `on [2025-01-18,2025-01-19]`,"
                            .to_owned()
                    }
                };
                format!("{either} if it was on one of them; what happened on both is two events.")
            }
            ("on", _) => format!(
                "Write `{between}` if it began at some moment between; `from {one} to {other}` if it began and ended then."
            ),
            ("during", _) => match self.interval() {
                Some(interval) => format!(
                    "Write `from {one} to {other}` if it began and ended then, `during {interval}` if it lies somewhere inside."
                ),
                None => format!(
                    "Write `from {one} to {other}` if it began and ended then, `{between}` if it began at some moment between."
                ),
            },
            ("from", _) => format!("Write `from {one} to {other}`."),
            ("between", _) => format!(
                "Write `between {one} and {other}`, or `from {one} to {other}` for the start and the end."
            ),
            ("before" | "after", "and") => format!("Write `{lead} {one}, {lead} {other}`."),
            _ => return None,
        })
    }

    fn of_state(&self, joiner: &str) -> Option<String> {
        let Self { lead, one, other } = self;
        let all_the_time = format!("Write `from {one} to {other}`");
        Some(match (*lead, joiner) {
            ("as of" | "during" | "throughout", "and") => format!(
                "Write two statements, one with `{lead} {one}` and one with `{lead} {other}`."
            ),
            ("as of" | "during", _) => match self.interval() {
                Some(interval) => format!(
                    "{all_the_time} if it held all the time, `during {interval}` if at some moment between."
                ),
                None => format!("{all_the_time} if it held all the time."),
            },
            ("throughout" | "since", "to" | "until" | "till") | ("from", _) => {
                format!("{all_the_time}.")
            }
            _ => return None,
        })
    }
}

/// The word that joins a second time to one that ends here.
fn joiner(input: &str) -> Option<(&str, &'static str)> {
    let (rest, found) = word(input).ok()?;
    let joiner = JOINERS.iter().find(|joiner| **joiner == found)?;
    Some((rest, joiner))
}

/// Whether a clause ends here.
pub(super) fn ends(rest: &str) -> bool {
    at_end(rest) || mark(",", rest).is_ok()
}
