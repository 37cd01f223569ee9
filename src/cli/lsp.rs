//! `belie lsp`: the language server over standard input and output, with the files and the clock that it asks for.

use std::io::{self, Write};
use std::path::Path;

use super::sources::Folder;
use super::{FOUND, GOOD, case, dispute, setting};
use crate::analysis::Setting;
use crate::server::{OnDisk, World, serve};
use crate::settings;
use crate::text::Reader;

/// Serves an editor until it takes its leave; 1 if it went away without.
pub(super) fn lsp(out: &mut dyn Write) -> u8 {
    match serve(io::stdin(), out, &Disk) {
        true => GOOD,
        false => FOUND,
    }
}

/// The files of this machine.
struct Disk;

impl World for Disk {
    fn has_settings(&self, folder: &Path) -> bool {
        folder.join(settings::FILE).is_file()
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn read(&self, folder: &Path) -> Vec<OnDisk> {
        if !folder.is_dir() {
            return Vec::new();
        }
        let Ok(case) = case::read(folder) else {
            return Vec::new();
        };
        let mut files: Vec<OnDisk> = case
            .files
            .iter()
            .map(|(_, file)| OnDisk {
                path: file.path.clone(),
                text: file.text.clone(),
                problems: Vec::new(),
            })
            .collect();
        for problem in case.problems {
            let place = problem.labels.first().map(|label| label.location.file.0);
            let file = place.and_then(|index| files.get_mut(index as usize));
            if let Some(file) = file {
                file.problems.push(problem);
            }
        }
        files
    }

    fn texts(&self, folder: &Path) -> Box<dyn Reader> {
        // As the command does it: links are followed, but none out of the folder.
        let real = folder.canonicalize();
        Box::new(Folder::new(real.as_deref().unwrap_or(folder)))
    }

    fn path_inside(&self, folder: &Path, file: &Path) -> Option<String> {
        let (folder, file) = (folder.canonicalize().ok()?, file.canonicalize().ok()?);
        let inside = file.strip_prefix(folder).ok()?;
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        parts.map(|parts| parts.join("/"))
    }

    fn setting(&self) -> Setting {
        setting()
    }

    fn today(&self) -> String {
        dispute::today()
    }
}
