//! What the claims of a file were read by: the names that were looked up, so that it is known which files an edited declaration
//! can touch.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};

/// Something that claims look up in what is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::model) enum Question<'n> {
    /// What an id means as a value or subject, and what may be said of that.
    Thing(&'n str),
    /// Whom a label or alias names, as labels are compared.
    Label(&'n str),
    /// How an entity, by its id, is called where it speaks.
    Speaker(&'n str),
    /// Which source has this id, when it was published, who speaks in it, and how it writes dates.
    Source(&'n str),
}

/// Questions, each as a number. Two may share one: then a file is read once too often.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Whether anybody will want to know.
    noted: bool,
    numbers: Vec<u32>,
}

impl Asked {
    /// Begins to note questions.
    pub(super) fn begin(&mut self) {
        self.noted = true;
    }

    pub(super) fn note(&mut self, question: Question<'_>) {
        if !self.noted {
            return;
        }
        let number = number(question);
        if self.numbers.last() != Some(&number) {
            self.numbers.push(number);
        }
    }

    /// To be called once all are noted.
    pub(super) fn settle(&mut self) {
        self.numbers.sort_unstable();
        self.numbers.dedup();
        self.numbers.shrink_to_fit();
    }

    fn any_of(&self, questions: &Questions) -> bool {
        let is_one = |number: &u32| questions.numbers.contains(number);
        if questions.numbers.len() > self.numbers.len() {
            return self.numbers.iter().any(is_one);
        }
        let mut wanted = questions.numbers.iter();
        wanted.any(|number| self.numbers.binary_search(number).is_ok())
    }
}

/// Questions that have another answer than before.
#[derive(Debug, Default)]
pub(in crate::model) struct Questions {
    numbers: FxHashSet<u32>,
}

impl Questions {
    pub(in crate::model) fn add(&mut self, question: Question<'_>) {
        self.numbers.insert(number(question));
    }

    /// Whether claims have asked one of them that were read with these notes.
    pub(in crate::model) fn were_asked(&self, notes: &super::Notes) -> bool {
        notes.asked.any_of(self)
    }
}

fn number(question: Question<'_>) -> u32 {
    let mut hasher = FxHasher::default();
    question.hash(&mut hasher);
    // The upper half of it is the better mixed one.
    u32::try_from(hasher.finish() >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Asked, Question, Questions};

    fn asked(questions: &[Question<'_>]) -> Asked {
        let mut asked = Asked::default();
        asked.begin();
        questions.iter().for_each(|&question| asked.note(question));
        asked.settle();
        asked
    }

    fn questions(all: &[Question<'_>]) -> Questions {
        let mut questions = Questions::default();
        all.iter().for_each(|&question| questions.add(question));
        questions
    }

    #[test]
    fn what_was_asked_is_known() {
        let asked = asked(&[
            Question::Thing("anna"),
            Question::Label("anna kruse"),
            Question::Thing("anna"),
        ]);
        assert!(asked.any_of(&questions(&[Question::Thing("anna")])));
        let many: Vec<String> = (0..9).map(|number| number.to_string()).collect();
        let mut many: Vec<_> = many.iter().map(|name| Question::Thing(name)).collect();
        assert!(!asked.any_of(&questions(&many)));
        many.push(Question::Label("anna kruse"));
        assert!(asked.any_of(&questions(&many)));
        assert!(!asked.any_of(&questions(&[Question::Source("anna")])));
        assert!(!asked.any_of(&questions(&[])));
    }
}
