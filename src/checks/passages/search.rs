//! Many passages looked up in many texts: in one pass over each, however many there are.

use std::collections::VecDeque;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::parts::{Gap, Wanted};
use super::strings::Strings;

/// Passages that are looked for.
pub(super) struct Search<'w> {
    wanted: Vec<&'w Wanted>,
    /// What is looked for, each text once.
    strings: Strings<'w>,
    /// For each of these texts: the passages that want it, with the number of the part, or none for the whole.
    uses: Vec<Vec<(usize, Option<usize>)>>,
}

impl<'w> Search<'w> {
    pub(super) fn new(wanted: impl Iterator<Item = &'w Wanted>) -> Self {
        let wanted: Vec<&Wanted> = wanted.collect();
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        let (mut texts, mut uses) = (Vec::new(), Vec::new());
        let mut add = |text: &'w str, usage| {
            let number = *numbers.entry(text).or_insert_with(|| {
                texts.push(text);
                uses.push(Vec::new());
                texts.len() - 1
            });
            uses[number].push(usage);
        };
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
        Self {
            wanted,
            strings: Strings::new(texts),
            uses,
        }
    }

    /// Where each passage first stands in a folded text, in bytes; none for one that does not.
    pub(super) fn find(&self, text: &str) -> Vec<Option<Range<usize>>> {
        let mut found: Vec<Option<Range<usize>>> = vec![None; self.wanted.len()];
        let mut trails: FxHashMap<usize, Trail> = FxHashMap::default();
        for (range, number) in self.strings.places(text) {
            for &(index, part) in &self.uses[number] {
                if found[index].is_some() {
                    continue;
                }
                found[index] = match part {
                    None => (is_edge(text, range.start) && is_edge(text, range.end))
                        .then(|| range.clone()),
                    Some(part) => {
                        let trail = trails.entry(index).or_default();
                        trail.follow(text, self.wanted[index], part, &range)
                    }
                };
            }
        }
        found
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
        wanted: &Wanted,
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
        // A chain too far behind will find no next part: places come in the order of their ends.
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
fn is_edge(text: &str, at: usize) -> bool {
    let (before, behind) = text.split_at(at);
    let mut behind = behind.chars();
    let mut before = before.chars().rev();
    let (Some(last), Some(next)) = (before.next(), behind.next()) else {
        return true;
    };
    if unicode_normalization::char::is_combining_mark(next) {
        return false;
    }
    // `12,000` and `12.5` are one number.
    let point = |c| matches!(c, '.' | ',');
    if last.is_numeric() && point(next) && behind.next().is_some_and(char::is_numeric) {
        return false;
    }
    if next.is_numeric() && point(last) && before.next().is_some_and(char::is_numeric) {
        return false;
    }
    let in_word =
        |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    !(in_word(last) && in_word(next)) || is_unspaced(last) || is_unspaced(next)
}

/// Scripts that put no space between words: Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{30ff}' | '\u{31f0}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
