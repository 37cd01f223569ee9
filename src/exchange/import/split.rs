//! A table cut into rows. Two things that libraries pass over are told here, because passages stand word for word in cells: a quotation
//! mark that is opened and never closed, which would swallow every row behind it, and words behind a closing one, whose marks would be lost.
//!
//! Nothing is read more than three times: what a mark that is never closed runs over has marks in pairs only, so that none of the rows in
//! it, when they are read again, can run on in the same way.

use std::io::{self, Read};

use super::rows::{LONGEST, too_long};

/// So much is read at a time.
const PIECE: u64 = 1 << 16;

/// The cells of a row, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Cells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let places = begins.zip(self.ends.iter().copied());
        places.map(|(begin, end)| &self.bytes[begin..end])
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    fn end(&mut self) {
        self.ends.push(self.bytes.len());
    }
}

/// What was found where a row should be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A row, from its first line to its last. Its cells are those of the splitter.
    Row {
        /// Where it begins.
        line: u64,
        /// Where it ends.
        last: u64,
    },
    /// No row, for a reason in words; the line is left out, and what follows it is read as if nothing were open.
    Wrong(u64, String),
    /// The end.
    End,
}

/// Where in a cell a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// At its first byte.
    Begin,
    /// In a cell without quotation marks around it.
    Plain,
    /// Between the quotation marks of a cell.
    Quoted,
    /// Behind a quotation mark that closes the cell, unless a second one follows.
    Mark,
    /// Behind spaces behind that.
    Closed,
}

/// The quotation mark that opens a cell, or any other place.
#[derive(Clone, Copy)]
struct Mark {
    /// Where it stands among what has been read.
    at: usize,
    line: u64,
}

/// Cuts an input into rows.
pub(super) struct Splitter<R> {
    from: R,
    separator: u8,
    /// What has been read; the next row begins at `next`.
    read: Vec<u8>,
    next: usize,
    /// The line of the next row.
    line: u64,
    pub(super) cells: Cells,
}

impl<R: Read> Splitter<R> {
    pub(super) fn new(from: R, separator: u8, line: u64) -> Self {
        Self {
            from,
            separator,
            read: Vec::new(),
            next: 0,
            line,
            cells: Cells::default(),
        }
    }

    /// Cuts the next row off.
    pub(super) fn cut(&mut self) -> io::Result<Cut> {
        self.fill_up()?;
        self.cells.clear();
        let (mut at, mut line) = (self.next, self.line);
        let mut inside = Inside::Begin;
        let mut mark = Mark { at, line };
        loop {
            if at - self.next > LONGEST {
                return self.too_long(inside, mark, Mark { at, line });
            }
            let Some(byte) = self.byte(at)? else {
                return self.at_the_end(inside, mark, line);
            };
            let ends_line = byte == b'\n' || byte == b'\r';
            inside = match (inside, byte) {
                (Inside::Quoted, b'"') => Inside::Mark,
                (Inside::Quoted, _) => {
                    self.cells.bytes.push(byte);
                    let pair = byte == b'\r' && self.byte(at + 1)? == Some(b'\n');
                    line += u64::from(ends_line && !pair);
                    Inside::Quoted
                }
                (Inside::Mark, b'"') => {
                    self.cells.bytes.push(byte);
                    Inside::Quoted
                }
                (Inside::Begin, b'"') => {
                    mark = Mark { at, line };
                    Inside::Quoted
                }
                (_, byte) if byte == self.separator => {
                    self.cells.end();
                    Inside::Begin
                }
                _ if ends_line => return self.row(at, line),
                (Inside::Begin | Inside::Plain, _) => {
                    self.cells.bytes.push(byte);
                    Inside::Plain
                }
                (Inside::Mark | Inside::Closed, b' ' | b'\t') => Inside::Closed,
                (Inside::Mark | Inside::Closed, _) => {
                    return self.leave_out(mark, words_behind(mark, line));
                }
            };
            at += 1;
        }
    }

    /// The row that ends at a line end.
    fn row(&mut self, at: usize, last: u64) -> io::Result<Cut> {
        self.cells.end();
        let line = self.line;
        self.next = at + self.line_end(at)?;
        self.line = last + 1;
        Ok(Cut::Row { line, last })
    }

    fn at_the_end(&mut self, inside: Inside, mark: Mark, last: u64) -> io::Result<Cut> {
        if inside == Inside::Quoted {
            let problem = "a quotation mark is opened here and never closed".to_owned();
            return self.leave_out(mark, problem);
        }
        if self.next == self.read.len() {
            return Ok(Cut::End);
        }
        self.cells.end();
        self.next = self.read.len();
        let line = self.line;
        Ok(Cut::Row { line, last })
    }

    fn too_long(&mut self, inside: Inside, mark: Mark, here: Mark) -> io::Result<Cut> {
        if inside == Inside::Quoted && mark.line < here.line {
            let problem = format!("{}; is a quotation mark never closed?", too_long());
            return self.leave_out(mark, problem);
        }
        self.leave_out(here, too_long())
    }

    /// Leaves out what stands up to the end of the line of a mark.
    fn leave_out(&mut self, mark: Mark, problem: String) -> io::Result<Cut> {
        self.next = mark.at;
        loop {
            match self.byte(self.next)? {
                None => break,
                Some(b'\n' | b'\r') => {
                    self.next += self.line_end(self.next)?;
                    break;
                }
                Some(_) => self.next += 1,
            }
            // Of a line that is long beyond measure nothing is kept.
            if self.next == self.read.len() {
                self.fill_up()?;
            }
        }
        self.line = mark.line + 1;
        Ok(Cut::Wrong(mark.line, problem))
    }

    /// How many bytes the line end takes that stands there.
    fn line_end(&mut self, at: usize) -> io::Result<usize> {
        let pair = self.byte(at)? == Some(b'\r') && self.byte(at + 1)? == Some(b'\n');
        Ok(if pair { 2 } else { 1 })
    }

    fn byte(&mut self, at: usize) -> io::Result<Option<u8>> {
        match self.read.get(at) {
            Some(byte) => Ok(Some(*byte)),
            None => self.read_on(at),
        }
    }

    #[cold]
    fn read_on(&mut self, at: usize) -> io::Result<Option<u8>> {
        let piece = self.from.by_ref().take(PIECE);
        { piece }.read_to_end(&mut self.read)?;
        Ok(self.read.get(at).copied())
    }

    /// Forgets what lies behind, once all is used up that has been read.
    fn fill_up(&mut self) -> io::Result<()> {
        let left = self.read.len() - self.next;
        if left == 0 || self.next > left.max(1 << 17) {
            self.read.drain(..self.next);
            self.next = 0;
        }
        Ok(())
    }
}

fn words_behind(mark: Mark, line: u64) -> String {
    let advice =
        "a quotation mark inside a cell is written twice, and the cell stands in quotation marks";
    if line == mark.line {
        format!("text stands behind the quotation mark that closes a cell; {advice}")
    } else {
        format!(
            "a quotation mark is opened here and not rightly closed: text stands behind the next one, in line {line}; {advice}"
        )
    }
}
