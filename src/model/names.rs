//! The names of many things, one behind the other: a string of its own for each would take more room than its letters.

use crate::text::Span;

/// Names, each known by its stretch.
#[derive(Debug, Default)]
pub(super) struct Names(String);

/// What a thing is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Called {
    /// Its id in the files.
    pub name: Span,
    /// Its name for people, which most often is the same.
    pub label: Span,
}

impl Names {
    /// Makes room for so many more bytes.
    pub fn expect(&mut self, more: usize) {
        self.0.reserve(more);
    }

    /// Takes what a thing is called.
    pub fn call(&mut self, name: &str, label: &str) -> Called {
        let own = self.add(name);
        let label = if label == name { own } else { self.add(label) };
        Called { name: own, label }
    }

    /// Takes a name.
    pub fn add(&mut self, name: &str) -> Span {
        let start = self.0.len();
        self.0.push_str(name);
        Span::new(start, self.0.len())
    }

    /// The name with this stretch.
    #[inline]
    pub fn get(&self, name: Span) -> &str {
        self.0.get(name.range()).unwrap_or_default()
    }
}
