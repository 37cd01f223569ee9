//! Where a word that is meant as a date ends.

use super::plain;

/// How many bytes at the beginning of a text are meant as a date; 0 if none.
pub(super) fn length(text: &str) -> usize {
    plain::length(text.as_bytes()).unwrap_or_else(|| any_length(text))
}

/// The same, whatever the form.
pub(super) fn any_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'[') => bracketed(bytes, b']'),
        Some(b'{') => bracketed(bytes, b'}'),
        _ if begins(bytes) => word(bytes, 0),
        _ => 0,
    }
}

/// Up to the closing bracket and what sticks to it, or to the end of the line where it is missing.
fn bracketed(bytes: &[u8], close: u8) -> usize {
    let line = bytes
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r' | b'#'))
        .unwrap_or(bytes.len());
    match bytes[..line].iter().position(|&byte| byte == close) {
        Some(at) => word(bytes, at + 1),
        None => bytes[..line].trim_ascii_end().len(),
    }
}

/// Whether a date begins here.
fn begins(bytes: &[u8]) -> bool {
    match bytes {
        [b'.', b'.', b'/', ..] => true,
        [b'.', b'.', rest @ ..] | [b'/', rest @ ..] => year(rest),
        _ => year(bytes),
    }
}

/// Whether a year begins here, perhaps with a mark before it.
fn year(bytes: &[u8]) -> bool {
    match bytes {
        [b'?' | b'~' | b'%', rest @ ..] => {
            rest.first().is_some_and(|&byte| byte != b'?') && plain_year(rest)
        }
        _ => plain_year(bytes),
    }
}

fn plain_year(bytes: &[u8]) -> bool {
    match bytes {
        [b'Y', b'-', rest @ ..] | [b'Y', rest @ ..] => long_year(rest),
        [b'-', rest @ ..] => short_year(rest),
        _ => short_year(bytes),
    }
}

/// Four or more digits or `X`. What begins with `X` may be an id, and is a date only if it looks like one all through.
fn short_year(bytes: &[u8]) -> bool {
    let run = count(bytes, |byte| byte.is_ascii_digit() || byte == b'X');
    if run < 4 || decimal(bytes, run) {
        return false;
    }
    let ends = bytes.get(run).is_none_or(|&byte| !in_id(byte));
    let masked = bytes.get(1) == Some(&b'X') || bytes.get(4) == Some(&b'-');
    bytes[0] != b'X' || (run == 4 && ends && masked)
}

/// Whether a number goes on behind a decimal point.
fn decimal(bytes: &[u8], run: usize) -> bool {
    bytes.get(run) == Some(&b'.') && bytes.get(run + 1).is_some_and(u8::is_ascii_digit)
}

/// What follows a `Y`: at least four digits, or an exponent; nothing that would make it an id (`Y2K`).
fn long_year(bytes: &[u8]) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit();
    let digits = count(bytes, digit);
    let exponent = match bytes.get(digits) {
        Some(b'E') => count(&bytes[digits + 1..], digit),
        _ => 0,
    };
    let end = digits + exponent + usize::from(exponent > 0);
    let significant = match bytes.get(end) {
        Some(b'S') => 1 + count(&bytes[end + 1..], digit),
        _ => 0,
    };
    let stops = bytes
        .get(end + significant)
        .is_none_or(|&byte| !in_id(byte));
    stops && (digits >= 4 || (digits > 0 && exponent > 0))
}

fn count(bytes: &[u8], which: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|&&byte| which(byte)).count()
}

/// Whether a byte may stand in an id; those of other scripts may.
fn in_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// From `at` to the end of the characters that may stand in a date, without a point, colon or hyphen that ends it.
fn word(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() {
        match bytes[at..] {
            // Dashes and the minus sign, between digits: not right, and certainly meant.
            [0xE2, 0x80, 0x90..=0x95, next, ..] | [0xE2, 0x88, 0x92, next, ..]
                if next.is_ascii_digit() =>
            {
                at += 3
            }
            _ if continues(bytes, at) => at += 1,
            _ => break,
        }
    }
    at
}

/// Whether the byte at `at` belongs to the date before it.
fn continues(bytes: &[u8], at: usize) -> bool {
    let next = |which: fn(&u8) -> bool| bytes.get(at + 1).is_some_and(which);
    match bytes[at] {
        b'/' | b'?' | b'~' | b'%' => true,
        b'.' => {
            next(|&byte| byte == b'.' || byte.is_ascii_digit()) || (at > 0 && bytes[at - 1] == b'.')
        }
        b':' | b'+' => next(u8::is_ascii_digit),
        b'-' => next(|byte| byte.is_ascii_alphanumeric() || b"?~%-".contains(byte)),
        byte => byte.is_ascii_alphanumeric(),
    }
}
