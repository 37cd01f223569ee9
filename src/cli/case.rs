//! The files of a case: found, read, decoded.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::sources::{Folder, read_regular};
use crate::diagnostic::{Code, Diagnostic};
use crate::settings;
use crate::text::{File, FileId, Files, Location, Reader, Span};

/// Offsets are 32 bits wide, so a claim file is shorter than 4 GiB. A decoded byte may take three.
const LONGEST: u64 = (u32::MAX / 4) as u64;
/// Folders nested deeper are not searched.
const DEEPEST: usize = 64;

/// A case as it was read.
#[derive(Debug)]
pub(super) struct Case {
    /// Its folder, canonicalised.
    pub(super) folder: PathBuf,
    pub(super) files: Files,
    /// What could not be read as it is.
    pub(super) problems: Vec<Diagnostic>,
}

/// Reads the case in a folder, or one claim file alone.
///
/// # Errors
/// If the path is missing, or is neither a folder nor a claim file: what is wrong, in words.
pub(super) fn read(path: &Path) -> Result<Case, String> {
    let (folder, found) = find(path)?;
    let mut found: Vec<Found> = found
        .into_iter()
        .map(|at| Found::new(&folder, at))
        .collect();
    found.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
    let mut case = Case {
        folder,
        files: Files::default(),
        problems: Vec::new(),
    };
    let read: Vec<_> = found
        .into_par_iter()
        .with_max_len(1)
        .map(Found::read)
        .collect();
    for (found, read) in read {
        case.take(found, read);
    }
    case.take_settings();
    Ok(case)
}

/// The claim files of the case in a folder, or one claim file alone, in no order; with the folder, canonicalised.
fn find(path: &Path) -> Result<(PathBuf, Vec<Entry>), String> {
    let real = path
        .canonicalize()
        .map_err(|error| complaint(path, &error))?;
    if !real.is_dir() {
        return one_file(path, &real);
    }
    let mut search = Search::new(&real);
    search.folder(&real, &real, 0);
    let found = search.found;
    Ok((real, found))
}

/// The paths of all that [`read`] would read: claim files and settings.
pub(super) fn paths(path: &Path) -> Result<Vec<PathBuf>, String> {
    let (folder, found) = find(path)?;
    let mut paths: Vec<PathBuf> = found.into_iter().map(|entry| entry.path).collect();
    paths.push(folder.join(settings::FILE));
    Ok(paths)
}

/// Whether claim files stand in a folder, whose path is canonical, or below it.
pub(super) fn has_claims(folder: &Path) -> bool {
    let mut search = Search::new(folder);
    search.folder(folder, folder, 0);
    !search.found.is_empty()
}

fn complaint(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("there is no file or folder \"{}\"", path.display()),
        _ => format!("cannot read \"{}\": {error}", path.display()),
    }
}

fn one_file(path: &Path, real: &Path) -> Result<(PathBuf, Vec<Entry>), String> {
    if !is_claims(path) {
        return Err(format!(
            "\"{}\" is neither a folder nor a .claims file",
            path.display()
        ));
    }
    if !real.is_file() {
        return Err(format!("\"{}\" is not a regular file", path.display()));
    }
    let folder = real.parent().unwrap_or(real).to_owned();
    let entry = Entry {
        path: real.to_owned(),
        problem: None,
    };
    Ok((folder, vec![entry]))
}

fn is_claims(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "claims")
}

/// Whether a file is meant to be a claim file, and has the ending that an editor has put behind its name, or capitals.
fn is_misnamed(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    name.ends_with(".claims.txt") || name.ends_with(".claims")
}

/// Settings in a folder above a case, which set nothing in it: who checks a part of a case may miss what they say. They are not opened.
pub(super) fn settings_above(folder: &Path) -> Option<PathBuf> {
    let settings = |folder: &Path| {
        let path = folder.join(settings::FILE);
        path.symlink_metadata().is_ok().then_some(path)
    };
    match settings(folder) {
        Some(_) => None,
        None => folder.ancestors().skip(1).find_map(settings),
    }
}

/// A path, with what kept it from being read.
#[derive(Debug)]
struct Entry {
    path: PathBuf,
    problem: Option<String>,
}

/// A file with its name inside the case.
struct Found {
    name: String,
    /// Whether the name is the file's own: names that are not UTF-8 are shown as well as they can be.
    exact: bool,
    entry: Entry,
}

/// What stands in a file.
enum Content {
    /// Text, and where its first byte stood that is none.
    Text(String, Option<usize>),
    Utf16,
}

impl Content {
    fn decoded(mut bytes: Vec<u8>) -> Self {
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return Self::Utf16;
        }
        if bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text, None),
            Err(error) => {
                let bad = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Self::Text(text, Some(bad))
            }
        }
    }
}

impl Found {
    /// The file with what stands in it, or what kept it from being read.
    fn read(mut self) -> (Self, Result<Content, String>) {
        let read = match self.entry.problem.take() {
            Some(problem) => Err(problem),
            None => read_regular(&self.entry.path, LONGEST)
                .map(Content::decoded)
                .map_err(|error| error.to_string()),
        };
        (self, read)
    }

    fn new(folder: &Path, entry: Entry) -> Self {
        let inside = entry.path.strip_prefix(folder).unwrap_or(&entry.path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        let exact = inside.to_str().is_some();
        Self {
            name: parts.join("/"),
            exact,
            entry,
        }
    }
}

/// What the listing of a folder names.
struct Listed {
    path: PathBuf,
    /// Whether it is a link, or may be one.
    is_link: bool,
    is_folder: bool,
}

impl Listed {
    fn new(entry: fs::DirEntry) -> Self {
        let kind = entry.file_type().ok();
        Self {
            path: entry.path(),
            is_link: kind.is_none_or(|kind| kind.is_symlink()),
            is_folder: kind.is_some_and(|kind| kind.is_dir()),
        }
    }

    /// Its canonical path, by that of the folder in which it stands, and whether it is a folder. Only of a link that has to be asked.
    fn real(&self, folder: &Path) -> Option<(PathBuf, bool)> {
        if !self.is_link {
            return Some((folder.join(self.path.file_name()?), self.is_folder));
        }
        let real = self.path.canonicalize().ok()?;
        let is_folder = real.is_dir();
        Some((real, is_folder))
    }
}

/// A walk through folders that follows links inside the case only, and no folder twice.
struct Search<'a> {
    root: &'a Path,
    seen: HashSet<PathBuf>,
    found: Vec<Entry>,
}

impl<'a> Search<'a> {
    fn new(root: &'a Path) -> Self {
        Self {
            root,
            seen: HashSet::new(),
            found: Vec::new(),
        }
    }

    /// Searches a folder, `real` being its canonical path.
    fn folder(&mut self, folder: &Path, real: &Path, depth: usize) {
        let listing = match fs::read_dir(folder) {
            _ if depth > DEEPEST => {
                return self.fail(folder, "folders are nested too deep to be searched");
            }
            Ok(listing) => listing,
            Err(error) => return self.fail(folder, &format!("the folder cannot be read: {error}")),
        };
        let mut listed: Vec<Listed> = listing.flatten().map(Listed::new).collect();
        // Links come last, so that a folder goes by its own name and not by that of a link to it.
        listed.sort_by(|one, other| (one.is_link, &one.path).cmp(&(other.is_link, &other.path)));
        for listed in listed {
            self.visit(&listed, real, depth);
        }
    }

    fn visit(&mut self, listed: &Listed, real_folder: &Path, depth: usize) {
        let path = &*listed.path;
        let name = path.file_name().unwrap_or_default();
        if name.as_encoded_bytes().starts_with(b".") {
            return;
        }
        let Some((real, is_folder)) = listed.real(real_folder) else {
            if is_claims(path) {
                self.fail(path, "the link leads nowhere");
            }
            return;
        };
        if !real.starts_with(self.root) {
            if is_claims(path) {
                self.fail(
                    path,
                    "the link leads out of the case, so it is not followed",
                );
            }
        } else if is_folder {
            if real != self.root && self.seen.insert(real.clone()) {
                self.folder(path, &real, depth + 1);
            }
        } else if is_claims(path) && self.seen.insert(real) {
            self.found.push(Entry {
                path: path.to_owned(),
                problem: None,
            });
        } else if is_misnamed(name) {
            self.fail(path, "its name has to end in `.claims`");
        }
    }

    fn fail(&mut self, path: &Path, problem: &str) {
        let problem = Some(problem.to_owned());
        self.found.push(Entry {
            path: path.to_owned(),
            problem,
        });
    }
}

impl Case {
    /// Adds a file; one that cannot be read stands empty, so that what is wrong has a place.
    fn take(&mut self, found: Found, read: Result<Content, String>) {
        match read {
            Ok(content) => self.add(found.name.clone(), content),
            Err(problem) => {
                let id = self.files.add(File::new(found.name.clone(), ""));
                self.problem(
                    id,
                    0,
                    format!("{} cannot be read: {problem}", found.name),
                    "",
                );
            }
        }
        if !found.exact {
            let id = FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX));
            let message = format!("the name of {} is not UTF-8", found.name);
            self.problem(id, 0, message, "Give the file a name in UTF-8.");
        }
    }

    /// Adds the settings, if there are any.
    fn take_settings(&mut self) {
        if self.folder.join(settings::FILE).symlink_metadata().is_err() {
            return;
        }
        let (text, problem) = match Folder::new(&self.folder).read(settings::FILE) {
            Ok(text) => (text, None),
            Err(problem) => (String::new(), Some(problem)),
        };
        let id = self.files.add(File::of_settings(settings::FILE, text));
        if let Some(problem) = problem {
            let message = format!("{} cannot be read: {problem}", settings::FILE);
            self.problem(id, 0, message, "");
        }
    }

    fn add(&mut self, name: String, content: Content) {
        let Content::Text(text, bad) = content else {
            let message = format!("{name} is UTF-16, not UTF-8, and was not read");
            let id = self.files.add(File::new(name, ""));
            self.problem(id, 0, message, "Save the file as UTF-8.");
            return;
        };
        let message = format!("{name} is not UTF-8 throughout");
        let id = self.files.add(File::new(name, text));
        if let Some(at) = bad {
            let advice = "Save the file as UTF-8. What could be read is checked.";
            self.problem(id, at, message, advice);
        }
    }

    fn problem(&mut self, file: FileId, at: usize, message: String, advice: &str) {
        let text = &self.files.get(file).text;
        let width = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        let span = Span::new(at, at + width);
        let said = if at > 0 || width > 0 {
            "the first byte that is no text"
        } else {
            ""
        };
        let mut diagnostic =
            Diagnostic::new(Code::Unreadable, message).at(Location { file, span }, said);
        if !advice.is_empty() {
            diagnostic = diagnostic.advise(advice);
        }
        self.problems.push(diagnostic);
    }
}
