//! Statements as they are written by who does not yet know those of the language: `murder of moro: on 1978-05-09`, `moro.born:
//! 1916-09-23`, `abduction lasted 55 days`.

use super::clauses::begins_event_time;
use super::count_slips::in_digits;
use super::errors::{Mistake, cut, shown};
use super::reader::Reader;
use super::slips;
use super::tree::{Name, Reference};
use super::words::{at_end, mark, skip_space, the, word};
use crate::date::Edtf;
use crate::text::Span;

/// No clause is longer, in characters, that an advice tells in full.
const CLAUSE_MAX: usize = 60;

impl<'t> Reader<'t> {
    /// `owner of bridge: …`, `murder of moro: …`, `start of trial: …`, what stands behind the first word being given.
    pub(super) fn of_another(&self, name: Name<'t>, behind: &'t str) -> Option<Mistake> {
        let (rest, _) = the("of", behind).ok()?;
        let rest = the("the", rest).map_or(rest, |(rest, _)| rest);
        let (rest, whose) = word(rest).ok()?;
        let (said, _) = mark(":", rest).ok()?;
        let place = name.span.to(self.span(whose));
        let (what, of) = (cut(name.text), cut(whose));
        let clause = clause_of(said);
        let no_event = |advice| {
            let message = "a statement begins with the id of the event alone";
            Mistake::new(place, message, "expected the id of an event").advise(advice)
        };
        Some(match end_of_event(name.text, clause.unwrap_or_default()) {
            Some(word) => no_event(match clause.and_then(|clause| bound_by(word, clause)) {
                Some(clause) => format!("Write `{of}: {}`.", cut(&clause)),
                None => format!("Write when it was so behind `{word}`: `{of}: {word} …`."),
            }),
            None if is_clause(said) => {
                let clause = clause.map_or("…".to_owned(), |clause| cut(&with_word(clause)));
                no_event(format!(
                    "If `{what}` is an event, write `{what}: patient {of}, {clause}`, or `agent {of}` if that is who did it."
                ))
            }
            None => {
                let message = "an attribute stands behind its subject and a point";
                let mistake = Mistake::new(place, message, "expected `SUBJECT.ATTRIBUTE: VALUE`");
                mistake.advise(format!("Write `{of}.{what}: …`."))
            }
        })
    }

    /// `moro.born: 1916-09-23`: a date where the value of an attribute belongs, from behind the colon on.
    pub(super) fn date_as_value(
        &self,
        subject: &Reference<'t>,
        attribute: Name<'t>,
        input: &'t str,
    ) -> Option<Mistake> {
        let at = skip_space(input);
        let (life, time) = (life(attribute.text), time_of_event(attribute.text));
        let (place, date) = match life.is_some() || time.is_some() {
            true => self.any_date(at)?,
            false => self.right_date(at)?,
        };
        let id = match subject {
            Reference::Id(name) => Some(cut(name.text)),
            Reference::Label(_) => None,
        };
        let whose = match subject {
            Reference::Id(name) => cut(name.text),
            Reference::Label(quoted) => format!("\"{}\"", cut(&quoted.name())),
        };
        let advice = match (life, time) {
            (Some(kind), _) => {
                let event = id.map_or("ID".to_owned(), |id| format!("{id}_{kind}"));
                format!(
                    "No attribute holds a date: a {kind} is an event. Declare it, `event {event}: {kind}`, and write of it `{event}: patient \
                     {whose}, on {date}`."
                )
            }
            (None, Some(word)) => {
                let event = id.unwrap_or("EVENT".to_owned());
                format!(
                    "If {} is an event, write `{event}: {word} {date}`.",
                    shown(&whose)
                )
            }
            (None, None) => format!(
                "Write the value first, and behind a comma a word of time: `{whose}.{}: VALUE, as of {date}`.",
                cut(attribute.text)
            ),
        };
        let message = "a date stands where a value belongs";
        let expected = "expected an id, a name in quotation marks or a number";
        Some(Mistake::new(place, message, expected).advise(advice))
    }

    /// A date as the language has it, with its place.
    fn right_date(&self, at: &'t str) -> Option<(Span, String)> {
        let date = &at[..slips::date_length(at)];
        let is_number = date.bytes().all(|b| b.is_ascii_digit()) || at.starts_with('-');
        let is_date = !is_number && Edtf::parse(date).is_ok();
        is_date.then(|| (self.span(date), cut(date)))
    }

    /// The same of one that is written in another way, as it is to be written; `…` where that is not known.
    fn any_date(&self, at: &'t str) -> Option<(Span, String)> {
        // A number is what a case may have of an attribute of its own that is called so.
        let is_value = || {
            self.without_mistake(|| {
                let read = self.value(at);
                read.is_ok_and(|(rest, _)| at_end(rest) || mark(",", rest).is_ok())
            })
        };
        self.right_date(at).or_else(|| {
            if is_value() {
                return None;
            }
            let slip = slips::date(at, "", &|slice| self.span(slice))?;
            let date = slip.advice.as_deref().and_then(|advice| {
                let date = advice.strip_prefix("Write `")?.strip_suffix("`.")?;
                Edtf::parse(date).is_ok().then(|| date.to_owned())
            });
            Some((slip.span, date.unwrap_or("…".to_owned())))
        })
    }
}

/// Where the colon belongs in `fire deaths 12`, `najim age 45`, what stands behind the first word being given.
pub(super) fn colon_in(name: &str, behind: &str) -> String {
    let name = cut(name);
    let two = word(behind).ok().and_then(|(rest, first)| {
        let second = skip_space(rest).split([' ', ',']).next()?;
        let begins = second.starts_with(|c: char| c.is_alphanumeric() || c == '"');
        begins.then(|| (cut(first), cut(second)))
    });
    let all = clause_of(behind).map(cut);
    match two {
        Some((verb, _))
            if matches!(verb.as_str(), "is" | "was" | "are" | "were" | "has" | "had") =>
        {
            format!(
                "Write `{name}.ATTRIBUTE: VALUE` of what somebody or something is or has; what happened is an event, in which each has a role."
            )
        }
        Some((verb, second)) if is_lasting(&verb) && begins_number(&second) => {
            let length = all.unwrap_or_default();
            let length = length.strip_prefix(&verb).map_or("…", str::trim_start);
            format!("Write `{name}: for {length}`.")
        }
        Some((verb, by)) if by == "by" && !begins_event_time(&verb) => {
            let agent = word(behind).and_then(|(rest, _)| word(rest));
            let agent = agent.and_then(|(rest, _)| word(rest));
            let agent = agent.map_or("…".to_owned(), |(_, agent)| cut(agent));
            format!(
                "What happened is an event of its own, with who did it as its `agent` and whom it was done to as its `patient`: \
                 `EVENT: agent {agent}, patient {name}`."
            )
        }
        Some((first, second)) if begins_event_time(&first) => {
            let clause = all.unwrap_or_else(|| format!("{first} {second} …"));
            format!("Write `{name}: {clause}`.")
        }
        Some((first, second)) => format!(
            "Write `{name}: {first} {second}` of an event, `{name}.{first}: {second}` of what somebody or something is or has."
        ),
        None => format!("Write `{name}: …`."),
    }
}

/// The text of a clause up to its comma or the end of its line, if it is short.
fn clause_of(at: &str) -> Option<&str> {
    let at = skip_space(at);
    let ends = |c: char| matches!(c, ',' | '#' | '\n' | '\r' | '`');
    let end = at.char_indices().take(CLAUSE_MAX).find(|(_, c)| ends(*c));
    let end = match end {
        Some((end, _)) => end,
        None if at.chars().nth(CLAUSE_MAX).is_none() => at.len(),
        None => return None,
    };
    Some(at[..end].trim_end()).filter(|clause| !clause.is_empty())
}

/// Whether a clause of an event stands here, and not the one value of an attribute.
fn is_clause(at: &str) -> bool {
    let Ok((rest, first)) = word(at) else {
        return slips::looks_dated(skip_space(at)) && Edtf::lex(skip_space(at)) > 4;
    };
    if matches!(first, "not" | "only" | "including") {
        return is_clause_behind_mode(rest);
    }
    let is_bound = matches!(first, "at" | "about" | "more" | "less");
    let has_value = word(rest).is_ok_and(|(_, next)| next != "and" && next != "to")
        || skip_space(rest).starts_with('"');
    !is_bound && (begins_event_time(first) && has_more(rest) || has_value)
}

fn is_clause_behind_mode(at: &str) -> bool {
    word(at).is_ok_and(|(rest, _)| word(rest).is_ok_and(|(_, next)| next != "and"))
}

fn has_more(at: &str) -> bool {
    skip_space(at).starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '['))
}

/// The word of time for an end of an event: `start of trial: …`, with what is said of it.
fn end_of_event(word: &str, clause: &str) -> Option<&'static str> {
    let is_before = clause.starts_with("before ");
    match word {
        "start" | "beginning" | "begin" | "onset" if !is_before => Some("on"),
        "end" | "ending" if is_before => Some("before"),
        "start" | "beginning" | "begin" | "onset" => Some("from"),
        "end" | "ending" => Some("to"),
        _ => None,
    }
}

/// A clause that binds the end of an event that a word stands for, if that can be said with what was written.
fn bound_by(word: &str, clause: &str) -> Option<String> {
    let first = clause.split(' ').next().unwrap_or_default();
    match (word, clause.strip_prefix("on ")) {
        // These bind the start, or the end.
        ("on", _) if begins_event_time(first) => Some(clause.to_owned()),
        ("before", _) => Some(clause.to_owned()),
        (_, Some(date)) => Some(format!("{word} {date}")),
        (_, None) if begins_event_time(first) => None,
        (_, None) => Some(format!("{word} {clause}")),
    }
}

/// A clause with `on` before a bare date.
fn with_word(clause: &str) -> String {
    match clause.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("on {clause}"),
        false => clause.to_owned(),
    }
}

/// The kind of event that begins or ends a life, told as an attribute of who lives.
fn life(attribute: &str) -> Option<&'static str> {
    Some(match attribute {
        "born" | "birth" | "birthday" | "birthdate" | "birth_date" | "date_of_birth" | "dob" => {
            "birth"
        }
        "death" | "died" | "dead" | "deathday" | "death_date" | "date_of_death" => "death",
        _ => return None,
    })
}

/// The word of time for what is told as an attribute of an event.
fn time_of_event(attribute: &str) -> Option<&'static str> {
    Some(match attribute {
        "date" | "day" | "when" | "time" | "year" | "happened" | "start" | "began" | "begin"
        | "beginning" => "on",
        "end" | "ended" | "ending" => "to",
        _ => return None,
    })
}

/// Whether a word says that a length of time follows.
pub(super) fn is_lasting(word: &str) -> bool {
    matches!(
        word,
        "lasted" | "lasts" | "lasting" | "took" | "takes" | "duration"
    )
}

/// Whether a number may begin with a word.
pub(super) fn begins_number(word: &str) -> bool {
    let word = word.split(' ').next().unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_digit())
        || in_digits(word).is_some()
        || matches!(word, "a" | "an" | "about" | "at" | "more" | "less")
}
