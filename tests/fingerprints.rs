//! Fingerprints are made of what claims say: layout, order and names of files leave them, everything that is said changes them.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use belie::diagnostic::{Diagnostic, Fingerprint, Label};
use proptest::prelude::*;
use support::Case;

/// The quarrels of a case by id and name.
type Seen = BTreeMap<(&'static str, String), Fingerprint>;

fn seen(case: &Case) -> Seen {
    let analysis = case.check();
    let quarrels = analysis.diagnostics.iter();
    quarrels
        .filter_map(|one| Some(((one.code.id(), one.about.clone()), one.fingerprint?)))
        .collect()
}

fn libya() -> Case {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases/libya");
    let mut case = Case::default();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "claims")
        {
            let name = path.file_name().unwrap().to_str().unwrap();
            case = case.with(name, &std::fs::read_to_string(&path).unwrap());
        }
    }
    case
}

/// Does something to everything that stands neither in quotation marks nor in a comment.
fn outside(text: &str, change: impl Fn(&str) -> String) -> String {
    let mut changed = String::new();
    for line in text.split_inclusive('\n') {
        let (line, comment) = match line.trim_start().starts_with('#') {
            true => ("", line),
            false => (line, ""),
        };
        for (at, part) in line.split('"').enumerate() {
            let quote = if at == 0 { "" } else { "\"" };
            changed.push_str(quote);
            changed.push_str(&if at % 2 == 0 {
                change(part)
            } else {
                part.to_owned()
            });
        }
        changed.push_str(comment);
    }
    changed
}

/// The claims of each source in the opposite order; everything else as it is.
fn reversed(text: &str) -> String {
    let mut parts = text.split("\nclaim");
    let head = parts.next().unwrap().to_owned();
    let mut claims: Vec<&str> = parts.collect();
    claims.reverse();
    let one = |claim: &&str| format!("\nclaim{claim}\n");
    head + "\n" + &claims.iter().map(one).collect::<String>()
}

fn laid_out(text: &str, layout: u8) -> String {
    match layout {
        0 => outside(text, |part| part.replace(", ", " ,   ")),
        1 => outside(text, |part| part.replace(", ", ",\n          ")),
        2 => outside(text, |part| {
            part.replace(", ", ", # so, it seems\n          ")
        }),
        3 => outside(text, |part| part.replace('\n', "  # a note: \"x\n")),
        4 => text.replace('\n', "\r\n"),
        5 => reversed(text),
        6 => outside(text, |part| part.replace(": ", " :")),
        _ => text.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn layout_order_and_files_leave_them(
        layouts in proptest::collection::vec(0..8_u8, 6),
        names in Just((0..6).collect::<Vec<u8>>()).prop_shuffle(),
        joined: bool,
        unrelated: bool,
    ) {
        let case = libya();
        let mut other = Case::default();
        let mut all = BTreeMap::new();
        for ((text, layout), name) in case.files.values().zip(layouts).zip(names) {
            all.insert(name, laid_out(text, layout));
        }
        if joined {
            let texts: Vec<_> = all.into_values().collect();
            other = other.with("all.claims", &texts.join("\n"));
        } else {
            for (name, text) in all {
                other = other.with(&format!("{name}.claims"), &text);
            }
        }
        if unrelated {
            other = other.with("0/flood.claims", UNRELATED);
        }
        prop_assert_eq!(seen(&case), seen(&other));
    }
}

const UNRELATED: &str = "event flood_derna: flood \"The flood\"\nsource aaa \"A log\"\n  published 2023-09-12\n\n\
                         claim \"the dams broke\"\n  flood_derna: on 2023-09-10, agent libya_storm\nperson libya_storm\n";

/// What is done to a claim.
type Change = fn(&str) -> String;

const CHANGES: [(&str, Change); 4] = [
    ("passage", |claim| claim.replacen('"', "\"now ", 1)),
    ("hedge", |claim| {
        let bare = claim.replacen(" reportedly", "", 1);
        if bare == claim {
            claim.replacen("claim", "claim rumoured", 1)
        } else {
            bare
        }
    }),
    ("speaker", |claim| {
        let (head, rest) = claim.split_once('\n').unwrap_or((claim, ""));
        format!("{head} via \"somebody else\"\n{rest}")
    }),
    ("withdrawn", |_| "# withdrawn\n".to_owned()),
];

/// The case with one claim changed.
fn changed(case: &Case, path: &str, at: usize, change: Change) -> Case {
    let text = &case.files[path];
    let end = text[at + 1..]
        .find("\nclaim")
        .map_or(text.len(), |end| at + 1 + end + 1);
    let text = format!("{}{}{}", &text[..at], change(&text[at..end]), &text[end..]);
    case.clone().with(path, &text)
}

/// The claims that a quarrel holds against each other: those that only date a state count by the times they leave open.
fn held(quarrel: &Diagnostic) -> Vec<&Label> {
    let in_accounts: Vec<usize> = quarrel
        .accounts
        .iter()
        .flat_map(|one| one.labels.clone())
        .collect();
    let labels = quarrel.labels.iter().enumerate();
    labels
        .filter(|(at, _)| in_accounts.is_empty() || in_accounts.contains(at))
        .map(|(_, label)| label)
        .collect()
}

#[test]
fn every_claim_in_a_quarrel_counts() {
    let case = libya();
    let analysis = case.check();
    let before = seen(&case);
    let mut tried = 0;
    for quarrel in analysis
        .diagnostics
        .iter()
        .filter(|one| one.fingerprint.is_some())
    {
        for label in held(quarrel) {
            let claim = label.said().claim.unwrap();
            let path = &analysis.files.get(claim.file).path;
            for (name, change) in CHANGES {
                let other = changed(&case, path, claim.span.start as usize, change);
                let key = (quarrel.code.id(), quarrel.about.clone());
                let after = seen(&other);
                let same = after.get(&key) == before.get(&key);
                assert!(
                    !same,
                    "{name} of {path}: {:?} leaves {key:?}",
                    label.said().passage
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "only {tried} changes were tried");
}

#[test]
fn every_value_and_time_counts() {
    for (path, from, to, about) in [
        (
            "cicc.claims",
            "on 2025-01-19",
            "on 2025-01-20",
            "arrest_turin",
        ),
        (
            "freedom_united.claims",
            "within 48 hours",
            "within 47 hours",
            "arrest_turin",
        ),
        (
            "freedom_united.claims",
            "means private_jet",
            "including means private_jet",
            "return_flight.means",
        ),
        (
            "libya_review.claims",
            "since 2015",
            "since 2014",
            "najim.post",
        ),
        (
            "justice_info.claims",
            "on 2025-12-01",
            "on about 2025-12-01",
            "hishri_appearance",
        ),
        (
            "bbc.claims",
            "published 2025-01-23",
            "published 2025-01-30",
            "arrest_turin",
        ),
    ] {
        let case = libya();
        let text = case.files[path].replacen(from, to, 1);
        assert_ne!(text, case.files[path], "{from} in {path}");
        let of = |case: &Case| -> Vec<_> {
            seen(case)
                .into_iter()
                .filter(|((_, name), _)| name == about)
                .collect()
        };
        assert_ne!(
            of(&case),
            of(&case.clone().with(path, &text)),
            "{from} -> {to}"
        );
    }
}

/// A hundred sources on each of two days make ten thousand chains, of which a dozen are listed.
#[test]
fn what_is_not_listed_counts() {
    let mut text = String::from("event raid: attack \"The raid\"\n");
    for source in 0..200 {
        let day = 1 + source % 2;
        text.push_str(&format!(
            "source s{source} \"S\"\n  published 2001-01-05\nclaim \"so\"\n  raid: on 2001-01-0{day}\n"
        ));
    }
    let all = seen(&Case::one(&text));
    assert_eq!(all.len(), 1);
    for source in [0, 57, 120, 199] {
        let name = format!("source s{source} \"S\"\n  published 2001-01-05\nclaim \"so\"");
        let other = text.replace(&name, &name.replace("so\"", "so it was\""));
        assert_ne!(other, text);
        assert_ne!(seen(&Case::one(&other)), all, "s{source}");
    }
    let mut sources: Vec<&str> = text.split_inclusive("source").collect();
    sources[1..200].reverse();
    let turned = sources.concat();
    assert_eq!(seen(&Case::one(&turned)), all);
}

/// Thirty sources on thirty days: the chains are too many to be all known.
#[test]
fn what_is_not_even_found_counts() {
    let text: String = (0..30)
        .map(|source| {
            let day = 1 + source;
            format!(
                "source s{source} \"S\"\n  published 2001-01-31\nclaim \"so\"\n  raid: on 2001-01-{day:02}\n"
            )
        })
        .collect();
    let raid = "event raid: attack \"The raid\"\n";
    let all = seen(&Case::one(&format!("{raid}{text}")));
    assert_eq!(all.len(), 1);
    for day in 1..=30 {
        let other = text.replace(&format!("01-{day:02}\n"), &format!("01-{day:02}?\n"));
        assert_ne!(other, text);
        assert_ne!(seen(&Case::one(&format!("{raid}{other}"))), all, "{day}");
    }
    let mut sources: Vec<String> = text
        .split("source")
        .skip(1)
        .map(|one| format!("source{one}"))
        .collect();
    sources.reverse();
    let turned = Case::one(&format!("{}{raid}", sources.concat()));
    assert_eq!(seen(&turned), all);
}

/// Two papers with the highest toll, and a lower one later: which of the two is held against it does not hang on their order.
#[test]
fn ties_do_not_hang_on_the_order_of_files() {
    let source = |name: &str, day: u8, dead: u8| {
        format!(
            "source {name} \"S\"\n  published 2001-01-31\nclaim \"so\"\n  quake.deaths: {dead}, as of 2001-01-{day:02}\n"
        )
    };
    let all = [
        source("a", 2, 25),
        source("b", 2, 25),
        source("c", 9, 20),
        source("d", 9, 20),
    ];
    let quake = "event quake: earthquake \"The earthquake\"\n";
    let mut turned = all.clone();
    turned.reverse();
    let of = |sources: &[String]| seen(&Case::one(&format!("{quake}{}", sources.concat())));
    assert_eq!(of(&all).len(), 1);
    assert_eq!(of(&all), of(&turned));
}

#[test]
fn a_passage_is_the_same_between_one_mark_and_three() {
    let quarrel = |passage: &str| {
        seen(&Case::one(&format!(
            "place rome\nplace turin\nevent m: meeting\nsource p\nclaim {passage}\n  m: place rome\n\
             source q\nclaim \"in Turin\"\n  m: place turin\n"
        )))
    };
    let three = quarrel("\"\"\"he said \"in Rome\"\n  to us\"\"\"");
    assert!(!three.is_empty());
    assert_eq!(three, quarrel("\"he said \\\"in Rome\\\" to us\""));
    assert_ne!(three, quarrel("\"he said in Rome to us\""));
}
