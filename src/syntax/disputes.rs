//! Disputes: disagreements that have been looked at.

use nom::Parser;
use nom::bytes::complete::take_while1;
use nom::combinator::verify;
use nom::multi::{many0, separated_list1};

use super::errors::{Mistake, shown};
use super::reader::{Parsed, Reader, must, wrong};
use super::suggest::nearest;
use super::tree::{Dispute, Entry, Name, Reference, Spanned, Status, Target};
use super::words::{mark, skip_space, the, word};
use crate::text::Span;

/// The words of the lines below a dispute.
pub const DISPUTE_LINES: [&str; 5] = ["status", "reason", "seen", "by", "date"];

const STATUSES: [(&str, Status); 3] = [
    ("open", Status::Open),
    ("resolved", Status::Resolved),
    ("dormant", Status::Dormant),
];

pub(super) fn empty_dispute<'t>(span: Span) -> Dispute<'t> {
    Dispute {
        span,
        target: Target::Events(Vec::new()),
        status: None,
        reason: None,
        seen: None,
        shares: Vec::new(),
        by: None,
        date: None,
    }
}

impl<'t> Reader<'t> {
    /// `return_flight.means`, `arrest_turin and release`
    pub(super) fn dispute(&self, head: &'t str, input: &'t str) -> Parsed<'t, Entry<'t>> {
        let mut dispute = empty_dispute(self.span(head));
        let (rest, target) = self.target(input)?;
        dispute.target = target;
        self.check_end(rest, "`and` and another event, or the end of the line");
        Ok((rest, Entry::Dispute(Box::new(dispute))))
    }

    /// `return_flight.means`, `arrest_turin and release`
    fn target(&self, input: &'t str) -> Parsed<'t, Target<'t>> {
        let expected =
            "what is disputed: `EVENT.ROLE`, `SUBJECT.ATTRIBUTE` or events joined by `and`";
        let (rest, subject) = must(self.reference(input), || self.misfit(input, expected))?;
        if let Ok((rest, _)) = mark(".", rest) {
            let (rest, name) = must(self.id(rest), || {
                self.misfit(rest, "a role or an attribute behind the point")
            })?;
            return Ok((rest, Target::Fact(subject, name)));
        }
        if let Reference::Label(label) = subject {
            return wrong(Mistake::new(
                label.span,
                "an event is named by its id",
                format!("expected {expected}"),
            ));
        }
        let (rest, events) =
            separated_list1(|i| the("and", i), |i| self.event_id(i)).parse(input)?;
        Ok((rest, Target::Events(events)))
    }

    /// `status open`, `reason "…"`, `seen 8f3a61c2d04b 1c2477b2`, `by "…"`, `date 2025-02-03`
    pub(super) fn dispute_line(&self, input: &'t str, dispute: &mut Dispute<'t>) -> Parsed<'t, ()> {
        let (rest, word) = self.line_word(input, &DISPUTE_LINES, "a dispute")?;
        let rest = match word {
            "status" => {
                let (rest, status) = self.status(rest)?;
                self.once(&mut dispute.status, status, word);
                rest
            }
            "reason" => self.text_line(rest, &mut dispute.reason, word)?.0,
            "seen" => {
                let (rest, seen) = self.fingerprint(rest)?;
                self.once(&mut dispute.seen, seen, word);
                let (rest, shares) = many0(|i| self.share(i)).parse(rest)?;
                dispute.shares = shares;
                rest
            }
            "by" => {
                let (rest, by) = self.speaker(rest)?;
                self.once(&mut dispute.by, by, word);
                rest
            }
            _ => self.time_line(rest, &mut dispute.date, word)?.0,
        };
        self.check_end(rest, "the end of the line");
        Ok((rest, ()))
    }

    /// `open`, `resolved`, `dormant`
    fn status(&self, input: &'t str) -> Parsed<'t, Spanned<Status>> {
        let expected = "`open`, `resolved` or `dormant`";
        let (rest, found) = must(word(input), || self.misfit(input, expected))?;
        match STATUSES.iter().find(|(word, _)| *word == found) {
            Some(&(_, value)) => Ok((
                rest,
                Spanned {
                    value,
                    span: self.span(found),
                },
            )),
            None => wrong(
                Mistake::new(
                    self.span(found),
                    format!("{} is no status", shown(found)),
                    format!("expected {expected}"),
                )
                .advise_nearest(nearest(found, &["open", "resolved", "dormant"])),
            ),
        }
    }

    /// `8f3a61c2d04b`
    fn fingerprint(&self, input: &'t str) -> Parsed<'t, Name<'t>> {
        let digits = take_while1(|c: char| c.is_ascii_alphanumeric()).parse(skip_space(input));
        let expected = "the twelve digits and letters that `belie check` prints";
        let (rest, text) = must(digits, || self.misfit(input, expected))?;
        if text.len() != 12 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return wrong(Mistake::new(
                self.span(text),
                format!("{} is not what Belie prints", shown(text)),
                format!("expected {expected}"),
            ));
        }
        Ok((
            rest,
            Name {
                text,
                span: self.span(text),
            },
        ))
    }

    /// `1c2477b2`
    fn share(&self, input: &'t str) -> Parsed<'t, Name<'t>> {
        let digits = take_while1(|c: char| c.is_ascii_alphanumeric());
        let eight = |text: &str| text.len() == 8 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let (rest, text) = verify(digits, eight).parse(skip_space(input))?;
        let span = self.span(text);
        Ok((rest, Name { text, span }))
    }
}
