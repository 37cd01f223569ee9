//! Ways to spoil a claim file: in its layout alone, and in everything.
#![allow(dead_code)]

use belie::syntax::{self, Token, TokenKind};
use belie::text::{File, FileId};

/// Choices, one number each.
pub struct Dice<'t> {
    tape: &'t [u16],
    at: usize,
}

impl<'t> Dice<'t> {
    pub fn new(tape: &'t [u16]) -> Self {
        Self { tape, at: 0 }
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        let value = self.tape.get(self.at % self.tape.len().max(1)).copied();
        self.at += 1;
        (usize::from(value.unwrap_or(0)) + self.at / self.tape.len().max(1) * 7) % sides.max(1)
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

/// The same entries with other white space: other indentation, words far apart or close together, lines broken behind commas
/// or joined, tabs, more blank lines where there are some.
pub fn loosened(text: &str, dice: &mut Dice<'_>) -> String {
    let file = File::new("", text);
    let tree = syntax::parse(FileId(0), &file).0;
    let tokens = syntax::tokens(text, &tree);
    let mut tokens = tokens.iter().peekable();
    let mut loose = String::new();
    let mut at = 0;
    // One indentation a file: below an entry, what is deeper than its first line may mean something else.
    let indent = dice.pick(&[" ", "  ", "\t", "      "]);
    for line in syntax::lines(text) {
        copy_gap(&text[at..line.start], &mut loose, dice);
        let end = line.start + line.text.len();
        while tokens
            .next_if(|token| (token.span.start as usize) < line.start)
            .is_some()
        {}
        if line.indent > 0 {
            loose.push_str(indent);
        }
        let mut before: Option<Token> = None;
        while let Some(&token) = tokens.next_if(|token| (token.span.start as usize) < end) {
            if let Some(before) = before {
                loose.push_str(&between(text, before, token, indent, dice));
            }
            loose.push_str(&text[token.span.range()]);
            before = Some(token);
        }
        at = end;
    }
    copy_gap(&text[at..], &mut loose, dice);
    loose
}

/// Comments and line ends between two lines, without the indentation.
fn copy_gap(gap: &str, loose: &mut String, dice: &mut Dice<'_>) {
    let mut lines = gap.split('\n').enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        let last = lines.peek().is_none();
        if !last || line.contains('#') {
            loose.push_str(line.trim_end());
            loose.push_str(dice.pick(&["", "", " ", "\t "]));
        }
        if !last {
            loose.push('\n');
        }
        // The first is the end of the line above.
        if !last && number > 0 && line.trim().is_empty() {
            loose.push_str(dice.pick(&["", "", "\n", " \n\t\n"]));
        }
    }
}

/// White space between two pieces of a line.
fn between(text: &str, before: Token, token: Token, indent: &str, dice: &mut Dice<'_>) -> String {
    let gap = &text[before.span.range().end..token.span.range().start];
    if token.kind == TokenKind::Comment {
        return gap.to_owned();
    }
    if before.kind == TokenKind::Comment {
        // What goes on behind a comment stays deeper than where its line begins.
        let ends = gap.rsplit_once('\n').map_or(gap, |(ends, _)| ends);
        return format!("{ends}\n{indent}  ");
    }
    let slice = |token: Token| &text[token.span.range()];
    if slice(before) == "," && dice.roll(3) == 0 {
        return format!(
            "{}\n{indent}{}",
            dice.pick(&["", " "]),
            dice.pick(&[" ", "\t  "])
        );
    }
    let needed = !gap.is_empty() && before.kind != TokenKind::Mark && token.kind != TokenKind::Mark;
    // `32.89,13.18` would be one number.
    match needed || slice(before) == "," {
        true => dice.pick(&[" ", "  ", "\t"]).to_owned(),
        false => dice.pick(&["", " ", "   "]).to_owned(),
    }
}

const NASTY: [&str; 26] = [
    "\t", "\r\n", "\r", "\0", "\u{202e}", "\u{200b}", "\u{feff}", "\u{2028}", "\u{a0}", "\u{85}",
    "\"", "\"\"\"", "#", ",", ":", ".", "[", "]", "“", "\\", "claim ", "\n", "\n  ", "\n      ",
    "1,000", "é",
];

/// A text with some of its bytes cut, doubled, moved or replaced.
pub fn spoilt(text: &str, dice: &mut Dice<'_>) -> String {
    let mut text = text.to_owned();
    for _ in 0..1 + dice.roll(6) {
        let (from, to) = stretch(&text, dice);
        match dice.roll(7) {
            0 => text.replace_range(from..to, ""),
            1 => {
                let double = text[from..to].to_owned();
                text.insert_str(to, &double);
            }
            2 => {
                let cut: String = text.drain(from..to).collect();
                let (at, _) = stretch(&text, dice);
                text.insert_str(at, &cut);
            }
            3 => text = text.replace('\n', "\r\n"),
            4 => text.truncate(to),
            _ => text.insert_str(from, dice.pick(&NASTY)),
        }
    }
    text
}

/// A short stretch of a text, between characters.
fn stretch(text: &str, dice: &mut Dice<'_>) -> (usize, usize) {
    let place = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(0)
    };
    let from = place(dice.roll(text.len() + 1).wrapping_mul(31) % (text.len() + 1));
    (from, place(from + dice.roll(12)))
}
