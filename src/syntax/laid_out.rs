//! Claims that are laid out as elsewhere: the clauses of a statement on lines of their own, `event` before its id.

use super::clauses::begins_event_time;
use super::entries::{Gathering, Open};
use super::errors::{Mistake, cut};
use super::keywords::keyword;
use super::lines::Line;
use super::words::{at_end, mark, skip_space, word};

impl<'t> Gathering<'t> {
    /// `collision:` with its clauses on deeper lines, as in YAML. All of them are passed over, as they are one slip.
    pub(super) fn is_block(&mut self, line: Line<'t>, open: &mut Open<'t>) -> bool {
        if !open.is_claim || !line.text.ends_with(':') {
            return false;
        }
        let mut clauses = Vec::new();
        let mut behind = self.lines.clone();
        while let Some(next) = behind.next()
            && next.indent > line.indent
            && keyword(next.text).is_none_or(|found| !begins_quoted(next.text, found))
        {
            clauses.push(clause_of(next.text));
            self.lines = behind.clone();
        }
        if clauses.is_empty() {
            return false;
        }
        open.indent = open.indent.or(Some(line.indent));
        let mistake = Mistake::new(
            self.reader.span(line.text),
            "the clauses of a statement stand on its line",
            "expected the first of them behind the colon",
        );
        let statement = format!("{} {}", line.text, clauses.join(", "));
        self.reader.note(mistake.advise(match cut(&statement) == statement {
            true => format!("Write `{statement}`."),
            false => format!(
                "Write them behind the colon with commas between; the line may be broken behind a comma: `{} {}, …`.",
                cut(line.text),
                cut(&clauses[0])
            ),
        }));
        true
    }
}

/// Whether a keyword begins an entry with a passage or a title here.
fn begins_quoted(text: &str, keyword: &str) -> bool {
    matches!(keyword, "claim" | "source") && skip_space(&text[keyword.len()..]).starts_with('"')
}

/// `on: 2024-05-06` without its colon, `place harbour,` without its comma.
fn clause_of(text: &str) -> String {
    let text = text.trim_end_matches(',');
    match word(text) {
        Ok((rest, first)) if rest.starts_with(':') => format!("{first} {}", rest[1..].trim()),
        _ => text.to_owned(),
    }
}

/// `event collision: on 2024-05-06`, which is said of the event and declares none.
pub(super) fn is_said_of_event(text: &str) -> bool {
    let said = || {
        let (rest, _) = word(text.strip_prefix("event")?).ok()?;
        let (rest, first) = word(mark(":", rest).ok()?.0).ok()?;
        let (behind, second) = word(rest).unwrap_or((rest, ""));
        let is_role =
            !second.is_empty() && second != "of" && (at_end(behind) || mark(",", behind).is_ok());
        Some(begins_event_time(first) && !at_end(rest) || is_role)
    };
    said().unwrap_or(false)
}
