//! How a room below asks for the text of a source without touching files itself.

use std::fmt;

/// Gives the text behind a path as it is written in `text "…"`.
pub trait Reader {
    /// The text, decoded.
    ///
    /// # Errors
    /// Says why there is no text to be had.
    fn read(&self, path: &str) -> Result<String, ReadError>;
}

/// For a case whose texts are not looked at: there are none.
#[derive(Debug, Clone, Copy)]
pub struct NoTexts;

impl Reader for NoTexts {
    fn read(&self, _: &str) -> Result<String, ReadError> {
        Err(ReadError::Missing)
    }
}

/// Why the text of a source cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// There is nothing in the path.
    Unnamed,
    /// The path leads out of the case.
    Outside,
    /// The file is not UTF-8; the byte offset of the first bad byte.
    NotText(usize),
    /// The system, or a bound on size, forbids it; in words.
    Unreadable(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Unnamed => f.write_str("it names no file"),
            Self::Outside => f.write_str("it lies outside the case"),
            Self::NotText(at) => write!(f, "it is not UTF-8 text: byte {at} is the first bad one"),
            Self::Unreadable(why) => f.write_str(why),
        }
    }
}
