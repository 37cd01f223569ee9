//! Words that the end of a line parts: what is copied from a printed page has a hyphen there that is none of the word, or one that is.

use std::ops::Range;

/// A text in which the words are whole again that the ends of its lines part.
pub(super) struct Joined {
    /// The text.
    pub text: String,
    /// Where something was left out, with how many bytes were up to there.
    gaps: Vec<(usize, usize)>,
}

impl Joined {
    /// A text without the ends of lines that stand behind a hyphen inside a word, and without the hyphen, unless that is `kept`. None
    /// where there are none.
    pub fn new(original: &str, kept: bool) -> Option<Self> {
        // Most texts have no line that ends so, which is seen much faster than where hyphens stand.
        let ends = ["-\n", "-\r\n", "\u{2010}\n", "\u{2010}\r\n"];
        if !ends.iter().any(|end| original.contains(end)) {
            return None;
        }
        let mut joined = Self {
            text: String::with_capacity(original.len()),
            gaps: Vec::new(),
        };
        let mut taken = 0;
        for (at, hyphen) in original.match_indices(['-', '\u{2010}']) {
            let behind = at + hyphen.len();
            let Some(rest) = behind_line_end(&original[..at], &original[behind..]) else {
                continue;
            };
            let from = if kept { behind } else { at };
            let to = original.len() - rest.len();
            joined.text.push_str(&original[taken..from]);
            let before = joined.gaps.last().map_or(0, |(_, before)| *before);
            joined.gaps.push((joined.text.len(), before + to - from));
            taken = to;
        }
        joined.text.push_str(&original[taken..]);
        (!joined.gaps.is_empty()).then_some(joined)
    }

    /// Where a stretch of it stands in the original.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let left_out = |gaps: usize| gaps.checked_sub(1).map_or(0, |last| self.gaps[last].1);
        let before = self.gaps.partition_point(|(at, _)| *at <= range.start);
        let within = self.gaps.partition_point(|(at, _)| *at < range.end);
        range.start + left_out(before)..range.end + left_out(within)
    }
}

/// What goes on with a word behind a hyphen and the end of its line.
fn behind_line_end<'t>(before: &str, behind: &'t str) -> Option<&'t str> {
    let line = behind
        .strip_prefix("\r\n")
        .or_else(|| behind.strip_prefix('\n'))?;
    let rest = line.trim_start_matches([' ', '\t']);
    let in_word = before.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
    in_word.then_some(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Joined;

    #[test]
    fn words_are_whole_again() {
        let original = "On Tues-\nday a well-\r\n  known man - \nsaid 1990-\n91.";
        let text = |kept| Joined::new(original, kept).map(|joined| joined.text);
        let without = "On Tuesday a wellknown man - \nsaid 1990-\n91.";
        assert_eq!(text(false).as_deref(), Some(without));
        let with = "On Tues-day a well-known man - \nsaid 1990-\n91.";
        assert_eq!(text(true).as_deref(), Some(with));
        assert!(Joined::new("A well-known man -\nsaid", false).is_none());
    }

    proptest! {
        /// Every stretch has its letters where it is said to stand.
        #[test]
        fn a_stretch_stands_where_its_letters_do(
            original in "([a-cé]{0,3}|-\n|-\r\n|- |‐\n|\n| ){0,12}",
            kept: bool,
            from in 0..40usize,
            length in 0..20usize,
        ) {
            let Some(joined) = Joined::new(&original, kept) else { return Ok(()); };
            let range = from..from + length;
            let Some(stretch) = joined.text.get(range.clone()) else { return Ok(()); };
            let place = joined.original(&range);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&original[place]), letters(stretch));
        }
    }
}
