//! Looking for a sign in a long text, for one or two signs eight bytes at a step.

/// The number of bytes before the first of these signs, or all of them. The signs are ASCII, so that a text can be cut there.
#[inline]
pub(super) fn before<const N: usize>(signs: [u8; N], text: &str) -> usize {
    debug_assert!(signs.is_ascii());
    let bytes = text.as_bytes();
    if N > FEW {
        return before_many(signs, bytes);
    }
    let first_in = |step: &[u8; STEP]| {
        let found = marked(signs, u64::from_le_bytes(*step));
        (found != 0).then(|| found.trailing_zeros() as usize / 8)
    };
    for (number, step) in bytes.as_chunks().0.iter().enumerate() {
        if let Some(at) = first_in(step) {
            return number * STEP + at;
        }
    }
    match bytes.last_chunk() {
        // Of those that were looked at already none is a sign.
        Some(last) => bytes.len() - first_in(last).map_or(0, |at| STEP - at),
        None => {
            let sign = bytes.iter().position(|byte| signs.contains(byte));
            sign.unwrap_or(bytes.len())
        }
    }
}

/// For more signs it is quicker to look at byte after byte: the compiler makes one test of it, whichever sign it may be.
const FEW: usize = 2;
/// As far as this most signs are. Behind it so many bytes at a step are quicker again, as passages are long.
const NEAR: usize = 16;

fn before_many<const N: usize>(signs: [u8; N], bytes: &[u8]) -> usize {
    let is_sign = |byte: &u8| signs.contains(byte);
    let (near, far) = bytes.split_at(bytes.len().min(NEAR));
    if let Some(at) = near.iter().position(is_sign) {
        return at;
    }
    let steps = far.as_chunks::<NEAR>().0.iter();
    let without = NEAR * steps.take_while(|step| !holds(signs, step)).count();
    let rest = &far[without..];
    near.len() + without + rest.iter().position(is_sign).unwrap_or(rest.len())
}

/// Whether a sign is among these bytes. All of it is asked, so that a compiler can ask it of many bytes at once.
fn holds<const N: usize>(signs: [u8; N], step: &[u8; NEAR]) -> bool {
    let is_sign = |byte: u8| signs.iter().fold(false, |any, &sign| any | (sign == byte));
    step.iter().fold(false, |any, &byte| any | is_sign(byte))
}

/// So many bytes are looked at together.
const STEP: usize = size_of::<u64>();
/// A one in each of them.
const ONES: u64 = u64::from_ne_bytes([1; STEP]);
/// The highest bit of each of them.
const HIGHEST: u64 = ONES << 7;

/// The highest bit of each byte that is one of the signs.
#[inline]
fn marked<const N: usize>(signs: [u8; N], bytes: u64) -> u64 {
    // ASCII has seven bits. A byte that is the sign is zero behind the comparison; in every other the addition reaches the eighth.
    let ascii = bytes & !HIGHEST;
    let is_other = |sign: &u8| (ascii ^ (ONES * u64::from(*sign))) + !HIGHEST;
    let others = signs
        .iter()
        .map(is_other)
        .fold(HIGHEST, |all, one| all & one);
    HIGHEST & !(others | bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::before;

    proptest! {
        #[test]
        fn the_first_sign_is_found(text in "[a\"\\n\\\\#!\u{a}\u{b}\u{9}\u{22}\u{24}\u{a2}é\u{80}]{0,40}|\\PC{0,60}") {
            let found = |signs: &[u8]| text.bytes().position(|byte| signs.contains(&byte)).unwrap_or(text.len());
            prop_assert_eq!(before([b'"'], &text), found(b"\""));
            prop_assert_eq!(before([b'\n', b'#'], &text), found(b"\n#"));
            prop_assert_eq!(before([b'\n', b'"', b'#'], &text), found(b"\n\"#"));
        }
    }
}
