//! `belie init`: a small case to begin with, and the workflow that checks it. Nothing is overwritten.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::unfinished::{Unfinished, keep};
use super::{Answer, case, visible};

/// The files of the case, with their paths in it.
const CASE: [(&str, &str); 6] = [
    ("belie.toml", include_str!("init/belie.toml")),
    ("case.claims", include_str!("init/case.claims")),
    ("courier.claims", include_str!("init/courier.claims")),
    ("police.claims", include_str!("init/police.claims")),
    (
        "sources/courier.txt",
        include_str!("init/sources/courier.txt"),
    ),
    (
        "sources/police.txt",
        include_str!("init/sources/police.txt"),
    ),
];

/// Where GitHub looks for the workflow, from the root of the repository.
const WORKFLOW: &str = ".github/workflows/belie.yml";

/// What stands in the workflow for the folder of the case.
const WORKFLOW_PATH: &str = "path: \".\"";

/// Makes the case; where anything is in the way, nothing is written.
pub(super) fn init(folder: &Path) -> Answer {
    match make(folder) {
        Ok(lines) => {
            let lines = lines.iter().map(|line| visible(line).into_owned() + "\n");
            Answer::good(lines.collect())
        }
        Err(complaint) => Answer::wrong(&complaint),
    }
}

fn make(folder: &Path) -> Result<Vec<String>, String> {
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make \"{}\": {error}", folder.display()))?;
    let real = folder
        .canonicalize()
        .map_err(|error| format!("cannot read \"{}\": {error}", folder.display()))?;
    let root = root(&real);
    let mut wanted: Vec<(PathBuf, String)> = CASE
        .iter()
        .map(|(path, text)| (folder.join(path), (*text).to_owned()))
        .collect();
    in_the_way(folder, &real, &wanted)?;
    // A repository that has the workflow needs a step for this case in it, which only its owners can write.
    let workflow = if root == real {
        folder.join(WORKFLOW)
    } else {
        root.join(WORKFLOW)
    };
    let is_new = workflow.symlink_metadata().is_err();
    if is_new {
        wanted.push((workflow.clone(), workflow_for(&root, &real)));
    }
    write_all(&wanted)?;
    Ok(told(folder, &wanted, &workflow, is_new))
}

/// The root of the repository that a folder lies in, else the folder.
fn root(folder: &Path) -> PathBuf {
    let root = folder.ancestors().find(|above| above.join(".git").exists());
    root.unwrap_or(folder).to_owned()
}

/// Complains of what would be overwritten, or mixed with the new case.
fn in_the_way(folder: &Path, real: &Path, wanted: &[(PathBuf, String)]) -> Result<(), String> {
    let there: Vec<String> = wanted
        .iter()
        .filter(|(path, _)| path.symlink_metadata().is_ok())
        .map(|(path, _)| path.display().to_string())
        .collect();
    if !there.is_empty() {
        let there = there.join(", ");
        return Err(format!("nothing was written: there is already {there}"));
    }
    if case::has_claims(real) {
        return Err(format!(
            "nothing was written: there are claim files in \"{}\", so it is a case already",
            folder.display()
        ));
    }
    Ok(())
}

/// The workflow with the path from the root of the repository to the case. A JSON string is one of YAML, too.
fn workflow_for(root: &Path, case: &Path) -> String {
    let inside = case.strip_prefix(root).unwrap_or(Path::new(""));
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    let path = match parts.as_slice() {
        [] => ".".to_owned(),
        parts => parts.join("/"),
    };
    let path = format!("path: {}", serde_json::Value::String(path));
    include_str!("init/workflow.yml").replace(WORKFLOW_PATH, &path)
}

/// Writes new files: all, or none if one fails.
fn write_all(wanted: &[(PathBuf, String)]) -> Result<(), String> {
    let mut written = Vec::new();
    for (path, text) in wanted {
        written.push(write_new(path, text).map_err(|error| {
            format!(
                "nothing was written: cannot write \"{}\": {error}",
                path.display()
            )
        })?);
    }
    keep(written);
    Ok(())
}

/// Writes a file that is not there yet: whoever has just made one keeps it.
fn write_new(path: &Path, text: &str) -> io::Result<Unfinished> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let (unfinished, mut file) = Unfinished::beside(path)?;
    file.write_all(text.as_bytes())?;
    unfinished.name(path)
}

/// What was done and what comes next.
fn told(
    folder: &Path,
    written: &[(PathBuf, String)],
    workflow: &Path,
    is_new: bool,
) -> Vec<String> {
    let mut lines = vec!["Written:".to_owned()];
    let paths = written
        .iter()
        .map(|(path, _)| format!("  {}", path.display()));
    lines.extend(paths);
    lines.push(String::new());
    let workflow = workflow.display();
    lines.push(if is_new {
        format!("In {workflow} write for OWNER whose copy of Belie is to check.")
    } else {
        format!("{workflow} is there already and was left as it is: give it a step for this case.")
    });
    lines.push(format!(
        "See what the case has to show: belie check {}",
        for_the_shell(folder)
    ));
    lines
}

/// A path as it is typed: in quotation marks where it has others than the usual signs, and so that it is not taken for an option.
fn for_the_shell(path: &Path) -> String {
    let path = path.display().to_string();
    let path = match path.starts_with('-') {
        true => format!("./{path}"),
        false => path,
    };
    let is_usual = |c: char| c.is_alphanumeric() || "/._-+@%:,~\\".contains(c);
    match path.chars().all(is_usual) {
        true => path,
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_as_it_is_typed() {
        for (path, typed) in [
            ("cases/ferry", "cases/ferry"),
            ("Überfahrt", "Überfahrt"),
            ("-dash", "./-dash"),
            ("two words", "'two words'"),
            ("it's", "'it'\\''s'"),
            ("$HOME", "'$HOME'"),
        ] {
            assert_eq!(for_the_shell(Path::new(path)), typed);
        }
    }
}
