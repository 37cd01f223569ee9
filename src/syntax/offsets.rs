//! Times counted from something else: `2 days after arrest`, `within 48 hours of release`, `3 days ago`.

use super::count_slips::begins_spoken_count;
use super::errors::Mistake;
use super::numbers::count_word;
use super::reader::{Parsed, Reader, Step, maybe, must, not_this, wrong};
use super::tree::{Amount, Direction, Offset, OffsetBound, Spanned, Time, TimeBody};
use super::words::{phrase, skip_space, the, word};

/// So deep may one offset stand in another: `a day after 2 days after …`. Nobody counts further, and the stack is finite.
pub(super) const DEPTH_MAX: usize = 8;

/// The words that bound a count.
const OFFSET_BOUNDS: [(&[&str], OffsetBound); 7] = [
    (&["at", "least"], OffsetBound::AtLeast),
    (&["at", "most"], OffsetBound::AtMost),
    (&["less", "than"], OffsetBound::LessThan),
    (&["more", "than"], OffsetBound::MoreThan),
    (&["about"], OffsetBound::About),
    (&["exactly"], OffsetBound::Exactly),
    (&["within"], OffsetBound::Within),
];

/// Whether a word may begin a count of time, or what is meant as one. Most that stand where it might are names.
pub(super) fn begins_count(word: &str) -> bool {
    is_bound(word) || count_word(word).is_some() || begins_spoken_count(word)
}

/// Whether a word begins one that bounds a count.
fn is_bound(word: &str) -> bool {
    matches!(
        word,
        "at" | "less" | "more" | "about" | "exactly" | "within"
    )
}

/// Whether a date begins here, and no count: `2025-`.
fn begins_with_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.get(4) == Some(&b'-') && bytes[..4].iter().all(u8::is_ascii_digit)
}

impl<'t> Reader<'t> {
    /// `at least 2 weeks before E`, `3 days ago`
    pub(super) fn offset(&self, input: &'t str, depth: usize) -> Parsed<'t, Offset<Time<'t>>> {
        match word(input) {
            Ok((_, first)) if !begins_count(first) => return not_this(),
            Err(_) if begins_with_year(skip_space(input)) => return not_this(),
            _ => {}
        }
        let (rest, bound) = self.offset_bound(input)?;
        let (rest, amount) = self.bounded_amount(rest, bound)?;
        if depth >= DEPTH_MAX {
            return wrong(self.too_deep(amount));
        }
        if let (rest, Some(anchor)) = maybe(rest, self.ago(rest))? {
            let offset = Offset {
                bound,
                amount,
                direction: Direction::Before,
                anchor,
            };
            return Ok((rest, offset));
        }
        if let Some(mistake) = self.second_amount(input, rest, &amount) {
            return wrong(mistake);
        }
        let (rest, direction) = self.direction(rest, bound)?;
        let (rest, anchor) = must(self.time_within(rest, depth + 1), || {
            self.misfit(rest, "a date, an event or another time to count from")
        })?;
        Ok((
            rest,
            Offset {
                bound,
                amount,
                direction,
                anchor,
            },
        ))
    }

    /// `at least`, `within`; nothing is a bound too.
    fn offset_bound(&self, input: &'t str) -> Parsed<'t, OffsetBound> {
        if !word(input).is_ok_and(|(_, first)| is_bound(first)) {
            return Ok((input, OffsetBound::Plain));
        }
        for (words, bound) in OFFSET_BOUNDS {
            if let (rest, Some(())) = maybe(input, phrase(words, input))? {
                return Ok((rest, bound));
            }
        }
        Ok((input, OffsetBound::Plain))
    }

    /// The count behind its bound, which a bound other than `about` makes certain to come.
    fn bounded_amount(&self, input: &'t str, bound: OffsetBound) -> Step<'t, Spanned<Amount>> {
        let parsed = self.amount(input);
        if matches!(parsed, Err(nom::Err::Error(_)))
            && let Some(mistake) = self.count_slip(input)
        {
            return wrong(mistake);
        }
        match bound {
            // `about 2025-01` is no count.
            OffsetBound::Plain | OffsetBound::About => parsed,
            _ => must(parsed, || {
                self.misfit(input, "a count of time such as `2 days` or `48 hours`")
            }),
        }
    }

    /// `before`, `after`; `of` behind `within`.
    fn direction(&self, input: &'t str, bound: OffsetBound) -> Parsed<'t, Direction> {
        if let Ok((rest, _)) = the("before", input) {
            return Ok((rest, Direction::Before));
        }
        if let Ok((rest, _)) = the("after", input) {
            return Ok((rest, Direction::After));
        }
        match the("of", input) {
            Ok((rest, _)) if bound == OffsetBound::Within => Ok((rest, Direction::After)),
            _ => {
                let mistake = self.misfit(input, "`before` or `after` behind the count");
                wrong(match word(input) {
                    Ok((_, "later" | "earlier" | "afterwards")) => {
                        mistake.advise("Say what it is counted from: `2 days after arrest`.")
                    }
                    Ok((_, "and")) => {
                        mistake.advise("Write it all in one unit: `90 minutes`, `36 hours`.")
                    }
                    _ => mistake,
                })
            }
        }
    }

    /// `ago`: before the telling.
    fn ago(&self, input: &'t str) -> Parsed<'t, Time<'t>> {
        let (rest, word) = the("ago", input)?;
        let part = super::tree::PartOf::default();
        let body = TimeBody::Told { part };
        Ok((
            rest,
            Time {
                span: self.span(word),
                about: None,
                body,
            },
        ))
    }

    fn too_deep(&self, amount: Spanned<Amount>) -> Mistake {
        let message = format!(
            "this time is counted from a time that is counted from another, more than {DEPTH_MAX} deep"
        );
        Mistake::new(
            amount.span,
            message,
            "expected a date or an event to count from",
        )
        .advise("Declare an event for one of the times between, and count from that.")
    }

    /// `3 days`, `at least 2 to 3 hours` behind `for`.
    pub(super) fn duration(&self, input: &'t str) -> Parsed<'t, (OffsetBound, Spanned<Amount>)> {
        let (behind, bound) = self.offset_bound(input)?;
        if bound == OffsetBound::Within {
            return wrong(self.within_behind_for(input, behind));
        }
        let (rest, amount) = must(self.bounded_amount(behind, bound), || {
            self.misfit(behind, "a count of time: `3 days`, `at least 2 hours`")
        })?;
        Ok((rest, (bound, amount)))
    }

    fn within_behind_for(&self, input: &'t str, behind: &'t str) -> Mistake {
        Mistake::new(
            self.span_read(input, behind),
            "`within` does not say how long something lasted",
            "expected a count of time",
        )
        .advise("Write `for at most 3 days`; or, if it says when it began, `within 3 days after arrest`.")
    }
}
