//! Sources.

use super::errors::{Mistake, cut, shown};
use super::reader::{Fault, Parsed, Reader, Step, maybe, must, wrong};
use super::slips;
use super::spoken_dates::spoken_date;
use super::suggest::nearest;
use super::tree::{Calendar, Entry, Name, Quoted, Source, Spanned, Time};
use super::words::{mark, skip_space, the, word};
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
        self.calendar_above.set(Calendar::Gregorian);
        let (rest, name) = self.declared(input, "a source")?;
        let mut source = empty_source(self.span(head), name);
        if mark(":", rest).is_ok() {
            let at = skip_space(rest);
            let message = "No colon stands behind the id of a source";
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
            "text" => self.text_line(rest, &mut source.text, word)?.0,
            "url" => self.text_line(rest, &mut source.url, word)?.0,
            "zone" => self.text_line(rest, &mut source.zone, word)?.0,
            "published" => self.time_line(rest, &mut source.published, word)?.0,
            "by" => {
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
                let (rest, calendar) = must(self.calendar(rest), || self.no_calendar(rest))?;
                self.calendar_above.set(calendar.value);
                self.once(&mut source.calendar, calendar, word);
                rest
            }
        };
        self.check_end(rest, "the end of the line");
        Ok((rest, ()))
    }

    /// A text in quotation marks
    pub(super) fn text_line(
        &self,
        input: &'t str,
        slot: &mut Option<Quoted<'t>>,
        word: &'t str,
    ) -> Step<'t, ()> {
        let (rest, text) = must(self.string(input), || {
            self.misfit(input, "a text in quotation marks")
                .advise(format!("Write `{word} \"{}\"`.", meant(input)))
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
        let span = value.span;
        self.once(slot, Box::new(Spanned { value, span }), word);
        Ok((rest, ()))
    }

    /// `published on 2025-01-19`, from the word before the date on: nothing stands between, and what is meant is clear.
    fn behind_time_word(&self, input: &'t str, line: &str) -> Result<&'t str, nom::Err<Fault>> {
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

    fn no_calendar(&self, input: &'t str) -> Mistake {
        let mistake = self.misfit(input, "`gregorian` or `julian`");
        let found = word(input).map_or("", |(_, word)| word);
        match nearest(found, &["gregorian", "julian"]) {
            Some(meant) => Mistake::new(
                mistake.span,
                format!("{} is no calendar here", shown(found)),
                mistake.label,
            )
            .advise_nearest(Some(meant)),
            None => mistake,
        }
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

/// What a line has without quotation marks, to stand between them; `…` where that is not clear.
fn meant(input: &str) -> String {
    let line = input.lines().next().unwrap_or_default().trim();
    let is_clear = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '/' | '.' | '-' | '_' | ',');
    match !line.is_empty() && line.chars().all(is_clear) {
        true => cut(line),
        false => "…".to_owned(),
    }
}
