//! Texts as passages are compared: what typography varies is one and the same.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

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
    /// Words that the end of a line parts, with a hyphen.
    LineEnds,
}

/// Several of them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Differences {
    bits: u8,
}

impl Differences {
    /// These and one more.
    pub(super) fn and(self, one: Sameness) -> Self {
        let bits = self.bits | one.bit();
        Self { bits }
    }

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
    pub const ALL: [Self; 6] = [
        Self::WhiteSpace,
        Self::Quotes,
        Self::Dashes,
        Self::Hidden,
        Self::Unicode,
        Self::LineEnds,
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
            Self::LineEnds => "hyphens at the ends of lines",
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
        fold(original, None, &mut folded);
        folded
    }

    /// Notes that what comes next stands at a place of the original.
    fn comes_from(&mut self, at: usize) {
        let (from, to) = (offset(self.text.len()), offset(at));
        let goes_on = |last: &(u32, u32)| last.1.wrapping_add(from - last.0) == to;
        if !self.map.last().is_some_and(goes_on) {
            self.map.push((from, to));
        }
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

/// What takes a folded text piece by piece, each with the byte offset in the original from which it comes.
trait Sink {
    fn push(&mut self, c: char, at: usize);
    /// Text that stands in the original as it does here.
    fn push_run(&mut self, run: &str, at: usize);
}

impl Sink for String {
    fn push(&mut self, c: char, _: usize) {
        self.push(c);
    }

    fn push_run(&mut self, run: &str, _: usize) {
        self.push_str(run);
    }
}

impl Sink for Folded {
    fn push(&mut self, c: char, at: usize) {
        self.comes_from(at);
        self.text.push(c);
    }

    fn push_run(&mut self, run: &str, at: usize) {
        self.comes_from(at);
        self.text.push_str(run);
    }
}

/// A text folded in everything, or in everything but one.
pub(super) fn folded(text: &str, but: Option<Sameness>) -> Cow<'_, str> {
    if plain(text.as_bytes(), true) == text.len() && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    fold(text, but, &mut folded);
    folded.truncate(folded.trim_end().len());
    Cow::Owned(match folded.starts_with(char::is_whitespace) {
        true => folded.trim_start().to_owned(),
        false => folded,
    })
}

/// In what two texts differ that are the same when folded.
pub(super) fn differences(one: &str, other: &str) -> Differences {
    let mut differences = Differences::default();
    if one == other {
        return differences;
    }
    for but in Sameness::ALL {
        if folded(one, Some(but)) != folded(other, Some(but)) {
            differences = differences.and(but);
        }
    }
    differences
}

/// Folds a text.
fn fold(text: &str, but: Option<Sameness>, sink: &mut impl Sink) {
    let mut folding = Folding::new(but, sink);
    let mut rest = text;
    while !rest.is_empty() {
        let at = text.len() - rest.len();
        let plain = plain(rest.as_bytes(), folding.space);
        rest = if plain > 0 {
            folding.run(&rest[..plain], at);
            &rest[plain..]
        } else {
            let mut chars = rest.chars();
            chars.next().into_iter().for_each(|c| folding.take(c, at));
            chars.as_str()
        };
    }
    folding.flush();
}

/// So many bytes are looked at together.
const BLOCK: usize = 16;

/// How many bytes from the beginning on stay as they are, in whatever a text is folded: letters and marks of ASCII but for the grave
/// accent, and single spaces. Most texts are nearly nothing else.
fn plain(bytes: &[u8], behind_space: bool) -> usize {
    if behind_space && bytes.first() == Some(&b' ') {
        return 0;
    }
    let blocks = bytes
        .as_chunks::<BLOCK>()
        .0
        .iter()
        .zip(bytes[bytes.len().min(1)..].as_chunks::<BLOCK>().0);
    let whole = blocks
        .take_while(|(block, behind)| is_plain_block(block, behind))
        .count()
        * BLOCK;
    // What is left is shorter than a block: one that reaches back tells of it too.
    if whole > 0 && whole + BLOCK >= bytes.len() && ends_plain(bytes) {
        return bytes.len();
    }
    let mut space = whole
        .checked_sub(1)
        .map_or(behind_space, |last| bytes[last] == b' ');
    let stays = |byte: &&u8| {
        let is_space = **byte == b' ';
        let stays = is_plain(**byte) && !(is_space && space);
        space = is_space;
        stays
    };
    whole + bytes[whole..].iter().take_while(stays).count()
}

/// Whether the last block of bytes stays, and the byte before.
fn ends_plain(bytes: &[u8]) -> bool {
    let Some((&last, before)) = bytes.split_last() else {
        return true;
    };
    let blocks = before
        .last_chunk::<BLOCK>()
        .zip(bytes.last_chunk::<BLOCK>());
    is_plain(last) && blocks.is_some_and(|(block, behind)| is_plain_block(block, behind))
}

/// Whether all of these bytes stay, `behind` being the same moved by one. A compiler makes of this what looks at many bytes at once.
fn is_plain_block(block: &[u8; BLOCK], behind: &[u8; BLOCK]) -> bool {
    let pairs = block.iter().zip(behind);
    let stays = |(&byte, &next): (&u8, &u8)| is_plain(byte) & ((byte != b' ') | (next != b' '));
    pairs.fold(true, |all, pair| all & stays(pair))
}

/// Letters and marks of ASCII but for the grave accent, and the space.
fn is_plain(byte: u8) -> bool {
    (byte.wrapping_sub(b' ') <= b'~' - b' ') & (byte != b'`')
}

/// A text on its way into folds, character by character.
struct Folding<'s, S> {
    but: Option<Sameness>,
    sink: &'s mut S,
    /// Marks on the last letter, which have an order of their own.
    marks: Vec<(u8, char, usize)>,
    /// Whether a space, or nothing, stands before what comes next.
    space: bool,
    /// Whether a soft hyphen does.
    hyphenated: bool,
}

impl<'s, S: Sink> Folding<'s, S> {
    fn new(but: Option<Sameness>, sink: &'s mut S) -> Self {
        Self {
            but,
            sink,
            marks: Vec::new(),
            space: true,
            hyphenated: false,
        }
    }

    fn folds(&self, what: Sameness) -> bool {
        self.but != Some(what)
    }

    /// Takes some plain text.
    fn run(&mut self, run: &str, at: usize) {
        self.flush();
        self.sink.push_run(run, at);
        self.space = run.ends_with(' ') && self.folds(Sameness::WhiteSpace);
        self.hyphenated = false;
    }

    fn take(&mut self, c: char, at: usize) {
        if self.folds(Sameness::Hidden) && is_hidden(c) {
            self.hyphenated = c == '\u{ad}';
            return;
        }
        // A soft hyphen at the end of a line parts a word that is one.
        if self.hyphenated && matches!(c, '\n' | '\r') {
            return;
        }
        self.hyphenated = false;
        let c = match c {
            c if self.folds(Sameness::Quotes) => quote(c),
            c => c,
        };
        let c = match c {
            c if self.folds(Sameness::Dashes) => dash(c),
            c => c,
        };
        if self.folds(Sameness::WhiteSpace) && c.is_whitespace() {
            self.flush();
            if !self.space {
                self.sink.push(' ', at);
            }
            self.space = true;
            return;
        }
        self.space = false;
        if !self.folds(Sameness::Unicode) {
            self.sink.push(c, at);
            return;
        }
        match ligature(c) {
            Some(letters) => letters.chars().for_each(|c| self.letter(c, at)),
            None => decompose_canonical(c, |c| self.letter(c, at)),
        }
    }

    /// Takes a letter or a mark on one.
    fn letter(&mut self, c: char, at: usize) {
        let class = canonical_combining_class(c);
        if class == 0 {
            self.flush();
            self.sink.push(c, at);
        } else {
            self.marks.push((class, c, at));
        }
    }

    /// Marks on one letter have an order of their own, whatever the order in which they are written.
    fn flush(&mut self) {
        self.marks.sort_by_key(|(class, ..)| *class);
        for (_, c, at) in self.marks.drain(..) {
            self.sink.push(c, at);
        }
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
    if is_dash(c) { '-' } else { c }
}

/// Hyphens, dashes and the minus.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every character by itself.
    fn folded_slowly(text: &str, but: Option<Sameness>) -> Folded {
        let mut folded = Folded {
            text: String::new(),
            map: vec![(0, 0)],
        };
        let mut folding = Folding::new(but, &mut folded);
        for (at, c) in text.char_indices() {
            folding.take(c, at);
        }
        folding.flush();
        folded
    }

    proptest! {
        #[test]
        fn plain_text_is_folded_as_it_is_character_by_character(
            text in "([a-zA-Z0-9 .,'`\"-]{0,8}|[ \n\r\u{ad}é\u{301}\u{327}…“”–\u{a0}\u{200b}ﬁ]{0,4}){0,9}",
        ) {
            for but in std::iter::once(None).chain(Sameness::ALL.map(Some)) {
                let mut quickly = Folded { text: String::new(), map: vec![(0, 0)] };
                fold(&text, but, &mut quickly);
                let slowly = folded_slowly(&text, but);
                prop_assert_eq!(quickly.text, slowly.text);
                prop_assert_eq!(quickly.map, slowly.map);
            }
        }
    }
}
