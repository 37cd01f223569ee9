//! Looking for signs in a long text, sixteen bytes at a step.

/// The number of bytes before the first of these signs, or all of them. The signs are ASCII, so that a text can be cut there.
#[inline]
pub(super) fn before<const N: usize>(signs: [u8; N], text: &str) -> usize {
    debug_assert!(signs.is_ascii());
    let bytes = text.as_bytes();
    for (number, step) in bytes.as_chunks().0.iter().enumerate() {
        if let Some(at) = first_in(signs, step) {
            return number * STEP + at;
        }
    }
    match bytes.last_chunk() {
        // Of those that were looked at already none is a sign.
        Some(last) => bytes.len() - first_in(signs, last).map_or(0, |at| STEP - at),
        None => {
            let sign = bytes.iter().position(|byte| signs.contains(byte));
            sign.unwrap_or(bytes.len())
        }
    }
}

/// So many bytes are looked at together.
const STEP: usize = size_of::<u128>();

/// Where the first sign stands. All bytes are asked for all signs, so that a compiler can ask them at once.
#[inline]
fn first_in<const N: usize>(signs: [u8; N], step: &[u8; STEP]) -> Option<usize> {
    let mut flags = [0; STEP];
    for (flag, byte) in flags.iter_mut().zip(step) {
        let is_sign = signs.iter().fold(false, |any, sign| any | (sign == byte));
        *flag = if is_sign { u8::MAX } else { 0 };
    }
    let found = u128::from_le_bytes(flags);
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
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
