//! Texts of sources, read from inside the case and from nowhere else.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use crate::text::{ReadError, Reader};

/// No text of a source is longer, in bytes: 64 MiB.
const LONGEST: u64 = 64 << 20;

/// The folder of a case, as a place to read texts from.
pub(super) struct Folder {
    folder: PathBuf,
}

impl Folder {
    /// A folder that has been canonicalised.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Where a path leads, links not followed; none if it is no path inside a case. `C:/` is none on any system.
    fn place(&self, path: &str) -> Option<PathBuf> {
        let relative = Path::new(path);
        let stays = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        let from_disk = path.get(1..3) == Some(":/");
        let inside = !path.is_empty()
            && !from_disk
            && !path.contains('\\')
            && relative.components().all(stays);
        inside.then(|| self.folder.join(relative))
    }

    /// The file behind a path, if it is a regular file inside the folder once all links are followed.
    fn inside(&self, path: &str) -> Result<PathBuf, ReadError> {
        if path.trim().is_empty() {
            return Err(ReadError::Unnamed);
        }
        let real = self
            .place(path)
            .ok_or(ReadError::Outside)?
            .canonicalize()
            .map_err(|error| refusal(&error))?;
        if real.starts_with(&self.folder) {
            Ok(real)
        } else {
            Err(ReadError::Outside)
        }
    }
}

impl Reader for Folder {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let path = self.inside(path)?;
        let bytes = read_regular(&path, LONGEST).map_err(|error| refusal(&error))?;
        let bytes = bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .map(<[u8]>::to_vec)
            .unwrap_or(bytes);
        String::from_utf8(bytes)
            .map_err(|error| ReadError::NotText(error.utf8_error().valid_up_to()))
    }
}

/// The texts of a case, where somebody is told the place of each before it is read.
pub(super) struct Noted<'a> {
    texts: Folder,
    note: Mutex<&'a mut (dyn FnMut(PathBuf) + Send)>,
}

impl<'a> Noted<'a> {
    /// Tells `note`.
    pub(super) fn new(texts: Folder, note: &'a mut (dyn FnMut(PathBuf) + Send)) -> Self {
        let note = Mutex::new(note);
        Self { texts, note }
    }
}

impl Reader for Noted<'_> {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        if let (Some(place), Ok(mut note)) = (self.texts.place(path), self.note.lock()) {
            note(place);
        }
        self.texts.read(path)
    }
}

fn refusal(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing,
        _ => ReadError::Unreadable(error.to_string()),
    }
}

/// The bytes of a regular file of at most so many bytes. Nothing else is opened: a pipe or device might never end.
pub(super) fn read_regular(path: &Path, longest: u64) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let too_long = || io::Error::other(format!("it is larger than {} MiB", longest >> 20));
    if metadata.len() > longest {
        return Err(too_long());
    }
    let file = File::open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // The file may grow while it is read.
    let more = longest.saturating_add(1);
    file.take(more).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > longest {
        Err(too_long())
    } else {
        Ok(bytes)
    }
}
