//! Floor 6. One file (or folder) a format, all made from the same records. The only room that knows miette and the output
//! formats.

pub mod human;
pub mod json;
#[cfg(test)]
mod samples;
mod visible;

pub use visible::{is_visible, visible};
