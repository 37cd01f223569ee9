//! The cases that are open: for each its folder, its state in memory, and which of its files the editor has open.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use url::Url;

use super::document::Document;
use super::uri;
use super::world::World;
use crate::analysis::Session;
use crate::text::{ReadError, Reader};

/// How claim files end.
const CLAIMS: &str = ".claims";
/// The settings of a case.
pub(super) const SETTINGS: &str = "belie.toml";

/// How the addresses of texts begin that are not yet files.
const UNSAVED: &str = "untitled";

/// What tells one case from another: its folder, or the address of a text that lies in none.
pub(super) type Key = PathBuf;

/// A case that is open.
pub(super) struct Case {
    /// Its folder, as the editor calls it.
    pub(super) folder: PathBuf,
    /// Its files.
    pub(super) session: Session,
    /// Its files that are open in the editor, by their paths inside it.
    pub(super) open: BTreeMap<String, Url>,
    /// Those of them that begin, as the editor counts, with a byte-order mark.
    pub(super) marked: BTreeSet<String>,
    /// The open ones among its texts.
    texts: Texts,
    /// Whether it has changed since its diagnostics were published.
    pub(super) stale: bool,
}

/// Texts of sources that are open in the editor, by their paths inside the case.
type Texts = Rc<RefCell<BTreeMap<String, String>>>;

/// Reads texts from the editor first.
struct Overlay {
    open: Texts,
    disk: Option<Box<dyn Reader>>,
}

impl Reader for Overlay {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let plain: Vec<&str> = path.split('/').filter(|part| *part != ".").collect();
        if let Some(text) = self.open.borrow().get(&plain.join("/")) {
            return Ok(text.clone());
        }
        let disk = self.disk.as_ref().ok_or(ReadError::Missing)?;
        disk.read(path)
    }
}

impl Case {
    fn new(folder: &Path, world: &dyn World, on_disk: bool) -> Self {
        let texts = Texts::default();
        let overlay = Overlay {
            open: Rc::clone(&texts),
            disk: on_disk.then(|| world.texts(folder)),
        };
        let mut case = Self {
            folder: folder.to_owned(),
            session: Session::new(Box::new(overlay), world.setting()),
            open: BTreeMap::new(),
            marked: BTreeSet::new(),
            texts,
            stale: true,
        };
        if on_disk {
            case.read(world);
        }
        case
    }

    /// Takes over what has changed on disk; what is open in the editor is the editor's.
    pub(super) fn changed_on_disk(&mut self, paths: &[PathBuf], world: &dyn World) {
        let inside: Vec<String> = paths
            .iter()
            .filter_map(|path| match self.folder.starts_with(path) {
                true => Some(String::new()),
                false => plain_path(&self.folder, path),
            })
            .filter(|path| !self.open.contains_key(path))
            .collect();
        let folders = self.is_folder_among(&inside, world);
        if folders || inside.iter().any(|path| is_own(path)) {
            self.read(world);
        }
        if folders
            || inside
                .iter()
                .any(|path| self.session.analysis().reads(path))
        {
            self.session.texts_changed();
            self.stale = true;
        }
    }

    /// Whether one of these is a folder, which came or went with all that is in it: the editor need not tell more.
    fn is_folder_among(&mut self, changed: &[String], world: &dyn World) -> bool {
        let gone: HashSet<&str> = changed.iter().map(String::as_str).collect();
        let lies_in = |path: &str| {
            let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
            folders.chain([""]).any(|folder| gone.contains(folder))
        };
        self.session.paths().any(lies_in)
            || self
                .session
                .analysis()
                .text_paths()
                .any(|path| lies_in(&path))
            || changed
                .iter()
                .any(|path| !is_hidden(path) && world.is_folder(&self.folder.join(path)))
    }

    /// Takes over what is on disk, but for what is open in the editor.
    fn read(&mut self, world: &dyn World) {
        let mut there = HashSet::new();
        for file in world.read(&self.folder) {
            if !self.open.contains_key(&file.path) {
                self.session.set_read(&file.path, file.text, file.problems);
            }
            there.insert(file.path);
        }
        let gone = |path: &&str| !there.contains(*path) && !self.open.contains_key(*path);
        let paths = self.session.paths().chain([SETTINGS]);
        let gone: Vec<String> = paths.filter(gone).map(str::to_owned).collect();
        for path in gone {
            self.session.remove(&path);
        }
        self.stale = true;
    }

    /// Takes over what stands in the editor.
    pub(super) fn write(&mut self, path: &str, address: &Url, document: &Document) {
        if !self.open.contains_key(path) {
            self.open.insert(path.to_owned(), address.clone());
        }
        match document.has_mark() {
            true => _ = self.marked.insert(path.to_owned()),
            false => _ = self.marked.remove(path),
        }
        let text = document.plain();
        if is_own(path) {
            self.session.set(path, text);
        } else {
            self.texts
                .borrow_mut()
                .insert(path.to_owned(), text.to_owned());
            if !self.session.analysis().reads(path) {
                return;
            }
            self.session.texts_changed();
        }
        self.stale = true;
    }

    /// A file is closed: from now on what is on disk counts.
    fn close(&mut self, path: &str, world: &dyn World) {
        self.open.remove(path);
        self.marked.remove(path);
        if self.texts.borrow_mut().remove(path).is_some() {
            self.session.texts_changed();
        }
        self.read(world);
    }
}

/// The address of a file by its path inside the case: the one by which the editor knows it, if it is open.
pub(super) fn address_in(folder: &Path, open: &BTreeMap<String, Url>, path: &str) -> Option<Url> {
    match open.get(path) {
        Some(address) => Some(address.clone()),
        None => uri::address(&folder.join(path)),
    }
}

/// Whether a file is the language's own, and not the text of a source.
fn is_own(path: &str) -> bool {
    path.ends_with(CLAIMS) || path == SETTINGS
}

/// Whether a file or a folder above it is hidden, and so no part of a case.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// All cases that are open.
#[derive(Default)]
pub(super) struct Cases {
    open: BTreeMap<Key, Case>,
}

impl Cases {
    /// Each with what tells it from the others.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (&Key, &mut Case)> {
        self.open.iter_mut()
    }

    /// The case with this key.
    pub(super) fn get(&mut self, key: &Key) -> Option<&mut Case> {
        self.open.get_mut(key)
    }

    /// The folders of all.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.open.keys().cloned().collect()
    }

    /// Opens the case in a folder.
    pub(super) fn open_folder(&mut self, folder: &Path, world: &dyn World) {
        if !self.open.contains_key(folder) {
            self.open
                .insert(folder.to_owned(), Case::new(folder, world, true));
        }
    }

    /// The case that a text belongs to, and its path in it; the case is opened if it was not. None for a text that no case knows
    /// what to do with.
    pub(super) fn place(
        &mut self,
        address: &Url,
        folders: &[PathBuf],
        world: &dyn World,
    ) -> Option<(Key, String)> {
        let Some(file) = uri::file_path(address) else {
            return self.unsaved(address, world);
        };
        let folder = folder_of(&file, folders, world)?;
        let path = match world.path_inside(&folder, &file) {
            Some(path) => path,
            None => plain_path(&folder, &file)?,
        };
        // As the command does it: what is hidden is no part of a case.
        if is_hidden(&path) {
            return None;
        }
        self.open_folder(&folder, world);
        Some((folder, path))
    }

    /// A text that is not yet a file is a case of its own. What comes from elsewhere, such as an older state of a file, is none.
    fn unsaved(&mut self, address: &Url, world: &dyn World) -> Option<(Key, String)> {
        if address.scheme() != UNSAVED {
            return None;
        }
        let key = PathBuf::from(address.as_str());
        self.open
            .entry(key.clone())
            .or_insert_with(|| Case::new(&key, world, false));
        Some((key, "unsaved.claims".to_owned()))
    }

    /// A text is closed. A case of a text that never was a file ends with it.
    pub(super) fn close(&mut self, key: &Key, path: &str, world: &dyn World) {
        let Some(case) = self.open.get_mut(key) else {
            return;
        };
        if case.folder.is_absolute() {
            case.close(path, world);
        } else {
            self.open.remove(key);
        }
    }

    /// Closes the cases that `goes` says.
    pub(super) fn forget(&mut self, goes: impl Fn(&Case) -> bool) {
        self.open.retain(|_, case| !goes(case));
    }
}

/// The folder of the case that a file belongs to: the nearest above it with settings, but none outside the workspace folder around it;
/// else that folder; else the file's own.
fn folder_of(file: &Path, folders: &[PathBuf], world: &dyn World) -> Option<PathBuf> {
    let own = file.parent()?;
    let around = folders
        .iter()
        .filter(|folder| file.starts_with(folder))
        .max_by_key(|folder| folder.components().count());
    let inside = |folder: &&Path| around.is_none_or(|around| folder.starts_with(around));
    let settled = own
        .ancestors()
        .take_while(inside)
        .find(|folder| world.has_settings(folder));
    let folder = settled.or(around.map(PathBuf::as_path)).unwrap_or(own);
    Some(folder.to_owned())
}

/// The path of a file that is not on disk yet.
fn plain_path(folder: &Path, file: &Path) -> Option<String> {
    let inside = file.strip_prefix(folder).ok()?;
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}
