//! A generated case: many sources, most of them right about one history, a few planted contradictions whose number is known.
#![allow(dead_code)]

mod chance;
mod quarrels;
pub mod shapes;
mod states;
pub mod times;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use belie::diagnostic::{Diagnostic, More};
use belie::text::{File, Files, ReadError, Reader};

use chance::Chance;

/// How many contradictions were planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Truth {
    /// Roles of events whose values cannot all hold.
    pub values: usize,
    /// Stories whose times cannot all hold.
    pub stories: usize,
    /// Pairs of states of one person that overlap.
    pub states: usize,
}

impl Truth {
    /// The same counts, of what was found.
    pub fn found(diagnostics: &[Diagnostic]) -> Self {
        let of = |id: &'static str| diagnostics.iter().filter(move |one| one.code.id() == id);
        Self {
            values: of("value-conflict").count(),
            stories: of("time-conflict")
                .map(|one| story(&one.about))
                .collect::<BTreeSet<_>>()
                .len(),
            states: of("state-conflict").map(chains).sum(),
        }
    }
}

/// The story of the first event that a quarrel about time is about.
fn story(about: &str) -> Option<usize> {
    let event = about.split(' ').next()?.strip_prefix('e')?;
    Some(event.parse::<usize>().ok()? / times::STORY)
}

/// How many chains a quarrel has, listed or not.
fn chains(diagnostic: &Diagnostic) -> usize {
    let more = match diagnostic.more_chains {
        More::None => 0,
        More::Exactly(more) | More::AtLeast(more) => more,
    };
    diagnostic.chains.len() + more
}

/// A case in memory.
#[derive(Debug, Clone, Default)]
pub struct Workload {
    /// Paths with their contents.
    pub files: Vec<(String, String)>,
    /// The texts of the sources by their paths, if there are any.
    pub texts: Texts,
    /// What is to be found in it.
    pub truth: Truth,
}

impl Workload {
    /// A case of about so many claims: of ten, seven give a role its value, one dates an event, one counts from another event,
    /// one says in which state a person was. The same seed gives the same case.
    pub fn new(claims: usize, seed: u64) -> Self {
        let mut work = Work::new(claims, seed);
        let events = values::add(&mut work, claims * 7 / 10);
        times::add(&mut work, events / times::STORY, claims / 10);
        states::add(&mut work, claims / 10);
        work.finish(events)
    }

    /// A case of so many quarrels.
    pub fn quarrels(quarrels: usize) -> Self {
        quarrels::case(quarrels)
    }

    /// Its files, as the library takes them.
    pub fn files(&self) -> Files {
        let mut files = Files::default();
        for (path, text) in &self.files {
            files.add(File::new(path.clone(), text.clone()));
        }
        files
    }
}

/// The texts of sources by their paths.
#[derive(Debug, Clone, Default)]
pub struct Texts(pub BTreeMap<String, String>);

impl Reader for Texts {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        self.0.get(path).cloned().ok_or(ReadError::Missing)
    }
}

/// A case in the making.
struct Work {
    chance: Chance,
    sources: Vec<String>,
    texts: Texts,
    claims: usize,
    declarations: String,
    truth: Truth,
}

impl Work {
    fn new(claims: usize, seed: u64) -> Self {
        Self::with_sources((claims / 1000).max(20), seed)
    }

    fn with_sources(sources: usize, seed: u64) -> Self {
        let source =
            |number| format!("source s{number} \"Source {number}\"\n  published 2050-01-01\n");
        Self {
            chance: Chance::new(seed),
            sources: (0..sources).map(source).collect(),
            texts: Texts::default(),
            claims: 0,
            declarations: "kind incident \"An incident\"\n  role who: person\n  role vehicle: term\n  role outcome: term\n"
                .to_owned(),
            truth: Truth::default(),
        }
    }

    /// A source at random says this.
    fn claim(&mut self, statement: &str) {
        let source = self.chance.below(self.sources.len());
        self.claim_in(source, statement);
    }

    fn claim_in(&mut self, source: usize, statement: &str) {
        let passage = format!("passage {}", self.claims);
        self.claim_with(source, &passage, statement);
    }

    fn claim_with(&mut self, source: usize, passage: &str, statement: &str) {
        self.claims += 1;
        let _ = write!(
            self.sources[source],
            "\nclaim \"{passage}\"\n  {statement}\n"
        );
    }

    /// The text of a source goes on with a sentence.
    fn text(&mut self, source: usize, sentence: &str) {
        let path = format!("sources/s{source}.txt");
        let texts = &mut self.texts.0;
        let text = texts.entry(path).or_insert_with_key(|path| {
            let _ = writeln!(self.sources[source], "  text \"{path}\"");
            String::new()
        });
        let _ = write!(
            text,
            "{sentence}. The weather was fine, and nobody took notice.\n\n"
        );
    }

    fn declare(&mut self, line: &str) {
        self.declarations.push_str(line);
        self.declarations.push('\n');
    }

    fn finish(mut self, events: usize) -> Workload {
        for event in 0..events {
            self.declare(&format!("event e{event}: incident \"Incident {event}\""));
        }
        let sources = self.sources.into_iter().enumerate();
        let mut files: Vec<_> = sources
            .map(|(number, text)| (format!("s{number:05}.claims"), text))
            .collect();
        files.insert(0, ("case.claims".to_owned(), self.declarations));
        Workload {
            files,
            texts: self.texts,
            truth: self.truth,
        }
    }
}
