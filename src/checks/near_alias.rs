//! Two entities with nearly the same name, or one name for two: perhaps one and the same. Nothing is ever merged by itself.
//!
//! Names are transliterated, folded and thinned to the consonants of their words. Only names that agree in these, or all but
//! one of them, are compared at all, each with a few neighbours: never all with all.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use deunicode::deunicode;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::Case;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Entity, EntityId};
use crate::syntax::tree::Sort;

/// How many names behind it in its block a name is compared with.
const NEIGHBOURS: usize = 8;
/// How near names with the same consonants must be: vowels are what transliteration varies.
const NEAR_SKELETON: f64 = 0.75;
/// How near names with one consonant at most must be, as chance is likelier there.
const NEAR_SHORT: f64 = 0.85;
/// How near names must be of which one has a consonant that the other has not.
const NEAR_SLIP: f64 = 0.93;
/// A slip is looked for from so many consonants on.
const SLIP_FROM: usize = 4;
/// In longer names no slip is looked for: there would be one key for each letter.
const SLIP_TO: usize = 24;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let names = names(case);
    let mut pairs: BTreeMap<(EntityId, EntityId), (usize, usize)> = BTreeMap::new();
    for block in blocks(&names).chunk_by(|one, other| one.0 == other.0) {
        for (at, (key, one)) in block.iter().enumerate() {
            for (_, other) in block[at + 1..].iter().take(NEIGHBOURS) {
                let (first, second) = (&names[*one], &names[*other]);
                if first.entity != second.entity && is_near(first, second, key.is_slip()) {
                    let pair = (
                        first.entity.min(second.entity),
                        first.entity.max(second.entity),
                    );
                    let found = pairs.entry(pair).or_insert((*one, *other));
                    *found = (*found).min((*one, *other));
                }
            }
        }
    }
    for (pair, names) in short_and_full(&names) {
        pairs.entry(pair).or_insert(names);
    }
    for (pair, (one, other)) in pairs {
        let entities = &case.model.entities;
        let below = entities.is_below(pair.0, pair.1) || entities.is_below(pair.1, pair.0);
        let told_apart = |one, other| entities.get(one).distinct.contains(&other);
        if !below && !told_apart(pair.0, pair.1) && !told_apart(pair.1, pair.0) {
            diagnostics.push(gap(case, pair, &names[one], &names[other]));
        }
    }
}

/// Persons of whom one goes by a single word that another's full name begins or ends with: “Najim” and “Osama Najim”.
fn short_and_full(names: &[Name<'_>]) -> Vec<((EntityId, EntityId), (usize, usize))> {
    let persons = || {
        (0..)
            .zip(names)
            .filter(|(_, name)| name.sort == Sort::Person)
    };
    let is_short = |name: &Name<'_>| !name.words.contains(' ');
    let mut full: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (_, name) in persons().filter(|(_, name)| is_short(name)) {
        full.insert(&name.words, Vec::new());
    }
    if full.is_empty() {
        return Vec::new();
    }
    for (index, name) in persons() {
        if let Some((first, rest)) = name.words.split_once(' ') {
            let last = rest.rsplit(' ').next().unwrap_or(rest);
            for end in [first, last] {
                if let Some(found) = full.get_mut(end) {
                    found.push(index);
                }
            }
        }
    }
    let mut pairs = Vec::new();
    for (short, name) in persons().filter(|(_, name)| is_short(name)) {
        let others = full.get(name.words.as_str()).into_iter().flatten();
        for &other in others
            .filter(|&&other| names[other].entity != name.entity)
            .take(NEIGHBOURS)
        {
            let (one, two) = (name.entity, names[other].entity);
            pairs.push(((one.min(two), one.max(two)), (short, other)));
        }
    }
    pairs
}

/// A name of an entity.
struct Name<'m> {
    entity: EntityId,
    sort: Sort,
    /// As it is written.
    written: &'m str,
    /// Its words in Latin script, small letters only.
    words: String,
    /// The consonants of its words.
    skeleton: String,
    /// Its digits: names that differ in these are of different things.
    digits: String,
    /// Whether another has the same sort, and the same digits but for repetitions.
    has_kin: bool,
}

/// The names that may be near another's.
fn names<'m>(case: &Case<'m>) -> Vec<Name<'m>> {
    let written: Vec<(u64, Written<'m>)> = written(case).map(|one| (one.kin(), one)).collect();
    let mut seen: FxHashMap<u64, bool> = FxHashMap::default();
    for (kin, _) in &written {
        seen.entry(*kin)
            .and_modify(|again| *again = true)
            .or_insert(false);
    }
    // A person may be near another whose name has other digits, too: by a first or a last name alone.
    let has_kin = |kin| seen.get(kin).is_some_and(|again| *again);
    let wanted = written
        .iter()
        .filter(|(kin, one)| has_kin(kin) || one.sort == Sort::Person);
    let mut names: Vec<_> = wanted
        .filter_map(|(kin, one)| one.name(has_kin(kin)))
        .collect();
    names.sort_by(|one, other| (&one.words, one.entity).cmp(&(&other.words, other.entity)));
    names
}

/// The names of all entities that are declared in the case.
fn written<'m>(case: &Case<'m>) -> impl Iterator<Item = Written<'m>> {
    let own = |(_, entity): &(EntityId, &Entity)| entity.location.is_some();
    let entities = case.model.entities.iter().filter(own);
    entities.flat_map(|(id, entity)| {
        let written = std::iter::once(&entity.label).chain(&entity.aliases);
        written.map(move |written| Written {
            entity: id,
            sort: entity.sort,
            written,
        })
    })
}

/// A name as it is written.
#[derive(Clone, Copy)]
struct Written<'m> {
    entity: EntityId,
    sort: Sort,
    written: &'m str,
}

impl<'m> Written<'m> {
    /// In Latin script, small letters only.
    fn latin(&self) -> String {
        if !self.written.is_ascii() {
            return deunicode(self.written).to_lowercase().replace('\'', "");
        }
        let mut latin = self.written.replace('\'', "");
        latin.make_ascii_lowercase();
        latin
    }

    /// What is the same for all names that can be near: their sort and their digits. Where one is repeated, an article that goes may
    /// take it along.
    fn kin(&self) -> u64 {
        let mut hasher = FxHasher::default();
        hasher.write_u8(self.sort as u8);
        let latin = match self.written.is_ascii() {
            true => Cow::Borrowed(self.written),
            false => Cow::Owned(self.latin()),
        };
        let mut last = None;
        for digit in latin.bytes().filter(u8::is_ascii_digit) {
            if last != Some(digit) {
                hasher.write_u8(digit);
            }
            last = Some(digit);
        }
        hasher.finish()
    }

    /// Ready to compare; nothing if there is no letter in it.
    fn name(&self, has_kin: bool) -> Option<Name<'m>> {
        let latin = self.latin();
        let words = latin.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty()).collect();
        let words = without_articles(words);
        words.chars().any(char::is_alphabetic).then(|| Name {
            entity: self.entity,
            sort: self.sort,
            written: self.written,
            digits: words.chars().filter(char::is_ascii_digit).collect(),
            skeleton: words.split(' ').map(skeleton).collect(),
            words,
            has_kin,
        })
    }
}

/// `Al-Sour`, `as-Sour` and `Assour` are one: the Arabic article goes, also where it is joined to a name.
fn without_articles(words: Vec<&str>) -> String {
    let many = words.len() > 1;
    let article = |word: &str| {
        matches!(
            word,
            "al" | "el"
                | "ul"
                | "as"
                | "es"
                | "ash"
                | "esh"
                | "ar"
                | "er"
                | "an"
                | "en"
                | "ad"
                | "ed"
                | "az"
                | "ez"
                | "at"
                | "et"
        )
    };
    let last = words.len().saturating_sub(1);
    let kept = words.into_iter().enumerate();
    let kept = kept.filter(|(at, word)| !(many && *at < last && article(word)));
    let mut joined = String::new();
    for (_, word) in kept {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(without_joined_article(word));
    }
    joined
}

/// `assour` has the article before the sun letter that swallowed its `l`.
fn without_joined_article(word: &str) -> &str {
    let bytes = word.as_bytes();
    let swallowed = bytes.len() > 4
        && matches!(bytes[0], b'a' | b'e')
        && bytes[1] == bytes[2]
        && !is_vowel(bytes[1]);
    match word.get(2..) {
        Some(rest) if swallowed => rest,
        _ => word,
    }
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w')
}

/// The consonants of a word, those that are one sound alike, no two of one kind side by side.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::new();
    for byte in word.bytes() {
        let sound = match byte {
            byte if is_vowel(byte) => continue,
            // What is left of `kh`, `sh`, `th`: too often dropped.
            b'h' if !skeleton.is_empty() => continue,
            b'c' | b'q' => 'k',
            b'z' => 's',
            b'v' => 'f',
            b'g' => 'j',
            byte => char::from(byte),
        };
        if !skeleton.ends_with(sound) {
            skeleton.push(sound);
        }
    }
    skeleton
}

/// What must be the same for two names to be compared, hashed: sort, digits, consonants; and whether one was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

impl Key {
    fn new(name: &Name<'_>, consonants: impl Iterator<Item = char>, slip: bool) -> Self {
        let mut hasher = FxHasher::default();
        (name.sort as u8, &name.digits).hash(&mut hasher);
        consonants.for_each(|consonant| hasher.write_u32(consonant.into()));
        Self(hasher.finish() << 1 | u64::from(slip))
    }

    fn is_slip(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Names by their keys, sorted.
fn blocks(names: &[Name<'_>]) -> Vec<(Key, usize)> {
    let mut blocks = Vec::new();
    for (index, name) in (0..).zip(names).filter(|(_, name)| name.has_kin) {
        let all = || name.skeleton.chars();
        blocks.push((Key::new(name, all(), false), index));
        let count = all().count();
        if (SLIP_FROM..=SLIP_TO).contains(&count) {
            for left_out in 0..count {
                let fewer = all().take(left_out).chain(all().skip(left_out + 1));
                blocks.push((Key::new(name, fewer, true), index));
            }
            // A name that is whole without the other's slip.
            blocks.push((Key::new(name, all(), true), index));
        }
    }
    blocks.par_sort_unstable();
    blocks.dedup();
    blocks
}

fn is_near(one: &Name<'_>, other: &Name<'_>, slip: bool) -> bool {
    if one.digits != other.digits {
        return false;
    }
    if one.words == other.words {
        return true;
    }
    let short = one.skeleton.chars().count() < 3;
    let needed = match (slip, short) {
        (true, _) => NEAR_SLIP,
        (false, true) => NEAR_SHORT,
        (false, false) => NEAR_SKELETON,
    };
    let same_begin = one.words.chars().next() == other.words.chars().next();
    // Two names of one word, or of several each, but not a first name beside a full one.
    let same_count = one.words.split(' ').count() == other.words.split(' ').count();
    same_begin && same_count && strsim::jaro_winkler(&one.words, &other.words) >= needed
}

fn gap(
    case: &Case<'_>,
    pair: (EntityId, EntityId),
    one: &Name<'_>,
    other: &Name<'_>,
) -> Diagnostic {
    let entities = &case.model.entities;
    let (first, second) = (entities.get(pair.0), entities.get(pair.1));
    let (one, other) = if one.entity == pair.0 {
        (one, other)
    } else {
        (other, one)
    };
    let message = if one.written == other.written {
        format!(
            "“{}” is a name of both `{}` and `{}`",
            one.written, first.name, second.name
        )
    } else {
        format!(
            "“{}” and “{}” may be one and the same",
            one.written, other.written
        )
    };
    let mut diagnostic = Diagnostic::new(Code::NearAlias, message);
    diagnostic.about = format!("{} and {}", first.name, second.name);
    for (entity, name) in [(first, one), (second, other)] {
        if let Some(location) = entity.location {
            diagnostic = diagnostic.at(location, format!("named “{}”", name.written));
        }
    }
    diagnostic
        .advise(format!(
            "If they are one: take `{}` away, write `alias \"{}\"` below `{}`, and use that id.",
            second.name, other.written, first.name
        ))
        .advise(format!(
            "If they are two: write `distinct from {}` below `{}`.",
            second.name, first.name
        ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(one: &str, other: &str) -> bool {
        let entity = Entity {
            sort: Sort::Person,
            name: String::new(),
            label: String::new(),
            aliases: Vec::new(),
            parents: Vec::new(),
            distinct: Vec::new(),
            coordinates: None,
            location: None,
        };
        let names: Vec<_> = [one, other]
            .iter()
            .zip(0..)
            .filter_map(|(written, id)| {
                let written = Written {
                    entity: EntityId(id),
                    sort: entity.sort,
                    written,
                };
                written.name(true)
            })
            .collect();
        blocks(&names)
            .chunk_by(|one, other| one.0 == other.0)
            .any(|block| block.len() > 1 && is_near(&names[0], &names[1], block[0].0.is_slip()))
    }

    #[test]
    fn transliterations_are_near() {
        for (one, other) in [
            ("Najim", "Njeem"),
            ("Najim", "نجيم"),
            ("Al-Sour", "Assour"),
            ("Kyiv", "Kiev"),
            ("Osama Najim", "Osama Njeem"),
            ("Müller", "Muller"),
            ("Khaled El-Hishri", "Khaled El-Hisri"),
            ("The Market", "the market"),
        ] {
            assert!(near(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn others_are_not() {
        for (one, other) in [
            ("Flight 17", "Flight 71"),
            ("Building 1", "Building 2"),
            ("Omar", "Amir"),
            ("Rome", "Turin"),
            ("Tehran", "Turin"),
            ("Najim", "Osama Najim"),
            ("1", "2"),
        ] {
            assert!(!near(one, other), "{one}, {other}");
        }
    }

    proptest! {
        /// What has no kin is not compared: nothing is lost by that.
        #[test]
        fn those_with_the_same_digits_are_kin(
            one in "([ae]?[1-3l' ٣é]){1,6}",
            other in "([ae]?[1-3l' ٣é]){1,6}",
        ) {
            let [one, other] = [&one, &other].map(|written| Written {
                entity: EntityId(0),
                sort: Sort::Person,
                written,
            });
            let digits = |written: &Written<'_>| written.name(true).map(|name| name.digits);
            let both = digits(&one).zip(digits(&other));
            if both.is_some_and(|(one, other)| one == other) {
                prop_assert_eq!(one.kin(), other.kin());
            }
        }
    }
}
