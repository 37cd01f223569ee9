//! Between plain cells and the words of the language: texts in quotation marks, names, lists of names.

use std::borrow::Cow;

use crate::syntax::is_id;

/// A text as it may stand in a string: without the control characters that come with copied text, line ends and tabs aside. What is white
/// space among them becomes a space.
fn without_controls(text: &str) -> Cow<'_, str> {
    let is_meant = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    if text.chars().all(is_meant) {
        return Cow::Borrowed(text);
    }
    let plain = text.chars().filter_map(|c| match c {
        c if is_meant(c) => Some(c),
        c => c.is_whitespace().then_some(' '),
    });
    Cow::Owned(plain.collect())
}

/// A text with line ends of one kind: files and tables have their own, and they mean nothing.
pub(super) fn with_plain_lines(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// A text as a string of the language that says exactly this; none if there is no such string.
pub(super) fn exactly(text: &str) -> Option<String> {
    let text = without_controls(text);
    let text = with_plain_lines(&text);
    if !text.contains('\n') {
        return Some(short(&text));
    }
    // A quotation mark at its end would run together with those that close it.
    let fits = !text.contains("\"\"\"") && !text.ends_with('"');
    fits.then(|| format!("\"\"\"{text}\"\"\""))
}

/// A text as a string of the language; line ends that cannot stand in one become spaces.
pub(super) fn quoted(text: &str) -> String {
    exactly(text).unwrap_or_else(|| folded(text))
}

/// A text as a string on one line.
pub(super) fn folded(text: &str) -> String {
    let text = without_controls(text);
    let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim).collect();
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    short(&lines.collect::<Vec<_>>().join(" "))
}

fn short(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A name in a cell as a reference of the language: an id, unless it cannot be one; then a name in quotation marks.
pub(super) fn reference(name: &str) -> String {
    let name = name.trim();
    if is_id(name) || name.starts_with('"') {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// A name in quotation marks, as it stands in a cell: without them, unless it would be taken for something else.
pub(super) fn label_cell(label: &str) -> String {
    if is_id(label) {
        quoted(label)
    } else {
        name_cell(label)
    }
}

/// A name that is no reference, as it stands in a cell among others.
pub(super) fn name_cell(name: &str) -> String {
    let plain = !name.is_empty()
        && name.trim() == name
        && !name.starts_with('"')
        && !name.contains([';', '\n', '\r']);
    if plain { name.to_owned() } else { quoted(name) }
}

/// What a name among others is: its text, where it stands in quotation marks.
pub(super) fn name(cell: &str) -> String {
    let cell = cell.trim();
    let long = cell
        .strip_prefix("\"\"\"")
        .and_then(|rest| rest.strip_suffix("\"\"\""));
    if let Some(text) = long {
        return text.to_owned();
    }
    let short = cell
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match short {
        Some(text) => unescaped(text),
        None => cell.to_owned(),
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// The names of one cell: what stands between `;` outside quotation marks.
pub(super) fn split(cell: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        let piece = match c {
            ';' => {
                names.push(String::new());
                rest = &rest[1..];
                continue;
            }
            '"' => &rest[..string_length(rest)],
            _ => &rest[..c.len_utf8()],
        };
        if let Some(last) = names.last_mut() {
            last.push_str(piece);
        }
        rest = &rest[piece.len()..];
    }
    let names = names.iter().map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// How long the string at the beginning of a text is; a mark that is never closed is one character.
fn string_length(text: &str) -> usize {
    if let Some(inside) = text.strip_prefix("\"\"\"") {
        return inside.find("\"\"\"").map_or(1, |end| end + 6);
    }
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    1
}

/// An id made of a name: its letters and digits, the rest `_`.
pub(super) fn id_of(name: &str) -> String {
    let mut id = String::new();
    for c in name.trim().to_lowercase().chars() {
        match c {
            c if c.is_alphanumeric() => id.push(c),
            _ if id.ends_with('_') || id.is_empty() => {}
            _ => id.push('_'),
        }
    }
    let id = id.trim_end_matches('_');
    if is_id(id) {
        id.to_owned()
    } else {
        format!("s_{id}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_say_exactly_what_they_can() {
        assert_eq!(quoted(r#"a "b" \ c"#), r#""a \"b\" \\ c""#);
        assert_eq!(quoted("a\nb"), "\"\"\"a\nb\"\"\"");
        assert_eq!(exactly("a\n\"b\""), None);
        assert_eq!(
            exactly("a\0b\u{b}c\td\n\u{1b}e").unwrap(),
            "\"\"\"ab c\td\ne\"\"\""
        );
        assert_eq!(quoted("a\r\n \"b\""), r#""a \"b\"""#);
    }

    #[test]
    fn names_are_ids_where_they_can_be() {
        assert_eq!(reference(" captain "), "captain");
        assert_eq!(reference("Captain Lind"), "\"Captain Lind\"");
        assert_eq!(reference("\"captain\""), "\"captain\"");
        assert_eq!(label_cell("captain"), "\"captain\"");
        assert_eq!(label_cell("Captain Lind"), "Captain Lind");
        assert_eq!(name_cell("captain"), "captain");
    }

    #[test]
    fn lists_of_names_come_back_as_they_were() {
        let all = [
            "a; b",
            "\"c\"",
            "",
            " d ",
            "e\nf",
            "g \\ h",
            "plain; \"x",
            "x\"y",
        ];
        let cell: Vec<String> = all.iter().map(|one| name_cell(one)).collect();
        let back: Vec<String> = split(&cell.join("; "))
            .iter()
            .map(|one| name(one))
            .collect();
        assert_eq!(back, all);
        assert_eq!(split(" a ;; b;"), ["a", "b"]);
    }

    #[test]
    fn ids_are_made_of_names() {
        assert_eq!(id_of("The Gazette!"), "the_gazette");
        assert_eq!(id_of("2024 – Bericht"), "s_2024_bericht");
        assert_eq!(id_of("…"), "s_");
        assert_eq!(id_of("الجريدة"), "الجريدة");
        for name in [
            "The Gazette!",
            "2024",
            "",
            "…",
            "ب ت",
            "e\u{301}a",
            "a\u{202e}b",
        ] {
            assert!(is_id(&id_of(name)), "{name:?}: {}", id_of(name));
        }
    }
}
