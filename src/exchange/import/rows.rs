//! The input as rows, one at a time, whatever stands in it.

use std::cell::Cell as Counter;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use csv::ByteRecord;

use super::super::cells::{Cell, Row};
use super::super::{json, table};
use super::{Failure, Importing, Mapping, known_field, no_field};

/// No row is longer, in bytes: 16 MiB. A quotation mark that is never closed would swallow the rest of the file.
const LONGEST: usize = 16 << 20;
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
    let (read, guard) = Guard::new(head.chain(input).chain(&b"\n"[..]));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(read);
    let mut record = ByteRecord::new();
    let mut columns = None;
    loop {
        guard.set(0);
        let more = reader.read_byte_record(&mut record).map_err(failure)?;
        if !more {
            break;
        }
        let line = lines_before + first_line(&record, reader.position().line());
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        match &columns {
            None => columns = Some(Columns::read(&record, mapping, to)?),
            Some(columns) => to.take(line, columns.row(&record))?,
        }
    }
    match columns {
        Some(_) => Ok(()),
        None => Err(Failure::Input(
            "there is no line with the names of the columns".to_owned(),
        )),
    }
}

/// How many bytes stand before the first row.
fn skip_marks(beginning: &[u8]) -> Result<usize, Failure> {
    if beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff") {
        let problem = "this is UTF-16; save the file as UTF-8";
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

/// The line on which a record begins, read up to another. Blank lines before it are counted as its own by the reader.
fn first_line(record: &ByteRecord, end: u64) -> u64 {
    let inside = record
        .as_slice()
        .iter()
        .filter(|&&byte| byte == b'\n')
        .count();
    end.saturating_sub(1 + inside as u64)
}

fn failure(error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            Failure::Input(error.to_string())
        }
        csv::ErrorKind::Io(error) => Failure::World(error),
        other => Failure::Input(format!("this is no table: {other:?}")),
    }
}

/// Which column is which field.
struct Columns {
    fields: Vec<Option<String>>,
}

impl Columns {
    fn read(
        header: &ByteRecord,
        mapping: &Mapping,
        to: &mut Importing<'_>,
    ) -> Result<Self, Failure> {
        let names: Vec<String> = header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_owned())
            .collect();
        let mut fields: Vec<Option<String>> = vec![None; names.len()];
        for (field, header) in &mapping.columns {
            let known = known_field(field).ok_or_else(|| Failure::Input(no_field(field)))?;
            let place = names
                .iter()
                .position(|name| name.to_lowercase() == header.trim().to_lowercase());
            let place = place.ok_or_else(|| {
                Failure::Input(format!(
                    "there is no column \"{header}\", which belie.toml names for `{field}`"
                ))
            })?;
            fields[place] = Some(known);
        }
        for (place, name) in names.iter().enumerate() {
            let known = known_field(name).filter(|known| !fields.contains(&Some(known.clone())));
            match known {
                _ if fields[place].is_some() => {}
                Some(known) => fields[place] = Some(known),
                None if name.is_empty() => {}
                None => to.ignore(name),
            }
        }
        if fields.iter().all(Option::is_none) {
            let names = names.join(", ");
            return Err(Failure::Input(format!(
                "no column has the name of a field: {names}; name them in belie.toml, below [import.columns]"
            )));
        }
        Ok(Self { fields })
    }

    fn row(&self, record: &ByteRecord) -> Result<Row, String> {
        let mut row = Row::default();
        for (place, cell) in record.iter().enumerate() {
            let field = match self.fields.get(place) {
                Some(Some(field)) => field,
                Some(None) => continue,
                None if cell.is_empty() => continue,
                None => {
                    let columns = self.fields.len();
                    return Err(format!(
                        "this row has more cells than there are columns ({columns}); is a quotation mark missing?"
                    ));
                }
            };
            let text = std::str::from_utf8(cell).map_err(|_| not_utf8(field))?;
            if let Some(text) =
                table::plain(text).filter(|text| !text.trim().is_empty() || text.is_empty())
            {
                row.set(field, Cell::Text(text.to_owned()));
            }
        }
        Ok(row)
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

fn too_long() -> String {
    format!("this row is longer than {} MiB", LONGEST >> 20)
}

/// Passes bytes on and counts them; too many since the counter was set back are an error.
struct Guard<R> {
    from: R,
    count: Rc<Counter<usize>>,
}

impl<R> Guard<R> {
    fn new(from: R) -> (Self, Rc<Counter<usize>>) {
        let count = Rc::new(Counter::new(0));
        let guard = Self {
            from,
            count: Rc::clone(&count),
        };
        (guard, count)
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.from.read(buffer)?;
        self.count.set(self.count.get().saturating_add(length));
        if self.count.get() > LONGEST {
            let problem = format!("{}; is a quotation mark never closed?", too_long());
            return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
        }
        Ok(length)
    }
}
