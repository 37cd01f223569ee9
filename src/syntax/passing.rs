//! Passing over claims, where only declarations are wanted. There are a thousand times as many of them, and all that has to be known of
//! a line is how it begins.

use super::keywords::keyword;
use crate::text::{BLOCK, bits};

/// The text behind all claims at its beginning that are seen to declare nothing, without cutting them into lines: another claim begins
/// there, or it is the end. So it is if no line at the margin is anything but a claim or a comment, none that is indented begins with
/// a keyword, and none stands in a string that runs over several lines.
pub(super) fn behind_claims(text: &str) -> &str {
    if !begins_claim(text) {
        return text;
    }
    let mut behind = 0;
    for (at, places) in (1..).step_by(BLOCK).zip(blocks(text.as_bytes())) {
        let mut left = places;
        while left != 0 {
            let place = at + left.trailing_zeros() as usize;
            left &= left - 1;
            let line = &text[place..];
            if begins_claim(line) {
                behind = place;
            } else if !declares_nothing(line) {
                return &text[behind..];
            }
        }
    }
    ""
}

fn begins_claim(line: &str) -> bool {
    line.starts_with("claim ")
}

/// Whether a line that is no claim is seen to begin nothing. What stands before its first word may be spaces only; other white space,
/// the other end of a line and a quotation mark behind another are left to those who know what they mean there.
fn declares_nothing(line: &str) -> bool {
    let words = line.trim_start_matches(' ');
    match words.as_bytes() {
        [] | [b'\n' | b'#', ..] => true,
        [b'!'..=b'~', ..] => words.len() < line.len() && keyword(words).is_none(),
        _ => false,
    }
}

/// For each block of bytes behind the first which of them are to be looked at.
fn blocks(text: &[u8]) -> impl Iterator<Item = u64> {
    let before = &text[..text.len().saturating_sub(1)];
    let here = text.get(1..).unwrap_or_default();
    let (whole_before, rest_before) = before.as_chunks();
    let (whole, rest) = here.as_chunks();
    let last = (!rest.is_empty()).then(|| places(&padded(rest_before), &padded(rest)));
    let pairs = whole_before.iter().zip(whole);
    pairs.map(|(before, here)| places(before, here)).chain(last)
}

/// The bytes with spaces behind them.
fn padded(bytes: &[u8]) -> [u8; BLOCK] {
    let mut padded = [b' '; BLOCK];
    padded[..bytes.len()].copy_from_slice(bytes);
    padded
}

/// A bit for each byte, given with the one before it, that begins a line which is not blank, or where lines may end otherwise than they
/// seem to.
fn places(before: &[u8; BLOCK], here: &[u8; BLOCK]) -> u64 {
    let mut flags = [0; BLOCK];
    for ((flag, &before), &here) in flags.iter_mut().zip(before).zip(here) {
        let begins_line = (before == b'\n') & (here != b'\n');
        let ends_otherwise = (here == b'\r') | (before == b'"') & (here == b'"');
        *flag = u8::from(begins_line | ends_otherwise);
    }
    bits(&flags)
}
