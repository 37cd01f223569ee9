//! The input as rows, one at a time, whatever stands in it.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, BufReader, Read};

use super::super::cells::{Cell, Row};
use super::super::{json, table};
use super::split::{Cells, Cut, Splitter};
use super::{Failure, Importing, Mapping, known_field, no_field};

/// No row is longer, in bytes: 16 MiB. A quotation mark that is never closed would swallow the rest of the file.
pub(super) const LONGEST: usize = 16 << 20;
/// So much is looked at to see the separator and the marks before the first row.
const BEGINNING: u64 = 1 << 16;

/// Reads a table.
pub(super) fn table(
    input: &mut dyn Read,
    mapping: &Mapping,
    to: &mut Importing<'_>,
) -> Result<(), Failure> {
    let mut beginning = Vec::new();
    input.take(BEGINNING).read_to_end(&mut beginning)?;
    let skipped = skip_marks(&beginning)?;
    let mut head = &beginning[skipped..];
    let mut lines_before = 0;
    let mut separator = mapping.separator;
    // Excel's own way to tell the separator: a line `sep=;`.
    if let Some((sign, length)) = told_separator(head) {
        separator = separator.or(Some(sign));
        head = &head[length..];
        lines_before = 1;
    }
    let separator = separator.unwrap_or_else(|| table::separator(head));
    let mut rows = Splitter::new(head.chain(input), separator, 1 + lines_before);
    let columns = header(&mut rows, mapping, to)?;
    let mut after = After::default();
    loop {
        match rows.cut()? {
            Cut::End => break,
            Cut::Wrong(line, problem) => {
                after.tell(to)?;
                after = After::wrong(line);
                to.take(line, Err(problem))?;
            }
            Cut::Row { .. } if rows.cells.iter().all(<[u8]>::is_empty) => {}
            Cut::Row { line, .. } if after.leaves_out(line, columns.match_with(&rows.cells)) => {}
            Cut::Row { line, last } => {
                after.tell(to)?;
                after = After::default();
                let row = columns.row(&rows.cells, last - line);
                columns.tell_nameless(&rows.cells, to);
                to.take(line, row)?;
            }
        }
    }
    Ok(after.tell(to)?)
}

/// The columns, as the first line names them.
fn header<R: Read>(
    rows: &mut Splitter<R>,
    mapping: &Mapping,
    to: &mut Importing<'_>,
) -> Result<Columns, Failure> {
    loop {
        match rows.cut()? {
            Cut::Row { .. } if rows.cells.iter().all(<[u8]>::is_empty) => {}
            Cut::Row { .. } => return Columns::read(&rows.cells, mapping, to),
            Cut::Wrong(line, problem) => {
                return Err(Failure::Input(format!(
                    "line {line} should name the columns: {problem}"
                )));
            }
            Cut::End => {
                let problem = "there is no line with the names of the columns";
                return Err(Failure::Input(problem.to_owned()));
            }
        }
    }
}

/// What follows a row whose quotation marks are wrong: lines of its text may stand there, which are no rows. What has as many cells as there
/// are columns is taken for one again.
#[derive(Debug, Default)]
struct After {
    /// The line of that row.
    wrong: Option<u64>,
    /// The first line that is left out with it, and how many are.
    left_out: Option<(u64, u64)>,
}

impl After {
    fn wrong(line: u64) -> Self {
        Self {
            wrong: Some(line),
            left_out: None,
        }
    }

    fn leaves_out(&mut self, line: u64, cells: Ordering) -> bool {
        let leaves_out = self.wrong.is_some() && cells != Ordering::Equal;
        if leaves_out {
            let (_, count) = self.left_out.get_or_insert((line, 0));
            *count += 1;
        }
        leaves_out
    }

    /// Tells what is left out, once it is known how much that is.
    fn tell(&self, to: &mut Importing<'_>) -> io::Result<()> {
        let (Some(wrong), Some((line, count))) = (self.wrong, self.left_out) else {
            return Ok(());
        };
        let here = match count {
            1 => "this line is".to_owned(),
            count => format!("{count} lines from here on are"),
        };
        let problem = format!(
            "{here} left out, too: there are not as many cells as columns, and it may be text of the row in line {wrong}"
        );
        to.take(line, Err(problem))
    }
}

/// How many bytes stand before the first row.
fn skip_marks(beginning: &[u8]) -> Result<usize, Failure> {
    if beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff") {
        let problem = "this is UTF-16; save the file as UTF-8";
        return Err(Failure::Input(problem.to_owned()));
    }
    let is_workbook = [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0"];
    if is_workbook.iter().any(|begin| beginning.starts_with(begin)) {
        let problem = "this is a workbook or an archive, and no text; save the table as CSV";
        return Err(Failure::Input(problem.to_owned()));
    }
    Ok(if beginning.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    })
}

/// The separator that a first line tells, and how long the line is.
fn told_separator(head: &[u8]) -> Option<(u8, usize)> {
    let rest = head.strip_prefix(b"sep=")?;
    let sign = *rest.first()?;
    let end = match &rest[1..] {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => return None,
    };
    Some((sign, 5 + end))
}

/// Which column is which field.
struct Columns {
    fields: Vec<Option<String>>,
    /// The places of those that have no name.
    nameless: Vec<usize>,
}

impl Columns {
    fn read(header: &Cells, mapping: &Mapping, to: &mut Importing<'_>) -> Result<Self, Failure> {
        let names: Vec<String> = header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_owned())
            .collect();
        let mut places = named_in_settings(&names, mapping)?;
        let is_told: HashSet<String> = places.keys().cloned().collect();
        let taken: HashSet<usize> = places.values().copied().collect();
        for (place, name) in names.iter().enumerate() {
            match known_field(name) {
                _ if name.is_empty() || taken.contains(&place) => {}
                Some(field) if !is_told.contains(&field) => {
                    if let Some(other) = places.insert(field, place) {
                        return Err(Failure::Input(alike(&names[other], name)));
                    }
                }
                _ => to.ignore(name),
            }
        }
        let mut fields: Vec<Option<String>> = vec![None; names.len()];
        for (field, place) in places {
            fields[place] = Some(field);
        }
        if fields.iter().all(Option::is_none) {
            let names = names.join(", ");
            return Err(Failure::Input(format!(
                "no column has the name of a field: {names}; name them in belie.toml, below [import.columns]"
            )));
        }
        let nameless = (0..names.len()).filter(|&place| names[place].is_empty());
        let nameless = nameless.filter(|&place| fields[place].is_none());
        Ok(Self {
            nameless: nameless.collect(),
            fields,
        })
    }

    /// Tells of columns without a name in which something stands all the same.
    fn tell_nameless(&self, cells: &Cells, to: &mut Importing<'_>) {
        for &place in &self.nameless {
            let mut cell = cells.iter().skip(place);
            if cell
                .next()
                .is_some_and(|cell| !cell.trim_ascii().is_empty())
            {
                to.ignore(&format!("column {}, which has no name", place + 1));
            }
        }
    }

    /// The row of these cells, which go on over so many lines.
    fn row(&self, cells: &Cells, lines_more: u64) -> Result<Row, String> {
        self.fits(cells, lines_more)?;
        let mut row = Row::default();
        for (field, cell) in self.fields.iter().zip(cells.iter()) {
            let Some(field) = field else { continue };
            let text = std::str::from_utf8(cell).map_err(|_| not_utf8(field))?;
            if let Some(text) =
                table::plain(text).filter(|text| !text.trim().is_empty() || text.is_empty())
            {
                row.set(field, Cell::Text(text.to_owned()));
            }
        }
        Ok(row)
    }

    /// Whether there are fewer cells than columns, as many, or more. Empty ones do no harm behind the last column.
    fn match_with(&self, cells: &Cells) -> Ordering {
        let columns = self.fields.len();
        match cells.iter().skip(columns).all(<[u8]>::is_empty) {
            true => cells.len().min(columns).cmp(&columns),
            false => Ordering::Greater,
        }
    }

    /// Cells at the end may be left out, except where a quotation mark too many may have run several rows together.
    fn fits(&self, cells: &Cells, lines_more: u64) -> Result<(), String> {
        let problem = match (self.match_with(cells), lines_more) {
            (Ordering::Greater, _) => "this row has more cells than there are columns".to_owned(),
            (Ordering::Less, 1..) => format!(
                "this row is {} lines long and has fewer cells than there are columns",
                lines_more + 1
            ),
            _ => return Ok(()),
        };
        let (cells, columns) = (cells.len(), self.fields.len());
        Err(format!(
            "{problem} ({cells}, {columns}); is a quotation mark missing?"
        ))
    }
}

/// The columns that belie.toml names, by their fields.
fn named_in_settings(
    names: &[String],
    mapping: &Mapping,
) -> Result<HashMap<String, usize>, Failure> {
    let mut places = HashMap::new();
    let mut fields: HashMap<usize, &str> = HashMap::new();
    for (field, header) in &mapping.columns {
        let known = known_field(field).ok_or_else(|| Failure::Settings(no_field(field)))?;
        let wanted = header.trim().to_lowercase();
        let mut found = (0..names.len()).filter(|&place| names[place].to_lowercase() == wanted);
        let place = found.next().ok_or_else(|| {
            Failure::Input(format!(
                "there is no column \"{header}\", which belie.toml names for `{field}`"
            ))
        })?;
        if let Some(other) = found.next() {
            return Err(Failure::Input(alike(&names[place], &names[other])));
        }
        if let Some(other) = fields.insert(place, field) {
            return Err(Failure::Settings(format!(
                "the column \"{header}\" is named for `{other}` and for `{field}`, and can be one of them"
            )));
        }
        if places.insert(known, place).is_some() {
            return Err(Failure::Settings(format!(
                "two columns are named for `{field}`"
            )));
        }
    }
    Ok(places)
}

fn alike(one: &str, other: &str) -> String {
    match one == other {
        true => format!("two columns have the name \"{one}\"; rename one of them"),
        false => {
            format!("the columns \"{one}\" and \"{other}\" are the same field; rename one of them")
        }
    }
}

fn not_utf8(field: &str) -> String {
    format!("what stands in `{field}` is not UTF-8; save the file as UTF-8")
}

/// Reads lines of JSON.
pub(super) fn json_lines(input: &mut dyn Read, to: &mut Importing<'_>) -> Result<(), Failure> {
    let mut reader = BufReader::new(input);
    let skipped = skip_marks(reader.fill_buf()?)?;
    reader.consume(skipped);
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        let longest = LONGEST as u64 + 1;
        if reader
            .by_ref()
            .take(longest)
            .read_until(b'\n', &mut bytes)?
            == 0
        {
            break;
        }
        if bytes.len() > LONGEST && !bytes.ends_with(b"\n") {
            to.take(line, Err(too_long()))?;
            skip_line(&mut reader)?;
            continue;
        }
        let row = json_row(&bytes, to);
        to.take(line, row)?;
    }
    Ok(())
}

fn json_row(bytes: &[u8], to: &mut Importing<'_>) -> Result<Row, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "this line is not UTF-8".to_owned())?;
    if text.trim().is_empty() {
        return Ok(Row::default());
    }
    let (row, unknown) = json::read(text.trim())?;
    unknown.iter().for_each(|name| to.ignore(name));
    Ok(row)
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        reader.consume(length);
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}

pub(super) fn too_long() -> String {
    format!("this row is longer than {} MiB", LONGEST >> 20)
}
