//! Many strings looked for in a text. An automaton of them all takes longer to build than the text to read; so the first bytes of each
//! are noted in a small table, and where those of the text are in it, the strings are searched, in their order.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// So many bytes of a string are noted; shorter ones are rare, and go into an automaton.
const NOTED: usize = 16;
/// So many bits of the table for each string.
const BITS_EACH: usize = 16;
/// An odd number that spreads what is multiplied with it (Knuth: the golden ratio).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Strings that are looked for, by their numbers.
pub(super) struct Strings<'s> {
    long: Long<'s>,
    /// The short ones, with their numbers.
    short: Vec<(AhoCorasick, Vec<usize>)>,
}

impl<'s> Strings<'s> {
    pub(super) fn new(all: Vec<&'s str>) -> Self {
        let numbered = all.into_iter().enumerate();
        let (long, short): (Vec<_>, Vec<_>) = numbered.partition(|(_, one)| one.len() >= NOTED);
        Self {
            long: Long::new(long),
            short: machines(&short),
        }
    }

    /// Every place of each, overlapping ones too, in the order of their ends; of those with one end, the longest first.
    pub(super) fn places(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut places = self.long.places(text);
        for (machine, numbers) in &self.short {
            let hits = machine.find_overlapping_iter(text);
            places.extend(hits.map(|hit| (hit.range(), numbers[hit.pattern().as_usize()])));
        }
        places.sort_unstable_by_key(|(range, number)| (range.end, range.start, *number));
        places
    }
}

/// One machine of all, or several where they are too many for one.
fn machines(all: &[(usize, &str)]) -> Vec<(AhoCorasick, Vec<usize>)> {
    if all.is_empty() {
        return Vec::new();
    }
    let built = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(all.iter().map(|(_, one)| one));
    match built {
        Ok(machine) => vec![(machine, all.iter().map(|(number, _)| *number).collect())],
        Err(_) if all.len() > 1 => {
            let (some, others) = all.split_at(all.len() / 2);
            [machines(some), machines(others)]
                .into_iter()
                .flatten()
                .collect()
        }
        Err(_) => Vec::new(),
    }
}

/// Strings with enough bytes to be noted.
struct Long<'s> {
    /// In their order.
    sorted: Vec<Sorted<'s>>,
    /// A bit for each value of the first bytes, spread over a power of two of them.
    table: Vec<u64>,
    shift: u32,
}

struct Sorted<'s> {
    text: &'s [u8],
    number: usize,
    /// The longest of the others that this one begins with.
    begins_with: Option<usize>,
}

impl<'s> Long<'s> {
    fn new(mut all: Vec<(usize, &'s str)>) -> Self {
        all.sort_unstable_by_key(|(_, text)| *text);
        let bits = (all.len() * BITS_EACH).next_power_of_two().max(64);
        let mut long = Self {
            sorted: Vec::with_capacity(all.len()),
            table: vec![0; bits / 64],
            shift: 64 - bits.trailing_zeros(),
        };
        // Those that the present one begins with, each beginning with the one before.
        let mut open: Vec<usize> = Vec::new();
        for (at, (number, text)) in all.into_iter().enumerate() {
            let text = text.as_bytes();
            while open
                .pop_if(|above| !text.starts_with(long.sorted[*above].text))
                .is_some()
            {}
            let begins_with = open.last().copied();
            open.push(at);
            if let Some(place) = long.place(text) {
                long.table[place / 64] |= 1 << (place % 64);
            }
            long.sorted.push(Sorted {
                text,
                number,
                begins_with,
            });
        }
        long
    }

    /// The place of the first bytes in the table.
    fn place(&self, text: &[u8]) -> Option<usize> {
        let (first, rest) = text.split_first_chunk::<8>()?;
        let (second, _) = rest.split_first_chunk::<8>()?;
        let (first, second) = (u64::from_le_bytes(*first), u64::from_le_bytes(*second));
        let mixed = (first.wrapping_mul(SPREAD) ^ second).wrapping_mul(SPREAD);
        usize::try_from(mixed >> self.shift).ok()
    }

    fn places(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut places = Vec::new();
        if self.sorted.is_empty() {
            return places;
        }
        let text = text.as_bytes();
        for (start, noted) in text.windows(NOTED).enumerate() {
            let is_noted = self
                .place(noted)
                .is_some_and(|place| self.table[place / 64] >> (place % 64) & 1 == 1);
            if is_noted {
                self.begin_here(text, start, &mut places);
            }
        }
        places
    }

    /// All that the text goes on with: the last that is not behind it in order, or what that begins with.
    fn begin_here(&self, text: &[u8], start: usize, places: &mut Vec<(Range<usize>, usize)>) {
        let here = &text[start..];
        let behind = self.sorted.partition_point(|one| one.text <= here);
        let mut next = behind.checked_sub(1);
        while let Some(one) = next.map(|at| &self.sorted[at]) {
            if here.starts_with(one.text) {
                places.push((start..start + one.text.len(), one.number));
            }
            next = one.begins_with;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every place, tried one by one.
    fn slowly(text: &str, all: &[String]) -> Vec<(Range<usize>, usize)> {
        let mut places = Vec::new();
        for (number, one) in all.iter().enumerate() {
            let starts =
                (0..text.len()).filter(|&at| text.as_bytes()[at..].starts_with(one.as_bytes()));
            places.extend(starts.map(|start| (start..start + one.len(), number)));
        }
        places.sort_by_key(|(range, number)| (range.end, range.start, *number));
        places
    }

    proptest! {
        #[test]
        fn every_place_of_each_is_found(
            text in "[ab]{0,300}|[abé ]{0,80}",
            cuts in prop::collection::vec((0..300_usize, 1..60_usize), 0..40),
            others in prop::collection::vec("[ab]{1,40}", 0..5),
        ) {
            let chars: Vec<char> = text.chars().collect();
            let cut = |&(from, length): &(usize, usize)| chars.iter().skip(from).take(length).collect::<String>();
            let mut all: Vec<String> = cuts.iter().map(cut).chain(others).filter(|one| !one.is_empty()).collect();
            all.sort();
            all.dedup();
            let strings = Strings::new(all.iter().map(String::as_str).collect());
            prop_assert_eq!(strings.places(&text), slowly(&text, &all));
        }
    }
}
