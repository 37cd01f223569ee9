//! Looking words of the vocabulary up.

use super::Vocabulary;
use crate::model::{Meant, meant};

/// A name that nothing bears and nothing speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The name.
    pub name: String,
    /// What was probably meant.
    pub near: Option<String>,
}

impl Vocabulary {
    /// What bears one of these names; for a name that nothing bears, what speaks of it, or else what an everyday word means.
    ///
    /// # Errors
    /// If nothing is found for one of the names.
    pub fn only(&self, names: &[String]) -> Result<Self, Unknown> {
        let mut wanted = Wanted::default();
        for name in names {
            let name = name.trim().to_lowercase();
            let bears = |own: &str, _: &str| own.to_lowercase() == name;
            let speaks = |own: &str, about: &str| speaks_of(&format!("{own} {about}"), &name);
            if !wanted.add(self, &bears)
                && !wanted.add(self, &speaks)
                && !wanted.add_meant(self, &name)
            {
                let near = self.near(&name);
                return Err(Unknown { name, near });
            }
        }
        Ok(wanted.of(self))
    }

    /// The name that was probably meant: one slip in three letters.
    fn near(&self, name: &str) -> Option<String> {
        let kinds = self.kinds.iter().map(|kind| &kind.name);
        let roles = self.roles.iter().map(|role| &role.name);
        let attributes = self.attributes.iter().map(|attribute| &attribute.name);
        kinds
            .chain(roles)
            .chain(attributes)
            .map(|known| (strsim::damerau_levenshtein(known, name), known))
            .min()
            .filter(|&(slips, known)| slips <= known.chars().count() / 3)
            .map(|(_, known)| known.clone())
    }
}

/// Whether a word of a text begins so; a name of several words stands anywhere.
fn speaks_of(text: &str, name: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    !name.is_empty()
        && (words.any(|word| word.starts_with(name)) || name.contains(' ') && text.contains(name))
}

/// Which words are wanted, by their places.
#[derive(Default)]
struct Wanted {
    kinds: Vec<usize>,
    roles: Vec<usize>,
    attributes: Vec<usize>,
    terms: Vec<usize>,
}

impl Wanted {
    /// Adds what a test takes, which is told a name and what is said about it; whether there is anything.
    fn add(&mut self, all: &Vocabulary, takes: &dyn Fn(&str, &str) -> bool) -> bool {
        let before = self.count();
        for (index, kind) in all.kinds.iter().enumerate() {
            let about = format!("{} {}", kind.label, kind.origin.note);
            add_if(&mut self.kinds, index, takes(&kind.name, &about));
        }
        for (index, role) in all.roles.iter().enumerate() {
            let about = role.means.unwrap_or_default();
            add_if(&mut self.roles, index, takes(&role.name, about));
        }
        for (index, attribute) in all.attributes.iter().enumerate() {
            let label = attribute.label.as_deref().unwrap_or_default();
            let about = format!("{label} {}", attribute.origin.note);
            add_if(&mut self.attributes, index, takes(&attribute.name, &about));
        }
        for (index, term) in all.terms.iter().enumerate() {
            add_if(&mut self.terms, index, takes(&term.name, &term.label));
        }
        self.count() > before
    }

    /// Adds what is meant by an everyday word; whether there is anything.
    fn add_meant(&mut self, all: &Vocabulary, word: &str) -> bool {
        let before = self.count();
        for one in meant(&word.replace(' ', "_")) {
            let name = one.name();
            let (places, found) = match one {
                Meant::Kind(_) => (
                    &mut self.kinds,
                    all.kinds.iter().position(|kind| kind.name == name),
                ),
                Meant::Attribute(_) => (
                    &mut self.attributes,
                    all.attributes.iter().position(|own| own.name == name),
                ),
                Meant::Role(_) => (
                    &mut self.roles,
                    all.roles.iter().position(|role| role.name == name),
                ),
            };
            places.extend(found);
        }
        self.count() > before
    }

    fn count(&self) -> usize {
        self.kinds.len() + self.roles.len() + self.attributes.len() + self.terms.len()
    }

    fn of(&self, all: &Vocabulary) -> Vocabulary {
        Vocabulary {
            kinds: picked(&all.kinds, &self.kinds),
            roles: picked(&all.roles, &self.roles),
            attributes: picked(&all.attributes, &self.attributes),
            terms: picked(&all.terms, &self.terms),
            mistakes: all.mistakes,
        }
    }
}

fn add_if(places: &mut Vec<usize>, index: usize, wanted: bool) {
    if wanted {
        places.push(index);
    }
}

/// The items at these places, in their own order, each once.
fn picked<T: Clone>(all: &[T], places: &[usize]) -> Vec<T> {
    let is_wanted = |index: &usize| places.contains(index);
    let wanted = all.iter().enumerate().filter(|(index, _)| is_wanted(index));
    wanted.map(|(_, item)| item.clone()).collect()
}
