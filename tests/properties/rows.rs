//! A case that goes out as rows and comes in again is the same case.

use belie::exchange::Form;
use proptest::prelude::*;

use crate::dice::Tape;
use crate::mess::{self, Style};
use crate::support::rows::{export, there_and_back, without_layout};

pub fn rows_there_and_back_change_nothing(tapes: &[Tape]) -> Result<(), TestCaseError> {
    let case = mess::draft(tapes, Style::default()).0.write().case;
    let before = without_layout(&case.check());
    let rows = export(&case, Form::JsonLines);
    for form in [Form::JsonLines, Form::Csv] {
        let back = there_and_back(&case, form);
        prop_assert_eq!(&rows, &export(&back, Form::JsonLines));
        prop_assert_eq!(&before, &without_layout(&back.check()), "{:?}", back);
    }
    Ok(())
}
