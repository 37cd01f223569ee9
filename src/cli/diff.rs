//! What would change in a file, as a unified diff.

use std::time::Duration;

use similar::TextDiff;

use super::visible;

/// A diff that takes longer is finished with less care; it is right all the same.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where a diff is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// In colour.
    pub(super) colour: bool,
    /// To a person: what cannot be seen is made visible. A program gets the bytes as they are, to patch with.
    pub(super) terminal: bool,
}

/// What changes between two texts of a file.
pub(super) fn diff(name: &str, before: &str, after: &str, shown: Shown) -> String {
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_lines(before, after);
    let mut text = String::new();
    let unified = diff.unified_diff().header(name, name).to_string();
    for line in unified.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        match shown.terminal {
            true => text.push_str(&painted(
                &visible(line.trim_end_matches('\r')),
                shown.colour,
            )),
            false => text.push_str(&painted(line, shown.colour)),
        }
        text.push_str(end);
    }
    text
}

/// A line of a diff in its colour.
fn painted(line: &str, colour: bool) -> String {
    let code = match line.as_bytes() {
        _ if !colour => "",
        [b'+', b'+', b'+', b' ', ..] | [b'-', b'-', b'-', b' ', ..] => "1",
        [b'@', ..] => "36",
        [b'+', ..] => "32",
        [b'-', ..] => "31",
        _ => "",
    };
    match code {
        "" => line.to_owned(),
        code => format!("\u{1b}[{code}m{line}\u{1b}[0m"),
    }
}
