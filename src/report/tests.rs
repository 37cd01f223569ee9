//! The small formats as a reader meets them, and what must hold in all formats.

use super::samples::{self, Sample};
use super::*;

/// Options as a run from the root of a repository has them.
pub(super) fn options() -> Options {
    Options {
        look: Look {
            width: 100,
            colour: false,
        },
        max: None,
        rest: None,
        disputed: false,
        fail_on: Some(Severity::Contradiction),
        from_here: String::from("cases/a/"),
        from_repository: String::from("cases/a/"),
    }
}

fn render(name: &str, sample: Sample, options: &Options) -> String {
    let format = FORMATS.iter().find(|format| format.name == name).unwrap();
    format.text(&sample.analysis(), options)
}

macro_rules! snapshots {
    ($($format:ident),*) => { $(
        #[test]
        fn $format() {
            let name = stringify!($format);
            for (kind, sample) in [
                ("plane", samples::plane()),
                ("arrest", samples::arrest()),
                ("small", samples::small()),
                ("hostile", samples::hostile()),
            ] {
                insta::assert_snapshot!(format!("{name}_{kind}"), render(name, sample, &options()));
            }
        }
    )* };
}

snapshots!(concise, markdown, github, gitlab, junit);

#[test]
fn nothing_raw_comes_through_any_format() {
    for format in FORMATS {
        for sample in [samples::hostile(), samples::scripts(), samples::small()] {
            let text = render(format.name, sample, &options());
            let bad = text.chars().find(|&c| c != '\n' && !is_visible(c));
            assert_eq!(bad, None, "{}", format.name);
        }
    }
}

#[test]
fn every_place_stands_in_every_format() {
    let places = [
        ("bbc.claims", 8),
        ("libya_review.claims", 8),
        ("libya_review.claims", 11),
    ];
    for format in FORMATS {
        let text = render(format.name, samples::plane(), &options());
        for (file, line) in places {
            assert!(text.contains(file), "{}: {file}", format.name);
            assert!(
                text.contains(&line.to_string()),
                "{}: {file}:{line}",
                format.name
            );
        }
    }
}

#[test]
fn what_is_left_out_is_said_and_counted() {
    let few = Options {
        max: Some(1),
        ..options()
    };
    for name in ["human", "concise", "markdown", "html"] {
        let text = render(name, samples::small(), &few);
        assert!(text.contains("not shown here, but counted"), "{text}");
        assert!(text.contains("2 mistakes and 1 gap"), "{text}");
        assert!(!text.contains("two sources are called bbc"), "{text}");
    }
}

#[test]
fn github_shows_ten_of_a_level_and_says_where_the_rest_are() {
    let mut sample = Sample::new(&[("a.claims", "x\ny")]);
    for number in 0..14 {
        let one = crate::diagnostic::Diagnostic::new(
            crate::diagnostic::Code::Syntax,
            format!("slip {number}"),
        );
        sample
            .diagnostics
            .push(one.at(sample.find(0, "x", "x\ny"), "both lines"));
    }
    let text = render("github", sample, &options());
    assert_eq!(text.matches("::error ").count(), 10);
    assert!(text.contains("slip 8") && !text.contains("slip 9"));
    assert!(
        text.lines()
            .last()
            .unwrap()
            .contains("5 more of this level"),
        "{text}"
    );
    assert!(
        !text.contains("col="),
        "a range of several lines has no columns"
    );
}

#[test]
fn nothing_checked_never_reads_like_a_success() {
    let mut empty = Sample::new(&[]).analysis();
    empty.summary = crate::analysis::Summary::default();
    for format in FORMATS {
        let text = format.text(&empty, &options());
        let said = text.to_lowercase().contains("nothing was checked") || format.name == "json";
        assert!(said, "{}: {text}", format.name);
    }
}

/// A disputed quarrel beside one that is not.
fn with_a_dispute() -> Sample {
    let mut sample = samples::plane();
    let location = sample.diagnostics[0].labels[0].location;
    let disputed = crate::diagnostic::Disputed {
        status: "open",
        reason: String::from("flight log requested"),
        by: Some(String::from("Ada")),
        date: None,
        location,
    };
    sample.diagnostics[0].disputed = Some(Box::new(disputed));
    sample
}

#[test]
fn what_is_disputed_is_counted_apart_and_shown_when_asked_for() {
    let asked = Options {
        disputed: true,
        ..options()
    };
    let said = "Disputed (open), by Ada: flight log requested";
    for name in ["human", "concise", "markdown"] {
        let text = render(name, with_a_dispute(), &options());
        assert!(
            text.contains("no contradiction found, and 1 disputed quarrel"),
            "{text}"
        );
        assert!(!text.contains("He is flown"), "{text}");
        assert!(render(name, with_a_dispute(), &asked).contains("He is flown"));
    }
    assert_eq!(render("github", with_a_dispute(), &options()), "");
    assert_eq!(render("gitlab", with_a_dispute(), &options()), "[]\n");
    for name in ["html", "sarif", "junit"] {
        let text = render(name, with_a_dispute(), &options());
        assert!(text.contains(said), "{name}: {text}");
    }
    let sarif = render("sarif", with_a_dispute(), &options());
    let log: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let suppression = &log["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppression["kind"], "external");
    assert_eq!(suppression["justification"], said);
}
