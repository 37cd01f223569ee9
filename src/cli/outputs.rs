//! Where reports go: one is printed at most, the others are files, written whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::args::Output;
use super::unfinished::Unfinished;

/// Whether the reports can all be had at once.
///
/// # Errors
/// If two would be printed, or two would be one file, or one would take the place of a claim file: what is wrong, in words.
pub(super) fn fit_together(outputs: &[Output]) -> Result<(), String> {
    let mut printed = outputs.iter().filter(|output| output.file.is_none());
    if let (Some(one), Some(other)) = (printed.next(), printed.next()) {
        let (one, other) = (one.format.name, other.format.name);
        return Err(format!(
            "one report can be printed, not both {one} and {other}; give one of them a file: --format {other}:FILE"
        ));
    }
    let mut files: Vec<&Path> = outputs
        .iter()
        .filter_map(|output| output.file.as_deref())
        .collect();
    if let Some(file) = files.iter().find(|file| is_claims(file)) {
        return Err(format!(
            "\"{}\" is a claim file, not a place for a report",
            file.display()
        ));
    }
    files.sort_unstable();
    match files.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!(
            "two reports cannot both be \"{}\"",
            pair[0].display()
        )),
        None => Ok(()),
    }
}

fn is_claims(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "claims")
}

/// Has a file written whole or not at all: beside its place first, then moved there. A link is followed; what is no regular file (a
/// pipe, a device) is written to as it is.
pub(super) fn save(
    file: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let place = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let before = fs::metadata(&place).ok();
    if before
        .as_ref()
        .is_some_and(|before| !before.is_file() && !before.is_dir())
    {
        return write(&mut OpenOptions::new().write(true).open(&place)?);
    }
    let (unfinished, file) = Unfinished::beside(&place)?;
    let mut file = gathering(file);
    write(&mut file)?;
    file.flush()?;
    if let Some(before) = before {
        file.get_ref().set_permissions(before.permissions())?;
    }
    file.get_ref().sync_all()?;
    unfinished.replace(&place)
}

/// Gathers what is written, so that the system is seldom asked to take some of it: of a large case a report has hundreds of megabytes, and
/// standard output would be handed every line by itself.
pub(super) fn gathering<W: Write>(out: W) -> BufWriter<W> {
    BufWriter::with_capacity(1 << 16, out)
}

/// What leads from the working folder to the case: empty, or a path that ends with `/`.
pub(super) fn from_here(case: &Path) -> String {
    here().map_or_else(String::new, |here| way(&here, case))
}

fn here() -> Option<PathBuf> {
    std::env::current_dir()
        .and_then(|here| here.canonicalize())
        .ok()
}

/// The way from one folder to another, up and down again; from the root where they have nothing in common.
fn way(from: &Path, to: &Path) -> String {
    let common = from
        .iter()
        .zip(to.iter())
        .take_while(|(one, other)| one == other);
    let common = common.count();
    if common == 0 {
        return format!("{}/", to.display());
    }
    let up = from.iter().skip(common).map(|_| "../".to_owned());
    let down = to.iter().skip(common);
    up.chain(down.map(|part| format!("{}/", part.to_string_lossy())))
        .collect()
}

/// What leads from the root of the repository to the case; without a repository, from the working folder if it lies below that.
pub(super) fn from_repository(case: &Path) -> String {
    let repository = case.ancestors().find(|folder| folder.join(".git").exists());
    let root = repository.map(Path::to_owned).or_else(here);
    root.map_or_else(String::new, |root| below(&root, case))
}

fn below(root: &Path, case: &Path) -> String {
    let Ok(inside) = case.strip_prefix(root) else {
        return String::new();
    };
    inside
        .iter()
        .map(|part| format!("{}/", part.to_string_lossy()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn save(file: &Path, text: &str) -> io::Result<()> {
        super::save(file, |out| out.write_all(text.as_bytes()))
    }

    #[test]
    fn a_file_is_written_whole_or_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("out.json");
        save(&file, "one").unwrap();
        save(&file, "two").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "two");
        assert!(save(folder.path(), "x").is_err(), "a folder is no file");
        assert!(save(&folder.path().join("no/such.json"), "x").is_err());
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_devices_stay_devices() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("out"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink("out", &link).unwrap();
        save(&link, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let device = Path::new("/dev/null");
        save(device, "gone").unwrap();
        assert!(!fs::metadata(device).unwrap().is_file());
    }

    #[test]
    fn the_way_to_the_case() {
        for (to, wanted) in [
            ("/a/b", ""),
            ("/a/b/c/d", "c/d/"),
            ("/a/c", "../c/"),
            ("/c", "../../c/"),
            ("/a", "../"),
        ] {
            assert_eq!(way(Path::new("/a/b"), Path::new(to)), wanted, "{to}");
        }
        assert_eq!(below(Path::new("/a"), Path::new("/a/b/c")), "b/c/");
        assert_eq!(below(Path::new("/a"), Path::new("/a")), "");
        assert_eq!(below(Path::new("/b"), Path::new("/a")), "");
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("x/case");
        fs::create_dir_all(&case).unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(from_repository(&case), "x/case/");
    }
}
