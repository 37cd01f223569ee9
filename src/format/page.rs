//! All lines of a file put together: blank lines, comments, line ends.

use super::order::order;
use super::rows::{Place, Row, Rows, Sort, first_line, line_end};
use super::wrap::{Laid, width, wrap};

/// At least so many spaces stand before a comment behind a line.
const BEFORE_COMMENT: usize = 2;
/// Comments are put in one column if their lines do not differ in width by more than this.
const DIFFER_MOST: usize = 40;

/// The text of a file in its canonical layout.
pub(super) fn write(mut rows: Rows<'_>) -> String {
    order(&mut rows.all);
    let mut page = Page::default();
    for row in &rows.all {
        page.row(row);
    }
    page.notes(rows.tail, true);
    page.text(rows.end)
}

#[derive(Default)]
struct Page<'t> {
    lines: Vec<Laid<'t>>,
}

impl<'t> Page<'t> {
    fn row(&mut self, row: &Row<'t>) {
        if row.raw_gap {
            self.raw_notes(row.lead);
            self.raw_notes(row.notes);
        } else {
            self.gap(row);
        }
        if row.is_raw() {
            let code = raw(row);
            self.lines.push(Laid::bare(code));
        } else {
            self.lines.extend(wrap(row));
        }
    }

    /// The comments and blank lines above a row.
    fn gap(&mut self, row: &Row<'t>) {
        let head = matches!(row.place, Place::Head(_));
        self.notes(row.lead, head);
        let apart = matches!(
            row.place,
            Place::Head(Sort::Source | Sort::Claim | Sort::Dispute)
        );
        if !apart {
            return self.notes(row.notes, head);
        }
        // What is indented belongs to the entry above.
        let mut rest = row.notes;
        while rest.starts_with(char::is_whitespace) {
            let line = first_line(rest);
            self.note(line, head);
            rest = &rest[line.len() + line_end(&rest[line.len()..]).len()..];
        }
        self.blank();
        self.notes(rest, head);
    }

    /// Comments and blank lines, those of `head` above the head of an entry or at the end of the file.
    fn notes(&mut self, notes: &'t str, head: bool) {
        each_line(notes, |line| self.note(line, head));
    }

    fn note(&mut self, line: &'t str, head: bool) {
        let text = line.trim();
        let indented = !head || line.starts_with(char::is_whitespace);
        match (text.is_empty(), indented && !self.lines.is_empty()) {
            (true, _) => self.blank(),
            (false, true) => self.lines.push(Laid::bare(format!("  {text}"))),
            (false, false) => self.lines.push(Laid::bare(text.to_owned())),
        }
    }

    fn raw_notes(&mut self, notes: &'t str) {
        each_line(notes, |line| self.lines.push(Laid::bare(line.to_owned())));
    }

    /// A blank line, unless there is one or the file only begins.
    fn blank(&mut self) {
        if self.lines.last().is_some_and(|last| !last.code.is_empty()) {
            self.lines.push(Laid::default());
        }
    }

    fn text(mut self, end: &str) -> String {
        while self.lines.pop_if(|last| last.code.is_empty()).is_some() {}
        let mut text = String::new();
        for group in self
            .lines
            .chunk_by(|one, next| one.comment.is_some() && next.comment.is_some())
        {
            let column = column(group);
            for line in group {
                text.push_str(&line.code);
                if let Some(comment) = line.comment {
                    let width = width(&line.code);
                    let gap = column.map_or(0, |column| column - width) + BEFORE_COMMENT;
                    text.push_str(&" ".repeat(gap));
                    text.push_str(comment);
                }
                text.push_str(end);
            }
        }
        text
    }
}

/// How wide the widest of some lines is, if their comments are to stand in one column.
fn column(group: &[Laid<'_>]) -> Option<usize> {
    let widths = group.iter().map(|line| width(&line.code));
    let (least, most) = (widths.clone().min()?, widths.max()?);
    (most - least <= DIFFER_MOST).then_some(most)
}

/// A row as it stands in the file.
fn raw(row: &Row<'_>) -> String {
    match row.comment {
        Some(_) => format!("{}{}", row.raw, row.behind.trim_end()),
        None => row.raw.to_owned(),
    }
}

fn each_line<'t>(mut text: &'t str, mut each: impl FnMut(&'t str)) {
    while !text.is_empty() {
        let line = first_line(text);
        each(line);
        text = &text[line.len() + line_end(&text[line.len()..]).len()..];
    }
}
