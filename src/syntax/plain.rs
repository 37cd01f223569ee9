//! Text of the language without what is only layout.

use super::words::{skip_space, string_at, word};

/// A stretch of a claim file as it would stand on one line: no comments, white space only where words would run together, no comma at
/// the end. Two stretches that differ in layout alone are the same then.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    push_plain(&mut plain, text);
    plain
}

/// Adds [`plain`] text to another.
pub fn push_plain(to: &mut String, text: &str) {
    let begin = to.len();
    let mut rest = skip_space(text);
    while let Some(first) = rest.chars().next() {
        let piece = piece(rest, first);
        let apart = to[begin..].chars().next_back().is_some_and(joins) && joins(first);
        if apart {
            to.push(' ');
        }
        push(to, piece, first == '"');
        rest = skip_space(&rest[piece.len()..]);
    }
    to.truncate(begin + to[begin..].trim_end_matches(',').len());
}

/// A stretch of a claim file as it would stand on one line, spaced as it is: no comments, one space for the white space between two words.
/// Strings stay as they are, so that one over several lines still is.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut rest = skip_space(text);
    while let Some(first) = rest.chars().next() {
        let piece = piece(rest, first);
        line.push_str(piece);
        let behind = &rest[piece.len()..];
        rest = skip_space(behind);
        if rest.len() < behind.len() && !rest.is_empty() {
            line.push(' ');
        }
    }
    line
}

/// A string of the language on one line; what cannot stand in one becomes a space.
#[must_use]
pub fn quoted(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let escaped = words.join(" ").replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// Whether a text is an id.
#[must_use]
pub fn is_id(text: &str) -> bool {
    matches!(word(text), Ok(("", id)) if id == text)
}

/// A string, or what stands between white space.
fn piece(text: &str, first: char) -> &str {
    if first == '"' {
        return string_at(text).0;
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, '#' | '"');
    &text[..text.find(ends).unwrap_or(text.len())]
}

/// Whether it would run together with a word beside it.
fn joins(c: char) -> bool {
    c == '_' || !c.is_ascii_punctuation()
}

/// Lines of a string may be broken anew, and it may stand between one mark or three.
fn push(plain: &mut String, piece: &str, string: bool) {
    if !string {
        return plain.push_str(piece);
    }
    let raw = piece.strip_prefix("\"\"\"");
    match raw.and_then(|raw| raw.strip_suffix("\"\"\"")) {
        Some(raw) => {
            let escaped = raw.replace('\\', "\\\\").replace('"', "\\\"");
            plain.push('"');
            push_words(plain, &escaped);
            plain.push('"');
        }
        None => push_words(plain, piece),
    }
}

fn push_words(plain: &mut String, text: &str) {
    for (number, word) in text.split_whitespace().enumerate() {
        if number > 0 {
            plain.push(' ');
        }
        plain.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::{is_id, one_line, plain, quoted};

    #[test]
    fn layout_is_left_out() {
        let one = "flight: means jet , on  2025-01-19";
        let other = "flight :means jet, # by the log\n      on 2025-01-19, # and so on";
        assert_eq!(plain(one), plain(other));
        assert_eq!(plain(one), "flight:means jet,on 2025-01-19");
    }

    #[test]
    fn words_are_not() {
        assert_ne!(plain("at least 10"), plain("at most 10"));
        assert_ne!(plain("a b"), plain("ab"));
        assert_ne!(plain("\"a # b\""), plain("\"a # c\""));
        assert_eq!(plain("claim \"a\n   b\""), plain("claim  \"a b\""));
        assert_eq!(plain("\"\"\"a \"b\"\n c\"\"\""), plain("\"a \\\"b\\\" c\""));
        assert_eq!(plain("\"\"\"a\\b\"\"\""), plain("\"a\\\\b\""));
        assert_eq!(plain("\"never closed # here"), "\"never closed # here");
        assert_eq!(plain("# nothing"), "");
    }

    #[test]
    fn on_one_line_words_are_spaced_and_strings_stay() {
        let text =
            "flight: means jet,   # by the log\n      on 2025-01-19, # and so on\n \"a  # b\"";
        assert_eq!(
            one_line(text),
            "flight: means jet, on 2025-01-19, \"a  # b\""
        );
        assert_eq!(one_line("  \"\"\"a\n  b\"\"\" # c"), "\"\"\"a\n  b\"\"\"");
        assert_eq!(one_line(" # nothing"), "");
    }

    #[test]
    fn ids_are_words_of_any_script() {
        for id in ["a", "ab_1", "Åland", "حسن", "on"] {
            assert!(is_id(id), "{id}");
        }
        for other in [
            "",
            " a",
            "a ",
            "1a",
            "_a",
            "a-b",
            "a b",
            "\"a\"",
            "a\u{202e}",
        ] {
            assert!(!is_id(other), "{other}");
        }
    }

    #[test]
    fn strings_are_escaped_and_stay_on_a_line() {
        assert_eq!(quoted("a \"b\" \\ c\n d\t\u{7}e"), r#""a \"b\" \\ c d e""#);
    }
}
