//! Claim files written anew: whole or not at all, and nowhere but in the case.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::unfinished::Unfinished;

/// What some editors put in front of a text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Gives a file of the case another text. `before` is the text that was read from it, none if there was no such file; the folder is
/// canonical.
///
/// # Errors
/// If the file lies outside the case once links are followed, is not what was read, or cannot be written: why, in words. The file is
/// as it was then.
pub(super) fn replace(
    folder: &Path,
    name: &str,
    before: Option<&str>,
    after: &str,
) -> Result<(), String> {
    let failed = |error: &io::Error| format!("cannot write {name}: {error}");
    let path = inside(folder, name)?;
    let mut bytes = Vec::with_capacity(after.len());
    match (before, fs::read(&path)) {
        (None, Err(error)) if error.kind() == io::ErrorKind::NotFound => {}
        (Some(before), Ok(now)) => {
            let (mark, text) = match now.strip_prefix(BYTE_ORDER_MARK) {
                Some(text) => (BYTE_ORDER_MARK, text),
                None => (&[][..], now.as_slice()),
            };
            if text != before.as_bytes() {
                return Err(not_as_read(name));
            }
            bytes.extend_from_slice(mark);
        }
        (_, Err(error)) => return Err(failed(&error)),
        (None, Ok(_)) => return Err(not_as_read(name)),
    }
    bytes.extend_from_slice(after.as_bytes());
    write_whole(&path, &bytes).map_err(|error| failed(&error))
}

fn not_as_read(name: &str) -> String {
    format!(
        "{name} is not what was read from it: it is no UTF-8 text, or somebody has just changed it; nothing was written"
    )
}

/// The place of a file, all links followed.
fn inside(folder: &Path, name: &str) -> Result<PathBuf, String> {
    let path = folder.join(name);
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(path),
        Err(error) => return Err(format!("cannot write {name}: {error}")),
        Ok(_) => {}
    }
    let real = path
        .canonicalize()
        .map_err(|error| format!("cannot write {name}: {error}"))?;
    if !real.starts_with(folder) {
        return Err(format!(
            "{name} is a link that leads out of the case; nothing is written there"
        ));
    }
    if !real.is_file() {
        return Err(format!(
            "{name} is not a regular file; nothing is written there"
        ));
    }
    Ok(real)
}

/// Writes beside the file, then puts that in its place.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (unfinished, mut file) = Unfinished::beside(path)?;
    file.write_all(bytes)?;
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()?;
    unfinished.replace(path)
}
