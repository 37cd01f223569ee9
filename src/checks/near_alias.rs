//! Two entities with nearly the same name, or one name for two: perhaps one and the same. Nothing is ever merged by itself.
//!
//! Names are transliterated, folded and thinned to the consonants of their words. Only names that agree in these, or all but
//! one of them, are compared at all, each with a few neighbours: never all with all.

mod meeting;
mod names;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::Case;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::EntityId;
use crate::syntax::tree::Sort;
use names::{Name, names};

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

/// Names by the numbers in which they stand among all, of two entities each; the first such pair of two entities is kept.
#[derive(Debug, Default, PartialEq, Eq)]
struct Pairs(BTreeMap<(EntityId, EntityId), (usize, usize)>);

impl Pairs {
    fn add(&mut self, names: &[Name<'_>], one: usize, other: usize) {
        let (first, second) = (names[one].entity, names[other].entity);
        let entities = (first.min(second), first.max(second));
        let found = self.0.entry(entities).or_insert((one, other));
        *found = (*found).min((one, other));
    }
}

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let names = names(case);
    let mut pairs = near_pairs(&names).0;
    for (pair, names) in short_and_full(&names) {
        pairs.entry(pair).or_insert(names);
    }
    for (pair, (one, other)) in pairs {
        let entities = &case.model.entities;
        let below = entities.is_below(pair.0, pair.1) || entities.is_below(pair.1, pair.0);
        let told_apart = |one, other| entities.get(one).distinct().contains(&other);
        // An id that is declared twice is a mistake, which is told.
        let twice = entities.get(pair.0).name == entities.get(pair.1).name;
        if !below && !twice && !told_apart(pair.0, pair.1) && !told_apart(pair.1, pair.0) {
            diagnostics.push(gap(case, pair, &names[one], &names[other]));
        }
    }
}

/// The names that are near each other.
fn near_pairs(names: &[Name<'_>]) -> Pairs {
    let numbered = (0..).zip(names);
    let mut kin: Vec<(u64, usize)> = numbered
        .filter_map(|(number, name)| Some((name.kin?, number)))
        .collect();
    kin.par_sort_unstable();
    let mut pairs = Pairs::default();
    for kin in kin.chunk_by(|one, other| one.0 == other.0) {
        let kin: Vec<usize> = kin.iter().map(|(_, number)| *number).collect();
        if kin.len() <= NEIGHBOURS + 1 {
            add_of_few(names, &kin, &mut pairs);
        } else {
            add_of_many(names, &kin, &mut pairs);
        }
    }
    pairs
}

/// Of a few names each is held against each other.
fn add_of_few(names: &[Name<'_>], kin: &[usize], pairs: &mut Pairs) {
    for (at, &one) in kin.iter().enumerate() {
        for &other in &kin[at + 1..] {
            let (first, second) = (&names[one], &names[other]);
            let slip = || slip_between(first.skeleton(), second.skeleton());
            if first.entity != second.entity
                && slip().is_some_and(|slip| is_near(first, second, slip))
            {
                pairs.add(names, one, other);
            }
        }
    }
}

/// Of many names only those that agree in their consonants, or all but one, are held against each other, and a few of these.
fn add_of_many(names: &[Name<'_>], kin: &[usize], pairs: &mut Pairs) {
    for block in blocks(names, kin).chunk_by(|one, other| one.0 == other.0) {
        for (at, (key, one)) in block.iter().enumerate() {
            for (_, other) in block[at + 1..].iter().take(NEIGHBOURS) {
                let (first, second) = (&names[*one], &names[*other]);
                if first.entity != second.entity && is_near(first, second, key.is_slip()) {
                    pairs.add(names, *one, *other);
                }
            }
        }
    }
}

/// Whether two names agree in their consonants but for a slip, one dropped in either or in both; nothing if they do not agree.
fn slip_between(one: &str, other: &str) -> Option<bool> {
    if one == other {
        return Some(false);
    }
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let slips = SLIP_FROM..=SLIP_TO;
    if !slips.contains(&one.len()) || !slips.contains(&other.len()) {
        return None;
    }
    let begin = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[begin..], &other[begin..]);
    let backwards = one.iter().rev().zip(other.iter().rev());
    let end = backwards.take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    let same = match (one, other) {
        ([_], []) | ([], [_]) => true,
        // The first of the one is dropped and the last of the other, or the other way round.
        ([_, one_rest @ ..], [other_rest @ .., _]) if one_rest == other_rest => true,
        ([one_rest @ .., _], [_, other_rest @ ..]) => one_rest == other_rest,
        _ => false,
    };
    same.then_some(true)
}

/// Persons of whom one goes by a single word that another's full name begins or ends with: “Najim” and “Osama Najim”.
fn short_and_full(names: &[Name<'_>]) -> Vec<((EntityId, EntityId), (usize, usize))> {
    let persons = || {
        (0..)
            .zip(names)
            .filter(|(_, name)| name.sort == Sort::Person)
    };
    let mut full: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (_, name) in persons().filter(|(_, name)| name.is_short()) {
        full.insert(name.words(), Vec::new());
    }
    if full.is_empty() {
        return Vec::new();
    }
    for (index, name) in persons() {
        if let Some((first, rest)) = name.words().split_once(' ') {
            let last = rest.rsplit(' ').next().unwrap_or(rest);
            for end in [first, last] {
                if let Some(found) = full.get_mut(end) {
                    found.push(index);
                }
            }
        }
    }
    let mut pairs = Vec::new();
    for (short, name) in persons().filter(|(_, name)| name.is_short()) {
        let others = full.get(name.words()).into_iter().flatten();
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

/// What must be the same for two names to be compared, hashed: sort, digits, consonants; and whether one was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

impl Key {
    fn new(name: &Name<'_>, consonants: impl Iterator<Item = char>, slip: bool) -> Self {
        let mut hasher = FxHasher::default();
        (name.sort as u8, name.digits()).hash(&mut hasher);
        consonants.for_each(|consonant| hasher.write_u32(consonant.into()));
        Self(hasher.finish() << 1 | u64::from(slip))
    }

    fn is_slip(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Names by their keys, sorted.
fn blocks(names: &[Name<'_>], kin: &[usize]) -> Vec<(Key, usize)> {
    let mut blocks = Vec::new();
    for (index, name) in kin.iter().map(|&index| (index, &names[index])) {
        let all = || name.skeleton().chars();
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
    if one.digits() != other.digits() || differ_in_numeral(one.written, other.written) {
        return false;
    }
    if one.words() == other.words() {
        return true;
    }
    let short = one.skeleton().chars().count() < 3;
    let needed = match (slip, short) {
        (true, _) => NEAR_SLIP,
        (false, true) => NEAR_SHORT,
        (false, false) => NEAR_SKELETON,
    };
    let same_begin = one.words().chars().next() == other.words().chars().next();
    // Two names of one word, or of several each, but not a first name beside a full one.
    let same_count = one.words().split(' ').count() == other.words().split(' ').count();
    same_begin && same_count && strsim::jaro_winkler(one.words(), other.words()) >= needed
}

/// Whether both have a Roman numeral, and not the same: Henry V is not Henry VI.
fn differ_in_numeral(one: &str, other: &str) -> bool {
    let is_numeral = |word: &&str| word.bytes().all(|letter| b"IVXLCDM".contains(&letter));
    // What a name begins with is none.
    let of = |name: &str| {
        let words = name.split(|c: char| !c.is_alphanumeric()).skip(1);
        let numerals = words.filter(|word| !word.is_empty()).filter(is_numeral);
        numerals.map(str::to_owned).collect::<Vec<_>>()
    };
    let (one, other) = (of(one), of(other));
    !one.is_empty() && !other.is_empty() && one != other
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

    use super::names::Written;
    use super::*;

    fn near(one: &str, other: &str) -> bool {
        near_as(Sort::Person, one, other)
    }

    fn near_as(sort: Sort, one: &str, other: &str) -> bool {
        let names: Vec<_> = [one, other]
            .iter()
            .zip(0..)
            .filter_map(|(written, id)| {
                let written = Written {
                    entity: EntityId(id),
                    sort,
                    written,
                };
                written.name(0, Some(0))
            })
            .collect();
        !near_pairs(&names).0.is_empty()
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
            ("J. R. Okafor", "JR Okafor"),
        ] {
            assert!(near(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn articles_and_points_tell_no_names_apart() {
        for (sort, one, other) in [
            (Sort::Org, "The Bank", "Bank"),
            (Sort::Org, "the Court of Appeal", "Court of Appeal"),
            (Sort::Org, "UN", "U.N."),
            (Sort::Org, "the U. N. Mission", "UN Mission"),
            (Sort::Org, "U.N", "UN"),
            (Sort::Org, "Le Monde", "Monde"),
            (Sort::Org, "Der Spiegel", "Spiegel"),
            (Sort::Org, "El País", "País"),
            (Sort::Org, "Il Giornale", "Giornale"),
            (Sort::Place, "The Hague", "Hague"),
            (Sort::Place, "das Rathaus", "Rathaus"),
            (Sort::Place, "la Place Bellecour", "Place Bellecour"),
            (Sort::Term, "a ferry", "ferry"),
            (Sort::Thing, "the ferry Aurora", "ferry Aurora"),
        ] {
            assert!(near_as(sort, one, other), "{one}, {other}");
        }
    }

    #[test]
    fn what_looks_like_an_article_may_belong_to_the_name() {
        for (sort, one, other) in [
            (Sort::Place, "La Paz", "Paz"),
            (Sort::Place, "Le Mans", "Mans"),
            (Sort::Org, "A Company", "Company"),
            (Sort::Org, "A Company", "B Company"),
            (Sort::Person, "A. L. Smith", "Smith"),
            (Sort::Person, "J. S. Bach", "J. C. Bach"),
            (Sort::Thing, "a 1", "b 1"),
        ] {
            assert!(!near_as(sort, one, other), "{one}, {other}");
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
        /// Many names are compared as a few are.
        #[test]
        fn few_and_many_are_compared_alike(
            written in proptest::collection::vec("[abkm]{1,7}( [abk]{1,3})?", 2..10),
        ) {
            let names: Vec<Name<'_>> = (0..)
                .map(EntityId)
                .zip(&written)
                .filter_map(|(entity, written)| {
                    Written { entity, sort: Sort::Person, written }.name(0, Some(0))
                })
                .collect();
            let kin: Vec<usize> = (0..names.len()).collect();
            let (mut few, mut many) = (Pairs::default(), Pairs::default());
            add_of_few(&names, &kin, &mut few);
            add_of_many(&names, &kin, &mut many);
            prop_assert_eq!(few, many);
        }
    }
}
