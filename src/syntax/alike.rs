//! Whether two texts say the same, wherever it stands.

use std::fmt::{self, Write};
use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher13};

use super::parse;
use crate::text::{File, FileId};

/// Whether two texts have the same entries and the same mistakes, places aside.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    one == other || summed(one) == summed(other)
}

/// All that a text says, and what is wrong with it, as a sum of 128 bits.
fn summed(text: &str) -> u128 {
    let file = File::new("", text);
    let (tree, diagnostics) = parse(FileId(0), &file);
    let mut sum = Sum(SipHasher13::new());
    // A sum takes whatever is written to it. The `-` leaves out the places: see `Span`.
    let _ = write!(sum, "{tree:-?}");
    for diagnostic in &diagnostics {
        let _ = write!(sum, "{}\n{:?}\n", diagnostic.message, diagnostic.advice);
    }
    sum.0.finish128().as_u128()
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
