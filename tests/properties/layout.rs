//! Layout changes nothing of what is said, and of all layouts of a case the formatter makes one.

use std::collections::BTreeSet;

use belie::format::format;
use proptest::prelude::*;

use crate::dice::Tape;
use crate::draft::{Draft, Written};
use crate::mangle::{self, loosened};
use crate::verdict::{Verdict, mistakes, verdicts};

/// A case with other white space, and that laid out again.
pub fn layout_changes_nothing(draft: &Draft, choices: &Tape) -> Result<(), TestCaseError> {
    let written = draft.write();
    let mut dice = mangle::Dice::new(choices);
    let loose = changed(draft, |text| loosened(text, &mut dice));
    let laid = changed(draft, format);
    for (path, text) in &loose.case.files {
        prop_assert_eq!(&format(text), &laid.case.files[path], "from\n{}", text);
    }
    let (loosely, expected) = (loose.check(), verdicts(&written.check()));
    prop_assert_eq!(mistakes(&loosely), Vec::<String>::new(), "{}", loose.text());
    // Verdicts show clauses as they are written.
    let same = |one: &Verdict| (one.id, one.about.clone(), one.fingerprint.clone());
    let seen: BTreeSet<_> = verdicts(&loosely).iter().map(same).collect();
    let meant: BTreeSet<_> = expected.iter().map(same).collect();
    prop_assert_eq!(seen, meant, "{}", loose.text());
    prop_assert_eq!(verdicts(&laid.check()), expected, "{}", laid.text());
    Ok(())
}

/// A case with every file changed.
fn changed(draft: &Draft, mut change: impl FnMut(&str) -> String) -> Written {
    let mut written = draft.write();
    for text in written.case.files.values_mut() {
        *text = change(text);
    }
    written
}
