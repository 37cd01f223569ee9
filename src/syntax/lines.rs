//! A file as lines that belong together: comments and blank lines left out, long strings and continued lines in one piece.

use super::scan::before;
use super::words::{behind_line_end, first_line, string_at};

/// A line of the language, which may run over several lines of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'t> {
    /// From its first word to its last.
    pub text: &'t str,
    /// The byte of the file at which it begins.
    pub start: usize,
    /// How many characters of white space stand before it.
    pub indent: usize,
}

/// The lines of a text, in one pass.
pub fn lines(text: &str) -> Lines<'_> {
    Lines { text, rest: text }
}

/// What [`lines`] yields.
#[derive(Clone)]
pub struct Lines<'t> {
    text: &'t str,
    rest: &'t str,
}

impl<'t> Lines<'t> {
    /// The text that is left.
    pub(super) fn rest(&self) -> &'t str {
        self.rest
    }

    /// The text from a line on that it yielded.
    pub(super) fn from(&self, line: Line<'t>) -> &'t str {
        &self.text[line.start..]
    }

    /// A line together with the next one, and what comes behind both.
    pub(super) fn with_next(&self, line: Line<'t>) -> Option<(Line<'t>, Line<'t>, Self)> {
        let mut behind = self.clone();
        let next = behind.next()?;
        let text = &self.text[line.start..next.start + next.text.len()];
        Some((Line { text, ..line }, next, behind))
    }

    /// Goes on with the line that begins here, where somebody has read those before it.
    pub(super) fn go_on(&mut self, rest: &'t str) {
        self.rest = rest;
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        let (indent, begin) = next_words(self.rest)?;
        let start = self.text.len() - begin.len();
        let (text, behind) = joined(begin, indent);
        self.rest = behind;
        Some(Line {
            text,
            start,
            indent,
        })
    }
}

/// The next line of the file that is neither blank nor a comment: its indentation and the text from its first word on.
#[inline]
fn next_words(text: &str) -> Option<(usize, &str)> {
    let (mut at, mut indent) = (0, 0);
    loop {
        let length = match text.as_bytes().get(at)? {
            b' ' | b'\t' => 1,
            b'\n' | b'\r' => {
                at += 1;
                indent = 0;
                continue;
            }
            b'#' => first_line(&text[at..]).len(),
            b'!'..=b'~' => return Some((indent, &text[at..])),
            _ => match text[at..].chars().next() {
                Some(other) if other.is_whitespace() => other.len_utf8(),
                _ => return Some((indent, &text[at..])),
            },
        };
        at += length;
        indent += 1;
    }
}

/// The line that begins with the text, and the text behind it. A comma at the end of a line joins the next line to it if that is
/// indented deeper than the first.
fn joined(text: &str, indent: usize) -> (&str, &str) {
    let mut begin = 0;
    loop {
        let (words, end) = words_of_line(text, begin);
        let (line, behind) = (&text[..words], &text[end..]);
        match continuation(line, behind, indent) {
            Some(next) => begin = text.len() - next.len(),
            None => return (line, behind_line_end(behind)),
        }
    }
}

/// Where the words of a line of the file end that begins at `begin`, and where the line ends. Strings and comments are passed over.
fn words_of_line(text: &str, begin: usize) -> (usize, usize) {
    let (mut words, mut at) = (begin, begin);
    loop {
        let sign = at + before([b'\n', b'\r', b'#', b'"'], &text[at..]);
        let first = text.as_bytes().get(sign);
        if first == Some(&b'"') {
            at = sign + string_at(&text[sign..]).0.len();
            words = at;
            continue;
        }
        let plain = trim_end(&text[at..sign]).len();
        words = if plain > 0 { at + plain } else { words };
        return match first {
            Some(b'#') => (words, sign + first_line(&text[sign..]).len()),
            _ => (words, sign),
        };
    }
}

/// The text without the white space at its end: most often there is none.
#[inline]
fn trim_end(text: &str) -> &str {
    match text.as_bytes() {
        [.., b'!'..=b'~'] => text,
        _ => text.trim_end(),
    }
}

/// Where a line goes on that is so far `line`, `rest` being the text from its end on.
fn continuation<'t>(line: &str, rest: &'t str, indent: usize) -> Option<&'t str> {
    if !line.ends_with(',') {
        return None;
    }
    let (deeper, next) = next_words(behind_line_end(rest))?;
    (deeper > indent).then_some(next)
}
