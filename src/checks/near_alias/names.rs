//! Names as they are compared: transliterated, folded and thinned to the consonants of their words.

use std::borrow::Cow;
use std::hash::Hasher;

use deunicode::deunicode;
use rustc_hash::FxHasher;
use smallvec::SmallVec;

use super::meeting::Meeting;
use crate::checks::Case;
use crate::model::{Entity, EntityId};
use crate::syntax::tree::Sort;

/// No article has more letters.
const ARTICLE_MAX: usize = 3;

/// A name of an entity.
pub struct Name<'m> {
    pub entity: EntityId,
    /// Which of its names: the label, or an alias, numbered from 1.
    number: u32,
    pub sort: Sort,
    /// As it is written.
    pub written: &'m str,
    folded: Folded,
    /// What it has in common with those that may be near it, where another entity has such a name: sort, and digits but for
    /// repetitions.
    pub kin: Option<u64>,
}

impl Name<'_> {
    /// Its words in Latin script, small letters only.
    pub fn words(&self) -> &str {
        &self.folded.all[..self.folded.words as usize]
    }

    /// The consonants of its words.
    pub fn skeleton(&self) -> &str {
        &self.folded.all[self.folded.words as usize..self.folded.skeleton as usize]
    }

    /// Its digits: names that differ in these are of different things.
    pub fn digits(&self) -> &str {
        &self.folded.all[self.folded.skeleton as usize..]
    }

    /// Whether it is a single word.
    pub fn is_short(&self) -> bool {
        !self.words().contains(' ')
    }
}

/// What of a name is compared, one behind the other: each by itself would take as much room again.
struct Folded {
    all: String,
    /// Where the words end.
    words: u32,
    /// Where the consonants end; behind them are the digits.
    skeleton: u32,
}

impl Folded {
    /// Nothing if there is no letter in it.
    fn of(latin: &str) -> Option<Self> {
        let count = latin.bytes().filter(u8::is_ascii_digit).count();
        let mut all = String::with_capacity(2 * latin.len() + count);
        push_words(&mut all, latin);
        if !all.chars().any(char::is_alphabetic) {
            return None;
        }
        let words = all.len();
        push_skeleton(&mut all);
        let skeleton = all.len();
        for at in 0..words {
            let byte = all.as_bytes()[at];
            if byte.is_ascii_digit() {
                all.push(char::from(byte));
            }
        }
        Some(Self {
            all,
            words: u32::try_from(words).ok()?,
            skeleton: u32::try_from(skeleton).ok()?,
        })
    }
}

/// Where a name is written: as the label of an entity, or as one of its aliases, numbered from 1.
struct Place {
    /// What it has in common with those that may be near it.
    kin: u64,
    entity: EntityId,
    number: u32,
}

/// So many names of an entity are compared before it is taken to be near itself: that only costs a closer look.
const OWN: usize = 8;

/// The names that may be near another's.
pub fn names<'m>(case: &Case<'m>) -> Vec<Name<'m>> {
    let entities = &case.model.entities;
    // Most have no alias.
    let count = entities.len() + entities.len() / 8;
    let mut all: Vec<Place> = Vec::with_capacity(count);
    let mut kin = Meeting::new(count);
    // A person may be near another whose name has other digits, too: by a first or a last name alone.
    let mut any_short = false;
    for (number, one) in written(case) {
        let place = Place {
            kin: one.kin(),
            entity: one.entity,
            number,
        };
        let mut before = all.iter().rev().take(OWN.min(number as usize));
        if !before.any(|other| other.kin == place.kin) {
            kin.note(place.kin);
        }
        any_short = any_short || one.sort == Sort::Person && one.is_short();
        all.push(place);
    }
    let wanted = all.into_iter().filter_map(|place| {
        let meets = kin.came_again(place.kin);
        let wanted = meets || any_short && entities.sort(place.entity) == Sort::Person;
        let written = || Written::of(place.entity, entities.get(place.entity), place.number);
        let one = wanted.then(written)??;
        one.name(place.number, meets.then_some(place.kin))
    });
    let mut names: Vec<Name<'m>> = wanted.collect();
    let key = |name: &Name<'_>| (name.entity, name.number);
    names.sort_unstable_by(|one, other| {
        let by_words = one.words().cmp(other.words());
        by_words.then_with(|| key(one).cmp(&key(other)))
    });
    names
}

/// The names of all entities that are declared in the case, with their numbers.
fn written<'m>(case: &Case<'m>) -> impl Iterator<Item = (u32, Written<'m>)> {
    let own = |(_, entity): &(EntityId, Entity<'_>)| entity.location.is_some();
    let entities = case.model.entities.iter().filter(own);
    entities.flat_map(|(id, entity)| {
        let written = (0..).map_while(move |number| Written::of(id, entity, number));
        (0..).zip(written)
    })
}

/// A name as it is written.
#[derive(Clone, Copy)]
pub struct Written<'m> {
    pub entity: EntityId,
    pub sort: Sort,
    pub written: &'m str,
}

impl<'m> Written<'m> {
    /// The label of an entity, or an alias.
    fn of(id: EntityId, entity: Entity<'m>, number: u32) -> Option<Self> {
        let written = match number.checked_sub(1) {
            None => entity.label,
            Some(alias) => entity.aliases().get(alias as usize)?,
        };
        Some(Self {
            entity: id,
            sort: entity.sort,
            written,
        })
    }

    /// Whether it comes down to a single word.
    fn is_short(&self) -> bool {
        self.may_be_short() && self.name(0, None).is_some_and(|name| name.is_short())
    }

    /// In Latin script, small letters only.
    fn latin(&self) -> String {
        if !self.written.is_ascii() {
            return deunicode(self.written).to_lowercase().replace('\'', "");
        }
        let mut latin = self.written.to_ascii_lowercase();
        latin.retain(|letter| letter != '\'');
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

    /// Whether it may come down to a single word, as far as that is seen without a closer look: two words that are longer than any
    /// article both stay.
    fn may_be_short(&self) -> bool {
        let letters = self.written.bytes().filter(|byte| *byte != b'\'');
        let mut long_words = 0;
        let mut length = 0;
        for byte in letters {
            length = if byte.is_ascii_alphanumeric() {
                length + 1
            } else {
                0
            };
            long_words += usize::from(length == ARTICLE_MAX + 1);
        }
        long_words < 2 || !self.written.is_ascii()
    }

    /// Ready to compare; nothing if there is no letter in it.
    pub fn name(&self, number: u32, kin: Option<u64>) -> Option<Name<'m>> {
        Some(Name {
            entity: self.entity,
            number,
            sort: self.sort,
            written: self.written,
            folded: Folded::of(self.without_article(&self.latin()))?,
            kin,
        })
    }

    /// `the Court of Appeal` is `Court of Appeal`: the article before the name of whatever is no person goes. In the languages in which
    /// it belongs to the names of towns it stays before those: `La Paz` is not `Paz`.
    fn without_article<'l>(&self, latin: &'l str) -> &'l str {
        let Some((first, rest)) = latin.split_once(' ') else {
            return latin;
        };
        let goes = match (first, self.sort) {
            (_, Sort::Person) => false,
            ("the", _) => true,
            // `A Company` may stand beside `B Company`.
            ("a" | "an", _) => self.written.starts_with(first),
            ("der" | "die" | "das", Sort::Org | Sort::Place) => true,
            ("le" | "la" | "les" | "el" | "il" | "lo", Sort::Org) => true,
            ("le" | "la" | "les" | "el" | "il" | "lo", Sort::Place) => rest.contains(' '),
            _ => false,
        };
        match goes && rest.contains(char::is_alphabetic) {
            true => rest,
            false => latin,
        }
    }
}

/// `Al-Sour`, `as-Sour` and `Assour` are one: the Arabic article goes, also where it is joined to a name. So are `U.N.` and `UN`:
/// single letters with points become a word.
fn push_words(all: &mut String, latin: &str) {
    let is_mark = |c: char| !c.is_alphanumeric();
    let pieces = latin.split_inclusive(is_mark);
    let words = pieces.map(|piece| (piece.trim_end_matches(is_mark), piece.ends_with('.')));
    let words: SmallVec<[(&str, bool); 8]> = words.filter(|(word, _)| !word.is_empty()).collect();
    let last = words.len().saturating_sub(1);
    let kept = (0..).zip(words);
    let kept = kept.filter(|(at, (word, _))| *at == last || !is_article(word));
    let mut behind_initial = false;
    for (_, (word, has_point)) in kept {
        let is_letter = word.len() == 1 && !word.starts_with(|c: char| c.is_ascii_digit());
        let joins = all.is_empty() || behind_initial && is_letter;
        if !joins {
            all.push(' ');
        }
        behind_initial = is_letter && has_point;
        all.push_str(without_joined_article(word));
    }
}

fn is_article(word: &str) -> bool {
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

/// Behind the words their consonants, those that are one sound alike, no two of one kind side by side in a word.
fn push_skeleton(all: &mut String) {
    let words = all.len();
    let mut begin = words;
    for at in 0..words {
        let sound = match all.as_bytes()[at] {
            b' ' => {
                begin = all.len();
                continue;
            }
            byte if is_vowel(byte) => continue,
            // What is left of `kh`, `sh`, `th`: too often dropped.
            b'h' if all.len() > begin => continue,
            b'c' | b'q' => 'k',
            b'z' => 's',
            b'v' => 'f',
            b'g' => 'j',
            byte => char::from(byte),
        };
        if !all[begin..].ends_with(sound) {
            all.push(sound);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
            let digits = |written: &Written<'_>| written.name(0, None).map(|name| name.digits().to_owned());
            let both = digits(&one).zip(digits(&other));
            if both.is_some_and(|(one, other)| one == other) {
                prop_assert_eq!(one.kin(), other.kin());
            }
        }

        /// Whoever goes by one word is not overlooked.
        #[test]
        fn what_is_short_may_be(written in "([ae]l|[ae]sh|[a-c]{1,5}|['_ -]|é){1,5}") {
            let written = Written {
                entity: EntityId(0),
                sort: Sort::Person,
                written: &written,
            };
            let short = written.name(0, None).is_some_and(|name| name.is_short());
            prop_assert!(!short || written.may_be_short());
        }
    }
}
