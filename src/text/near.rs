//! Where two stretches of a text stand that lie near each other, in half the room.

use super::Span;

/// Two stretches of one text, the second of which begins not far behind the beginning of the first; or one of any length. Where the first
/// begins is kept elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Near {
    /// Of two: how long the first is, how far behind its beginning the second begins, and how long that is. Of one: nothing, and how long
    /// it is as a number of which the lower half stands first.
    lengths: [u16; 3],
}

impl Near {
    /// Two stretches, unless they are too long, too far from each other, or the second begins before the first.
    #[must_use]
    pub fn two(first: Span, second: Span) -> Option<Self> {
        let length = |begin: u32, end: u32| u16::try_from(end.checked_sub(begin)?).ok();
        let lengths = [
            length(first.start, first.end)?,
            length(first.start, second.start)?,
            length(second.start, second.end)?,
        ];
        Some(Self { lengths })
    }

    /// One stretch.
    #[must_use]
    pub fn one(only: Span) -> Self {
        let [a, b, c, d] = (only.end - only.start).to_le_bytes();
        let lengths = [0, u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])];
        Self { lengths }
    }

    /// The first of two, which begins there.
    #[inline]
    #[must_use]
    pub fn first(self, start: u32) -> Span {
        let end = start + u32::from(self.lengths[0]);
        Span { start, end }
    }

    /// The second of two, the first of which begins there.
    #[inline]
    #[must_use]
    pub fn second(self, start: u32) -> Span {
        let [_, behind, length] = self.lengths;
        let start = start + u32::from(behind);
        let end = start + u32::from(length);
        Span { start, end }
    }

    /// The only one, which begins there.
    #[inline]
    #[must_use]
    pub fn only(self, start: u32) -> Span {
        let [_, low, high] = self.lengths;
        let end = start + (u32::from(high) << 16 | u32::from(low));
        Span { start, end }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn span() -> impl Strategy<Value = Span> {
        let length = prop_oneof![0..100_usize, 65_530..65_540_usize, 0..1_usize << 31];
        let start = prop_oneof![0..100_usize, 65_530..65_700_usize];
        (start, length).prop_map(|(start, length)| Span::new(start, start + length))
    }

    proptest! {
        #[test]
        fn stretches_come_out_as_they_were(first in span(), second in span()) {
            prop_assert_eq!(Near::one(first).only(first.start), first);
            let long = usize::from(u16::MAX);
            let is_near = first.range().len() <= long
                && second.range().len() <= long
                && (first.start..=first.start + u32::from(u16::MAX)).contains(&second.start);
            let near = Near::two(first, second);
            prop_assert_eq!(near.is_some(), is_near);
            if let Some(near) = near {
                prop_assert_eq!(near.first(first.start), first);
                prop_assert_eq!(near.second(first.start), second);
            }
        }
    }
}
