//! Mistakes in writing, in the words of somebody who writes claims.

use std::fmt::Write as _;

use super::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Location, Span};

/// So many mistakes of one file are told; the rest are counted.
const TOLD_MAX: usize = 200;

/// So many characters of the user's text are repeated in a message.
const SHOWN_CHARS_MAX: usize = 40;

/// A mistake in writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    /// The place.
    pub(super) span: Span,
    /// What is wrong.
    pub(super) message: String,
    /// What was expected there.
    pub(super) label: String,
    /// How to write it.
    pub(super) advice: Option<String>,
    /// The id that would be declared here, if it were right.
    pub(super) declares: Option<String>,
}

impl Mistake {
    pub(super) fn new(span: Span, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            label: label.into(),
            advice: None,
            declares: None,
        }
    }

    pub(super) fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// The same where an id would be declared if it were right.
    pub(super) fn declaring(mut self, id: &str) -> Self {
        self.declares = Some(id.to_owned());
        self
    }

    /// The same with a hint at the word that was probably meant, if there is one.
    pub(super) fn advise_nearest(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(word) => self.advise(format!("Did you mean `{word}`?")),
            None => self,
        }
    }

    fn diagnostic(self, file: FileId) -> Diagnostic {
        let location = Location {
            file,
            span: self.span,
        };
        let mut diagnostic = Diagnostic::new(Code::Syntax, self.message).at(location, self.label);
        diagnostic.about = self.declares.unwrap_or_default();
        match self.advice {
            Some(advice) => diagnostic.advise(advice),
            None => diagnostic,
        }
    }
}

/// The diagnostics of a file, the last of which counts what was too much to tell.
pub(super) fn diagnostics(file: FileId, mut mistakes: Vec<Mistake>) -> Vec<Diagnostic> {
    let rest = mistakes.split_off(mistakes.len().min(TOLD_MAX));
    let mut diagnostics: Vec<Diagnostic> = mistakes
        .into_iter()
        .map(|mistake| mistake.diagnostic(file))
        .collect();
    if let Some(first) = rest.first() {
        let more = Mistake::new(
            first.span,
            format!("{} more mistakes in this file are not shown", rest.len()),
            "the first of them stands here",
        );
        diagnostics.push(
            more.diagnostic(file)
                .advise("Mend the first ones and check again."),
        );
    }
    diagnostics
}

/// The mistake of something that does not fit where it stands, `at` being the text from there on.
pub(super) fn misfit(span: impl FnOnce(&str) -> Span, at: &str, expected: &str) -> Mistake {
    let at = words::skip_space(at);
    let word = if at.starts_with('"') {
        words::string_at(at).0
    } else {
        words::anything(at)
    };
    let span = span(word);
    let label = format!("expected {expected}");
    let Some(first) = word.chars().next() else {
        return Mistake::new(span, "something is missing at the end of this line", label);
    };
    match stray(first) {
        Some((what, advice)) => Mistake::new(span, what, label).advise(advice),
        None if first == '=' => Mistake::new(span, "`=` has no meaning here", label).advise(
            "Between a name and what is said of it stands a colon: `release: on 2025-01-21`.",
        ),
        None if first == ':' => Mistake::new(span, "this colon has no meaning here", label).advise(
            "One colon stands between a name and what is said of it: `release: on 2025-01-21`.",
        ),
        None if first == '"' => Mistake::new(span, "a quotation does not fit here", label),
        None if first == ',' => Mistake::new(span, "something is missing before this comma", label),
        None => Mistake::new(span, format!("{} does not fit here", shown(word)), label),
    }
}

/// What to say of a character that should stand nowhere outside quotation marks.
fn stray(c: char) -> Option<(String, &'static str)> {
    match c {
        '\u{fffd}' => Some((
            "bytes that are not UTF-8 stand here".into(),
            "Save the file as UTF-8.",
        )),
        c if c.is_control() || words::is_invisible(c) => Some((
            format!(
                "an invisible character, U+{:04X}, stands here",
                u32::from(c)
            ),
            "Delete it; it may have come along when the text was pasted.",
        )),
        '“' | '”' | '„' | '‟' | '«' | '»' => Some((
            format!("`{c}` is a typographic quotation mark"),
            "Write straight quotation marks: \"…\".",
        )),
        '‘' | '’' | '\'' | '`' => Some((
            format!(
                "{} is no quotation mark here",
                if c == '`' {
                    "a backtick".into()
                } else {
                    format!("`{c}`")
                }
            ),
            "Write straight double quotation marks: \"…\".",
        )),
        _ => None,
    }
}

/// A piece of the user's text for a message: short, on one line, with nothing invisible in it.
pub(super) fn shown(text: &str) -> String {
    format!("`{}`", cut(text))
}

/// The same without the marks around it.
pub(super) fn cut(text: &str) -> String {
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == SHOWN_CHARS_MAX {
            shown.push('…');
            break;
        }
        if c.is_control() || words::is_invisible(c) || c == '\u{fffd}' {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown
}
