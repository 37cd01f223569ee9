//! Flags of bytes that lie side by side. What is asked of each byte a compiler asks of many at once where nothing depends on the answer;
//! then the answers are looked at together.

/// So many bytes are looked at together.
pub const BLOCK: usize = 64;

/// A bit for each flag, which is 0 or 1: the lowest for the first.
#[must_use]
pub fn bits(flags: &[u8; BLOCK]) -> u64 {
    let eights = flags.as_chunks::<8>().0.iter().zip((0..).step_by(8));
    eights.fold(0, |bits, (eight, at)| {
        bits | gathered(u64::from_le_bytes(*eight)) << at
    })
}

/// The lowest bits of eight bytes side by side.
fn gathered(flags: u64) -> u64 {
    flags.wrapping_mul(0x0102_0408_1020_4080) >> 56
}
