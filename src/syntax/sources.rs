//! Sources.

use super::errors::{Mistake, cut, shown};
use super::keywords::keyword;
use super::lines::Lines;
use super::plain::quoted;
use super::reader::{Fault, Parsed, Reader, Step, maybe, must, wrong};
use super::slips;
use super::spoken_dates::spoken_date;
use super::suggest::nearest;
use super::times::CALENDARS;
use super::tree::{Calendar, Entry, Name, Quoted, Source, Spanned, Time};
use super::words::{mark, skip_space, string_at, the, word};
use crate::date::Edtf;
use crate::text::Span;

/// The words of the lines below a source.
pub const SOURCE_LINES: [&str; 8] = [
    "publisher",
    "published",
    "text",
    "url",
    "by",
    "cites",
    "zone",
    "calendar",
];

pub(super) fn empty_source<'t>(span: Span, name: Name<'t>) -> Source<'t> {
    Source {
        span,
        name,
        title: None,
        publisher: None,
        published: None,
        is_dated: false,
        text: None,
        url: None,
        by: None,
        cites: Vec::new(),
        zone: None,
        calendar: None,
    }
}

impl<'t> Reader<'t> {
    /// `bbc "Italy releases Libyan wanted for alleged war crimes"`
    pub(super) fn source(&self, head: &'t str, input: &'t str) -> Parsed<'t, Entry<'t>> {
        let (rest, name) = self.declared(input, "a source")?;
        let mut source = empty_source(self.span(head), name);
        if mark(":", rest).is_ok() {
            let at = skip_space(rest);
            let message = "no colon stands behind the id of a source";
            let expected = "expected the title in quotation marks";
            self.note(
                Mistake::new(self.span(&at[..1]), message, expected).advise(
                    "Write the id and the title, with a space between: `source bbc \"…\"`.",
                ),
            );
            return Ok((&rest[rest.len()..], Entry::Source(Box::new(source))));
        }
        match maybe(rest, self.string(rest)) {
            Ok((rest, title)) => {
                source.title = title;
                self.check_end(rest, "the title in quotation marks or the end of the line");
            }
            Err(error) => {
                self.keep(error, || self.misfit(rest, "the title in quotation marks"));
            }
        }
        Ok((&rest[rest.len()..], Entry::Source(Box::new(source))))
    }

    /// `publisher "BBC News"`, `published 2025-01-23`, …
    pub(super) fn source_line(&self, input: &'t str, source: &mut Source<'t>) -> Parsed<'t, ()> {
        let (rest, word) = self.line_word(input, &SOURCE_LINES, "a source")?;
        source.is_dated |= word == "published";
        let rest = match word {
            "publisher" => self.text_line(rest, &mut source.publisher, word)?.0,
            "text" => self.path_line(rest, &mut source.text, word)?.0,
            "url" => self.text_line(rest, &mut source.url, word)?.0,
            "zone" => self.text_line(rest, &mut source.zone, word)?.0,
            "published" => self.time_line(rest, &mut source.published, word)?.0,
            "by" => {
                if let Some(mistake) = self.unquoted_author(rest) {
                    return wrong(mistake);
                }
                let (rest, by) = self.speaker(rest)?;
                self.once(&mut source.by, by, word);
                rest
            }
            "cites" => {
                if self.string(rest).is_ok() {
                    return wrong(self.misfit(rest, "the id of a source").advise(
                        "A source of the case is named by its id: `cites ap`; any other stands in claims: `claim \"…\" via \"AP\"`.",
                    ));
                }
                let (rest, cited) = self.ids(rest)?;
                source.cites.extend(cited);
                rest
            }
            _ => {
                let (rest, calendar) = match maybe(rest, self.calendar(rest))? {
                    (rest, Some(calendar)) => (rest, calendar),
                    (rest, None) => self.other_calendar(rest)?,
                };
                self.once(&mut source.calendar, calendar, word);
                rest
            }
        };
        self.check_end(rest, "the end of the line");
        Ok((rest, ()))
    }

    /// The path of a text in quotation marks. One written as on Windows is a mistake that is read as it is meant.
    fn path_line(
        &self,
        input: &'t str,
        slot: &mut Option<Quoted<'t>>,
        word: &'t str,
    ) -> Step<'t, ()> {
        let Some((string, path)) = windows_path(skip_space(input), |text| self.span(text)) else {
            return self.text_line(input, slot, word);
        };
        let meant = quoted(&path.path());
        // One from the root of a disk is none of a case at all, which is told where it is read.
        if !meant.starts_with("\"/") && meant.get(2..4) != Some(":/") {
            let mistake = Mistake::new(
                path.span,
                "a backslash parts the folders of a path",
                "expected `/` between them",
            );
            self.note(mistake.advise(match cut(&meant) == meant {
                true => format!("Write `{meant}`."),
                false => "Write `/` for it.".to_owned(),
            }));
        }
        self.once(slot, path, word);
        Ok((&skip_space(input)[string.len()..], ()))
    }

    /// A text in quotation marks
    pub(super) fn text_line(
        &self,
        input: &'t str,
        slot: &mut Option<Quoted<'t>>,
        word: &'t str,
    ) -> Step<'t, ()> {
        let (rest, text) = must(self.string(input), || {
            self.misfit(input, "a text in quotation marks").advise(
                match is_placeholder(&meant(input)) {
                    true => format!("Write it in quotation marks: `{word} \"…\"`."),
                    false => format!("Write `{word} \"{}\"`.", meant(input)),
                },
            )
        })?;
        self.once(slot, text, word);
        Ok((rest, ()))
    }

    /// A time
    pub(super) fn time_line(
        &self,
        input: &'t str,
        slot: &mut Option<Box<Spanned<Time<'t>>>>,
        word: &'t str,
    ) -> Step<'t, ()> {
        let (rest, value) = self.time(self.behind_time_word(input, word)?)?;
        if let Some(mistake) = self.behind_line_time(rest) {
            return wrong(mistake);
        }
        let span = value.span;
        self.once(slot, Box::new(Spanned { value, span }), word);
        Ok((rest, ()))
    }

    /// `published 2025-01-19 10:30`, from behind the day.
    fn behind_line_time(&self, rest: &'t str) -> Option<Mistake> {
        let is_clock = skip_space(rest).starts_with(|c: char| c.is_ascii_digit() || c == '+');
        if !is_clock && word(rest).is_err() {
            return None;
        }
        self.clock_behind(rest)
            .or_else(|| self.zone_apart(rest))
            .or_else(|| self.part_behind_day(rest))
    }

    /// `published after 2025`, `published between 2025 and 2027`, `published "2025-01-19"`: not what was published, but when.
    fn bounded_line(&self, input: &'t str, line: &str) -> Option<Mistake> {
        if let Ok((_, quoted)) = self.string(input) {
            let is_date = Edtf::parse(quoted.raw).is_ok();
            let message = "a date stands without quotation marks";
            let mistake = Mistake::new(quoted.span, message, "expected the date itself");
            return is_date.then(|| mistake.advise(format!("Write `{line} {}`.", cut(quoted.raw))));
        }
        let (rest, found) = word(input).ok()?;
        if !matches!(found, "after" | "before" | "between" | "until") {
            return None;
        }
        let (behind, one) = self.time_to_write(rest)?;
        let (end, interval, takes) = match (found, the("and", behind)) {
            ("between", Ok((rest, _))) => {
                let (end, other) = self.time_to_write(rest)?;
                (end, format!("{one}/{other}"), String::new())
            }
            ("after", _) => (
                behind,
                format!("{one}/.."),
                format!(", which takes in {one}"),
            ),
            _ => (
                behind,
                format!("../{one}"),
                format!(", which takes in {one}"),
            ),
        };
        Edtf::parse(&interval).ok()?;
        let mistake = Mistake::new(
            self.span_read(input, end),
            format!("`{found}` does not stand behind `{line}`"),
            "expected the time itself",
        );
        Some(mistake.advise(format!("Write `{line} {interval}`{takes}.")))
    }

    /// `published on 2025-01-19`, from the word before the date on: nothing stands between, and what is meant is clear.
    fn behind_time_word(&self, input: &'t str, line: &str) -> Result<&'t str, nom::Err<Fault>> {
        if let Some(mistake) = self.bounded_line(input, line) {
            return wrong::<()>(mistake).map(|_| input);
        }
        let Ok((rest, found)) = word(input) else {
            return Ok(input);
        };
        if !matches!(
            found,
            "on" | "in" | "at" | "since" | "from" | "by" | "dated"
        ) {
            return Ok(input);
        }
        let at = the("the", rest).map_or(rest, |(rest, _)| rest);
        let (at, lead) = (skip_space(at), format!("{line} "));
        let span = |slice: &str| self.span(slice);
        let slip = slips::date(at, &lead, &span).or_else(|| spoken_date(at, &lead, &span));
        if let Some(slip) = slip {
            let span = self.span(found).to(slip.span);
            return wrong::<()>(Mistake { span, ..slip }).map(|_| at);
        }
        let first = word(at).map_or("", |(_, first)| first);
        let is_day = slips::is_weekday(at) || matches!(first, "today" | "yesterday" | "tomorrow");
        if !is_day && !slips::looks_dated(at) {
            return Ok(input);
        }
        let message = format!("`{found}` is too much behind `{line}`");
        let mistake = Mistake::new(self.span(found), message, "expected the time itself");
        let time = &at[..Edtf::lex(at)];
        let time = if time.is_empty() { first } else { time };
        self.note(mistake.advise(format!("Leave `{found}` out: `{line} {}`.", cut(time))));
        Ok(at)
    }

    /// `Julian`: a mistake that is read as it is meant, as otherwise all dates below it would be others.
    fn other_calendar(&self, input: &'t str) -> Step<'t, Spanned<Calendar>> {
        let mistake = self.misfit(input, "`gregorian` or `julian`");
        let (rest, found) = word(input).unwrap_or((input, ""));
        let Some((name, value)) = calendar_meant(found) else {
            return wrong(mistake);
        };
        let message = format!("{} is no calendar here", shown(found));
        let mistake = Mistake::new(mistake.span, message, mistake.label);
        let span = mistake.span;
        self.note(mistake.advise_nearest(Some(name)));
        Ok((rest, Spanned { value, span }))
    }

    /// Who speaks: an id or a name in quotation marks
    pub(super) fn speaker(&self, input: &'t str) -> Parsed<'t, super::tree::Reference<'t>> {
        if let Some(named) = self.unquoted_speaker(input) {
            return Ok(named);
        }
        match self.reference(input) {
            Err(nom::Err::Error(_)) => {
                wrong(self.misfit(input, "who speaks: an id or a name in quotation marks"))
            }
            other => other,
        }
    }
}

/// Whether a text only holds the place of one that is still to be written.
fn is_placeholder(text: &str) -> bool {
    matches!(
        text.to_ascii_lowercase().as_str(),
        "todo" | "tbd" | "xxx" | "fixme"
    )
}

/// A path in quotation marks in which backslashes part folders, as on Windows.
fn windows_path<'t>(
    text: &'t str,
    span: impl Fn(&'t str) -> Span,
) -> Option<(&'t str, Quoted<'t>)> {
    let (string, closed) = text.starts_with('"').then(|| string_at(text))?;
    let long = string.starts_with("\"\"\"");
    let width = if long { 3 } else { 1 };
    let raw = closed.then(|| &string[width..string.len() - width])?;
    let parts = match long {
        true => raw.contains('\\'),
        false => raw.replace("\\\"", "").contains('\\'),
    };
    let span = span(string);
    parts.then_some((string, Quoted { raw, long, span }))
}

/// The calendar of a source, from the lines below it. It is looked up before any of them is read, as its dates may stand above it.
pub(super) fn calendar_of(below: Lines<'_>) -> Calendar {
    let mut below = below.take_while(|line| line.indent > 0 && keyword(line.text).is_none());
    below
        .find_map(|line| calendar_said(line.text))
        .unwrap_or_default()
}

/// The calendar that a line below a source says, if it is `calendar`.
fn calendar_said(line: &str) -> Option<Calendar> {
    let (rest, _) = the("calendar", line).ok()?;
    let (_, found) = word(skip_space(rest).trim_start_matches([':', '='])).ok()?;
    calendar_meant(found).map(|(_, calendar)| calendar)
}

/// The calendar of this name or, where there is none, of the one that was probably meant.
fn calendar_meant(found: &str) -> Option<(&'static str, Calendar)> {
    let meant = nearest(found, &CALENDARS.map(|(name, _)| name))?;
    CALENDARS.into_iter().find(|(name, _)| *name == meant)
}

/// What a line has without quotation marks, to stand between them; `…` where that is not clear.
fn meant(input: &str) -> String {
    let line = input.lines().next().unwrap_or_default().trim();
    let is_clear = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '/' | '.' | '-' | '_' | ',');
    match !line.is_empty() && line.chars().all(is_clear) {
        true => cut(line),
        false => "…".to_owned(),
    }
}
