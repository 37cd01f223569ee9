//! Passing over claims, where only declarations are wanted, and over declarations, where only claims are. All that has to be known of a
//! line is how it begins.

use super::keywords::keyword;
use crate::text::{BLOCK, bits};

/// The text behind all claims at its beginning that are seen to declare nothing: another claim begins there, or it is the end.
pub(super) fn behind_claims(text: &str) -> &str {
    behind_entries(text, begins_claim)
}

/// The text behind all declarations at its beginning that are seen to be followed by no claim or source: another declaration begins
/// there, or it is the end.
pub(super) fn behind_declarations(text: &str) -> &str {
    behind_entries(text, begins_declaration)
}

/// The text behind all entries of some sort at its beginning, without cutting them into lines: another one begins there, or it is the
/// end. So it is if no line at the margin is anything but such an entry or a comment, none that is indented begins with a keyword, and
/// none stands in a string that runs over several lines.
fn behind_entries(text: &str, begins: impl Fn(&str) -> bool) -> &str {
    if !begins(text) {
        return text;
    }
    let mut behind = 0;
    for (at, places) in (1..).step_by(BLOCK).zip(blocks(text.as_bytes())) {
        let mut left = places;
        while left != 0 {
            let place = at + left.trailing_zeros() as usize;
            left &= left - 1;
            let line = &text[place..];
            if begins(line) {
                behind = place;
            } else if !begins_nothing(line) {
                return &text[behind..];
            }
        }
    }
    ""
}

fn begins_claim(line: &str) -> bool {
    line.starts_with("claim ")
}

fn begins_declaration(line: &str) -> bool {
    keyword(line).is_some_and(|keyword| !matches!(keyword, "claim" | "source"))
}

/// Whether a line that begins no such entry is seen to begin nothing. What stands before its first word may be spaces only; other white space,
/// the other end of a line and a quotation mark behind another are left to those who know what they mean there.
fn begins_nothing(line: &str) -> bool {
    let indent = line.bytes().take_while(|byte| *byte == b' ').count();
    match &line.as_bytes()[indent..] {
        [] | [b'\n' | b'#', ..] => true,
        [b'!'..=b'~', ..] => indent > 0 && keyword(&line[indent..]).is_none(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_wanted_is_passed_at_once() {
        let claims = "claim \"a\"\n  e76\n\n# c\nclaim \"b\"\n  e76: place turin\n";
        let declarations =
            "person a \"A\"\n  alias \"B\"\n\nplace b \"B\" in a\nevent c: arrest \"C\"\n";
        assert_eq!(behind_claims(claims), "");
        assert_eq!(behind_declarations(declarations), "");
        assert_eq!(behind_claims(declarations), declarations);
        assert_eq!(behind_declarations(claims), claims);
        let both = declarations.to_owned() + claims;
        assert!(behind_declarations(&both).starts_with("event c"));
        let both = claims.to_owned() + declarations;
        assert!(behind_claims(&both).starts_with("claim \"b\""));
    }
}
