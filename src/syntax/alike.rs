//! Whether two texts say the same, wherever it stands.

use std::fmt::{self, Write};
use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher13};

use super::parse;
use super::tree::Tree;
use crate::diagnostic::Diagnostic;
use crate::text::{File, FileId, Span};

/// A file, read by itself: what it says, and what is wrong with it.
#[derive(Debug)]
pub struct Reading<'t> {
    /// Its entries.
    pub tree: Tree<'t>,
    mistakes: Vec<Diagnostic>,
}

impl<'t> Reading<'t> {
    /// Reads a file.
    #[must_use]
    pub fn new(file: &'t File) -> Self {
        let (tree, mistakes) = parse(FileId(0), file);
        Self { tree, mistakes }
    }

    /// Whether nothing is wrong with it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// Where it has mistakes, from the first to the last.
    #[must_use]
    pub fn mistaken(&self) -> Vec<Span> {
        let labels = self.mistakes.iter().flat_map(|one| &one.labels);
        let mut places: Vec<Span> = labels.map(|label| label.location.span).collect();
        places.sort_unstable();
        places
    }

    /// Whether both have the same entries and the same mistakes, places aside.
    #[must_use]
    pub fn is_alike(&self, other: &Reading<'_>) -> bool {
        self.sum() == other.sum()
    }

    /// All that it says, and what is wrong with it, as a sum of 128 bits.
    fn sum(&self) -> u128 {
        let mut sum = Sum(SipHasher13::new());
        // A sum takes whatever is written to it. The `-` leaves out the places: see `Span`.
        let _ = write!(sum, "{:-?}", self.tree);
        for mistake in &self.mistakes {
            let _ = write!(sum, "{}\n{:?}\n", mistake.message, mistake.advice);
        }
        sum.0.finish128().as_u128()
    }
}

/// Whether two texts have the same entries and the same mistakes, places aside.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (File::new("", one), File::new("", other));
    Reading::new(&one).is_alike(&Reading::new(&other))
}

/// What is written to it is summed up and forgotten.
struct Sum(SipHasher13);

impl Write for Sum {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn places_do_not_count() {
        assert!(alike("event a: b \"c\"", "\n\nevent  a :b\"c\"  # d"));
        assert!(alike(
            "claim \"x\"\n  a: on 2025",
            "claim \"x\"\n\n   a:on 2025"
        ));
    }

    #[test]
    fn everything_else_does() {
        let text = "claim \"x\"\n  a: patient b, 2 days after c";
        for other in [
            "claim \"y\"\n  a: patient b, 2 days after c",
            "claim \"x\"\n  a: patient b, 3 days after c",
            "claim \"x\"\n  a: patient b, 2 days after d",
            "claim \"x\"\n  a: patient b\n  a: 2 days after c",
            "claim \"x\"\n  a: patient b, 2 days after c\n  b",
            "claim \"x\"\n  a: patient b, 2 days after c, on",
        ] {
            assert!(!alike(text, other), "{other}");
        }
    }

    #[test]
    fn mistakes_count() {
        assert!(alike("claim \"x\"\n  a: on\n", "claim \"x\"\n   a:  on"));
        assert!(!alike(
            "claim \"x\"\n  a: on\n",
            "claim \"x\"\n  a: on 2025-02-30"
        ));
        assert!(!alike("claim \"x\"\n  a\n  on on\n", "claim \"x\"\n  a"));
    }
}
