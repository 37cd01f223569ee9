//! The files of a case.

use std::sync::OnceLock;

use super::{LineColumn, LineIndex, Span};

/// A file of a case, by its number in [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of text in one of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The stretch of its text.
    pub span: Span,
}

/// What a file is to the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Program text: it is parsed.
    Claims,
    /// The text of a source: passages are looked up in it.
    Text,
    /// What is set for the whole case.
    Settings,
}

/// One file: its path and its text.
#[derive(Debug)]
pub struct File {
    /// What it is to the case.
    pub kind: FileKind,
    /// The path inside the case, with `/` between folders on every system.
    pub path: String,
    /// The text, without a byte-order mark. Bytes that are not UTF-8 stand as U+FFFD.
    pub text: String,
    lines: OnceLock<LineIndex>,
}

impl File {
    /// A claim file with this path inside the case and this text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            kind: FileKind::Claims,
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
        }
    }

    /// The text of a source, with its path as the source names it.
    #[must_use]
    pub fn of_source(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            kind: FileKind::Text,
            ..Self::new(path, text)
        }
    }

    /// The settings of a case.
    #[must_use]
    pub fn of_settings(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            kind: FileKind::Settings,
            ..Self::new(path, text)
        }
    }

    /// Where the lines begin; made at the first call, as most files need it never.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The line and column of a byte offset; columns count characters.
    pub fn line_column(&self, at: u32) -> LineColumn {
        self.lines().line_column(&self.text, at)
    }

    /// The text of a stretch.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }
}

/// All files of a case: its claim files in the order of their paths, its settings if it has any, then the texts of its sources in
/// the order in which they are named.
#[derive(Debug, Default)]
pub struct Files {
    all: Vec<File>,
}

impl Files {
    /// Adds a file and tells its number.
    pub fn add(&mut self, file: File) -> FileId {
        let id = FileId(super::offset(self.all.len()));
        self.all.push(file);
        id
    }

    /// Puts another file in the place of one.
    pub fn replace(&mut self, id: FileId, file: File) {
        self.all[id.0 as usize] = file;
    }

    /// The file with this number.
    #[must_use]
    pub fn get(&self, id: FileId) -> &File {
        &self.all[id.0 as usize]
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The claim files with their numbers.
    pub fn claims(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.iter()
            .filter(|(_, file)| file.kind == FileKind::Claims)
    }

    /// The settings with their number.
    #[must_use]
    pub fn settings(&self) -> Option<(FileId, &File)> {
        self.iter()
            .find(|(_, file)| file.kind == FileKind::Settings)
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.all
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(super::offset(index)), file))
    }

    /// The text that a location names.
    #[must_use]
    pub fn text(&self, location: Location) -> &str {
        self.get(location.file).slice(location.span)
    }
}
