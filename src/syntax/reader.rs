//! What every parser of this room shares: the text, so that each slice knows its place, the mistakes found on the way, and the
//! type of a result.

use std::cell::{Cell, RefCell};

use nom::IResult;
use nom::Offset;
use nom::error::{ErrorKind, ParseError};

use super::errors::Mistake;
use super::words;
use crate::date::Calendar;
use crate::text::Span;

/// What the parser of a production yields: the text behind what it read, and what it read. The production of the grammar has the
/// name of the function.
pub(super) type Parsed<'t, O> = IResult<&'t str, O, Fault>;

/// What a part of a parser yields that is no form of the language by itself, and has no production.
pub(super) type Step<'t, O> = IResult<&'t str, O, Fault>;

/// Why a parser did not read what it should have.
#[derive(Debug)]
pub(super) enum Fault {
    /// It begins otherwise; another form may fit.
    NotThis,
    /// It is this form, and wrong.
    Wrong(Box<Mistake>),
}

impl ParseError<&str> for Fault {
    fn from_error_kind(_input: &str, _kind: ErrorKind) -> Self {
        Self::NotThis
    }

    fn append(_input: &str, _kind: ErrorKind, other: Self) -> Self {
        other
    }
}

/// The text of a file and the mistakes found in it so far.
pub(super) struct Reader<'t> {
    text: &'t str,
    mistakes: RefCell<Vec<Mistake>>,
    /// Whether what is wrong here is told elsewhere.
    hushed: Cell<bool>,
    /// The calendar of the source above, in which its dates are given.
    pub(super) calendar_above: Cell<Calendar>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            mistakes: RefCell::default(),
            hushed: Cell::new(false),
            calendar_above: Cell::default(),
        }
    }

    /// All mistakes, in the order of their places; one that was met twice on the way counts once.
    pub(super) fn into_mistakes(self) -> Vec<Mistake> {
        let mut mistakes = self.mistakes.into_inner();
        mistakes.sort_by_key(|mistake| (mistake.span.start, mistake.span.end));
        mistakes.dedup();
        mistakes
    }

    /// Where a slice of the text stands.
    pub(super) fn span(&self, slice: &str) -> Span {
        let start = self.text.offset(slice);
        Span::new(start, start + slice.len())
    }

    /// All text in front of a slice of it.
    pub(super) fn before(&self, slice: &str) -> &'t str {
        &self.text[..self.text.offset(slice)]
    }

    /// The span of what was read between `input` and `rest`, without the white space in front of it.
    pub(super) fn span_read(&self, input: &'t str, rest: &'t str) -> Span {
        self.span(text_read(input, rest))
    }

    /// Keeps a mistake that costs nothing else.
    pub(super) fn note(&self, mistake: Mistake) {
        if !self.hushed.get() {
            self.mistakes.borrow_mut().push(mistake);
        }
    }

    /// Whether something is read so that it succeeds and finds nothing wrong. If not, it leaves no mistake behind: it will be read again
    /// in another way.
    pub(super) fn without_mistake(&self, read: impl FnOnce() -> bool) -> bool {
        let before = self.mistakes.borrow().len();
        let is_read = read();
        let mut mistakes = self.mistakes.borrow_mut();
        let is_right = is_read && mistakes.len() == before;
        if !is_right {
            mistakes.truncate(before);
        }
        is_right
    }

    /// From here on mistakes are passed over, or told again.
    pub(super) fn hush(&self, hushed: bool) {
        self.hushed.set(hushed);
    }

    /// Keeps what a parser found wrong and tells where it stands; `otherwise` says what to complain of if it found only that the text begins otherwise.
    pub(super) fn keep(&self, error: nom::Err<Fault>, otherwise: impl FnOnce() -> Mistake) -> Span {
        let mistake = mistake_of(error, otherwise);
        let span = mistake.span;
        self.note(mistake);
        span
    }

    /// Notes what stands behind the end of an entry or line.
    pub(super) fn check_end(&self, rest: &'t str, expected: &str) {
        if !words::at_end(rest) {
            self.note(self.misfit(rest, expected));
        }
    }

    /// Fills what may be said once; a second time is a mistake.
    pub(super) fn once<T>(&self, slot: &mut Option<T>, value: T, word: &'t str) {
        if slot.is_none() {
            *slot = Some(value);
            return;
        }
        let message = format!("`{word}` stands here a second time");
        self.note(
            Mistake::new(self.span(word), message, "the first one counts")
                .advise("Keep one of them."),
        );
    }
}

/// What a parser found wrong, or what `otherwise` says if it found only that the text begins otherwise.
pub(super) fn mistake_of(error: nom::Err<Fault>, otherwise: impl FnOnce() -> Mistake) -> Mistake {
    match error {
        nom::Err::Error(Fault::Wrong(mistake)) | nom::Err::Failure(Fault::Wrong(mistake)) => {
            *mistake
        }
        _ => otherwise(),
    }
}

/// What was read between `input` and `rest`, without the white space in front of it.
#[inline]
pub(super) fn text_read<'t>(input: &'t str, rest: &str) -> &'t str {
    let from = words::skip_space(input);
    &from[..from.len().saturating_sub(rest.len())]
}

/// The text begins otherwise.
pub(super) fn not_this<O>() -> Step<'static, O> {
    Err(nom::Err::Error(Fault::NotThis))
}

/// It is this form, and wrong: no other form is tried.
pub(super) fn wrong<'t, O>(mistake: Mistake) -> Step<'t, O> {
    Err(nom::Err::Failure(Fault::Wrong(Box::new(mistake))))
}

/// Nothing where the text begins otherwise.
pub(super) fn maybe<'t, O>(input: &'t str, parsed: Parsed<'t, O>) -> Step<'t, Option<O>> {
    match parsed {
        Ok((rest, value)) => Ok((rest, Some(value))),
        Err(nom::Err::Error(Fault::NotThis)) => Ok((input, None)),
        Err(error) => Err(error),
    }
}

/// Insists: what begins otherwise is the mistake that `mistake` makes.
pub(super) fn must<'t, O>(parsed: Parsed<'t, O>, mistake: impl FnOnce() -> Mistake) -> Step<'t, O> {
    match parsed {
        Err(nom::Err::Error(Fault::NotThis)) => wrong(mistake()),
        other => other,
    }
}
