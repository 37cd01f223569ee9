//! Many scripts, hostile text, very many sources.

use super::{Sample, by};
use crate::diagnostic::{Account, Chain, Code, Diagnostic, Label, Step};
use crate::text::{FileId, Location, Span};

/// Names in three scripts.
pub(in crate::report) fn scripts() -> Sample {
    let sample = Sample::new(&[
        (
            "وكالة.claims",
            "claim \"في روما\" by \"أسامة نجيم\"\n  meeting: place روما, agent نجيم\n",
        ),
        (
            "агентство.claims",
            "claim \"встреча в Турине\"\n  meeting: place турин, agent наджим\n",
        ),
        (
            "通讯社.claims",
            "claim \"会议在米兰举行\"\n  meeting: place 米兰, agent 奥萨马\n",
        ),
    ]);
    let mut quarrel = Diagnostic::new(
        Code::ValueConflict,
        "where \"会议 / встреча / اجتماع\" happened",
    );
    quarrel.about = "meeting.place".to_owned();
    quarrel.labels = vec![
        by(
            sample.claim(0, "في روما", "place روما", "روما"),
            "أسامة نجيم",
        ),
        sample.claim(1, "встреча в Турине", "place турин", "Турин, in Italy"),
        sample.claim(2, "会议在米兰举行", "place 米兰", "米兰 (Milan)"),
    ];
    quarrel.accounts = ["روما", "Турин", "米兰"]
        .iter()
        .enumerate()
        .map(|(at, value)| Account {
            value: (*value).to_owned(),
            sources: Vec::new(),
            speakers: Vec::new(),
            labels: vec![at],
        })
        .collect();
    quarrel.ways_out = vec![vec![0, 1], vec![0, 2], vec![1, 2]];
    sample.with(quarrel)
}

/// Text that wants to do harm, and lines that are far too long.
pub(in crate::report) fn hostile() -> Sample {
    let long = "x".repeat(3000);
    let text = format!(
        "claim \"\u{1b}[31mred \u{202e}gnorw\u{202c} \u{200b}hidden\"\n\tmeeting:\tplace \u{202e}rome, agent \u{7}bell\n# {long}\n  meeting: agent {long}, place rome, on 2025-01-19\n"
    );
    let sample = Sample::new(&[("evil\u{1b}]0;title\u{7}.claims", text.as_str())]);
    let mut quarrel = Diagnostic::new(
        Code::ValueConflict,
        "where \"\u{1b}[2J\u{202e}meeting\" happened",
    );
    let mut first = sample.claim(
        0,
        "\u{1b}[31mred \u{202e}gnorw\u{202c} \u{200b}hidden",
        "place \u{202e}rome",
        "\u{1b}[5mblinking",
    );
    first.said_mut().source = Some("evil\u{9b}source".to_owned());
    let mut second = Label::new(
        sample.find(0, "x, place", "place rome"),
        "Rome\nand a second line",
    );
    second.said_mut().speaker = Some("some\u{2066}body".to_owned());
    let whole = Label::new(
        sample.find(0, "  meeting: agent", &format!("agent {long}")),
        "the whole of a very long line",
    );
    let beyond = Label::new(
        Location {
            file: FileId(0),
            span: Span::new(99_999, 100_000),
        },
        "a place behind the end",
    );
    quarrel.labels = vec![first, second, whole, beyond];
    quarrel.ways_out = vec![vec![0], vec![1, 7]];
    quarrel.chains = vec![Chain {
        labels: vec![0, 9],
        steps: vec![Step {
            label: Some(12),
            text: "\u{1b}[0m".to_owned(),
        }],
    }];
    sample.with(quarrel)
}

/// A hub: very many sources in two accounts.
pub(in crate::report) fn hub() -> Sample {
    let files: Vec<(String, String)> = (0..400_usize)
        .map(|number| {
            let value = if number.is_multiple_of(7) {
                "rome"
            } else {
                "turin"
            };
            (
                format!("s{number:03}.claims"),
                format!("claim \"it was in {value}\"\n  meeting: place {value}\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let sample = Sample::new(&files);
    let mut quarrel = Diagnostic::new(Code::ValueConflict, "where \"They meet\" happened");
    let value = |number: usize| {
        if number.is_multiple_of(7) {
            "rome"
        } else {
            "turin"
        }
    };
    quarrel.labels = (0..400_usize)
        .map(|number| {
            let value = value(number);
            sample.claim(
                number as u32,
                &format!("it was in {value}"),
                &format!("place {value}"),
                value,
            )
        })
        .collect();
    quarrel.accounts = ["rome", "turin"]
        .iter()
        .map(|&name| Account {
            value: name.to_owned(),
            sources: Vec::new(),
            speakers: Vec::new(),
            labels: (0..400).filter(|&number| value(number) == name).collect(),
        })
        .collect();
    quarrel.ways_out = quarrel
        .accounts
        .iter()
        .map(|account| account.labels.clone())
        .collect();
    sample.with(quarrel)
}
