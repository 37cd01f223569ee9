//! Conversations with the language server, as editors have them.
#![allow(clippy::unwrap_used, missing_docs, clippy::cast_possible_truncation)]

mod addresses;
mod colouring;
mod completing;
mod editor;
mod formatting;
mod hints;
mod looking;
mod mending;
mod opening;
mod renaming;
mod taking_leave;
mod typing;

/// Two sources that disagree about a day.
const CASE: &str = "\
person najim \"Osama Najim\"
  alias \"Almasri\"
place italy \"Italy\"
place turin \"Turin\" in italy

event arrest_turin: arrest \"Najim is arrested\"
event release: release of arrest_turin \"Najim is let go\"
";

const BBC: &str = "\
source bbc \"Italy frees a man 😀 مقال\"
  publisher \"BBC\"
  published 2025-01-23

claim \"had been arrested 😀 on Saturday\"
  arrest_turin: patient najim, place turin, on Saturday
";

const CICC: &str = "\
source cicc \"A statement\"
  published 2025-01-24

claim \"arrested on 19 January\"
  arrest_turin: patient \"Almasri\", on 2025-01-19
";

const FILES: &[(&str, &str)] = &[
    ("case.claims", CASE),
    ("bbc.claims", BBC),
    ("cicc.claims", CICC),
];
