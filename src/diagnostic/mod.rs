//! Floor 1. What Belie has to say, as plain data: neither rendered nor serialized here. Every report is made from these
//! records and from nothing else, so every format carries the same.

mod code;

pub use code::{Code, Severity};

use std::borrow::Cow;

use crate::text::{Location, Shift};

/// One thing that Belie reports. A quarrel fills most fields, a mistake few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which check speaks.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// What it is about, in ids: `return_flight.means`, `najim.custody`, `arrest_turin and release`; empty for a mistake.
    pub about: String,
    /// The ids of the entities and events that the claims of a quarrel name, sorted: subjects and values.
    pub names: Vec<String>,
    /// The heading, in plain words with labels instead of ids, one line without a full stop.
    pub message: String,
    /// What else is true of a quarrel.
    pub marks: Vec<Mark>,
    /// Who agrees with whom, for a quarrel.
    pub accounts: Vec<Account>,
    /// The places in the files that it speaks of, none of them more to blame than another.
    pub labels: Vec<Label>,
    /// The smallest sets of labels that contradict each other, shortest first.
    pub chains: Vec<Chain>,
    /// How many more chains there are.
    pub more_chains: More,
    /// What the chains leave open, as a table: for a quarrel about one point in time.
    pub table: Option<Box<Table>>,
    /// Sets of labels (by number): if all of one set are wrong, everything else can be true. Smallest first.
    pub ways_out: Vec<Vec<usize>>,
    /// How many more ways out there are.
    pub more_ways_out: More,
    /// What the verdict rests on beyond the claims: readings by rule, the closed vocabulary, assumptions. Sentences.
    pub premises: Vec<String>,
    /// What to do. Sentences.
    pub advice: Vec<String>,
    /// Made of what the claims of a quarrel say: it stays when files are moved or laid out anew.
    pub fingerprint: Option<Fingerprint>,
    /// What each source adds to the fingerprint, by source.
    pub shares: Vec<Share>,
    /// What people have written down about it: it has been looked at and is not pressed any more.
    pub disputed: Option<Box<Disputed>>,
}

impl Diagnostic {
    /// A diagnostic with a heading and nothing else; its severity is what its code has by default.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            about: String::new(),
            names: Vec::new(),
            message: message.into(),
            marks: Vec::new(),
            accounts: Vec::new(),
            labels: Vec::new(),
            chains: Vec::new(),
            more_chains: More::None,
            table: None,
            ways_out: Vec::new(),
            more_ways_out: More::None,
            premises: Vec::new(),
            advice: Vec::new(),
            fingerprint: None,
            shares: Vec::new(),
            disputed: None,
        }
    }

    /// The same with one more place, which nobody in the case speaks.
    #[must_use]
    pub fn at(mut self, location: Location, text: impl Into<Cow<'static, str>>) -> Self {
        self.labels.push(Label::new(location, text));
        self
    }

    /// Moves its places in a file to where they are after an edit that has touched none of them.
    pub fn shift(&mut self, shift: &Shift) {
        for label in &mut self.labels {
            shift.location(&mut label.location);
            let said = label.said.as_mut();
            if let Some(claim) = said.and_then(|said| said.claim.as_mut()) {
                shift.location(claim);
            }
        }
        if let Some(disputed) = &mut self.disputed {
            shift.location(&mut disputed.location);
        }
    }

    /// Gives back the room that it does not need. There may be thousands of it, and it stands until all is told.
    pub(crate) fn shrink(&mut self) {
        self.labels.shrink_to_fit();
        self.accounts.shrink_to_fit();
        self.chains.shrink_to_fit();
        self.ways_out.shrink_to_fit();
        self.shares.shrink_to_fit();
    }

    /// The same with one more sentence on what to do.
    #[must_use]
    pub fn advise(mut self, sentence: impl Into<String>) -> Self {
        self.advice.push(sentence.into());
        self
    }
}

/// What is true of a quarrel beside what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// One speaker stands on both sides within one source.
    SelfContradiction,
    /// One speaker stands on both sides in two sources: somebody misquotes.
    Misattributed,
}

impl Mark {
    /// The mark's id, which is also that of its page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SelfContradiction => "self-contradiction",
            Self::Misattributed => "misattributed",
        }
    }
}

/// Those who say the same in a quarrel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What they say, in plain words: `aircraft of the Italian government`.
    pub value: String,
    /// The ids of the sources that carry it, sorted.
    pub sources: Vec<String>,
    /// The names of those who say it, sorted: the label of an entity, a quoted name, or the id of a source that speaks for itself.
    pub speakers: Vec<String>,
    /// The labels (by number) of its claims.
    pub labels: Vec<usize>,
}

/// A place in a file and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place: the clause, or the name that is wrong.
    pub location: Location,
    /// What the clause says, with what it resolves to: `on Saturday = Sat 18 Jan 2025 (the latest not after Thu 23 Jan 2025)`.
    pub text: Cow<'static, str>,
    /// By whom it is said, where it is; most of very many labels are of names, which nobody says.
    pub said: Option<Box<Said>>,
}

/// By whom what stands at a place is said, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The whole claim around it, passage included, where there is one; of a dispute all its lines.
    pub claim: Option<Location>,
    /// The passage, without quotation marks.
    pub passage: Option<String>,
    /// The id of the source that carries the claim.
    pub source: Option<String>,
    /// Who speaks, when it is not the source itself: `Matteo Renzi`, with `via …` behind it where there is one.
    pub speaker: Option<String>,
    /// Through whom the words came, in the order in which the claim names them.
    pub via: Vec<String>,
    /// When it was told, when that was not at publication: `Wed 5 Nov 2025`.
    pub told: Option<String>,
    /// The hedge, when there is one: `reportedly`.
    pub hedge: Option<&'static str>,
    /// The event that the words at the place are about, where they stand for those of several: `“Najim is arrested”`.
    pub event: Option<String>,
}

impl Said {
    /// Who says it: `bbc`, `bbc (via Allison West)`, or `Matteo Renzi (via Allison West) in bbc`; none where nobody does.
    #[must_use]
    pub fn who(&self) -> Option<String> {
        let via = self.through();
        // In a sentence a comma would tear the speaker from the source.
        let with_via = |name: &str| match via.as_str() {
            "" => name.to_owned(),
            via => format!("{name} ({via})"),
        };
        match (self.named_speaker(&via), &self.source) {
            (Some(speaker), Some(source)) => Some(format!("{speaker} in {source}")),
            (Some(speaker), None) => Some(speaker),
            (None, source) => source.as_deref().map(with_via),
        }
    }

    /// What is said behind a text of the source: `said by Matteo Renzi`, `via Allison West`; none where it speaks for itself.
    #[must_use]
    pub fn said_by(&self) -> Option<String> {
        let speaker = self.speaker.as_ref()?;
        Some(match *speaker == self.through() {
            true => speaker.clone(),
            false => format!("said by {speaker}"),
        })
    }

    /// Those through whom it came: `via Allison West, via the embassy`.
    fn through(&self) -> String {
        let via = self.via.iter().map(|via| format!("via {via}"));
        via.collect::<Vec<_>>().join(", ")
    }

    /// Who speaks, with those through whom it came in brackets; none where it is the source, whoever it came through.
    fn named_speaker(&self, via: &str) -> Option<String> {
        let speaker = self.speaker.as_deref()?;
        match speaker.strip_suffix(via).filter(|_| !via.is_empty()) {
            Some("") => None,
            Some(before) => Some(format!("{} ({via})", before.trim_end_matches(", "))),
            None => Some(speaker.to_owned()),
        }
    }
}

/// By nobody.
static UNSAID: Said = Said {
    claim: None,
    passage: None,
    source: None,
    speaker: None,
    via: Vec::new(),
    told: None,
    hedge: None,
    event: None,
};

impl Label {
    /// A place with what to say about it, outside any claim.
    #[must_use]
    pub fn new(location: Location, text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            location,
            text: text.into(),
            said: None,
        }
    }

    /// The same, said by somebody.
    #[must_use]
    pub fn said_by(self, said: Said) -> Self {
        Self {
            said: Some(Box::new(said)),
            ..self
        }
    }

    /// By whom it is said, and where.
    #[must_use]
    pub fn said(&self) -> &Said {
        self.said.as_deref().unwrap_or(&UNSAID)
    }

    /// The same, to be filled in.
    pub fn said_mut(&mut self) -> &mut Said {
        self.said.get_or_insert_default()
    }
}

/// A smallest set of clauses that cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The labels (by number) of its clauses: leave any one out and the rest can be true.
    pub labels: Vec<usize>,
    /// The arithmetic that proves it, a line a step: what follows, and the label (by number) that it follows from.
    pub steps: Vec<Step>,
}

/// One line of arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The label (by number) that gives this step; none for what is true of any event.
    pub label: Option<usize>,
    /// What follows: `the release is on Mon 20 Jan 2025 at the latest`.
    pub text: String,
}

/// What each side of a quarrel leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the rows are about: `What each chain leaves open for the day of "Najim is arrested in Italy"`.
    pub heading: String,
    /// The rows, in order of what they leave open.
    pub rows: Vec<Row>,
    /// How many more rows there are.
    pub more: More,
    /// What follows from the rows, as a sentence.
    pub conclusion: String,
}

/// What some clauses together leave open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is left open: `19–21 Jan 2025`.
    pub open: String,
    /// The clauses, as labels (by number).
    pub labels: Vec<usize>,
    /// What each of these clauses says, in the words of the table: `“Italy lets him go” on Tue 21 Jan 2025`.
    pub texts: Vec<String>,
    /// The ids of further sources that say the same, word for word, where the row has one clause; sorted.
    pub alike: Vec<String>,
}

/// How many of something are not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum More {
    /// All are listed.
    #[default]
    None,
    /// Exactly so many are not.
    Exactly(usize),
    /// At least so many are not: the search stopped at its bound.
    AtLeast(usize),
}

/// What people have written down about a quarrel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disputed {
    /// `open`, `resolved` or `dormant`.
    pub status: &'static str,
    /// Why it is left standing.
    pub reason: String,
    /// Who looked at it.
    pub by: Option<String>,
    /// When, as written.
    pub date: Option<String>,
    /// Where that stands.
    pub location: Location,
}

/// What one source says in a quarrel, as eight hexadecimal digits: four for the source, four for what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The id of the source.
    pub source: String,
    /// The digits.
    pub digits: u32,
}

/// Twelve hexadecimal digits made of what the claims of a quarrel say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// Reads the digits, if there are twelve.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        u64::from_str_radix(text, 16)
            .ok()
            .filter(|_| digits)
            .map(Self)
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:012x}", self.0 & 0xffff_ffff_ffff)
    }
}
