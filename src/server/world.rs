//! What the server needs of the world outside, so that it touches no file itself.

use std::path::Path;

use crate::analysis::Setting;
use crate::diagnostic::Diagnostic;
use crate::text::Reader;

/// A file of a case as it stands on disk.
#[derive(Debug)]
pub struct OnDisk {
    /// Its path inside the case, with `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What was wrong when it was read.
    pub problems: Vec<Diagnostic>,
}

/// The files of cases, and the day.
pub trait World {
    /// Whether a case has its settings in this folder, which makes it the folder of a case.
    fn has_settings(&self, folder: &Path) -> bool;

    /// Whether a folder stands here.
    fn is_folder(&self, path: &Path) -> bool;

    /// The claim files and the settings of the case in a folder; none if there is no such folder.
    fn read(&self, folder: &Path) -> Vec<OnDisk>;

    /// Reads the texts of the case in a folder.
    fn texts(&self, folder: &Path) -> Box<dyn Reader>;

    /// The path of a file inside the case in a folder, once all links are followed; none if it lies elsewhere or is not there.
    fn path_inside(&self, folder: &Path, file: &Path) -> Option<String>;

    /// What checks may know.
    fn setting(&self) -> Setting;

    /// Today's date, as the language has it.
    fn today(&self) -> String;
}
