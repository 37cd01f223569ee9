//! When a state held, and what stands behind its comma and is no such time: `now`, `to 1968`, `when arrested`.

use super::clauses::STATE_TIME_WORDS;
use super::errors::{Mistake, cut, shown};
use super::joined_times::ends;
use super::plain::is_id;
use super::reader::{Parsed, Reader, Step, must, wrong};
use super::same_day::behind_article;
use super::suggest::nearest;
use super::tree::{Time, TimeBody, When};
use super::words::{skip_space, the, word};
use crate::date::Edtf;

/// Without a time a state held then: these words say no more.
const OF_THE_TELLING: [&str; 6] = [
    "now",
    "currently",
    "presently",
    "nowadays",
    "still",
    "already",
];

/// What to do about `always`.
const FROM_WHEN: &str = "Say from when on it held, or from when to when: `since 2025-01-19`, `from 2025-01-19 to 2025-01-22`.";

impl<'t> Reader<'t> {
    /// When a state held
    pub(super) fn state_time_clause(&self, input: &'t str) -> Parsed<'t, When<'t>> {
        let (rest, found) = must(word(input), || {
            let apart = self.date_apart(input);
            apart.unwrap_or_else(|| self.bare_state_time(input))
        })?;
        match found {
            "as" => {
                let (rest, _) = must(the("of", rest), || {
                    self.misfit(rest, "`of`: `as of 2025-01-19`")
                })?;
                self.state_time("as of", rest, When::AsOf)
            }
            "since" => self.state_time(found, rest, When::Since),
            "until" => self.state_time(found, rest, When::Until),
            "throughout" => self.state_time(found, rest, When::Throughout),
            "before" => self.state_time(found, rest, When::Before),
            "after" => self.state_time(found, rest, When::After),
            "during" => self.state_time(found, rest, When::During),
            "from" => self.state_from_to(rest),
            _ => wrong(self.no_state_time(input, found)),
        }
    }

    /// The time behind a word of a state.
    fn state_time(
        &self,
        lead: &str,
        input: &'t str,
        form: fn(Time<'t>) -> When<'t>,
    ) -> Step<'t, When<'t>> {
        let (rest, time) = self.time_of_state(lead, input)?;
        Ok((rest, form(time)))
    }

    /// `from T to T` of a state, behind its first word
    fn state_from_to(&self, input: &'t str) -> Parsed<'t, When<'t>> {
        let (rest, start) = self.time_of("from", input)?;
        if let Some(mistake) = self.until_behind_from(rest) {
            return wrong(mistake);
        }
        let (rest, _) = must(the("to", rest), || {
            self.misfit(rest, "`to` and the end")
                .advise("A state that goes on is `since` its beginning.")
        })?;
        let (rest, end) = self.time(rest)?;
        Ok((rest, When::FromTo(start, end)))
    }

    /// `1963` behind the comma of a state
    fn bare_state_time(&self, input: &'t str) -> Mistake {
        let mistake = self.misfit(input, "a time such as `as of 2025-01-19`");
        match self.whole_time(input) {
            Some(time) => mistake.advise(format!(
                "Write `as of {time}` if it held then, `since {time}`, `until {time}`, …."
            )),
            None => mistake,
        }
    }

    fn no_state_time(&self, input: &'t str, found: &'t str) -> Mistake {
        let mistake = Mistake::new(
            self.span(found),
            format!("{} begins no time of a state", shown(found)),
            "expected `as of`, `since`, `until`, `throughout`, `from`, `before`, `after` or `during`",
        );
        if let Some(advice) = self.state_time_meant(input) {
            return mistake.advise(advice);
        }
        match found {
            "on" | "at" | "in" => mistake.advise("A state holds `as of` a time: `as of 2025-01-19`."),
            "between" => mistake.advise("Write `from … to …` if it held all the time, `during …/…` if it held at some moment between."),
            "by" => mistake.advise("Write `as of ../2025-01-19` if it held at some moment up to that day."),
            "for" => mistake.advise("A state is told from when to when: `from 2025-01-19 to 2025-01-22`."),
            "and" => mistake.advise("Several values are joined by `and`, without a comma."),
            "when" | "while" | "whilst" => mistake.advise("Write the id of the event: `as of arrest`."),
            // A word of time has a time behind it.
            _ if word(input).is_ok_and(|(rest, _)| ends(rest)) => {
                mistake.advise("A second value is joined by `and`, without a comma.")
            }
            _ => match nearest(found, &STATE_TIME_WORDS) {
                Some(meant) => mistake.advise_nearest(Some(meant)),
                None => mistake.advise("Behind the comma of a state stands when it held: `as of 2025-01-19`."),
            },
        }
    }

    /// What to write for a time of a state in other words.
    fn state_time_meant(&self, input: &'t str) -> Option<String> {
        let (behind, found) = word(input).ok()?;
        if let Some((what, event)) = self.same_as_event(input) {
            let from = if what == "day" { "0 days after " } else { "" };
            return Some(format!("Write `as of {from}{event}`."));
        }
        if let Some(time) = self.counted_or_spoken(input) {
            return Some(format!("Write `as of {time}`."));
        }
        if OF_THE_TELLING.contains(&found) && ends(behind) {
            return Some(format!(
                "Leave `{found}` out: without a time a state held at the moment of telling."
            ));
        }
        Some(match found {
            "not" if the("anymore", behind).is_ok() => self.held_before(input)?,
            "still" | "already" | "just" | "only" | "even" => self.behind_filler(behind, found)?,
            "on" | "at" | "in" => self.as_of(found, behind)?,
            "no" if the("longer", behind).is_ok() || the("more", behind).is_ok() => {
                self.held_before(input)?
            }
            "formerly" | "previously" | "earlier" | "once" | "anymore" => {
                self.held_before(input)?
            }
            _ => self.other_word_of_state(behind, found)?,
        })
    }

    /// The same where the word stands for one of the language, behind it.
    fn other_word_of_state(&self, behind: &'t str, found: &str) -> Option<String> {
        Some(match found {
            "to" | "till" => format!("Write `until {}`.", self.whole_time(behind)?),
            "up" => {
                let words = ["to", "until", "till"].iter();
                let (behind, _) = words.filter_map(|word| the(word, behind).ok()).next()?;
                format!("Write `until {}`.", self.whole_time(behind)?)
            }
            "around" | "circa" | "ca" | "approximately" | "roughly" => {
                format!("Write `as of about {}`.", self.whole_time(behind)?)
            }
            "all" if behind_all(behind).is_some() => FROM_WHEN.to_owned(),
            "all" | "whole" | "entire" | "the" => self.throughout(found, behind)?,
            "through" => {
                let time = self.whole_time(behind)?;
                format!(
                    "Write `throughout {time}` if it held all that time, `until {time}` if up to then."
                )
            }
            "always" | "ever" | "forever" | "constantly" | "permanently" => FROM_WHEN.to_owned(),
            "when" => format!("Write `as of {}`.", self.whole_time(behind)?),
            "while" | "whilst" => format!("Write `throughout {}`.", self.whole_time(behind)?),
            "between" => self.between_of_state(behind)?,
            "by" => {
                let date = self.whole_time(behind)?;
                Edtf::parse(&format!("../{date}")).ok()?;
                format!("Write `as of ../{date}` if it held at some moment up to then.")
            }
            _ => return None,
        })
    }

    /// `still on 1964-01-01`, `only until 1968`, behind the first word.
    fn behind_filler(&self, behind: &'t str, filler: &str) -> Option<String> {
        let (rest, next) = word(behind).ok()?;
        if STATE_TIME_WORDS.contains(&next) {
            return Some(format!("Leave `{filler}` out."));
        }
        match next {
            "on" | "at" | "in" => self.as_of(next, rest),
            _ => None,
        }
    }

    /// `on 1964-01-01`, behind the first word.
    fn as_of(&self, found: &str, behind: &'t str) -> Option<String> {
        if let Some((what, event)) = self.same_as_event(behind) {
            let from = if what == "day" { "0 days after " } else { "" };
            return Some(format!("Write `as of {from}{event}`."));
        }
        // Behind the others may stand a place.
        let time = match found {
            "on" => self.whole_time(behind)?,
            _ => self.counted_or_spoken(behind_article(behind))?,
        };
        Some(format!("A state holds `as of` a time: `as of {time}`."))
    }

    /// `all 1964`, `the whole of 1964`, behind the first word.
    fn throughout(&self, found: &str, behind: &'t str) -> Option<String> {
        let behind = match found {
            "the" => {
                let whole = ["whole", "entire"].iter();
                whole
                    .filter_map(|word| the(word, behind).ok())
                    .next()
                    .map(|(rest, _)| rest)?
            }
            _ => behind,
        };
        let fillers = ["of", "through", "throughout", "during", "year"];
        let filler = fillers.iter().find_map(|word| the(word, behind).ok());
        let behind = filler.map_or(behind, |(rest, _)| rest);
        Some(format!("Write `throughout {}`.", self.whole_time(behind)?))
    }

    /// `no longer`, `not anymore`, `formerly`
    fn held_before(&self, input: &'t str) -> Option<String> {
        let (_, found) = word(input).ok()?;
        if !matches!(found, "no" | "not" | "anymore") {
            return Some(
                "Write `before told`, or until when it held: `until 2025-01-19`.".to_owned(),
            );
        }
        let said = self.before(skip_space(input)).trim_end();
        let said = said.strip_suffix(',')?;
        let value = said.rsplit([' ', ':']).next()?;
        let is_one = is_id(value) && said[..said.len() - value.len()].trim_end().ends_with(':');
        let denied = match is_one {
            true => format!("`not {}`", cut(value)),
            false => "`not` before the value".to_owned(),
        };
        Some(format!(
            "Write {denied} if it did not hold at the telling; until when it held is told with `until 2025-01-19`."
        ))
    }

    /// `between 1963 and 1968`, behind the first word.
    fn between_of_state(&self, behind: &'t str) -> Option<String> {
        let (rest, one) = self.time_to_write(behind)?;
        let (rest, _) = the("and", rest).or_else(|_| the("to", rest)).ok()?;
        let (rest, other) = self.time_to_write(rest)?;
        let interval = format!("{one}/{other}");
        let during = match Edtf::parse(&interval) {
            Ok(_) => format!(", `during {interval}` if it held at some moment between"),
            Err(_) => String::new(),
        };
        ends(rest)
            .then(|| format!("Write `from {one} to {other}` if it held all the time{during}."))
    }

    /// `today`, `3 days after arrest`: a time that is no event, up to the end of the clause.
    fn counted_or_spoken(&self, input: &'t str) -> Option<String> {
        let mut is_event = true;
        let is_time = self.without_mistake(|| {
            self.any_time(input, 0).is_ok_and(|(_, time)| {
                is_event = time.about.is_none() && matches!(time.body, TimeBody::Event(_));
                true
            })
        });
        let (rest, time) = self
            .time_to_write(input)
            .filter(|_| !is_time || !is_event)?;
        ends(rest).then_some(time)
    }

    /// The time that stands here as it is to be written, if nothing stands behind it in the clause.
    fn whole_time(&self, at: &'t str) -> Option<String> {
        let (rest, time) = self.time_to_write(behind_article(at))?;
        ends(rest).then_some(time)
    }
}

/// `all along`, `all the time`, behind the first word.
fn behind_all(behind: &str) -> Option<&str> {
    let rest = the("the", behind).map_or(behind, |(rest, _)| rest);
    let words = ["along", "time", "day"].iter();
    words
        .filter_map(|word| the(word, rest).ok())
        .next()
        .map(|(rest, _)| rest)
}
