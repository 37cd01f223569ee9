//! Many passages looked up in one text after the other, however many there are: by their first bytes, or, where that would take too
//! long, by an automaton (Aho and Corasick 1975).

use std::collections::VecDeque;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::parts::{Gap, Wanted};
use super::prefixes::{Begin, Prefixes};
use super::words::Spelled;

/// Passages to be looked up.
pub(super) struct Search<'w> {
    wanted: &'w [Wanted<'w>],
    patterns: Patterns<'w>,
    prefixes: Prefixes<'w>,
    begin: Begin,
}

impl<'w> Search<'w> {
    pub fn new(wanted: &'w [Wanted<'w>]) -> Self {
        let patterns = Patterns::new(wanted);
        let mut parts = wanted.iter().flat_map(|wanted| &wanted.parts);
        let anywhere = parts.any(|part| part.open_start);
        Self {
            begin: if anywhere {
                Begin::Anywhere
            } else {
                Begin::AtWords
            },
            wanted,
            prefixes: Prefixes::new(&patterns.texts),
            patterns,
        }
    }

    /// Where each passage first stands in a folded text, in bytes; none for one that does not.
    pub fn find(&self, text: &str) -> Vec<Option<Range<usize>>> {
        self.find_in(text, None)
    }

    /// The same, where the words of the text may be known.
    pub fn find_in(&self, text: &str, spelled: Option<&Spelled>) -> Vec<Option<Range<usize>>> {
        let mut places = Places::new(self, text);
        let stands = |number: u32, start, end| places.take(number as usize, start..end);
        match (self.prefixes).each_place(text, spelled, self.begin, stands) {
            Ok(()) => places.found,
            Err(_) => self.find_by_automaton(text),
        }
    }

    fn find_by_automaton(&self, text: &str) -> Vec<Option<Range<usize>>> {
        // Of a few long passages it would make a table of all its states, which takes minutes for what is hostile.
        let built = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(&self.patterns.texts);
        match built {
            Ok(machine) => {
                let mut places = Places::new(self, text);
                for hit in machine.find_overlapping_iter(text) {
                    places.take(hit.pattern().as_usize(), hit.range());
                }
                places.found
            }
            // Too many for one machine: two of half the size.
            Err(_) if self.wanted.len() > 1 => {
                let (some, others) = self.wanted.split_at(self.wanted.len() / 2);
                let mut found = Search::new(some).find_by_automaton(text);
                found.extend(Search::new(others).find_by_automaton(text));
                found
            }
            Err(_) => vec![None; self.wanted.len()],
        }
    }
}

/// What is looked for, each text once.
struct Patterns<'w> {
    /// Sorted.
    texts: Vec<&'w str>,
    uses: Vec<Use>,
    /// For each text the last of its uses, which stand behind those of the text before.
    ends: Vec<usize>,
}

/// A passage that wants a text, with the number of the part, or none for the whole.
type Use = (usize, Option<usize>);

impl<'w> Patterns<'w> {
    fn new(wanted: &'w [Wanted<'w>]) -> Self {
        let mut all: Vec<(&str, Use)> = Vec::with_capacity(wanted.len());
        let mut add = |text: &'w str, usage| all.push((text, usage));
        for (index, wanted) in wanted.iter().enumerate() {
            if !wanted.whole.is_empty() {
                add(&wanted.whole, (index, None));
            }
            for (part, of) in wanted.parts.iter().enumerate() {
                for form in &of.forms {
                    add(form, (index, Some(part)));
                }
            }
        }
        let mut order: Vec<(u64, u32)> = all
            .iter()
            .zip(0..)
            .map(|((text, _), number)| (beginning(text), number))
            .collect();
        let text = |number: u32| all[number as usize].0;
        order.sort_unstable_by(|&(first, one), &(second, other)| {
            let texts = || text(one).cmp(text(other)).then(one.cmp(&other));
            first.cmp(&second).then_with(texts)
        });
        let mut patterns = Self {
            texts: Vec::with_capacity(all.len()),
            uses: Vec::with_capacity(all.len()),
            ends: Vec::with_capacity(all.len()),
        };
        for same in order.chunk_by(|one, other| text(one.1) == text(other.1)) {
            patterns.texts.push(text(same[0].1));
            let uses = same.iter().map(|&(_, number)| all[number as usize].1);
            patterns.uses.extend(uses);
            patterns.ends.push(patterns.uses.len());
        }
        patterns
    }

    /// The passages that want a text.
    fn uses(&self, pattern: usize) -> &[Use] {
        let start = pattern.checked_sub(1).map_or(0, |last| self.ends[last]);
        &self.uses[start..self.ends[pattern]]
    }
}

/// The first bytes of a text as a number: in its order texts stand too, and numbers are quickly compared.
fn beginning(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut first = [0; 8];
    let length = bytes.len().min(first.len());
    first[..length].copy_from_slice(&bytes[..length]);
    u64::from_be_bytes(first)
}

/// Where passages were found to stand in a text.
struct Places<'s> {
    search: &'s Search<'s>,
    text: &'s str,
    found: Vec<Option<Range<usize>>>,
    trails: Vec<Trail>,
}

impl<'s> Places<'s> {
    fn new(search: &'s Search<'_>, text: &'s str) -> Self {
        Self {
            search,
            text,
            found: vec![None; search.wanted.len()],
            trails: search.wanted.iter().map(|_| Trail::default()).collect(),
        }
    }

    /// Takes a place of a pattern. They come in the order of their beginnings, or of their ends.
    fn take(&mut self, pattern: usize, range: Range<usize>) {
        let text = self.text;
        for &(index, part) in self.search.patterns.uses(pattern) {
            if self.found[index].is_some() {
                continue;
            }
            self.found[index] = match part {
                None => {
                    (is_edge(text, range.start) && is_edge(text, range.end)).then(|| range.clone())
                }
                Some(part) => {
                    self.trails[index].follow(text, &self.search.wanted[index], part, &range)
                }
            };
        }
    }
}

/// How far the parts of a passage have been followed: for each, where a chain up to it begins and ends.
#[derive(Default)]
struct Trail {
    chains: Vec<VecDeque<Range<usize>>>,
}

impl Trail {
    /// Takes one more place of a part; the whole stretch when it is the last.
    fn follow(
        &mut self,
        text: &str,
        wanted: &Wanted<'_>,
        number: usize,
        at: &Range<usize>,
    ) -> Option<Range<usize>> {
        let part = &wanted.parts[number];
        let edges = (part.open_start || is_edge(text, at.start))
            && (part.open_end || is_edge(text, at.end));
        if !edges {
            return None;
        }
        let start = if number == 0 {
            at.start
        } else {
            self.before(number - 1, at.start, part.gap)?
        };
        if number + 1 == wanted.parts.len() {
            return Some(start..at.end);
        }
        self.chains.resize_with(wanted.parts.len(), VecDeque::new);
        let chains = &mut self.chains[number];
        // A chain too far behind will find no next part, whether places come in the order of their beginnings or of their ends.
        let reach = wanted.whole.len() + Gap::Elision.room();
        while chains
            .front()
            .is_some_and(|chain| chain.end + reach < at.end)
        {
            chains.pop_front();
        }
        chains.push_back(start..at.end);
        None
    }

    /// Where the chain begins that ends with a part closest before a place.
    fn before(&self, part: usize, at: usize, gap: Gap) -> Option<usize> {
        let chains = self.chains.get(part)?;
        let last = chains.iter().rev().find(|chain| chain.end <= at)?;
        (at - last.end <= gap.room()).then_some(last.start)
    }
}

/// Whether a place in a folded text is the edge of a word: what is cut out there is no piece of a word, a number or a letter.
pub(super) fn is_edge(text: &str, at: usize) -> bool {
    // The usual case in short: at neither side a digit, nor anything but ASCII.
    if let Some(&[last, next]) = at
        .checked_sub(1)
        .and_then(|last| text.as_bytes().get(last..=at))
        && is_plain(last)
        && is_plain(next)
        && next != b'\''
    {
        return !(last.is_ascii_alphabetic() && next.is_ascii_alphabetic());
    }
    let (before, behind) = text.split_at(at);
    if is_cut_negation(before, behind) {
        return false;
    }
    let mut behind = behind.chars();
    let mut before = before.chars().rev();
    let (Some(last), Some(next)) = (before.next(), behind.next()) else {
        return true;
    };
    if unicode_normalization::char::is_combining_mark(next) {
        return false;
    }
    // `12,000`, `12.5` and `10:30` are one number.
    let point = |c| matches!(c, '.' | ',' | ':');
    if last.is_numeric() && point(next) && behind.next().is_some_and(char::is_numeric) {
        return false;
    }
    if next.is_numeric() && point(last) && before.next().is_some_and(char::is_numeric) {
        return false;
    }
    // So is `-5`.
    if next.is_numeric() && last == '-' && before.next().is_none_or(char::is_whitespace) {
        return false;
    }
    let in_word =
        |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    !(in_word(last) && in_word(next)) || is_unspaced(last) || is_unspaced(next)
}

/// Whether a place lies inside `can't`: what is cut out there says the opposite.
fn is_cut_negation(before: &str, behind: &str) -> bool {
    let rest = behind.strip_prefix("'t").or(behind.strip_prefix("'T"));
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    before.ends_with(['n', 'N']) && rest.is_some_and(ends)
}

/// Whether a byte is a character of ASCII and no digit.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_digit()
}

/// Scripts that put no space between words: Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{30ff}' | '\u{31f0}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
