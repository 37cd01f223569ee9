//! Tables as people leave them: a generator that knows which of its rows are right, and what each of these says.

use belie::diagnostic::Severity;
use belie::exchange::{Form, Mapping};

use crate::support::Case;
use crate::support::rows::{export, import};

/// The same numbers for the same seed, on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'p>(&mut self, of: &[&'p str]) -> &'p str {
        of[self.roll(of.len())]
    }
}

/// What passages are made of.
const PIECES: [&str; 24] = [
    "word",
    "\"quoted\"",
    "'",
    "\n",
    "\r\n",
    "#",
    "=1+1",
    "@x",
    "-",
    "a;b",
    "a,b",
    "\t",
    "\\",
    "\u{202e}",
    "\u{200b}",
    "\u{1b}[2J",
    "“curly”",
    "العربية",
    "e\u{301}",
    "🙂",
    "  ",
    "claim",
    "source x",
    "\"\"\"",
];

/// A row that is right has the values of its cells; every other has bytes that are wrong in some way.
enum Line {
    Right {
        source: String,
        passage: String,
        on: String,
    },
    Wrong(Vec<u8>),
}

fn passage(dice: &mut Dice, number: usize) -> String {
    let mut text = format!("p{number}x ");
    for _ in 0..dice.roll(6) {
        text.push_str(dice.pick(&PIECES));
    }
    text
}

fn line(dice: &mut Dice, number: usize) -> Line {
    let source = ["gazette", "The Courier", "Wire #1", "Ναυτικά"][dice.roll(4)].to_owned();
    if dice.roll(10) > 0 {
        let passage = passage(dice, number);
        let on = dice
            .pick(&[
                "2025-01-19",
                "Saturday 2025-01-18",
                "2025-01",
                " about 2025 ",
                "",
                "[2025,2026]",
            ])
            .to_owned();
        return Line::Right {
            source,
            passage,
            on,
        };
    }
    Line::Wrong(match dice.roll(6) {
        0 => b"gazette,caf\xe9,e,\n".to_vec(),
        1 => b",no source,e,\n".to_vec(),
        2 => b"gazette,bad time,e,15.3.2019\n".to_vec(),
        3 => b"gazette,bad day,e,Wensday\n".to_vec(),
        4 => b"gazette,too many,e,,,,9\n".to_vec(),
        _ => b"gazette,\"no day\",e,9pm\n".to_vec(),
    })
}

fn cell(text: &str, separator: char) -> String {
    // Half of what people use quotes more than it needs to.
    let quote = text.contains(['"', '\n', '\r', separator]) || text.len().is_multiple_of(2);
    if quote {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Makes a table, imports it, and compares what came of it with what is known of it.
pub fn check(seed: u64, rows: usize) {
    let mut dice = Dice(seed);
    let separator = [',', ';', '\t'][dice.roll(3)];
    let end = dice.pick(&["\n", "\r\n"]);
    let mut table: Vec<u8> = dice.pick(&["", "\u{feff}"]).into();
    let mut at = 1;
    if dice.roll(2) == 0 {
        table.extend(format!("sep={separator}{end}").bytes());
        at += 1;
    }
    let header = ["Source", " passage ", "EVENT", "on"].join(&separator.to_string());
    table.extend(format!("{header}{end}").bytes());
    at += 1;
    let mut right = Vec::new();
    let mut wrong = Vec::new();
    for number in 0..rows {
        let text = match line(&mut dice, number) {
            Line::Right {
                source,
                passage,
                on,
            } => {
                let cells = [&*source, &*passage, "e", &*on].map(|text| cell(text, separator));
                right.push((source, passage));
                (cells.join(&separator.to_string()) + end).into_bytes()
            }
            Line::Wrong(bytes) => {
                wrong.push(at);
                let swap = |byte| {
                    if byte == b',' {
                        u8::try_from(separator).unwrap()
                    } else {
                        byte
                    }
                };
                bytes.into_iter().map(swap).collect()
            }
        };
        at += lines(&text);
        table.extend(text);
        if dice.roll(40) == 0 {
            table.extend(end.bytes());
            at += 1;
        }
    }
    compare(&table, &right, &wrong);
}

/// How many lines a text has: a carriage return with a line feed behind it ends one.
fn lines(text: &[u8]) -> u64 {
    u64::try_from(text.iter().filter(|&&byte| byte == b'\n').count()).unwrap()
}

fn compare(table: &[u8], right: &[(String, String)], wrong: &[u64]) {
    let (memory, found) = import(table, Form::Csv, &Mapping::default());
    let told: Vec<u64> = memory.wrong.iter().map(|(line, _)| *line).collect();
    assert_eq!(
        told,
        wrong,
        "{:?}",
        memory.wrong.iter().find(|(line, _)| !wrong.contains(line))
    );
    assert_eq!(found.unwrap().claims, u64::try_from(right.len()).unwrap());
    // Every file is laid out as it would be by hand.
    for text in memory.files.values() {
        assert_eq!(&belie::format::format(text), text);
    }
    let mut case = Case::one("event e: attack \"E\"\n");
    case.files.extend(memory.files);
    let analysis = case.check();
    let mistakes = analysis
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Mistake);
    // Marks that turn the writing are told of: they come from the table.
    let first = mistakes
        .map(|one| (one.code.id(), &one.message))
        .find(|(id, _)| *id != "reordered-text");
    assert_eq!(first, None);
    assert_eq!(analysis.summary.claims, right.len());
    assert_eq!(analysis.summary.sources, 4);
    // Every passage stands there with its source: word for word, and exactly where it can be.
    let rows = String::from_utf8(export(&case, Form::JsonLines)).unwrap();
    let rows = rows.lines().map(|row| serde_json::from_str(row).unwrap());
    let claims: Vec<serde_json::Value> = rows
        .filter(|row: &serde_json::Value| row["record"] == "claim")
        .collect();
    let mut found: Vec<(String, &str)> = claims
        .iter()
        .map(|claim| {
            (
                id(claim["source"].as_str().unwrap()),
                claim["passage"].as_str().unwrap(),
            )
        })
        .collect();
    let mut expected: Vec<(String, &str)> = right
        .iter()
        .map(|(source, passage)| (id(source), passage.as_str()))
        .collect();
    found.sort_by_key(|(_, passage)| words(passage));
    expected.sort_by_key(|(_, passage)| words(&without_controls(passage)));
    for ((source, passage), (said, says)) in found.iter().zip(&expected) {
        let says = without_controls(says);
        assert_eq!((source, words(passage)), (said, words(&says)));
        if !says.contains('\n') {
            assert_eq!(*passage, says);
        }
    }
}

/// Control characters are left out.
fn without_controls(text: &str) -> String {
    let is_meant = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    text.chars().filter(is_meant).collect()
}

/// What a name has in common with the id that is made of it.
fn id(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
