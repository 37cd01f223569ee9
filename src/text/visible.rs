//! Text from files, made safe to show: what a terminal would obey, and what a reader could not see, is spelt out.

use std::borrow::Cow;

/// Whether a character may stand on a page as it is.
///
/// Not: control characters (a terminal obeys them), marks that turn the direction of writing (they make a line read
/// otherwise than it is stored), separators of lines, and characters without width that hide in names. The joiners U+200C and
/// U+200D are told apart by [`visible`], as Persian and Hindi are written with them.
#[must_use]
pub fn is_visible(c: char) -> bool {
    !(c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'))
}

/// The characters of a text with their byte offsets, each as it is shown: itself, or `\u{202e}` spelt out. Line ends and tabs
/// become one space.
pub(crate) fn shown(text: &str) -> impl Iterator<Item = (usize, Shown)> + '_ {
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, c) = chars.next()?;
        let after = chars.peek().map(|&(_, next)| next);
        let shown = show(c, before, after);
        before = Some(c);
        Some((at, shown))
    })
}

/// How one character is shown.
pub(crate) enum Shown {
    /// As it is, or as a space.
    Plain(char),
    /// Spelt out.
    Spelt(String),
}

fn show(c: char, before: Option<char>, after: Option<char>) -> Shown {
    match c {
        '\t' | '\n' | '\r' => Shown::Plain(' '),
        c if is_visible(c) || joins(c, before, after) => Shown::Plain(c),
        c => Shown::Spelt(format!("\\u{{{:x}}}", u32::from(c))),
    }
}

/// Whether a joiner stands where a script needs it: between letters that are not ASCII.
fn joins(c: char, before: Option<char>, after: Option<char>) -> bool {
    let letter =
        |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && is_visible(c) && !c.is_whitespace());
    matches!(c, '\u{200c}' | '\u{200d}') && letter(before) && letter(after)
}

/// A text on one line, with everything spelt out that is not [visible](is_visible).
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_visible) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (_, shown) in shown(text) {
        match shown {
            Shown::Plain(c) => out.push(c),
            Shown::Spelt(escape) => out.push_str(&escape),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_spelt_out() {
        assert_eq!(visible("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(visible("\u{202e}abc\u{2066}"), "\\u{202e}abc\\u{2066}");
        assert_eq!(visible("one\ttwo\nthree"), "one two three");
        assert_eq!(visible("a\u{200b}b\u{9b}"), "a\\u{200b}b\\u{9b}");
    }

    #[test]
    fn joiners_stay_where_a_script_needs_them() {
        assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(visible("na\u{200d}jim"), "na\\u{200d}jim");
    }

    #[test]
    fn names_in_any_script_stay() {
        for name in ["أسامة نجيم", "Усама Наджим", "奥萨马·纳吉姆", "Zoë"]
        {
            assert_eq!(visible(name), name);
        }
    }
}
