//! Belie shows where accounts cannot all be true.
//!
//! People who investigate write down, source by source, who did what to whom, when, where and by what means. Belie reads these
//! claims, holds them against each other and shows every contradiction with both passages and the arithmetic that proves it.
//!
//! One idea carries everything: **a value is the set of possibilities that it leaves open**. `2025-01` is 31 days, `italy` is
//! every place in Italy, `at least 10` is 10, 11, 12, …. Claims about one thing contradict each other when nothing is left open
//! by all of them together. A vague claim therefore never contradicts an exact one inside it.
//!
//! # The way through the house
//!
//! Text comes in at the bottom and leaves as a report at the top; [`analysis::analyse`] is the whole way in one function.
//! Rooms name only rooms below them, which `tests/floors.rs` keeps true.
//!
//! ```text
//! floor 7   cli        arguments, files, exit status: the only room that touches the world
//! floor 6   report     one file a format, all made from the same record
//!           server     the language server: positions and the protocol
//! floor 5   analysis   the pipeline: parse, resolve, check; what stands at a place, and what could stand there
//!           exchange   claims as rows, for spreadsheets and programs: out and in
//! floor 4   checks     one file a check, beside the page that explains and tests it
//!           format     the canonical layout of a claim file
//! floor 3   model      names resolved, times anchored; whether two values meet
//! floor 2   syntax     text to tree, with all its errors; never fails
//!           settings   what `belie.toml` sets for a whole case
//! floor 1   diagnostic what there is to say, as plain data
//! floor 0   text  date  network  logic
//! ```
//!
//! [`network`] solves difference constraints between instants and days and knows nothing of claims; [`logic`] finds minimal
//! conflicts and ways out over anything that can tell a conflict, and knows nothing of time. [`checks`] puts the two together.
//!
//! # Where to begin
//!
//! To add a check, write `checks/NAME.rs`, `checks/NAME.md` and a line in [`checks::ALL`]; the examples of the page are its
//! tests. To add a format, write `report/NAME.rs`. The language is in `grammar/`, for people (`README.md`) and by the letter
//! (`claims.ebnf`).
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)
)]

pub mod analysis;
pub mod checks;
pub mod cli;
pub mod date;
pub mod diagnostic;
pub mod exchange;
pub mod format;
pub mod logic;
pub mod model;
pub mod network;
pub mod report;
pub mod server;
pub mod settings;
pub mod syntax;
pub mod text;
