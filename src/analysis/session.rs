//! A case while it is being written: its files change one at a time, and after every change there is an analysis of all of it.

use std::collections::BTreeMap;

use super::{Analysis, Setting, analyse};
use crate::diagnostic::Diagnostic;
use crate::settings;
use crate::text::{File, FileId, Files, Reader};

/// A case in memory. What it tells after a series of changes is what a fresh [`analyse`] of the same files tells.
pub struct Session {
    claims: BTreeMap<String, Written>,
    settings: Option<Written>,
    texts: Box<dyn Reader>,
    setting: Setting,
    /// None: something has changed since.
    analysis: Option<Analysis>,
}

/// A file as it stands now.
#[derive(Debug, Default, PartialEq, Eq)]
struct Written {
    text: String,
    /// What was wrong when it was read.
    problems: Vec<Diagnostic>,
}

impl Session {
    /// A case without files. The texts that sources name are read through `texts`.
    #[must_use]
    pub fn new(texts: Box<dyn Reader>, setting: Setting) -> Self {
        Self {
            claims: BTreeMap::new(),
            settings: None,
            texts,
            setting,
            analysis: None,
        }
    }

    /// Gives the claim file with this path inside the case this text; it becomes part of the case if it was not.
    pub fn set(&mut self, path: &str, text: impl Into<String>) {
        self.set_read(path, text, Vec::new());
    }

    /// The same for a file that was not read as it is: `problems` tell why. The places that they name lie in this file, whatever
    /// number they give it.
    pub fn set_read(&mut self, path: &str, text: impl Into<String>, problems: Vec<Diagnostic>) {
        let now = Written {
            text: text.into(),
            problems,
        };
        if path == settings::FILE {
            self.settings_now(Some(now));
        } else if self.claims.get(path) != Some(&now) {
            self.claims.insert(path.to_owned(), now);
            self.analysis = None;
        }
    }

    /// Takes a file out of the case.
    pub fn remove(&mut self, path: &str) {
        if path == settings::FILE {
            self.settings_now(None);
        } else if self.claims.remove(path).is_some() {
            self.analysis = None;
        }
    }

    fn settings_now(&mut self, now: Option<Written>) {
        if self.settings != now {
            self.settings = now;
            self.analysis = None;
        }
    }

    /// To be called when the text of a source may have changed.
    pub fn texts_changed(&mut self) {
        self.analysis = None;
    }

    /// To be called when the day may have changed.
    pub fn set_setting(&mut self, setting: Setting) {
        if self.setting != setting {
            self.setting = setting;
            self.analysis = None;
        }
    }

    /// The paths of the claim files, in their order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.claims.keys().map(String::as_str)
    }

    /// The text of a claim file or of the settings as it stands now.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        let written = if path == settings::FILE {
            self.settings.as_ref()
        } else {
            self.claims.get(path)
        };
        written.map(|written| written.text.as_str())
    }

    /// What there is to say of the case as it stands now.
    pub fn analysis(&mut self) -> &Analysis {
        let now = self.analysis.take().unwrap_or_else(|| self.fresh());
        self.analysis.insert(now)
    }

    fn fresh(&self) -> Analysis {
        let mut files = Files::default();
        let mut problems = Vec::new();
        for (path, written) in &self.claims {
            let id = files.add(File::new(path.as_str(), written.text.as_str()));
            problems.extend(written.problems_in(id));
        }
        if let Some(settings) = &self.settings {
            let id = files.add(File::of_settings(settings::FILE, settings.text.as_str()));
            problems.extend(settings.problems_in(id));
        }
        analyse(files, problems, self.texts.as_ref(), self.setting)
    }
}

impl Written {
    /// What was wrong when it was read, now that the file has a number.
    fn problems_in(&self, id: FileId) -> impl Iterator<Item = Diagnostic> {
        self.problems.iter().cloned().map(move |mut problem| {
            for label in &mut problem.labels {
                label.location.file = id;
            }
            problem
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::text::{Location, ReadError, Span};

    struct NoTexts;

    impl Reader for NoTexts {
        fn read(&self, _path: &str) -> Result<String, ReadError> {
            Err(ReadError::Missing)
        }
    }

    fn codes(session: &mut Session) -> Vec<Code> {
        let found = session.analysis().diagnostics.iter();
        found.map(|diagnostic| diagnostic.code).collect()
    }

    const FERRY: &str =
        "source a \"A\"\n  published 2024-05-07\n\nclaim \"x\"\n  sinking: on 2024-05-06\n";

    #[test]
    fn a_case_is_told_as_it_stands_after_every_change() {
        let mut session = Session::new(Box::new(NoTexts), Setting::default());
        session.set("a.claims", FERRY);
        assert_eq!(codes(&mut session)[0], Code::UnknownName);
        session.set("case.claims", "event sinking: sinking \"It sinks\"\n");
        assert_eq!(codes(&mut session), [Code::QuoteUnchecked]);
        session.remove("case.claims");
        assert_eq!(codes(&mut session)[0], Code::UnknownName);
        session.remove("a.claims");
        assert_eq!(codes(&mut session), []);
    }

    #[test]
    fn problems_of_reading_stay_with_their_file() {
        let mut session = Session::new(Box::new(NoTexts), Setting::default());
        let place = Location {
            file: FileId(0),
            span: Span::new(0, 0),
        };
        let problem = Diagnostic::new(Code::Unreadable, "b.claims is a pipe").at(place, "");
        session.set_read("b.claims", "", vec![problem]);
        session.set("a.claims", "# nothing\n");
        let found = &session.analysis().diagnostics[0].labels[0];
        assert_eq!(found.location.file, FileId(1));
        session.set("b.claims", "");
        assert_eq!(codes(&mut session), []);
    }

    #[test]
    fn settings_are_a_file_of_the_case() {
        let mut session = Session::new(Box::new(NoTexts), Setting::default());
        session.set(settings::FILE, "zone = 1\n");
        assert_eq!(codes(&mut session), [Code::WrongKind]);
        session.remove(settings::FILE);
        assert_eq!(codes(&mut session), []);
    }
}
