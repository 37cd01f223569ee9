//! Claims as nearly all are written: a passage, and one line below it. Such a claim is cut out of the text at one look, without cutting
//! it into lines first; the general way, which knows all else that may stand there, would cut it the same.

use super::claims::empty_claim;
use super::keywords::keyword;
use super::reader::Reader;
use super::scan::before;
use super::tree::{Claim, Name, PlainClaim, PlainStatement, Quoted, Spanned};

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
    /// A claim whose line is a statement in one of the plain forms.
    #[inline]
    pub(super) fn plain_claim(&self, framed: &Framed<'t>) -> Option<PlainClaim<'t>> {
        Some(PlainClaim {
            span: self.span(framed.head),
            passage: self.span(framed.passage),
            statement: self.plain_statement(framed.line)?,
        })
    }

    /// A statement with no more than one clause.
    #[inline]
    fn plain_statement(&self, line: &'t str) -> Option<PlainStatement<'t>> {
        let (rest, event) = self.short_id(line)?;
        match rest.as_bytes() {
            [] => Some(PlainStatement::Happened(event)),
            [b':', ..] => self.plain_happening(event, &rest[1..]),
            _ => self.plain_state(line),
        }
    }

    /// What is said of an event, in one clause.
    #[inline]
    fn plain_happening(&self, event: Name<'t>, clause: &'t str) -> Option<PlainStatement<'t>> {
        if let Some((rest, (role, value))) = self.short_role_clause(clause) {
            let role = PlainStatement::Role { event, role, value };
            return rest.is_empty().then_some(role);
        }
        let (rest, value) = self.short_event_when(clause)?;
        let span = self.span_read(clause, rest);
        let when = Spanned { value, span };
        rest.is_empty()
            .then_some(PlainStatement::When { event, when })
    }

    /// A state with its time, if one is told.
    fn plain_state(&self, line: &'t str) -> Option<PlainStatement<'t>> {
        let (rest, [subject, attribute, value]) = self.short_state(line)?;
        let when = match rest.strip_prefix(',') {
            None => None,
            Some(clause) => {
                let (rest, value) = self.short_state_when(clause)?;
                let span = self.span_read(clause, rest);
                rest.is_empty().then_some(())?;
                Some(Spanned { value, span })
            }
        };
        Some(PlainStatement::State {
            subject,
            attribute,
            value,
            when,
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written most does not go the way by the tree.
    #[test]
    fn plain_forms_are_read_at_one_look() {
        let lines = [
            "e12",
            "e12: place turin",
            "e12: on 2025-01-19",
            "e12: before e13",
            "e12: after 2025-01-19/2025-01-21",
            "e12: during e13",
            "e12: between 1982-07-23 and 1982-08-04",
            "e12: between 5 days before e11 and 2 weeks after e11",
            "e12: 3 days after 2025-01-19",
            "ana_1.custody: in_custody",
            "ana_1.custody: in_custody, as of 2025-01-19",
            "ana_1.custody: in_custody, since e11",
            "ana_1.custody: in_custody, until e11",
            "ana_1.custody: in_custody, throughout 1980-05-13/1980-09-24",
        ];
        for line in lines {
            let text = format!("claim \"a passage\"\n  {line}\n\nclaim \"b\"");
            let reader = Reader::new(&text);
            let (behind, framed) = Framed::at(&text).unwrap();
            assert!(reader.plain_claim(&framed).is_some(), "{line}");
            assert_eq!(behind, "claim \"b\"");
        }
    }
}
