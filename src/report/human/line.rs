//! One line of a file as it is shown: made visible, cut to the room there is, with its marked stretches where they now stand.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::text::{Shown, floor_char_boundary, shown};

/// How many columns before the first mark stay when a line is cut.
const LEAD: usize = 16;

/// So many bytes on either side of the first mark are looked at, and four for each column: more than fill the room, unless they are
/// signs without a width.
const LOOKED_AT: usize = 1024;

/// A line ready to show.
pub(super) struct ShownLine {
    pub(super) text: String,
    /// The marked stretches, as bytes of `text`; none of them is empty.
    pub(super) marks: Vec<Range<usize>>,
}

impl ShownLine {
    /// The column in which a mark's label hangs: the middle of the mark.
    pub(super) fn hook(&self, mark: &Range<usize>) -> usize {
        let width = |part: &str| {
            part.chars()
                .filter_map(UnicodeWidthChar::width)
                .sum::<usize>()
        };
        let start = width(&self.text[..mark.start]);
        start + width(&self.text[mark.clone()]) / 2
    }
}

/// A character of the line: where it came from and how it is shown.
struct Cell {
    at: usize,
    text: String,
    width: usize,
}

/// Shows a line with some stretches of it (in bytes) marked, in at most `room` columns; the first mark begins at most
/// `latest_start` columns from the left.
pub(super) fn show(
    line: &str,
    marked: &[Range<usize>],
    room: usize,
    latest_start: usize,
) -> ShownLine {
    let near = near(line, marked, room);
    let cells = cells(&line[near.clone()]);
    let within = |at: usize| at.clamp(near.start, near.end) - near.start;
    let marked = marked
        .iter()
        .map(|mark| in_cells(&cells, &(within(mark.start)..within(mark.end))));
    let marked: Vec<Range<usize>> = marked.collect();
    let first = marked.iter().map(|mark| mark.start).min().unwrap_or(0);
    let from = cut_left(&cells, first, room, latest_start);
    let from = from.max(usize::from(near.start > 0));
    assemble(&cells, from, &marked, room, near.end < line.len())
}

/// What of a line is looked at: of a long one not more than there may be room for around the first mark, as it may be shown for each of
/// thousands of marks.
fn near(line: &str, marked: &[Range<usize>], room: usize) -> Range<usize> {
    let reach = LOOKED_AT + 4 * room;
    let first = marked.iter().map(|mark| mark.start).min().unwrap_or(0);
    let start = floor_char_boundary(line, first.saturating_sub(reach));
    let end = floor_char_boundary(line, first.saturating_add(reach));
    start..end
}

/// The characters of a line and a space behind them, at which a place behind the line's end points.
fn cells(line: &str) -> Vec<Cell> {
    let end = Cell {
        at: line.len(),
        text: String::from(" "),
        width: 1,
    };
    shown(line)
        .map(|(at, shown)| {
            let text = match shown {
                Shown::Plain(c) => c.to_string(),
                Shown::Spelt(escape) => escape,
            };
            let width = text.chars().filter_map(UnicodeWidthChar::width).sum();
            Cell { at, text, width }
        })
        .chain([end])
        .collect()
}

/// The cells of a stretch of bytes: at least one.
fn in_cells(cells: &[Cell], mark: &Range<usize>) -> Range<usize> {
    let start = cells
        .partition_point(|cell| cell.at <= mark.start)
        .saturating_sub(1);
    let end = cells.partition_point(|cell| cell.at < mark.end);
    start..end.max(start + 1)
}

fn width(cells: &[Cell]) -> usize {
    cells.iter().map(|cell| cell.width).sum()
}

/// The number of the first cell to show: the beginning of a word at most [`LEAD`] columns before the first mark, where the
/// line needs a cut.
fn cut_left(cells: &[Cell], first: usize, room: usize, latest_start: usize) -> usize {
    let before = width(&cells[..first]);
    let fits = width(cells) <= room || before + LEAD.min(latest_start) <= room / 2;
    if fits && before <= latest_start {
        return 0;
    }
    let mut from = first;
    let mut kept = 0;
    while from > 0 && kept + cells[from - 1].width <= LEAD.min(latest_start) {
        from -= 1;
        kept += cells[from].width;
    }
    let word = (from..first).find(|&at| at > 0 && cells[at - 1].text == " ");
    word.unwrap_or(first)
}

/// The cells from one on, as many as there is room for, with the marks where they now stand. A mark that is cut off points at
/// the sign of the cut.
fn assemble(
    cells: &[Cell],
    from: usize,
    marked: &[Range<usize>],
    room: usize,
    goes_on: bool,
) -> ShownLine {
    let mut text = String::from(if from > 0 { "… " } else { "" });
    let lead = if from > 0 { 2 } else { 0 };
    let whole = !goes_on && lead + width(&cells[from..]) <= room;
    let room = if whole { room } else { room.saturating_sub(2) };
    let mut used = lead;
    let mut starts = Vec::new();
    for cell in &cells[from..] {
        if used + cell.width > room {
            break;
        }
        starts.push(text.len());
        text.push_str(&cell.text);
        used += cell.width;
    }
    starts.push(text.len());
    if !whole {
        text.push_str(" …");
    }
    let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
    let place = |cell: usize| starts.get(cell.saturating_sub(from)).copied();
    let settle = |mark: &Range<usize>| match (place(mark.start), place(mark.end)) {
        (Some(start), Some(end)) if start < end => start..end,
        (Some(start), None) if start < last => start..starts.last().copied().unwrap_or(last),
        _ => last..text.len(),
    };
    let marks = marked.iter().map(settle).collect();
    ShownLine { marks, text }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;

    fn marked(shown: &ShownLine) -> Vec<&str> {
        shown
            .marks
            .iter()
            .map(|mark| &shown.text[mark.clone()])
            .collect()
    }

    #[test]
    fn a_line_that_fits_stays() {
        let shown = show("  release: on 2025-01-21", &[11..24], 60, usize::MAX);
        assert_eq!(shown.text.trim_end(), "  release: on 2025-01-21");
        assert_eq!(marked(&shown), ["on 2025-01-21"]);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_at_words() {
        let line = format!("{} place rome, {}", "word ".repeat(40), "more ".repeat(40));
        let at = line.find("place").unwrap();
        let shown = show(&line, &[at..at + 10], 40, usize::MAX);
        assert!(shown.text.starts_with("… word"), "{}", shown.text);
        assert!(shown.text.ends_with(" …"), "{}", shown.text);
        assert_eq!(marked(&shown), ["place rome"]);
    }

    #[test]
    fn of_a_line_of_any_length_what_is_near_is_shown() {
        let line = format!(
            "{} place röme, {}",
            "wörd ".repeat(9_000),
            "möre ".repeat(9_000)
        );
        let at = line.find("place").unwrap();
        let shown = show(
            &line,
            &[at..at + 11, line.len() - 5..line.len()],
            40,
            usize::MAX,
        );
        assert!(shown.text.starts_with("… wörd"), "{}", shown.text);
        assert!(shown.text.ends_with(" …"), "{}", shown.text);
        assert_eq!(marked(&shown), ["place röme", "…"]);
    }

    #[test]
    fn marks_move_with_what_is_spelt_out() {
        let line = "\u{202e}\t名 x";
        let at = line.find('x').unwrap();
        let shown = show(line, &[at..at + 1], 60, usize::MAX);
        assert_eq!(marked(&shown), ["x"]);
        assert_eq!(shown.hook(&shown.marks[0]), "\\u{202e} ".len() + 2 + 1);
    }

    #[test]
    fn a_place_behind_the_end_is_a_space() {
        assert_eq!(marked(&show("abc", &[3..3], 60, usize::MAX)), [" "]);
        assert_eq!(marked(&show("", &[0..0], 60, usize::MAX)), [" "]);
    }
}
