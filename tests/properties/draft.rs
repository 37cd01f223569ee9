//! A case before it is written: sources with claims, whose clauses can be taken out, moved and told apart.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use belie::analysis::Analysis;
use belie::text::{File, Files, Location};

use crate::support::Case;

/// A case.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Vocabulary, entities, events.
    pub preamble: String,
    pub sources: Vec<Source>,
    pub claims: Vec<Claim>,
}

#[derive(Debug, Clone)]
pub struct Source {
    pub name: String,
    pub published: String,
    pub zone: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct Claim {
    /// Its source, by number.
    pub source: usize,
    pub hedge: &'static str,
    /// The passage, which also tells claims apart.
    pub passage: String,
    /// What stands behind the passage: `by "somebody" told 2025-01-01`.
    pub behind: String,
    pub statements: Vec<Statement>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// `not flight`, or `flight: place turin, on 2025-01-19`
    Event { head: String, clauses: Vec<String> },
    /// `anna.custody: at_liberty, as of 2025-01-19`
    State(String),
}

/// A clause: the numbers of its claim and statement, and which clause it is; none for the head of a statement and for a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    pub claim: usize,
    pub statement: usize,
    pub clause: Option<usize>,
}

/// A draft as written, and where each clause stands.
pub struct Written {
    pub case: Case,
    /// The files in the order in which they are read.
    pub order: Vec<String>,
    places: BTreeMap<(String, usize, usize), At>,
}

impl Claim {
    pub fn new(source: usize, passage: impl Into<String>) -> Self {
        Self {
            source,
            hedge: "",
            passage: passage.into(),
            behind: String::new(),
            statements: Vec::new(),
        }
    }

    pub fn states(mut self, state: impl Into<String>) -> Self {
        self.statements.push(Statement::State(state.into()));
        self
    }

    pub fn says(mut self, head: &str, clauses: &[String]) -> Self {
        self.statements.push(Statement::Event {
            head: head.to_owned(),
            clauses: clauses.to_vec(),
        });
        self
    }
}

impl Draft {
    /// The case as files: one for what is declared, one for each source.
    pub fn write(&self) -> Written {
        let mut written = Written {
            case: Case::default().with("case.claims", &self.preamble),
            order: vec!["case.claims".to_owned()],
            places: BTreeMap::new(),
        };
        for (number, source) in self.sources.iter().enumerate() {
            let path = format!("{}.claims", source.name);
            let mut file = Page::new(&path, source);
            for (at, claim) in self.claims.iter().enumerate() {
                if claim.source == number {
                    file.claim(at, claim, &mut written.places);
                }
            }
            written.case = written.case.with(&path, &file.text);
            written.order.push(path);
        }
        written
    }

    /// The analysis of the case as it is.
    pub fn check(&self) -> Analysis {
        self.write().check()
    }

    /// Every clause that can be taken out.
    pub fn clauses(&self) -> Vec<At> {
        let mut all = Vec::new();
        for (claim, body) in self.claims.iter().enumerate() {
            for (statement, said) in body.statements.iter().enumerate() {
                let mut add = |clause| {
                    all.push(At {
                        claim,
                        statement,
                        clause,
                    });
                };
                add(None);
                if let Statement::Event { clauses, .. } = said {
                    (0..clauses.len()).for_each(|number| add(Some(number)));
                }
            }
        }
        all
    }

    /// The same case with these clauses and no others, each in a statement of its own.
    pub fn only(&self, kept: &BTreeSet<At>) -> Self {
        let mut draft = self.clone();
        for (claim, body) in draft.claims.iter_mut().enumerate() {
            let mut statements = Vec::new();
            for at in kept.iter().filter(|at| at.claim == claim) {
                match (&body.statements[at.statement], at.clause) {
                    (state @ Statement::State(_), _) => statements.push(state.clone()),
                    (Statement::Event { head, clauses }, clause) => {
                        let clauses = clause.map(|number| clauses[number].clone());
                        statements.push(Statement::Event {
                            head: head.clone(),
                            clauses: clauses.into_iter().collect(),
                        });
                    }
                }
            }
            body.statements = statements;
        }
        draft.claims.retain(|claim| !claim.statements.is_empty());
        draft
    }

    /// The same case without these clauses. Who takes back the head of a statement takes back all of it.
    pub fn without(&self, dropped: &BTreeSet<At>) -> Self {
        let mut draft = self.clone();
        for (claim, body) in draft.claims.iter_mut().enumerate() {
            let mut statements = Vec::new();
            for (statement, said) in body.statements.iter().enumerate() {
                let is_dropped = |clause| {
                    dropped.contains(&At {
                        claim,
                        statement,
                        clause,
                    })
                };
                if is_dropped(None) {
                    continue;
                }
                statements.push(match said {
                    Statement::State(_) => said.clone(),
                    Statement::Event { head, clauses } => Statement::Event {
                        head: head.clone(),
                        clauses: clauses
                            .iter()
                            .enumerate()
                            .filter(|(number, _)| !is_dropped(Some(*number)))
                            .map(|(_, clause)| clause.clone())
                            .collect(),
                    },
                });
            }
            body.statements = statements;
        }
        draft.claims.retain(|claim| !claim.statements.is_empty());
        draft
    }

    /// The same case with one clause in each claim.
    pub fn split(&self) -> Self {
        let mut draft = self.clone();
        draft.claims.clear();
        for claim in &self.claims {
            for statement in &claim.statements {
                let pieces = match statement {
                    Statement::Event { head, clauses } if !clauses.is_empty() => clauses
                        .iter()
                        .map(|clause| Statement::Event {
                            head: head.clone(),
                            clauses: vec![clause.clone()],
                        })
                        .collect(),
                    _ => vec![statement.clone()],
                };
                draft.claims.extend(pieces.into_iter().map(|piece| Claim {
                    statements: vec![piece],
                    ..claim.clone()
                }));
            }
        }
        draft
    }
}

/// A file in the making.
struct Page<'a> {
    path: &'a str,
    text: String,
}

impl<'a> Page<'a> {
    fn new(path: &'a str, source: &Source) -> Self {
        let mut text = format!("source {} \"Source {}\"\n", source.name, source.name);
        let _ = writeln!(text, "  published {}", source.published);
        if let Some(zone) = source.zone {
            let _ = writeln!(text, "  zone \"{zone}\"");
        }
        Self { path, text }
    }

    fn claim(
        &mut self,
        number: usize,
        claim: &Claim,
        places: &mut BTreeMap<(String, usize, usize), At>,
    ) {
        let hedge = if claim.hedge.is_empty() {
            String::new()
        } else {
            format!("{} ", claim.hedge)
        };
        let behind = if claim.behind.is_empty() {
            String::new()
        } else {
            format!(" {}", claim.behind)
        };
        let _ = writeln!(self.text, "\nclaim {hedge}\"{}\"{behind}", claim.passage);
        for (statement, said) in claim.statements.iter().enumerate() {
            let mut place = |range: Range<usize>, clause| {
                let at = At {
                    claim: number,
                    statement,
                    clause,
                };
                places.insert((self.path.to_owned(), range.start, range.end), at);
            };
            self.text.push_str("  ");
            match said {
                Statement::State(text) => place(push(&mut self.text, text), None),
                Statement::Event { head, clauses } => {
                    place(push(&mut self.text, head), None);
                    for (at, clause) in clauses.iter().enumerate() {
                        self.text.push_str(if at == 0 { ": " } else { ", " });
                        place(push(&mut self.text, clause), Some(at));
                    }
                }
            }
            self.text.push('\n');
        }
    }
}

fn push(to: &mut String, text: &str) -> Range<usize> {
    let start = to.len();
    to.push_str(text);
    start..to.len()
}

impl Written {
    /// Reads and checks the files in their order.
    pub fn check(&self) -> Analysis {
        let mut files = Files::default();
        for path in &self.order {
            files.add(File::new(path.clone(), self.case.files[path].clone()));
        }
        belie::analysis::analyse(
            files,
            Vec::new(),
            &self.case,
            belie::analysis::Setting::default(),
        )
    }

    /// The clause that stands at a place.
    pub fn at(&self, analysis: &Analysis, location: Location) -> At {
        let path = &analysis.files.get(location.file).path;
        let range = location.span.range();
        *self
            .places
            .get(&(path.clone(), range.start, range.end))
            .unwrap_or_else(|| panic!("no clause at {path}: “{}”", analysis.files.text(location)))
    }

    /// All the text, to be shown when something fails.
    pub fn text(&self) -> String {
        let texts = self.order.iter().map(|path| &self.case.files[path]);
        texts.fold(String::new(), |all, text| all + text + "\n")
    }
}
