//! A case while it is being written: its files change one at a time, and after every change there is an analysis of all of it.

use std::collections::{BTreeMap, BTreeSet};

use super::standing::Standing;
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
    /// The case as it stood when it was last looked at; none before the first look.
    standing: Option<Standing>,
    /// What has changed since.
    changed: Changed,
}

/// So many files are followed one by one: what is written all over the case, as a new name is, is read at once.
const EDITED_MAX: usize = 8;

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
            standing: None,
            changed: Changed::Everything,
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
            match self.claims.insert(path.to_owned(), now) {
                Some(_) => self.changed.file(path),
                None => self.changed = Changed::Everything,
            }
        }
    }

    /// Takes a file out of the case.
    pub fn remove(&mut self, path: &str) {
        if path == settings::FILE {
            self.settings_now(None);
        } else if self.claims.remove(path).is_some() {
            self.changed = Changed::Everything;
        }
    }

    fn settings_now(&mut self, now: Option<Written>) {
        if self.settings != now {
            self.settings = now;
            self.changed = Changed::Everything;
        }
    }

    /// To be called when the text of a source may have changed.
    pub fn texts_changed(&mut self) {
        self.changed = Changed::Everything;
    }

    /// To be called when the day may have changed.
    pub fn set_setting(&mut self, setting: Setting) {
        if self.setting != setting {
            self.setting = setting;
            self.changed = Changed::Everything;
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
        let changed = std::mem::replace(&mut self.changed, Changed::Files(BTreeSet::new()));
        let standing = self.standing.take();
        let is_new = changed != Changed::Files(BTreeSet::new());
        let standing = match (standing, changed) {
            (Some(standing), Changed::Files(paths)) => self.edited(standing, &paths),
            _ => None,
        };
        let is_new = is_new || standing.is_none();
        let standing = standing.unwrap_or_else(|| self.fresh());
        let problems = self.problems();
        let standing = self.standing.insert(standing);
        if is_new {
            standing.analysis(problems)
        } else {
            standing.told()
        }
    }

    /// The case with the files at these paths as they are now; none if that is better looked at as a whole.
    fn edited(&self, mut standing: Standing, paths: &BTreeSet<String>) -> Option<Standing> {
        if paths.len() > EDITED_MAX {
            return None;
        }
        for path in paths {
            let number = self.claims.keys().take_while(|known| *known < path).count();
            let id = FileId(u32::try_from(number).ok()?);
            if !standing.edit(id, &self.claims.get(path)?.text, self.texts.as_ref()) {
                return None;
            }
        }
        Some(standing)
    }

    fn fresh(&self) -> Standing {
        let files = self.files(&BTreeMap::new());
        Standing::new(files, self.texts.as_ref(), self.setting)
    }

    /// What there would be to say if these files had these texts.
    pub(super) fn supposing(&self, texts: &BTreeMap<String, String>) -> Analysis {
        let files = self.files(texts);
        analyse(files, self.problems(), self.texts.as_ref(), self.setting)
    }

    /// The files of the case, some of them with other texts.
    fn files(&self, texts: &BTreeMap<String, String>) -> Files {
        let mut files = Files::default();
        for (path, written) in &self.claims {
            let text = texts.get(path).unwrap_or(&written.text);
            files.add(File::new(path.as_str(), text.as_str()));
        }
        if let Some(settings) = &self.settings {
            files.add(File::of_settings(settings::FILE, settings.text.as_str()));
        }
        files
    }

    /// What went wrong when the files were read.
    fn problems(&self) -> Vec<Diagnostic> {
        let all = self.claims.values().chain(&self.settings);
        let numbered = all
            .zip(0..)
            .map(|(written, number)| written.problems_in(FileId(number)));
        numbered.flatten().collect()
    }
}

/// What has changed since a case was last looked at.
#[derive(Debug, PartialEq, Eq)]
enum Changed {
    /// The texts of the claim files at these paths.
    Files(BTreeSet<String>),
    /// More than that.
    Everything,
}

impl Changed {
    fn file(&mut self, path: &str) {
        if let Self::Files(paths) = self {
            paths.insert(path.to_owned());
        }
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
    use crate::diagnostic::{Code, Severity};
    use crate::text::{Location, NoTexts, Span};

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

    /// Two events that share nothing but a person.
    const DECLARED: &str = "person anna \"Anna\"\nplace turin \"Turin\"\nplace rome \"Rome\"\nplace oslo \"Oslo\"\n\
        event hold: arrest \"She is arrested\"\nevent talk: meeting \"She meets somebody\"\n";

    /// A source whose only claim is told on a day, and states this.
    fn source(name: &str, stated: &str) -> String {
        format!(
            "source {name} \"{name}\"\n  published 2024-05-30\n\nclaim \"{name} has it\"\n  {stated}\n"
        )
    }

    /// What is found of two sources, of which the first is edited.
    fn after_an_edit(before: &str, after: &str, other: &str) -> (Vec<Code>, Vec<Code>) {
        let mut session = Session::new(Box::new(NoTexts), Setting::default());
        session.set("case.claims", DECLARED);
        session.set("a.claims", source("a", before));
        session.set("b.claims", source("b", other));
        let quarrels = |session: &mut Session| -> Vec<Code> {
            let codes = codes(session).into_iter();
            codes
                .filter(|code| code.severity() <= Severity::Tension && *code != Code::UnusedName)
                .collect()
        };
        let first = quarrels(&mut session);
        session.set("a.claims", source("a", after));
        (first, quarrels(&mut session))
    }

    /// A passage of several lines hides what stands in it. An edit of its first mark lets it out.
    #[test]
    fn what_a_long_passage_hid_is_told_when_it_is_opened() {
        let with = |marks: &str, hidden: &str| {
            let head = "source a \"a\"\n  published 2024-05-30\n\nclaim ";
            format!("{head}{marks}x\n{hidden}# \"\"\"\n  talk: place rome\n")
        };
        let session = |text: String| {
            let mut session = Session::new(Box::new(NoTexts), Setting::default());
            session.set("case.claims", DECLARED);
            session.set("b.claims", source("b", "hold: place oslo"));
            session.set("a.claims", text);
            session
        };
        let hidden = [
            ("person zoe \"Zoe\"\n", Code::UnusedName),
            ("claim \"y\"\n  hold: place rome\n", Code::ValueConflict),
        ];
        for (hidden, code) in hidden {
            let mut edited = session(with("\"\"\"", hidden));
            let count = |codes: &[Code]| codes.iter().filter(|one| **one == code).count();
            let before = codes(&mut edited);
            edited.set("a.claims", with("\"", hidden));
            let after = codes(&mut edited);
            assert_eq!(after, codes(&mut session(with("\"", hidden))));
            assert!(count(&after) > count(&before), "{hidden}");
            edited.set("a.claims", with("\"\"\"", hidden));
            assert_eq!(codes(&mut edited), before);
        }
    }

    #[test]
    fn an_edited_event_bears_on_the_states_of_its_people() {
        let free = "anna.custody: at_liberty, throughout 2024-05-06/2024-05-20";
        let (late, early) = (
            "hold: patient anna, on 2024-05-25",
            "hold: patient anna, on 2024-05-15",
        );
        let found = Code::StateConflict;
        assert_eq!(after_an_edit(late, early, free), (vec![], vec![found]));
        assert_eq!(after_an_edit(early, late, free), (vec![found], vec![]));
    }

    #[test]
    fn an_edited_event_bears_on_where_its_people_were() {
        let talk = "talk: agent anna, place rome, on 2024-05-15T12:00";
        let (far, near) = (
            "hold: patient anna, place oslo, on 2024-05-25",
            "hold: patient anna, place oslo, on 2024-05-15T12:00",
        );
        let found = Code::TwoPlacesAtOnce;
        assert_eq!(after_an_edit(far, near, talk), (vec![], vec![found]));
        assert_eq!(after_an_edit(near, far, talk), (vec![found], vec![]));
    }

    #[test]
    fn whoever_is_taken_out_of_an_event_is_looked_at_again() {
        let talk = "talk: agent anna, place rome, on 2024-05-15T12:00";
        let (there, nobody) = (
            "hold: patient anna, place oslo, on 2024-05-15T12:00",
            "hold: place oslo, on 2024-05-15T12:00",
        );
        let found = Code::TwoPlacesAtOnce;
        assert_eq!(after_an_edit(there, nobody, talk), (vec![found], vec![]));
        let free = "anna.custody: in_custody, throughout 2024-05-02/2024-05-06\n  anna.custody: at_liberty, as of 2024-05-20";
        let (out, gone) = ("hold: patient anna, on 2024-05-25", "hold: on 2024-05-25");
        let (before, after) = (
            after_an_edit(out, gone, free),
            after_an_edit(gone, out, free),
        );
        assert_eq!(before.1, after.0);
        assert_eq!(before.0, after.1);
    }

    #[test]
    fn what_an_edit_moves_is_told_where_it_is() {
        let mut session = Session::new(Box::new(NoTexts), Setting::default());
        session.set("case.claims", DECLARED);
        let two = "source a \"a\"\n  published 2024-05-30\n\nclaim \"one\"\n  hold: place turin\n\nclaim \"two\"\n  hold: place rome\n";
        session.set("a.claims", two);
        let place = |session: &mut Session| {
            let found = session.analysis().diagnostics.iter();
            let mut quarrels = found.filter(|found| found.code == Code::ValueConflict);
            quarrels.next().unwrap().labels[1].location.span
        };
        let before = place(&mut session);
        session.set(
            "a.claims",
            two.replace("claim \"one\"", "claim \"one and more\""),
        );
        let after = place(&mut session);
        assert_eq!((after.start, after.end), (before.start + 9, before.end + 9));
    }

    /// What is told of a case after a series of edits of its files, which must be what a fresh look tells.
    fn told_after(files: &[(&str, &str)], edits: &[(&str, &str)]) -> Vec<Vec<Code>> {
        let mut session = Session::new(Box::new(NoTexts), Setting::default());
        for (path, text) in files {
            session.set(path, *text);
        }
        session.analysis();
        let after = |(path, text): &(&str, &str)| {
            session.set(path, *text);
            let fresh = session.supposing(&BTreeMap::new());
            let edited = session.analysis();
            assert_eq!(edited.diagnostics, fresh.diagnostics);
            assert_eq!(edited.summary, fresh.summary);
            let codes = edited.diagnostics.iter().map(|found| found.code);
            codes.collect()
        };
        edits.iter().map(after).collect()
    }

    #[test]
    fn a_name_is_unused_when_the_last_claim_about_it_goes() {
        let case = "place turin \"Turin\"\nevent hold: arrest \"She is arrested\"\n";
        let (with, without) = (source("a", "hold: place turin"), source("a", "hold"));
        let other = source("b", "hold: place turin");
        let edits = [
            ("a.claims", &*without),
            ("b.claims", "# nothing\n"),
            ("a.claims", &*with),
        ];
        let files = [
            ("case.claims", case),
            ("a.claims", &*with),
            ("b.claims", &*other),
        ];
        let told = told_after(&files, &edits);
        let unused = told.iter().map(|codes| codes.contains(&Code::UnusedName));
        assert!(unused.eq([false, true, false]));
    }

    #[test]
    fn claims_of_a_source_may_stand_in_two_files() {
        let case = "event hold: arrest \"She is arrested\"\n";
        let gap = "source a \"A\"\n\nclaim\n  hold\n\nclaim\n  hold: on Saturday\n";
        let (one, none) = (gap.replace("claim\n  hold\n\n", ""), "source a \"A\"\n");
        let edits = [
            ("b.claims", &*one),
            ("a.claims", &*one),
            ("b.claims", none),
            ("b.claims", gap),
            ("a.claims", gap),
            ("b.claims", "# nothing\n"),
            ("a.claims", &*one),
        ];
        told_after(
            &[("case.claims", case), ("a.claims", gap), ("b.claims", gap)],
            &edits,
        );
    }
}
