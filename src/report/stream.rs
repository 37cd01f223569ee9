//! Reports written piece by piece, so that none stands in memory as a whole.

use std::io::{self, BufWriter, Write};

use serde::{Serialize, Serializer};

use crate::text::is_visible;

/// What is written, as a text.
pub(super) fn text_of(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    // Memory can be written to, and only text is.
    let _ = write(&mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

/// A list whose entries are made one at a time, as they are written.
pub(super) struct Each<F>(pub F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Writes JSON on many lines, with a new line at its end.
pub(super) fn json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, value)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// The same, with everything escaped that a terminal would obey or a reader could not see.
pub(super) fn visible_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    json(value, &mut Escaping(out))
}

/// Passes JSON on, and escapes what is not visible. Outside strings, JSON is ASCII, so only strings change. No character comes in two
/// parts: texts are written whole, and a buffer never splits what is written at once.
struct Escaping<'a>(&'a mut dyn Write);

impl Write for Escaping<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        self.pass_on(text)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Escaping<'_> {
    fn pass_on(&mut self, text: &str) -> io::Result<()> {
        let mut written = 0;
        while let Some((at, c)) = next_hidden(text, written) {
            self.0.write_all(&text.as_bytes()[written..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(self.0, "\\u{unit:04x}")?;
            }
            written = at + c.len_utf8();
        }
        self.0.write_all(&text.as_bytes()[written..])
    }
}

/// The next character from a place on that is not visible, line ends aside, and where it stands.
fn next_hidden(text: &str, mut from: usize) -> Option<(usize, char)> {
    loop {
        let blocks = text.as_bytes()[from..].chunks(BLOCK);
        let plain = blocks.take_while(|block| is_plain(block));
        from += plain.map(<[u8]>::len).sum::<usize>();
        // Behind what is plain a character begins. It and some behind it are looked at one by one.
        let mut chars = text[from..].char_indices();
        let (behind, c) = chars.find(|&(behind, c)| behind >= BLOCK || is_hidden(c))?;
        from += behind;
        if is_hidden(c) {
            return Some((from, c));
        }
    }
}

fn is_hidden(c: char) -> bool {
    c != '\n' && !is_visible(c)
}

/// So many bytes are looked at together. A report holds few that are not ASCII: the quotation marks around a label.
const BLOCK: usize = 32;

/// Whether bytes are nothing but visible ASCII and line ends. All are looked at, whatever the first are, so that many are at a time.
fn is_plain(bytes: &[u8]) -> bool {
    let plain = |byte: &u8| byte.wrapping_sub(b' ') < 0x7f - b' ' || *byte == b'\n';
    bytes.iter().fold(true, |all, byte| all & plain(byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_hidden_is_found_wherever_it_stands(
            text in prop::collection::vec(prop_oneof![
                30 => "[a-z \\n]{1,40}",
                10 => "[“”éعя]{1,9}",
                1 => "[\u{202e}\u{7f}\u{0}\u{200b}]",
            ], 0..40),
        ) {
            let text = text.concat();
            let mut found = Vec::new();
            let mut from = 0;
            while let Some((at, c)) = next_hidden(&text, from) {
                found.push((at, c));
                from = at + c.len_utf8();
            }
            let all: Vec<_> = text.char_indices().filter(|&(_, c)| is_hidden(c)).collect();
            prop_assert_eq!(found, all);
        }
    }

    #[test]
    fn what_is_plain_is_visible() {
        for c in (0..=0x2ff).filter_map(char::from_u32) {
            let is_meant = c.is_ascii() && is_visible(c) || c == '\n';
            assert_eq!(
                is_plain(format!("some {c} text").as_bytes()),
                is_meant,
                "{c:?}"
            );
        }
    }

    #[test]
    fn what_is_not_visible_is_escaped_wherever_a_buffer_ends() {
        for before in 8180..8200 {
            let text = "x".repeat(before) + "é\u{202e}\u{7f}\u{e0001}😀 \n";
            let written = text_of(|out| visible_json(&text, out));
            assert!(
                written.ends_with("é\\u202e\\u007f\\udb40\\udc01😀 \\n\"\n"),
                "{before}"
            );
            assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }

    #[test]
    fn entries_are_made_as_they_are_written() {
        let made = std::cell::Cell::new(0);
        let list = Each(|| {
            let note = |_: &i32| made.set(made.get() + 1);
            (0..3).inspect(note)
        });
        assert_eq!(made.get(), 0);
        assert_eq!(text_of(|out| json(&list, out)), "[\n  0,\n  1,\n  2\n]\n");
        assert_eq!(made.get(), 3);
    }
}
