//! Excerpts of the claim files with their labels, drawn by miette.
//!
//! miette ties a diagnostic to one file, prints every line between two labels, counts columns in bytes and passes control
//! characters raw. So it gets to see only what is to be shown: a text of a few lines, made visible and cut to the width, that
//! knows the file, line and column it came from.

use std::fmt;
use std::ops::Range;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use unicode_width::UnicodeWidthStr;

use super::line::{self, ShownLine};
use super::page::{Page, wrap};
use crate::diagnostic::Label;
use crate::text::{File, FileId, Files, visible};

/// Labels of one file on lines so near that they share an excerpt.
const NEAR_LINES: u32 = 3;
/// A label's text is not broken into lines of less than this.
const LABEL_LEAST: usize = 16;
/// The columns that a label's text takes before it: `╰── `.
const HOOK: usize = 5;
/// A label's text gets at least so many columns, if the line can be cut for it.
const LABEL_ROOM: usize = 38;

/// A label to draw.
#[derive(Clone, Copy)]
pub(super) struct Drawn<'a> {
    pub(super) label: &'a Label,
    /// What to write at it; nothing if it says what stands there already.
    pub(super) text: &'a str,
    /// The number of its colour.
    pub(super) colour: usize,
}

/// Draws labels as excerpts, in the order of files and lines, so many columns from the left.
pub(super) fn draw(page: &mut Page, files: &Files, drawn: &[Drawn<'_>], indent: usize) {
    let width = page.width().saturating_sub(indent);
    // A file that could not be read has nothing to show.
    let shows = |drawn: &&Drawn<'_>| {
        !drawn.text.is_empty() || !files.get(drawn.label.location.file).text.is_empty()
    };
    let drawn = drawn.iter().filter(shows);
    let mut placed: Vec<Placed<'_>> = drawn.map(|&drawn| Placed::new(files, drawn)).collect();
    placed.sort_by_key(|placed| (placed.file, placed.line, placed.within.start));
    placed.dedup_by(|a, b| a.same_as(b));
    for group in placed.chunk_by(|a, b| a.file == b.file && b.line - a.line <= NEAR_LINES) {
        let file = files.get(group[0].file);
        match Excerpt::new(file, group, width) {
            Some(excerpt) => excerpt.draw(page, indent),
            None => {
                for one in group.chunks(1) {
                    if let Some(excerpt) = Excerpt::forced(file, one, width) {
                        excerpt.draw(page, indent);
                    }
                }
            }
        }
    }
}

/// A label with the line that it begins on.
struct Placed<'a> {
    drawn: Drawn<'a>,
    file: FileId,
    line: u32,
    column: u32,
    /// Its bytes within that line; a label over several lines is shown to the end of its first.
    within: Range<usize>,
}

impl<'a> Placed<'a> {
    fn new(files: &Files, drawn: Drawn<'a>) -> Self {
        let location = drawn.label.location;
        let file = files.get(location.file);
        let place = file.line_column(location.span.start);
        let line = line_range(file, place.line);
        let at = |offset: u32| (offset as usize).clamp(line.start, line.end) - line.start;
        let within = at(location.span.start)..at(location.span.end);
        Self {
            drawn,
            file: location.file,
            line: place.line,
            column: place.column,
            within,
        }
    }

    fn same_as(&self, other: &Self) -> bool {
        (self.file, self.line, &self.within, self.drawn.text)
            == (other.file, other.line, &other.within, other.drawn.text)
    }
}

/// The bytes of a line (from 1), without its end.
fn line_range(file: &File, line: u32) -> Range<usize> {
    let start = file
        .lines()
        .start(line)
        .map_or(file.text.len(), |start| start as usize);
    let end = file
        .lines()
        .start(line + 1)
        .map_or(file.text.len(), |end| end as usize);
    let text = file.text.get(start..end).unwrap_or_default();
    start..start + text.trim_end_matches(['\n', '\r']).len()
}

/// A few lines of a file, ready to draw. To miette it is a source and a diagnostic at once.
#[derive(Debug)]
struct Excerpt {
    path: String,
    /// Line and column of its first label, from 0.
    line: usize,
    column: usize,
    text: String,
    labels: Vec<LabeledSpan>,
    colours: Vec<usize>,
}

impl Excerpt {
    /// The excerpt, if all its labels' texts fit.
    fn new(file: &File, group: &[Placed<'_>], width: usize) -> Option<Self> {
        Self::build(file, group, width, false)
    }

    /// The excerpt, even if a text has to be squeezed.
    fn forced(file: &File, group: &[Placed<'_>], width: usize) -> Option<Self> {
        Self::build(file, group, width, true)
    }

    fn build(file: &File, group: &[Placed<'_>], width: usize, force: bool) -> Option<Self> {
        let (first, last) = (group.first()?, group.last()?);
        let room = width
            .saturating_sub(last.line.to_string().len() + 4)
            .max(20);
        let mut excerpt = Self {
            path: visible(&file.path).into_owned(),
            line: first.line.saturating_sub(1) as usize,
            column: first.column.saturating_sub(1) as usize,
            text: String::new(),
            labels: Vec::new(),
            colours: Vec::new(),
        };
        for number in first.line..=last.line {
            let here: Vec<&Placed<'_>> = group
                .iter()
                .filter(|placed| placed.line == number)
                .collect();
            excerpt.push_line(&file.text[line_range(file, number)], &here, room, force)?;
        }
        Some(excerpt)
    }

    fn push_line(
        &mut self,
        text: &str,
        here: &[&Placed<'_>],
        room: usize,
        force: bool,
    ) -> Option<()> {
        let shown = shown_line(text, here, room);
        // miette moves the second of two marks that overlap to where nothing is.
        if !force
            && shown
                .marks
                .windows(2)
                .any(|pair| pair[1].start < pair[0].end)
        {
            return None;
        }
        let base = self.text.len();
        for (placed, mark) in here.iter().zip(&shown.marks) {
            let space = room.saturating_sub(shown.hook(mark) + HOOK);
            let said = visible(placed.drawn.text);
            let lines = wrap(&said, space.max(LABEL_LEAST));
            let narrow = space < LABEL_ROOM / 2 && lines.len() > 1;
            // Even an empty text needs room for its hook.
            let no_hook = shown.hook(mark) + HOOK > room;
            let over = no_hook || lines.iter().any(|line| line.width() > space);
            if !force && here.len() > 1 && (narrow || over) {
                return None;
            }
            let said = (!said.trim().is_empty()).then(|| lines.join("\n"));
            self.labels
                .push(LabeledSpan::new(said, base + mark.start, mark.len()));
            self.colours.push(placed.drawn.colour);
        }
        self.text.push_str(&shown.text);
        self.text.push('\n');
        Some(())
    }

    fn draw(&self, page: &mut Page, indent: usize) {
        let mut drawn = String::new();
        let handler = GraphicalReportHandler::new_themed(self.theme(page.colour()))
            .with_width(page.width())
            .with_context_lines(0)
            .with_links(false)
            .without_syntax_highlighting();
        // Writing to a string cannot fail, and the source knows all of its labels.
        if handler.render_report(&mut drawn, self).is_ok() {
            // The first line is miette's heading, which is empty: ours stands above all excerpts.
            for line in drawn.lines().skip(1) {
                page.verbatim(&" ".repeat(indent));
                page.verbatim(line.trim_end());
                page.gap();
            }
        }
    }

    fn theme(&self, colour: bool) -> GraphicalTheme {
        let mut styles = if colour {
            ThemeStyles::ansi()
        } else {
            ThemeStyles::none()
        };
        if colour {
            // The colours of the accounts' headings: magenta, cyan, yellow.
            let all = [styles.highlights[0], styles.help, styles.warning];
            styles.highlights = self
                .colours
                .iter()
                .map(|&number| all[number % all.len()])
                .collect();
        }
        GraphicalTheme {
            characters: ThemeCharacters::unicode(),
            styles,
        }
    }
}

/// The line, cut so that what hangs on its first label has room.
fn shown_line(text: &str, here: &[&Placed<'_>], room: usize) -> ShownLine {
    let marks: Vec<Range<usize>> = here.iter().map(|placed| placed.within.clone()).collect();
    let whole = line::show(text, &marks, room, usize::MAX);
    let hook = |shown: &ShownLine| shown.marks.first().map_or(0, |mark| shown.hook(mark));
    let longest = here
        .iter()
        .map(|placed| visible(placed.drawn.text).width())
        .max();
    let needed = longest.unwrap_or(0).min(LABEL_ROOM);
    if hook(&whole) + HOOK + needed <= room {
        return whole;
    }
    let cut = line::show(text, &marks, room, room / 4);
    if hook(&cut) + HOOK + needed.min(LABEL_LEAST) <= room {
        return cut;
    }
    // On a narrow page half of it is for the mark, as its label hangs on the middle of that.
    line::show(text, &marks, room / 2, room / 8)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::new(0.into(), self.text.len());
        let lines = self.text.lines().count();
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            self.text.as_bytes(),
            whole,
            self.line,
            self.column,
            lines,
        )))
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Excerpt {}

impl miette::Diagnostic for Excerpt {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
