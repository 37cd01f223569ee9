//! Claim files in the making: all of them are there in the end, or none.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::cli::unfinished::{NewFolders, Unfinished, keep};

/// So many are open at a time; systems allow few more.
const OPEN_MAX: usize = 64;

/// New files of a folder.
pub(super) struct NewFiles {
    folder: PathBuf,
    /// By their names inside the case.
    made: BTreeMap<String, Unfinished>,
    open: BTreeMap<String, BufWriter<File>>,
    /// Behind the files, as they go first.
    folders: NewFolders,
}

impl NewFiles {
    /// In a folder that may be among the new ones.
    pub(super) fn new(folder: &Path, folders: NewFolders) -> Self {
        Self {
            folder: folder.to_owned(),
            made: BTreeMap::new(),
            open: BTreeMap::new(),
            folders,
        }
    }

    /// Adds a text to a file.
    pub(super) fn put(&mut self, name: &str, text: &str) -> io::Result<()> {
        if !self.made.contains_key(name) {
            self.make(name)?;
        }
        let written = self
            .writer(name)
            .and_then(|file| file.write_all(text.as_bytes()));
        written.map_err(|error| cannot_write(&self.folder.join(name), &error))
    }

    fn make(&mut self, name: &str) -> io::Result<()> {
        let place = self.folder.join(name);
        if place.symlink_metadata().is_ok() {
            return Err(io::Error::other(format!(
                "there is already {name}, and nothing is written to files that are there; import into another folder"
            )));
        }
        let parent = place.parent().unwrap_or(&self.folder).to_owned();
        let made = self.folders.make(&parent);
        made.map_err(|error| cannot_write(&place, &error))?;
        // A link on the way would lead out of the case.
        if !parent.canonicalize()?.starts_with(&self.folder) {
            return Err(io::Error::other(format!("{name} lies outside the case")));
        }
        let begun = Unfinished::beside(&place);
        let (unfinished, file) = begun.map_err(|error| cannot_write(&place, &error))?;
        self.made.insert(name.to_owned(), unfinished);
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
            let made = self.made.get(name).ok_or(io::ErrorKind::NotFound)?;
            let file = made.open()?;
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
        let mut named = Vec::new();
        let names = self.made.keys().cloned().collect();
        for (name, made) in self.made {
            let place = self.folder.join(&name);
            named.push(made.name(&place).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    io::Error::other(format!("there is already {name}"))
                }
                _ => error,
            })?);
        }
        keep(named);
        Ok(names)
    }
}

fn cannot_write(place: &Path, error: &io::Error) -> io::Error {
    io::Error::other(format!("cannot write \"{}\": {error}", place.display()))
}
