//! One line of the language laid out: on one line of the file, or broken behind commas.

use unicode_width::UnicodeWidthStr;

use super::rows::{Piece, Place, Row, Sort};
use crate::syntax::TokenKind;

/// So many columns a line may have before it is broken, if it can be.
const WIDEST: usize = 120;
/// How far a line below an entry is indented.
const BELOW: usize = 2;
/// How far it is indented where a line goes on.
const GOES_ON: usize = 4;

/// A line of the file as it is to be.
#[derive(Debug, Default)]
pub(super) struct Laid<'t> {
    /// All but the comment behind it. Only a long string has line ends in it.
    pub(super) code: String,
    /// The comment behind it.
    pub(super) comment: Option<&'t str>,
}

impl Laid<'_> {
    /// A line without a comment.
    pub(super) fn bare(code: String) -> Self {
        Self {
            code,
            comment: None,
        }
    }
}

/// What goes up to a comma, with it.
#[derive(Default)]
struct Part<'t> {
    /// Comments on lines of their own before it.
    above: Vec<&'t str>,
    code: String,
    /// The comment behind the comma.
    comment: Option<&'t str>,
}

/// The lines of the file that a row is to stand on.
pub(super) fn wrap<'t>(row: &Row<'t>) -> Vec<Laid<'t>> {
    let indent = match row.place {
        Place::Head(_) => 0,
        Place::Below(_) => BELOW,
    };
    let parts = parts(&row.pieces);
    let statement = row.place == Place::Below(Sort::Claim);
    let broken = statement && !fits(indent, &parts);
    let mut lines = Filling::new(indent, broken);
    for part in parts {
        lines.part(part);
    }
    let mut lines = lines.lines;
    if let Some(last) = lines.last_mut() {
        last.comment = row.comment;
    }
    lines
}

/// A line is cut where it may be broken.
fn parts<'t>(pieces: &[Piece<'t>]) -> Vec<Part<'t>> {
    let mut parts = vec![Part::default()];
    let mut before: Option<Piece<'t>> = None;
    for &piece in pieces {
        if piece.kind == TokenKind::Comment {
            comment(&mut parts, piece);
            continue;
        }
        let ended = before.is_some_and(|before| is_comma(before));
        if ended && piece_begins(&parts) {
            parts.push(Part::default());
        }
        if let Some(part) = parts.last_mut() {
            if !part.code.is_empty() && before.is_some_and(|before| apart(before, piece)) {
                part.code.push(' ');
            }
            part.code.push_str(piece.text);
        }
        before = Some(piece);
    }
    parts
}

/// Whether the last part has ended, so that another begins.
fn piece_begins(parts: &[Part<'_>]) -> bool {
    parts.last().is_some_and(|part| !part.code.is_empty())
}

/// A comment inside a line stands behind a comma, or on a line of its own below one.
fn comment<'t>(parts: &mut Vec<Part<'t>>, piece: Piece<'t>) {
    let text = piece.text.trim_end();
    match parts.last_mut() {
        Some(part) if !piece.begins_line => part.comment = Some(text),
        Some(part) if part.code.is_empty() => part.above.push(text),
        _ => parts.push(Part {
            above: vec![text],
            ..Part::default()
        }),
    }
}

fn is_comma(piece: Piece<'_>) -> bool {
    piece.kind == TokenKind::Mark && piece.text == ","
}

/// Whether white space stands between two pieces.
fn apart(before: Piece<'_>, piece: Piece<'_>) -> bool {
    let is = |piece: Piece<'_>, marks: &[&str]| {
        piece.kind == TokenKind::Mark && marks.contains(&piece.text)
    };
    !is(piece, &[",", ":", "."]) && !is(before, &["."])
}

/// Whether everything stands well on one line.
fn fits(indent: usize, parts: &[Part<'_>]) -> bool {
    let mut column = indent;
    parts.iter().enumerate().all(|(number, part)| {
        column = behind(column + usize::from(number > 0), &part.code);
        let last = number + 1 == parts.len();
        (number == 0 || column <= WIDEST)
            && part.above.is_empty()
            && (last || part.comment.is_none())
    })
}

/// The column behind a text that begins in a column.
fn behind(column: usize, text: &str) -> usize {
    match text.rfind(['\n', '\r']) {
        Some(end) => text[end + 1..].width(),
        None => column + text.width(),
    }
}

/// The columns of the last line of a text.
pub(super) fn width(text: &str) -> usize {
    behind(0, text)
}

/// Lines being filled with parts.
struct Filling<'t> {
    lines: Vec<Laid<'t>>,
    indent: usize,
    /// Whether every part begins a line.
    broken: bool,
    /// Where the last line ends.
    column: usize,
}

impl<'t> Filling<'t> {
    fn new(indent: usize, broken: bool) -> Self {
        Self {
            lines: vec![Laid::bare(" ".repeat(indent))],
            indent,
            broken,
            column: indent,
        }
    }

    fn part(&mut self, part: Part<'t>) {
        let first = self.lines.len() == 1 && self.lines[0].code.len() == self.indent;
        let commented = self.lines.last().is_some_and(|line| line.comment.is_some());
        let wide = behind(self.column + 1, &part.code) > WIDEST;
        if !part.above.is_empty() || commented || (!first && (self.broken || wide)) {
            for comment in part.above {
                self.lines
                    .push(Laid::bare(format!("{:GOES_ON$}{comment}", "")));
            }
            self.lines.push(Laid::bare(" ".repeat(GOES_ON)));
            self.column = GOES_ON;
        } else if !first {
            self.add(" ");
        }
        self.add(&part.code);
        if let Some(line) = self.lines.last_mut() {
            line.comment = part.comment;
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.code.push_str(text);
            self.column = behind(self.column, text);
        }
    }
}
