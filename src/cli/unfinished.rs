//! Files in the making have hidden names beside their places, and get their own when they are whole. Whatever keeps them from that, they
//! are removed: a failure, Ctrl-C, a system that shuts down. Only what gives a program no time to do anything leaves one behind.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use super::INTERRUPTED;

/// All of them, of the whole program: Ctrl-C knows no caller.
static ALL: Mutex<All> = Mutex::new(All {
    paths: BTreeSet::new(),
    folders: BTreeSet::new(),
    is_over: false,
});

struct All {
    paths: BTreeSet<PathBuf>,
    /// New folders, each behind those that it lies in.
    folders: BTreeSet<PathBuf>,
    /// Nothing is begun any more.
    is_over: bool,
}

fn all() -> MutexGuard<'static, All> {
    // A thread that failed with it in its hands has left it whole.
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is removed when this is dropped, unless it has got its place.
#[derive(Debug)]
pub(super) struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    /// Makes a file in the same folder, so that moving it to its place is one step of the file system.
    pub(super) fn beside(place: &Path) -> io::Result<(Self, File)> {
        let name = place
            .file_name()
            .ok_or_else(|| io::Error::other("it is not the name of a file"))?;
        // The folder would let it be replaced, but whoever protected it means it.
        if fs::metadata(place).is_ok_and(|old| old.is_file() && old.permissions().readonly()) {
            return Err(io::Error::other("it is write-protected"));
        }
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.tmp", std::process::id()));
        Self::make(place.with_file_name(hidden))
    }

    fn make(path: PathBuf) -> io::Result<(Self, File)> {
        end_tidily(end);
        let mut all = all();
        if all.is_over {
            return Err(io::ErrorKind::Interrupted.into());
        }
        // A file or link of that name is somebody else's: it is neither followed nor overwritten.
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)?;
        all.paths.insert(path.clone());
        Ok((Self { path }, file))
    }

    /// Opens it again, to go on at its end.
    pub(super) fn open(&self) -> io::Result<File> {
        let _all = all();
        OpenOptions::new().append(true).open(&self.path)
    }

    /// Puts it in its place; what is there goes.
    pub(super) fn replace(self, place: &Path) -> io::Result<()> {
        let mut all = all();
        fs::rename(&self.path, place)?;
        all.paths.remove(&self.path);
        Ok(())
    }

    /// Gives it its name, where nothing has that. It is still removed if it is not [kept](keep).
    pub(super) fn name(mut self, place: &Path) -> io::Result<Self> {
        let mut all = all();
        // A file that has come meanwhile is somebody's: it is not replaced. Some file systems know no links.
        match fs::hard_link(&self.path, place) {
            Ok(()) => fs::remove_file(&self.path)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) => fs::rename(&self.path, place)?,
        }
        all.paths.remove(&self.path);
        all.paths.insert(place.to_owned());
        self.path = place.to_owned();
        drop(all);
        Ok(self)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if all().paths.remove(&self.path) {
            // What cannot be removed is hidden and harmless.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// New folders, which are removed when this is dropped, unless something stands in them then.
#[derive(Debug, Default)]
pub(super) struct NewFolders(BTreeSet<PathBuf>);

impl NewFolders {
    /// Makes a folder with all that it lies in.
    pub(super) fn make(&mut self, folder: &Path) -> io::Result<()> {
        end_tidily(end);
        let mut all = all();
        if all.is_over {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let missing = folder
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && path.symlink_metadata().is_err());
        for path in missing {
            all.folders.insert(path.to_owned());
            self.0.insert(path.to_owned());
        }
        fs::create_dir_all(folder)
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        let mut all = all();
        for path in self.0.iter().rev() {
            if all.folders.remove(path) {
                // One that is not empty stays.
                let _ = fs::remove_dir(path);
            }
        }
    }
}

/// These are whole, all at once: after this, nothing removes them.
pub(super) fn keep(files: Vec<Unfinished>) {
    let mut all = all();
    for file in &files {
        all.paths.remove(&file.path);
    }
    drop(all);
}

/// Has Ctrl-C (and what else asks the program to end) remove all that is unfinished, and then do this. Who asks first decides. Where it
/// cannot be had, it ends the program as it always does, and hidden files stay behind.
pub(super) fn end_tidily(then: impl Fn() + Send + 'static) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = ctrlc::set_handler(move || {
            // Whoever wants a file meanwhile waits: what is removed must not look as if something had gone wrong.
            let all = remove_all();
            then();
            drop(all);
        });
    });
}

fn remove_all() -> MutexGuard<'static, All> {
    let mut all = all();
    all.is_over = true;
    for path in std::mem::take(&mut all.paths) {
        let _ = fs::remove_file(path);
    }
    for path in std::mem::take(&mut all.folders).iter().rev() {
        let _ = fs::remove_dir(path);
    }
    all
}

#[allow(
    clippy::exit,
    reason = "reading from a pipe may wait for ever, and nobody else can end the program then"
)]
fn end() {
    std::process::exit(i32::from(INTERRUPTED));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = names
            .map(|one| one.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn new_folders_stay_if_something_stands_in_them() {
        let folder = tempfile::tempdir().unwrap();
        let mut new = NewFolders::default();
        for path in ["a/b/c", "a/d", "e"] {
            new.make(&folder.path().join(path)).unwrap();
        }
        fs::write(folder.path().join("a/d/x"), "").unwrap();
        drop(new);
        assert_eq!(names(folder.path()), ["a"]);
        assert_eq!(names(&folder.path().join("a")), ["d"]);
        // Nor is one removed that was there.
        let mut new = NewFolders::default();
        new.make(&folder.path().join("a")).unwrap();
        drop(new);
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn what_is_given_up_is_removed_and_what_is_kept_stays() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        let begin = |name: &str| Unfinished::beside(&place(name)).unwrap().0;
        drop(begin("a"));
        assert_eq!(names(folder.path()), [""; 0]);
        begin("a").replace(&place("a")).unwrap();
        let named = begin("b").name(&place("b")).unwrap();
        drop(begin("c").name(&place("c")).unwrap());
        assert_eq!(names(folder.path()), ["a", "b"]);
        keep(vec![named]);
        assert_eq!(names(folder.path()), ["a", "b"]);
        assert!(begin("b").name(&place("b")).is_err(), "somebody's file");
        assert_eq!(names(folder.path()), ["a", "b"]);
    }
}
