//! Words that stand apart in a text: at the end of a line, with a hyphen that is none of the word, or one that is; around a dash, which one
//! house sets with spaces and another without.

use std::ops::Range;

use super::fold::is_dash;

/// What parts words, and is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// The end of a line, with the hyphen before it.
    Hyphen,
    /// The end of a line behind a hyphen, which is one of the word.
    LineEnd,
    /// The spaces on both sides of a dash.
    Spaces,
}

/// A text in which words are together that something parts.
pub(super) struct Joined {
    /// The text.
    pub text: String,
    /// Where something was left out, with how many bytes were up to there.
    gaps: Vec<(usize, usize)>,
}

impl Joined {
    /// A text without what parts its words. None where nothing does.
    pub fn new(original: &str, apart: Apart) -> Option<Self> {
        let mut joined = Self {
            text: String::with_capacity(original.len()),
            gaps: Vec::new(),
        };
        let mut taken = 0;
        match apart {
            Apart::Hyphen => each_line_end(original, |at, behind| {
                joined.leave_out(original, &mut taken, at..behind.end);
            }),
            Apart::LineEnd => each_line_end(original, |_, behind| {
                joined.leave_out(original, &mut taken, behind);
            }),
            Apart::Spaces => each_spaced_dash(original, |before, behind| {
                joined.leave_out(original, &mut taken, before);
                joined.leave_out(original, &mut taken, behind);
            }),
        }
        joined.text.push_str(&original[taken..]);
        (!joined.gaps.is_empty()).then_some(joined)
    }

    /// Leaves a stretch out, of which the beginning may be left out already.
    fn leave_out(&mut self, original: &str, taken: &mut usize, stretch: Range<usize>) {
        let from = stretch.start.max(*taken);
        if from >= stretch.end {
            return;
        }
        self.text.push_str(&original[*taken..from]);
        let before = self.gaps.last().map_or(0, |(_, before)| *before);
        let gap = (self.text.len(), before + stretch.end - from);
        // Two that meet are one.
        match self.gaps.last_mut().filter(|last| last.0 == gap.0) {
            Some(last) => *last = gap,
            None => self.gaps.push(gap),
        }
        *taken = stretch.end;
    }

    /// Where a stretch of it stands in the original.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let left_out = |gaps: usize| gaps.checked_sub(1).map_or(0, |last| self.gaps[last].1);
        let before = self.gaps.partition_point(|(at, _)| *at <= range.start);
        let within = self.gaps.partition_point(|(at, _)| *at < range.end);
        let start = range.start + left_out(before);
        // What is empty stands behind the gap, not before it.
        start..start.max(range.end + left_out(within))
    }
}

/// What the ends of the lines of a text may part its words by.
pub(super) fn at_line_ends(text: &str) -> &'static [Apart] {
    // Most texts have no line that ends so, which is seen much faster than where hyphens stand.
    let ends = ["-\n", "-\r\n", "\u{2010}\n", "\u{2010}\r\n"];
    match ends.iter().any(|end| text.contains(end)) {
        true => &[Apart::Hyphen, Apart::LineEnd],
        false => &[],
    }
}

/// Tells each hyphen inside a word that stands at the end of a line: where it stands, and what is between it and the rest of the word.
fn each_line_end(text: &str, mut tell: impl FnMut(usize, Range<usize>)) {
    for (at, hyphen) in text.match_indices(['-', '\u{2010}']) {
        let behind = at + hyphen.len();
        if let Some(rest) = behind_line_end(&text[..at], &text[behind..]) {
            tell(at, behind..text.len() - rest.len());
        }
    }
}

/// Tells the white space before and behind each dash that has some on both sides.
fn each_spaced_dash(text: &str, mut tell: impl FnMut(Range<usize>, Range<usize>)) {
    for (at, dash) in text.match_indices(is_dash) {
        let (before, behind) = (&text[..at], &text[at + dash.len()..]);
        let spaces = [before.trim_end(), behind.trim_start()];
        if spaces[0].len() < before.len() && spaces[1].len() < behind.len() {
            tell(
                spaces[0].len()..at,
                at + dash.len()..text.len() - spaces[1].len(),
            );
        }
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

    use super::{Apart, Joined};

    #[test]
    fn words_are_whole_again() {
        let original = "On Tues-\nday a well-\r\n  known man - \nsaid 1990-\n91.";
        let text = |apart| Joined::new(original, apart).map(|joined| joined.text);
        let without = "On Tuesday a wellknown man - \nsaid 1990-\n91.";
        assert_eq!(text(Apart::Hyphen).as_deref(), Some(without));
        let with = "On Tues-day a well-known man - \nsaid 1990-\n91.";
        assert_eq!(text(Apart::LineEnd).as_deref(), Some(with));
        assert!(Joined::new("A well-known man -\nsaid", Apart::Hyphen).is_none());
    }

    #[test]
    fn dashes_are_closed() {
        let original = "news — bad –\n news -x, 3 - - 4 ";
        let joined = Joined::new(original, Apart::Spaces).map(|joined| joined.text);
        assert_eq!(joined.as_deref(), Some("news—bad–news -x, 3--4 "));
        assert!(Joined::new("a—b -c", Apart::Spaces).is_none());
    }

    proptest! {
        /// Every stretch has its letters where it is said to stand.
        #[test]
        fn a_stretch_stands_where_its_letters_do(
            original in "([a-cé]{0,3}|-\n|-\r\n|- |‐\n|\n| |—){0,12}",
            apart in prop::sample::select(vec![Apart::Hyphen, Apart::LineEnd, Apart::Spaces]),
            from in 0..40usize,
            length in 0..20usize,
        ) {
            let Some(joined) = Joined::new(&original, apart) else { return Ok(()); };
            let range = from..from + length;
            let Some(stretch) = joined.text.get(range.clone()) else { return Ok(()); };
            let place = joined.original(&range);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&original[place]), letters(stretch));
        }
    }
}
