//! Reading a single date: year, month or season, day, time of day, and the marks on them.

use super::edtf::{Date, Pair, Within, Years};
use super::parse::{Piece, error};
use super::{Calendar, EdtfError, Precision, clock, plain, within, year};

/// Where a single date is being read.
pub(super) struct Cursor<'t> {
    /// The whole string.
    pub(super) text: &'t str,
    /// The next byte.
    pub(super) at: usize,
    /// Where the date ends.
    pub(super) end: usize,
}

impl<'t> Cursor<'t> {
    fn new(piece: Piece<'t>) -> Self {
        Self {
            text: piece.text,
            at: piece.from,
            end: piece.to,
        }
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    /// What is still unread.
    pub(super) fn rest(&self) -> &'t [u8] {
        &self.text.as_bytes()[self.at..self.end]
    }

    /// Takes the next byte if it is this one.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Takes as many bytes as are of this sort.
    pub(super) fn take_while(&mut self, which: impl Fn(u8) -> bool) -> &'t [u8] {
        let rest = self.rest();
        let count = rest.iter().take_while(|&&byte| which(byte)).count();
        self.at += count;
        &rest[..count]
    }

    /// An error about everything from `from` to where it has been read.
    pub(super) fn wrong<T>(&self, from: usize, message: impl Into<String>) -> Result<T, EdtfError> {
        error(from..self.at, message)
    }

    /// An error about the next character, or about the end where there is none.
    pub(super) fn unexpected<T>(&self, message: &str) -> Result<T, EdtfError> {
        let next = self.text[self.at..self.end].chars().next();
        let message = match next {
            Some('t') => "between a date and its time stands a capital T",
            Some('z') => "UTC is written with a capital Z",
            Some('x' | 'u') => "an unspecified digit is written with a capital X",
            Some('y' | 'e' | 's') => "Y, E and S are capitals in a date",
            Some('–' | '—' | '−' | '‐' | '‑') => {
                "dates are written with the plain hyphen -"
            }
            _ => message,
        };
        error(self.at..self.at + next.map_or(0, char::len_utf8), message)
    }
}

/// What the marks of a date add up to.
#[derive(Default)]
struct Marks {
    approximate: Option<Precision>,
    uncertain: bool,
}

impl Marks {
    /// Takes a mark, if there is one, that stands for a component told this finely.
    fn take(&mut self, cursor: &mut Cursor<'_>, precision: Precision) -> Result<(), EdtfError> {
        let Some(mark @ (b'?' | b'~' | b'%')) = cursor.peek() else {
            return Ok(());
        };
        let from = cursor.at;
        cursor.at += 1;
        self.uncertain |= mark != b'~';
        if mark != b'?' {
            self.approximate = self.approximate.max(Some(precision));
        }
        if matches!(cursor.peek(), Some(b'?' | b'~' | b'%')) {
            cursor.at += 1;
            return cursor.wrong(
                from,
                "one mark is enough: ? uncertain, ~ approximate, % both",
            );
        }
        Ok(())
    }
}

/// Whether the slash is that of a double year: `1731/32`, `1731/32-02-11`.
pub(super) fn double_year(piece: Piece<'_>) -> Result<bool, EdtfError> {
    let bytes = &piece.text.as_bytes()[piece.from..piece.to];
    let [a, b, c, d, b'/', e, f, rest @ ..] = bytes else {
        return Ok(false);
    };
    let digits = [a, b, c, d, e, f].iter().all(|byte| byte.is_ascii_digit());
    let ends = rest.first().is_none_or(|byte| b"-?~%".contains(byte));
    if !digits || !ends {
        return Ok(false);
    }
    let two = |tens: &u8, units: &u8| (tens - b'0') * 10 + (units - b'0');
    if two(e, f) != (two(c, d) + 1) % 100 {
        let message = "a double year names a year and the next, as in 1731/32; an interval needs four digits on both sides";
        return error(piece.from + 5..piece.from + 7, message);
    }
    Ok(true)
}

/// Reads a single date to its end.
pub(super) fn date(piece: Piece<'_>, calendar: Calendar) -> Result<Date, EdtfError> {
    match plain::day(piece.str().as_bytes(), calendar) {
        Some(day) => Ok(day),
        None => any_date(piece, calendar),
    }
}

/// The same, whatever its form.
pub(super) fn any_date(piece: Piece<'_>, calendar: Calendar) -> Result<Date, EdtfError> {
    let mut cursor = Cursor::new(piece);
    let mut marks = Marks::default();
    let before = cursor.at;
    marks.take(&mut cursor, Precision::Year)?;
    if cursor.at > before && cursor.peek().is_none() {
        return cursor.wrong(before, "a mark stands beside a date");
    }
    let years = year::years(&mut cursor)?;
    // How finely the year is told was not known yet where a mark stands before it.
    marks.approximate = marks.approximate.map(|_| years.precision());
    marks.take(&mut cursor, years.precision())?;
    let within = within_year(&mut cursor, years, &mut marks, calendar)?;
    let mut date = Date {
        years,
        within,
        clock: None,
        approximate: None,
        uncertain: false,
    };
    if cursor.peek() == Some(b'T') {
        date.clock = Some(clock::clock(&mut cursor, &date)?);
        marks.take(&mut cursor, date.precision())?;
    }
    if cursor.at < cursor.end {
        return cursor.unexpected(match cursor.peek() {
            Some(b'-') if date.precision() == Precision::Day => {
                "two dates are joined by a slash, as in 2025-01-19/2025-01-21"
            }
            _ => after(&date),
        });
    }
    Ok(Date {
        approximate: marks.approximate,
        uncertain: marks.uncertain,
        ..date
    })
}

/// What to say of something that follows a date that is complete.
fn after(date: &Date) -> &'static str {
    match (date.within, date.clock) {
        (_, Some(_)) => "nothing may follow the time but its offset from UTC: Z, +04 or +04:30",
        (Within::Year, _) => "a year is followed by a hyphen and the month, as in 2025-01",
        (Within::Season(_), _) => "nothing may follow a season",
        (Within::Month(_), _) => "a month is followed by a hyphen and the day, as in 2025-01-19",
        (Within::Day(..), _) => {
            "a day is followed by T and the time of day, as in 2025-01-19T21:30"
        }
    }
}

/// Reads the month or season and the day.
fn within_year(
    cursor: &mut Cursor<'_>,
    years: Years,
    marks: &mut Marks,
    calendar: Calendar,
) -> Result<Within, EdtfError> {
    let from = cursor.at;
    if !cursor.take(b'-') {
        return Ok(Within::Year);
    }
    if year::stands_alone(years) {
        cursor.at = cursor.end;
        return cursor.wrong(
            from,
            "a year with Y or S stands alone, without month and day",
        );
    }
    marks.take(cursor, Precision::Month)?;
    let month_at = cursor.at;
    let month = pair(cursor, "month", "01")?;
    if let Some(season) = season(cursor, month, month_at)? {
        marks.take(cursor, Precision::Season)?;
        return Ok(Within::Season(season));
    }
    marks.take(cursor, Precision::Month)?;
    if !cursor.take(b'-') {
        return Ok(Within::Month(month));
    }
    marks.take(cursor, Precision::Day)?;
    let day_at = cursor.at;
    let day = pair(cursor, "day", "09")?;
    if !within::exists(years, month, day, calendar) {
        return cursor.wrong(day_at, no_such_day(years, month, day, calendar));
    }
    marks.take(cursor, Precision::Day)?;
    Ok(Within::Day(month, day))
}

/// The season that a month number beyond 12 stands for; none for a month.
fn season(cursor: &Cursor<'_>, month: Pair, from: usize) -> Result<Option<u8>, EdtfError> {
    if !within::runs(month, 12).is_empty() {
        return Ok(None);
    }
    match month {
        [Some(tens), Some(units)] if (21..=41).contains(&(tens * 10 + units)) => {
            Ok(Some(tens * 10 + units))
        }
        _ => {
            let text = &cursor.text[from..cursor.at];
            cursor.wrong(
                from,
                format!("month {text}: months go from 01 to 12 (21 to 41 are seasons)"),
            )
        }
    }
}

/// Two digits of a month or day, some perhaps unspecified.
fn pair(cursor: &mut Cursor<'_>, what: &str, example: &str) -> Result<Pair, EdtfError> {
    let from = cursor.at;
    let run = cursor.take_while(|byte| byte.is_ascii_digit() || byte == b'X');
    match run {
        [] if cursor.peek() == Some(b'W') => {
            cursor.at = cursor.end;
            cursor.wrong(
                from,
                "weeks are not part of these dates: write the days, as in 2025-01-13/2025-01-19",
            )
        }
        [] => cursor.unexpected(&format!("a {what} of two digits is missing here")),
        [tens, units] => Ok([digit(*tens), digit(*units)]),
        [_, _, _] if what == "month" => cursor.wrong(
            from,
            "days are not counted through the year: write month and day, as in 2025-01-19",
        ),
        _ => cursor.wrong(from, format!("a {what} has two digits, as in {example}")),
    }
}

/// A digit, none where it is unspecified.
pub(super) fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

/// Why there is no such day.
fn no_such_day(years: Years, month: Pair, day: Pair, calendar: Calendar) -> String {
    if within::runs(day, 31).is_empty() {
        return "days go from 01 to 31".to_owned();
    }
    let [Some(tens), Some(units)] = month else {
        return "none of the months that it may be has such a day".to_owned();
    };
    let month = tens * 10 + units;
    let name = MONTHS[usize::from(month.clamp(1, 12)) - 1];
    match years.runs().as_slice() {
        [(year, last)] if year == last => {
            format!(
                "{name} {year} has {} days",
                calendar.days_in_month(*year, month)
            )
        }
        runs => {
            let years = runs.iter().flat_map(|&(low, high)| (low..=high).take(9));
            let days = years.map(|year| calendar.days_in_month(year, month)).max();
            format!(
                "{name} has {} days in those years",
                days.unwrap_or_default()
            )
        }
    }
}

/// The months in English.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
