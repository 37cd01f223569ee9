//! What the tests share: cases in memory, analysed by the library as the program does it.
#![allow(dead_code, clippy::unwrap_used)]

pub mod pieces;
pub mod rows;

use std::collections::BTreeMap;

use belie::analysis::{Analysis, Setting, analyse};
use belie::diagnostic::{Diagnostic, Severity};
use belie::text::{File, Files, ReadError, Reader};

/// A case in memory: paths with their contents.
#[derive(Debug, Default, Clone)]
pub struct Case {
    pub files: BTreeMap<String, String>,
    /// Today's date as a number of days, where it matters.
    pub today: Option<i64>,
}

impl Case {
    /// A case of one claim file.
    pub fn one(text: &str) -> Self {
        Self::default().with("case.claims", text)
    }

    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), text.to_owned());
        self
    }

    /// Reads and checks it.
    pub fn check(&self) -> Analysis {
        let mut files = Files::default();
        for (path, text) in self
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(".claims"))
        {
            files.add(File::new(path.clone(), text.clone()));
        }
        let setting = Setting { today: self.today };
        analyse(files, Vec::new(), self, setting)
    }

    /// Its quarrels, each as `SEVERITY ID ABOUT`.
    pub fn quarrels(&self) -> Vec<String> {
        let analysis = self.check();
        let quarrels = analysis
            .diagnostics
            .iter()
            .filter(|diagnostic| is_quarrel(diagnostic));
        quarrels
            .map(|diagnostic| {
                format!(
                    "{} {} {}",
                    diagnostic.severity, diagnostic.code, diagnostic.about
                )
            })
            .collect()
    }
}

impl Reader for Case {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        if path.starts_with('/') || path.split('/').any(|part| part == "..") {
            return Err(ReadError::Outside);
        }
        self.files.get(path).cloned().ok_or(ReadError::Missing)
    }
}

/// Whether a diagnostic says that claims disagree.
pub fn is_quarrel(diagnostic: &Diagnostic) -> bool {
    matches!(
        diagnostic.severity,
        Severity::Contradiction | Severity::Tension
    )
}
