//! Belie: what each source says, and where the accounts cannot all be true.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)
)]

pub mod analysis;
pub mod checks;
pub mod cli;
pub mod date;
pub mod diagnostic;
pub mod logic;
pub mod model;
pub mod network;
pub mod report;
pub mod syntax;
pub mod text;
