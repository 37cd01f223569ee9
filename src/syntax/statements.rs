//! Statements: what a claim says of events and of states.

use super::clauses::{EVENT_TIME_WORDS, STATE_TIME_WORDS, begins_event_time};
use super::errors::{Mistake, cut, shown};
use super::other_statements::colon_in;
use super::other_words;
use super::reader::{Parsed, Reader, Step, maybe, must, not_this, wrong};
use super::suggest::nearest;
use super::tree::{Body, Clauses, Item, Name, Reference, Spanned, Stance, Statement, When};
use super::words::{at_end, behind_comma, mark, skip_space, the, word};
use crate::text::Span;

/// The words that may be meant by one before an event.
const BEFORE_EVENTS: [&str; 4] = ["claim", "not", "doubt", "plan"];

impl<'t> Reader<'t> {
    /// A statement, which takes the whole line. A clause that cannot be read costs only itself.
    pub(super) fn statement(
        &self,
        input: &'t str,
        statements: &mut Vec<Statement<'t>>,
    ) -> Parsed<'t, ()> {
        let named = self.short_event(input);
        let named = named.filter(|(_, event)| !is_stance(event.text));
        let (rest, body) = if let Some((rest, event)) = named {
            let (stance, mut clauses) = (Stance::Happened, Clauses::new());
            let rest = self.clauses(rest, &mut clauses);
            let body = Body::Event {
                stance,
                event,
                clauses,
            };
            (rest, body)
        } else if let Some((rest, [subject, attribute, value])) = self.short_state(input) {
            let (rest, times) = self.state_times(rest)?;
            let body = Body::State {
                subject: Reference::Id(subject),
                attribute,
                value: value.into(),
                times,
            };
            (rest, body)
        } else {
            let (rest, statement) = self.any_statement(input)?;
            statements.push(statement);
            return Ok((rest, ()));
        };
        statements.push(Statement {
            span: self.span_read(input, rest),
            body,
        });
        Ok((rest, ()))
    }

    /// The same, whatever it begins with.
    pub(super) fn any_statement(&self, input: &'t str) -> Step<'t, Statement<'t>> {
        let (rest, stance) = maybe(input, self.stance(input))?;
        if stance.is_some()
            && let (behind, Some(_)) = maybe(rest, self.stance(rest))?
        {
            return wrong(self.second_stance(input, behind));
        }
        if let Some(mistake) = self.unquoted_subject(rest) {
            return wrong(mistake);
        }
        let (rest, subject) = must(self.reference(rest), || {
            self.misfit(
                rest,
                "a statement: the id of an event, or `SUBJECT.ATTRIBUTE: value`",
            )
        })?;
        let (rest, body) = match (stance, mark(".", rest)) {
            (None, Ok((rest, _))) => self.state(rest, subject)?,
            (Some(stance), Ok((behind, _))) => return wrong(self.no_event(input, behind, stance)),
            (stance, Err(_)) => self.happening(rest, stance, subject)?,
        };
        Ok((
            rest,
            Statement {
                span: self.span_read(input, rest),
                body,
            },
        ))
    }

    /// `not`, `doubt` or `plan` before the id of an event
    fn stance(&self, input: &'t str) -> Parsed<'t, Stance> {
        let (read, stance) = match skip_space(input).as_bytes().first() {
            Some(b'n') => (the("not", input), Stance::Denied),
            Some(b'd') => (the("doubt", input), Stance::Doubted),
            Some(b'p') => (the("plan", input), Stance::Planned),
            _ => return not_this(),
        };
        let (rest, _) = read?;
        let follows = word(rest).is_ok() || skip_space(rest).starts_with(['"', '“', '„']);
        if follows {
            Ok((rest, stance))
        } else {
            not_this()
        }
    }

    /// What follows the event of a statement
    fn happening(
        &self,
        input: &'t str,
        stance: Option<Stance>,
        subject: Reference<'t>,
    ) -> Parsed<'t, Body<'t>> {
        let Reference::Id(event) = subject else {
            return wrong(self.quoted_event(input, subject));
        };
        let stance = stance.unwrap_or(Stance::Happened);
        if at_end(input) {
            return Ok((
                input,
                Body::Event {
                    stance,
                    event,
                    clauses: Clauses::new(),
                },
            ));
        }
        let (rest, colon) = must(mark(":", input), || self.no_colon(event, input))?;
        if let Some(mistake) = self.stance_with_colon(event, rest) {
            return wrong(mistake);
        }
        if matches!(stance, Stance::Denied | Stance::Doubted) {
            return wrong(
                Mistake::new(
                    self.span(colon),
                    "`not` and `doubt` deny the event itself and take no clauses",
                    "expected the end of the statement",
                )
                .advise(format!(
                    "To deny one thing of it, write `not` before the role: `{}: not place turin`.",
                    cut(event.text)
                )),
            );
        }
        let mut clauses = Clauses::new();
        let rest = self.clauses(rest, &mut clauses);
        Ok((
            rest,
            Body::Event {
                stance,
                event,
                clauses,
            },
        ))
    }

    /// `plan: arrest`, `not: arrest: place turin`, behind the colon: an event may be called so, but has roles with values behind it.
    fn stance_with_colon(&self, stance: Name<'t>, input: &'t str) -> Option<Mistake> {
        let (rest, event) = word(input).ok()?;
        let (span, stance) = (stance.span, stance.text);
        let is_meant = is_stance(stance) && (at_end(rest) || mark(":", rest).is_ok());
        is_meant.then(|| {
            let message = format!("no colon stands behind `{stance}`");
            let span = span.to(self.span(event));
            let mistake = Mistake::new(span, message, "expected the id of an event");
            mistake.advise(format!("Write `{stance} {}`.", cut(event)))
        })
    }

    /// All clauses about an event, to the end of the statement: what is wrong is kept, and reading goes on behind the next comma. What a
    /// mistake follows is not taken for what was meant: `patient najim or haftar` is not `patient najim`.
    fn clauses(&self, input: &'t str, clauses: &mut Clauses<'t>) -> &'t str {
        let mut rest = input;
        loop {
            let from = rest;
            if rest.len() < input.len() && at_end(from) {
                self.note(self.nothing_follows(from));
                return from;
            }
            let before = clauses.len();
            let read = self.clause(from, clauses);
            match read.and_then(|(behind, ())| self.clause_end(behind, &EVENT_TIME_WORDS)) {
                Ok((behind, false)) => return behind,
                Ok((behind, true)) => rest = behind,
                Err(error) => {
                    clauses.truncate(before);
                    let mistaken = self.keep(error, || self.misfit(from, "a clause"));
                    match self.behind_mistake(from, mistaken) {
                        Some(behind) => rest = behind,
                        None => return &input[input.len()..],
                    }
                }
            }
        }
    }

    /// What follows `SUBJECT.`
    fn state(&self, input: &'t str, subject: Reference<'t>) -> Parsed<'t, Body<'t>> {
        let (rest, attribute) = must(self.id(input), || {
            let mistake = self.misfit(input, "the attribute behind the point");
            match at_end(input) {
                true => mistake.advise("If the point is a full stop, leave it out."),
                false => mistake,
            }
        })?;
        let (rest, _) = must(mark(":", rest), || self.no_colon_of_state(attribute, rest))?;
        if let Some(mistake) = self.date_as_value(&subject, attribute, rest) {
            return wrong(mistake);
        }
        let (begin, _) = self.mode(rest)?;
        let (rest, value) = self.value(rest)?;
        if let ([Item::Reference(Reference::Id(_))], Some(mistake)) =
            (&value.items[..], self.spaced_id(begin, rest))
        {
            return wrong(mistake);
        }
        let (rest, times) = self.state_times(rest)?;
        Ok((
            rest,
            Body::State {
                subject,
                attribute,
                value,
                times,
            },
        ))
    }

    /// When a state held, to the end of the statement. A mistake costs the whole statement: without one of its times it would say that
    /// the state held at another.
    fn state_times(&self, input: &'t str) -> Step<'t, Vec<Spanned<When<'t>>>> {
        if at_end(input) {
            return Ok((input, Vec::new()));
        }
        let (mut rest, _) = must(mark(",", input), || self.leftover(input, &STATE_TIME_WORDS))?;
        // Nearly always it is one.
        let mut times = Vec::with_capacity(1);
        loop {
            let from = rest;
            if !times.is_empty() && at_end(from) {
                self.note(self.nothing_follows(from));
                return Ok((from, times));
            }
            let (behind, value) = must(self.state_time_clause(from), || {
                self.misfit(from, "a clause")
            })?;
            times.push(Spanned {
                value,
                span: self.span_read(from, behind),
            });
            let (behind, goes_on) = self.clause_end(behind, &STATE_TIME_WORDS)?;
            rest = behind;
            if !goes_on {
                return Ok((rest, times));
            }
        }
    }

    /// The text behind the first comma after a mistake; commas inside the mistake (`1,000`) do not count.
    fn behind_mistake(&self, from: &'t str, mistaken: Span) -> Option<&'t str> {
        let mut rest = behind_comma(from)?;
        while self.span(rest).start < mistaken.end {
            rest = behind_comma(rest)?;
        }
        Some(rest)
    }

    /// The comma behind a clause, or the end of the statement
    fn clause_end(&self, input: &'t str, words: &[&str]) -> Step<'t, bool> {
        if at_end(input) {
            return Ok((input, false));
        }
        let (rest, _) = must(mark(",", input), || self.leftover(input, words))?;
        Ok((rest, true))
    }

    /// The mistake of a comma at the end of a statement.
    fn nothing_follows(&self, end: &'t str) -> Mistake {
        self.misfit(end, "another clause behind the comma")
            .advise("Where a statement goes on in the next line, that line is indented deeper; else leave out the comma.")
    }

    /// `plan not arrest`
    fn second_stance(&self, input: &'t str, behind: &'t str) -> Mistake {
        let mistake = Mistake::new(
            self.span_read(input, behind),
            "only one of `not`, `doubt` and `plan` stands before an event",
            "expected the id of an event behind the first",
        );
        mistake.advise(
            "Keep one: `not` says that it did not happen, `doubt` that the speaker does not believe it, `plan` that it is intended. \
             That something is not intended cannot be said.",
        )
    }

    /// `not`, `doubt` and `plan` before something that is no event
    fn no_event(&self, input: &'t str, behind: &'t str, stance: Stance) -> Mistake {
        let mistake = Mistake::new(
            self.span_read(input, behind),
            "only an event is denied, doubted or planned",
            "expected the id of an event",
        );
        mistake.advise(match stance {
            Stance::Planned => "Plan the event that is to bring the state about: `plan appointment: patient najim, on 2025-02`.",
            _ => "To deny the value of an attribute, write `not` before the value: `najim.custody: not in_custody`.",
        })
    }

    fn quoted_event(&self, input: &'t str, subject: Reference<'t>) -> Mistake {
        let mistake = Mistake::new(
            subject.span(),
            "an event is named by its id",
            "expected the id of an event",
        );
        if skip_space(input).starts_with([':', '=']) {
            return mistake.advise("For the state of somebody named in quotation marks write `\"Name\".attribute: value`.");
        }
        mistake.advise(
            "The passage of a claim stands behind the word `claim`; its lines state what it says.",
        )
    }

    /// `owner of bridge: …`, `bridge collapse: …`, `bridge collapse, …`: an id is one word.
    fn several_ids(&self, name: Name<'t>, behind: &'t str) -> Option<Mistake> {
        if let Some(mistake) = self.of_another(name, behind) {
            return Some(mistake);
        }
        let (rest, second) = word(behind).ok()?;
        if matches!(name.text, "the" | "a" | "an" | "event") && !begins_event_time(second) {
            return Some(too_much_before(name));
        }
        if let Some(meant) = other_words::stance(name.text) {
            let message = format!("{} does not stand before an event", shown(name.text));
            let mistake = Mistake::new(name.span, message, "expected `not`, `doubt` or `plan`");
            return Some(mistake.advise_nearest(Some(meant)));
        }
        let has_colon = mark(":", rest).is_ok();
        let ends = has_colon || at_end(rest) || mark(",", rest).is_ok();
        let is_mode = matches!(second, "not" | "only" | "including");
        let is_stance = nearest(name.text, &BEFORE_EVENTS).is_some();
        if !ends || is_mode || is_stance || begins_event_time(second) {
            return None;
        }
        let mistake = Mistake::new(
            name.span.to(self.span(second)),
            "two words stand where one id belongs",
            "expected the id of an event",
        );
        let (first, second) = (cut(name.text), cut(second));
        Some(mistake.advise(match has_colon {
            true => format!(
                "An id is one word: of an event write the one that it is declared with, such as `{first}_{second}: …`; of what somebody or \
                 something is or has write `{first}.{second}: …`."
            ),
            false => format!(
                "An id is one word: write the one that the event is declared with, such as `{first}_{second}`. What is said of an event \
                 stands behind its id and a colon: `arrest: patient najim`."
            ),
        }))
    }

    /// `captain's post: master`, `o'neill: …`, from the apostrophe on.
    fn apostrophe(&self, name: Name<'t>, input: &'t str) -> Option<Mistake> {
        let (rest, letters) = word(input.strip_prefix(['\'', '’'])?).ok()?;
        let mistake = Mistake::new(
            name.span.to(self.span(letters)),
            "an id has no apostrophes",
            "expected letters, digits and `_`",
        );
        let whose = cut(name.text);
        Some(mistake.advise(match (letters, word(rest)) {
            ("s", Ok((_, attribute))) => format!("Write `{whose}.{}: …`.", cut(attribute)),
            _ => format!(
                "Write the id that is declared, such as `{whose}_{}`.",
                cut(letters)
            ),
        }))
    }

    /// `collision did not happen`, behind the event.
    fn denied_behind(&self, name: Name<'t>, behind: &'t str) -> Option<Mistake> {
        let (rest, verb) = word(behind).ok()?;
        let denies = match verb {
            "did" | "was" | "is" | "has" | "does" | "could" => the("not", rest).is_ok(),
            "didn" | "wasn" | "isn" | "hasn" | "doesn" => rest.starts_with(['\'', '’']),
            "never" | "not" => word(rest).is_ok(),
            _ => false,
        };
        let message = format!("{} does not go on with a sentence", shown(name.text));
        let mistake = Mistake::new(
            name.span,
            message,
            "expected a colon, or the end of the line",
        );
        denies.then(|| {
            mistake.advise(format!(
                "If it did not happen, write `not {}`.",
                cut(name.text)
            ))
        })
    }

    /// `captain.custody in_custody`, from behind the attribute.
    fn no_colon_of_state(&self, attribute: Name<'t>, input: &'t str) -> Mistake {
        let at = skip_space(input);
        if !at.starts_with(|c: char| c.is_alphanumeric() || c == '"') {
            return self.no_colon(attribute, input);
        }
        let name = cut(attribute.text);
        let message = format!("a colon is missing behind {}", shown(attribute.text));
        let value = at
            .split([',', '#', '\n', '\r'])
            .next()
            .unwrap_or(at)
            .trim_end();
        Mistake::new(attribute.span, message, "expected `:` behind it").advise(
            match cut(value) == value {
                true => format!("Write `{name}: {value}`."),
                false => format!("Write `{name}: …`."),
            },
        )
    }

    /// Something else than a colon behind an event or attribute
    fn no_colon(&self, name: Name<'t>, input: &'t str) -> Mistake {
        let at = skip_space(input);
        if at.starts_with('=') {
            return Mistake::new(
                self.span(&at[..1]),
                "`=` stands where a colon belongs",
                "expected `:`",
            )
            .advise(format!("Write `{}:`.", cut(name.text)));
        }
        if !at.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“')) {
            let hyphened = self.hyphened_words(input);
            let hyphened = hyphened.or_else(|| self.apostrophe(name, input));
            return hyphened.unwrap_or_else(|| self.misfit(input, "a colon"));
        }
        let denied = self.denied_behind(name, at);
        if let Some(mistake) = denied.or_else(|| self.several_ids(name, at)) {
            return mistake;
        }
        let end = self.span(&at[..0]);
        let end = Span {
            start: name.span.start,
            end: name.span.end.min(end.start),
        };
        let mistake = Mistake::new(
            end,
            format!("a colon is missing behind {}", shown(name.text)),
            "expected `:` behind it",
        );
        match nearest(name.text, &BEFORE_EVENTS) {
            Some(meant) => mistake.advise_nearest(Some(meant)),
            None => mistake.advise(colon_in(name.text, at)),
        }
    }
}

/// `the collision: …`, `event collision: …`
fn too_much_before(first: Name<'_>) -> Mistake {
    let message = format!("{} begins no statement", shown(first.text));
    let mistake = Mistake::new(first.span, message, "expected the id of an event");
    mistake.advise(format!("Leave `{}` out.", first.text))
}

/// Whether a word says how an event is spoken of, where it is no name of one.
fn is_stance(word: &str) -> bool {
    matches!(word, "not" | "doubt" | "plan")
}
