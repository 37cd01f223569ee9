//! Reading a date string: sets, intervals, double years; single dates are read in `single`.

use std::ops::Range;

use super::edtf::{Body, Date, End, Member};
use super::{Calendar, EdtfError, plain, single};

/// An error about a part of the string.
pub(super) fn error<T>(range: Range<usize>, message: impl Into<String>) -> Result<T, EdtfError> {
    Err(EdtfError {
        range,
        message: message.into(),
    })
}

/// A stretch of the string that is read.
#[derive(Clone, Copy)]
pub(super) struct Piece<'t> {
    /// The whole string.
    pub(super) text: &'t str,
    /// Where the stretch begins.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
}

impl<'t> Piece<'t> {
    pub(super) fn str(self) -> &'t str {
        &self.text[self.from..self.to]
    }

    fn range(self) -> Range<usize> {
        self.from..self.to
    }

    /// The stretches between occurrences of an ASCII separator.
    fn split(self, separator: char) -> impl Iterator<Item = Self> {
        let mut from = self.from;
        self.str().split(separator).map(move |part| {
            let piece = Self {
                from,
                to: from + part.len(),
                ..self
            };
            from = piece.to + 1;
            piece
        })
    }

    /// The stretch behind what it begins with.
    fn without_prefix(self, prefix: &str) -> Option<Self> {
        self.str().starts_with(prefix).then(|| Self {
            from: self.from + prefix.len(),
            ..self
        })
    }

    /// The stretch before what it ends with.
    fn without_suffix(self, suffix: &str) -> Option<Self> {
        self.str().ends_with(suffix).then(|| Self {
            to: self.to - suffix.len(),
            ..self
        })
    }

    /// The stretches before and after the first occurrence of an ASCII separator.
    fn split_once(self, separator: &str) -> Option<(Self, Self)> {
        let at = self.from + self.str().find(separator)?;
        let after = Self {
            from: at + separator.len(),
            ..self
        };
        Some((Self { to: at, ..self }, after))
    }
}

/// Reads a whole date string.
pub(super) fn date(text: &str, calendar: Calendar) -> Result<Body, EdtfError> {
    if let Some(days) = plain::days(text, calendar) {
        return Ok(days);
    }
    if let Some(at) = text.find(char::is_whitespace) {
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        return error(
            at..at + width,
            "a date has no space in it; a time of day follows after T, as in 2025-01-19T21:30",
        );
    }
    let whole = Piece {
        text,
        from: 0,
        to: text.len(),
    };
    any_date(whole, calendar)
}

/// The same without white space, whatever its form.
pub(super) fn any_date(whole: Piece<'_>, calendar: Calendar) -> Result<Body, EdtfError> {
    let text = whole.text;
    match text.as_bytes() {
        [] => error(0..0, "a date is missing here"),
        [b'[', ..] => set(whole, ']', calendar),
        [b'{', ..] => set(whole, '}', calendar),
        _ if text.contains('/') && !single::double_year(whole)? => interval(whole, calendar),
        _ => one(whole, calendar),
    }
}

/// A date that stands alone.
fn one(piece: Piece<'_>, calendar: Calendar) -> Result<Body, EdtfError> {
    if let Some((before, after)) = piece.split_once("..") {
        let hint = "a run of dates stands in brackets, as in [2015..2016]; an interval is written with a slash, as in 2015/2016";
        return error(before.to..after.from, hint);
    }
    single::date(piece, calendar).map(Body::One)
}

/// `a/b`, `../b`, `/b`, `a/..`, `a/`, `..a/b`, `a/b..`.
fn interval(whole: Piece<'_>, calendar: Calendar) -> Result<Body, EdtfError> {
    let Some((first, second)) = whole.split_once("/") else {
        return error(
            whole.range(),
            "an interval has a slash between its two dates",
        );
    };
    let from = interval_end(first, first.without_prefix(".."), calendar)?;
    if let Some((before, after)) = second.split_once("/") {
        return error(
            before.to..after.from,
            "an interval has one slash, between two dates; a date is written 2025-01-19",
        );
    }
    let to = interval_end(second, second.without_suffix(".."), calendar)?;
    if from.is_none() && to.is_none() {
        return error(
            whole.range(),
            "an interval needs a date on one side at least",
        );
    }
    // An end that may lie further out bounds nothing.
    let bound = |end: &Option<End>| end.filter(|end| !end.or_beyond).map(|end| end.date);
    let (first, last) = (bound(&from), bound(&to));
    ordered(first.as_ref(), last.as_ref(), second, calendar, "interval")?;
    Ok(Body::Interval(from, to))
}

/// One end of an interval; `inner` is what it is without `..` on the far side.
fn interval_end(
    piece: Piece<'_>,
    inner: Option<Piece<'_>>,
    calendar: Calendar,
) -> Result<Option<End>, EdtfError> {
    match piece.str() {
        "" | ".." => Ok(None),
        "open" => error(piece.range(), "an open end is written .."),
        "unknown" => error(
            piece.range(),
            "nothing is written where an end is unknown, as in 2015/",
        ),
        _ => {
            let date = single::date(inner.unwrap_or(piece), calendar)?;
            Ok(Some(End {
                date,
                or_beyond: inner.is_some(),
            }))
        }
    }
}

/// Both ends have a zone or neither has, and the second is not before the first.
fn ordered(
    from: Option<&Date>,
    to: Option<&Date>,
    at: Piece<'_>,
    calendar: Calendar,
    what: &str,
) -> Result<(), EdtfError> {
    let (Some(from), Some(to)) = (from, to) else {
        return Ok(());
    };
    if let (Some(from), Some(to)) = (plain::civil(from), plain::civil(to))
        && from <= to
    {
        return Ok(());
    }
    let zoned = |date: &Date| date.clock.and_then(|clock| clock.offset).is_some();
    if zoned(from) != zoned(to) {
        return error(
            at.range(),
            format!("one end of the {what} has an offset from UTC and the other has none"),
        );
    }
    let (begin, end) = (
        from.extent(calendar).begins.earliest,
        to.extent(calendar).ends.latest,
    );
    // A moment may begin and end at one instant, so that equal bounds are no order.
    if begin.zip(end).is_some_and(|(begin, end)| end <= begin) {
        return error(
            at.range(),
            format!("the {what} ends before it begins: the earlier date comes first"),
        );
    }
    Ok(())
}

/// `[a,b..c]` and `{a,b}`.
fn set(whole: Piece<'_>, close: char, calendar: Calendar) -> Result<Body, EdtfError> {
    let Some(end) = whole.text.find(close) else {
        return error(
            whole.to..whole.to,
            format!("the closing {close} is missing"),
        );
    };
    if end + 1 < whole.to {
        return error(
            end + 1..whole.to,
            format!("nothing may follow the closing {close}"),
        );
    }
    let inside = Piece {
        from: 1,
        to: end,
        ..whole
    };
    if inside.str().is_empty() {
        return error(0..whole.to, "a set needs at least one date");
    }
    let count = inside.str().matches(',').count() + 1;
    let mut members = Vec::with_capacity(count);
    for (number, piece) in inside.split(',').enumerate() {
        members.push(member(piece, number == 0, number + 1 == count, calendar)?);
    }
    one_clock(&members, inside)?;
    Ok(Body::Set {
        all: close == '}',
        members,
    })
}

/// All members of a set have a zone or none has.
fn one_clock(members: &[Member], inside: Piece<'_>) -> Result<(), EdtfError> {
    let zoned = |member: &Member| match member {
        Member::One(date) | Member::Run(Some(date), _) | Member::Run(None, Some(date)) => {
            date.clock.and_then(|clock| clock.offset).is_some()
        }
        Member::Run(None, None) => false,
    };
    let first = members.first().is_some_and(zoned);
    match members
        .iter()
        .zip(inside.split(','))
        .find(|(member, _)| zoned(member) != first)
    {
        Some((_, piece)) => error(
            piece.range(),
            "one date of the set has an offset from UTC and another has none",
        ),
        None => Ok(()),
    }
}

/// A member of a set; a run may be open at the very beginning and the very end.
fn member(
    piece: Piece<'_>,
    is_first: bool,
    is_last: bool,
    calendar: Calendar,
) -> Result<Member, EdtfError> {
    if let Some(at) = piece.str().find('/') {
        let at = piece.from + at;
        return error(
            at..at + 1,
            "no interval stands in a set: a run of dates is written 2015..2016",
        );
    }
    let Some((first, second)) = piece.split_once("..") else {
        return match piece.str() {
            "" => error(piece.range(), "a date is missing between the commas"),
            _ => single::date(piece, calendar).map(Member::One),
        };
    };
    let end = |piece: Piece<'_>, may_be_open: bool| match piece.str() {
        "" if may_be_open => Ok(None),
        "" => error(
            piece.range(),
            "only the first date of a set may be open before, and only the last after",
        ),
        _ => single::date(piece, calendar).map(Some),
    };
    let (from, to) = (end(first, is_first)?, end(second, is_last)?);
    if from.is_none() && to.is_none() {
        return error(piece.range(), "a run needs a date on one side at least");
    }
    ordered(from.as_ref(), to.as_ref(), second, calendar, "run")?;
    Ok(Member::Run(from, to))
}
