//! Texts as passages are compared: what typography varies is one and the same.

use std::ops::Range;

use std::fmt;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// In what a passage and its text may differ and still be the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sameness {
    /// Line breaks, no-break spaces, several spaces for one.
    WhiteSpace,
    /// Typographic quotation marks and apostrophes.
    Quotes,
    /// Hyphens, dashes and the minus.
    Dashes,
    /// Soft hyphens and what else is not seen.
    Hidden,
    /// Composed and decomposed letters, ligatures, the ellipsis as one character.
    Unicode,
}

/// Several of them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Differences {
    bits: u8,
}

impl Differences {
    /// Those that there are, in the order in which they are told.
    pub fn iter(self) -> impl Iterator<Item = Sameness> {
        let all = Sameness::ALL.into_iter();
        all.filter(move |one| self.bits & one.bit() != 0)
    }
}

impl fmt::Debug for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Sameness {
    fn bit(self) -> u8 {
        1 << self as u8
    }

    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::WhiteSpace,
        Self::Quotes,
        Self::Dashes,
        Self::Hidden,
        Self::Unicode,
    ];

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::WhiteSpace => "white space",
            Self::Quotes => "quotation marks",
            Self::Dashes => "dashes",
            Self::Hidden => "hidden characters",
            Self::Unicode => "Unicode normalization",
        }
    }
}

/// A folded text that knows where its parts come from.
pub(super) struct Folded {
    /// The text.
    pub text: String,
    /// Byte offsets in the folded and in the original text, wherever the distance between the two changes.
    map: Vec<(u32, u32)>,
}

impl Folded {
    pub fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            map: vec![(0, 0)],
        };
        fold(original, None, |c, at| {
            let (from, to) = (offset(folded.text.len()), offset(at));
            if folded
                .map
                .last()
                .is_none_or(|last| last.1.wrapping_add(from - last.0) != to)
            {
                folded.map.push((from, to));
            }
            folded.text.push(c);
        });
        folded
    }

    /// Where a stretch of the folded text stands in the original.
    pub fn original(&self, folded: &Range<usize>, original: &str) -> Range<usize> {
        let last = self.text[..folded.end]
            .char_indices()
            .next_back()
            .map_or(0, |(at, _)| at);
        let (start, last) = (
            self.origin(folded.start, original),
            self.origin(last, original),
        );
        let width = original[last..].chars().next().map_or(0, char::len_utf8);
        start..(last + width).max(start)
    }

    fn origin(&self, at: usize, original: &str) -> usize {
        let next = self.map.partition_point(|entry| entry.0 as usize <= at);
        let (from, to) = self.map[next.saturating_sub(1)];
        let mut origin = (to as usize + at.saturating_sub(from as usize)).min(original.len());
        while !original.is_char_boundary(origin) {
            origin -= 1;
        }
        origin
    }
}

/// Texts are files, and these are under 4 GiB; a folded one is at most three times as long and in practice shorter.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A text folded in everything, or in everything but one.
pub(super) fn folded(text: &str, but: Option<Sameness>) -> String {
    let mut folded = String::with_capacity(text.len());
    fold(text, but, |c, _| folded.push(c));
    folded.trim().to_owned()
}

/// In what two texts differ that are the same when folded.
pub(super) fn differences(one: &str, other: &str) -> Differences {
    let mut differences = Differences::default();
    if one == other {
        return differences;
    }
    for but in Sameness::ALL {
        if folded(one, Some(but)) != folded(other, Some(but)) {
            differences.bits |= but.bit();
        }
    }
    differences
}

/// Gives the characters of a folded text one by one, each with the byte offset of the one that it comes from.
fn fold(text: &str, but: Option<Sameness>, mut push: impl FnMut(char, usize)) {
    let folds = |what| but != Some(what);
    let mut marks: Vec<(u8, char, usize)> = Vec::new();
    let (mut space, mut hyphenated) = (true, false);
    for (at, c) in text.char_indices() {
        if folds(Sameness::Hidden) && is_hidden(c) {
            hyphenated = c == '\u{ad}';
            continue;
        }
        // A soft hyphen at the end of a line parts a word that is one.
        if hyphenated && matches!(c, '\n' | '\r') {
            continue;
        }
        hyphenated = false;
        let c = match c {
            c if folds(Sameness::Quotes) => quote(c),
            c => c,
        };
        let c = match c {
            c if folds(Sameness::Dashes) => dash(c),
            c => c,
        };
        if folds(Sameness::WhiteSpace) && c.is_whitespace() {
            flush(&mut marks, &mut push);
            if !space {
                push(' ', at);
            }
            space = true;
            continue;
        }
        space = false;
        if !folds(Sameness::Unicode) {
            push(c, at);
            continue;
        }
        let mut one = |c: char| {
            let class = canonical_combining_class(c);
            if class == 0 {
                flush(&mut marks, &mut push);
                push(c, at);
            } else {
                marks.push((class, c, at));
            }
        };
        match ligature(c) {
            Some(letters) => letters.chars().for_each(&mut one),
            None => decompose_canonical(c, one),
        }
    }
    flush(&mut marks, &mut push);
}

/// Marks on one letter have an order of their own, whatever the order in which they are written.
fn flush(marks: &mut Vec<(u8, char, usize)>, push: &mut impl FnMut(char, usize)) {
    marks.sort_by_key(|(class, ..)| *class);
    for (_, c, at) in marks.drain(..) {
        push(c, at);
    }
}

/// Soft hyphens, joiners, marks of direction and of byte order are not seen.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn quote(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '‹' | '›' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        c => c,
    }
}

fn dash(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        c => c,
    }
}

/// What is letters written as one. Full compatibility forms would go too far: `10²` is not `102`.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}
