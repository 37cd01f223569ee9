//! Edits of what is declared, as a writer makes them: titles, dates, labels, aliases, what lies in what; declarations that come, go,
//! move, stand twice, or are half written.

use crate::dice::Dice;
use crate::support::Case;

/// Claims that name people and places in every way in which they can be named, so that what is declared of them matters.
pub const NAMING: [&str; 8] = [
    "claim \"n1\" by \"Ben Okoro\"\n  arrest_0: patient \"Anna Kruse\", place \"Turin\", on 2025-01-09\n",
    "claim \"n2\" by ben via \"Carl\"\n  flight_0: patient anna, destination \"Libya\"\n  anna.custody: at_liberty, since flight_0\n",
    "claim \"n3\" by carl told 2025-01-15\n  arrest_1: patient carl, place hotel, on Friday\n  carl.residence: \"italy\"\n",
    "claim \"n4\" by \"Carl\"\n  trial: place \"a  Hotel in turin\", patient anna, after arrest_0\n",
    "claim \"n5\"\n  flight_1: means \"a jet\", patient anna, on Monday morning\n  siege_0.deaths: 9\n",
    "claim \"n6\" by weekly_0\n  release_0: patient anna, place hotel, on 2025-01-09, reason trial\n",
    "claim \"n7\"\n  doubt trial\n  anna.custody: freed, as of yesterday\n",
    "claim \"n8\" via anna\n  arrest_0: patient anna, place libya, on 2025-01-09T12:00\n  arrest_1: patient anna, place turin, on 2025-01-09T12:10\n",
];

const LABELS: [&str; 8] = [
    "Anna Kruse",
    "Ben Okoro",
    "Turin",
    "Libya",
    "Carl",
    "a jet",
    "A Hotel in Turin",
    "Ana Kruse",
];

/// Lines that may come to stand anywhere.
const ENTRIES: [&str; 20] = [
    "person carl \"Carl\"\n",
    "person carl \"Ben Okoro\"\n  alias \"Carl\"\n",
    "org carl \"Carl\"\n",
    "org press \"The Press\"\n",
    "person anna \"Another Anna\"\n",
    "place hotel2 \"a hotel in Turin\" in turin, libya\n",
    "place rome \"Rome\" in italy at 41.9, 12.5\n",
    "place oslo \"Oslo\" at 59.9, 10.7\n",
    "term chartered \"a chartered plane\" is army_plane, jet\n",
    "term freed \"set free\" is at_liberty\n",
    "event trial: hearing \"The trial\"\n",
    "event trial: arrest of arrest_0 \"The trial\"\n",
    "event arrest_0: attack \"Not the arrest\"\n",
    "event anna: birth \"The birth\"\n",
    "source daily_0 \"Again\"\n",
    "source blog \"A blog\"\n  published 2025-01-10\n",
    "dispute arrest_0.place\n  reason \"asked both\"\n",
    "kind raid \"A raid\"\n  role patient: person, present\n",
    "event trial: detention \"The trial\"\n",
    "kind hearing\n  keeps patient.custody: in_custody\n",
];

/// Lines that may come to stand below an entry.
const BELOW: [&str; 20] = [
    "  alias \"Carl\"\n",
    "  alias \"Turin\", \"Ben Okoro\"\n",
    "  alias \"a jet\"\n",
    "  distinct from ben\n",
    "  published 2025-01-12\n",
    "  published 2025-01\n",
    "  published Friday 2025-01-12\n",
    "  zone \"Asia/Kabul\"\n",
    "  zone \"Europe/Rome\"\n",
    "  zone \"Nowhere\"\n",
    "  calendar julian\n",
    "  by ben\n",
    "  by carl\n",
    "  by \"Anna Kruse\"\n",
    "  cites weekly_0\n",
    "  cites daily_0, blog\n",
    "  publisher \"The Press\"\n",
    "  text \"daily.txt\"\n",
    "  text \"weekly.txt\"\n",
    "  text \"gone.txt\"\n",
];

/// What stands behind the label of a declaration.
const BEHIND: [&str; 9] = [
    " in italy",
    " in libya",
    " in turin",
    " in hotel",
    " is plane",
    " is jet, army_plane",
    " is at_liberty",
    " at 45.07, 7.69",
    " at 32.9, 13.2",
];

const KINDS: [&str; 7] = [
    "arrest", "release", "transfer", "hearing", "birth", "death", "nothing",
];

/// The texts that sources may name.
pub const TEXTS: [(&str, &str); 2] = [
    ("daily.txt", "passage 1 and n1 n2 n3"),
    ("weekly.txt", "passage 2, passage 3 and n4 n5"),
];

/// One edit of what is declared. The file that it is made in.
pub fn edit(case: &mut Case, dice: &mut Dice<'_>) -> String {
    let paths: Vec<String> = case
        .files
        .keys()
        .filter(|path| path.ends_with(".claims"))
        .cloned()
        .collect();
    let path = dice.pick(&paths).clone();
    let mut lines: Vec<String> = case.files[&path]
        .split_inclusive('\n')
        .map(str::to_owned)
        .collect();
    let heads: Vec<usize> = (0..lines.len())
        .filter(|&at| declares(&lines[at]))
        .collect();
    let at = match heads.is_empty() {
        true => 0,
        false => *dice.pick(&heads),
    };
    let anywhere = dice.roll(lines.len() + 1);
    if heads.is_empty() || dice.once_in(3) {
        come(&mut lines, (at, anywhere, heads.is_empty()), dice);
    } else if dice.once_in(4) {
        go(&mut lines, at, anywhere, dice);
    } else {
        lines[at] = other(&lines[at], dice);
    }
    case.files.insert(path.clone(), lines.concat());
    path
}

fn declares(line: &str) -> bool {
    let heads = [
        "person ",
        "org ",
        "place ",
        "term ",
        "event ",
        "source ",
        "kind ",
        "dispute ",
        "  published",
        "  alias",
        "  text",
    ];
    heads.iter().any(|head| line.starts_with(head))
}

/// An entry or a line of one comes, whole or half typed.
fn come(lines: &mut Vec<String>, (at, anywhere, empty): (usize, usize, bool), dice: &mut Dice<'_>) {
    let (at, new) = match dice.roll(3) {
        0 | 1 if !empty => (at + 1, *dice.pick(&BELOW)),
        2 => (if empty { anywhere } else { at }, *dice.pick(&ENTRIES)),
        _ => (anywhere, *dice.pick(&ENTRIES)),
    };
    let new = match dice.once_in(4) {
        true => half(new, dice),
        false => new.to_owned(),
    };
    let at = at.min(lines.len());
    lines.insert(at, new);
}

/// A line goes, stands twice, or moves.
fn go(lines: &mut Vec<String>, at: usize, anywhere: usize, dice: &mut Dice<'_>) {
    let line = lines[at].clone();
    match dice.roll(3) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(anywhere.min(lines.len()), line),
        _ => {
            lines.remove(at);
            lines.insert(anywhere.min(lines.len()), line);
        }
    }
}

/// A line with something else in it.
fn other(line: &str, dice: &mut Dice<'_>) -> String {
    let body = line.trim_end();
    let changed = match dice.roll(8) {
        0 | 1 => relabelled(body, dice),
        2 => format!("{body}{}", dice.pick(&BEHIND)),
        3 => match body
            .rsplit_once(" in ")
            .or_else(|| body.rsplit_once(" is "))
            .or_else(|| body.rsplit_once(" at "))
        {
            Some((head, _)) => head.to_owned(),
            None => relabelled(body, dice),
        },
        4 => match body.split_once(": ") {
            Some((head, rest)) if head.starts_with("event ") => {
                let rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
                format!("{head}: {} {rest}", dice.pick(&KINDS))
            }
            _ => body.replacen(['1', '2'], "3", 1),
        },
        5 => body.replacen(['a', 'e', 'i'], "o", 1),
        6 => body.replacen(['1', '2', '4'], "3", 2),
        _ => half(body, dice),
    };
    match dice.once_in(12) {
        // Broken: moved from the margin, or joined with the next line.
        true => format!(" {changed}\n"),
        false => format!("{changed}\n"),
    }
}

fn relabelled(line: &str, dice: &mut Dice<'_>) -> String {
    let parts: Vec<&str> = line.splitn(3, '"').collect();
    match parts.as_slice() {
        [head, _, rest] => format!("{head}\"{}\"{rest}", dice.pick(&LABELS)),
        _ => format!("{line} \"{}\"", dice.pick(&LABELS)),
    }
}

fn half(text: &str, dice: &mut Dice<'_>) -> String {
    let count = dice.roll(text.chars().count().max(1));
    text.chars().take(count).chain(['\n']).collect()
}
