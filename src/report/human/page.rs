//! A page of the report: lines that fit its width, in colour or without.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What the page is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// How many columns a line may take.
    pub width: usize,
    /// Whether to use colour.
    pub colour: bool,
}

/// The narrowest page that is still laid out; narrower ones run over.
pub(super) const NARROWEST: usize = 40;

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Bold,
    Dim,
    /// The colour of a severity.
    Mistake,
    Contradiction,
    Tension,
    Gap,
    /// The colour of the account with this number.
    Account(usize),
}

impl Ink {
    /// The numbers of the terminal's "select graphic rendition". No account is red or green: no side is wrong or right.
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Mistake | Self::Contradiction => "31;1",
            Self::Tension => "33;1",
            Self::Gap => "36;1",
            Self::Account(number) => ["35;1", "36", "33"][number % 3],
        }
    }
}

/// The report as it grows.
pub(super) struct Page {
    text: String,
    look: Look,
}

impl Page {
    pub(super) fn new(look: Look) -> Self {
        let width = look.width.max(NARROWEST);
        Self {
            text: String::new(),
            look: Look { width, ..look },
        }
    }

    pub(super) fn width(&self) -> usize {
        self.look.width
    }

    pub(super) fn colour(&self) -> bool {
        self.look.colour
    }

    /// What has been written since this was last asked for.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// Lines that are laid out already.
    pub(super) fn verbatim(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    /// A text, wrapped; its first line after `first`, the others after as many spaces.
    pub(super) fn item(&mut self, first: &str, text: &str, ink: Ink) {
        self.items(first, &[(text, ink)]);
    }

    /// Stretches of text, one after the other in one paragraph.
    pub(super) fn items(&mut self, first: &str, parts: &[(&str, Ink)]) {
        let indent = first.width();
        let lines = wrap_parts(parts, self.width().saturating_sub(indent).max(12));
        for (number, line) in lines.iter().enumerate() {
            if number == 0 {
                self.text.push_str(first);
            } else {
                self.text.push_str(&" ".repeat(indent));
            }
            for (text, ink) in line {
                self.paint(text, *ink);
            }
            self.text.push('\n');
        }
    }

    fn paint(&mut self, text: &str, ink: Ink) {
        if !self.look.colour || ink == Ink::Plain {
            self.text.push_str(text);
            return;
        }
        self.text.push_str("\u{1b}[");
        self.text.push_str(ink.code());
        self.text.push('m');
        self.text.push_str(text);
        self.text.push_str("\u{1b}[0m");
    }
}

/// Wraps a text to a width in columns; a word that is too long is broken.
pub(in crate::report) fn wrap(text: &str, width: usize) -> Vec<String> {
    let parts = wrap_parts(&[(text, Ink::Plain)], width);
    let join = |line: Vec<(String, Ink)>| line.into_iter().map(|(text, _)| text).collect();
    parts.into_iter().map(join).collect()
}

type Line = Vec<(String, Ink)>;

fn wrap_parts(parts: &[(&str, Ink)], width: usize) -> Vec<Line> {
    let mut wrapper = Wrapper {
        width: width.max(1),
        lines: vec![Vec::new()],
        column: 0,
    };
    for (text, ink) in parts {
        for word in text.split_whitespace() {
            wrapper.word(word, *ink);
        }
    }
    wrapper.lines
}

struct Wrapper {
    width: usize,
    lines: Vec<Line>,
    column: usize,
}

impl Wrapper {
    fn word(&mut self, word: &str, ink: Ink) {
        let wide = word.width();
        if self.column > 0 {
            // A word that fits no line (Chinese has no spaces) begins at once, where a good part of the line is free.
            let begins = wide > self.width && self.column + 8 < self.width;
            if self.column + 1 + wide <= self.width || begins {
                self.push(" ", ink);
                self.column += 1;
            } else {
                self.newline();
            }
        }
        if self.column + wide <= self.width {
            self.push(word, ink);
            self.column += wide;
        } else {
            self.broken(word, ink);
        }
    }

    fn broken(&mut self, word: &str, ink: Ink) {
        let mut buffer = [0; 4];
        for c in word.chars() {
            let wide = c.width().unwrap_or(0);
            if self.column + wide > self.width && self.column > 0 {
                self.newline();
            }
            self.push(c.encode_utf8(&mut buffer), ink);
            self.column += wide;
        }
    }

    fn newline(&mut self) {
        self.lines.push(Vec::new());
        self.column = 0;
    }

    fn push(&mut self, text: &str, ink: Ink) {
        let Some(line) = self.lines.last_mut() else {
            return;
        };
        match line.last_mut() {
            Some((last, same)) if *same == ink => last.push_str(text),
            // The space between two inks belongs to neither: it would be underlined or coloured.
            _ => line.push((text.to_owned(), ink)),
        }
    }
}
