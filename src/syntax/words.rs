//! The smallest pieces: white space, comments, ids, names in quotation marks, the words of the language.
//!
//! Every parser skips the white space and the comments in front of what it reads and stops right behind it.

use nom::Parser;
use nom::bytes::complete::{take_while, take_while_m_n};
use nom::combinator::recognize;
use nom::multi::separated_list1;
use nom::sequence::pair;
use unicode_width::UnicodeWidthChar;

use super::errors::{Mistake, cut, misfit};
use super::reader::{Parsed, Reader, Step, maybe, must, not_this, wrong};
use super::scan::before;
use super::tree::{Name, Quoted, Reference};

/// The text behind white space and comments.
#[inline]
pub(super) fn skip_space(input: &str) -> &str {
    // Most often something plain stands here, or behind a space.
    let bytes = input.as_bytes();
    match bytes.first() {
        None => input,
        Some(first) if is_plain(*first) => input,
        Some(b' ') if bytes.len() > 1 && is_plain(bytes[1]) => &input[1..],
        _ => skip_any_space(input),
    }
}

/// The same, whatever stands there.
fn skip_any_space(input: &str) -> &str {
    let mut rest = input.trim_start();
    while rest.starts_with('#') {
        rest = rest[first_line(rest).len()..].trim_start();
    }
    rest
}

/// Whether a byte is a sign of ASCII that can be seen and begins no comment.
#[inline]
fn is_plain(byte: u8) -> bool {
    byte > b' ' && byte < 0x7f && byte != b'#'
}

/// Whether nothing but white space and comments is left.
#[inline]
pub(super) fn at_end(input: &str) -> bool {
    skip_space(input).is_empty()
}

/// Whether an id may begin so: a letter of any script.
pub(super) fn begins_id(c: char) -> bool {
    c.is_alphabetic()
}

/// Whether an id may go on so: letters, digits, `_`, and the marks that some scripts write on or between letters.
fn continues_id(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c)
}

/// Whether it is written on the letter before it. The standard library does not know marks; those that it does not count among the
/// letters take no room of their own. The two joiners belong to the spelling of Persian and of Indian languages.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
        || (c.width() == Some(0) && !c.is_control() && !is_invisible(c))
}

/// Whether it cannot be seen and is no mark: a reader would take two ids that differ by it for one.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// An id or a word of the language.
#[inline]
pub(super) fn word(input: &str) -> Parsed<'_, &str> {
    let text = skip_space(input);
    match plain_word(text) {
        Some(0) => not_this(),
        Some(length) => Ok((&text[length..], &text[..length])),
        None => any_word(text),
    }
}

/// How long the word is that a text begins with, 0 if none; nothing is known where a sign beyond ASCII stands in it or behind it.
#[inline]
pub(super) fn plain_word(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(first) if first.is_ascii_alphabetic() => {}
        Some(first) if !first.is_ascii() => return None,
        _ => return Some(0),
    }
    let ends = |byte: &u8| !IN_WORD[usize::from(*byte)];
    let length = bytes.iter().position(ends).unwrap_or(bytes.len());
    let plain = bytes.get(length).is_none_or(u8::is_ascii);
    plain.then_some(length)
}

/// Whether a byte stands for a letter or digit of ASCII, or for `_`.
static IN_WORD: [bool; 256] = {
    let mut in_word = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        in_word[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    in_word
};

/// A word of any script.
fn any_word(text: &str) -> Step<'_, &str> {
    recognize(pair(
        take_while_m_n(1, 1, begins_id),
        take_while(continues_id),
    ))
    .parse(text)
}

/// One word of the language.
#[inline(always)]
pub(super) fn the<'t>(expected: &str, input: &'t str) -> Step<'t, &'t str> {
    let text = skip_space(input);
    if !text.starts_with(expected) {
        return not_this();
    }
    match text.split_at(expected.len()) {
        (found, rest) if !goes_on(rest) => Ok((rest, found)),
        _ => not_this(),
    }
}

/// Whether a word that was read up to here goes on.
#[inline]
fn goes_on(rest: &str) -> bool {
    match rest.as_bytes().first() {
        Some(byte) if byte.is_ascii() => IN_WORD[usize::from(*byte)],
        _ => rest.starts_with(continues_id),
    }
}

/// Several words of the language, one behind the other: `as of`.
pub(super) fn phrase<'t>(expected: &[&str], input: &'t str) -> Step<'t, ()> {
    let mut rest = input;
    for expected in expected {
        rest = the(expected, rest)?.0;
    }
    Ok((rest, ()))
}

/// A mark such as `:` or `,`.
#[inline]
pub(super) fn mark<'t>(expected: &str, input: &'t str) -> Step<'t, &'t str> {
    let text = skip_space(input);
    match text.strip_prefix(expected) {
        Some(rest) => Ok((rest, &text[..expected.len()])),
        None => not_this(),
    }
}

/// The piece at the beginning of a text that a message can point at: a word, a number, a quotation, or a single character.
pub(super) fn anything(text: &str) -> &str {
    let Some(first) = text.chars().next() else {
        return text;
    };
    let length = if continues_id(first) {
        text.find(|c| !(continues_id(c) || matches!(c, '-' | '.' | '/' | ':')))
            .map_or(text.len(), |end| end.max(first.len_utf8()))
    } else {
        first.len_utf8()
    };
    if continues_id(first) {
        text[..length].trim_end_matches([':', '.', '/'])
    } else {
        &text[..length]
    }
}

/// The text behind the next comma that stands outside quotation marks and brackets.
pub(super) fn behind_comma(input: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let mut rest = skip_space(input);
    while let Some(c) = rest.chars().next() {
        match c {
            '"' => {
                rest = behind_string(rest);
                continue;
            }
            '#' => {
                rest = skip_space(rest);
                continue;
            }
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return Some(&rest[1..]),
            _ => {}
        }
        rest = &rest[c.len_utf8()..];
    }
    None
}

/// The text behind the string that it begins with, however it ends.
fn behind_string(text: &str) -> &str {
    let (string, _) = string_at(text);
    &text[string.len()..]
}

/// The string at the beginning of a text, quotation marks included, and whether it is closed. One that is not ends with its line.
pub(super) fn string_at(text: &str) -> (&str, bool) {
    if let Some(inside) = text.strip_prefix("\"\"\"") {
        return match long_marks(inside) {
            Some(end) if !opens_claim(&inside[..end]) => (&text[..end + 6], true),
            _ => (first_line(text), false),
        };
    }
    let mut end = 1;
    loop {
        end += before([b'"', b'\\', b'\n', b'\r'], &text[end..]);
        match text.as_bytes().get(end) {
            Some(b'"') => return (&text[..=end], true),
            Some(b'\\') => end += 1 + escaped(&text[end + 1..]),
            _ => return (&text[..end], false),
        }
    }
}

/// How long the sign behind a backslash is. The end of the line is none.
fn escaped(behind: &str) -> usize {
    match behind.chars().next() {
        None | Some('\n' | '\r') => 0,
        Some(sign) => sign.len_utf8(),
    }
}

/// Where the marks of a long string stand first.
fn long_marks(text: &str) -> Option<usize> {
    let mut at = before([b'"'], text);
    while at < text.len() && !text[at..].starts_with("\"\"\"") {
        at += 1 + before([b'"'], &text[at + 1..]);
    }
    (at < text.len()).then_some(at)
}

/// Whether the quotation marks behind this text open the passage of another claim: then the string before was never closed, and
/// ending it here would swallow whatever lies between.
fn opens_claim(before: &str) -> bool {
    let Some(end) = before.rfind(['\n', '\r']) else {
        return false;
    };
    let mut words = before[end + 1..].split_whitespace();
    let begins = before[end + 1..].starts_with("claim") && words.next() == Some("claim");
    let hedge = words.next().is_none_or(|word| {
        super::claims::HEDGES
            .iter()
            .any(|(hedge, _)| *hedge == word)
    });
    begins && hedge && words.next().is_none()
}

/// The text behind the end of a line that it begins with.
#[inline]
pub(super) fn behind_line_end(text: &str) -> &str {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => &text[2..],
        [b'\n' | b'\r', ..] => &text[1..],
        _ => text,
    }
}

/// The first line of a text, without its end.
#[inline]
pub(super) fn first_line(text: &str) -> &str {
    &text[..before([b'\n', b'\r'], text)]
}

impl<'t> Reader<'t> {
    /// `najim`
    pub(super) fn id(&self, input: &'t str) -> Parsed<'t, Name<'t>> {
        let (rest, text) = word(input)?;
        let span = self.span(text);
        Ok((rest, Name { text, span }))
    }

    /// `"Osama Najim"`
    pub(super) fn string(&self, input: &'t str) -> Parsed<'t, Quoted<'t>> {
        let text = skip_space(input);
        match text.as_bytes().first() {
            Some(b'"') => return self.straight_string(text),
            Some(first) if first.is_ascii() => return not_this(),
            _ => {}
        }
        match text.chars().next() {
            Some(open @ ('“' | '„' | '«' | '”')) => self.curly_string(text, open),
            _ => not_this(),
        }
    }

    /// `"…"` or `"""…"""`
    fn straight_string(&self, text: &'t str) -> Step<'t, Quoted<'t>> {
        let (string, closed) = string_at(text);
        let long = string.starts_with("\"\"\"");
        let width = if long { 3 } else { 1 };
        if !closed {
            return wrong(self.unclosed(text, width));
        }
        let raw = &string[width..string.len() - width];
        if !long {
            self.check_escapes(raw);
        }
        let span = self.span(string);
        Ok((&text[string.len()..], Quoted { raw, long, span }))
    }

    fn unclosed(&self, text: &'t str, width: usize) -> Mistake {
        let mistake = Mistake::new(
            self.span(&text[..width]),
            "a quotation is opened here and never closed",
            if width == 1 {
                "no `\"` closes it on this line"
            } else {
                "no `\"\"\"` closes it below"
            },
        );
        match width {
            1 => mistake.advise("Close it with `\"` on the same line; a passage of several lines stands between `\"\"\"` and `\"\"\"`."),
            _ => mistake.advise("Close it with `\"\"\"` behind its last word."),
        }
    }

    /// `\"` and `\\` are all that a backslash may stand for.
    fn check_escapes(&self, raw: &'t str) {
        if before([b'\\'], raw) == raw.len() {
            return;
        }
        let mut chars = raw.char_indices();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            if let Some((_, next)) = chars.next()
                && !matches!(next, '"' | '\\')
            {
                let slice = &raw[at..at + 1 + next.len_utf8()];
                self.note(
                    Mistake::new(
                        self.span(slice),
                        "a backslash stands alone in a quotation",
                        "expected `\\\"` or `\\\\`",
                    )
                    .advise("Write `\\\\` for a backslash and `\\\"` for a quotation mark."),
                );
            }
        }
    }

    /// `“…”`: a mistake that is read as it is meant.
    fn curly_string(&self, text: &'t str, open: char) -> Step<'t, Quoted<'t>> {
        let close = if open == '«' {
            ['»', '»', '"']
        } else {
            ['”', '“', '"']
        };
        let inside = &first_line(text)[open.len_utf8()..];
        let mistake = Mistake::new(
            self.span(&text[..open.len_utf8()]),
            format!("`{open}` is a typographic quotation mark"),
            "expected a straight one: `\"`",
        )
        .advise("Write straight quotation marks around it: \"…\".");
        let Some(end) = inside.find(close) else {
            return wrong(mistake);
        };
        self.note(mistake);
        let close_length = inside[end..].chars().next().map_or(0, char::len_utf8);
        let length = open.len_utf8() + end + close_length;
        let span = self.span(&text[..length]);
        // Nothing is escaped between typographic marks, as in a long string.
        let quoted = Quoted {
            raw: &inside[..end],
            long: true,
            span,
        };
        Ok((&text[length..], quoted))
    }

    /// An id or a name in quotation marks.
    pub(super) fn reference(&self, input: &'t str) -> Parsed<'t, Reference<'t>> {
        if let (rest, Some(label)) = maybe(input, self.string(input))? {
            return Ok((rest, Reference::Label(label)));
        }
        let (rest, name) = self.id(input)?;
        if name.text.starts_with(char::is_uppercase)
            && let Some(mistake) = self.unquoted_name(input)
        {
            return wrong(mistake);
        }
        Ok((rest, Reference::Id(name)))
    }

    /// `italy, "North Africa"`
    pub(super) fn references(&self, input: &'t str) -> Parsed<'t, Vec<Reference<'t>>> {
        separated_list1(
            |i| mark(",", i),
            |i| {
                must(self.reference(i), || {
                    self.misfit(i, "an id or a name in quotation marks")
                })
            },
        )
        .parse(input)
    }

    /// `ap, reuters`
    pub(super) fn ids(&self, input: &'t str) -> Parsed<'t, Vec<Name<'t>>> {
        separated_list1(
            |i| mark(",", i),
            |i| must(self.id(i), || self.misfit(i, "an id")),
        )
        .parse(input)
    }

    /// `"Osama Najim", "Almasri"`
    pub(super) fn strings(&self, input: &'t str) -> Parsed<'t, Vec<Quoted<'t>>> {
        separated_list1(
            |i| mark(",", i),
            |i| {
                must(self.string(i), || {
                    let mistake = self.misfit(i, "a name in quotation marks");
                    match i.split([',', '#', '\n']).next().map(str::trim) {
                        Some(name) if word(i).is_ok() => {
                            mistake.advise(format!("Write `\"{}\"`.", cut(name)))
                        }
                        _ => mistake,
                    }
                })
            },
        )
        .parse(input)
    }

    /// The mistake of something that does not fit where it stands.
    pub(super) fn misfit(&self, at: &'t str, expected: &str) -> Mistake {
        misfit(|slice| self.span(slice), at, expected)
    }
}
