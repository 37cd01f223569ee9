//! What cannot be seen in a claim file, so that what a reviewer sees is not what Belie reads: marks that turn the direction of writing, and
//! control characters.

use super::Case;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{self, TokenKind};
use crate::text::{File, FileId, Location, Span};

/// The first byte of every mark in UTF-8.
const FIRST_BYTE: u8 = 0xe2;

/// So many bytes are asked at once whether one may begin a control character.
const ASKED_AT_ONCE: usize = 4096;

/// So many marks of a file are shown.
const MARKS_MAX: usize = 100;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let is_meant = |id| case.part.is_none_or(|part| part == id);
    for (id, file) in case.files.claims().filter(|(id, _)| is_meant(*id)) {
        let marks = reordering(&file.text);
        if !marks.is_empty() {
            diagnostics.push(mistake(id, file, &marks));
        }
        let controls = controls(id, file);
        if !controls.is_empty() {
            diagnostics.push(control_mistake(id, file, &controls));
        }
    }
}

/// The control characters in quotations but tabs and line ends; outside quotations and comments they are mistakes of syntax.
fn controls(id: FileId, file: &File) -> Vec<(usize, char)> {
    let is_one = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    // Most files hold none, and are not read again; many bytes are asked at once.
    let may_begin = |byte: u8| {
        byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || matches!(byte, 0x7f | 0xc2)
    };
    let may_hold = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(false, |found, &byte| found | may_begin(byte))
    };
    if !file.text.as_bytes().chunks(ASKED_AT_ONCE).any(may_hold) || !file.text.contains(is_one) {
        return Vec::new();
    }
    let (tree, _) = syntax::parse(id, file);
    let tokens = syntax::tokens(&file.text, &tree).into_iter();
    let quotations = tokens.filter(|token| token.kind == TokenKind::Text);
    let of_quotation = |Span { start, end }: Span| {
        let text = file.text[start as usize..end as usize].char_indices();
        text.map(move |(at, c)| (start as usize + at, c))
    };
    let all = quotations.flat_map(|token| of_quotation(token.span));
    all.filter(|(_, c)| is_one(*c)).collect()
}

fn control_mistake(id: FileId, file: &File, controls: &[(usize, char)]) -> Diagnostic {
    let message = match controls {
        [_] => "a control character stands in a quotation".to_owned(),
        several => format!("{} control characters stand in quotations", several.len()),
    };
    let mut diagnostic = Diagnostic::new(Code::ReorderedText, message);
    for &(at, c) in controls.iter().take(MARKS_MAX) {
        let span = Span::new(at, at + c.len_utf8());
        let line = file.line_column(span.start).line;
        let place = Location { file: id, span };
        diagnostic = diagnostic.at(place, format!("U+{:04X} in line {line}", u32::from(c)));
    }
    diagnostic.advise(
        "Take each out, or put a space in its place: no reader sees it, and a terminal may do what it says.",
    )
}

fn mistake(id: FileId, file: &File, marks: &[(usize, char)]) -> Diagnostic {
    let message = match marks {
        [_] => "an invisible mark makes this line read otherwise than it is shown".to_owned(),
        several => format!(
            "{} invisible marks make lines read otherwise than they are shown",
            several.len()
        ),
    };
    let mut diagnostic = Diagnostic::new(Code::ReorderedText, message);
    for &(at, mark) in marks.iter().take(MARKS_MAX) {
        let span = Span::new(at, at + mark.len_utf8());
        let line = file.line_column(span.start).line;
        let place = Location { file: id, span };
        diagnostic = diagnostic.at(
            place,
            format!("U+{:04X} {} in line {line}", u32::from(mark), name(mark)),
        );
    }
    diagnostic.advise(
        "Take it out. A passage is found in its text without such marks, and scripts that run from right to left are shown \
         rightly without them.",
    )
}

/// The marks that reorder more than the string, comment or other stretch in which they stand: every override, and whatever is
/// opened there and not closed. Pairs that are closed come with copied names and do no harm.
fn reordering(text: &str) -> Vec<(usize, char)> {
    // Most files hold none, nor even the byte with which each of them begins, nor any beyond ASCII.
    let is_mark = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2068}');
    if text.is_ascii() || !text.as_bytes().contains(&FIRST_BYTE) || !text.contains(is_mark) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let ends = matches!(c, '\n' | '\r') || (c == '"' && before != Some('\\'));
        if ends {
            found.extend(in_stretch(start, &text[start..at]));
            start = at;
        }
        before = Some(c);
    }
    found.extend(in_stretch(start, &text[start..]));
    found
}

/// The marks of a stretch that begins at an offset.
fn in_stretch(start: usize, text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices().map(|(at, c)| (start + at, c)) {
        match c {
            '\u{202d}' | '\u{202e}' => found.push((at, c)),
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => open.push((at, c)),
            // It closes an embedding; one inside an isolate does not reach out of it.
            '\u{202c}' if open.last().is_some_and(|&(_, mark)| mark < '\u{2066}') => {
                open.pop();
            }
            // It closes the last isolate with all that was opened in it.
            '\u{2069}' => {
                if let Some(isolate) = open.iter().rposition(|&(_, mark)| mark >= '\u{2066}') {
                    open.truncate(isolate);
                }
            }
            _ => {}
        }
    }
    found.extend(open);
    found.sort_unstable();
    found
}

/// The name that Unicode gives a mark.
fn name(mark: char) -> &'static str {
    match mark {
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        _ => "FIRST STRONG ISOLATE",
    }
}

#[cfg(test)]
mod tests {
    use super::reordering;

    fn marks(text: &str) -> String {
        reordering(text).into_iter().map(|(_, mark)| mark).collect()
    }

    #[test]
    fn an_override_is_always_one() {
        assert_eq!(marks("claim \"a\u{202e}b\u{202c}\""), "\u{202e}");
        assert_eq!(marks("# \u{202d}x\n"), "\u{202d}");
        assert_eq!(reordering("ä \u{202e}"), [(3, '\u{202e}')]);
    }

    #[test]
    fn what_is_closed_where_it_was_opened_is_none() {
        assert_eq!(
            marks("claim \"\u{2066}@name\u{2069} and \u{202b}x\u{202c}\""),
            ""
        );
        assert_eq!(marks("claim \"\u{2067}\u{202a}x\u{2069}\""), "");
        assert_eq!(
            marks("claim \"\u{200e}\u{200f}\u{61c}\u{202c}\u{2069}\""),
            ""
        );
    }

    #[test]
    fn a_quotation_inside_a_string_ends_nothing() {
        assert_eq!(marks("\"\u{2067}a \\\"b\\\" c\u{2069}\""), "");
        assert_eq!(reordering("\"ä\u{202b}\""), [(3, '\u{202b}')]);
    }

    #[test]
    fn what_stays_open_is_one() {
        assert_eq!(marks("\u{2067}x\n\u{2069}"), "\u{2067}");
        assert_eq!(marks("\"\u{202b}x\" # \u{202c}"), "\u{202b}");
        assert_eq!(marks("\u{2066}\u{202a}\u{202c}"), "\u{2066}");
        assert_eq!(marks("\u{202a}\u{2066}\u{202c}\u{2069}"), "\u{202a}");
    }
}
