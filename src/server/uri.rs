//! Addresses of files, and back.

use std::path::{Path, PathBuf};

use url::Url;

/// The path of a file's address.
pub(super) fn path_of(address: &str) -> Option<PathBuf> {
    file_path(&Url::parse(address).ok()?)
}

/// The same of one that has been read.
pub(super) fn file_path(address: &Url) -> Option<PathBuf> {
    (address.scheme() == "file").then(|| address.to_file_path().ok())?
}

/// The address of a file.
pub(super) fn address(path: &Path) -> Option<Url> {
    Url::from_file_path(path).ok()
}
