//! What a reader sees, as snapshots at three widths, and what must hold for any text.

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::report::samples::{self, Sample};

fn plain(sample: Sample, width: usize) -> String {
    let look = Look {
        width,
        colour: false,
    };
    render(&sample.analysis(), look)
}

macro_rules! at_three_widths {
    ($($name:ident),*) => { $(
        #[test]
        fn $name() {
            for width in [60, 80, 120] {
                let text = plain(samples::$name(), width);
                fits(&text, width);
                insta::assert_snapshot!(format!("{}_{width}", stringify!($name)), text);
            }
        }
    )* };
}

at_three_widths!(arrest, circle, plane, scripts, small, hostile, hub);

#[track_caller]
fn fits(text: &str, width: usize) {
    for line in text.lines() {
        assert!(line.width() <= width, "{} columns: {line}", line.width());
        assert_eq!(line.trim_end(), line, "white space at the end");
    }
}

#[test]
fn in_colour() {
    let look = Look {
        width: 100,
        colour: true,
    };
    insta::assert_snapshot!(render(&samples::plane().analysis(), look));
}

#[test]
fn colour_changes_nothing_but_colour() {
    for sample in [samples::arrest, samples::plane, samples::small] {
        let look = Look {
            width: 80,
            colour: true,
        };
        let coloured = render(&sample().analysis(), look);
        assert_eq!(strip(&coloured), plain(sample(), 80));
    }
}

/// Without the escape sequences for colour.
fn strip(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    out + rest
}

#[test]
fn nothing_that_a_terminal_obeys_comes_through() {
    let text = plain(samples::hostile(), 80);
    assert!(
        text.chars()
            .all(|c| c == '\n' || crate::report::is_visible(c))
    );
}

#[test]
fn nothing_checked_is_never_a_success() {
    let look = Look {
        width: 80,
        colour: false,
    };
    let mut empty = Sample::new(&[]).analysis();
    empty.summary = crate::analysis::Summary::default();
    assert_eq!(
        render(&empty, look),
        "Nothing was checked: no .claims file was found.\n"
    );
    empty.summary.files = 2;
    assert_eq!(
        render(&empty, look),
        "Nothing was checked: no claim was read in 2 files.\n"
    );
    let silent = Sample::new(&[("a.claims", "")]).analysis();
    let text = "1 source, 12 claims and 4 events in 1 file: no contradiction found.\n";
    assert_eq!(render(&silent, look), text);
}

mod any_diagnostic {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{
        Account, Chain, Code, Diagnostic, Label, Mark, More, Row, Said, Step, Table,
    };
    use crate::report::{is_visible, json};
    use crate::text::{File, FileId, Files, Location, Span};

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z ,]{0,60}",
            "[ -~\n\r\t\u{1b}\u{202e}\u{200d}é米ا\u{301}😀]{0,90}",
            "[a-z]{80,200}",
        ]
    }

    fn label() -> impl Strategy<Value = Label> {
        let optional = || proptest::option::of(text());
        (
            0..2_u32,
            0..120_u32,
            0..60_u32,
            optional(),
            optional(),
            optional(),
            text(),
        )
            .prop_map(|(file, start, length, source, speaker, passage, said)| {
                let span = Span {
                    start,
                    end: start + length,
                };
                let location = Location {
                    file: FileId(file),
                    span,
                };
                let claim = passage.as_ref().map(|_| location);
                Label::new(location, said).said_by(Said {
                    claim,
                    passage,
                    source,
                    speaker,
                    ..Said::default()
                })
            })
    }

    fn numbers() -> impl Strategy<Value = Vec<usize>> {
        vec(0..18_usize, 0..6)
    }

    fn chain() -> impl Strategy<Value = Chain> {
        let step = (proptest::option::of(0..18_usize), text());
        (
            numbers(),
            vec(step.prop_map(|(label, text)| Step { label, text }), 0..4),
        )
            .prop_map(|(labels, steps)| Chain { labels, steps })
    }

    fn account() -> impl Strategy<Value = Account> {
        (text(), vec(text(), 0..3), numbers()).prop_map(|(value, speakers, labels)| Account {
            value,
            sources: speakers.clone(),
            speakers,
            labels,
        })
    }

    fn table() -> impl Strategy<Value = Table> {
        let row = (text(), numbers(), text()).prop_map(|(open, labels, text)| Row {
            open,
            texts: labels.iter().map(|_| text.clone()).collect(),
            labels,
            alike: Vec::new(),
        });
        (text(), vec(row, 0..4), text()).prop_map(|(heading, rows, conclusion)| Table {
            heading,
            rows,
            more: More::AtLeast(3),
            conclusion,
        })
    }

    fn diagnostic() -> impl Strategy<Value = Diagnostic> {
        let parts = (
            proptest::sample::select(Code::ALL),
            text(),
            vec(label(), 0..16),
            vec(account(), 0..4),
            vec(chain(), 0..4),
            proptest::option::of(table()),
            vec(numbers(), 0..6),
            vec(text(), 0..3),
        );
        parts.prop_map(
            |(code, message, labels, accounts, chains, table, ways_out, sentences)| Diagnostic {
                marks: vec![Mark::SelfContradiction],
                labels,
                accounts,
                chains,
                table: table.map(Box::new),
                ways_out,
                premises: sentences.clone(),
                advice: sentences,
                ..Diagnostic::new(code, message)
            },
        )
    }

    fn analysis() -> impl Strategy<Value = Analysis> {
        (text(), text(), vec(diagnostic(), 0..3)).prop_map(|(one, two, diagnostics)| {
            let mut files = Files::default();
            files.add(File::new(one.clone(), two.repeat(2)));
            files.add(File::new("b.claims", one));
            Analysis {
                files,
                diagnostics,
                ..Analysis::default()
            }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn is_safe_to_show_and_fits(analysis in analysis(), width in 60..130_usize, colour: bool) {
            let text = render(&analysis, Look { width, colour });
            let text = if colour { strip(&text) } else { text };
            for line in text.lines() {
                let safe = line.chars().all(|c| is_visible(c) || c == '\u{200d}');
                prop_assert!(safe, "{line:?}");
                let place = line.contains("╭─[");
                prop_assert!(place || line.width() <= width, "{} > {width}: {line}", line.width());
            }
            let json = json::render(&analysis);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        }
    }
}
