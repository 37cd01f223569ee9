//! Names of several words that stand without quotation marks, where an id does: `patient Mill Bridge`, `by Josef Hartl`.

use super::claims::{ATTRIBUTIONS, HEDGES};
use super::clauses::{EVENT_TIME_WORDS, STATE_TIME_WORDS, begins_event_time};
use super::count_slips::in_digits;
use super::entities::id_of;
use super::errors::{Mistake, cut};
use super::other_statements::{begins_number, is_lasting};
use super::reader::{Reader, text_read};
use super::slips;
use super::suggest::nearest;
use super::tree::{Name, Quoted, Reference};
use super::words::{at_end, mark, skip_space, word};
use crate::text::Span;

/// No name has more words; what goes on behind them is not looked at.
const WORDS_MAX: usize = 8;

impl<'t> Reader<'t> {
    /// The name that begins here, if it has several words with capital letters.
    fn capital_words(&self, input: &'t str) -> Option<(&'t str, &'t str)> {
        let (rest, first) = word(input).ok()?;
        if !is_capital(first) {
            return None;
        }
        let (mut end, mut at) = (rest, rest);
        for _ in 1..WORDS_MAX {
            let Ok((behind, next)) = word(at) else { break };
            if goes_on(next, behind) {
                end = behind;
            } else if !is_small_part(next) {
                break;
            }
            at = behind;
        }
        (end.len() < rest.len()).then(|| (end, text_read(input, end)))
    }

    /// The mistake of such a name where an id or a name in quotation marks belongs.
    pub(super) fn unquoted_name(&self, input: &'t str) -> Option<Mistake> {
        let (_, name) = self.capital_words(input)?;
        let mistake = without_marks(self.span(name));
        Some(mistake.advise(format!("Write `\"{}\"`, or the id.", cut(name))))
    }

    /// The same where the subject of a statement stands.
    pub(super) fn unquoted_subject(&self, input: &'t str) -> Option<Mistake> {
        let (_, first) = word(input).ok()?;
        if nearest(first, &["not", "doubt", "plan", "claim"]).is_some() {
            return None;
        }
        let (rest, name) = self.capital_words(input)?;
        let mistake = without_marks(self.span(name));
        let name = cut(name);
        let state = mark(".", rest).ok().and_then(|(rest, _)| word(rest).ok());
        Some(mistake.advise(match state {
            Some((_, attribute)) => format!("Write `\"{name}\".{}: …`, or the id.", cut(attribute)),
            None => format!(
                "An event stands by its id, which is one word; of what somebody or something is or has write `\"{name}\".ATTRIBUTE: VALUE`."
            ),
        }))
    }

    /// `patient mill bridge`, the value beginning at `input` and `rest` being the text behind its first word: the words of a name, where
    /// they are neither a clause before which a comma is missing nor a time.
    pub(super) fn small_words(&self, input: &'t str, rest: &'t str) -> Option<Mistake> {
        let (behind, next) = word(rest).ok()?;
        let begins_time = nearest(next, &EVENT_TIME_WORDS).is_some()
            || slips::names_weekday(next)
            || slips::weekday(next).is_some()
            || slips::is_weekday(behind)
            || slips::looks_dated(skip_space(behind));
        let is_word = matches!(next, "or" | "than" | "and" | "not" | "only" | "including");
        let is_article = matches!(text_read(input, rest), "the" | "a" | "an");
        let name = text_read(input, few_words(behind)?);
        // Those behind are few, so that looking at them as clauses comes to an end.
        if begins_time || is_word || !is_article && self.continues(rest) {
            return None;
        }
        if is_lasting(self.last_piece(input)) && begins_number(name) {
            let place = self.span(self.last_piece(input)).to(self.span(name));
            let message = "how long something lasted is no role of it";
            let mistake = Mistake::new(place, message, "expected `for` and how long");
            return Some(mistake.advise(format!("Write `for {}`.", cut(name))));
        }
        let advice = format!(
            "If these words are a name, write `\"{}\"`, or the id.",
            cut(name)
        );
        Some(without_marks(self.span(name)).advise(advice))
    }

    /// `custody: in custody`, the value of a state beginning at `input` and `rest` being the text behind its first word.
    pub(super) fn spaced_id(&self, input: &'t str, rest: &'t str) -> Option<Mistake> {
        let (behind, next) = word(rest).ok()?;
        let words = text_read(input, few_words(behind)?);
        let begins_time = nearest(next, &EVENT_TIME_WORDS).is_some()
            || nearest(next, &STATE_TIME_WORDS).is_some()
            || slips::names_weekday(next);
        if begins_time || matches!(next, "or" | "than" | "and" | "by" | "to") {
            return None;
        }
        let mistake = Mistake::new(
            self.span(words),
            "several words stand where one id belongs",
            "expected an id, which is one word, a name in quotation marks or a number",
        );
        let id: Vec<&str> = words.split_whitespace().collect();
        if let ["never", rest @ ..] | ["no", "longer", rest @ ..] = &id[..]
            && !rest.is_empty()
        {
            return Some(mistake.advise(format!("Write `not {}`.", cut(&rest.join("_")))));
        }
        let number = match id[..] {
            ["no", "one"] => Some(0),
            _ => in_digits(words),
        };
        Some(mistake.advise(match number {
            Some(number) => format!("Write `{number}`, if a number belongs here."),
            None => format!(
                "Write `{}` if that is the id, `\"{}\"` if it is a name.",
                cut(&id.join("_")),
                cut(words)
            ),
        }))
    }

    /// Who speaks, in several words that stand without quotation marks: a mistake that is read as it is meant.
    pub(super) fn unquoted_speaker(&self, input: &'t str) -> Option<(&'t str, Reference<'t>)> {
        let (end, raw) = self.spaced_speaker(input)?;
        let span = self.span(raw);
        let advice = format!("Write `\"{}\"`, or the id.", cut(raw));
        self.note(without_marks(span).advise(advice));
        let long = true;
        Some((end, Reference::Label(Quoted { raw, long, span })))
    }

    /// The same below a source, where who speaks is somebody declared.
    pub(super) fn unquoted_author(&self, input: &'t str) -> Option<Mistake> {
        let (_, raw) = self.spaced_speaker(input)?;
        let (name, id) = (cut(raw), id_of(raw));
        Some(without_marks(self.span(raw)).advise(format!(
            "Write `\"{name}\"`, or the id, of somebody who is declared: `person {id} \"{name}\"`."
        )))
    }

    /// The words of a name, and the text behind them.
    fn spaced_speaker(&self, input: &'t str) -> Option<(&'t str, &'t str)> {
        let (rest, _) = word(input).ok()?;
        let mut end = rest;
        while let Ok((behind, next)) = word(end)
            && !ends_speaker(next, behind)
        {
            end = behind;
        }
        let raw = text_read(input, end);
        if end.len() == rest.len() || raw.contains(['#', '\n', '\r']) {
            return None;
        }
        Some((end, raw))
    }
}

/// The text behind the words up to the comma or the end of a clause, if nothing else stands there and they are few.
fn few_words(at: &str) -> Option<&str> {
    let mut end = at;
    for _ in 0..WORDS_MAX {
        if at_end(end) || mark(",", end).is_ok() {
            return Some(end);
        }
        end = word(end).ok()?.0;
    }
    None
}

fn without_marks(span: Span) -> Mistake {
    Mistake::new(
        span,
        "a name of several words stands without quotation marks",
        "expected an id, which is one word, or a name in quotation marks",
    )
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word goes on with a name, and begins no date.
fn goes_on(next: &str, behind: &str) -> bool {
    let is_day = slips::names_weekday(next) || slips::weekday(next).is_some();
    is_capital(next) && !is_day && !slips::looks_dated(skip_space(behind))
}

/// `Ursula von der Leyen`: what may stand between the words of a name.
fn is_small_part(word: &str) -> bool {
    matches!(
        word,
        "von"
            | "van"
            | "de"
            | "der"
            | "den"
            | "di"
            | "da"
            | "del"
            | "la"
            | "le"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "of"
            | "the"
    )
}

/// Whether the name of who speaks is over before a word.
fn ends_speaker(next: &str, behind: &str) -> bool {
    let is_hedge = HEDGES.iter().any(|(hedge, _)| *hedge == next);
    let is_word = nearest(next, &ATTRIBUTIONS).is_some() && !is_capital(next);
    let is_time =
        begins_event_time(next) || matches!(next, "in" | "as" | "since" | "when" | "and" | "or");
    is_hedge || is_word || is_time || skip_space(behind).starts_with([':', '.', '='])
}

/// `Brandt is arrested`, `Eva Brandt is`: what happened, told in a sentence where an event stands by its id.
pub(super) fn sentence(event: Name<'_>, behind: &str) -> Option<Mistake> {
    let (rest, next) = word(behind).ok()?;
    let is_verb = matches!(
        next,
        "is" | "was" | "are" | "were" | "has" | "had" | "have" | "been" | "got" | "gets"
    );
    let is_name = is_capital(event.text) && goes_on(next, rest);
    let mistake = Mistake::new(
        event.span,
        "an event stands by its id",
        "expected the id of an event, or a date",
    );
    (is_verb && word(rest).is_ok() || is_name).then(|| {
        mistake.advise("Write the id that the event is declared with, such as `arrest`; one that is not declared is declared first: `event arrest: arrest \"…\"`.")
    })
}
