//! Claims as nearly all are written: a passage, and one line below it. Such a claim is cut out of the text at one look, without cutting
//! it into lines first; the general way, which knows all else that may stand there, would cut it the same.

use super::claims::empty_claim;
use super::keywords::keyword;
use super::reader::Reader;
use super::scan::before;
use super::short::{is_plain_role, is_plain_value};
use super::tree::{Claim, Entry, Name, PlainClaim, PlainStatement, Quoted, Spanned, Told};

/// A claim's head line with its passage, and what stands below.
#[derive(Debug, Clone, Copy)]
pub(super) struct Headed<'t> {
    /// `claim "…"`
    head: &'t str,
    /// The passage, quotation marks included.
    passage: &'t str,
    below: &'t str,
}

impl<'t> Headed<'t> {
    /// The head line at the beginning of a text.
    #[inline]
    pub(super) fn at(text: &'t str) -> Option<Self> {
        let passage = text.strip_prefix("claim ")?;
        let inside = passage.strip_prefix('"')?;
        let length = before([b'"', b'\\', b'\n', b'\r'], inside);
        let below = inside[length..].strip_prefix("\"\n")?;
        Some(Self {
            head: &text[..text.len() - below.len() - 1],
            passage: &passage[..length + 2],
            below,
        })
    }
}

/// The line that is indented and the only one below a claim, without comments, and the text behind it.
#[inline]
fn only_line(text: &str) -> Option<(&str, &str)> {
    let line = text.trim_start_matches(' ');
    let (line, behind) = line.split_at(end_of_line(line)?);
    let is_indented = line.len() + behind.len() < text.len();
    let is_plain = matches!(line.as_bytes(), [b'a'..=b'z' | b'A'..=b'Z', ..])
        && matches!(
            line.as_bytes(),
            [.., b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'"']
        );
    let next = behind_claim(behind)?;
    (is_indented && is_plain && keyword(line).is_none()).then_some((line, next))
}

/// The text behind a claim that ends here: another claim, unless it is the end.
#[inline]
fn behind_claim(text: &str) -> Option<&str> {
    let next = text.trim_start_matches('\n');
    let ends = next.is_empty() || next.len() < text.len() && next.starts_with("claim ");
    ends.then_some(next)
}

/// Where a line ends, or a comment begins, if no other strings stand before it than some in which every sign is what it seems.
#[inline]
fn end_of_line(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += before([b'\n', b'\r', b'"', b'#'], &text[at..]);
        let Some(inside) = text[at..].strip_prefix('"') else {
            return Some(at);
        };
        let length = before([b'"', b'\\', b'\n', b'\r'], inside);
        let is_closed = inside[length..].starts_with('"');
        let is_long = inside.starts_with("\"\"");
        at += (is_closed && !is_long).then_some(length + 2)?;
    }
}

impl<'t> Reader<'t> {
    /// A claim with its passage and one line, and the text behind it.
    #[inline]
    pub(super) fn framed(&self, headed: &Headed<'t>) -> Option<(&'t str, Told<'t>)> {
        if let Some((behind, role)) = self.role_line(headed.below) {
            return Some((behind, self.plain(headed, role)));
        }
        let (line, behind) = only_line(headed.below)?;
        let told = match self.plain_statement(line) {
            Some(statement) => self.plain(headed, statement),
            None => Told::Entry(Entry::Claim(self.framed_claim(headed, line)?)),
        };
        Some((behind, told))
    }

    #[inline]
    fn plain(&self, headed: &Headed<'t>, statement: PlainStatement<'t>) -> Told<'t> {
        Told::Plain(PlainClaim {
            span: self.span(headed.head),
            passage: self.span(headed.passage),
            statement,
        })
    }

    /// `  e12: place turin`, which most claims say, and the text behind it. It is read without looking for the end of the line first,
    /// and whatever stands before a colon begins no entry.
    #[inline]
    fn role_line(&self, below: &'t str) -> Option<(&'t str, PlainStatement<'t>)> {
        let line = below.strip_prefix("  ")?;
        let (rest, event) = self.plain_id(line)?;
        let clause = rest.strip_prefix(": ")?;
        let (rest, role) = self.plain_id(clause)?;
        let told = rest.strip_prefix(' ')?;
        let (rest, value) = self.plain_id(told)?;
        let behind = behind_claim(rest)?;
        let is_role = is_plain_role(role) && is_plain_value(value, told);
        is_role.then_some((behind, PlainStatement::Role { event, role, value }))
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
        if let Some((rest, value)) = self.short_event_when(clause) {
            let span = self.span_read(clause, rest);
            let when = Spanned { value, span };
            let when = PlainStatement::When { event, when };
            return rest.is_empty().then_some(when);
        }
        // Roles that stand where they mostly do were read before.
        let (rest, (role, value)) = self.short_role_clause(clause)?;
        let role = PlainStatement::Role { event, role, value };
        rest.is_empty().then_some(role)
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
    fn framed_claim(&self, headed: &Headed<'t>, line: &'t str) -> Option<Box<Claim<'t>>> {
        let passage = Quoted {
            raw: &headed.passage[1..headed.passage.len() - 1],
            long: false,
            span: self.span(headed.passage),
        };
        let mut claim = Box::new(Claim {
            passage: Some(passage),
            ..empty_claim(self.span(headed.head))
        });
        self.without_mistake(|| self.claim_line(line, &mut claim).is_ok())
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
            let (behind, told) = reader.framed(&Headed::at(&text).unwrap()).unwrap();
            assert!(matches!(told, Told::Plain(_)), "{line}");
            assert_eq!(behind, "claim \"b\"");
        }
    }
}
