//! A page that explains a check, for a terminal: its paragraphs are wrapped, and all else stands as it is written.

use super::human::wrap;

/// A page of Markdown in which no line of prose is wider than so many columns, unless a word is.
#[must_use]
pub fn page(markdown: &str, width: usize) -> String {
    let mut page = Wrapped {
        text: String::new(),
        paragraph: String::new(),
        width,
    };
    let mut in_code = false;
    for line in markdown.trim_end().lines() {
        let is_fence = line.starts_with("```");
        if in_code || is_fence || !is_prose(line) {
            page.end_paragraph();
            page.line(line);
        } else {
            if begins_item(line) {
                page.end_paragraph();
            }
            page.prose(line);
        }
        in_code ^= is_fence;
    }
    page.end_paragraph();
    page.text
}

/// Whether a line is part of a paragraph or of an item of a list: no heading, no row of a table, nothing empty.
fn is_prose(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(['#', '|'])
}

fn begins_item(line: &str) -> bool {
    line.trim_start().starts_with("- ")
}

struct Wrapped {
    text: String,
    /// The lines of a paragraph so far, with the indent of the first.
    paragraph: String,
    width: usize,
}

impl Wrapped {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn prose(&mut self, line: &str) {
        if self.paragraph.is_empty() {
            self.paragraph.push_str(line);
        } else {
            self.paragraph.push(' ');
            self.paragraph.push_str(line.trim_start());
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = paragraph.trim_start();
        if text.is_empty() {
            return;
        }
        let indent = paragraph.len() - text.len();
        // What continues an item stands below its text.
        let hanging = indent + if begins_item(text) { 2 } else { 0 };
        let lines = wrap(text, self.width.saturating_sub(hanging).max(1));
        for (number, line) in lines.iter().enumerate() {
            let indent = if number == 0 { indent } else { hanging };
            self.line(&format!("{}{line}", " ".repeat(indent)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_wrapped_and_all_else_is_not() {
        let page = page(
            "# a heading that is long\n\nOne two three\nfour five.\n\n- first item of all\n  goes on\n- second\n\n```claims\na line of code that is long\n```\n",
            12,
        );
        assert_eq!(
            page,
            "# a heading that is long\n\nOne two\nthree four\nfive.\n\n- first\n  item of\n  all goes\n  on\n- second\n\n```claims\na line of code that is long\n```\n"
        );
    }

    #[test]
    fn wide_pages_keep_their_words() {
        for (_, _, markdown) in crate::analysis::pages() {
            let words = |text: &str| {
                text.split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert_eq!(words(&page(markdown, 60)), words(markdown));
            let prose_fits = |page: &str| {
                let mut in_code = false;
                page.lines().all(|line| {
                    in_code ^= line.starts_with("```");
                    in_code || !is_prose(line) || line.chars().count() <= 60
                })
            };
            assert!(prose_fits(&page(markdown, 60)));
        }
    }
}
