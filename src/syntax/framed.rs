//! Claims as nearly all are written: a passage, and one line below it. Such a claim is cut out of the text at one look, without cutting
//! it into lines first; the general way, which knows all else that may stand there, would cut it the same.

use super::claims::empty_claim;
use super::keywords::keyword;
use super::reader::Reader;
use super::scan::before;
use super::tree::{Claim, PlainClaim, Quoted};

/// A claim with its passage and one line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Framed<'t> {
    /// `claim "…"`
    head: &'t str,
    /// The passage, quotation marks included.
    passage: &'t str,
    /// What stands below, from its first word to its last.
    line: &'t str,
}

impl<'t> Framed<'t> {
    /// The claim at the beginning of a line, and the text behind it, which another claim begins unless it is the end.
    #[inline]
    pub(super) fn at(text: &'t str) -> Option<(&'t str, Self)> {
        let passage = text.strip_prefix("claim ")?;
        let inside = passage.strip_prefix('"')?;
        let length = before([b'"', b'\\', b'\n', b'\r'], inside);
        let below = inside[length..].strip_prefix("\"\n")?;
        let (line, behind) = only_line(below)?;
        let framed = Self {
            head: &text[..text.len() - below.len() - 1],
            passage: &passage[..length + 2],
            line,
        };
        Some((behind, framed))
    }
}

/// The line that is indented and the only one below a claim, without strings and comments, and the text behind it.
#[inline]
fn only_line(text: &str) -> Option<(&str, &str)> {
    let line = text.trim_start_matches(' ');
    let end = before([b'\n', b'\r', b'"', b'#'], line);
    let (line, behind) = line.split_at(end);
    let is_indented = line.len() + behind.len() < text.len();
    let is_plain = matches!(line.as_bytes(), [b'a'..=b'z' | b'A'..=b'Z', ..])
        && matches!(
            line.as_bytes(),
            [.., b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z']
        );
    let next = behind.trim_start_matches('\n');
    let ends = next.is_empty() || next.len() < behind.len() && next.starts_with("claim ");
    (is_indented && is_plain && ends && keyword(line).is_none()).then_some((line, next))
}

impl<'t> Reader<'t> {
    /// A claim whose line is an event, or says who or what stood in one role of it.
    #[inline]
    pub(super) fn plain_claim(&self, framed: &Framed<'t>) -> Option<PlainClaim<'t>> {
        let (rest, event) = self.short_id(framed.line)?;
        let (rest, role) = match rest.strip_prefix(':') {
            Some(clause) => {
                let (rest, role) = self.short_role_clause(clause)?;
                (rest, Some(role))
            }
            None => (rest, None),
        };
        let claim = PlainClaim {
            span: self.span(framed.head),
            passage: self.span(framed.passage),
            event,
            role,
        };
        rest.is_empty().then_some(claim)
    }

    /// A claim whose line is any statement without a mistake.
    pub(super) fn framed_claim(&self, framed: &Framed<'t>) -> Option<Box<Claim<'t>>> {
        let passage = Quoted {
            raw: &framed.passage[1..framed.passage.len() - 1],
            long: false,
            span: self.span(framed.passage),
        };
        let mut claim = Box::new(Claim {
            passage: Some(passage),
            ..empty_claim(self.span(framed.head))
        });
        self.without_mistake(|| self.claim_line(framed.line, &mut claim).is_ok())
            .then_some(claim)
    }
}
