//! Looking for a sign in a long text, eight bytes at a step.

/// The number of bytes before the first of these signs, or all of them. The signs are ASCII, so that a text can be cut there.
#[inline]
pub(super) fn before<const N: usize>(signs: [u8; N], text: &str) -> usize {
    debug_assert!(signs.is_ascii());
    let (steps, last) = text.as_bytes().as_chunks::<STEP>();
    for (number, step) in steps.iter().enumerate() {
        let found = marked(signs, u64::from_le_bytes(*step));
        if found != 0 {
            return number * STEP + found.trailing_zeros() as usize / 8;
        }
    }
    let of_them = |byte: &u8| signs.contains(byte);
    let in_last = last.iter().position(of_them).unwrap_or(last.len());
    steps.len() * STEP + in_last
}

/// So many bytes are looked at together.
const STEP: usize = size_of::<u64>();
/// A one in each of them.
const ONES: u64 = u64::from_ne_bytes([1; STEP]);
/// The highest bit of each of them.
const HIGHEST: u64 = ONES << 7;

/// The highest bit of each byte that is one of the signs; behind the first, of others perhaps too.
#[inline]
fn marked<const N: usize>(signs: [u8; N], bytes: u64) -> u64 {
    signs.iter().fold(0, |found, sign| {
        // A byte that is the sign is zero now; taking one from it borrows from its highest bit.
        let other = bytes ^ (ONES * u64::from(*sign));
        found | (other.wrapping_sub(ONES) & !other & HIGHEST)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::before;

    proptest! {
        #[test]
        fn the_first_sign_is_found(text in "[a\"\\n\\\\#!\u{a}\u{b}\u{9}\u{22}\u{24}\u{a2}é\u{80}]{0,40}|\\PC{0,60}") {
            let signs = [b'\n', b'"', b'#'];
            let found = text.bytes().position(|byte| signs.contains(&byte)).unwrap_or(text.len());
            prop_assert_eq!(before(signs, &text), found);
        }
    }
}
