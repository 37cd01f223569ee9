//! Hand-made diagnostics for the tests of all formats.

use crate::analysis::{Analysis, Summary};
use crate::diagnostic::{
    Account, Chain, Code, Diagnostic, Fingerprint, Label, Mark, More, Row, Severity, Step, Table,
};
use crate::text::{File, FileId, Files, Location, Span};

mod odd;

pub(super) use odd::{hostile, hub, scripts};

/// A case in the making.
pub(super) struct Sample {
    pub(super) files: Files,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Sample {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let mut all = Files::default();
        for (path, text) in files {
            all.add(File::new(*path, *text));
        }
        Self {
            files: all,
            diagnostics: Vec::new(),
        }
    }

    /// The place of the first `needle` behind the beginning of the first `anchor` in a file.
    pub(super) fn find(&self, file: u32, anchor: &str, needle: &str) -> Location {
        self.find_from(file, anchor, 0, needle)
    }

    fn find_from(&self, file: u32, anchor: &str, skip: usize, needle: &str) -> Location {
        let text = &self.files.get(FileId(file)).text;
        let from = text.find(anchor).unwrap() + skip;
        let start = from + text[from..].find(needle).unwrap();
        Location {
            file: FileId(file),
            span: Span::new(start, start + needle.len()),
        }
    }

    /// A label in the claim that begins with this passage.
    pub(super) fn claim(&self, file: u32, passage: &str, clause: &str, text: &str) -> Label {
        let path = &self.files.get(FileId(file)).path;
        let mut label = Label::new(
            self.find_from(file, passage, passage.len(), clause),
            text.to_owned(),
        );
        let said = label.said_mut();
        said.source = Some(path.trim_end_matches(".claims").to_owned());
        said.passage = Some(passage.to_owned());
        said.claim = Some(self.find(file, passage, passage));
        label
    }

    pub(super) fn with(mut self, diagnostic: Diagnostic) -> Self {
        self.diagnostics.push(diagnostic);
        self
    }

    pub(super) fn analysis(self) -> Analysis {
        Analysis {
            summary: Summary {
                files: self.files.len(),
                sources: self.files.len(),
                claims: 12,
                statements: 20,
                entities: 9,
                events: 4,
                texts: 0,
            },
            files: self.files,
            diagnostics: self.diagnostics,
            ..Analysis::default()
        }
    }
}

const BBC: &str = "source bbc \"A release and its questions\"
  published 2025-01-23

claim \"they took him in on Saturday\"
  arrest_turin: patient najim, place turin, on Saturday

claim \"flown home on Tuesday night on a government flight\"
  return_flight: patient najim, destination libya, means government_plane, on Tuesday night
";

const CICC: &str = "source cicc \"Statement\"
  published 2025-02-10

claim \"arrested on 19 January\"
  arrest_turin: patient najim, on 2025-01-19

claim \"the Italian Government said that Libya had asked for him first\" by italy_government
  release: reason libyan_request
";

const JUSTICE: &str = "source justice_info \"Analysis\"
  published 2025-03-01

claim \"let go on 21 January, two days later\"
  release: patient najim, on 2025-01-21
  release: 2 days after arrest_turin

claim \"the request came only after the plane had left\"
  libyan_request: after return_flight
";

const LIBYA_REVIEW: &str = "source libya_review \"Renzi\"
  published 2025-02-01

claim \"home within two days\"
  return_flight: within 2 days after arrest_turin

claim \"he was taken back with an aircraft of the secret services\" by renzi
  return_flight: means secret_service_plane

claim \"a private jet was waiting at the airport for the man whom the Court in The Hague had sought since October, \\\"as if he were a guest of the state\\\"\"
  return_flight: means private_jet
";

fn by(mut label: Label, speaker: &str) -> Label {
    label.said_mut().speaker = Some(speaker.to_owned());
    label
}

fn affair() -> Sample {
    Sample::new(&[
        ("bbc.claims", BBC),
        ("cicc.claims", CICC),
        ("justice_info.claims", JUSTICE),
        ("libya_review.claims", LIBYA_REVIEW),
    ])
}

/// A quarrel about one day, with a table and ways out.
pub(super) fn arrest() -> Sample {
    let sample = affair();
    let mut quarrel = Diagnostic::new(
        Code::TimeConflict,
        "when \"Najim is arrested in Italy\" happened",
    );
    quarrel.about = "arrest_turin".to_owned();
    quarrel.labels = vec![
        sample.claim(
            0,
            "they took him in on Saturday",
            "on Saturday",
            "on Saturday = Sat 18 Jan 2025 (the latest Saturday not after Thu 23 Jan 2025)",
        ),
        sample.claim(
            1,
            "arrested on 19 January",
            "on 2025-01-19",
            "on Sun 19 Jan 2025",
        ),
        sample.claim(
            2,
            "let go on 21 January, two days later",
            "on 2025-01-21",
            "released on Tue 21 Jan 2025",
        ),
        sample.claim(
            2,
            "let go on 21 January, two days later",
            "2 days after arrest_turin",
            "released 2 days after the arrest",
        ),
        sample.claim(
            0,
            "flown home on Tuesday night on a government flight",
            "on Tuesday night",
            "flown on Tuesday night = Tue 21 Jan 2025 18:00 to Wed 22 Jan 06:00",
        ),
        sample.claim(
            3,
            "home within two days",
            "within 2 days after arrest_turin",
            "flown within 2 days after the arrest",
        ),
    ];
    let chain = |labels: &[usize], steps: &[(usize, &str)]| Chain {
        labels: labels.to_vec(),
        steps: steps
            .iter()
            .map(|&(label, text)| Step {
                label: Some(label),
                text: text.to_owned(),
            })
            .collect(),
    };
    quarrel.chains = vec![
        chain(
            &[0, 1],
            &[
                (0, "the arrest is on Sat 18 Jan 2025"),
                (1, "the arrest is on Sun 19 Jan 2025"),
            ],
        ),
        chain(
            &[0, 2, 3],
            &[
                (2, "the release is on Tue 21 Jan 2025"),
                (3, "the arrest is 2 days earlier: Sun 19 Jan 2025"),
                (0, "the arrest is on Sat 18 Jan 2025, a day too early"),
            ],
        ),
    ];
    quarrel.more_chains = More::Exactly(2);
    let row = |open: &str, labels: &[usize]| Row {
        open: open.to_owned(),
        labels: labels.to_vec(),
        texts: labels
            .iter()
            .map(|&label| quarrel.labels[label].text.to_string())
            .collect(),
        alike: Vec::new(),
    };
    quarrel.table = Some(Box::new(Table {
        heading: "What each chain leaves open for the day of the arrest".to_owned(),
        rows: vec![
            row("18 Jan", &[0]),
            row("19 Jan", &[1]),
            row("19 Jan", &[2, 3]),
            row("19–22 Jan", &[4, 5]),
        ],
        more: More::Exactly(2),
        conclusion: "No day is in the first row and in any other.".to_owned(),
    }));
    quarrel.ways_out = vec![vec![0], vec![1, 2, 5], vec![1, 3, 4]];
    quarrel.more_ways_out = More::Exactly(3);
    quarrel.premises =
        vec!["\"Saturday\" is read as the latest one not after the day of the telling.".to_owned()];
    quarrel.advice = vec![
        "Look at the passages again; if they are written down rightly, ask the sources.".to_owned(),
    ];
    quarrel.fingerprint = Some(Fingerprint(0x8f3a_61c2_d04b));
    sample.with(quarrel)
}

/// A quarrel about the order of three events: a circle.
pub(super) fn circle() -> Sample {
    let sample = affair();
    let mut quarrel = Diagnostic::new(
        Code::TimeConflict,
        "in which order \"Italy lets him go\", \"He is flown to Libya\" and \"Libya asks for him\" happened",
    );
    quarrel.about = "libyan_request and release".to_owned();
    quarrel.labels = vec![
        sample.claim(
            3,
            "home within two days",
            "within 2 days after arrest_turin",
            "flown within 2 days after the arrest",
        ),
        sample.claim(
            2,
            "the request came only after the plane had left",
            "after return_flight",
            "the request is after the flight",
        ),
        by(
            sample.claim(
                1,
                "the Italian Government said that Libya had asked for him first",
                "reason libyan_request",
                "the request is a reason for the release",
            ),
            "Italy's government",
        ),
    ];
    let steps = [
        (Some(0), "release before flight"),
        (Some(1), "flight before request"),
        (Some(2), "request before release, as its reason"),
        (None, "no order of the three fits"),
    ];
    quarrel.chains = vec![Chain {
        labels: vec![0, 1, 2],
        steps: steps
            .iter()
            .map(|&(label, text)| Step {
                label,
                text: text.to_owned(),
            })
            .collect(),
    }];
    quarrel.ways_out = vec![vec![0], vec![1], vec![2]];
    sample.with(quarrel)
}

/// Values in three accounts, a hedge and a named speaker among them.
pub(super) fn plane() -> Sample {
    let sample = affair();
    let mut quarrel = Diagnostic::new(
        Code::ValueConflict,
        "by what means \"He is flown to Libya\" happened",
    );
    quarrel.about = "return_flight.means".to_owned();
    quarrel.labels = vec![
        sample.claim(
            0,
            "flown home on Tuesday night on a government flight",
            "means government_plane",
            "aircraft of the Italian government",
        ),
        by(
            sample.claim(
                3,
                "he was taken back with an aircraft of the secret services",
                "means secret_service_plane",
                "aircraft of the secret services",
            ),
            "Matteo Renzi",
        ),
        sample.claim(
            3,
            "a private jet was waiting at the airport",
            "means private_jet",
            "private jet",
        ),
    ];
    quarrel.labels[2].said_mut().hedge = Some("reportedly");
    quarrel.severity = Severity::Tension;
    quarrel.labels[2].said_mut().passage = Some("a private jet was waiting at the airport for the man whom the Court in The Hague had sought since October, \"as if he were a guest of the state\"".to_owned());
    let account = |value: &str, source: &str, speaker: &str, label: usize| Account {
        value: value.to_owned(),
        sources: vec![source.to_owned()],
        speakers: vec![speaker.to_owned()],
        labels: vec![label],
    };
    quarrel.accounts = vec![
        account("aircraft of the Italian government", "bbc", "bbc", 0),
        account(
            "aircraft of the secret services",
            "libya_review",
            "Matteo Renzi",
            1,
        ),
        account("private jet", "libya_review", "libya_review", 2),
    ];
    quarrel.chains = vec![
        Chain {
            labels: vec![0, 2],
            steps: Vec::new(),
        },
        Chain {
            labels: vec![1, 2],
            steps: Vec::new(),
        },
    ];
    quarrel.ways_out = vec![vec![2], vec![0, 1]];
    quarrel.marks = vec![Mark::Misattributed];
    quarrel.premises = vec!["Nothing says that a private jet can be an aircraft of the Italian government; if it can, write: term chartered_jet is government_plane, private_jet".to_owned()];
    sample.with(quarrel)
}

/// A mistake, a duplicate and a gap.
pub(super) fn small() -> Sample {
    let sample = affair();
    let mistake = Diagnostic::new(Code::UnknownName, "there is no event \"arrest_turin\"")
        .at(
            sample.find(0, "claim", "arrest_turin"),
            "nothing declares this name",
        )
        .advise(
            "Did you mean arrest_torino? Otherwise declare it: event arrest_turin: arrest \"…\"",
        );
    let twice = Diagnostic::new(Code::DuplicateName, "two sources are called bbc")
        .at(sample.find(0, "source", "bbc"), "here")
        .at(sample.find(1, "source", "cicc"), "and here");
    let mut gap = Diagnostic::new(
        Code::QuoteUnchecked,
        "2 passages of justice_info have no text to be checked against",
    );
    for passage in [
        "let go on 21 January, two days later",
        "the request came only after the plane had left",
    ] {
        gap = gap.at(sample.find(2, passage, passage), "");
    }
    gap = gap.advise("Save the article as a text file and name it under the source: text \"sources/justice_info.txt\"");
    sample.with(mistake).with(twice).with(gap)
}
