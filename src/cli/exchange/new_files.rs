//! Claim files in the making: all of them are there in the end, or none.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// So many are open at a time; systems allow few more.
const OPEN_MAX: usize = 64;

/// New files of a folder. Until they are finished they have hidden names; given up, they are removed.
pub(super) struct NewFiles {
    folder: PathBuf,
    /// By their names inside the case: whether something stands in it, which is so once it is made.
    made: BTreeMap<String, PathBuf>,
    open: BTreeMap<String, BufWriter<File>>,
    finished: bool,
}

impl NewFiles {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            made: BTreeMap::new(),
            open: BTreeMap::new(),
            finished: false,
        }
    }

    /// Adds a text to a file.
    pub(super) fn put(&mut self, name: &str, text: &str) -> io::Result<()> {
        if !self.made.contains_key(name) {
            self.make(name)?;
        }
        self.writer(name)?.write_all(text.as_bytes())
    }

    fn make(&mut self, name: &str) -> io::Result<()> {
        let place = self.folder.join(name);
        if place.symlink_metadata().is_ok() {
            return Err(io::Error::other(format!(
                "there is already {name}, and nothing is written to files that are there; import into another folder"
            )));
        }
        let parent = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent)?;
        // A link on the way would lead out of the case.
        if !parent.canonicalize()?.starts_with(&self.folder) {
            return Err(io::Error::other(format!("{name} lies outside the case")));
        }
        let last = place.file_name().unwrap_or_default().to_string_lossy();
        let beside = place.with_file_name(format!(".{last}.{}.tmp", std::process::id()));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)?;
        self.made.insert(name.to_owned(), beside);
        self.keep(name, file)
    }

    fn keep(&mut self, name: &str, file: File) -> io::Result<()> {
        if self.open.len() >= OPEN_MAX {
            for (_, mut writer) in std::mem::take(&mut self.open) {
                writer.flush()?;
            }
        }
        self.open.insert(name.to_owned(), BufWriter::new(file));
        Ok(())
    }

    fn writer(&mut self, name: &str) -> io::Result<&mut BufWriter<File>> {
        if !self.open.contains_key(name) {
            let beside = self.made.get(name).ok_or(io::ErrorKind::NotFound)?;
            let file = OpenOptions::new().append(true).open(beside)?;
            self.keep(name, file)?;
        }
        self.open
            .get_mut(name)
            .ok_or(io::ErrorKind::NotFound.into())
    }

    /// Gives the files their names; tells these.
    pub(super) fn finish(mut self) -> io::Result<Vec<String>> {
        for (_, mut writer) in std::mem::take(&mut self.open) {
            writer.flush()?;
        }
        for (name, beside) in &self.made {
            // A file that has come meanwhile is somebody's: it is not replaced.
            fs::hard_link(beside, self.folder.join(name)).or_else(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    Err(io::Error::other(format!("there is already {name}")))
                }
                // Some file systems know no links.
                _ => fs::rename(beside, self.folder.join(name)),
            })?;
            let _ = fs::remove_file(beside);
        }
        self.finished = true;
        Ok(self.made.keys().cloned().collect())
    }
}

impl Drop for NewFiles {
    fn drop(&mut self) {
        if !self.finished {
            for beside in self.made.values() {
                // What cannot be removed is hidden and harmless.
                let _ = fs::remove_file(beside);
            }
        }
    }
}
